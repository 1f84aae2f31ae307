"""Runs kept and compared: only what the same method made is joined."""

import datetime as dt

import pytest
from report_example import example

from riskkit.assessment import keep, runs
from riskkit.errors import InputError
from riskkit.figures.trend import stretches
from riskkit.model.assessment import Method
from riskkit.report.decision import highest
from riskkit.trend import trend


@pytest.fixture(scope="module")
def run():
    return example()


def on(run, day, **changes):
    return run.model_copy(update={"as_of": dt.date.fromisoformat(day), **changes})


def test_runs_come_in_the_order_of_their_days(run):
    points = trend([on(run, "2026-03-01"), on(run, "2026-01-01"), on(run, "2026-02-01")])
    assert [p.as_of.month for p in points] == [1, 2, 3]
    assert all(p.comparable for p in points)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("methods", {"methods": (Method(id="riskkit-v1", version="other"),)}),
        ("catalogue", "catalogue"),
        ("riskkit", "riskkit"),
    ],
)
def test_a_run_by_another_method_is_flagged_and_not_joined(run, field, change):
    if isinstance(change, str):
        change = {"provenance": run.provenance.model_copy(update={change: "other"})}
    points = trend([on(run, "2026-01-01"), on(run, "2026-02-01", **change)])
    assert points[1].differs == (field,)
    assert [len(part) for part in stretches(points)] == [1, 1]


def test_another_client_is_never_joined(run):
    other = run.engagement.model_copy(update={"client": "somebody else"})
    points = trend([on(run, "2026-01-01"), on(run, "2026-02-01", engagement=other)])
    assert points[1].differs == ("engagement",)


def test_the_numbers_are_those_of_the_run(run):
    (point,) = trend([run])
    residuals = [asset.residual for asset in run.assets]
    assert point.worst.score == max(r.score for r in residuals)
    assert point.mean.score == pytest.approx(sum(r.score for r in residuals) / len(residuals))
    assert sum(point.findings.values()) == len(run.findings)
    assert point.worst.lo <= point.worst.score <= point.worst.hi
    told = highest(run, "residual")
    assert (point.worst.lo, point.worst.hi) == (told.lo, told.hi), "as the pages say it"


def test_an_action_is_overdue_the_day_after_it_is_due(run):
    own = [
        a for a in run.actions if not a.proposed and a.due and a.status in ("open", "in_progress")
    ]
    last = max((a.due for a in own), default=run.as_of)
    late = on(run, (last + dt.timedelta(days=1)).isoformat())
    assert trend([late])[0].actions_overdue == len(own)


def test_a_kept_run_comes_back_and_is_kept_once(run, tmp_path):
    first, again = keep(run, tmp_path), keep(run, tmp_path)
    assert first == again
    keep(on(run, "2027-01-01"), tmp_path)
    assert [held.as_of for held in runs(tmp_path)] == [run.as_of, dt.date(2027, 1, 1)]


def test_a_folder_without_runs_is_refused_in_words(tmp_path):
    with pytest.raises(InputError, match="no kept runs"):
        runs(tmp_path)
