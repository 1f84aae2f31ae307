"""Checks on what a set of records should hold together and does not: areas, proofs, an order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ..catalogue.spelling import mentions
from ..model.cells import day, moment, quantity, several
from ..model.register_table import RegisterTable
from ..model.rules import Register, Rule
from .facts import Args, Facts, Hit, fold, months_after, place
from .rows import MOST_PLACES, places

WHOLE = "whole"
"""The word of a vocabulary that stands for all its words."""


def words_uncovered(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find topics that no row of a register names in any of its words, within some months."""
    register, columns = rule.parameters["register"], rule.parameters["columns"]
    vocabulary = rule.parameters["vocabulary"]
    rows = facts.rows(register)
    recent = _recent(facts, rows, rule.parameters)
    held = [(column.texts, column.codes) for column in map(rows.column, columns)]
    said = {texts[codes[at]] for texts, codes in held for at in recent} - {""}
    named = {
        topic
        for topic, words in facts.words(vocabulary).items()
        if any(mentions(text, words) for text in said)
    }
    wanted = rule.parameters["topics"].get(facts.scenario, rule.parameters["topics"].get("all", ()))
    missing = tuple(f"{vocabulary}.{topic}" for topic in wanted if topic not in named)
    if said and missing and WHOLE not in named:
        args: Args = {"n": len(missing), "topics": missing}
        yield Hit(register, args, places(rows, recent))


def verification_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find kinds of work on record that nobody independent verified with success."""
    checks = facts.rows("REG-VERIFY").read(("object_kind", str), ("result", str), ("date", day))
    passed = {
        kind
        for _, kind, result, on in checks
        if result == "passed" and (on or facts.as_of) <= facts.as_of
    }
    for kind, work in rule.parameters["kinds"].items():
        if facts.scenario not in work.get("scenarios", (facts.scenario,)) or kind in passed:
            continue
        rows = facts.rows(work["register"])
        done = [at for at, on in rows.read((work["dated"], day)) if on and on <= facts.as_of]
        if done:
            args: Args = {
                "n": len(done),
                "register": f"register.{work['register']}",
                "kind": f"REG-VERIFY.object_kind.{kind}",
            }
            yield Hit("REG-VERIFY", args, places(rows, done), key=kind)


def not_refreshed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find an impact assessment older than what changed since and had time to be assessed."""
    rows = facts.rows("REG-DPIA")
    done = [(on, at) for at, on in rows.read(("date", day)) if on and on <= facts.as_of]
    if not done:
        return
    newest, last = max(done, key=lambda one: (one[0], -one[1]))
    until = facts.as_of - dt.timedelta(days=rule.parameters["days"])
    later = sorted(
        (at, where) for at, where in _changes(facts, rule.parameters) if newest < at <= until
    )
    if later:
        args: Args = {"done": newest, "changed": later[0][0], "n": len(later)}
        where = tuple(dict.fromkeys(one for _, one in later if one))
        yield Hit("REG-DPIA", args, (rows.place(last), *where[:MOST_PLACES]))


