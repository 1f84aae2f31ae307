"""From gap and fatal rules to the residual tier, the verdict, its conditions and the next review.

Everything here is looked up or compared; of all verdicts that apply the strictest is given:
reject over insufficient over conditional over approve.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model.assessment import Knockout, VendorRisk, Verdict
from ..model.cells import months_after
from ..model.inventory import Evidence
from ..model.vendors import VendorTierId, VerdictRule
from .answers import Item
from .facts import VendorFacts
from .gap import Overall
from .knockouts import is_open, raised
from .rules import VendorRules


@dataclass(frozen=True)
class Standing:
    """What the verdict rests on, all of it known by now."""

    tier: VendorTierId
    overall: Overall | None
    knockouts: tuple[Knockout, ...]
    coverage: float
    not_applicable: float


def by_table(tier: VendorTierId, gap: float, rules: VendorRules) -> VendorTierId:
    """Return the residual tier that the table gives for an inherent tier and a gap in [0, 1]."""
    for band, residual in zip(rules.bands.values(), rules.tiers[tier].residual, strict=True):
        # the same sum of shares in another order may differ in its last digit
        if gap <= band.upto + 1e-12:
            return residual
    raise AssertionError("the bands end at 1 and a gap is at most 1")


def residual_of(standing: Standing, rules: VendorRules) -> VendorTierId:
    """Return the residual tier: the table's, raised by the fatal rules.

    With nothing to score the gap is not known and taken at its worst.
    """
    gap = standing.overall.value if standing.overall else 1.0
    table = by_table(standing.tier, gap, rules)
    return raised(standing.tier, table, standing.knockouts, rules)


def verdict_of(standing: Standing, rules: VendorRules) -> Verdict:
    """Return the strictest verdict that applies.

    Parameters
    ----------
    standing : Standing
    rules : VendorRules

    Returns
    -------
    Verdict
        From the verdict rules and from the state of each fatal rule. A vendor with nothing to
        score is ``insufficient`` at best.
    """
    ids: list[Verdict] = ["approve"]
    ids += [rule.id for rule in rules.verdicts.values() if _applies(rule, standing, rules)]
    for knockout in standing.knockouts:
        ids.append(rules.states[knockout.state].verdict.get(standing.tier, "approve"))
    if standing.overall is None:
        ids.append("insufficient")
    return max(ids, key=lambda id: rules.verdicts[id].rank)


def _applies(rule: VerdictRule, standing: Standing, rules: VendorRules) -> bool:
    best = by_table(standing.tier, standing.overall.lo if standing.overall else 0.0, rules)
    checks = (
        rule.coverage_below is not None and standing.coverage < rule.coverage_below,
        rule.na_share_above is not None and standing.not_applicable > rule.na_share_above,
        _reaches(residual_of(standing, rules), rule.residual_at_least, rules),
        _reaches(best, rule.best_residual_at_least, rules),
    )
    return any(checks)


def _reaches(tier: str, least: str | None, rules: VendorRules) -> bool:
    return least is not None and rules.rank(tier) >= rules.rank(least)


def conditions_of(
    items: Iterable[Item],
    knockouts: Iterable[Knockout],
    parts: Mapping[str, float],
    rules: VendorRules,
) -> tuple[str, ...]:
    """Return what has to be mended: fatal rules first, then what makes most of the gap.

    Where nothing is fatal or wide the questions that make most of the gap stand in, those that
    are not proven first, so that a vendor is never held up without being told by what.

    Returns
    -------
    tuple of str
        Ids of fatal rules, whose way out is the sentence ``condition.<id>``, and of questions.
    """
    rank = {id: state.rank for id, state in rules.states.items()}
    gravest: dict[str, int] = {}
    for knockout in knockouts:
        if is_open(knockout):
            gravest[knockout.rule] = max(gravest.get(knockout.rule, 0), rank[knockout.state])
    fatal = sorted(gravest, key=lambda id: (-gravest[id], id))
    scored = [item for item in items if item.scored and item.gap > 0]
    scored.sort(key=lambda item: (-parts.get(item.question.id, 0), item.question.id))
    wide = [
        item
        for item in scored
        if not item.question.fatal and item.gap >= rules.number("condition_gap")
    ]
    most = sorted(scored, key=lambda item: item.state == "pass")
    most = most[: int(rules.number("conditions_least"))]
    rest = [item.question.id for item in wide or (most if not fatal else [])]
    return tuple((fatal + rest)[: max(len(fatal), int(rules.number("conditions_most")))])


def next_review(
    tier: VendorTierId,
    facts: VendorFacts,
    evidence: Iterable[Evidence],
    *,
    as_of: dt.date,
    rules: VendorRules,
) -> dt.date:
    """Return when the vendor is to be looked at again.

    Parameters
    ----------
    tier : str
        The higher of the inherent and the residual tier; it sets the interval.
    facts : VendorFacts
        Contracts and confidentiality agreements that run out bring the review forward.
    evidence : iterable of Evidence
        So does the first proof that expires.
    as_of : date
    rules : VendorRules

    Returns
    -------
    date
        Never before `as_of`.
    """
    ends = [one.expires for one in evidence if one.expires and one.expires >= as_of]
    for part in facts.services:
        if part.service.end is None or part.service.end >= as_of:
            # of work that goes on, an agreement that has ended calls for a review at once
            until = (part.service.contract_until, part.service.nda_until)
            ends += [end for end in until if end is not None]
    lead = dt.timedelta(days=int(rules.number("review_lead_days")))
    due = [end - lead for end in ends]
    due.append(months_after(as_of, rules.tiers[tier].review_months))
    return max(as_of, min(due))


def rank_vendors(vendors: Iterable[VendorRisk], rules: VendorRules) -> tuple[VendorRisk, ...]:
    """Order vendors by where to look first: verdict, residual tier, gap, then id.

    A lexicographic order, never an average: a mean over vendors would hide the worst of them.
    """
    return tuple(
        sorted(
            vendors,
            key=lambda vendor: (
                -rules.verdicts[vendor.verdict].rank,
                -rules.rank(vendor.residual),
                vendor.score if vendor.score is not None else -1.0,
                vendor.id,
            ),
        )
    )
