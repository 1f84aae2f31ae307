"""What a sheet's own part says beside its cells: merged areas, drawings, hidden rows and columns.

openpyxl does not tell these in its reading mode that needs no memory, so the part is searched
as bytes, block by block.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

# A formula whose cell holds no stored result: the program that wrote the file never computed it.
_UNSOLVED = re.compile(rb"<f(?:\s[^>]{0,400})?(?:/>|>[^<]{0,8192}</f>)\s*(?:<v ?/>|<v></v>)?</c>")
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell [^>]{0,80}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_HIDDEN = re.compile(rb"<(?:\w+:)?(row|col) ([^>]{0,600})")
_NUMBERED = re.compile(rb'<row [^>]{0,600}?\br="(\d{1,7})"')
_IS_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_SPAN = {b"row": re.compile(rb' r="(\d{1,7})"'), b"col": re.compile(rb' m(?:in|ax)="(\d{1,5})"')}


@dataclass
class SheetExtras:
    """What openpyxl does not tell in its reading mode that needs no memory.

    `merged` holds areas (row, column, row, column; from 0); `hidden_rows` and `hidden_columns`
    spans of places (from 0, both ends included). `last` is the number of the last row with a
    filled cell, 0 for none; None where the rows do not tell their numbers.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    images: int = 0
    unsolved: int = 0
    last: int | None = 0
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def sheet_extras(path: Path, part: str) -> SheetExtras:
    """Search the part of a sheet (``xl/worksheets/sheet1.xml``) as bytes."""
    found = SheetExtras()
    begun: int | None = None
    with zipfile.ZipFile(path) as archive:
        if part not in archive.namelist():
            return found
        with archive.open(part) as stream:
            for block in _blocks(stream):
                begun = _note_last(block, begun, found)
                found.images += block.count(b"<drawing ")
                found.unsolved += len(_UNSOLVED.findall(block)) if b"<f" in block else 0
                if b'hidden="' in block:
                    _note_hidden(block, found)
                for left, top, right, bottom in _MERGE.findall(block):
                    area = (int(top) - 1, _column(left), int(bottom) - 1, _column(right))
                    if len(found.merged) < 20_000:
                        found.merged.append(area)
    return found


def _note_last(block: bytes, begun: int | None, found: SheetExtras) -> int | None:
    """Note the last row with a filled cell; return the row that a block leaves begun."""
    filled = max(block.rfind(b"<v>"), block.rfind(b"<is>"), block.rfind(b"<f"))
    if b"<row>" in block or b":row " in block:
        found.last = None
    elif filled >= 0 and found.last is not None:
        found.last = _row_before(block, filled, begun)
    return _row_before(block, len(block), begun)


def _row_before(block: bytes, end: int, begun: int | None) -> int | None:
    place = block.rfind(b"<row ", 0, end)
    numbered = _NUMBERED.match(block, place) if place >= 0 else None
    return int(numbered[1]) if numbered else begun if place < 0 else None


def _note_hidden(block: bytes, found: SheetExtras) -> None:
    for kind, attributes in _HIDDEN.findall(block):
        spelled = b" " + attributes
        ends = [int(number) - 1 for number in _SPAN[kind].findall(spelled)]
        spans = found.hidden_rows if kind == b"row" else found.hidden_columns
        if ends and len(spans) < 20_000 and _IS_HIDDEN.search(spelled):
            spans.append((min(ends), max(ends)))


def _blocks(stream: IO[bytes], size: int = 1 << 20) -> Iterator[bytes]:
    """Yield blocks of a stream cut at the end of an element, so that no element is torn."""
    rest = b""
    while block := stream.read(size):
        block = rest + block
        end = block.rfind(b">") + 1
        rest = block[end:][-4096:]
        yield block[:end]
    yield rest


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
