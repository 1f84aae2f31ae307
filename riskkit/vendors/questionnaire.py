"""Questionnaires as data: which questions a vendor is asked, and a blank form to send.

A questionnaire is versioned and hashed over its canonical content, so that an answer can always
be read against the very words that were asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from ..model.value import Language
from ..model.vendors import CORE, Fact, Question, Questionnaire, QuestionnaireHead, VendorKind
from .rules import VendorRules

ANSWER_COLUMNS = ("question", "answer", "comment", "evidence", "na_reason", "na_approved_by")


def questionnaire_for(
    kind: VendorKind | str, rules: VendorRules, *, id: str = CORE
) -> Questionnaire:
    """Return the questionnaire `id` as a vendor of `kind` is asked it.

    Parameters
    ----------
    kind : str
        The kind of vendor; questions for other kinds are left out.
    rules : VendorRules
    id : str
        Which questionnaire.

    Returns
    -------
    Questionnaire
        Questions in the order of the domains, core questions before those of the kind.
    """
    order = {domain: place for place, domain in enumerate(rules.domains)}
    questions = sorted(
        (
            question
            for question in rules.questions.values()
            if question.questionnaire == id and (not question.kinds or kind in question.kinds)
        ),
        key=lambda question: (order[question.domain], bool(question.kinds), question.id),
    )
    return _hashed(rules.heads[id], questions)


def asked_of(kind: VendorKind | str, rules: VendorRules, *, id: str = CORE) -> Questionnaire:
    """Return what a vendor of `kind` is assessed by where questionnaire `id` is chosen.

    Whatever is chosen, riskkit's own questions on the fatal rules it does not ask about are
    asked beside it: no choice of a questionnaire can hide one.
    """
    chosen = questionnaire_for(kind, rules, id=id)
    tested = {question.fatal for question in chosen.questions}
    own = questionnaire_for(kind, rules).questions if id != CORE else ()
    beside = [one for one in own if one.fatal and one.fatal not in tested]
    return _hashed(chosen.head, [*chosen.questions, *beside]) if beside else chosen


def _hashed(head: QuestionnaireHead, questions: Sequence[Question]) -> Questionnaire:
    content = [head.model_dump(mode="json"), *(q.model_dump(mode="json") for q in questions)]
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return Questionnaire(head=head, questions=tuple(questions), sha256=digest)


def applies(question: Question, known: Mapping[Fact, bool | None]) -> bool:
    """Say whether a question is asked: only a fact *known* to be otherwise hides it."""
    return all(known.get(fact) in (wanted, None) for fact, wanted in question.when.items())


def blank_questionnaire(
    kind: VendorKind | str,
    rules: VendorRules,
    *,
    language: Language = "zh-Hans",
    known: Mapping[Fact, bool | None] | None = None,
) -> tuple[dict[str, str], ...]:
    """Return the rows of a form to send to a vendor.

    Parameters
    ----------
    kind : str
        The kind of vendor.
    rules : VendorRules
    language : Language
        The language of the questions.
    known : mapping of fact to bool or None, optional
        Facts of the vendor; without them every question of its kind is asked.

    Returns
    -------
    tuple of dict
        One row a question: `question` (id), `domain` and `text` to read, then the empty columns
        of an answers file (`ANSWER_COLUMNS`), and `weight` and `law`.
    """
    rows = []
    for question in questionnaire_for(kind, rules).questions:
        if not applies(question, known or {}):
            continue
        row = dict.fromkeys(ANSWER_COLUMNS, "")
        row["question"] = question.id
        row["domain"] = rules.domains[question.domain].name.get(language)
        row["text"] = question.text.get(language)
        row["weight"] = f"{question.weight:g}"
        row["law"] = "; ".join(question.law)
        rows.append(row)
    return tuple(rows)
