"""Checks on what a set of records should hold together and does not: areas, proofs, an order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ..catalogue.spelling import mentions
from ..model.cells import day, moment, quantity, several
from ..model.inventory import RegisterRow
from ..model.rules import Register, Rule
from .facts import Args, Facts, Hit, cell, fold, months_after, place
from .rows import MOST_PLACES

WHOLE = "whole"
"""The word of a vocabulary that stands for all its words."""


def words_uncovered(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find topics that no row of a register names in any of its words, within some months."""
    register, columns = rule.parameters["register"], rule.parameters["columns"]
    vocabulary = rule.parameters["vocabulary"]
    rows = [row for row in facts.rows(register) if _recent(facts, row, rule.parameters)]
    said = {cell(row, column) for row in rows for column in columns if cell(row, column)}
    named = {
        topic
        for topic, words in facts.words(vocabulary).items()
        if any(mentions(text, words) for text in said)
    }
    wanted = rule.parameters["topics"].get(facts.scenario, rule.parameters["topics"].get("all", ()))
    missing = tuple(f"{vocabulary}.{topic}" for topic in wanted if topic not in named)
    if said and missing and WHOLE not in named:
        args: Args = {"n": len(missing), "topics": missing}
        yield Hit(register, args, tuple(map(place, rows[:MOST_PLACES])))


def verification_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find kinds of work on record that nobody independent verified with success."""
    checks = facts.rows("REG-VERIFY")
    passed = {
        cell(row, "object_kind")
        for row in checks
        if cell(row, "result") == "passed"
        and (day(cell(row, "date")) or facts.as_of) <= facts.as_of
    }
    for kind, work in rule.parameters["kinds"].items():
        if facts.scenario not in work.get("scenarios", (facts.scenario,)):
            continue
        rows = [
            row
            for row in facts.rows(work["register"])
            if (at := day(cell(row, work["dated"]))) and at <= facts.as_of
        ]
        if rows and kind not in passed:
            register = f"register.{work['register']}"
            args: Args = {
                "n": len(rows),
                "register": register,
                "kind": f"REG-VERIFY.object_kind.{kind}",
            }
            yield Hit("REG-VERIFY", args, tuple(map(place, rows[:MOST_PLACES])), key=kind)


def not_refreshed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find an impact assessment older than what changed since and had time to be assessed."""
    done = [
        (at, row)
        for row in facts.rows("REG-DPIA")
        if (at := day(cell(row, "date"))) and at <= facts.as_of
    ]
    if not done:
        return
    newest, last = max(done, key=lambda one: (one[0], -one[1].line))
    until = facts.as_of - dt.timedelta(days=rule.parameters["days"])
    later = sorted(
        (at, where) for at, where in _changes(facts, rule.parameters) if newest < at <= until
    )
    if later:
        args: Args = {"done": newest, "changed": later[0][0], "n": len(later)}
        where = tuple(dict.fromkeys(one for _, one in later if one))
        yield Hit("REG-DPIA", args, (place(last), *where[:MOST_PLACES]))


