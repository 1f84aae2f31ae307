"""The registers an organisation keeps: rows of the catalogue's 45 schemas, cells made plain.

A cell is kept as text in one form: dates in ISO form, choices by their ids, numbers without
separators, lists parted by semicolons. What is blank or unknown is left out.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter

from ..catalogue import Knowledge
from ..catalogue.knowledge import fold
from ..catalogue.spelling import same_word
from ..errors import Problem, did_you_mean
from ..model.register_table import Coded, RegisterTable
from ..model.rules import Register, RegisterColumn
from ..model.value import Interval
from .cell_errors import BadCell
from .cells import NO_WORD, blank_word, parts, read_choice, read_id, texts_of, words_of
from .dates import read_date, read_moment
from .grid import Grid
from .headers import both_scripts, find_heading
from .quantities import counters, read_interval, read_percent
from .rows import ReadTable, beyond

_FEW = 12
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def find_register(name: str, knowledge: Knowledge) -> Register | None:
    """Return the register that a file or sheet is named after, by id or by label."""
    registers = knowledge.entries("registers")
    found: Register | None = registers.get(name) or next(
        (
            register
            for register in registers.values()
            if fold(name) in {fold(word) for word in (register.id, *register.text.all)}
        ),
        None,
    )
    return found


def unknown_register(file: str, name: str, knowledge: Knowledge) -> Problem:
    """Return the problem of a file that is named after no register."""
    registers = knowledge.entries("registers")
    near = did_you_mean(name.upper(), registers)
    hint = near or "name the file after a register of the catalogue, such as REG-NDA.csv"
    return Problem(file, what="no register of the catalogue has this name", hint=hint)


def read_register(grid: Grid, register: Register, knowledge: Knowledge) -> ReadTable:
    """Read a grid as the rows of a register."""
    result = ReadTable()
    heading = find_heading(grid, register.columns)
    if heading is None:
        what = "no header row was found" if grid.rows else "the file is empty"
        names = ", ".join(f"{both_scripts(one.text)} ({one.id})" for one in register.columns[:_FEW])
        hint = f"the first row names the columns: {names}"
        row = grid.rows[0][0] if grid.rows else 0
        result.problems.append(Problem(grid.file, row, what=what, hint=hint))
        return result
    result.problems += heading.problems
    result.called = {(grid.file, id): word for id, word in heading.called.items()}
    for column in register.columns:
        if column.required and column.id not in heading.called:
            what = f"the column '{column.id}' ({both_scripts(column.text)}) is missing"
            result.problems.append(Problem(grid.file, heading.row, what=what, severity="warning"))
    body = [(number, cells) for number, cells in grid.rows if number > heading.row]
    columns = {}
    for index, column in heading.columns.items():
        texts = [cells[index] if index < len(cells) else "" for _, cells in body]
        columns[column.id], bad = _column(texts, column, knowledge)
        name = heading.name(column.id)
        for place, text in enumerate(texts) if bad else ():
            if wrong := bad.get(text):
                problem = Problem(grid.file, body[place][0], name, wrong.what, wrong.hint)
                result.problems.append(problem)
    for number, cells in body:
        result.problems += beyond(grid.file, number, cells, heading)
    result.rows = RegisterTable(grid.file, [number for number, _ in body], columns)
    return result


def check_register_references(
    read: ReadTable, register: Register, tables: dict[str, ReadTable]
) -> None:
    """Write ids of assets and vendors as their tables do; warn of those the folder does not have.

    In a register people write an id in another case or width, or the name instead: what can mean
    one row only is taken for it. A register is often older than the inventory: the row is kept.
    """
    rows = RegisterTable.of(read.rows)
    for column in register.columns:
        _, _, name = column.kind.partition("ref.")
        target = tables.get(name) if name else None
        if target is None or not target.whole or column.id not in rows.columns:
            continue
        held, known = rows.column(column.id), _ids(target)
        meant = [";".join(known.get(same_word(id), id) for id in parts(t)) for t in held.texts]
        rows.columns[column.id] = held = Coded.of(meant[code] for code in held.codes)
        wrong = {text for text in held.texts if not target.places.keys() >= {*parts(text)}}
        for place in held.where(wrong.__contains__):
            what = f"names an id that is not in {name}"
            read.problem(rows[place], column.id, what, severity="warning")


def _ids(target: ReadTable) -> dict[str, str]:
    """Return the ids of a table by id and name, folded; without names that several rows have."""
    names = Counter(same_word(row.name) for row in target.rows)
    named = {same_word(r.name): r.id for r in target.rows if names[same_word(r.name)] == 1}
    return named | {same_word(id): id for id in target.places}


def _column(
    texts: list[str], column: RegisterColumn, knowledge: Knowledge
) -> tuple[Coded, dict[str, BadCell]]:
    """Read the cells of a column, each different one once; and what is wrong with some."""
    values: dict[str, int] = {"": 0}
    meant: dict[str, int] = {}
    bad: dict[str, BadCell] = {}
    for text in dict.fromkeys(texts):
        value = None
        try:
            value = _read(text.strip(), column, knowledge)
        except BadCell as wrong:
            bad[text] = wrong.with_traceback(None)
        meant[text] = values.setdefault((value or "").strip(), len(values))
    return Coded(array("I", map(meant.__getitem__, texts)), list(values)), bad


def _read(text: str, column: RegisterColumn, knowledge: Knowledge) -> str | None:
    if not text:
        return None
    if column.kind not in ("choice", "yes_no"):
        blank = blank_word(text, knowledge)
        named = column.kind == "text" and not column.required  # "none" says something there
        if blank == "unknown" or (blank == "none" and not named):
            return None
    if not column.many:
        return _one(text, column, knowledge)
    values = _values(text, column, knowledge)
    read = [_one(value, column, knowledge) for value in values]
    return ";".join(dict.fromkeys(value for value in read if value)) or None


def _values(text: str, column: RegisterColumn, knowledge: Knowledge) -> tuple[str, ...]:
    if column.kind == "text":
        return texts_of(text)
    if column.vocabulary:
        return words_of(text, lambda word: bool(knowledge.meaning(column.vocabulary or "", word)))
    return words_of(text, lambda word: fold(word) in _words(column))


def _one(text: str, column: RegisterColumn, knowledge: Knowledge) -> str | None:
    match column.kind:
        case "date":
            return read_date(text).isoformat()
        case "datetime":
            return read_moment(text)
        case "number":
            units = column.units or counters(knowledge)
            return _number(read_interval(text, units, knowledge))
        case "percent":
            return _number(read_percent(text, knowledge))
        case "yes_no":
            value = read_choice(text, "yes_no", knowledge)
            return value if value in ("yes", "no") else None
        case "choice":
            return _choice(text, column, knowledge)
        case "ref.assets" | "ref.vendors":
            return read_id(text)
        case "sha256":
            if not _SHA256.fullmatch(text):
                raise BadCell("is not a SHA-256 hash", "it has 64 digits 0-9 and a-f")
            return text.lower()
    return text


def _number(value: Interval) -> str:
    if value.hi is None:
        return f">={value.lo:.15g}"
    return f"{value.lo:.15g}" if value.known else f"{value.lo:.15g}-{value.hi:.15g}"


def _choice(text: str, column: RegisterColumn, knowledge: Knowledge) -> str | None:
    if column.vocabulary:
        return read_choice(text, column.vocabulary, knowledge)
    known = _words(column)
    if fold(text) in known:
        return known[fold(text)]
    if blank_word(text, knowledge):
        return None
    names = [f"{both_scripts(choice.text)} ({choice.id})" for choice in column.choices]
    hint = did_you_mean(fold(text), known) or f"use one of: {', '.join(names[:_FEW])}"
    raise BadCell(NO_WORD, hint)


def _words(column: RegisterColumn) -> dict[str, str]:
    return {
        fold(word): choice.id
        for choice in reversed(column.choices)
        for word in (*choice.also, *choice.text.all, choice.id)
    }
