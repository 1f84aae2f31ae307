"""The Dutch state model's JSON: answers by task, repeated tasks as rows with an index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..catalogue.knowledge import fold
from ..errors import InputError, Problem
from ..model.foreign import (
    DutchTask,
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
    SheetWord,
)
from ..model.value import Reason
from .markup import active_places, plain
from .scales import words_of

KNOWN = "urn:nl:dpia:3.0"
TOLD = (
    *("texts", "risks", "levels", "measures", "steps", "data", "subjects", "decision"),
    *("links", "reasons", "declared"),
)
_KEY = re.compile(r"^(\d+(?:\.\d+)*)(?:\[(\d+)\])?$")
# Task by task where data items are named again: (list of names, the text that must go with it).
_NAMED = ("3.1.3", "6.1.1.4", "10.1.1.3", "12.1.2.3", "12.2.2.3", "12.3.2.3", "13.1.1.2")
_SPECIAL = {"bijzonder": ("12.1.2.3", "12.1.2.5"), "strafrechtelijk": ("12.2.2.3", "12.2.2.4")}
_DENIED = {
    "bijzonder": "12.1.1",
    "strafrechtelijk": "12.2.1",
    "nationaal identificatienummer": "12.3.1",
}


@dataclass
class _Form:
    """The answers by task, then by index (-1 where the task is not repeated)."""

    answers: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)

    def one(self, task: str, index: int = -1) -> str:
        return "\n".join(self.all(task, index))

    def all(self, task: str, index: int = -1) -> tuple[str, ...]:
        return self.answers.get(task, {}).get(index, ())

    def rows(self, task: str) -> Iterator[tuple[int, str]]:
        for index in sorted(self.answers.get(task, {})):
            if text := self.one(task, index).strip():
                yield index, text


def is_dutch(data: Any) -> bool:
    """Say whether parsed JSON looks like an output of the Dutch state model."""
    return isinstance(data, dict) and isinstance(data.get("answers"), dict) and "metadata" in data


def read_dutch(
    data: Any,
    tasks: Mapping[str, DutchTask],
    *,
    words: Mapping[str, SheetWord],
    file: str,
) -> ForeignAssessment:
    """Read an output of the Dutch state model in the common shape.

    Parameters
    ----------
    data : parsed JSON
    tasks, words : entries ``foreign/dutch`` and ``foreign/sheet`` of the knowledge
    file : str
        Its name, for messages.

    Raises
    ------
    InputError
        If it is another form of the same family, or of a version whose keys are not tasks.
    """
    form, urn = _form(data, file), _urn(data)
    levels = {fold(w): s - 1 for w, s in words_of(words).items() if 2 <= s <= 4}
    risks = tuple(_risks(form, levels))
    names = {fold(text) for _, text in form.rows("2.1.1")}
    notes = [_fault("note", place, "foreign.active") for place in active_places(data)]
    if urn != KNOWN:
        notes.insert(0, _fault("note", "metadata.urn", "foreign.other_version"))
    approved = fold(form.one("19.2")) == "definitief"
    asked = any(form.one("17.1.5", i).strip() for i, _ in form.rows("17.1.5"))
    return ForeignAssessment(
        format="dutch",
        file=file,
        version=urn.rpartition(":")[2],
        client=form.one("19.4.1") or form.one("20.1.1", 0),
        told=TOLD,
        ranges=tuple(
            ForeignRange(axis=axis, lo=1, hi=3) for axis in ("likelihood", "severity", "level")
        ),
        texts=tuple(_texts(form, tasks)),
        risks=risks,
        measures=tuple(_measures(form, risks)),
        steps=tuple(
            ForeignStep(place=f"17.1.3[{i}]", owner=bool(form.one("17.1.7", i).strip()))
            for i, _ in form.rows("17.1.3")
        ),
        data=tuple(_data(form)),
        subjects=_subjects(form),
        decision=ForeignDecision(
            place="19.2", state="approved" if approved else "open", consulted=asked
        ),
        faults=(*_lost(form, names), *_denied(form)),
        remarks=tuple(notes),
    )


def _urn(data: Mapping[str, Any]) -> str:
    metadata = data.get("metadata")
    urn = metadata.get("urn") if isinstance(metadata, dict) else None
    return urn if isinstance(urn, str) and len(urn) < 80 else ""


def _form(data: Mapping[str, Any], file: str) -> _Form:
    urn = _urn(data)
    if urn and not urn.startswith("urn:nl:dpia:"):
        what = "a pre-scan or another form of the Dutch model, not its impact assessment"
        raise InputError([Problem(file, column="metadata.urn", what=what)])
    answers = data["answers"]
    if isinstance(answers.get("dpia"), dict):
        answers = answers["dpia"]
    form = _Form()
    strange = [number for number, key in enumerate(answers, 1) if not _KEY.match(str(key))]
    if strange and len(strange) == len(answers):
        what = "answers are not kept by task number: an older version of the model"
        hint = "open it in the current form and export it again"
        raise InputError([Problem(file, column="answers", what=what, hint=hint)])
    for key, value in answers.items():
        match = _KEY.match(str(key))
        if match and isinstance(value, list):
            _rows(form, value)
        elif match:
            index = -1 if match[2] is None else int(match[2])
            form.answers.setdefault(match[1], {})[index] = _told(value)
    return form


def _rows(form: _Form, rows: list[Any]) -> None:
    for place, row in enumerate(rows):
        if not isinstance(row, dict):
            continue
        index = row.get("_index")
        index = index if isinstance(index, int) else place
        for key, value in row.items():
            match = _KEY.match(str(key))
            if match:
                form.answers.setdefault(match[1], {})[index] = _told(value)


def _told(answer: Any) -> tuple[str, ...]:
    value = answer.get("value") if isinstance(answer, dict) else answer
    if isinstance(value, dict):
        value = [value.get("title"), value.get("description")]
    values = value if isinstance(value, list) else [value]
    return tuple(plain(str(one)) for one in values if isinstance(one, str | bool | int))


def _fault(rule: str, place: str, sentence: str, **args: Any) -> ForeignFault:
    return ForeignFault(rule=rule, place=place, reason=Reason(rule=sentence, args=args))


def _texts(form: _Form, tasks: Mapping[str, DutchTask]) -> Iterator[ForeignText]:
    known = {one.task: one for one in tasks.values()}
    for one in known.values():
        if not any(form.rows(one.task)):
            yield ForeignText(place=one.task, section=one.section, required=one.required)
    for task in sorted(form.answers):
        for index, text in form.rows(task):
            place = task if index < 0 else f"{task}[{index}]"
            asked = known.get(task)
            yield ForeignText(
                place=place,
                text=text,
                section=asked.section if asked else "",
                about=asked.about if asked else "",
            )


def _risks(form: _Form, levels: Mapping[str, float]) -> Iterator[ForeignRisk]:
    for index, text in form.rows("16.1.1"):
        told = {task: form.one(f"16.1.{task}", index).strip() for task in range(3, 9)}
        numbers = {task: levels.get(fold(told[task])) for task in (3, 5, 7)}
        current = ForeignRating(
            stage="current",
            place=f"16.1[{index}]",
            likelihood=numbers[3],
            severity=numbers[5],
            level=numbers[7],
            unknown=tuple(
                f"16.1.{task}[{index}]" for task in numbers if told[task] and not numbers[task]
            ),
            unreasoned=tuple(
                f"16.1.{task}[{index}]" for task in numbers if told[task] and not told[task + 1]
            ),
        )
        rows = [
            row
            for row in form.answers.get("17.1.1", {})
            if fold(text) in map(fold, form.all("17.1.1", row))
        ]
        after = [levels.get(fold(form.one("17.1.4", row))) for row in rows]
        known = [level for level in after if level]
        ratings = [current]
        if known:
            place = f"17.1.4[{rows[0]}]"
            ratings.append(ForeignRating(stage="planned", place=place, level=max(known)))
        yield ForeignRisk(
            id=str(index),
            place=f"16.1[{index}]",
            ratings=tuple(ratings),
            measures=tuple(f"17.1[{row}]" for row in rows if form.one("17.1.3", row).strip()),
            high=tuple(rating.stage for rating in ratings if rating.level == 3),
            treated=any(form.one("17.1.3", row).strip() for row in rows),
        )


def _measures(form: _Form, risks: tuple[ForeignRisk, ...]) -> Iterator[ForeignMeasure]:
    for index, _ in form.rows("17.1.3"):
        place = f"17.1[{index}]"
        on = tuple(risk.id for risk in risks if place in risk.measures)
        yield ForeignMeasure(id=place, place=f"17.1.3[{index}]", risks=on)


def _data(form: _Form) -> Iterator[ForeignData]:
    for index, name in form.rows("2.1.1"):
        kind = fold(form.one("2.1.4", index))
        tasks = _SPECIAL.get(kind)
        yield ForeignData(
            place=f"2.1.1[{index}]",
            special=bool(tasks) if kind else None,
            basis=_beside(form, name, *tasks) if tasks else None,
            retention=_beside(form, name, "10.1.1.3", "10.1.1.4"),
        )


def _beside(form: _Form, name: str, names: str, wanted: str) -> bool:
    """Say whether a row that names the data item also answers `wanted`."""
    return any(
        fold(name) in map(fold, form.all(names, index)) and bool(form.one(wanted, index).strip())
        for index in form.answers.get(names, {})
    )


def _subjects(form: _Form) -> ForeignView:
    said = any(True for _ in form.rows("7.1.1"))
    return ForeignView(place="7.1.1", sought=True if said else None, reasoned=said)


def _lost(form: _Form, names: set[str]) -> Iterator[ForeignFault]:
    for task in _NAMED:
        for index in sorted(form.answers.get(task, {})):
            lost = [one for one in form.all(task, index) if fold(one) not in names]
            if lost:
                yield _fault("L12", f"{task}[{index}]", "lint.no_item", n=len(lost))
    risks = {fold(text) for _, text in form.rows("16.1.1")}
    for index in sorted(form.answers.get("17.1.1", {})):
        lost = [one for one in form.all("17.1.1", index) if fold(one) not in risks]
        if lost:
            yield _fault("L12", f"17.1.1[{index}]", "lint.no_risk", n=len(lost))


def _denied(form: _Form) -> Iterator[ForeignFault]:
    kinds = {fold(text) for _, text in form.rows("2.1.4")}
    for kind, task in _DENIED.items():
        if fold(kind) in kinds and fold(form.one(task)) == "false":
            yield _fault("L18", task, "lint.denied")
