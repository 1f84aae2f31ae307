"""Proportionality: what each control costs in service beside the risk it takes away.

Too weak is a control that is missing where the highest tier asks for it; over-strict is one that
people notice each time and that takes next to no risk away because nothing sensitive is behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .catalogue import Knowledge
from .model.assessment import AssetRisk, ControlState
from .model.duties import Burden, ControlCost
from .model.knowledge import Control

TIERS = ("none", "low", "medium", "high")
NOTICED = 2
"""The burden from which a control is noticed each time."""


def control_costs(
    controls: Iterable[ControlState], assets: Iterable[AssetRisk], knowledge: Knowledge
) -> tuple[ControlCost, ...]:
    """Return what each control of the scenario costs in service and whether it fits.

    Parameters
    ----------
    controls : iterable of ControlState
    assets : iterable of AssetRisk
        What the controls protect; `tier` is the highest among the assets a control reaches.
    knowledge : Knowledge

    Returns
    -------
    tuple of ControlCost
        Over-strict and too weak ones first, then by burden. A control of the client's own
        catalogue is told only if that catalogue says how it burdens people.
    """
    burdens: Mapping[str, Burden] = knowledge.entries("burdens")
    catalogue: Mapping[str, Control] = knowledge.entries("controls")
    reach = knowledge.entries("applies")
    held = tuple(assets)
    costs = []
    for state in controls:
        if state.status == "not_applicable" or state.id not in burdens:
            continue
        tags = [reach[tag] for tag in catalogue[state.id].assets if tag in reach]
        carriers = {carrier for tag in tags for carrier in tag.carriers}
        # A control of people or vendors reaches whatever they touch.
        tiers = [a.sensitivity.tier for a in held if not carriers or a.carrier in carriers]
        tier = max(tiers, key=TIERS.index, default="none")
        costs.append(_cost(state, burdens[state.id], tier))
    order = ("over_strict", "too_weak", "unknown", "fitting")
    return tuple(sorted(costs, key=lambda c: (order.index(c.verdict), -c.burden, c.control)))


def _cost(state: ControlState, burden: Burden, tier: str) -> ControlCost:
    strong = state.strength.value
    verdict = "fitting"
    if state.status == "unknown":
        verdict = "unknown"
    elif state.status in ("absent", "planned", "partial") and tier == "high":
        verdict = "too_weak"
    elif state.status == "in_place" and burden.weight >= NOTICED and tier in ("none", "low"):
        verdict = "over_strict"
    return ControlCost(
        control=state.id,
        burden=burden.weight,
        kinds={str(kind): burden.kinds[kind] for kind in burden.kinds},
        on=burden.on,
        strength=strong,
        tier=tier,
        risk_removed=state.risk_removed,
        verdict=verdict,  # type: ignore[arg-type]
    )
