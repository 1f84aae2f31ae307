"""A scan on a terminal: the columns, whom they count, what to do, and what was not seen."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from ..detect.advice import advice_reason
from ..model.assessment import Column
from .scan_files import Result

_OFF_TERMINAL = 180


def show_scan(result: Result) -> None:
    """Print a scan on stdout, in the language of the result."""
    from rich.console import Console
    from rich.markup import escape

    console = Console()
    if not console.is_terminal:
        console = Console(width=_OFF_TERMINAL)
    for (source, table), held in groupby(result.columns, key=lambda c: (c.source, c.table)):
        told = [c for c in held if c.personal or c.entity]
        console.print(f"[bold]{escape(' · '.join(p for p in (source, table) if p))}[/bold]")
        nothing = f"  {result.sentence('scan.nothing')}"
        console.print(_table(told, result) if told else nothing, highlight=False)
    for line in (*_advice(result), *result.told_persons(), _summary(result), *_unseen(result)):
        console.print(escape(line), highlight=False)


def _summary(result: Result) -> str:
    return result.sentence(
        "scan.summary",
        columns=len(result.columns),
        personal=sum(column.personal for column in result.columns),
        unseen=len(result.unseen),
    )


def _unseen(result: Result) -> list[str]:
    lines = []
    for part in result.unseen:
        # The part of a folder begins with its name; of anything else it stands below it.
        inside = part.part.startswith(f"{part.source}/")
        place = part.part if inside else " · ".join(w for w in (part.source, part.part) if w)
        lines.append(result.sentence("scan.not_seen", place=place, why=result.say(part.reason)))
    return lines


def _advice(result: Result) -> list[str]:
    """Return each advice once, with the reason for it."""
    entities = result.knowledge.entries("detection/entities")
    held = (column for column in result.columns if column.personal)
    reasons = {c.entity: result.say(advice_reason(c, entities)) for c in held}
    return sorted(set(reasons.values()))


def _table(columns: list[Column], result: Result) -> Any:
    from rich.markup import escape
    from rich.table import Table

    say = result.sentence
    table = Table()
    table.add_column(say("tables.column"), overflow="fold")
    headings = ("tables.entity", "tables.probability", "scan.hits", "scan.at_most", "scan.do")
    for heading in headings:
        table.add_column(say(heading), no_wrap=True)
    table.add_column(say("tables.examples"), overflow="fold")
    for c in columns:
        table.add_row(
            escape(c.column),
            escape(_entity(c, result)),
            f"{c.probability:.2f}",
            f"{c.hits:,} / {c.scanned:,}",
            f"{c.upper_bound:.2%}",
            say(f"scan.do_{c.advice or 'keep'}"),
            escape(", ".join(c.examples)),
        )
    return table


def _entity(column: Column, result: Result) -> str:
    """Return what a column holds: as programs call it, and in Chinese by its name too."""
    if column.entity is None:
        return ""
    label = result.knowledge.label(f"entity.{column.entity}", result.language)
    name = column.entity if result.language == "en" else f"{column.entity} {label}"
    if column.masked:
        return result.sentence("scan.masked", entity=name)
    return name if column.personal else result.sentence("scan.not_personal", entity=name)
