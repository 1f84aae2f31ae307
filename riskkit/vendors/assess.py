"""Vendors assessed: the client's tables, assessed assets and answers become `VendorRisk`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..catalogue.knowledge import fold
from ..model.assessment import AssetRisk, Knockout, VendorRisk
from ..model.inventory import Answer, Evidence, Inventory, PlannedAction, Service, Vendor
from ..model.value import Argument
from ..model.vendors import Questionnaire
from .answers import Item, read_items, required
from .facts import VendorFacts, gather_facts
from .gap import Overall, coverage, not_applicable_share, overall_gap
from .inherent import Inherent, factors_of, inherent_tier
from .knockouts import answer_knockouts, fact_knockouts
from .proof import Proving
from .questionnaire import CORE, applies, questionnaire_for
from .reasons import reasons_of
from .rules import VendorRules
from .verdict import Standing, conditions_of, next_review, residual_of, verdict_of

OfVendor = TypeVar("OfVendor", Answer, Service)


@dataclass(frozen=True)
class Case:
    """One vendor with all that its assessment is told from."""

    facts: VendorFacts
    inherent: Inherent
    questionnaire: Questionnaire
    proving: Proving
    items: tuple[Item, ...]
    knockouts: tuple[Knockout, ...]
    overall: Overall | None
    ignored: int

    @property
    def standing(self) -> Standing:
        """What the verdict rests on."""
        return Standing(
            tier=self.inherent.tier,
            overall=self.overall,
            knockouts=self.knockouts,
            coverage=coverage(self.items),
            not_applicable=not_applicable_share(self.items),
        )


def assess_vendors(
    inventory: Inventory,
    assets: Iterable[AssetRisk],
    rules: VendorRules,
    *,
    as_of: dt.date,
    questionnaire: str = CORE,
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
        Which questionnaire the answers belong to.

    Returns
    -------
    tuple of VendorRisk
        Ordered by id. One vendor's rows never change another's result.
    """
    by_id = {asset.id: asset for asset in assets}
    vendors = sorted(inventory.vendors, key=lambda vendor: vendor.id)
    asked = {
        kind: questionnaire_for(kind, rules, id=questionnaire)
        for kind in {vendor.kind for vendor in vendors}
    }
    answers, services = _by_vendor(inventory.answers), _by_vendor(inventory.services)
    evidence = {one.id: one for one in inventory.evidence}
    result = []
    for vendor in vendors:
        facts = gather_facts(vendor, services.get(vendor.id, ()), assets=by_id, rules=rules)
        inherent = inherent_tier(factors_of(facts, rules), rules)
        case = build_case(
            facts,
            inherent,
            asked=asked[vendor.kind],
            answers=answers.get(vendor.id, ()),
            proving=Proving(rules, inherent.tier, evidence, as_of),
        )
        result.append(tell(case, inventory.actions))
    return tuple(result)


def _by_vendor(rows: Iterable[OfVendor]) -> dict[str, list[OfVendor]]:
    grouped: dict[str, list[OfVendor]] = {}
    for row in rows:
        grouped.setdefault(row.vendor, []).append(row)
    return grouped


def build_case(
    facts: VendorFacts,
    inherent: Inherent,
    *,
    asked: Questionnaire,
    answers: Sequence[Answer],
    proving: Proving,
) -> Case:
    """Read the answers of one vendor to what it is asked, and score them."""
    rules = proving.rules
    questions = [question for question in asked.questions if applies(question, facts.known)]
    items = read_items(questions, answers, proving=proving, authors=_authors(facts.vendor))
    ids = {question.id for question in questions}
    return Case(
        facts=facts,
        inherent=inherent,
        questionnaire=asked,
        proving=proving,
        items=items,
        knockouts=answer_knockouts(items, rules)
        + fact_knockouts(facts, rules, as_of=proving.as_of),
        overall=overall_gap(items, rules),
        ignored=sum(answer.question not in ids and bool(answer.answer) for answer in answers),
    )


def _authors(vendor: Vendor) -> frozenset[str]:
    return frozenset(fold(name) for name in (vendor.id, vendor.name, vendor.contact) if name)


def tell(case: Case, actions: Iterable[PlannedAction] = ()) -> VendorRisk:
    """Tell what a case comes to."""
    rules, facts, overall = case.proving.rules, case.facts, case.overall
    standing = case.standing
    residual = residual_of(standing, rules)
    verdict = verdict_of(standing, rules)
    parts = overall.contributions if overall else ()
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
        score=100 * (1 - overall.value) if overall else None,
        lo=100 * (1 - overall.hi) if overall else 0,
        hi=100 * (1 - overall.lo) if overall else 100,
        coverage=min(1.0, standing.coverage),
        residual=residual,
        projected=_projected(case, actions),
        verdict=verdict,
        knockouts=case.knockouts,
        contributions=parts,
        domains=dict(overall.domains) if overall else {},
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
        "state": item.state,
        "weight": item.question.weight,
        "credit": item.credit,
        "gap": item.gap,
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
    return replace(item, state="pass", gap=gap, lo=min(item.lo, gap), hi=max(gap, item.lo))
