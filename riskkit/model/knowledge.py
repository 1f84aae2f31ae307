"""The nouns of the knowledge: one class for each kind of entry in ``knowledge/*.yaml``.

Everything a consultant may argue with (a weight, a threshold, a wording) is an entry of one
of these classes, and every weight carries the source or the rationale it rests on.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, field_validator, model_validator

from .value import Id, Share, Text, Value

Words = tuple[str, ...]
Verified = Literal["primary", "secondary", "unverified"]
LawList = Literal["pipl_28", "gbt35273_b1", "gbt45574_a", "gdpr_9", "ccpa_spi"]


class Term(Value):
    """One value of a vocabulary: its id, how it is shown, and what else a client may type."""

    id: Id
    text: Text
    also: Words = ()

    @property
    def vocabulary(self) -> str:
        """The vocabulary the term belongs to: ``tier`` in ``tier.high``."""
        return self.id.partition(".")[0]

    @property
    def value(self) -> str:
        """The value a folder holds once it has been read: ``high`` in ``tier.high``."""
        return self.id.partition(".")[2]


class LegalView(Value):
    """What one law says of a category: on its list of sensitive data or not, and by which clause.

    ``harm_test`` is an open list where the harm to the person decides; ``other`` holds only
    under the condition that `basis` names.
    """

    value: Literal["yes", "no", "harm_test", "other", "unverified"]
    basis: str = Field(min_length=1)
    verified: Verified


class Category(Value):
    """A category of data, how much harm it can do, and how each law sees it.

    `identifies` says whether it singles a person out without a second source.
    """

    id: Id
    text: Text
    tier: Literal["none", "low", "medium", "high"]
    sensitivity: Share
    personal: bool
    identifies: bool
    legal: dict[LawList, LegalView]
    also: Words = ()
    source: str = Field(min_length=1)
    rationale: str = Field(min_length=1)

    @field_validator("legal")
    @classmethod
    def _every_law(cls, legal: dict[LawList, LegalView]) -> dict[LawList, LegalView]:
        missing = set(get_args(LawList)) - set(legal)
        if missing:
            raise ValueError(f"no view of {', '.join(sorted(missing))}")
        return legal


class Family(Value):
    """A family of controls or a capability of the product, with the controls in it."""

    id: Id
    text: Text
    controls: tuple[Id, ...]


class Control(Value):
    """A control of the catalogue: what it asks, what proves it, where it applies.

    `assets` are the carriers it protects, or ``all``, ``people``, ``vendor``, ``premises``,
    ``network``; ``applies.yaml`` says what each means. `review_months` is how long a proof
    stays fresh; None for a control that is done once, within a project.
    """

    id: Id
    family: Id
    text: Text
    description: Text
    evidence: tuple[Text, ...] = Field(min_length=1)
    category: Id
    csf_function: Id
    assessment_mode: Id
    core: bool
    review_months: int | None = Field(default=None, gt=0)
    capabilities: tuple[Id, ...] = ()
    assets: tuple[Id, ...] = Field(min_length=1)
    lifecycle: tuple[Id, ...] = Field(min_length=1)
    scenarios: tuple[Id, ...] = Field(min_length=1)
    registers: tuple[Id, ...] = ()
    mappings: dict[str, Words] = {}
    mappings_verified: Verified = "unverified"
    seed_ids: tuple[Id, ...] = ()


class Holding(Value):
    """A typical asset of a scenario and the carriers it comes on."""

    text: Text
    carriers: tuple[Id, ...] = Field(min_length=1)


class Threat(Value):
    """What can go wrong in a scenario: the feared event it leads to, on what, and when.

    Without a `pathway` it breaks a duty to the person and is checked, not scored.
    """

    id: Id
    text: Text
    pathway: Id | None = None
    carriers: tuple[Id, ...] = Field(min_length=1)
    phases: tuple[Id, ...] = Field(min_length=1)


class Phase(Value):
    """A phase of a scenario: the controls that must stand in it and what to tick off."""

    id: Id
    text: Text
    controls: tuple[Id, ...] = Field(min_length=1)
    checklist: tuple[Text, ...] = Field(min_length=1)


class Sector(Value):
    """What a sector adds to the steady state: typical data, a typical case, controls to stress."""

    id: Id
    text: Text
    data: Text
    case: Text
    stress: tuple[Id, ...] = Field(min_length=1)
    kpi: tuple[Text, ...] = Field(min_length=1)


class Scenario(Value):
    """An event an engagement is assessed for: who takes part, what is held, what can go wrong."""

    id: Id
    text: Text
    note: Text
    seeds: str
    actors: tuple[Text, ...] = Field(min_length=1)
    assets: tuple[Holding, ...] = Field(min_length=1)
    threats: tuple[Threat, ...] = Field(min_length=1)
    phases: tuple[Phase, ...] = Field(min_length=1)
    sectors: tuple[Sector, ...] = ()


class Pathway(Value):
    """A feared event: how data does harm, and which of CNIL's three feared events it is."""

    id: Id
    text: Text
    cnil: Literal["illegitimate access", "unwanted modification", "disappearance"]
    rationale: str = Field(min_length=1)
    source: str = Field(min_length=1)


