"""The arithmetic of ``riskkit-v1``: one set of values in, one risk out; pure numbers.

An unknown is never given a default here: callers evaluate the same formulas at the best, the
likely and the worst admissible values. Every formula is monotone in every input, so those
evaluations *are* the exact bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log1p, log10, prod

CERTAIN = 1 - 1e-12
"""Largest probability whose logarithm is still finite; keeps contributions additive."""


@dataclass(frozen=True)
class Constants:
    """The constants of the formulas, each in [0, 1] but `volume_decades` (> 0)."""

    accumulation: float
    volume: float
    volume_decades: float
    identifiability: float
    floor: float


@dataclass(frozen=True)
class Case:
    """One admissible state of an asset.

    Parameters
    ----------
    categories : mapping of category id to sensitivity in [0, 1]
    persons : number of persons, >= 0
    identifiability : in [0, 1], 1 for direct identifiers
    factors : mapping of exposure-factor id to mapping of pathway id to ``w * x`` in [0, 1)
    strengths : mapping of control id to strength in [0, 1]
    """

    categories: Mapping[str, float]
    persons: float
    identifiability: float
    factors: Mapping[str, Mapping[str, float]]
    strengths: Mapping[str, float]


@dataclass(frozen=True)
class Outcome:
    """What a case comes to: severity, likelihood by pathway before and after controls, risk."""

    severity: float
    exposure: Mapping[str, float]
    remaining: Mapping[str, float]
    inherent: float
    residual: float

    def likelihood(self, *, controlled: bool) -> float:
        """Return the likelihood in [0, 1] that any pathway is taken."""
        kept = self.remaining if controlled else dict.fromkeys(self.exposure, 1.0)
        return any_of(self.exposure[p] * kept[p] for p in self.exposure)

    def worst_likelihood(self, *, controlled: bool) -> float:
        """Return the likelihood in [0, 1] of the pathway most likely taken."""
        kept = self.remaining if controlled else dict.fromkeys(self.exposure, 1.0)
        return max((self.exposure[p] * kept[p] for p in self.exposure), default=0.0)


def any_of(chances: Iterable[float]) -> float:
    """Return the chance that at least one of independent events happens (noisy-OR)."""
    return 1 - prod(1 - chance for chance in chances)


def sensitivity(categories: Mapping[str, float], accumulation: float) -> float:
    """Return the sensitivity of a set of categories: the highest, raised by what joins it.

    ``S = M + (1 - M) * (1 - prod(1 - g * s_c))`` over all but one highest category.

    References
    ----------
    The higher-and-stricter principle (就高从严) of GB/T 43697-2024, section 4, with an
    accumulation term of our own.

    Examples
    --------
    >>> sensitivity({"name": 0.4}, 0.15)
    0.4
    >>> sensitivity({"name": 0.4, "id_document": 0.8}, 0.15) > 0.8
    True
    """
    ordered = sorted(categories.values(), reverse=True)
    if not ordered:
        return 0.0
    highest = ordered[0]
    return highest + (1 - highest) * any_of(accumulation * s for s in ordered[1:])


def severity(case: Case, constants: Constants) -> float:
    """Return how hard persons are hit, in [0, 1], if the data gets out.

    ``I = S * (1 - a * (1 - V)) * (d0 + (1 - d0) * D)`` with ``V = log10(n) / 7`` within [0, 1].
    """
    scale = 0.0 if case.persons < 1 else min(log10(case.persons) / constants.volume_decades, 1.0)
    volume = 1 - constants.volume * (1 - scale)
    known = constants.identifiability + (1 - constants.identifiability) * case.identifiability
    return sensitivity(case.categories, constants.accumulation) * volume * known


def evaluate(
    case: Case,
    pathways: Iterable[str],
    effects: Mapping[str, Mapping[str, float]],
    constants: Constants,
) -> Outcome:
    """Evaluate a case.

    Parameters
    ----------
    case : Case
    pathways : iterable of pathway ids
    effects : mapping of control id to mapping of pathway id to effect in [0, 1)
    constants : Constants

    Returns
    -------
    Outcome
        ``L_p = 1 - prod(1 - w x)``, ``R_p = max(floor, prod(1 - e m))`` and
        ``risk = 100 * (1 - prod(1 - I L_p R_p))``; the inherent risk has every ``R_p = 1``.
    """
    harm = severity(case, constants)
    exposure, remaining = {}, {}
    for pathway in pathways:
        exposure[pathway] = any_of(by.get(pathway, 0.0) for by in case.factors.values())
        left = prod(
            1 - by[pathway] * case.strengths.get(control, 0.0)
            for control, by in effects.items()
            if pathway in by
        )
        remaining[pathway] = max(constants.floor, left)
    return Outcome(
        severity=harm,
        exposure=exposure,
        remaining=remaining,
        inherent=100 * any_of(harm * chance for chance in exposure.values()),
        residual=100 * any_of(harm * exposure[p] * remaining[p] for p in exposure),
    )


def shares(outcome: Outcome, factors: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Split the residual risk over ``pathway/factor`` pairs; the parts sum to the risk.

    On the scale of ``-ln(1 - p)`` independent causes add, so the split needs no order
    and no sampling.
    """
    weight = {
        p: -log1p(-min(outcome.severity * outcome.exposure[p] * outcome.remaining[p], CERTAIN))
        for p in outcome.exposure
    }
    total = sum(weight.values())
    if total <= 0:
        return {}
    result = {}
    for pathway, part in weight.items():
        causes = {
            name: -log1p(-min(by[pathway], CERTAIN))
            for name, by in factors.items()
            if by.get(pathway, 0) > 0
        }
        whole = sum(causes.values())
        for name, cause in causes.items():
            result[f"{pathway}/{name}"] = outcome.residual * part / total * cause / whole
    return result
