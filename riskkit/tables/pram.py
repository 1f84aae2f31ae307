"""Tables of NIST PRAM: problems with likelihood and impact, data actions by risk, costs."""

from __future__ import annotations

from ..model.assessment import Assessment
from ..scoring.pram import METHOD, rank_actions
from .grid import Grid, grid
from .wording import UNKNOWN, Words, clean


def pram_problems(a: Assessment, w: Words) -> Grid:
    """List what may go wrong in each data action: likelihood, impact and risk, as of today."""
    names = _names(a, w)
    rows = [
        (
            names.get(x.action) or clean(x.action),
            w.term("pathway", x.problem),
            x.likelihood,
            x.impact,
            x.risk,
        )
        for x in a.system_map
    ]
    headings = "data_action pathway likelihood_mark:count impact_sum:count pram_risk:count"
    return grid("pram_problems", headings, rows)


def pram_actions(a: Assessment, w: Words) -> Grid:
    """List the data actions, the highest risk first, with their share of the whole."""
    names = _names(a, w)
    ranked = sorted(rank_actions(a.system_map), key=lambda x: (x.rank, x.action))
    rows = [(x.rank, names.get(x.action) or clean(x.action), x.risk, x.share) for x in ranked]
    return grid("pram_actions", "rank_place:count data_action pram_risk:count share:share", rows)


def pram_costs(a: Assessment, w: Words) -> Grid:
    """List the costs that make the impact, with the severity each mark begins at and why."""
    rows = [
        (
            cost.text.get(w.language),
            "; ".join(f"{grade.start:g} → {grade.mark}" for grade in cost.grades) or UNKNOWN,
            cost.rationale,
            cost.source,
        )
        for cost in w.knowledge.entries("pram/costs").values()
        if METHOD in a.engagement.methods
    ]
    return grid("pram_costs", "cost_kind severity_marks rationale source", rows)


def _names(a: Assessment, w: Words) -> dict[str, str]:
    return {
        **{f"activity-{x.id}": w.named(x.id, x.name) for x in a.activities},
        **{f"asset-{x.id}": w.asset(x) for x in a.assets},
    }


GRIDS = {
    "pram_problems": pram_problems,
    "pram_actions": pram_actions,
    "pram_costs": pram_costs,
}
