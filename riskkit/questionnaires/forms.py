"""Blank questionnaires to send out: a workbook whose answers are chosen from a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..catalogue import Knowledge
from ..model.received import BranchingQuestion
from ..model.tables import Table
from ..model.value import Language
from ..model.vendors import Questionnaire
from ..workbook_forms import FormColumn, FormSheet, write_form

_ASKED = ("question", "domain", "text", "law", "answer", "comment", "evidence", "na_reason")
_BRANCHING = ("question", "domain", "text", "answer", "comment", "evidence")
_TICK = "x"
_OFFERED = ("yes", "partial", "planned", "no", "na", "alternate", "outsourced")
_LABELS = {"text": "wording"}
_WIDTHS = {"domain": 16, "text": 54, "law": 36, "answer": 14, "comment": 40, "evidence": 26}
_HINTS = 5
GUIDE = "form.guide"
"""The sheet behind a form that tells how to fill it in."""


def write_blank(
    path: Path,
    rows: Iterable[Mapping[str, str]],
    knowledge: Knowledge,
    *,
    language: Language,
    asked: Questionnaire,
) -> Path:
    """Write a questionnaire to be filled in by a vendor.

    Parameters
    ----------
    path : Path
        The ``.xlsx`` to write.
    rows : iterable of mapping
        The rows of a blank form: ``question``, ``domain``, ``text``, ``law``.
    knowledge : Knowledge
    language : Language
    asked : Questionnaire
        What is asked; its id and hash name the sheet, so that an answer tells what it answers.

    Returns
    -------
    Path
        `path`; the answers have a drop-down, and the file is read again as it is.
    """
    credits = knowledge.entries("vendors/answers")
    offered = tuple(credits[id].name.get(language) for id in _OFFERED if id in credits)
    body = [[row.get(id, "") for id in _ASKED] for row in rows]
    name = f"{asked.head.id[:18]} {asked.sha256[:12]}"
    heads = _heads(_ASKED, knowledge, language, offered)
    return write_form(
        path, [FormSheet(name, heads, body)], guide=_guide(asked, knowledge, language)
    )


def _guide(
    asked: Questionnaire | None, knowledge: Knowledge, language: Language
) -> dict[str, list[list[str]]]:
    """Return the sheet that tells how to answer, and what proves each answer."""
    title = knowledge.sentence(GUIDE, language)
    rows = [[title]]
    rows += [["", knowledge.sentence(f"{GUIDE}_{n}", language)] for n in range(1, _HINTS + 1)]
    questions = [q for q in asked.questions if q.proofs] if asked else []
    if questions:
        rows += [[], [knowledge.sentence("form.proofs", language)]]
    for question in questions:
        names = [knowledge.label(f"proof_kind.{proof}", language) for proof in question.proofs]
        rows.append([question.id, question.text.get(language), "; ".join(names)])
    return {title: rows}


def write_branching(
    path: Path, questions: Iterable[BranchingQuestion], knowledge: Knowledge, *, language: Language
) -> Path:
    """Write a questionnaire of choices in the form of VSAQ, to be filled in by a vendor.

    A question with one choice is one row whose cell offers its choices; where several may be
    true, each is a row to be ticked. The wording is the publisher's; a condition to be shown
    stands behind it.
    """
    body: list[list[str]] = []
    offers: dict[tuple[int, int], tuple[str, ...]] = {}
    at = _BRANCHING.index("answer")
    for question in questions:
        when = f"\n[{question.when}]" if question.when else ""
        several = question.form == "several"
        for choice in question.choices if several else (None,):
            text = f"{question.text}\n☐ {choice.text}" if choice else question.text
            offered = (_TICK,) if several else tuple(c.text for c in question.choices)
            if offered:
                offers[len(body), at] = offered
            id = choice.id if choice else question.id
            body.append([id, question.section, text + when, "", "", ""])
    heads = _heads(_BRANCHING, knowledge, language, ())
    guide = _guide(None, knowledge, language)
    return write_form(path, [FormSheet("VSAQ", heads, body, offers)], guide=guide)


def _heads(
    ids: Iterable[str], knowledge: Knowledge, language: Language, offered: tuple[str, ...]
) -> list[FormColumn]:
    table: Table = knowledge.entries("tables")["answers"]
    columns = {column.id: column for column in table.columns}
    heads = []
    for id in ids:
        column, asked = columns[_LABELS.get(id, id)], id in _ASKED[4:]
        heads.append(
            FormColumn(
                column.text.get(language),
                column.help.get(language) if asked else "",
                offered if id == "answer" else (),
                id == "answer",
                locked=not asked,
                width=_WIDTHS.get(id),
            )
        )
    return heads
