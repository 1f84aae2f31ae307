"""The overall gap of a vendor: 0 all there and proven, 1 nothing; with bounds and shares.

Domains weigh alike. To their mean is added the mean of the worst quarter of them (a conditional
value at risk), so that one bad domain cannot be averaged away; the sum stays monotone in every
answer, and so the bounds are exact: the same formula at the best and the worst of every answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from operator import mul

from ..model.assessment import Gauge
from .answers import Item
from .rules import VendorRules


@dataclass(frozen=True)
class Overall:
    """The overall gap with its bounds, its two parts, its domains, and what each answer adds.

    `parts` are points (0-100) by question, the most first; they sum to ``100 * value``.
    """

    value: float
    lo: float
    hi: float
    mean: float
    tail: float
    domains: Mapping[str, Gauge]
    parts: Mapping[str, float]


def overall_gap(items: Iterable[Item], rules: VendorRules) -> Overall | None:
    """Combine the gaps of single answers into one.

    ``G = a * mean(D) + b * CVaR(D)`` with ``D_d`` the weighted mean gap of domain d, and a, b
    and the share of the tail from the knowledge (0.6, 0.4, a quarter).

    Parameters
    ----------
    items : iterable of Item
    rules : VendorRules

    Returns
    -------
    Overall or None
        None if there is nothing to score.

    References
    ----------
    Rockafellar and Uryasev, Optimization of conditional value-at-risk, Journal of Risk 2 (2000).
    """
    scored = [item for item in items if item.scored]
    if not scored:
        return None
    domains = _domains(scored)
    gaps, best, worst = ({d: bounds[at] for d, bounds in domains.items()} for at in range(3))
    return Overall(
        value=_combine(gaps, rules),
        lo=_combine(best, rules),
        hi=_combine(worst, rules),
        mean=_mean(gaps),
        tail=_tail(gaps, rules),
        domains={d: Gauge(value=v, lo=lo, hi=hi) for d, (v, lo, hi) in domains.items()},
        parts=_parts(scored, gaps, rules),
    )


def _domains(items: Iterable[Item]) -> dict[str, tuple[float, float, float]]:
    """Return the weighted means of gap, best and worst; sums are exact, so order is nothing."""
    members: dict[str, list[Item]] = {}
    for item in items:
        members.setdefault(item.question.domain, []).append(item)
    return {domain: _means(members[domain]) for domain in sorted(members)}


def _means(items: list[Item]) -> tuple[float, float, float]:
    weights = [item.question.weight for item in items]
    whole = fsum(weights)
    return (
        _share(map(mul, weights, [item.gap for item in items]), whole),
        _share(map(mul, weights, [item.lo for item in items]), whole),
        _share(map(mul, weights, [item.hi for item in items]), whole),
    )


def _share(parts: Iterable[float], whole: float) -> float:
    # a sum of shares may miss 1 by a rounding error; a gauge may not
    return min(1.0, max(0.0, fsum(parts) / whole))


def _mean(gaps: Mapping[str, float]) -> float:
    return fsum(gaps.values()) / len(gaps)


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


def _parts(
    items: Sequence[Item], gaps: Mapping[str, float], rules: VendorRules
) -> dict[str, float]:
    tail = _tail_weights(gaps, rules)
    even, worst = rules.number("mean_weight") / len(gaps), rules.number("tail_weight")
    weights: dict[str, float] = {}
    for item in items:
        domain = item.question.domain
        weights[domain] = weights.get(domain, 0) + item.question.weight
    each = {d: 100 * (even + worst * tail[d]) / whole for d, whole in weights.items()}
    parts = {i.question.id: each[i.question.domain] * i.question.weight * i.gap for i in items}
    most_first = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
    return {id: share for id, share in most_first if share > 0}


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
