"""An asset scored a second time, from nothing but what its own assessment says it rests on.

In: an `AssetRisk` with its `Basis`, and the weights. Out: the same scores, if nobody touched
them; and, with one part of the basis exchanged, what that part alone is worth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.assessment import AssetRisk, Contribution, Gap, Risk
from ..model.risk import Basis
from ..model.value import Interval
from .assets import gap_of, risk_of
from .case import Case, Outcome, evaluate, shares
from .controls import UNKNOWN, Strength
from .exposure import Reading, weighted
from .levels import rounded_parts
from .weights import Weights


@dataclass(frozen=True)
class Rescored:
    """The scores of an asset as its basis gives them."""

    sensitivity: float
    gap: Gap
    inherent: Risk
    residual: Risk
    planned: Risk
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class Rested:
    """What a score rests on: categories held, persons, and the rest of the basis."""

    held: tuple[str, ...]
    persons: Interval
    basis: Basis


def rested(asset: AssetRisk) -> Rested | None:
    """Return what an asset's scores rest on; None if the assessment does not tell it."""
    if asset.basis is None:
        return None
    return Rested((*asset.declared, *asset.found), asset.persons, asset.basis)


def score_again(on: Rested, weights: Weights) -> Rescored:
    """Score an asset from what its scores rest on.

    Parameters
    ----------
    on : Rested
        From `rested`, or with a part of another assessment in it.
    weights : Weights
        Of the knowledge and the engagement to score by.

    Returns
    -------
    Rescored
        Equal to the scores of the assessment but for rounding in the ninth digit.

    Raises
    ------
    KeyError
        If it rests on a category, factor or control that these weights do not have.
    """
    now = _strengths(on.basis)
    done = Strength(*weights.after_plan, status="planned")
    later = {id: s.stronger(done) if id in on.basis.planned else s for id, s in now.items()}
    three, before = _outcomes(on, weights, now)
    _, after = _outcomes(on, weights, later)
    residual = risk_of(before, weights, controlled=True)
    parts = rounded_parts(shares(before[1], three[1].factors), residual.score)
    return Rescored(
        sensitivity=weights.sensitivity_of(set(on.held)) if on.held else 1.0,
        gap=gap_of(now, weights),
        inherent=risk_of(before, weights, controlled=False),
        residual=residual,
        planned=risk_of(after, weights, controlled=True),
        contributions=tuple(
            Contribution(kind=name.partition("/")[0], id=name.partition("/")[2], share=part)
            for name, part in sorted(parts.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def outcomes_again(on: Rested, weights: Weights) -> tuple[Outcome, Outcome, Outcome]:
    """Return what an asset comes to with its controls of today: at best, likely, at worst.

    Raises
    ------
    KeyError
        If it rests on a category, factor or control that these weights do not have.
    """
    return _outcomes(on, weights, _strengths(on.basis))[1]


def _strengths(basis: Basis) -> dict[str, Strength]:
    held = {id: Strength(*three) for id, three in basis.strengths.items()}
    return held | dict.fromkeys(basis.unclaimed, UNKNOWN)


def _outcomes(
    on: Rested, weights: Weights, strengths: Mapping[str, Strength]
) -> tuple[tuple[Case, Case, Case], tuple[Outcome, Outcome, Outcome]]:
    low, mid, high = (_case(on, weights, strengths, end) for end in range(3))
    best, likely, worst = (
        evaluate(case, weights.pathways, weights.effects, weights.constants)
        for case in (low, mid, high)
    )
    return (low, mid, high), (best, likely, worst)


def _case(on: Rested, weights: Weights, strengths: Mapping[str, Strength], end: int) -> Case:
    known = {id: weights.sensitivity(id) for id in on.held}
    many = on.persons.hi if on.persons.hi is not None else 10.0**weights.decades
    readings = {id: Reading(*three) for id, three in on.basis.factors.items()}
    factors = {id: weights.factors[id] for id in readings}
    return Case(
        categories={"?": 1.0} if not known and end else known,
        persons=many if end else on.persons.lo,
        identifiability=on.basis.identifiability[end],
        factors=weighted(factors, {id: r[end] for id, r in readings.items()}, on.basis.closed[end]),
        strengths={id: (s.hi, s.point, s.lo)[end] for id, s in strengths.items()},
    )
