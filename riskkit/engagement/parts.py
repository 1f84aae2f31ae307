"""The parts of an engagement folder: which file or sheet holds which table.

In: a folder. Out: the grids of its tables, registers and answers, and what is wrong with the
files themselves. Nothing of what the cells say is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..catalogue import Knowledge
from ..catalogue.knowledge import fold
from ..errors import Problem, SourceError, did_you_mean
from ..model.received import Received
from ..model.rules import Register
from ..model.tables import Table
from ..workbook import Sheet, read_sheets
from .answers import grid_of_data
from .encoding import decode_all
from .folder import shown
from .grid import MAX_BYTES, Grid, grid_of_csv, grid_of_sheet
from .received import received_of
from .register_rows import find_register, unknown_register

CSV = (".csv", ".tsv")
BOOKS = (".xlsx", ".xlsm")
DATA = (".yaml", ".yml", ".json")
_NOT_TABLES = ("readme", "说明", "說明")


@dataclass
class Parts:
    """The grids found in a folder, by table, by register and by vendor's file."""

    tables: dict[str, list[Grid]] = field(default_factory=dict)
    registers: dict[str, list[Grid]] = field(default_factory=dict)
    answers: list[tuple[str, Grid]] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_parts(root: Path, knowledge: Knowledge) -> Parts:
    """Find and read the tables of a folder as grids."""
    parts = Parts()
    tables = knowledge.entries("tables")
    csvs: dict[str, bytes] = {}
    for path in _files(root):
        if path.suffix.casefold() in CSV:
            _collect(path, path.name, csvs, parts)
        elif path.suffix.casefold() in BOOKS:
            _book(path, parts, knowledge)
    for folder in ("registers", "answers"):
        for path in _files(root / folder):
            name = f"{folder}/{path.name}"
            received = received_of(path, name, knowledge) if folder == "answers" else None
            if received is not None:
                parts.received.append(received)
            elif path.suffix.casefold() in CSV:
                _collect(path, name, csvs, parts)
            else:
                _other(path, name, folder, parts, knowledge)
    texts, problems = decode_all(csvs, _headers(knowledge))
    parts.problems += problems
    known = {fold(header) for header in _headers(knowledge)}
    for name, text in texts.items():
        grid, problems = grid_of_csv(shown(name), text, known)
        parts.problems += problems
        if grid is not None:
            _place(name, grid, parts, knowledge)
    for id, grids in parts.tables.items():
        if len(grids) > 1 and id != "answers":
            parts.problems += _twice(grids, tables[id])
    for register, grids in parts.registers.items():
        if len(grids) > 1:
            parts.problems += _twice(grids, knowledge.entries("registers")[register])
    return parts


def find_table(name: str, tables: Iterable[Table]) -> Table | None:
    """Return the table that a file or sheet is named after, in any language."""
    return next(
        (table for table in tables if fold(name) in {fold(word) for word in table.names}), None
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    inside = folder.resolve()
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and not path.name.startswith((".", "~$"))
        and path.resolve().is_relative_to(inside)
    )


