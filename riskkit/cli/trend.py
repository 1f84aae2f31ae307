"""The command on kept runs: how the numbers moved, and where they may not be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .commands import language_of
from .show import say, show_table


def trend(
    folder: Annotated[Path, typer.Argument(help="Where runs were kept: the --out of assess.")],
    lang: Annotated[str, typer.Option(help="Language of the table.")] = "en",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write the page here.")] = None,
) -> None:
    """Tell the trend over the kept runs of an engagement; another method is flagged."""
    from ..assessment import kept, save
    from ..report import render
    from ..report.event_view import left_out
    from ..tables import words_of
    from ..tables.duties import trend as trend_grid
    from ..trend import trend as points_of

    language = language_of(lang)
    found = kept(folder)
    held = found.runs
    w = words_of(held[-1], language)
    show_table(trend_grid(points_of(held), w), w)
    for note in left_out(found, w):
        say(note)
    if out is not None:
        saved = save(held[-1], out)
        where = str(folder.resolve())
        say(str(render(saved, "trend", out=out, language=language, runs=where)))
