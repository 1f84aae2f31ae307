"""Extracts of ``store-transfer``: a mother-and-baby shop with 21,386 members is sold."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from . import people, words, writing

MEMBERS = 21386
LAST_DAY = dt.date(2026, 11, 10)
MEMBER_HEADER = (
    "会员号", "姓名", "性别", "手机号", "出生日期", "宝宝小名", "宝宝生日", "家庭住址", "会员等级",
    "积分余额", "入会日期", "最近消费", "接收营销", "备用字段2",
)  # fmt: skip
ORDER_HEADER = (
    "订单号", "流水号", "下单时间", "商品条码", "品名", "数量", "实付金额", "支付方式", "会员号",
    "收银员工号", "快递单号",
)  # fmt: skip
GOODS = (
    ("6970001{:06d}", "婴幼儿配方奶粉 2段 900g", 268),
    ("6970001{:06d}", "黄金周装尿裤 L码 52片", 119),
    ("6970002{:06d}", "高山木质积木 100粒", 89), ("6970002{:06d}", "婴儿湿巾 80抽×10", 59),
    ("6970003{:06d}", "宝宝润肤霜 60g", 42), ("6970003{:06d}", "纯棉连体衣 73码", 79),
    ("6970004{:06d}", "安抚奶嘴 0-6月", 36), ("6970004{:06d}", "唐诗有声挂图", 49),
    ("6970005{:06d}", "婴儿推车 轻便款", 699), ("6970005{:06d}", "DHA藻油软糖 30粒", 158),
)  # fmt: skip
CAMERAS = (
    "CAM01 收银台", "CAM02 正门", "CAM03 奶粉区", "CAM04 游泳区前台", "CAM05 仓库", "CAM06 后门",
)  # fmt: skip


class Member(NamedTuple):
    """A member as the other extracts need to know them."""

    number: str
    who: people.Person
    opted_out: bool
    joined: dt.date


def make(folder: Path) -> None:
    """Write every extract of the sample into ``folder/extracts``."""
    out = folder / "extracts"
    members = _members(out)
    _orders(out, members)
    _prepaid(out, members)
    _notes(out, members)
    _chat(out, members)
    _mail_list(out, members)
    _cctv(out)
    _forms(out)
    _data_room(out, members)
    _handover(out, members)
    _old_export(out, members)


def _members(out: Path) -> list[Member]:
    random = Random("store-transfer/members")
    members, rows = [], []
    for n in range(MEMBERS):
        who = people.person(random, youngest=22, oldest=66)
        joined = people.day(random, dt.date(2017, 3, 18), dt.date(2026, 10, 31))
        member = Member(f"MY{joined:%y%m}{n:06d}", who, random.random() < 0.031, joined)
        members.append(member)
        last = people.day(random, joined, LAST_DAY)
        level = random.choices(("普通", "银卡", "金卡", "黑金"), (60, 25, 12, 3))[0]
        # the column nobody owns: identity numbers typed in for prepaid cards since 2022
        spare = who.identity if random.random() < 0.37 else ""
        baby = people.day(random, max(joined - dt.timedelta(900), dt.date(2015, 1, 1)), joined)
        rows.append((
            member.number, who.name, "女" if who.female else "男", who.mobile,
            who.born if random.random() < 0.55 else "", random.choice(words.BABY_NAMES), baby,
            who.address if random.random() < 0.72 else "", level, random.randrange(0, 9000),
            joined, last, "否" if member.opted_out else "是", spare,
        ))  # fmt: skip
    writing.write_csv(out / "crm" / "members.csv", MEMBER_HEADER, rows, "gb18030")
    return members


def _orders(out: Path, members: list[Member]) -> None:
    random = Random("store-transfer/orders")
    rows: list[tuple[Any, ...]] = []
    for n in range(6400):
        at = people.moment(random, people.day(random, dt.date(2026, 7, 1), dt.date(2026, 9, 30)))
        code, goods, price = random.choice(GOODS)
        count = random.choices((1, 2, 3, 6), (70, 20, 7, 3))[0]
        # 18 and 11 digits: as long as an identity number and a mobile number, and neither
        order = f"{at:%Y%m%d}{n:06d}{random.randrange(10000):04d}"
        slip = f"1{random.randrange(3, 10)}{n:05d}{random.randrange(10000):04d}"
        tracking = f"7{people.digits(random, 14)}" if random.random() < 0.15 else ""
        member = random.choice(members).number if random.random() < 0.68 else ""
        rows.append((
            order, slip, at, code.format(random.randrange(10**6)), goods, count,
            f"{price * count * random.choice((1, 1, 0.95, 0.88)):.2f}",
            random.choice(("微信", "支付宝", "银行卡", "储值卡", "现金")), member,
            f"E{random.randrange(101, 113)}", tracking,
        ))  # fmt: skip
    rows.sort(key=lambda row: row[2])
    writing.write_csv(out / "pos" / "orders_2026Q3.csv", ORDER_HEADER, rows, "utf-8-sig")


def _prepaid(out: Path, members: list[Member]) -> None:
    random = Random("store-transfer/prepaid")
    holders = random.sample(members, 3204)
    cards: list[tuple[Any, ...]] = [
        ("棉芽母婴·云杉路店 储值卡余额表（截至 2026-10-31，财务导出，勿外传）",), (),
        ("卡号", "会员号", "持卡人", "联系电话", "余额（元）", "最近充值", "状态"),
    ]  # fmt: skip
    for n, holder in enumerate(holders):
        top_up = people.day(random, holder.joined, dt.date(2026, 10, 31))
        state = random.choices(("正常", "挂失", "冻结"), (97, 2, 1))[0]
        cards.append((f"CZ{200000 + n}", holder.number, holder.who.name, holder.who.mobile,
                      round(random.lognormvariate(5.2, 0.9), 2), top_up.isoformat(),
                      state))  # fmt: skip
    refunds: list[tuple[Any, ...]] = [
        ("退卡申请登记",), ("申请日期", "卡号", "申请人", "收款银行卡号", "退款金额", "经办人"),
    ]  # fmt: skip
    for n in sorted(random.sample(range(len(holders)), 143)):
        asked = people.day(random, dt.date(2026, 9, 1), LAST_DAY)
        refunds.append((asked.isoformat(), f"CZ{200000 + n}", holders[n].who.name,
                        people.bank_card(random), round(random.uniform(30, 1800), 2),
                        random.choice(("E103", "E107"))))  # fmt: skip
    writing.write_workbook(out / "finance" / "prepaid_cards.xlsx",
                           {"余额": cards, "退卡登记": refunds})  # fmt: skip


FORMS = ("会员登记表", "会员登记表", "储值卡合同", "游泳健康告知书", "活动签到表")
PLAIN_NOTES = (
    "顾客反映{goods}缺货，已登记到货提醒。", "咨询黄金周活动能否和会员价同享，已答复不可叠加。",
    "订单{order}物流停在转运中心，已催。", "顾客觉得游泳区水温偏低，已反馈店长。",
    "问高兴牌推车有没有红色，店里没有，调货三天。", "转让后储值卡还能不能用，按统一口径答复。",
    "投诉周末排队久，建议增开一个收银台。", "积分兑换页面打不开，已报技术。",
    "顾客表扬导购服务好，没留姓名。", "到货短信重复发了三次，转市场部。",
)  # fmt: skip
PERSONAL_NOTES = (
    "{name}来电，手机{mobile}，{goods}段数买错想换，同意到店换。",
    "客户{name}（{mobile}）要求把收货地址改成{address}。",
    "{name}女士说宝宝喝奶后起湿疹，医生说是牛奶蛋白过敏，要退{goods}，电话{mobile}。",
    "妈妈{name}反映宝宝早产、体重偏轻，咨询特配奶粉，回电{mobile}。",
    "退储值卡：{name}，身份证{id}，原卡遗失，已核对。",
    "顾客不想再收短信，手机号{mobile}，已登记退订。",
    "{name}在微信上问店转让以后资料给谁，要求删掉她的信息，联系{mobile}。",
    "送货到{address}，收件人{name}，门禁要打{mobile}。",
    "会员{number}的邮箱改为{mail}。",
)


PLAIN_CHAT = (
    "{goods}今天还有吗？", "谢谢小顾店长[玫瑰]", "马上到店，帮我留一份", "游泳卡周末要预约吗",
    "听说店要转让了，卡还能用不？", "收到", "高兴死了，终于抢到黄金周的券",
    "宝宝打疫苗那天能改约吗",
    "订单{order}到哪了", "已下单，谢谢您",
)  # fmt: skip
PERSONAL_CHAT = (
    "寄到{address}，{name}收，{mobile}", "我手机换号了，新的是{mobile}，会员号{number}",
    "店长帮我查下积分，{mobile}", "@店长小顾 退卡要身份证是吧：{id} {name}",
    "我家宝宝对牛奶蛋白过敏，有水解粉吗，到货打{mobile}", "发票发我邮箱{mail}",
    "顺丰到付：{name} {mobile} {address}", "导购阿玲加下{name}妈妈微信，手机同号{mobile}",
)  # fmt: skip


def _note(random: Random, members: list[Member], share: float, *, chat: bool = False) -> str:
    order = f"202611{people.digits(random, 12)}"
    goods = random.choice(GOODS)[1]
    if random.random() >= share:
        plain = PLAIN_CHAT if chat else PLAIN_NOTES
        return random.choice(plain).format(goods=goods, order=order)
    member = random.choice(members)
    who = member.who
    return random.choice(PERSONAL_CHAT if chat else PERSONAL_NOTES).format(
        name=who.name, mobile=who.mobile, goods=goods, address=who.address,
        id=who.identity, number=member.number,
        mail=people.mail(random, member.number.lower()),
    )  # fmt: skip


def _notes(out: Path, members: list[Member]) -> None:
    random = Random("store-transfer/notes")
    days = sorted(people.day(random, dt.date(2026, 1, 4), LAST_DAY) for _ in range(2618))
    rows = [
        (f"GD{70000 + n}", people.moment(random, on), random.choice(("电话", "小程序", "到店")),
         f"K{random.randrange(1, 9):02d}", _note(random, members, 0.45),
         random.choice(("已结", "已结", "处理中")))
        for n, on in enumerate(days)
    ]  # fmt: skip
    header = ("工单号", "时间", "渠道", "客服", "内容", "状态")
    writing.write_csv(out / "notes" / "service_notes.csv", header, rows)


def _chat(out: Path, members: list[Member]) -> None:
    random = Random("store-transfer/chat")
    lines = ["群聊：云杉路店-妈妈福利3群（店长手机导出 2026-11-02）", ""]
    for _ in range(640):
        on = people.day(random, dt.date(2026, 8, 1), dt.date(2026, 11, 2))
        speaker = random.choice((*words.BABY_NAMES[:12], "店长小顾", "导购阿玲"))
        lines.append(f"{people.moment(random, on):%Y-%m-%d %H:%M} {speaker}："
                     f"{_note(random, members, 0.3, chat=True)}")  # fmt: skip
    lines[2:] = sorted(lines[2:])
    writing.write_text(out / "chat" / "wecom_group3.txt", "\n".join(lines) + "\n")


def _mail_list(out: Path, members: list[Member]) -> None:
    random = Random("store-transfer/mail")
    rows = []
    for member in sorted(random.sample(members, 9842)):
        left = people.day(random, member.joined, LAST_DAY) if member.opted_out else ""
        rows.append((member.number, people.mail(random, member.number.lower()),
                     "已退订" if member.opted_out else "订阅", left))  # fmt: skip
    header = ("会员号", "邮箱", "订阅状态", "退订时间")
    writing.write_csv(out / "mail" / "newsletter.csv", header, rows)


def _cctv(out: Path) -> None:
    rows = []
    # the policy says 30 days; the recorder keeps what fits: back to 20 May
    for n in range(182):
        on = dt.date(2026, 5, 20) + dt.timedelta(days=n)
        for camera in CAMERAS:
            code, place = camera.split()
            rows.append((code, place, on, "08:30", "22:00", f"/rec/{code}/{on:%Y%m%d}.mp4",
                         1200 + (n * 37 + len(place) * 11) % 400))  # fmt: skip
    header = ("机位", "位置", "日期", "开始", "结束", "文件", "大小MB")
    writing.write_csv(out / "cctv" / "recordings.csv", header, rows)


def _forms(out: Path) -> None:
    random = Random("store-transfer/forms")
    rows = []
    for n in range(46):
        kind = random.choice(FORMS)
        year = random.randrange(2017, 2026)
        rows.append((f"P{n + 1:03d}", kind, year, random.randrange(60, 150),
                     random.choice(("收银台下柜", "二楼仓库B架", "店长室铁皮柜")),
                     random.choice(("是", "是", "否"))))  # fmt: skip
    header = ("册号", "表单", "年份", "份数", "存放位置", "上锁")
    writing.write_csv(out / "paper" / "forms_inventory.csv", header, rows)


def _data_room(out: Path, members: list[Member]) -> None:
    random = Random("store-transfer/dataroom")
    rows = []
    for n in range(480):
        month = f"{2023 + n // 160}-{n % 12 + 1:02d}"
        buyers = random.randrange(40, 900)
        rows.append((month, random.choice(("奶粉", "尿裤", "洗护", "服装", "玩具", "服务")),
                     random.choice(("普通", "银卡", "金卡", "黑金")), buyers,
                     f"{buyers * random.uniform(80, 420):.0f}", f"{random.uniform(0.12, 0.61):.2f}",
                     random.choice(members).who.mobile))  # fmt: skip
    header = ("月份", "品类", "会员等级", "购买人数", "销售额", "复购率", "代表客户")
    writing.write_csv(out / "dataroom" / "sales_summary.csv", header, rows)


def _handover(out: Path, members: list[Member]) -> None:
    random = Random("store-transfer/handover")
    kept = [member for member in members if not member.opted_out]
    slipped = random.sample([member for member in members if member.opted_out], 137)
    rows = [
        (member.number, member.who.name, member.who.mobile, member.joined,
         "否" if member.opted_out else "是")
        for member in sorted(kept + slipped)
    ]  # fmt: skip
    header = ("会员号", "姓名", "手机号", "入会日期", "接收营销")
    writing.write_csv(out / "handover" / "members_to_buyer.csv", header, rows)


def _old_export(out: Path, members: list[Member]) -> None:
    rows = [
        (member.who.name, member.who.mobile, member.who.address, member.who.identity)
        for member in members
        if member.joined < dt.date(2019, 1, 1)
    ]
    header = ("客户", "电话", "地址", "证件")
    writing.write_csv(out / "usb" / "老会员2018.csv", header, rows, "gb18030")
