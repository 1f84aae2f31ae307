"""A CNIL export in the common shape: what the lint rules look at, each thing with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ..catalogue.knowledge import fold
from ..model.cnil import CnilAnswer, CnilEvaluation, CnilPia
from ..model.foreign import (
    CnilReference,
    DecisionState,
    ForeignAssessment,
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
from ..model.value import Reason
from .markup import active_places, plain

RISKS = ("3.2", "3.3", "3.4")
TOLD = ("texts", "risks", "measures", "steps", "subjects", "decision", "links", "reasons")
_DECISIONS: dict[Any, DecisionState] = {1: "rejected", 2: "approved", 3: "approved"}
_HIGH = 3
_TOP = 4


def cnil_shape(
    pia: CnilPia, references: Mapping[str, CnilReference], *, file: str
) -> ForeignAssessment:
    """Return a CNIL export in the common shape.

    Parameters
    ----------
    pia : CnilPia
    references : mapping of id to CnilReference
        The entries ``foreign/cnil`` of the knowledge.
    file : str
        Its name, for messages.
    """
    answers: dict[str, CnilAnswer] = {}
    for answer in pia.answers:
        answers.setdefault(str(answer.reference), answer)
    own = bool(pia.record.get("structure_id"))
    texts = [_text(one, answers.get(str(one.reference)), own) for one in references.values()]
    risks = [_risk(item, references, answers, _evaluation(pia, item)) for item in RISKS]
    places = list(active_places(_as_it_stood(pia)))
    return ForeignAssessment(
        format="cnil",
        file=file,
        version=str(pia.record.get("dbVersion", "")),
        client=str(pia.record.get("name") or ""),
        told=TOLD,
        ranges=(
            ForeignRange(axis="severity", lo=1, hi=_TOP),
            ForeignRange(axis="likelihood", lo=1, hi=_TOP),
        ),
        texts=(*texts, *_evaluated(pia)),
        risks=tuple(risks),
        measures=tuple(_measures(pia, risks)),
        steps=tuple(_steps(pia)),
        subjects=_subjects(pia.record),
        decision=ForeignDecision(
            place="pia.status", state=_DECISIONS.get(_status(pia.record), "open")
        ),
        faults=tuple(_faults(pia, references, own)),
        remarks=(*_notes(pia, own), *(_note(place, "foreign.active") for place in places)),
        cnil=pia,
    )


def _as_it_stood(pia: CnilPia) -> Any:
    return {
        "pia": pia.record,
        "answers": [{"data": {"text": a.text, "list": list(a.items)}} for a in pia.answers],
        "measures": [{"title": m.title, "content": m.content} for m in pia.measures],
        "evaluations": [
            {"evaluation_comment": e.comment, "action_plan_comment": e.step}
            for e in pia.evaluations
        ],
        "comments": list(pia.comments),
    }


def _note(place: str, sentence: str, **args: Any) -> ForeignFault:
    return ForeignFault(rule="note", place=place, reason=Reason(rule=sentence, args=args))


def _notes(pia: CnilPia, own: bool) -> Iterator[ForeignFault]:
    if own:
        yield _note("pia.structure_id", "foreign.own_structure")
    missing = [n for n in ("concerned_people_searched_opinion", "category") if n not in pia.record]
    for name in missing:
        yield _note(f"pia.{name}", "foreign.older")
    for number, answer in enumerate(pia.answers):
        if answer.kept_data.get("text") is not None or answer.kept_data.get("list"):
            yield _note(f"answers[{number}].data", "foreign.not_understood")


def _status(record: Mapping[str, Any]) -> Any:
    status = record.get("status")
    return int(status) if isinstance(status, str) and status.isdigit() else status


def _evaluation(pia: CnilPia, reference: str) -> CnilEvaluation | None:
    return next((one for one in pia.evaluations if one.reference == reference), None)


def _said(answer: CnilAnswer | None) -> str:
    if answer is None:
        return ""
    return "\n".join(filter(None, (plain(answer.text or ""), *map(plain, answer.items))))


def _text(one: CnilReference, answer: CnilAnswer | None, own: bool) -> ForeignText:
    # An answer to a gauge is its number; its words are asked for by the rule on reasons.
    required = one.required and not own
    given = one.kind == "gauge" and answer is not None and bool(answer.gauge)
    return ForeignText(
        place=str(one.reference),
        text=_said(answer),
        section=one.section,
        required=required and not given,
        about=one.about,
    )


def _evaluated(pia: CnilPia) -> Iterator[ForeignText]:
    for one in pia.evaluations:
        for name, text in (("evaluation_comment", one.comment), ("action_plan_comment", one.step)):
            if text:
                yield ForeignText(place=f"{one.reference} {name}", text=plain(text))
    for number, measure in enumerate(pia.measures):
        if measure.content:
            yield ForeignText(place=f"measures[{number}]", text=plain(measure.content))


def _number(value: float | int | None) -> float | None:
    return None if not value else float(value)


def _risk(
    item: str,
    references: Mapping[str, CnilReference],
    answers: Mapping[str, CnilAnswer],
    after: CnilEvaluation | None,
) -> ForeignRisk:
    axes: dict[str, str] = {
        r.axis: str(r.reference) for r in references.values() if r.item == item and r.axis
    }
    listed = next(
        str(r.reference) for r in references.values() if r.item == item and r.section == "measures"
    )
    current = _current(item, axes, answers)
    ratings = [current]
    if after and (after.severity or after.likelihood):
        ratings.append(
            ForeignRating(
                stage="planned",
                place=f"{item} gauges",
                severity=_number(after.severity),
                likelihood=_number(after.likelihood),
            )
        )
    high: list[StageId] = [r.stage for r in ratings if _is_high(r)]
    return ForeignRisk(
        id=item,
        place=item,
        ratings=tuple(ratings),
        measures=answers[listed].items if listed in answers else (),
        high=tuple(high),
        treated=bool(after and plain(after.step or "")),
    )


def _current(
    item: str, axes: Mapping[str, str], answers: Mapping[str, CnilAnswer]
) -> ForeignRating:
    held = {axis: answers.get(place) for axis, place in axes.items()}
    unknown = [
        axes[axis] for axis, one in held.items() if one and one.kept_data.get("gauge") is not None
    ]
    unreasoned = [axes[axis] for axis, one in held.items() if one and one.gauge and not _said(one)]
    values = {axis: _number(one.gauge) if one else None for axis, one in held.items()}
    return ForeignRating(
        stage="current",
        place=item,
        severity=values["severity"],
        likelihood=values["likelihood"],
        unknown=tuple(unknown),
        unreasoned=tuple(sorted(unreasoned)),
    )


def _is_high(rating: ForeignRating) -> bool:
    return min(rating.severity or 0, rating.likelihood or 0) >= _HIGH


def _measures(pia: CnilPia, risks: list[ForeignRisk]) -> Iterator[ForeignMeasure]:
    for number, measure in enumerate(pia.measures):
        name = fold(measure.title or "")
        on = tuple(r.id for r in risks if name and name in map(fold, r.measures))
        yield ForeignMeasure(id=name, place=f"measures[{number}]", risks=on)


def _steps(pia: CnilPia) -> Iterator[ForeignStep]:
    for one in pia.evaluations:
        if plain(one.step or ""):
            owner, due = bool((one.owner or "").strip()), bool((one.due or "").strip())
            yield ForeignStep(place=f"evaluation {one.reference}", owner=owner, due=due)


def _subjects(record: Mapping[str, Any]) -> ForeignView:
    sought = record.get("concerned_people_searched_opinion")
    view = plain(str(record.get("concerned_people_opinion") or ""))
    why_not = plain(str(record.get("concerned_people_searched_content") or ""))
    if not isinstance(sought, bool):
        sought = True if view else None
    return ForeignView(
        place="pia.concerned_people_searched_opinion",
        sought=sought,
        reasoned=bool(view if sought else why_not),
    )


def _faults(
    pia: CnilPia, references: Mapping[str, CnilReference], own: bool
) -> Iterator[ForeignFault]:
    known = {str(one.reference) for one in references.values()}
    counted = Counter(str(answer.reference) for answer in pia.answers)
    for reference, times in sorted(counted.items()):
        if times > 1:
            yield _fault("L12", reference, "lint.double", n=times)
        if reference not in known and not own:
            yield _fault("L12", reference, "lint.no_question")
    titles = {fold(measure.title or "") for measure in pia.measures}
    for answer in pia.answers:
        lost = [n for n, word in enumerate(answer.items, 1) if fold(word) not in titles]
        wanted = {r.reference for r in references.values() if r.section == "measures"}
        if answer.reference in wanted and lost:
            yield _fault("L12", str(answer.reference), "lint.no_measure", n=len(lost))
    ids = {f"3.1.{measure.id}" for measure in pia.measures}
    for one in pia.evaluations:
        if one.reference.startswith("3.1.") and one.reference not in ids:
            yield _fault("L12", f"evaluation {one.reference}", "lint.no_target")


def _fault(rule: str, place: str, sentence: str, **args: Any) -> ForeignFault:
    return ForeignFault(rule=rule, place=place, reason=Reason(rule=sentence, args=args))
