"""A table as a file to fill in: remarks, a header in the reader's language, rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.rules import Register, RegisterColumn
from ..model.tables import Table, TableColumn
from ..workbook_forms import FormColumn
from .starter_rows import Start

_FEW = 20


@dataclass(frozen=True)
class Asked:
    """A column as a new file shows it: header, remark, and the words it takes."""

    id: str
    header: str
    note: str
    choices: tuple[str, ...] = ()
    required: bool = False
    many: bool = False


def table_columns(table: Table, start: Start, *, with_ids: bool = False) -> list[Asked]:
    """Return the columns of a table in the folder's language; `with_ids` names choices by both."""
    return [_asked(column, start, with_ids) for column in table.columns]


def register_columns(register: Register, start: Start) -> list[Asked]:
    """Return the columns of a register in the folder's language."""
    return [_asked(column, start) for column in register.columns]


def csv_text(
    remarks: Iterable[str], columns: Sequence[Asked], rows: Iterable[Mapping[str, str]]
) -> str:
    """Return a CSV with remarks above its header; the mark at its start is for Excel."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for remark in (*remarks, *(column.note for column in columns if column.note)):
        writer.writerow([f"# {remark}"])
    writer.writerow([column.header for column in columns])
    for row in rows:
        writer.writerow([row.get(column.id, "") for column in columns])
    return "\ufeff" + stream.getvalue()


def form_columns(columns: Iterable[Asked]) -> list[FormColumn]:
    """Return columns as a workbook shows them; a list of words gets no drop-down."""
    return [
        FormColumn(
            column.header, column.note, () if column.many else column.choices, column.required
        )
        for column in columns
    ]


def _asked(column: TableColumn | RegisterColumn, start: Start, with_ids: bool = False) -> Asked:
    header = column.text.get(start.language)
    named = _choices(column, start)
    choices = tuple(named.values())
    shown = [f"{id} ({word})" for id, word in named.items()] if with_ids else choices
    note = ""
    if isinstance(column, TableColumn):
        note = start.say("new.column", header=header, help=column.help.get(start.language))
        many = column.kind == "choices"
    else:
        many = column.many
        note = start.say("new.column", header=header, help="") if choices else ""
    if column.required and note:
        note += start.say("new.required")
    if 0 < len(choices) <= _FEW:
        note += " " + start.say("new.choices", choices=" | ".join(shown))
    return Asked(column.id, header, note.strip(), choices, column.required, many)


def _choices(column: TableColumn | RegisterColumn, start: Start) -> dict[str, str]:
    """Return the words a column takes, by id."""
    label = start.knowledge.label
    if isinstance(column, RegisterColumn) and column.choices:
        return {choice.id: choice.text.get(start.language) for choice in column.choices}
    vocabulary = "yes_no" if column.kind == "yes_no" else column.vocabulary
    if vocabulary is None:
        return {}
    if vocabulary == "phase":
        ids = [phase.id for phase in start.scenario.phases]
    elif vocabulary == "category":
        ids = list(start.knowledge.entries("categories"))
    else:
        terms = start.knowledge.entries("vocabularies").values()
        ids = [term.value for term in terms if term.vocabulary == vocabulary]
    return {id: label(f"{vocabulary}.{id}", start.language) for id in ids}
