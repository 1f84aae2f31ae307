"""Checks that only a join of registers can make: people, rights, plans, copies, notices."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ..model.cells import day, moment, quantity, several
from ..model.rules import Rule
from .facts import Args, Facts, Hit, fold, months_after, place
from .rows import places

MOVE = "relocation"


def phases_overlap(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find phases of the plan that begin before the one before them has ended."""
    rows = facts.rows("REG-PLAN")
    dated = [
        (start, end, at)
        for at, start, end in rows.read(("start", day), ("end", day))
        if start and end
    ]
    for (_, ended, before), (begun, _, after) in pairwise(sorted(dated)):
        if begun < ended:
            line, other = rows.lines[after], rows.lines[before]
            args: Args = {"row": line, "other": other, "days": (ended - begun).days}
            yield Hit("REG-PLAN", args, places(rows, (before, after)), key=str(line))


def signal_gap(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find stretches of a vehicle's track without a position, beyond its stated stops."""
    limit = rule.parameters["minutes"]
    rows = facts.rows("REG-GPS")
    tracks: dict[str, list[tuple[dt.datetime, int, float]]] = defaultdict(list)
    for at, vehicle, time, stop in rows.read(
        ("vehicle", fold), ("time", moment), ("stop_minutes", quantity)
    ):
        if time:
            tracks[vehicle].append((time, at, stop or 0))
    for points in tracks.values():
        points.sort()
        for (then, before, stopped), (now, after, _) in pairwise(points):
            silent = (now - then).total_seconds() / 60 - stopped
            if silent > limit and now.date() == then.date():
                line = rows.lines[after]
                args: Args = {"row": line, "minutes": round(silent), "limit": limit}
                yield Hit("REG-GPS", args, places(rows, (before, after)), key=str(line))


def consent_scope_exceeded(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find persons handed over whose consent on record does not cover it."""
    scopes = set(rule.parameters["scopes"])
    given: dict[str, set[str]] = defaultdict(set)
    consents = facts.rows("REG-CONSENT").read(
        ("subject", fold), ("withdrawn", day), ("scope", several)
    )
    for _, subject, withdrawn, scope in consents:
        if subject and not withdrawn:
            given[subject].update(scope)
    rows = facts.rows("REG-HANDOVER")
    bad = [
        at
        for at, fate, subject in rows.read(("disposition", str), ("subject", fold))
        if fate == "transfer" and given.get(subject) and not given[subject] & scopes
    ]
    if bad:
        args: Args = {"n": len(bad), "row": rows.lines[bad[0]]}
        yield Hit("REG-HANDOVER", args, places(rows, bad))


def topic_repeated(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find topics that people complain of again and again within a year."""
    since, least = months_after(facts.as_of, -rule.parameters["months"]), rule.parameters["least"]
    rows = facts.rows("REG-COMPLAINT")
    topics: dict[str, list[int]] = defaultdict(list)
    for at, on, topic in rows.read(("date", day), ("topic", fold)):
        if on and topic and since <= on <= facts.as_of:
            topics[topic].append(at)
    for held in topics.values():
        if len(held) >= least:
            first, months = rows.lines[held[0]], rule.parameters["months"]
            args: Args = {"n": len(held), "row": first, "months": months}
            yield Hit("REG-COMPLAINT", args, places(rows, held), key=str(first))


def asset_orphaned(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find things that were there before the move and that nobody has seen since."""
    event = facts.event
    after, before = rule.parameters["after_days"], rule.parameters["before_days"]
    if event is None or facts.as_of <= event + dt.timedelta(days=after):
        return
    gone = set(facts.rows("REG-DESTR").column("asset").texts)
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
    destroyed = facts.rows("REG-DESTR").read(("asset", str), ("certificate_no", bool))
    erased = {asset for _, asset, certified in destroyed if certified}
    schedule = facts.rows("REG-RETENTION").read(("data_set", facts.asset_called), ("basis", bool))
    kept = {asset.id for _, asset, basis in schedule if basis and asset}
    told: set[str] = set()
    rows = facts.rows("REG-HANDOVER")
    for at, asset, fate in rows.read(("data_set", facts.asset_called), ("disposition", str)):
        if asset and fate in ("transfer", "delete") and asset.id not in erased | kept | told:
            told.add(asset.id)
            yield Hit(asset.id, {"name": asset.name, "event": event}, (rows.place(at),))


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
    rows = facts.rows("REG-NOTICE")
    notices = [(at, on) for at, of, on in rows.read(("event", str), ("sent", day)) if of == MOVE]
    sent = min((on for _, on in notices if on), default=None)
    if sent is None or sent > event:
        args: Args = {"event": event, "sent": sent}
        yield Hit("REG-NOTICE", args, places(rows, [at for at, _ in notices]))


def notice_lacks(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find notices of a kind without an element that they must hold.

    Without `to` a notice is one to people.
    """
    event, to = rule.parameters["event"], rule.parameters.get("to", "people")
    rows = facts.rows("REG-NOTICE")
    for at, of, whom, have in rows.read(("event", str), ("to", str), ("elements", several)):
        if of != event or (whom or "people") != to:
            continue
        missing = [e for e in rule.parameters["elements"] if e not in have]
        if missing:
            line = rows.lines[at]
            told = tuple(f"REG-NOTICE.elements.{element}" for element in missing)
            args: Args = {"row": line, "n": len(missing), "elements": told}
            yield Hit("REG-NOTICE", args, (rows.place(at),), key=str(line))


def awareness_not_repeated(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find topics tested once and never again, so that no trend can show."""
    days: dict[tuple[str, str], set[dt.date]] = defaultdict(set)
    first: dict[tuple[str, str], int] = {}
    rows = facts.rows("REG-TEST")
    for at, on, *key in rows.read(("date", day), ("topic", fold), ("department", fold)):
        if on and on <= facts.as_of:
            topic, group = key
            days[topic, group].add(on)
            first.setdefault((topic, group), at)
    months = rule.parameters["months"]
    bad = [
        first[key]
        for key, dates in days.items()
        if len(dates) == 1 and months_after(min(dates), months) < facts.as_of
    ]
    if bad:
        args: Args = {"n": len(bad), "row": rows.lines[bad[0]], "months": months}
        yield Hit("REG-TEST", args, places(rows, bad))
