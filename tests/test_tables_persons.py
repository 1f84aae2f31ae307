"""The table of persons: how many, how counted, whom assets share, and all of them once."""

from __future__ import annotations

import pytest
from report_example import example

from riskkit.model.assessment import Assessment
from riskkit.model.persons import PersonCount, Persons, SharedPersons
from riskkit.model.value import LANGUAGES, Interval, Language
from riskkit.tables import table, words
from riskkit.tables.persons import persons


@pytest.fixture
def counted() -> Assessment:
    a = example()
    one, two, three = (asset.id for asset in a.assets[:3])
    known = {one: Interval.exactly(900), two: Interval.exactly(800), three: Interval(lo=40)}
    assets = tuple(
        asset.model_copy(update={"persons": known.get(asset.id, Interval.exactly(0))})
        for asset in a.assets
    )
    people = Persons(
        assets=(
            PersonCount(asset=one, persons=known[one], by="phone", rows=900, linked=900),
            PersonCount(asset=two, persons=known[two], by="phone", rows=800, linked=800),
            PersonCount(asset=three, persons=known[three], by="email", rows=90, in_text=True),
        ),
        shared=(SharedPersons(asset=one, other=two, by="phone", shared=700),),
        union=Interval(lo=1000),
    )
    return a.model_copy(update={"assets": assets, "persons": people})


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_asset_says_how_it_was_counted_and_whom_it_shares(
    counted: Assessment, language: Language
) -> None:
    w = words(language)
    rows = persons(counted, w).texts()
    assert [row[1] for row in rows] == ["900", "800", "≥ 40", "≥ 1,000"]
    key = w.term("person_key", "phone")
    assert (rows[0][3], rows[1][3]) == (key, key)
    assert w.term("person_key", "email") in rows[2][3] != w.term("person_key", "email")
    one, two = (asset.id for asset in counted.assets[:2])
    assert two in rows[0][4] and "700" in rows[0][4]
    assert one in rows[1][4] and "700" in rows[1][4]


def test_some_assets_are_counted_together_each_person_once(counted: Assessment) -> None:
    chosen = [asset.id for asset in counted.assets[:2]]
    rows = persons(counted, words("en"), chosen).texts()
    assert [row[1] for row in rows] == ["900", "800", "1,000"]


def test_what_nobody_counted_says_so(counted: Assessment) -> None:
    declared = counted.model_copy(update={"persons": Persons()})
    told = table(declared, "persons", "en")
    assert set(told["Counted by"]) == {"Declared only: not scanned, or nobody met", "—"}
    blind = tuple(x.model_copy(update={"persons": Interval()}) for x in declared.assets)
    told = table(declared.model_copy(update={"assets": blind}), "persons", "en")
    assert "Neither declared nor counted" in set(told["Counted by"])


def test_the_scope_names_the_persons_of_the_whole(counted: Assessment) -> None:
    told = table(counted, "scope", "en")
    assert told.set_index(told.columns[0]).iloc[:, 0]["Persons"] == "≥ 1,000"
