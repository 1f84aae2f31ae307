"""Risk over time: every asset re-scored in each phase of the event.

A phase changes how exposed a thing is (packing, transit, unwatched stops, an old site being
cleared); evidence ages with the days. Both are re-scored by the same formulas as the rest: a
phase that is over as it stood on its last day, one to come with what is known today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .catalogue import Knowledge
from .model.assessment import Column
from .model.event import PhaseRisk
from .model.inventory import Inventory
from .model.risk import Span
from .model.value import Interval
from .scoring import asset_facts, score_assets, weights_for


@dataclass(frozen=True, eq=False)
class Course:
    """The phases of an event in time.

    Parameters
    ----------
    days : mapping of phase to its first and last day
    stood : mapping of phase to the engagement as it stood on its last day
        For phases that are over; the others are scored with what is known now.
    now : str, optional
        The phase of the day assessed.
    assessed : mapping of asset to Span
        The residual risks of the assessment itself, which are those of the phase `now`.
    """

    days: Mapping[str, tuple[dt.date | None, dt.date | None]] = field(default_factory=dict)
    stood: Mapping[str, Inventory] = field(default_factory=dict)
    now: str | None = None
    assessed: Mapping[str, Span] = field(default_factory=dict)


def in_phase(inventory: Inventory, phase: str) -> Inventory:
    """Return the engagement as it stands in a phase: head and every asset moved into it."""
    assets = tuple(asset.model_copy(update={"phase": phase}) for asset in inventory.assets)
    header = inventory.header.model_copy(update={"phase": phase})
    return inventory.model_copy(update={"header": header, "assets": assets})


def risk_by_phase(
    inventory: Inventory,
    columns: Iterable[Column],
    knowledge: Knowledge,
    *,
    course: Course,
    as_of: dt.date,
    counted: Mapping[str, Interval] | None = None,
) -> tuple[PhaseRisk, ...]:
    """Score every asset in each phase of its scenario.

    Parameters
    ----------
    inventory : Inventory
    columns : iterable of Column
        What the scan found.
    knowledge : Knowledge
    course : Course
        A phase is scored as of its last day, so that evidence has aged by then; one without
        days as of `as_of`.
    as_of : date
    counted : mapping of asset to Interval, optional
        How many persons the scan counted in each.

    Returns
    -------
    tuple of PhaseRisk
        One a phase of an event; empty where the scenario has none. `mean` is over all assets.
    """
    scenario = knowledge.entries("scenarios").get(inventory.header.scenario)
    if scenario is None or not scenario.event:
        return ()
    columns = tuple(columns)
    weights = weights_for(knowledge, inventory.header)
    result = []
    for phase in scenario.phases:
        start, end = course.days.get(phase.id, (None, None))
        spans = course.assessed if phase.id == course.now else {}
        if not spans:
            moved = in_phase(course.stood.get(phase.id, inventory), phase.id)
            facts = asset_facts(moved, columns, weights, end or as_of, counted=counted)
            spans = {a.id: span_of(a.residual) for a in score_assets(moved, facts, weights)}
        result.append(_phase(phase.id, spans, start, end, phase.id == course.now))
    return tuple(result)


def span_of(risk: Span) -> Span:
    """Return the bounds and the score of a risk alone."""
    return Span(lo=risk.lo, score=risk.score, hi=risk.hi)


def _phase(
    id: str, spans: Mapping[str, Span], start: dt.date | None, end: dt.date | None, now: bool
) -> PhaseRisk:
    count = len(spans) or 1
    mean = Span(
        lo=round(sum(s.lo for s in spans.values()) / count, 2),
        score=round(sum(s.score for s in spans.values()) / count, 2),
        hi=round(sum(s.hi for s in spans.values()) / count, 2),
    )
    worst = max(spans, key=lambda asset: (spans[asset].score, asset), default=None)
    return PhaseRisk(
        phase=id, start=start, end=end, assets=dict(spans), worst=worst, mean=mean, now=now
    )
