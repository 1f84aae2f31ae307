"""Checks on controls and their evidence: absent, unproven, not assessed; stale, changed, gone."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Severity
from ..model.inventory import ControlClaim, Evidence
from ..model.rules import Rule
from ..model.value import Argument
from .facts import Args, Facts, Hit, months_after, place


def control_absent(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find controls that are said not to be there, graded by their weight."""
    for claim in facts.inventory.controls:
        if claim.status in rule.parameters["status"]:
            yield _claim_hit(facts, rule, claim)


def control_unproven(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find controls claimed to work of which no valid evidence shows it, scope by scope."""
    proofs = {proof.id: proof for proof in facts.inventory.evidence}
    for claim in facts.inventory.controls:
        cited = [proofs[id] for id in claim.evidence if id in proofs]
        if claim.status in rule.parameters["status"] and not any(_valid(facts, p) for p in cited):
            yield _claim_hit(facts, rule, claim)


def controls_not_assessed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find how many controls nothing was said of: they widen every interval."""
    known = {
        claim.control for claim in facts.inventory.controls if claim.status not in (None, "unknown")
    }
    open_ = [state.id for state in facts.controls if state.id not in known]
    if open_:
        args: Args = {"n": len(open_), "total": len(facts.controls)}
        yield Hit("controls", args, tuple(open_))


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
    """Find registers the scenario needs by now and nobody keeps."""
    for register in facts.registers:
        if register.required and not register.kept and not register.ahead:
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


def _valid(facts: Facts, proof: Evidence) -> bool:
    """Say whether a proof still shows anything: dated, not expired, its file there and the same."""
    if proof.date is None or (proof.expires and proof.expires < facts.as_of):
        return False
    if proof.path is None or facts.hashes is None:
        return True
    now = facts.hashes.get(proof.path)
    return now is not None and proof.sha256 in (None, now)


def _claim_hit(facts: Facts, rule: Rule, claim: ControlClaim) -> Hit:
    weights = {state.id: state.weight for state in facts.controls}
    share = weights.get(claim.control, 0) / (max(weights.values(), default=1) or 1)
    steps = rule.parameters["severity_by_weight"]
    severity: Severity = next(step["severity"] for step in steps if share >= step["from"])
    everywhere = "*" in claim.scope
    where = ("scope.all",) if everywhere else tuple(f"scope.{id}" for id in claim.scope)
    return Hit(
        claim.control,
        {"control": f"control.{claim.control}", "id": claim.control, "scope": where},
        (place(claim),),
        key="" if everywhere else ".".join(claim.scope),
        severity=severity,
        controls=(claim.control,),
        scope=() if everywhere else claim.scope,
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
