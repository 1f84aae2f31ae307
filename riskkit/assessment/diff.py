"""Two assessments compared: what moved, because of what, and every fact that differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..catalogue import knowledge_with
from ..model.assessment import Assessment, Risk, ScenarioRisk, Span, VendorRisk
from ..model.difference import Cause, Difference, Moved
from ..model.value import Argument, Reason, Text
from ..scoring import weights_for
from .causes import Versions, causes_of
from .changes import changes
from .embedded import ENDINGS, data_of, read_report
from .store import content_id, from_data, load

_METHOD = "riskkit-v1"
_LEAST = 0.005
_STAGES = ("inherent", "residual", "planned")
_TOP = 8


def open_either(path: Path | str) -> Assessment:
    """Return the assessment in an ``assessment.json`` or in an HTML report.

    Raises
    ------
    InputError
        If there is none; the message never holds what stands in the file.
    """
    path = Path(path)
    if path.suffix.lower() in ENDINGS:
        return from_data(data_of(read_report(path)), path.name)
    return load(path)


def diff(old: Assessment, new: Assessment) -> Difference:
    """Compare two assessments of one engagement.

    Parameters
    ----------
    old, new : Assessment

    Returns
    -------
    Difference
        The risks that moved, the largest move first, each with its causes; the points of a
        cause are what the score moves if it alone is exchanged. And every fact that differs.
    """
    weights = weights_for(knowledge_with(new.catalogue), new.engagement)
    both = Versions(old, new, weights)
    moved = [*_assets(both), *_scenarios(both), *_vendors(both)]
    moved.sort(key=lambda m: (_STAGES.index("residual") != _place(m), -abs(m.points), m.id))
    head, other = new.engagement, old.engagement
    return Difference(
        old_id=content_id(old),
        new_id=content_id(new),
        old_as_of=old.as_of,
        new_as_of=new.as_of,
        title=head.title,
        same_engagement=(head.client, head.scenario) == (other.client, other.scenario),
        moved=tuple(moved),
        changed=tuple(changes(old, new)),
        catalogue=new.catalogue,
    )


def _place(moved: Moved) -> int:
    return 1 if moved.stage == "score" else _STAGES.index(moved.stage)


def _matched(old: Iterable[Any], new: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    for id in dict.fromkeys((*before, *after)):
        yield before.get(id), after.get(id)


def _span(risk: Risk | None) -> Span | None:
    return None if risk is None else Span(score=risk.score, lo=risk.lo, hi=risk.hi)


def _level(risk: Risk | None) -> str:
    named = risk.named(_METHOD) if risk else None
    return f"level.{_METHOD}.{named.label}" if named else ""


def _differ(old: Risk, new: Risk) -> bool:
    return any(abs(getattr(old, n) - getattr(new, n)) >= _LEAST for n in ("score", "lo", "hi"))


def _moved(
    kind: Any, old: Any, new: Any, *, stage: Any, name: str | Text, causes: Iterable[Cause]
) -> Moved:
    was, now = (getattr(one, stage) if one else None for one in (old, new))
    return Moved(
        kind=kind,
        id=(new or old).id,
        name=name,
        stage=stage,
        old=_span(was),
        new=_span(now),
        old_level=_level(was),
        new_level=_level(now),
        causes=tuple(causes),
    )


def _scope(there: bool) -> tuple[Cause, ...]:
    sentence = "diff.only_new" if there else "diff.only_old"
    return (Cause(kind="scope", because=Reason(rule=sentence)),)


def _assets(both: Versions) -> Iterator[Moved]:
    for old, new in _matched(both.old.assets, both.new.assets):
        name = (new or old).name
        if old is None or new is None:
            causes = _scope(new is not None)
            yield _moved("asset", old, new, stage="residual", name=name, causes=causes)
            continue
        stages = [s for s in _STAGES if _differ(getattr(old, s), getattr(new, s))]
        causes_by = causes_of(old, new, both) if stages else {}
        for stage in stages:
            causes = causes_by[stage]
            yield _moved("asset", old, new, stage=stage, name=name, causes=causes)


def _scenarios(both: Versions) -> Iterator[Moved]:
    before = {asset.id: asset for asset in both.old.assets}
    after = {asset.id: asset for asset in both.new.assets}
    for old, new in _matched(both.old.scenarios, both.new.scenarios):
        name = (new or old).name
        if old is None or new is None:
            causes: tuple[Cause, ...] = _scope(new is not None)
            yield _moved("scenario", old, new, stage="residual", name=name, causes=causes)
            continue
        if not _differ(old.residual, new.residual):
            continue
        opinion = tuple(_opinion(old, new))
        worst = next((a for a in new.assets if a in before and a in after), None)
        inner = causes_of(before[worst], after[worst], both)["residual"] if worst else ()
        # A scenario is as bad as its worst asset: its causes are that asset's, without points.
        facts = tuple(c.model_copy(update={"points": None}) for c in inner if c.kind != "together")
        causes = (*opinion, *facts)
        yield _moved("scenario", old, new, stage="residual", name=name, causes=causes)


def _opinion(old: ScenarioRisk, new: ScenarioRisk) -> Iterator[Cause]:
    if old.override == new.override:
        return
    lift = _lift(new) - _lift(old)
    if abs(lift) >= _LEAST:
        said = new.override or old.override or {}
        args = {"by": said.get("by"), "on": said.get("on")}
        reason = Reason(rule="diff.opinion" if new.override else "diff.opinion_gone", args=args)
        yield Cause(kind="opinion", id=new.id, because=reason, points=round(lift, 4))


def _lift(scenario: ScenarioRisk) -> float:
    """Return by how many points an opinion moved a scenario."""
    said = scenario.override or {}
    computed = said.get("computed")
    if not said.get("applied") or not isinstance(computed, int | float):
        return 0.0
    return scenario.residual.score - float(computed)


def _vendors(both: Versions) -> Iterator[Moved]:
    for old, new in _matched(both.old.vendors, both.new.vendors):
        same = old and new and (old.score, old.verdict) == (new.score, new.verdict)
        if same:
            continue
        there = old is not None and new is not None
        causes = _answers(old, new, both) if there else _scope(new is not None)
        yield Moved(
            kind="vendor",
            id=(new or old).id,
            name=(new or old).name,
            stage="score",
            old=_score(old),
            new=_score(new),
            old_level=f"verdict.{old.verdict}" if old else "",
            new_level=f"verdict.{new.verdict}" if new else "",
            causes=tuple(causes),
        )


def _score(vendor: VendorRisk | None) -> Span | None:
    if vendor is None or vendor.score is None:
        return None
    return Span(score=vendor.score, lo=vendor.lo, hi=vendor.hi)


def _answers(old: VendorRisk, new: VendorRisk, both: Versions) -> Iterator[Cause]:
    """Yield the questions whose part of the score moved; the parts sum to the move."""
    before = {part.id: part.share for part in old.contributions}
    after = {part.id: part.share for part in new.contributions}
    shares = {id: before.get(id, 0) - after.get(id, 0) for id in before | after}
    ranked = sorted(shares, key=lambda id: (-abs(shares[id]), id))
    for id in ranked[:_TOP]:
        if abs(shares[id]) >= _LEAST:
            reason = Reason(rule="diff.answer", args={"question": id})
            yield Cause(kind="answers", id=id, because=reason, points=round(shares[id], 4))
    rest = sum(shares[id] for id in ranked[_TOP:])
    if abs(rest) >= _LEAST:
        reason = Reason(rule="diff.answers_rest", args={"n": len(ranked) - _TOP})
        yield Cause(kind="answers", because=reason, points=round(rest, 4))
    states = {(k.rule, k.service): k.state for k in old.knockouts}
    for one in new.knockouts:
        if states.get((one.rule, one.service)) not in (None, one.state):
            args: dict[str, Argument] = {
                "fatal": f"fatal.{one.rule}",
                "state": f"knockout_state.{one.state}",
            }
            yield Cause(
                kind="answers", id=one.rule, because=Reason(rule="diff.knockout", args=args)
            )
    if both.method:
        yield Cause(kind=both.method, because=Reason(rule=f"diff.{both.method}"))
