"""Third parties: inherent tier × gap, domains of one vendor, and a matrix of fatal questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..catalogue import Knowledge
from ..model.assessment import Assessment, VendorRisk
from ..model.value import Language
from ..tables.assets import LEVELS
from ..tables.vendors import by_verdict, gap_ends, proof_levels
from ..tables.wording import words, words_of
from .canvas import MOST, MOST_COLUMNS, Canvas, called, markup, shorten, wrap

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW, _TALL = 30, 36
_NAME = 28
_RESTS = 34
_VERDICTS = {"approve": 0, "conditional": 2, "insufficient": 2, "reject": 4}
_SIGNS = {
    "approve": "circle",
    "conditional": "diamond",
    "insufficient": "circle-open",
    "reject": "x",
}
_MET = ("pass", "not_applicable")


def vendor_map(a: Assessment, language: Language) -> go.Figure:
    """Draw every vendor's gap with its bounds, grouped by inherent tier, named directly.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    plotly.graph_objects.Figure
        x is the gap on 0–100, the line its bounds; the shape of the mark is the verdict. Of
        very many the first `canvas.MOST` are drawn, as the title says.
    """
    c = Canvas(words_of(a, language))
    ranked = sorted(a.vendors, key=lambda v: (-_rank(v.inherent), -gap_ends(v)[1], v.id))[:MOST]
    figure = c.figure(
        "vendor-map",
        c.partly(_title(a, c), len(a.vendors)),
        height=_ROW * max(len(ranked), 1) + 60,
        margin={"l": 290, "r": 170, "t": 6, "b": 40},
        traces=[_spans(ranked, c), _marks(ranked, c)],
    )
    figure.update_xaxes(
        title_text=c.words.say("figures.gap"), range=[-2, 102], tickvals=[0, 25, 50, 75, 100]
    )
    figure.update_yaxes(
        tickvals=list(range(len(ranked))),
        range=[len(ranked) - 0.5, -0.5],
        showgrid=False,
        ticktext=[
            f"{name} · {markup(c.words.term('level', v.inherent))}"
            for name, v in zip(called([(v.id, v.name) for v in ranked], 34), ranked, strict=True)
        ],
        ticklabelstandoff=6,
    )
    figure.update_layout(annotations=_verdicts(ranked, c))
    return figure


def vendor_domains(
    vendor: VendorRisk, language: Language, *, knowledge: Knowledge | None = None
) -> go.Figure:
    """Draw one vendor's gap by domain of the questionnaire, with its bounds.

    Parameters
    ----------
    vendor : VendorRisk
    language : {"zh-Hans", "zh-Hant", "en"}
    """
    c = Canvas(words(language, knowledge))
    ranked = sorted(vendor.domains.items(), key=lambda item: (-item[1].value, item[0]))
    names = [markup(shorten(c.words.term("domain", id), 32)) for id, _ in ranked]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": [100 * g.value for _, g in ranked],
        "marker": {"color": c.colour("scale.risk", 3)},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "color": c.colour("ink"),
            "thickness": 1.2,
            "width": 4,
            "array": [100 * (g.hi - g.value) for _, g in ranked],
            "arrayminus": [100 * (g.value - g.lo) for _, g in ranked],
        },
        "hovertemplate": "%{y} %{x:.0f}<extra></extra>",
    }
    worst = c.words.term("domain", ranked[0][0]) if ranked else ""
    rule = "figures.vendor_domains" if ranked else "figures.no_answers"
    title = c.words.say(
        rule, vendor=vendor.name, domain=worst, gap=round(100 * ranked[0][1].value) if ranked else 0
    )
    figure = c.figure(
        f"vendor-domains-{vendor.id}",
        title,
        height=26 * max(len(ranked), 1) + 60,
        margin={"l": 210, "r": 210, "t": 6, "b": 40},
        traces=[bars],
    )
    figure.update_layout(bargap=0.35, annotations=_rests(vendor, ranked, names, c))
    figure.update_xaxes(range=[0, 102], title_text=c.words.say("figures.gap"))
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False, ticklabelstandoff=6)
    return figure


def _rests(
    vendor: VendorRisk, ranked: Sequence[tuple[str, Any]], names: Sequence[str], c: Canvas
) -> list[dict[str, Any]]:
    """Return, beside each domain, what level of proof its answers rest on."""
    held: dict[str, list[dict[str, Any]]] = {}
    for row in vendor.answers:
        held.setdefault(str(row.get("domain")), []).append(row)
    told = [proof_levels(held.get(id, ()), c.words) or "" for id, _ in ranked]
    return [
        {
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 6,
            "y": name,
            "showarrow": False,
            "text": markup(shorten(text, _RESTS)),
            "font": {"size": 11, "color": c.colour("muted")},
        }
        for name, text in zip(names, told, strict=True)
    ]


def knockout_matrix(a: Assessment, language: Language) -> go.Figure:
    """Draw vendors × fatal questions: filled where failed, ring where unknown, dot where met.

    Parameters
    ----------
    a : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}
    """
    c = Canvas(words_of(a, language))
    asked = [v for v in by_verdict(a) if v.knockouts]
    vendors = asked[:MOST_COLUMNS]
    rules = sorted({k.rule for v in vendors for k in v.knockouts})
    cells = [
        (rules.index(rule), column, state)
        for column, v in enumerate(vendors)
        for rule, state in worst_states(v).items()
    ]
    figure = c.figure(
        "knockouts",
        c.partly(_fatal_title(a, c), len(asked), MOST_COLUMNS),
        height=_TALL * max(len(rules), 1) + 130,
        margin={"l": 290, "r": 130, "t": 150, "b": 10},
        traces=[_dots(cells, state, c) for state in ("failed", "unknown", "met")],
    )
    names = called([(v.id, v.name) for v in vendors], _NAME)
    figure.update_xaxes(
        tickvals=list(range(len(vendors))),
        ticktext=names,
        side="top",
        tickangle=-45,
        range=[-0.5, max(len(vendors), 1) - 0.5],
    )
    figure.update_yaxes(
        tickvals=list(range(len(rules))),
        range=[max(len(rules), 1) - 0.5, -0.5],
        ticktext=[
            "<br>".join(map(markup, wrap(c.words.term("fatal", rule), 42))) for rule in rules
        ],
        ticklabelstandoff=6,
    )
    return figure


def worst_states(vendor: VendorRisk) -> dict[str, str]:
    """Return by fatal rule the worst state it has over a vendor's services."""
    order = ("met", "unknown", "failed")
    states: dict[str, str] = {}
    for k in vendor.knockouts:
        states[k.rule] = max(states.get(k.rule, "met"), _state(k.state), key=order.index)
    return states


