"""The levels of every matrix side by side, from the same likelihoods and severities."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from ..model.assessment import Risk, ScenarioRisk
from ..model.profiles import DataItem, Disagreement, Rating, Stage
from ..model.value import Argument, Reason
from ..model.weights import Matrix, Step

_APART = 1 / 3
"""How far two results on their own scales must lie apart to be called a disagreement."""


def stages(event: ScenarioRisk) -> dict[Stage, Risk]:
    """Return a scenario's risk at each stage, from no control at all to the whole plan."""
    committed = event.committed
    return {
        "gross": event.inherent,
        "current": event.residual,
        "residual": committed if committed is not None else event.residual,
        "planned": event.planned,
    }


def rate(events: Iterable[ScenarioRisk], matrices: Mapping[str, Matrix]) -> tuple[Rating, ...]:
    """Rate every scenario at every stage in every matrix.

    `rank` places the level on the matrix's own results, 0 for the lowest and 1 for the highest,
    so that levels of different scales can be told apart. `lo` and `hi` are the levels where all
    unknowns turn out at best and at worst.
    """
    return tuple(
        _rating(event, stage, risk, matrix)
        for event in events
        for stage, risk in stages(event).items()
        for matrix in matrices.values()
    )


def place(matrix: Matrix, severity: float, likelihood: float) -> tuple[Step, Step, str]:
    """Return the steps of both axes and the level of the cell, for values in [0, 1]."""
    row = _step(matrix.severity, severity)
    column = _step(matrix.likelihood, likelihood)
    return matrix.severity[row], matrix.likelihood[column], matrix.cells[row][column]


def level_disagreements(
    ratings: Iterable[Rating], stage: Stage = "current"
) -> Iterator[Disagreement]:
    """Yield the scenarios that matrices place a third of their scale apart, or more."""
    by_scenario: dict[str, list[Rating]] = {}
    for rating in ratings:
        if rating.stage == stage:
            by_scenario.setdefault(rating.scenario, []).append(rating)
    for scenario, held in by_scenario.items():
        apart = [(a, b) for a, b in combinations(held, 2) if abs(a.rank - b.rank) >= _APART]
        if apart:
            low = min(held, key=lambda one: one.rank)
            high = max(held, key=lambda one: one.rank)
            args: dict[str, Argument] = {
                "low": f"method.{low.matrix}",
                "low_level": f"level.{low.matrix}.{low.level}",
                "high": f"method.{high.matrix}",
                "high_level": f"level.{high.matrix}.{high.level}",
            }
            yield Disagreement(
                kind="level",
                subject=scenario,
                views={one.matrix: one.level for one in held},
                because=(Reason(rule="profiles.levels_differ", args=args),),
            )


def sensitivity_disagreements(items: Iterable[DataItem]) -> Iterator[Disagreement]:
    """Yield the kinds of data that one law lists as sensitive and another does not."""
    for item in items:
        views = set(item.sensitive.values())
        if {"yes", "no"} <= views:
            args: dict[str, Argument] = {
                "kind": f"category.{item.id}",
                "named": _laws(item, "yes"),
                "other": _laws(item, "no"),
            }
            yield Disagreement(
                kind="sensitivity",
                subject=item.id,
                views=item.sensitive,
                because=(Reason(rule="profiles.sensitivity_differs", args=args),),
            )


def _laws(item: DataItem, view: str) -> tuple[str, ...]:
    return tuple(f"law_list.{law}" for law, seen in item.sensitive.items() if seen == view)


def _rating(event: ScenarioRisk, stage: Stage, risk: Risk, matrix: Matrix) -> Rating:
    severity, likelihood, level = place(matrix, risk.severity.value, risk.likelihood.value)
    ends = [
        place(matrix, getattr(risk.severity, end), getattr(risk.likelihood, end))[2]
        for end in ("lo", "hi")
    ]
    order = [result.id for result in matrix.results]
    return Rating(
        scenario=event.id,
        stage=stage,
        matrix=matrix.id,
        severity=severity.id,
        likelihood=likelihood.id,
        level=level,
        lo=ends[0],
        hi=ends[1],
        rank=round(order.index(level) / (len(order) - 1), 4),
        because=(_why(event, stage, risk),),
    )


def _why(event: ScenarioRisk, stage: Stage, risk: Risk) -> Reason:
    args: dict[str, Argument] = {
        "pathway": f"pathway.{event.pathway}",
        "assets": event.assets[:3] or ("—",),
        "n": len(event.assets),
        "severity": risk.severity.value,
        "likelihood": risk.likelihood.value,
        "likelihood_lo": risk.likelihood.lo,
        "likelihood_hi": risk.likelihood.hi,
    }
    if event.override and event.override.get("applied") and stage != "gross":
        args |= {"by": event.override.get("by"), "computed": event.override.get("computed")}
        return Reason(rule="profiles.rated_by_opinion", args=args)
    return Reason(rule=f"profiles.rated_{stage}", args=args)


def _step(steps: tuple[Step, ...], value: float) -> int:
    return bisect_right([step.start for step in steps], value) - 1
