"""The numbers of an assessment computed a second time, and where they come out otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..catalogue import Knowledge
from ..model.assessment import Assessment, AssetRisk, Risk, ScenarioRisk, VendorRisk
from ..scoring import Weights, rested, score_again, system_map, weights_for

POINTS = 0.01
"""Points of 100 by which a score may differ: it is stored rounded."""
_SHARE = 1e-5
_STAGES = ("inherent", "residual", "planned")
# Kinds of knowledge that an override of can move a score or a level.
SCORING = frozenset(
    (
        *("categories", "controls", "effects", "exposure", "applies", "scales", "pathways"),
        *("matrices", "pram", "pram/costs"),
    )
)


@dataclass(frozen=True)
class Differing:
    """One number that does not come out: where, and of which kind."""

    place: str
    what: str


def order_broken(a: Assessment) -> Iterator[Differing]:
    """Find scores outside their own bounds, and risks that controls or the plan raised."""
    for place, one in _risks(a):
        for stage in _STAGES:
            risk: Risk = getattr(one, stage)
            if not risk.lo - POINTS <= risk.score <= risk.hi + POINTS:
                yield Differing(f"{place} {stage}", "bounds")
        for before, after in (("inherent", "residual"), ("residual", "planned")):
            if getattr(one, after).score > getattr(one, before).score + POINTS:
                yield Differing(f"{place} {after}", "order")


def levels_differ(a: Assessment, weights: Weights) -> Iterator[Differing]:
    """Find levels that their score, severity and likelihood do not give.

    Matrices rate a feared event by itself; of an asset only the bands of the score can be told
    from the stored numbers, its matrix levels follow in `scores_differ`.
    """
    for place, one in _risks(a):
        for stage in _STAGES:
            risk: Risk = getattr(one, stage)
            for method, label in risk.level.items():
                if method not in weights.methods:
                    continue
                if isinstance(one, AssetRisk) and method != "riskkit-v1":
                    continue
                if label not in _labels(risk, weights, method):
                    yield Differing(f"{place} {stage} {method}", "level")


def sums_differ(a: Assessment) -> Iterator[Differing]:
    """Find contributions that do not sum to the score they explain."""
    for asset in a.assets:
        whole = sum(part.share for part in asset.contributions)
        if asset.contributions and abs(whole - asset.residual.score) > POINTS:
            yield Differing(f"asset {asset.id}", "sum")
    for vendor in a.vendors:
        # A vendor's score is what is left of 100 after the gap that its answers carry.
        gap = None if vendor.score is None else 100 - vendor.score
        if vendor.contributions and gap is not None and abs(_vendor_sum(vendor) - gap) > POINTS:
            yield Differing(f"vendor {vendor.id}", "sum")


def scores_differ(a: Assessment, weights: Weights) -> Iterator[Differing]:
    """Find assets whose scores do not come out again from what they rest on.

    An asset that does not tell its basis is left out; one that rests on what the knowledge
    does not have cannot come out.
    """
    for asset in a.assets:
        on = rested(asset)
        if on is None:
            continue
        place = f"asset {asset.id}"
        try:
            again = score_again(on, weights)
        except (KeyError, ValueError):
            yield Differing(place, "basis")
            continue
        if abs(again.sensitivity - asset.sensitivity.score) > _SHARE:
            yield Differing(f"{place} sensitivity", "score")
        if any(abs(_get(again.gap, n) - _get(asset.gap, n)) > _SHARE for n in _BOUNDS):
            yield Differing(f"{place} gap", "score")
        for stage in _STAGES:
            yield from _stage_differs(place, stage, getattr(asset, stage), getattr(again, stage))
        stored = {(part.kind, part.id): part.share for part in asset.contributions}
        fresh = {(part.kind, part.id): part.share for part in again.contributions}
        if any(abs(stored.get(k, 0) - fresh.get(k, 0)) > POINTS for k in stored | fresh):
            yield Differing(f"{place} contributions", "score")


_BOUNDS = ("lo", "score", "hi")


def _stage_differs(place: str, stage: str, told: Risk, again: Risk) -> Iterator[Differing]:
    if any(abs(_get(told, n) - _get(again, n)) > POINTS for n in _BOUNDS):
        yield Differing(f"{place} {stage}", "score")
    elif told.level != again.level or told.level_range != again.level_range:
        yield Differing(f"{place} {stage}", "level")


def map_differs(a: Assessment, weights: Weights, knowledge: Knowledge) -> Iterator[Differing]:
    """Find rows of the system map whose marks do not come out again."""
    try:
        again = set(system_map(a, weights, knowledge))
    except (KeyError, ValueError):
        yield Differing("system map", "basis")
        return
    for row in sorted(again ^ set(a.system_map), key=lambda row: (row.action, row.problem)):
        yield Differing(f"{row.action} {row.problem}", "score")


def weights_of(a: Assessment, knowledge: Knowledge) -> Weights:
    """Return the weights an assessment was scored by, if `knowledge` is the one it was made of."""
    return weights_for(knowledge, a.engagement)


def control_strengths(assets: Iterable[AssetRisk]) -> Mapping[str, tuple[float, float, float]]:
    """Return each control's mean strength over the assets whose basis tells it."""
    held: dict[str, list[tuple[float, float, float]]] = {}
    for asset in assets:
        if asset.basis is not None:
            for id, three in asset.basis.strengths.items():
                held.setdefault(id, []).append(three)
            for id in asset.basis.unclaimed:
                held.setdefault(id, []).append((0.0, 0.0, 1.0))
    return {
        id: (
            sum(three[0] for three in all) / len(all),
            sum(three[1] for three in all) / len(all),
            sum(three[2] for three in all) / len(all),
        )
        for id, all in held.items()
    }


def states_differ(a: Assessment) -> Iterator[Differing]:
    """Find controls whose strength is not the mean of what the assets rest on."""
    if not a.assets or any(asset.basis is None for asset in a.assets):
        return
    means = control_strengths(a.assets)
    for state in a.controls:
        told = (state.strength.lo, state.strength.value, state.strength.hi)
        mean = means.get(state.id)
        if mean and any(abs(x - y) > _SHARE for x, y in zip(told, mean, strict=True)):
            yield Differing(f"control {state.id}", "strength")


def _risks(a: Assessment) -> Iterator[tuple[str, AssetRisk | ScenarioRisk]]:
    yield from ((f"asset {one.id}", one) for one in a.assets)
    yield from ((f"scenario {one.id}", one) for one in a.scenarios)


def _labels(risk: Risk, weights: Weights, method: str) -> set[str]:
    # A number that was rounded for storing may have stood on the other side of a step.
    rule = weights.methods[method]
    return {
        rule.label(risk.score + d * POINTS / 10, risk.severity.value + e, risk.likelihood.value + e)
        for d in (-1, 0, 1)
        for e in (-_SHARE, 0.0, _SHARE)
    }


def _vendor_sum(vendor: VendorRisk) -> float:
    return sum(part.share for part in vendor.contributions)


def _get(value: Any, name: str) -> float:
    return float(getattr(value, name))
