"""The command on kept runs: how the numbers moved, and where they may not be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .commands import Languages, languages_of
from .show import say, show_table
from .write import Pages


def trend(
    folder: Annotated[Path, typer.Argument(help="Where runs were kept: the --out of assess.")],
    lang: Languages = None,
    out: Pages = None,
) -> None:
    """Tell the trend over the kept runs of an engagement; another method is flagged."""
    from ..assessment import kept, save
    from ..report import render
    from ..report.event_view import left_out
    from ..tables import words_of
    from ..tables.duties import trend as trend_grid
    from ..trend import trend as points_of

    found = kept(folder)
    held = found.runs
    languages = languages_of(lang) or held[-1].engagement.languages
    w = words_of(held[-1], languages[0])
    show_table(trend_grid(points_of(held), w), w)
    for note in left_out(found, w):
        say(note)
    if out is not None:
        saved = save(held[-1], out)
        where = str(folder.resolve())
        for language in languages:
            say(str(render(saved, "trend", out=out, language=language, runs=where)))
