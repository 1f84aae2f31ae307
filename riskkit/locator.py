"""Which scanned assets hold a person: asked by a keyed hash, answered by places and counts.

The identifier itself is never stored, shown or passed on: the asker makes its hash with
`fingerprint`, the search hashes every cell with the same key and compares. A phone number can be
guessed from an unkeyed hash, so the key must be secret and long.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from .errors import ParameterError, SourceError
from .model.inventory import Inventory
from .model.value import Value
from .sources import Extract, open_source, resolve_inside, source_name

KEY_BYTES = 16
_BATCH = 2000
_SEPARATORS = re.compile(r"[\s()\-–—.·/]+")
_PREFIX = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)")
_TOKENS = re.compile(r"[^\s,，;；、|<>\"'（）()\[\]：:。！？!?]+")
_NUMBERS = re.compile(r"(?<!\d)\d{11}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)")
_HASH = re.compile(r"[0-9a-f]{64}")


class Place(Value):
    """A column that holds the person: how many of its rows do."""

    asset: str
    source: str
    table: str = ""
    column: str
    rows: int


class Located(Value):
    """Where a person was found, and which parts could not be searched."""

    places: tuple[Place, ...] = ()
    searched: int = 0
    unseen: tuple[str, ...] = ()
    without_data: tuple[str, ...] = ()


def plain(identifier: str) -> str:
    """Return an identifier as it is compared: one width, no separators, upper case.

    >>> plain("+86 138-0013-8000") == plain("１３８００１３８０００")
    True
    """
    text = unicodedata.normalize("NFKC", identifier).strip().upper()
    if "@" in text:
        return text
    return _PREFIX.sub("", _SEPARATORS.sub("", text))


def fingerprint(identifier: str, key: bytes) -> str:
    """Return the keyed hash (HMAC-SHA-256) of an identifier, as 64 hexadecimal digits.

    Raises
    ------
    ParameterError
        If the key has fewer than 16 bytes or the identifier is empty.
    """
    if len(key) < KEY_BYTES:
        raise ParameterError(f"the key needs at least {KEY_BYTES} bytes")
    text = plain(identifier)
    if len(text) < 4:
        raise ParameterError("an identifier needs at least 4 letters or digits")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def locate(inventory: Inventory, folder: Path, wanted: str, key: bytes) -> Located:
    """Search the data of every asset for a person.

    Parameters
    ----------
    inventory : Inventory
    folder : Path
        The engagement folder.
    wanted : str
        The `fingerprint` of a phone number, identity number, e-mail, member number or name.
    key : bytes
        The key it was made with.

    Returns
    -------
    Located
        Places by asset, table and column with the number of rows; never a cell. Assets that
        name no data cannot be searched and are listed.

    Raises
    ------
    ParameterError
        If `wanted` is no such hash.
    """
    if not _HASH.fullmatch(wanted):
        raise ParameterError("a hash has 64 hexadecimal digits; `riskkit locate` can make it")
    places: list[Place] = []
    unseen: list[str] = []
    searched = 0
    for asset in inventory.assets:
        for name in asset.data:
            for found in _search(asset.id, name, folder, wanted, key):
                if isinstance(found, Place):
                    places.append(found)
                elif isinstance(found, str):
                    unseen.append(found)
                else:
                    searched += found
    without = tuple(asset.id for asset in inventory.assets if not asset.data)
    return Located(
        places=tuple(places), searched=searched, unseen=tuple(unseen), without_data=without
    )


def _search(
    asset: str, name: str, folder: Path, wanted: str, key: bytes
) -> Iterator[Place | str | int]:
    """Yield the places of a source, the names of what cannot be read, and the rows searched."""
    try:
        place = name if "://" in name else resolve_inside(folder, name)
        with open_source(place, name=name) as source:
            for table in source:
                try:
                    extract = table.extract("all")
                except SourceError:
                    yield f"{source.name}::{table.name}"
                    continue
                for column, rows in _columns(extract, wanted, key):
                    yield Place(
                        asset=asset, source=source.name, table=table.name, column=column, rows=rows
                    )
                yield extract.scanned
            yield from (f"{part.source}::{part.part}" for part in source.unseen)
    except SourceError:
        yield source_name(name)


def _columns(extract: Extract, wanted: str, key: bytes) -> Iterator[tuple[str, int]]:
    for number, column in enumerate(extract.columns):
        rows = sum(
            count
            for value, count in extract.tally(number, max(extract.scanned, 1))
            if _holds(value, wanted, key)
        )
        if rows:
            yield column, rows


def _holds(cell: str, wanted: str, key: bytes) -> bool:
    """Say whether a cell is the identifier, or one of the words in it is."""
    return any(
        hmac.compare_digest(hmac.new(key, word.encode(), hashlib.sha256).hexdigest(), wanted)
        for word in _words(cell)
    )


def _words(cell: str) -> Iterator[str]:
    whole = plain(cell)
    if 4 <= len(whole) <= 120:
        yield whole
    normal = unicodedata.normalize("NFKC", cell)
    for token in dict.fromkeys(_TOKENS.findall(normal)):
        word = plain(token)
        if 4 <= len(word) <= 120 and word != whole:
            yield word
    for digits in dict.fromkeys(_NUMBERS.findall(normal)):
        if digits.upper() != whole:
            yield digits.upper()


__all__ = ["Located", "Place", "fingerprint", "locate", "plain"]
