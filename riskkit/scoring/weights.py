"""The weights of ``riskkit-v1`` for one engagement, read from the knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..catalogue import Knowledge
from ..model.assessment import Column
from ..model.inventory import Header
from ..model.knowledge import ExposureFactor
from .case import Constants, sensitivity
from .controls import ProofScale
from .levels import LevelMethod

TIERS = ("none", "low", "medium", "high")


@dataclass(frozen=True)
class Weights:
    """Every number a score needs beside the client's facts.

    Parameters
    ----------
    applies : control id to the carriers it protects and whether it needs a vendor at hand
    after_plan : strength of a planned control once done, (lo, point, hi)
    """

    pathways: tuple[str, ...]
    factors: Mapping[str, ExposureFactor]
    effects: Mapping[str, Mapping[str, float]]
    gap_weight: Mapping[str, float]
    applies: Mapping[str, tuple[frozenset[str], bool]]
    proof: ProofScale
    after_plan: tuple[float, float, float]
    constants: Constants
    identifiability: Mapping[str, float]
    stops: frozenset[str]
    sensitivities: Mapping[str, float]
    tiers: Mapping[str, str]
    direct: frozenset[str]
    laws: Mapping[str, Mapping[str, str]]
    entity_categories: Mapping[str, str]
    methods: Mapping[str, LevelMethod]

    @property
    def decades(self) -> float:
        """The number of persons, as a power of ten, at which volume counts in full."""
        return self.constants.volume_decades

    def sensitivity(self, category: str) -> float:
        """Return the sensitivity of one category, in [0, 1]."""
        return self.sensitivities[category]

    def sensitivity_of(self, categories: Iterable[str]) -> float:
        """Return the sensitivity of a set of categories, in [0, 1]."""
        return sensitivity(
            {c: self.sensitivities[c] for c in categories}, self.constants.accumulation
        )

    def tier(self, categories: Iterable[str]) -> str:
        """Return the highest tier among categories (就高从严)."""
        return max((self.tiers[c] for c in categories), key=TIERS.index, default="none")

    def legal(self, categories: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return, by law, which of the categories it names as sensitive."""
        return {
            law: tuple(c for c in categories if views.get(c) == "yes")
            for law, views in self.laws.items()
        }

    def found_categories(self, columns: Iterable[Column]) -> tuple[str, ...]:
        """Return the personal categories that scanned columns hold, spans in texts included."""
        found: set[str] = set()
        for column in columns:
            if not column.personal:
                continue
            if column.category:
                found.add(column.category)
            found.update(self.entity_categories.get(e, "") for e in column.entities)
        return tuple(sorted(c for c in found if c in self.sensitivities))
