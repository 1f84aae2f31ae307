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
    figure = c.figure(
        "trend",
        _title(points, c),
        height=340,
        margin={"l": 60, "r": 20, "t": 14, "b": 60},
        traces=traces,
    )
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": -0.18})
    figure.update_yaxes(title_text=c.words.say("figures.phase_axis"), range=[0, 100])
    figure.update_xaxes(type="category", showgrid=False)
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
    if not points:
        return c.words.say("figures.trend_none")
    if len(points) == 1:
        return c.words.say("figures.trend_one", mean=points[0].mean.score)
    args: dict[str, Any] = {
        "runs": len(points),
        "first": points[0].mean.score,
        "last": points[-1].mean.score,
        "broken": sum(bool(point.differs) for point in points),
    }
    return c.words.say("figures.trend", **args)
