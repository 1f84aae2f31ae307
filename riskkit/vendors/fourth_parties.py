"""Fourth parties: whom a vendor passes work on to, by the register and by its own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.inventory import Answer, Inventory, Service, Vendor, VendorDocument
from ..model.received import Received
from ..model.value import Reason
from ..model.vendor_facts import Contradiction, FourthParty
from .chain_names import NameLexicon, declared_name, org_key, shown_name

SURE = 5
"""Letters from which one name within another is no chance."""


@dataclass
class _Named:
    name: str
    declared: bool
    place: str | None
    where: list[str]


def fourth_parties_of(
    vendor: Vendor,
    inventory: Inventory,
    names: NameLexicon,
    *,
    services: Sequence[Service],
    answers: Iterable[Answer],
) -> tuple[FourthParty, ...]:
    """Return the organisations behind a vendor, each once, whatever it is called in each place.

    Parameters
    ----------
    vendor : Vendor
    inventory : Inventory
        Dependencies, documents (carved-out organisations) and the other vendors' names.
    names : NameLexicon
    services, answers : sequences
        Those of this vendor. A comment or description is read for names of organisations and
        not kept; a name that is not surely an organisation's is passed over.

    Returns
    -------
    tuple of FourthParty
        Ordered by name. Those only found in the vendor's own words are not `declared`.
    """
    found: dict[str, _Named] = {}
    for service in services:
        for cell in service.subprocessors:
            name, place = declared_name(cell, names)
            _add(found, names, _Named(name, True, place or None, [_place(service)]))
    for row in inventory.dependencies:
        if vendor.id == row.party or org_key(row.party, names) == org_key(vendor.name, names):
            name = shown_name(_vendor_name(row.depends_on, inventory))
            _add(found, names, _Named(name, row.kind != "parent", row.country, [_place(row)]))
    documents = [row for row in inventory.documents if row.vendor == vendor.id]
    sent = [one for one in inventory.received if one.vendor == vendor.id]
    for place, text in _texts(services, answers, documents, sent):
        for name in names.organisations(text):
            _add(found, names, _Named(name, False, None, [place]))
    called = (vendor.name, inventory.header.client, *names.organisations(vendor.name))
    own = {org_key(name, names) for name in called}
    known = {org_key(other.name, names): other.id for other in inventory.vendors}
    kept = {key: one for key, one in found.items() if key and not _is_one_of(key, own)}
    return tuple(
        FourthParty(
            name=one.name,
            declared=one.declared,
            vendor=known.get(key),
            place=one.place[:40] if one.place else None,
            where=tuple(dict.fromkeys(place for place in one.where if place)),
        )
        for key, one in sorted(kept.items(), key=lambda item: (item[1].name, item[0]))
    )


def undeclared(parties: Iterable[FourthParty]) -> tuple[Contradiction, ...]:
    """Return, as contradictions, the parties that a vendor names but nobody declared."""
    return tuple(
        Contradiction(
            rule="undeclared",
            severity="high",
            where=party.where[0] if party.where else "",
            because=Reason(rule="vendor_facts.undeclared", args={"name": party.name}),
        )
        for party in parties
        if not party.declared
    )


def _texts(
    services: Sequence[Service],
    answers: Iterable[Answer],
    documents: Iterable[VendorDocument],
    sent: Iterable[Received],
) -> Iterable[tuple[str, str]]:
    for service in services:
        for text in (service.description, service.notes):
            if text:
                yield _place(service), text
    for answer in answers:
        for text in (answer.comment, answer.na_reason):
            if text:
                yield _place(answer), text
    for received in sent:
        for said in received.answers:
            if said.comment:
                yield f"{received.file}:{said.line}", said.comment
    for document in documents:
        for cell in document.carve_outs:
            yield _place(document), f"hosted by {cell}"


def _is_one_of(key: str, own: Iterable[str]) -> bool:
    """Say whether a name is one of `own`, a branch of it or a product called after it."""
    return any(
        key == one or (min(len(key), len(one)) >= SURE and (key in one or one in key))
        for one in own
    )


def _add(found: dict[str, _Named], names: NameLexicon, one: _Named) -> None:
    key = org_key(one.name, names)
    known = found.setdefault(key, one)
    if known is not one:
        known.declared = known.declared or one.declared
        known.place = known.place or one.place
        known.where += one.where


def _vendor_name(word: str, inventory: Inventory) -> str:
    names: Mapping[str, str] = {vendor.id: vendor.name for vendor in inventory.vendors}
    return names.get(word, word)


def _place(row: Service | Answer | VendorDocument | object) -> str:
    file, line = getattr(row, "file", ""), getattr(row, "line", 0)
    return f"{file}:{line}" if file else ""
