"""Scores with their bounds and reasons: of assets and of scenarios."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .inventory import Ids
from .value import Argument, Id, Interval, Points, Reason, Share, Text, Value


class Span(Value):
    """A score on 0–100 with its exact bounds: `lo` all unknowns at best, `hi` at worst."""

    score: Points
    lo: Points
    hi: Points


class Gauge(Value):
    """A likelihood or severity on 0–1 with its bounds."""

    value: Share
    lo: Share
    hi: Share


class Level(Value):
    """What a method calls a risk: one label where the bounds agree, else the range of labels."""

    method: str
    label: str
    lo: str
    hi: str


class Risk(Span):
    """A risk score with likelihood and severity, and the level each method gives it.

    `level` is by method the label at the likely value; `level_range` the labels at both bounds.
    `worst` is the likelihood of the worst pathway alone, which is what matrices rate by.
    """

    likelihood: Gauge
    severity: Gauge
    worst: Gauge | None = None
    level: dict[str, str] = {}
    level_range: dict[str, tuple[str, str]] = {}

    def named(self, method: str | None) -> Level | None:
        """Return what `method` calls the risk, or None if it was not asked."""
        if method is None or method not in self.level:
            return None
        lo, hi = self.level_range[method]
        return Level(method=method, label=self.level[method], lo=lo, hi=hi)


class Sensitivity(Value):
    """How much harm the data can do: 0–1, the tier, and what each law calls it."""

    score: Share
    tier: Literal["none", "low", "medium", "high"]
    legal: dict[str, tuple[str, ...]] = {}
    because: tuple[Reason, ...] = ()


class Exposure(Value):
    """How far the data can get out before any control: 0–1 with bounds."""

    score: Share
    lo: Share
    hi: Share
    because: tuple[Reason, ...] = ()


class Gap(Value):
    """The weighted share of applicable controls that is not there or not proven: 0–1."""

    score: Share
    lo: Share
    hi: Share
    missing: Ids = ()
    unproven: Ids = ()


class Contribution(Value):
    """What part of a score one cause carries; the shares of a score sum to the score."""

    kind: str
    id: str
    share: float = Field(ge=0)


Three = tuple[float, float, float]
"""A number at its best for the person, as it is likely, and at its worst."""


class Basis(Value):
    """What an asset's scores were computed from, so that anyone can compute them again.

    Parameters
    ----------
    identifiability : how directly the data names people, in [0, 1], at best, likely, worst
    factors : exposure factor to its value in [0, 1], at best, likely, worst
    closed : the pathways that are closed whatever the factors say, at best, likely, worst
    strengths : applicable control to its strength in [0, 1], at worst, likely, best
    unclaimed : applicable controls of which nothing is known
    planned : controls that the plan brings
    """

    identifiability: Three
    factors: dict[str, Three]
    closed: tuple[Ids, Ids, Ids] = ((), (), ())
    strengths: dict[str, Three] = {}
    unclaimed: Ids = ()
    planned: Ids = ()


class AssetRisk(Value):
    """One data asset, assessed."""

    id: Id
    name: str
    carrier: str
    owner: str | None = None
    location: str | None = None
    phase: str | None = None
    declared: Ids = ()
    found: Ids = ()
    persons: Interval = Interval()
    declared_tier: str | None = None
    third_parties: Ids = ()
    sensitivity: Sensitivity
    exposure: Exposure
    gap: Gap
    inherent: Risk
    residual: Risk
    planned: Risk
    contributions: tuple[Contribution, ...] = ()
    coverage: Share
    unknown: tuple[str, ...] = ()
    basis: Basis | None = None


class ScenarioRisk(Value):
    """One risk scenario across the assets it touches.

    `residual` is what is left with the controls as proven today, `committed` after the measures
    of the plan that have an owner and a date, `planned` after all of them.
    """

    id: Id
    name: Text
    pathway: str
    assets: Ids = ()
    inherent: Risk
    residual: Risk
    committed: Risk | None = None
    planned: Risk
    override: dict[str, Argument] | None = None
