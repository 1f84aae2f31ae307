"""Risk sheets: workbooks with a likelihood and a severity column, in Chinese, English or Dutch.

The header is the first row that names both; a column named a second time, or with a word for
what remains, stands for the risk after measures. A sheet without such a header is no risk sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..catalogue.knowledge import fold
from ..errors import InputError, Problem
from ..model.foreign import (
    ForeignAssessment,
    ForeignFault,
    ForeignMeasure,
    ForeignRange,
    ForeignRating,
    ForeignRisk,
    ForeignStep,
    ForeignText,
    SheetWord,
    StageId,
)
from ..model.value import Reason
from ..workbook import Sheet, read_sheets
from .scales import Cell, lowest_of, numbers_of, position, read_cell, top_of, words_of

_HEADER_ROWS = 40
_MAX_ROWS = 20_000
_RANGE = re.compile(r"[(（\[]?\s*[01]\s*[-–—~～至到/]\s*(\d{1,3})\s*[)）\]]?")
_BRACKETS = re.compile(r"[(（\[].*?[)）\]]")
_AFTER = "after_"
_AXES = ("likelihood", "severity", "level", "score")


@dataclass(frozen=True)
class _Table:
    """A risk table: the sheet, its header's row, and the column of each field."""

    sheet: Sheet
    header: int
    columns: Mapping[str, int]
    tops: Mapping[str, float]

    def cell(self, row: int, name: str) -> object:
        column = self.columns.get(name)
        cells = self.sheet.rows[row]
        return cells[column] if column is not None and column < len(cells) else None

    def text(self, row: int, name: str) -> str:
        value = self.cell(row, name)
        return "" if value is None else str(value).strip()

    def place(self, row: int, name: str) -> str:
        # The name of a sheet is a client's word: its number says as much.
        return f"row {self.sheet.first + row}, {name.replace(_AFTER, 'residual ')}"


def read_sheet(path: Path, words: Mapping[str, SheetWord]) -> ForeignAssessment:
    """Read a risk sheet in the common shape.

    Parameters
    ----------
    path : Path
        An .xlsx or .xlsm file.
    words : mapping of id to SheetWord
        The entries ``foreign/sheet`` of the knowledge.

    Raises
    ------
    InputError
        If no sheet has a header with a likelihood and a severity.
    SourceError
        If it is no workbook.
    """
    sheets = read_sheets(path, max_rows=_MAX_ROWS, max_columns=200)
    tables = [t for t in (_table(sheet, words) for sheet in sheets.values()) if t]
    if not tables:
        what = "no row of any sheet names both a likelihood and a severity"
        raise InputError([Problem(path.name, what=what)])
    table = max(tables, key=lambda t: len(t.sheet.rows))
    cells = _cells(table, words)
    tops = {axis: _top(axis, table, cells, words) for axis in _AXES}
    risks = tuple(_risks(table, cells, tops, words))
    return ForeignAssessment(
        format="risk-sheet",
        file=path.name,
        told=tuple(_told(table)),
        ranges=tuple(
            ForeignRange(axis=axis, lo=1, hi=tops[axis])
            for axis in ("likelihood", "severity", "level")
        ),
        texts=tuple(_texts(table)),
        risks=risks,
        measures=tuple(ForeignMeasure(id=r.id, place=r.place) for r in risks if r.treated),
        steps=tuple(_steps(table, frozenset(map(fold, words["done"].also)))),
        remarks=tuple(_notes(table, len(tables))),
    )


def _table(sheet: Sheet, words: Mapping[str, SheetWord]) -> _Table | None:
    known = {fold(w): e.id for e in words.values() if e.part == "header" for w in e.also}
    for number, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        above = sheet.rows[number - 1] if number else []
        columns: dict[str, int] = {}
        tops: dict[str, float] = {}
        for place, value in enumerate(row):
            over = above[place] if place < len(above) else None
            name = _name(value, over, known)
            if name in _AXES and name in columns:
                name = _AFTER + name
            if name and name not in columns:
                columns[name] = place
                if match := _RANGE.search(str(value)):
                    tops[name.removeprefix(_AFTER)] = float(match[1])
        if "likelihood" in columns and "severity" in columns:
            return _Table(sheet, number, columns, tops)
    return None


def _name(value: object, over: object, known: Mapping[str, str]) -> str:
    if not isinstance(value, str) or len(value) > 120:
        return ""
    plain = fold(_BRACKETS.sub("", _RANGE.sub("", value)))
    name = known.get(fold(value)) or known.get(plain, "")
    if name in _AXES and isinstance(over, str) and len(over) <= 120:
        # A header of two rows: what stands above says whether this is before or after measures.
        above = known.get(fold(over), "")
        return _AFTER + name if above.startswith(_AFTER) else name
    return name


def _cells(table: _Table, words: Mapping[str, SheetWord]) -> dict[str, dict[int, Cell]]:
    steps = {fold(word): place for word, place in words_of(words).items()}
    rows = [row for row in range(table.header + 1, len(table.sheet.rows)) if _is_risk(table, row)]
    names = [n for n in (*_AXES, *(_AFTER + axis for axis in _AXES)) if n in table.columns]
    return {name: {row: read_cell(table.cell(row, name), steps) for row in rows} for name in names}


