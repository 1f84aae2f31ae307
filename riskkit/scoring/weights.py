"""The weights of ``riskkit-v1`` for one engagement, read from the knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..catalogue import Knowledge
from ..model.assessment import Column
from ..model.inventory import Header
from ..model.knowledge import Category
from ..model.weights import Effect, ExposureFactor, Matrix
from .case import Constants, sensitivity
from .controls import ProofScale
from .levels import Bands, LevelMethod, MatrixLevels

Tier = Literal["none", "low", "medium", "high"]
TIERS: tuple[Tier, ...] = ("none", "low", "medium", "high")
Three = tuple[float, float, float]


@dataclass(frozen=True)
class Weights:
    """Every number a score needs beside the client's facts.

    Parameters
    ----------
    phases : the phases of an event an asset may be in; none where there is no event
    effects : control id to what it takes away from each pathway; only controls of the scenario
    applies : control id to the carriers it protects and whether a vendor is enough
    after_plan : strength of a planned control once done, (lo, point, hi)
    entity_categories : entity of the scan to the category of data it belongs to
    """

    pathways: tuple[str, ...]
    phases: frozenset[str]
    factors: Mapping[str, ExposureFactor]
    effects: Mapping[str, Mapping[str, float]]
    gap_weight: Mapping[str, float]
    applies: Mapping[str, tuple[frozenset[str], bool]]
    proof: ProofScale
    after_plan: Three
    constants: Constants
    identifiability: Mapping[str, float]
    categories: Mapping[str, Category]
    entity_categories: Mapping[str, str]
    methods: Mapping[str, LevelMethod]

    @property
    def decades(self) -> float:
        """The number of persons, as a power of ten, at which volume counts in full."""
        return self.constants.volume_decades

    def sensitivity(self, category: str) -> float:
        """Return the sensitivity of one category, in [0, 1]."""
        return self.categories[category].sensitivity

    def sensitivity_of(self, categories: Iterable[str]) -> float:
        """Return the sensitivity of a set of categories, in [0, 1]."""
        held = {c: self.sensitivity(c) for c in categories}
        return sensitivity(held, self.constants.accumulation)

    def tier(self, categories: Iterable[str]) -> Tier:
        """Return the highest tier among categories (就高从严)."""
        return max((self.categories[c].tier for c in categories), key=TIERS.index, default="none")

    def identifies(self, category: str) -> bool:
        """Say whether a category alone singles a person out."""
        return self.categories[category].identifies

    def legal(self, categories: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return, by law, which of the categories it names as sensitive."""
        result: dict[str, tuple[str, ...]] = {}
        for category in categories:
            for law, view in self.categories[category].legal.items():
                held = result.setdefault(law, ())
                result[law] = (*held, category) if view.value == "yes" else held
        return result

    def implied(self, subjects: Iterable[str]) -> tuple[str, ...]:
        """Return the categories that data of such subjects is, whatever it says of them."""
        wanted = frozenset(subjects)
        return tuple(c.id for c in self.categories.values() if wanted & set(c.subjects))

    def found_categories(self, columns: Iterable[Column]) -> tuple[str, ...]:
        """Return the personal categories that scanned columns hold, spans in texts included."""
        found: set[str] = set()
        for column in columns:
            if column.personal:
                found.add(column.category or "")
                found.update(self.entity_categories.get(e, "") for e in column.entities)
        return tuple(sorted(c for c in found if c in self.categories))


def weights_for(knowledge: Knowledge, header: Header) -> Weights:
    """Return the weights for an engagement: the controls of its scenario, its chosen methods."""
    scales = {id: scale.three for id, scale in knowledge.entries("scales").items()}
    controls = {
        id: control
        for id, control in knowledge.entries("controls").items()
        if header.scenario in control.scenarios
    }
    effects: Mapping[str, Effect] = knowledge.entries("effects")
    return Weights(
        pathways=tuple(knowledge.entries("pathways")),
        phases=_phases(header.scenario, knowledge),
        factors=knowledge.entries("exposure"),
        effects={id: effects[id].effects for id in controls},
        gap_weight={id: float(effects[id].weight) for id in controls},
        applies=_applies(controls, knowledge),
        proof=ProofScale(
            claimed=_group(scales, "status"),
            credit=_group(scales, "credit"),
            review_months={id: c.review_months for id, c in controls.items() if c.review_months},
            default_months=scales["decay.default_months"][1],
            decay=(scales["decay.start"][1], scales["decay.end"][1]),
        ),
        after_plan=scales["plan.done"],
        constants=Constants(**{n: t[1] for n, t in _group(scales, "constant").items()}),
        identifiability={name: t[1] for name, t in _group(scales, "identifiers").items()},
        categories=knowledge.entries("categories"),
        entity_categories={
            id: entity.category for id, entity in knowledge.entries("detection/entities").items()
        },
        methods=_methods(header.methods, knowledge, scales),
    )


def _phases(scenario: str, knowledge: Knowledge) -> frozenset[str]:
    known = knowledge.entries("scenarios").get(scenario)
    if known is None or not known.event:
        return frozenset()
    return frozenset(phase.id for phase in known.phases)


def _group(scales: Mapping[str, Three], prefix: str) -> dict[str, Three]:
    dot = f"{prefix}."
    return {id.removeprefix(dot): three for id, three in scales.items() if id.startswith(dot)}


def _applies(
    controls: Mapping[str, Any], knowledge: Knowledge
) -> dict[str, tuple[frozenset[str], bool]]:
    reach = knowledge.entries("applies")
    return {
        id: (
            frozenset(carrier for tag in control.assets for carrier in reach[tag].carriers),
            any(reach[tag].needs_vendor for tag in control.assets),
        )
        for id, control in controls.items()
    }


def _methods(
    wanted: Iterable[str], knowledge: Knowledge, scales: Mapping[str, Three]
) -> dict[str, LevelMethod]:
    methods: dict[str, LevelMethod] = {}
    for name in wanted:
        matrix = knowledge.matrix(name)
        if matrix is not None:
            methods[name] = _matrix(matrix)
        elif name == "riskkit-v1":
            bands = sorted((t[1], label) for label, t in _group(scales, "band").items())
            methods[name] = Bands(tuple(s for s, _ in bands), tuple(label for _, label in bands))
    return methods


def _matrix(matrix: Matrix) -> MatrixLevels:
    return MatrixLevels(
        tuple(step.start for step in matrix.severity),
        tuple(step.start for step in matrix.likelihood),
        matrix.cells,
    )
