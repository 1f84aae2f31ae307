"""Checks on single register rows, written as matches: which cells are filled, equal, past, low.

A rule names a register and the conditions that all must hold for a row to be at fault:

============  ==============================================================================
condition     holds when
============  ==============================================================================
filled        every one of these columns holds something
empty         every one of these columns is empty
any_empty     at least one of these columns is empty
equals        the column holds one of the listed values
not_equals    the column holds none of the listed values, or nothing
past          the day in the column is before the day assessed
older         the day in the column is more than so many days before the day assessed
below, above  the number in the column is under, or over, the limit
differ        both columns are filled and do not say the same
same          both columns are filled and say the same
after         the time in the first column is later than the time in the second
beyond        the first choice is stronger than the second, in the order given
short_of      the first choice is weaker than the second, in the order given
late          the second column is more than so many hours after the first, or still empty
after_event   the event day is known and past
off_hours     the time in the column is not between two hours of the day
============  ==============================================================================
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from ..model.cells import day, moment, quantity, several
from ..model.inventory import RegisterRow
from ..model.rules import Rule
from .facts import Args, Facts, Hit, cell, fold, months_after, person, place

MOST_PLACES = 20
"""How many rows a finding lists; it counts them all."""


def rows_that(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find the rows of a register that meet all conditions of the rule.

    They make one finding together; with `each`, one finding a row while they are few, about
    the asset that the column `subject` names.
    """
    register, where = rule.parameters["register"], rule.parameters["where"]
    rows = facts.rows(register)
    bad = [row for row in rows if _meets(facts, row, where)]
    more = _limits(where)
    if bad and not (rule.parameters.get("each") and len(bad) <= MOST_PLACES):
        yield _hit(register, bad, total=len(rows), more=more)
        return
    for row in bad:
        asset = facts.asset_called(cell(row, rule.parameters.get("subject", "")))
        hit = _hit(register, [row], str(row.line), len(rows), more)
        yield replace(hit, subject=asset.id) if asset else hit


def _limits(where: dict[str, Any]) -> Args:
    """Return the numbers of the conditions, so that the sentence says what the rule says."""
    limits: Args = {}
    for name in ("above", "below", "older"):
        for limit in where.get(name, {}).values():
            limits["limit"] = limit
    if late := where.get("late"):
        limits["limit"] = late["hours"]
    if hours := where.get("off_hours"):
        limits |= {"start": hours["from"], "end": hours["to"]}
    return limits


