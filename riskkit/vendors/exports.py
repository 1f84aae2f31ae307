"""Personal data that vendors take abroad: persons counted, the path they require, the ground.

The path of the export measures is decided by everything the client sends abroad in the year,
not vendor by vendor: a flow must not be split to stay under a number. So each service is told
with what it would need alone and with what it needs as a part of the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.assessment import AssetRisk
from ..model.inventory import Inventory
from ..model.persons import UNCOUNTED, Persons
from ..model.value import Interval
from ..model.vendor_facts import Decided, ExportPath, Transfer, Zone
from ..model.vendor_law import ContractModule, Region
from .counting import general_and_sensitive
from .export_ladder import Flow, export_paths
from .facts import ServiceFacts, VendorFacts, is_home
from .lore import VendorLore
from .proof import DAYS_A_MONTH
from .rounding import tidy
from .rules import VendorRules

PARTY = {
    "controller": "controller",
    "joint": "controller",
    "recipient": "controller",
    "processor": "processor",
    "entrusted": "processor",
}
"""What each role of the register is as a party to the European standard clauses."""
REACHES: dict[str, tuple[ExportPath, ...]] = {
    "assessment": ("exempt", "contract", "assessment"),
    "standard_contract": ("exempt", "contract"),
    "certification": ("exempt", "contract"),
}
"""Which paths each mechanism of the Chinese measures is good for; any other only for exempt."""


@dataclass(frozen=True, eq=False)
class Exports:
    """What all vendors together take abroad."""

    flow: Flow
    paths: tuple[ExportPath, ...]
    lore: VendorLore
    rules: VendorRules
    assessed: Mapping[tuple[str, str], dt.date]
    as_of: dt.date
    persons: Persons = UNCOUNTED


def gather_exports(
    inventory: Inventory,
    everybody: Sequence[VendorFacts],
    assets: Mapping[str, AssetRisk],
    *,
    lore: VendorLore,
    rules: VendorRules,
    as_of: dt.date,
    persons: Persons = UNCOUNTED,
) -> Exports:
    """Count everybody whose data goes abroad, and find the path that requires.

    Parameters
    ----------
    inventory : Inventory
        Its header says whether the client operates critical infrastructure; assets kept abroad
        count beside those that services take there.
    everybody : sequence of VendorFacts
        All vendors.
    assets : mapping of id to AssetRisk
    lore : VendorLore
    rules : VendorRules
    as_of : date
    persons : Persons
        Whom the scan counted, and who is in several assets.
    """
    abroad = [
        part
        for facts in everybody
        for part in facts.services
        if part.known["foreign"] and part.service.transfer_mechanism != "exempt"
    ]
    kept = {
        asset.id
        for asset in inventory.assets
        if any(not is_home(country, rules) for country in asset.countries)
    }
    sent = {asset.id for part in abroad for asset in part.assets} | (kept & set(assets))
    unseen = any(part.unseen for part in abroad)
    flow = _flow([assets[id] for id in sorted(sent)], inventory, lore, persons, unseen=unseen)
    # an assessment that names its services speaks for no other
    dates = {
        (one.vendor, service): date
        for one in sorted(inventory.documents, key=lambda one: one.line)
        if one.kind == "tia" and (date := _date(inventory, one.evidence)) and date <= as_of
        for service in one.services or ("",)
    }
    return Exports(flow, _paths(flow, lore), lore, rules, dates, as_of, persons)


def transfers_of(
    facts: VendorFacts, exports: Exports, inventory: Inventory
) -> tuple[Transfer, ...]:
    """Return each service of a vendor that takes personal data out of a home jurisdiction.

    Home is the home country of the rules and, where European law is among the profiles, the
    European Economic Area: a service at home may be abroad there.
    """
    european = bool(set(exports.lore.groups["gdpr44"].profiles) & set(inventory.header.profiles))
    eea = exports.lore.regions["eea"].countries
    return tuple(
        _transfer(part, facts, exports, inventory)
        for part in facts.services
        if part.known["personal_data"] is not False
        and (
            part.known["foreign"]
            or (european and any(country.upper() not in eea for country in part.countries))
        )
    )


def _transfer(
    part: ServiceFacts, facts: VendorFacts, exports: Exports, inventory: Inventory
) -> Transfer:
    lore, mechanism = exports.lore, part.service.transfer_mechanism
    foreign, exempted = bool(part.known["foreign"]), mechanism == "exempt"
    alone = _flow(
        part.assets, inventory, lore, exports.persons, unseen=part.unseen, exempted=exempted
    )
    by_itself = _paths(alone, lore) if foreign else ()
    paths = by_itself if exempted or not foreign else exports.paths
    dates = (exports.assessed.get((facts.vendor.id, id)) for id in (part.service.id, ""))
    assessed = max(filter(None, dates), default=None)
    abroad = tuple(c for c in part.countries if not is_home(c, exports.rules)) or part.countries
    return Transfer(
        service=part.service.id,
        countries=abroad,
        mechanism=mechanism,
        general=alone.general,
        sensitive=alone.sensitive,
        paths=paths,
        alone=by_itself,
        fits=fits(mechanism, paths),
        important=bool(alone.important),
        region=region_of(abroad, lore.regions),
        modules=contract_modules("controller", part.service.role, lore.modules),
        assessed=assessed,
        assessment_months=_months(assessed, exports.as_of),
    )


def _months(since: dt.date | None, until: dt.date) -> float | None:
    return tidy((until - since).days / DAYS_A_MONTH) if since else None


def fits(mechanism: str | None, paths: Sequence[ExportPath]) -> Decided:
    """Say whether a recorded mechanism is good for the path that a flow requires.

    Parameters
    ----------
    mechanism : str or None
        None if nobody recorded one.
    paths : sequence of paths
        All that the unknown counts touch; with several, only a mechanism that is good for all
        of them surely fits, and one good for none of them surely does not.

    Examples
    --------
    >>> fits("standard_contract", ("contract", "assessment")), fits("none", ("contract",))
    ('undecided', 'no')
    """
    reach = REACHES.get(mechanism or "", ("exempt",))
    good = [path in reach for path in paths]
    if all(good):
        return "yes"
    return "undecided" if any(good) or mechanism is None else "no"


def contract_modules(
    exporter: str | None, importer: str | None, modules: Mapping[tuple[str, str], ContractModule]
) -> tuple[int, ...]:
    """Return the modules of the standard clauses that two roles may use.

    A total function: a role that is not known may be either; a party without any role in the
    processing (``none``) signs no module.
    """
    parties = [
        ("controller", "processor") if role is None else (PARTY.get(role),)
        for role in (exporter, importer)
    ]
    return tuple(sorted(modules[a, b].module for a in parties[0] for b in parties[1] if a and b))


def region_of(countries: Iterable[str], regions: Mapping[str, Region]) -> Zone:
    """Return how European law sees some countries: the one region all are in, else ``mixed``."""
    found: set[Zone] = set()
    for country in countries:
        code = country.upper()
        if code in regions["eea"].countries:
            found.add("eea")
        elif code in regions["adequate"].partly:
            found.add("partly")
        else:
            found.add("adequate" if code in regions["adequate"].countries else "third")
    return found.pop() if len(found) == 1 else "mixed" if found else "third"


def _flow(
    assets: Sequence[AssetRisk],
    inventory: Inventory,
    lore: VendorLore,
    persons: Persons,
    *,
    unseen: bool,
    exempted: bool = False,
) -> Flow:
    general, sensitive = general_and_sensitive(
        assets, lore.debatable, unseen=unseen, persons=persons
    )
    cii, held = inventory.header.cii_operator, {asset.id for asset in assets}
    # what was not notified or published as important needs no assessment as such
    important = any(a.important_data is True for a in inventory.assets if a.id in held)
    return Flow(general, sensitive, cii=cii, important=important, exempted=exempted)


def _paths(flow: Flow, lore: VendorLore) -> tuple[ExportPath, ...]:
    return export_paths(flow, lore.ladder)  # type: ignore[return-value]


def _date(inventory: Inventory, evidence: str) -> dt.date | None:
    return next((one.date for one in inventory.evidence if one.id == evidence), None)


def exported_persons(exports: Exports) -> tuple[Interval, Interval]:
    """Return the persons of the year's whole export: general, and sensitive."""
    return exports.flow.general, exports.flow.sensitive
