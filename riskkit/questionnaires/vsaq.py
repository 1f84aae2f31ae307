"""VSAQ answers: a flat file of ids and values, judged by the questionnaires riskkit ships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..model.received import BranchingQuestion, ReceivedAnswer, Remark
from .branching import given_of, judge, named_findings
from .pages import Page
from .tables import Found, question_id
from .vocabulary import Vocabulary

_FEW = 2


def known_ids(questions: Iterable[BranchingQuestion]) -> frozenset[str]:
    """Return every id that an answers file may hold."""
    return frozenset(
        id
        for question in questions
        for id in (
            question.id,
            *(choice.id for choice in question.choices),
            *(advice.id for advice in question.advice),
        )
    )


def is_vsaq(data: object, questions: Iterable[BranchingQuestion]) -> bool:
    """Say whether a file holds VSAQ answers: most of its keys are ids of VSAQ."""
    if not isinstance(data, dict) or not data:
        return False
    known = known_ids(questions)
    hits = sum(str(key) in known for key in data)
    return hits >= _FEW and hits * 2 >= len(data)


def read_vsaq(
    data: Mapping[str, Any],
    page: Page,
    questions: Iterable[BranchingQuestion],
    vocabulary: Vocabulary,
) -> Found:
    """Judge a file of answers; only the parts of VSAQ it answers at all are read."""
    found = Found()
    given = given_of(data)
    questions = tuple(questions)
    parts = {question.part for question in questions if _touched(question, data)}
    places = {str(key): number for number, key in enumerate(data, start=1)}
    used: set[str] = set()
    for question in questions:
        if question.part not in parts:
            continue
        ids = [question.id, *(choice.id for choice in question.choices)]
        ids += [advice.id for advice in question.advice]
        used.update(id for id in ids if id in places)
        answer = _answer(question, given, places, page, vocabulary)
        if answer:
            found.answers.append(answer)
    unknown = len(data) - len(used)
    if unknown:
        found.remarks.append(Remark(rule="received.unknown", args={"rows": unknown}))
    found.count(page, Counter({"question": len(used), "unread": unknown}))
    return found


def _touched(question: BranchingQuestion, data: Mapping[str, Any]) -> bool:
    return any(id in data for id in (question.id, *(choice.id for choice in question.choices)))


def _answer(
    question: BranchingQuestion,
    given: Mapping[str, str],
    places: Mapping[str, int],
    page: Page,
    vocabulary: Vocabulary,
) -> ReceivedAnswer | None:
    judged = judge(question, given, vocabulary.severities)
    chosen = [choice for choice in question.choices if choice.id in given]
    written = given.get(question.id, "")
    if judged is None and not written:
        return None
    ids = [*(choice.id for choice in chosen), question.id]
    line = next((places[id] for id in ids if id in places), 0)
    # what the vendor wrote beside a finding, to explain it
    said = [given[advice.id] for advice in question.advice if advice.id in given]
    named = [f"[{severity}] {name}" for severity, name in named_findings(question, given)]
    walk = vocabulary.place("vsaq", (), (question.section, question.text))
    return ReceivedAnswer(
        id=question_id("vsaq", question.id),
        code=question.id,
        text=question.text,
        section=question.section,
        domain=question.domain,
        raw="; ".join(choice.text for choice in chosen) or written,
        answer=judged or "unreadable",
        scored=judged is not None,
        weight=question.weight,
        comment="\n".join([*named, *said]),
        controls=question.controls or (walk.controls if walk else ()),
        cell=f"{page.name}!{line}" if line else page.name,
        line=line,
    )
