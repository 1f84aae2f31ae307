"""Records that must exist in a window around the event, each side of a before/after pair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ..catalogue.spelling import same_word
from ..model.cells import day, several
from ..model.event import GatePair, ItemState
from ..model.inventory import Inventory
from ..model.register_table import RegisterTable

Standing = tuple[ItemState, tuple[str, ...], int, int]
"""State, places of the records, how many of them are there, how many are wanted."""


def window_of(pair: GatePair, event: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of a pair's window; None is without bound."""
    start = event + dt.timedelta(days=pair.start) if pair.start is not None else None
    end = event + dt.timedelta(days=pair.end) if pair.end is not None else None
    return start, end


def standing(
    pair: GatePair, inventory: Inventory, as_of: dt.date, words: Mapping[str, str]
) -> Standing:
    """Return how a pair stands: done, open, not due yet, or unknown where nothing is kept.

    Parameters
    ----------
    pair : GatePair
    inventory : Inventory
    as_of : date
        Records after this day are not yet there.
    words : mapping of folded name to asset id
        So that a system is the same whether it is called by id or by name.
    """
    event = inventory.header.event_date
    rows = RegisterTable.of(inventory.registers.get(pair.register_id, ()))
    if event is None or not rows:
        later = event is not None and _ahead(pair, event, as_of)
        return ("later" if later else "unknown", (), 0, 0)
    start, end = window_of(pair, event)
    good = _fitting(rows, pair, start, min(end or as_of, as_of))
    wanted = _wanted(pair, inventory, words)
    if wanted is not None:
        have = {_key(text, words) for text in {rows.cell(at, pair.per or "") for at in good}}
        have &= wanted
        found, needed = len(have), len(wanted)
    else:
        found, needed = min(len(good), 1), 1
    places = tuple(map(rows.place, good[:20]))
    if found >= needed and needed:
        return ("done", places, found, needed)
    if _ahead(pair, event, as_of):
        return ("later", places, found, needed)
    return ("open" if needed else "unknown", places, found, needed)


def asset_words(inventory: Inventory) -> dict[str, str]:
    """Return the ids of the assets by folded name and id."""
    named = {same_word(asset.name): asset.id for asset in inventory.assets}
    return named | {same_word(asset.id): asset.id for asset in inventory.assets}


def _ahead(pair: GatePair, event: dt.date, as_of: dt.date) -> bool:
    return pair.start is not None and as_of < event + dt.timedelta(days=pair.start)


def _fitting(rows: RegisterTable, pair: GatePair, start: dt.date | None, end: dt.date) -> list[int]:
    """Return the places of the records within the window that are of the kind wanted."""
    return [
        at
        for at, on in rows.read((pair.dated, day))
        if on is not None and on <= end and (start is None or on >= start)
        if all(set(several(rows.cell(at, c))) & set(values) for c, values in pair.where.items())
    ]


def _wanted(pair: GatePair, inventory: Inventory, words: Mapping[str, str]) -> set[str] | None:
    if pair.across is None:
        return None
    register, column = pair.across
    held = RegisterTable.of(inventory.registers.get(register, ())).column(column)
    return {key for text in held.texts if (key := _key(text, words))}


def _key(cell: str, words: Mapping[str, str]) -> str:
    return words.get(same_word(cell), same_word(cell))
