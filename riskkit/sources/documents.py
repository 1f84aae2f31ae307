"""A document: its paragraphs as rows of one column `text`, its tables as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model.value import Argument
from .duck import Reader
from .header import find_header, name_columns
from .table import Extract

PARAGRAPH = 4_000
MAX_DOCUMENT = 64 << 20
MAX_GRIDS = 200
MAX_CELLS = 2_000_000
_SPACES = re.compile(r"\s+")

Grid = list[list[str]]


@dataclass
class Document:
    """What was read of a document.

    `texts` are paragraphs, `grids` tables of four rows or more; smaller ones are forms and
    layout and stand in the texts. `unseen` holds rules and arguments of what was not seen.
    """

    texts: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    unseen: list[tuple[str, dict[str, Argument]]] = field(default_factory=list)
    _cells: int = 0

    def add(self, text: str) -> None:
        """Add a paragraph, cut into pieces of 4,000 characters; an empty one is left out."""
        plain = _SPACES.sub(" ", text.replace("\0", "")).strip()
        self.texts.extend(plain[i : i + PARAGRAPH] for i in range(0, len(plain), PARAGRAPH))

    def add_grid(self, rows: Grid) -> None:
        """Add a table, as one where it has the form of one, else as text."""
        filled = [row for row in rows if any(cell.strip() for cell in row)]
        width = len(filled[0]) if filled else 0
        even = sum(len(row) == width for row in filled) >= 0.8 * len(filled)
        self._cells += sum(map(len, filled))
        room = len(self.grids) < MAX_GRIDS and self._cells <= MAX_CELLS
        if len(filled) >= 4 and width >= 2 and even and room:
            self.grids.append([[_SPACES.sub(" ", cell).strip() for cell in row] for row in filled])
        else:
            for row in filled:
                self.add(" ".join(cell for cell in row if cell.strip()))

    def miss(self, rule: str, **args: Argument) -> None:
        """Note something that was not seen."""
        self.unseen.append((rule, args))

    def text(self, reader: Reader, limit: int | None) -> Extract:
        """Return the paragraphs as an extract of one column `text`."""
        return read_paragraphs(reader, iter(self.texts), limit)

    def grid(self, reader: Reader, rows: Grid, limit: int | None) -> Extract:
        """Return one table as an extract."""
        header, first = find_header(rows)
        body: Sequence[Sequence[object]] = rows[first:]
        cells = rows[header] if header is not None else []
        width = max([len(cells), *map(len, body)], default=1)
        names = name_columns(cells, width)
        kept = body if limit is None else body[:limit]
        return reader.extract_rows(kept, names, total=len(body), named=header is not None)


def read_paragraphs(reader: Reader, texts: Iterator[str], limit: int | None) -> Extract:
    """Return texts as an extract of one column `text`, at most `limit` of them."""
    rows = ([text] for text in texts)
    return reader.extract_rows(rows, ["text"], named=False, limit=limit)
