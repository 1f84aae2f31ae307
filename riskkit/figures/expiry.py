"""When evidence ends: what has ended already, and month by month through the next year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment
from ..model.value import Language
from ..tables.evidence import expiry as table
from ..tables.wording import words_of
from .canvas import Canvas, markup

if TYPE_CHECKING:
    import plotly.graph_objects as go


def expiry(a: Assessment, language: Language) -> go.Figure:
    """Draw how many proofs end in each of the next twelve months, after those that have ended.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        A bar a month; a proof ends when it expires or has outlived two review intervals.
    """
    c = Canvas(words_of(a, language))
    rows = [(str(when), int(count)) for when, count, _ in table(a, c.words).rows]
    names, counts = [markup(when) for when, _ in rows], [count for _, count in rows]
    figure = c.figure(
        "expiry",
        c.words.say("figures.expiry", n=sum(counts[1:]), gone=counts[0]),
        height=190,
        margin={"l": 40, "r": 20, "t": 16, "b": 40},
        traces=[_bars(names, counts, c)],
    )
    figure.update_layout(bargap=0.25)
    figure.update_xaxes(type="category", showgrid=False)
    figure.update_yaxes(rangemode="tozero", showticklabels=False, showgrid=False)
    return figure


def _bars(names: list[str], counts: list[int], c: Canvas) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": names,
        "y": counts,
        "marker": {"color": [c.colour("absent"), *[c.colour("claimed")] * (len(names) - 1)]},
        "text": [str(n) if n else "" for n in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 12, "color": c.colour("ink")},
        "hovertemplate": "%{x} %{y}<extra></extra>",
    }
