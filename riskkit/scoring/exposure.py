"""What an asset's facts mean for exposure: each factor's value and its bounds.

A fact that is not known takes every admissible value; its likely value is the worst one, so
that not answering never looks good.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..model.inventory import Asset, Inventory
from ..model.value import Interval
from ..model.weights import ExposureFactor

DAYS_A_MONTH = 365.25 / 12


class Reading(NamedTuple):
    """The value of one factor on one asset, in [0, 1]: at best, likely, at worst."""

    lo: float
    point: float
    hi: float

    @property
    def known(self) -> bool:
        """Whether the fact behind it is known."""
        return self.lo == self.hi


@dataclass(frozen=True)
class Surroundings:
    """What a factor may need beside the asset's own row."""

    vendors: int | None
    phase: str | None
    as_of: dt.date
    phases: frozenset[str] = frozenset()
    """The phases the asset may be in, where nobody says which."""
    proven: frozenset[str] = frozenset()
    """The factors whose closing state is proven for the asset."""


def read_factor(factor: ExposureFactor, asset: Asset, around: Surroundings) -> Reading:
    """Return the value of a factor on an asset, with its bounds.

    On a carrier the factor does not speak of it is 0, and known.
    """
    if factor.carriers and asset.carrier not in factor.carriers:
        return Reading(0.0, 0.0, 0.0)
    fact = fact_of(factor.field, asset, around)
    if factor.kind == "choice":
        if fact is None:
            among = around.phases if factor.field == "phase" else factor.values
            values = [factor.values[choice] for choice in among]
            return Reading(min(values), max(values), max(values))
        value = factor.values[str(fact)]
        if doubted(factor, asset, around):
            otherwise = factor.values[factor.proof.otherwise] if factor.proof else value
            return Reading(min(value, otherwise), *(max(value, otherwise),) * 2)
        return Reading(value, value, value)
    if isinstance(fact, tuple):
        fact = Interval.exactly(len(set(fact))) if fact else Interval()
    interval = fact if isinstance(fact, Interval) else Interval()
    lo, hi = factor.at(interval.lo), factor.at(interval.hi)
    return Reading(lo, hi, hi)


def doubted(factor: ExposureFactor, asset: Asset, around: Surroundings) -> bool:
    """Say whether the asset claims a state that would close pathways and nothing proves it."""
    state = str(getattr(asset, factor.field, None))
    return state in factor.stops and factor.proof is not None and factor.id not in around.proven


def closed(
    factors: Iterable[ExposureFactor], asset: Asset, around: Surroundings
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the pathways an asset's state closes: at best, likely, at worst.

    An unproven end of the data may be true, so it closes them at best only.
    """
    best: set[str] = set()
    sure: set[str] = set()
    for factor in factors:
        stopped = factor.stops.get(str(getattr(asset, factor.field, None)), ())
        best.update(stopped)
        sure.update(() if doubted(factor, asset, around) else stopped)
    return frozenset(best), frozenset(sure), frozenset(sure)


def proven_ends(factors: Iterable[ExposureFactor], inventory: Inventory) -> dict[str, set[str]]:
    """Return, by asset id, the factors whose closing state a register proves."""
    ends: dict[str, set[str]] = {}
    for factor in factors:
        if factor.proof:
            for row in inventory.registers.get(factor.proof.register_id, ()):
                if row.cells.get(factor.proof.column, "").strip():
                    asset = row.cells.get(factor.proof.asset, "")
                    ends.setdefault(asset, set()).add(factor.id)
    return ends


def fact_of(field: str, asset: Asset, around: Surroundings) -> object:
    """Return the fact that a factor reads: a choice, an amount as an interval, or None."""
    if field == "third_parties":
        return Interval.exactly(around.vendors) if around.vendors is not None else Interval()
    if field == "phase":
        return asset.phase or around.phase or (None if around.phases else "none")
    if field == "retention":
        return overdue_months(asset, around.as_of)
    return getattr(asset, field)


def overdue_months(asset: Asset, as_of: dt.date) -> Interval:
    """Return by how many months the oldest record has outlived its retention period."""
    if asset.oldest_record is None or not asset.retention_months.bounded:
        return Interval()
    age = (as_of - asset.oldest_record).days / DAYS_A_MONTH
    limit = asset.retention_months
    hi = max(0.0, age - limit.lo)
    return Interval(lo=max(0.0, age - (limit.hi or limit.lo)), hi=hi)


def weighted(
    factors: Mapping[str, ExposureFactor],
    values: Mapping[str, float],
    closed: Collection[str] = (),
) -> dict[str, dict[str, float]]:
    """Return ``w * x`` by factor and pathway, without the zeros and the closed pathways."""
    return {
        id: {
            p: w * values[id]
            for p, w in factor.weights.items()
            if w * values[id] > 0 and p not in closed
        }
        for id, factor in factors.items()
    }
