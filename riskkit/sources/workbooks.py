"""Excel workbooks as tables: every sheet, hidden ones too, its header below the titles."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..model.value import Reason
from ..workbook import Sheet, read_sheets
from .delimited import Tell
from .duck import Reader
from .header import find_header, name_columns
from .table import Extract, Table

SHEET_ROWS = 200_000


def workbook_tables(reader: Reader, path: Path, label: str, tell: Tell) -> Iterator[Table]:
    """Yield a table for each sheet, and tell what of the workbook was not seen."""
    sheets = read_sheets(path, max_rows=SHEET_ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = archive.namelist()
    if any(part.startswith(("xl/comments", "xl/threadedComments")) for part in parts):
        tell("sources.comments_in_workbook", "")
    if any(part.startswith("xl/pivotCache/") for part in parts):
        tell("sources.pivot_in_workbook", "")
    hidden = (Reason(rule="sources.hidden_sheet"),)
    for name, sheet in sheets.items():
        _tell_unseen(sheet, tell)
        if any(sheet.rows):
            notes = hidden if sheet.hidden else ()
            yield Table(label, name, partial(_read, reader, sheet), notes=notes)


def _tell_unseen(sheet: Sheet, tell: Tell) -> None:
    if sheet.images:
        tell("sources.pictures_in_sheet", sheet.name)
    if sheet.unsolved:
        tell("sources.formulas_unsolved", sheet.name, cells=sheet.unsolved)
    if sheet.cut in ("rows", "columns"):
        tell("sources.sheet_cut", sheet.name, rows=len(sheet.rows))
    elif sheet.cut == "blank":
        tell("sources.sheet_blank", sheet.name, rows=len(sheet.rows))


def _read(reader: Reader, sheet: Sheet, limit: int | None) -> Extract:
    header, first = find_header(sheet.rows)
    body = [row for row in sheet.rows[first:] if any(cell not in (None, "") for cell in row)]
    cells = sheet.rows[header] if header is not None else []
    width = max([len(cells), *(len(row) for row in body)], default=1)
    total = len(body)
    if limit is not None and total > limit:
        half = limit // 2
        step = max(1, (total - half) // max(1, limit - half))
        body = (body[:half] + body[half::step])[:limit]
    columns = name_columns(cells, width)
    return reader.extract_rows(body, columns, total=total, named=header is not None)
