"""All triggers over the facts of one engagement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..catalogue import Knowledge
from ..model.assessment import AssetRisk, Column, Trigger
from ..model.inventory import Inventory
from ..model.persons import UNCOUNTED, Persons
from ..model.rules import TriggerRule
from ..vendors.export_ladder import Rung
from . import california
from .case import Case, Decision, State, decided
from .export import export_rung, exported
from .facts import FACTS as SHARED
from .judged import settled


def screen(
    inventory: Inventory,
    assets: Iterable[AssetRisk],
    columns: Iterable[Column],
    knowledge: Knowledge,
    *,
    persons: Persons = UNCOUNTED,
) -> tuple[Trigger, ...]:
    """Decide every trigger of the laws the engagement is assessed under.

    Parameters
    ----------
    inventory : Inventory
        What the client declared.
    assets : iterable of AssetRisk
        What each asset holds, and of how many persons.
    columns : iterable of Column
        What was scanned: an asset scanned without a trace of personal data holds none.
    knowledge : Knowledge
        The triggers (those of other profiles are left out) and how each law sees the categories.
    persons : Persons, optional
        Whom the scan counted, and how many of them assets share.

    Returns
    -------
    tuple of Trigger
        In the order of the rules. `state` is ``yes``, ``no``, or ``undecided`` where neither
        what is known nor a person's stated judgement decides; `because` holds what decided.

    Raises
    ------
    KeyError
        If a rule names a fact that does not exist: a fault of the knowledge.
    """
    rules: Mapping[str, TriggerRule] = knowledge.entries("screening")
    scanned = frozenset(column.asset for column in columns if column.asset)
    case = Case(inventory, tuple(assets), knowledge.entries("categories"), scanned, persons)
    profiles = set(case.inventory.header.profiles)
    ladder = _ladder(rules)
    decisions: dict[str, Decision] = {}
    meant = [rule for rule in rules.values() if profiles & set(rule.profiles)]
    said = inventory.statements
    for rule in meant:
        if rule.fact not in COUNTED:
            decisions[rule.id] = settled(_decide(case, rule, ladder), rule.id, said)
    for rule in meant:
        if rule.fact in COUNTED:
            decisions[rule.id] = settled(_count(rule, decisions), rule.id, said)
    return tuple(
        Trigger(
            id=rule.id,
            profile=rule.profile,
            clause=rule.clause,
            state=decisions[rule.id].state,
            because=decisions[rule.id].because,
        )
        for rule in meant
    )


COUNTED = ("at_least_of",)
FACTS = SHARED | {
    fact.__name__: fact
    for fact in (
        california.given_for_value,
        california.possible,
        california.sensitive_beyond_staff,
        california.significant_decisions,
        california.staff_observed,
    )
}


def _decide(case: Case, rule: TriggerRule, ladder: list[Rung]) -> Decision:
    if rule.fact == "export_rung":
        return export_rung(case, rule.parameters["path"], ladder, rule.parameters["home"])
    if rule.fact == "exported":
        return exported(case, rule.parameters["home"])
    return FACTS[rule.fact](case, rule.parameters)


def _ladder(rules: Mapping[str, TriggerRule]) -> list[Rung]:
    return [
        Rung(p["path"], p["general_at_least"], p["sensitive_at_least"])
        for rule in rules.values()
        if rule.fact == "export_rung" and "general_at_least" in (p := rule.parameters)
    ]


def _count(rule: TriggerRule, decisions: Mapping[str, Decision]) -> Decision:
    """Decide by how many of other triggers fire, or may."""
    among = [id for id in rule.parameters["rules"] if id in decisions]
    sure = tuple(id for id in among if decisions[id].state == "yes")
    maybe = tuple(id for id in among if decisions[id].state == "undecided")
    needed = rule.parameters["n"]
    state: State = "no"
    if len(sure) >= needed:
        state = "yes"
    elif len(sure) + len(maybe) >= needed:
        state = "undecided"
    return decided(
        state,
        "counted",
        n=len(sure),
        open=len(maybe),
        needed=needed,
        rules=tuple(f"trigger.{id}" for id in (*sure, *maybe)),
    )
