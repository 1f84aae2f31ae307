"""Control gaps: families down, how far each is evidenced, claimed, planned, absent, unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment
from ..model.value import Language
from ..tables.controls import STANDINGS, families
from ..tables.wording import words_of
from .canvas import Canvas, markup, shorten, width

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW = 27
_HATCH = {"claimed": "/", "not_assessed": "x"}


def control_gaps(a: Assessment, language: Language) -> go.Figure:
    """Draw per family of controls how many stand how; the worst covered stands at the top.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        Bars are shares of the applicable controls of a family; the numbers in them count.
    """
    c = Canvas(words_of(a, language))
    counts = families(a)
    figure = c.figure(
        "control-gaps",
        _title(counts, c),
        height=_ROW * max(len(counts), 1) + 70,
        margin={"l": 190, "r": 20, "t": 34, "b": 34},
        traces=[_bars(stand, counts, c) for stand in STANDINGS],
    )
    figure.update_layout(barmode="stack", bargap=0.28, annotations=_key(counts, c))
    figure.update_xaxes(
        range=[0, 1], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1], showgrid=True
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, type="category", ticklabelstandoff=6)
    return figure


def _title(counts: dict[str, dict[str, int]], c: Canvas) -> str:
    total = {stand: sum(row[stand] for row in counts.values()) for stand in STANDINGS}
    everything = sum(total.values())
    if not everything:
        return c.words.say("figures.no_controls")
    return c.words.say("figures.control_gaps", all=everything, **total)


def _bars(stand: str, counts: dict[str, dict[str, int]], c: Canvas) -> dict[str, Any]:
    names = [markup(shorten(c.words.term("family", family), 24)) for family in counts]
    shares = [row[stand] / (sum(row.values()) or 1) for row in counts.values()]
    colour = c.colour(stand)
    dark = stand in ("evidenced", "absent")
    marker: dict[str, Any] = {"color": colour, "line": {"width": 0}}
    if stand in _HATCH:
        marker["pattern"] = {
            "shape": _HATCH[stand],
            "size": 5,
            "solidity": 0.22,
            "fillmode": "overlay",
            "fgcolor": c.colour("paper"),
            "bgcolor": colour,
        }
    return {
        "type": "bar",
        "orientation": "h",
        "name": stand,
        "y": names,
        "x": shares,
        "marker": marker,
        "text": [str(row[stand]) if row[stand] else "" for row in counts.values()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 12, "color": c.colour("paper" if dark else "ink")},
        "hovertemplate": "%{y} · "
        + markup(c.words.say(f"tables.standing_{stand}"))
        + " %{text}<extra></extra>",
    }


def _key(counts: dict[str, dict[str, int]], c: Canvas) -> list[dict[str, Any]]:
    at, notes = 0.0, []
    for stand in STANDINGS:
        if not any(row[stand] for row in counts.values()):
            continue
        label = c.words.say(f"tables.standing_{stand}")
        sign = "▨" if stand in _HATCH else "■"
        notes.append(
            {
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": 1,
                "xanchor": "left",
                "yanchor": "bottom",
                "xshift": at,
                "yshift": 6,
                "showarrow": False,
                "text": f'<span style="color:{c.colour(stand)}">{sign}</span> {markup(label)}',
                "font": {"size": 12, "color": c.colour("muted")},
            }
        )
        at += 34 + 6.6 * width(label)
    return notes
