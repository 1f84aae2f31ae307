"""The head of an engagement: ``engagement.yaml``, or a sheet of keys and values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from pydantic import ValidationError

from ..catalogue import Knowledge, YamlFile
from ..catalogue.knowledge import fold
from ..errors import Problem
from ..model.inventory import Header
from ..model.tables import Table, TableColumn
from .cell_errors import BadCell
from .cells import read_cell
from .grid import Grid
from .headers import known_headers

Pair = tuple[int, str, object]
"""Line, key and value as they stand in the file."""


_SIGNOFF = "signoff"
OWN_METHOD = "riskkit-v1"
"""The one method that is no matrix."""


def nested(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the keys of a sign-off as they stand beside those of the engagement."""
    return [(line, f"{_SIGNOFF}.{key}", value) for line, key, value in pairs]


def pairs_of_yaml(file: YamlFile, signing: Table) -> tuple[list[Pair], list[Problem]]:
    """Return the keys and values of a YAML file with their lines, nested ones of a sign-off too."""
    if file.data is None:
        return [], [Problem(file.name, what="the file is empty", hint="it names client and event")]
    if not isinstance(file.data, dict):
        return [], [Problem(file.name, 1, what="expected lines of the form `key: value`")]
    names = {fold(name) for name in signing.names}
    pairs: list[Pair] = []
    for key, value in file.data.items():
        if isinstance(value, dict) and fold(str(key)) in names:
            pairs += nested((file.line(key, sub), str(sub), each) for sub, each in value.items())
        else:
            pairs.append((file.line(key), str(key), value))
    return pairs, []


def pairs_of_grid(grid: Grid, table: Table) -> list[Pair]:
    """Return the keys and values of a sheet whose first two columns hold them.

    A first row that resembles no key is taken for the sheet's own heading.
    """
    pairs: list[Pair] = [
        (number, cells[0], cells[1] if len(cells) > 1 else "")
        for number, cells in grid.rows
        if cells[0].strip()
    ]
    known = list(known_headers(table.columns))
    heading = bool(pairs) and not get_close_matches(fold(pairs[0][1]), known, n=1, cutoff=0.8)
    return pairs[1:] if heading else pairs


def read_header(
    file: str, pairs: Iterable[Pair], tables: tuple[Table, Table], knowledge: Knowledge
) -> tuple[Header | None, list[Problem]]:
    """Read the head of an engagement, by the table of its keys and that of its sign-off.

    Returns
    -------
    Header or None, and problems
        None where something it must say is missing or wrong.
    """
    known, columns = _known(*tables)
    values: dict[str, object] = {}
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    for line, key, raw in pairs:
        if fold(key) not in known:
            problems.append(_unknown(file, line, key, known))
            continue
        id, word = known[fold(key)]
        if id in seen:
            problems.append(Problem(file, line, word, f"stands in line {seen[id]} already"))
            continue
        seen[id] = line
        try:
            value = read_cell(_text(raw), columns[id], knowledge)
        except BadCell as bad:
            problems.append(Problem(file, line, word, bad.what, bad.hint))
        else:
            if value is not None:
                values[id] = value
    problems.extend(_missing(file, tables[0].columns, values, {p.column for p in problems}))
    problems.extend(_fitting(file, values, seen, knowledge))
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    try:
        return Header.model_validate(_grouped(values)), problems
    except ValidationError as error:
        return None, [
            *problems,
            *(
                Problem(
                    file,
                    seen.get(str(detail["loc"][0]), 0),
                    str(detail["loc"][0]),
                    "is not of the form this key takes",
                )
                for detail in error.errors(include_input=False, include_url=False)
            ),
        ]


def _known(
    table: Table, signing: Table
) -> tuple[dict[str, tuple[str, str]], dict[str, TableColumn]]:
    known = known_headers(table.columns)
    columns = {column.id: column for column in table.columns}
    for key, (id, word) in known_headers(signing.columns).items():
        known[f"{_SIGNOFF}.{key}"] = (f"{_SIGNOFF}.{id}", f"{_SIGNOFF}.{word}")
    columns |= {f"{_SIGNOFF}.{column.id}": column for column in signing.columns}
    return known, columns


def _grouped(values: Mapping[str, object]) -> dict[str, object]:
    dot = f"{_SIGNOFF}."
    signed = {id.removeprefix(dot): value for id, value in values.items() if id.startswith(dot)}
    return {id: v for id, v in values.items() if not id.startswith(dot)} | {_SIGNOFF: signed}


def _text(raw: object) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, list | tuple):
        if any(isinstance(item, list | dict) for item in raw):
            raise BadCell("is a list of lists", "write one value, or a plain list")
        return "\n".join(_text(item) for item in raw)
    if isinstance(raw, dict):
        raise BadCell("holds keys of its own", "write one value, or a plain list")
    if isinstance(raw, dt.date):
        return raw.isoformat()
    return "" if raw is None else str(raw)


def _unknown(file: str, line: int, key: str, known: Mapping[str, tuple[str, str]]) -> Problem:
    near = get_close_matches(fold(key), list(known), n=1)
    hint = f"did you mean '{known[near[0]][1]}'?" if near else ""
    return Problem(file, line, what="unknown key; it is not read", hint=hint, severity="warning")


def _missing(
    file: str, columns: Iterable[TableColumn], values: Mapping[str, object], bad: set[str]
) -> Iterable[Problem]:
    for column in columns:
        if column.required and column.id not in values and not bad & set(column.headers):
            yield Problem(file, 0, column.id, "must be given", column.help.en)


def _fitting(
    file: str, values: Mapping[str, object], lines: Mapping[str, int], knowledge: Knowledge
) -> Iterable[Problem]:
    """Report a method that gives no level, and a phase or sector its scenario does not have."""
    methods = values.get("methods")
    for method in methods if isinstance(methods, tuple) else ():
        if method != OWN_METHOD and knowledge.matrix(method) is None:
            what = f"'{method}' rates in money lost, which an engagement does not hold"
            hint = "use riskkit-v1 or a matrix instead"
            yield Problem(file, lines["methods"], "methods", what, hint)
    scenario = knowledge.entries("scenarios").get(str(values.get("scenario")))
    if scenario is None:
        return
    for id, parts in (("phase", scenario.phases), ("sector", scenario.sectors)):
        ids = [part.id for part in parts]
        if id in values and ids and values[id] not in ids:
            what = f"does not belong to the scenario '{scenario.id}'"
            yield Problem(file, lines[id], id, what, f"use one of: {', '.join(ids)}")
