"""The columns of a table seen together.

An age is a person's age only where the row has a person, a phone in a list of shops is a shop's,
a weight is a body's only where more tells of a body, and answers of a survey that nobody can
link to anyone keep their entity without being personal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .columns import SHARED, Verdict
from .rulebook import Rulebook


def settle(verdicts: Sequence[Verdict], rules: Rulebook) -> list[Verdict]:
    """Return the verdicts of a table's columns, each seen beside the others."""
    persons = any(_identifies(v, rules) for v in verdicts) or _linkable(verdicts, rules)
    firms = any(
        (v.claim.entry == "other.kinds" and v.claim.thing and v.cells.distinct > 0.8)
        or (v.entity == "ORGANIZATION" and v.cells.distinct > 0.8)
        for v in verdicts
    )
    bodies = any(_of_body(v) for v in verdicts)
    lone = len(verdicts) == 1
    return [
        _beside(
            v, rules, persons=persons, things=firms and (v.claim.thing or not persons), lone=lone
        )
        if (bodies or v.claim.entry not in _MEASURES) and not _half_a_place(v, verdicts)
        else replace(v, entity=None, personal=False, log_odds=min(v.log_odds, -2.0), share=0.0)
        for v in verdicts
    ]


def _linkable(verdicts: Sequence[Verdict], rules: Rulebook) -> bool:
    """Say whether the rows can be linked to persons although no column names anyone.

    A day of birth or a small place with two more traits, or a sensitive trait with two more,
    and most rows like no other in them (Sweeney 2000): not a count of persons, and not a survey
    of ages, sexes and trades, which many share.
    """
    if any(v.header.strip().lower() in rules.words("header.counts") for v in verdicts):
        return False
    told = [v for v in verdicts if v.personal and v.claim.entity == v.entity]
    traits = [v for v in told if v.entity in _TRAITS]
    if len(traits) < 3 or not {v.entity for v in traits} & {"AGE", "GENDER", "DATE_OF_BIRTH"}:
        return False
    keen = any(v.entity in ("DATE_OF_BIRTH", *_SENSITIVE) for v in traits) or any(
        v.entity == "ADDRESS" and not v.place_only for v in told
    )
    return keen and _alone([*traits, *(v for v in told if v.entity == "ADDRESS")]) >= rules.weight(
        "link.alone"
    )


def _alone(verdicts: Sequence[Verdict]) -> float:
    """Return the share of the sampled rows that no other row equals in these columns."""
    rows = Counter(zip(*(v.cells.raw for v in verdicts), strict=False))
    return sum(n == 1 for n in rows.values()) / max(1, rows.total())


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


def _half_a_place(verdict: Verdict, verdicts: Sequence[Verdict]) -> bool:
    """Say whether decimals without a name have no second column that would make them a place."""
    geo = "GEO_COORDINATE"
    if verdict.entity != geo or verdict.claim.entity == geo or verdict.strong:
        return False
    return sum(v.entity == geo for v in verdicts) < 2


def _identifies(verdict: Verdict, rules: Rulebook) -> bool:
    """Say whether a column singles out the persons of its table."""
    if not verdict.personal or verdict.entity is None:
        return False
    if verdict.entity in ("PHONE_NUMBER", "EMAIL_ADDRESS", "BANK_ACCOUNT", "IP_ADDRESS"):
        return not _fixed(verdict) and verdict.probability > 0.6
    if verdict.entity == "CN_VEHICLE_PLATE" or rules.entities[verdict.entity].role != "direct":
        return False
    return verdict.probability > 0.6


def _fixed(verdict: Verdict) -> bool:
    """Say whether telephone numbers are fixed lines rather than mobiles."""
    hits = verdict.cells.hits.get("PHONE_NUMBER")
    if hits is None or verdict.entity != "PHONE_NUMBER":
        return False
    fixed = hits.patterns["phone.cn_fixed"] + hits.patterns["phone.tw_fixed"]
    return fixed > 0.6 * hits.cells


def _beside(
    verdict: Verdict, rules: Rulebook, *, persons: bool, things: bool, lone: bool
) -> Verdict:
    entity = verdict.entity
    if persons and not verdict.personal and _own(verdict, rules):
        return replace(verdict.told(rules.weight("table.device"), "table_person"), personal=True)
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
    if entity == "BIOMETRIC" and verdict.strong:
        return verdict
    if lone and entity in _SENSITIVE and (verdict.strong or verdict.share >= 0.3):
        return verdict
    alone = verdict.told(rules.weight("table.none"), "table_none")
    named = verdict.claim.entity == entity or verdict.strong or entity in _SENSITIVE
    return replace(
        alone,
        personal=False,
        log_odds=min(alone.log_odds, -1.0),
        entity=entity if named else None,
    )


def _own(verdict: Verdict, rules: Rulebook) -> bool:
    """Say whether what a header calls a device's or a firm's is one of each person of the rows.

    The network address of a device, and a mailbox at the firm that is not the office's.
    """
    if verdict.entity == "MAC_ADDRESS":
        return True
    if verdict.entity != "EMAIL_ADDRESS" or verdict.cells.distinct < 0.8:
        return False
    offices = rules.words("words.mailbox")
    shared = sum(v.lower().partition("@")[0] in offices for v in verdict.cells.tally)
    return shared < 0.5 * len(verdict.cells.tally)


_SENSITIVE = ("RELIGION", "POLITICAL", "BIOMETRIC", "ETHNICITY", "HEALTH", "DATE_OF_BIRTH")
