"""Answers against the words beside them: a yes that its own text takes back.

Comments are the client's and the vendor's own words and may name anybody: they are read here,
by tables of phrases and nothing else, and never stored. What is told is the rule, the question
and the row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from ..model.inventory import Answer
from ..model.value import Reason
from ..model.vendor_facts import Contradiction
from ..model.vendor_law import CommentRule, CommentWords
from ..model.vendors import Question
from .answers import OPPOSITE, normalise_answer
from .rules import VendorRules

LONGEST = 4000
"""Characters of a comment that are read; the rest is cut off."""
UNDERMINING: frozenset[CommentRule] = frozenset({"negated", "planned", "admitted"})
"""Rules whose hit leaves a favourable answer unproven."""
HEDGED: CommentRule = "hedged"
"""The rule whose hit does so for a fatal question only, where a part is not enough."""

_PARTS = re.compile(r"[.;!?,\n。；！？，、:：()（）]+(?!\d)")
_WORD = r"[^\s]{1,40}"
_SIGNS = r"[^\s]{0,5}"
_ENDING = "[a-z]{0,8}"
_CLASS = re.compile(r"\{([a-z]+)\}")
_TOKENS = re.compile(r"(\{[a-z]+\}|\*)")


@dataclass(frozen=True, eq=False)
class Phrases:
    """The phrases of one entry, made ready for searching."""

    words: CommentWords

    @cached_property
    def said(self) -> re.Pattern[str]:
        """Matches any of the phrases."""
        return _pattern(self.words.phrases, self.words.classes)

    @cached_property
    def excused(self) -> re.Pattern[str] | None:
        """Matches what makes the phrases mean nothing."""
        words = self.words
        return _pattern(words.unless, words.classes) if words.unless else None

    def hold(self, text: str) -> bool:
        """Say whether a tidied comment holds a phrase in a clause that nothing excuses."""
        if self.said.search(text) is None:
            return False
        return any(
            self.said.search(part) and not (self.excused and self.excused.search(part))
            for part in _PARTS.split(text)
        )


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All tables of phrases, ready for searching."""

    entries: tuple[Phrases, ...]

    @classmethod
    def of(cls, entries: Mapping[str, CommentWords]) -> Lexicon:
        """Make the tables ready."""
        return cls(tuple(Phrases(words) for words in entries.values()))


def contradicted_answers(
    answers: Iterable[Answer],
    questions: Mapping[str, Question],
    lexicon: Lexicon,
    rules: VendorRules,
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

    Returns
    -------
    tuple of Contradiction
        Each rule at most once an answer, by question and rule.
    """
    found = [
        contradiction
        for answer in answers
        if answer.question in questions
        for contradiction in _of_answer(answer, questions[answer.question], lexicon, rules)
    ]
    return tuple(sorted(found, key=lambda one: (one.question or "", one.rule, one.where)))


def _of_answer(
    answer: Answer, question: Question, lexicon: Lexicon, rules: VendorRules
) -> Iterator[Contradiction]:
    text = tidy(" . ".join(filter(None, (answer.comment, answer.na_reason))))
    if not text:
        return
    meant = normalise_answer(answer.answer, rules)
    if question.favourable == "no":
        meant = OPPOSITE.get(meant, meant)
    told: set[str] = set()
    for phrases in lexicon.entries:
        words = phrases.words
        fitting = meant in words.answers and words.favourable in ("any", question.favourable)
        if fitting and words.rule not in told and phrases.hold(text):
            told.add(words.rule)
            yield Contradiction(
                rule=words.rule,
                severity=words.severity,
                question=question.id,
                where=f"{answer.file}:{answer.line}" if answer.file else "",
                because=Reason(
                    rule=f"vendor_facts.{words.rule}",
                    args={"question": f"question.{question.id}", "answer": f"answer.{meant}"},
                ),
            )


def tidy(text: str) -> str:
    r"""Fold case and letter width of a comment, drop what cannot be seen, cut it to length.

    >>> tidy("Not\u200b  YET　in place")
    'not yet in place'
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().replace("’", "'")
    seen = (c for c in plain if unicodedata.category(c) != "Cf")
    return re.sub(r"[^\S\n]+", " ", "".join(seen)).strip()


def _pattern(phrases: Iterable[str], classes: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Match any phrase; those of spaced words are tried at the start of a word only."""
    words, signs = [], []
    for phrase in map(tidy, phrases):
        named = {f"{{{name}}}": [*map(tidy, classes[name])] for name in _CLASS.findall(phrase)}
        if all(map(str.isascii, (phrase, *chain.from_iterable(named.values())))):
            words.append(_spaced(phrase, named))
        else:
            signs.append("".join(_token(token, named, _SIGNS) for token in _TOKENS.split(phrase)))
    if words:
        signs.append(rf"(?<![a-z0-9])(?:{'|'.join(words)})(?![a-z0-9])")
    return re.compile("|".join(signs))


def _spaced(phrase: str, named: Mapping[str, list[str]]) -> str:
    return rf"(?: {_WORD}){{0,3}} ".join(
        " ".join(_token(word, named, "") for word in part.split()) for part in phrase.split(" * ")
    )


def _token(token: str, named: Mapping[str, list[str]], gap: str) -> str:
    if token in named:
        return f"(?:{'|'.join(_token(word, {}, gap) for word in named[token])})"
    if token == "*":
        return gap
    return re.escape(token).replace(r"\~", _ENDING)
