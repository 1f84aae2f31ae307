"""The command that checks a report by itself: intact, its inputs unchanged, its numbers again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .commands import language_of
from .show import say


def verify(
    report: Annotated[Path, typer.Argument(help="An HTML report.")],
    engagement: Annotated[
        Path | None, typer.Option("--engagement", help="The folder it was made from.")
    ] = None,
    lang: Annotated[str, typer.Option(help="zh-Hans, zh-Hant or en.")] = "en",
) -> None:
    """Check that a report is intact, its inputs are the ones on record, its numbers re-derive."""
    from ..assessment import verify as check
    from ..tables import words

    w = words(language_of(lang))
    result = check(report, engagement=engagement)
    for one in result.checks:
        say(f"{w.say(f'verify.state_{one.state}')}: {w.reason(one.because)}")
        for place in one.places[:10]:
            say(f"  - {place}")
        if len(one.places) > 10:
            say(f"  … +{len(one.places) - 10}")
    failed = sum(one.state == "failed" for one in result.checks)
    say(w.say("verify.broken", n=failed) if failed else w.say("verify.intact"))
    if failed:
        raise typer.Exit(1)
