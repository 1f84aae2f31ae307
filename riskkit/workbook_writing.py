"""Workbooks written: tables as sheets that open ready to read, and whose cells do nothing.

In: rows of plain values. Out: an ``.xlsx`` with a frozen header, filters and fitted widths,
the same rows giving the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .files import write_whole
from .workbook import Area

Cell = str | int | float | bool | dt.date | None
Rows = Sequence[Sequence[Cell]]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767
_WIDEST, _TO_FILL = 60, 32
_LINE, _HIGHEST = 13.5, 409.0
_MERGED = 50_000  # cells in merged areas; more stay apart
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def write_sheets(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write a workbook with one sheet for each entry; the first row of a sheet is its header.

    A text that a spreadsheet would take for a formula (it begins with ``= + - @``, a tab or a
    carriage return) gets an apostrophe in front and is stored as text.

    Parameters
    ----------
    path : Path
    sheets : mapping of sheet name to rows
        Names are cut to what a workbook allows and told apart by a number.

    Returns
    -------
    Path
        `path`.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for name, rows in sheets.items():
        _fill(book.create_sheet(_sheet_name(name, taken)), rows)
    buffer = BytesIO()
    book.save(buffer)
    return write_whole(path, _timeless(buffer.getvalue()))


def write_plain(
    path: Path,
    sheets: Mapping[str, Rows],
    heads: Mapping[str, int] | None = None,
    *,
    merged: Mapping[str, Iterable[Area]] | None = None,
) -> Path:
    """Write a workbook whose rows stand exactly where they stand in `sheets`.

    Texts are neutralised as in `write_sheets`; columns are fitted and rows wrapped. `heads`
    gives the number of the row of a sheet that is its header: it is set off and stays in view.
    Areas of `merged` that hold the same text in every cell are merged.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    top = Alignment(vertical="top", wrap_text=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(_sheet_name(name, taken))
        widths: dict[int, float] = {}
        spans = _merge(sheet, rows, (merged or {}).get(name, ()))
        for r, row in enumerate(rows, start=1):
            for c, value in enumerate(row, start=1):
                if value not in (None, "") and spans.get((r, c), 1):
                    _put(sheet.cell(r, c), value).alignment = top
                    if (r, c) not in spans:
                        widths[c] = max(widths.get(c, 8), min(_width(value) + 2, _WIDEST))
        for c, width in widths.items():
            sheet.column_dimensions[get_column_letter(c)].width = width
        fit_heights(sheet, 1, rows, spans)
        head = (heads or {}).get(name, 0)
        for_paper(sheet, head)
        if head:
            for cell in sheet[head]:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EAF0F3")
            sheet.freeze_panes = f"A{head + 1}"
    buffer = BytesIO()
    book.save(buffer)
    return write_whole(path, _timeless(buffer.getvalue()))


def _merge(sheet: Any, rows: Rows, areas: Iterable[Area]) -> dict[tuple[int, int], int]:
    """Merge areas of one text; return over how many columns each cell of them spreads its text.

    Only the first cell of an area is written; the others have 0.
    """
    spans: dict[tuple[int, int], int] = {}
    for top, left, bottom, right in areas:
        size = (bottom - top + 1) * (right - left + 1)
        if len(spans) + size > _MERGED or bottom >= len(rows):
            continue
        cells = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        texts = {rows[r][c] if c < len(rows[r]) else None for r, c in cells}
        if len(texts) > 1 or not all(texts) or any((r + 1, c + 1) in spans for r, c in cells):
            continue
        spans |= {(r + 1, c + 1): 0 for r, c in cells} | {(top + 1, left + 1): right - left + 1}
        sheet.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    return spans


def _fill(sheet: Any, rows: Rows) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    top = Alignment(vertical="top", wrap_text=True)
    for r, row in enumerate(rows, start=1):
        for c, value in enumerate(row, start=1):
            _put(sheet.cell(r, c), value).alignment = top
    for cell in sheet[1] if rows else ():
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="EAF0F3")
        cell.border = Border(bottom=Side("medium", color="1C2530"))
    for c in range(1, (len(rows[0]) if rows else 0) + 1):
        widths = [_width(row[c - 1]) for row in rows if len(row) >= c]
        # a column to be filled in has a header only
        empty = c == len(rows[0]) > 1 and not any(row[c - 1] for row in rows[1:] if len(row) >= c)
        least = _TO_FILL if empty and len(rows) > 1 else 0
        sheet.column_dimensions[get_column_letter(c)].width = min(max(*widths, least) + 2, _WIDEST)
    fit_heights(sheet, 1, rows)
    sheet.freeze_panes = "B2"
    if rows:
        sheet.auto_filter.ref = sheet.dimensions
    for_paper(sheet, 1)


def for_paper(sheet: Any, head: int) -> None:
    """Let a sheet print on A4 pages as wide as it is, each with the row `head` (0 for none)."""
    if head:
        sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def fit_heights(
    sheet: Any,
    first: int,
    rows: Iterable[Sequence[Cell]],
    spans: Mapping[tuple[int, int], int] = MappingProxyType({}),
) -> None:
    """Make rows as high as their wrapped texts, which not every program does on opening.

    `spans` says of cells (row, column) over how many columns their text spreads; 0 hides it.
    """
    from openpyxl.utils import get_column_letter

    widths: dict[int, float] = {}

    def width(column: int) -> float:
        if column not in widths:
            widths[column] = sheet.column_dimensions[get_column_letter(column)].width
        return widths[column]

    for number, row in enumerate(rows, start=first):
        lines = 1.0
        for c, value in enumerate(row, start=1):
            span = spans.get((number, c), 1) if isinstance(value, str) and value else 0
            if span and isinstance(value, str):
                room = max(sum(width(one) for one in range(c, c + span)) - 1, 4)
                lines = max(lines, sum(-(-_width(x) // room) or 1 for x in value.split("\n")))
        if lines > 1:
            sheet.row_dimensions[number].height = min(lines * _LINE + 2, _HIGHEST)


def _put(cell: Any, value: Cell) -> Any:
    if isinstance(value, str):
        cell.value = neutral(value)
        cell.data_type = "s"
        return cell
    cell.value = round(value, 6) if isinstance(value, float) else value
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, float):
        cell.number_format = "#,##0" if value == int(value) else "#,##0.00"
    elif isinstance(value, int):
        cell.number_format = "#,##0"
    return cell


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> neutral("=cmd|'/c calc'!A1")
    "'=cmd|'/c calc'!A1"
    >>> neutral("plain")
    'plain'
    """
    tidy = _UNWRITABLE.sub("", text)
    quoted = f"'{tidy}" if tidy.startswith(_FORMULA) else tidy
    return quoted[:_LONGEST]


def _width(value: Cell) -> float:
    lines = str("" if value is None else value).split("\n")
    return max(sum(1.9 if unicodedata.east_asian_width(c) in "WF" else 1 for c in x) for x in lines)


def _sheet_name(name: str, taken: set[str]) -> str:
    base = _FORBIDDEN.sub(" ", name).strip("' ")[:28] or "sheet"
    unique, n = base, 1
    while unique.lower() in taken:
        n += 1
        unique = f"{base} {n}"
    taken.add(unique.lower())
    return unique


def _timeless(content: bytes) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", data)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, data)
    return result.getvalue()
