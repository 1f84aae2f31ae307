"""The score of very many vendors at once: the same method on whole tables of answers.

For "what if" over a portfolio, where building every vendor's full result would take minutes.
What is told of a vendor in a report never comes from here; a test keeps both equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from ..model.vendors import AnswerId, AssuranceId, Question
from .rules import TIERS, VendorRules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ANSWERS: tuple[AnswerId, ...] = get_args(AnswerId)
LEVELS: tuple[AssuranceId, ...] = get_args(AssuranceId)


@dataclass(frozen=True, eq=False)
class Sheet:
    """The answers of many vendors to the same questions, as codes; one row a vendor.

    Parameters
    ----------
    answers : array of int, vendors by questions
        Places in `ANSWERS` of what was meant.
    levels : array of int, vendors by questions
        Places in `LEVELS` of the proof.
    fresh : array of float, vendors by questions
        How much of its value the proof still has, 0-1.
    left_out : array of bool, vendors by questions
        True where "not applicable" was approved, or the question does not apply.
    tiers : array of int, one a vendor
        Places in `TIERS`.
    """

    answers: NDArray[np.int64]
    levels: NDArray[np.int64]
    fresh: NDArray[np.float64]
    left_out: NDArray[np.bool_]
    tiers: NDArray[np.int64]


def score_sheet(
    sheet: Sheet, questions: Sequence[Question], rules: VendorRules
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Score many vendors.

    Parameters
    ----------
    sheet : Sheet
    questions : sequence of Question
        The columns of the sheet.
    rules : VendorRules

    Returns
    -------
    tuple of arrays
        Score, its lower and its upper bound, 0-100; NaN where nothing can be scored.
    """
    import numpy as np

    values = [rules.answers[id].credit for id in ANSWERS]
    known = np.array([value is not None for value in values])[sheet.answers]
    credit = np.array([value or 0.0 for value in values])[sheet.answers]
    levels = [rules.assurance[id] for id in LEVELS]
    table = np.array([[level.credit[tier] for tier in TIERS] for level in levels])
    none = table[0][sheet.tiers][:, None]
    more = (table[sheet.levels, sheet.tiers[:, None]] - none) * sheet.fresh
    floor = none + more * np.array([level.holds for level in levels])[sheet.levels]
    gaps = (
        np.where(known, 1 - credit * (none + more), 1.0),
        np.where(known, 1 - credit * floor, 1.0),
        np.where(known, 1 - credit, 0.0),
    )
    weights = np.where(sheet.left_out, 0.0, [question.weight for question in questions])
    named = sorted({question.domain for question in questions})
    places = np.array([named.index(question.domain) for question in questions])
    member = (places[:, None] == np.arange(len(named))).astype(float)
    score, lo, hi = (100 * (1 - _overall(gap, weights, member, rules)) for gap in gaps)
    return score, lo, hi


def _overall(
    gaps: NDArray[np.float64],
    weights: NDArray[np.float64],
    member: NDArray[np.float64],
    rules: VendorRules,
) -> NDArray[np.float64]:
    """Return mean and worst quarter of the domains, weighed together; NaN without a domain."""
    import numpy as np

    whole = weights @ member
    there = whole > 0
    count = there.sum(axis=1)
    domains = np.divide((gaps * weights) @ member, whole, out=np.zeros_like(whole), where=there)
    worst_first = -np.sort(-np.where(there, domains, -1.0), axis=1)
    mass = np.maximum(1.0, rules.number("tail_share") * count)[:, None]
    taken = np.clip(mass - np.arange(member.shape[1]), 0.0, 1.0) / mass
    tail = (np.maximum(worst_first, 0.0) * taken).sum(axis=1)
    mean = np.divide(domains.sum(axis=1), count, out=np.full(len(count), np.nan), where=count > 0)
    mixed = rules.number("mean_weight") * mean + rules.number("tail_weight") * tail
    bounded: NDArray[np.float64] = np.clip(mixed, 0.0, 1.0)
    return bounded
