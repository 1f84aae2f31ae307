"""Numbers as they are told: points and shares to six places, and parts that still sum up.

Rounding keeps the order of any two numbers, so nothing that is told can rise where what it is
computed from falls.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model.assessment import Contribution, Gauge

PLACES = 6


def points(share: float) -> float:
    """Return a share (0–1) as points (0–100).

    >>> points(1 / 3)
    33.333333
    """
    return tidy(100 * share)


def tidy(number: float) -> float:
    """Return a number to six places."""
    return round(number, PLACES)


def tidy_gauges(gauges: Mapping[str, Gauge]) -> dict[str, Gauge]:
    """Return gauges (0–1) with their three numbers to six places."""
    return {
        id: Gauge(value=tidy(g.value), lo=tidy(g.lo), hi=tidy(g.hi)) for id, g in gauges.items()
    }


def tidy_parts(parts: Mapping[str, float]) -> tuple[Contribution, ...]:
    """Return what questions add to a sum to six places so that they sum to the rounded sum.

    Each part is the step between two rounded running sums, off by less than a millionth.
    """
    told, whole, before = [], 0.0, 0.0
    for id, share in parts.items():
        whole += share
        now = tidy(whole)
        told.append(Contribution(kind="question", id=id, share=tidy(now - before)))
        before = now
    return tuple(told)
