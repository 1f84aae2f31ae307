"""Registers an organisation keeps, and the rules that read them: data, never expressions."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from .assessment import Severity
from .value import Id, Text, Value

ColumnKind = Literal[
    "text",
    "date",
    "datetime",
    "yes_no",
    "number",
    "percent",
    "choice",
    "ref.assets",
    "ref.vendors",
    "sha256",
]
Parameter = str | float | bool | tuple[str, ...] | dict[str, Any] | None


class Choice(Value):
    """One value a column of choices may hold."""

    id: Id
    text: Text
    also: tuple[str, ...] = ()


class RegisterColumn(Value):
    """One column of a register: what it is called, what it may hold, whether it must be filled.

    `planned` dates may lie ahead, every other date has happened; `since` names the column whose
    day tells from when on the cell was known.

    A column of choices takes them from its own list or from a vocabulary. `units` are words that
    may follow a number, with what they multiply it by; without them, words for so many pieces.
    `field` is the field of the engagement's own table that says the same, for registers kept there.
    """

    id: Id
    text: Text
    kind: ColumnKind
    required: bool = False
    many: bool = False
    planned: bool = False
    since: Id | None = None
    vocabulary: str | None = None
    choices: tuple[Choice, ...] = ()
    units: dict[str, float] = Field(default_factory=dict)
    field: str | None = None
    also: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _choices_have_a_list(self) -> Self:
        if (self.kind == "choice") != bool(self.choices or self.vocabulary):
            raise ValueError("a column of choices needs `choices` or `vocabulary`, no other does")
        return self


class RegisterCheck(Value):
    """One check a register allows, and the rules that make it."""

    text: Text
    rules: tuple[Id, ...] = ()


class Register(Value):
    """One register (台账): its columns, the controls that need it, the checks made on it.

    `dated_by` is the column that tells how new a row is; `scenarios` are those that ask for the
    register and `starts` the phase from which each does (others from the beginning); `table` is
    the engagement's own table that serves as this register where no file of its own is given.
    """

    id: Id
    text: Text
    controls: tuple[Id, ...] = Field(min_length=1)
    dated_by: Id
    scenarios: tuple[Id, ...] = ("transfer", "relocation", "steady")
    starts: dict[Id, Id] = Field(default_factory=dict)
    table: Literal["assets", "activities"] | None = None
    columns: tuple[RegisterColumn, ...] = Field(min_length=1)
    checks: tuple[RegisterCheck, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        ids = [column.id for column in self.columns]
        if len(set(ids)) < len(ids):
            raise ValueError("a column id stands twice")
        dates = {column.id for column in self.columns if column.kind in ("date", "datetime")}
        if self.dated_by not in dates:
            raise ValueError("`dated_by` must name a column of dates")
        return self

    def column(self, id: str) -> RegisterColumn:
        """Return the column `id`."""
        return next(column for column in self.columns if column.id == id)


class Rule(Value):
    """One kind of finding: which check looks for it, with which tables, and what is said.

    The check itself is a small function named by `check`; everything a consultant could argue
    about (limits, matches, severities, clauses, words) stands here.
    """

    id: Id
    check: Id
    severity: Severity
    statement: Id
    action: Id | None = None
    law: tuple[str, ...] = ()
    controls: tuple[Id, ...] = ()
    registers: tuple[Id, ...] = ()
    scenarios: tuple[Id, ...] = ("transfer", "relocation", "steady")
    parameters: dict[str, Any] = Field(default_factory=dict)
    source: str


class DueRule(Value):
    """How soon a finding of a severity must be mended, in days."""

    id: Id
    after_as_of: int = Field(ge=0)
    before_event: int = Field(ge=0)
    rationale: str


class TriggerRule(Value):
    """One legal trigger or threshold: which fact decides it, and with which numbers.

    `profile` is the law's own profile; the trigger is screened when the engagement is assessed
    under any of `profiles`.
    """

    id: Id
    profile: Id
    profiles: tuple[Id, ...] = Field(min_length=1)
    clause: str
    fact: Id
    text: Text
    parameters: dict[str, Any] = Field(default_factory=dict)
    source: str
