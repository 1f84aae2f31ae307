"""One third party over time: how long each proof lasts, and the gap if none is renewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment, VendorRisk
from ..model.proof import EvidenceState
from ..model.value import Language
from ..tables.evidence import own_title
from ..tables.wording import words_of
from .canvas import MOST, Canvas, apart, markup, shorten

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW = 26
_LIVE = ("valid", "fading", "ahead")
_YEAR = 365
_LABEL = 42
_MONTH = 30 * 86_400_000  # milliseconds, as plotly counts between two ticks
_TICKS = [
    {"dtickrange": [None, _MONTH], "value": "%Y-%m-%d"},
    {"dtickrange": [_MONTH, None], "value": "%Y-%m"},
]


def proof_lives(a: Assessment, vendor: VendorRisk, language: Language) -> go.Figure:
    """Draw from when to when each of a vendor's proofs holds, against the day assessed.

    Parameters
    ----------
    a : Assessment
    vendor : VendorRisk
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        A line a proof, from its date to its end; the end that comes first stands on top.
    """
    c = Canvas(words_of(a, language))
    mine = [e for e in a.evidence if vendor.id in e.vendors]
    drawn = sorted((e for e in mine if e.date), key=lambda e: (str(e.ends or "9"), e.id))[:MOST]
    told = (c.words.named(e.id, own_title(e, vendor)) for e in drawn)
    names = apart([markup(shorten(one, _LABEL)) for one in told])
    soon = a.as_of + dt.timedelta(days=_YEAR)
    figure = c.figure(
        f"proof-lives-{vendor.id}",
        c.words.say(
            "figures.proof_lives",
            vendor=vendor.name,
            n=len(mine),
            soon=sum(bool(e.state in _LIVE and e.ends and e.ends <= soon) for e in mine),
            gone=sum(e.state not in _LIVE for e in mine),
        ),
        height=_ROW * max(len(drawn), 1) + 70,
        margin={"l": 290, "r": 90, "t": 26, "b": 30},
        traces=[_lives(drawn, names, a.as_of, c), _ends(drawn, names, a.as_of, c)],
    )
    figure.update_xaxes(type="date", showgrid=True, tickformatstops=_TICKS)
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=names[::-1],
        showgrid=False,
        ticklabelstandoff=6,
    )
    if drawn:
        figure.update_layout(**_today(a.as_of, c))
    return figure


def vendor_outlook(a: Assessment, vendor: VendorRisk, language: Language) -> go.Figure:
    """Draw a vendor's gap month by month if nothing were renewed; the mark is the verdict.

    Parameters
    ----------
    a : Assessment
    vendor : VendorRisk
    language : {"zh-Hans", "zh-Hant", "en"}
    """
    c = Canvas(words_of(a, language))
    months = [m for m in vendor.forecast if m.score is not None]
    gaps = [100 - (m.score or 0) for m in months]
    first, last = (gaps[0], gaps[-1]) if gaps else (100.0, 100.0)
    flat = round(first) == round(last)
    figure = c.figure(
        f"vendor-outlook-{vendor.id}",
        c.words.say(
            "figures.vendor_outlook_flat" if flat else "figures.vendor_outlook",
            vendor=vendor.name,
            first=round(first),
            last=round(last),
        ),
        height=200,
        margin={"l": 60, "r": 30, "t": 24, "b": 40},
        traces=[_course([m.on for m in months], gaps, [m.verdict for m in months], c)],
    )
    figure.update_xaxes(type="category", showgrid=False)
    figure.update_yaxes(range=[0, 105], tickvals=[0, 25, 50, 75, 100])
    return figure


def _lives(drawn: list[EvidenceState], names: list[str], on: dt.date, c: Canvas) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for e in drawn for x in (_day(e.date), _day(e.ends or on), None)],
        "y": [y for name in names for y in (name, name, None)],
        "line": {"color": c.colour("claimed"), "width": 8},
        "hoverinfo": "skip",
    }


def _ends(drawn: list[EvidenceState], names: list[str], on: dt.date, c: Canvas) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_day(e.ends or on) for e in drawn],
        "y": names,
        "marker": {
            "size": 9,
            "symbol": [_sign(e) for e in drawn],
            "color": [c.colour("ink" if e.state in _LIVE else "absent") for e in drawn],
        },
        "text": [_day(e.ends) or markup(c.words.say("figures.no_end")) for e in drawn],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": c.colour("muted")},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _sign(e: EvidenceState) -> str:
    if e.state not in _LIVE:
        return "x"
    return "circle" if e.ends else "triangle-right"


def _today(on: dt.date, c: Canvas) -> dict[str, Any]:
    day, place = on.isoformat(), {"xref": "x", "yref": "paper"}
    line = {"color": c.colour("ink"), "width": 1, "dash": "dot"}
    return {
        "shapes": [{**place, "type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "line": line}],
        "annotations": [
            {
                **place,
                "x": day,
                "y": 1,
                "yanchor": "bottom",
                "showarrow": False,
                "text": markup(c.words.say("figures.as_of_line")),
                "font": {"size": 11, "color": c.colour("muted")},
            }
        ],
    }


def _course(
    days: Iterable[dt.date], gaps: list[float], verdicts: list[str], c: Canvas
) -> dict[str, Any]:
    signs = {"approve": "circle", "conditional": "diamond", "insufficient": "circle-open"}
    marks = [signs.get(verdict, "x") for verdict in verdicts]
    # the first, the last and each month that differs from the one before carry their number
    told = [
        f"{gap:.0f}" if n in (0, len(gaps) - 1) or round(gap) != round(gaps[n - 1]) else ""
        for n, gap in enumerate(gaps)
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [f"{day:%Y-%m}" for day in days],
        "y": gaps,
        "text": told,
        "textposition": "top center",
        "textfont": {"size": 12, "color": c.colour("ink")},
        "line": {"color": c.colour("claimed"), "width": 2, "shape": "hv"},
        "marker": {"size": 10, "symbol": marks, "color": c.colour("scale.risk", 3)},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
