"""The vendors of an engagement, each with everything it is judged with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from ..model.assessment import AssetRisk
from ..model.inventory import Answer, Inventory, VendorDocument
from ..model.persons import UNCOUNTED, Persons
from ..model.vendors import CORE
from .case import Bench
from .facts import VendorFacts, gather_all
from .inherent import Inherent, factors_of, inherent_tier
from .lore import VendorLore
from .proof import Backed
from .questionnaire import asked_of
from .rules import VendorRules

OfVendor = TypeVar("OfVendor", Answer, VendorDocument)


def benches_of(
    inventory: Inventory,
    assets: Mapping[str, AssetRisk],
    rules: VendorRules,
    *,
    questionnaire: str = CORE,
    lore: VendorLore | None = None,
    persons: Persons = UNCOUNTED,
    as_of: dt.date | None = None,
) -> tuple[Bench, ...]:
    """Bring together what each vendor is judged with, ordered by id.

    Parameters
    ----------
    inventory : Inventory
    assets : mapping of asset id to AssetRisk
    rules : VendorRules
    questionnaire : str
        Which questionnaire the answers belong to where a vendor's row chooses none.
    lore : VendorLore, optional
        With it answers and documents are doubted by what stands beside them.
    persons : Persons
        Whom the scan counted, and who is in several assets.
    as_of : date, optional
        The day years in comments are seen from.
    """
    vendors = sorted(inventory.vendors, key=lambda vendor: vendor.id)
    chosen = {(one.kind, one.questionnaire or questionnaire) for one in vendors}
    asked = {(kind, id): asked_of(kind, rules, id=id) for kind, id in chosen}
    answers, documents = by_vendor(inventory.answers), by_vendor(inventory.documents)
    evidence = {one.id: one for one in inventory.evidence}
    papers = lore.papers.read(inventory.evidence) if lore else {}
    backed: dict[dt.date, Backed] = {}
    tiers: dict[Hashable, Inherent] = {}
    everybody = gather_all(vendors, inventory.services, assets=assets, rules=rules, persons=persons)
    return tuple(
        Bench(
            facts=facts,
            inherent=_inherent(facts, rules, tiers),
            asked=asked[facts.vendor.kind, facts.vendor.questionnaire or questionnaire],
            answers=answers.get(facts.vendor.id, ()),
            evidence=evidence,
            rules=rules,
            backed=backed,
            lore=lore,
            documents=tuple(documents.get(facts.vendor.id, ())),
            as_of=as_of,
            papers=papers,
        )
        for facts in everybody
    )


def _inherent(facts: VendorFacts, rules: VendorRules, known: dict[Hashable, Inherent]) -> Inherent:
    factors = factors_of(facts, rules)
    key = tuple(factors.items())
    if key not in known:
        known[key] = inherent_tier(factors, rules)
    return known[key]


def by_vendor(rows: Iterable[OfVendor]) -> dict[str, list[OfVendor]]:
    """Return rows grouped by their vendor."""
    grouped: dict[str, list[OfVendor]] = {}
    for vendor, part in groupby(rows, attrgetter("vendor")):
        grouped.setdefault(vendor, []).extend(part)
    return grouped
