"""An engagement folder read as one value, or everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..catalogue import Knowledge, load_knowledge, read_yaml
from ..errors import InputError, KnowledgeError, Problem
from ..model.inventory import (
    Activity,
    Asset,
    ContractClause,
    ControlClaim,
    Dependency,
    Evidence,
    Header,
    Inventory,
    PlannedAction,
    RiskScenario,
    Row,
    Service,
    Statement,
    Vendor,
    VendorDocument,
    VendorPerson,
)
from ..model.received import Received
from ..model.register_table import RegisterTable
from ..model.tables import Table
from ..model.vendors import CORE
from .answers import check_asked, check_questions, part_notes, read_answers
from .cells import NO_WORD
from .folder import list_inputs
from .header import nested, pairs_of_grid, pairs_of_yaml, read_header
from .parts import Parts, find_parts
from .received import join_received
from .references import check_keys, check_paths, check_phases, check_references, near_row
from .register_rows import check_register_references, read_register
from .rows import ReadTable, read_rows

MODELS: dict[str, type[Row]] = {
    "assets": Asset,
    "activities": Activity,
    "controls": ControlClaim,
    "evidence": Evidence,
    "scenarios": RiskScenario,
    "vendors": Vendor,
    "services": Service,
    "actions": PlannedAction,
    "statements": Statement,
    "documents": VendorDocument,
    "clauses": ContractClause,
    "staff": VendorPerson,
    "dependencies": Dependency,
}
_HEADS = ("engagement.yaml", "engagement.yml")
_NEW = "start from `riskkit new`, which writes one with comments"
_BY_CATALOGUE = (
    NO_WORD,
    "no entry of the catalogue",
    "the catalogue holds no",
    "no questionnaire of the catalogue",
    "no register of the catalogue",
)


@dataclass(frozen=True)
class Reading:
    """What was read: the inventory, unless something in it is wrong, and every problem."""

    inventory: Inventory | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop an assessment."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def read_engagement(folder: Path | str, *, knowledge: Knowledge | None = None) -> Reading:
    """Read an engagement folder and find every problem in it.

    Parameters
    ----------
    folder : Path or str
        The folder with ``engagement.yaml`` and the tables as CSV, or ``engagement.xlsx``.
    knowledge : Knowledge, optional
        What the words of the cells mean; by default riskkit's own with the folder's
        ``catalogue`` laid over it.

    Returns
    -------
    Reading
        With `inventory` None if there is any error. Problems are sorted by file and row and
        never hold a value of the client's.
    """
    found = _gather(Path(folder), knowledge)
    if found.header is None or any(one.severity == "error" for one in found.problems):
        return Reading(None, tuple(found.problems))
    inputs, unread = list_inputs(Path(folder))
    if unread:
        return Reading(None, tuple(sorted([*found.problems, *unread])))
    inventory = Inventory(
        root=str(folder),
        header=found.header,
        registers={id: RegisterTable.of(read.rows) for id, read in sorted(found.registers.items())},
        inputs=inputs,
        received=found.received,
        **{id: tuple(read.rows) for id, read in found.tables.items()},
    )
    return Reading(inventory, tuple(found.problems))


def load_engagement(folder: Path | str, *, knowledge: Knowledge | None = None) -> Inventory:
    """Read an engagement folder that must be right.

    Raises
    ------
    InputError
        With every error of the folder, each with file, row and column.
    """
    reading = read_engagement(folder, knowledge=knowledge)
    if reading.inventory is None:
        raise InputError(reading.errors)
    return reading.inventory


def check_engagement(folder: Path | str) -> tuple[Problem, ...]:
    """Return every error and warning of an engagement folder, sorted by file and row."""
    return tuple(_gather(Path(folder), None).problems)


@dataclass
class _Gathered:
    """Everything read from a folder but the hashes of its files, which may be large."""

    header: Header | None = None
    tables: dict[str, ReadTable] = field(default_factory=dict)
    registers: dict[str, ReadTable] = field(default_factory=dict)
    received: tuple[Received, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def _gather(root: Path, knowledge: Knowledge | None) -> _Gathered:
    found = _Gathered()
    if not root.is_dir():
        found.problems.append(Problem(root.name or str(root), what="no such folder", hint=_NEW))
        return found
    broken: tuple[Problem, ...] = ()
    if knowledge is None:
        try:
            knowledge = load_knowledge(root / "catalogue")
        except KnowledgeError as error:
            broken = error.problems
            knowledge = load_knowledge()
    parts = find_parts(root, knowledge)
    found.header, problems = _header(root, parts, knowledge)
    found.problems += [*parts.problems, *problems]
    found.tables = _tables(parts, knowledge)
    found.received = tuple(parts.received)
    _check(root, found.header, found.tables, knowledge)
    found.registers = _registers(parts, found.tables, knowledge)
    for read in (*found.tables.values(), *found.registers.values()):
        found.problems += read.problems
    if broken:
        found.problems = [*broken, *_judged(found.problems)]
    found.problems.sort()
    return found


def _judged(problems: list[Problem]) -> list[Problem]:
    """Leave out what may be right by the client's own catalogue, which could not be read."""
    kept = [one for one in problems if not one.what.startswith(_BY_CATALOGUE)]
    what = "words and ids that only this catalogue explains are judged once it is mended"
    later = Problem("catalogue", what=what, severity="warning")
    return [*kept, *([later] if len(kept) < len(problems) else [])]


