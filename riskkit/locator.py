"""Which scanned assets hold a person: asked by a keyed hash, answered by places and counts.

The identifier itself is never stored, shown or passed on: the asker makes its hash with
`fingerprint`, the search hashes every cell with the same key and compares. A phone number can be
guessed from an unkeyed hash, so the key must be secret and long.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from .catalogue.spelling import same_person, same_word
from .errors import ParameterError, SourceError
from .model.inventory import Inventory
from .model.value import Value
from .sources import Extract, open_source, resolve_inside, source_name

KEY_BYTES = 16
_KEPT = 1 << 18
_LONGEST = 120
_SEPARATORS = re.compile(r"[\s()\-–—.·/]+")
_ABROAD = re.compile(r"^(?:\+|00)?(?:86(?=1\d{10}$)|852(?=[2-9]\d{7}$)|853(?=6\d{7}$))")
_TAIWAN = re.compile(r"^(?:\+|00)?8860?(?=9\d{8}$)")
_NAME = re.compile(r"[\u3400-\u9fff][\s\u3400-\u9fff·・]*[\u3400-\u9fff]")
_TOKENS = re.compile(r"[^\s,，;；、|<>\"'（）()\[\]：:。！？!?]+")
_RUNS = re.compile(
    r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d[\d ()-]{6,22}\d[Xx]?|[A-Za-z0-9]{4,}", re.A
)
_HAN_RUNS = re.compile(r"[\u3400-\u9fff]{2,}")
_NAME_LENGTHS = (2, 3, 4)
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
    """Return an identifier as it is compared: one width, case and script, no separators.

    Mobile numbers of the mainland, Hong Kong, Macao and Taiwan lose the country before them.

    >>> plain("+86 138-0013-8000") == plain("１３８００１３８０００")
    True
    >>> plain("+886 912 345 678") == plain("0912-345-678"), plain("張 三") == plain("张三")
    (True, True)
    """
    if _NAME.fullmatch(identifier.strip()):
        return same_person(identifier)
    text = unicodedata.normalize("NFKC", identifier).strip().upper()
    if "@" in text:
        return text
    return _TAIWAN.sub("0", _ABROAD.sub("", _SEPARATORS.sub("", text)))


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
    if len(text) < 4 and not _NAME.fullmatch(text):
        raise ParameterError("an identifier needs at least 4 letters or digits")
    return _hashed(text, key).hex()


def _hashed(text: str, key: bytes) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def locate(inventory: Inventory, folder: Path, wanted: str, key: bytes) -> Located:
    """Search the data of every asset for a person.

    Parameters
    ----------
    inventory : Inventory
    folder : Path
        The engagement folder.
    wanted : str
        The `fingerprint` of a phone number, identity number, e-mail, member number or name. A
        Chinese name is found within a longer text, too, and so may be part of another word.
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
    aim = bytes.fromhex(wanted)

    @lru_cache(maxsize=_KEPT)
    def is_wanted(word: str) -> bool:
        return hmac.compare_digest(_hashed(word, key), aim)

    places: list[Place] = []
    unseen: list[str] = []
    searched = 0
    for asset in inventory.assets:
        for name in asset.data:
            for found in _search(asset.id, name, folder, is_wanted):
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
    asset: str, name: str, folder: Path, is_wanted: Callable[[str], bool]
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
                for column, rows in _columns(extract, is_wanted):
                    yield Place(
                        asset=asset, source=source.name, table=table.name, column=column, rows=rows
                    )
                yield extract.scanned
            yield from (f"{part.source}::{part.part}" for part in source.unseen)
    except SourceError:
        yield source_name(name)


def _columns(extract: Extract, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, int]]:
    for number, column in enumerate(extract.columns):
        cells = extract.ask(
            f"SELECT c{number} v, count(*) FROM {extract.relation} WHERE c{number} <> '' GROUP BY v"
        )
        rows = sum(count for cell, count in cells if any(map(is_wanted, _words(cell))))
        if rows:
            yield column, rows


def _words(cell: str) -> Iterator[str]:
    """Yield what a cell may name a person by: all of it, its words, numbers in it, names in it."""
    text = cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
    parts = [text, *_TOKENS.findall(text), *_RUNS.findall(text)]
    for part in dict.fromkeys(parts):
        word = plain(part)
        if 4 <= len(word) <= _LONGEST or _NAME.fullmatch(word):
            yield word
    for run in _HAN_RUNS.findall(same_word(text)) if not text.isascii() else ():
        for length in _NAME_LENGTHS:
            yield from (run[at : at + length] for at in range(len(run) - length + 1))


__all__ = ["Located", "Place", "fingerprint", "locate", "plain"]
