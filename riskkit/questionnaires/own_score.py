"""HECVAT compatibility: the workbook's own score, computed again from what is filled in.

The workbook keeps its arithmetic in a hidden sheet: points by importance, all or nothing for the
compliant answer, sections left out where a gate question is answered no. The gates are read from
that sheet's own formulas, so that another release brings its own; no formula is evaluated.

It is shown for comparison only. It has no fatal answer, drops what is not applicable, and gives
98 % to a vendor that fails what matters most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..catalogue import Knowledge
from ..catalogue.knowledge import fold
from ..model.received import OwnScore, OwnScoring, Received, SectionScore
from ..workbook import Sheet, read_sheets
from .own_score_three import score_of_three
from .pages import MAX_COLUMNS, MAX_ROWS, is_book
from .reading import read_questionnaire
from .sheet_tables import head_of, rows_by, text_at

_GATE = re.compile(r"\$F\$(\d+)\s*=")
_BLANK = re.compile(r'\$F\d+\s*=\s*""')
_PLACES = 12


@dataclass(frozen=True)
class _Line:
    """One question as the hidden sheet scores it."""

    id: str
    location: str
    response: str
    compliant: str
    override: str
    importance: str
    changed: str
    neutral: bool
    non_negotiable: bool
    gates: tuple[str, ...]
    blank_is_out: bool


def own_score(
    path: Path | str, knowledge: Knowledge, *, received: Received | None = None
) -> OwnScore | None:
    """Compute the score that a HECVAT workbook gives itself.

    Parameters
    ----------
    path : Path or str
        The user's own filled-in file.
    knowledge : Knowledge
    received : Received, optional
        The same file as read; without it, it is read here.

    Returns
    -------
    OwnScore or None
        None for a file without the sheets that score. `stored` is the share the workbook last
        saved, where a spreadsheet program had computed it.
    """
    path = Path(path)
    if not is_book(path):
        return None
    scorings = knowledge.entries("received/own-scores")
    read = received or read_questionnaire(path, knowledge)
    return score_of_four(path, read, scorings["hecvat-4"]) or score_of_three(
        path, read, scorings["hecvat-3"]
    )


def score_of_four(path: Path, received: Received, rules: OwnScoring) -> OwnScore | None:
    """Compute the score of a HECVAT 4 workbook; None without its hidden sheet."""
    limits = {"max_rows": MAX_ROWS, "max_columns": MAX_COLUMNS, "fill_merged": False}
    names = rules.sheets.values()
    values = read_sheets(path, **limits, only=names)  # type: ignore[arg-type]
    if rules.sheets["backend"] not in values or rules.sheets["scorecard"] not in values:
        return None
    formulas = read_sheets(path, **limits, only=names, formulas=True)  # type: ignore[arg-type]
    lines = _lines(received, values, formulas, rules)
    responses = {line.id: line.response for line in lines}
    points = {line.id: _points(line, responses, rules) for line in lines}
    sections = _sections(lines, points, values, rules)
    possible = sum(one.possible for one in sections if one.included)
    reached = sum(one.reached for one in sections if one.included)
    critical = [line.id for line in lines if _is_critical(line, rules)]
    gated = [line.id for line in lines if line.non_negotiable]
    return OwnScore(
        sections=sections,
        possible=possible,
        reached=reached,
        share=round(reached / possible, _PLACES) if possible else None,
        stored=_stored(values, rules),
        critical=len(critical),
        critical_failed=tuple(id for id in critical if _failed(points[id])),
        non_negotiable=len(gated),
        non_negotiable_failed=tuple(id for id in gated if _failed(points[id])),
    )


Points = tuple[float | None, float | None]
"""Points possible and reached; None where the workbook says N/A."""


def _failed(points: Points) -> bool:
    return points[0] is not None and points[1] is not None and points[1] < points[0]


def _points(line: _Line, responses: Mapping[str, str], rules: OwnScoring) -> Points:
    possible = _possible(line, responses, rules)
    met = _met(line, rules)
    return possible, None if possible is None or met is None else possible * met


def _possible(line: _Line, responses: Mapping[str, str], rules: OwnScoring) -> float | None:
    words = rules.words
    if _is(line.location, words["not_scored"]):
        return None
    if any(_is(responses.get(gate, ""), words["no"]) for gate in line.gates):
        return None
    spared = line.blank_is_out and not line.response
    # the two first sections score what is not applicable, all the others leave it out
    if spared or (_is(line.response, words["na"]) and line.gates != ("*",)):
        return None
    if not line.changed:
        return _value(line.importance, rules, rules.otherwise)
    return _value(line.changed, rules, 0)


def _value(importance: str, rules: OwnScoring, otherwise: float) -> float:
    found = [p for key, p in rules.importance.items() if _is(importance, rules.words[key])]
    return found[0] if found else otherwise


def _met(line: _Line, rules: OwnScoring) -> int | None:
    words = rules.words
    if _is(line.location, words["not_scored"]) or (line.blank_is_out and not line.response):
        return None
    if line.neutral and not line.override:
        return None
    if _is(line.override, words["compliant"]):
        return 1
    if line.neutral and _is(line.override, words["not_compliant"]):
        return 0
    return int(not line.override and _is(line.response, line.compliant))


def _is(cell: str, word: str) -> bool:
    """Compare as a spreadsheet does: without regard to case."""
    return cell.casefold() == word.casefold()


def _is_critical(line: _Line, rules: OwnScoring) -> bool:
    return _is(line.changed or line.importance, rules.words["critical"])


def _lines(
    received: Received,
    values: Mapping[str, Sheet],
    formulas: Mapping[str, Sheet],
    rules: OwnScoring,
) -> list[_Line]:
    """Gather each question from where a person types: answers, overrides, the list of questions."""
    given = {one.code: one.raw for one in received.answers}
    marks = _overrides(values, rules)
    listed = rows_by(values[rules.sheets["questions"]], "New ID")
    backend = values[rules.sheets["backend"]]
    logic = formulas[rules.sheets["backend"]]
    order = _order(backend, listed)
    at = dict(order)
    lines = []
    for number, id in order:
        asked, marked = listed.get(id, {}), marks.get(id, {})
        potential, met = (
            _formula(logic, number, "Potential Score"),
            _formula(logic, number, "Compliance Eval"),
        )
        gates = tuple(at[int(row)] for row in _GATE.findall(potential) if int(row) in at)
        counts_na = bool(potential) and "$F" not in potential
        lines.append(
            _Line(
                id=id,
                location=asked.get("Score Location", ""),
                response=given.get(id, ""),
                compliant=asked.get("Compliant Response", ""),
                override=marked.get("Compliant Override", ""),
                importance=asked.get("Default Importance", ""),
                changed=marked.get("Importance Override", ""),
                neutral=_is(asked.get("Score Mapping", ""), rules.words["neutral"]),
                non_negotiable=marked.get("Non-Negotiable?", "").casefold() in ("yes", "true"),
                gates=("*",) if counts_na else gates,
                blank_is_out=bool(_BLANK.search(potential) or _BLANK.search(met)),
            )
        )
    return lines


def _order(backend: Sheet, listed: Mapping[str, Mapping[str, str]]) -> list[tuple[int, str]]:
    """Return row number and id of each question of the hidden sheet.

    Its ids are formulas that point to the list of questions, row by row; a file saved without
    their results has the same order.
    """
    stored = [
        (number, text_at(row, 0))
        for number, row in enumerate(backend.rows, 1)
        if text_at(row, 0) in listed
    ]
    if stored:
        return stored
    return [(int(row["#"]), id) for id, row in listed.items()]


def _overrides(values: Mapping[str, Sheet], rules: OwnScoring) -> dict[str, dict[str, str]]:
    """Return what an analyst changed, by question.

    Each question is looked up where it stands first, as the workbook does: the privacy sheet
    repeats some that belong to the scorecard.
    """
    found: dict[str, dict[str, str]] = {}
    for key in ("scorecard", "privacy"):
        sheet = values.get(rules.sheets[key])
        if sheet is None:
            continue
        _, heads = head_of(sheet, "Compliant Override")
        for row in sheet.rows if heads else ():
            cells = {head: text_at(row, index) for index, head in enumerate(heads) if head}
            code = text_at(row, 0)
            if re.fullmatch(r"[A-Z]{2,4}-\d{2}", code) and cells.get("Compliant Override") != (
                "Compliant Override"
            ):
                found.setdefault(code, cells)
    return found


def _formula(logic: Sheet, number: int, name: str) -> str:
    _, heads = head_of(logic, name)
    row = logic.rows[number - 1] if 0 < number <= len(logic.rows) else []
    text = text_at(row, heads.index(name)) if heads else ""
    return text if text.startswith("=") else ""


def _sections(
    lines: Sequence[_Line],
    points: Mapping[str, Points],
    values: Mapping[str, Sheet],
    rules: OwnScoring,
) -> tuple[SectionScore, ...]:
    """Add up the sections of the scorecard as its own rows do."""
    scorecard = values[rules.sheets["scorecard"]]
    sections = []
    for label, code, included in _rows(scorecard, rules):
        if code:
            chosen = [line for line in lines if line.id.partition("-")[0] == code]
        elif fold(label) == fold(rules.words["ai_total"]):
            chosen = [line for line in lines if _is(line.location, rules.words["ai"])]
        elif fold(label) == fold(rules.words["privacy_row"]):
            codes = {c for _, c, on in _rows(values[rules.sheets["privacy"]], rules) if c and on}
            chosen = [line for line in lines if line.id.partition("-")[0] in codes]
        else:
            continue
        sections.append(
            SectionScore(
                id=code or label,
                possible=sum(points[line.id][0] or 0 for line in chosen),
                reached=sum(points[line.id][1] or 0 for line in chosen),
                included=included,
            )
        )
    return tuple(sections)


def _rows(sheet: Sheet, rules: OwnScoring) -> list[tuple[str, str, bool]]:
    """Return label, code and "include in score" of the rows of a scorecard."""
    place, heads = head_of(sheet, rules.words["sections"])
    if not heads:
        return []
    at = heads.index(rules.words["sections"])
    rows = []
    for row in sheet.rows[place + 1 : place + 40]:
        label = text_at(row, at)
        if label in (rules.words["overall"], rules.words["privacy_total"]):
            break
        codes = [
            t
            for t in (text_at(row, i) for i in range(at + 1, len(row)))
            if re.fullmatch(r"[A-Z]{4}", t)
        ]
        included = text_at(row, at + 1).casefold() in ("yes", "true", "1")
        if label or codes:
            rows.append((label, codes[-1] if codes else "", included))
    return rows


def _stored(values: Mapping[str, Sheet], rules: OwnScoring) -> float | None:
    """Return the share that the workbook last saved."""
    sheet = values[rules.sheets["scorecard"]]
    _, heads = head_of(sheet, rules.words["sections"])
    for row in sheet.rows if heads else ():
        at = heads.index(rules.words["sections"])
        if text_at(row, at) == rules.words["overall"]:
            numbers = [value for value in row[at + 1 :] if isinstance(value, int | float)]
            share = numbers[2] if len(numbers) > 2 else None
            return round(float(share), _PLACES) if share is not None else None
    return None
