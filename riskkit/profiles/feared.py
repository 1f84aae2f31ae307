"""CNIL's three feared events, each as bad as the worst pathway that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..catalogue import Knowledge
from ..model.assessment import ControlState, ScenarioRisk
from ..model.knowledge import Scenario
from ..model.profiles import FearedEvent, RightsRating
from ..model.weights import Effect, Matrix, Pathway
from .ratings import place

_EVENTS = {
    "access": "illegitimate access",
    "change": "unwanted modification",
    "disappearance": "disappearance",
}
_MAP = "cnil-4x4"
_HELD = ("in_place", "partial")
_FELT = 2
"""From this impact on (medium) a dimension of rights is named among the impacts."""


def feared_events(
    events: Iterable[ScenarioRisk],
    rights: Iterable[RightsRating],
    controls: Iterable[ControlState],
    *,
    knowledge: Knowledge,
    scenario: str,
) -> tuple[FearedEvent, ...]:
    """Return the three feared events with their place on CNIL's map before and after the plan.

    Parameters
    ----------
    events : iterable of ScenarioRisk
        The scored scenarios; of those of a feared event the worst stands for it.
    rights : iterable of RightsRating
        What each scenario does to people.
    controls : iterable of ControlState
        The controls in place, of which those that act on the event are named.
    knowledge : Knowledge
        Pathways, threats, effects and the matrix ``cnil-4x4``.
    scenario : str
        The engagement's scenario, whose threats are named.
    """
    events, controls = tuple(events), tuple(controls)
    if _MAP not in knowledge.entries("matrices"):
        return ()  # the engagement's own catalogue has dropped the map
    felt = {one.scenario: one.rights for one in rights}
    pathways: Mapping[str, Pathway] = knowledge.entries("pathways")
    result = []
    for id, name in _EVENTS.items():
        leading = tuple(p.id for p in pathways.values() if p.cnil == name)
        held = [event for event in events if event.pathway in leading]
        if held:
            worst = max(held, key=lambda one: (one.residual.score, one.inherent.score, one.id))
            result.append(_event(id, leading, worst, (felt, controls, scenario), knowledge))
    return tuple(result)


def _threats(
    leading: tuple[str, ...], worst: ScenarioRisk, known: Scenario | None, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the threats of the scenario; where it names none, what makes the event likely."""
    named = [t.id for t in known.threats if t.pathway in leading] if known else []
    factors = knowledge.entries("exposure").values()
    causes = [f"factor.{f.id}" for f in factors if any(f.weights.get(p) for p in leading)]
    return tuple(named or causes or [f"pathway.{worst.pathway}"])


def _event(
    id: str,
    leading: tuple[str, ...],
    worst: ScenarioRisk,
    seen: tuple[Mapping[str, Mapping[str, int]], tuple[ControlState, ...], str],
    knowledge: Knowledge,
) -> FearedEvent:
    felt, controls, scenario = seen
    matrix: Matrix = knowledge.entries("matrices")[_MAP]
    before = place(matrix, worst.residual.severity.value, worst.residual.likelihood.value)
    after = place(matrix, worst.planned.severity.value, worst.planned.likelihood.value)
    effects: Mapping[str, Effect] = knowledge.entries("effects")
    known = knowledge.entries("scenarios").get(scenario)
    impacts = felt.get(worst.id, {})
    return FearedEvent(
        id=id,
        pathways=leading,
        scenario=worst.id,
        threats=_threats(leading, worst, known, knowledge),
        impacts=tuple(name for name, level in impacts.items() if level >= _FELT) or tuple(impacts),
        measures=tuple(
            c.id
            for c in controls
            if c.status in _HELD and c.id in effects and set(leading) & set(effects[c.id].effects)
        ),
        severity=before[0].id,
        likelihood=before[1].id,
        severity_after=after[0].id,
        likelihood_after=after[1].id,
    )