def gate_passed_open(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find phases called passed in the plan while lines of their checklist are not done."""
    lines: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in facts.rows("REG-CHECK"):
        done = day(cell(row, "done_at"))
        if done is None or done > facts.as_of:
            lines[facts.phase(cell(row, "phase"))].append(row)
    for row in facts.rows("REG-PLAN"):
        left = lines.get(facts.phase(cell(row, "phase")), [])
        if cell(row, "status") in rule.parameters["status"] and left:
            args: Args = {"row": row.line, "n": len(left)}
            where = (place(row), *map(place, left[:MOST_PLACES]))
            yield Hit("REG-PLAN", args, where, key=str(row.line))


def audit_unanswered(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find audits with findings after which no corrective action was set down for them.

    Where rows of the register name the kind of audit they come from, an audit needs one of its
    kind, or one that names none; otherwise any action after it answers it, those of the plan too.
    """
    nothing = {fold(word) for word in rule.parameters["nothing"]}
    rows = facts.rows("REG-CAPA")
    named = {source: _audit_kinds(facts, source) for source in {cell(r, "source") for r in rows}}
    last: dict[str, dt.date] = {}
    for row in rows:
        days = [at for column in ("due", "closed") if (at := day(cell(row, column)))]
        for kind in named[cell(row, "source")] or ("",) if days else ():
            last[kind] = max(*days, last.get(kind, dt.date.min))
    if not any(last):
        days = [action.due for action in facts.inventory.actions if action.due]
        last[""] = max([*days, *last.values()], default=dt.date.min)
    for row in facts.rows("REG-AUDIT"):
        on, said = day(cell(row, "date")), fold(cell(row, "findings")).rstrip("。.")
        answered = max(last.get(kind, dt.date.min) for kind in ("", cell(row, "kind")))
        if on and on <= facts.as_of and said and said not in nothing and answered < on:
            yield Hit("REG-AUDIT", {"row": row.line, "date": on}, (place(row),), str(row.line))


def _audit_kinds(facts: Facts, source: str) -> tuple[str, ...]:
    """Return the kinds of audit that a text names."""
    register: Register = facts.knowledge.entries("registers")["REG-AUDIT"]
    kinds = next(column.choices for column in register.columns if column.id == "kind")
    return tuple(kind.id for kind in kinds if mentions(source, (*kind.text.all, *kind.also)))


def times_reversed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find rows in which what must come after comes before."""
    for register, pairs in rule.parameters["pairs"].items():
        bad = [
            row
            for row in facts.rows(register)
            if any(
                (b := row.cells.get(later, "")) < (a := row.cells.get(first, "")) and _before(b, a)
                for first, later in pairs
            )
        ]
        if bad:
            yield _counted(register, bad)


def dates_ahead(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find rows that tell of something done on a day that has not come yet."""
    registers: dict[str, Register] = dict(facts.knowledge.entries("registers"))
    for id, rows in facts.inventory.registers.items():
        dated = [
            column.id
            for column in registers[id].columns
            if column.kind in ("date", "datetime") and not column.planned
        ]
        limit = facts.as_of + dt.timedelta(days=rule.parameters["days"])
        after = limit.isoformat()  # cells are in ISO form: most are told apart as they stand
        bad = [
            r
            for r in rows
            if any(
                (held := r.cells.get(c, "")) > after and (at := day(held)) and at > limit
                for c in dated
            )
        ]
        if bad:
            yield _counted(id, bad)


def level_too_low(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find incidents graded lower than the number of persons alone makes them."""
    steps = sorted(facts.knowledge.entries("clocks/levels").values(), key=lambda s: s.start)
    order = ["", "general", *(step.id for step in steps if step.id != "general")]
    for row in facts.rows("REG-INCIDENT"):
        persons = quantity(cell(row, "persons"))
        reached = [step.id for step in steps if persons is not None and persons >= step.start]
        stated = cell(row, "level")
        if reached and stated in order and order.index(reached[-1]) > order.index(stated):
            args: Args = {
                "row": row.line,
                "stated": f"REG-INCIDENT.level.{stated}" if stated else None,
                "level": f"REG-INCIDENT.level.{reached[-1]}",
            }
            yield Hit("REG-INCIDENT", args, (place(row),), key=str(row.line))


def go_live_untested(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems without a test on one side of their going live, by kind of test.

    Rows that do not say which kind of test they are count for every kind.
    """
    systems: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in facts.rows("REG-VULN"):
        systems[fold(cell(row, "system"))].append(row)
    after = rule.parameters["side"] == "after"
    wait = dt.timedelta(days=rule.parameters.get("days", 0))
    for rows in systems.values():
        lives = [(at, row) for row in rows if (at := day(cell(row, "go_live")))]
        if not lives:
            continue
        live, row = max(lives, key=lambda one: (one[0], -one[1].line))
        if live + wait > facts.as_of:
            continue
        tested = [
            cell(r, "test") for r in rows if (at := day(cell(r, "found"))) and (at > live) is after
        ]
        told = any(cell(r, "test") for r in rows) and "" not in tested
        missing = [k for k in rule.parameters["kinds"] if told and k not in tested]
        if not tested or missing:
            kinds = tuple(f"REG-VULN.test.{k}" for k in missing or rule.parameters["kinds"])
            args: Args = {"row": row.line, "live": live, "kinds": kinds}
            yield Hit("REG-VULN", args, (place(row),), key=str(row.line))


def _recent(facts: Facts, row: RegisterRow, wanted: dict[str, Any]) -> bool:
    if "dated" not in wanted:
        return True
    at = day(cell(row, wanted["dated"]))
    return at is not None and at <= facts.as_of <= months_after(at, wanted["months"])


def _changes(facts: Facts, wanted: dict[str, Any]) -> Iterator[tuple[dt.date, str]]:
    """Yield the day of every change a rule names, with the place it stands at."""
    for change in wanted["changes"]:
        if facts.scenario not in change.get("scenarios", (facts.scenario,)):
            continue
        for row in facts.rows(change["register"]):
            fits = all(
                set(several(cell(row, c))) & set(values)
                for c, values in change.get("where", {}).items()
            )
            if fits and (at := day(cell(row, change["dated"]))):
                yield at, place(row)
    if facts.scenario in wanted["new_services"]:
        for service in facts.inventory.services:
            if service.first_access and facts.touches_personal(service):
                yield service.first_access, place(service)
    if facts.event:
        yield facts.event + dt.timedelta(days=wanted["event_days"]), ""


def _before(later: str, first: str) -> bool:
    """Say whether a time lies before another; bare days are compared as days."""
    b, a = moment(later), moment(first)
    if a is None or b is None:
        return False
    exact = "T" in later and "T" in first
    return b < a if exact else b.date() < a.date()


def _counted(register: str, bad: Iterable[RegisterRow]) -> Hit:
    rows = list(bad)
    args: Args = {"register": f"register.{register}", "n": len(rows), "row": rows[0].line}
    return Hit(register, args, tuple(map(place, rows[:MOST_PLACES])), key=register)
