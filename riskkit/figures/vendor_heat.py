"""Third parties by inherent tier and gap, named in the cell they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment, VendorRisk
from ..model.value import Language
from ..tables.portfolio import Heat, heat
from ..tables.wording import words_of
from .canvas import Canvas, called, markup, wrap

if TYPE_CHECKING:
    import plotly.graph_objects as go

_LINE = 19
_MOST = 14
_WIDE = 26
_FEW = 6
_INDENT = "\u2003 "
_SHADES = (0, 1, 3, 4)
"""The step of the scale for each residual level, from low to critical."""
_PAPER_FROM = 3
_SIGNS = {"reject": "✕ ", "insufficient": "? ", "conditional": "◇ ", "approve": "○ "}


def vendor_heat(a: Assessment, language: Language) -> go.Figure:
    """Draw inherent tier × gap with the names of the vendors in each cell.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        The shade is the residual level that tier and gap give by the method's table; the mark
        before a name is the verdict, which fatal rules may have made stricter.
    """
    c = Canvas(words_of(a, language))
    told = heat(a, c.words)
    lines = [max(2, *(len(_cell(names, c)) for names in row)) + 1 for row in told.cells]
    tops = [sum(lines[:n]) for n in range(len(lines) + 1)]
    figure = c.figure(
        "vendor-heat",
        _title(a, told, c),
        height=_LINE * tops[-1] + 70,
        margin={"l": 110, "r": 20, "t": 34, "b": 10},
        traces=[_shades(told, tops, c)],
    )
    figure.update_xaxes(
        tickvals=list(range(len(told.bands))),
        ticktext=[markup(name) for name in told.bands],
        side="top",
        showgrid=False,
        range=[-0.5, len(told.bands) - 0.5],
    )
    figure.update_yaxes(
        tickvals=[(tops[n] + tops[n + 1]) / 2 for n in range(len(lines))],
        ticktext=[markup(c.words.term("level", tier)) for tier in told.tiers],
        showgrid=False,
        range=[tops[-1], 0],
        ticklabelstandoff=6,
    )
    figure.update_layout(annotations=_names(told, tops, c))
    return figure


def _cell(vendors: Sequence[VendorRisk], c: Canvas) -> list[str]:
    """Return the lines of a cell: each vendor by name, over two lines where few stand there."""
    shown = vendors if len(vendors) <= _MOST else vendors[:_MOST]
    roomy = len(shown) <= _FEW
    names = called([(v.id, v.name) for v in shown], 2 * _WIDE if roomy else _WIDE)
    lines: list[str] = []
    for v, name in zip(shown, names, strict=True):
        first, *rest = wrap(name, _WIDE) if roomy else [name]
        lines += [_SIGNS[v.verdict] + first, *(_INDENT + line for line in rest)]
    if len(vendors) > _MOST:
        lines.append(markup(c.words.say("report.and_more", n=len(vendors) - _MOST)))
    return lines


def _title(a: Assessment, told: Heat, c: Canvas) -> str:
    if not a.vendors:
        return c.words.say("figures.no_vendors")
    high = sum(v.residual in ("high", "critical") for v in a.vendors)
    return c.words.say("figures.vendor_heat", high=high, raised=told.raised, all=len(a.vendors))


def _shades(told: Heat, tops: list[int], c: Canvas) -> dict[str, Any]:
    colours = c.scale("scale.risk")
    return {
        "type": "heatmap",
        "x": list(range(len(told.bands))),
        "y": tops,
        "z": [[_SHADES[level] for level in row] for row in told.residual],
        "zmin": 0,
        "zmax": len(colours) - 1,
        "colorscale": [[i / (len(colours) - 1), colour] for i, colour in enumerate(colours)],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "skip",
    }


def _names(told: Heat, tops: list[int], c: Canvas) -> list[dict[str, Any]]:
    notes = []
    for y, row in enumerate(told.cells):
        for x, vendors in enumerate(row):
            texts = _cell(vendors, c)
            dark = _SHADES[told.residual[y][x]] >= _PAPER_FROM
            notes.append(
                {
                    "x": x,
                    "y": tops[y] + 0.35,
                    "yanchor": "top",
                    "showarrow": False,
                    "align": "left",
                    "text": "<br>".join(texts),
                    "font": {"size": 12, "color": c.colour("paper" if dark else "ink")},
                }
            )
    return [note for note in notes if note["text"]]
