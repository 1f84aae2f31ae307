"""Checks on backup and restore: places, encryption, age, and tests on both sides of the event."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from ..model.cells import day
from ..model.inventory import RegisterRow
from ..model.rules import Rule
from .facts import Args, Facts, Hit, cell, fold, place


def restore_missing_before(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find backed-up systems not restored successfully in the weeks before the event."""
    event, days = facts.event, rule.parameters["within_days"]
    if event is None or facts.as_of < event - dt.timedelta(days=rule.parameters["ask_from_days"]):
        return
    for rows in _untested(facts, event - dt.timedelta(days=days), event):
        yield _hit(facts, rows, {"event": event, "days": days}, key="before")


def restore_missing_after(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find backed-up systems not restored successfully once the event was over."""
    event, days = facts.event, rule.parameters["within_days"]
    if event is None or facts.as_of <= event + dt.timedelta(days=days):
        return
    for rows in _untested(facts, event, dt.date.max):
        yield _hit(facts, rows, {"event": event}, key="after")


def restore_failed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find restore tests that failed and were not passed since."""
    for rows in _by_system(facts, "REG-RESTORE").values():
        dated = sorted((at, row.line, row) for row in rows if (at := day(cell(row, "date"))))
        if dated and cell(dated[-1][2], "result") in rule.parameters["results"]:
            last = dated[-1][2]
            yield _hit(facts, [last], {"date": dated[-1][0]})


def restore_overdue(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems whose last successful restore is too long ago."""
    days = rule.parameters["days"]
    for rows in _by_system(facts, "REG-RESTORE").values():
        passed = [at for row in rows if _passed(row) and (at := day(cell(row, "date")))]
        if passed and (facts.as_of - max(passed)).days > days:
            yield _hit(facts, rows, {"date": max(passed), "days": days})


def restore_never(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find backed-up systems of which no restore has ever succeeded."""
    tests = _by_system(facts, "REG-RESTORE")
    for system, rows in _by_system(facts, "REG-BACKUP").items():
        dates = [day(cell(row, "date")) for row in tests.get(system, []) if _passed(row)]
        if not any(at and at <= facts.as_of for at in dates):
            yield _hit(facts, rows, {"n": len(rows)})


def one_place(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems all of whose backups lie in one place."""
    for rows in _by_system(facts, "REG-BACKUP").values():
        sites = {cell(row, "site") for row in rows} - {""}
        places = {fold(cell(row, "location")) for row in rows}
        if len(places) < 2 or (sites and sites == {"local"}):
            yield _hit(facts, rows, {"n": len(rows)})


def backup_old(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems whose newest backup on the event day was, or would be, too old."""
    days, event = rule.parameters["days"], facts.event
    if event is None or facts.as_of < event:
        return
    for rows in _by_system(facts, "REG-BACKUP").values():
        taken = [at for row in rows if (at := day(cell(row, "time"))) and at <= event]
        if not taken or (event - max(taken)).days > days:
            newest = max(taken, default=None)
            yield _hit(facts, rows, {"date": newest, "days": days, "event": event})


def _untested(facts: Facts, start: dt.date, end: dt.date) -> Iterator[list[RegisterRow]]:
    """Yield the rows of each system without a passed restore between two days."""
    tests = _by_system(facts, "REG-RESTORE")
    systems = {**tests, **_by_system(facts, "REG-BACKUP")}
    for key, rows in systems.items():
        dates = [day(cell(row, "date")) for row in tests.get(key, []) if _passed(row)]
        if not any(at and start <= at <= end for at in dates):
            yield rows


def _passed(row: RegisterRow) -> bool:
    return cell(row, "result") == "passed"


def _by_system(facts: Facts, register: str) -> dict[str, list[RegisterRow]]:
    systems: dict[str, list[RegisterRow]] = defaultdict(list)
    for word, rows in facts.grouped(register, "system").items():
        asset = facts.asset_called(word)
        systems[asset.id if asset else word] += rows
    return systems


def _hit(facts: Facts, rows: list[RegisterRow], args: Args, *, key: str = "") -> Hit:
    asset = facts.asset_called(cell(rows[0], "system"))
    where = tuple(map(place, rows[:20]))
    if asset:
        return Hit(asset.id, {"system": asset.name, **args}, where, key)
    return Hit("BACKUP", {"system": place(rows[0]), **args}, where, f"{key}{rows[0].line}")
