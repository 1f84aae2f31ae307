"""Questionnaires as vendors sent them: CSV, a workbook, YAML or JSON, one vendor a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..catalogue import Knowledge, YamlFile, read_yaml
from ..errors import InputError, Problem, did_you_mean
from ..model.inventory import Answer
from ..model.tables import Table
from ..questionnaires.vocabulary import Vocabulary
from .grid import Grid
from .rows import ReadTable, read_rows

_MAX_BYTES = 8 << 20
_IMPORT = "a questionnaire in its own layout: bring it in with `riskkit questionnaire import`"


def read_answers(grid: Grid, table: Table, knowledge: Knowledge, vendor: str | None) -> ReadTable:
    """Read a grid as answers; `vendor` is None where a column says whose they are."""
    given = {} if vendor is None else {"vendor": vendor}
    read = read_rows(grid, table, Answer, knowledge, given=given)
    if not read.rows and any("header row" in problem.what for problem in read.problems):
        read.problems = [Problem(grid.file, what="holds no column of answers", hint=_IMPORT)]
    return read


def part_notes(read: ReadTable, knowledge: Knowledge) -> None:
    """Part answers from what was written behind them: ``yes, see annex 3`` is a yes with a remark.

    What cannot be read as an answer stays as it is, counts as not answered, and is told.
    """
    vocabulary = Vocabulary.of(knowledge.entries)
    for place, row in enumerate(read.rows):
        if row.answer is None or vocabulary.knows(row.answer):
            continue
        meant, note = vocabulary.answer(row.answer)
        if meant == "unreadable":
            what = "is not readable as an answer and counts as not answered"
            hint = "write yes, no, partly, planned or not applicable; the rest is a comment"
            read.problem(row, "answer", what, hint, severity="warning")
            continue
        comment = "\n".join(part for part in (note, row.comment) if part)
        read.rows[place] = row.model_copy(update={"answer": meant, "comment": comment or None})


def grid_of_data(path: Path, file: str) -> tuple[Grid | None, list[Problem]]:
    """Read a YAML or JSON file of answers as a grid.

    It holds a list of records, the same under the key ``answers``, or a mapping of question to
    answer. Row numbers are lines of a YAML file, and places in the list of a JSON file.
    """
    try:
        if path.suffix.casefold() == ".json":
            content = YamlFile(file, _json(path, file), {})
        else:
            content = read_yaml(path, file)
    except InputError as error:
        return None, list(error.problems)
    data = content.data
    outer: tuple[str, ...] = ()
    if isinstance(data, dict) and isinstance(data.get("answers"), list | dict):
        data, outer = data["answers"], ("answers",)
    if isinstance(data, dict):
        data = [
            {"question": key, **value}
            if isinstance(value, dict)
            else {"question": key, "answer": value}
            for key, value in data.items()
        ]
    if not isinstance(data, list) or not all(isinstance(record, dict) for record in data):
        what = "expected a list of answers, each with `question` and `answer`"
        return None, [Problem(file, what=what)]
    numbers = [
        content.line(*outer, index) if content.lines else index + 1 for index in range(len(data))
    ]
    return _grid(file, data, numbers)


def _grid(
    file: str, records: list[dict[str, Any]], numbers: list[int]
) -> tuple[Grid | None, list[Problem]]:
    keys = list(dict.fromkeys(str(key) for record in records for key in record))
    rows = [(0, tuple(keys))]
    for number, record in zip(numbers, records, strict=True):
        rows.append((max(number, 1), tuple(_text(record.get(key)) for key in keys)))
    return Grid(file, tuple(rows)), []


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(_text(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _json(path: Path, file: str) -> Any:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InputError([Problem(file, what=f"larger than {_MAX_BYTES >> 20} MB")])
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise InputError([Problem(file, error.lineno, what="is not valid JSON")]) from None
    except (UnicodeDecodeError, RecursionError, OSError):
        raise InputError([Problem(file, what="is not JSON in UTF-8")]) from None


def check_asked(vendors: ReadTable, knowledge: Knowledge) -> None:
    """Report every vendor that is to be assessed by a questionnaire the catalogue does not hold."""
    held = {one.questionnaire for one in knowledge.kinds.get("questionnaires", {}).values()}
    for row in vendors.rows:
        if row.questionnaire and row.questionnaire not in held:
            what = "the catalogue holds no questions of this questionnaire"
            hint = did_you_mean(row.questionnaire, held) or f"use {' or '.join(sorted(held))}"
            vendors.problem(row, "questionnaire", what, hint)


def check_questions(read: ReadTable, knowledge: Knowledge) -> None:
    """Warn of answers to questions that no questionnaire of the catalogue asks."""
    questions = knowledge.kinds.get("questionnaires", {})
    for row in read.rows:
        if questions and row.question not in questions:
            what = "no questionnaire of the catalogue asks this question"
            hint = did_you_mean(row.question, questions)
            read.problem(row, "question", what, hint, severity="warning")
