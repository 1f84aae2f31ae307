"""Evidence behind an answer: its level of assurance, and whether it is still fresh.

Evidence keeps its whole value up to a maximum age, loses it evenly over as long again, and
has none after it expires. Without a date nobody knows how old it is, so it counts as stale.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..catalogue.knowledge import fold
from ..model.inventory import Evidence
from ..model.vendors import AssuranceId, EvidenceRule, VendorTierId
from .rules import VendorRules

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Backing:
    """All the evidence of an answer, taken together.

    `level` is the strongest level that evidence of full value reaches; `credit` the share of
    the answer's credit that counts and `floor` the share that stands even at worst, each the
    best of all pieces, so that one more piece never harms. `kind` is the kind of evidence that
    reaches the level; `missing` counts the pieces that are not in the register.
    """

    level: AssuranceId
    kind: str
    credit: float
    floor: float
    stale: bool = False
    missing: int = 0


Backed = dict[tuple[tuple[str, ...], str, int], Backing]
"""What sets of evidence were found to be worth, by their ids, tier and maximum age."""


@dataclass(frozen=True)
class Proving:
    """What evidence is weighed with: the rules, the tier, the register and the day.

    `ceilings` holds the most that a piece of evidence can prove here, where its document covers
    less than its kind promises; `terms` the months for which a document of its kind holds.
    `backed` remembers what was weighed already; it may be shared where register, ceilings, terms
    and day are the same.
    """

    rules: VendorRules
    tier: VendorTierId
    evidence: Mapping[str, Evidence]
    as_of: dt.date
    ceilings: Mapping[str, AssuranceId] = field(default_factory=dict)
    terms: Mapping[str, int] = field(default_factory=dict)
    backed: Backed = field(default_factory=dict, compare=False, repr=False)


def back(ids: Iterable[str], max_age_months: int, proving: Proving) -> Backing:
    """Weigh the evidence named for an answer and return the best of it.

    Parameters
    ----------
    ids : iterable of evidence ids
    max_age_months : int
        How old the evidence may be, in months, before it loses value.
    proving : Proving

    Returns
    -------
    Backing
        ``credit = k_none + (k_level - k_none) * freshness``, the highest over all evidence.
        Stronger or fresher evidence never gives less.
    """
    asked = tuple(ids)
    key = (asked, proving.tier, max_age_months)
    if key not in proving.backed:
        proving.backed[key] = _best(asked, max_age_months, proving)
    return proving.backed[key]


def _best(ids: tuple[str, ...], max_age_months: int, proving: Proving) -> Backing:
    wanted = tuple(dict.fromkeys(ids))
    found = [proving.evidence[id] for id in wanted if id in proving.evidence]
    backings = [_weigh(evidence, max_age_months, proving) for evidence in found]
    none = proving.rules.assurance["none"].credit[proving.tier]
    nothing = Backing("none", "none", none, none)
    fresh = (nothing, *(backing for backing in backings if not backing.stale))
    strongest = max(fresh, key=lambda b: proving.rules.assurance[b.level].rank)
    return Backing(
        level=strongest.level,
        kind=strongest.kind,
        credit=max(backing.credit for backing in (nothing, *backings)),
        floor=max(backing.floor for backing in (nothing, *backings)),
        stale=any(backing.stale for backing in backings),
        missing=len(wanted) - len(found),
    )


def _weigh(evidence: Evidence, max_age_months: int, proving: Proving) -> Backing:
    rules, tier, ceiling = proving.rules, proving.tier, proving.ceilings.get(evidence.id)
    rule = level_of(evidence, rules)
    reached: AssuranceId = rule.level if rule else "none"
    if ceiling is not None and rules.assurance[ceiling].rank < rules.assurance[reached].rank:
        reached = ceiling
    none, level = rules.assurance["none"], rules.assurance[reached]
    oldest = (rule.valid_months if rule else None) or max_age_months
    oldest = min(oldest, proving.terms.get(evidence.id, oldest))
    fresh = freshness(evidence, oldest, proving.as_of, rules.number("stale_after"))
    more = (level.credit[tier] - none.credit[tier]) * fresh
    return Backing(
        level=reached,
        kind=evidence.kind if rule else "none",
        credit=none.credit[tier] + more,
        floor=none.credit[tier] + more * level.holds,
        stale=fresh < 1,
    )


def level_of(evidence: Evidence, rules: VendorRules) -> EvidenceRule | None:
    """Return the strongest rule that applies to a piece of evidence, or None.

    Of equally strong ones the one that lets it count longest.
    """
    title = fold(evidence.title or "")
    fitting = (
        rule
        for rule in rules.evidence.values()
        if rule.kind == evidence.kind
        and (not rule.needs_expiry or (evidence.expires and evidence.date))
        and (not rule.title_any or any(fold(word) in title for word in rule.title_any))
    )
    return max(
        fitting,
        key=lambda rule: (rules.assurance[rule.level].rank, rule.valid_months or 0),
        default=None,
    )


def freshness(
    evidence: Evidence, max_age_months: float, as_of: dt.date, stale_after: float
) -> float:
    """Return how much of its value evidence still has, in [0, 1].

    1 up to `max_age_months`, falling evenly to 0 at `stale_after` times that age; 0 if it has
    expired, bears no date, or a date after `as_of` (it does not exist yet).

    Examples
    --------
    >>> paper = Evidence(id="E1", kind="document", date=dt.date(2026, 1, 1))
    >>> freshness(paper, 12, dt.date(2026, 12, 1), 2)
    1.0
    >>> 0.4 < freshness(paper, 12, dt.date(2027, 7, 1), 2) < 0.6
    True
    """
    expired = evidence.expires is not None and evidence.expires < as_of
    if expired or evidence.date is None or evidence.date > as_of:
        return 0.0
    age = (as_of - evidence.date).days / DAYS_A_MONTH
    if age <= max_age_months:
        return 1.0
    return max(0.0, 1 - (age - max_age_months) / (max_age_months * (stale_after - 1)))
