"""Checks on the access matrix: who reaches everything, who alone, what nobody uses or misuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..catalogue.spelling import mentions, same_person
from ..model.cells import day
from ..model.rules import Rule
from .facts import Args, Facts, Hit, months_after
from .rows import places

_NONE: frozenset[str] = frozenset()


def living_rights(facts: Facts) -> list[int]:
    """Return the places of the access matrix's rows whose right has not ended."""
    rights = facts.rows("REG-ACCESS")
    return [at for at, ended in rights.read(("ended", day)) if not ended or ended > facts.as_of]


def access_everything(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find one person with far-reaching rights on every system and no reason on record.

    For management any right on everything counts, viewing too.
    """
    strong, least = set(rule.parameters["rights"]), rule.parameters["least"]
    bosses = rule.parameters["management"]
    of_bosses = set(rule.parameters["management_rights"])
    rows = facts.rows("REG-ACCESS")
    held = _held(facts)
    systems = {right.system for right in held} - {""}
    by_person: dict[str, list[_Right]] = defaultdict(list)
    for right in held:
        if right.person and right.kind in strong | of_bosses:
            manages = mentions(right.post, bosses)
            if right.kind in (of_bosses if manages else strong):
                by_person[right.person].append(right)
    for rights in by_person.values():
        reached = {right.system for right in rights} - {""}
        unexplained = not all(right.reason for right in rights)
        if len(reached) >= least and reached >= systems and unexplained:
            first = rows.lines[rights[0].at]
            kinds = tuple(f"REG-ACCESS.right.{k}" for k in sorted({right.kind for right in rights}))
            args: Args = {"n": len(reached), "row": first, "rights": kinds}
            where = places(rows, [right.at for right in rights])
            yield Hit("REG-ACCESS", args, where, key=str(first))


def sole_holder(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find systems that one person alone can reach: nobody can step in and nobody looks on.

    A deputy on record for that person, or a stated reason, answers it.
    """
    rights, least = set(rule.parameters["rights"]), rule.parameters["least"]
    posts = facts.rows("REG-ROLE").read(("person", same_person), ("deputy", bool))
    deputised = {holder for _, holder, deputy in posts if deputy}
    rows = facts.rows("REG-ACCESS")
    holders: dict[str, dict[str, _Right]] = defaultdict(dict)
    for right in _held(facts):
        if right.kind in rights and right.person:
            holders[right.system].setdefault(right.person, right)
    for system, by_person in holders.items():
        if not system or len(by_person) >= least:
            continue
        (who, right), *_ = by_person.items()
        if who not in deputised and not right.reason:
            asset, line, where = (
                facts.declared.get(system),
                rows.lines[right.at],
                rows.place(right.at),
            )
            args: Args = {"row": line, "name": asset.name if asset else where}
            yield Hit(asset.id if asset else "REG-ACCESS", args, (where,), str(line))


def right_unused(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find far-reaching rights that the log shows nobody used, where it goes back far enough."""
    uses: dict[str, list[str]] = rule.parameters["uses"]
    since = months_after(facts.as_of, -rule.parameters["months"])
    rows = facts.rows("REG-ACCESS")
    held = [right for right in _held(facts) if right.kind in uses]
    oldest: dict[str, bool] = defaultdict(bool)
    used: set[tuple[str, str, str]] = set()
    log = facts.rows("REG-LOG").read(
        ("when", day), ("object", facts.system), ("who", same_person), ("what", str)
    )
    for _, on, system, who, what in log if held else ():
        if on is None or on > facts.as_of:
            continue
        oldest[system] |= on <= since
        if on > since:
            used.add((who, system, what))
    granted = rows.column("granted")
    bad = []
    for right in held:
        on = granted.read(day)[granted.codes[right.at]]
        settled = on is not None and on <= since and oldest[right.system]
        acts = [(right.person, right.system, what) for what in uses[right.kind]]
        if settled and not any(act in used for act in acts):
            bad.append(right.at)
    if bad:
        months = rule.parameters["months"]
        args: Args = {"n": len(bad), "row": rows.lines[bad[0]], "months": months}
        yield Hit("REG-ACCESS", args, places(rows, bad))


def log_out_of_role(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find operations by people whose rights on that system do not allow them."""
    allowed: dict[str, set[str]] = rule.parameters["allowed"]
    rights: dict[tuple[str, str], set[str]] = defaultdict(set)
    matrix = facts.rows("REG-ACCESS").read(
        ("person", same_person), ("system", facts.system), ("right", str)
    )
    for _, holder, system, right in matrix:
        rights[holder, system].add(right)
    people, systems = {who for who, _ in rights}, {system for _, system in rights}
    rows = facts.rows("REG-LOG")
    log = rows.read(("who", same_person), ("object", facts.system), ("what", str))
    bad = []
    for at, who, system, what in log if rights else ():
        if what in allowed and who in people and system in systems:
            needed = allowed[what]
            if needed and not rights.get((who, system), _NONE) & set(needed):
                bad.append(at)
    if bad:
        args: Args = {"n": len(bad), "row": rows.lines[bad[0]]}
        yield Hit("REG-LOG", args, places(rows, bad))


class _Right(NamedTuple):
    """A living right: where it stands, whose it is, on what, and why."""

    at: int
    person: str
    post: str
    system: str
    kind: str
    reason: bool


def _held(facts: Facts) -> list[_Right]:
    rows = facts.rows("REG-ACCESS")
    living = set(living_rights(facts))
    read = rows.read(
        ("person", same_person), ("role", str), ("system", facts.system), ("right", str),
        ("justification", bool),
    )  # fmt: skip
    return [_Right(*cells) for cells in read if cells[0] in living]
