"""Messy labelled tables in three languages, made from a seed, apart from the detector.

Values are built from their own lists and rules (never from ``knowledge/detection``); each
column carries its gold entity (None: not personal) and several ways to name it.
"""

# ruff: noqa: E501, RUF005, SIM905 (lists of words read best as one run)

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

Make = Callable[[random.Random], str]


@dataclass(frozen=True)
class Kind:
    """A kind of column: gold entity or None, headers, and how its cells are made."""

    gold: str | None
    headers: str
    make: Make
    personal: bool = True


@dataclass(frozen=True)
class Labelled:
    """A table with its gold: per column (entity or None, personal)."""

    headers: list[str]
    columns: list[list[str]]
    gold: list[tuple[str | None, bool]]


FAMILY = {
    "zh-Hans": list(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    )
    + ["欧阳", "上官", "司马", "诸葛"],
    "zh-Hant": list(
        "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高簡朱鍾施游詹沈彭胡余盧潘顏梁趙柯翁魏方孫戴范宋鄧杜侯曹薛傅丁溫紀蔣歐藍連唐馬董石卓程姚康馮古姜湯汪白田涂鄒巫尤鐘龔嚴韓黎阮袁童陸金錢邵"
    )
    + ["歐陽", "張簡", "司徒"],
}
GIVEN = {
    "zh-Hans": "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 子涵 浩宇 欣怡 梓轩 雨桐 思远 国栋 建华 志强 文静 晓东 海燕 俊杰 宇航 佳琪 若曦 一诺 天佑 春梅 玉兰 红梅 振华 家豪 嘉怡 雪莲 永康 德胜 立新 彦霖 钰莹 博文 星辰 铭泽 语嫣 晨曦 书瑶 亦菲 承恩 乐瑶 沐阳 以安 望舒 知远 景行",
    "zh-Hant": "怡君 志明 淑芬 美玲 俊傑 雅婷 家豪 宗翰 冠宇 詩涵 承恩 品妤 宥廷 柏翰 欣怡 惠雯 佩珊 建宏 文雄 麗華 秀琴 玉蘭 子軒 宇翔 婉婷 靜宜 育誠 嘉慧 國華 明哲 筱涵 沛琳 芷晴 浩然 頌恩 永祥 瑞麟 振宇 郁婷 彥廷 書豪 心怡 思妤 鈺婷 威廷 哲瑋 晨曦 若彤 穎芝 樂兒",
}
FIRST = "James Mary Robert Patricia Michael Jennifer David Linda Wei Priya Ahmed Sofia Liam Olivia Noah Emma Oliver Ava Elijah Charlotte Lucas Amelia Mason Mia Harper Evelyn Ethan Abigail Jacob Ella Owen Aria Grace Chloe Daniel Victoria Samuel Hannah Leo Zoe Isaac Nora Julian Stella Connor Megan Callum Niamh Siobhan Dmitri Fatima Kenji Svetlana Mateo Lucia Rahul Anjali Kwame Thandiwe Brandon Tiffany Dylan Kayla".split()
LAST = "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Wilson Anderson Taylor Thomas Moore Jackson Martin Lee Thompson White Harris Clark Lewis Robinson Walker Hall Young Wright Scott Nguyen Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips Campbell Evans Collins Murphy Cook Rogers Morgan Cooper Reed Bailey Kelly Howard Ward Watson Brooks Bennett Gray Hughes Price Patel Myers Foster Sanders Ross O'Brien Okafor Kowalski Petrov Yamamoto Fernandes Haddad Lindqvist Papadopoulos Van-Dyke Gallagher".split()


def name(lang: str) -> Make:
    def make(r: random.Random) -> str:
        if lang == "en":
            form = r.random()
            first, last = r.choice(FIRST), r.choice(LAST)
            if form < 0.15:
                return f"{last}, {first}"
            return (
                f"{first} {r.choice('ABCDEFGHJKLM')}. {last}" if form < 0.3 else f"{first} {last}"
            )
        return r.choice(FAMILY[lang]) + r.choice(GIVEN[lang].split())

    return make


def digits(r: random.Random, n: int) -> str:
    return "".join(r.choice("0123456789") for _ in range(n))


