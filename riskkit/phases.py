"""Risk over time: every asset re-scored in each phase of the event.

A phase changes how exposed a thing is (packing, transit, unwatched stops, an old site being
cleared); evidence ages with the days. Both are re-scored by the same formulas as the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from .catalogue import Knowledge
from .model.assessment import Column
from .model.event import PhaseRisk
from .model.inventory import Inventory
from .model.risk import Span
from .model.value import Interval
from .scoring import asset_facts, score_assets, weights_for

Days = Mapping[str, tuple[dt.date | None, dt.date | None]]


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
    days: Days,
    as_of: dt.date,
    now: str | None = None,
    counted: Mapping[str, Interval] | None = None,
) -> tuple[PhaseRisk, ...]:
    """Score every asset in each phase of its scenario.

    Parameters
    ----------
    inventory : Inventory
    columns : iterable of Column
        What the scan found.
    knowledge : Knowledge
    days : mapping of phase to its first and last day
        A phase is scored as of its last day, so that evidence has aged by then; one without
        days as of `as_of`.
    as_of : date
    now : str, optional
        The phase that `as_of` lies in.
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
        start, end = days.get(phase.id, (None, None))
        moved = in_phase(inventory, phase.id)
        facts = asset_facts(moved, columns, weights, end or as_of, counted=counted)
        spans = {a.id: _span(a.residual) for a in score_assets(moved, facts, weights)}
        result.append(_phase(phase.id, spans, start, end, phase.id == now))
    return tuple(result)


def _span(risk: Span) -> Span:
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
