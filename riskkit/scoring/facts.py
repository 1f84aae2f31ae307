"""An asset's facts as three cases: everything unknown at best, likely, at worst."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model.assessment import Column
from ..model.inventory import Asset
from ..model.value import Interval
from .case import Case
from .controls import Strength
from .exposure import Reading, Surroundings, closed, read_factor, weighted
from .weights import Weights


@dataclass(frozen=True)
class AssetFacts:
    """What is known of one asset, ready to be evaluated.

    Parameters
    ----------
    declared, found : category ids, as declared and as the scan found them
    persons : how many persons the asset holds data of
    readings : factor id to its value and bounds
    strengths : applicable control id to its strength now
    unknown : names of the facts that are not known
    asked : how many facts were asked for
    """

    asset: Asset
    declared: tuple[str, ...]
    found: tuple[str, ...]
    persons: Interval
    readings: Mapping[str, Reading]
    strengths: Mapping[str, Strength]
    unknown: tuple[str, ...]
    asked: int
    closed: tuple[frozenset[str], frozenset[str], frozenset[str]]

    @property
    def coverage(self) -> float:
        """The share of the facts asked for that are known, in [0, 1]."""
        return 1 - len(self.unknown) / self.asked


def gather(
    asset: Asset,
    columns: Iterable[Column],
    strengths: Mapping[str, Strength],
    *,
    around: Surroundings,
    weights: Weights,
    counted: Interval | None = None,
) -> AssetFacts:
    """Bring together what was declared of an asset and what the scan found and counted in it."""
    columns = [column for column in columns if column.asset == asset.id]
    found = weights.found_categories(columns)
    declared = tuple(dict.fromkeys((*asset.data_kinds, *weights.implied(asset.subjects))))
    factors = weights.factors.items()
    readings = {id: read_factor(factor, asset, around) for id, factor in factors}
    unknown = [id for id, reading in readings.items() if not reading.known]
    if not declared and not found:
        unknown.append("data_kinds")
    persons = _persons(asset.volume, counted)
    if not persons.known:
        unknown.append("volume")
    if asset.identifiers is None and not _identifies((*declared, *found), weights):
        unknown.append("identifiers")
    unknown += [f"control.{id}" for id, s in strengths.items() if s.status == "unknown"]
    return AssetFacts(
        asset=asset,
        declared=declared,
        found=found,
        persons=persons,
        readings=readings,
        strengths=strengths,
        unknown=tuple(unknown),
        asked=len(readings) + 3 + len(strengths),
        closed=closed(weights.factors.values(), asset, around),
    )


def cases(
    facts: AssetFacts, weights: Weights, strengths: Mapping[str, Strength]
) -> tuple[Case, Case, Case]:
    """Return the best, the likely and the worst case of an asset under `strengths`."""
    known = {id: weights.sensitivity(id) for id in (*facts.declared, *facts.found)}
    everything = {"?": 1.0}
    nothing_known = not facts.declared and not facts.found
    few = facts.persons.lo
    many = facts.persons.hi if facts.persons.hi is not None else 10.0**weights.decades
    known_by = _identifiability(facts, weights)
    best, likely, worst = (
        Case(
            categories=everything if nothing_known and i else known,
            persons=(few, many, many)[i],
            identifiability=known_by[i],
            factors=weighted(
                weights.factors, {id: r[i] for id, r in facts.readings.items()}, facts.closed[i]
            ),
            strengths={id: (s.hi, s.point, s.lo)[i] for id, s in strengths.items()},
        )
        for i in range(3)
    )
    return best, likely, worst


def _persons(declared: Interval, counted: Interval | None) -> Interval:
    # Whom the scan counted are there; the rest of the asset may hold more than the extract.
    if counted is None or counted.lo <= declared.lo:
        return declared
    if declared.hi is not None and counted.lo > declared.hi:
        return counted  # more than the register knows of: it bounds nothing any more
    return Interval(lo=counted.lo, hi=declared.hi)


def _identifies(categories: Iterable[str], weights: Weights) -> bool:
    return any(weights.identifies(category) for category in categories)


def _identifiability(facts: AssetFacts, weights: Weights) -> tuple[float, float, float]:
    # A name or a number that singles people out does so whatever the row says of identifiers.
    values = weights.identifiability
    if _identifies((*facts.declared, *facts.found), weights):
        return (values["direct"],) * 3
    stated = facts.asset.identifiers
    if stated is not None and (facts.declared or facts.found):
        return (values[stated],) * 3
    # While nobody says which data it is, it may yet turn out to name people.
    worst = max(values.values())
    return (values[stated] if stated else min(values.values()), worst, worst)
