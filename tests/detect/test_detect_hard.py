"""Hard columns, one by one: each value form with its header or with none, and look-alikes."""

from __future__ import annotations

import random

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.detect.cells import Cells
from riskkit.detect.columns import judge
from riskkit.detect.rulebook import Rulebook
from riskkit.detect.settling import settle

from . import messy as m

R = random.Random(5)
c = m.code


def col(make: m.Make, rows: int = 200) -> list[str]:
    return [make(R) for _ in range(rows)]


names = col(m.name("zh-Hans"))
CASES: list[tuple[str, str | None, list[str]]] = [
    ("护照号", "CN_PASSPORT", col(c("E########"))),
    ("台胞證號", "CN_TRAVEL_PERMIT", col(c("########"))),
    ("回乡证号", "CN_TRAVEL_PERMIT", col(lambda r: r.choice("HM") + m.digits(r, 8))),
    ("QQ", "QQ_NUMBER", col(c("1########"))),
    ("微信", "WECHAT_ID", col(lambda r: r.choice(m.FIRST).lower() + m.digits(r, 4))),
    (
        "openid",
        "WECHAT_ID",
        col(lambda r: "o" + "".join(r.choice("abcdefghijkXYZ0123456789_-") for _ in range(27))),
    ),
    (
        "c",
        "WECHAT_ID",
        col(lambda r: "oABCD" + "".join(r.choice("abcdefghijkXYZ0123456789_-") for _ in range(23))),
    ),
    ("IMEI", "IMEI", col(lambda r: m.luhn(r, r.choice(["35", "86"]), 15))),
    ("c", "IMEI", col(lambda r: m.luhn(r, r.choice(["35", "86"]), 15))),
    ("银行账号", "BANK_ACCOUNT", col(c("6217############"))),
    ("c", "CREDIT_CARD", col(lambda r: m.luhn(r, r.choice(["622202", "621700", "623058"]), 19))),
    (
        "c",
        "CREDIT_CARD",
        col(lambda r: r.choice(["622202", "621700", "623058", "622848"]) + m.digits(r, 13)),
    ),
    (
        "c",
        "CREDIT_CARD",
        col(lambda r: " ".join([m.luhn(r, "4", 16)[i : i + 4] for i in (0, 4, 8, 12)])),
    ),
    ("c", "CREDIT_CARD", col(lambda r: "**** **** **** " + m.digits(r, 4))),
    ("iban", "IBAN_CODE", ["GB82WEST12345698765432", "DE89370400440532013000"] * 60),
    ("c", "MAC_ADDRESS", col(lambda r: ":".join(f"{r.randint(0, 255):02X}" for _ in range(6)))),
    ("c", "HK_ID_CARD", col(m.hk_id)),
    ("c", "TW_NATIONAL_ID", col(m.tw_id)),
    ("c", "HK_ID_CARD", col(lambda r: m.hk_id(r).replace("(", "").replace(")", ""))),
    ("c", "UK_NHS", col(m.nhs)),
    ("c", "UK_NHS", col(lambda r: m.nhs(r).replace(" ", ""))),
    (
        "c",
        "US_SSN",
        col(lambda r: f"{r.randint(101, 665)}-{r.randint(10, 99)}-{r.randint(1000, 9999)}"),
    ),
    ("c", "CN_USCC", col(m.uscc)),
    (
        "c",
        "EMAIL_ADDRESS",
        col(lambda r: r.choice("abc") + "***@" + r.choice(["qq.com", "163.com"])),
    ),
    ("头像", "URL", col(lambda r: "https://thirdwx.qlogo.cn/mmopen/" + m.digits(r, 20))),
    ("url", None, col(lambda r: "https://shop.example.com/item/" + m.digits(r, 8))),
    ("lat", "GEO_COORDINATE", col(m.number(22, 40, 6))),
    ("体温", "HEALTH", col(m.number(36, 38, 1))),
    ("心率", "HEALTH", col(m.number(60, 110))),
    ("BMI", "HEALTH", col(m.number(18, 32, 1))),
    ("血型", "HEALTH", col(m.one("A B AB O"))),
    ("blood_type", "HEALTH", col(m.one("A+ O- B+ AB+"))),
    (
        "指纹模板",
        "BIOMETRIC",
        col(lambda r: "Rk1S" + "".join(r.choice("abcdefgh0123456789+/") for _ in range(60))),
    ),
    (
        "c",
        "CN_VEHICLE_PLATE",
        col(lambda r: r.choice("粤沪京") + r.choice("ABC") + "D" + m.digits(r, 5)),
    ),
    ("出生年月", "DATE_OF_BIRTH", col(lambda r: f"{r.randint(1950, 2005)}{r.randint(1, 12):02d}")),
    (
        "c",
        "DATE_OF_BIRTH",
        col(lambda r: f"{r.randint(1950, 2005)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}"),
    ),
    (
        "c",
        "DATE_OF_BIRTH",
        col(lambda r: f"民國{r.randint(40, 95)}年{r.randint(1, 12)}月{r.randint(1, 28)}日"),
    ),
    (
        "c",
        "DATE_OF_BIRTH",
        col(lambda r: f"{r.randint(1, 28)}/{r.randint(1, 12)}/{r.randint(1950, 2005)}"),
    ),
    ("浏览记录", "BEHAVIOUR", col(m.one("手机>保险 数码>耳机"))),
    ("累计消费", "TRANSACTION", col(m.number(10, 9000, 2))),
    ("年收入", "SALARY", col(m.one("10-20万 20-30万"))),
    ("邮编", "ADDRESS", col(c("2#####"))),
    ("postcode", "ADDRESS", col(lambda r: r.choice(["SW1A 1AA", "M1 1AE", "B33 8TH"]))),
    ("昵称", "PERSON", col(m.one("小太阳 风一样的男子 Cathy 大白兔 momo 星空"))),
    ("用户名", "CUSTOMER_ID", col(lambda r: r.choice(m.FIRST).lower() + m.digits(r, 3))),
    ("工号", "CUSTOMER_ID", col(c("0####"))),
    ("学号", "CUSTOMER_ID", col(c("2021####"))),
    ("病历号", "CUSTOMER_ID", col(c("MR######"))),
    (
        "c",
        "PERSON",
        col(lambda r: r.choice(["阿依古丽·买买提", "古丽娜尔·艾合买提", "张伟", "李娜", "巴特尔"])),
    ),
    ("c", "PERSON", col(lambda r: m.name("zh-Hans")(r)[0] + r.choice(["先生", "女士"]))),
    ("c", "PERSON", col(lambda r: m.name("zh-Hans")(r)[0] + "某某")),
    ("法人代表", "PERSON", names),
    ("供应商名称", "ORGANIZATION", col(m.kinds("zh-Hans")["company"].make)),
    ("c", "PHONE_NUMBER", col(lambda r: "9" + m.digits(r, 7)[:3] + " " + m.digits(r, 4))),
    (
        "c",
        "PHONE_NUMBER",
        col(
            lambda r: (
                "(0"
                + r.choice("2347")
                + ")"
                + r.choice("2678")
                + m.digits(r, 3)
                + "-"
                + m.digits(r, 4)
            )
        ),
    ),
    ("c", "PHONE_NUMBER", col(lambda r: "07" + m.digits(r, 3) + " " + m.digits(r, 6))),
    ("c", "PHONE_NUMBER", col(lambda r: "020 7" + m.digits(r, 3) + " " + m.digits(r, 4))),
    ("c", "ADDRESS", col(m.address("zh-Hans"))),
    ("c", "ADDRESS", col(m.address("zh-Hant"))),
    ("c", "ADDRESS", col(m.address("en"))),
    ("c", None, col(c("PRD-####"))),
    ("c", None, col(c("@@########"))),
    ("c", None, col(lambda r: "20240" + m.digits(r, 12))),
    ("c", None, col(c("############"))),
    ("c", None, col(c("10000#####"))),
    ("c", None, col(c("##########"))),
    ("c", None, col(c("########"))),
    ("c", None, col(lambda r: "".join(r.choice("0123456789abcdef") for _ in range(32)))),
    ("c", None, [str(1700000000 + i * 37) for i in range(200)]),
    ("c", None, [str(1700000000000 + i * 3777) for i in range(200)]),
    (
        "c",
        None,
        col(lambda r: f"{r.randint(2015, 2024)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"),
    ),
    ("c", None, col(m.one("内科 外科 儿科 急诊科 骨科"))),
    ("c", None, col(m.one("华东 华南 华北 西南"))),
    ("c", None, col(m.one("安踏 李宁 耐克 阿迪达斯 匹克 特步"))),
    ("c", None, col(m.one("Jordan Nike Adidas Puma Brooks"))),
    ("c", None, col(m.one("高级会员 金卡会员 银卡会员 普通会员"))),
    ("c", None, col(m.one("S M L XL"))),
    ("c", None, col(m.one("A B C D"))),
    ("c", None, col(m.one("Y N"))),
    ("c", None, col(m.one("是 否"))),
    (
        "c",
        None,
        col(
            lambda r: (
                r.choice(["白色连衣裙", "黄色雨衣", "金属支架", "高清摄像头", "安全带", "方形桌"])
                + r.choice(["", "大号", "2024款"])
            )
        ),
    ),
]


@pytest.mark.parametrize(("header", "entity", "cells"), CASES, ids=range(len(CASES)))
def test_a_hard_column_is_what_it_is(header: str, entity: str | None, cells: list[str]) -> None:
    rules = Rulebook.of(load_knowledge())
    named = "c7" if header == "c" else header
    beside = judge("客户姓名", Cells(names, rules), rules)
    verdict = settle([judge(named, Cells(cells, rules), rules), beside], rules)[0]
    if entity is None:
        assert not verdict.personal
    else:
        assert verdict.entity == entity
        assert verdict.personal or rules.entities[entity].role == "other"
