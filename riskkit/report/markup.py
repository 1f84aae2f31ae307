"""Values as HTML: every text escaped by the template engine, every anchor made of safe letters."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..model.assessment import Gauge, Span
from ..tables.grid import Grid, Heading, Refs, text
from ..tables.wording import Words, clean

TEMPLATES = Path(__file__).parent / "templates"
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_PASSAGE = 2
_UNSAFE = re.compile(r"[^\w.-]+")


@lru_cache(maxsize=1)
def blocks() -> Any:
    """Return the environment of the report's blocks: autoescaping, nothing undefined."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "blocks"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=tidy,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["anchor"] = anchor
    environment.filters["foreign"] = foreign
    return environment


def tidy(value: Any) -> Any:
    """Return a text without the characters that could disguise it; other values as they are."""
    return clean(value) if type(value) is str else value


def block(name: str, words: Words, /, **values: Any) -> Markup:
    """Return the block `name`, filled; ``say`` and ``w`` are there in every block."""
    template = blocks().get_template(f"{name}.html.j2")
    return Markup(template.render(w=words, say=words.say, **values))


def anchor(name: str) -> str:
    """Return an address that is safe in an attribute; names that had to change stay apart.

    >>> anchor("asset-A03")
    'asset-A03'
    >>> anchor("column-a b-x").startswith("column-a-b-x-")
    True
    """
    safe = _UNSAFE.sub("-", name)
    if safe == name:
        return name
    return f"{safe.strip('-')}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def foreign(text: Any, language: str) -> str:
    """Return the language of a passage that is not in the page's, for reading it aloud.

    >>> foreign("Regulation (EU) 2016/679", "zh-Hans"), foreign("会员", "en"), foreign("A-1", "en")
    ('en', 'zh', '')
    """
    told = str(text)
    if language == "en":
        return "zh" if _HAN.search(told) else ""
    return "" if _HAN.search(told) or len(_LATIN.findall(told)) < _PASSAGE else "en"


def styled() -> frozenset[str]:
    """Return the columns that the style sheet names; only their cells need a class."""
    return frozenset(re.findall(r"\.k-(\w+)", (TEMPLATES / "report.css").read_text("utf-8")))


def _classes(heading: Heading) -> str:
    names = [f"k-{heading.key}"] if heading.key in styled() else []
    kind = ["n"] if heading.numeric else ["d"] * (heading.form == "date")
    return " ".join([*names, *kind])


def bounds(cell: Any) -> tuple[float, float, float] | None:
    """Return the bar of a cell as lo, point, hi on 0–100; None if it is no interval."""
    if isinstance(cell, Span):
        return cell.lo, cell.score, cell.hi
    if isinstance(cell, Gauge):
        return 100 * cell.lo, 100 * cell.value, 100 * cell.hi
    return None


def table(
    words: Words, grid: Grid, *, title: str = "", addressed: bool = False, shown: bool = True
) -> Markup:
    """Return a grid as an HTML table with a bar beside each interval.

    Parameters
    ----------
    words : Words
    grid : Grid
    title : str
        The caption; empty for none. It is read aloud even where it is not `shown`.
    addressed : bool
        Whether the rows carry the anchors (once in a report); otherwise they point to them.
    shown : bool
        Whether the caption is printed, which it need not be right under the same heading.
    """
    headings = [(words.say(f"tables.{h.key}"), h) for h in grid.headings]
    classes = {h.key: _classes(h) for h in grid.headings}
    rows = [
        [
            (cell.cited(words) if isinstance(cell, Refs) else text(cell, h.form), h, bounds(cell))
            for cell, (_, h) in zip(row, headings, strict=True)
        ]
        for row in grid.rows
    ]
    anchors = [anchor(a) for a in grid.anchors] or [""] * len(rows)
    return block(
        "table",
        words,
        title=title,
        headings=headings,
        rows=list(zip(anchors, rows, strict=True)),
        classes=classes,
        addressed=addressed,
        name=grid.name,
        shown=shown,
        between=Markup(words.join(("", ""))),
    )