class Band(Value):
    """A step of a factor: from `start` up to the next band it is worth `x`, in [0, 1]."""

    start: float = Field(alias="from")
    x: Share


class ExposureFactor(Value):
    """A fact of an asset that makes feared events likely.

    Parameters
    ----------
    field : field of the asset the factor reads; ``retention`` is the months past the period
    kind : ``choice`` reads `values`; ``bands`` a number, ``count`` how many a list names
    weights : pathway id to weight in [0, 1); the likelihood is ``1 - prod(1 - weight * x)``
    carriers : the only carriers it concerns (empty: all); on others it is 0, not unknown
    stops : by choice, the pathways closed whatever the other factors say
    """

    id: Id
    field: str
    kind: Literal["choice", "bands", "count"]
    text: Text
    values: dict[str, Share] = {}
    bands: tuple[Band, ...] = ()
    weights: dict[str, Annotated[float, Field(ge=0, lt=1)]] = Field(min_length=1)
    carriers: tuple[Id, ...] = ()
    stops: dict[str, tuple[Id, ...]] = {}
    rationale: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.kind == "choice") != bool(self.values) or bool(self.values) == bool(self.bands):
            raise ValueError("a choice needs `values`, any other kind needs `bands`")
        starts, heights = [b.start for b in self.bands], [b.x for b in self.bands]
        if self.bands and (starts[0] != 0 or starts != sorted(set(starts))):
            raise ValueError("bands must start at 0 and ascend")
        if heights != sorted(heights):
            raise ValueError("a later band may not be worth less: the bounds would not be exact")
        if not self.stops.keys() <= self.values.keys():
            raise ValueError("`stops` names a choice that `values` does not have")
        return self

    def at(self, number: float | None) -> float:
        """Return x in [0, 1] at a number >= 0; None is without upper bound."""
        if number is None:
            return self.bands[-1].x
        return next(b.x for b in reversed(self.bands) if b.start <= max(number, 0))


class Reach(Value):
    """What an asset tag of a control stands for: carriers, or any asset a third party touches."""

    id: Id
    carriers: tuple[Id, ...]
    needs_vendor: bool = False
    rationale: str = Field(min_length=1)


class Effect(Value):
    """What one control takes away from each pathway, and how much it counts for the gap.

    Parameters
    ----------
    id : the control
    effects : pathway id to the share of its likelihood taken away, in [0, 1)
    weight : 3 if a clause under `law` demands the control, 2 if it is core, else 1
    """

    id: Id
    effects: dict[str, Annotated[float, Field(ge=0, lt=1)]]
    weight: Literal[1, 2, 3]
    law: tuple[Id, ...] = ()
    rationale: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _duty_names_its_clause(self) -> Self:
        if (self.weight == 3) != bool(self.law):
            raise ValueError("weight 3 and a clause under `law` go together")
        return self


class Scale(Value):
    """A number of the score at its worst, likely and best; `value` in a file means all three."""

    id: Id
    lo: float
    point: float
    hi: float
    rationale: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _one_for_all(cls, data: Any) -> Any:
        if isinstance(data, dict) and "value" in data:
            value = data["value"]
            data = {k: v for k, v in data.items() if k != "value"}
            return {**data, "lo": value, "point": value, "hi": value}
        return data

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.lo <= self.point <= self.hi:
            raise ValueError("lo, point and hi must ascend")
        return self

    @property
    def three(self) -> tuple[float, float, float]:
        """The three numbers: worst, likely, best."""
        return (self.lo, self.point, self.hi)


class Step(Value):
    """A step of an axis of a matrix: its word, and the value in [0, 1] it begins at."""

    id: Id
    start: Share = Field(alias="from")
    text: Text


class Outcome(Value):
    """A result that a matrix gives."""

    id: Id
    text: Text


class Matrix(Value):
    """A risk matrix: `cells` by severity and likelihood, lowest first; `results` ascend."""

    id: Id
    text: Text
    severity: tuple[Step, ...] = Field(min_length=2)
    likelihood: tuple[Step, ...] = Field(min_length=2)
    results: tuple[Outcome, ...] = Field(min_length=2)
    cells: tuple[tuple[Id, ...], ...]
    verified: Verified
    note: Text
    rationale: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _monotone(self) -> Self:
        for axis in (self.severity, self.likelihood):
            starts = [step.start for step in axis]
            if starts[0] != 0 or starts != sorted(set(starts)):
                raise ValueError("the steps of an axis must start at 0 and ascend")
        ranks = {result.id: rank for rank, result in enumerate(self.results)}
        if {len(row) for row in self.cells} != {len(self.likelihood)}:
            raise ValueError("each row needs one cell for each step of likelihood")
        if len(self.cells) != len(self.severity) or {c for r in self.cells for c in r} - set(ranks):
            raise ValueError("one row for each step of severity, only results that are listed")
        rows = [[ranks[cell] for cell in row] for row in self.cells]
        if any(line != sorted(line) for line in [*rows, *map(list, zip(*rows, strict=True))]):
            raise ValueError("a result may not fall as severity or likelihood rises")
        return self


class Law(Value):
    """A clause: of which law (a word of the vocabulary ``law``), what it asks, how far read."""

    id: Id
    law: Id
    article: str = Field(min_length=1)
    text: Text
    verified: Verified
    source: str = Field(min_length=1)
