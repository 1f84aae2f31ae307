"""The command on the traced requirements: which feature and test, or control, shows each."""

from __future__ import annotations

from typing import Annotated

import typer

from .commands import language_of
from .show import say, show_table, spoken


def coverage(
    lang: Annotated[str, typer.Option(help="Language of the table.")] = "",
    only_open: Annotated[bool, typer.Option("--open", help="Only what is open.")] = False,
) -> None:
    """Tell what shows each of the traced requirements; exit 1 while any is open."""
    from ..catalogue import load_knowledge
    from ..coverage import coverage as judged
    from ..tables import words
    from ..tables.coverage import coverage as grid_of
    from ..tables.coverage import summary

    w = words(language_of(lang) if lang else spoken())
    rows = judged(load_knowledge())
    show_table(grid_of([row for row in rows if not (only_open and row.shown)], w), w)
    show_table(summary(rows, w), w)
    shown = sum(row.shown for row in rows)
    say(f"{shown}/{len(rows)}")
    if shown < len(rows):
        raise typer.Exit(1)
