"""Each control of the scenario as the whole engagement stands to it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from ..catalogue import Knowledge
from ..model.assessment import ControlState
from ..model.inventory import Inventory
from .controls import Strength, proven, strength_of
from .facts import AssetFacts
from .levels import gauge
from .weights import Weights

ORDER = ("absent", "planned", "partial", "in_place")


def control_states(
    inventory: Inventory,
    facts: Iterable[AssetFacts],
    *,
    weights: Weights,
    knowledge: Knowledge,
    removed: Mapping[str, float],
    as_of: dt.date,
) -> tuple[ControlState, ...]:
    """Return the state of every control of the scenario, in the catalogue's order.

    Over several assets the worst stated status stands, so that one missing asset is not
    outvoted; `spread` says on which share of the assets it applies to the control is proven,
    claimed, planned, absent or not assessed, and the strength is the mean over them. Where
    nothing is known of those, claims on other assets give the status, and no strength.
    """
    held: dict[str, list[Strength]] = {}
    for one in facts:
        for control, strength in one.strengths.items():
            held.setdefault(control, []).append(strength)
    evidence = proven(inventory)
    said: dict[str, list[Strength]] = {}
    for claim in inventory.controls:
        if claim.status != "not_applicable":
            strength = strength_of(claim, evidence, weights.proof, as_of)
            said.setdefault(claim.control, []).append(strength)
    return tuple(
        _state(
            control,
            held.get(control, []),
            _worst(held.get(control, [])) or _worst(said.get(control, [])),
            inventory,
            weights=weights,
            knowledge=knowledge,
            removed=removed,
        )
        for control in weights.effects
    )


def _worst(strengths: list[Strength]) -> Strength | None:
    """Return the worst of what is known, or None."""
    known = [strength for strength in strengths if strength.status != "unknown"]
    return min(known, key=lambda s: (ORDER.index(s.status), s.point), default=None)


def _state(
    control: str,
    strengths: list[Strength],
    worst: Strength | None,
    inventory: Inventory,
    *,
    weights: Weights,
    knowledge: Knowledge,
    removed: Mapping[str, float],
) -> ControlState:
    claims = [claim for claim in inventory.controls if claim.control == control]
    count = len(strengths) or 1
    set_aside = not strengths and any(claim.status == "not_applicable" for claim in claims)
    return ControlState(
        id=control,
        family=knowledge.entries("controls")[control].family,
        status=worst.status if worst else "not_applicable" if set_aside else "unknown",
        proof=worst.proof if worst else "none",
        spread=_spread(strengths),
        strength=gauge(
            sum(s.lo for s in strengths) / count,
            sum(s.point for s in strengths) / count,
            sum(s.hi for s in strengths) / count if strengths else 1.0,
        ),
        scope=tuple(sorted({scope for claim in claims for scope in claim.scope})),
        owner=next((claim.owner for claim in claims if claim.owner), None),
        evidence=tuple(sorted({id for claim in claims for id in claim.evidence})),
        due=min((claim.due for claim in claims if claim.due), default=None),
        risk_removed=removed.get(control, 0.0),
        weight=weights.gap_weight[control],
    )


def _spread(strengths: list[Strength]) -> dict[str, float]:
    counts = Counter(_standing(strength) for strength in strengths)
    return {name: round(count / len(strengths), 6) for name, count in sorted(counts.items())}


def _standing(strength: Strength) -> str:
    if strength.status in ("partial", "in_place"):
        return "proven" if strength.proof != "none" else "claimed"
    return strength.status
