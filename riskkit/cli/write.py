"""Pages that a command writes when it is told where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..model.assessment import Assessment
from ..model.value import Language

Pages = Annotated[Path | None, typer.Option("--out", "-o", help="Write the page here.")]


def write_pages(
    result: Assessment, out: Path | None, kind: str, languages: Sequence[Language]
) -> list[Path]:
    """Write a kind of page in each language and return the files; nothing without a place."""
    if out is None:
        return []
    from .. import assessment as hub
    from ..report import render_all

    saved = hub.save(result, out)
    chosen = tuple(languages) or result.engagement.languages
    return render_all(saved, out, languages=chosen, only=kind)