def _header(root: Path, parts: Parts, knowledge: Knowledge) -> tuple[Header | None, list[Problem]]:
    table, signing = (knowledge.entries("tables")[id] for id in ("engagement", "signoff"))
    path = next((root / name for name in _HEADS if (root / name).exists()), None)
    grids = parts.tables.pop("engagement", [])
    signed = [
        pair
        for grid in parts.tables.pop("signoff", [])[:1]
        for pair in nested(pairs_of_grid(grid, signing))
    ]
    if path is None and grids:
        pairs = pairs_of_grid(grids[0], table)
        return read_header(grids[0].file, [*pairs, *signed], (table, signing), knowledge)
    if path is None:
        return None, [Problem(_HEADS[0], what="the file is missing", hint=_NEW)]
    try:
        pairs, problems = pairs_of_yaml(read_yaml(path), signing)
    except InputError as error:
        return None, list(error.problems)
    if problems:
        return None, problems
    header, problems = read_header(path.name, [*pairs, *signed], (table, signing), knowledge)
    if grids:
        what = f"is not read, since {path.name} is there"
        problems.append(Problem(grids[0].file, what=what, severity="warning"))
    return header, problems


def _tables(parts: Parts, knowledge: Knowledge) -> dict[str, ReadTable]:
    kinds: Mapping[str, Table] = knowledge.entries("tables")
    tables: dict[str, ReadTable] = {}
    for id, model in MODELS.items():
        tables[id] = ReadTable()
        for grid in parts.tables.get(id, [])[:1]:
            tables[id] = read_rows(grid, kinds[id], model, knowledge)
        # A file that could not be read at all leaves no grid, and no ids to refer to.
        tables[id].whole &= id in parts.tables or not _unread(id, parts, kinds[id])
    if not tables["assets"].rows and not tables["assets"].problems and tables["assets"].whole:
        grids = parts.tables.get("assets")
        what = "holds no asset" if grids else "the file is missing"
        file = grids[0].file if grids else "assets.csv"
        tables["assets"].problems.append(Problem(file, what=what, hint=_NEW if not grids else ""))
    tables["answers"] = _answers(parts, tables["vendors"], tables["evidence"], knowledge)
    return tables


def _unread(id: str, parts: Parts, table: Table) -> bool:
    names = {name.casefold() for name in table.names}
    files = (problem.file.casefold() for problem in parts.problems if problem.severity == "error")
    return any(Path(file).stem in names or file.startswith("engagement.xls") for file in files)


def _answers(
    parts: Parts, vendors: ReadTable, evidence: ReadTable, knowledge: Knowledge
) -> ReadTable:
    table: Table = knowledge.entries("tables")["answers"]
    answers = ReadTable()
    for grid in parts.tables.get("answers", []):
        answers.join(read_answers(grid, table, knowledge, None))
    for vendor, grid in parts.answers:
        answers.join(read_answers(grid, table, knowledge, vendor))
    part_notes(answers, knowledge)
    chosen = {row.id: row.questionnaire or CORE for row in vendors.rows}
    for received in parts.received:
        if id := chosen.get(received.vendor):
            join_received(answers, received, knowledge, evidence, questionnaire=id)
    named = [(vendor, grid.file) for vendor, grid in parts.answers]
    for vendor, file in (*named, *((one.vendor, one.file) for one in parts.received)):
        if vendors.whole and vendor not in vendors.places:
            what = "is named after an id that is not in vendors"
            hint = near_row(vendor, [vendors]) or "name the file after the vendor's id"
            answers.problems.append(Problem(file, what=what, hint=hint))
    return answers


def _check(
    root: Path, header: Header | None, tables: dict[str, ReadTable], knowledge: Knowledge
) -> None:
    kinds: Mapping[str, Table] = knowledge.entries("tables")
    for id, read in tables.items():
        check_keys(kinds[id], read)
    check_references(tables, kinds, knowledge)
    check_paths(tables, root)
    check_questions(tables["answers"], knowledge)
    check_asked(tables["vendors"], knowledge)
    if header is not None:
        check_phases(tables, header, knowledge)


def _registers(
    parts: Parts, tables: dict[str, ReadTable], knowledge: Knowledge
) -> dict[str, ReadTable]:
    registers: dict[str, ReadTable] = {}
    for id, unread in parts.registers.items():
        register = knowledge.entries("registers")[id]
        grid, problems = unread[0].read()
        if grid is not None:
            registers[id] = read_register(grid, register, knowledge)
            check_register_references(registers[id], register, tables)
        registers.setdefault(id, ReadTable()).problems += problems
    return registers
