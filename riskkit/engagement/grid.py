"""A table as rows of text, each with the row number under which a person finds it.

Read from CSV (any delimiter) or from a sheet of a workbook, within bounds: what would be read
only in part is refused, so that no row is lost in silence.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..catalogue.knowledge import fold
from ..errors import Problem
from ..workbook import Sheet, cell_text

# A register is typed by people; what is larger is data to scan, and belongs in extracts/.
MAX_BYTES = 32 << 20
MAX_ROWS = 200_000
MAX_CELL = 100_000
_DELIMITERS = (",", ";", "\t", "|", "，")
_HEAD_ROWS = 30
_SAID = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)  # how Excel notes the delimiter


@dataclass(frozen=True)
class Grid:
    """The rows of one table: (row number, cells), without comments and blank rows."""

    file: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def grid_of_csv(
    file: str, text: str, headers: Collection[str]
) -> tuple[Grid | None, list[Problem]]:
    """Read a CSV text as a grid.

    Parameters
    ----------
    file : str
        What to call the file in messages.
    text : str
        Its text, decoded.
    headers : collection of str
        Folded headers that may stand in it; they tell which delimiter was used.
    """
    rows: list[tuple[int, tuple[str, ...]]] = []
    text = text.removeprefix("\ufeff")
    said = _SAID.match(text)
    delimiter = said[1] if said else _delimiter(text, headers)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if sum(map(len, cells)) > MAX_CELL:
                wide = next((i for i, cell in enumerate(cells) if len(cell) > MAX_CELL), None)
                if wide is not None:
                    return None, [_too_long(file, number, wide)]
            if number > MAX_ROWS:
                return None, [_too_many(file)]
            if is_row(cells) and not (said and number == 1):
                rows.append((number, tuple(cells)))
    except csv.Error as error:
        return None, [_torn(file, number + 1, error)]
    return Grid(file, tuple(rows)), []


def grid_of_sheet(file: str, sheet: Sheet) -> tuple[Grid | None, list[Problem]]:
    """Read a sheet of a workbook as a grid."""
    if sheet.cut == "rows":
        return None, [_too_many(file)]
    problems = []
    if sheet.cut:
        what = "was not read to its end: " + (
            "it has too many columns" if sheet.cut == "columns" else "it has a long run of blanks"
        )
        problems.append(Problem(file, what=what, severity="warning"))
    if sheet.unsolved:
        what = f"{sheet.unsolved} formulas have no stored result and read as empty"
        hint = "open the workbook in a spreadsheet program and save it, or type the values"
        problems.append(Problem(file, what=what, hint=hint, severity="warning"))
    rows = []
    for number, values in enumerate(sheet.rows, sheet.first):
        cells = tuple(cell_text(value) for value in values)
        wide = next((i for i, cell in enumerate(cells) if len(cell) >= MAX_CELL), None)
        if wide is not None:
            return None, [*problems, _too_long(file, number, wide)]
        if is_row(cells):
            rows.append((number, cells))
    return Grid(file, tuple(rows)), problems


def is_row(cells: Sequence[str]) -> bool:
    """Say whether cells are a row to read: neither blank nor a comment (first cell ``# …``)."""
    first = cells[0].strip() if cells else ""
    if first and first[0] != "#":
        return True
    return first != "#" and not first.startswith("# ") and any(cell.strip() for cell in cells)


def _delimiter(text: str, headers: Collection[str]) -> str:
    """Choose the delimiter that makes most known headers; a comma where none makes any."""
    head = [line for line in text[: 1 << 16].splitlines() if line.strip()]
    lines = [line for line in head if not line.lstrip('" ').startswith("#")][:_HEAD_ROWS]

    def known(delimiter: str) -> int:
        words = ([fold(cell.strip('" ')) for cell in line.split(delimiter)] for line in lines)
        return max((sum(word in headers for word in line) for line in words), default=0)

    return max(_DELIMITERS, key=lambda one: (known(one), -_DELIMITERS.index(one)))


def _torn(file: str, row: int, error: csv.Error) -> Problem:
    if "limit" in str(error):
        return _too_long(file, row, None)
    what = "a quotation mark is opened and not closed, or stands in the middle of a quoted cell"
    hint = 'write a quotation mark inside a quoted cell twice ("")'
    return Problem(file, row, what=what, hint=hint)


def _too_long(file: str, row: int, index: int | None) -> Problem:
    column = "" if index is None else str(index + 1)
    what = f"a cell holds more than {MAX_CELL:,} characters"
    return Problem(file, row, column, what, "put long texts and data into a file under extracts/")


def _too_many(file: str) -> Problem:
    what = f"more than {MAX_ROWS:,} rows: too large for a register"
    return Problem(file, what=what, hint="put data to scan under extracts/")
