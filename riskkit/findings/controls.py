"""Checks on controls and their evidence: absent, unproven, not assessed; stale, changed, gone."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import ControlState, Severity
from ..model.inventory import Evidence
from ..model.rules import Rule
from ..model.value import Argument
from .facts import Args, Facts, Hit, months_after, place


def control_absent(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find controls that are not there, graded by their weight."""
    heaviest = max((state.weight for state in facts.controls), default=1) or 1
    for state in facts.controls:
        if state.status in rule.parameters["status"]:
            yield _control_hit(facts, state, _grade(rule, state.weight / heaviest))


def control_unproven(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find controls claimed to work of which nothing shows it."""
    heaviest = max((state.weight for state in facts.controls), default=1) or 1
    for state in facts.controls:
        if state.status in rule.parameters["status"] and state.proof in rule.parameters["proof"]:
            yield _control_hit(facts, state, _grade(rule, state.weight / heaviest))


def controls_not_assessed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find how many controls nothing was said of: they widen every interval."""
    open_ = [s for s in facts.controls if s.status in rule.parameters["status"]]
    if open_:
        args: Args = {"n": len(open_), "total": len(facts.controls)}
        yield Hit("controls", args, tuple(state.id for state in open_))


def evidence_expired(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find proofs past their own date of expiry."""
    for proof in facts.inventory.evidence:
        if proof.expires and proof.expires < facts.as_of:
            yield _evidence_hit(facts, proof, until=proof.expires)


def evidence_stale(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find proofs older than their kind stays good."""
    for proof in facts.inventory.evidence:
        months = rule.parameters["months"].get(proof.kind)
        if months is None or proof.date is None or proof.expires is not None:
            continue
        if months_after(proof.date, months) < facts.as_of:
            yield _evidence_hit(facts, proof, until=proof.date, months=months)


def evidence_undated(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find proofs of which nobody can say how old they are."""
    for proof in facts.inventory.evidence:
        if proof.date is None and proof.expires is None:
            yield _evidence_hit(facts, proof)


def evidence_gone(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find proofs whose file is not in the folder."""
    for proof in facts.inventory.evidence:
        if facts.hashes is not None and proof.path and proof.path not in facts.hashes:
            yield _evidence_hit(facts, proof)


def evidence_changed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find proofs whose file is no longer the one that was registered."""
    for proof in facts.inventory.evidence:
        now = (facts.hashes or {}).get(proof.path or "")
        if now and proof.sha256 and now != proof.sha256:
            yield _evidence_hit(facts, proof)


def register_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find registers the scenario needs and nobody keeps."""
    for register in facts.registers:
        if register.required and not register.kept:
            args: Args = {"register": f"register.{register.id}", "id": register.id}
            yield Hit(register.id, args)


def register_incomplete(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find registers with too many empty cells where something must stand."""
    for register in facts.registers:
        if register.kept and register.completeness < rule.parameters["least"]:
            args: Args = {
                "register": f"register.{register.id}",
                "id": register.id,
                "filled": register.completeness,
                "rows": register.rows,
            }
            yield Hit(register.id, args)


def _grade(rule: Rule, share: float) -> Severity:
    steps = rule.parameters["severity_by_weight"]
    return next(step["severity"] for step in steps if share >= step["from"])


def _control_hit(facts: Facts, state: ControlState, severity: Severity) -> Hit:
    claims = [c for c in facts.inventory.controls if c.control == state.id]
    scope = "" if state.scope in ((), ("*",)) else ".".join(state.scope)
    args: Args = {"control": f"control.{state.id}", "id": state.id}
    return Hit(
        state.id,
        args,
        tuple(map(place, claims)),
        key=scope,
        severity=severity,
        controls=(state.id,),
    )


def _evidence_hit(facts: Facts, proof: Evidence, **args: Argument) -> Hit:
    citing = [c for c in facts.inventory.controls if proof.id in c.evidence]
    controls = tuple(dict.fromkeys(claim.control for claim in citing))
    return Hit(
        proof.id,
        {"evidence": proof.id, "kind": f"evidence.{proof.kind}", **args},
        (place(proof), *map(place, citing)),
        controls=controls,
    )
