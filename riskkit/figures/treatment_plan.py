"""The treatment plan: risk removed step by step, those that remove most first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model.assessment import Action, Assessment
from ..model.value import Language
from ..tables.plan import by_effect
from ..tables.wording import date, words_of
from .canvas import Canvas, apart, markup, shorten

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW = 28
_SHOWN = 15


def treatment_plan(a: Assessment, language: Language) -> go.Figure:
    """Draw how much risk the steps of the plan remove, each from where the last one ended.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        Bars in points of residual risk, the label of each its due date and share of the whole.
    """
    c = Canvas(words_of(a, language))
    steps = [step for step in by_effect(a) if step.risk_removed > 0]
    shown = steps[:_SHOWN]
    figure = c.figure(
        "treatment-plan",
        _title(steps, c),
        height=_ROW * max(len(shown), 1) + 60,
        margin={"l": 330, "r": 110, "t": 6, "b": 40},
        traces=[_bars(shown, sum(s.risk_removed for s in steps), c)],
    )
    figure.update_layout(bargap=0.3)
    figure.update_yaxes(autorange="reversed", showgrid=False, ticklabelstandoff=6, type="category")
    figure.update_xaxes(title_text=c.words.say("figures.points_removed"), rangemode="tozero")
    return figure


def _title(steps: list[Action], c: Canvas) -> str:
    total = sum(step.risk_removed for step in steps)
    if not total:
        return c.words.say("figures.plan_empty")
    few, reached = 0, 0.0
    while few < len(steps) and reached < 0.7 * total:
        reached += steps[few].risk_removed
        few += 1
    ownerless = sum(1 for step in steps if not step.owner)
    return c.words.say(
        "figures.treatment_plan" if ownerless else "figures.treatment_plan_owned",
        few=few,
        all=len(steps),
        share=reached / total,
        ownerless=ownerless,
    )


def _bars(steps: list[Action], total: float, c: Canvas) -> dict[str, Any]:
    bases, at = [], 0.0
    for step in steps:
        bases.append(at)
        at += step.risk_removed
    names = [s.statement.get(c.words.language).rstrip("。.") for s in steps]
    return {
        "type": "bar",
        "orientation": "h",
        "y": apart([markup(shorten(name, 46)) for name in names]),
        "x": [step.risk_removed for step in steps],
        "base": bases,
        "marker": {"color": c.colour("evidenced")},
        "text": [f"{100 * s.risk_removed / total:.0f}% · {date(s.due)}" for s in steps],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 12, "color": c.colour("muted")},
        "hovertemplate": "%{y}<br>%{x:.1f}<extra></extra>",
    }
