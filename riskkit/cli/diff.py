"""The command that compares: what moved between two assessments, and because of what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from .commands import language_of
from .show import say

_CAUSES = 6


def diff(
    old: Annotated[Path, typer.Argument(help="The older assessment.json or HTML report.")],
    new: Annotated[Path, typer.Argument(help="The newer one.")],
    html: Annotated[Path | None, typer.Option("--html", help="Write a red-line page here.")] = None,
    lang: Annotated[str, typer.Option(help="zh-Hans, zh-Hant or en.")] = "en",
) -> None:
    """Say what moved between two assessments: data, control, evidence, method, opinion, plan."""
    from ..assessment import diff as compare
    from ..assessment import open_either
    from ..report.redline import moved_rows, write_redline
    from ..tables import words_of

    language = language_of(lang)
    difference = compare(open_either(old), open_either(new))
    w = words_of(difference, language)
    if not difference.same_engagement:
        say(w.say("diff.other_engagement"))
    rows = moved_rows(difference, language)
    if not rows:
        say(w.say("diff.nothing"))
    for row in rows:
        for line in _lines(row):
            say(line)
    if html is not None:
        say(str(write_redline(difference, html, language)))


def _lines(row: dict[str, Any]) -> Iterator[str]:
    levels = " → ".join(dict.fromkeys(filter(None, (row["old_level"], row["new_level"]))))
    yield f"{row['thing']} · {row['stage']}: {row['old']} → {row['new']}  {row['points']}  {levels}"
    for cause in row["causes"][:_CAUSES]:
        yield f"    {cause['kind']}: {cause['text']}  {cause['points']}".rstrip()
    left = len(row["causes"]) - _CAUSES
    if left > 0:
        yield f"    … +{left}"
