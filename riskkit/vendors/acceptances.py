"""Risks of a vendor that somebody accepted: who, when, until when, and whether it still holds.

An acceptance changes no score, tier or verdict. It is told beside them, and stops holding on
its own: when its time is over, or when more is at stake than was accepted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..model.inventory import PlannedAction
from ..model.vendor_facts import Acceptance
from .facts import VendorFacts
from .rules import VendorRules


def acceptances_of(
    facts: VendorFacts,
    actions: Iterable[PlannedAction],
    residual: str,
    *,
    rules: VendorRules,
    as_of: dt.date,
) -> tuple[Acceptance, ...]:
    """Return what was accepted of a vendor, the last decided first.

    Parameters
    ----------
    facts : VendorFacts
    actions : iterable of PlannedAction
        Rows that accept and name the vendor or one of its services; ``*`` names nobody.
    residual : str
        The vendor's residual tier now.
    rules : VendorRules
    as_of : date
    """
    own = {facts.vendor.id, *(part.service.id for part in facts.services)}
    found = [
        Acceptance.model_validate(
            {
                "action": row.id,
                "by": row.verified_by or row.owner,
                "on": row.decided_on,
                "until": row.due,
                "level": row.accepted_level,
                "state": _state(row, residual, rules, as_of),
            }
        )
        for row in actions
        if row.treatment == "accept" and row.status != "cancelled" and own & set(row.scope)
    ]
    return tuple(sorted(found, key=lambda one: (one.on or dt.date.min, one.action), reverse=True))


def _state(row: PlannedAction, residual: str, rules: VendorRules, as_of: dt.date) -> str:
    if row.decided_on is None or row.due is None or not (row.verified_by or row.owner):
        return "incomplete"
    if row.decided_on > as_of:
        return "not_yet"
    if row.due < as_of:
        return "lapsed"
    level = row.accepted_level or residual
    if level in rules.tiers and rules.rank(residual) > rules.rank(level):
        return "outgrown"
    return "in_force"
