"""Concentration: what else fails when one party of the chain does.

A directed graph of who rests on whom, cycles allowed. The reach of a party is the share of the
client's services that rest on it, directly or through any number of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.assessment import VendorRisk
from ..model.inventory import Inventory
from ..model.value import Interval
from ..model.vendor_facts import Concentration, Link, Supplier, SupplierKind
from .chain_names import NameLexicon, declared_name, org_key, shown_name
from .facts import VendorFacts
from .rounding import tidy
from .rules import VendorRules

HARD = "hard"

Count = Callable[[frozenset[str]], Interval]
"""How many different persons some assets, by id, hold sensitive data of."""


@dataclass(frozen=True, eq=False)
class Chain:
    """Who rests on whom: party to the parties it rests on, with names and kinds of both."""

    edges: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    kinds: Mapping[tuple[str, str], str | None]
    vendors: frozenset[str]
    countries: Mapping[str, str]

    def resting_on(self, party: str) -> frozenset[str]:
        """Return every party that rests on `party`, itself included; safe with cycles."""
        above: dict[str, set[str]] = {}
        for upper, lowers in self.edges.items():
            for lower in lowers:
                above.setdefault(lower, set()).add(upper)
        seen, waiting = {party}, [party]
        while waiting:
            for upper in above.get(waiting.pop(), ()):
                if upper not in seen:
                    seen.add(upper)
                    waiting.append(upper)
        return frozenset(seen)


@dataclass(frozen=True)
class Weighted:
    """One service as it counts here: its vendor, its weight, and the assets it touches."""

    id: str
    vendor: str
    weight: float
    assets: frozenset[str] = frozenset()
    unseen: bool = False


def chain_of(inventory: Inventory, risks: Iterable[VendorRisk], names: NameLexicon) -> Chain:
    """Build the graph from vendors, parents, subcontractors, named fourth parties and the table.

    A party is a vendor by its id, or an organisation by what its spellings have in common.
    """
    ids = {org_key(vendor.name, names): vendor.id for vendor in inventory.vendors}
    ids |= {vendor.id: vendor.id for vendor in inventory.vendors}
    shown = {vendor.id: vendor.name for vendor in inventory.vendors}
    edges: dict[str, set[str]] = {}
    kinds: dict[tuple[str, str], str | None] = {}
    countries: dict[str, str] = {}

    def party(word: str) -> str:
        name, _ = declared_name(word, names)
        key = ids.get(word) or ids.get(org_key(name, names)) or f"~{org_key(name, names)}"[:80]
        shown.setdefault(key, shown_name(name))
        return key

    def link(upper: str, lower: str, kind: str | None) -> None:
        a, b = party(upper), party(lower)
        if a != b and len(b) > 1:
            edges.setdefault(a, set()).add(b)
            kinds.setdefault((a, b), kind)

    for vendor in inventory.vendors:
        if vendor.parent:
            link(vendor.id, vendor.parent, "parent")
    # the table of dependencies says more than that a party is a sub-processor
    for row in inventory.dependencies:
        link(row.party, row.depends_on, row.kind)
        if row.country:
            countries.setdefault(party(row.depends_on), row.country)
    for service in inventory.services:
        for cell in service.subprocessors:
            link(service.vendor, cell, "subprocessor")
    for risk in risks:
        for fourth in risk.fourth_parties:
            link(risk.id, fourth.vendor or fourth.name, None)
    return Chain(
        edges={upper: frozenset(lowers) for upper, lowers in edges.items()},
        names=shown,
        kinds=kinds,
        vendors=frozenset(vendor.id for vendor in inventory.vendors),
        countries=countries,
    )


def reach(chain: Chain, party: str, services: Sequence[Weighted]) -> float:
    """Return the share of services, by weight, that rest on a party (0–1).

    One more edge of the chain never lowers it.
    """
    whole = sum(service.weight for service in services)
    resting = chain.resting_on(party)
    hit = sum(service.weight for service in services if service.vendor in resting)
    return min(1.0, hit / whole) if whole else 0.0


def suppliers_of(
    chain: Chain,
    services: Sequence[Weighted],
    substitutability: Mapping[str, str | None],
    rules: VendorRules,
    *,
    count: Count,
) -> tuple[Supplier, ...]:
    """Return every party of the chain with its reach, the widest first.

    Parameters
    ----------
    chain : Chain
    services : sequence of Weighted
    substitutability : mapping of vendor id to word or None
        Of parties behind the vendors nobody said how hard they are to replace; they count as
        hard, like a vendor of whom it is not known.
    rules : VendorRules
        ``single_point_share`` is the reach from which a party hard to replace is a single point.
    count : Count
        How many persons the sensitive data of some assets is about.
    """
    least = rules.number("single_point_share")
    parents = {lower for (_, lower), kind in chain.kinds.items() if kind == "parent"}
    result = []
    for party in sorted(chain.names):
        resting = chain.resting_on(party)
        hit = [service for service in services if service.vendor in resting]
        share, swap = reach(chain, party, services), substitutability.get(party)
        behind: SupplierKind = "parent" if party in parents else "fourth_party"
        result.append(
            Supplier(
                id=party,
                name=chain.names[party],
                kind="vendor" if party in chain.vendors else behind,
                reach=tidy(share),
                services=tuple(sorted(service.id for service in hit)),
                vendors=tuple(sorted((resting & chain.vendors) - {party})),
                sensitive=_share_of_persons(hit, services, count),
                substitutability=swap,
                single_point=share > least and (swap or HARD) == HARD,
            )
        )
    return tuple(sorted(result, key=lambda one: (-one.reach, one.kind != "vendor", one.id)))


def weigh_services(everybody: Iterable[VendorFacts]) -> tuple[Weighted, ...]:
    """Return all services, each of the same weight: ordinal words are not turned into numbers."""
    return tuple(
        Weighted(
            part.service.id,
            facts.vendor.id,
            1.0,
            assets=frozenset(asset.id for asset in part.assets),
            unseen=part.unseen,
        )
        for facts in everybody
        for part in facts.services
    )


def concentrations(
    chain: Chain, services: Sequence[Weighted], countries: Mapping[str, Sequence[str]]
) -> tuple[Concentration, ...]:
    """Return the Herfindahl indices by vendor, ultimate parent, country and hosting party.

    Parameters
    ----------
    chain : Chain
    services : sequence of Weighted
    countries : mapping of service id to countries
        A service in several countries counts in each by an even part.

    Returns
    -------
    tuple of Concentration
        ``index = sum(share ** 2)``: 1 where everything is with one, 1/n where spread over n
        evenly. No entry where nothing is known to count by.
    """
    by: dict[str, dict[str, float]] = {"vendor": {}, "parent": {}, "country": {}, "hosting": {}}
    for service in services:
        _count(by["vendor"], [service.vendor], service.weight)
        _count(by["parent"], [_ultimate(service.vendor, chain)], service.weight)
        _count(by["country"], countries.get(service.id, ()), service.weight)
        _count(by["hosting"], _hosts(service.vendor, chain), service.weight)
    result = []
    for name, counts in by.items():
        whole = sum(counts.values())
        if whole > 0:
            shares = {key: count / whole for key, count in counts.items()}
            largest = max(shares, key=lambda key: shares[key])
            # of several alike none is the largest
            tied = sum(tidy(share) == tidy(shares[largest]) for share in shares.values()) > 1
            result.append(
                Concentration.model_validate(
                    {
                        "by": name,
                        "index": tidy(min(1.0, sum(share**2 for share in shares.values()))),
                        "largest": None if tied else chain.names.get(largest, largest),
                        "share": tidy(min(1.0, shares[largest])),
                    }
                )
            )
    return tuple(result)


def links_of(chain: Chain) -> tuple[Link, ...]:
    """Return the edges of the chain in a fixed order."""
    return tuple(
        Link(party=upper, depends_on=lower, kind=chain.kinds.get((upper, lower)))
        for upper in sorted(chain.edges)
        for lower in sorted(chain.edges[upper])
    )


def _count(counts: dict[str, float], keys: Sequence[str], weight: float) -> None:
    for key in keys:
        counts[key] = counts.get(key, 0.0) + weight / len(keys)


def _ultimate(party: str, chain: Chain) -> str:
    """Return the last parent above a party; where parents form a ring, its first by name."""
    seen = [party]
    while True:
        above = sorted(
            lower
            for lower in chain.edges.get(seen[-1], ())
            if chain.kinds.get((seen[-1], lower)) == "parent"
        )
        if not above:
            return seen[-1]
        if above[0] in seen:
            return min(seen[seen.index(above[0]) :])
        seen.append(above[0])


def _hosts(party: str, chain: Chain) -> list[str]:
    """Return who hosts a party at any depth; the party itself where it hosts, and nobody it."""
    below, waiting = {party}, [party]
    while waiting:
        for lower in chain.edges.get(waiting.pop(), ()):
            if lower not in below:
                below.add(lower)
                waiting.append(lower)
    hosting = {lower for (_, lower), kind in chain.kinds.items() if kind == "hosting"}
    return sorted((below - {party}) & hosting or {party} & hosting)


def _share_of_persons(
    hit: Sequence[Weighted], services: Sequence[Weighted], count: Count
) -> tuple[float, float]:
    """Return the bounds of the share of persons with sensitive data that a party reaches.

    Of ``inside / (inside | outside)`` the persons inside are those of every asset the party
    reaches; outside are those of the other assets, who may be the same people or others.
    """
    held = frozenset(asset for one in hit for asset in one.assets)
    whole = frozenset(asset for one in services for asset in one.assets)
    inside, outside = count(held), count(whole - held)
    blind = any(one.unseen for one in hit)
    if not hit or (inside.hi == 0 and not blind):
        return 0.0, 0.0
    hidden = outside.hi is None or any(one.unseen for one in services if one not in hit)
    lo = 0.0 if hidden or not inside.lo else inside.lo / (inside.lo + (outside.hi or 0))
    least = max(count(whole).lo, inside.lo)
    if blind or inside.hi is None or not least:
        return lo, 1.0
    return lo, max(lo, min(1.0, inside.hi / least))
