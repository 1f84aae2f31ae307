"""Extracts of ``showroom-relocation``: a smart-home showroom moves, with partners in Taiwan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random
from typing import Any

from . import people, writing

LAST_DAY = dt.date(2026, 10, 14)
PRODUCTS = ("全屋智能套餐 A", "智能门锁 K7", "窗帘电机 S2", "中控屏 8 寸", "新风面板", "灯光场景包")
VISITOR_HEADER = (
    "登记号", "来访日期", "访客姓名", "手机", "单位", "来访目的", "车牌", "随行人数", "同意回访",
    "备注",
)  # fmt: skip
FORMS = ("访客登记表", "购销合同", "名片册", "手写洽谈笔记", "问卷")
REMARKS = (
    "", "", "", "看样板间，周末再来", "自带户型图，报价发邮箱{mail}", "老人腿脚不便，需轮椅通道",
    "介绍人{other}，电话{phone}", "对新风面板有兴趣，预算 3 万", "施工地址{address}",
    "要求不要再打电话",
)  # fmt: skip


def make(folder: Path) -> None:
    """Write every extract of the sample into ``folder/extracts``."""
    out = folder / "extracts"
    _visitors(out)
    _base(out)
    _tracks(out)
    _taiwan(out)
    _hong_kong(out)
    _survey(out)
    _cctv(out)
    _paper(out)
    _mailbox(out)


def _shenzhen(random: Random) -> people.Person:
    """Draw a customer, three in four of them from Shenzhen."""
    someone = people.person(random, youngest=24, oldest=78)
    if random.random() < 0.75:
        area = "440399"
        someone = someone._replace(
            area=area, address=people.cn_address(random, area),
            identity=people.cn_id(random, area, someone.born, someone.female),
        )  # fmt: skip
    return someone


def _plate(random: Random) -> str:
    """Draw the plate of a visitor's car; four in five came without one."""
    if random.random() >= 0.22:
        return ""
    return people.plate(random, "粤", green=random.random() < 0.4)


def _visitors(out: Path) -> None:
    random = Random("showroom/visitors")
    days = sorted(people.day(random, dt.date(2024, 1, 3), LAST_DAY) for _ in range(6412))
    rows = []
    for n, on in enumerate(days):
        who, other = _shenzhen(random), people.person(random)
        remark = random.choice(REMARKS).format(
            mail=people.mail(random, f"v{n}"), other=other.name, phone=other.mobile,
            address=who.address,
        )  # fmt: skip
        rows.append((
            f"VF{24000 + n}", on, who.name, who.mobile,
            random.choice(("", "", "个人", "设计公司", "地产项目部")),
            random.choice(("参观", "选型", "售后", "洽谈合同")),
            _plate(random), random.randrange(0, 4), random.choice(("是", "是", "否")), remark,
        ))  # fmt: skip
    writing.write_csv(out / "visitors" / "visitor_forms.csv", VISITOR_HEADER, rows, "utf-8-sig")


def _base(out: Path) -> None:
    """Write the sales system: customers, contracts, appointments, and an import left behind."""
    random = Random("showroom/base")
    customers, contracts, staging = [], [], []
    for n in range(4806):
        who = _shenzhen(random)
        first = people.day(random, dt.date(2022, 1, 10), LAST_DAY)
        customers.append((10000 + n, who.name, who.mobile, who.address, str(first),
                          random.choice(("线下", "转介绍", "官网", "展会"))))  # fmt: skip
        if random.random() < 0.45:
            signed = people.day(random, first, LAST_DAY)
            contracts.append((
                f"HT{signed:%y%m}{n:05d}", 10000 + n, who.identity, random.choice(PRODUCTS),
                round(random.lognormvariate(10.1, 0.6), 2), str(signed), who.address,
            ))  # fmt: skip
        if random.random() < 0.13:
            # refunds were typed in here in 2024 and forgotten
            staging.append((n, who.name, people.bank_card(random), random.randrange(200, 9000)))
    visits = [
        (n, 10000 + random.randrange(4806), str(people.moment(
            random, people.day(random, dt.date(2025, 1, 2), LAST_DAY), 10, 20)),
         random.choice(("样板间", "中控区", "影音室")), f"SW{random.randrange(11, 29)}")
        for n in range(7913)
    ]  # fmt: skip
    writing.write_sqlite(out / "sales" / "showroom.sqlite", {
        "customers": ("customer_id INTEGER PRIMARY KEY, name TEXT, mobile TEXT, address TEXT, "
                      "first_visit TEXT, source TEXT", customers),
        "contracts": ("contract_no TEXT, customer_id INTEGER, signer_id TEXT, product TEXT, "
                      "amount REAL, signed_on TEXT, install_address TEXT", contracts),
        "appointments": ("id INTEGER, customer_id INTEGER, at TEXT, area TEXT, consultant TEXT",
                         visits),
        "tmp_import_2024": ("row_no INTEGER, col_a TEXT, col_b TEXT, col_c INTEGER", staging),
    })  # fmt: skip


