"""The supply chain: the client's vendors, the parties behind them, and what fails with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model.assessment import Assessment, VendorRisk
from ..model.value import Language
from ..model.vendor_facts import Portfolio, Supplier
from ..tables.portfolio import portfolio
from ..tables.wording import words_of
from .canvas import MOST, Canvas, markup, shorten

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW = 34
_LEFT, _MIDDLE, _RIGHT = 0.0, 1.0, 2.0
_LABEL = 40
_BEND = 0.12
_LEAST, _MOST = 10, 34
Place = tuple[float, float]


def supply_chain(
    a: Assessment, language: Language, *, vendor: VendorRisk | None = None
) -> go.Figure:
    """Draw who rests on whom: the client, its vendors, and the parties these rest on.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}
    vendor : VendorRisk, optional
        Draw only this one and whom it rests on, directly or through others.

    Returns
    -------
    plotly.graph_objects.Figure
        The size of a mark is the share of services that fail with the party; a dark one is a
        single point that nothing replaces.
    """
    c = Canvas(words_of(a, language))
    chain = behind(portfolio(a), vendor.id) if vendor else portfolio(a)
    places = _places(chain)
    vendors = sum(s.kind == "vendor" for s in chain.suppliers)
    rows = max((-y for _, y in places.values()), default=0.0)
    figure = c.figure(
        f"supply-chain-{vendor.id}" if vendor else "supply-chain",
        _title_of(vendor, chain, c) if vendor else c.partly(_title(chain, c), vendors),
        height=int(_ROW * (rows + 1)) + 30,
        margin={"l": 70, "r": 190, "t": 10, "b": 10},
        traces=[_lines(chain, places, c), _marks(chain, places, c)],
    )
    figure.update_xaxes(visible=False, range=[-0.1, 2.1])
    figure.update_yaxes(visible=False, range=[-rows - 0.7, 0.7])
    figure.update_layout(annotations=_labels(chain, places, c))
    return figure


def behind(chain: Portfolio, vendor: str) -> Portfolio:
    """Return the part of a chain that one vendor rests on, directly or through others."""
    held, open_ = {vendor}, [vendor]
    while open_:
        party = open_.pop()
        found = [link.depends_on for link in chain.links if link.party == party]
        open_ += [id for id in dict.fromkeys(found) if id not in held]
        held.update(found)
    return Portfolio(
        suppliers=tuple(s for s in chain.suppliers if s.id in held),
        links=tuple(link for link in chain.links if link.party in held),
    )


def _title_of(vendor: VendorRisk, chain: Portfolio, c: Canvas) -> str:
    hidden = sum(not party.declared for party in vendor.fourth_parties)
    count = len([s for s in chain.suppliers if s.id != vendor.id])
    return c.words.say("figures.chain_one", vendor=vendor.name, n=count, hidden=hidden)


def _places(chain: Portfolio) -> dict[str, Place]:
    vendors = _widest([s for s in chain.suppliers if s.kind == "vendor"])
    behind = _widest([s for s in chain.suppliers if s.kind != "vendor"])
    first = {link.depends_on: link.party for link in chain.links}
    order = {s.id: n for n, s in enumerate(vendors)}
    behind.sort(key=lambda s: (order.get(first.get(s.id, ""), len(order)), s.id))
    rows = max(len(vendors), len(behind), 1)
    places = {s.id: (_MIDDLE, -_spread(n, len(vendors), rows)) for n, s in enumerate(vendors)}
    return places | {s.id: (_RIGHT, -_spread(n, len(behind), rows)) for n, s in enumerate(behind)}


def _widest(suppliers: list[Supplier]) -> list[Supplier]:
    """Return those that most services rest on, as many as can be drawn, in their order."""
    widest = sorted(suppliers, key=lambda s: (not s.single_point, -s.reach))[:MOST]
    return [s for s in suppliers if s in widest]


def _spread(n: int, of: int, rows: int) -> float:
    return (n + 0.5) * rows / of - 0.5


def _title(chain: Portfolio, c: Canvas) -> str:
    behind = [s for s in chain.suppliers if s.kind != "vendor"]
    if not behind:
        return c.words.say("figures.chain_none")
    most = max(s.reach for s in chain.suppliers)
    widest = [s.name for s in chain.suppliers if s.reach == most]
    return c.words.say(
        "figures.chain" if len(widest) == 1 else "figures.chain_even",
        parties=len(chain.suppliers),
        behind=len(behind),
        name=widest[0],
        reach=most,
    )


def _lines(chain: Portfolio, places: dict[str, Place], c: Canvas) -> dict[str, Any]:
    middle = sum(y for x, y in places.values() if x == _MIDDLE)
    vendors = [place for place in places.values() if place[0] == _MIDDLE]
    home = (_LEFT, middle / len(vendors) if vendors else 0.0)
    ends = [(home, place) for place in vendors] + [
        (places[link.party], places[link.depends_on])
        for link in chain.links
        if link.party in places and link.depends_on in places
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for a, b in ends for x in (*(place[0] for place in _bent(a, b)), None)],
        "y": [y for a, b in ends for y in (*(place[1] for place in _bent(a, b)), None)],
        "line": {"color": c.colour("rule"), "width": 1.6},
        "hoverinfo": "skip",
    }


def _bent(a: Place, b: Place) -> tuple[Place, ...]:
    """Return a line as its places; between two of one column it runs beside the others in it."""
    if a[0] != b[0]:
        return a, b
    return a, (a[0] - _BEND, (a[1] + b[1]) / 2), b


def _marks(chain: Portfolio, places: dict[str, Place], c: Canvas) -> dict[str, Any]:
    shown = [s for s in chain.suppliers if s.id in places]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [places[s.id][0] for s in shown],
        "y": [places[s.id][1] for s in shown],
        "marker": {
            "size": [_LEAST + (_MOST - _LEAST) * s.reach for s in shown],
            "color": [c.colour("scale.risk", 4 if s.single_point else 1) for s in shown],
            "line": {"color": c.colour("ink"), "width": 1.2},
        },
        "text": [markup(s.name) for s in shown],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _labels(chain: Portfolio, places: dict[str, Place], c: Canvas) -> list[dict[str, Any]]:
    told = [(places[s.id], _name(s, c), 22.0) for s in chain.suppliers if s.id in places]
    middle = [y for x, y in places.values() if x == _MIDDLE]
    if middle:
        home = (_LEFT, sum(middle) / len(middle))
        told.append((home, c.words.say("figures.chain_client"), -8.0))
    return [
        {
            "x": x,
            "y": y,
            "xanchor": "left" if shift > 0 else "right",
            "xshift": shift,
            "text": markup(shorten(text, _LABEL)),
            "showarrow": False,
            "bgcolor": c.colour("paper"),
            "borderpad": 1,
            "font": {"size": 12, "color": c.colour("ink")},
        }
        for (x, y), text, shift in told
    ]


def _name(s: Supplier, c: Canvas) -> str:
    return f"{shorten(s.name, _LABEL - 8)} · {100 * s.reach:.0f}%"
