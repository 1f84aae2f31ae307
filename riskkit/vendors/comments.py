"""Answers against the words beside them: a yes that its own text takes back.

Comments are the client's and the vendor's own words and may name anybody: they are read here,
by classes of words and patterns of them and nothing else, and never stored. What is told is the
rule, the question and the row.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..errors import KnowledgeError, Problem
from ..model.inventory import Answer
from ..model.value import Reason
from ..model.vendor_facts import Contradiction
from ..model.vendor_law import CommentRule, CommentWords, WordClass
from ..model.vendors import Question
from .answers import OPPOSITE, normalise_answer
from .phrases import HARD, NO_YEARS, SOFT, UNKNOWN, Vocabulary, Years, named_classes, tidy
from .rules import VendorRules

UNDERMINING: frozenset[CommentRule] = frozenset({"negated", "planned", "lapsed", "admitted"})
"""Rules whose hit leaves a favourable answer unproven."""
NARROWING: frozenset[CommentRule] = frozenset(
    {"partial", "conditional", "passed_on", "replaced", "hedged"}
)
"""Rules whose hit does so for a fatal question only, where less than the whole is not enough."""
BEGINNING, ENDING = 6, 2
"""Clauses at either end of a comment; a soft word between limits its sentence, not the answer."""

_ENDS = re.compile(f"[{HARD}{SOFT}]")


@dataclass(frozen=True, eq=False)
class Patterns:
    """The patterns of one entry, made ready for searching."""

    words: CommentWords
    said: re.Pattern[str]
    excused: re.Pattern[str] | None

    @classmethod
    def of(cls, words: CommentWords, vocabulary: Vocabulary) -> Patterns:
        """Make the patterns of an entry ready."""
        excused = vocabulary.pattern(words.unless) if words.unless else None
        return cls(words, vocabulary.pattern(words.patterns), excused)

    def hold(self, whole: str, left: str) -> bool:
        """Say whether a clause holds a pattern in what is `left` and nothing excuses it."""
        found = self.said.search(whole if self.words.bare else left) is not None
        return found and (self.excused is None or self.excused.search(whole) is None)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All tables of words and patterns, ready for searching."""

    vocabulary: Vocabulary
    entries: tuple[Patterns, ...]

    @classmethod
    def of(cls, entries: Mapping[str, CommentWords], classes: Mapping[str, WordClass]) -> Lexicon:
        """Make the tables ready.

        Raises
        ------
        KnowledgeError
            If a pattern names a class of words that there is not.
        """
        vocabulary = Vocabulary(classes)
        problems = [
            Problem("vendors/comments.yaml", column=words.id, what="no such class of words")
            for words in entries.values()
            if not named_classes(words.patterns + words.unless) <= classes.keys()
        ]
        if problems:
            raise KnowledgeError(problems)
        return cls(vocabulary, tuple(Patterns.of(words, vocabulary) for words in entries.values()))

    @cached_property
    def harmless(self) -> tuple[re.Pattern[str], ...]:
        """Match what means nothing against any answer."""
        return tuple(entry.said for entry in self.entries if entry.words.rule is None)

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        return self.vocabulary.pattern(["^ iff/except/gate"])

    def clauses(self, text: str, *, years: Years = NO_YEARS) -> tuple[tuple[str, str], ...]:
        """Return the clauses of a text, read: each whole, and without what is harmless."""
        read = self._whole_sentences(self.vocabulary.read(tidy(text), years=years))
        left = read
        for harmless in self.harmless:
            left = harmless.sub(lambda found: UNKNOWN * len(found[0]), left)
        both = zip(_ENDS.split(read), _ENDS.split(left), strict=True)
        return tuple((whole, rest) for whole, rest in both if whole)

    def _whole_sentences(self, read: str) -> str:
        """Let a clause that only says when or for whom belong to the one after it."""
        parts = re.split(f"([{HARD}{SOFT}])", read)
        for n in range(0, len(parts) - 2, 2):
            if parts[n + 1] == SOFT and self._joined.match(parts[n]):
                parts[n + 1] = UNKNOWN
        return "".join(parts)

    def rules_of(
        self, text: str, meant: str, favourable: str, *, years: Years = NO_YEARS
    ) -> Iterator[CommentWords]:
        """Yield the entries whose rule a text beside an answer breaks, each rule once."""
        clauses = self.clauses(text, years=years)
        ends = clauses[:BEGINNING] + clauses[BEGINNING:][-ENDING:]
        told: set[str | None] = {None}
        for entry in self.entries:
            words = entry.words
            fitting = meant in words.answers and words.favourable in ("any", favourable)
            looked = clauses if words.deep else ends
            if fitting and words.rule not in told and any(entry.hold(*both) for both in looked):
                told.add(words.rule)
                yield words


def contradicted_answers(
    answers: Iterable[Answer],
    questions: Mapping[str, Question],
    lexicon: Lexicon,
    rules: VendorRules,
    *,
    as_of: dt.date | None = None,
) -> tuple[Contradiction, ...]:
    """Find the answers that their own comment or reason takes back.

    Parameters
    ----------
    answers : iterable of Answer
        The answers of one vendor, as received.
    questions : mapping of id to Question
        Those asked; an answer to another question is passed over.
    lexicon : Lexicon
    rules : VendorRules
    as_of : date, optional
        With it, a year is told to be long past or still to come.

    Returns
    -------
    tuple of Contradiction
        Each rule at most once an answer, by question and rule.
    """
    years = (as_of.year - round(rules.number("old_years")), as_of.year + 1) if as_of else NO_YEARS
    found = [
        contradiction
        for answer in answers
        if answer.question in questions
        for contradiction in _of_answer(
            answer, questions[answer.question], lexicon, rules, years=years
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.question or "", one.rule, one.where)))


def _of_answer(
    answer: Answer,
    question: Question,
    lexicon: Lexicon,
    rules: VendorRules,
    *,
    years: Years,
) -> Iterator[Contradiction]:
    text = " . ".join(filter(None, (answer.comment, answer.na_reason)))
    if not text.strip():
        return
    said = normalise_answer(answer.answer, rules)
    meant = OPPOSITE.get(said, said) if question.favourable == "no" else said
    for words in lexicon.rules_of(text, meant, question.favourable, years=years):
        yield Contradiction(
            rule=str(words.rule),
            severity=words.severity,
            question=question.id,
            where=f"{answer.file}:{answer.line}" if answer.file else "",
            because=Reason(
                rule=f"vendor_facts.{words.rule}",
                args={"question": f"question.{question.id}", "answer": f"answer.{said}"},
            ),
        )
