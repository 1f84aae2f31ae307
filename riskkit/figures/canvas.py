"""The sheet every figure is drawn on: colours by meaning, type, titles that are sentences."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model.assessment import Level
from ..model.look import Paint
from ..model.value import Language
from ..tables.assets import rank
from ..tables.wording import Words, clean

if TYPE_CHECKING:
    import plotly.graph_objects as go

WIDTH = 860
FONTS: dict[Language, str] = {
    "zh-Hans": '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif',
    "zh-Hant": '"PingFang TC", "Noto Sans CJK TC", "Microsoft JhengHei", system-ui, sans-serif',
    "en": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
}
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
_LINE = 74
MOST, MOST_COLUMNS = 40, 24
"""Third parties that a figure draws as rows and as columns; of more no name can be read."""


@dataclass(frozen=True)
class Canvas:
    """Where a figure is drawn: its words and the colours of a light page.

    A dark page exchanges each colour for its counterpart, so a figure never names a colour
    that `knowledge/look.yaml` does not.
    """

    words: Words

    def colour(self, id: str, step: int = 0) -> str:
        """Return the colour of a meaning; for a scale, its `step` from the least."""
        paint: Paint = self.words.knowledge.entries("look")[id]
        return paint.light[min(step, len(paint.light) - 1)]

    def scale(self, id: str) -> tuple[str, ...]:
        """Return the colours of a scale from the least to the worst."""
        paint: Paint = self.words.knowledge.entries("look")[id]
        return paint.light

    def partly(self, title: str, all: int, most: int = MOST) -> str:
        """Return a title that says, where not `all` are drawn, how many are."""
        return title if all <= most else f"{title} {self.words.say('figures.drawn', n=most)}"

    def level(self, level: Level | None) -> str:
        """Return the colour of a level of risk, of the worse one where the bounds differ."""
        if level is None:
            return self.colour("not_assessed")
        return self.colour("scale.risk", round(4 * rank(self.words, level.method, level.hi)))

    def figure(
        self, id: str, title: str, *, height: int, traces: list[Any], margin: dict[str, int]
    ) -> go.Figure:
        """Return a figure with riskkit's layout.

        The title stands in the layout, for JupyterLab, and unbroken in ``layout.meta``, from
        where a report sets it as a caption that can be read aloud.
        """
        import plotly.graph_objects as go

        lines = wrap(title, _LINE)
        above = 26 + 20 * len(lines)
        return go.Figure(
            data=traces,
            layout={
                # An empty template would be replaced by plotly's own, four times a figure's size.
                "template": {"layout": {"hovermode": "closest"}},
                "title": self._title(lines),
                "meta": {"id": id, "title": title, "margin_top": margin["t"]},
                "font": {
                    "family": FONTS[self.words.language],
                    "size": 13,
                    "color": self.colour("ink"),
                },
                "paper_bgcolor": "rgba(0,0,0,0)",
                "plot_bgcolor": "rgba(0,0,0,0)",
                "margin": {**margin, "t": margin["t"] + above, "pad": 0},
                "height": height + above,
                "showlegend": False,
                "dragmode": False,
                "xaxis": self._axis(),
                "yaxis": self._axis(),
            },
        )

    def _title(self, lines: list[str]) -> dict[str, Any]:
        return {
            "text": "<br>".join(markup(line) for line in lines),
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 12, "l": 0},
            "font": {"size": 16, "color": self.colour("ink")},
        }

    def _axis(self) -> dict[str, Any]:
        muted, rule = self.colour("muted"), self.colour("rule")
        return {
            "gridcolor": rule,
            "linecolor": rule,
            "tickcolor": rule,
            "zeroline": False,
            "tickfont": {"color": muted, "size": 12},
            "title": {"font": {"color": muted, "size": 12}},
            "fixedrange": True,
        }


def markup(text: str) -> str:
    """Return client text as plotly shows it literally: no tags, no entities, no formula.

    >>> markup("<b>A&B</b> $x$")
    '&lt;b&gt;A&amp;B&lt;/b&gt; &#36;x&#36;'
    """
    return "".join(_MARKUP.get(c, c) for c in clean(text))


def width(text: str) -> float:
    """Return the width of a text in half-width characters."""
    return sum(2.0 if unicodedata.east_asian_width(c) in "WF" else 1.05 for c in text)


def shorten(text: str, limit: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than `limit` half-widths."""
    if width(text) <= limit:
        return text
    cut = text
    while cut and width(cut) > limit - 2:
        cut = cut[:-1]
    return cut.rstrip() + "…"


def called(named: Sequence[tuple[str, str]], limit: float) -> list[str]:
    """Return (id, name) pairs as labels: the name alone, with its id where two names are equal.

    >>> called([("V1", "Foo"), ("V2", "Foo"), ("V3", "Bar")], 20)
    ['V1 Foo', 'V2 Foo', 'Bar']
    """
    names = [clean(name) for _, name in named]
    return [
        markup(shorten(f"{id} {name}" if names.count(name) > 1 or not name else name, limit))
        for (id, _), name in zip(named, names, strict=True)
    ]


def apart(names: list[str]) -> list[str]:
    """Return names no two of which are equal: plotly would draw their bars on one line."""
    return [name + "\u200b" * names[:i].count(name) for i, name in enumerate(names)]


def wrap(text: str, limit: float) -> list[str]:
    """Break a sentence into lines of at most `limit` half-widths; Han may break anywhere."""
    lines, line = [], ""
    for word in _pieces(text):
        if line and width(line + word) > limit and word not in "，。、；：）」":
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        joins = pieces and not wide and pieces[-1][-1] != " " and not _wide(pieces[-1])
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _wide(piece: str) -> bool:
    return unicodedata.east_asian_width(piece[-1]) in "WF"
