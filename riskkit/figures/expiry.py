"""When evidence ends: what has ended already, and month by month through the next year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment
from ..model.value import Language
from ..tables.wording import words
from .canvas import Canvas, markup

if TYPE_CHECKING:
    import plotly.graph_objects as go

_MONTHS = 12
_GONE = ("expired", "outdated", "changed", "missing", "undated")


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
    c = Canvas(words(language))
    gone = [e for e in a.evidence if e.state in _GONE]
    live = [e for e in a.evidence if e.state not in _GONE and e.ends]
    months = [_month(a.as_of, n) for n in range(_MONTHS + 1)]
    counts = [sum(1 for e in live if f"{e.ends:%Y-%m}" == month) for month in months]
    names = [markup(c.words.say("figures.expiry_gone")), *months]
    figure = c.figure(
        "expiry",
        c.words.say("figures.expiry", n=sum(counts), gone=len(gone)),
        height=190,
        margin={"l": 40, "r": 20, "t": 16, "b": 40},
        traces=[_bars(names, [len(gone), *counts], c)],
    )
    figure.update_layout(bargap=0.25)
    figure.update_xaxes(type="category", showgrid=False)
    figure.update_yaxes(rangemode="tozero", showticklabels=False, showgrid=False)
    return figure


def _month(day: dt.date, n: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return f"{year}-{month + 1:02d}"


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
