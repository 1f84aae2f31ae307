"""Control strengths on every asset: as they are today, and as the client's plan would make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ..model.inventory import Asset, Inventory
from .controls import UNKNOWN, Strength, claims_on, proven, strength_of, touching
from .weights import Weights

OPEN = ("open", "in_progress")


def current_strengths(
    inventory: Inventory, weights: Weights, as_of: dt.date
) -> dict[str, dict[str, Strength]]:
    """Return, by asset and control id, how strong every applicable control is on a day.

    A control nobody said anything about is unknown; one that is not applicable, with a
    reason, is left out.
    """
    evidence = proven(inventory)
    around = touching(inventory)
    result = {}
    for asset in inventory.assets:
        claims = claims_on(asset.id, inventory, around)
        held = {}
        for control in applicable(asset, weights, bool(vendors_near(asset, inventory))):
            said = claims.get(control, [])
            if any(c.status == "not_applicable" and c.reason for c in said):
                continue
            strengths = [strength_of(c, evidence, weights.proof, as_of) for c in said]
            held[control] = weakest(strengths) if strengths else UNKNOWN
        result[asset.id] = held
    return result


def planned_strengths(inventory: Inventory, weights: Weights) -> dict[str, dict[str, Strength]]:
    """Return, by asset and control id, the strength each planned measure will bring.

    Planned are the controls the client claims as planned and the open actions of its
    treatment plan that mitigate; what the client has not committed to does not count.
    """
    lo, point, hi = weights.after_plan
    done = Strength(lo, point, hi, "planned", "none")
    around = touching(inventory)
    result: dict[str, dict[str, Strength]] = {asset.id: {} for asset in inventory.assets}
    for asset in inventory.assets:
        near = {asset.id, "*"} | around.get(asset.id, set())
        for control, scope in _committed(inventory):
            if near & set(scope):
                result[asset.id][control] = done
    return result


def _committed(inventory: Inventory) -> list[tuple[str, tuple[str, ...]]]:
    claims = [(c.control, c.scope) for c in inventory.controls if c.status == "planned"]
    actions = [
        (a.control, a.scope)
        for a in inventory.actions
        if a.control and a.treatment == "mitigate" and a.status in OPEN
    ]
    return claims + actions


def applicable(asset: Asset, weights: Weights, has_vendors: bool) -> tuple[str, ...]:
    """Return the controls of the scenario that apply to an asset's carrier."""
    return tuple(
        control
        for control, (carriers, needs_vendor) in weights.applies.items()
        if asset.carrier in carriers or (needs_vendor and has_vendors)
    )


def vendors_near(asset: Asset, inventory: Inventory) -> set[str]:
    """Return the vendors that touch an asset."""
    by_service = {s.vendor for s in inventory.services if asset.id in s.assets}
    return by_service | set(asset.third_parties)


def weakest(strengths: list[Strength]) -> Strength:
    """Return the bound-wise weakest of several strengths: a doubtful claim is not outvoted."""
    first = min(strengths, key=lambda s: (s.point, s.lo, s.hi))
    return Strength(
        min(s.lo for s in strengths),
        first.point,
        min(s.hi for s in strengths),
        first.status,
        first.proof,
        first.claim,
    )


def removal(strengths: Mapping[str, Strength], control: str, done: Strength) -> dict[str, Strength]:
    """Return `strengths` with one control done and proven."""
    held = strengths.get(control, UNKNOWN)
    return {**strengths, control: held.stronger(done)}
