"""What an asset's facts mean for exposure: each factor's value and its bounds.

A fact that is not known takes every admissible value; its likely value is the worst one, so
that not answering never looks good.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..model.inventory import Asset
from ..model.value import Interval
from ..model.knowledge import ExposureFactor

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


def read_factor(factor: ExposureFactor, asset: Asset, around: Surroundings) -> Reading:
    """Return the value of a factor on an asset, with its bounds."""
    fact = fact_of(factor.field, asset, around)
    values = tuple(factor.values.values()) if factor.kind == "choice" else None
    if values is not None:
        if fact is None:
            return Reading(min(values), max(values), max(values))
        if isinstance(fact, tuple):
            held = [factor.values[f] for f in fact if f in factor.values] or [min(values)]
            return Reading(max(held), max(held), max(held))
        value = factor.values[str(fact)]
        return Reading(value, value, value)
    interval = fact if isinstance(fact, Interval) else Interval()
    lo = factor.at(interval.lo)
    hi = factor.at(interval.hi)
    return Reading(lo, hi, hi)


def fact_of(field: str, asset: Asset, around: Surroundings) -> object:
    """Return the fact that a factor reads: a choice, a count as an interval, or None."""
    if field == "third_parties":
        return Interval.exactly(around.vendors) if around.vendors is not None else Interval()
    if field == "phase":
        return asset.phase or around.phase or "none"
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
    factors: Mapping[str, ExposureFactor], values: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """Return ``w * x`` by factor and pathway, without the zeros."""
    return {
        id: {p: w * values[id] for p, w in factor.weights.items() if w * values[id] > 0}
        for id, factor in factors.items()
    }
