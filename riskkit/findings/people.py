"""Checks on people: rights of leavers, reviews, training, drills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..catalogue.spelling import mentions
from ..model.cells import day
from ..model.duties import Syllabus
from ..model.inventory import RegisterRow
from ..model.rules import Rule
from ..people import untaught
from .access import living_rights
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
        for row in living_rights(facts)
        if (at := day(cell(row, "reviewed")) or day(cell(row, "granted"))) is None
        or months_after(at, months) < facts.as_of
    ]
    if rows:
        args: Args = {"n": len(rows), "total": len(living_rights(facts)), "months": months}
        yield Hit("REG-ACCESS", args, tuple(map(place, rows[:MOST_PLACES])))


def training_low(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find too small a share of the people with access trained within the interval.

    Who should be trained: the holders of living rights and of posts. Nobody known, or no
    training register: nothing is said here.
    """
    months, least = rule.parameters["months"], rule.parameters["least"]
    people = {person(row, "person") for row in living_rights(facts)}
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


def syllabus_gap(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find what everybody must be taught and no course or test of the year names."""
    missing = untaught(facts.inventory, facts.knowledge, as_of=facts.as_of)
    if missing:
        rows = facts.rows("REG-TRAIN")[:MOST_PLACES]
        args: Args = {"n": len(missing), "elements": tuple(f"syllabus.{id}" for id in missing)}
        yield Hit("REG-TRAIN", args, tuple(map(place, rows)))


def specialist_untaught(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find holders of key posts whose own courses leave out what their post needs."""
    months = rule.parameters["months"]
    learnt: dict[str, list[str]] = {}
    for row in facts.rows("REG-TRAIN"):
        if (at := day(cell(row, "date"))) and at <= facts.as_of <= months_after(at, months):
            learnt.setdefault(person(row, "person"), []).append(cell(row, "course"))
    elements = [e for e in facts.knowledge.entries("syllabus").values() if e.posts]
    needed: dict[str, list[Syllabus]] = {}
    missing: dict[str, set[str]] = {}
    posts: dict[str, RegisterRow] = {}
    for row in (*facts.rows("REG-ROLE"), *living_rights(facts)):
        post, who = cell(row, "role"), person(row, "person")
        if post not in needed:
            needed[post] = [e for e in elements if mentions(post, e.posts)]
        for element in needed[post] if who else ():
            if not any(mentions(course, element.words) for course in learnt.get(who, ())):
                missing.setdefault(who, set()).add(element.id)
                posts.setdefault(who, row)
    if missing and facts.rows("REG-TRAIN"):
        lacking = [e.id for e in elements if any(e.id in ids for ids in missing.values())]
        args: Args = {"n": len(missing), "elements": tuple(f"syllabus.{id}" for id in lacking)}
        yield Hit("REG-TRAIN", args, tuple(map(place, list(posts.values())[:MOST_PLACES])))


def staff_nda_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find people with a right or a post and no confidentiality agreement of their own.

    One row for the whole staff covers everybody; a row for a team its named members only.
    """
    everybody = rule.parameters["everybody"]
    rows = facts.rows("REG-NDA")
    signed = [r for r in rows if cell(r, "kind") == "staff" and day(cell(r, "signed"))]
    if any(mentions(cell(row, "party"), everybody) for row in signed):
        return
    names = {person(row, "party") for row in signed}
    holders: dict[str, RegisterRow] = {}
    for row in (*facts.rows("REG-ROLE"), *living_rights(facts)):
        if who := person(row, "person"):
            holders.setdefault(who, row)
    without = [row for who, row in holders.items() if who not in names]
    if rows and without:
        args: Args = {"n": len(without), "total": len(holders)}
        yield Hit("REG-NDA", args, tuple(map(place, without[:MOST_PLACES])))


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
