"""How each kind of duty is tested on the engagement's own tables, beside what a contract says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from ..model.cells import months_after
from ..model.inventory import Activity
from ..model.vendor_facts import DutyState, Transfer
from ..model.vendor_law import ClauseGroup, ClauseItem, ClauseTest
from .facts import ServiceFacts
from .law_case import Found, LegalCase, why

TIA_MONTHS = "tia"
OWN_USE = "own-use"
ADEQUACY = "adequacy"
KEPT_MONTHS = 36
"""PIPL 56: report and record are kept for at least three years."""

Parts = Sequence[ServiceFacts]
Test = Callable[[ClauseItem, ClauseGroup, Parts, LegalCase], Found | None]


def _clause(item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase) -> Found | None:
    if parts and all(part.service.processing_agreement is False for part in parts):
        return Found("absent", (why("no_agreement"),))
    return None


def _mechanism(item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase) -> Found | None:
    found = [_ground(transfer, group) for transfer in _transfers(parts, case)]
    return _worst(found)


def _ground(transfer: Transfer, group: ClauseGroup) -> Found:
    region = transfer.region if group.outside is not None else "third"
    if region == "adequate":
        return Found("present", (why("region_adequate", service=transfer.service),))
    named = transfer.mechanism
    args = {"service": transfer.service, "mechanism": f"transfer_mechanism.{named}"}
    # a decision on adequacy that the country does not have is no ground
    decided = group.outside is None or named != ADEQUACY
    if named in group.accepted and decided:
        return Found("present", (why("mechanism", **args),))
    if region == "partly":
        return Found("partial", (why("region_partly", service=transfer.service),))
    if named is None:
        return Found("unread", (why("mechanism_unknown", service=transfer.service),))
    if named in group.insufficient or (named == ADEQUACY and region == "mixed"):
        return Found("partial", (why("mechanism_insufficient", **args),))
    return Found("absent", (why("mechanism_none", **args),))


def _export_path(
    item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase
) -> Found | None:
    found = []
    for transfer in _transfers(parts, case):
        paths = tuple(f"export.{path}" for path in transfer.paths)
        reason = why("export_path", service=transfer.service, paths=paths)
        state = {"yes": "present", "no": "absent"}.get(transfer.fits, "unread")
        split = transfer.alone != transfer.paths and transfer.mechanism != "exempt"
        also = [why("export_split", service=transfer.service)] if split else []
        also += [why("export_important", service=transfer.service)] if transfer.important else []
        found.append(Found(state, (reason, *also)))  # type: ignore[arg-type]
    return _worst(found)


def _scc_module(
    item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase
) -> Found | None:
    transfers = _transfers(parts, case)
    signing = [one for one in transfers if one.mechanism == "scc"]
    if not signing:
        known = bool(transfers) and all(one.mechanism is not None for one in transfers)
        return Found("not_applicable", (why("no_scc"),)) if known else None
    modules = tuple(str(n) for one in signing for n in one.modules)
    return Found("unread", (why("modules", modules=tuple(dict.fromkeys(modules)) or ("—",)),))


def _scc_clause(
    item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase
) -> Found | None:
    """Ask for a clause of the standard clauses only where these are signed, in its modules."""
    transfers = _transfers(parts, case)
    signing = [one for one in transfers if one.mechanism == "scc"]
    if not signing and transfers and all(one.mechanism is not None for one in transfers):
        return Found("not_applicable", (why("no_scc"),))
    others = [one.modules and not set(one.modules) & set(item.modules) for one in signing]
    if item.modules and others and all(others):
        return Found("not_applicable", (why("other_module"),))
    return _clause(item, group, parts, case)


def _transfer_assessment(
    item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase
) -> Found | None:
    transfers = [one for one in _transfers(parts, case) if one.region not in ("eea", "adequate")]
    if not transfers:
        return Found("not_applicable", (why("no_assessment_needed"),))
    months = case.lore.documents[TIA_MONTHS].valid_months
    found = []
    for one in transfers:
        if one.assessed is None:
            found.append(Found("unread", (why("assessment_missing", service=one.service),)))
            continue
        old = months is not None and months_after(one.assessed, months) < case.as_of
        rule = "assessment_old" if old else "assessment_fresh"
        reason = why(rule, service=one.service, on=one.assessed, months=months)
        found.append(Found("partial" if old else "present", (reason,)))
    return _worst(found)


def _impact_assessment(
    item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase
) -> Found | None:
    dates = [e.date for e in case.papers("pipia") if e.date is not None and e.date <= case.as_of]
    if not dates:
        return Found("unread", (why("impact_missing"),))
    first = min((p.service.first_access for p in parts if p.service.first_access), default=None)
    on = min(dates)
    if first is not None and first < on:
        return Found("partial", (why("impact_late", on=on, first=first),))
    return Found("present", (why("impact_before", on=on),))


def _impact_record(
    item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase
) -> Found | None:
    papers = [e for e in case.papers("pipia") if e.date is not None]
    if not papers:
        return Found("unread", (why("impact_missing"),))
    short = [e for e in papers if e.date and e.expires and e.expires < _kept_until(e.date)]
    return Found("partial", (why("kept_short"),)) if short else Found("present", (why("kept"),))


def _kept_until(date: dt.date) -> dt.date:
    return months_after(date, KEPT_MONTHS)


def _notice(item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase) -> Found | None:
    return _of_activities(parts, case, "notice")


def _consent(item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase) -> Found | None:
    return _of_activities(parts, case, "separate_consent")


def _of_activities(parts: Parts, case: LegalCase, field: str) -> Found | None:
    activities = _activities(parts, case)
    answers = [getattr(activity, field) for activity in activities]
    if not answers:
        return None
    ids = tuple(activity.id for activity in activities)
    if False in answers:
        state = "absent" if set(answers) == {False} else "partial"
        return Found(state, (why(f"{field}_missing", activities=ids),))  # type: ignore[arg-type]
    if None in answers:
        return Found("unread", (why(f"{field}_unknown", activities=ids),))
    return Found("present", (why(f"{field}_given", activities=ids),))


def _activities(parts: Parts, case: LegalCase) -> list[Activity]:
    vendor = case.facts.vendor.id
    return [one for one in case.inventory.activities if vendor in one.recipients]


def _register(item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase) -> Found | None:
    rows = case.inventory.registers.get("REG-VENDOR", ())
    if any(row.cells.get("vendor") == case.facts.vendor.id for row in rows):
        return Found("present", (why("registered"),))
    return Found("partial", (why("questionnaire_only"),)) if case.answered else None


def _chain(item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase) -> Found | None:
    hidden = tuple(one.name for one in case.fourth_parties if not one.declared)
    if hidden:
        return Found("absent", (why("undeclared", parties=hidden),))
    return _clause(item, group, parts, case)


def _guarantees(
    item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase
) -> Found | None:
    # GDPR 28(1): sufficient guarantees, as far as the assessment found them
    if not case.answered:
        return Found("unread", (why("guarantees_unasked"),))
    states: dict[str, DutyState] = {"approve": "present", "reject": "absent"}
    state = states.get(case.verdict, "partial")
    return Found(state, (why("guarantees", verdict=f"verdict.{case.verdict}"),))


def _own_purposes(
    item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase
) -> Found | None:
    # GDPR 28(10): who decides purposes is no processor, whatever the contract says
    state = case.fatals.get(OWN_USE)
    if state is None:
        return None
    told: dict[str, DutyState] = {"pass": "present", "fail": "absent", "not_applicable": "present"}
    return Found(told.get(state, "unread"), (why(f"own_use_{told.get(state, 'unread')}"),))


def _localisation(
    item: ClauseItem, group: ClauseGroup, parts: Parts, case: LegalCase
) -> Found | None:
    # PIPL 40: critical infrastructure, or above the number: kept here, exported by assessment
    found = []
    for transfer in _transfers(parts, case):
        due = case.inventory.header.cii_operator or transfer.paths == ("assessment",)
        maybe = case.inventory.header.cii_operator is None or "assessment" in transfer.paths
        if transfer.mechanism == "assessment":
            found.append(Found("present", (why("localised", service=transfer.service),)))
        elif due:
            found.append(Found("absent", (why("not_localised", service=transfer.service),)))
        elif maybe:
            found.append(Found("unread", (why("localisation_open", service=transfer.service),)))
        else:
            found.append(Found("not_applicable", (why("below_number"),)))
    return _worst(found)


def _transfers(parts: Parts, case: LegalCase) -> list[Transfer]:
    ids = {part.service.id for part in parts}
    return [one for one in case.transfers if one.service in ids]


def _worst(found: Sequence[Found]) -> Found | None:
    order = ("absent", "unread", "partial", "present", "not_applicable")
    return min(found, key=lambda one: order.index(one.state), default=None)


TESTS: dict[ClauseTest, Test] = {
    "clause": _clause,
    "mechanism": _mechanism,
    "export_path": _export_path,
    "scc_module": _scc_module,
    "transfer_assessment": _transfer_assessment,
    "impact_assessment": _impact_assessment,
    "impact_record": _impact_record,
    "notice": _notice,
    "consent": _consent,
    "register": _register,
    "chain": _chain,
    "guarantees": _guarantees,
    "own_purposes": _own_purposes,
    "localisation": _localisation,
    "scc_clause": _scc_clause,
}
