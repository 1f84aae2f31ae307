"""The rows a new folder starts with, taken from the scenario and put into the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..catalogue import Knowledge
from ..model.knowledge import Scenario
from ..model.rules import Register
from ..model.tables import TableColumn
from ..model.templates import StarterRow, Template
from ..model.value import Language
from ..model.vendors import CORE

Row = dict[str, str]
_TICKED = "REG-CHECK"
_PROFILE = "pipia"
_PLANNED = "REG-PLAN"


@dataclass(frozen=True)
class Start:
    """What a new folder is made for."""

    knowledge: Knowledge
    scenario_id: str
    sector: str | None
    language: Language

    @property
    def scenario(self) -> Scenario:
        """The scenario with its phases."""
        found: Scenario = self.knowledge.entries("scenarios")[self.scenario_id]
        return found

    @property
    def template(self) -> Template:
        """The starter set of the scenario."""
        found: Template = self.knowledge.entries("templates")[self.scenario_id]
        return found

    def say(self, rule: str, **args: Any) -> str:
        """Return a sentence in the folder's language."""
        return self.knowledge.sentence(rule, self.language, **args)

    def rows(self, table: str) -> Iterator[StarterRow]:
        """Yield the starter rows of a table for the folder's sector."""
        for row in self.template.rows:
            if row.table == table and (not row.sectors or self.sector in row.sectors):
                yield row

    def controls(self) -> list[str]:
        """Return the controls of the scenario in the order of its phases."""
        phased = [id for phase in self.scenario.phases for id in phase.controls]
        others = [
            id
            for id, control in self.knowledge.entries("controls").items()
            if self.scenario_id in control.scenarios
        ]
        return list(dict.fromkeys([*phased, *others]))

    def registers(self) -> Iterator[Register]:
        """Yield the registers that controls of the scenario need and no table serves as."""
        controls = set(self.controls())
        for register in self.knowledge.entries("registers").values():
            if register.table is None and not controls.isdisjoint(register.controls):
                yield register


def table_rows(table: str, start: Start) -> list[Row]:
    """Return the starter rows of a table, words in the folder's language."""
    if table == "controls":
        return [_control(id, start) for id in start.controls()]
    if table == "statements":
        return statement_rows(start)
    columns = {column.id: column for column in start.knowledge.entries("tables")[table].columns}
    rows = []
    for row in start.rows(table):
        cells = {id: _words(columns[id], cell, start) for id, cell in row.cells.items()}
        cells |= {id: text.get(start.language) for id, text in row.texts.items()}
        if table == "assets" and "data_kinds" in cells:
            cells["notes"] = start.say("new.confirm")
        rows.append(cells)
    return rows


def statement_rows(start: Start) -> list[Row]:
    """Return the facts that only people can state, in the order the first profile asks them."""
    facts = start.knowledge.entries("facts")
    rows = start.knowledge.entries("profiles").values()
    asked = [fact for row in rows if row.profile == _PROFILE for fact in row.facts]
    return [
        {"fact": id, "question": facts[id].text.get(start.language)}
        for id in dict.fromkeys(asked)
        if facts[id].stated
    ]


def _control(id: str, start: Start) -> Row:
    label = start.knowledge.label
    return {
        "control": id,
        "name": label(f"control.{id}", start.language),
        "scope": "*",
        "status": label("status.unknown", start.language),
    }


def _words(column: TableColumn, cell: str, start: Start) -> str:
    if column.vocabulary is None:
        return cell
    label = start.knowledge.label
    return ";".join(label(f"{column.vocabulary}.{id}", start.language) for id in cell.split(";"))


def register_rows(register: str, start: Start) -> list[Row]:
    """Return the rows a register starts with: the plan has its phases, the checklist its items."""
    language = start.language
    phases = start.scenario.phases
    if register == _PLANNED:
        return [{"phase": phase.text.get(language)} for phase in phases]
    if register == _TICKED:
        return [
            {"item": item.get(language), "phase": phase.text.get(language)}
            for phase in phases
            for item in phase.checklist
        ]
    return []


def answer_rows(kind: str, start: Start) -> list[Row]:
    """Return the questions to a kind of vendor, those to every vendor first."""
    asked = [
        question
        for question in start.knowledge.entries("questionnaires").values()
        if question.questionnaire == CORE and (not question.kinds or kind in question.kinds)
    ]
    domains = start.knowledge.kinds.get("vendors/domains", {})
    return [
        {
            "question": question.id,
            "domain": domains[question.domain].name.get(start.language)
            if question.domain in domains
            else "",
            "wording": question.text.get(start.language),
        }
        for question in sorted(asked, key=lambda question: bool(question.kinds))
    ]
