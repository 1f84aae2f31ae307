"""The command on data: what personal data is in there, and a gate for pipelines."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import ParameterError
from ..files import write_whole
from ..model.assessment import Column, Unseen
from ..model.value import Language
from .commands import language_of, rows_of
from .show import progress, quiet, say

GATES = ("personal", "sensitive")


def scan(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, workbooks or URLs.")],
    rows: Annotated[str, typer.Option(help="Rows to read of each table, or `all`.")] = "all",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the result here.")] = None,
    sarif_file: Annotated[Path | None, typer.Option("--sarif", help="Write SARIF here.")] = None,
    fail_on: Annotated[str | None, typer.Option(help="personal or sensitive: exit 1.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the reasons.")] = "en",
) -> None:
    """Find personal data: per column, with probability, evidence, bounds and what was not seen."""
    from ..catalogue import load_knowledge
    from ..detect import scan_source

    if fail_on is not None and fail_on not in GATES:
        raise ParameterError(f"--fail-on takes one of {', '.join(GATES)}")
    language = language_of(lang)
    knowledge = load_knowledge()
    columns: list[Column] = []
    unseen: list[Unseen] = []
    with progress() as tell:
        for done, source in enumerate(sources):
            tell("scan", done, len(sources))
            result = scan_source(source, rows=rows_of(rows))
            columns.extend(result.columns)
            unseen.extend(result.unseen)
    if json_file:
        write_whole(json_file, _json(columns, unseen))
    if sarif_file:
        write_whole(sarif_file, _sarif(columns, knowledge))
    if not quiet():
        _show(columns, unseen, knowledge, language)
    caught = [c for c in columns if fail_on and _caught(c, fail_on, knowledge)]
    if caught:
        say(f"--fail-on {fail_on}: {len(caught)} columns")
        raise typer.Exit(1)


def _caught(column: Column, gate: str, knowledge: Any) -> bool:
    if not column.personal or gate == "personal":
        return column.personal
    entities = knowledge.entries("detection/entities")
    held = {column.category, *(entities[e].category for e in column.entities if e in entities)}
    return any(
        knowledge.entries("categories")[category].tier == "high" for category in held if category
    )


def _json(columns: list[Column], unseen: list[Unseen]) -> str:
    data = {
        "columns": [c.model_dump(mode="json", by_alias=True) for c in columns],
        "unseen": [u.model_dump(mode="json", by_alias=True) for u in unseen],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _sarif(columns: list[Column], knowledge: Any) -> str:
    from .._version import __version__

    found = [c for c in columns if c.personal]
    rules = sorted({c.entity or "FREE_TEXT_PII" for c in found})
    results = [
        {
            "ruleId": c.entity or "FREE_TEXT_PII",
            "level": "warning",
            "message": {
                "text": f"{_place(c)}: " + " ".join(knowledge.say(r, "en") for r in c.because)
            },
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": {"uri": c.source}},
                    "logicalLocations": [{"fullyQualifiedName": _place(c)}],
                }
            ],
            "properties": {"probability": c.probability, "hits": c.hits, "scanned": c.scanned},
        }
        for c in found
    ]
    tool = {
        "driver": {
            "name": "riskkit",
            "version": __version__,
            "rules": [
                {"id": r, "shortDescription": {"text": knowledge.label(f"entity.{r}", "en")}}
                for r in rules
            ],
        }
    }
    data = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": tool, "results": results}],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _place(column: Column) -> str:
    return "::".join(part for part in (column.source, column.table, column.column) if part)


def _show(columns: list[Column], unseen: list[Unseen], knowledge: Any, language: Language) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    for (source, table), held in groupby(columns, key=lambda c: (c.source, c.table)):
        told = [c for c in held if c.personal or c.entity]
        console.print(f"[bold]{escape(' · '.join(p for p in (source, table) if p))}[/bold]")
        console.print(_table(told) if told else "  no personal data found")
    personal = sum(c.personal for c in columns)
    console.print(f"{len(columns)} columns, {personal} with personal data", highlight=False)
    for part in unseen:
        why = knowledge.say(part.reason, language)
        console.print(escape(f"not seen: {part.source} {part.part}: {why}"), highlight=False)


def _table(columns: list[Column]) -> Any:
    from rich.markup import escape
    from rich.table import Table

    table = Table()
    table.add_column("column", overflow="fold")
    for heading in ("entity", "probability", "hits / scanned", "at most (95 %)"):
        table.add_column(heading, no_wrap=True)
    table.add_column("examples (masked)", overflow="fold")
    for c in columns:
        table.add_row(
            escape(c.column),
            f"{c.entity or ''}{'' if c.personal else ' (not personal)'}",
            f"{c.probability:.2f}",
            f"{c.hits:,} / {c.scanned:,}",
            f"{c.upper_bound:.2%}",
            escape(", ".join(c.examples)),
        )
    return table
