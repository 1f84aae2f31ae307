"""Workbooks to be filled in: headers that explain themselves, drop-downs, nothing that runs.

In: sheets of columns and starting rows. Out: an ``.xlsx`` whose columns are formatted as text,
so that a range such as ``1-5`` is not turned into a date while it is typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from .files import write_whole
from .workbook_writing import _timeless, _width, fit_heights, for_paper, neutral

_WIDEST, _NARROWEST = 44, 12
_LONG_HEADER = 30
_ROWS = 2_000
_GUIDE_WIDTHS = (18, 70, 52)
NONE: Mapping[str, Sequence[Sequence[str]]] = {}
LISTS = "_lists"
"""The hidden sheet that the words of the drop-downs stand in."""


@dataclass(frozen=True)
class FormColumn:
    """A column to fill in: its header, why it is asked, and the words it takes.

    A `locked` column is only read: its sheet is protected, without a password, but for the
    columns to fill in. `width` is in characters; without it the column fits what stands in it.
    """

    header: str
    note: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    locked: bool = False
    width: float | None = None


@dataclass(frozen=True)
class FormSheet:
    """A sheet to fill in, with the rows it starts with.

    `offers` gives single cells, by row and column from 0, a drop-down of their own.
    """

    name: str
    columns: Sequence[FormColumn]
    rows: Sequence[Sequence[str]] = ()
    offers: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)


def write_form(
    path: Path, sheets: Sequence[FormSheet], *, guide: Mapping[str, Sequence[Sequence[str]]] = NONE
) -> Path:
    """Write a workbook to be filled in, and behind it sheets that are only read (`guide`).

    A required header is drawn darker; each header has its note as a comment; a column with
    choices offers them in a drop-down, which takes other words too (a range, "unknown"). A
    text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    lists = book.create_sheet(LISTS)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet, lists)
    for name, rows in guide.items():
        _guide(book.create_sheet(name), rows)
    lists.sheet_state = "hidden"
    book.move_sheet(lists, len(sheets) + len(guide))
    book.active = 0
    buffer = BytesIO()
    book.save(buffer)
    return write_whole(path, _timeless(buffer.getvalue()))


def _fill(sheet: Any, form: FormSheet, lists: Any) -> None:
    from openpyxl.styles import Alignment, Border, Side
    from openpyxl.utils import get_column_letter

    top = Alignment(vertical="top", wrap_text=True)
    line = Border(bottom=Side("thin", color="D5DDE2"))
    for c, column in enumerate(form.columns, start=1):
        _head(sheet.cell(1, c), column)
        letter = get_column_letter(c)
        cells = [row[c - 1] for row in form.rows if len(row) >= c]
        widest = max([min(_width(column.header), _LONG_HEADER), *map(_width, cells)])
        least = _WIDEST / 2 if form.rows and not any(cells) else _NARROWEST
        fitted = min(max(widest + 3, least), _WIDEST)
        sheet.column_dimensions[letter].width = column.width or fitted
        sheet.column_dimensions[letter].number_format = "@"
        if column.choices:
            _offer(sheet, (f"{letter}2:{letter}{_ROWS}",), column.choices, lists)
    for r, row in enumerate(form.rows, start=2):
        for c, text in enumerate(row, start=1):
            cell = sheet.cell(r, c, neutral(text))
            cell.data_type, cell.number_format, cell.alignment = "s", "@", top
            cell.border = line
    by_choices: dict[tuple[str, ...], list[str]] = {}
    for (r, c), choices in form.offers.items():
        by_choices.setdefault(choices, []).append(f"{get_column_letter(c + 1)}{r + 2}")
    for choices, places in by_choices.items():
        _offer(sheet, places, choices, lists)
    fit_heights(sheet, 1, [[column.header for column in form.columns], *form.rows])
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(form.columns))}{len(form.rows) + 1}"
    for_paper(sheet, 1)
    if any(column.locked for column in form.columns):
        _protect(sheet, form)


def _guide(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import Alignment, Font

    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            cell = sheet.cell(r, c, neutral(text))
            cell.data_type, cell.alignment = "s", Alignment(vertical="top", wrap_text=True)
    sheet["A1"].font = Font(bold=True, size=13)
    for letter, width in zip("ABC", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    fit_heights(sheet, 1, rows)
    for_paper(sheet, 0)
    sheet.protection.sheet = True


def _protect(sheet: Any, form: FormSheet) -> None:
    """Lock all but the columns to fill in; widths, heights and filters stay free."""
    from openpyxl.styles import Protection

    for c, column in enumerate(form.columns, start=1):
        for r in range(2, len(form.rows) + 2) if not column.locked else ():
            sheet.cell(r, c).protection = Protection(locked=False)
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, allowed, False)  # False: not forbidden


def _head(cell: Any, column: FormColumn) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.value = column.header
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="CFDDE4" if column.required else "EAF0F3")
    cell.border = Border(bottom=Side("medium", color="1C2530"))
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if column.note:
        cell.comment = Comment(column.note, "riskkit", width=320, height=110)


def _offer(sheet: Any, places: Sequence[str], choices: Sequence[str], lists: Any) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    c = lists.max_column + 1 if lists.max_row > 1 or lists.cell(1, 1).value else 1
    for r, choice in enumerate(choices, start=1):
        lists.cell(r, c, neutral(choice)).data_type = "s"
    place = get_column_letter(c)
    rule = DataValidation(
        type="list", formula1=f"'{LISTS}'!${place}$1:${place}${len(choices)}", allow_blank=True
    )
    rule.showErrorMessage = False
    for place in places:
        rule.add(place)
    sheet.add_data_validation(rule)
