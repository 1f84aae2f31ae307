"""Checks on people: rights of leavers, reviews, training, drills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.cells import day
from ..model.inventory import RegisterRow
from ..model.rules import Rule
from .facts import Args, Facts, Hit, cell, months_after, person, place
from .rows import MOST_PLACES


def leaver_active(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find rights that outlived the day their holder left."""
    grace = dt.timedelta(days=rule.parameters["grace_days"])
    left_on = _leaving_days(facts)
    rows = []
    for row in facts.rows("REG-ACCESS"):
        left = left_on.get(person(row, "person"))
        ended = day(cell(row, "ended"))
        if left and left + grace < facts.as_of and (ended is None or ended > left + grace):
            rows.append(row)
    if rows:
        still = sum(not day(cell(row, "ended")) for row in rows)
        args: Args = {"n": len(rows), "still": still}
        yield Hit("REG-ACCESS", args, tuple(map(place, rows[:MOST_PLACES])))


def review_overdue(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find living rights nobody reviewed in time."""
    months = rule.parameters["months"]
    rows = [
        row
        for row in _living_rights(facts)
        if (at := day(cell(row, "reviewed")) or day(cell(row, "granted"))) is None
        or months_after(at, months) < facts.as_of
    ]
    if rows:
        args: Args = {"n": len(rows), "total": len(_living_rights(facts)), "months": months}
        yield Hit("REG-ACCESS", args, tuple(map(place, rows[:MOST_PLACES])))


def training_low(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find too small a share of the people with access trained within the interval.

    Who should be trained: the holders of living rights and of posts. Nobody known, or no
    training register: nothing is said here.
    """
    months, least = rule.parameters["months"], rule.parameters["least"]
    people = {person(row, "person") for row in _living_rights(facts)}
    people |= {person(row, "person") for row in facts.rows("REG-ROLE")}
    people -= {""}
    trained = {
        person(row, "person")
        for row in facts.rows("REG-TRAIN")
        if (at := day(cell(row, "date"))) and months_after(at, months) >= facts.as_of >= at
    }
    if people and facts.rows("REG-TRAIN"):
        share = len(people & trained) / len(people)
        if share < least:
            yield Hit(
                "REG-TRAIN",
                {
                    "n": len(people & trained),
                    "total": len(people),
                    "share": share,
                    "months": months,
                },
            )


def drill_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find scenarios of incident that were never rehearsed."""
    needed = rule.parameters["scenarios"].get(facts.scenario, ())
    rows = facts.rows("REG-DRILL")
    done = {
        cell(row, "scenario")
        for row in rows
        if (at := day(cell(row, "date"))) and at <= facts.as_of
    }
    missing = tuple(f"REG-DRILL.scenario.{scenario}" for scenario in needed if scenario not in done)
    if rows and missing:
        args: Args = {"n": len(missing), "scenarios": missing}
        yield Hit("REG-DRILL", args, tuple(map(place, rows[:MOST_PLACES])))


def _leaving_days(facts: Facts) -> dict[str, dt.date]:
    days: dict[str, dt.date] = {}
    for row in facts.rows("REG-ACCESS"):
        if left := day(cell(row, "left_at")):
            who = person(row, "person")
            days[who] = min(left, days.get(who, left))
    return days


def _living_rights(facts: Facts) -> list[RegisterRow]:
    return [
        row
        for row in facts.rows("REG-ACCESS")
        if (ended := day(cell(row, "ended"))) is None or ended > facts.as_of
    ]
