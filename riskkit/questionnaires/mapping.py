"""Received answers in riskkit's own terms: as answers to its questions, and as a questionnaire.

What a vendor said to a foreign questionnaire answers one of riskkit's questions only where the
crosswalk says so, and then by the worst of all that correspond. The whole of it can be scored
in its own frame, domain by domain, with the same rules.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..catalogue import Knowledge
from ..model.inventory import Answer
from ..model.received import Received, ReceivedAnswer
from ..model.value import Text
from ..model.vendors import AnswerId, Question, Questionnaire, QuestionnaireHead

# From the worst to the best that an answer can tell of the vendor.
_ORDER: tuple[AnswerId, ...] = (
    "no",
    "unanswered",
    "unreadable",
    "outsourced",
    "na",
    "planned",
    "partial",
    "alternate",
    "yes",
)
_OPPOSITE: dict[AnswerId, AnswerId] = {"yes": "no", "no": "yes"}
_LONGEST = 4_000


def our_answers(
    received: Received,
    vendor: str,
    knowledge: Knowledge,
    *,
    evidence: Collection[str] = (),
) -> tuple[Answer, ...]:
    """Return what a received questionnaire answers of riskkit's own questions.

    Parameters
    ----------
    received : Received
    vendor : str
        Whose answers they are.
    knowledge : Knowledge
    evidence : collection of str
        Ids of the evidence register; those named in an answer's evidence are taken over.

    Returns
    -------
    tuple of Answer
        One a question, by id, the worst of all that correspond to it; its comment names them
        and its cell is that of the worst.
    """
    questions = knowledge.entries("questionnaires")
    groups: dict[str, list[ReceivedAnswer]] = {}
    for answer in received.answers:
        for id in (answer.id,) if answer.id in questions else answer.questions:
            groups.setdefault(id, []).append(answer)
    direct = received.standard in ("riskkit", "mvsp")
    return tuple(
        _answer(questions[id], group, received, vendor, (knowledge, evidence, direct))
        for id, group in sorted(groups.items())
    )


def _answer(
    question: Question,
    group: list[ReceivedAnswer],
    received: Received,
    vendor: str,
    how: tuple[Knowledge, Collection[str], bool],
) -> Answer:
    knowledge, evidence, direct = how
    worst = min(group, key=lambda one: (_ORDER.index(_good_as_yes(one)), one.line))
    meant = worst_of(group, question)
    # each answer as bad as the worst speaks for it, and may take it back
    level = _good_as_yes(worst)
    said_of_it = (one.comment for one in group if _good_as_yes(one) == level and one.comment)
    comment = "\n".join(dict.fromkeys(said_of_it))
    if not direct:
        codes = ", ".join(dict.fromkeys(one.code for one in group))[:400]
        said = knowledge.sentence("received.mapped", "en", count=len(group), codes=codes)
        comment = f"{said}\n{comment}" if comment else said
    named = {id for one in group for id in evidence if id in one.evidence.split()}
    spoken = meant in ("unanswered", "unreadable")
    return Answer(
        vendor=vendor,
        question=question.id,
        answer=worst.raw[:200] or None if spoken else meant,
        comment=comment[:_LONGEST] or None,
        evidence=tuple(sorted(named)),
        file=received.file,
        line=worst.line,
        cell=worst.cell,
    )


def worst_of(group: Sequence[ReceivedAnswer], question: Question) -> AnswerId:
    """Return what received answers come to together for one of riskkit's own questions.

    The worst of them counts; a yes is a partial one where all that was asked is only a part.
    """
    meant = min((_good_as_yes(one) for one in group), key=_ORDER.index)
    if meant in ("yes", "alternate") and all(question.id in one.partly for one in group):
        return "partial"
    return _OPPOSITE.get(meant, meant) if question.favourable == "no" else meant


def _good_as_yes(answer: ReceivedAnswer) -> AnswerId:
    """Return an answer as if yes were the good one, whatever the question wants."""
    meant = answer.answer
    return _OPPOSITE.get(meant, meant) if answer.favourable == "no" else meant


def as_questionnaire(received: Received) -> Questionnaire:
    """Return the scored questions of a received file as a questionnaire of its own.

    Their wording is that of the file, in whatever language it came; it carries no fatal rule.
    """
    head = QuestionnaireHead(
        id=received.standard,
        title=_same(f"{received.standard} {received.version}".strip()),
        version=received.version or "-",
        licence="of the sender",
        source=received.file,
    )
    by_id = {answer.id: answer for answer in received.answers if answer.scored}
    questions = tuple(_question(answer, head.id) for answer in by_id.values())
    content: list[Mapping[str, Any]] = [head.model_dump(mode="json")]
    content += [question.model_dump(mode="json") for question in questions]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Questionnaire(head=head, questions=questions, sha256=digest)


def _question(answer: ReceivedAnswer, questionnaire: str) -> Question:
    return Question(
        id=answer.id,
        questionnaire=questionnaire,
        domain=answer.domain,
        text=_same(answer.text or answer.code),
        weight=answer.weight,
        favourable=answer.favourable,
        controls=answer.controls,
    )


def _same(text: str) -> Text:
    return Text(zh_hans=text, zh_hant=text, en=text)


def foreign_answers(
    received: Received, vendor: str, *, evidence: Collection[str] = ()
) -> tuple[Answer, ...]:
    """Return the scored answers of a received file under their own ids.

    Of its own evidence an answer keeps the ids that are in `evidence`, those of the register.
    """
    return tuple(
        Answer(
            vendor=vendor,
            question=answer.id,
            answer=answer.answer if answer.answer != "unreadable" else answer.raw[:200],
            comment=answer.comment[:_LONGEST] or None,
            evidence=tuple(id for id in answer.evidence.split() if id in evidence),
            file=received.file,
            line=answer.line,
            cell=answer.cell,
        )
        for answer in received.answers
        if answer.scored
    )
