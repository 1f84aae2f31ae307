"""Tables tell the same thing in every language, escape nothing away and lose nothing."""

import re

import pytest
from report_example import CANARY, example

from riskkit.errors import ParameterError
from riskkit.model.assessment import Span
from riskkit.model.value import LANGUAGES, Interval
from riskkit.tables import GRIDS, table, words
from riskkit.tables.assets import by_residual, contributions
from riskkit.tables.controls import STANDINGS, families, standing
from riskkit.tables.grid import text
from riskkit.tables.wording import clean, share

A = example()
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")

every_table = pytest.mark.parametrize("name", GRIDS)


def numbers(frame, language):
    """The numbers of every cell, without those that belong to a name ("CNIL 4×4")."""
    w = words(language)
    names = [w.term("method", m) for m in A.engagement.methods]

    def found(cell):
        for name in names:
            cell = cell.replace(name, "")
        return sorted(NUMBER.findall(cell))

    return [found(cell) for row in frame.to_numpy() for cell in row]


@every_table
def test_the_three_languages_carry_the_same_numbers(name):
    told = [numbers(table(A, name, language), language) for language in LANGUAGES]
    assert told[0] == told[1] == told[2]


@every_table
def test_headings_are_words_of_the_language_and_differ_from_each_other(name):
    for language in LANGUAGES:
        headings = list(table(A, name, language).columns)
        assert len(set(headings)) == len(headings)
        assert all("." not in heading and "_" not in heading for heading in headings)


@every_table
def test_a_cell_holds_no_character_that_disguises_another(name):
    frame = table(example(canary=True), name, "en")
    assert not [c for row in frame.to_numpy() for c in row if "\u202e" in c]


def test_a_table_that_does_not_exist_is_refused_with_a_near_name():
    with pytest.raises(ParameterError, match="did you mean 'assets'"):
        table(A, "asets")


@pytest.mark.parametrize(
    ("cell", "form", "shown"),
    [
        (Span(score=62.4, lo=48, hi=81), "span", "62 (48–81)"),
        (Span(score=62, lo=62, hi=62), "span", "62"),
        (Interval(lo=1000, hi=5000), "interval", "1,000–5,000"),
        (Interval(lo=1000, hi=1000), "interval", "1,000"),
        (Interval(lo=1000), "interval", "≥ 1,000"),
        (Interval(), "interval", "—"),
        (0.004, "share", "<1%"),
        (0.0, "share", "0%"),
        (1.0, "share", "100%"),
        (1234567, "count", "1,234,567"),
        (None, "count", "—"),
        ("", "text", "—"),
        (0, "count", "0"),
    ],
)
def test_a_cell_is_written(cell, form, shown):
    assert text(cell, form) == shown


def test_a_small_share_is_never_shown_as_nothing():
    assert share(1e-9) == "<1%"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("a\u202eb", "ab"), ("a\x00b", "ab"), ("a\nb", "a b"), ("张三", "张三"), ("\ufeffa", "a")],
)
def test_invisible_characters_go(raw, shown):
    assert clean(raw) == shown


def test_assets_stand_in_the_order_of_their_residual_risk():
    scores = [asset.residual.score for asset in by_residual(A)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("asset", A.assets, ids=lambda x: x.id)
def test_the_points_of_the_causes_sum_to_the_residual_score(asset):
    rows = contributions(A, words("en"), asset).rows
    assert sum(row[1] for row in rows) == pytest.approx(asset.residual.score)


def test_the_shares_of_the_assets_sum_to_one():
    assert sum(row[2] for row in contributions(A, words("en")).rows) == pytest.approx(1)


def test_every_applicable_control_is_counted_once():
    counted = sum(sum(row.values()) for row in families(A).values())
    assert counted == sum(1 for c in A.controls if c.status != "not_applicable")


@pytest.mark.parametrize(
    ("status", "proof", "stands"),
    [
        ("in_place", "document", "evidenced"),
        ("in_place", "interview", "claimed"),
        ("partial", "none", "claimed"),
        ("planned", "document", "planned"),
        ("absent", "none", "absent"),
        ("unknown", "none", "not_assessed"),
        ("not_applicable", "none", None),
    ],
)
def test_a_control_stands(status, proof, stands):
    control = A.controls[0].model_copy(update={"status": status, "proof": proof})
    assert standing(control) == stands
    assert stands is None or stands in STANDINGS


def test_what_was_found_and_not_declared_is_a_conflict():
    told = table(A, "conflicts", "en")
    extra = [x for x in A.assets if set(x.found) - set(x.declared)]
    assert all(any(x.id in cell for cell in told["Data asset"]) for x in extra)


def test_a_client_text_is_told_whole():
    frame = table(example(canary=True), "scope", "en")
    assert any("<script>alert(1)</script>" in cell for cell in frame["Value"])
    assert "<script>" in CANARY
