"""The risk map: likelihood × severity, from inherent over residual to planned."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment, AssetRisk, Risk
from ..model.value import Language
from ..model.weights import Matrix
from ..tables.assets import by_residual, level_method, rank, rated_likelihood
from ..tables.wording import words_of
from .canvas import Canvas, markup, shorten

if TYPE_CHECKING:
    import plotly.graph_objects as go

_HEIGHT = 470
_LINE = 18
_KEYED = 25
_KEY_WIDTH = 36
_HIGH = 0.6
_TOP = 1.03
_TICKS = {"tickvals": [0, 0.25, 0.5, 0.75, 1], "showgrid": False}
_BOXED = 3
_STEPS = 48


def risk_map(a: Assessment, language: Language) -> go.Figure:
    """Draw each asset's likelihood and severity before and after controls.

    An arrow runs from inherent (ring) to residual (filled dot), a dotted one on to where the
    plan leads; the box is the interval of the residual. The ground is tinted by the cells of the
    matrix that the engagement's first method uses; for a continuous score by the score that a
    point there would have, 100 × likelihood × severity, in five steps.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        Both axes end at 1; likelihood begins at 0, severity at the quarter below the least.
    """
    c = Canvas(words_of(a, language))
    assets, method = by_residual(a), level_method(a)
    figure = c.figure(
        "risk-map",
        _title(a, c),
        height=_HEIGHT + 60,
        margin={"l": 60, "r": 250, "t": 10, "b": 50},
        traces=[
            _ground(c, method),
            *_boxes(assets[:_BOXED], c, method),
            *_marks(assets, c, method),
        ],
    )
    say = c.words.say
    low = _lowest(assets)
    figure.update_xaxes(title_text=say("figures.likelihood"), range=[0, _TOP], **_TICKS)
    figure.update_yaxes(title_text=say("figures.severity"), range=[low, _TOP], **_TICKS)
    figure.update_layout(annotations=[*_arrows(assets, c, method), *_key(assets, c)])
    return figure


def _lowest(assets: list[AssetRisk]) -> float:
    # Severities often lie close together: the axis begins at the quarter below the least.
    least = min((x.residual.severity.lo for x in assets), default=0.0)
    return min(math.floor(4 * max(least - 0.02, 0)) / 4, 0.5)


def _title(a: Assessment, c: Canvas) -> str:
    if not a.assets:
        return c.words.say("figures.nothing_assessed")
    method = level_method(a) or ""
    high = [x for x in a.assets if _is_high(x.residual, method, c)]
    still = [x for x in a.assets if _is_high(x.planned, method, c)]
    rule = "figures.risk_map" if high else "figures.risk_map_none"
    return c.words.say(rule, high=len(high), all=len(a.assets), still=len(still))


def _is_high(risk: Risk, method: str, c: Canvas) -> bool:
    label = risk.level.get(method)
    return label is not None and rank(c.words, method, label) >= _HIGH


def _ground(c: Canvas, method: str | None) -> dict[str, Any]:
    matrix = c.words.knowledge.matrix(method)
    return _cells(c, matrix) if matrix else _bands(c)


def _cells(c: Canvas, matrix: Matrix) -> dict[str, Any]:
    ends = [[*(step.start for step in axis), 1] for axis in (matrix.likelihood, matrix.severity)]
    ranks = [[rank(c.words, matrix.id, cell) for cell in row] for row in matrix.cells]
    colours = c.scale("scale.risk")
    return {
        "type": "heatmap",
        "x": ends[0],
        "y": ends[1],
        "z": ranks,
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[i / (len(colours) - 1), colour] for i, colour in enumerate(colours)],
        "showscale": False,
        "opacity": 0.55,
        "xgap": 1,
        "ygap": 1,
        "hoverinfo": "skip",
    }


def _bands(c: Canvas) -> dict[str, Any]:
    axis = [(i + 0.5) / _STEPS for i in range(_STEPS)]
    colours = c.scale("scale.risk")
    edges = [i / len(colours) for i in range(len(colours) + 1)]
    scale = [[edge, colour] for i, colour in enumerate(colours) for edge in edges[i : i + 2]]
    return {
        "type": "contour",
        "x": [0, *axis, 1],
        "y": [0, *axis, 1],
        "z": [[round(100 * x * y, 1) for x in [0, *axis, 1]] for y in [0, *axis, 1]],
        "zmin": 0,
        "zmax": 100,
        "colorscale": scale,
        "showscale": False,
        "opacity": 0.55,
        "hoverinfo": "skip",
        "line": {"width": 0},
        "contours": {"start": 20, "end": 80, "size": 20, "coloring": "fill"},
    }


def _boxes(assets: list[AssetRisk], c: Canvas, method: str | None) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "hoverinfo": "skip",
            "x": [x.lo, x.hi, x.hi, x.lo, x.lo],
            "y": [y.lo, y.lo, y.hi, y.hi, y.lo],
            "fill": "toself",
            "fillcolor": "rgba(85,96,109,0.06)",
            "line": {"color": c.colour("muted"), "width": 0.7, "dash": "dot"},
        }
        for asset in assets
        for x, y in [(rated_likelihood(c.words, method, asset.residual), asset.residual.severity)]
        if x.hi - x.lo > 0.004 or y.hi - y.lo > 0.004
    ]


def _marks(assets: list[AssetRisk], c: Canvas, method: str | None) -> list[dict[str, Any]]:
    ink, paper = c.colour("ink"), c.colour("paper")
    levels = [x.residual.named(method) for x in assets]
    styles = {
        "inherent": {"color": paper, "size": 8, "line": {"color": ink, "width": 1.4}},
        "planned": {
            "color": c.colour("planned"),
            "size": 9,
            "symbol": "diamond",
            "line": {"color": ink, "width": 1},
        },
        "residual": {
            "color": [c.level(level) for level in levels],
            "size": 19,
            "line": {"color": ink, "width": 1.2},
        },
    }
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "marker": marker,
            "name": stage,
            "x": [rated_likelihood(c.words, method, getattr(x, stage)).value for x in assets],
            "y": [getattr(x, stage).severity.value for x in assets],
            "text": [markup(c.words.asset(x)) for x in assets],
            "customdata": [round(getattr(x, stage).score, 1) for x in assets],
            "hovertemplate": "%{text}<br>"
            + markup(c.words.say(f"figures.{stage}"))
            + " %{customdata}<extra></extra>",
        }
        for stage, marker in styles.items()
    ] + [_numbers(assets, c, method)]


def _numbers(assets: list[AssetRisk], c: Canvas, method: str | None) -> dict[str, Any]:
    dark = [c.level(x.residual.named(method)) in c.scale("scale.risk")[3:] for x in assets]
    return {
        "type": "scatter",
        "mode": "text",
        "hoverinfo": "skip",
        "x": [rated_likelihood(c.words, method, x.residual).value for x in assets],
        "y": [x.residual.severity.value for x in assets],
        "text": [str(n) for n in range(1, len(assets) + 1)],
        "textfont": {"size": 10, "color": [c.colour("paper" if d else "ink") for d in dark]},
    }


def _arrows(assets: list[AssetRisk], c: Canvas, method: str | None) -> list[dict[str, Any]]:
    arrows = []
    for asset in assets:
        before, now, after = (
            (rated_likelihood(c.words, method, r).value, r.severity.value)
            for r in (asset.inherent, asset.residual, asset.planned)
        )
        for start, end, colour in ((before, now, "ink"), (now, after, "muted")):
            if max(abs(start[0] - end[0]), abs(start[1] - end[1])) > 0.02:
                arrows.append(
                    {
                        "x": end[0],
                        "y": end[1],
                        "ax": start[0],
                        "ay": start[1],
                        "axref": "x",
                        "ayref": "y",
                        "xref": "x",
                        "yref": "y",
                        "text": "",
                        "showarrow": True,
                        "arrowhead": 2,
                        "arrowsize": 0.9,
                        "arrowwidth": 1.2,
                        "arrowcolor": c.colour(colour),
                        "standoff": 9 if colour == "ink" else 6,
                        "startstandoff": 5 if colour == "ink" else 10,
                    }
                )
    return arrows


def _key(assets: list[AssetRisk], c: Canvas) -> list[dict[str, Any]]:
    shown = assets[:_KEYED]
    texts = [f"{n}  {c.words.asset(x)}" for n, x in enumerate(shown, start=1)]
    more = len(assets) - len(shown)
    texts += [c.words.say("figures.the_rest", n=more)] if more else []
    return [
        {
            "xref": "paper",
            "yref": "paper",
            "x": 1,
            "y": 1,
            "xanchor": "left",
            "yanchor": "top",
            "align": "left",
            "xshift": 14,
            "yshift": -_LINE * n,
            "showarrow": False,
            "text": markup(shorten(text, _KEY_WIDTH)),
            "font": {"size": 12, "color": c.colour("ink")},
        }
        for n, text in enumerate(texts)
    ]
