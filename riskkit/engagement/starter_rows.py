"""The rows a new folder starts with, taken from the scenario and put into the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..catalogue import Knowledge
from ..model.event import Deal, PhaseWindow
from ..model.knowledge import Phase, Scenario
from ..model.rules import Register
from ..model.tables import TableColumn
from ..model.templates import StarterRow, Template
from ..model.value import Language
from ..model.vendors import CORE
from ..model.weights import Reach

Row = dict[str, str]
_TICKED = "REG-CHECK"
_PROFILE = "pipia"
_PLANNED = "REG-PLAN"
TIERS = ("none", "low", "medium", "high")


@dataclass(frozen=True)
class Start:
    """What a new folder is made for."""

    knowledge: Knowledge
    scenario_id: str
    sector: str | None
    language: Language
    event_date: dt.date | None = None
    deal_type: str | None = None

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
    deals: Mapping[str, Deal] = start.knowledge.entries("routes/deals")
    if start.deal_type and (judged := deals[start.deal_type].judged_by):
        asked.insert(0, judged)
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
        return [{"phase": p.text.get(language), **_days(p.id, start)} for p in phases]
    if register == _TICKED:
        return [
            {"item": item, "phase": phase.text.get(language), **_due(phase.id, start)}
            for phase in phases
            for item in (*(one.get(language) for one in phase.checklist), *by_tier(phase, start))
        ]
    return []


def by_tier(phase: Phase, start: Start) -> Iterator[str]:
    """Yield what a phase asks for each carrier of the starter assets, the highest tier first.

    A line names the tier, the carrier and the controls of the phase made for that carrier;
    controls that hold for everything stand in the checklist already.
    """
    reach: Mapping[str, Reach] = start.knowledge.entries("applies")
    held = _held(start)
    for tier, carrier in sorted(held, key=lambda one: (-TIERS.index(one[0]), one[1])):
        controls = [
            id
            for id in phase.controls
            for tags in [start.knowledge.entries("controls")[id].assets]
            if carrier in tags and carrier in reach
        ]
        if controls:
            yield start.say(
                "new.check_carrier",
                tier=f"tier.{tier}",
                carrier=f"carrier.{carrier}",
                controls=[f"control.{id}" for id in controls],
            )


def _held(start: Start) -> set[tuple[str, str]]:
    """Return the tiers and carriers of the starter assets."""
    categories = start.knowledge.entries("categories")
    held = set()
    for row in start.rows("assets"):
        kinds = [k for k in row.cells.get("data_kinds", "").split(";") if k in categories]
        tier = max((categories[k].tier for k in kinds), key=TIERS.index, default="high")
        held.add((tier, row.cells["carrier"]))
    return held


def _days(phase: str, start: Start) -> Row:
    """Return the first and last day of a phase around the event, if its day is known."""
    window: PhaseWindow | None = start.knowledge.entries("gates/windows").get(phase)
    if window is None or start.event_date is None:
        return {}
    first, last = (start.event_date + dt.timedelta(days=d) for d in (window.start, window.end))
    return {"start": first.isoformat(), "end": last.isoformat()}


def _due(phase: str, start: Start) -> Row:
    days = _days(phase, start)
    return {"due": days["end"]} if days else {}


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
