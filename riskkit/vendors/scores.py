"""Many vendors judged at once: the same method on whole tables of answers.

One row a vendor, or a day of one, or a trial of what a document would change; one column a
question. What is told of a vendor in words comes from its own case; tests keep both equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.vendor_risk import Verdict
from ..model.vendors import KnockoutStateId, Question
from .rules import TIERS, VendorRules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOT_ASKED = -1
"""The state of a question that is not asked of a vendor."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """Answers of many vendors to the same questions, as they count.

    Parameters
    ----------
    gap, lo, hi : array of float, vendors by questions
        The gap of each answer and its bounds, 0-1.
    states : array of int, vendors by questions
        Ranks of the state of each answer; `NOT_ASKED` where the question does not apply.
    tiers : array of int, one a vendor
        Places in `TIERS`.
    floors, verdicts : array of int, one a vendor
        The least residual tier and the mildest verdict that facts beside the answers leave, as
        ranks.
    """

    gap: NDArray[np.float64]
    lo: NDArray[np.float64]
    hi: NDArray[np.float64]
    states: NDArray[np.int64]
    tiers: NDArray[np.int64]
    floors: NDArray[np.int64]
    verdicts: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Standings:
    """What each row of a sheet comes to.

    `gap`, `lo` and `hi` are the overall gap and its bounds, 0-1, NaN where nothing is scored;
    `coverage` is a share; `residual` and `verdict` are ranks.
    """

    gap: NDArray[np.float64]
    lo: NDArray[np.float64]
    hi: NDArray[np.float64]
    coverage: NDArray[np.float64]
    residual: NDArray[np.int64]
    verdict: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Frame:
    """The questions of a sheet and the lookup tables, as arrays.

    `order` puts the questions of a domain together, `starts` says where each begins; `floors` and
    `verdicts` are the least residual tier and the mildest verdict that a fatal rule leaves, by
    the rank of its state and by tier.
    """

    rules: VendorRules
    weights: NDArray[np.float64]
    order: NDArray[np.int64]
    starts: NDArray[np.int64]
    fatal: NDArray[np.bool_]
    edges: NDArray[np.float64]
    residual: NDArray[np.int64]
    floors: NDArray[np.int64]
    verdicts: NDArray[np.int64]

    @classmethod
    def of(cls, questions: Sequence[Question], rules: VendorRules) -> Frame:
        """Make the frame of some questions."""
        import numpy as np

        domains = np.array([question.domain for question in questions], str)
        rows = [[rules.rank(tier) for tier in rules.tiers[t].residual] for t in TIERS]
        floors, verdicts = _rank_tables(rules)
        return cls(
            rules=rules,
            weights=np.array([question.weight for question in questions], float),
            order=domains.argsort(kind="stable"),
            starts=np.unique(np.sort(domains), return_index=True)[1],
            fatal=np.array([question.fatal is not None for question in questions], bool),
            edges=np.array([band.upto + 1e-12 for band in rules.bands.values()]),
            residual=np.array(rows),
            floors=floors,
            verdicts=verdicts,
        )


def stand(sheet: Sheet, frame: Frame) -> Standings:
    """Judge every row of a sheet.

    Parameters
    ----------
    sheet : Sheet
    frame : Frame
        Of the columns of the sheet.

    Returns
    -------
    Standings
        As `overall_gap`, `residual_of` and `verdict_of` judge a single vendor.
    """
    import numpy as np

    rules, asked = frame.rules, sheet.states >= 0
    out = sheet.states == rules.states["not_applicable"].rank
    known = asked & ~out & (sheet.states != rules.states["unknown"].rank)
    weights = np.where(asked & ~out, frame.weights, 0.0)
    gap, lo, hi = (_overall(gaps, weights, frame) for gaps in (sheet.gap, sheet.lo, sheet.hi))
    coverage = _part(np.where(known, frame.weights, 0.0).sum(axis=1), weights.sum(axis=1))
    unasked = _part(
        np.where(out, frame.weights, 0.0).sum(axis=1),
        np.where(asked, frame.weights, 0.0).sum(axis=1),
    )
    floors, verdicts = _knocked_out(sheet, frame)
    residual = np.maximum(_by_table(sheet.tiers, gap, 1.0, frame), floors)
    best = _by_table(sheet.tiers, lo, 0.0, frame)
    ranks = [np.maximum(verdicts, np.where(np.isnan(gap), rules.verdicts["insufficient"].rank, 0))]
    for rule in rules.verdicts.values():
        applies = np.zeros(len(gap), bool)
        if rule.coverage_below is not None:
            applies |= coverage < rule.coverage_below
        if rule.na_share_above is not None:
            applies |= unasked > rule.na_share_above
        if rule.residual_at_least is not None:
            applies |= residual >= rules.rank(rule.residual_at_least)
        if rule.best_residual_at_least is not None:
            applies |= best >= rules.rank(rule.best_residual_at_least)
        ranks.append(np.where(applies, rule.rank, 0))
    return Standings(gap, lo, hi, coverage, residual, np.max(ranks, axis=0))


def _knocked_out(sheet: Sheet, frame: Frame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the least tier and the mildest verdict that fatal rules leave each row."""
    import numpy as np

    floors, verdicts = frame.floors, frame.verdicts
    states, tiers = sheet.states[:, frame.fatal], sheet.tiers[:, None]
    asked = states >= 0
    least = np.where(asked, floors[states, tiers], 0).max(axis=1, initial=0)
    mildest = np.where(asked, verdicts[states, tiers], 0).max(axis=1, initial=0)
    return np.maximum(least, sheet.floors), np.maximum(mildest, sheet.verdicts)


