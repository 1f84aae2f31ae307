"""The tables of an engagement folder: what is asked in each column, and why.

``knowledge/tables.yaml`` holds one `Table` for each class of rows in `riskkit.model.inventory`;
a column's id is the field it fills. The reader, the templates and the messages all follow it.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from .value import Id, Text, Value

CellKind = Literal[
    "id",
    "text",
    "answer",
    "texts",
    "choice",
    "choices",
    "range",
    "percent",
    "date",
    "yes_no",
    "path",
    "paths",
    "sha256",
    "ref",
    "refs",
    "shown",
]
"""What a cell may hold; ``shown`` is for the reader's eye only and never read."""


class TableColumn(Value):
    """One column: its field, its headers, what it may hold, and why it is asked.

    A choice names its `vocabulary`; a reference names the `table` (or tables) of the folder, or
    the kind of knowledge `entries`, in which the id must exist; `any` admits ``*`` for all,
    `told` an id that is nowhere: it is warned of, and what follows from it is judged later.
    `units` are words that may follow a number, with what they multiply it by.
    """

    id: Id
    text: Text
    also: tuple[str, ...] = ()
    kind: CellKind
    vocabulary: Id | None = None
    table: tuple[Id, ...] = ()
    entries: Id | None = None
    any: bool = False
    told: bool = False
    required: bool = False
    units: dict[str, float] = {}
    example: str | None = None
    help: Text

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Self:
        if (self.kind in ("choice", "choices")) != bool(self.vocabulary):
            raise ValueError("a choice needs a `vocabulary`, no other kind takes one")
        if (self.kind in ("ref", "refs")) != bool(self.table or self.entries):
            raise ValueError("a reference needs `table` or `entries`, no other kind takes one")
        return self

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header the column answers to."""
        return (self.id, *self.text.all, *self.also)


class Table(Value):
    """One table: its names as file or sheet, its columns, and what makes a row unique."""

    id: Id
    text: Text
    also: tuple[str, ...] = ()
    help: Text
    required: bool = False
    key: tuple[Id, ...] = ()
    columns: tuple[TableColumn, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the table answers to, as a file or as a sheet."""
        return (self.id, *self.text.all, *self.also)
