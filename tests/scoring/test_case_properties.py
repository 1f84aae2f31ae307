"""The properties a risk score must have, whatever the numbers (scoring reference, section 3)."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskkit.scoring.case import Case, Constants, Outcome, evaluate, sensitivity, shares

CONSTANTS = Constants(0.15, 0.35, 7.0, 0.3, 0.02)
PATHWAYS = ("access", "loss", "vendor")
CATEGORIES = ("a", "b", "c", "d")
FACTORS = ("f", "g", "h")
CONTROLS = ("k", "l", "m", "n")

share = st.floats(0, 1)
below_one = st.floats(0, 0.95)
by_pathway = st.dictionaries(st.sampled_from(PATHWAYS), below_one)
effects = st.dictionaries(st.sampled_from(CONTROLS), by_pathway)
case = st.builds(
    Case,
    categories=st.dictionaries(st.sampled_from(CATEGORIES), share),
    persons=st.floats(0, 1e9),
    identifiability=share,
    factors=st.dictionaries(st.sampled_from(FACTORS), by_pathway),
    strengths=st.dictionaries(st.sampled_from(CONTROLS), share),
)
few = settings(max_examples=80, deadline=None)
TOLERANCE = 1e-9


def risk(case: Case, effects: dict[str, dict[str, float]]) -> Outcome:
    return evaluate(case, PATHWAYS, effects, CONSTANTS)


@few
@given(case, effects)
def test_risk_lies_between_0_and_100_and_controls_never_raise_it(case, effects) -> None:
    outcome = risk(case, effects)
    assert 0 <= outcome.residual <= outcome.inherent + TOLERANCE <= 100 + 2 * TOLERANCE


@few
@given(case, effects, st.sampled_from(CATEGORIES), share)
def test_adding_or_raising_a_category_never_lowers_risk(case, effects, category, s) -> None:
    more = {**case.categories, category: max(s, case.categories.get(category, 0))}
    assert risk(replace(case, categories=more), effects).residual >= (
        risk(case, effects).residual - TOLERANCE
    )


@few
@given(case, effects, st.floats(1, 1e6))
def test_more_persons_never_lower_risk(case, effects, times) -> None:
    more = replace(case, persons=case.persons * times)
    assert risk(more, effects).residual >= risk(case, effects).residual - TOLERANCE


@few
@given(case, effects, share)
def test_more_identifiable_data_never_lowers_risk(case, effects, d) -> None:
    more = replace(case, identifiability=max(d, case.identifiability))
    assert risk(more, effects).residual >= risk(case, effects).residual - TOLERANCE


@few
@given(case, effects, st.sampled_from(FACTORS), st.sampled_from(PATHWAYS), below_one)
def test_more_exposure_never_lowers_risk(case, effects, factor, pathway, wx) -> None:
    held = dict(case.factors.get(factor, {}))
    held[pathway] = max(wx, held.get(pathway, 0))
    more = replace(case, factors={**case.factors, factor: held})
    assert risk(more, effects).residual >= risk(case, effects).residual - TOLERANCE


@few
@given(case, effects, st.sampled_from(CONTROLS), share)
def test_adding_or_strengthening_a_control_never_raises_risk(case, effects, control, m) -> None:
    more = {**case.strengths, control: max(m, case.strengths.get(control, 0))}
    assert risk(replace(case, strengths=more), effects).residual <= (
        risk(case, effects).residual + TOLERANCE
    )


@few
@given(case, effects)
def test_order_of_categories_factors_and_controls_does_not_matter(case, effects) -> None:
    def back(mapping):
        return dict(reversed(list(mapping.items())))

    other = replace(
        case,
        categories=back(case.categories),
        factors=back(case.factors),
        strengths=back(case.strengths),
    )
    assert math.isclose(
        risk(other, back(effects)).residual, risk(case, effects).residual, abs_tol=TOLERANCE
    )


@few
@given(case, effects)
def test_contributions_are_not_negative_and_sum_to_the_risk(case, effects) -> None:
    outcome = risk(case, effects)
    parts = shares(outcome, case.factors)
    assert all(part >= 0 for part in parts.values())
    assert math.isclose(sum(parts.values()), outcome.residual, abs_tol=1e-9)


@few
@given(case, effects)
def test_a_factor_without_weight_changes_nothing(case, effects) -> None:
    more = replace(case, factors={**case.factors, "idle": {}})
    assert risk(more, effects) == risk(case, effects)


@few
@given(case, effects)
def test_no_sensitivity_is_no_risk(case, effects) -> None:
    harmless = replace(case, categories=dict.fromkeys(case.categories, 0.0))
    assert risk(harmless, effects).residual == 0


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ({}, 0.0),
        ({"a": 0.4}, 0.4),
        ({"a": 1.0, "b": 1.0}, 1.0),
        ({"a": 0.8, "b": 0.4}, 0.8 + 0.2 * 0.15 * 0.4),
        ({"a": 0.8, "b": 0.8}, 0.8 + 0.2 * 0.15 * 0.8),
    ],
)
def test_sensitivity_is_the_highest_raised_by_the_rest(categories, expected) -> None:
    assert sensitivity(categories, 0.15) == pytest.approx(expected, abs=1e-12)


def test_the_formulas_by_hand() -> None:
    one = Case(
        categories={"a": 0.8},
        persons=10_000_000,
        identifiability=1.0,
        factors={"f": {"access": 0.5}, "g": {"access": 0.5, "loss": 0.2}},
        strengths={"k": 0.5},
    )
    outcome = evaluate(one, PATHWAYS, {"k": {"access": 0.4}}, CONSTANTS)
    assert outcome.severity == pytest.approx(0.8)
    assert outcome.exposure["access"] == pytest.approx(0.75)
    assert outcome.remaining["access"] == pytest.approx(0.8)
    assert outcome.inherent == pytest.approx(100 * (1 - (1 - 0.6) * (1 - 0.16)))
    assert outcome.residual == pytest.approx(100 * (1 - (1 - 0.48) * (1 - 0.16)))


def test_no_set_of_controls_takes_a_pathway_below_the_floor() -> None:
    strong = {c: {"access": 0.95} for c in CONTROLS}
    one = Case({"a": 1.0}, 1e7, 1.0, {"f": {"access": 0.9}}, dict.fromkeys(CONTROLS, 1.0))
    assert evaluate(one, PATHWAYS, strong, CONSTANTS).remaining["access"] == 0.02
