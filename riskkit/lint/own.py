"""An assessment of our own in the common shape, so that the same rules look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..catalogue import Knowledge
from ..model.assessment import Assessment, Level, Risk, ScenarioRisk
from ..model.foreign import (
    DecisionState,
    ForeignAssessment,
    ForeignData,
    ForeignDecision,
    ForeignFault,
    ForeignMeasure,
    ForeignRange,
    ForeignRating,
    ForeignRisk,
    ForeignStep,
    ForeignText,
    ForeignView,
    StageId,
)
from ..model.lint import LintRule
from ..model.value import Reason, Text
from .references import lost_references

TOLD = (
    *("texts", "risks", "levels", "measures", "steps", "data", "subjects", "decision"),
    *("links", "reasons", "declared", "evidence", "export", "languages"),
)
_METHOD = "riskkit-v1"
_STAGES: tuple[tuple[StageId, str], ...] = (
    ("inherent", "inherent"),
    ("current", "residual"),
    ("planned", "planned"),
)
_OPEN = ("open", "in_progress")


def own_shape(a: Assessment, knowledge: Knowledge, *, file: str) -> ForeignAssessment:
    """Return an assessment of our own in the common shape.

    Parameters
    ----------
    a : Assessment
    knowledge : Knowledge
        Its bands say which level a score has.
    file : str
        Its name, for messages.
    """
    bands = _bands(knowledge)
    high = {label for label, rank in bands.items() if rank > len(bands) - 2}
    return ForeignAssessment(
        format="riskkit",
        file=file,
        version=a.schema_version,
        client=a.engagement.client,
        told=TOLD,
        ranges=(ForeignRange(axis="level", lo=1, hi=len(bands)),),
        texts=(*_texts(a), *_required(a), *_in_three(a)),
        risks=(*_assets(a, knowledge, high), *_scenarios(a, knowledge, high)),
        measures=tuple(_measures(a)),
        steps=tuple(
            ForeignStep(place=f"action {s.id}", owner=bool(s.owner), due=s.due is not None)
            for s in a.actions
            if s.status in _OPEN and not s.proposed
        ),
        data=tuple(_data(a, knowledge)),
        subjects=_subjects(a),
        decision=_decision(a),
        faults=tuple(_faults(a, knowledge)),
    )


def _bands(knowledge: Knowledge) -> dict[str, int]:
    """Return the levels of our own method by rank, 1 for the lowest."""
    starts = {
        id.removeprefix("band."): scale.point
        for id, scale in knowledge.entries("scales").items()
        if id.startswith("band.")
    }
    return {id: rank for rank, id in enumerate(sorted(starts, key=lambda i: starts[i]), 1)}


def _level(score: float, knowledge: Knowledge) -> int:
    starts = [
        scale.point for id, scale in knowledge.entries("scales").items() if id.startswith("band.")
    ]
    return sum(start <= score for start in starts)


def _texts(a: Assessment) -> Iterator[ForeignText]:
    head, signed = a.engagement, a.engagement.signoff
    yield ForeignText(place="engagement title", text=head.title)
    for name, value in signed.model_dump().items():
        if isinstance(value, str):
            yield ForeignText(place=f"signoff {name}", text=value)
    for one in a.activities:
        yield ForeignText(place=f"activity {one.id}", text=one.purpose or "", section="purposes")
    for stated in a.profiles.facts:
        if isinstance(stated.value, str):
            about = "impact" if stated.fact.startswith("impact.") else ""
            place = f"statement {stated.fact}" + (f" {stated.item}" if stated.item else "")
            yield ForeignText(place=place, text=stated.value, section=stated.fact, about=about)
    for vendor in a.vendors:
        for answer in vendor.answers:
            if isinstance(comment := answer.get("comment"), str):
                place = f"vendor {vendor.id} {answer.get('question')}"
                yield ForeignText(place=place, text=comment)


def _required(a: Assessment) -> Iterator[ForeignText]:
    for clause in a.profiles.clauses:
        if clause.state == "missing":
            place, section = f"clause {clause.id}", f"{clause.profile}.{clause.section}"
            yield ForeignText(place=place, section=section, required=True)
    for one in a.activities:
        for name in one.missing:
            if name != "retention_months":
                place = f"activity {one.id}, {name}"
                yield ForeignText(place=place, section=name, required=True)


def _in_three(a: Assessment) -> Iterator[ForeignText]:
    told: list[tuple[str, Text]] = [(f"finding {f.id}", f.statement) for f in a.findings]
    told += [(f"action {s.id}", s.statement) for s in a.actions]
    told += [(f"scenario {s.id}", s.name) for s in a.scenarios]
    for place, text in told:
        yield ForeignText(place=place, text=text.en, same=(text.zh_hans, text.zh_hant))


def _assets(a: Assessment, knowledge: Knowledge, high: set[str]) -> Iterator[ForeignRisk]:
    for asset in a.assets:
        near = {asset.id, "*", *asset.third_parties}
        steps = [s for s in a.actions if s.status in _OPEN and near & set(s.scope)]
        place = f"asset {asset.id}"
        yield ForeignRisk(
            id=asset.id,
            place=place,
            ratings=tuple(_ratings(asset, place, knowledge)),
            measures=tuple(step.id for step in steps),
            high=_high(asset, high),
            treated=bool(asset.basis and asset.basis.planned),
            # Only a risk that stays high must have a measure; a low one may be taken as it is.
            linked=_label(asset.residual) in high,
        )


def _scenarios(a: Assessment, knowledge: Knowledge, high: set[str]) -> Iterator[ForeignRisk]:
    for one in a.scenarios:
        place = f"scenario {one.id}"
        yield ForeignRisk(
            id=one.id,
            place=place,
            ratings=tuple(_ratings(one, place, knowledge)),
            high=_high(one, high),
            linked=False,
        )


def _label(risk: Risk) -> str:
    level: Level | None = risk.named(_METHOD)
    return level.label if level else ""


def _high(one: Any, high: set[str]) -> tuple[StageId, ...]:
    return tuple(stage for stage, name in _STAGES if _label(getattr(one, name)) in high)


def _ratings(one: Any, place: str, knowledge: Knowledge) -> Iterator[ForeignRating]:
    ranks = _bands(knowledge)
    for stage, name in _STAGES:
        risk: Risk = getattr(one, name)
        here = f"{place} {name}"
        label = _label(risk)
        known = label in ranks
        unsure = not risk.lo - 1e-9 <= risk.score <= risk.hi + 1e-9 or (bool(label) and not known)
        yield ForeignRating(
            stage=stage,
            place=here,
            score=risk.score,
            level=ranks[label] if known else None,
            derived=_level(risk.score, knowledge) if known else None,
            unknown=(here,) if unsure else (),
            unreasoned=(place,) if stage == "current" and _unaccounted(one) else (),
        )


def _unaccounted(one: Any) -> bool:
    if not isinstance(one, ScenarioRisk) or one.override is None:
        return False
    return not all(one.override.get(name) for name in ("by", "on", "why"))


def _measures(a: Assessment) -> Iterator[ForeignMeasure]:
    for step in a.actions:
        if step.status in _OPEN and step.treatment == "mitigate":
            on = step.scope if step.findings or step.risk_removed > 0 else ()
            yield ForeignMeasure(id=step.id, place=f"action {step.id}", risks=on)


def _data(a: Assessment, knowledge: Knowledge) -> Iterator[ForeignData]:
    categories = knowledge.entries("categories")
    lists = [name for name, profiles in _lists(knowledge) if set(profiles) & _profiles(a)]
    missing_consent = {f.subject for f in a.findings if f.rule in _parameter(knowledge, "L08")}
    for one in a.activities:
        special = any(
            categories[kind].legal[name].value == "yes"
            for kind in one.data_kinds
            if kind in categories
            for name in lists
        )
        yield ForeignData(
            place=f"activity {one.id}",
            special=special,
            basis=one.id not in missing_consent and any(one.basis.values()),
            retention="retention_months" not in one.missing,
        )


def _profiles(a: Assessment) -> set[str]:
    return set(a.engagement.profiles)


def _lists(knowledge: Knowledge) -> list[tuple[Any, tuple[str, ...]]]:
    rule: LintRule = knowledge.entries("lint")["L08"]
    return [(name, tuple(ids)) for name, ids in rule.parameters["lists"].items()]


def _parameter(knowledge: Knowledge, rule: str) -> tuple[str, ...]:
    return tuple(knowledge.entries("lint")[rule].parameters["findings"])


def _subjects(a: Assessment) -> ForeignView:
    signed = a.engagement.signoff
    reason = signed.subjects_views if signed.subjects_consulted else signed.subjects_why_not
    return ForeignView(
        place="signoff subjects_consulted",
        sought=signed.subjects_consulted,
        reasoned=bool(reason and reason.strip()),
    )


def _decision(a: Assessment) -> ForeignDecision:
    signed = a.engagement.signoff
    states: Mapping[str, DecisionState] = {
        state: state for state in ("approved", "conditional", "rejected", "consult")
    }
    return ForeignDecision(
        place="signoff decision",
        state=states.get(signed.decision or "", "open"),
        consulted=signed.authority_consulted_on is not None,
    )


def _faults(a: Assessment, knowledge: Knowledge) -> Iterator[ForeignFault]:
    yield from lost_references(a, knowledge)
    for rule in ("L15", "L16", "L18"):
        wanted = _parameter(knowledge, rule)
        for finding in a.findings:
            if finding.rule in wanted:
                yield ForeignFault(
                    rule=rule,
                    place=f"finding {finding.id}",
                    reason=Reason(
                        rule=knowledge.entries("lint")[rule].statement,
                        args={"subject": finding.subject},
                    ),
                )
    yield from _export_path(a, knowledge)


def _export_path(a: Assessment, knowledge: Knowledge) -> Iterator[ForeignFault]:
    """Compare the path people stated with the one the counts demand."""
    rule: LintRule = knowledge.entries("lint")["L15"]
    fired = {trigger.id for trigger in a.screening if trigger.state == "yes"}
    for stated in a.profiles.facts:
        if stated.fact != rule.parameters["fact"] or not isinstance(stated.value, str):
            continue
        said = stated.value.casefold()
        for demand in rule.parameters["paths"]:
            if demand["trigger"] not in fired:
                continue
            if not any(word.casefold() in said for word in demand["words"]):
                yield ForeignFault(
                    rule="L15",
                    place=f"statement {stated.fact}",
                    reason=Reason(rule="lint.export_path", args={"clause": demand["trigger"]}),
                )
