"""A defect is told by its rule and the name of its place, in every language."""

import pytest
from report_example import example

from riskkit.model.value import LANGUAGES
from riskkit.tables import words
from riskkit.tables.lint import lint, place

A = example()
ASSET, CLAUSE = A.assets[0], "pipia.56.keep"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_is_told_by_name(language):
    w = words(language)
    assert ASSET.name in place(A, w, f"asset {ASSET.id}")
    assert w.say("figures.planned") in place(A, w, f"asset {ASSET.id} planned")
    assert w.term("requirement", CLAUSE) in place(A, w, f"clause {CLAUSE}")
    assert w.term("fact", "export.law") in place(A, w, "statement export.law")
    named = place(A, w, "statement item.need email")
    assert w.term("category", "email") in named and "item.need" not in named
    assert w.term("control", "GV-01") in place(A, w, "control GV-01")
    finding = A.findings[0]
    assert finding.statement.get(language) in place(A, w, f"finding {finding.id}")


@pytest.mark.parametrize("text", ["columns[3]", "asset", "server 1", "engagement title"])
def test_a_place_without_a_name_stays_as_it_is(text):
    assert place(A, words("en"), text) == text


def test_a_place_that_is_not_there_is_still_told():
    assert "Z-99" in place(A, words("en"), "asset Z-99")


def test_the_rule_stands_with_its_name():
    w = words("en")
    assert lint(A, w).headings[0].key == "lint_rule"
    assert w.term("lint", "L10") != "L10"
