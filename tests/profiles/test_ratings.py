"""Matrices side by side: the same facts, each on its own scale, disagreements told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskkit.catalogue import load_knowledge
from riskkit.model.assessment import Gauge, Risk, ScenarioRisk
from riskkit.model.profiles import STAGES, DataItem
from riskkit.model.value import LANGUAGES, Text
from riskkit.profiles.ratings import (
    level_disagreements,
    place,
    rate,
    sensitivity_disagreements,
)

KNOWLEDGE = load_knowledge()
MATRICES = KNOWLEDGE.entries("matrices")
NAME = Text(zh_hans="一", zh_hant="一", en="One")
share = st.floats(0, 1)


def risk(severity, likelihood, spread=0.0):
    def gauge(value):
        return Gauge(value=value, lo=max(0, value - spread), hi=min(1, value + spread))

    score = 100 * severity * likelihood
    return Risk(score=score, lo=score, hi=score, severity=gauge(severity),
                likelihood=gauge(likelihood))  # fmt: skip


def event(gross=0.9, current=0.6, committed=0.4, planned=0.2, severity=0.8, **fields):
    return ScenarioRisk(
        id="S1", name=NAME, pathway="access", assets=("A1",),
        inherent=risk(severity, gross), residual=risk(severity, current),
        committed=None if committed is None else risk(severity, committed),
        planned=risk(severity, planned), **fields,
    )  # fmt: skip


def test_every_stage_is_rated_in_every_matrix():
    found = {(r.stage, r.matrix) for r in rate([event()], MATRICES)}
    assert found == {(stage, matrix) for stage in STAGES for matrix in MATRICES}


@pytest.mark.parametrize("matrix", MATRICES)
def test_no_stage_is_worse_than_the_one_before(matrix):
    ranks = [r.rank for r in rate([event()], MATRICES) if r.matrix == matrix]
    assert ranks == sorted(ranks, reverse=True)


def test_without_committed_measures_the_residual_is_the_current_risk():
    ratings = {r.stage: r for r in rate([event(committed=None)], MATRICES)}
    assert ratings["residual"].level == ratings["current"].level


@pytest.mark.parametrize("matrix", MATRICES.values(), ids=MATRICES)
@given(a=share, b=share, more=share)
def test_a_level_never_falls_as_severity_or_likelihood_rises(matrix, a, b, more):
    order = [result.id for result in matrix.results]
    here = order.index(place(matrix, a, b)[2])
    assert order.index(place(matrix, max(a, more), b)[2]) >= here
    assert order.index(place(matrix, a, max(b, more))[2]) >= here


def test_bounds_that_straddle_a_step_give_a_range():
    wide = event().model_copy(update={"residual": risk(0.8, 0.5, spread=0.3)})
    found = [r for r in rate([wide], MATRICES) if r.stage == "current"]
    assert any(r.lo != r.hi for r in found)


def test_every_rating_says_why_in_every_language():
    given_by = {"by": "DPO", "on": "2026-11-01", "why": "x", "computed": 48.0, "applied": True}
    for one in (event(), event(override=given_by)):
        for rating in rate([one], MATRICES):
            for language in LANGUAGES:
                assert "{" not in KNOWLEDGE.say(rating.because[0], language)


def test_an_opinion_is_named_beside_the_computed_value():
    given_by = {"by": "DPO", "on": "2026-11-01", "why": "x", "computed": 48.0, "applied": True}
    current = next(r for r in rate([event(override=given_by)], MATRICES) if r.stage == "current")
    said = KNOWLEDGE.say(current.because[0], "en")
    assert "DPO" in said
    assert "48" in said


def test_levels_far_apart_are_told_and_near_ones_are_not():
    apart = list(level_disagreements(rate([event(current=0.9, severity=0.3)], MATRICES)))
    assert [one.subject for one in apart] == ["S1"]
    assert set(apart[0].views) == set(MATRICES)
    same = rate([event(gross=1, current=1, committed=1, planned=1, severity=1)], MATRICES)
    assert not list(level_disagreements(same))


def test_a_kind_that_one_law_lists_and_another_does_not_is_told():
    legal = KNOWLEDGE.entries("categories")["id_document"].legal
    views = {law: view.value for law, view in legal.items()}
    item = DataItem(id="id_document", declared=True, found=False, sensitive=views)
    (found,) = sensitivity_disagreements([item])
    assert "GB/T 45574" in KNOWLEDGE.say(found.because[0], "en")
    plain = item.model_copy(update={"sensitive": {"pipl_28": "no", "gdpr_9": "no"}})
    assert not list(sensitivity_disagreements([plain]))
