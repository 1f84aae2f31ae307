"""Contributions: what the residual risk is made of, as steps that add up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment, AssetRisk
from ..model.value import Language
from ..tables import assets as tables
from ..tables.wording import words_of
from .canvas import Canvas, apart, markup, shorten

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW = 26
_SHOWN = 10
_NAME = 46


def contributions(
    a: Assessment, language: Language, *, asset: AssetRisk | None = None
) -> go.Figure:
    """Draw a waterfall of what carries the residual risk: of one asset, or of all assets.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}
    asset : AssetRisk, optional
        The causes of this asset's residual score; without it, the assets' shares of the sum
        of residual scores.

    Returns
    -------
    plotly.graph_objects.Figure
        Each bar begins where the one above it ends; the last ends at the whole. What is too
        small to be shown by itself stands in one bar of its own, so nothing is left out.
    """
    c = Canvas(words_of(a, language))
    grid = tables.contributions(a, c.words, asset)
    rows = _gathered([(str(r[0]), float(r[1]), float(r[2])) for r in grid.rows], c)
    id = f"contributions-{asset.id}" if asset else "contributions"
    figure = c.figure(
        id,
        _title(rows, c, asset),
        height=_ROW * max(len(rows), 1) + 60,
        margin={"l": 320, "r": 60, "t": 6, "b": 40},
        traces=[_steps(rows, c)],
    )
    figure.update_layout(bargap=0.3)
    figure.update_yaxes(autorange="reversed", showgrid=False, ticklabelstandoff=6, type="category")
    label = "figures.points_of_risk" if asset else "figures.sum_of_points"
    figure.update_xaxes(
        title_text=c.words.say(label),
        rangemode="tozero",
        range=[0, 1.06 * sum(r[1] for r in rows) or 1],
    )
    return figure


def _gathered(rows: list[tuple[str, float, float]], c: Canvas) -> list[tuple[str, float, float]]:
    if len(rows) <= _SHOWN + 1:
        return rows
    rest = rows[_SHOWN:]
    name = c.words.say("figures.the_rest", n=len(rest))
    return [*rows[:_SHOWN], (name, sum(r[1] for r in rest), sum(r[2] for r in rest))]


def _title(rows: list[tuple[str, float, float]], c: Canvas, asset: AssetRisk | None) -> str:
    if not rows:
        return c.words.say("figures.nothing_assessed")
    if asset:
        return c.words.say(
            "figures.contributions_asset",
            asset=c.words.asset(asset),
            cause=rows[0][0],
            share=rows[0][2],
        )
    few, reached = 0, 0.0
    while few < len(rows) and reached < 0.5:
        reached += rows[few][2]
        few += 1
    return c.words.say("figures.contributions", few=few, share=reached)


def _steps(rows: list[tuple[str, float, float]], c: Canvas) -> dict[str, Any]:
    bases, at = [], 0.0
    for _, points, _ in rows:
        bases.append(at)
        at += points
    return {
        "type": "bar",
        "orientation": "h",
        "y": apart([markup(shorten(name, _NAME)) for name, _, _ in rows]),
        "x": [points for _, points, _ in rows],
        "base": bases,
        "marker": {"color": c.colour("scale.risk", 3)},
        "text": [f"{100 * share:.0f}%" for _, _, share in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 12, "color": c.colour("muted")},
        "hovertemplate": "%{y} %{x:.1f}<extra></extra>",
    }
