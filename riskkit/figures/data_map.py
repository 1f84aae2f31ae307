"""The data map: which asset holds which category, filled by persons, outlined if undeclared."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment, AssetRisk
from ..model.value import Language
from ..tables.assets import by_residual, undeclared
from ..tables.data import categories
from ..tables.wording import words_of
from .canvas import Canvas, markup, shorten

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW = 27
_LONGEST = 24


def data_map(a: Assessment, language: Language) -> go.Figure:
    """Draw assets × categories: shade by persons, outline what was found but not declared.

    A cell that was declared and not found in the scanned data is hatched lightly with a dash;
    the shade is the decimal logarithm of the persons the asset may hold.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}
    """
    c = Canvas(words_of(a, language))
    assets, kinds = by_residual(a), categories(a)
    figure = c.figure(
        "data-map",
        _title(a, c),
        height=_ROW * max(len(assets), 1) + 165,
        margin={"l": 190, "r": 70, "t": 135, "b": 20},
        traces=[_cells(assets, kinds, c)],
    )
    figure.update_layout(shapes=_outlines(assets, kinds, c))
    figure.update_xaxes(
        tickmode="array",
        tickvals=list(range(len(kinds))),
        side="top",
        tickangle=-60,
        ticktext=[markup(shorten(c.words.term("category", k), 22)) for k in kinds],
        range=[-0.5, len(kinds) - 0.5],
        showgrid=False,
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(assets))),
        ticktext=[markup(shorten(c.words.asset(x), _LONGEST)) for x in assets],
        range=[len(assets) - 0.5, -0.5],
        showgrid=False,
        ticklabelstandoff=6,
    )
    return figure


def _title(a: Assessment, c: Canvas) -> str:
    extra = [(x, undeclared(x)) for x in a.assets if undeclared(x)]
    if not extra:
        return c.words.say("figures.data_map_agrees", assets=len(a.assets))
    kinds = {kind for _, several in extra for kind in several}
    return c.words.say(
        "figures.data_map",
        assets=len(extra),
        all=len(a.assets),
        cells=sum(len(several) for _, several in extra),
        kinds=len(kinds),
    )


def _persons(asset: AssetRisk) -> float:
    top = asset.persons.hi if asset.persons.hi is not None else asset.persons.lo
    return math.log10(1 + max(top, 1))


def _cells(assets: list[AssetRisk], kinds: list[str], c: Canvas) -> dict[str, Any]:
    colours = c.scale("scale.persons")
    held = [{*x.declared, *x.found} for x in assets]
    return {
        "type": "heatmap",
        "x": list(range(len(kinds))),
        "y": list(range(len(assets))),
        "z": [
            [round(_persons(x), 2) if k in held[i] else None for k in kinds]
            for i, x in enumerate(assets)
        ],
        "zmin": 0.5,
        "zmax": 6,
        "xgap": 2,
        "ygap": 2,
        "showscale": False,
        "colorscale": [[i / (len(colours) - 1), colour] for i, colour in enumerate(colours)],
        "text": [
            [
                markup(f"{c.words.asset(x)} · {c.words.term('category', k)}")
                if k in held[i]
                else ""
                for k in kinds
            ]
            for i, x in enumerate(assets)
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "hoverongaps": False,
    }


def _outlines(assets: list[AssetRisk], kinds: list[str], c: Canvas) -> list[dict[str, Any]]:
    places = [(kinds.index(k), row) for row, x in enumerate(assets) for k in undeclared(x)]
    return [
        {
            "type": "rect",
            "x0": x - 0.44,
            "x1": x + 0.44,
            "y0": y - 0.4,
            "y1": y + 0.4,
            "line": {"color": c.colour("undeclared"), "width": 2.5},
            "layer": "above",
        }
        for x, y in places
    ]
