"""All vendors together: where to look first and what ends when; never an average."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from ..model.assessment import AssetRisk, VendorRisk
from ..model.inventory import Inventory
from ..model.persons import UNCOUNTED, Persons
from ..model.value import Interval
from ..model.vendor_facts import Deadline, Portfolio
from .concentration import (
    chain_of,
    concentrations,
    links_of,
    suppliers_of,
    weigh_services,
)
from .counting import general_and_sensitive
from .exports import gather_exports
from .facts import gather_all
from .lore import VendorLore
from .rules import VendorRules
from .verdict import rank_vendors


def portfolio_of(
    inventory: Inventory,
    assets: Iterable[AssetRisk],
    risks: Sequence[VendorRisk],
    *,
    rules: VendorRules,
    lore: VendorLore,
    as_of: dt.date,
    persons: Persons = UNCOUNTED,
) -> Portfolio:
    """Bring the vendors of an engagement together.

    Parameters
    ----------
    inventory : Inventory
    assets : iterable of AssetRisk
    risks : sequence of VendorRisk
        The assessed vendors, with their fourth parties.
    rules : VendorRules
    lore : VendorLore
    as_of : date
    persons : Persons
        Whom the scan counted, and who is in several assets.

    Returns
    -------
    Portfolio
        `ranking` orders vendors by verdict, residual tier, gap and id; `tally` counts them by
        inherent tier and verdict (``high.reject``); `shared` are the organisations behind at
        least two vendors.
    """
    by_id = {asset.id: asset for asset in assets}
    vendors = sorted(inventory.vendors, key=lambda vendor: vendor.id)
    everybody = gather_all(vendors, inventory.services, assets=by_id, rules=rules, persons=persons)
    parts = [part for facts in everybody for part in facts.services]
    services = weigh_services(everybody)
    chain = chain_of(inventory, risks, lore.names)
    swaps = {vendor.id: vendor.substitutability for vendor in inventory.vendors}
    count = partial(_sensitive, by_id, lore, persons)
    suppliers = suppliers_of(chain, services, swaps, rules, count=count)
    exports = gather_exports(
        inventory, everybody, by_id, lore=lore, rules=rules, as_of=as_of, persons=persons
    )
    countries = {part.service.id: part.countries for part in parts}
    return Portfolio(
        ranking=tuple(risk.id for risk in rank_vendors(risks, rules)),
        tally=_tally(risks),
        suppliers=suppliers,
        links=links_of(chain),
        concentration=concentrations(chain, services, countries),
        shared=tuple(one.id for one in suppliers if one.kind != "vendor" and len(one.vendors) > 1),
        general=exports.flow.general,
        sensitive=exports.flow.sensitive,
        paths=exports.paths if any(risk.transfers for risk in risks) else (),
        deadlines=deadlines(inventory, risks, as_of),
    )


def _sensitive(
    assets: Mapping[str, AssetRisk], lore: VendorLore, persons: Persons, held: frozenset[str]
) -> Interval:
    chosen = [assets[id] for id in sorted(held)]
    return general_and_sensitive(chosen, lore.debatable, persons=persons)[1]


def _tally(risks: Iterable[VendorRisk]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for risk in risks:
        key = f"{risk.inherent}.{risk.verdict}"
        counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items()))


def deadlines(
    inventory: Inventory, risks: Iterable[VendorRisk], as_of: dt.date
) -> tuple[Deadline, ...]:
    """Return every day on which something of a vendor ends or falls due, the earliest first.

    Parameters
    ----------
    inventory : Inventory
    risks : iterable of VendorRisk
    as_of : date
        `days` counts from here; what is overdue has negative days. What ended before a service
        did and concerns only that service is left out.

    Returns
    -------
    tuple of Deadline
        Evidence that some answer or document names, contracts, confidentiality agreements,
        those of single persons (by row), and the next review.
    """
    rows: set[tuple[dt.date, str, str, str]] = set()
    ends = {one.id: one.expires for one in inventory.evidence if one.expires is not None}
    for answer in inventory.answers:
        rows |= {(ends[id], answer.vendor, "evidence", id) for id in answer.evidence if id in ends}
    for document in inventory.documents:
        if document.evidence in ends:
            row = (ends[document.evidence], document.vendor, "evidence", document.evidence)
            rows.add(row)
        if last := document.bridge_until or document.period_to:
            rows.add((last, document.vendor, "document", document.evidence))
    for service in inventory.services:
        if service.end is not None and service.end < as_of:
            continue
        if service.contract_until is not None:
            rows.add((service.contract_until, service.vendor, "contract", service.id))
        if service.nda_until is not None:
            rows.add((service.nda_until, service.vendor, "nda", service.id))
    for person in inventory.staff:
        if person.nda_until is not None:
            rows.add(
                (person.nda_until, person.vendor, "person_nda", f"{person.file}:{person.line}")
            )
    for risk in risks:
        if risk.next_review is not None:
            rows.add((risk.next_review, risk.id, "review", risk.id))
    return tuple(
        Deadline.model_validate(
            {"on": on, "vendor": vendor, "kind": kind, "subject": what, "days": (on - as_of).days}
        )
        for on, vendor, kind, what in sorted(rows)
    )


def days_ahead(rows: Iterable[Deadline], limits: Sequence[int]) -> Mapping[int, int]:
    """Count the deadlines that fall within each number of days from today, overdue ones apart.

    >>> days_ahead([], (30, 60))
    {30: 0, 60: 0}
    """
    listed = list(rows)
    return {limit: sum(0 <= row.days <= limit for row in listed) for limit in limits}
