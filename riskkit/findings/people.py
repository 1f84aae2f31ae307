"""Checks on people: rights of leavers, reviews, training, drills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from ..catalogue.spelling import mentions, same_person
from ..model.cells import day
from ..model.duties import Syllabus
from ..model.register_table import RegisterTable
from ..model.rules import Rule
from ..people import untaught
from .access import living_rights
from .facts import Args, Facts, Hit, months_after, place
from .rows import MOST_PLACES, places


def leaver_active(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find rights that outlived the day their holder left."""
    grace = dt.timedelta(days=rule.parameters["grace_days"])
    rights = facts.rows("REG-ACCESS")
    left_on = _leaving_days(facts)
    bad, still = [], 0
    for at, who, ended in rights.read(("person", same_person), ("ended", day)):
        left = left_on.get(who)
        if left and left + grace < facts.as_of and (ended is None or ended > left + grace):
            bad.append(at)
            still += ended is None
    if bad:
        yield Hit("REG-ACCESS", {"n": len(bad), "still": still}, places(rights, bad))


def review_overdue(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find living rights nobody reviewed in time."""
    months = rule.parameters["months"]
    rights, living = facts.rows("REG-ACCESS"), living_rights(facts)
    seen = [
        reviewed or granted
        for _, reviewed, granted in rights.read(("reviewed", day), ("granted", day))
    ]
    over = {on for on in set(seen) if on is None or months_after(on, months) < facts.as_of}
    bad = [at for at in living if seen[at] in over]
    if bad:
        args: Args = {"n": len(bad), "total": len(living), "months": months}
        yield Hit("REG-ACCESS", args, places(rights, bad))


def training_low(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find too small a share of the people with access trained within the interval.

    Who should be trained: the holders of living rights and of posts. Nobody known, or no
    training register: nothing is said here.
    """
    months, least = rule.parameters["months"], rule.parameters["least"]
    people = {who for who, _, _ in _holders(facts)}
    training = facts.rows("REG-TRAIN")
    trained = set()
    for _, who, on in training.read(("person", same_person), ("date", day)):
        if who in people and on and on <= facts.as_of <= months_after(on, months):
            trained.add(who)
    if people and training:
        share = len(trained) / len(people)
        if share < least:
            args: Args = {
                "n": len(trained),
                "total": len(people),
                "share": share,
                "months": months,
            }
            yield Hit("REG-TRAIN", args)


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
    elements = [e for e in facts.knowledge.entries("syllabus").values() if e.posts]
    training = facts.rows("REG-TRAIN")
    learnt: dict[str, set[str]] = {}
    for _, who, on, course in training.read(
        ("person", same_person), ("date", day), ("course", str)
    ):
        if on and on <= facts.as_of <= months_after(on, months):
            learnt.setdefault(who, set()).add(course)
    needed: dict[str, list[Syllabus]] = {}
    missing: dict[str, set[str]] = {}
    posts: dict[str, tuple[RegisterTable, int]] = {}
    for who, post, where in _holders(facts):
        if post not in needed:
            needed[post] = [e for e in elements if mentions(post, e.posts)]
        for element in needed[post]:
            if not any(mentions(course, element.words) for course in learnt.get(who, ())):
                missing.setdefault(who, set()).add(element.id)
                posts.setdefault(who, where)
    if missing and training:
        lacking = [e.id for e in elements if any(e.id in ids for ids in missing.values())]
        args: Args = {"n": len(missing), "elements": tuple(f"syllabus.{id}" for id in lacking)}
        yield Hit("REG-TRAIN", args, _standing(posts.values()))


def staff_nda_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find people with a right or a post and no confidentiality agreement of their own.

    One row for the whole staff covers everybody; a row for a team its named members only.
    """
    everybody = rule.parameters["everybody"]
    agreements = facts.rows("REG-NDA")
    signed = {
        party
        for _, kind, on, party in agreements.read(("kind", str), ("signed", day), ("party", str))
        if kind == "staff" and on
    }
    if any(mentions(party, everybody) for party in signed):
        return
    names = set(map(same_person, signed))
    holders: dict[str, tuple[RegisterTable, int]] = {}
    for who, _, where in _holders(facts):
        holders.setdefault(who, where)
    without = [where for who, where in holders.items() if who not in names]
    if agreements and without:
        args: Args = {"n": len(without), "total": len(holders)}
        yield Hit("REG-NDA", args, _standing(without))


def drill_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find scenarios of incident that were never rehearsed."""
    needed = rule.parameters["scenarios"].get(facts.scenario, ())
    rows = facts.rows("REG-DRILL")
    done = {
        scenario
        for _, scenario, on in rows.read(("scenario", str), ("date", day))
        if on and on <= facts.as_of
    }
    missing = tuple(f"REG-DRILL.scenario.{scenario}" for scenario in needed if scenario not in done)
    if rows and missing:
        args: Args = {"n": len(missing), "scenarios": missing}
        yield Hit("REG-DRILL", args, places(rows, range(len(rows))))


def _holders(facts: Facts) -> Iterator[tuple[str, str, tuple[RegisterTable, int]]]:
    """Yield who has a post or a living right, the post, and where that stands."""
    posts, rights = facts.rows("REG-ROLE"), facts.rows("REG-ACCESS")
    living = set(living_rights(facts))
    for rows in (posts, rights):
        for at, who, post in rows.read(("person", same_person), ("role", str)):
            if who and (rows is posts or at in living):
                yield who, post, (rows, at)


def _standing(rows: Iterable[tuple[RegisterTable, int]]) -> tuple[str, ...]:
    return tuple(table.place(at) for table, at in islice(rows, MOST_PLACES))


def _leaving_days(facts: Facts) -> dict[str, dt.date]:
    days: dict[str, dt.date] = {}
    rights = facts.rows("REG-ACCESS").read(("person", same_person), ("left_at", day))
    for _, who, left in rights:
        if left:
            days[who] = min(left, days.get(who, left))
    return days
