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
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from ..catalogue import spelling
from ..model.cells import day, moment, quantity, several
from ..model.register_table import RegisterTable
from ..model.rules import Rule
from .facts import Args, Facts, Hit, fold, months_after

MOST_PLACES = 20
"""How many rows a finding lists; it counts them all."""

Test = Callable[[int], bool]
"""Says whether the row at a place is at fault."""
Condition = Callable[[Facts, RegisterTable, Any], Test]


def rows_that(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find the rows of a register that meet all conditions of the rule.

    They make one finding together; with `each`, one finding a row while they are few, about
    the asset that the column `subject` names.
    """
    register, where = rule.parameters["register"], rule.parameters["where"]
    rows = facts.rows(register)
    bad = _meeting(facts, rows, where)
    more = _limits(where)
    if bad and not (rule.parameters.get("each") and len(bad) <= MOST_PLACES):
        yield told(register, rows, bad, more=more)
        return
    for at in bad:
        asset = facts.asset_called(rows.cell(at, rule.parameters.get("subject", "")))
        hit = told(register, rows, [at], key=str(rows.lines[at]), more=more)
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
        rows = facts.rows(pair["register"])
        both = rows.read(
            (pair["doing"], spelling.same_person), (pair["checking"], spelling.same_person)
        )
        bad = [at for at, does, checks in both if does and does == checks]
        if bad:
            yield told(pair["register"], rows, bad)
    yield from _same_post_holder(facts)


def repeated(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find values that must be unique and stand in several rows."""
    register, column = rule.parameters["register"], rule.parameters["column"]
    rows = facts.rows(register)
    twice = [held for held in facts.grouped(register, column).values() if len(held) > 1]
    for held in sorted(twice, key=itemgetter(1)):
        yield told(register, rows, held, key=str(rows.lines[held[0]]))


def values_uncovered(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find values a register should name somewhere and never does."""
    register, column = rule.parameters["register"], rule.parameters["column"]
    rows = facts.rows(register)
    have = {value for text in rows.column(column).texts for value in several(text)}
    if rule.parameters.get("if_filled") and not have:
        return
    missing = tuple(v for v in rule.parameters["values"] if v not in have)
    if rows and missing:
        args: Args = {
            "n": len(missing),
            "values": tuple(f"{register}.{column}.{value}" for value in missing),
        }
        yield Hit(register, args, places(rows, range(len(rows))))


def newest_old(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find registers in which nothing was entered for too long."""
    register, months = rule.parameters["register"], rule.parameters["months"]
    where = rule.parameters.get("where", {})
    rows = facts.rows(register)
    meeting = _meeting(facts, rows, where)
    held, days = rows.column(rule.parameters["column"]), {}
    for at in meeting:
        days[held.codes[at]] = at
    read = held.read(day)
    past = [on for code in days if (on := read[code]) and on <= facts.as_of]
    if past and months_after(max(past), months) < facts.as_of:
        yield Hit(register, {"last": max(past), "months": months}, (rows.place(meeting[-1]),))


def _same_post_holder(facts: Facts) -> Iterator[Hit]:
    rows = facts.rows("REG-ROLE")
    doing: dict[str, int] = {}
    checking: list[tuple[int, str]] = []
    for at, duty, holder in rows.read(("duty", str), ("person", spelling.same_person)):
        if duty == "execute":
            doing[holder] = at
        elif duty == "verify" and holder:
            checking.append((at, holder))
    for at, holder in checking:
        if holder in doing:
            both = [doing[holder], at]
            yield told("REG-ROLE", rows, both, key=str(rows.lines[at]))


def told(
    register: str,
    rows: RegisterTable,
    bad: Sequence[int],
    *,
    key: str = "",
    more: Args | None = None,
) -> Hit:
    """Return the hit of the rows at some places: how many, of how many, the first, where."""
    args: Args = {
        "register": f"register.{register}",
        "row": rows.lines[bad[0]],
        "n": len(bad),
        "total": len(rows),
        **(more or {}),
    }
    return Hit(register, args, places(rows, bad), key=key)


def places(rows: RegisterTable, at: Sequence[int]) -> tuple[str, ...]:
    """Return where the first of some rows stand, as file and line."""
    return tuple(map(rows.place, at[:MOST_PLACES]))


def _meeting(facts: Facts, rows: RegisterTable, where: Mapping[str, Any]) -> list[int]:
    """Return the places of the rows that meet all conditions."""
    left: Sequence[int] = range(len(rows))
    for name, wanted in where.items():
        left = list(filter(CONDITIONS[name](facts, rows, wanted), left)) if left else left
    return list(left)


def _cell(
    rows: RegisterTable,
    column: str,
    test: Callable[[Any], bool],
    reading: Callable[[str], Any] = str,
) -> Test:
    """Return the test of a row by one of its cells, which asks once for each different text."""
    held = rows.column(column)
    good, codes = [test(value) for value in held.read(reading)], held.codes
    return lambda at: good[codes[at]]


def _all(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda at: all(test(at) for test in tests)


def _each_of(rows: RegisterTable, columns: Iterable[str], test: Callable[[str], bool]) -> Test:
    return _all([_cell(rows, column, test) for column in columns])


def _pair(
    rows: RegisterTable, columns: Sequence[str], reading: Callable[[str], Any]
) -> Callable[[int], tuple[Any, Any]]:
    """Return what a reading makes of two cells of a row."""
    one, other = (rows.column(column) for column in columns)
    read, others = one.read(reading), other.read(reading)
    return lambda at: (read[one.codes[at]], others[other.codes[at]])


def _same(facts: Facts, rows: RegisterTable, pair: list[str]) -> Test:
    both = _pair(rows, pair, fold)
    return lambda at: (two := both(at))[0] != "" and two[0] == two[1]


def _differ(facts: Facts, rows: RegisterTable, pair: list[str]) -> Test:
    words, numbers = _pair(rows, pair, fold), _pair(rows, pair, quantity)

    def test(at: int) -> bool:
        x, y = numbers(at)
        if x is not None and y is not None:
            return bool(x != y)
        a, b = words(at)
        return bool(a and b) and a != b

    return test


def _older(facts: Facts, rows: RegisterTable, columns: dict[str, int]) -> Test:
    def by(days: int) -> Callable[[dt.date | None], bool]:
        limit = facts.as_of - dt.timedelta(days=days)
        return lambda on: on is not None and on < limit

    return _all([_cell(rows, column, by(days), day) for column, days in columns.items()])


def _after(facts: Facts, rows: RegisterTable, pair: list[str]) -> Test:
    both = _pair(rows, pair, moment)

    def test(at: int) -> bool:
        late, early = both(at)
        return late is not None and early is not None and late > early

    return test


def _by_rank(compare: Callable[[int, int], bool]) -> Condition:
    def condition(facts: Facts, rows: RegisterTable, wanted: dict[str, Any]) -> Test:
        order = {word: rank for rank, word in enumerate(wanted["order"])}
        both = _pair(rows, wanted["columns"], str)

        def test(at: int) -> bool:
            one, other = both(at)
            return one in order and other in order and compare(order[one], order[other])

        return test

    return condition


def _late(facts: Facts, rows: RegisterTable, wanted: dict[str, Any]) -> Test:
    both = _pair(rows, [wanted["from"], wanted["to"]], moment)
    today, longest = dt.datetime.combine(facts.as_of, dt.time()), dt.timedelta(wanted["hours"] / 24)

    def test(at: int) -> bool:
        start, end = both(at)
        return start is not None and (end or today) - start > longest

    return test


def _compared(compare: Callable[[float, float], bool]) -> Condition:
    def condition(facts: Facts, rows: RegisterTable, limits: dict[str, float]) -> Test:
        def by(limit: float) -> Callable[[str], bool]:
            return lambda text: (n := quantity(text)) is not None and compare(n, limit)

        return _all([_cell(rows, column, by(limit)) for column, limit in limits.items()])

    return condition


def _past(facts: Facts, rows: RegisterTable, columns: list[str]) -> Test:
    def over(on: dt.date | None) -> bool:
        return on is not None and on < facts.as_of

    return _all([_cell(rows, column, over, day) for column in columns])


def _among(facts: Facts, rows: RegisterTable, wanted: dict[str, list[str]]) -> Test:
    tests = []
    for column, values in wanted.items():
        folded = {fold(value) for value in values}
        tests.append(_cell(rows, column, lambda text, folded=folded: fold(text) in folded))  # type: ignore[misc]
    return _all(tests)


def _not_among(facts: Facts, rows: RegisterTable, wanted: dict[str, list[str]]) -> Test:
    among = _among(facts, rows, wanted)
    return lambda at: not among(at)


def _off_hours(facts: Facts, rows: RegisterTable, wanted: dict[str, Any]) -> Test:
    def off(text: str) -> bool:
        at = moment(text)
        told_time = at is not None and at.time() != dt.time()
        return told_time and not wanted["from"] <= at.hour < wanted["to"]  # type: ignore[union-attr]

    return _cell(rows, wanted["column"], off)


def _any_empty(facts: Facts, rows: RegisterTable, columns: list[str]) -> Test:
    filled = _each_of(rows, columns, bool)
    return lambda at: not filled(at)


def _after_event(facts: Facts, rows: RegisterTable, wanted: bool) -> Test:
    over = bool(facts.event and facts.event < facts.as_of)
    return lambda at: over is wanted


CONDITIONS: dict[str, Condition] = {
    "filled": lambda _, rows, columns: _each_of(rows, columns, bool),
    "empty": lambda _, rows, columns: _each_of(rows, columns, operator.not_),
    "any_empty": _any_empty,
    "equals": _among,
    "not_equals": _not_among,
    "past": _past,
    "older": _older,
    "below": _compared(operator.lt),
    "above": _compared(operator.gt),
    "differ": _differ,
    "same": _same,
    "after": _after,
    "beyond": _by_rank(operator.gt),
    "short_of": _by_rank(operator.lt),
    "late": _late,
    "off_hours": _off_hours,
    "after_event": _after_event,
}