def _is_risk(table: _Table, row: int) -> bool:
    rated = any(table.text(row, name) for name in ("likelihood", "severity"))
    return rated or bool(table.text(row, "risk"))


def _both(axis: str, cells: Mapping[str, Mapping[int, Cell]]) -> list[Cell]:
    return [cell for name in (axis, _AFTER + axis) for cell in cells.get(name, {}).values()]


def _top(
    axis: str,
    table: _Table,
    cells: Mapping[str, Mapping[int, Cell]],
    words: Mapping[str, SheetWord],
) -> float:
    held = _both(axis, cells)
    return top_of(held, words, table.tops.get(axis)) if held else 0.0


def _risks(
    table: _Table,
    cells: Mapping[str, Mapping[int, Cell]],
    tops: Mapping[str, float],
    words: Mapping[str, SheetWord],
) -> Iterator[ForeignRisk]:
    lowest = {axis: lowest_of(_both(axis, cells)) for axis in _AXES}
    share = numbers_of(words, "high_share")[0]
    for row in cells["likelihood"]:
        ratings = [_rating(table, row, cells, lowest, "current")]
        if any(not cells[n][row].empty for n in cells if n.startswith(_AFTER)):
            ratings.append(_rating(table, row, cells, lowest, "planned"))
        measure = table.text(row, "measure")
        yield ForeignRisk(
            id=str(table.sheet.first + row),
            place=f"row {table.sheet.first + row}",
            ratings=tuple(ratings),
            measures=(measure[:80],) if measure else (),
            high=tuple(r.stage for r in ratings if _is_high(r, tops, share)),
            treated=bool(measure),
            linked="measure" in table.columns,
        )


def _rating(
    table: _Table,
    row: int,
    cells: Mapping[str, Mapping[int, Cell]],
    lowest: Mapping[str, float],
    stage: StageId,
) -> ForeignRating:
    before = _AFTER if stage == "planned" else ""
    held = {axis: cells[before + axis][row] for axis in _AXES if before + axis in cells}
    values = {axis: position(cell, lowest[axis]) for axis, cell in held.items()}
    score = values.pop("score", None)
    level = held.get("level")
    if score is None and level is not None and level.number is not None:
        # A level that is a number is a score: levels are words, or cells of a matrix.
        score, values["level"] = level.number, None
    unknown = [table.place(row, before + axis) for axis, cell in held.items() if cell.strange]
    return ForeignRating(
        stage=stage,
        place=table.place(row, before + "level"),
        score=score,
        unknown=tuple(unknown),
        unreasoned=() if before else _unreasoned(table, row),
        **values,
    )


def _unreasoned(table: _Table, row: int) -> tuple[str, ...]:
    if table.text(row, "reason"):
        return ()
    if "reason" in table.columns:
        return (table.place(row, "reason"),)
    return (table.place(row, "override"),) if table.text(row, "override") else ()


def _is_high(rating: ForeignRating, tops: Mapping[str, float], share: float) -> bool:
    if rating.level is not None and tops["level"]:
        return rating.level >= tops["level"] - (tops["level"] > 3)
    if rating.likelihood is None or rating.severity is None:
        return False
    return rating.likelihood * rating.severity >= share * tops["likelihood"] * tops["severity"]


def _told(table: _Table) -> Iterator[str]:
    yield from ("texts", "risks")
    if "level" in table.columns or "score" in table.columns:
        yield "levels"
    if "measure" in table.columns:
        yield "measures"
        yield "steps"
    if {"reason", "override"} & set(table.columns):
        yield "reasons"


def _texts(table: _Table) -> Iterator[ForeignText]:
    for row in range(table.header + 1, len(table.sheet.rows)):
        for name in ("risk", "measure", "reason"):
            if text := table.text(row, name):
                about = "impact" if name == "risk" else ""
                place = table.place(row, name)
                yield ForeignText(place=place, text=text, section=name, about=about)


def _steps(table: _Table, closed: frozenset[str]) -> Iterator[ForeignStep]:
    for row in range(table.header + 1, len(table.sheet.rows)):
        done = fold(table.text(row, "status")) in closed
        if table.text(row, "measure") and not done:
            told = {
                name: bool(table.text(row, name)) if name in table.columns else None
                for name in ("owner", "due")
            }
            yield ForeignStep(place=table.place(row, "measure"), **told)


def _notes(table: _Table, tables: int) -> Iterator[ForeignFault]:
    reasons: Sequence[tuple[bool, Reason]] = (
        (tables > 1, Reason(rule="foreign.more_tables", args={"n": tables - 1})),
        (bool(table.sheet.cut), Reason(rule="foreign.cut", args={"n": len(table.sheet.rows)})),
    )
    for holds, reason in reasons:
        if holds:
            yield ForeignFault(rule="note", place=f"row {table.header + 1}", reason=reason)
