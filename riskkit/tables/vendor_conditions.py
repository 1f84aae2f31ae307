"""What one vendor has to mend or prove first: how it stands, what settles it, who and by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..model.assessment import Action, Assessment, Finding, VendorRisk
from .grid import Grid, grid
from .wording import Words, date

_WAYS = {"unknown": "answer", "unproven": "prove", "pass": "prove"}
_FATAL_RULE = "F-VENDOR-KNOCKOUT"


@dataclass(frozen=True)
class Condition:
    """One condition in words: what, how it stands, what settles it, its points of the gap."""

    name: str
    state: str
    way: str
    points: float
    step: Action | None = None
    id: str | None = None


def conditions(a: Assessment, w: Words, v: VendorRisk) -> list[Condition]:
    """Return a vendor's conditions in their order: fatal rules first."""
    fatals, asked = (
        w.knowledge.entries("vendors/fatal-rules"),
        w.knowledge.entries("questionnaires"),
    )
    known = {id: fatals.get(id) or asked.get(id) for id in v.conditions}
    wanted = Counter(c for one in known.values() if one for c in set(one.controls))
    steps = steps_of(a, v)
    # a control that several conditions need does not tell to which of them a step belongs
    telling = [step for step in steps if wanted[step.control or ""] == 1]
    return [
        _fatal(w, v, id, steps, telling) if id in fatals else _question(w, v, id, telling)
        for id in v.conditions
    ]


def vendor_conditions(a: Assessment, w: Words, v: VendorRisk) -> Grid:
    """List what a vendor has to mend or prove, with the step of the plan that sees to it."""
    rows = [
        (
            w.named(one.id, one.name) if one.id else one.name,
            one.state,
            one.way,
            _who(w, one.step),
            one.points,
        )
        for one in conditions(a, w, v)
    ]
    return grid(
        "vendor_conditions",
        "condition condition_state way_out by_whom_when gap_points:points",
        rows,
    )


def findings_of(a: Assessment, v: VendorRisk) -> list[Finding]:
    """Return the findings about a vendor, and those about rows of its boxes, seals and media."""
    records = [part for part in (v.people, v.custody, v.destruction) if part]
    faulty = {
        place
        for record in records
        for places in record.model_dump().values()
        if isinstance(places, tuple)
        for place in places
    }
    return [f for f in a.findings if f.subject == v.id or faulty & set(f.evidence)]


def steps_of(a: Assessment, v: VendorRisk) -> list[Action]:
    """Return the steps of the plan that concern a vendor, cancelled ones aside."""
    about = {f.id for f in findings_of(a, v)}
    mine = {v.id, *v.services}
    return [
        step
        for step in a.actions
        if step.status != "cancelled" and (mine & set(step.scope) or about & set(step.findings))
    ]


def _fatal(
    w: Words, v: VendorRisk, id: str, steps: list[Action], telling: list[Action]
) -> Condition:
    ranks = w.knowledge.entries("vendors/knockout-states")
    rule = w.knowledge.entries("vendors/fatal-rules")[id]
    mine = [k for k in v.knockouts if k.rule == id]
    worst = max((k.state for k in mine), key=lambda state: ranks[state].rank, default="")
    questions = {k.question for k in mine}
    broken = (*rule.findings, *([_FATAL_RULE] if worst == "fail" else []))
    return Condition(
        name=w.term("fatal", id),
        state=w.term("knockout_state", worst),
        way=w.say(f"condition.{id}"),
        points=sum(p.share for p in v.contributions if p.id in questions),
        step=_mending(steps, broken) or _step(telling, rule.controls),
    )


def _question(w: Words, v: VendorRisk, id: str, steps: list[Action]) -> Condition:
    row = next((row for row in v.answers if row["question"] == id), {})
    asked = w.knowledge.entries("questionnaires").get(id)
    state = str(row.get("state", ""))
    proofs = w.terms("proof_kind", asked.proofs) if asked and asked.proofs else None
    way = f"tables.way_{_WAYS.get(state, 'do')}"
    return Condition(
        name=w.term("question", id),
        state=w.term("knockout_state", state),
        way=w.say(way, proofs=proofs or w.say("tables.proof_any")),
        points=sum(p.share for p in v.contributions if p.id == id),
        step=_step(steps, asked.controls if asked else ()),
        id=id,
    )


def _mending(steps: list[Action], rules: Iterable[str]) -> Action | None:
    """Return the step that mends a finding of the first rule that any step mends."""
    return next(
        (s for rule in rules for s in steps if any(f.startswith(f"{rule}-") for f in s.findings)),
        None,
    )


def _step(steps: list[Action], controls: Iterable[str]) -> Action | None:
    return next((step for step in steps if step.control and step.control in controls), None)


def _who(w: Words, step: Action | None) -> str | None:
    if step is None:
        return None
    owner = step.owner or w.say("report.nobody")
    due = date(step.due) if step.due else w.say("report.undated")
    return w.say("report.by_whom", owner=owner, due=due)
