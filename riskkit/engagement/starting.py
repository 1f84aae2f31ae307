"""A new engagement folder: filled as far as the scenario is known, and explaining itself."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

from ..catalogue import load_knowledge
from ..errors import ParameterError, did_you_mean
from ..files import write_whole
from ..model.event import Deal, RouteDuty
from ..model.tables import Table
from ..model.value import LANGUAGES, Language
from ..workbook_forms import FormSheet, write_form
from .starter_rows import Start, answer_rows, register_rows, table_rows
from .template_files import csv_text, form_columns, register_columns, table_columns

_FOLDERS = ("extracts", "evidence", "catalogue")
_WORKBOOK = "engagement.xlsx"
_FILLED = ("vendor", "weight", "law", "cell")  # told by the file, or by the program
_APART = ("engagement", "signoff", "answers")


def create_engagement(
    folder: Path | str,
    *,
    scenario: str,
    sector: str | None = None,
    language: Language = "zh-Hans",
    event_date: dt.date | None = None,
    deal_type: str | None = None,
    as_workbook: bool = False,
) -> list[Path]:
    """Create an engagement folder that passes the check untouched.

    Parameters
    ----------
    folder : Path or str
        Where; a folder that exists must be empty.
    scenario : {"transfer", "relocation", "steady"}
        What the engagement is about: decides assets, phases, controls and registers.
    sector : str, optional
        Of a steady engagement: bank, ecommerce, social, healthcare or manufacturing.
    language : {"zh-Hans", "zh-Hant", "en"}
        Of headers, words and comments.
    event_date : date, optional
        The day of the move or handover.
    deal_type : str, optional
        Of a transfer: share_deal, merger, division, asset_sale or list_sale.
    as_workbook : bool
        Put the tables into one ``engagement.xlsx`` with drop-downs instead of CSV files, and
        each register into a workbook of its own; questionnaires stay CSV.

    Returns
    -------
    list of Path
        The files written, sorted.

    Raises
    ------
    ParameterError
        If the folder is not empty or a word is not known.
    """
    root = Path(folder)
    knowledge = load_knowledge()
    if language not in LANGUAGES:
        raise ParameterError(f"language: use one of {', '.join(LANGUAGES)}")
    _known("scenario", scenario, [*knowledge.entries("scenarios")])
    sectors = [one.id for one in knowledge.entries("scenarios")[scenario].sectors]
    deals = [id.partition(".")[2] for id in knowledge.entries("vocabularies") if "deal_type." in id]
    if sector:
        _known("sector", sector, sectors)
    if deal_type:
        _known("deal_type", deal_type, deals if scenario == "transfer" else [])
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ParameterError(f"{root.name}: is there already and not empty; name a new folder")
    start = Start(knowledge, scenario, sector, language, event_date, deal_type)
    for name in _FOLDERS:
        (root / name).mkdir(parents=True, exist_ok=True)
    head = _head(start, event_date, deal_type)
    written = [write_whole(root / "engagement.yaml", head), _readme(root, start, as_workbook)]
    written += _workbook(root, start) if as_workbook else _tables(root, start)
    written += _registers(root, start, as_workbook) + _answers(root, start)
    return sorted(written)


def _known(name: str, word: str, words: list[str]) -> None:
    if word not in words:
        if not words:
            raise ParameterError(f"{name}: this scenario takes none")
        hint = did_you_mean(word, words) or f"use one of {', '.join(words)}"
        raise ParameterError(f"{name}: not known; {hint}")


def _head(start: Start, event_date: dt.date | None, deal_type: str | None) -> str:
    """Write ``engagement.yaml`` with a comment above each key; keys without value stay asleep."""
    table: Table = start.knowledge.entries("tables")["engagement"]
    values: dict[str, object] = {
        "client": start.say("new.client"),
        "title": start.template.text.get(start.language),
        "scenario": start.scenario.id,
        "sector": start.sector,
        "event_date": event_date.isoformat() if event_date else None,
        "deal_type": deal_type,
        "phase": None if start.scenario.id == "steady" else start.scenario.phases[0].id,
        "profiles": ["pipia"],
        "languages": [start.language, *(one for one in LANGUAGES if one != start.language)],
        "methods": ["riskkit-v1", "gbt39335-d5", "cnil-4x4"],
    }
    lines = [f"# {start.say('new.head')}"]
    for column in table_columns(table, start, with_ids=True):
        lines += ["", f"# {column.note}"]
        value = values.get(column.id)
        if value is None:
            lines.append(f"# {column.id}:")
        else:  # JSON's strings and lists are YAML's
            dates = column.id == "event_date"
            text = str(value) if dates else json.dumps(value, ensure_ascii=False)
            lines.append(f"{column.id}: {text}")
    return "\n".join([*lines, *_signoff(start)]) + "\n"


def _signoff(start: Start) -> list[str]:
    """Write the sign-off's keys asleep: people fill them in when the assessment is done."""
    table: Table = start.knowledge.entries("tables")["signoff"]
    lines = ["", f"# {table.help.get(start.language)}", "# signoff:"]
    return lines + [
        f"#   {column.id}:  # {column.note}"
        for column in table_columns(table, start, with_ids=True)
    ]


