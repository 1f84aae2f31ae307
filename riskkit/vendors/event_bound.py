"""Vendors of an event: the people they send, what passes their hands, what they destroy.

Read from the list of vendor staff and the registers of confidentiality, custody, seals, media
and destruction. A person is told by the row of the list, never by name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..catalogue.knowledge import fold
from ..model.cells import day, moment
from ..model.inventory import Inventory, RegisterRow, Row, Service, Vendor, VendorPerson
from ..model.vendor_facts import Custody, People

SHORT_FORM = 3
"""Characters of a name that suffice as its short form."""


@dataclass(frozen=True, eq=False)
class Event:
    """One vendor with its services and everything the registers hold of it."""

    vendor: Vendor
    services: Sequence[Service]
    inventory: Inventory
    as_of: dt.date

    def rows(self, register: str) -> Sequence[RegisterRow]:
        """Return the rows of a register."""
        return self.inventory.registers.get(register, ())

    @cached_property
    def staff(self) -> tuple[VendorPerson, ...]:
        """The persons this vendor sends."""
        return tuple(row for row in self.inventory.staff if row.vendor == self.vendor.id)

    @cached_property
    def parties(self) -> frozenset[str]:
        """How a handover may call this vendor: by id, by name, or by one of its people."""
        words = (self.vendor.id, self.vendor.name, *(person.person for person in self.staff))
        return frozenset(fold(word) for word in words)

    def is_party(self, cell: str) -> bool:
        """Say whether a cell of a handover means this vendor or one of its people.

        A short form counts: the first three or more characters of the vendor's name.
        """
        word, name = fold(cell), fold(self.vendor.name)
        return word in self.parties or (
            len(word) >= SHORT_FORM and (name.startswith(word) or word.startswith(name))
        )


def people_of(event: Event) -> People | None:
    """Compare the people a vendor sends with what each of them signed.

    Parameters
    ----------
    event : Event

    Returns
    -------
    People or None
        None for a vendor whose people do not come near the data in the flesh. A signature
        missing in the list is looked for in the register of confidentiality agreements, under
        the same vendor and the same person.
    """
    physical = any(service.physical_access for service in event.services)
    if not physical and not event.staff:
        return None
    without, late, lapsed, unchecked, signed = [], [], [], [], 0
    for person in event.staff:
        day_signed, until = _signature(person, event)
        first, place = person.first_access, where(person)
        ended = min(person.last_access or event.as_of, event.as_of)
        if day_signed is None or day_signed > event.as_of:
            without.append(place)
        else:
            signed += 1
            if first is not None and day_signed > first:
                late.append(place)
            if until is not None and until < ended:
                lapsed.append(place)
        if person.identity_checked is False:
            unchecked.append(place)
    return People(
        named=len(event.staff),
        signed=signed,
        without=tuple(without),
        late=tuple(late),
        lapsed=tuple(lapsed),
        unchecked=tuple(unchecked),
        unnamed=physical and not event.staff,
    )


def _signature(person: VendorPerson, event: Event) -> tuple[dt.date | None, dt.date | None]:
    if person.nda_signed is not None:
        return person.nda_signed, person.nda_until
    own = [
        row
        for row in event.rows("REG-NDA")
        if row.cells.get("vendor", "") in ("", event.vendor.id)
        and fold(row.cells.get("party", "")) == fold(person.person)
    ]
    dated = [(at, day(row.cells.get("expiry"))) for row in own if (at := _signed(row))]
    return min(dated, key=lambda pair: pair[0]) if dated else (None, person.nda_until)


def _signed(row: RegisterRow) -> dt.date | None:
    return day(row.cells.get("signed"))


def custody_of(event: Event) -> Custody | None:
    """Follow the items that passed through a vendor's hands, with their signatures and seals.

    Returns
    -------
    Custody or None
        None if no handover names the vendor. Each broken rule lists the rows that show it.
    """
    all_rows = [row for row in event.rows("REG-CUSTODY") if fold(row.cells.get("item", ""))]
    mine = [row for row in all_rows if _hands(row, event)]
    if not mine:
        return None
    items = {fold(row.cells["item"]) for row in mine}
    seals = [row for row in event.rows("REG-SEAL") if fold(row.cells.get("box_no", "")) in items]
    sealed = {fold(row.cells.get("box_no", "")) for row in seals}
    boxes = {fold(row.cells.get("box_no", "")) for row in event.rows("REG-BOX")} & items
    received = {fold(row.cells.get("item", "")) for row in event.rows("REG-RECEIVE")}
    first = {fold(row.cells["item"]): where(row) for row in reversed(mine)}
    return Custody(
        items=len(items),
        handovers=len(mine),
        unsigned=places(row for row in mine if row.cells.get("signature") != "yes"),
        gaps=places(_gaps([row for row in all_rows if fold(row.cells["item"]) in items])),
        unreceived=tuple(sorted(first[item] for item in items - received)),
        seals=len(seals),
        unsealed=tuple(sorted(first[box] for box in boxes - sealed)),
        unchecked=places(row for row in seals if not row.cells.get("checked_at", "").strip()),
        mismatched=places(row for row in seals if _misread(row)),
        broken=places(row for row in seals if row.cells.get("state") in ("broken", "missing")),
    )


def _hands(row: RegisterRow, event: Event) -> bool:
    return any(event.is_party(row.cells.get(side, "")) for side in ("from_party", "to_party"))


def _gaps(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """Return the handovers by a party that had not received the item."""
    by_item: dict[str, list[tuple[dt.datetime, int, RegisterRow]]] = {}
    for row in rows:
        if at := moment(row.cells.get("time")):
            by_item.setdefault(fold(row.cells["item"]), []).append((at, row.line, row))
    broken = []
    for timed in by_item.values():
        timed.sort(key=lambda one: one[:2])
        for (_, _, before), (_, _, after) in pairwise(timed):
            if fold(before.cells.get("to_party", "")) != fold(after.cells.get("from_party", "")):
                broken.append(after)
    return broken


def _misread(row: RegisterRow) -> bool:
    read = fold(row.cells.get("number_read", ""))
    return bool(read) and read != fold(row.cells.get("seal_no", ""))


def places(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return where some rows stand, in the order of file and line."""
    return tuple(where(row) for row in sorted(rows, key=lambda row: (row.file, row.line)))


def where(row: Row) -> str:
    """Return where a row stands, never what stands there."""
    return f"{row.file}:{row.line}"
