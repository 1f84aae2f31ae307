"""The outlook: a vendor's verdict month by month if nothing is renewed, and what would change it.

Nothing is predicted: the same answers are judged again on later days, while proofs grow old,
agreements end, and time alone makes a vendor worse.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any

from ..model.cells import months_after
from ..model.vendor_facts import OutlookMonth, WantedDocument
from .answers import Item, required
from .case import Case
from .ledger import Ledger
from .proof import Proving
from .rounding import points
from .rules import TIERS, VendorRules
from .scores import Frame, Sheet, Standings, stand, verdicts_by_rank

if TYPE_CHECKING:
    from numpy.typing import NDArray

MONTHS = 12
MOST_DOCUMENTS = 5


Stood = tuple[float, int, int]
"""Gap, and the ranks of residual tier and verdict."""


def _never_better(standings: Iterable[Stood]) -> list[Stood]:
    """Return standings of which none is better than one before it; NaN where nothing is scored."""
    told: list[Stood] = []
    for gap, residual, verdict in standings:
        if told:
            before = told[-1]
            gap = gap if isnan(gap) else max(gap, before[0])
            residual, verdict = max(residual, before[1]), max(verdict, before[2])
        told.append((gap, residual, verdict))
    return told


def outlooks(
    ledger: Ledger, as_of: dt.date, *, months: int = MONTHS
) -> list[tuple[OutlookMonth, ...]]:
    """Judge every vendor again on the same day of each of the coming months.

    Parameters
    ----------
    ledger : Ledger
        The vendors with their answers.
    as_of : date
    months : int
        How far to look.

    Returns
    -------
    list of tuple of OutlookMonth
        One tuple a vendor, in the order of the ledger; its first month is today. `ended` are
        the proofs that expired since the month before. Time alone never makes a vendor better:
        a paper dated later than today is not counted on.
    """
    days = [months_after(as_of, month) for month in range(months + 1)]
    found = [ledger.standings(day) for day in days]
    verdicts = verdicts_by_rank(ledger.rules)
    told = []
    for n, (bench, used) in enumerate(zip(ledger.benches, ledger.evidence_used(), strict=True)):
        ends = {id: bench.evidence[id].expires for id in used if id in bench.evidence}
        rows = _never_better(
            (float(one.gap[n]), int(one.residual[n]), int(one.verdict[n])) for one in found
        )
        told.append(
            tuple(
                OutlookMonth(
                    on=day,
                    verdict=verdicts[verdict],
                    residual=TIERS[residual],
                    score=None if isnan(gap) else points(1 - gap),
                    ended=_ended(ends, before, day),
                )
                for day, before, (gap, residual, verdict) in zip(
                    days, [None, *days], rows, strict=False
                )
            )
        )
    return told


def _ended(
    ends: Mapping[str, dt.date | None], before: dt.date | None, on: dt.date
) -> tuple[str, ...]:
    if before is None:
        return ()
    return tuple(sorted(id for id, end in ends.items() if end and before <= end < on))


def wanted_documents(case: Case) -> tuple[WantedDocument, ...]:
    """Return the documents that would change how a vendor stands, the most useful first.

    Each kind of proof is tried on all questions that name it, as if it came and showed what is
    asked for at the level the tier requires; the best is taken, and the next is tried on top of
    it. Questions answered "no" stay as they are: no paper turns a no into a yes.

    Returns
    -------
    tuple of WantedDocument
        Five at most, and none that changes nothing.
    """
    import numpy as np

    better, rules = _better(case), case.proving.rules
    columns = [n for n, item in enumerate(case.items) if item.question.id in better]
    kinds = sorted({proof for n in columns for proof in case.items[n].question.proofs})
    helps = np.zeros((len(kinds), len(case.items)), bool)
    for n in columns:
        helps[:, n] = [proof in case.items[n].question.proofs for proof in kinds]
    frame = Frame.of([item.question for item in case.items], rules)
    now = _arrays(case.items, rules)
    then = _arrays([better.get(i.question.id, i) for i in case.items], rules)
    wanted: list[WantedDocument] = []
    while len(wanted) < MOST_DOCUMENTS and helps.any():
        # the first row is how things stand, each other row one kind of proof more
        rows = np.vstack((np.zeros((1, helps.shape[1]), bool), helps))
        tried = [np.where(rows, new, old) for new, old in zip(then, now, strict=True)]
        found = stand(_trial(tried, case), frame)
        merits = _merits(found)
        counts = helps.sum(axis=1).tolist()
        best = min(range(len(kinds)), key=lambda n: (merits[n + 1], -counts[n], kinds[n]))
        if merits[best + 1] >= merits[0]:
            break
        ids = [case.items[n].question.id for n in np.flatnonzero(helps[best])]
        wanted.append(_wanted(kinds[best], ids, found, best + 1, rules))
        now = [table[best + 1] for table in tried]
        helps = helps & ~helps[best]
    return tuple(wanted)


def _arrays(items: Sequence[Item], rules: VendorRules) -> list[NDArray[Any]]:
    import numpy as np

    return [
        np.array([item.gap for item in items]),
        np.array([item.lo for item in items]),
        np.array([item.hi for item in items]),
        np.array([rules.states[item.state].rank for item in items]),
    ]


def _trial(tables: Sequence[NDArray[Any]], case: Case) -> Sheet:
    import numpy as np

    rules, tier = case.proving.rules, case.inherent.tier
    beside = [rules.states[k.state] for k in case.knockouts if k.service is not None]
    floor = max((rules.rank(state.floor.get(tier, "low")) for state in beside), default=0)
    verdicts = (rules.verdicts[state.verdict.get(tier, "approve")].rank for state in beside)
    gap, lo, hi, states = tables
    count, verdict = len(gap), max(verdicts, default=0)
    tiers, floors, mildest = (np.full(count, n) for n in (TIERS.index(tier), floor, verdict))
    return Sheet(gap, lo, hi, states, tiers, floors, mildest)


def _merits(found: Standings) -> list[tuple[int, int, float]]:
    import numpy as np

    # a gain smaller than a rounding error is none
    gaps = np.where(np.isnan(found.gap), 1.0, found.gap).round(9)
    return list(zip(found.verdict.tolist(), found.residual.tolist(), gaps.tolist(), strict=True))


def _wanted(
    proof: str, questions: Sequence[str], found: Standings, row: int, rules: VendorRules
) -> WantedDocument:
    return WantedDocument(
        proof=proof,
        questions=tuple(sorted(questions)),
        verdict=verdicts_by_rank(rules)[found.verdict[row]],
        residual=TIERS[found.residual[row]],
        score=points(1 - float(found.gap[row])),
    )


def _better(case: Case) -> dict[str, Item]:
    """Return the items that a document would make better, as they would be."""
    better = {}
    for item in case.items:
        if item.state in ("unknown", "unproven", "pass"):
            shown = _shown(item, case.proving)
            if shown.gap < item.gap or shown.state != item.state:
                better[item.question.id] = shown
    return better


def _shown(item: Item, proving: Proving) -> Item:
    rules, tier = proving.rules, proving.tier
    level = rules.assurance[required(item.question, proving)]
    none = rules.assurance["none"].credit[tier]
    floor = none + (level.credit[tier] - none) * level.holds
    gap = min(item.gap, 1 - level.credit[tier])
    return item._replace(state="pass", gap=gap, lo=0.0, hi=max(gap, min(item.hi, 1 - floor)))
