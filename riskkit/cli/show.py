"""What a command shows on a terminal: progress, tables, places of files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ..model.value import LANGUAGES, Language

Tell = Callable[[str, int, int], None]
"""Called with a stage's name, the steps done and the steps in all."""


def error_console() -> Any:
    """Return a console on stderr."""
    from rich.console import Console

    return Console(stderr=True, soft_wrap=True)


def quiet() -> bool:
    """Say whether ``--quiet`` was given."""
    return bool(os.environ.get("RISKKIT_QUIET"))


def spoken() -> Language:
    """Return the language of messages: ``$RISKKIT_LANG``, else the locale's, else English."""
    for name in ("RISKKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if word := os.environ.get(name):
            return known_language(word.partition(".")[0]) or "en"
    return "en"


def known_language(word: str) -> Language | None:
    """Return the language that a word such as ``zh_TW`` names, or None."""
    known: dict[str, Language] = {language.lower(): language for language in LANGUAGES}
    known |= {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans"}
    known |= {"zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant"}
    return known.get(word.strip().lower().replace("_", "-"))


@contextmanager
def progress() -> Iterator[Tell]:
    """Show a progress bar while work goes on; nothing with ``--quiet`` or off a terminal."""
    console = error_console()
    if quiet() or not console.is_terminal:
        yield lambda stage, done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=1)

        def tell(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=max(total, 1))

        yield tell


def say(text: str = "") -> None:
    """Print a line on stdout unless ``--quiet``, in the language of messages."""
    if not quiet():
        print(in_words(text))


def in_words(message: str) -> str:
    """Say a message of the program in the language of messages."""
    language = spoken()
    if language == "en":
        return message
    from ..catalogue.messages import translated

    return translated(message, language)


def show_table(grid: Any, words: Any) -> None:
    """Print a table of an assessment on stdout unless ``--quiet``.

    Where stdout is no terminal the cells are parted by tabs, one row a line.
    """
    if quiet():
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    if not console.is_terminal:
        heads = [words.say(f"tables.{heading.key}") for heading in grid.headings]
        print("\n".join("\t".join(cells) for cells in (heads, *grid.texts(words))))
        return
    table = Table(show_lines=False)
    for heading in grid.headings:
        name = words.say(f"tables.{heading.key}")
        table.add_column(name, overflow="fold", justify="right" if heading.numeric else "left")
    for row in grid.texts(words):
        table.add_row(*(escape(cell) for cell in row))
    console.print(table)
