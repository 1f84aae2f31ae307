"""From continuous scores to the words a method uses: bands, and matrices regulators expect.

A matrix loses order (two risks in one cell may differ much), so it is only ever printed
beside the continuous score; risks are ranked by the score.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..model.assessment import Gauge, Risk, Span


class LevelMethod(Protocol):
    """A method that names a level from a score, a severity and a likelihood."""

    def label(self, score: float, severity: float, likelihood: float) -> str:
        """Return the level's id."""
        ...


@dataclass(frozen=True)
class Bands:
    """Levels by score: `labels[i]` from `starts[i]` on, `starts` ascending from 0."""

    starts: tuple[float, ...]
    labels: tuple[str, ...]

    def label(self, score: float, severity: float, likelihood: float) -> str:
        """Return the level of the score alone."""
        return self.labels[bisect_right(self.starts, score) - 1]


@dataclass(frozen=True)
class MatrixLevels:
    """Levels by severity and likelihood: both are cut at thresholds, the cell is looked up.

    Parameters
    ----------
    severity_from, likelihood_from : ascending thresholds in [0, 1], the first 0
    cells : rows by severity (lowest first), columns by likelihood (lowest first)
    """

    severity_from: tuple[float, ...]
    likelihood_from: tuple[float, ...]
    cells: tuple[tuple[str, ...], ...]

    def label(self, score: float, severity: float, likelihood: float) -> str:
        """Return the label of the cell that severity and likelihood fall into."""
        row = bisect_right(self.severity_from, severity) - 1
        column = bisect_right(self.likelihood_from, likelihood) - 1
        return self.cells[row][column]


def leveled(
    span: Span,
    severity: Gauge,
    likelihood: Gauge,
    *,
    worst: Gauge,
    methods: Mapping[str, LevelMethod],
) -> Risk:
    """Return a risk with the level each method gives it, at its point and at both bounds.

    Matrices take `worst`, the likelihood of the worst pathway, as their methods rate each
    feared event by itself; `likelihood` is that of any pathway at all.
    """

    def label(method: LevelMethod, end: str) -> str:
        score = getattr(span, "score" if end == "value" else end)
        return method.label(score, getattr(severity, end), getattr(worst, end))

    return Risk(
        lo=span.lo,
        score=span.score,
        hi=span.hi,
        severity=severity,
        likelihood=likelihood,
        worst=worst,
        level={name: label(method, "value") for name, method in methods.items()},
        level_range={
            name: (label(method, "lo"), label(method, "hi")) for name, method in methods.items()
        },
    )


def gauge(lo: float, value: float, hi: float) -> Gauge:
    """Return a gauge with its three values clipped to [0, 1] and rounded as stored."""
    return Gauge(value=stored(value), lo=stored(lo), hi=stored(hi))


def stored(share: float) -> float:
    """Round a share of 1 as it is kept in ``assessment.json``: six decimals, within [0, 1]."""
    return round(min(max(share, 0.0), 1.0), 6)


def points(score: float) -> float:
    """Round points of 100 as they are kept in ``assessment.json``: four decimals."""
    return round(min(max(score, 0.0), 100.0), 4)


def rounded_parts(parts: Mapping[str, float], total: float) -> dict[str, float]:
    """Round parts so that they still sum to the rounded total; the largest takes the rest."""
    result = {name: round(part, 4) for name, part in parts.items() if round(part, 4) > 0}
    if result:
        largest = max(result, key=lambda name: (result[name], name))
        result[largest] = round(result[largest] + total - sum(result.values()), 4)
    return result


def worst(labels: Iterable[str], order: Iterable[str]) -> str:
    """Return the label that stands last in `order`."""
    place = {label: index for index, label in enumerate(order)}
    return max(labels, key=lambda label: place[label])
