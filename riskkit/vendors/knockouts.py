"""Fatal rules: duties whose breach stands beside the average and overrides it, upwards only.

They are tested twice: by the vendor's answers, and by what the client's own service register
says of agreement, confidentiality agreement and cross-border mechanism, whatever was answered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from ..model.assessment import Knockout
from ..model.inventory import Service
from ..model.vendors import FactCheck, FatalRule, KnockoutStateId, VendorTierId
from .answers import Item
from .facts import ServiceFacts, VendorFacts
from .rules import VendorRules

FINE: frozenset[KnockoutStateId] = frozenset({"pass", "not_applicable"})


def answer_knockouts(items: Iterable[Item], rules: VendorRules) -> tuple[Knockout, ...]:
    """Return how each fatal question stands."""
    return tuple(
        Knockout(
            question=item.question.id,
            rule=item.question.fatal,
            state=item.state,
            law=rules.fatals[item.question.fatal].law,
        )
        for item in items
        if item.question.fatal
    )


def fact_knockouts(
    facts: VendorFacts,
    rules: VendorRules,
    *,
    as_of: dt.date,
    planned: frozenset[str] = frozenset(),
) -> tuple[Knockout, ...]:
    """Return how each service stands to the fatal rules that its own facts can test.

    Parameters
    ----------
    facts : VendorFacts
    rules : VendorRules
    as_of : date
        The day the facts are judged on.
    planned : frozenset of control ids
        Controls taken as carried out, for the view after the plan.

    Returns
    -------
    tuple of Knockout
        `question` is the one that asks for the same duty, `service` the service whose facts
        decided. A rule that does not apply is left out.
    """
    return tuple(
        Knockout(
            question=rules.asked_by.get(rule.id, rule.id),
            rule=rule.id,
            state=_planned(rule, state) if planned & set(rule.controls) else state,
            law=rule.law,
            service=service,
        )
        for service, rule, state in fact_states(facts, rules, as_of=as_of)
    )


def fact_states(
    facts: VendorFacts, rules: VendorRules, *, as_of: dt.date
) -> Iterator[tuple[str, FatalRule, KnockoutStateId]]:
    """Yield each service, each fatal rule that its own facts can test, and how it stands.

    Parameters
    ----------
    facts : VendorFacts
    rules : VendorRules
    as_of : date
        The day the facts are judged on.
    """
    for part in facts.services:
        for rule in rules.fatals.values():
            state = _test(rule, part, as_of)
            if state is not None:
                yield part.service.id, rule, state


def raised(
    tier: VendorTierId, residual: VendorTierId, knockouts: Iterable[Knockout], rules: VendorRules
) -> VendorTierId:
    """Return the residual tier raised to what the fatal rules leave at least; never lowered."""
    floors = (rules.states[knockout.state].floor.get(tier, "low") for knockout in knockouts)
    return rules.highest((residual, *floors))


def is_open(knockout: Knockout) -> bool:
    """Say whether a fatal rule is not met, in whole or in part, or not shown to be."""
    return knockout.state not in FINE


def _planned(rule: FatalRule, state: str) -> str:
    # an agreement signed tomorrow does not reach back to the access of yesterday
    if rule.check == "nda" and state in ("fail", "partial"):
        return "partial"
    return "pass"


def _test(rule: FatalRule, part: ServiceFacts, as_of: dt.date) -> KnockoutStateId | None:
    if rule.check is None:
        return None
    role = part.service.role
    if rule.roles and role is not None and role not in rule.roles:
        return None
    known = [part.known.get(fact) for fact in rule.when]
    if False in known:
        return None
    state = _CHECKS[rule.check](rule, part.service, as_of)
    doubtful = None in known or (bool(rule.roles) and role is None)
    # where it is not even sure that the duty exists, its breach is not sure either
    return "unknown" if doubtful and state != "pass" else state


def _over(service: Service, as_of: dt.date) -> bool:
    return service.end is not None and service.end < as_of


def _agreement(rule: FatalRule, service: Service, as_of: dt.date) -> KnockoutStateId:
    if service.processing_agreement is None:
        return "unknown"
    if not service.processing_agreement:
        return "fail"
    signed, until = service.contract_signed, service.contract_until
    expired = until is not None and until < as_of and not _over(service, as_of)
    return "unproven" if signed is None or signed > as_of or expired else "pass"


def _nda(rule: FatalRule, service: Service, as_of: dt.date) -> KnockoutStateId:
    signed, access = service.nda_signed, service.first_access
    if signed is None or signed > as_of:
        return "fail" if access is not None and access <= as_of else "unknown"
    if access is not None and signed > access:
        return "partial"
    expired = service.nda_until is not None and service.nda_until < as_of
    return "unproven" if access is None or (expired and not _over(service, as_of)) else "pass"


def _transfer(rule: FatalRule, service: Service, as_of: dt.date) -> KnockoutStateId:
    mechanism = service.transfer_mechanism
    if mechanism is None:
        return "unknown"
    if mechanism in rule.accepted:
        return "pass"
    return "partial" if mechanism in rule.insufficient else "fail"


_CHECKS: dict[FactCheck, Callable[[FatalRule, Service, dt.date], KnockoutStateId]] = {
    "agreement": _agreement,
    "nda": _nda,
    "transfer": _transfer,
}
