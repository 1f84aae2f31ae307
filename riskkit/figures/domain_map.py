"""Domains × vendors: the gap of every vendor in every domain of the questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment, VendorRisk
from ..model.value import Language
from ..tables.portfolio import ranked
from ..tables.wording import words_of
from .canvas import MOST_COLUMNS, Canvas, called, markup, shorten

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW = 27
_NAME = 28


def domain_map(a: Assessment, language: Language) -> go.Figure:
    """Draw the gap by domain and vendor; the vendor ranked worst stands first.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        Shade and number are the gap on 0–100; an empty cell was not asked.
    """
    c = Canvas(words_of(a, language))
    scored = [v for v in ranked(a) if v.domains]
    vendors = scored[:MOST_COLUMNS]
    domains = _domains(scored)
    figure = c.figure(
        "domain-map",
        c.partly(_title(scored, c), len(scored), MOST_COLUMNS),
        height=_ROW * max(len(domains), 1) + 130,
        margin={"l": 215, "r": 120, "t": 150, "b": 10},
        traces=[_cells(vendors, domains, c), _numbers(vendors, domains, c)] if domains else [],
    )
    names = called([(v.id, v.name) for v in vendors], _NAME)
    figure.update_xaxes(
        tickvals=list(range(len(vendors))),
        ticktext=names,
        side="top",
        tickangle=-45,
        showgrid=False,
        range=[-0.5, max(len(vendors), 1) - 0.5],
    )
    figure.update_yaxes(
        tickvals=list(range(len(domains))),
        ticktext=[markup(shorten(c.words.term("domain", d), 32)) for d in domains],
        showgrid=False,
        range=[max(len(domains), 1) - 0.5, -0.5],
        ticklabelstandoff=6,
    )
    return figure


def _domains(vendors: list[VendorRisk]) -> list[str]:
    worst: dict[str, float] = {}
    for vendor in vendors:
        for id, gauge in vendor.domains.items():
            worst[id] = max(worst.get(id, 0.0), gauge.value)
    return sorted(worst, key=lambda id: (-worst[id], id))


def _title(vendors: list[VendorRisk], c: Canvas) -> str:
    if not vendors:
        return c.words.say("figures.no_vendors")
    gap, domain, vendor = max(
        ((g.value, id, v.name) for v in vendors for id, g in v.domains.items()),
        key=lambda one: (one[0], one[1]),
    )
    return c.words.say(
        "figures.domain_map",
        vendors=len(vendors),
        domain=c.words.term("domain", domain),
        vendor=vendor,
        gap=round(100 * gap),
    )


def _cells(vendors: list[VendorRisk], domains: list[str], c: Canvas) -> dict[str, Any]:
    colours = c.scale("scale.risk")
    return {
        "type": "heatmap",
        "x": list(range(len(vendors))),
        "y": list(range(len(domains))),
        "z": [
            [round(100 * v.domains[d].value, 1) if d in v.domains else None for v in vendors]
            for d in domains
        ],
        "zmin": 0,
        "zmax": 100,
        "colorscale": [[i / (len(colours) - 1), colour] for i, colour in enumerate(colours)],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "skip",
    }


def _numbers(vendors: list[VendorRisk], domains: list[str], c: Canvas) -> dict[str, Any]:
    held = [
        (x, y, 100 * v.domains[d].value)
        for y, d in enumerate(domains)
        for x, v in enumerate(vendors)
        if d in v.domains
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _, _ in held],
        "y": [y for _, y, _ in held],
        "text": [f"{gap:.0f}" for _, _, gap in held],
        "textfont": {
            "size": 12,
            "color": [c.colour("paper" if gap >= 62 else "ink") for _, _, gap in held],
        },
        "hoverinfo": "skip",
    }
