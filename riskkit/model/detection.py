"""The nouns of detection: entities with their patterns, words of headers, word lists, weights."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from .value import Id, Share, Text, Value

Words = tuple[str, ...]
Check = Literal[
    "luhn", "resident_id", "hk_id", "tw_id", "uscc", "iban", "nhs", "calendar", "phone_cn"
]
MaskRule = Literal["ends", "name", "email", "address", "date", "number", "network", "all"]


class ValuePattern(Value):
    """A way to write an entity: a regular expression (RE2, no anchors, no lookarounds).

    `weight` is what a column gains, in log-odds, when most of its cells are written so.
    `chance` is the share of random look-alikes that pass `check`. `text` says whether the
    pattern alone makes a span in free text, or only beside a context word, or never. `digits`
    is the fewest a match has: where there are fewer, it need not be tried.
    """

    id: Id
    regex: str = Field(min_length=1)
    weight: float
    digits: int = Field(default=0, ge=0)
    check: Check | None = None
    chance: Share = 0.1
    text: Literal["free", "context", "never"] = "free"
    score: Share = 0.6
    masked: bool = False


class Entity(Value):
    """A kind of personal data (or a look-alike worth naming), and how it is recognised.

    `role`: a direct identifier singles a person out, an attribute is told of a person that
    the rest of the row singles out, other is personal only by its context. `shape` is what a
    cell must look like for a header's claim to stand. `categories` other than `category` are
    chosen by header (see `HeaderWords.category`).
    """

    id: Id
    text: Text
    category: Id
    role: Literal["direct", "attribute", "other"]
    mask: MaskRule
    advice: Literal["keep", "drop", "mask", "tokenise", "review"]
    shape: str = ".*"
    patterns: tuple[ValuePattern, ...] = ()
    lexicon: Id | None = None
    context: Words = ()
    positive: Words = Field(min_length=1)
    negative: Words = Field(min_length=1)
    source: str = Field(min_length=1)


class HeaderWords(Value):
    """Words of column names: what entity they claim, and how strongly (0–1).

    Words in Chinese are found anywhere in a header, words in Latin letters as whole tokens;
    the one that ends last decides, as the head of a name does in both languages.
    """

    id: Id
    kind: Literal["entity", "other", "person", "thing", "unsure"]
    entity: Id | None = None
    category: Id | None = None
    strength: Share = 1
    words: Words = Field(min_length=1)

    @field_validator("words", mode="before")
    @classmethod
    def _split(cls, words: object) -> object:
        return tuple(w.strip() for w in words.split(",")) if isinstance(words, str) else words


class Lexicon(Value):
    """A word list: names, places, roles. `words` is written with spaces between the words."""

    id: Id
    words: Words = Field(min_length=1)
    source: str = Field(min_length=1)

    @field_validator("words", mode="before")
    @classmethod
    def _split(cls, words: object) -> object:
        if not isinstance(words, str):
            return words
        return tuple(dict.fromkeys(word.replace("_", " ") for word in words.split()))


class DetectionWeight(Value):
    """One number of the column classifier, with the reason for it."""

    id: Id
    value: float
    rationale: str = Field(min_length=1)