def luhn(r: random.Random, prefix: str, n: int) -> str:
    body = prefix + digits(r, n - 1 - len(prefix))
    total = 0
    for i, c in enumerate(reversed(body)):
        d = int(c) * (2 if i % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    return body + str(-total % 10)


def mobile_cn(r: random.Random) -> str:
    n = r.choice(["138", "139", "186", "159", "177", "135", "150", "188", "199", "166"]) + digits(
        r, 8
    )
    form = r.random()
    if form < 0.1:
        return f"+86 {n}"
    if form < 0.2:
        return f"{n[:3]}-{n[3:7]}-{n[7:]}"
    if form < 0.25:
        return "".join(chr(ord(c) + 0xFEE0) for c in n)
    return n


def masked_mobile(r: random.Random) -> str:
    n = mobile_plain(r)
    return n[:3] + "****" + n[7:]


def mobile_plain(r: random.Random) -> str:
    return r.choice(["133", "158", "181", "136", "151"]) + digits(r, 8)


def mobile_tw(r: random.Random) -> str:
    n = "09" + digits(r, 8)
    return r.choice(
        [n, f"{n[:4]}-{n[4:7]}-{n[7:]}", f"{n[:4]}-{n[4:]}", f"+886-{n[1:4]}-{n[4:7]}-{n[7:]}"]
    )


def phone_hk(r: random.Random) -> str:
    n = r.choice("5679") + digits(r, 7)
    return r.choice([f"{n[:4]} {n[4:]}", f"+852 {n[:4]} {n[4:]}", f"(852) {n[:4]}-{n[4:]}"])


def phone_en(r: random.Random) -> str:
    a, b, c = str(r.randint(201, 989)), str(r.randint(200, 999)), digits(r, 4)
    return r.choice(
        [
            f"({a}) {b}-{c}",
            f"{a}-{b}-{c}",
            f"+1 {a} {b} {c}",
            f"{a}.{b}.{c}",
            f"+44 7{digits(r, 3)} {digits(r, 6)}",
        ]
    )


def resident(r: random.Random, *, right: bool = True) -> str:
    body = r.choice(["110105", "310101", "440106", "320102", "510104", "330106", "420102"])
    body += f"{r.randint(1945, 2008)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{digits(r, 3)}"
    total = sum(int(c) * (2 ** (17 - i) % 11) for i, c in enumerate(body))
    check = "10X98765432"[total % 11]
    return body + (check if right else r.choice("0123456789X"))


def resident15(r: random.Random) -> str:
    n = resident(r)
    return n[:6] + n[8:17]


def tw_id(r: random.Random) -> str:
    letter = r.choice("ABCDEFGHJK")
    code = 10 + "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(letter)
    body = r.choice("12") + digits(r, 7)
    total = code // 10 + code % 10 * 9 + sum(int(c) * (8 - i) for i, c in enumerate(body))
    return letter + body + str(-total % 10)


def hk_id(r: random.Random) -> str:
    letter, body = r.choice("ABCDEFGHKMPRVYZ"), digits(r, 6)
    total = 36 * 9 + (ord(letter) - 55) * 8 + sum(int(c) * (7 - i) for i, c in enumerate(body))
    check = -total % 11
    return f"{letter}{body}({'A' if check == 10 else check})"


def nhs(r: random.Random) -> str:
    while True:
        body = digits(r, 9)
        check = (11 - sum(int(c) * (10 - i) for i, c in enumerate(body)) % 11) % 11
        if check < 10:
            n = body + str(check)
            return f"{n[:3]} {n[3:6]} {n[6:]}"


def email(r: random.Random) -> str:
    user = (
        r.choice(FIRST).lower()
        + r.choice(["", ".", "_"])
        + r.choice(LAST).lower().replace("'", "")
        + r.choice(["", digits(r, 2)])
    )
    return f"{user}@{r.choice(['example.com', 'qq.com', '163.com', 'mail.example.tw', 'gmail.com', 'corp.example.org'])}"


def address(lang: str) -> Make:
    def make(r: random.Random) -> str:
        if lang == "zh-Hans":
            city = r.choice(
                [
                    "北京市朝阳区",
                    "上海市浦东新区",
                    "广东省深圳市南山区",
                    "杭州市西湖区",
                    "四川省成都市武侯区",
                    "武汉市洪山区",
                    "江苏省南京市鼓楼区",
                ]
            )
            road = r.choice(
                [
                    "建国路",
                    "世纪大道",
                    "科技园南路",
                    "文三路",
                    "人民南路二段",
                    "珞喻路",
                    "中山北路",
                    "解放街",
                ]
            )
            return f"{city}{road}{r.randint(1, 999)}号" + r.choice(
                [
                    "",
                    f"{r.randint(1, 30)}号楼{r.randint(101, 2504)}室",
                    f"{r.randint(1, 9)}栋{r.randint(1, 4)}单元{r.randint(101, 1802)}",
                ]
            )
        if lang == "zh-Hant":
            if r.random() < 0.25:
                return f"{r.choice(['九龍彌敦道', '香港英皇道', '新界沙田大涌橋路'])}{r.randint(1, 600)}號{r.choice(['華盛大廈', '康怡花園A座', ''])}{r.randint(1, 30)}樓{r.choice('ABCD')}室"
            city = r.choice(
                [
                    "台北市信義區",
                    "新北市板橋區",
                    "台中市西屯區",
                    "高雄市左營區",
                    "桃園市中壢區",
                    "台南市東區",
                ]
            )
            return f"{city}{r.choice(['忠孝東路五段', '文化路一段', '中正路', '博愛二路', '民權路', '延平路'])}{r.randint(1, 500)}號{r.choice(['', f'{r.randint(2, 20)}樓', f'{r.randint(2, 15)}樓之{r.randint(1, 5)}'])}"
        street = f"{r.randint(1, 9999)} {r.choice(['Maple', 'Oak', 'Church', 'Station', 'Sunset', 'Kingsway', 'High', 'Victoria'])} {r.choice(['St', 'Street', 'Ave', 'Road', 'Lane', 'Drive', 'Blvd'])}"
        return r.choice(
            [
                street,
                f"{street}, Apt {r.randint(1, 40)}",
                f"{street}, {r.choice(['Springfield', 'Leeds', 'Austin'])}",
                f"{street}, Portland, OR {digits(r, 5)}",
            ]
        )

    return make


def date(low: int, high: int, forms: str = "-/") -> Make:
    def make(r: random.Random) -> str:
        s = r.choice(forms)
        return f"{r.randint(low, high)}{s}{r.randint(1, 12):02d}{s}{r.randint(1, 28):02d}"

    return make


def moment(r: random.Random) -> str:
    return f"{date(2022, 2024, '-')(r)} {r.randint(0, 23):02d}:{r.randint(0, 59):02d}:{r.randint(0, 59):02d}"


def one(words: str) -> Make:
    options = words.split()
    return lambda r: r.choice(options).replace("_", " ")


def ip(r: random.Random) -> str:
    return ".".join(str(r.randint(1, 254)) for _ in range(4))


def version(r: random.Random) -> str:
    return ".".join(str(r.randint(0, 20)) for _ in range(4))


def uscc(r: random.Random) -> str:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = (
        "91"
        + r.choice(["310115", "440300", "110108"])
        + "MA"
        + "".join(r.choice(alphabet) for _ in range(7))
    )
    total = sum(alphabet.index(c) * (3**i % 31) for i, c in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]


def note(lang: str, share: float) -> Make:
    plain = {
        "zh-Hans": "客户要求周末送货 已处理完毕，等待回访 产品质量很好，下次再来 发货延迟三天 包装破损需要补发 建议增加会员折扣 安装师傅服务态度不错 高级会员享受免运费 黄金周期间暂停配送 库存不足，已下采购单 系统升级后无法登录 价格比网上贵".split(),
        "zh-Hant": "客人要求週末送達 已處理完畢，等待回覆 產品品質很好，下次再來 出貨延遲三天 包裝破損需要補寄 建議增加會員折扣 安裝師傅服務態度不錯 高級會員享免運費 系統升級後無法登入".split(),
        "en": [
            "Customer asked for weekend delivery",
            "Resolved, waiting for feedback",
            "Great quality, will buy again",
            "Shipment delayed by three days",
            "Packaging damaged, replacement sent",
            "May need a new battery",
            "System down after upgrade",
            "Price higher than online",
            "Grand opening discount applied",
        ],
    }[lang]

    def personal(r: random.Random) -> str:
        who = name(lang)(r)
        if lang == "zh-Hans":
            return r.choice(
                [
                    f"联系人{who}，电话{mobile_plain(r)}",
                    f"客户{who}来电反映产品质量问题，回电{mobile_plain(r)}",
                    f"身份证{resident(r)}已登记",
                    f"请寄到{address(lang)(r)}，{who}收",
                    f"{who}先生要求换货",
                    f"邮箱改为{email(r)}",
                    f"微信号wxid_{digits(r, 10)}，加好友",
                ]
            )
        if lang == "zh-Hant":
            return r.choice(
                [
                    f"聯絡人{who}，電話{mobile_tw(r)}",
                    f"客戶{who}來電反映，請回電{mobile_tw(r)}",
                    f"身分證{tw_id(r)}已登記",
                    f"請寄到{address(lang)(r)}，{who}收",
                    f"{who}小姐要求換貨",
                    f"信箱改為{email(r)}",
                ]
            )
        return r.choice(
            [
                f"Spoke with {r.choice(FIRST)} {r.choice(LAST)}, call back at {phone_en(r)}",
                f"Email changed to {email(r)}",
                f"Deliver to {address(lang)(r)}",
                f"Customer {r.choice(FIRST)} {r.choice(LAST)} complained",
                f"SSN {r.randint(101, 665)}-{r.randint(10, 99)}-{r.randint(1000, 9999)} verified",
            ]
        )

    return lambda r: personal(r) if r.random() < share else r.choice(plain)


def code(pattern: str) -> Make:
    def make(r: random.Random) -> str:
        return "".join(
            r.choice("0123456789")
            if c == "#"
            else r.choice("ABCDEFGHJKLMNPQRSTUVWXYZ")
            if c == "@"
            else c
            for c in pattern
        )

    return make


def number(low: float, high: float, places: int = 0) -> Make:
    return lambda r: f"{r.uniform(low, high):.{places}f}"


def kinds(lang: str) -> dict[str, Kind]:
    """Return every kind of column of a language."""
    h = {"zh-Hans": 0, "zh-Hant": 1, "en": 2}[lang]

    def head(*options: str) -> str:
        return options[h]

    phone = {"zh-Hans": mobile_cn, "zh-Hant": mobile_tw, "en": phone_en}[lang]
    common = {
        "name": Kind(
            "PERSON",
            head(
                "姓名|客户姓名|联系人|xm|cust_name",
                "姓名|客戶姓名|聯絡人|contact_name",
                "full_name|Customer Name|contactName|cust_nm",
            ),
            name(lang),
        ),
        "phone": Kind(
            "PHONE_NUMBER",
            head(
                "手机号|联系电话|sjh|mobile|联系方式",
                "行動電話|聯絡電話|手機|tel",
                "phone|Mobile No.|phoneNumber|contact_no",
            ),
            phone,
        ),
        "email": Kind(
            "EMAIL_ADDRESS",
            head("邮箱|电子邮件|email", "電子信箱|電郵|e-mail", "email|E-mail Address|emailAddr"),
            email,
        ),
        "address": Kind(
            "ADDRESS",
            head(
                "家庭住址|收货地址|地址|dz",
                "通訊地址|住址|收貨地址",
                "address|Street Address|home_addr",
            ),
            address(lang),
        ),
        "birth": Kind(
            "DATE_OF_BIRTH",
            head("出生日期|生日|csrq", "出生日期|生日", "dob|Date of Birth|birthDate"),
            date(1948, 2006, "-/."),
        ),
        "gender": Kind(
            "GENDER",
            head("性别|xb", "性別", "gender|Sex"),
            one(head("男 女 男 女 未知", "男 女", "M F Male Female")),
        ),
        "ip": Kind("IP_ADDRESS", head("登录IP|ip", "登入IP", "ip_address|last_login_ip"), ip),
        "customer": Kind(
            "CUSTOMER_ID",
            head("会员号|客户编号|hyh", "會員編號|客戶編號", "customer_id|Member No|custId"),
            code("VIP######"),
        ),
        "card": Kind(
            "CREDIT_CARD",
            head("银行卡号|卡号", "信用卡號|卡號", "card_number|Credit Card"),
            lambda r: luhn(r, r.choice(["622202", "621700", "4", "52"]), 16),
        ),
        "masked_card": Kind(
            "CREDIT_CARD",
            head("付款卡号", "付款卡號", "card_no"),
            lambda r: f"6222 **** **** {digits(r, 4)}",
        ),
        "notes": Kind(
            "FREE_TEXT_PII",
            head("备注|跟进记录|备注2", "備註|客服紀錄", "notes|remarks|comment"),
            note(lang, 0.5),
        ),
        "rare_notes": Kind(
            "FREE_TEXT_PII", head("说明|备注3", "說明", "memo|description"), note(lang, 0.04)
        ),
        "age": Kind("AGE", head("年龄", "年齡", "age"), number(18, 80)),
        "salary": Kind(
            "SALARY", head("月薪|工资", "月薪|薪資", "salary|annual_income"), number(3000, 60000)
        ),
        "job": Kind(
            "OCCUPATION",
            head("职业|职位", "職業|職稱", "job_title|occupation"),
            one(
                head(
                    "教师 工程师 销售经理 护士 司机 会计 程序员 店长 公务员 退休",
                    "教師 工程師 業務經理 護理師 司機 會計 店長 公務員 退休",
                    "Teacher Software_Engineer Nurse Sales_Manager Driver Accountant Data_Analyst Retired",
                )
            ),
        ),
        "city": Kind(
            "ADDRESS",
            head("城市|所在城市", "縣市|居住縣市", "city|home_city"),
            one(
                head(
                    "北京 上海 广州 深圳 杭州 成都 武汉 西安 南京 苏州 宁波",
                    "台北市 新北市 桃園市 台中市 高雄市 台南市 新竹縣",
                    "Chicago Seattle London Boston Austin Denver Leeds Portland",
                )
            ),
        ),
        "health": Kind(
            "HEALTH",
            head("诊断|病史", "診斷|病史", "diagnosis|medical_history"),
            one(
                head(
                    "高血压 2型糖尿病 冠心病 哮喘 胃炎 骨折 偏头痛",
                    "高血壓 糖尿病 氣喘 胃炎 骨折 偏頭痛",
                    "Hypertension Type_2_diabetes Asthma Migraine Depression Anemia",
                )
            ),
        ),
        "geo": Kind(
            "GEO_COORDINATE",
            head("坐标|定位", "座標", "latlng|coordinates"),
            lambda r: f"{r.uniform(22, 41):.6f},{r.uniform(102, 122):.6f}",
        ),
        "hash": Kind(
            "CREDENTIAL",
            head("密码|password", "密碼", "password_hash|pwd"),
            lambda r: (
                "$2b$12$"
                + "".join(
                    r.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789./") for _ in range(53)
                )
            ),
        ),
        # what looks like it and is not
        "order11": Kind(
            None,
            head("订单号|单号", "訂單編號", "order_no|Order ID"),
            code("2########11"[:11]),
            False,
        ),
        "sku16": Kind(
            None, head("商品条码|SKU", "商品條碼", "sku|Barcode"), code("69##############"), False
        ),
        "order_date": Kind(
            None,
            head("订单流水号", "交易序號", "transaction_id"),
            lambda r: f"2024{r.randint(1, 12):02d}{r.randint(1, 28):02d}{digits(r, 10)}",
            False,
        ),
        "tracking": Kind(
            None,
            head("快递单号|运单号", "物流追蹤碼|運單號", "tracking_number"),
            code("SF#############"),
            False,
        ),
        "amount": Kind(
            None, head("金额|实付金额", "金額|應收金額", "amount|Total"), number(1, 9000, 2), False
        ),
        "product": Kind(
            None,
            head("产品名称|商品名称", "產品名稱|商品名稱", "product_name|item"),
            one(
                head(
                    "高山茶 白杨木桌 黄金坚果 方便面 金龙鱼油 马克杯 石英表 江南布衣 康师傅红烧牛肉面 华为手机壳 云南白药牙膏 安全座椅",
                    "高山茶 白楊木桌 黃金堅果 方便麵 金門高粱酒 馬克杯 石英錶 江記豆腐乳 康師傅牛肉麵 雲南白藥",
                    "Jordan_Shoes Rose_Perfume Amber_Lamp Jack_Wrench Olive_Oil Victoria_Sponge Brown_Sugar Martin_Guitar Blue_Mug",
                )
            ),
        ),
        "colour": Kind(
            None,
            head("颜色", "顏色", "colour"),
            one(
                head("白 黄 蓝 金 红 黑", "白 黃 藍 金 紅 黑", "White Brown Green Gray Rose Amber")
            ),
            False,
        ),
        "created": Kind(
            None, head("创建时间|created_at", "建立時間", "created_at|Timestamp"), moment, False
        ),
        "order_day": Kind(
            None, head("下单日期", "訂單日期", "order_date"), date(2021, 2024, "-"), False
        ),
        "version": Kind(None, head("版本号|固件版本", "版本", "version|firmware"), version, False),
        "status": Kind(
            None,
            head("状态|订单状态", "狀態", "status"),
            one(
                head(
                    "已付款 已发货 已完成 已取消",
                    "已付款 已出貨 已完成 已取消",
                    "paid shipped delivered cancelled",
                )
            ),
            False,
        ),
        "quantity": Kind(None, head("数量", "數量", "qty"), number(1, 40), False),
        "hotline": Kind(
            "PHONE_NUMBER",
            head("客服热线|门店电话", "門市電話|客服專線", "store_phone|Support Hotline"),
            code(
                {"zh-Hans": "400-###-####", "zh-Hant": "02-27##-####", "en": "800-555-####"}[lang]
            ),
            False,
        ),
        "company": Kind(
            "ORGANIZATION",
            head("公司名称|工作单位", "公司名稱|服務單位", "company|employer"),
            lambda r: (
                r.choice(FAMILY["zh-Hans"])
                + r.choice("鑫盛达泰恒")
                + r.choice(["信息技术有限公司", "商贸有限公司", "集团"])
                if lang != "en"
                else r.choice(LAST) + r.choice([" Ltd", " Inc", " and Sons", " Group LLC"])
            ),
            False,
        ),
        "score": Kind(None, head("评分", "評分", "rating"), number(1, 5, 1), False),
        "ref9": Kind(None, head("参考号", "參考號", "ref9|reference"), code("#########"), False),
        "ref10": Kind(None, head("批次号", "批號", "ref10|batch_no"), code("##########"), False),
    }
    return common | _local(lang)


def _local(lang: str) -> dict[str, Kind]:
    if lang == "zh-Hans":
        return {
            "resident": Kind("CN_RESIDENT_ID", "身份证号|证件号码|sfzh|id_card", resident),
            "resident15": Kind(
                "CN_RESIDENT_ID",
                "身份证|证件号",
                lambda r: resident15(r) if r.random() < 0.6 else resident(r),
            ),
            "resident_wrong": Kind(
                "CN_RESIDENT_ID", "身份证号码", lambda r: resident(r, right=False)
            ),
            "resident_masked": Kind(
                "CN_RESIDENT_ID", "证件号", lambda r: (n := resident(r))[:6] + "********" + n[-4:]
            ),
            "phone_masked": Kind("PHONE_NUMBER", "手机|绑定手机", masked_mobile),
            "name_masked": Kind(
                "PERSON", "收件人|客户", lambda r: (n := name(lang)(r))[0] + "*" * (len(n) - 1)
            ),
            "plate": Kind(
                "CN_VEHICLE_PLATE",
                "车牌号",
                lambda r: (
                    r.choice("京沪粤苏浙川鄂")
                    + r.choice("ABCDE")
                    + "".join(r.choice("ABCDEFGHJK0123456789") for _ in range(5))
                ),
            ),
            "uscc": Kind("CN_USCC", "统一社会信用代码", uscc, False),
            "ethnic": Kind(
                "ETHNICITY", "民族|mz", one("汉族 汉族 汉族 回族 维吾尔族 壮族 满族 苗族")
            ),
            "politics": Kind("POLITICAL", "政治面貌", one("群众 中共党员 共青团员 群众")),
            "wechat": Kind(
                "WECHAT_ID",
                "微信号|wx",
                lambda r: "wxid_" + "".join(r.choice("abcdefghij0123456789") for _ in range(14)),
            ),
            "region": Kind(None, "产地", one("新疆 云南 广西壮族自治区 山东 宁夏 海南"), False),
            "landline": Kind(
                "PHONE_NUMBER",
                "座机|家庭电话",
                lambda r: (
                    r.choice(["021", "010", "0755", "028"]) + "-" + r.choice("5678") + digits(r, 7)
                ),
            ),
        }
    if lang == "zh-Hant":
        return {
            "tw_id": Kind("TW_NATIONAL_ID", "身分證字號|身分證號|ID No", tw_id),
            "hk_id": Kind("HK_ID_CARD", "香港身份證號碼|HKID", hk_id),
            "hk_phone": Kind("PHONE_NUMBER", "聯絡電話|手提電話", phone_hk),
            "religion": Kind("RELIGION", "宗教信仰", one("佛教 道教 基督教 天主教 無 一貫道")),
            "tw_plate": Kind("CN_VEHICLE_PLATE", "車牌號碼", code("@@@-####")),
            "name_masked": Kind(
                "PERSON", "收件人", lambda r: (n := name(lang)(r))[0] + "○" + n[2:]
            ),
        }
    return {
        "ssn": Kind(
            "US_SSN",
            "ssn|Social Security No",
            lambda r: f"{r.randint(101, 665)}-{r.randint(10, 99)}-{r.randint(1000, 9999)}",
        ),
        "nino": Kind("UK_NINO", "nino|NI Number", code("AB######C")),
        "nhs": Kind("UK_NHS", "nhs_number|NHS No", nhs),
        "first": Kind("PERSON", "first_name|fname", one(" ".join(FIRST))),
        "last": Kind("PERSON", "last_name|Surname", one(" ".join(LAST))),
        "romanised": Kind(
            "PERSON",
            "name_en|contact person",
            lambda r: (
                r.choice(["Wang", "Li", "Chan", "Wong", "Lin", "Zhao", "Cheung"])
                + " "
                + r.choice(
                    ["Wei", "Xiaoming", "Tai Man", "Siu Ming", "Chih-ling", "Yuting", "Jianguo"]
                )
            ),
        ),
        "ethnic": Kind(
            "ETHNICITY", "ethnicity|race", one("White Black Asian Hispanic White Asian")
        ),
    }


def mess(cell: str, r: random.Random, empty: float) -> str:
    """Return a cell as an office would leave it: empty, spaced, quoted."""
    if r.random() < empty:
        return r.choice(["", "", "-", "N/A", "无"])
    if r.random() < 0.03:
        return f" {cell} "
    return cell


def table(lang: str, seed: int, *, named: bool, rows: int = 300, personal: bool = True) -> Labelled:
    """Return one labelled table; without `named` its headers say nothing."""
    r = random.Random(f"{lang}{seed}")
    known = kinds(lang)
    wanted = [k for k, kind in known.items() if kind.personal and kind.gold] if personal else []
    others = [k for k, kind in known.items() if kind.gold is None]
    chosen = r.sample(wanted, min(len(wanted), r.randint(6, 9))) if personal else []
    if personal and not {"name", "phone", "email"} & set(chosen):
        chosen[0] = "name"
    chosen += r.sample(others, r.randint(4, 8))
    if personal:
        chosen += [k for k in ("hotline", "company", "uscc") if k in known and r.random() < 0.4]
    r.shuffle(chosen)
    headers, columns = [], []
    for number_, key in enumerate(chosen):
        kind, empty = known[key], r.choice([0.0, 0.02, 0.3])
        headers.append(r.choice(kind.headers.split("|")) if named else f"c{number_ + 1}")
        columns.append([mess(kind.make(r), r, empty) for _ in range(rows)])
    return Labelled(
        headers,
        columns,
        [(known[k].gold, known[k].personal and known[k].gold is not None) for k in chosen],
    )
