"""Checks on third parties: confidentiality, processing agreements, export, knock-outs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.cells import day, several
from ..model.inventory import RegisterRow, Service
from ..model.rules import Rule
from .facts import Args, Facts, Hit, cell, place


def nda_late(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find third parties who could see data before they had signed confidentiality."""
    seen: set[str] = set()
    for service in facts.inventory.services:
        signed, first = service.nda_signed, service.first_access
        for row in _ndas(facts, service.vendor):
            signed = signed or day(cell(row, "signed"))
            first = first or day(cell(row, "first_access"))
        if signed and first and first < signed and first <= facts.as_of:
            seen.add(service.vendor)
            yield Hit(
                service.vendor,
                _args(facts, service)
                | {
                    "signed": signed,
                    "first": first,
                    "days": (signed - first).days,
                },
                (place(service), *map(place, _ndas(facts, service.vendor))),
                key=service.id,
            )
    yield from _late_in_register(facts, seen)


def _late_in_register(facts: Facts, seen: set[str]) -> Iterator[Hit]:
    rows = facts.rows("REG-NDA")
    for at, signed, first in rows.read(("signed", day), ("first_access", day)):
        vendor = facts.nda_vendors[at]
        if signed and first and first < signed and first <= facts.as_of and vendor not in seen:
            line = rows.lines[at]
            name = facts.vendor_by_id[vendor].name if vendor else rows.place(at)
            yield Hit(
                vendor or "REG-NDA",
                {
                    "vendor": vendor or "REG-NDA",
                    "name": name,
                    "service": rows.place(at),
                    "signed": signed,
                    "first": first,
                    "days": (signed - first).days,
                },
                (rows.place(at),),
                key=str(line),
            )


def nda_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find third parties with access and no confidentiality agreement on record."""
    for service in facts.inventory.services:
        if not _has_access(facts, service) or service.nda_signed or _ended(service, facts.as_of):
            continue
        if any(day(cell(row, "signed")) for row in _ndas(facts, service.vendor)):
            continue
        started = service.first_access is not None and service.first_access <= facts.as_of
        yield Hit(
            service.vendor,
            _args(facts, service),
            (place(service),),
            key=service.id,
            severity="high" if started else rule.severity,
        )


def nda_expired(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find confidentiality agreements that ran out while the service goes on."""
    for service in facts.inventory.services:
        untils = [service.nda_until] if service.nda_until else []
        untils += filter(None, (day(cell(row, "expiry")) for row in _ndas(facts, service.vendor)))
        if untils and max(untils) < facts.as_of and not _ended(service, facts.as_of):
            args = _args(facts, service) | {"until": max(untils)}
            yield Hit(service.vendor, args, (place(service),), key=service.id)


def nda_clause_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find confidentiality agreements without a clause their kind needs."""
    needed = rule.parameters["clauses"]
    rows = facts.rows("REG-NDA")
    for at, kind, have in rows.read(("kind", str), ("clauses", several)):
        missing = [c for c in needed.get(kind, needed["other"]) if c not in have]
        if have and missing:
            line = rows.lines[at]
            args: Args = {
                "row": line,
                "clauses": tuple(f"REG-NDA.clauses.{clause}" for clause in missing),
            }
            yield Hit(facts.nda_vendors[at] or "REG-NDA", args, (rows.place(at),), str(line))


def agreement_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find entrusted parties that touch personal data without a processing agreement."""
    for service in facts.inventory.services:
        entrusted = service.role in rule.parameters["roles"]
        if not entrusted or service.processing_agreement or not facts.touches_personal(service):
            continue
        unknown = service.processing_agreement is None
        yield Hit(
            service.vendor,
            _args(facts, service),
            (place(service),),
            key=service.id,
            severity=rule.parameters["severity_if_unknown"] if unknown else rule.severity,
        )


def contract_ended(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find services that go on after their contract ran out."""
    for service in facts.inventory.services:
        until = service.contract_until
        if until and until < facts.as_of and not _ended(service, facts.as_of):
            yield Hit(
                service.vendor,
                _args(facts, service) | {"until": until},
                (place(service),),
                key=service.id,
            )


def export_without_mechanism(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find services that take personal data abroad with no export mechanism on record."""
    home = {country.upper() for country in rule.parameters["home"]}
    for service in facts.inventory.services:
        abroad = tuple(c for c in service.countries if c.upper() not in home)
        if not abroad or not facts.touches_personal(service):
            continue
        if service.transfer_mechanism in (None, "none"):
            yield Hit(
                service.vendor,
                _args(facts, service)
                | {"countries": tuple(f"country.{c.upper()}" for c in abroad)},
                (place(service),),
                key=service.id,
            )


def knocked_out(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find third parties that fail a fatal question."""
    for vendor in facts.vendors:
        failed = [k for k in vendor.knockouts if k.state in rule.parameters["states"]]
        if failed:
            fatal = tuple(dict.fromkeys(f"fatal.{k.rule}" for k in failed))
            args: Args = {
                "vendor": vendor.id,
                "name": vendor.name,
                "n": len(fatal),
                "fatal": fatal,
            }
            yield Hit(vendor.id, args, tuple(dict.fromkeys(k.question for k in failed)))


def not_assessable(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find third parties whose answers do not suffice for a verdict."""
    for vendor in facts.vendors:
        if vendor.verdict == "insufficient":
            args: Args = {"vendor": vendor.id, "name": vendor.name, "coverage": vendor.coverage}
            yield Hit(vendor.id, args)


def _args(facts: Facts, service: Service) -> Args:
    vendor = facts.vendor_by_id.get(service.vendor)
    return {
        "vendor": service.vendor,
        "name": vendor.name if vendor else service.vendor,
        "service": service.id,
    }


def _ndas(facts: Facts, vendor: str) -> tuple[RegisterRow, ...]:
    return facts.confidentiality.get(vendor, ())


def _has_access(facts: Facts, service: Service) -> bool:
    logical = service.logical_access not in (None, "none")
    return logical or bool(service.physical_access) or facts.touches_personal(service)


def _ended(service: Service, as_of: dt.date) -> bool:
    return service.end is not None and service.end < as_of
