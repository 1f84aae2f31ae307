"""Notes and chats with gold spans, in three languages, made from a seed apart from the detector."""

from __future__ import annotations

import random
import re

from . import messy

GOLD = {
    "name": "PERSON", "phone": "PHONE_NUMBER", "id": "", "email": "EMAIL_ADDRESS",
    "address": "ADDRESS", "card": "CREDIT_CARD", "birth": "DATE_OF_BIRTH",
    "plate": "CN_VEHICLE_PLATE", "wechat": "WECHAT_ID", "qq": "QQ_NUMBER", "ip": "IP_ADDRESS",
}  # fmt: skip
TEMPLATES = {
    "zh-Hans": """{name}今天下午来过店里，留了电话{phone}，说周三前要到货。
客户反映{name}经手的订单发错了，请回拨{phone}核实。
已与{name}沟通，同意退款到卡{card}。
快递改送{address}，签收人{name}。
证件号码{id}，持卡人{name}，有效期已核对。
加我微信{wechat}，或者发邮件到{email}都行。
{name}（{phone}）预约了周六的体检。
停车优惠登记：{plate}，车主{name}。
她的QQ是{qq}，生日{birth}，可以发生日券。
家属{name}来电询问病情，告知按时服药。
昨天登录IP为{ip}，用户否认操作。
订单20240318000123456已发出，注意查收。
产品版本3.2.1.0升级后白屏，高级工程师正在排查。
黄金周期间暂停发货，谢谢您的理解。
本店地址见官网，营业时间9:00-21:00。
库存1200件，单价35.80元，合计42960元。""",
    "zh-Hant": """{name}今天下午來過店裡，留下電話{phone}，希望週三前到貨。
客戶反映由{name}經手的訂單出錯，請回電{phone}確認。
已與{name}溝通，同意退款至卡號{card}。
包裹改送{address}，簽收人{name}。
身分證字號{id}，申請人{name}，資料已核對。
請寄信到{email}，謝謝。
{name}（{phone}）預約了週六的健檢。
家屬{name}來電詢問病情，已告知按時服藥。
昨天登入IP為{ip}，使用者否認操作。
生日{birth}，可寄送生日禮券給{name}。
訂單20240318000123456已出貨，請留意。
產品版本3.2.1.0更新後無法開啟，高級工程師處理中。
連假期間暫停出貨，謝謝您的諒解。
庫存1200件，單價358元，合計42960元。""",
    "en": """{name} came by this afternoon, left {phone} and wants it before Wednesday.
Spoke with {name} about the wrong delivery; call back on {phone}.
Refund agreed with {name}, card {card}.
Redirect parcel to {address}; signed for by {name}.
SSN {id} checked for {name}.
Please email {email} with the quote.
Customer {name} ({phone}) booked Saturday.
Last login from {ip}, user denies it.
DOB {birth}, send the birthday voucher to {name}.
Order 20240318000123456 shipped, watch for it.
Version 3.2.1.0 hangs after the update, Senior Engineer is on it.
Closed on Thanksgiving and Christmas Day. Thanks for your patience.
Stock 1200 units at 35.80, total 42960.
Dear Team, the Spring Sale starts Monday.""",
}


def notes(lang: str, count: int, seed: int = 1) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """Return texts with their gold spans (start, end, entity)."""
    r = random.Random(f"{lang}{seed}")
    made = []
    for _ in range(count):
        text, spans = "", []
        for part in re.split(r"(\{\w+\})", r.choice(TEMPLATES[lang].splitlines())):
            if part.startswith("{"):
                key = part[1:-1]
                value = _value(key, lang, r)
                spans.append((len(text), len(text) + len(value), GOLD[key] or _identity(lang)))
                text += value
            else:
                text += part
        made.append((text, spans))
    return made


def _identity(lang: str) -> str:
    return {"zh-Hans": "CN_RESIDENT_ID", "zh-Hant": "TW_NATIONAL_ID", "en": "US_SSN"}[lang]


def _value(key: str, lang: str, r: random.Random) -> str:
    known = messy.kinds(lang)
    if key == "name" and lang == "en":
        return f"{r.choice(messy.FIRST)} {r.choice(messy.LAST)}"
    if key == "id":
        return known[{"zh-Hans": "resident", "zh-Hant": "tw_id", "en": "ssn"}[lang]].make(r)
    if key == "qq":
        return str(r.randint(10**7, 10**10 - 1))
    if key == "phone" and lang == "zh-Hans":
        return messy.mobile_plain(r)
    return known[key].make(r)


def span_f1(
    found: list[list[tuple[int, int, str]]], gold: list[list[tuple[int, int, str]]]
) -> float:
    """Return the typed F1 of spans; a span counts when half of the longer one is shared."""
    right = sum(
        any(f[2] == g[2] and _overlap(f, g) >= 0.5 for f in fs)
        for fs, gs in zip(found, gold, strict=True)
        for g in gs
    )
    return 2 * right / max(1, sum(map(len, found)) + sum(map(len, gold)))


def _overlap(a: tuple[int, int, str], b: tuple[int, int, str]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / max(a[1] - a[0], b[1] - b[0])