def _fatal_title(a: Assessment, c: Canvas) -> str:
    failed = [list(worst_states(v).values()).count("failed") for v in a.vendors]
    rule = "figures.knockouts" if any(failed) else "figures.knockouts_none"
    count = sum(n > 0 for n in failed)
    return c.words.say(rule, n=sum(failed), vendors=count, all=len(a.vendors))


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else -1


def _title(a: Assessment, c: Canvas) -> str:
    if not a.vendors:
        return c.words.say("figures.no_vendors")
    counts = {v: sum(1 for x in a.vendors if x.verdict == v) for v in _VERDICTS}
    return c.words.say("figures.vendor_map", all=len(a.vendors), **counts)


def _spans(vendors: list[VendorRisk], c: Canvas) -> dict[str, Any]:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, v in enumerate(vendors):
        lo, _, hi = gap_ends(v)
        xs += [lo, hi, None]
        ys += [row, row, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "hoverinfo": "skip",
        "line": {"color": c.colour("claimed"), "width": 8},
    }


def _marks(vendors: list[VendorRisk], c: Canvas) -> dict[str, Any]:
    points = [gap_ends(v)[1] for v in vendors]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": points,
        "y": list(range(len(vendors))),
        "marker": {
            "size": 13,
            "symbol": [_SIGNS[v.verdict] for v in vendors],
            "color": [
                c.colour("scale.risk", _VERDICTS[v.verdict])
                if v.verdict != "insufficient"
                else c.colour("ink")
                for v in vendors
            ],
            "line": {"color": c.colour("ink"), "width": 1.4},
        },
        "text": [markup(c.words.named(v.id, v.name)) for v in vendors],
        "hovertemplate": "%{text} %{x:.0f}<extra></extra>",
    }


def _verdicts(vendors: list[VendorRisk], c: Canvas) -> list[dict[str, Any]]:
    return [
        {
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 8,
            "y": row,
            "showarrow": False,
            "text": markup(c.words.term("verdict", v.verdict)),
            "font": {"size": 12, "color": c.colour("ink")},
        }
        for row, v in enumerate(vendors)
    ]


def _state(state: str) -> str:
    if state == "fail":
        return "failed"
    return "met" if state in _MET else "unknown"


def _dots(cells: list[tuple[int, int, str]], state: str, c: Canvas) -> dict[str, Any]:
    styles: dict[str, dict[str, Any]] = {
        "failed": {"size": 15, "color": c.colour("scale.risk", 4)},
        "unknown": {
            "size": 13,
            "color": c.colour("paper"),
            "line": {"width": 2, "color": c.colour("not_assessed")},
        },
        "met": {"size": 5, "color": c.colour("muted")},
    }
    chosen = [(column, row) for row, column, value in cells if value == state]
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": styles[state],
        "x": [x for x, _ in chosen],
        "y": [y for _, y in chosen],
        "hoverinfo": "skip",
    }
