"""Risk over the phases of an event: the mean and the worst asset, with their bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment
from ..model.event import PhaseRisk
from ..model.risk import Span
from ..model.value import Language
from ..tables.gates import event
from ..tables.wording import words_of
from .canvas import Canvas, markup, wrap

if TYPE_CHECKING:
    import plotly.graph_objects as go

_WIDTH = 15


def phases(a: Assessment, language: Language) -> go.Figure:
    """Draw the residual risk in each phase of the event.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        Points on 0–100 with their exact bounds; the worst asset of each phase beside the mean.
        The phase of the day is marked by a filled point.
    """
    c = Canvas(words_of(a, language))
    found = event(a).phases
    worst = [p.assets[p.worst] if p.worst else p.mean for p in found]
    traces = [
        line(
            [p.mean for p in found],
            _names(found, c),
            c.words.say("figures.phase_mean"),
            c,
            worst=False,
        ),
        line(worst, _names(found, c), c.words.say("figures.phase_worst"), c, worst=True),
    ]
    figure = c.figure(
        "phases",
        _title(found, c),
        height=360,
        margin={"l": 60, "r": 20, "t": 44, "b": 70},
        traces=traces if found else [],
    )
    # Above the lines: below them stand the names of the phases.
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"}
    )
    figure.update_yaxes(title_text=c.words.say("figures.phase_axis"), range=[0, 100])
    figure.update_xaxes(type="category", showgrid=False, tickangle=0, automargin=True)
    return figure


def line(spans: list[Span], x: list[str], name: str, c: Canvas, *, worst: bool) -> dict[str, Any]:
    """Return one line of points with the bounds of each."""
    colour = c.colour("absent") if worst else c.colour("evidenced")
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": x,
        "y": [span.score for span in spans],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [span.hi - span.score for span in spans],
            "arrayminus": [span.score - span.lo for span in spans],
            "color": colour,
            "thickness": 1.2,
            "width": 4,
        },
        "line": {"color": colour, "width": 2, "dash": "dot" if worst else "solid"},
        "marker": {"color": colour, "size": 9, "symbol": "diamond" if worst else "circle"},
        "hovertemplate": "%{x}<br>%{y:.0f}<extra></extra>",
    }


def _names(found: tuple[PhaseRisk, ...], c: Canvas) -> list[str]:
    names = [f"{'● ' if p.now else ''}{p.phase} {c.words.term('phase', p.phase)}" for p in found]
    return ["<br>".join(markup(line) for line in wrap(name, _WIDTH)) for name in names]


def _title(found: tuple[PhaseRisk, ...], c: Canvas) -> str:
    if not found:
        return c.words.say("figures.phases_none")
    peak = max(found, key=lambda p: p.mean.score)
    now = next((p.phase for p in found if p.now), None)
    return c.words.say(
        "figures.phases",
        phase=f"phase.{peak.phase}",
        score=peak.mean.score,
        now=f"phase.{now}" if now else None,
    )
