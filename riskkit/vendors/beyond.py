"""What is told of a vendor beyond its score, brought together for one vendor."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..model.inventory import Inventory, Service
from ..model.value import Reason
from ..model.vendor_facts import ServiceProfile
from .acceptances import acceptances_of
from .case import Bench, Case
from .destruction import destruction_of
from .event_bound import Event, custody_of, people_of
from .exports import Exports, transfers_of
from .fourth_parties import fourth_parties_of, undeclared
from .law_case import LegalCase
from .laws import laws_of
from .lore import VendorLore
from .outlook import wanted_documents
from .received import received_contradictions, received_sheets
from .verdict import residual_of, verdict_of


def beyond(
    bench: Bench, case: Case, inventory: Inventory, *, lore: VendorLore, exports: Exports
) -> dict[str, Any]:
    """Return the fields of a `VendorRisk` that its score does not rest on.

    Parameters
    ----------
    bench, case : Bench, Case
        The vendor, and how it stands on the day assessed.
    inventory : Inventory
    lore : VendorLore
    exports : Exports
        What all vendors together take abroad.
    """
    facts, as_of = case.facts, case.proving.as_of
    services = [part.service for part in facts.services]
    fourth = fourth_parties_of(
        facts.vendor, inventory, lore.names, services=services, answers=bench.answers
    )
    transfers = transfers_of(facts, exports, inventory)
    event = Event(facts.vendor, services, inventory, as_of)
    people = people_of(event)
    rules = case.proving.rules
    legal = _legal(case, LegalCase(facts, inventory, lore, as_of, transfers, fourth))
    return {
        "laws": laws_of(legal),
        "transfers": transfers,
        "contradictions": (
            *bench.contradictions,
            *received_contradictions(bench, inventory.received),
            *bench.cover(as_of).shortfalls,
            *undeclared(fourth),
        ),
        "documents": bench.cover(as_of).told,
        "fourth_parties": fourth,
        "received": received_sheets(case, inventory.received),
        "profile": tuple(_profile(service) for service in services),
        "acceptances": acceptances_of(
            facts,
            inventory.actions,
            residual_of(case.standing, rules),
            rules=rules,
            as_of=as_of,
        ),
        "people": people,
        "people_without_nda": (*people.without, *people.late) if people else (),
        "custody": custody_of(event),
        "destruction": destruction_of(event, lore.methods_fit, lore.nobody),
        "documents_that_would_change": wanted_documents(case),
    }


def _profile(service: Service) -> ServiceProfile:
    told = {
        name: getattr(service, name) for name in ServiceProfile.model_fields if name != "service"
    }
    return ServiceProfile(service=service.id, **told)


def _legal(case: Case, known: LegalCase) -> LegalCase:
    """Return a vendor as the law looks at it with what its answers came to."""
    rules = case.proving.rules
    rank = {id: state.rank for id, state in rules.states.items()}
    ordered = sorted(case.knockouts, key=lambda knockout: rank[knockout.state])
    return replace(
        known,
        answered=case.standing.coverage > 0,
        verdict=verdict_of(case.standing, rules),
        fatals={knockout.rule: knockout.state for knockout in ordered},
    )


def doubts(bench: Bench) -> tuple[Reason, ...]:
    """Return the reason that some answers are taken back by their own text."""
    count = len({one.question for one in bench.contradictions})
    return (Reason(rule="vendor_facts.count", args={"count": count}),) if count else ()
