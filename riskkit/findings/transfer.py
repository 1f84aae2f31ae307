"""Checks on a handover: notice by deal type, opt-outs, counts and hashes, the assessment's date."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from ..deals import deal_in_law
from ..model.cells import answer, day, quantity, several
from ..model.register_table import RegisterTable
from ..model.rules import Rule
from .facts import Args, Facts, Hit, fold, months_after
from .rows import MOST_PLACES, places

DEAL = "transfer"
Where = tuple[str, ...]


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
    rows = facts.rows("REG-NOTICE")
    notices = [(at, on) for at, of, on in rows.read(("event", str), ("sent", day)) if of == DEAL]
    sent = min((on for _, on in notices if on), default=None)
    if sent is None or sent > event:
        args: Args = {"event": event, "sent": sent, "clause": route.law}
        yield Hit("REG-NOTICE", args, places(rows, [at for at, _ in notices]))


def notice_incomplete(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find transfer notices without an element their deal type asks for."""
    route = _route(facts, rule)
    rows = facts.rows("REG-NOTICE")
    for at, of, have in rows.read(("event", str), ("elements", several)) if route else ():
        needed = route.elements if route and of == DEAL else ()
        missing = tuple(f"REG-NOTICE.elements.{e}" for e in needed if e not in have)
        if missing:
            line = rows.lines[at]
            args: Args = {"row": line, "n": len(missing), "elements": missing}
            yield Hit("REG-NOTICE", args, (rows.place(at),), key=str(line))


def opted_out_included(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find people who withdrew and are, or may be, in what is handed over."""
    by_person, by_set = _withdrawn(facts, rule.parameters["scopes"])
    rows, consents = facts.rows("REG-HANDOVER"), facts.rows("REG-CONSENT")
    for at, fate, person, removed, signed in rows.read(
        ("disposition", str), ("subject", fold), ("opted_out_removed", answer), ("signed", day)
    ):
        if fate != "transfer":
            continue
        if person:
            groups = [[by_person[person]]] if person in by_person else []
        elif removed:
            groups = []
        else:
            groups = [by_set.get(one, []) for one in dict.fromkeys((_set_of(facts, rows, at), ""))]
        counts = [bisect_right(group, signed or facts.as_of, key=itemgetter(0)) for group in groups]
        if sum(counts):
            out = [
                withdrawal[1]
                for group, n in zip(groups, counts, strict=True)
                for withdrawal in group[: min(n, MOST_PLACES)]
            ]
            args: Args = {"row": rows.lines[at], "n": sum(counts)}
            where = (rows.place(at), *places(consents, out))
            yield _hit(facts, rows, at, args=args, where=where)


def handover_differs(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find data sets whose count or hash is not the same on both sides."""
    rows = facts.rows("REG-HANDOVER")
    for at, ours, theirs, own, other in rows.read(
        ("records", quantity), ("received_records", quantity),
        ("sha256", fold), ("received_sha256", fold),
    ):  # fmt: skip
        counts_differ = ours is not None and theirs is not None and ours != theirs
        if counts_differ or (own and other and own != other):
            yield _hit(facts, rows, at)


def handover_unknown(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find handed-over data sets that the inventory does not know."""
    rows = facts.rows("REG-HANDOVER")
    for at, named, asset in rows.read(("data_set", bool), ("data_set", facts.asset_called)):
        if named and asset is None:
            yield _hit(facts, rows, at)


def assessment_late(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find an impact assessment dated after the first disclosure or after the event."""
    rows = facts.rows("REG-DPIA")
    dates = [on for on in rows.column("date").each(day) if on]
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
        yield Hit("REG-DPIA", args, places(rows, range(len(rows))))


def report_kept_short(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assessment reports to be thrown away before the law allows."""
    months = rule.parameters["months"]
    rows = facts.rows("REG-DPIA")
    for at, done, until in rows.read(("date", day), ("keep_until", day)):
        if done and until and until < months_after(done, months):
            line = rows.lines[at]
            args: Args = {"row": line, "until": until, "months": months}
            yield Hit("REG-DPIA", args, (rows.place(at),), key=str(line))


def _route(facts: Facts, rule: Rule) -> Route | None:
    """Return the route of the deal; None where there is no transfer or the handler stays."""
    deal = deal_in_law(facts.inventory, facts.knowledge).id
    route = rule.parameters["routes"].get(deal)
    if route is None or facts.scenario != "transfer":
        return None
    return Route(route["law"], tuple(route["elements"]))


Withdrawal = tuple[dt.date, int]
"""The day, and where the consent stands in its register."""


def _withdrawn(
    facts: Facts, scopes: list[str]
) -> tuple[dict[str, Withdrawal], dict[str, list[Withdrawal]]]:
    """Return who withdrew a consent that a handover needs: by person, and by data set.

    A consent without a scope covered everything, one without a data set every set (key ``""``).
    """
    by_person: dict[str, Withdrawal] = {}
    sets: dict[str, str] = {}
    rows, wanted = facts.rows("REG-CONSENT"), set(scopes)
    for at, on, scope, person in rows.read(
        ("withdrawn", day), ("scope", several), ("subject", fold)
    ):
        if on is None or (scope and not wanted & set(scope)):
            continue
        who = person or f":{at}"  # nobody is called so
        if who not in by_person or on < by_person[who][0]:
            by_person[who] = (on, at)
            sets[who] = _set_of(facts, rows, at)
    by_set: dict[str, list[Withdrawal]] = {}
    for who, withdrawal in by_person.items():
        by_set.setdefault(sets[who], []).append(withdrawal)
    for group in by_set.values():
        group.sort()
    return by_person, by_set


def _set_of(facts: Facts, rows: RegisterTable, at: int) -> str:
    """Return the asset a row's data set is, or the name given to it."""
    return facts.system(rows.cell(at, "data_set"))


def _hit(
    facts: Facts, rows: RegisterTable, at: int, *, args: Args | None = None, where: Where = ()
) -> Hit:
    asset, line = facts.asset_called(rows.cell(at, "data_set")), rows.lines[at]
    subject = asset.id if asset else "REG-HANDOVER"
    return Hit(subject, args or {"row": line}, where or (rows.place(at),), key=str(line))
