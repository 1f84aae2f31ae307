"""The parts of an engagement folder: which file or sheet holds which table.

In: a folder. Out: the grids of its tables, registers and answers, and what is wrong with the
files themselves. Nothing of what the cells say is judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from ..catalogue import Knowledge
from ..catalogue.knowledge import fold
from ..errors import Problem, SourceError, did_you_mean
from ..model.received import Received
from ..model.rules import Register
from ..model.tables import Table
from ..workbook import Sheet, read_sheets
from .answers import grid_of_data
from .encoding import encodings_of
from .folder import shown
from .grid import MAX_BYTES, Grid, grid_of_csv, grid_of_sheet
from .headers import HEAD_ROWS
from .received import received_of
from .register_rows import find_register, unknown_register

CSV = (".csv", ".tsv")
BOOKS = (".xlsx", ".xlsm")
DATA = (".yaml", ".yml", ".json")
_NOT_TABLES = ("readme", "说明", "說明")
Severity = Literal["error", "warning"]
Found = tuple[Grid | None, list[Problem]]


@dataclass(frozen=True)
class Unread:
    """A register's file or sheet that is read when its turn comes: one after the other."""

    file: str
    read: Callable[[], Found]


@dataclass
class Parts:
    """What was found in a folder, by table, by register and by vendor's file."""

    tables: dict[str, list[Grid]] = field(default_factory=dict)
    registers: dict[str, list[Unread]] = field(default_factory=dict)
    answers: list[tuple[str, Grid]] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_parts(root: Path, knowledge: Knowledge) -> Parts:
    """Find the tables of a folder and read them as grids; registers are read in their turn."""
    parts = Parts()
    tables = knowledge.entries("tables")
    csvs = _Files()
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
    encodings, problems = encodings_of(csvs, _headers(knowledge))
    parts.problems += problems
    known = {fold(header) for header in _headers(knowledge)}
    for name, encoding in encodings.items():
        unread = Unread(shown(name), partial(_csv, csvs, name, encoding, known))
        _place(name, unread, parts, knowledge)
    for id, grids in parts.tables.items():
        if len(grids) > 1 and id != "answers":
            parts.problems += _twice(grids, tables[id])
    for register, sheets in parts.registers.items():
        if len(sheets) > 1:
            parts.problems += _twice(sheets, knowledge.entries("registers")[register])
    return parts


class _Files(Mapping[str, bytes]):
    """The bytes of files by name, read from the disk each time they are asked for."""

    def __init__(self) -> None:
        self.paths: dict[str, Path] = {}

    def __getitem__(self, name: str) -> bytes:
        return self.paths[name].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def _csv(files: _Files, name: str, encoding: str, known: set[str]) -> Found:
    try:
        text = files[name].decode(encoding)
    except (OSError, UnicodeDecodeError):
        return None, [Problem(shown(name), what="was changed while it was read")]
    return grid_of_csv(shown(name), text, known)


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


def _collect(path: Path, name: str, csvs: _Files, parts: Parts) -> None:
    """Take in a CSV if it can be read and is of the size of a register."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            what = f"larger than {MAX_BYTES >> 20} MB: too large for a register"
            hint = "put data to scan under extracts/ and name it in the column `data`"
            parts.problems.append(Problem(shown(name), what=what, hint=hint))
        elif size == 0:
            hint = "it needs a header row at least; delete it if there is nothing to say"
            # an empty register is not kept, which is told; an empty table says less than none
            kept: Severity = "warning" if name.startswith("registers/") else "error"
            what = "the file is empty"
            parts.problems.append(Problem(shown(name), what=what, hint=hint, severity=kept))
        else:
            with path.open("rb"):
                csvs.paths[name] = path
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


def _place(name: str, unread: Unread, parts: Parts, knowledge: Knowledge) -> None:
    folder, _, file = name.rpartition("/")
    stem = Path(file).stem
    if folder == "registers":
        _as_register(stem, unread, find_register(stem, knowledge), parts, knowledge)
        return
    table = find_table(stem, knowledge.entries("tables").values())
    if folder != "answers" and table is None:
        parts.problems.append(_no_table(unread.file, stem, knowledge.entries("tables")))
        return
    grid, problems = unread.read()
    parts.problems += problems
    if grid is None:
        return
    if folder == "answers":
        parts.answers.append((stem, grid))
    elif table is not None:
        parts.tables.setdefault(table.id, []).append(grid)


def _as_register(
    name: str, unread: Unread, register: Register | None, parts: Parts, knowledge: Knowledge
) -> None:
    if register is None:
        parts.problems.append(unknown_register(unread.file, name, knowledge))
    else:
        parts.registers.setdefault(register.id, []).append(unread)


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
        unread = Unread(
            f"{path.name}[{name}]", partial(grid_of_sheet, f"{path.name}[{name}]", sheet)
        )
        if table is None:
            _as_register(name, unread, register, parts, knowledge)
            continue
        grid, problems = unread.read()
        parts.problems += problems
        if grid is not None:
            parts.tables.setdefault(table.id, []).append(grid)


def _other(path: Path, name: str, folder: str, parts: Parts, knowledge: Knowledge) -> None:
    """Read a register or answers that are not CSV."""
    suffix = path.suffix.casefold()
    found: list[Callable[[], Found]]
    if suffix in BOOKS:
        sheets = [sheet for sheet in _sheets(path, name, parts).values() if not sheet.hidden]
        known = {fold(header) for header in _headers(knowledge)}
        filled = [sheet for sheet in sheets if sheet.rows]
        filled.sort(key=lambda sheet: -_named(sheet, known))
        found = [partial(grid_of_sheet, shown(name), sheet) for sheet in filled[:1]]
        if more := [sheet for sheet in filled[1:] if _named(sheet, known) > 1]:
            what = f"{len(more)} further sheets have rows and are not read"
            hint = "put the rows of all sheets into one"
            parts.problems.append(Problem(shown(name), what=what, hint=hint, severity="warning"))
    elif folder == "answers" and suffix in DATA:
        found = [partial(grid_of_data, path, shown(name))]
    else:
        what = "is of a kind that is not read here"
        hint = "use CSV or .xlsx"
        parts.problems.append(Problem(shown(name), what=what, hint=hint, severity="warning"))
        return
    for read in found:
        _place(name, Unread(shown(name), read), parts, knowledge)


def _named(sheet: Sheet, known: set[str]) -> int:
    """Return how many headers the row of a sheet has that has most of them."""
    heads = sheet.rows[:HEAD_ROWS]
    return max((sum(fold(str(cell)) in known for cell in row if cell) for row in heads), default=0)


def _twice(grids: Sequence[Grid | Unread], what: Table | Register) -> list[Problem]:
    hint = "keep one of them"
    return [
        Problem(grid.file, what=f"'{what.id}' is given in {grids[0].file} already", hint=hint)
        for grid in grids[1:]
    ]
