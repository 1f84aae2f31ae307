"""What the tables say of each other: ids unique, references exist, files are there.

An id of the client's is never quoted: a near one is named by the row it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..catalogue import Knowledge
from ..errors import did_you_mean
from ..files import file_hash
from ..model.inventory import Header, Row
from ..model.tables import Table, TableColumn
from .cell_errors import BadCell
from .folder import find_inside, holds_password, is_url
from .rows import ReadTable

Tables = Mapping[str, ReadTable]
_OF_OTHERS = "answers"  # a vendor wrote it: what is odd in it is told and counts against the vendor
_COMPARED = 500  # ids a wrong one is compared with: each comparison takes time


def check_keys(table: Table, read: ReadTable) -> None:
    """Report every row whose key stands in an earlier row."""
    first: dict[tuple[object, ...], Row] = {}
    for row in read.rows:
        key = tuple(getattr(row, name) for name in table.key)
        earlier = first.setdefault(key, row)
        if earlier is not row:
            where = f"row {earlier.line}"
            where = where if earlier.file == row.file else f"{earlier.file}, {where}"
            what = f"the same {' and '.join(table.key)} as in {where}"
            column = table.key[-1] if len(table.key) == 1 else table.key[0]
            if table.id == _OF_OTHERS:
                hint = "the worse of the answers counts; ask which one holds"
                read.problem(row, table.key[-1], what, hint, severity="warning")
            else:
                read.problem(row, column, what)


def check_references(tables: Tables, kinds: Mapping[str, Table], knowledge: Knowledge) -> None:
    """Report every id that no table of the folder, and no entry of the catalogue, has."""
    for name, read in tables.items():
        columns = [column for column in kinds[name].columns if column.table or column.entries]
        for row in read.rows:
            for column in columns:
                if (row.file, column.id) not in read.called:
                    continue  # the default, or the vendor whose file it is
                value = getattr(row, column.id)
                for wanted in (value,) if isinstance(value, str) else value or ():
                    if wanted != "*":
                        _check(read, row, column, wanted, (tables, knowledge))


def _check(
    read: ReadTable,
    row: Row,
    column: TableColumn,
    wanted: str,
    known: tuple[Tables, Knowledge],
) -> None:
    tables, knowledge = known
    if column.entries:
        entries = knowledge.entries(column.entries)
        if wanted not in entries:
            what = f"no entry of the catalogue's {column.entries} has this id"
            read.problem(row, column.id, what, did_you_mean(wanted, entries))
        return
    targets = [tables[name] for name in column.table]
    if any(wanted in target.places or not target.whole for target in targets):
        return
    what = f"names an id that is not in {' or '.join(column.table)}"
    severity = "warning" if column.told else "error"
    read.problem(row, column.id, what, near_row(wanted, targets), severity=severity)


def near_row(wanted: str, targets: Iterable[ReadTable]) -> str:
    """Name the row whose id is nearest to `wanted`, as a hint that quotes neither."""
    targets = tuple(targets)
    if sum(len(target.places) for target in targets) > _COMPARED:
        return ""
    places = {id: place for target in targets for id, place in target.places.items()}
    near = get_close_matches(wanted, list(places), n=1)
    if not near:
        return ""
    file, line = places[near[0]]
    return f"did you mean the id in {file}, row {line}?"


def check_phases(tables: Tables, header: Header, knowledge: Knowledge) -> None:
    """Report every phase that is not one of the engagement's scenario."""
    scenario = knowledge.entries("scenarios").get(header.scenario)
    if scenario is None:
        return
    phases = [phase.id for phase in scenario.phases]
    for read in tables.values():
        for row in read.rows:
            phase = getattr(row, "phase", None)
            if phase and phase not in phases:
                what = f"this phase does not belong to the scenario '{header.scenario}'"
                read.problem(row, "phase", what, f"use one of: {', '.join(phases)}")


def check_paths(tables: Tables, root: Path) -> None:
    """Report data to scan that is missing or outside, and evidence that is not as registered."""
    for row in tables["assets"].rows:
        for text in row.data:
            _check_data(tables["assets"], row, root, text)
    for row in tables["evidence"].rows:
        if row.path:
            _check_evidence(tables["evidence"], row, root)


def _check_data(read: ReadTable, row: Any, root: Path, text: str) -> None:
    try:
        found = find_inside(root, text)
    except BadCell as bad:
        read.problem(row, "data", bad.what, bad.hint)
        return
    if holds_password(text):
        what = "the URL holds a password"
        hint = "leave it out of the register; give it in the environment"
        read.problem(row, "data", what, hint, severity="warning")
    if found is None and not is_url(text):
        hint = "check the spelling; paths start at the engagement folder"
        read.problem(row, "data", "no such file or folder", hint)


def _check_evidence(read: ReadTable, row: Any, root: Path) -> None:
    try:
        found = find_inside(root, row.path)
    except BadCell as bad:
        read.problem(row, "path", bad.what, bad.hint)
        return
    if found is None or not found.is_file():
        if not is_url(row.path):
            hint = "put the file into the folder, or leave the column blank"
            read.problem(row, "path", "no such file", hint, severity="warning")
    elif row.sha256 and file_hash(found) != row.sha256:
        what = "the file does not have this hash: it was changed or exchanged"
        read.problem(row, "sha256", what, severity="warning")
