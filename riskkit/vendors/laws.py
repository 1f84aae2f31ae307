"""The law per vendor: which duties its services bring about, and how each stands.

A duty is present only where somebody read it and said where; what nobody looked at is unread,
never assumed. The fatal rules are judged apart and are not touched by what is told here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..model.inventory import ContractClause, Service
from ..model.vendor_facts import Duty, DutyState, VendorLaw
from ..model.vendor_law import ClauseGroup, ClauseItem
from .facts import ServiceFacts
from .law_case import Found, LegalCase, why
from .law_tests import TESTS

WORST_FIRST: tuple[DutyState, ...] = ("absent", "unread", "partial", "present", "not_applicable")
LONGEST_LOCATOR = 40


def laws_of(case: LegalCase) -> tuple[VendorLaw, ...]:
    """Judge a vendor by every law that is told for it.

    Parameters
    ----------
    case : LegalCase

    Returns
    -------
    tuple of VendorLaw
        In the order of the knowledge. A law applies where a service surely meets its
        conditions, and is undecided where only unknown facts stand against it.
    """
    laws = []
    for group in case.lore.groups.values():
        duties = [one for one in case.lore.duties.values() if one.group == group.id]
        read = any(duty.id in case.clauses for duty in duties)
        if not read and not set(group.profiles) & set(case.inventory.header.profiles):
            continue
        fitting = _fitting(group, case)
        if not fitting and not read:
            continue
        sure = any(fit == "yes" for _, fit in fitting) or read
        parts = [part for part, _ in fitting] or list(case.facts.services)
        laws.append(
            VendorLaw(
                group=group.id,
                applies="applies" if sure else "undecided",
                duties=tuple(_duty(one, group, parts, case) for one in duties if _asked(one, case)),
            )
        )
    return tuple(laws)


def _asked(item: ClauseItem, case: LegalCase) -> bool:
    critical = case.facts.vendor.criticality
    return not item.critical_only or critical not in ("low", "moderate")


def _fitting(group: ClauseGroup, case: LegalCase) -> list[tuple[ServiceFacts, str]]:
    if group.kinds and case.facts.vendor.kind not in group.kinds:
        return []
    fits = ((part, _fits(group, part, case)) for part in case.facts.services)
    return [(part, fit) for part, fit in fits if fit is not None]


def _fits(group: ClauseGroup, part: ServiceFacts, case: LegalCase) -> str | None:
    role, known = part.service.role, [part.known.get(fact) for fact in group.when]
    if (group.roles and role is not None and role not in group.roles) or False in known:
        return None
    doubtful = None in known or (bool(group.roles) and role is None)
    if group.outside is not None:
        inside = case.lore.regions[group.outside].countries
        if part.countries and all(country.upper() in inside for country in part.countries):
            return None
        doubtful = doubtful or not part.countries
    return "maybe" if doubtful else "yes"


def _duty(
    item: ClauseItem, group: ClauseGroup, parts: Sequence[ServiceFacts], case: LegalCase
) -> Duty:
    read, derived = _read(item, parts, case), TESTS[item.test](item, group, parts, case)
    shown = _worse(read, derived)
    return Duty(
        item=item.id,
        law=item.law,
        state=shown.state,
        locator=shown.locator or (read.locator if read else None),
        because=shown.because,
    )


def _worse(read: Found | None, derived: Found | None) -> Found:
    """Return the worse of what was read and what the tables show; unread gives way to either."""
    known = [one for one in (read, derived) if one is not None and one.state != "unread"]
    if not known:
        return read or derived or Found("unread", (why("unread"),))
    return min(known, key=lambda one: WORST_FIRST.index(one.state))


def _read(item: ClauseItem, parts: Sequence[ServiceFacts], case: LegalCase) -> Found | None:
    ids = {part.service.id for part in parts}
    rows = [r for r in case.clauses.get(item.id, ()) if r.service is None or r.service in ids]
    if not rows:
        return None
    over = bool(parts) and all(_contract_over(part.service, case.as_of) for part in parts)
    return min((_row(row, over) for row in rows), key=lambda found: WORST_FIRST.index(found.state))


def _row(row: ContractClause, over: bool) -> Found:
    state = row.state if row.state in WORST_FIRST else "unread"
    locator = " ".join((row.locator or "").split())[:LONGEST_LOCATOR] or None
    if state == "present" and locator is None:
        return Found("partial", (why("no_locator"),))
    if state == "present" and over:
        return Found("partial", (why("contract_over"),), locator)
    return Found(state, (why(f"read_{state}"),), locator)


def _contract_over(service: Service, as_of: dt.date) -> bool:
    ended = service.end is not None and service.end < as_of
    return service.contract_until is not None and service.contract_until < as_of and not ended
