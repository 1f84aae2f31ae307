"""Scoring a whole sheet gives what scoring each vendor gives."""

import numpy as np
import pytest
from vendor_laws import engagement
from vendor_world import AS_OF, assess, shipped

from riskkit.vendors.proof import freshness
from riskkit.vendors.rules import TIERS
from riskkit.vendors.scores import ANSWERS, LEVELS, Sheet, score_sheet

KINDS = {
    "interview": "attested",
    "document": "documented",
    "function_check": "certified",
    "technical_test": "verified",
}


def single(row, inventory, question):
    """One piece of proof an answer, the first of those named; the sheet knows no sets."""
    known = {e.id: e for e in inventory.evidence}
    piece = known[row.evidence[0]] if row.evidence else None
    if piece is None:
        return "none", 1.0
    return KINDS[piece.kind], freshness(piece, question.max_age_months, AS_OF, 2)


@pytest.mark.parametrize("seed", range(12))
def test_a_sheet_of_one_vendor_scores_as_the_vendor(rules, seed):
    inventory, assets = engagement(seed)
    rows = tuple(r.model_copy(update={"evidence": r.evidence[:1]}) for r in inventory.answers)
    inventory = inventory.model_copy(update={"answers": rows})
    risk = assess(rules, (inventory, assets))["V1"]
    given = {row.question: row for row in rows}
    questions = [shipped("questionnaires")[told["question"]] for told in risk.answers]
    proof = [
        single(given[q.id], inventory, q) if q.id in given else ("none", 1.0) for q in questions
    ]
    sheet = Sheet(
        answers=np.array([[ANSWERS.index(told["answer"]) for told in risk.answers]]),
        levels=np.array([[LEVELS.index(level) for level, _ in proof]]),
        fresh=np.array([[fresh for _, fresh in proof]]),
        left_out=np.array([[told["state"] == "not_applicable" for told in risk.answers]]),
        tiers=np.array([TIERS.index(risk.inherent)]),
    )
    score, lo, hi = score_sheet(sheet, questions, rules)
    assert score[0] == pytest.approx(risk.score, abs=1e-9)
    assert lo[0] == pytest.approx(risk.lo, abs=1e-9)
    assert hi[0] == pytest.approx(risk.hi, abs=1e-9)


def random_sheet(vendors, questions):
    rng = np.random.default_rng(1)
    shape = (vendors, questions)
    return Sheet(
        answers=rng.integers(0, len(ANSWERS), shape),
        levels=rng.integers(0, len(LEVELS), shape),
        fresh=rng.random(shape),
        left_out=rng.random(shape) < 0.1,
        tiers=rng.integers(0, len(TIERS), vendors),
    )


def test_a_thousand_vendors_by_261_questions_are_scored_in_one_sheet(rules):
    base = list(shipped("questionnaires").values())
    questions = [base[n % len(base)] for n in range(261)]
    sheet = random_sheet(1000, 261)
    score, lo, hi = score_sheet(sheet, questions, rules)
    assert score.shape == (1000,)
    assert (lo <= score + 1e-9).all() and (score <= hi + 1e-9).all()


def test_a_vendor_with_nothing_to_score_has_no_score(rules):
    questions = list(shipped("questionnaires").values())[:3]
    sheet = random_sheet(1, 3)
    empty = Sheet(sheet.answers, sheet.levels, sheet.fresh, np.ones((1, 3), bool), sheet.tiers)
    assert np.isnan(score_sheet(empty, questions, rules)[0]).all()
