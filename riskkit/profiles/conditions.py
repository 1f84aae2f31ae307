"""Whether a requirement applies: by a trigger that may fire, or by a fact."""

from __future__ import annotations

from ..model.profiles import Condition, Requirement
from ..model.value import Reason
from .readings import ProfileFacts, TriggerState, words


def applies(facts: ProfileFacts, row: Requirement) -> tuple[TriggerState, tuple[Reason, ...]]:
    """Return whether any of a requirement's conditions holds, and why.

    What cannot be decided may apply: only a row all of whose conditions fail is left out.
    """
    if not row.when:
        return "yes", ()
    found = [(_holds(facts, one), one) for one in row.when]
    for state in ("yes", "undecided"):
        hit = next((one for held, one in found if held == state), None)
        if hit is not None:
            return state, () if state == "yes" else (_said("profiles.may_apply", [hit]),)
    return "no", (_said("profiles.not_applicable", [one for _, one in found]),)


def _holds(facts: ProfileFacts, condition: Condition) -> TriggerState:
    if condition.trigger:
        return facts.trigger_state(condition.trigger)
    readings = facts.read(condition.fact or "")
    if any(
        reading.known and (not condition.values or set(words(reading.value)) & {*condition.values})
        for reading in readings
    ):
        return "yes"
    return "undecided" if any(not reading.known for reading in readings) else "no"


def _said(rule: str, conditions: list[Condition]) -> Reason:
    names = tuple(
        f"trigger.{one.trigger}" if one.trigger else f"fact.{one.fact}" for one in conditions
    )
    return Reason(rule=rule, args={"what": names})
