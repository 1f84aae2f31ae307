"""Page one of the portfolio: which third parties may go ahead, and what the others lack."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..model.assessment import Assessment, VendorRisk
from ..tables import vendors as tables
from ..tables import wording as show
from ..tables.portfolio_numbers import key_numbers
from ..tables.vendor_facts import unanswered
from ..tables.vendors import by_verdict
from ..tables.wording import Words
from .front import five_things, who
from .markup import block
from .vendor_front import OUTCOMES, cause

_SHOWN = 8


def portfolio_page_one(a: Assessment, w: Words) -> Markup:
    """Return the first page of the portfolio of third parties."""
    ranked = by_verdict(a)
    about = {v.id for v in ranked}
    mine = tuple(f for f in a.findings if f.subject in about)
    five = five_things(a.model_copy(update={"findings": mine}), w)
    return block(
        "page_one",
        w,
        decided=(),
        kind=w.say("report.kind_portfolio"),
        title=show.clean(a.engagement.title),
        numbers=key_numbers(a, w),
        confidentiality=a.engagement.confidentiality,
        who=who(a, w),
        **_proposal(w, ranked),
        lines=[
            (w.term("verdict", v.verdict), tables.gap_ends(v), tables.gap(v), w.named(v.id, v.name))
            for v in ranked[:_SHOWN]
        ],
        lines_title=w.say("figures.gap"),
        lines_note=w.say("report.gap_note"),
        five=five,
        five_title=w.say("report.five", n=len(five)),
        unknown=_silent(w, ranked),
        unknown_title=w.say("report.unassessed", coverage=_coverage(ranked)),
        unknown_table="",
        conflict_title="",
        conflict_table="",
    )


def _proposal(w: Words, ranked: list[VendorRisk]) -> dict[str, Any]:
    worst = ranked[0].verdict if ranked else "approve"
    several = sum(1 for v in ranked if v.verdict == worst)
    outcome = OUTCOMES[worst]
    return {
        "outcome": outcome,
        "verdict": w.say(f"report.portfolio_{outcome}", n=several, all=len(ranked)),
        "because": _counts(w, ranked),
        "conditions": [_condition(w, v) for v in ranked if v.verdict != "approve"][:_SHOWN],
        "conditions_label": w.say("report.mend_first"),
        "rule_text": "",
    }


def _silent(w: Words, vendors: list[VendorRisk]) -> list[str]:
    silent = [v.name for v in vendors if v.score is None]
    told = [w.say("report.not_answered", n=len(silent), all=len(vendors), vendors=silent)]
    partly = [v for v in vendors if v.score is not None and v.coverage < 1]
    told = (told if silent else []) + [
        w.say(
            "report.partly_answered",
            vendor=w.named(v.id, v.name),
            n=len(unanswered(v, w).rows),
            coverage=v.coverage,
        )
        for v in sorted(partly, key=lambda v: (v.coverage, v.id))
    ]
    return told or [w.say("report.all_answered")]


def _counts(w: Words, vendors: list[VendorRisk]) -> str:
    counts = {verdict: sum(1 for v in vendors if v.verdict == verdict) for verdict in OUTCOMES}
    return w.say(
        "figures.vendor_map" if vendors else "figures.no_vendors", all=len(vendors), **counts
    )


def _coverage(vendors: list[VendorRisk]) -> float:
    return sum(v.coverage for v in vendors) / len(vendors) if vendors else 0.0


def _condition(w: Words, v: VendorRisk) -> tuple[str, str, str]:
    told = w.say("report.conditions_of", verdict=w.term("verdict", v.verdict), because=cause(w, v))
    return f"vendor-{v.id}", w.named(v.id, v.name), told