def verdicts_by_rank(rules: VendorRules) -> list[Verdict]:
    """Return the verdicts, the mildest first."""
    return [one.id for one in sorted(rules.verdicts.values(), key=lambda one: one.rank)]


def _rank_tables(rules: VendorRules) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    states: list[KnockoutStateId] = sorted(rules.states, key=lambda id: rules.states[id].rank)  # type: ignore[arg-type]
    floors = [[rules.rank(rules.states[id].floor.get(t, "low")) for t in TIERS] for id in states]
    verdicts = [
        [rules.verdicts[rules.states[id].verdict.get(t, "approve")].rank for t in TIERS]
        for id in states
    ]
    return np.array(floors), np.array(verdicts)


def _part(share: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    parts: NDArray[np.float64] = np.divide(share, whole, out=np.zeros_like(whole), where=whole > 0)
    return parts


def _by_table(
    tiers: NDArray[np.int64], gap: NDArray[np.float64], unknown: float, frame: Frame
) -> NDArray[np.int64]:
    import numpy as np

    bands = np.searchsorted(frame.edges, np.where(np.isnan(gap), unknown, gap))
    found: NDArray[np.int64] = frame.residual[tiers, bands]
    return found


def _overall(
    gaps: NDArray[np.float64], weights: NDArray[np.float64], frame: Frame
) -> NDArray[np.float64]:
    """Return mean and worst quarter of the domains, weighed together; NaN without a domain."""
    import numpy as np

    rules = frame.rules
    whole = _by_domain(weights, frame)
    there = whole > 0
    count = there.sum(axis=1)
    sums = _by_domain(gaps * weights, frame)
    domains = np.divide(sums, whole, out=np.zeros_like(whole), where=there)
    worst_first = -np.sort(-np.where(there, domains, -1.0), axis=1)
    mass = np.maximum(1.0, rules.number("tail_share") * count)[:, None]
    taken = np.clip(mass - np.arange(whole.shape[1]), 0.0, 1.0) / mass
    tail = (np.maximum(worst_first, 0.0) * taken).sum(axis=1)
    mean = np.divide(domains.sum(axis=1), count, out=np.full(len(count), np.nan), where=count > 0)
    mixed = rules.number("mean_weight") * mean + rules.number("tail_weight") * tail
    bounded: NDArray[np.float64] = np.clip(mixed, 0.0, 1.0)
    return bounded


def _by_domain(parts: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    # no product of matrices: its threads would wait for each other on a busy machine
    import numpy as np

    sums: NDArray[np.float64] = np.add.reduceat(parts[:, frame.order], frame.starts, axis=1)
    return sums
