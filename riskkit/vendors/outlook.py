"""The outlook: a vendor's verdict month by month if nothing is renewed, and what would change it.

Nothing is predicted: the same answers are judged again on later days, while proofs grow old,
agreements end, and time alone makes a vendor worse.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model.vendor_facts import OutlookMonth, WantedDocument
from .answers import Item, required
from .gap import coverage, not_applicable_share, overall_gap
from .knockouts import answer_knockouts
from .proof import Proving
from .rounding import points
from .rules import VendorRules
from .verdict import Standing, months_later, residual_of, verdict_of

MONTHS = 12
MOST_DOCUMENTS = 5


@dataclass(frozen=True)
class Judged:
    """One vendor's items and standing on one day."""

    items: tuple[Item, ...]
    standing: Standing
    proving: Proving


def outlook(
    judge: Callable[[dt.date], Judged], as_of: dt.date, *, months: int = MONTHS
) -> tuple[OutlookMonth, ...]:
    """Judge a vendor again on the same day of each of the coming months.

    Parameters
    ----------
    judge : callable
        Judges the vendor on a day.
    as_of : date
    months : int
        How far to look.

    Returns
    -------
    tuple of OutlookMonth
        The first is today. `ended` are the proofs that expired since the month before.
    """
    result: list[OutlookMonth] = []
    before: set[str] = set()
    for month in range(months + 1):
        on = months_later(as_of, month)
        judged = judge(on)
        rules, overall = judged.proving.rules, judged.standing.overall
        gone = _ended(judged, on)
        result.append(
            OutlookMonth(
                on=on,
                verdict=verdict_of(judged.standing, rules),
                residual=residual_of(judged.standing, rules),
                score=points(1 - overall.value) if overall else None,
                ended=tuple(sorted(gone - before)) if month else (),
            )
        )
        before = gone
    return tuple(result)


def _ended(judged: Judged, on: dt.date) -> set[str]:
    register = judged.proving.evidence
    used = {id for item in judged.items for id in item.evidence if id in register}
    return {id for id in used if (end := register[id].expires) is not None and end < on}


def wanted_documents(judged: Judged) -> tuple[WantedDocument, ...]:
    """Return the documents that would change how a vendor stands, the most useful first.

    Each kind of proof is tried on all questions that name it, as if it came and showed what is
    asked for at the level the tier requires; the best is taken, and the next is tried on top of
    it. Questions answered "no" stay as they are: no paper turns a no into a yes.

    Returns
    -------
    tuple of WantedDocument
        Five at most, and none that changes nothing.
    """
    items, standing = judged.items, judged.standing
    rules = judged.proving.rules
    better = _better(judged)
    wanted: list[WantedDocument] = []
    kinds = {proof for shown in better.values() for proof in shown.question.proofs}
    while len(wanted) < MOST_DOCUMENTS and kinds:
        tried = [(proof, *_with(proof, items, better, standing, rules)) for proof in sorted(kinds)]
        proof, best, stands, ids = min(
            tried, key=lambda one: (*_merit(one[2], rules), -len(one[3]), one[0])
        )
        if _merit(stands, rules) >= _merit(standing, rules) or stands.overall is None:
            break
        wanted.append(
            WantedDocument(
                proof=proof,
                questions=ids,
                verdict=verdict_of(stands, rules),
                residual=residual_of(stands, rules),
                score=points(1 - stands.overall.value),
            )
        )
        better = {id: shown for id, shown in better.items() if id not in ids}
        kinds = {proof for shown in better.values() for proof in shown.question.proofs}
        items, standing = best, stands
    return tuple(wanted)


def _better(judged: Judged) -> dict[str, Item]:
    """Return the items that a document would make better, as they would be."""
    better = {}
    for item in judged.items:
        if item.state in ("unknown", "unproven", "pass"):
            shown = _shown(item, judged.proving)
            if shown.gap < item.gap or shown.state != item.state:
                better[item.question.id] = shown
    return better


def _merit(standing: Standing, rules: VendorRules) -> tuple[int, int, float]:
    gap = standing.overall.value if standing.overall else 1.0
    # a gain smaller than a rounding error is none
    return (
        rules.verdicts[verdict_of(standing, rules)].rank,
        rules.rank(residual_of(standing, rules)),
        round(gap, 9),
    )


def _with(
    proof: str,
    items: Sequence[Item],
    better: Mapping[str, Item],
    standing: Standing,
    rules: VendorRules,
) -> tuple[tuple[Item, ...], Standing, tuple[str, ...]]:
    helped = {id: shown for id, shown in better.items() if proof in shown.question.proofs}
    after = tuple(helped.get(item.question.id, item) for item in items)
    others = tuple(k for k in standing.knockouts if k.service is not None)
    stands = replace(
        standing,
        overall=overall_gap(after, rules, shares=False),
        knockouts=answer_knockouts(after, rules) + others,
        coverage=coverage(after),
        not_applicable=not_applicable_share(after),
    )
    return after, stands, tuple(sorted(helped))


def _shown(item: Item, proving: Proving) -> Item:
    rules, tier = proving.rules, proving.tier
    level = rules.assurance[required(item.question, proving)]
    none = rules.assurance["none"].credit[tier]
    floor = none + (level.credit[tier] - none) * level.holds
    gap = min(item.gap, 1 - level.credit[tier])
    return replace(item, state="pass", gap=gap, lo=0.0, hi=max(gap, min(item.hi, 1 - floor)))
