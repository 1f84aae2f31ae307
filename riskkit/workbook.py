"""Excel workbooks read as plain rows, with bounds: the one place that knows openpyxl.

In: a path. Out: per sheet the rows as lists of cell values, the place of each row, and
whether reading stopped before the end. Formulas are never evaluated (their stored result is
read), links are never followed, and a file that would grow out of proportion is refused.
"""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from .errors import SourceError
from .workbook_parts import sheet_extras

MAX_ROWS = 200_000
MAX_COLUMNS = 1_024
MAX_CELL = 100_000
BLANK_RUN = 2_000
MAX_UNPACKED = 1 << 30
MAX_STRINGS = 256 << 20
MAX_RATIO = 200
RATIO_FROM = 64 << 20

Cut = Literal["", "rows", "columns", "blank"]
Spans = tuple[tuple[int, int], ...]
Area = tuple[int, int, int, int]
"""A merged area: first row, first column, last row, last column; from 0."""
_OLE = b"\xd0\xcf\x11\xe0"


class Percent(float):
    """A share that its cell shows as a percentage; its text is what the cell shows.

    >>> str(Percent(0.8)), Percent(0.8) + 0.1 < 1
    ('80%', True)
    """

    def __str__(self) -> str:
        return f"{self * 100:.10g}%"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows, whether it is hidden, and what was left unread.

    ``rows[i]`` is the row numbered ``first + i`` in the workbook. `cut` is "" when all was
    read, "rows" or "columns" when a limit was met, "blank" when a long run of empty rows
    ended the reading. `images` counts the pictures and drawings nobody read, `unsolved` the
    formulas without a stored result, which read as empty. `hidden_rows` and `hidden_columns` are
    spans of places (from 0, both ends included) that are read like all others.
    """

    name: str
    rows: list[list[object]] = field(default_factory=list)
    first: int = 1
    hidden: bool = False
    cut: Cut = ""
    images: int = 0
    unsolved: int = 0
    hidden_rows: Spans = ()
    hidden_columns: Spans = ()
    merged: tuple[Area, ...] = ()

    def is_hidden(self, row: int, column: int) -> bool:
        """Say whether nobody sees a cell (both from 0) unless its row or column is unhidden."""
        return any(a <= row <= b for a, b in self.hidden_rows) or any(
            a <= column <= b for a, b in self.hidden_columns
        )


def read_sheets(
    path: Path | str,
    *,
    max_rows: int = MAX_ROWS,
    max_columns: int = MAX_COLUMNS,
    fill_merged: bool = True,
    formulas: bool = False,
    only: Collection[str] | None = None,
) -> dict[str, Sheet]:
    """Read every sheet of a workbook as rows of cell values.

    Parameters
    ----------
    path : Path or str
        An .xlsx or .xlsm file.
    max_rows, max_columns : int
        Where to stop in each sheet; `Sheet.cut` says that it happened.
    fill_merged : bool
        Repeat the value of a merged area in each of its cells.
    formulas : bool
        Read a formula as its text instead of its stored result; it is never evaluated.
    only : collection of str, optional
        Read only the sheets of these names.

    Returns
    -------
    dict of str to Sheet
        By sheet name, in the order of the workbook; chart sheets are left out. Rows are cut
        after their last filled cell; trailing empty rows are dropped.

    Raises
    ------
    SourceError
        If it is no workbook, needs a password, or unpacks out of proportion.
    """
    path = Path(path)
    check_archive(path)
    import openpyxl

    with warnings.catch_warnings():
        return _sheets(path, openpyxl, (max_rows, max_columns, fill_merged), formulas, only)


def _sheets(
    path: Path,
    openpyxl: Any,
    bounds: tuple[int, int, bool],
    formulas: bool,
    only: Collection[str] | None,
) -> dict[str, Sheet]:
    # what openpyxl cannot show (drop-downs, colours) it would say on the screen
    warnings.simplefilter("ignore")
    try:
        # given a stream, it asks for no suffix
        with path.open("rb") as stream:
            book = openpyxl.load_workbook(
                stream, read_only=True, data_only=not formulas, keep_links=False
            )
            return {
                sheet.title: _read_sheet(path, sheet, *bounds)
                for sheet in book.worksheets
                if only is None or sheet.title in only
            }
    except SourceError:
        raise
    except MemoryError as error:
        raise SourceError(f"{path.name}: the workbook does not fit into memory") from error
    except Exception as error:  # openpyxl raises whatever its parsers raise on a broken file
        raise SourceError(
            f"{path.name}: the workbook is damaged and cannot be read; open it in a spreadsheet "
            "program and save it again as .xlsx"
        ) from error


@dataclass(frozen=True)
class Traits:
    """What a workbook carries beside its cells: macros, and links to other files."""

    macros: bool = False
    links: bool = False


def traits_of(path: Path) -> Traits:
    """Tell what a workbook carries beside its cells; nothing of it is opened."""
    check_archive(path)
    with zipfile.ZipFile(path) as archive:
        names = [name.casefold() for name in archive.namelist()]
    return Traits(
        macros=any(name.endswith("vbaproject.bin") for name in names),
        links=any("externallinks/" in name for name in names),
    )


def check_archive(path: Path) -> None:
    """Refuse a file that is no workbook, is encrypted, or would unpack out of proportion.

    Raises
    ------
    SourceError
        With the reason and what to do instead.
    """
    try:
        with path.open("rb") as stream:
            magic = stream.read(4)
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be opened ({error.strerror})") from error
    if magic == _OLE:
        raise SourceError(
            f"{path.name}: the workbook is password-protected or in the old .xls format; "
            "save it as .xlsx without a password"
        )
    try:
        with zipfile.ZipFile(path) as archive:
            _check_members(path.name, archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        raise SourceError(f"{path.name}: this is no .xlsx workbook") from error


def _check_members(name: str, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if not any(member.filename.casefold().startswith("xl/") for member in members):
        raise SourceError(f"{name}: this is no .xlsx workbook")
    if any(member.flag_bits & 1 for member in members):
        raise SourceError(f"{name}: the archive is encrypted; save it without a password")
    unpacked = sum(member.file_size for member in members)
    for member in members:
        ratio = member.file_size / max(1, member.compress_size)
        strings = member.filename.lower().endswith("sharedstrings.xml")
        if (
            (member.file_size > RATIO_FROM and ratio > MAX_RATIO)
            or unpacked > MAX_UNPACKED
            or (strings and member.file_size > MAX_STRINGS)
        ):
            raise SourceError(
                f"{name}: unpacks to {unpacked >> 20} MB, out of proportion to its size; "
                "export the sheet as CSV instead"
            )
        if member.filename.lower().endswith((".xml", ".rels")):
            with archive.open(member) as stream:
                if b"<!DOCTYPE" in stream.read(2048):
                    raise SourceError(f"{name}: holds a document type declaration and is refused")


def _read_sheet(path: Path, sheet: Any, max_rows: int, max_columns: int, fill: bool) -> Sheet:
    extras = sheet_extras(path, getattr(sheet, "_worksheet_path", ""))
    percent = _percent_styles(sheet.parent)
    # The declared dimension may claim a million empty rows: it is never believed.
    sheet.reset_dimensions()
    rows: list[list[object]] = []
    cut: Cut = ""
    wide = False
    blank = 0
    told = extras.last is not None and extras.last <= max_rows
    for cells in sheet.iter_rows(values_only=not percent):
        if len(rows) == extras.last:
            break
        values = [_shown(cell, percent) for cell in cells] if percent else cells
        wide = wide or any(cell is not None for cell in values[max_columns:])
        row = _trim([_cell(cell) for cell in values[:max_columns]])
        blank = 0 if row else blank + 1
        if blank > BLANK_RUN and not told:
            cut = "blank"
            break
        if len(rows) >= max_rows:
            cut = "rows"
            break
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    if fill:
        _fill(rows, extras.merged, max_columns)
    return Sheet(
        name=sheet.title,
        rows=rows,
        hidden=sheet.sheet_state != "visible",
        cut=cut or ("columns" if wide else ""),
        images=extras.images,
        unsolved=extras.unsolved,
        hidden_rows=tuple(extras.hidden_rows),
        hidden_columns=tuple(extras.hidden_columns),
        merged=tuple(extras.merged),
    )


def _percent_styles(book: Any) -> frozenset[int]:
    """Return the styles whose cells show a share as a percentage."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    def shown(number: int) -> str:
        own = number - BUILTIN_FORMATS_MAX_SIZE
        return str(BUILTIN_FORMATS.get(number, "") if own < 0 else book._number_formats[own])

    styles = enumerate(book._cell_styles)
    return frozenset(i for i, style in styles if "%" in shown(style.numFmtId))


