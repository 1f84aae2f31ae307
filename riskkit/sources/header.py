"""Where a table begins: the header row below titles and notes, or none at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LOOK = 40
"""Rows looked at; a header further down is not a header."""

# What stands in data and hardly ever in a header: numbers, dates, addresses of mail and net,
# long or masked digits.
_DATUM = re.compile(
    r"[-+¥$€£]?\d[\d,.\s%/:TZ-]*|.*\d{5,}.*|.*@.*\..*|https?://.*|.*\*{2,}.*|\d+[年/-]\d+.*",
    re.DOTALL,
)


def find_header(rows: Sequence[Sequence[object]]) -> tuple[int | None, int]:
    """Find the header among the first rows of a sheet or file.

    Returns
    -------
    tuple
        Index of the header row (None: there is none) and index of the first row of data.
    """
    head = [[_text(cell) for cell in row] for row in rows[:LOOK]]
    width = _width(head)
    for index, row in enumerate(head):
        filled = [cell for cell in row if cell]
        if len(filled) < max(1, round(width * 0.6)) or (width > 1 and len(set(filled)) < 2):
            continue
        if _is_header(row, head[index + 1 :]):
            return index, index + 1
        return None, index
    return None, 0


def name_columns(cells: Sequence[object], width: int) -> list[str]:
    """Return `width` unique column names; a column without a name is numbered from 1."""
    names: list[str] = []
    seen: set[str] = set()
    for index in range(width):
        name = _text(cells[index]) if index < len(cells) else ""
        name = printable(re.sub(r"\s+", " ", name))[:200] or f"column{index + 1}"
        unique, number = name, 2
        while unique in seen:
            unique, number = f"{name}_{number}", number + 1
        seen.add(unique)
        names.append(unique)
    return names


def printable(name: str) -> str:
    r"""Return a name without what would steer a terminal or turn the reading direction.

    >>> printable("a\x1b[31mb\u202ec")
    'a[31mbc'
    """
    return "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def _text(cell: object) -> str:
    return "" if cell is None else unicodedata.normalize("NFKC", str(cell)).strip()


def _width(head: list[list[str]]) -> int:
    """Return the number of filled cells that half of the wider rows reach."""
    widths = sorted((sum(map(bool, row)) for row in head if any(row)), reverse=True)
    return widths[len(widths) // 3] if widths else 0


def _is_header(row: list[str], below: list[list[str]]) -> bool:
    filled = [cell for cell in row if cell]
    if any(_DATUM.fullmatch(cell) or len(cell) > 60 for cell in filled):
        return sum(bool(_DATUM.fullmatch(cell)) for cell in filled) <= len(filled) * 0.1 and any(
            _differs(row, below)
        )
    # All words: a header unless a cell comes back in its own column, as data does.
    repeated = sum(
        any(cell and i < len(other) and other[i] == cell for other in below)
        for i, cell in enumerate(row)
    )
    return repeated <= len(filled) * 0.2 or (
        repeated < len(filled) * 0.5 and any(_differs(row, below))
    )


def _differs(row: list[str], below: list[list[str]]) -> list[bool]:
    """Tell per column whether the cells below are data where this row has a word."""
    told = []
    for i, cell in enumerate(row):
        column = [other[i] for other in below if i < len(other) and other[i]]
        data = sum(bool(_DATUM.fullmatch(other)) for other in column)
        told.append(bool(column) and not _DATUM.fullmatch(cell) and data > len(column) * 0.6)
    return told
