"""HECVAT 3: the score that such a workbook gives itself, worked out again.

Its list of questions says which word reaches the points, how many they are, and which earlier
answer leaves the question out; its sheet of values adds them up section by section and leaves
whole sections out. The formulas are read for the answers they ask for; none is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model.received import OwnScore, OwnScoring, Received, SectionScore
from ..workbook import Sheet, read_sheets
from .pages import MAX_COLUMNS, MAX_ROWS
from .sheet_tables import head_of, rows_by, text_at

_ASKS = re.compile(r'\$?[A-Z]{1,2}\$?(\d+)\s*=\s*"([^"]*)"')
_CHOICE = re.compile(r",\s*(\d+(?:\.\d+)?)\s*,\s*(\d+(?:\.\d+)?)\s*\)\s*$")
_SECTION = re.compile(r"^([A-Z]{2,4})\*$")
_HIGH = 20  # more points than these are a high risk, says the workbook's own column
_PLACES = 12

Said = Mapping[int, str]
"""What was answered, by the row of the list of questions."""


@dataclass(frozen=True)
class _Line:
    id: str
    compliant: str
    said: str
    override: str
    points: float
    counted: bool

    @property
    def reached(self) -> float:
        """The points: all where the compliant word stands in the answer, else none."""
        met = self.counted and self.compliant in (self.override or self.said)
        return self.points if met else 0


def score_of_three(path: Path, received: Received, rules: OwnScoring) -> OwnScore | None:
    """Compute the score that a HECVAT 3 workbook gives itself.

    Parameters
    ----------
    path : Path
        The user's own filled-in workbook.
    received : Received
        The same workbook as read.
    rules : OwnScoring
        What its sheets and columns are called.

    Returns
    -------
    OwnScore or None
        None for a workbook without these sheets and columns.
    """
    names = rules.sheets.values()
    limits = {"max_rows": MAX_ROWS, "max_columns": MAX_COLUMNS, "fill_merged": False}
    values = read_sheets(path, **limits, only=names)  # type: ignore[arg-type]
    formulas = read_sheets(path, **limits, only=names, formulas=True)  # type: ignore[arg-type]
    if any(name not in values for name in names):
        return None
    questions = _Questions.of(values[rules.sheets["questions"]], formulas, rules)
    if questions is None:
        return None
    marks = rows_by(values[rules.sheets["scorecard"]], rules.columns["id"][0])
    lines, said = questions.lines(received, marks)
    sections = _sections(formulas[rules.sheets["sections"]], lines, said, rules)
    if not sections:
        return None
    possible, reached = sum(s.possible for s in sections), sum(s.reached for s in sections)
    counted = {one.id for one in sections if one.included}
    high = [x for x in lines if x.points > _HIGH and x.id.partition("-")[0] in counted]
    return OwnScore(
        sections=sections,
        possible=possible,
        reached=reached,
        share=round(reached / possible, _PLACES) if possible else None,
        stored=_stored(values[rules.sheets["scorecard"]], rules),
        critical=len(high),
        critical_failed=tuple(line.id for line in high if not line.reached),
    )


@dataclass(frozen=True)
class _Questions:
    """The list of questions: its rows as values and as formulas, and where its columns are."""

    values: Sheet
    formulas: Sheet
    first: int
    at: Mapping[str, int]
    rules: OwnScoring

    @classmethod
    def of(
        cls, values: Sheet, formulas: Mapping[str, Sheet], rules: OwnScoring
    ) -> _Questions | None:
        place, heads = head_of(values, rules.columns["id"][0])
        folded = [head.casefold() for head in heads]
        at = {
            id: folded.index(found)
            for id, names in rules.columns.items()
            if (found := next((n.casefold() for n in names if n.casefold() in folded), None))
        }
        if not {"id", "compliant", "given", "points"} <= set(at):
            return None
        return cls(values, formulas[rules.sheets["questions"]], place + 1, at, rules)

    def lines(
        self, received: Received, marks: Mapping[str, Mapping[str, str]]
    ) -> tuple[list[_Line], Said]:
        """Return each question as it is scored, and what was answered by row."""
        given = {answer.code: answer.raw for answer in received.answers}
        rows = {
            number: id
            for number, row in enumerate(self.values.rows, 1)
            if number > self.first and (id := text_at(row, self.at["id"])) in given
        }
        override = self.rules.columns["override"][0]
        said = {
            number: self._said(number, given[id], marks.get(id, {}).get(override, ""))
            for number, id in rows.items()
        }
        lines = [
            _Line(
                id,
                text_at(self.values.rows[number - 1], self.at["compliant"]),
                said[number],
                marks.get(id, {}).get(override, ""),
                self._points(number, marks.get(id, {}), said),
                bool(self._formula(number, "reached")),
            )
            for number, id in rows.items()
        ]
        return [line for line in lines if line.compliant], said

    def _formula(self, number: int, id: str) -> str:
        rows = self.formulas.rows
        return text_at(rows[number - 1], self.at.get(id, -1)) if number <= len(rows) else ""

    def _said(self, number: int, given: str, override: str) -> str:
        """Return the answer as the list takes it over: whole, its first sign, or a correction."""
        formula = self._formula(number, "given")
        if not formula.startswith("="):
            return formula
        if "LOOKUP(" not in formula.upper():
            return override
        return given[:1] if "LEFT(" in formula.upper() else given

    def _points(self, number: int, marked: Mapping[str, str], said: Said) -> float:
        weight = self._formula(number, "weight")
        if not weight:
            return 0
        listed = self._formula(number, "points")
        # the analyst's sheet looks the default up among ids that are not sorted: what it found
        # counts, wrong as it may be
        found = _number(marked.get(self.rules.columns["points"][0], ""))
        points = _chosen(listed, said) if listed.startswith("=") or found is None else found
        changed = _number(marked.get(self.rules.columns["changed"][0], ""))
        # the first releases take over the default, whatever an analyst changed
        if changed is not None and ",9," in self._formula(number, "adjusted"):
            points = changed
        asked = re.search(r"\*\s*\$?[A-Z]{1,2}\d+\s*$", weight)
        required = _chosen(self._formula(number, "required"), said) if asked else 1
        return (points or 0) * (required or 0)


def _chosen(cell: str, said: Said) -> float | None:
    """Return a number as it stands, or the one of two that a formula takes by an answer."""
    choice = _CHOICE.search(cell) if cell.startswith("=") else None
    if choice is None:
        return _number(cell)
    return float(choice[1] if _holds(cell, said) else choice[2])


def _holds(formula: str, said: Said) -> bool:
    """Say whether one of the answers that a formula asks for was given (none asked: yes)."""
    asked = _ASKS.findall(formula)
    return not asked or any(
        said.get(int(row), "").casefold() == word.casefold() for row, word in asked
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _sections(
    sheet: Sheet, lines: Sequence[_Line], said: Said, rules: OwnScoring
) -> tuple[SectionScore, ...]:
    """Add up the sections as the sheet of values does, each column by its own condition."""
    possible, reached = (rules.columns[id][0] for id in ("possible", "reached"))
    place, heads = head_of(sheet, possible)
    sections = []
    for row in sheet.rows[place + 1 :] if reached in heads else ():
        code = next((found[1] for cell in row if (found := _SECTION.match(str(cell)))), "")
        if not code:
            continue
        chosen = [line for line in lines if line.id.partition("-")[0] == code]
        at = {name: _holds(text_at(row, heads.index(name)), said) for name in (possible, reached)}
        sections.append(
            SectionScore(
                id=code,
                possible=sum(line.points for line in chosen) if at[possible] else 0,
                reached=sum(line.reached for line in chosen) if at[reached] else 0,
                included=at[possible],
            )
        )
    return tuple(sections)


def _stored(scorecard: Sheet, rules: OwnScoring) -> float | None:
    """Return the share that the workbook last saved."""
    place, cells = head_of(scorecard, rules.words["overall"])
    if place < 0:
        return None
    after = scorecard.rows[place][cells.index(rules.words["overall"]) + 1 :]
    numbers = [value for value in after if isinstance(value, int | float)]
    return round(float(numbers[-1]), _PLACES) if numbers else None
