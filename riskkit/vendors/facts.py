"""What is known of a vendor from the client's own tables: its services and the assets it touches.

A fact is yes, no, or not known; what is not known never hides a question and never counts as
good. Sensitivity and persons come from the assessed assets, not from anybody's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..catalogue.knowledge import fold
from ..model.assessment import AssetRisk
from ..model.inventory import Service, Vendor
from ..model.persons import UNCOUNTED, Persons
from ..model.value import Interval
from ..model.vendors import Fact
from .rules import VendorRules

RECIPIENTS = frozenset({"recipient", "joint", "controller"})
COPYING = frozenset({"export", "admin"})


@dataclass(frozen=True)
class ServiceFacts:
    """One service with the assets it touches and its facts; `unseen` assets are not assessed."""

    service: Service
    assets: tuple[AssetRisk, ...]
    unseen: bool
    countries: tuple[str, ...]
    known: Mapping[Fact, bool | None]


@dataclass(frozen=True)
class VendorFacts:
    """A vendor with its services, everything they touch, and its facts over all of them."""

    vendor: Vendor
    services: tuple[ServiceFacts, ...]
    assets: tuple[AssetRisk, ...]
    unseen: bool
    countries: tuple[str, ...]
    persons: Interval
    known: Mapping[Fact, bool | None]


def gather_facts(
    vendor: Vendor,
    services: Iterable[Service],
    *,
    assets: Mapping[str, AssetRisk],
    rules: VendorRules,
    persons: Persons = UNCOUNTED,
) -> VendorFacts:
    """Gather what the tables say of one vendor; see `gather_all`."""
    return gather_all((vendor,), services, assets=assets, rules=rules, persons=persons)[0]


def gather_all(
    vendors: Iterable[Vendor],
    services: Iterable[Service],
    *,
    assets: Mapping[str, AssetRisk],
    rules: VendorRules,
    persons: Persons = UNCOUNTED,
) -> tuple[VendorFacts, ...]:
    """Gather what the tables say of each vendor.

    Parameters
    ----------
    vendors : iterable of Vendor
    services : iterable of Service
        The rows of ``services.csv``; those of other vendors are passed over.
    assets : mapping of asset id to AssetRisk
    rules : VendorRules
    persons : Persons
        Whom the scan counted, and who is in several assets.

    Returns
    -------
    tuple of VendorFacts
        In the order of `vendors`. `persons` are those in the assets a vendor touches, each
        counted once as far as the scan met them; unbounded where nobody knows which assets, or
        how many are in one.
    """
    vendors = tuple(vendors)
    own: dict[str, list[ServiceFacts]] = {vendor.id: [] for vendor in vendors}
    by_id = {vendor.id: vendor for vendor in vendors}
    for service in sorted(services, key=lambda service: service.id):
        if service.vendor in by_id:
            part = _service_facts(by_id[service.vendor], service, assets, rules)
            own[service.vendor].append(part)
    named: dict[str, list[AssetRisk]] = {}
    for asset in assets.values():
        for id in asset.third_parties:
            named.setdefault(id, []).append(asset)
    return tuple(
        _vendor_facts(vendor, tuple(own[vendor.id]), named.get(vendor.id, ()), persons)
        for vendor in vendors
    )


def _vendor_facts(
    vendor: Vendor,
    own: tuple[ServiceFacts, ...],
    named: Iterable[AssetRisk],
    persons: Persons,
) -> VendorFacts:
    held = {asset.id: asset for asset in (*(a for part in own for a in part.assets), *named)}
    everything = tuple(asset for _, asset in sorted(held.items()))
    unseen = any(part.unseen for part in own) or not (own or everything)
    places = {country for part in own for country in part.countries}
    return VendorFacts(
        vendor=vendor,
        services=own,
        assets=everything,
        unseen=unseen,
        countries=tuple(sorted(places | ({vendor.country} if vendor.country else set()))),
        persons=_persons(everything, persons, unseen),
        known={**_over_all(own), **_data_facts(everything, unseen)},
    )


def _service_facts(
    vendor: Vendor, service: Service, assets: Mapping[str, AssetRisk], rules: VendorRules
) -> ServiceFacts:
    seen = tuple(assets[id] for id in service.assets if id in assets)
    apart = service.role == "none" and _no_access(service)
    unseen = len(seen) < len(service.assets) or (not service.assets and not apart)
    countries = tuple(dict.fromkeys((*service.countries, *filter(None, (vendor.country,)))))
    return ServiceFacts(
        service=service,
        assets=seen,
        unseen=unseen,
        countries=countries,
        known={
            **_access_facts(vendor, service, rules),
            **_data_facts(seen, unseen),
            "foreign": any(not is_home(c, rules) for c in countries) if countries else None,
        },
    )


def _no_access(service: Service) -> bool:
    return service.logical_access == "none" and service.physical_access is False


def _access_facts(vendor: Vendor, service: Service, rules: VendorRules) -> dict[Fact, bool | None]:
    logical, role = service.logical_access, service.role
    holds: bool | None = None if logical is None or role is None else False
    if logical in COPYING or role in RECIPIENTS or vendor.kind in rules.factors["access"].holders:
        holds = True
    return {
        "physical_access": service.physical_access,
        "logical_access": None if logical is None else logical != "none",
        "admin_access": None if logical is None else logical == "admin",
        "holds_copy": holds,
        "recipient": None if role is None else role in RECIPIENTS,
    }


def _data_facts(assets: tuple[AssetRisk, ...], unseen: bool) -> dict[Fact, bool | None]:
    doubt = unseen or any(not is_classified(asset) for asset in assets)
    otherwise = None if doubt else False
    tiers = {asset.sensitivity.tier for asset in assets}
    return {
        "personal_data": True if tiers - {"none"} else otherwise,
        "sensitive": True if "high" in tiers else otherwise,
        "media": True if any(asset.carrier != "paper" for asset in assets) else otherwise,
    }


def is_classified(asset: AssetRisk) -> bool:
    """Say whether anything is known of what an asset holds."""
    return bool(asset.declared or asset.found or asset.sensitivity.tier != "none")


def is_home(country: str, rules: VendorRules) -> bool:
    """Say whether a country, as the client wrote it, is the home jurisdiction."""
    return fold(country) in rules.home


def _over_all(services: tuple[ServiceFacts, ...]) -> dict[Fact, bool | None]:
    known: dict[Fact, bool | None] = {}
    names: tuple[Fact, ...] = tuple(services[0].known) if services else ()
    for name in names:
        values = [part.known[name] for part in services]
        known[name] = True if True in values else (None if None in values else False)
    return known


def _persons(assets: tuple[AssetRisk, ...], persons: Persons, unseen: bool) -> Interval:
    count = persons.of(assets)
    return Interval(lo=count.lo, hi=None) if unseen else count
