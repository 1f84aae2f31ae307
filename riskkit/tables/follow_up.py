"""The table of what to ask a vendor again: what decides first, why, and what to send."""

from __future__ import annotations

from ..model.assessment import VendorRisk
from ..vendors import VendorRules, follow_up
from .grid import Grid, grid
from .wording import Words


def asked_again(v: VendorRisk, w: Words, rules: VendorRules) -> Grid:
    """List the questions a vendor is asked again, fatal ones first, then by what hangs on them."""
    doubts: dict[str, list[str]] = {}
    for one in v.contradictions:
        if one.question:
            doubts.setdefault(one.question, []).append(w.reason(one.because))
    rows = [
        (
            n,
            w.named(one.question, w.term("question", one.question)),
            w.say("tables.yes" if one.fatal else "tables.no"),
            w.say(f"tables.again_{one.why}"),
            w.join(doubts.get(one.question, ())) if one.question in doubts else None,
            w.join(w.term("proof_kind", proof) for proof in one.proofs) if one.proofs else None,
            round(one.share, 1),
        )
        for n, one in enumerate(follow_up(v, rules), start=1)
    ]
    return grid(
        "asked_again",
        "rank_place:count question fatal_question why_again contradiction to_send "
        "gap_points:points",
        rows,
    )
