"""Why the scores of an asset moved: one cause exchanged at a time, the rest as it was.

Both assessments tell what each score rests on. The old asset is scored again with one part of
the new basis in it, so the points of a cause are exact; what is left over is what the causes
do only together. What the facts do not explain is the method's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..model.assessment import Assessment, AssetRisk, ControlState
from ..model.difference import Cause, CauseKind
from ..model.value import Reason
from ..scoring import Rested, Weights, rested, score_again

Points = dict[str, float]
_STAGES = ("inherent", "residual", "planned")
_LEAST = 0.005
_NOTHING = (0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Exchange:
    """One cause: what it is called, and the old basis with this one thing of the new in it."""

    kind: CauseKind
    id: str
    because: Reason
    on: Rested


@dataclass(frozen=True)
class Versions:
    """Both assessments with what is compared over all of them."""

    old: Assessment
    new: Assessment
    weights: Weights

    @property
    def method(self) -> CauseKind | None:
        """The kind of cause a change of method is: none, the knowledge, or its overrides."""
        before, after = self.old.provenance, self.new.provenance
        if before.overrides != after.overrides:
            return "catalogue"
        same = (before.catalogue, before.riskkit) == (after.catalogue, after.riskkit)
        return None if same and self.old.methods == self.new.methods else "method"


def causes_of(old: AssetRisk, new: AssetRisk, both: Versions) -> dict[str, tuple[Cause, ...]]:
    """Return, by stage, why an asset's scores moved.

    Parameters
    ----------
    old, new : AssetRisk
        The same asset in both assessments.
    both : Versions

    Returns
    -------
    dict of stage to tuple of Cause
        Largest first. Without a basis in both, what changed is listed without points.
    """
    before, after = rested(old), rested(new)
    if before is None or after is None:
        return dict.fromkeys(_STAGES, _listed(old, new, both))
    exchanges = list(_exchanges(before, after, both))
    try:
        base, full = (_scores(on, both.weights) for on in (before, after))
        moved = [_scores(exchange.on, both.weights) for exchange in exchanges]
    except (KeyError, ValueError):
        # It rests on an entry that only the other knowledge has.
        return dict.fromkeys(_STAGES, (*_without_points(exchanges), *_method(both, None)))
    result = {}
    for stage in _STAGES:
        pairs = zip(exchanges, moved, strict=True)
        causes = [_cause(exchange, scores[stage] - base[stage]) for exchange, scores in pairs]
        causes = [cause for cause in causes if abs(cause.points or 0) >= _LEAST]
        explained = full[stage] - base[stage]
        joint = explained - sum(cause.points or 0 for cause in causes)
        if abs(joint) >= _LEAST and causes:
            causes.append(_plain("together", "diff.together", joint))
        total = getattr(new, stage).score - getattr(old, stage).score
        causes += _method(both, total - explained)
        result[stage] = tuple(sorted(causes, key=_rank))
    return result


def _scores(on: Rested, weights: Weights) -> Points:
    again = score_again(on, weights)
    return {stage: getattr(again, stage).score for stage in _STAGES}


def _cause(exchange: Exchange, points: float) -> Cause:
    return Cause(
        kind=exchange.kind, id=exchange.id, because=exchange.because, points=round(points, 4)
    )


def _plain(kind: CauseKind, sentence: str, points: float | None) -> Cause:
    rounded = None if points is None else round(points, 4)
    return Cause(kind=kind, because=Reason(rule=sentence), points=rounded)


def _rank(cause: Cause) -> tuple[float, str, str]:
    return (-abs(cause.points or 0), cause.kind, cause.id)


def _method(both: Versions, points: float | None) -> list[Cause]:
    kind = both.method
    if points is not None and abs(points) < _LEAST:
        return []
    if kind is None:
        return [] if points is None else [_plain("unexplained", "diff.unexplained", points)]
    return [_plain(kind, f"diff.{kind}", points)]


def _without_points(exchanges: list[Exchange]) -> list[Cause]:
    return [Cause(kind=e.kind, id=e.id, because=e.because) for e in exchanges]


def _exchanges(old: Rested, new: Rested, both: Versions) -> Iterator[Exchange]:
    if set(old.held) != set(new.held):
        came, went = sorted(set(new.held) - set(old.held)), sorted(set(old.held) - set(new.held))
        args: dict[str, Any] = {
            "came": tuple(f"category.{kind}" for kind in came) or None,
            "went": tuple(f"category.{kind}" for kind in went) or None,
        }
        yield Exchange(
            "data", "kinds", Reason(rule="diff.kinds", args=args), _with(old, new, "held")
        )
    if old.persons != new.persons:
        yield Exchange("data", "persons", Reason(rule="diff.persons"), _with(old, new, "persons"))
    if old.basis.identifiability != new.basis.identifiability:
        on = _basis(old, identifiability=new.basis.identifiability)
        yield Exchange("data", "identifiability", Reason(rule="diff.identifiability"), on)
    yield from _facts(old, new)
    yield from _controls(old, new, both)
    if old.basis.planned != new.basis.planned:
        came_, went_ = (
            tuple(sorted(set(a.basis.planned) - set(b.basis.planned)))
            for a, b in ((new, old), (old, new))
        )
        reason = Reason(rule="diff.plan", args={"came": came_ or None, "went": went_ or None})
        yield Exchange("plan", "planned", reason, _basis(old, planned=new.basis.planned))


def _with(old: Rested, new: Rested, field: str) -> Rested:
    return replace(old, **{field: getattr(new, field)})


def _basis(on: Rested, **fields: Any) -> Rested:
    return replace(on, basis=on.basis.model_copy(update=fields))


def _facts(old: Rested, new: Rested) -> Iterator[Exchange]:
    before, after = old.basis.factors, new.basis.factors
    for id in sorted(before | after):
        if before.get(id) != after.get(id):
            factors = {**before, id: after[id]} if id in after else _less(before, id)
            reason = Reason(rule="diff.fact", args={"factor": f"factor.{id}"})
            yield Exchange("facts", id, reason, _basis(old, factors=factors))
    if old.basis.closed != new.basis.closed:
        on = _basis(old, closed=new.basis.closed)
        yield Exchange("facts", "state", Reason(rule="diff.state"), on)


def _less(held: dict[str, Any], id: str) -> dict[str, Any]:
    return {key: value for key, value in held.items() if key != id}


def _strength(on: Rested, id: str) -> tuple[float, float, float] | None:
    if id in on.basis.unclaimed:
        return _NOTHING
    return on.basis.strengths.get(id)


def _controls(old: Rested, new: Rested, both: Versions) -> Iterator[Exchange]:
    ids = {*old.basis.strengths, *old.basis.unclaimed, *new.basis.strengths, *new.basis.unclaimed}
    before = {state.id: state for state in both.old.controls}
    after = {state.id: state for state in both.new.controls}
    for id in sorted(ids):
        was, now = _strength(old, id), _strength(new, id)
        if was == now:
            continue
        strengths = _less(old.basis.strengths, id) | ({id: now} if now else {})
        unclaimed = tuple(one for one in old.basis.unclaimed if one != id)
        kind, reason = why_control(before.get(id), after.get(id), both, weaker=_weaker(was, now))
        yield Exchange(kind, id, reason, _basis(old, strengths=strengths, unclaimed=unclaimed))


def _weaker(was: tuple[float, float, float] | None, now: tuple[float, float, float] | None) -> bool:
    return was is not None and (now is None or now[1] < was[1])


def why_control(
    old: ControlState | None, new: ControlState | None, both: Versions, *, weaker: bool
) -> tuple[CauseKind, Reason]:
    """Return why a control became stronger or weaker: its claim, its evidence, or time alone."""
    id = (new or old).id if new or old else ""  # type: ignore[union-attr]
    args: dict[str, Any] = {"control": f"control.{id}", "id": id}
    if old is None or new is None:
        return "scope", Reason(rule="diff.control_scope", args=args)
    came = tuple(sorted(set(new.evidence) - set(old.evidence)))
    went = tuple(sorted(set(old.evidence) - set(new.evidence)))
    if old.status != new.status:
        args |= {"old": f"status.{old.status}", "new": f"status.{new.status}"}
        sentence = "diff.claim_and_evidence" if came or went else "diff.claim"
        return "control", Reason(rule=sentence, args=args)
    if came:
        return "evidence", Reason(rule="diff.evidence_added", args={**args, "evidence": came})
    if went:
        return "evidence", Reason(rule="diff.evidence_gone", args={**args, "evidence": went})
    expired = _expired(new, both)
    if expired:
        return "evidence", Reason(rule="diff.evidence_expired", args={**args, "evidence": expired})
    if weaker and both.new.as_of > both.old.as_of and new.evidence:
        return "evidence", Reason(rule="diff.evidence_aged", args=args)
    return "control", Reason(rule="diff.claim_changed", args=args)


def _expired(state: ControlState, both: Versions) -> tuple[str, ...]:
    """Return the evidence of a control that only the newer assessment finds fault with."""
    known = {(f.rule, f.subject) for f in both.old.findings}
    fresh = {
        f.subject
        for f in both.new.findings
        if f.rule.startswith("F-EVIDENCE-") and (f.rule, f.subject) not in known
    }
    return tuple(sorted(fresh & set(state.evidence)))


def _listed(old: AssetRisk, new: AssetRisk, both: Versions) -> tuple[Cause, ...]:
    """Return what changed around an asset whose basis is not told."""
    causes: list[Cause] = []
    if {*old.declared, *old.found} != {*new.declared, *new.found} or old.persons != new.persons:
        causes.append(_plain("data", "diff.data", None))
    if old.exposure != new.exposure:
        causes.append(_plain("facts", "diff.exposure", None))
    before = {state.id: state for state in both.old.controls}
    for state in both.new.controls:
        was = before.get(state.id)
        if was is not None and was.strength != state.strength:
            weaker = state.strength.value < was.strength.value
            kind, reason = why_control(was, state, both, weaker=weaker)
            causes.append(Cause(kind=kind, id=state.id, because=reason))
    if new.planned.score - new.residual.score != old.planned.score - old.residual.score:
        causes.append(_plain("plan", "diff.plan_moved", None))
    return (*causes, *_method(both, None))
