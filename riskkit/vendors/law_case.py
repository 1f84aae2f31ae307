"""One vendor as the law looks at it, and what one source shows of one duty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..model.assessment import Verdict
from ..model.inventory import ContractClause, Evidence, Inventory
from ..model.value import Argument, Reason
from ..model.vendor_facts import DutyState, FourthParty, Transfer
from .facts import VendorFacts
from .lore import VendorLore


@dataclass(frozen=True, eq=False)
class LegalCase:
    """One vendor as its duties are judged: its services, papers, transfers and chain.

    `verdict` and `fatals` (rule to its worst state) are what its answers came to.
    """

    facts: VendorFacts
    inventory: Inventory
    lore: VendorLore
    as_of: dt.date
    transfers: tuple[Transfer, ...] = ()
    fourth_parties: tuple[FourthParty, ...] = ()
    answered: bool = False
    verdict: Verdict = "insufficient"
    fatals: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def clauses(self) -> dict[str, list[ContractClause]]:
        """What was read in this vendor's contracts, by item."""
        read: dict[str, list[ContractClause]] = {}
        for row in self.inventory.clauses:
            if row.vendor == self.facts.vendor.id:
                read.setdefault(row.item, []).append(row)
        return read

    def papers(self, kind: str) -> list[Evidence]:
        """Return the evidence registered as this vendor's documents of one kind."""
        named = {
            row.evidence
            for row in self.inventory.documents
            if row.vendor == self.facts.vendor.id and row.kind == kind
        }
        return [one for one in self.inventory.evidence if one.id in named] if named else []


@dataclass(frozen=True)
class Found:
    """A duty as one source shows it."""

    state: DutyState
    because: tuple[Reason, ...] = ()
    locator: str | None = None


def why(rule: str, **args: Argument) -> Reason:
    """Return the reason ``vendor_law.<rule>``."""
    return Reason(rule=f"vendor_law.{rule}", args=args)
