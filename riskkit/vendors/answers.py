"""Answers: what a client's word means, what it is worth with its proof, and what stays open.

An answer that is missing, not readable, outsourced or declared not applicable without approval
tells nothing: its gap is 1 and may be anything between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..catalogue.knowledge import fold
from ..model.inventory import Answer
from ..model.vendors import AnswerId, AssuranceId, KnockoutStateId, Question
from .proof import Backing, Proving, back
from .rules import VendorRules

LONGEST_WORD = 40
"""Characters of a word whose meaning is remembered; whole sentences are looked up each time."""
OPPOSITE: dict[AnswerId, AnswerId] = {"yes": "no", "no": "yes"}
FAILED: frozenset[AnswerId] = frozenset({"no", "planned"})
HALF: frozenset[AnswerId] = frozenset({"partial", "alternate"})


class Item(NamedTuple):
    """One applicable question as answered: its gap in [0, 1] with exact bounds, and its state."""

    question: Question
    answer: AnswerId
    state: KnockoutStateId
    gap: float
    lo: float
    hi: float
    credit: float
    level: AssuranceId = "none"
    proof: str = "none"
    evidence: tuple[str, ...] = ()
    source: str = ""
    stale: bool = False
    missing: int = 0
    unapproved: bool = False
    repeated: bool = False

    @property
    def scored(self) -> bool:
        """Whether it weighs in the score: all but an approved "not applicable"."""
        return self.state != "not_applicable"

    @property
    def answered(self) -> bool:
        """Whether anything was said that can be scored."""
        return self.scored and self.state != "unknown"


def normalise_answer(word: str | None, rules: VendorRules) -> AnswerId:
    """Return what a client's word means as an answer.

    Only a whole word that the knowledge lists is read; a sentence is not guessed at but counts
    as `unreadable`, so "yes, but not yet" can never pass for a yes.
    """
    if word is None or not word.strip():
        return "unanswered"
    known = rules.words_read
    if word in known:
        return known[word]
    meant = rules.words.get(fold(word.strip().rstrip(".。!！;；")), "unreadable")
    if len(word) <= LONGEST_WORD:
        known[word] = meant
    return meant


def read_items(
    questions: Iterable[Question],
    answers: Iterable[Answer],
    *,
    proving: Proving,
    authors: frozenset[str],
) -> tuple[Item, ...]:
    """Read a vendor's answers to the questions that apply to it.

    Parameters
    ----------
    questions : iterable of Question
        The questions that apply.
    answers : iterable of Answer
        The answers of this vendor; where one question has several, the worst counts.
    proving : Proving
    authors : frozenset of str
        Folded names of those who answer; they cannot approve their own "not applicable".
    """
    given: dict[str, list[Answer]] = {}
    for answer in answers:
        given.setdefault(answer.question, []).append(answer)
    return tuple(
        _item(question, given.get(question.id, ()), proving, authors) for question in questions
    )


def _item(
    question: Question, answers: Sequence[Answer], proving: Proving, authors: frozenset[str]
) -> Item:
    if not answers:
        return _open(question, "unanswered")
    items = [_one(question, answer, proving, authors) for answer in answers]
    if len(items) == 1:
        return items[0]
    states = proving.rules.states
    worst = max(items, key=lambda one: (states[one.state].rank, one.gap, one.hi, one.source))
    return worst._replace(repeated=True)


def _one(question: Question, answer: Answer, proving: Proving, authors: frozenset[str]) -> Item:
    rules = proving.rules
    meant = normalise_answer(answer.answer, rules)
    source = f"{answer.file}:{answer.cell or answer.line}" if answer.file else ""
    if meant == "na":
        return _open(question, meant, source=source, approved=is_approved(answer, authors))
    if question.favourable == "no":
        meant = OPPOSITE.get(meant, meant)
    credit = rules.answers[meant].credit
    if credit is None:
        return _open(question, meant, source=source)
    backing = back(answer.evidence, question.max_age_months, proving)
    return Item(
        question=question,
        answer=meant,
        state=_state(question, meant, backing, proving),
        gap=1 - credit * backing.credit,
        lo=1 - credit,
        hi=1 - credit * backing.floor,
        credit=credit * backing.credit,
        level=backing.level,
        proof=backing.kind,
        evidence=tuple(answer.evidence),
        source=source,
        stale=backing.stale,
        missing=backing.missing,
    )


def as_said(item: Item) -> AnswerId:
    """Return the answer as the vendor gave it, also where "no" is the favourable one."""
    turned = item.question.favourable == "no"
    return OPPOSITE.get(item.answer, item.answer) if turned else item.answer


def is_approved(answer: Answer, authors: frozenset[str]) -> bool:
    """Say whether "not applicable" has a reason and was approved by somebody else.

    Parameters
    ----------
    answer : Answer
    authors : frozenset of str
        Folded names of those who answer.
    """
    if not (answer.na_reason or "").strip():
        return False
    approver = fold(answer.na_approved_by or "")
    return bool(approver) and approver not in authors


def _open(
    question: Question, answer: AnswerId, *, source: str = "", approved: bool = False
) -> Item:
    return Item(
        question=question,
        answer=answer,
        state="not_applicable" if approved else "unknown",
        gap=1,
        lo=0,
        hi=1,
        credit=0,
        source=source,
        unapproved=answer == "na" and not approved,
    )


def _state(
    question: Question, answer: AnswerId, backing: Backing, proving: Proving
) -> KnockoutStateId:
    if answer in FAILED:
        return "fail"
    if answer in HALF:
        return "partial"
    return "pass" if is_proven(question, backing, proving) else "unproven"


def is_proven(question: Question, backing: Backing, proving: Proving) -> bool:
    """Say whether fresh evidence reaches the level of assurance the question requires."""
    levels = proving.rules.assurance
    return levels[backing.level].rank >= levels[required(question, proving)].rank


def required(question: Question, proving: Proving) -> AssuranceId:
    """Return the level of assurance a question requires in the vendor's tier."""
    tier = proving.tier
    return question.assurance.get(tier, proving.rules.tiers[tier].required_assurance)
