"""Persons, not rows, are counted: once in a table, once over all assets, by the best identifier."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskkit.detect import scan_source
from riskkit.detect.persons import Tally, merge, persons_of
from riskkit.model.persons import PersonCount, Persons, SharedPersons
from riskkit.model.value import Interval

SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊洋艳勇军杰涛超明霞平刚桂"


def phone(number: int) -> str:
    return f"138{number * 7919 % 100_000_000:08d}"


def name(number: int) -> str:
    return SURNAMES[number % 10] + GIVEN[number // 10 % 20] + GIVEN[number // 200 % 20]


def resident_id(number: int) -> str:
    body = (
        f"110105{1960 + number % 40}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
    )
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def write(path: Path, header: str, rows: Sequence[Sequence[object]]) -> Path:
    lines = [header, *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def count(path: Path, secret: str = "s") -> Tally:
    return merge(scan_source(path, rows="all", secret=secret).tallies)


def test_rows_of_one_person_count_once(tmp_path: Path) -> None:
    rows = [(f"D{i:05d}", phone(i % 300), i % 9) for i in range(3000)]
    tally = count(write(tmp_path / "orders.csv", "订单号,手机号,数量", rows))
    assert (tally.lo, tally.hi, tally.by) == (300, 300, "phone")


def test_a_number_is_the_same_however_it_is_written(tmp_path: Path) -> None:
    forms = ("{}", "+86 {}", "86-{}", "{} ")
    rows = [(i, form.format(phone(i))) for i in range(120) for form in forms]
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    rows += [(i, phone(i).translate(wide)) for i in range(120)]
    rows += [(i, f"{phone(i)[:3]}-{phone(i)[3:7]}-{phone(i)[7:]}") for i in range(120)]
    assert count(write(tmp_path / "p.csv", "序号,手机号", rows)).lo == 120


def test_the_best_identifier_decides_and_all_of_them_bound_from_above(tmp_path: Path) -> None:
    """Two persons share a telephone; one person has two."""
    rows = [(resident_id(i), phone(i)) for i in range(400)]
    rows += [(resident_id(500), phone(3)), (resident_id(7), phone(900))]
    tally = count(write(tmp_path / "t.csv", "身份证号,手机号", rows))
    assert (tally.by, tally.lo, tally.hi) == ("resident_id", 401, 402)


def test_a_best_identifier_that_few_rows_have_does_not_decide(tmp_path: Path) -> None:
    rows = [(resident_id(i) if i % 20 == 0 else "", phone(i)) for i in range(600)]
    tally = count(write(tmp_path / "t.csv", "身份证号,手机号", rows))
    assert (tally.by, tally.lo) == ("phone", 600)


@pytest.mark.parametrize("empty", ["", "无", "N/A", "-"])
def test_what_says_nothing_is_nobody(tmp_path: Path, empty: str) -> None:
    rows = [(i, phone(i)) for i in range(200)] + [(i, empty) for i in range(50)]
    tally = count(write(tmp_path / "t.csv", "序号,手机号", rows))
    assert tally.lo == 200
    assert tally.hi is not None and 200 <= tally.hi <= 250


def test_names_alone_count_too_few_and_rows_are_the_cap(tmp_path: Path) -> None:
    rows = [(name(i % 400), "东" * (i % 3)) for i in range(1000)]
    tally = count(write(tmp_path / "t.csv", "姓名,备注", rows))
    assert (tally.by, tally.hashes) == ("name", {})
    assert tally.lo <= 400 and tally.hi is not None and 400 <= tally.hi <= 1000


def test_namesakes_with_other_birthdays_are_others(tmp_path: Path) -> None:
    rows = [(name(i % 50), f"{1950 + i % 60}-0{1 + i % 9}-{10 + i % 18}") for i in range(900)]
    tally = count(write(tmp_path / "t.csv", "姓名,出生日期", rows))
    assert tally.by == "name_birth"
    assert tally.lo == len(set(rows))


def test_texts_have_no_upper_bound_and_data_without_persons_has_none(tmp_path: Path) -> None:
    texts = [(i, f"客户{name(i)}来电，手机{phone(i)}，要求退货") for i in range(200)]
    assert count(write(tmp_path / "n.csv", "序号,备注", texts)).hi is None
    things = [(f"AB-{i}", i % 7) for i in range(300)]
    tally = count(write(tmp_path / "s.csv", "sku,qty", things))
    assert (tally.lo, tally.hi, tally.rows) == (0, 0, 0)


def test_rows_that_were_not_read_may_be_anyone(tmp_path: Path) -> None:
    rows = [(i, phone(i)) for i in range(5000)]
    path = write(tmp_path / "t.csv", "序号,手机号", rows)
    [tally] = scan_source(path, rows=1000, secret="s").tallies
    assert (tally.lo, tally.hi) == (1000, 5000)


def test_the_same_person_in_two_assets_counts_once(tmp_path: Path) -> None:
    crm = write(
        tmp_path / "crm.csv",
        "会员号,手机号,邮箱",
        [(f"M{i:06d}", phone(i), f"u{i}@mail.example") for i in range(1000)],
    )
    mail = write(tmp_path / "m.csv", "邮箱", [(f"U{i}@mail.example",) for i in range(600, 1400)])
    orders = write(tmp_path / "o.csv", "单号,手机号", [(i, phone(i % 700)) for i in range(2000)])
    staff = write(tmp_path / "s.csv", "工号,姓名", [(f"{i:03d}", name(i)) for i in range(90)])
    paths = {"CRM": crm, "MAIL": mail, "ORDERS": orders, "STAFF": staff}
    persons = persons_of(
        {asset: scan_source(path, rows="all", secret="k").tallies for asset, path in paths.items()}
    )
    assert persons is not None
    found = {(s.asset, s.other, s.by): s.shared for s in persons.shared}
    assert found == {("CRM", "MAIL", "email"): 400, ("CRM", "ORDERS", "phone"): 700}
    counted = persons.counted()
    assert counted["ORDERS"] == Interval(lo=700, hi=700)
    assert persons.union == Interval(lo=1000, hi=1000 + 400 + 90)
    assert persons.among(counted) == persons.union
    few = {asset: counted[asset] for asset in ("CRM", "ORDERS")}
    assert persons.among(few) == Interval(lo=1000, hi=1000)


def test_other_salts_give_other_hashes_and_the_same_counts(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "序号,手机号", [(i, phone(i)) for i in range(300)])
    one, two = count(path, "one"), count(path, "two")
    assert (one.lo, one.hi) == (two.lo, two.hi)
    assert not set(one.hashes["phone"]) & set(two.hashes["phone"])


def test_no_hash_leaves_memory(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "序号,手机号", [(i, phone(i)) for i in range(300)])
    result = scan_source(path, rows="all", secret="s")
    hashes = {str(h) for h in result.tallies[0].hashes["phone"]}
    persons = persons_of({"A": result.tallies, "B": result.tallies})
    assert persons is not None
    told = repr(result) + repr(result.tallies) + persons.model_dump_json() + result._repr_html_()
    assert not [h for h in hashes if h in told]
    assert set(json.loads(persons.model_dump_json())) == {"assets", "shared", "union"}
    assert scan_source(path).tallies == ()


people = st.lists(st.frozensets(st.integers(0, 25), min_size=1), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(sets=people, seed=st.integers(0, 99))
def test_the_bounds_of_any_assets_hold_their_true_union(
    sets: list[frozenset[int]], seed: int
) -> None:
    names = [f"A{i}" for i in range(len(sets))]
    persons = Persons(
        assets=tuple(
            PersonCount(asset=a, persons=Interval.exactly(len(s)), by="phone", linked=len(s))
            for a, s in zip(names, sets, strict=True)
        ),
        shared=tuple(
            SharedPersons(asset=a, other=b, by="phone", shared=len(sets[i] & sets[j]))
            for i, a in enumerate(names)
            for j, b in enumerate(names)
            if i < j and sets[i] & sets[j]
        ),
        union=Interval.exactly(len(frozenset().union(*sets))),
    )
    chosen = random.Random(seed).sample(range(len(sets)), k=1 + seed % len(sets))
    truth = len(frozenset().union(*(sets[i] for i in chosen)))
    bounds = persons.among({names[i]: Interval.exactly(len(sets[i])) for i in chosen})
    assert bounds.hi is not None
    assert bounds.lo <= truth <= bounds.hi


def test_what_was_declared_widens_what_was_counted() -> None:
    persons = Persons(
        assets=(PersonCount(asset="A", persons=Interval(lo=5, hi=9), by="phone", linked=5),),
        union=Interval(lo=5, hi=9),
    )
    declared = {"A": Interval(lo=5, hi=100), "B": Interval(lo=50, hi=60)}
    assert persons.among(declared) == Interval(lo=50, hi=160)
    assert persons.among({"A": Interval(lo=5, hi=None)}) == Interval(lo=5, hi=None)
    assert Persons().among({}) == Interval(lo=0, hi=0)


def test_texts_tell_at_least_as_many_persons_as_they_hold_identifiers(tmp_path: Path) -> None:
    forms = (
        "客户 {} 今天来电，说商品有划痕，要求退货并补发一件",
        "物流说联系不上收件人，请改打这个号码 +86 {}。",
        "改签后的联系人：{}，送货时间改到周末下午",
        "顾客问积分何时到账，已答三天内，回拨（{}）",
    )
    texts = [(i, forms[i % 4].format(phone(i % 150))) for i in range(600)]
    tally = count(write(tmp_path / "n.csv", "序号,备注", texts))
    assert (tally.lo, tally.hi, tally.by, tally.in_text) == (150, None, "phone", True)


def test_a_text_beside_a_row_s_own_identifier_tells_of_the_same_person(tmp_path: Path) -> None:
    rows = [(resident_id(i), f"客户来电，改用手机{phone(i)}，请备注") for i in range(200)]
    tally = count(write(tmp_path / "n.csv", "身份证号,备注", rows))
    assert (tally.lo, tally.by, tally.in_text) == (200, "resident_id", False)
    assert "phone" not in tally.hashes


def test_whom_a_text_names_by_number_is_met_in_a_table(tmp_path: Path) -> None:
    crm = write(
        tmp_path / "crm.csv", "会员号,手机号", [(f"M{i:05d}", phone(i)) for i in range(300)]
    )
    notes = tmp_path / "chat.txt"
    lines = [
        f"{i % 9} 号店：顾客 {phone(i)} 、{phone(i + 200)} 的快递未到" for i in range(100, 300)
    ]
    notes.write_text("\n".join(lines) + "\n", encoding="utf-8")
    tallies = {
        name: scan_source(path, rows="all", secret="k").tallies
        for name, path in {"CRM": crm, "CHAT": notes}.items()
    }
    persons = persons_of(tallies)
    assert {c.asset: (c.persons.lo, c.in_text) for c in persons.assets} == {
        "CRM": (300, False),
        "CHAT": (400, True),
    }
    [shared] = persons.shared
    assert (shared.by, shared.shared) == ("phone", 200)
    assert persons.union == Interval(lo=500, hi=None)


def test_two_kinds_of_identifier_of_one_person_are_not_added(tmp_path: Path) -> None:
    texts = [
        (i, f"证件{resident_id(i % 90)}，电话{phone(i % 120)}，邮箱u{i % 80}@a.example")
        for i in range(360)
    ]
    tally = count(write(tmp_path / "n.csv", "序号,备注", texts))
    assert (tally.lo, tally.by) == (120, "phone")


def test_of_two_numbers_the_many_are_counted_and_the_few_bounded(tmp_path: Path) -> None:
    """Twelve cashiers ring up every sale, a third of the sales name their member."""
    rows = [
        (f"D{i:06d}", f"E{i % 12:03d}", f"M{i % 700:06d}" if i % 3 == 0 else "", i % 90)
        for i in range(6000)
    ]
    tally = count(write(tmp_path / "pos.csv", "订单号,收银员工号,会员号,金额", rows))
    assert (tally.lo, tally.by) == (700, "member")
    assert tally.hi is not None and tally.hi >= 712
