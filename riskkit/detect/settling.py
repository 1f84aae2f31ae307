"""The columns of a table seen together.

An age is a person's age only where the row has a person, a phone in a list of shops is a shop's,
and a weight is a body's only where more tells of a body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .columns import SHARED, Verdict
from .rulebook import Rulebook


def settle(verdicts: Sequence[Verdict], rules: Rulebook) -> list[Verdict]:
    """Return the verdicts of a table's columns, each seen beside the others."""
    persons = any(_identifies(v, rules) for v in verdicts) or _described(verdicts, rules)
    things = not persons and any(
        (v.claim.entry == "other.kinds" and v.claim.thing and v.cells.distinct > 0.8)
        or (v.entity == "ORGANIZATION" and v.cells.distinct > 0.8)
        for v in verdicts
    )
    bodies = any(_of_body(v) for v in verdicts)
    return [
        _beside(v, rules, persons=persons, things=things)
        if bodies or v.claim.entry not in _MEASURES
        else replace(v, entity=None, personal=False, log_odds=min(v.log_odds, -2.0), share=0.0)
        for v in verdicts
    ]


def _described(verdicts: Sequence[Verdict], rules: Rulebook) -> bool:
    """Say whether each row describes a person without naming one: an age, a sex, an income.

    Three such columns by name and by value, none of them a count of persons.
    """
    if any(v.header.strip().lower() in rules.words("header.counts") for v in verdicts):
        return False
    told = {v.entity for v in verdicts if v.personal and v.claim.entity == v.entity}
    return bool(told & {"AGE", "GENDER", "DATE_OF_BIRTH"}) and len(told & set(_TRAITS)) >= 3


_TRAITS = (
    "AGE",
    "GENDER",
    "DATE_OF_BIRTH",
    "ETHNICITY",
    "RELIGION",
    "POLITICAL",
    "HEALTH",
    "OCCUPATION",
    "SALARY",
)

_MEASURES = ("health.measure", "health.weak")
"""Header words of weights, heights and temperatures, of a body only where more tells of one."""


def _of_body(verdict: Verdict) -> bool:
    known = verdict.claim.entity in ("HEALTH", "AGE", "GENDER", "DATE_OF_BIRTH")
    return known and verdict.claim.entry not in _MEASURES


def _identifies(verdict: Verdict, rules: Rulebook) -> bool:
    """Say whether a column singles out the persons of its table."""
    if not verdict.personal or verdict.entity is None:
        return False
    if verdict.entity in ("PHONE_NUMBER", "EMAIL_ADDRESS", "BANK_ACCOUNT", "IP_ADDRESS"):
        return not _fixed(verdict) and verdict.probability > 0.6
    if verdict.entity == "CN_VEHICLE_PLATE" or rules.entities[verdict.entity].role != "direct":
        return verdict.entity == "DATE_OF_BIRTH" and verdict.claim.entity == "DATE_OF_BIRTH"
    return verdict.probability > 0.6


def _fixed(verdict: Verdict) -> bool:
    """Say whether telephone numbers are fixed lines rather than mobiles."""
    hits = verdict.cells.hits.get("PHONE_NUMBER")
    if hits is None or verdict.entity != "PHONE_NUMBER":
        return False
    fixed = hits.patterns["phone.cn_fixed"] + hits.patterns["phone.tw_fixed"]
    return fixed > 0.6 * hits.cells


def _beside(verdict: Verdict, rules: Rulebook, *, persons: bool, things: bool) -> Verdict:
    entity = verdict.entity
    if entity is None or not verdict.personal:
        return verdict
    if things and entity in SHARED:
        return replace(verdict.told(-5.0, "table_things"), personal=False)
    if rules.entities[entity].role != "attribute" or entity == "FREE_TEXT_PII":
        return verdict
    if persons:
        return verdict.told(rules.weight("table.person"), "table_person")
    if entity == "ADDRESS" and not verdict.place_only and verdict.strong:
        return verdict
    if entity in _SENSITIVE and (verdict.strong or verdict.share >= 0.3):
        return verdict
    alone = verdict.told(rules.weight("table.none"), "table_none")
    named = verdict.claim.entity == entity or verdict.strong
    return replace(
        alone,
        personal=False,
        log_odds=min(alone.log_odds, -1.0),
        entity=entity if named else None,
    )


_SENSITIVE = ("DATE_OF_BIRTH", "RELIGION", "POLITICAL", "BIOMETRIC", "ETHNICITY", "HEALTH")
