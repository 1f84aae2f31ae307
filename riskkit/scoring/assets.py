"""Every data asset scored: sensitivity, exposure, control gap, inherent, residual, planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ..model.assessment import (
    AssetRisk,
    Column,
    Contribution,
    Exposure,
    Gap,
    Risk,
    Sensitivity,
    Span,
)
from ..model.inventory import Inventory
from ..model.value import Argument, Interval, Reason
from .basis import basis_of
from .case import Case, Outcome, evaluate, shares
from .controls import Strength
from .exposure import Surroundings, proven_ends
from .facts import AssetFacts, cases, gather
from .levels import gauge, leveled, points, rounded_parts, stored
from .strengths import current_strengths, planned_strengths
from .weights import Weights

Outcomes = tuple[Outcome, Outcome, Outcome]
"""The best, the likely and the worst outcome of an asset."""


def asset_facts(
    inventory: Inventory,
    columns: Iterable[Column],
    weights: Weights,
    as_of: dt.date,
    *,
    counted: Mapping[str, Interval] | None = None,
) -> tuple[AssetFacts, ...]:
    """Bring together the facts of every asset of an engagement.

    `counted` is how many persons the scan counted in each asset.
    """
    columns = tuple(columns)
    strengths = current_strengths(inventory, weights, as_of)
    touched = vendors_by_asset(inventory)
    ends = proven_ends(weights.factors.values(), inventory)
    return tuple(
        gather(
            asset,
            columns,
            strengths[asset.id],
            around=Surroundings(
                vendors=touched.get(asset.id),
                phase=inventory.header.phase,
                as_of=as_of,
                phases=weights.phases,
                proven=frozenset(ends.get(asset.id, ())),
            ),
            weights=weights,
            counted=(counted or {}).get(asset.id),
        )
        for asset in inventory.assets
    )


def score_assets(
    inventory: Inventory, facts: Iterable[AssetFacts], weights: Weights
) -> tuple[AssetRisk, ...]:
    """Score every asset by ``riskkit-v1`` and name its levels by every chosen method."""
    planned = planned_strengths(inventory, weights)
    return tuple(_score(one, planned.get(one.asset.id, {}), inventory, weights) for one in facts)


def outcomes(
    facts: AssetFacts, weights: Weights, strengths: Mapping[str, Strength]
) -> tuple[tuple[Case, Case, Case], Outcomes]:
    """Evaluate an asset at its best, likely and worst, under given control strengths."""
    three = cases(facts, weights, strengths)
    best, likely, worst = (
        evaluate(case, weights.pathways, weights.effects, weights.constants) for case in three
    )
    return three, (best, likely, worst)


def vendors_by_asset(inventory: Inventory) -> dict[str, int]:
    """Return how many vendors touch each asset, by its own row and by the services.

    An asset is left out only where nothing is said of vendors at all: then the count is
    unknown, not zero.
    """
    touching: dict[str, set[str]] = {a.id: set(a.third_parties) for a in inventory.assets}
    for service in inventory.services:
        for asset in service.assets:
            touching.setdefault(asset, set()).add(service.vendor)
    asked = bool(inventory.services or inventory.vendors)
    return {asset: len(vendors) for asset, vendors in touching.items() if asked or vendors}


def _score(
    facts: AssetFacts, plan: Mapping[str, Strength], inventory: Inventory, weights: Weights
) -> AssetRisk:
    asset = facts.asset
    three, now = outcomes(facts, weights, facts.strengths)
    after_plan = {
        id: s.stronger(plan[id]) if id in plan else s for id, s in facts.strengths.items()
    }
    _, later = outcomes(facts, weights, after_plan)
    residual = risk_of(now, weights, controlled=True)
    return AssetRisk(
        id=asset.id,
        name=asset.name,
        carrier=asset.carrier,
        owner=asset.owner,
        location=asset.location,
        phase=asset.phase or inventory.header.phase,
        declared=facts.declared,
        found=facts.found,
        persons=facts.persons,
        declared_tier=asset.tier,
        third_parties=asset.third_parties,
        sensitivity=_sensitivity(facts, weights),
        exposure=_exposure(facts, now, weights),
        gap=gap_of(facts.strengths, weights),
        inherent=risk_of(now, weights, controlled=False),
        residual=residual,
        planned=risk_of(later, weights, controlled=True),
        contributions=_contributions(now[1], three[1], residual.score),
        coverage=stored(facts.coverage),
        unknown=facts.unknown,
        basis=basis_of(facts, three, plan),
    )


def risk_of(three: Outcomes, weights: Weights, *, controlled: bool) -> Risk:
    """Return a risk from its three outcomes, before or after controls."""
    scores = [points(o.residual if controlled else o.inherent) for o in three]
    severity = gauge(*(o.severity for o in three))
    likelihood = gauge(*(o.likelihood(controlled=controlled) for o in three))
    worst = gauge(*(o.worst_likelihood(controlled=controlled) for o in three))
    span = Span(lo=scores[0], score=scores[1], hi=scores[2])
    return leveled(span, severity, likelihood, worst=worst, methods=weights.methods)


def gap_of(strengths: Mapping[str, Strength], weights: Weights) -> Gap:
    """Return the weighted share of applicable controls that is missing or not proven.

    ``G = 1 - sum(w m) / sum(w)``; a control that is claimed but proven by nothing is unproven.
    """
    total = sum(weights.gap_weight[id] for id in strengths)
    if not total:
        return Gap(score=0, lo=0, hi=0)

    def gap(values: Mapping[str, float]) -> float:
        return stored(1 - sum(weights.gap_weight[id] * m for id, m in values.items()) / total)

    return Gap(
        score=gap({id: s.point for id, s in strengths.items()}),
        lo=gap({id: s.hi for id, s in strengths.items()}),
        hi=gap({id: s.lo for id, s in strengths.items()}),
        missing=tuple(sorted(i for i, s in strengths.items() if s.status in ("absent", "planned"))),
        unproven=tuple(
            sorted(
                id
                for id, s in strengths.items()
                if s.status in ("partial", "in_place") and s.proof == "none"
            )
        ),
    )


def _sensitivity(facts: AssetFacts, weights: Weights) -> Sensitivity:
    held = sorted({*facts.declared, *facts.found})
    if not held:
        return Sensitivity(score=1, tier="high", because=(Reason(rule="score.kinds_unknown"),))
    tier = weights.tier(held)
    return Sensitivity(
        score=stored(weights.sensitivity_of(held)),
        tier=tier,
        legal=weights.legal(held),
        because=(
            Reason(
                rule="score.sensitivity",
                args={
                    "kinds": tuple(
                        f"category.{c}" for c in held if weights.categories[c].tier == tier
                    ),
                    "tier": f"tier.{tier}",
                    "count": len(held),
                },
            ),
        ),
    )


def _exposure(facts: AssetFacts, now: Outcomes, weights: Weights) -> Exposure:
    # The widest way out decides: an asset is as exposed as its worst pathway.
    lo, point, hi = (stored(max(o.exposure.values(), default=0)) for o in now)
    widest = max(now[1].exposure, key=lambda p: now[1].exposure[p])
    if point == 0:
        because: tuple[Reason, ...] = (Reason(rule="score.not_exposed"),)
    else:
        causes = sorted(
            (id for id in facts.readings if weights.factors[id].weights.get(widest)),
            key=lambda id: -weights.factors[id].weights[widest] * facts.readings[id].point,
        )
        args: dict[str, Argument] = {
            "pathway": f"pathway.{widest}",
            "share": point,
            "causes": tuple(f"factor.{id}" for id in causes[:3]),
        }
        because = (Reason(rule="score.exposure", args=args),)
    return Exposure(score=point, lo=lo, hi=hi, because=because)


def _contributions(likely: Outcome, case: Case, total: float) -> tuple[Contribution, ...]:
    parts = rounded_parts(shares(likely, case.factors), total)
    ordered = sorted(parts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Contribution(kind=name.partition("/")[0], id=name.partition("/")[2], share=part)
        for name, part in ordered
    )
