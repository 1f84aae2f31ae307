"""Files as pages of rows: sheets of a workbook, a CSV, the tables of a Markdown text."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import SourceError
from ..textfile import sniff_delimiter, sniff_encoding
from ..workbook import Area, Sheet, cell_text, column_letters, read_sheets

_BOOKS = (".xlsx", ".xlsm")
_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MAX_BYTES = 32 << 20
MAX_ROWS = 100_000
MAX_COLUMNS = 256
_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Page:
    """The rows of one sheet or table as text, each with the number a person finds it under.

    `unsolved` counts the formulas without a stored result, which read as empty.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    hidden: bool = False
    cut: bool = False
    book: bool = True
    unsolved: int = 0
    merged: tuple[Area, ...] = ()

    def cell(self, row: int, column: int) -> str:
        """Return the address of a cell (`column` from 0), as ``sheet!C57``."""
        return f"{self.name}!{column_letters(column)}{row}"


def is_book(path: Path) -> bool:
    """Say whether a file is to be read as a workbook: by its first bytes, whatever its name."""
    with path.open("rb") as stream:
        start = stream.read(4)
    return start.startswith(_MAGIC) or (not start and path.suffix.casefold() in _BOOKS)


def read_pages(path: Path) -> tuple[Page, ...]:
    """Read a workbook, a CSV or a Markdown text as pages of filled rows.

    Raises
    ------
    SourceError
        If it is too large, damaged, or no text.
    """
    if path.stat().st_size > MAX_BYTES:
        raise SourceError(f"{path.name}: larger than {MAX_BYTES >> 20} MB, no questionnaire")
    if is_book(path):
        sheets = read_sheets(path, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)
        return tuple(_page(sheet) for sheet in sheets.values())
    text = read_text(path)
    if path.suffix.casefold() in (".md", ".markdown") or _is_markdown(text):
        return tuple(_markdown(path.stem, text))
    return (_csv(path, text),)


def _page(sheet: Sheet) -> Page:
    rows = []
    for number, values in enumerate(sheet.rows, sheet.first):
        cells = tuple(cell_text(value).strip() for value in values)
        if any(cells):
            rows.append((number, cells))
    return Page(
        sheet.name,
        tuple(rows),
        sheet.hidden,
        bool(sheet.cut),
        unsolved=sheet.unsolved,
        merged=sheet.merged,
    )


def read_text(path: Path) -> str:
    """Return a text file in whatever encoding it is written.

    Raises
    ------
    SourceError
        If it is too large or no text at all.
    """
    if path.stat().st_size > MAX_BYTES:
        raise SourceError(f"{path.name}: larger than {MAX_BYTES >> 20} MB, no questionnaire")
    data = path.read_bytes()
    encoding = sniff_encoding(data[: 1 << 18])
    if not encoding:
        raise SourceError(f"{path.name}: is no text; send it as .xlsx, CSV, Markdown or JSON")
    return data.decode(encoding, errors="replace").removeprefix("\ufeff").replace("\0", "")


def _is_markdown(text: str) -> bool:
    lines = text[: 1 << 16].splitlines()
    return any(_RULE.match(line) and "|" in line for line in lines[1:])


def _csv(path: Path, text: str) -> Page:
    delimiter = sniff_delimiter(text[: 1 << 16]) or ","
    rows: list[tuple[int, tuple[str, ...]]] = []
    cut = False
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MAX_ROWS:
                cut = True
                break
            tidy = tuple(cell.strip() for cell in cells[:MAX_COLUMNS])
            cut = cut or any(cell.strip() for cell in cells[MAX_COLUMNS:])
            if any(tidy):
                rows.append((number, tidy))
    except csv.Error:
        raise SourceError(f"{path.name}: the CSV breaks off; save it again as .xlsx") from None
    return Page(path.stem, tuple(rows), cut=cut, book=False)


def _markdown(name: str, text: str) -> list[Page]:
    """Return the tables of a Markdown text; the heading above a table is its first row."""
    pages: list[Page] = []
    lines = text.splitlines()[: MAX_ROWS * 2]
    heading: tuple[int, str] = (0, "")
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("#"):
            heading = (at + 1, line.strip("# ").strip())
        if "|" in line and at + 1 < len(lines) and _RULE.match(lines[at + 1]):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            numbers = [at, *range(at + 2, end)]
            rows = [(n + 1, _cells(lines[n])) for n in numbers]
            rows = [(heading[0], (heading[1],)), *rows] if heading[1] else rows
            pages.append(Page(f"{name}:{at + 1}", tuple(rows), book=False))
            at = end
            continue
        at += 1
    return pages


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    cells = (cell.replace("\\|", "|").strip() for cell in _CELLS.split(inner))
    return tuple(cells)[:MAX_COLUMNS]


def cell_row(address: str) -> tuple[int, int]:
    """Return row (from 1) and column (from 0) of an address; (0, 0) for none.

    >>> cell_row("C57")
    (57, 2)
    """
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", address)
    if not found:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1
