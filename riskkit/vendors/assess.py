"""Vendors assessed: the client's tables, assessed assets and answers become `VendorRisk`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from ..model.assessment import AssetRisk, VendorRisk
from ..model.inventory import Evidence, Inventory, PlannedAction
from ..model.persons import UNCOUNTED, Persons
from ..model.value import Argument
from ..model.vendors import CORE
from .answers import Item, as_said, required
from .benches import benches_of
from .beyond import beyond, doubts
from .case import Case
from .exports import gather_exports
from .facts import VendorFacts
from .gap import overall_gap
from .knockouts import answer_knockouts, fact_knockouts
from .ledger import Ledger
from .lore import VendorLore
from .outlook import outlooks
from .proof import Proving
from .reasons import reasons_of
from .rounding import points, tidy, tidy_gauges, tidy_parts
from .rules import VendorRules
from .verdict import conditions_of, next_review, residual_of, verdict_of


def assess_vendors(
    inventory: Inventory,
    assets: Iterable[AssetRisk],
    rules: VendorRules,
    *,
    as_of: dt.date,
    questionnaire: str = CORE,
    lore: VendorLore | None = None,
    persons: Persons = UNCOUNTED,
) -> tuple[VendorRisk, ...]:
    """Assess every vendor of an engagement.

    Parameters
    ----------
    inventory : Inventory
        The engagement folder as read.
    assets : iterable of AssetRisk
        The assessed assets: their sensitivity and persons decide the inherent tier.
    rules : VendorRules
    as_of : date
        The day everything is judged on; a later day lets evidence age.
    questionnaire : str
        Which questionnaire the answers belong to where a vendor's row chooses none. Fatal
        rules it does not ask about are asked by riskkit's own questions.
    lore : VendorLore, optional
        Tables of words, duties and documents. With it answers and documents are doubted by
        what stands beside them, and law, people, chain and outlook are told.
    persons : Persons
        Whom the scan counted, and who is in several assets.

    Returns
    -------
    tuple of VendorRisk
        Ordered by id. One vendor's rows never change another's score.
    """
    by_id = {asset.id: asset for asset in assets}
    benches = benches_of(
        inventory,
        by_id,
        rules,
        questionnaire=questionnaire,
        lore=lore,
        persons=persons,
        as_of=as_of,
    )
    if lore is None or not benches:
        return tuple(tell(bench.case(as_of), inventory.actions) for bench in benches)
    everybody = [bench.facts for bench in benches]
    exports = gather_exports(
        inventory, everybody, by_id, lore=lore, rules=rules, as_of=as_of, persons=persons
    )
    forecasts = outlooks(Ledger.of(benches, rules), as_of)
    result = []
    for bench, forecast in zip(benches, forecasts, strict=True):
        case = bench.case(as_of)
        risk = tell(case, inventory.actions)
        more = beyond(bench, case, inventory, lore=lore, exports=exports)
        more |= {"forecast": forecast, "because": (*risk.because, *doubts(bench))}
        result.append(risk.model_copy(update=more))
    return tuple(result)


def tell(case: Case, actions: Iterable[PlannedAction] = ()) -> VendorRisk:
    """Tell what a case comes to."""
    rules, facts, overall = case.proving.rules, case.facts, case.overall
    standing = case.standing
    residual = residual_of(standing, rules)
    verdict = verdict_of(standing, rules)
    parts = overall.parts if overall else {}
    conditions = conditions_of(case.items, case.knockouts, parts, rules)
    return VendorRisk(
        id=facts.vendor.id,
        name=facts.vendor.name,
        kind=facts.vendor.kind,
        services=tuple(part.service.id for part in facts.services),
        assets=tuple(asset.id for asset in facts.assets),
        countries=facts.countries,
        persons=facts.persons,
        inherent=case.inherent.tier,
        inherent_because=case.inherent.because,
        score=points(1 - overall.value) if overall else None,
        lo=points(1 - overall.hi) if overall else 0,
        hi=points(1 - overall.lo) if overall else 100,
        coverage=tidy(min(1.0, standing.coverage)),
        residual=residual,
        projected=_projected(case, actions),
        verdict=verdict,
        knockouts=case.knockouts,
        contributions=tidy_parts(parts),
        domains=tidy_gauges(overall.domains) if overall else {},
        conditions=() if verdict == "approve" else conditions,
        because=reasons_of(standing, case.items, residual, rules=rules, ignored=case.ignored),
        questionnaire=case.questionnaire.label,
        answers=tuple(_told(item) for item in case.items),
        next_review=next_review(
            rules.highest((case.inherent.tier, residual)),
            facts,
            _named_evidence(case),
            as_of=case.proving.as_of,
            rules=rules,
        ),
    )


def _named_evidence(case: Case) -> list[Evidence]:
    register = case.proving.evidence
    return [register[id] for item in case.items for id in item.evidence if id in register]


def _told(item: Item) -> dict[str, Argument]:
    # comments, reasons and approvers are free text of the client and may name persons
    return {
        "question": item.question.id,
        "domain": item.question.domain,
        "answer": item.answer,
        "said": as_said(item),
        "state": item.state,
        "weight": item.question.weight,
        "credit": tidy(item.credit),
        "gap": tidy(item.gap),
        "assurance": item.level,
        "proof": item.proof,
        "stale": item.stale,
        "evidence": item.evidence,
        "source": item.source,
    }


def _projected(case: Case, actions: Iterable[PlannedAction]) -> str:
    """Return the residual tier once the planned actions for this vendor are done."""
    planned = planned_controls(case.facts, actions)
    if not planned:
        return residual_of(case.standing, case.proving.rules)
    rules = case.proving.rules
    items = tuple(_done(item, planned, case.proving) for item in case.items)
    facts = fact_knockouts(case.facts, rules, as_of=case.proving.as_of, planned=planned)
    after = replace(
        case,
        items=items,
        knockouts=answer_knockouts(items, rules) + facts,
        overall=overall_gap(items, rules),
    )
    return residual_of(after.standing, rules)


def planned_controls(facts: VendorFacts, actions: Iterable[PlannedAction]) -> frozenset[str]:
    """Return the controls that the treatment plan will carry out for a vendor.

    An action counts if it mitigates, is not cancelled, and its scope names the vendor, one of
    its services, or everything (``*``).
    """
    scope = {"*", facts.vendor.id, *(part.service.id for part in facts.services)}
    return frozenset(
        action.control
        for action in actions
        if action.control
        and action.treatment == "mitigate"
        and action.status != "cancelled"
        and scope & set(action.scope)
    )


def _done(item: Item, planned: frozenset[str], proving: Proving) -> Item:
    """Return the item with a yes and just the proof its tier requires, if the plan covers it."""
    primary = item.question.controls[:1]
    if not item.scored or not planned & set(primary):
        return item
    assurance = proving.rules.assurance[required(item.question, proving)]
    gap = min(item.gap, 1 - assurance.credit[proving.tier])
    return item._replace(state="pass", gap=gap, lo=min(item.lo, gap), hi=max(gap, item.lo))