def same_person(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find work that was checked by the person who did it, in any register."""
    for pair in rule.parameters["pairs"]:
        register, doing, checking = pair["register"], pair["doing"], pair["checking"]
        rows = facts.rows(register)
        bad = [
            row
            for row in rows
            if person(row, doing) and person(row, doing) == person(row, checking)
        ]
        if bad:
            yield _hit(register, bad, "", len(rows))
    yield from _same_post_holder(facts)


def repeated(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find values that must be unique and stand in several rows."""
    register, column = rule.parameters["register"], rule.parameters["column"]
    first: dict[str, RegisterRow] = {}
    again: dict[str, list[RegisterRow]] = {}
    for row in facts.rows(register):
        value = fold(cell(row, column))
        if value and value in first:
            again.setdefault(value, [first[value]]).append(row)
        elif value:
            first[value] = row
    for rows in again.values():
        yield _hit(register, rows, str(rows[0].line), len(facts.rows(register)))


def values_uncovered(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find values a register should name somewhere and never does."""
    register, column = rule.parameters["register"], rule.parameters["column"]
    rows = facts.rows(register)
    have = {value for row in rows for value in several(cell(row, column))}
    if rule.parameters.get("if_filled") and not have:
        return
    missing = tuple(v for v in rule.parameters["values"] if v not in have)
    if rows and missing:
        args: Args = {
            "n": len(missing),
            "values": tuple(f"{register}.{column}.{value}" for value in missing),
        }
        yield Hit(register, args, tuple(map(place, rows[:MOST_PLACES])))


def newest_old(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find registers in which nothing was entered for too long."""
    register, months = rule.parameters["register"], rule.parameters["months"]
    where = rule.parameters.get("where", {})
    rows = [row for row in facts.rows(register) if _meets(facts, row, where)]
    days = [at for row in rows if (at := day(cell(row, rule.parameters["column"])))]
    past = [at for at in days if at <= facts.as_of]
    if past and months_after(max(past), months) < facts.as_of:
        yield Hit(register, {"last": max(past), "months": months}, (place(rows[-1]),))


def _same_post_holder(facts: Facts) -> Iterator[Hit]:
    doing: dict[str, RegisterRow] = {}
    rows = facts.rows("REG-ROLE")
    for row in rows:
        if cell(row, "duty") == "execute":
            doing[person(row, "person")] = row
    for row in rows:
        holder = person(row, "person")
        if cell(row, "duty") == "verify" and holder and holder in doing:
            yield _hit("REG-ROLE", [doing[holder], row], str(row.line), len(rows))


def _hit(
    register: str,
    rows: list[RegisterRow],
    key: str = "",
    total: int = 0,
    more: Args | None = None,
) -> Hit:
    args: Args = {
        "register": f"register.{register}",
        "row": rows[0].line,
        "n": len(rows),
        "total": total,
        **(more or {}),
    }
    return Hit(register, args, tuple(map(place, rows[:MOST_PLACES])), key=key)


def _meets(facts: Facts, row: RegisterRow, where: dict[str, Any]) -> bool:
    return all(CONDITIONS[name](facts, row, wanted) for name, wanted in where.items())


def _same(a: str, b: str) -> bool:
    return bool(a) and fold(a) == fold(b)


def _differ(a: str, b: str) -> bool:
    x, y = quantity(a), quantity(b)
    if x is not None and y is not None:
        return x != y
    return bool(a and b) and fold(a) != fold(b)


def _older(facts: Facts, row: RegisterRow, columns: dict[str, int]) -> bool:
    days = ((day(cell(row, column)), limit) for column, limit in columns.items())
    return all(at is not None and (facts.as_of - at).days > limit for at, limit in days)


def _after(facts: Facts, row: RegisterRow, pair: list[str]) -> bool:
    late, early = (moment(cell(row, column)) for column in pair)
    return late is not None and early is not None and late > early


def _rank(row: RegisterRow, wanted: dict[str, Any]) -> tuple[int, int] | None:
    order, pair = wanted["order"], [cell(row, column) for column in wanted["columns"]]
    if not all(one in order for one in pair):
        return None
    return (order.index(pair[0]), order.index(pair[1]))


def _beyond(facts: Facts, row: RegisterRow, wanted: dict[str, Any]) -> bool:
    ranks = _rank(row, wanted)
    return ranks is not None and ranks[0] > ranks[1]


def _short_of(facts: Facts, row: RegisterRow, wanted: dict[str, Any]) -> bool:
    ranks = _rank(row, wanted)
    return ranks is not None and ranks[0] < ranks[1]


def _late(facts: Facts, row: RegisterRow, wanted: dict[str, Any]) -> bool:
    start, end = moment(cell(row, wanted["from"])), moment(cell(row, wanted["to"]))
    if start is None:
        return False
    until = end or dt.datetime.combine(facts.as_of, dt.time())
    return until - start > dt.timedelta(hours=wanted["hours"])


def _below(facts: Facts, row: RegisterRow, limits: dict[str, float]) -> bool:
    values = ((quantity(cell(row, column)), limit) for column, limit in limits.items())
    return all(value is not None and value < limit for value, limit in values)


def _past(facts: Facts, row: RegisterRow, columns: list[str]) -> bool:
    return all((at := day(cell(row, c))) is not None and at < facts.as_of for c in columns)


def _among(facts: Facts, row: RegisterRow, wanted: dict[str, list[str]]) -> bool:
    return all(
        any(held == fold(value) for value in values)
        for column, values in wanted.items()
        for held in (fold(cell(row, column)),)
    )


def _above(facts: Facts, row: RegisterRow, limits: dict[str, float]) -> bool:
    values = ((quantity(cell(row, column)), limit) for column, limit in limits.items())
    return all(value is not None and value > limit for value, limit in values)


def _off_hours(facts: Facts, row: RegisterRow, wanted: dict[str, Any]) -> bool:
    at = moment(cell(row, wanted["column"]))
    return (
        at is not None and at.time() != dt.time() and not wanted["from"] <= at.hour < wanted["to"]
    )


CONDITIONS: dict[str, Callable[[Facts, RegisterRow, Any], bool]] = {
    "filled": lambda _, row, columns: all(cell(row, c) for c in columns),
    "empty": lambda _, row, columns: not any(cell(row, c) for c in columns),
    "any_empty": lambda _, row, columns: not all(cell(row, c) for c in columns),
    "equals": _among,
    "not_equals": lambda facts, row, wanted: not _among(facts, row, wanted),
    "past": _past,
    "older": _older,
    "below": _below,
    "above": _above,
    "differ": lambda _, row, pair: _differ(*(cell(row, c) for c in pair)),
    "same": lambda _, row, pair: _same(*(cell(row, c) for c in pair)),
    "after": _after,
    "beyond": _beyond,
    "short_of": _short_of,
    "late": _late,
    "off_hours": _off_hours,
    "after_event": lambda facts, _, wanted: (
        bool(facts.event and facts.event < facts.as_of) is wanted
    ),
}
