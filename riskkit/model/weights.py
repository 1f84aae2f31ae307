"""The nouns of scoring: feared events, exposure factors, control effects, scales and matrices.

Every weight carries the source or the rationale it rests on.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from .knowledge import Verified
from .value import Id, Share, Text, Value

Told = Annotated[str, Field(min_length=1)] | Text
"""What a reader is told: a wording in each language, or a client's own in one."""


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


class StateProof(Value):
    """Where the end of an asset's data is proven, and which choice stands until it is.

    A row of `register` proves it for the asset its column `asset` names, if `column` is filled.
    """

    register_id: Id = Field(alias="register")
    asset: Id
    column: Id
    otherwise: Id


class ExposureFactor(Value):
    """A fact of an asset that makes feared events likely.

    Parameters
    ----------
    field : field of the asset the factor reads; ``retention`` is the months past the period
    kind : ``choice`` reads `values`; ``bands`` a number, ``count`` how many a list names
    weights : pathway id to weight in [0, 1); the likelihood is ``1 - prod(1 - weight * x)``
    carriers : the only carriers it concerns (empty: all); on others it is 0, not unknown
    stops : by choice, the pathways closed whatever the other factors say
    proof : what a choice that stops needs to be believed
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
    proof: StateProof | None = None
    rationale: Told
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
    called: Text | None = None
    rationale: Told
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
