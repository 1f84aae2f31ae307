"""Columns are typed from headers and values, and look-alikes are told apart."""

from __future__ import annotations

import random

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.detect.cells import Cells
from riskkit.detect.columns import Verdict, judge
from riskkit.detect.rulebook import Rulebook
from riskkit.detect.settling import settle

from . import messy

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return Rulebook.of(load_knowledge())


def judged(table: messy.Labelled, rules: Rulebook) -> list[Verdict]:
    pairs = zip(table.headers, table.columns, strict=True)
    return settle([judge(h, Cells(c, rules), rules) for h, c in pairs], rules)


def score(tables: list[messy.Labelled], rules: Rulebook) -> tuple[float, int, int]:
    """Return typed F1, columns falsely called personal, and columns."""
    right = wrong = missed = count = 0
    for table in tables:
        for verdict, (entity, personal) in zip(judged(table, rules), table.gold, strict=True):
            hit = verdict.personal and personal and verdict.entity == entity
            right += hit
            wrong += verdict.personal and not hit
            missed += personal and not hit
            count += 1
    return 2 * right / max(1, 2 * right + wrong + missed), wrong, count


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("named", "least"), [(True, 0.97), (False, 0.90)])
def test_typed_f1_on_messy_tables(
    language: str, named: bool, least: float, rules: Rulebook
) -> None:
    tables = [messy.table(language, seed, named=named, rows=150) for seed in range(500, 508)]
    assert score(tables, rules)[0] >= least


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("named", [True, False])
def test_files_without_persons_raise_no_alarm(language: str, named: bool, rules: Rulebook) -> None:
    tables = [
        messy.table(language, seed, named=named, rows=150, personal=False)
        for seed in range(900, 908)
    ]
    _, wrong, count = score(tables, rules)
    assert wrong <= count * 0.01


def column(make: messy.Make, seed: int = 3, rows: int = 200) -> list[str]:
    r = random.Random(seed)
    return [make(r) for _ in range(rows)]


HANS = messy.name("zh-Hans")
ROWS = [
    # header, cells, entity, personal
    ("c1", column(HANS), "PERSON", True),
    ("备注2", column(lambda r: messy.mobile_plain(r)), "PHONE_NUMBER", True),
    ("订单号", column(messy.resident), "CN_RESIDENT_ID", True),
    ("手机号", column(messy.one("已付款 已发货 已完成")), None, False),
    ("email", column(messy.masked_mobile), "PHONE_NUMBER", True),
    ("产品名称", column(messy.one("高山茶 白杨木 黄金周 方便面 马克杯 石英表")), None, False),
    ("颜色", column(messy.one("白 黄 金 蓝 红")), None, False),
    ("c2", column(messy.one("白 黄 金 蓝 红")), None, False),
    ("民族", column(messy.one("汉族 回族 壮族")), "ETHNICITY", None),
    ("地区", column(messy.one("广西壮族自治区 宁夏回族自治区 西藏自治区 广东省")), "ADDRESS", None),
    ("c3", column(messy.version), None, False),
    ("c4", column(messy.ip), "IP_ADDRESS", True),
    ("c5", column(messy.moment), None, False),
    ("c6", column(lambda r: f"{HANS(r)} {messy.mobile_plain(r)}"), "FREE_TEXT_PII", True),
    ("联系人", column(lambda r: f"{HANS(r)} {messy.mobile_plain(r)}"), "PERSON", True),
    (
        "c7",
        column(lambda r: f"{messy.mobile_plain(r)}/{messy.mobile_plain(r)}"),
        "PHONE_NUMBER",
        True,
    ),
    ("c8", [f"{13800000000 + i}" for i in range(200)], "PHONE_NUMBER", True),
    ("c9", [f"{6222020000000000 + i * 7}" for i in range(200)], None, False),
    ("门店电话", column(messy.mobile_plain), "PHONE_NUMBER", False),
    ("公司地址", column(messy.address("zh-Hans")), "ADDRESS", False),
    ("单位", column(messy.kinds("zh-Hans")["company"].make), "ORGANIZATION", False),
    (
        "surname",
        column(messy.one("Gay Smith Black White Brown Jones Gray Wood Field Green")),
        "PERSON",
        True,
    ),
    ("orientation", column(messy.one("portrait landscape")), None, False),
    ("card", column(lambda r: "XXX"), None, False),
]


@pytest.mark.parametrize(("header", "cells", "entity", "personal"), ROWS)
def test_a_column_is_what_most_of_its_cells_are(
    header: str, cells: list[str], entity: str | None, personal: bool | None, rules: Rulebook
) -> None:
    table = messy.Labelled([header, "客户姓名"], [cells, column(HANS, 9)], [])
    verdict = judged(table, rules)[0]
    assert verdict.personal is (personal if personal is not None else True)
    if personal or entity:
        assert verdict.entity == entity


@pytest.mark.parametrize("share", [0.03, 0.3])
def test_a_few_numbers_among_remarks_are_found(share: float, rules: Rulebook) -> None:
    cells = column(
        lambda r: messy.mobile_plain(r) if r.random() < share else "客户要求周末送货上门", rows=600
    )
    verdict = judge("备注", Cells(cells, rules), rules)
    assert (verdict.entity, verdict.personal) == ("FREE_TEXT_PII", True)
    assert verdict.share == pytest.approx(share, rel=0.6)


def test_an_attribute_needs_a_person_beside_it(rules: Rulebook) -> None:
    cells = [column(messy.one("男 女")), column(messy.number(18, 80)), column(HANS)]
    alone = settle(
        [judge(h, Cells(c, rules), rules) for h, c in zip(("性别", "年龄"), cells, strict=False)],
        rules,
    )
    beside = settle(
        [
            judge(h, Cells(c, rules), rules)
            for h, c in zip(("性别", "年龄", "姓名"), cells, strict=True)
        ],
        rules,
    )
    assert [v.personal for v in alone] == [False, False]
    assert [v.personal for v in beside] == [True, True, True]