def _tracks(out: Path) -> None:
    random = Random("showroom/tracks")
    devices = [
        ":".join(f"{random.choice((2, 6, 10, 14)) if i == 0 else random.randrange(256):02x}"
                 for i in range(6))
        for _ in range(5200)
    ]  # fmt: skip
    columns: dict[str, list[Any]] = {key: [] for key in ("ts", "zone", "probe", "dwell_s", "rssi")}
    times = sorted(
        people.moment(random, people.day(random, dt.date(2026, 7, 1), LAST_DAY), 10, 20)
        for _ in range(31000)
    )
    for at in times:
        columns["ts"].append(at)
        columns["zone"].append(random.choice(("A1", "A2", "B1", "B2", "C1")))
        columns["probe"].append(random.choice(devices))
        columns["dwell_s"].append(int(random.expovariate(1 / 140)) + 3)
        columns["rssi"].append(-random.randrange(38, 92))
    writing.write_parquet(out / "tracks" / "zone_flow.parquet", columns)


def _taiwan(out: Path) -> None:
    random = Random("showroom/taiwan")
    rows = []
    for n in range(2384):
        name, female = people.tw_name(random)
        asked = people.day(random, dt.date(2024, 3, 1), LAST_DAY)
        rows.append((
            f"TW{n + 1:05d}", name, "女" if female else "男",
            people.tw_mobile(random, dashes=n % 5 != 0),
            people.tw_id(random, female) if random.random() < 0.58 else "",
            people.tw_address(random), people.mail(random, f"tw{n + 1:05d}"),
            random.choice(("全屋智慧方案", "智慧門鎖", "窗簾馬達", "燈光情境")),
            f"{asked.year - 1911}/{asked:%m/%d}", random.choice(("願意", "願意", "不願意")),
        ))  # fmt: skip
    header = ("編號", "客戶姓名", "性別", "手機號碼", "身分證字號", "通訊地址", "電子郵件",
              "詢問產品",              "詢問日期", "是否願意收到資訊")  # fmt: skip
    writing.write_csv(out / "partner" / "tw_leads_big5.csv", header, rows, "big5")


def _hong_kong(out: Path) -> None:
    random = Random("showroom/hongkong")
    rows = []
    for n in range(644):
        chinese, english = people.hk_name(random)
        ordered = people.day(random, dt.date(2024, 5, 1), LAST_DAY)
        rows.append((
            f"HKO-{ordered:%y%m}-{n:04d}", chinese, english, people.hk_id(random),
            people.hk_mobile(random), people.hk_address(random),
            f"HK${random.randrange(8, 260) * 500:,}", ordered,
        ))  # fmt: skip
    header = ("訂單編號", "客戶", "英文姓名", "身份證號碼", "聯絡電話", "安裝地址", "金額", "日期")
    writing.write_csv(out / "partner" / "hk_orders.csv", header, rows)


def _survey(out: Path) -> None:
    random = Random("showroom/survey")
    rows = []
    for n in range(1507):
        on = people.day(random, dt.date(2025, 3, 1), LAST_DAY)
        comment = random.choice((
            "", "很满意", "讲解清楚，马上下单", "停车不方便", "希望有白杨木色的面板",
            "高兴，下次还来", "请回电{}", "家里有孕妇，担心辐射", "睡眠不好，想看智能灯光",
            "加我微信，同手机{}",
        )).format(people.cn_mobile(random))  # fmt: skip
        rows.append((f"Q{n + 1:04d}", on, random.choice(("25-34", "35-44", "45-54", "55+")),
                     random.randrange(1, 6), random.randrange(1, 6), comment))  # fmt: skip
    header = ("问卷号", "日期", "年龄段", "环境评分", "讲解评分", "其他意见")
    writing.write_csv(out / "survey" / "questionnaires.csv", header, rows)


def _cctv(out: Path) -> None:
    rows = []
    for n in range(90):
        on = dt.date(2026, 7, 17) + dt.timedelta(days=n)
        for camera in range(1, 11):
            size = 900 + (n * 53 + camera * 71) % 700
            rows.append((f"C{camera:02d}", on, "09:30", "20:30", f"D:/NVR/{on:%Y%m}/C{camera:02d}_"
                         f"{on:%d}.dav", size))  # fmt: skip
    writing.write_csv(out / "cctv" / "index.csv", ("机位", "日期", "起", "止", "文件", "MB"), rows)


def _paper(out: Path) -> None:
    random = Random("showroom/paper")
    rows = [
        (f"D{n + 1:03d}", random.choice(FORMS),
         random.randrange(2022, 2027), random.randrange(40, 130),
         random.choice(("前台文件柜", "洽谈室 2", "储藏室 B", "经理室")))
        for n in range(58)
    ]  # fmt: skip
    header = ("册号", "内容", "年份", "份数", "旧址位置")
    writing.write_csv(out / "paper" / "paper_inventory.csv", header, rows)


def _mailbox(out: Path) -> None:
    random = Random("showroom/mail")
    rows = []
    for n in range(3120):
        who = people.person(random)
        at = people.moment(random, people.day(random, dt.date(2026, 1, 5), LAST_DAY))
        subject = random.choice(
            ("报价单", "施工进度", "预约参观", "售后工单", "合同扫描件", "感谢信")
        )
        rows.append((f"<{n:06d}@mx.lanxi.example>", at, people.mail(random, f"c{n:05d}"),
                     f"{who.name}：{subject}", random.randrange(2, 900)))  # fmt: skip
    header = ("message_id", "时间", "发件人", "主题", "大小KB")
    writing.write_csv(out / "mail" / "headers.csv", header, rows)
