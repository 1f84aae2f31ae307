"""Risk over the runs of an engagement; a break marks runs that cannot be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..catalogue import Knowledge
from ..model.event import RunPoint
from ..model.value import Language
from ..tables.wording import words
from .canvas import Canvas
from .phases import line

if TYPE_CHECKING:
    import plotly.graph_objects as go

SERIOUS = ("critical", "high")
MOST_DAYS = 8
"""Days that are named below the runs; more would run into each other."""


def trend(
    points: Sequence[RunPoint], language: Language, *, knowledge: Knowledge | None = None
) -> go.Figure:
    """Draw mean and worst residual risk over the runs.

    Parameters
    ----------
    points : sequence of RunPoint
        As `riskkit.trend.trend` returns them.
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        Lines on 0–100 with bounds; no line joins a run to one made by another method.
    """
    c = Canvas(words(language, knowledge))
    traces = []
    for number, part in enumerate(stretches(points)):
        days = [point.as_of.isoformat() for point in part]
        mean = line([p.mean for p in part], days, c.words.say("figures.phase_mean"), c, worst=False)
        worst = line(
            [p.worst for p in part], days, c.words.say("figures.phase_worst"), c, worst=True
        )
        traces += [{**one, "showlegend": not number} for one in (mean, worst)]
    figure = _drawn(c, "trend", _title(points, c), traces, points)
    figure.update_yaxes(title_text=c.words.say("figures.phase_axis"), range=[0, 100])
    return figure


def trend_known(
    points: Sequence[RunPoint], language: Language, *, knowledge: Knowledge | None = None
) -> go.Figure:
    """Draw how much of what was asked is known, and how many controls are proven, run by run."""
    c = Canvas(words(language, knowledge))
    say = c.words.say
    drawn = (
        ("coverage", say("tables.coverage_known"), "evidenced", "circle"),
        ("controls_proven", say("tables.controls_proven"), "claimed", "diamond"),
    )
    traces = [
        _shares(part, field, name, c.colour(colour), symbol, shown=not number)
        for number, part in enumerate(stretches(points))
        for field, name, colour, symbol in drawn
    ]
    figure = _drawn(c, "trend_known", _known_title(points, c), traces, points)
    figure.update_yaxes(title_text=say("figures.trend_share"), range=[0, 1], tickformat=".0%")
    return figure


def trend_overdue(
    points: Sequence[RunPoint], language: Language, *, knowledge: Knowledge | None = None
) -> go.Figure:
    """Draw how many actions are overdue and how many serious findings stand, run by run."""
    c = Canvas(words(language, knowledge))
    say = c.words.say
    days = [point.as_of.isoformat() for point in points]
    grave = [sum(p.findings.get(s, 0) for s in SERIOUS) for p in points]
    overdue = [point.actions_overdue for point in points]
    drawn = (
        (say("tables.findings_serious"), grave, c.colour("claimed")),
        (say("tables.overdue"), overdue, c.colour("absent")),
    )
    traces = [
        {"type": "bar", "name": name, "x": days, "y": y, "marker": {"color": colour}}
        for name, y, colour in drawn
    ]
    last = points[-1] if points else None
    title = (
        say("figures.trend_overdue", open=last.actions_open, overdue=overdue[-1], grave=grave[-1])
        if last
        else say("figures.trend_none")
    )
    figure = _drawn(c, "trend_overdue", title, traces, points)
    figure.update_yaxes(title_text=say("figures.trend_count"), rangemode="tozero")
    return figure


def _shares(
    part: Sequence[RunPoint], field: str, name: str, colour: str, symbol: str, *, shown: bool
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "showlegend": shown,
        "x": [point.as_of.isoformat() for point in part],
        "y": [getattr(point, field) for point in part],
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 9, "symbol": symbol},
        "hovertemplate": "%{x}<br>%{y:.0%}<extra></extra>",
    }


def _drawn(
    c: Canvas, name: str, title: str, traces: list[dict[str, Any]], points: Sequence[RunPoint]
) -> go.Figure:
    """Return a figure over the runs; of many runs some days are named."""
    figure = c.figure(
        name, title, height=320, margin={"l": 60, "r": 20, "t": 44, "b": 40}, traces=traces
    )
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"}
    )
    days = [point.as_of.isoformat() for point in points]
    named = days[:: -(-len(days) // MOST_DAYS)] if days else []
    figure.update_xaxes(
        type="category", showgrid=False, tickangle=0, tickvals=named,
        categoryorder="array", categoryarray=days,
    )  # fmt: skip
    return figure


def stretches(points: Sequence[RunPoint]) -> list[list[RunPoint]]:
    """Return the runs in stretches within which they may be compared."""
    parts: list[list[RunPoint]] = []
    for point in points:
        if not parts or point.differs:
            parts.append([])
        parts[-1].append(point)
    return parts


def _title(points: Sequence[RunPoint], c: Canvas) -> str:
    say = c.words.say
    if not points:
        return say("figures.trend_none")
    parts = stretches(points)
    first, last = (round(point.mean.score) for point in (parts[-1][0], parts[-1][-1]))
    if len(points) == 1:
        return say("figures.trend_one", mean=last)
    told = {"runs": len(points), "last": last}
    if len(parts) == 1:
        return say("figures.trend", first=first, **told)
    if len(parts[-1]) == 1:
        return say("figures.trend_broken_last", **told)
    broken = len(parts) - 1
    return say("figures.trend_broken", first=first, n=len(parts[-1]), broken=broken, **told)


def _known_title(points: Sequence[RunPoint], c: Canvas) -> str:
    if not points:
        return c.words.say("figures.trend_none")
    first, last = points[0], points[-1]
    told = {"last": last.coverage, "proven": last.controls_proven}
    if len(points) == 1:
        return c.words.say("figures.trend_known_one", **told)
    told |= {"first": first.coverage, "proven_first": first.controls_proven}
    return c.words.say("figures.trend_known", runs=len(points), **told)
