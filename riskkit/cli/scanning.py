"""The command on data: what personal data is in there, and a gate for pipelines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import ParameterError, SourceError
from ..files import write_whole
from ..model.assessment import Column, Unseen
from ..model.value import Reason
from .commands import language_of, rows_of
from .show import error_console, progress, quiet

GATES = ("personal", "sensitive")


def scan(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, workbooks or URLs.")],
    rows: Annotated[
        str, typer.Option(help="Rows to read of each table (head and an even spread), or `all`.")
    ] = "100000",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the result here.")] = None,
    sarif_file: Annotated[Path | None, typer.Option("--sarif", help="Write SARIF here.")] = None,
    fail_on: Annotated[str | None, typer.Option(help="personal or sensitive: exit 1.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the reasons.")] = "en",
) -> None:
    """Find personal data: per column, with probability, evidence, bounds and what was not seen."""
    from ..catalogue import load_knowledge
    from .scan_files import Result, to_json, to_sarif

    if fail_on is not None and fail_on not in GATES:
        raise ParameterError(f"--fail-on takes one of {', '.join(GATES)}")
    language, limit = language_of(lang), rows_of(rows)
    columns, unseen, failed = _scan(sources, limit)
    result = Result(columns, unseen, load_knowledge(), language, fail_on)
    if json_file:
        write_whole(json_file, to_json(result))
    if sarif_file:
        write_whole(sarif_file, to_sarif(result))
    if not quiet():
        _show(result)
    if fail_on and (result.caught or not quiet()):
        # On stderr, and with --quiet too: who stops a pipeline says why.
        text = "\n".join(result.verdict())
        error_console().print(text, markup=False, highlight=False)
    if result.caught or failed:
        raise typer.Exit(1)


def _scan(sources: Sequence[str], rows: Any) -> tuple[tuple[Column, ...], tuple[Unseen, ...], int]:
    """Scan all sources; one of several that cannot be opened does not stop the others."""
    from ..detect import scan_source
    from ..sources import source_name

    columns: list[Column] = []
    unseen: list[Unseen] = []
    failed = 0
    with progress() as tell:
        for done, source in enumerate(sources):
            tell("scan", done, len(sources))
            try:
                result = scan_source(source, rows=rows)
            except SourceError as error:
                if len(sources) == 1:
                    raise
                failed += 1
                reason = Reason(rule="sources.unreadable", args={"error": str(error)})
                unseen.append(Unseen(source=source_name(source), reason=reason))
                continue
            columns.extend(result.columns)
            unseen.extend(result.unseen)
    return tuple(columns), tuple(unseen), failed


def _show(result: Any) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console()
    if not console.is_terminal:
        console = Console(width=180)
    for (source, table), held in groupby(result.columns, key=lambda c: (c.source, c.table)):
        told = [c for c in held if c.personal or c.entity]
        console.print(f"[bold]{escape(' · '.join(p for p in (source, table) if p))}[/bold]")
        console.print(_table(told) if told else "  no personal data found")
    for reason in _advice(result):
        console.print(escape(reason), highlight=False)
    personal = sum(c.personal for c in result.columns)
    console.print(f"{len(result.columns)} columns, {personal} with personal data", highlight=False)
    for part in result.unseen:
        place = " ".join(word for word in (part.source, part.part) if word)
        why = result.say(part.reason)
        console.print(escape(f"not seen: {place}: {why}"), highlight=False)


def _advice(result: Any) -> list[str]:
    """Return each advice once, with the reason for it."""
    from ..detect.advice import advice_reason

    reasons = {c.entity: result.say(advice_reason(c)) for c in result.columns if c.personal}
    return sorted(set(reasons.values()))


def _table(columns: list[Column]) -> Any:
    from rich.markup import escape
    from rich.table import Table

    table = Table()
    table.add_column("column", overflow="fold")
    for heading in ("entity", "probability", "hits / scanned", "at most (95 %)", "do"):
        table.add_column(heading, no_wrap=True)
    table.add_column("examples (masked)", overflow="fold")
    for c in columns:
        table.add_row(
            escape(c.column),
            f"{c.entity or ''}{'' if c.personal else ' (not personal)'}",
            f"{c.probability:.2f}",
            f"{c.hits:,} / {c.scanned:,}",
            f"{c.upper_bound:.2%}",
            c.advice or "",
            escape(", ".join(c.examples)),
        )
    return table
