"""The command on data: what personal data is in there, and a gate for pipelines."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ..detect.persons import Tally, persons_of
from ..errors import ParameterError, SourceError
from ..files import write_whole
from ..model.assessment import Column, Unseen
from ..model.value import Reason
from .commands import language_of, rows_of
from .scan_files import Result, to_json, to_sarif
from .show import error_console, progress, quiet, spoken

GATES = ("personal", "sensitive")


def scan(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, workbooks or URLs.")],
    rows: Annotated[
        str, typer.Option(help="Rows to read of each table (head and an even spread), or `all`.")
    ] = "100000",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the result here.")] = None,
    sarif_file: Annotated[Path | None, typer.Option("--sarif", help="Write SARIF here.")] = None,
    fail_on: Annotated[str | None, typer.Option(help="personal or sensitive: exit 1.")] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the result: zh-Hans, zh-Hant or en.")
    ] = None,
) -> None:
    """Find personal data: per column, with probability, evidence, bounds and what was not seen."""
    if fail_on is not None and fail_on not in GATES:
        raise ParameterError(f"--fail-on takes one of {', '.join(GATES)}")
    language, limit = language_of(lang) if lang else spoken(), rows_of(rows)
    result = _scan(sources, limit, language, fail_on)
    if json_file:
        write_whole(json_file, to_json(result))
    if sarif_file:
        write_whole(sarif_file, to_sarif(result))
    if not quiet():
        from .scan_shown import show_scan

        show_scan(result)
    if fail_on and (result.shut or not quiet()):
        # On stderr, and with --quiet too: who stops a pipeline says why.
        text = "\n".join(result.verdict())
        error_console().print(text, markup=False, highlight=False)
    if result.shut or result.failed:
        raise typer.Exit(1)


def _scan(sources: Sequence[str], rows: Any, language: Any, gate: str | None) -> Result:
    """Scan all sources; one of several that cannot be opened does not stop the others."""
    from ..catalogue import load_knowledge
    from ..detect import scan_source
    from ..sources import shown_name, source_name

    columns: list[Column] = []
    unseen: list[Unseen] = []
    tallies: dict[str, tuple[Tally, ...]] = {}
    blind: list[str] = []
    secret, failed = secrets.token_hex(16), 0
    with progress() as tell:
        for done, source in enumerate(sources):
            tell("scan", done, len(sources))
            try:
                found = scan_source(source, rows=rows, secret=secret)
            except SourceError as error:
                if len(sources) == 1:
                    raise
                failed += 1
                reason = Reason(rule="sources.unreadable", args={"error": str(error)})
                unseen.append(Unseen(source=source_name(source), reason=reason))
                continue
            columns.extend(found.columns)
            unseen.extend(found.unseen)
            tallies[str(done)] = found.tallies
            if not found.columns and any(u.reason.rule != "sources.empty" for u in found.unseen):
                blind.append(shown_name(source))
    return Result(
        columns=tuple(columns),
        unseen=tuple(unseen),
        knowledge=load_knowledge(),
        language=language,
        gate=gate,
        persons=persons_of(tallies),
        names={str(n): shown_name(source) for n, source in enumerate(sources)},
        failed=failed,
        blind=tuple(blind),
    )
