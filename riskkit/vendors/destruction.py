"""Destruction reconciled: each medium handed over against exactly one certificate that names it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..catalogue.knowledge import fold
from ..model.cells import day
from ..model.inventory import RegisterRow
from ..model.vendor_facts import Destruction
from .event_bound import Event, places, where

# "HD-01" may be typed "hd 01", but is no part of "HD-011" or "HD-01-B"
_BEFORE, _AFTER, _JOINT = r"(?<![a-z0-9])(?<![a-z0-9][-_])", r"(?![-_]?[a-z0-9])", r"[\s_-]*"
GONE = frozenset({"destroyed", "wiped", "to_dispose"})


def destruction_of(
    event: Event, methods_fit: Mapping[str, tuple[str, ...]], nobody: Collection[str] = ()
) -> Destruction | None:
    """Reconcile the certificates of a destroying vendor to the serial numbers of the inventory.

    Parameters
    ----------
    event : Event
    methods_fit : mapping of kind of medium to methods
        Which methods leave nothing on a medium of that kind.
    nobody : collection of str
        Folded words that say that there was none.

    Returns
    -------
    Destruction or None
        None if the vendor destroys nothing. A medium is expected if its asset belongs to a
        service of a destroying vendor and is to be disposed of or gone; an asset without a
        listed medium is expected under its own id or name. A certificate proves every medium
        that it names, from the day it bears.
    """
    rows = [row for row in event.rows("REG-DESTR") if _is_by(row, event)]
    if not rows and event.vendor.kind != "destruction":
        return None
    listed = _listed(event)
    expected = _expected(event, listed) if event.vendor.kind == "destruction" else {}
    proofs: dict[str, list[RegisterRow]] = {}
    unknown = []
    for row in rows:
        keys = _meant(row, listed, event)
        if not keys:
            unknown.append(row)
        for key in keys if _number(row) and not _to_come(row, event) else ():
            proofs.setdefault(key, []).append(row)
    twice = {key for key, rows in proofs.items() if _twice(rows, serial=key in listed.places)}
    return Destruction(
        media=len(expected),
        certificates=sum(bool(_number(row)) for row in rows),
        proven=sum(key in proofs and key not in twice for key in expected),
        missing=tuple(sorted(expected[key] for key in expected if key not in proofs)),
        unknown=places(unknown),
        repeated=places(row for key in twice for row in proofs[key]),
        unnumbered=places(row for row in rows if not _number(row)),
        unwitnessed=places(row for row in rows if _unwitnessed(row, event, nobody)),
        unfit=places(row for row in rows if _unfit(row, methods_fit)),
        early=places(row for row in rows if _before_handover(row, event)),
    )


def _is_by(row: RegisterRow, event: Event) -> bool:
    named = row.cells.get("vendor", "").strip()
    if named:
        return named == event.vendor.id
    return event.is_party(row.cells.get("person", ""))


@dataclass(frozen=True)
class Listed:
    """The media of the inventory: serial to where it is listed, and to its asset."""

    places: Mapping[str, str]
    assets: Mapping[str, str]

    @cached_property
    def _forms(self) -> dict[str, re.Pattern[str]]:
        return {
            serial: re.compile(_BEFORE + _JOINT.join(map(re.escape, serial)) + _AFTER)
            for serial in self.places
        }

    def named_in(self, medium: str) -> tuple[str, ...]:
        """Return the serials that the cell of a certificate names, however they were typed."""
        text, folded = unicodedata.normalize("NFKC", medium).casefold(), fold(medium)
        return tuple(
            serial
            for serial, form in self._forms.items()
            if serial in folded and (serial == folded or form.search(text))
        )


def _listed(event: Event) -> Listed:
    rows = [(fold(row.cells.get("serial", "")), row) for row in event.rows("REG-MEDIA")]
    return Listed(
        {serial: where(row) for serial, row in rows if serial},
        {serial: row.cells.get("asset", "") for serial, row in rows if serial},
    )


def _expected(event: Event, listed: Listed) -> dict[str, str]:
    touched = {asset for service in event.services for asset in service.assets}
    result: dict[str, str] = {}
    for asset in event.inventory.assets:
        if asset.id in touched and asset.state in GONE:
            serials = [serial for serial, of in listed.assets.items() if of == asset.id]
            result |= {serial: listed.places[serial] for serial in serials} or {
                fold(asset.id): asset.id
            }
    return result


def _meant(row: RegisterRow, listed: Listed, event: Event) -> tuple[str, ...]:
    """Return the media a certificate names: listed serials, else an asset without serials."""
    medium = row.cells.get("medium", "")
    if serials := listed.named_in(medium):
        return serials
    cells = {fold(row.cells.get("asset", "")), fold(medium)}
    for asset in event.inventory.assets:
        if fold(asset.id) in cells or fold(asset.name) in cells:
            return () if asset.id in listed.assets.values() else (fold(asset.id),)
    return ()


def _twice(rows: list[RegisterRow], *, serial: bool) -> bool:
    """Say whether two certificates name the very same medium."""
    if serial:
        return len(rows) > 1
    media = [fold(row.cells.get("medium", "")) for row in rows]
    return len(media) > len(set(media))


def _number(row: RegisterRow) -> str:
    return row.cells.get("certificate_no", "").strip()


def _unwitnessed(row: RegisterRow, event: Event, nobody: Collection[str]) -> bool:
    """Say whether nobody but those who did it saw it: the firm cannot witness its own work."""
    witness = row.cells.get("witness", "")
    own = fold(witness) == fold(row.cells.get("person", "")) or event.is_party(witness)
    return not fold(witness) or fold(witness) in nobody or own


def _unfit(row: RegisterRow, methods_fit: Mapping[str, tuple[str, ...]]) -> bool:
    kind, method = row.cells.get("medium_kind", ""), row.cells.get("method", "")
    return kind in methods_fit and bool(method) and method not in methods_fit[kind]


def _to_come(row: RegisterRow, event: Event) -> bool:
    """Say whether a certificate bears a day after the one on which is judged."""
    done = day(row.cells.get("time"))
    return done is not None and done > event.as_of


def _before_handover(row: RegisterRow, event: Event) -> bool:
    """Say whether a certificate is dated before its vendor's service could begin."""
    done = day(row.cells.get("time"))
    starts: list[dt.date] = [s.first_access for s in event.services if s.first_access]
    return done is not None and bool(starts) and done < min(starts)
