"""The nouns of NIST's privacy risk assessment methodology (PRAM): likelihood times cost.

A data action may become a problem for people. Its likelihood is a number from 1 to 10; its
impact is the sum of what it costs the organisation, each kind of cost a number from 1 to 10.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from .knowledge import Verified
from .value import Id, Share, Text, Value
from .weights import Matrix, Outcome, Step

HIGHEST = 10
"""The top of the worksheet's scale of likelihood, and of each cost."""
Mark = Annotated[int, Field(ge=1, le=HIGHEST)]


class Grade(Value):
    """From `start` on, a share of 1 is worth `mark` on the scale; 0 means it does not apply."""

    start: Share = Field(alias="from")
    mark: int = Field(ge=0, le=HIGHEST)


Grades = tuple[Grade, ...]


class CostFactor(Value):
    """A kind of cost to the organisation: what it comes to by how hard people are hit.

    Without `grades` it is not estimated and counts for nothing.
    """

    id: Id
    text: Text
    grades: Grades = ()
    rationale: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if self.grades:
            _check(self.grades)
        return self


class RiskBand(Value):
    """A level: from this share of the greatest possible risk of one problem on."""

    id: Id
    start: Share = Field(alias="from")
    text: Text


class PramMethod(Value):
    """How likelihoods in [0, 1] become marks, and from which risk on each level begins."""

    id: Id
    text: Text
    likelihood: Grades
    bands: tuple[RiskBand, ...] = Field(min_length=2)
    verified: Verified
    note: Text
    rationale: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _rising(self) -> Self:
        _check(self.likelihood)
        starts = [band.start for band in self.bands]
        if starts[0] != 0 or starts != sorted(set(starts)):
            raise ValueError("bands must start at 0 and ascend")
        return self

    def level(self, risk: float, greatest: float) -> str:
        """Return the level of a risk, of the `greatest` that one problem can reach (> 0)."""
        return self.bands[bisect_right([b.start for b in self.bands], risk / greatest) - 1].id

    def matrix(self, costs: Iterable[CostFactor]) -> Matrix:
        """Return the method as a matrix: a row for each impact, a column for each mark.

        Raises
        ------
        ValueError
            If no cost is estimated: there is no impact then.
        """
        counted = [cost for cost in costs if cost.grades]
        if not counted:
            raise ValueError("no cost factor is estimated, so there is no impact")
        most = HIGHEST * len(counted)
        # A further step for each start at which any of the costs rises; equal impacts are one.
        starts = sorted({grade.start for cost in counted for grade in cost.grades})
        rows: dict[int, float] = {}
        for start in starts:
            rows.setdefault(sum(mark_at(cost.grades, start) for cost in counted), start)
        columns: dict[int, float] = {}
        for grade in self.likelihood:
            columns.setdefault(grade.mark, grade.start)
        return Matrix(
            id=self.id,
            text=self.text,
            severity=tuple(_step(impact, most, start) for impact, start in rows.items()),
            likelihood=tuple(_step(mark, HIGHEST, start) for mark, start in columns.items()),
            results=tuple(Outcome(id=band.id, text=band.text) for band in self.bands),
            cells=tuple(
                tuple(self.level(impact * mark, most * HIGHEST) for mark in columns)
                for impact in rows
            ),
            verified=self.verified,
            note=self.note,
            rationale=self.rationale,
            source=self.source,
        )


class PotentialProblem(Value):
    """A row of the worksheet: what may go wrong for people in one data action."""

    action: str = Field(min_length=1)
    problem: str = Field(min_length=1)
    likelihood: Mark
    impact: int = Field(ge=1)

    @property
    def risk(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact


class ActionRisk(Value):
    """A data action: the risks of its problems summed, its share of the system, its place."""

    action: str
    risk: int = Field(ge=1)
    share: Share
    rank: int = Field(ge=1)


def mark_at(grades: Grades, share: float) -> int:
    """Return the mark of a share in [0, 1]; 0 without grades."""
    if not grades:
        return 0
    return grades[bisect_right([grade.start for grade in grades], share) - 1].mark


def impact_at(costs: Mapping[str, CostFactor], severity: float) -> int:
    """Return the impact at a severity in [0, 1]: the marks of all costs summed."""
    return sum(mark_at(cost.grades, severity) for cost in costs.values())


def _check(grades: Grades) -> None:
    starts, marks = [grade.start for grade in grades], [grade.mark for grade in grades]
    if starts[:1] != [0] or starts != sorted(set(starts)):
        raise ValueError("grades must start at 0 and ascend")
    if marks != sorted(marks) or marks[0] == marks[-1]:
        raise ValueError("a later grade may not be worth less, and the last must be worth more")


def _step(mark: int, most: int, start: float) -> Step:
    shown = f"{mark}/{most}"
    text = Text(zh_hans=shown, zh_hant=shown, en=shown)
    return Step.model_validate({"id": str(mark), "from": start, "text": text})
