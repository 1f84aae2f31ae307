"""The risk register as a workbook: every table of the assessment on a sheet of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..model.assessment import Assessment, Gauge, Span
from ..model.value import Interval, Language
from ..tables import GRIDS, words_of
from ..tables.grid import Grid, Heading, Refs
from ..tables.wording import Words
from ..workbook_writing import write_sheets

SHEETS = (
    "scope",
    "assets",
    "scenarios",
    "findings",
    "plan",
    "columns",
    "persons",
    "conflicts",
    "controls",
    "activities",
    "vendors",
    "knockouts",
    "registers",
    "screening",
    "clauses",
    "not_assessed",
    "unseen",
    "methods",
    "evidence",
    "overrides",
    "inputs",
)


def write_risk_register(a: Assessment, path: Path | str, language: Language = "zh-Hans") -> Path:
    """Write the risk register of an assessment as a workbook.

    Numbers are numbers, with their bounds in columns of their own; what is not known is an
    empty cell. The same assessment gives the same bytes.

    Parameters
    ----------
    a : Assessment
    path : Path or str
        The ``.xlsx`` to write.
    language : {"zh-Hans", "zh-Hant", "en"}
    """
    w = words_of(a, language)
    sheets = {w.say(f"tables.title_{name}"): rows_of(w, GRIDS[name](a, w)) for name in SHEETS}
    return write_sheets(Path(path), sheets)


def rows_of(w: Words, grid: Grid, *blank: str) -> list[list[Any]]:
    """Return a grid as rows of a sheet, the header first; `blank` adds columns to fill in."""
    header = [name for heading in grid.headings for name in _names(w, heading)]
    body = [
        [value for cell, h in zip(row, grid.headings, strict=True) for value in _values(cell, h)]
        for row in grid.rows
    ]
    return [[*header, *blank], *([*row, *[None] * len(blank)] for row in body)]


def _names(w: Words, heading: Heading) -> list[str]:
    name = w.say(f"tables.{heading.key}")
    if heading.form in ("span", "gauge"):
        return [name, w.say("tables.lowest", of=name), w.say("tables.highest", of=name)]
    if heading.form == "interval":
        return [w.say("tables.lowest", of=name), w.say("tables.highest", of=name)]
    return [name]


def _values(cell: Any, heading: Heading) -> list[Any]:
    if isinstance(cell, Span):
        return [cell.score, cell.lo, cell.hi]
    if isinstance(cell, Gauge):
        return [cell.value, cell.lo, cell.hi]
    if isinstance(cell, Interval):
        return [cell.lo or None if cell.hi is None else cell.lo, cell.hi]
    if isinstance(cell, Refs):
        return [str(cell)]
    if cell == "—":
        cell = None
    width = {"span": 3, "gauge": 3, "interval": 2}.get(heading.form, 1)
    return [cell, *[None] * (width - 1)]
