"""VSAQ answers: a flat file of ids and values, judged by the questionnaires riskkit ships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..catalogue.knowledge import fold
from ..model.received import BranchingQuestion, Fate, ReceivedAnswer, Remark
from .branching import given_of, judge, named_findings
from .pages import Page
from .tables import Columns, Found, find_columns, question_id
from .vocabulary import Vocabulary

REMARK = "riskkit.remark."
"""What a key begins with that holds an assessor's remark, put there when it was sent back."""
_FEW = 2
_LISTED = 100
"""Ids of no question that are told one by one; all of them are counted."""
_CHECKED = "checked"


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


@dataclass
class Filled:
    """A workbook of VSAQ as filled in: answers by id as in a file, their cells, the remarks."""

    page: Page
    data: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    fates: Counter[Fate] = field(default_factory=Counter)


def filled_book(
    pages: Sequence[Page], questions: Iterable[BranchingQuestion], vocabulary: Vocabulary
) -> Filled | None:
    """Return the sheet of a workbook whose ids are those of VSAQ; None if there is none."""
    questions = tuple(questions)
    known = known_ids(questions)
    for page in pages:
        head = None if page.hidden else find_columns(page, vocabulary)
        if head is None:
            continue
        codes = [head[1].get(cells, "id") for _, cells in page.rows[head[0] + 1 :]]
        if sum(code in known for code in codes) * 2 > max(len(codes), _FEW):
            return _filled(page, head, questions)
    return None


def _filled(
    page: Page, head: tuple[int, Columns], questions: tuple[BranchingQuestion, ...]
) -> Filled:
    place, columns = head
    by_id = {question.id: question for question in questions}
    owner = {choice.id: q.id for q in questions for choice in q.choices}
    filled = Filled(page, fates=Counter({"text": place, "header": 1}))
    for number, cells in page.rows[place + 1 :]:
        code, raw = columns.get(cells, "id"), columns.get(cells, "answer")
        asked = by_id.get(code)
        known = bool(asked) or code in owner
        filled.fates["question" if known else "unread" if code else "text"] += 1
        if not code:
            continue
        words = {fold(choice.text): choice.id for choice in asked.choices} if asked else {}
        filled.data[code] = "" if words else raw
        filled.cells[code] = page.cell(number, columns.answer)
        if asked and raw and words:
            chosen = words.get(fold(raw))
            filled.data[chosen or code] = _CHECKED if chosen else raw
            filled.cells[chosen or code] = filled.cells[code]
        elif code in owner and raw:
            filled.data[code] = _CHECKED
        if comment := columns.get(cells, "comment"):
            filled.comments[owner.get(code, code)] = comment
    return filled


def read_filled(
    filled: Filled, questions: Iterable[BranchingQuestion], vocabulary: Vocabulary
) -> Found:
    """Judge a workbook of VSAQ as filled in; every answer keeps its cell."""
    numbered = tuple((number, (key,)) for number, key in enumerate(filled.data, start=1))
    page = Page(filled.page.name, numbered, book=False)
    questions = tuple(questions)
    found = read_vsaq(filled.data, page, questions, vocabulary)
    code_of = {choice.id: q.id for q in questions for choice in q.choices}
    told = []
    for answer in found.answers:
        key = next((k for k, v in filled.data.items() if v and code_of.get(k) == answer.code), "")
        cell = filled.cells.get(key) or filled.cells.get(answer.code) or answer.cell
        said = filled.comments.get(answer.code, "")
        comment = "\n".join(part for part in (answer.comment, said) if part)
        told.append(answer.model_copy(update={"cell": cell, "comment": comment}))
    found.answers[:] = told
    found.sheets.clear()
    found.count(filled.page, filled.fates)
    return found


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
    parts = _parts(questions, data)
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
    remarks = sum(str(key).startswith(REMARK) for key in data)
    unknown = [key for key in places if key not in used and not key.startswith(REMARK)]
    if unknown:
        found.remarks.append(Remark(rule="received.unknown", args={"rows": len(unknown)}))
    for key in unknown[:_LISTED]:
        cell = f"{page.name}!{places[key]}"
        found.remarks.append(Remark(cell=cell, rule="received.no_question"))
    fates: Counter[Fate] = Counter({"question": len(used), "text": remarks})
    fates["unread"] = len(data) - len(used) - remarks
    found.count(page, fates)
    return found


def _parts(questions: Iterable[BranchingQuestion], data: Mapping[str, Any]) -> set[str]:
    """Return the parts of VSAQ that a file answers, by ids that no other part has."""
    owners: dict[str, set[str]] = {}
    for question in questions:
        for id in (question.id, *(choice.id for choice in question.choices)):
            owners.setdefault(id, set()).add(question.part)
    touched = [owners[id] for id in map(str, data) if id in owners]
    sure = {part for parts in touched if len(parts) == 1 for part in parts}
    return sure or {part for parts in touched for part in parts}


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