def gate_passed_open(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find phases called passed in the plan while lines of their checklist are not done."""
    checks, plan = facts.rows("REG-CHECK"), facts.rows("REG-PLAN")
    lines: dict[str, list[int]] = defaultdict(list)
    for at, done, phase in checks.read(("done_at", day), ("phase", facts.phase)):
        if done is None or done > facts.as_of:
            lines[phase].append(at)
    for at, phase, status in plan.read(("phase", facts.phase), ("status", str)):
        left = lines.get(phase, [])
        if status in rule.parameters["status"] and left:
            line = plan.lines[at]
            args: Args = {"row": line, "n": len(left)}
            yield Hit("REG-PLAN", args, (plan.place(at), *places(checks, left)), key=str(line))


def audit_unanswered(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find audits with findings after which no corrective action was set down for them.

    Where rows of the register name the kind of audit they come from, an audit needs one of its
    kind, or one that names none; otherwise any action after it answers it, those of the plan too.
    """
    nothing = {fold(word) for word in rule.parameters["nothing"]}
    capa = facts.rows("REG-CAPA").read(("source", str), ("due", day), ("closed", day))
    named: dict[str, tuple[str, ...]] = {}
    last: dict[str, dt.date] = {}
    for _, source, *days in capa:
        on = max((at for at in days if at), default=dt.date.min)
        if source not in named:
            named[source] = _audit_kinds(facts, source) or ("",)
        for kind in named[source] if on > dt.date.min else ():
            last[kind] = max(on, last.get(kind, dt.date.min))
    if not any(last):
        dues = [action.due for action in facts.inventory.actions if action.due]
        last[""] = max([*dues, *last.values()], default=dt.date.min)
    rows = facts.rows("REG-AUDIT")
    for at, on, said, kind in rows.read(("date", day), ("findings", fold), ("kind", str)):
        found = said.rstrip("。.")
        answered = max(last.get(one, dt.date.min) for one in ("", kind))
        if on and on <= facts.as_of and found and found not in nothing and answered < on:
            line = rows.lines[at]
            yield Hit("REG-AUDIT", {"row": line, "date": on}, (rows.place(at),), str(line))


def _audit_kinds(facts: Facts, source: str) -> tuple[str, ...]:
    """Return the kinds of audit that a text names."""
    register: Register = facts.knowledge.entries("registers")["REG-AUDIT"]
    kinds = next(column.choices for column in register.columns if column.id == "kind")
    words = {kind.id: (*kind.text.all, *kind.also) for kind in kinds}
    return tuple(id for id in words if mentions(source, words[id]))


def times_reversed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find rows in which what must come after comes before."""
    for register, pairs in rule.parameters["pairs"].items():
        rows = facts.rows(register)
        bad: set[int] = set()
        for first, later in pairs:
            both = rows.read((first, str), (later, str))
            # cells are in ISO form: most are told apart as they stand
            bad |= {at for at, a, b in both if b < a and _before(b, a)}
        if bad:
            yield _counted(register, rows, sorted(bad))


def dates_ahead(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find rows that tell of something done on a day that has not come yet."""
    registers: dict[str, Register] = dict(facts.knowledge.entries("registers"))
    limit = facts.as_of + dt.timedelta(days=rule.parameters["days"])
    for id in facts.inventory.registers:
        rows = facts.rows(id)
        bad: set[int] = set()
        for column in registers[id].columns:
            if column.kind in ("date", "datetime") and not column.planned:
                held = rows.column(column.id)
                ahead = {code for code, on in enumerate(held.read(day)) if on and on > limit}
                bad |= (
                    {at for at, code in enumerate(held.codes) if code in ahead} if ahead else ahead
                )
        if bad:
            yield _counted(id, rows, sorted(bad))


def level_too_low(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find incidents graded lower than the number of persons alone makes them."""
    steps = sorted(facts.knowledge.entries("clocks/levels").values(), key=lambda s: s.start)
    order = ["", "general", *(step.id for step in steps if step.id != "general")]
    rows = facts.rows("REG-INCIDENT")
    for at, persons, stated in rows.read(("persons", quantity), ("level", str)):
        reached = [step.id for step in steps if persons is not None and persons >= step.start]
        if reached and stated in order and order.index(reached[-1]) > order.index(stated):
            line = rows.lines[at]
            args: Args = {
                "row": line,
                "stated": f"REG-INCIDENT.level.{stated}" if stated else None,
                "level": f"REG-INCIDENT.level.{reached[-1]}",
            }
            yield Hit("REG-INCIDENT", args, (rows.place(at),), key=str(line))


def go_live_untested(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems without a test on one side of their going live, by kind of test.

    Rows that do not say which kind of test they are count for every kind.
    """
    rows = facts.rows("REG-VULN")
    live_on, found_on = (list(rows.column(c).each(day)) for c in ("go_live", "found"))
    kinds_of = list(rows.column("test").each(str))
    after = rule.parameters["side"] == "after"
    wait = dt.timedelta(days=rule.parameters.get("days", 0))
    systems: dict[str, list[int]] = defaultdict(list)
    for at, system in rows.read(("system", fold)):
        systems[system].append(at)
    for held in systems.values():
        live, earliest = max((live_on[at] or dt.date.min, -at) for at in held)
        if live == dt.date.min or live + wait > facts.as_of:
            continue
        tested = [kinds_of[at] for at in held if (on := found_on[at]) and (on > live) is after]
        told = any(kinds_of[at] for at in held) and "" not in tested
        missing = [k for k in rule.parameters["kinds"] if told and k not in tested]
        if not tested or missing:
            line = rows.lines[-earliest]
            kinds = tuple(f"REG-VULN.test.{k}" for k in missing or rule.parameters["kinds"])
            args: Args = {"row": line, "live": live, "kinds": kinds}
            yield Hit("REG-VULN", args, (rows.place(-earliest),), key=str(line))


def _recent(facts: Facts, rows: RegisterTable, wanted: dict[str, Any]) -> list[int]:
    """Return the places of the rows that are not too old; all, where no age is asked."""
    if "dated" not in wanted:
        return list(range(len(rows)))
    months = wanted["months"]
    return rows.column(wanted["dated"]).where(
        lambda text: (on := day(text)) is not None and on <= facts.as_of <= months_after(on, months)
    )


def _changes(facts: Facts, wanted: dict[str, Any]) -> Iterator[tuple[dt.date, str]]:
    """Yield the day of every change a rule names, with the place it stands at."""
    for change in wanted["changes"]:
        if facts.scenario not in change.get("scenarios", (facts.scenario,)):
            continue
        rows = facts.rows(change["register"])
        where = change.get("where", {})
        for at, on in rows.read((change["dated"], day)):
            if on and all(set(several(rows.cell(at, c))) & set(v) for c, v in where.items()):
                yield on, rows.place(at)
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


def _counted(register: str, rows: RegisterTable, bad: Sequence[int]) -> Hit:
    args: Args = {"register": f"register.{register}", "n": len(bad), "row": rows.lines[bad[0]]}
    return Hit(register, args, places(rows, bad), key=register)