def _shown(cell: Any, percent: frozenset[int]) -> object:
    value = cell.value
    if type(value) in (int, float) and cell._style_id in percent:
        return Percent(value)
    return value


def _cell(value: object) -> object:
    return value[:MAX_CELL] if isinstance(value, str) else value


def _trim(row: list[object]) -> list[object]:
    while row and (row[-1] is None or row[-1] == ""):
        row.pop()
    return row


def _fill(rows: list[list[object]], areas: list[tuple[int, int, int, int]], width: int) -> None:
    budget = 2_000_000  # cells written; a hostile file may merge whole sheets over and over
    for top, left, bottom, right in areas:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        right, bottom = min(right, width - 1), min(bottom, len(rows) - 1)
        budget -= max(0, (bottom - top + 1) * (right - left + 1))
        if value is None or budget < 0:
            continue
        for row in rows[top : bottom + 1]:
            row.extend([None] * (right + 1 - len(row)))
            row[left : right + 1] = [value] * (right - left + 1)


def cell_text(value: object) -> str:
    """Return a workbook's value as a person would have typed it.

    >>> cell_text(20000.0), cell_text(dt.datetime(2026, 3, 5)), cell_text(True)
    ('20000', '2026-03-05', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Percent):
        return str(value)
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    if isinstance(value, dt.datetime):
        at_midnight = value.time() == dt.time(0)
        return value.date().isoformat() if at_midnight else value.isoformat(timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0.

    >>> column_letters(2), column_letters(27)
    ('C', 'AB')
    """
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters, index = chr(65 + rest) + letters, index - 1
    return letters