def _readme(root: Path, start: Start, as_workbook: bool) -> Path:
    tables: dict[str, Table] = dict(start.knowledge.entries("tables"))
    for id in _APART:
        tables.pop(id)

    def place(id: str) -> str:
        return f"{_WORKBOOK} [{id}]" if as_workbook else f"{id}.csv"

    files = [
        f"| `{place(id)}` | {table.text.get(start.language)}: {table.help.get(start.language)} |"
        for id, table in tables.items()
    ]
    text = start.say(
        "new.readme",
        title=start.template.text.get(start.language),
        scenario=f"scenario.{start.scenario.id}",
        count=len(table_rows("assets", start)),
        control_count=len(table_rows("controls", start)),
        files="\n".join(files),
        **{id: place(id) for id in ("assets", "controls", "vendors", "services")},
    )
    return write_whole(root / "README.md", text + _way(start))


def _way(start: Start) -> str:
    """Return the legal route of the deal with its duties; nothing where no deal is named."""
    if not start.deal_type:
        return ""
    deal: Deal = start.knowledge.entries("routes/deals")[start.deal_type]
    duties: Mapping[str, RouteDuty] = start.knowledge.entries("routes/duties")
    owed = [f"- {d.text.get(start.language)}" for d in duties.values() if d.belongs_to(deal)]
    told = deal.text.get(start.language)
    return "\n" + start.say("new.route", text=told, duties="\n".join(owed)) + "\n"


def _tables(root: Path, start: Start) -> list[Path]:
    written = []
    for id, table in start.knowledge.entries("tables").items():
        if id in _APART:
            continue
        columns = table_columns(table, start)
        remarks = [table.help.get(start.language), start.say("new.how")]
        text = csv_text(remarks, columns, table_rows(id, start))
        written.append(write_whole(root / f"{id}.csv", text))
    return written


def _workbook(root: Path, start: Start) -> list[Path]:
    sheets = [
        FormSheet(
            id,
            form_columns(columns),
            [[row.get(column.id, "") for column in columns] for row in table_rows(id, start)],
        )
        for id, table in start.knowledge.entries("tables").items()
        if id not in _APART
        for columns in [table_columns(table, start)]
    ]
    return [write_form(root / _WORKBOOK, sheets)]


def _registers(root: Path, start: Start, as_workbook: bool) -> list[Path]:
    written = []
    for register in start.registers():
        columns, rows = register_columns(register, start), register_rows(register.id, start)
        path = root / "registers" / f"{register.id}.csv"
        if as_workbook:
            cells = [[row.get(column.id, "") for column in columns] for row in rows]
            form = FormSheet(register.id, form_columns(columns), cells)
            written.append(write_form(path.with_suffix(".xlsx"), [form]))
            continue
        checks = [check.text.get(start.language) for check in register.checks]
        remarks = [
            start.say(
                "new.register",
                register=f"register.{register.id}",
                controls=[f"control.{id}" for id in register.controls],
            ),
            start.say("new.register_checks", checks=checks),
            start.say("new.how"),
        ]
        written.append(write_whole(path, csv_text(remarks, columns, rows)))
    return written


def _answers(root: Path, start: Start) -> list[Path]:
    table: Table = start.knowledge.entries("tables")["answers"]
    names = {column.id: column.text.get(start.language) for column in table.columns}
    columns = [c for c in table_columns(table, start) if c.id not in _FILLED]
    written = []
    for vendor in start.rows("vendors"):
        id = vendor.cells["id"]
        asked = {key: names[key] for key in ("answer", "comment", "evidence")}
        remarks = [start.say("new.answers", vendor=id, **asked)]
        text = csv_text(remarks, columns, answer_rows(vendor.cells["kind"], start))
        written.append(write_whole(root / "answers" / f"{id}.csv", text))
    return written
