"""The decision box: the first row of the table that holds decides, from facts alone."""

import pytest
from report_example import example

from riskkit.catalogue import load_knowledge
from riskkit.report.decision import STAGES, decide, facts, highest

A = example()
RULES = load_knowledge().entries("decisions")


def changed(**update):
    """The example with its assets' planned and residual risk and coverage replaced."""
    assets = []
    for asset in A.assets:
        new = {}
        for stage in ("residual", "planned"):
            if stage in update:
                lo, score, hi = update[stage]
                ends = {"lo": lo, "score": score, "hi": hi}
                new[stage] = getattr(asset, stage).model_copy(update=ends)
        new["coverage"] = update.get("coverage", asset.coverage)
        assets.append(asset.model_copy(update=new))
    rest = {k: v for k, v in update.items() if k in ("findings", "vendors")}
    return A.model_copy(update={"assets": tuple(assets), **rest})


CALM = {"residual": (5, 10, 20), "planned": (2, 5, 10), "coverage": 0.9, "findings": ()}


@pytest.mark.parametrize(
    ("update", "outcome"),
    [
        ({**CALM, "vendors": ()}, "go"),
        ({**CALM, "findings": A.findings, "vendors": ()}, "conditions"),
        (CALM, "conditions"),
        ({**CALM, "residual": (30, 45, 60)}, "conditions"),
        ({**CALM, "coverage": 0.3}, "undecided"),
        ({**CALM, "planned": (30, 65, 90)}, "undecided"),
        ({**CALM, "planned": (60, 65, 90)}, "stop"),
        ({**CALM, "planned": (60, 65, 90), "coverage": 0.1}, "stop"),
    ],
)
def test_the_facts_decide(update, outcome):
    assert decide(changed(**update), RULES).outcome == outcome


def test_the_last_rule_always_holds():
    assert list(RULES.values())[-1].when == ()


def test_every_rule_looks_at_facts_that_exist_and_says_why():
    known = facts(A)
    for rule in RULES.values():
        assert {bound.fact for bound in rule.when} <= set(known)
        assert rule.rationale


@pytest.mark.parametrize("stage", STAGES)
def test_the_highest_of_the_bounds_bounds_the_highest(stage):
    span = highest(A, stage)
    assert span.lo <= span.score <= span.hi
    assert span.score == max(getattr(x, stage).score for x in A.assets)


def test_an_assessment_without_assets_is_not_a_go():
    assert decide(A.model_copy(update={"assets": ()}), RULES).outcome == "undecided"
