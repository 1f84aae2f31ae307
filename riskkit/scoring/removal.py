"""How much risk each control would still remove, were it in place and proven."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .assets import outcomes
from .controls import Strength
from .facts import AssetFacts
from .strengths import removal
from .weights import Weights


def risk_removed(
    facts: Iterable[AssetFacts], weights: Weights, controls: Iterable[str]
) -> dict[str, dict[str, float]]:
    """Return, by control and asset id, the points of residual risk the control would remove.

    Each control is taken alone, all others as they are; so the points of several controls
    do not add up to what they remove together.
    """
    done = Strength(*weights.after_plan, status="planned")
    removed: dict[str, dict[str, float]] = {}
    for one in facts:
        now = outcomes(one, weights, one.strengths)[1][1].residual
        for control in controls:
            if control not in one.strengths or not weights.effects.get(control):
                continue
            then = outcomes(one, weights, removal(one.strengths, control, done))[1][1].residual
            if now - then > 1e-9:
                removed.setdefault(control, {})[one.asset.id] = round(now - then, 4)
    return removed


def total_removed(removed: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return, by control, the points removed over all assets."""
    return {control: round(sum(by.values()), 4) for control, by in removed.items()}
