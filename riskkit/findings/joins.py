"""Checks that only a join of registers can make: people, rights, plans, copies, notices."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ..model.cells import day, moment, quantity, several
from ..model.inventory import RegisterRow
from ..model.rules import Rule
from .facts import Args, Facts, Hit, cell, fold, months_after, place
from .rows import MOST_PLACES


def phases_overlap(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find phases of the plan that begin before the one before them has ended."""
    dated = [
        (start, end, row)
        for row in facts.rows("REG-PLAN")
        if (start := day(cell(row, "start"))) and (end := day(cell(row, "end")))
    ]
    dated.sort(key=lambda one: (one[0], one[1], one[2].line))
    for (_, ended, before), (begun, _, row) in pairwise(dated):
        if begun < ended:
            args: Args = {"row": row.line, "other": before.line, "days": (ended - begun).days}
            yield Hit("REG-PLAN", args, (place(before), place(row)), key=str(row.line))


def signal_gap(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find stretches of a vehicle's track without a position, beyond its stated stops."""
    limit = rule.parameters["minutes"]
    tracks: dict[str, list[tuple[dt.datetime, RegisterRow]]] = defaultdict(list)
    for row in facts.rows("REG-GPS"):
        if at := moment(cell(row, "time")):
            tracks[fold(cell(row, "vehicle"))].append((at, row))
    for points in tracks.values():
        points.sort(key=lambda point: (point[0], point[1].line))
        for (then, before), (now, row) in pairwise(points):
            stopped = quantity(cell(before, "stop_minutes")) or 0
            silent = (now - then).total_seconds() / 60 - stopped
            if now.date() == then.date() and silent > limit:
                args: Args = {"row": row.line, "minutes": round(silent), "limit": limit}
                yield Hit("REG-GPS", args, (place(before), place(row)), key=str(row.line))


def consent_scope_exceeded(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find persons handed over whose consent on record does not cover it."""
    scopes = set(rule.parameters["scopes"])
    given: dict[str, set[str]] = defaultdict(set)
    for row in facts.rows("REG-CONSENT"):
        if cell(row, "subject") and not day(cell(row, "withdrawn")):
            given[fold(cell(row, "subject"))] |= set(several(cell(row, "scope")))
    bad = [
        row
        for row in facts.rows("REG-HANDOVER")
        if cell(row, "disposition") == "transfer"
        and (subject := fold(cell(row, "subject")))
        and given.get(subject)
        and not given[subject] & scopes
    ]
    if bad:
        args: Args = {"n": len(bad), "row": bad[0].line}
        yield Hit("REG-HANDOVER", args, tuple(map(place, bad[:MOST_PLACES])))


def topic_repeated(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find topics that people complain of again and again within a year."""
    since, least = months_after(facts.as_of, -rule.parameters["months"]), rule.parameters["least"]
    topics: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in facts.rows("REG-COMPLAINT"):
        if (on := day(cell(row, "date"))) and since <= on <= facts.as_of and cell(row, "topic"):
            topics[fold(cell(row, "topic"))].append(row)
    for rows in topics.values():
        if len(rows) >= least:
            args: Args = {"n": len(rows), "row": rows[0].line, "months": rule.parameters["months"]}
            where = tuple(map(place, rows[:MOST_PLACES]))
            yield Hit("REG-COMPLAINT", args, where, key=str(rows[0].line))


def asset_orphaned(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find things that were there before the move and that nobody has seen since."""
    event = facts.event
    after, before = rule.parameters["after_days"], rule.parameters["before_days"]
    if event is None or facts.as_of <= event + dt.timedelta(days=after):
        return
    gone = {cell(row, "asset") for row in facts.rows("REG-DESTR")}
    for asset in facts.inventory.assets:
        movable = asset.carrier in rule.parameters["carriers"]
        ended = asset.state in ("destroyed", "wiped") or asset.id in gone
        seen = asset.last_confirmed
        if movable and not ended and seen and seen < event - dt.timedelta(days=before):
            args: Args = {"name": asset.name, "last": seen, "event": event}
            yield Hit(asset.id, args, (place(asset),))


def seller_copy_kept(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find data sets handed over, or to be deleted, whose copy the seller still has."""
    event = facts.event
    if event is None or facts.as_of <= event + dt.timedelta(days=rule.parameters["days"]):
        return
    erased = {cell(r, "asset") for r in facts.rows("REG-DESTR") if cell(r, "certificate_no")}
    kept = {
        asset.id
        for row in facts.rows("REG-RETENTION")
        if cell(row, "basis") and (asset := facts.asset_called(cell(row, "data_set")))
    }
    told: set[str] = set()
    for row in facts.rows("REG-HANDOVER"):
        asset = facts.asset_called(cell(row, "data_set"))
        leaves = cell(row, "disposition") in ("transfer", "delete")
        if asset and leaves and asset.id not in erased | kept | told:
            told.add(asset.id)
            yield Hit(asset.id, {"name": asset.name, "event": event}, (place(row),))


def shared_beyond_need(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find kinds of data that go to a recipient though no activity with it names them."""
    needed: dict[str, set[str]] = defaultdict(set)
    for activity in facts.inventory.activities:
        for recipient in activity.recipients:
            needed[recipient] |= set(activity.data_kinds)
    found = {asset.id: {*asset.declared, *asset.found} for asset in facts.assets}
    for service in facts.inventory.services:
        if service.role not in rule.parameters["roles"] or not needed.get(service.vendor):
            continue
        held = {kind for asset in service.assets for kind in found.get(asset, ())}
        more = sorted(k for k in held - needed[service.vendor] if facts.personal(k))
        if more:
            args: Args = {
                "name": facts.vendor_by_id[service.vendor].name
                if service.vendor in facts.vendor_by_id
                else service.vendor,
                "service": service.id,
                "categories": tuple(f"category.{kind}" for kind in more),
            }
            yield Hit(service.vendor, args, (place(service),), key=service.id)


def move_not_told(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find a move that its customers were not told of in time."""
    event = facts.event
    if event is None or facts.as_of < event - dt.timedelta(days=rule.parameters["ask_from_days"]):
        return
    rows = [row for row in facts.rows("REG-NOTICE") if cell(row, "event") == "relocation"]
    sent = sorted(at for row in rows if (at := day(cell(row, "sent"))))
    if not sent or sent[0] > event:
        args: Args = {"event": event, "sent": sent[0] if sent else None}
        yield Hit("REG-NOTICE", args, tuple(map(place, rows[:MOST_PLACES])))


def notice_lacks(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find notices of a kind without an element that they must hold.

    Without `to` a notice is one to people.
    """
    event, to = rule.parameters["event"], rule.parameters.get("to", "people")
    for row in facts.rows("REG-NOTICE"):
        if cell(row, "event") != event or (cell(row, "to") or "people") != to:
            continue
        have = set(several(cell(row, "elements")))
        missing = [e for e in rule.parameters["elements"] if e not in have]
        if missing:
            told = tuple(f"REG-NOTICE.elements.{element}" for element in missing)
            args: Args = {"row": row.line, "n": len(missing), "elements": told}
            yield Hit("REG-NOTICE", args, (place(row),), key=str(row.line))


def awareness_not_repeated(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find topics tested once and never again, so that no trend can show."""
    days: dict[tuple[str, str], set[dt.date]] = defaultdict(set)
    first: dict[tuple[str, str], RegisterRow] = {}
    for row in facts.rows("REG-TEST"):
        if (on := day(cell(row, "date"))) and on <= facts.as_of:
            key = (fold(cell(row, "topic")), fold(cell(row, "department")))
            days[key].add(on)
            first.setdefault(key, row)
    months = rule.parameters["months"]
    bad = [
        first[key]
        for key, dates in days.items()
        if len(dates) == 1 and months_after(min(dates), months) < facts.as_of
    ]
    if bad:
        args: Args = {"n": len(bad), "row": bad[0].line, "months": months}
        yield Hit("REG-TEST", args, tuple(map(place, bad[:MOST_PLACES])))
