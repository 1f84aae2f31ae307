"""The inherent tier of a vendor: what could go wrong through it before any of its controls.

Five factors of 0–4 points, compared by a list of rules; the highest tier whose rule fires is
the vendor's. Points are never added or multiplied, so no good factor pays for a bad one. A
factor that is not known counts as high, never as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..model.inventory import Service
from ..model.value import Interval, Reason
from ..model.vendors import FactorId, FactorPoints, FactorScale, VendorTierId
from .facts import ServiceFacts, VendorFacts, is_classified, is_home
from .rules import VendorRules


class Factor(NamedTuple):
    """The points of one factor, and whether all it rests on is known."""

    points: FactorPoints
    known: bool = True


@dataclass(frozen=True)
class Inherent:
    """The inherent tier, the ids of the rules of that tier that fired, and why."""

    tier: VendorTierId
    fired: tuple[str, ...]
    because: tuple[Reason, ...]


def inherent_tier(factors: Mapping[FactorId, Factor], rules: VendorRules) -> Inherent:
    """Find the inherent tier that five factors lead to.

    Parameters
    ----------
    factors : mapping of factor id to Factor
        All five factors; see `factors_of`.
    rules : VendorRules

    Returns
    -------
    Inherent
        Monotone: more points of any factor never lower the tier.
    """
    fired = [
        rule
        for rule in rules.tier_rules.values()
        if all(factors[name].points >= least for name, least in rule.when.items())
    ]
    tier = rules.highest(rule.tier for rule in fired)
    decisive = [rule.id for rule in fired if rule.tier == tier]
    because = [
        Reason(rule="vendors.tier", args={"tier": f"level.{tier}", "which": f"tier_rule.{id}"})
        for id in decisive
    ]
    because += [
        Reason(
            rule="vendors.factor" if factor.known else "vendors.factor-unknown",
            args={"factor": f"vendor_factor.{name}", "points": factor.points},
        )
        for name, factor in factors.items()
    ]
    return Inherent(tier, tuple(decisive), tuple(because))


def factors_of(facts: VendorFacts, rules: VendorRules) -> dict[FactorId, Factor]:
    """Turn the facts of a vendor into the points of the five factors."""
    return {
        "sensitivity": _sensitivity(facts, rules.factors["sensitivity"]),
        "persons": _persons(facts, rules.factors["persons"]),
        "access": _access(facts, rules.factors["access"]),
        "location": _location(facts, rules),
        "criticality": _criticality(facts, rules.factors["criticality"]),
    }


def _highest(scale: FactorScale, known: list[FactorPoints], *, unknown: bool) -> Factor:
    points = max(known, default=0)
    return Factor(max(points, scale.unknown), known=False) if unknown else Factor(points)


def _at_least(scale: FactorScale, quantity: float) -> FactorPoints:
    return max((points for least, points in scale.thresholds if quantity >= least), default=0)


def _sensitivity(facts: VendorFacts, scale: FactorScale) -> Factor:
    points = [
        max(scale.points[asset.sensitivity.tier], _at_least(scale, asset.sensitivity.score))
        for asset in facts.assets
    ]
    doubt = facts.unseen or any(not is_classified(asset) for asset in facts.assets)
    return _highest(scale, points, unknown=doubt)


def _persons(facts: VendorFacts, scale: FactorScale) -> Factor:
    persons = facts.persons if facts.assets else Interval(lo=0, hi=None if facts.unseen else 0)
    points = [_at_least(scale, persons.lo)]
    if persons.hi is None or facts.unseen:
        return _highest(scale, points, unknown=True)
    return _highest(scale, [_at_least(scale, persons.hi)], unknown=False)


def _access(facts: VendorFacts, scale: FactorScale) -> Factor:
    points: list[FactorPoints] = []
    unknown = not facts.services
    for part in facts.services:
        service = part.service
        for id in _ways(service):
            points.append(scale.points.get(id, scale.unknown))
        unknown |= service.logical_access is None or service.physical_access is None
    return _highest(scale, points, unknown=unknown)


def _ways(service: Service) -> tuple[str, ...]:
    ways = []
    if service.logical_access is not None:
        ways.append(f"logical.{service.logical_access}")
    if service.physical_access is not None:
        ways.append("physical.yes" if service.physical_access else "physical.no")
    if service.role is not None:
        ways.append(f"role.{service.role}")
    return tuple(ways)


def _location(facts: VendorFacts, rules: VendorRules) -> Factor:
    scale = rules.factors["location"]
    accepted = rules.fatals["transfer"].accepted if "transfer" in rules.fatals else ()
    points = [_place(part, accepted, rules) for part in facts.services]
    if not facts.services and facts.countries:
        away = any(not is_home(country, rules) for country in facts.countries)
        points.append(scale.points["abroad_without_mechanism" if away else "home"])
    unknown = not facts.countries or any(part.known["foreign"] is None for part in facts.services)
    return _highest(scale, points, unknown=unknown)


def _place(part: ServiceFacts, accepted: tuple[str, ...], rules: VendorRules) -> FactorPoints:
    points = rules.factors["location"].points
    if not part.known["foreign"]:
        return points["home"]
    secured = part.service.transfer_mechanism in accepted
    return points["abroad" if secured else "abroad_without_mechanism"]


def _criticality(facts: VendorFacts, scale: FactorScale) -> Factor:
    vendor = facts.vendor
    points = [
        scale.points.get(f"{name}.{value}", scale.unknown)
        for name, value in (
            ("criticality", vendor.criticality),
            ("substitutability", vendor.substitutability),
        )
        if value is not None
    ]
    return _highest(scale, points, unknown=vendor.criticality is None)
