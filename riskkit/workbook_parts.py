"""What a sheet's own part says beside its cells: merged areas, drawings, empty formulas.

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


@dataclass
class SheetExtras:
    """What openpyxl does not tell in its reading mode that needs no memory.

    `merged` holds areas (row, column, row, column; from 0).
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    images: int = 0
    unsolved: int = 0


def sheet_extras(path: Path, part: str) -> SheetExtras:
    """Search the part of a sheet (``xl/worksheets/sheet1.xml``) as bytes."""
    found = SheetExtras()
    with zipfile.ZipFile(path) as archive:
        if part not in archive.namelist():
            return found
        with archive.open(part) as stream:
            for block in _blocks(stream):
                found.images += block.count(b"<drawing ")
                found.unsolved += len(_UNSOLVED.findall(block)) if b"<f" in block else 0
                for left, top, right, bottom in _MERGE.findall(block):
                    area = (int(top) - 1, _column(left), int(bottom) - 1, _column(right))
                    if len(found.merged) < 20_000:
                        found.merged.append(area)
    return found


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
