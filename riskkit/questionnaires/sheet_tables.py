"""Tables on the sheets of a workbook that scores itself: found by the names of their columns."""

from __future__ import annotations

from collections.abc import Sequence

from ..workbook import Sheet, cell_text

_FAR = 400


def text_at(row: Sequence[object], index: int) -> str:
    """Return the text of a cell of a row; "" where there is none."""
    return cell_text(row[index]).strip() if 0 <= index < len(row) else ""


def head_of(sheet: Sheet, name: str) -> tuple[int, list[str]]:
    """Return the place (from 0) and the texts of the first row that holds `name`; -1 for none."""
    for place, row in enumerate(sheet.rows[:_FAR]):
        cells = [text_at(row, index) for index in range(len(row))]
        if name in cells:
            return place, cells
    return -1, []


def rows_by(sheet: Sheet, name: str) -> dict[str, dict[str, str]]:
    """Return the rows below the header that holds `name`, by what stands in that column.

    Of rows with the same key the first counts; its number in the sheet stands under ``#``.
    """
    place, heads = head_of(sheet, name)
    rows: dict[str, dict[str, str]] = {}
    for number, row in enumerate(sheet.rows[place + 1 :], start=place + 2):
        key = text_at(row, heads.index(name)) if heads else ""
        if key:
            cells = {head: text_at(row, index) for index, head in enumerate(heads) if head}
            rows.setdefault(key, {**cells, "#": str(number)})
    return rows
