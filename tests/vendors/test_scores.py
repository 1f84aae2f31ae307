"""Scoring all vendors at once gives what assessing each of them gives."""

import datetime as dt

import pytest
from vendor_crowd import KINDS, crowd, engagement_of
from vendor_event_world import lore
from vendor_laws import engagement, remake
from vendor_world import AS_OF, answers_of, asset, proof, service, vendor, world

from riskkit.model.inventory import Answer
from riskkit.vendors import assess_vendors, questionnaire_for, score_vendors

DAYS = (AS_OF, AS_OF + dt.timedelta(days=400), AS_OF + dt.timedelta(days=4000))


def broken(risk):
    fine = ("pass", "not_applicable")
    return tuple(sorted({one.rule for one in risk.knockouts if one.state not in fine}))


def alike(rules, inventory, assets, *, tables=None, as_of=AS_OF):
    """Compare both ways, vendor by vendor; return the verdicts."""
    told = assess_vendors(inventory, assets, rules, as_of=as_of, lore=tables)
    scored = score_vendors(inventory, assets, rules, as_of=as_of, lore=tables)
    for risk, score in zip(told, scored, strict=True):
        assert (score.vendor, score.inherent) == (risk.id, risk.inherent)
        assert score.score == pytest.approx(risk.score, abs=2e-6)
        assert (score.lo, score.hi) == pytest.approx((risk.lo, risk.hi), abs=2e-6)
        assert score.coverage == pytest.approx(risk.coverage, abs=2e-6)
        assert (score.residual, score.verdict) == (risk.residual, risk.verdict)
        assert score.broken == broken(risk)
    return [score.verdict for score in scored]


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("seed", range(8))
def test_a_random_vendor_scores_as_it_is_assessed(rules, seed, as_of):
    alike(rules, *engagement(seed), as_of=as_of)


def test_a_crowd_with_faults_of_every_kind_scores_as_it_is_assessed(rules):
    questions = {kind: questionnaire_for(kind, rules).questions for kind in KINDS}
    inventory, assets = engagement_of(*crowd(54, questions))
    with_words = alike(rules, inventory, assets, tables=lore())
    without = alike(rules, inventory, assets)
    assert with_words != without, "words and documents beside an answer must count"


def test_of_two_answers_the_worst_counts_wherever_it_stands(rules):
    rows = answers_of(questionnaire_for("it_service", rules).questions)
    twice = rows[3].model_copy(update={"answer": "partial", "evidence": ()})
    for given in ((*rows, twice), (twice, *rows)):
        inventory, assets = world(answers=given, evidence=[proof()])
        alike(rules, inventory, assets)


def test_answers_to_what_is_not_asked_change_nothing(rules):
    inventory, assets = world(answers=answers_of(questionnaire_for("mover", rules).questions))
    strange = (Answer(vendor="V1", question="VQ-NOT-99", answer="no"),)
    alike(rules, remake(inventory, answers=inventory.answers + strange), assets)
    plain = score_vendors(inventory, assets, rules, as_of=AS_OF)
    more = remake(inventory, answers=inventory.answers + strange)
    assert score_vendors(more, assets, rules, as_of=AS_OF) == plain


def test_a_vendor_without_answers_services_or_assets_is_scored_as_unknown(rules):
    inventory, _ = world(vendors=[vendor("V1"), vendor("V2", country=None)], services=[])
    assert alike(rules, inventory, ()) == ["insufficient", "insufficient"]


def test_a_vendor_of_which_all_is_declared_not_applicable_has_no_score(rules):
    rows = [
        row.model_copy(update={"answer": "n/a", "na_reason": "-", "na_approved_by": "officer"})
        for row in answers_of(questionnaire_for("it_service", rules).questions)
    ]
    inventory, assets = world(answers=rows, services=[service()], assets=[asset()])
    alike(rules, inventory, assets)
    only = score_vendors(inventory, assets, rules, as_of=AS_OF)[0]
    assert (only.score, only.lo, only.hi) == (None, 0, 100)


def test_no_vendors_no_scores(rules):
    inventory, assets = world(vendors=[], services=[])
    assert score_vendors(inventory, assets, rules, as_of=AS_OF) == ()
