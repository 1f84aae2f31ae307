"""The decision box: the facts it looks at and the row of the decision table that holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.assessment import Action, Assessment, Risk, Span
from ..model.look import DecisionRule, Outcome
from ..model.value import Reason
from ..tables.plan import by_effect

STAGES = ("inherent", "residual", "planned")
_CONDITIONS = 5


@dataclass(frozen=True)
class Decision:
    """What the box proposes, why, by which rule, and the steps it depends on."""

    outcome: Outcome
    reason: Reason
    rule: str
    rationale: str
    conditions: tuple[Action, ...] = ()


def highest(a: Assessment, stage: str) -> Span:
    """Return the highest risk of any asset at a stage, bound by bound.

    The maximum is monotone in every asset's score, so the maxima of the bounds are the exact
    bounds of the maximum.
    """
    risks: list[Risk] = [getattr(asset, stage) for asset in a.assets]
    return Span(
        score=max((r.score for r in risks), default=0),
        lo=max((r.lo for r in risks), default=0),
        hi=max((r.hi for r in risks), default=0),
    )


def coverage(a: Assessment) -> float:
    """Return the mean share of what was asked that is known, over the assets."""
    return sum(x.coverage for x in a.assets) / len(a.assets) if a.assets else 0.0


def facts(a: Assessment) -> dict[str, float]:
    """Return the facts that the decision table may look at."""
    found = {
        f"{stage}_{bound}": getattr(highest(a, stage), bound)
        for stage in STAGES
        for bound in ("score", "lo", "hi")
    }
    graves = [f for f in a.findings if f.severity in ("critical", "high")]
    return found | {
        "coverage": coverage(a),
        "assets": float(len(a.assets)),
        "grave_findings": float(len(graves)),
        "blocked_vendors": float(sum(1 for v in a.vendors if v.verdict == "reject")),
        "open_actions": float(len(by_effect(a))),
    }


def decide(a: Assessment, rules: Mapping[str, DecisionRule]) -> Decision:
    """Return the proposal of the first rule that holds."""
    known = facts(a)
    rule = next(r for r in rules.values() if all(b.holds(known[b.fact]) for b in r.when))
    steps: Sequence[Action] = by_effect(a) if rule.outcome in ("conditions", "undecided") else ()
    return Decision(
        outcome=rule.outcome,
        reason=rule.reason(known),
        rule=rule.id,
        rationale=rule.rationale,
        conditions=tuple(steps[:_CONDITIONS]),
    )
