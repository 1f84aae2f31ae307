"""The run kept before is found by its day, and every table of vendors speaks three languages."""

import datetime as dt

import pytest
from report_example import example

from riskkit.assessment import keep, previous, save
from riskkit.model.value import LANGUAGES
from riskkit.report import open_view
from riskkit.tables import GRIDS, words
from riskkit.tables.portfolio import heat

KINDS = ("vendor_heat", "acceptances", "wanted_first", "reviews", "received", "ranking")


@pytest.fixture(scope="module")
def assessment():
    return example()


def moved(a, days, **fields):
    return a.model_copy(update={"as_of": a.as_of + dt.timedelta(days=days), **fields})


def test_the_run_before_is_the_latest_of_an_earlier_day(assessment, tmp_path):
    old, older, later = (moved(assessment, days) for days in (-10, -30, 10))
    for run in (old, older, later, assessment):
        keep(run, tmp_path)
    assert previous(tmp_path, assessment) == old
    assert previous(tmp_path, older) is None
    assert previous(tmp_path, later) == assessment


def test_a_run_of_somebody_else_or_one_that_cannot_be_read_is_passed_over(assessment, tmp_path):
    old = moved(assessment, -30)
    keep(old, tmp_path)
    head = assessment.engagement.model_copy(update={"client": "Somebody else"})
    keep(moved(assessment, -10, engagement=head), tmp_path)
    broken = keep(moved(assessment, -5), tmp_path)
    broken.write_text("{", encoding="utf-8")
    assert previous(tmp_path, assessment) == old


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_every_table_of_vendors_speaks_every_language(assessment, name, language):
    w = words(language)
    grid = GRIDS[name](assessment, w)
    frame = grid.frame(w)
    english = grid.frame(words("en"))
    assert not [c for c in frame.columns if c.startswith("tables.")]
    assert (list(frame.columns) == list(english.columns)) == (language == "en")


def test_every_vendor_stands_in_exactly_one_cell(assessment):
    told = heat(assessment, words("en"))
    named = [v.id for row in told.cells for cell in row for v in cell]
    assert sorted(named) == sorted(v.id for v in assessment.vendors)
    for tier, row in zip(told.tiers, told.cells, strict=True):
        assert all(v.inherent == tier for cell in row for v in cell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_portfolio_tells_who_moved(assessment, tmp_path, language):
    first = assessment.vendors[0]
    worse = first.model_copy(update={"verdict": "reject", "residual": "critical"})
    keep(moved(assessment, -10), tmp_path)
    now = moved(assessment, 0, vendors=(worse, *assessment.vendors[1:]))
    view = open_view(save(now, tmp_path / "now"), language)
    told = "".join(str(part) for part in view.movers(tmp_path).parts)
    assert first.id in told
    alone = "".join(str(part) for part in view.vendor(first.id).moves(tmp_path).parts)
    assert view.words.term("verdict", "reject") in alone
    silent = "".join(str(part) for part in view.movers("").parts)
    assert view.words.say("report.no_earlier_run") in silent
