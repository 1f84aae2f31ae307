"""The worksheets of NIST PRAM: impact, risk of each problem, risk and place of each data action.

The arithmetic is that of NISTIR 8062 and of worksheet 3 (February 2019); it takes any marks,
a client's own or those of `system_map`, which reads them off an assessment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..catalogue import Knowledge
from ..model.assessment import Assessment, AssetRisk
from ..model.pram import (
    HIGHEST,
    ActionRisk,
    PotentialProblem,
    PramMethod,
    impact_at,
    mark_at,
)
from .again import outcomes_again, rested
from .case import Outcome
from .weights import Weights

METHOD = "nist-pram"


def impact(costs: Mapping[str, int]) -> int:
    """Return the impact of a problem: what it costs the organisation, all kinds summed.

    Parameters
    ----------
    costs : mapping of kind of cost to its mark, 1 to 10
        A kind that was not estimated is left out.

    Raises
    ------
    ValueError
        If a mark stands outside the scale, or no cost is given.
    """
    if not costs:
        raise ValueError("no cost is given, so there is no impact")
    for kind, mark in costs.items():
        if not 1 <= mark <= HIGHEST:
            raise ValueError(f"cost '{kind}' must be a number from 1 to {HIGHEST}")
    return sum(costs.values())


def rank_actions(problems: Iterable[PotentialProblem]) -> tuple[ActionRisk, ...]:
    """Return each data action with its risk, its share of the system's, and its place.

    The risk of an action is the sum of ``likelihood * impact`` of its problems. The actions
    stay in the order they come in; actions of equal risk share the better place.
    """
    risks: dict[str, int] = {}
    for one in problems:
        risks[one.action] = risks.get(one.action, 0) + one.risk
    whole = sum(risks.values())
    return tuple(
        ActionRisk(
            action=action,
            risk=risk,
            share=risk / whole,
            rank=1 + sum(other > risk for other in risks.values()),
        )
        for action, risk in risks.items()
    )


def outstanding(marks: Iterable[int], most: int = 5) -> tuple[int, ...]:
    """Return the places of the `most` highest marks, and of all that tie with the last of them."""
    held = list(marks)
    if not held or most < 1:
        return ()
    least = sorted(held, reverse=True)[:most][-1]
    return tuple(place for place, mark in enumerate(held) if mark >= least)


def system_map(
    a: Assessment, weights: Weights, knowledge: Knowledge, *, controlled: bool = True
) -> tuple[PotentialProblem, ...]:
    """Return the problems of every data action, with the marks the assessment's facts give.

    Parameters
    ----------
    a : Assessment
    weights : Weights
        Of the knowledge and the engagement it was scored by.
    knowledge : Knowledge
        The tables that turn likelihood and severity into marks.
    controlled : bool
        Whether the controls, as they are proven today, count.

    Returns
    -------
    tuple of PotentialProblem
        A data action is a processing activity, ``activity-<id>``; an asset that no activity
        names is an action by itself, ``asset-<id>``, so that none is left out. Its problems
        are the feared events; of several assets the one hit worst decides. What cannot happen,
        or harms nobody, is no problem and has no row. Empty unless the engagement chose the
        method.

    Raises
    ------
    KeyError
        If an asset rests on what these weights do not have.
    """
    if METHOD not in weights.methods:
        return ()
    method: PramMethod = knowledge.entries("pram")[METHOD]
    costs = knowledge.entries("pram/costs")
    likely = {asset.id: _likely(asset, weights) for asset in a.assets}
    rows = []
    for action, assets in _actions(a):
        for pathway in weights.pathways:
            marks = [
                (mark_at(method.likelihood, chance), impact_at(costs, severity))
                for id in assets
                for severity, chance in _rated(likely.get(id), pathway, controlled=controlled)
            ]
            chance, cost = max(marks, key=lambda two: (two[0] * two[1], two), default=(0, 0))
            if chance and cost:
                rows.append(
                    PotentialProblem(action=action, problem=pathway, likelihood=chance, impact=cost)
                )
    return tuple(rows)


def _actions(a: Assessment) -> Iterator[tuple[str, tuple[str, ...]]]:
    named = {asset for activity in a.activities for asset in activity.assets}
    yield from ((f"activity-{one.id}", one.assets) for one in a.activities)
    yield from ((f"asset-{one.id}", (one.id,)) for one in a.assets if one.id not in named)


def _likely(asset: AssetRisk, weights: Weights) -> Outcome | None:
    on = rested(asset)
    return None if on is None else outcomes_again(on, weights)[1]


def _rated(
    outcome: Outcome | None, pathway: str, *, controlled: bool
) -> Iterator[tuple[float, float]]:
    if outcome is not None:
        kept = outcome.remaining[pathway] if controlled else 1.0
        yield outcome.severity, outcome.exposure[pathway] * kept
