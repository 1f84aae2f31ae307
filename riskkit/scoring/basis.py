"""What an asset's scores rest on, kept beside them so that they can be computed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.risk import Basis, Three
from .case import Case
from .controls import UNKNOWN, Strength
from .facts import AssetFacts

_DIGITS = 9
_NOTHING = (UNKNOWN.lo, UNKNOWN.point, UNKNOWN.hi)


def basis_of(
    facts: AssetFacts, three: tuple[Case, Case, Case], plan: Mapping[str, Strength]
) -> Basis:
    """Return what the scores of an asset rest on, as it is kept in the assessment.

    Categories and persons are told by the asset itself and not repeated.
    """
    best, likely, worst = (tuple(sorted(paths)) for paths in facts.closed)
    known = {id: s for id, s in facts.strengths.items() if (s.lo, s.point, s.hi) != _NOTHING}
    return Basis(
        identifiability=_three(case.identifiability for case in three),
        factors={id: _three(reading) for id, reading in facts.readings.items()},
        closed=(best, likely, worst),
        strengths={id: _three((s.lo, s.point, s.hi)) for id, s in known.items()},
        unclaimed=tuple(id for id in facts.strengths if id not in known),
        planned=tuple(id for id in facts.strengths if id in plan),
    )


def _three(values: Iterable[float]) -> Three:
    lo, point, hi = (round(value, _DIGITS) for value in values)
    return lo, point, hi
