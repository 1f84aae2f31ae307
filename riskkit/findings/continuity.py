"""Checks on backup and restore: places, encryption, age, and tests on both sides of the event."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..model.cells import day
from ..model.register_table import RegisterTable
from ..model.rules import Rule
from .facts import Args, Facts, Hit, fold
from .rows import places


def restore_missing_before(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find backed-up systems not restored successfully in the weeks before the event."""
    event, days = facts.event, rule.parameters["within_days"]
    if event is None or facts.as_of < event - dt.timedelta(days=rule.parameters["ask_from_days"]):
        return
    for held in _untested(facts, event - dt.timedelta(days=days), event):
        yield _hit(facts, held, {"event": event, "days": days}, key="before")


def restore_missing_after(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find backed-up systems not restored successfully once the event was over."""
    event, days = facts.event, rule.parameters["within_days"]
    if event is None or facts.as_of <= event + dt.timedelta(days=days):
        return
    for held in _untested(facts, event, dt.date.max):
        yield _hit(facts, held, {"event": event}, key="after")


def restore_failed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find restore tests that failed and were not passed since."""
    rows = facts.rows("REG-RESTORE")
    on, results = list(rows.column("date").each(day)), list(rows.column("result").each(str))
    for held in _by_system(facts, "REG-RESTORE").values():
        dated = [(on[at], rows.lines[at], at) for at in held.at if on[at]]
        if dated and results[(last := max(dated))[2]] in rule.parameters["results"]:
            yield _hit(facts, _Held(rows, [last[2]]), {"date": last[0]})


def restore_overdue(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems whose last successful restore is too long ago."""
    days, passed = rule.parameters["days"], _passed(facts)
    for held in _by_system(facts, "REG-RESTORE").values():
        last = max((on for at in held.at if (on := passed[at])), default=None)
        if last and (facts.as_of - last).days > days:
            yield _hit(facts, held, {"date": last, "days": days})


def restore_never(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find backed-up systems of which no restore has ever succeeded."""
    tests, passed = _by_system(facts, "REG-RESTORE"), _passed(facts)
    for system, held in _by_system(facts, "REG-BACKUP").items():
        dates = [passed[at] for at in tests[system].at] if system in tests else []
        if not any(on and on <= facts.as_of for on in dates):
            yield _hit(facts, held, {"n": len(held.at)})


def one_place(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems all of whose backups lie in one place."""
    rows = facts.rows("REG-BACKUP")
    site, location = list(rows.column("site").each(str)), list(rows.column("location").each(fold))
    for held in _by_system(facts, "REG-BACKUP").values():
        sites = {site[at] for at in held.at} - {""}
        if len({location[at] for at in held.at}) < 2 or sites == {"local"}:
            yield _hit(facts, held, {"n": len(held.at)})


def backup_old(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems whose newest backup on the event day was, or would be, too old."""
    days, event = rule.parameters["days"], facts.event
    if event is None or facts.as_of < event:
        return
    taken = list(facts.rows("REG-BACKUP").column("time").each(day))
    for held in _by_system(facts, "REG-BACKUP").values():
        newest = max((on for at in held.at if (on := taken[at]) and on <= event), default=None)
        if newest is None or (event - newest).days > days:
            yield _hit(facts, held, {"date": newest, "days": days, "event": event})


class _Held(NamedTuple):
    """The rows of one system: a register and places in it."""

    rows: RegisterTable
    at: list[int]


def _untested(facts: Facts, start: dt.date, end: dt.date) -> Iterator[_Held]:
    """Yield the rows of each system without a passed restore between two days."""
    tests, passed = _by_system(facts, "REG-RESTORE"), _passed(facts)
    for system, held in {**tests, **_by_system(facts, "REG-BACKUP")}.items():
        dates = [passed[at] for at in tests[system].at] if system in tests else []
        if not any(on and start <= on <= end for on in dates):
            yield held


def _passed(facts: Facts) -> list[dt.date | None]:
    """Return the day of each restore test that was passed, None for the others."""
    rows = facts.rows("REG-RESTORE").read(("date", day), ("result", str))
    return [on if result == "passed" else None for _, on, result in rows]


def _by_system(facts: Facts, register: str) -> dict[str, _Held]:
    systems: dict[str, list[int]] = defaultdict(list)
    for word, at in facts.grouped(register, "system").items():
        systems[facts.system(word)] += at
    return {system: _Held(facts.rows(register), at) for system, at in systems.items()}


def _hit(facts: Facts, held: _Held, args: Args, *, key: str = "") -> Hit:
    first = held.at[0]
    asset = facts.asset_called(held.rows.cell(first, "system"))
    where = places(held.rows, held.at)
    if asset:
        return Hit(asset.id, {"system": asset.name, **args}, where, key)
    args = {"system": held.rows.place(first), **args}
    return Hit("BACKUP", args, where, f"{key}{held.rows.lines[first]}")
