"""Each control of the scenario as the whole engagement stands to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ..catalogue import Knowledge
from ..model.assessment import ControlState
from ..model.inventory import Inventory
from .controls import Strength
from .facts import AssetFacts
from .levels import gauge
from .weights import Weights

ORDER = ("absent", "planned", "partial", "in_place", "unknown")


def control_states(
    inventory: Inventory,
    facts: Iterable[AssetFacts],
    *,
    weights: Weights,
    knowledge: Knowledge,
    removed: Mapping[str, float],
) -> tuple[ControlState, ...]:
    """Return the state of every control of the scenario, in the catalogue's order.

    Over several assets the worst stated status stands, so that one missing asset is not
    outvoted; `spread` says on which share of the assets it applies to the control is proven,
    claimed, planned, absent or not assessed, and the strength is the mean over them.
    """
    held: dict[str, list[Strength]] = {}
    for one in facts:
        for control, strength in one.strengths.items():
            held.setdefault(control, []).append(strength)
    return tuple(
        _state(control, held.get(control, []), inventory, weights, knowledge, removed)
        for control in weights.effects
    )


def _state(
    control: str,
    strengths: list[Strength],
    inventory: Inventory,
    weights: Weights,
    knowledge: Knowledge,
    removed: Mapping[str, float],
) -> ControlState:
    claims = [claim for claim in inventory.controls if claim.control == control]
    worst = min(strengths, key=lambda s: (ORDER.index(s.status), s.point), default=None)
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
