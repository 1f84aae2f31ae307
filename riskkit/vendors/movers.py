"""Who moved between two assessments, by what, and because of which answers and proofs.

Every answer of both assessments tells what it adds to the gap, and these parts sum to it: so
the change of the gap is told answer by answer and nothing is left over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..model.assessment import VendorRisk
from ..model.value import Argument, Reason
from ..model.vendor_facts import AnswerMove, Mover
from .rounding import tidy
from .rules import VendorRules

FINE = ("pass", "not_applicable")
LEAST = 0.05
"""Points of the gap that a page does not show: less is no move, nor worth a sentence."""
Row = Mapping[str, Argument]


def movers(
    before: Iterable[VendorRisk], after: Iterable[VendorRisk], rules: VendorRules
) -> tuple[Mover, ...]:
    """Compare two assessments of the same engagement, vendor by vendor.

    Parameters
    ----------
    before, after : iterables of VendorRisk
        The earlier and the later assessment.
    rules : VendorRules

    Returns
    -------
    tuple of Mover
        First those that became worse. Verdict decides, then residual tier, then the gap as far
        as a page shows it; `opened` and `closed` are fatal rules.
    """
    old, new = ({risk.id: risk for risk in risks} for risks in (before, after))
    order = ("worse", "new", "gone", "better", "same")
    found = [_mover(id, old.get(id), new.get(id), rules) for id in sorted({*old, *new})]
    return tuple(sorted(found, key=lambda one: (order.index(one.change), one.vendor)))


def _mover(id: str, old: VendorRisk | None, new: VendorRisk | None, rules: VendorRules) -> Mover:
    opened, closed = _open(new) - _open(old), _open(old) - _open(new)
    both: dict[str, object] = {}
    if old is None or new is None:
        change = "new" if old is None else "gone"
    else:
        change = _change(_place(old, rules), _place(new, rules))
        moved = tuple(_moves(old, new))
        because = (*_turned(old, new, opened, closed), *_summed(moved))
        both = {"moved": moved, "because": because}
    return Mover.model_validate(
        {
            "vendor": id,
            "change": change,
            "verdicts": (old and old.verdict, new and new.verdict),
            "residuals": (old and old.residual, new and new.residual),
            "scores": (old.score if old else None, new.score if new else None),
            "opened": tuple(sorted(opened)),
            "closed": tuple(sorted(closed)),
            **both,
        }
    )


def _place(risk: VendorRisk, rules: VendorRules) -> tuple[int, int, float]:
    gap = 100.0 if risk.score is None else 100 - risk.score
    return rules.verdicts[risk.verdict].rank, rules.rank(risk.residual), gap


def _change(old: tuple[int, int, float], new: tuple[int, int, float]) -> str:
    if old[:2] == new[:2] and abs(new[2] - old[2]) < LEAST:
        return "same"
    return "worse" if new > old else "better"


def _open(risk: VendorRisk | None) -> set[str]:
    return {k.rule for k in risk.knockouts if k.state not in FINE} if risk else set()


def _moves(old: VendorRisk, new: VendorRisk) -> Iterator[AnswerMove]:
    """Yield what each question adds to the gap now and before, the largest change first."""
    was, now = (
        {part.id: part.share for part in risk.contributions if part.kind == "question"}
        for risk in (old, new)
    )
    ours, theirs = ({str(row["question"]): row for row in r.answers} for r in (new, old))
    ids = {*was, *now}
    for id in sorted(ids, key=lambda id: (-abs(now.get(id, 0) - was.get(id, 0)), id)):
        points = (was.get(id, 0.0), now.get(id, 0.0))
        row, earlier = ours.get(id), theirs.get(id)
        if points[0] == points[1]:
            continue
        yield AnswerMove.model_validate(
            {
                "question": id,
                "why": _why(earlier, row, new.inherent != old.inherent),
                "answers": (_said(earlier), _said(row)),
                "points": points,
            }
        )


def _why(old: Row | None, new: Row | None, tier: bool) -> str:
    if old is None or new is None:
        return "asked" if old is None else "dropped"
    if old["answer"] != new["answer"]:
        return "answer"
    if old["credit"] == new["credit"]:
        return "share"
    if set(_ids(old)) != set(_ids(new)):
        return "proof"
    return "tier" if tier else "aged"


def _said(row: Row | None) -> object:
    """Return the answer as it was given; an older run kept only what it came to."""
    return row and row.get("said", row["answer"])


def _ids(row: Row) -> tuple[object, ...]:
    named = row.get("evidence")
    return tuple(named) if isinstance(named, tuple | list) else ()


def _turned(
    old: VendorRisk, new: VendorRisk, opened: set[str], closed: set[str]
) -> Iterator[Reason]:
    """Yield what changed beside the answers: tier, fatal rules, questionnaire, places, chain."""
    if old.inherent != new.inherent:
        before, after = f"level.{old.inherent}", f"level.{new.inherent}"
        yield Reason(rule="vendor_moves.tier", args={"before": before, "after": after})
    for rule, ids in (("opened", opened), ("closed", closed)):
        if ids:
            which = tuple(f"fatal.{id}" for id in sorted(ids))
            yield Reason(rule=f"vendor_moves.{rule}", args={"which": which})
    if old.questionnaire != new.questionnaire:
        yield Reason(rule="vendor_moves.questionnaire")
    if places := sorted(set(new.countries) - set(old.countries)):
        args: dict[str, Argument] = {"countries": tuple(f"country.{c}" for c in places)}
        yield Reason(rule="vendor_moves.countries", args=args)
    known = {party.name for party in old.fourth_parties}
    if parties := [p.name for p in new.fourth_parties if p.name not in known]:
        yield Reason(rule="vendor_moves.parties", args={"parties": tuple(parties)})


def _summed(moved: Iterable[AnswerMove]) -> Iterator[Reason]:
    """Yield, by what changed, how many answers and points of the gap, the most points first."""
    sums: dict[str, list[float]] = defaultdict(list)
    for one in moved:
        sums[one.why].append(one.points[1] - one.points[0])
    for why, changes in sorted(sums.items(), key=lambda item: (-abs(sum(item[1])), item[0])):
        total = tidy(sum(changes))
        if abs(total) >= LEAST or why != "share":
            args: dict[str, Argument] = {"count": len(changes), "points": f"{total:+.1f}"}
            yield Reason(rule=f"vendor_moves.{why}", args=args)
