"""Received questionnaires scored in their own frame: by domain, with the rules of all others.

The score stands beside the one of riskkit's own questionnaire and beside the publisher's. It
carries no fatal rule, for a foreign question states no duty of ours; those are tested by our own
questions and by the facts of the service.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..catalogue.knowledge import fold
from ..model.assessment import Gauge
from ..model.received import Received
from ..questionnaires import as_questionnaire, foreign_answers
from .answers import read_items
from .gap import coverage, overall_gap
from .proof import Proving


@dataclass(frozen=True)
class ReceivedScore:
    """What a received questionnaire comes to, its bounds, domains and counts of answers.

    `score`, `lo` and `hi` are points from 0 to 100; `score` is None where nothing is scored.
    `plain` is what an average over the answered questions alone would say, for comparison.
    """

    questionnaire: str
    vendor: str
    score: float | None
    lo: float
    hi: float
    coverage: float
    domains: dict[str, Gauge]
    counts: dict[str, int]
    plain: float | None


def score_received(received: Received, proving: Proving) -> ReceivedScore:
    """Score a received questionnaire.

    Parameters
    ----------
    received : Received
    proving : Proving
        The rules, the vendor's tier, the evidence register and the day.
    """
    asked = as_questionnaire(received)
    answers = foreign_answers(received, received.vendor or "vendor")
    authors = frozenset({fold(received.vendor)})
    items = read_items(asked.questions, answers, proving=proving, authors=authors)
    overall = overall_gap(items, proving.rules)
    answered = [item for item in items if item.answered]
    whole = sum(item.question.weight for item in answered)
    met = sum(item.question.weight * (1 - item.lo) for item in answered)
    return ReceivedScore(
        questionnaire=asked.label,
        vendor=received.vendor,
        score=100 * (1 - overall.value) if overall else None,
        lo=100 * (1 - overall.hi) if overall else 0,
        hi=100 * (1 - overall.lo) if overall else 100,
        coverage=min(1.0, coverage(items)),
        domains=dict(overall.domains) if overall else {},
        counts=dict(Counter(item.answer for item in items)),
        plain=100 * met / whole if whole else None,
    )
