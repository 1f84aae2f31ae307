"""Checks on a handover: notice by deal type, opt-outs, counts and hashes, the assessment's date."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from ..model.cells import answer, day, quantity, several
from ..model.inventory import RegisterRow
from ..model.rules import Rule
from .facts import Args, Facts, Hit, cell, fold, months_after, place
from .rows import MOST_PLACES


@dataclass(frozen=True)
class Route:
    """Under which article people are told of a transfer, and what they must be told."""

    law: str
    elements: tuple[str, ...]


def notice_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find a transfer whose people were not told in time, by the route of its deal type."""
    route = _route(facts, rule)
    event = facts.event
    if route is None or event is None:
        return
    if facts.as_of < event - dt.timedelta(days=rule.parameters["ask_from_days"]):
        return
    notices = _notices(facts)
    sent = sorted(at for row in notices if (at := day(cell(row, "sent"))))
    if not sent or sent[0] > event:
        args: Args = {"event": event, "sent": sent[0] if sent else None, "clause": route.law}
        yield Hit("REG-NOTICE", args, tuple(map(place, notices)))


def notice_incomplete(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find transfer notices without an element their deal type asks for."""
    route = _route(facts, rule)
    for row in _notices(facts) if route else ():
        have = set(several(cell(row, "elements")))
        needed = route.elements if route else ()
        missing = tuple(f"REG-NOTICE.elements.{e}" for e in needed if e not in have)
        if missing:
            args: Args = {"row": row.line, "n": len(missing), "elements": missing}
            yield Hit("REG-NOTICE", args, (place(row),), key=str(row.line))


def opted_out_included(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find people who withdrew and are, or may be, in what is handed over."""
    by_person, by_set = _withdrawn(facts, rule.parameters["scopes"])
    for row in facts.rows("REG-HANDOVER"):
        if cell(row, "disposition") != "transfer":
            continue
        signed = day(cell(row, "signed")) or facts.as_of
        person, data_set = fold(cell(row, "subject")), _set_of(facts, row)
        if person:
            groups = [[by_person[person]]] if person in by_person else []
        elif answer(cell(row, "opted_out_removed")):
            groups = []
        else:
            groups = [by_set.get(one, []) for one in dict.fromkeys((data_set, ""))]
        counts = [bisect_right(group, signed, key=itemgetter(0)) for group in groups]
        if sum(counts):
            out = [
                w[1]
                for group, n in zip(groups, counts, strict=True)
                for w in group[: min(n, MOST_PLACES)]
            ]
            asset = facts.asset_called(cell(row, "data_set"))
            args: Args = {"row": row.line, "n": sum(counts)}
            where = (place(row), *map(place, out[:MOST_PLACES]))
            yield Hit(asset.id if asset else "REG-HANDOVER", args, where, key=str(row.line))


def handover_differs(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find data sets whose count or hash is not the same on both sides."""
    for row in facts.rows("REG-HANDOVER"):
        ours, theirs = (quantity(cell(row, c)) for c in ("records", "received_records"))
        hashes = [fold(cell(row, c)) for c in ("sha256", "received_sha256")]
        counts_differ = ours is not None and theirs is not None and ours != theirs
        if counts_differ or (all(hashes) and hashes[0] != hashes[1]):
            asset = facts.asset_called(cell(row, "data_set"))
            yield Hit(
                asset.id if asset else "REG-HANDOVER",
                {"row": row.line},
                (place(row),),
                key=str(row.line),
            )


def handover_unknown(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find handed-over data sets that the inventory does not know."""
    for row in facts.rows("REG-HANDOVER"):
        if cell(row, "data_set") and facts.asset_called(cell(row, "data_set")) is None:
            yield Hit("REG-HANDOVER", {"row": row.line}, (place(row),), key=str(row.line))


def assessment_late(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find an impact assessment dated after the first disclosure or after the event."""
    rows = facts.rows("REG-DPIA")
    dates = [at for row in rows if (at := day(cell(row, "date")))]
    kinds = rule.parameters["vendor_kinds"]
    starts = [
        s.first_access
        for s in facts.inventory.services
        if s.first_access and (v := facts.vendor_by_id.get(s.vendor)) and v.kind in kinds
    ]
    starts += [facts.event] if facts.event else []
    first = min(starts, default=None)
    if dates and first and first <= facts.as_of and min(dates) > first:
        args: Args = {"first": first, "done": min(dates), "days": (min(dates) - first).days}
        yield Hit("REG-DPIA", args, tuple(map(place, rows)))


def report_kept_short(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assessment reports to be thrown away before the law allows."""
    months = rule.parameters["months"]
    for row in facts.rows("REG-DPIA"):
        done, until = day(cell(row, "date")), day(cell(row, "keep_until"))
        if done and until and until < months_after(done, months):
            args: Args = {"row": row.line, "until": until, "months": months}
            yield Hit("REG-DPIA", args, (place(row),), key=str(row.line))


def _route(facts: Facts, rule: Rule) -> Route | None:
    """Return the route of the deal; None where there is no transfer or the handler stays."""
    deal = facts.inventory.header.deal_type or "unknown"
    route = rule.parameters["routes"].get(deal)
    if route is None or facts.scenario != "transfer":
        return None
    return Route(route["law"], tuple(route["elements"]))


def _notices(facts: Facts) -> list[RegisterRow]:
    return [row for row in facts.rows("REG-NOTICE") if cell(row, "event") == "transfer"]


Withdrawal = tuple[dt.date, RegisterRow]


def _withdrawn(
    facts: Facts, scopes: list[str]
) -> tuple[dict[str, Withdrawal], dict[str, list[Withdrawal]]]:
    """Return who withdrew a consent that a handover needs: by person, and by data set.

    A consent without a scope covered everything, one without a data set every set (key ``""``).
    """
    by_person: dict[str, Withdrawal] = {}
    sets: dict[str, str] = {}
    for row in facts.rows("REG-CONSENT"):
        on, scope = day(cell(row, "withdrawn")), several(cell(row, "scope"))
        if on is None or (scope and not set(scope) & set(scopes)):
            continue
        person = fold(cell(row, "subject")) or place(row)
        if person not in by_person or on < by_person[person][0]:
            by_person[person] = (on, row)
            sets[person] = _set_of(facts, row)
    by_set: dict[str, list[Withdrawal]] = {}
    for person, withdrawal in by_person.items():
        by_set.setdefault(sets[person], []).append(withdrawal)
    for group in by_set.values():
        group.sort(key=lambda withdrawal: (withdrawal[0], withdrawal[1].line))
    return by_person, by_set


def _set_of(facts: Facts, row: RegisterRow) -> str:
    """Return the asset a row's data set is, or the name given to it."""
    asset = facts.asset_called(cell(row, "data_set"))
    return asset.id if asset else fold(cell(row, "data_set"))
