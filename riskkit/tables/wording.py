"""An assessment's ids, numbers and reasons as a reader of one language sees them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..catalogue import Knowledge, knowledge_with, load_knowledge
from ..catalogue.messages import in_language
from ..model.assessment import Assessment, AssetRisk, Gauge, Level, Span
from ..model.difference import Difference
from ..model.value import Interval, Language, Reason, Text

UNKNOWN = "—"
_JOIN: dict[str, str] = {"zh-Hans": "、", "zh-Hant": "、", "en": ", "}
_NOT_ID = re.compile(r"[^a-z0-9]+")
_FORMATTING = {"Cc", "Cf", "Cs", "Co"}


@dataclass(frozen=True)
class Words:
    """The words of one language; numbers are written the same way in every language."""

    knowledge: Knowledge
    language: Language

    def term(self, vocabulary: str, id: str | None) -> str:
        """Return what `id` of `vocabulary` is called; the id itself if it has no label."""
        if id is None or id == "":
            return UNKNOWN
        key = f"{vocabulary}.{id}"
        known = self.knowledge.has_label(key)
        return self.knowledge.label(key, self.language) if known else clean(id)

    def terms(self, vocabulary: str, ids: Iterable[str]) -> str:
        """Return several terms, joined in the language's manner."""
        return self.join(self.term(vocabulary, id) for id in ids)

    def say(self, rule: str, **args: Any) -> str:
        """Return the sentence `rule`, filled; client texts in it lose invisible characters."""
        tidy = {name: _tidy(value) for name, value in args.items()}
        return self.knowledge.sentence(rule, self.language, **tidy)

    def reason(self, reason: Reason) -> str:
        """Return a reason as a sentence.

        An assessment may be older or newer than the knowledge it is told with: a rule that has
        no sentence here is shown by its id and what fills it, never dropped.
        """
        try:
            return self.say(reason.rule, **in_language(reason, self.language).args)
        except KeyError:
            told = [clean(f"{name}={value}") for name, value in sorted(reason.args.items())]
            return f"{reason.rule} {self.join(told)}" if told else reason.rule

    def word(self, rule: str, otherwise: str) -> str:
        """Return the sentence `rule` if there is one, else `otherwise`."""
        known = self.knowledge.has_label(rule)
        return self.knowledge.label(rule, self.language) if known else clean(otherwise)

    def join(self, parts: Iterable[str]) -> str:
        """Join a list in the language's manner; an empty list is shown as unknown."""
        return _JOIN[self.language].join(parts) or UNKNOWN

    def reasons(self, reasons: Iterable[Reason]) -> str:
        """Return several reasons as sentences one after another."""
        between = " " if self.language == "en" else ""
        return between.join(self.reason(reason) for reason in reasons) or UNKNOWN

    def clause(self, id: str) -> str:
        """Return a clause as the field cites it, such as ``GDPR Art. 35(3)``."""
        law = self.knowledge.entries("laws").get(id)
        if law is None:
            return clean(id)
        for rule in (f"clause_full.{id}", f"clause_name.{law.law}"):
            if rule in self.knowledge.entries("sentences"):
                return self.say(rule, article=law.article)
        return self.named(self.term("law", law.law), law.article)

    def told(self, wording: Text | str) -> str:
        """Return a wording of ours in this language; a client's own as it was written."""
        return clean(wording if isinstance(wording, str) else wording.get(self.language))

    def source(self, name: str) -> str:
        """Return the source of a clause or a constant as this language names it."""
        return self.word(f"source.{_NOT_ID.sub('-', name.lower()).strip('-')[:70]}", name)

    def level(self, level: Level | None) -> str:
        """Return a level; the range of levels where the bounds do not agree."""
        if level is None:
            return UNKNOWN
        lo, hi = (self.term("level", f"{level.method}.{label}") for label in (level.lo, level.hi))
        return lo if level.lo == level.hi else f"{lo}–{hi}"

    def named(self, id: str, name: str) -> str:
        """Return an id with its name, the id in front so that both can be looked up."""
        return f"{clean(id)} {clean(name)}"

    def asset(self, asset: AssetRisk) -> str:
        """Return an asset's id and name."""
        return self.named(asset.id, asset.name)


def words(language: Language, knowledge: Knowledge | None = None) -> Words:
    """Return the words of `language`, from riskkit's knowledge unless another is given."""
    return Words(knowledge or load_knowledge(), language)


def words_of(told: Assessment | Difference, language: Language) -> Words:
    """Return the words of `language` with those of the engagement's own catalogue."""
    return Words(knowledge_with(told.catalogue), language)


def clean(text: str) -> str:
    r"""Return `text` without control and direction characters, which could disguise it.

    >>> clean("abc\u202edef")
    'abcdef'
    """
    return "".join(
        " " if c in "\t\r\n" else c for c in text if c in "\t\r\n" or not _invisible(c)
    ).strip()


def count(value: float) -> str:
    """Write a count with thousands separators."""
    # the minus sign, not a hyphen: a spreadsheet takes a cell that begins with one for a formula
    return f"{value:,.0f}".replace("-", "\u2212")


def points(value: float) -> str:
    """Write a score of 0–100 without decimals."""
    return f"{value:.0f}"


def span(value: Span) -> str:
    """Write a score with its bounds, as ``62 (48–81)``; one number where they agree."""
    lo, mid, hi = points(value.lo), points(value.score), points(value.hi)
    return mid if lo == hi else f"{mid} ({lo}–{hi})"


def gauge(value: Gauge) -> str:
    """Write a likelihood or severity of 0–1 with its bounds, as ``0.62 (0.48–0.81)``."""
    lo, mid, hi = (f"{x:.2f}" for x in (value.lo, value.value, value.hi))
    return mid if lo == hi else f"{mid} ({lo}–{hi})"


def share(value: float) -> str:
    """Write a share of 1 as a whole percentage; what is more than nothing never as 0%."""
    return "<1%" if 0 < value < 0.005 else f"{100 * value:.0f}%"


def rate(value: float) -> str:
    """Write a measured share of 1 as a percentage with one decimal."""
    return f"{100 * value:.1f}%"


def interval(value: Interval) -> str:
    """Write a quantity known between two bounds."""
    if value.hi is None:
        return f"≥ {count(value.lo)}" if value.lo else UNKNOWN
    return count(value.lo) if value.known else f"{count(value.lo)}–{count(value.hi)}"


def date(value: dt.date | None) -> str:
    """Write an ISO date, or that it is not known."""
    return value.isoformat() if value else UNKNOWN


def _invisible(character: str) -> bool:
    # The joiners U+200C/U+200D shape emoji and Indic scripts; everything else here hides text.
    category = unicodedata.category(character)
    return category in _FORMATTING and character not in "\u200c\u200d"


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return tuple(_tidy(item) for item in value)
    return value
