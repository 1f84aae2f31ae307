"""Checks on the access matrix: who reaches everything, who alone, what nobody uses or misuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..catalogue.spelling import mentions
from ..model.cells import day
from ..model.inventory import RegisterRow
from ..model.rules import Rule
from .facts import Args, Facts, Hit, cell, fold, months_after, person, place
from .rows import MOST_PLACES


def living_rights(facts: Facts) -> list[RegisterRow]:
    """Return the rows of the access matrix whose right has not ended."""
    return [
        row
        for row in facts.rows("REG-ACCESS")
        if (ended := day(cell(row, "ended"))) is None or ended > facts.as_of
    ]


def access_everything(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find one person with far-reaching rights on every system and no reason on record.

    For management any right on everything counts, viewing too.
    """
    strong, least = set(rule.parameters["rights"]), rule.parameters["least"]
    bosses = rule.parameters["management"]
    of_bosses = set(rule.parameters["management_rights"])
    living = living_rights(facts)
    systems = {_system(facts, row, "system") for row in living} - {""}
    held: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in living:
        manages = mentions(cell(row, "role"), bosses)
        if cell(row, "person") and cell(row, "right") in (of_bosses if manages else strong):
            held[person(row, "person")].append(row)
    for rows in held.values():
        reached = {_system(facts, row, "system") for row in rows} - {""}
        unexplained = [row for row in rows if not cell(row, "justification")]
        if len(reached) >= least and reached >= systems and unexplained:
            args: Args = {"n": len(reached), "row": rows[0].line}
            where = tuple(map(place, rows[:MOST_PLACES]))
            yield Hit("REG-ACCESS", args, where, key=str(rows[0].line))


def sole_holder(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems that one person alone can reach: nobody can step in and nobody looks on.

    A deputy on record for that person, or a stated reason, answers it.
    """
    rights, least = set(rule.parameters["rights"]), rule.parameters["least"]
    deputised = {person(r, "person") for r in facts.rows("REG-ROLE") if cell(r, "deputy")}
    holders: dict[str, dict[str, RegisterRow]] = defaultdict(dict)
    for row in living_rights(facts):
        if cell(row, "right") in rights and (who := person(row, "person")):
            holders[_system(facts, row, "system")].setdefault(who, row)
    for system, by_person in holders.items():
        if not system or len(by_person) >= least:
            continue
        (who, row), *_ = by_person.items()
        if who not in deputised and not cell(row, "justification"):
            asset = facts.declared.get(system)
            args: Args = {"row": row.line, "name": asset.name if asset else place(row)}
            yield Hit(asset.id if asset else "REG-ACCESS", args, (place(row),), str(row.line))


def right_unused(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find far-reaching rights that the log shows nobody used, where it goes back far enough."""
    uses: dict[str, list[str]] = rule.parameters["uses"]
    since = months_after(facts.as_of, -rule.parameters["months"])
    held = [row for row in living_rights(facts) if cell(row, "right") in uses]
    oldest: dict[str, bool] = defaultdict(bool)
    used: set[tuple[str, str, str]] = set()
    for row in facts.rows("REG-LOG") if held else ():
        on, system = day(cell(row, "when")), _system(facts, row, "object")
        if on is None or on > facts.as_of:
            continue
        oldest[system] |= on <= since
        if on > since:
            used.add((person(row, "who"), system, cell(row, "what")))
    bad = []
    for row in held:
        granted, system = day(cell(row, "granted")), _system(facts, row, "system")
        settled = granted is not None and granted <= since and oldest[system]
        who = person(row, "person")
        if settled and not any((who, system, what) in used for what in uses[cell(row, "right")]):
            bad.append(row)
    if bad:
        args: Args = {"n": len(bad), "row": bad[0].line, "months": rule.parameters["months"]}
        yield Hit("REG-ACCESS", args, tuple(map(place, bad[:MOST_PLACES])))


def log_out_of_role(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find operations by people whose rights on that system do not allow them."""
    allowed: dict[str, set[str]] = rule.parameters["allowed"]
    rights: dict[tuple[str, str], set[str]] = defaultdict(set)
    people: set[str] = set()
    for row in facts.rows("REG-ACCESS"):
        holder = person(row, "person")
        people.add(holder)
        rights[holder, _system(facts, row, "system")].add(cell(row, "right"))
    systems = {system for _, system in rights}
    bad = []
    for row in facts.rows("REG-LOG") if rights else ():
        who, system = person(row, "who"), _system(facts, row, "object")
        needed = set(allowed.get(cell(row, "what"), ()))
        known = who in people and system in systems and bool(needed)
        if known and not rights.get((who, system), set()) & needed:
            bad.append(row)
    if bad:
        args: Args = {"n": len(bad), "row": bad[0].line}
        yield Hit("REG-LOG", args, tuple(map(place, bad[:MOST_PLACES])))


def _system(facts: Facts, row: RegisterRow, column: str) -> str:
    word = cell(row, column)
    asset = facts.asset_called(word)
    return asset.id if asset else fold(word)
