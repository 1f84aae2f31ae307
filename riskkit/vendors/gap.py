"""The overall gap of a vendor: 0 all there and proven, 1 nothing; with bounds and shares.

Domains weigh alike. To their mean is added the mean of the worst quarter of them (a conditional
value at risk), so that one bad domain cannot be averaged away; the sum stays monotone in every
answer, and so the bounds are exact: the same formula at the best and the worst of every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..model.assessment import Contribution, Gauge
from .answers import Item
from .rules import VendorRules


@dataclass(frozen=True)
class Overall:
    """The overall gap with its bounds, its two parts, its domains, and what each answer adds."""

    value: float
    lo: float
    hi: float
    mean: float
    tail: float
    domains: Mapping[str, Gauge]
    contributions: tuple[Contribution, ...]


def overall_gap(
    items: Iterable[Item], rules: VendorRules, *, shares: bool = True
) -> Overall | None:
    """Combine the gaps of single answers into one.

    ``G = a * mean(D) + b * CVaR(D)`` with ``D_d`` the weighted mean gap of domain d, and a, b
    and the share of the tail from the knowledge (0.6, 0.4, a quarter).

    Parameters
    ----------
    items : iterable of Item
    rules : VendorRules
    shares : bool
        Whether to tell what each answer adds; without it `contributions` are empty.

    Returns
    -------
    Overall or None
        None if there is nothing to score. The shares of `contributions` are points (0–100)
        and sum to ``100 * G``.

    References
    ----------
    Rockafellar and Uryasev, Optimization of conditional value-at-risk, Journal of Risk 2 (2000).
    """
    scored = [item for item in items if item.scored]
    if not scored:
        return None
    gaps, best, worst = (
        _domain_gaps(scored, pick) for pick in (lambda i: i.gap, lambda i: i.lo, lambda i: i.hi)
    )
    mean, tail = _mean(gaps), _tail(gaps, rules)
    return Overall(
        value=_combine(gaps, rules),
        lo=_combine(best, rules),
        hi=_combine(worst, rules),
        mean=mean,
        tail=tail,
        domains={d: Gauge(value=gaps[d], lo=best[d], hi=worst[d]) for d in gaps},
        contributions=_contributions(scored, gaps, rules) if shares else (),
    )


def _domain_gaps(items: Iterable[Item], pick: Callable[[Item], float]) -> dict[str, float]:
    totals: dict[str, tuple[float, float]] = {}
    for item in sorted(items, key=lambda item: item.question.id):
        weight, whole = totals.get(item.question.domain, (0.0, 0.0))
        more = item.question.weight
        totals[item.question.domain] = (weight + more, whole + more * pick(item))
    # a sum of shares may miss 1 by a rounding error; a gauge may not
    return {d: min(1.0, max(0.0, whole / weight)) for d, (weight, whole) in totals.items()}


def _mean(gaps: Mapping[str, float]) -> float:
    return sum(gaps[d] for d in sorted(gaps)) / len(gaps)


def _tail_weights(gaps: Mapping[str, float], rules: VendorRules) -> dict[str, float]:
    """Return the share of each domain in the mean of the worst; a part counts in part."""
    left = mass = max(1.0, rules.number("tail_share") * len(gaps))
    weights = {}
    for domain in sorted(gaps, key=lambda d: (-gaps[d], d)):
        taken = min(1.0, left)
        weights[domain] = taken / mass
        left -= taken
    return weights


def _tail(gaps: Mapping[str, float], rules: VendorRules) -> float:
    return sum(share * gaps[d] for d, share in _tail_weights(gaps, rules).items())


def _combine(gaps: Mapping[str, float], rules: VendorRules) -> float:
    whole = rules.number("mean_weight") * _mean(gaps) + rules.number("tail_weight") * _tail(
        gaps, rules
    )
    return min(1.0, max(0.0, whole))


def _contributions(
    items: Iterable[Item], gaps: Mapping[str, float], rules: VendorRules
) -> tuple[Contribution, ...]:
    tail = _tail_weights(gaps, rules)
    even = rules.number("mean_weight") / len(gaps)
    items = list(items)
    weights: dict[str, float] = {}
    for item in items:
        domain = item.question.domain
        weights[domain] = weights.get(domain, 0) + item.question.weight
    parts = []
    for item in items:
        domain = item.question.domain
        factor = even + rules.number("tail_weight") * tail[domain]
        share = 100 * factor * item.question.weight / weights[domain] * item.gap
        if share > 0:
            # not validated once more: ids come from the knowledge, and there are very many
            parts.append(
                Contribution.model_construct(kind="question", id=item.question.id, share=share)
            )
    return tuple(sorted(parts, key=lambda part: (-part.share, part.id)))


def coverage(items: Iterable[Item]) -> float:
    """Return the share of the scored questions, by weight, that were answered (0–1)."""
    scored = [item for item in items if item.scored]
    whole = sum(item.question.weight for item in scored)
    return sum(item.question.weight for item in scored if item.answered) / whole if whole else 0.0


def not_applicable_share(items: Iterable[Item]) -> float:
    """Return the share of all questions, by weight, approved as not applicable (0–1)."""
    everything = list(items)
    whole = sum(item.question.weight for item in everything)
    out = sum(item.question.weight for item in everything if not item.scored)
    return out / whole if whole else 0.0