def _collect(path: Path, name: str, csvs: dict[str, bytes], parts: Parts) -> None:
    """Take in the bytes of a CSV if it is of the size of a register."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            what = f"larger than {MAX_BYTES >> 20} MB: too large for a register"
            hint = "put data to scan under extracts/ and name it in the column `data`"
            parts.problems.append(Problem(shown(name), what=what, hint=hint))
        elif size == 0:
            hint = "it needs a header row at least; delete it if there is nothing to say"
            parts.problems.append(Problem(shown(name), what="the file is empty", hint=hint))
        else:
            csvs[name] = path.read_bytes()
    except OSError as error:
        parts.problems.append(Problem(shown(name), what=f"cannot be read ({error.strerror})"))


def _headers(knowledge: Knowledge) -> list[str]:
    tables, registers = knowledge.entries("tables"), knowledge.entries("registers")
    columns = [column for table in tables.values() for column in table.columns]
    further = [column for register in registers.values() for column in register.columns]
    return [
        word
        for column in (*columns, *further)
        for word in (column.id, *column.text.all, *column.also)
    ]


def _place(name: str, grid: Grid, parts: Parts, knowledge: Knowledge) -> None:
    folder, _, file = name.rpartition("/")
    stem = Path(file).stem
    if folder == "answers":
        parts.answers.append((stem, grid))
    elif folder == "registers":
        _as_register(stem, grid, find_register(stem, knowledge), parts, knowledge)
    else:
        tables = knowledge.entries("tables")
        table = find_table(stem, tables.values())
        if table is None:
            parts.problems.append(_no_table(grid.file, stem, tables))
        else:
            parts.tables.setdefault(table.id, []).append(grid)


def _as_register(
    name: str, grid: Grid, register: Register | None, parts: Parts, knowledge: Knowledge
) -> None:
    if register is None:
        parts.problems.append(unknown_register(grid.file, name, knowledge))
    else:
        parts.registers.setdefault(register.id, []).append(grid)


def _no_table(file: str, stem: str, tables: Mapping[str, Table]) -> Problem:
    names = {word: id for id, table in tables.items() for word in table.names}
    hint = did_you_mean(stem, names) or "data to scan belongs under extracts/"
    what = "is no table of an engagement folder and is not read"
    return Problem(file, what=what, hint=hint, severity="warning")


def _sheets(path: Path, name: str, parts: Parts) -> dict[str, Sheet]:
    try:
        if path.stat().st_size > MAX_BYTES:
            what = f"larger than {MAX_BYTES >> 20} MB: too large for a register"
            raise SourceError(f"{path.name}: {what}")
        return read_sheets(path)
    except SourceError as error:
        what = str(error).removeprefix(f"{path.name}: ")
        parts.problems.append(Problem(shown(name), what=what))
        return {}


def _book(path: Path, parts: Parts, knowledge: Knowledge) -> None:
    """Read ``engagement.xlsx``: one sheet a table or a register."""
    tables = knowledge.entries("tables")
    if find_table(path.stem, [tables["engagement"]]) is None:
        hint = "sheets of tables belong into engagement.xlsx, data to scan under extracts/"
        what = "is no part of an engagement folder and is not read"
        parts.problems.append(Problem(shown(path.name), what=what, hint=hint, severity="warning"))
        return
    for number, (name, sheet) in enumerate(_sheets(path, path.name, parts).items(), 1):
        if fold(name) in _NOT_TABLES or name.startswith(("_", "#")) or not sheet.rows:
            continue
        table, register = find_table(name, tables.values()), find_register(name, knowledge)
        if table is None and register is None:
            file = f"{path.name}[{number}]"
            parts.problems.append(_no_table(file, name, tables))
            continue
        grid, problems = grid_of_sheet(f"{path.name}[{name}]", sheet)
        parts.problems += problems
        if grid is not None and table is not None:
            parts.tables.setdefault(table.id, []).append(grid)
        elif grid is not None:
            _as_register(name, grid, register, parts, knowledge)


def _other(path: Path, name: str, folder: str, parts: Parts, knowledge: Knowledge) -> None:
    """Read a register or answers that are not CSV."""
    suffix = path.suffix.casefold()
    if suffix in BOOKS:
        sheets = [sheet for sheet in _sheets(path, name, parts).values() if not sheet.hidden]
        filled = [sheet for sheet in sheets if sheet.rows][:1]
        found = [grid_of_sheet(shown(name), sheet) for sheet in filled]
    elif folder == "answers" and suffix in DATA:
        found = [grid_of_data(path, shown(name))]
    else:
        what = "is of a kind that is not read here"
        hint = "use CSV or .xlsx"
        parts.problems.append(Problem(shown(name), what=what, hint=hint, severity="warning"))
        return
    for grid, problems in found:
        parts.problems += problems
        if grid is not None:
            _place(name, grid, parts, knowledge)


def _twice(grids: list[Grid], what: Table | Register) -> list[Problem]:
    hint = "keep one of them"
    return [
        Problem(grid.file, what=f"'{what.id}' is given in {grids[0].file} already", hint=hint)
        for grid in grids[1:]
    ]
