"""A grid read by its table: every cell checked, every row a value of the model.

A bad cell is reported and left out, so that one pass finds every problem of every row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from ..catalogue import Knowledge
from ..errors import Problem, did_you_mean
from ..model.inventory import Row
from ..model.tables import Table, TableColumn
from .cell_errors import BadCell
from .cells import read_cell
from .grid import Grid
from .headers import AnyColumn, Heading, both_scripts, find_heading

R = TypeVar("R", bound=Row)
C = TypeVar("C", bound=AnyColumn)
Read = Callable[[str, C], object]


@dataclass
class ReadTable:
    """The rows of one table as far as they could be read, and what is wrong in it.

    `places` has the place of every id, also of rows that could not be built; `whole` is False
    where an id could not be read, so that references into the table cannot be judged; `called`
    says under which header a column stands in the file.
    """

    rows: Any = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    called: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    whole: bool = True

    def join(self, other: ReadTable) -> None:
        """Add what another file of the same table holds."""
        self.rows += other.rows
        self.problems += other.problems
        self.called |= other.called
        self.places = other.places | self.places
        self.whole = self.whole and other.whole

    def problem(self, row: Row, column: str, what: str, hint: str = "", **kind: Any) -> None:
        """Note something wrong at a column of a row that was read."""
        name = self.called.get((row.file, column), column)
        self.problems.append(Problem(row.file, row.line, name, what, hint, **kind))


def read_rows(
    grid: Grid,
    table: Table,
    model: type[Row],
    knowledge: Knowledge,
    *,
    given: Mapping[str, str] = MappingProxyType({}),
) -> ReadTable:
    """Read a grid as the rows of a table.

    Parameters
    ----------
    grid : Grid
        Header row and rows.
    table : Table
        Its columns.
    model : type of Row
        What a row becomes.
    knowledge : Knowledge
        The words of the cells.
    given : mapping of field to value
        What each row holds besides its cells (the vendor whose answers they are).
    """
    result = ReadTable()
    columns = [column for column in table.columns if column.id not in given]
    heading = find_heading(grid, columns)
    if heading is None:
        result.whole = False
        result.problems.append(_no_heading(grid, table))
        return result
    result.problems.extend(heading.problems)
    result.called = {(grid.file, id): word for id, word in heading.called.items()}
    missing = [c for c in columns if c.required and c.id not in heading.called]
    for column in missing:
        what = f"the column '{column.id}' ({both_scripts(column.text)}) is missing"
        result.problems.append(Problem(grid.file, heading.row, what=what))
    for number, values, problems in read_cells(
        grid, heading, lambda text, column: read_cell(text, column, knowledge)
    ):
        result.problems.extend(problems)
        _require(result, grid.file, number, heading, (values, problems))
        fields = {"file": grid.file, "line": number, **given, **values}
        if table.key == ("id",):
            result.whole = result.whole and "id" in values
            if "id" in values:
                result.places.setdefault(str(values["id"]), (grid.file, number))
        if not missing:
            _build(result, model, fields, heading)
    return result


def read_cells(
    grid: Grid, heading: Heading[C], read: Read[C]
) -> list[tuple[int, dict[str, object], list[Problem]]]:
    """Read the cells below a heading: (row number, column id to value, problems) for each row."""
    found = []
    read_before: dict[tuple[int, str], object] = {}  # the cells of a log repeat themselves
    for number, cells in grid.rows:
        if number <= heading.row:
            continue
        values: dict[str, object] = {}
        problems: list[Problem] = []
        for index, column in heading.columns.items():
            text = cells[index] if index < len(cells) else ""
            if (index, text) not in read_before:
                read_before[index, text] = _try(read, text, column)
            value = read_before[index, text]
            if isinstance(value, BadCell):
                name = heading.name(column.id)
                problems.append(Problem(grid.file, number, name, value.what, value.hint))
            elif value is not None:
                values[column.id] = value
        problems.extend(beyond(grid.file, number, cells, heading))
        found.append((number, values, problems))
    return found


def _try(read: Read[C], text: str, column: C) -> object:
    try:
        return read(text, column)
    except BadCell as bad:
        return bad.with_traceback(None)


def beyond(file: str, number: int, cells: Sequence[str], heading: Heading[Any]) -> list[Problem]:
    """Report a row that goes on after the last column that has a name."""
    if len(cells) <= heading.width:
        return []
    beyond = [index for index in range(heading.width, len(cells)) if cells[index].strip()]
    if not beyond:
        return []
    what = "the row is longer than the header"
    hint = "put a cell that holds the delimiter into quotation marks, or name the column"
    return [Problem(file, number, str(beyond[0] + 1), what, hint)]


def _require(
    result: ReadTable,
    file: str,
    number: int,
    heading: Heading[TableColumn],
    read: tuple[Mapping[str, object], Sequence[Problem]],
) -> None:
    values, problems = read
    bad = {problem.column for problem in problems}
    for column in heading.columns.values():
        name = heading.name(column.id)
        if column.required and column.id not in values and name not in bad:
            what = "must be filled"
            result.problems.append(Problem(file, number, name, what, column.help.en))


def _build(
    result: ReadTable, model: type[Row], fields: dict[str, object], heading: Heading[TableColumn]
) -> None:
    try:
        result.rows.append(model.model_validate(fields))
    except ValidationError as error:
        known = {problem.column for problem in result.problems if problem.row == fields["line"]}
        for detail in error.errors(include_input=False, include_url=False):
            name = heading.name(str(detail["loc"][0])) if detail["loc"] else ""
            if name not in known:
                place = (str(fields["file"]), int(str(fields["line"])), name)
                result.problems.append(Problem(*place, what="is not of the form this column takes"))


def _no_heading(grid: Grid, table: Table) -> Problem:
    if not grid.rows:
        return Problem(grid.file, what="the file is empty", hint="it needs a header row at least")
    headers = [word for column in table.columns for word in column.headers]
    first = next((did_you_mean(cell.strip(), headers) for cell in grid.rows[0][1] if cell), "")
    wanted = ", ".join(column.id for column in table.columns[:4])
    hint = first or f"the first row names the columns: {wanted}, …"
    return Problem(grid.file, grid.rows[0][0], what="no header row was found", hint=hint)
