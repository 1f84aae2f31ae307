"""Different persons counted, in a table, in an asset, and over all assets.

In: the columns of a table with their verdicts. Out: an interval of persons and, in memory alone,
the salted hashes of their identifiers, so that the same person in two tables counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from ..model.assessment import Column
from ..model.persons import UNCOUNTED, PersonCount, PersonKey, Persons, SharedPersons
from ..model.value import Interval
from ..sources import Extract
from ..sources.fingerprints import (
    Fingerprint,
    Inside,
    Part,
    Wanted,
    fingerprint,
    fingerprint_texts,
)
from .rulebook import Rulebook

if TYPE_CHECKING:
    import numpy as np

    Hashes = dict[str, np.ndarray[Any, Any]]

ENOUGH = 0.5
"""The best identifier is the first that at least this share of the identified rows has."""


@dataclass(frozen=True, eq=False)
class Tally:
    """The persons of one table, or of several put together.

    `hi` is None where nobody knows; `by` is the key that `lo` counts; `hashes` are by key, of
    those values that mean the same person elsewhere; `in_text` says that `lo` counts what
    texts hold.
    """

    lo: int = 0
    hi: int | None = 0
    by: str | None = None
    rows: int = 0
    hashes: Hashes = field(default_factory=dict, repr=False)
    in_text: bool = False


def tally_persons(
    extract: Extract,
    columns: Sequence[Column],
    keys: Mapping[str, PersonKey],
    *,
    rules: Rulebook,
    secret: str,
) -> Tally:
    """Count the persons of a table.

    Parameters
    ----------
    extract : Extract
        The rows that were read.
    columns : sequence of Column
        The verdicts, one for each column of the extract.
    keys : mapping of id to PersonKey
        What tells persons apart, the best first.
    rules : Rulebook
        How identifiers are written in texts, and what people write where there is nothing.
    secret : str
        The salt of this run.

    Returns
    -------
    Tally
        From the different values of the best key to the different combinations of all keys,
        at most one person a row (or as many as the row has names of). Texts bound it from
        below by the commonest kind of identifier in them, from above by nothing.
    """
    held = [i for i, column in enumerate(columns) if column.personal]
    if not held:
        return Tally()
    wanted = [one for key in keys.values() if (one := _wanted(key, columns, extract)) is not None]
    found = fingerprint(extract, wanted, held, empty=rules.empty, secret=secret)
    best = _best(found.keys)
    slots = max([1, *(_several(columns, part.entities) for k in keys.values() for part in k.parts)])
    lo = best.distinct if best else 0
    unread = None if extract.estimated else extract.rows - extract.scanned
    most: int | None = None
    if unread is not None and not any(map(_is_text, columns)):
        most = max(lo, (min(found.combined, found.rows) + found.loose + unread) * slots)
    tally = Tally(
        lo=lo,
        hi=most,
        by=best.key if best else None,
        rows=found.rows + found.loose,
        hashes={one.key: one.linked for one in found.keys if len(one.linked)},
    )
    return _with_texts(tally, extract, columns, _inside(keys, columns, rules), secret)


def _with_texts(
    tally: Tally,
    extract: Extract,
    columns: Sequence[Column],
    wanted: Sequence[Inside],
    secret: str,
) -> Tally:
    """Return the tally with whom the texts of the table tell of.

    Beside a row's own identifier a text mostly tells of the same person: only where a table
    has none are those of its texts persons who may be met elsewhere.
    """
    texts = [i for i, column in enumerate(columns) if _is_text(column)]
    if not texts or not wanted:
        return tally
    found = fingerprint_texts(extract, texts, wanted, secret=secret)
    best = max(found, key=lambda one: one.distinct)
    if best.distinct <= tally.lo:
        return tally
    hashes = tally.hashes if tally.by else {o.key: o.linked for o in found if len(o.linked)}
    return replace(tally, lo=best.distinct, by=best.key, hashes=hashes, in_text=True)


def _inside(
    keys: Mapping[str, PersonKey], columns: Sequence[Column], rules: Rulebook
) -> list[Inside]:
    """Return which keys to look for in texts: those of the entities that were found there."""
    met = {entity for column in columns if _is_text(column) for entity in column.entities}
    least = rules.weight("persons.in_text")
    wanted = []
    for key in keys.values():
        part = key.parts[0]
        written = [
            pattern.regex
            for entity in part.entities
            if key.in_text and entity in met
            for pattern in rules.entities[entity].patterns
            if pattern.text == "free" and not pattern.masked and pattern.score >= least
        ]
        if written:
            wanted.append(Inside(key.id, "|".join(written), part.normal, part.minimum, key.links))
    return wanted


def _is_text(column: Column) -> bool:
    return column.personal and column.entity == "FREE_TEXT_PII"


def _wanted(key: PersonKey, columns: Sequence[Column], extract: Extract) -> Wanted | None:
    """Return where a table has a key, or None: of several columns that of the most values.

    The cashier's number stands in every row and the member's in some: the members are the many.
    """
    parts = []
    for part in key.parts:
        able = [
            i
            for i, column in enumerate(columns)
            if column.entity in part.entities and not column.masked and _is_meant(column, key)
        ]
        if not able:
            return None
        chosen = max(able, key=lambda i: (columns[i].distinct or 0, columns[i].hits, -i))
        parts.append(Part(column=chosen, normal=part.normal, minimum=part.minimum))
    return Wanted(key=key.id, parts=tuple(parts), links=key.links)


def _is_meant(column: Column, key: PersonKey) -> bool:
    return column.personal or len(key.parts) > 1


def _best(keys: Sequence[Fingerprint]) -> Fingerprint | None:
    most = max((one.rows for one in keys), default=0)
    return next((one for one in keys if one.rows and one.rows >= ENOUGH * most), None)


def _several(columns: Sequence[Column], entities: Sequence[str]) -> int:
    """Return how many columns of a table hold one of these entities: a row may name several."""
    return sum(column.personal and column.entity in entities for column in columns)


def merge(tallies: Iterable[Tally]) -> Tally:
    """Return the persons of several tables together, each known person counted once.

    `lo` is the largest of the lower bounds and of the unions by one key; from `hi`, the sum,
    those are taken off whom a table shares with the ones before it.
    """
    import numpy as np

    tallies = [tally for tally in tallies if tally.rows]
    if len(tallies) == 1:
        return tallies[0]
    together: Hashes = {}
    least: Hashes = {}
    total: int | None = 0
    for tally in tallies:
        again = 0
        for key, hashes in tally.hashes.items():
            if key in together:
                again = max(again, len(np.intersect1d(hashes, together[key], assume_unique=True)))
                together[key] = np.union1d(together[key], hashes)
            else:
                together[key] = hashes
        if tally.by in tally.hashes:
            mine = tally.hashes[tally.by]
            least[tally.by] = np.union1d(least[tally.by], mine) if tally.by in least else mine
        total = None if total is None or tally.hi is None else total + tally.hi - again
    bounds = {tally.lo: tally.by for tally in tallies} | {len(h): key for key, h in least.items()}
    texts = {t.by for t in tallies if t.in_text} - {t.by for t in tallies if not t.in_text}
    lo = max(bounds, default=0)
    return Tally(
        lo=lo,
        hi=None if total is None else max(lo, total),
        by=bounds.get(lo),
        rows=sum(tally.rows for tally in tallies),
        hashes=together,
        in_text=bounds.get(lo) in texts,
    )


def persons_of(tallies: Mapping[str, Sequence[Tally]]) -> Persons:
    """Return the persons of assets, from the tallies of their tables.

    After this nothing of the hashes is left but counts.
    """
    merged = {asset: merge(some) for asset, some in tallies.items()}
    merged = {asset: tally for asset, tally in merged.items() if tally.rows}
    if not merged:
        return UNCOUNTED
    union = merge(merged.values())
    return Persons(
        assets=tuple(_count(asset, tally) for asset, tally in merged.items()),
        shared=tuple(_shared(merged)),
        union=Interval(lo=union.lo, hi=union.hi),
    )


def _count(asset: str, tally: Tally) -> PersonCount:
    return PersonCount(
        asset=asset,
        persons=Interval(lo=tally.lo, hi=tally.hi),
        by=tally.by,
        rows=tally.rows,
        linked=len(tally.hashes.get(tally.by or "", ())),
        in_text=tally.in_text,
    )


def _shared(merged: Mapping[str, Tally]) -> Iterable[SharedPersons]:
    import numpy as np

    for (asset, one), (other, two) in combinations(merged.items(), 2):
        for key in sorted(one.hashes.keys() & two.hashes.keys()):
            both = np.intersect1d(one.hashes[key], two.hashes[key], assume_unique=True)
            if len(both):
                yield SharedPersons(asset=asset, other=other, by=key, shared=len(both))
