"""The knowledge of detection, compiled once: patterns, word lists, header words, weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from ..model.detection import DetectionWeight, Entity, HeaderWords, Lexicon, ValuePattern

KINDS = ("entities", "headers", "lexicons", "weights")


class Entries(Protocol):
    """Whatever gives the entries of a kind: the loaded knowledge."""

    def entries(self, kind: str) -> Mapping[str, object]:
        """Return the entries of a kind by id."""
        ...


SURE = 6
"""Weight from which a pattern tells one cell alone."""


@dataclass(frozen=True)
class Compiled:
    """One pattern of one entity, ready to match a whole cell or a span of a text."""

    entity: str
    pattern: ValuePattern

    @property
    def whole(self) -> re.Pattern[str]:
        """For a whole cell: nothing stands at its edges, and so the one for texts will do."""
        return self.span

    @cached_property
    def span(self) -> re.Pattern[str]:
        """For a piece of a text; compiled when first asked for, since most are never."""
        return re.compile(_edges(self.pattern.regex))


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Everything detection knows.

    Parameters
    ----------
    entities, headers, lexicons, weights : mapping of id to entry
        As ``knowledge.entries("detection/entities")`` gives them.
    """

    entities: Mapping[str, Entity]
    headers: Mapping[str, HeaderWords]
    lexicons: Mapping[str, Lexicon]
    weights: Mapping[str, DetectionWeight] = field(repr=False)

    @classmethod
    def of(cls, knowledge: Entries) -> Rulebook:
        """Compile the knowledge; the same knowledge is compiled once."""
        known = _COMPILED.get(id(knowledge))
        if known is None or known[0] is not knowledge:
            parts = {kind: knowledge.entries(f"detection/{kind}") for kind in KINDS}
            known = (knowledge, cls(**parts))  # type: ignore[arg-type]
            _COMPILED.clear()
            _COMPILED[id(knowledge)] = known
        return known[1]

    def weight(self, id: str) -> float:
        """Return a number of the classifier."""
        return self.weights[id].value

    def words(self, id: str) -> frozenset[str]:
        """Return the words of a list, letters in lower case."""
        return self._words[id]

    def letters(self, id: str) -> frozenset[str]:
        """Return the characters of a list whose words are runs of single characters."""
        return self._letters[id]

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {k: frozenset(w.lower() for w in v.words) for k, v in self.lexicons.items()}

    @cached_property
    def _letters(self) -> dict[str, frozenset[str]]:
        return {k: frozenset("".join(v.words)) for k, v in self.lexicons.items()}

    @cached_property
    def patterns(self) -> tuple[Compiled, ...]:
        """Every pattern of every entity."""
        return tuple(
            Compiled(entity.id, pattern)
            for entity in self.entities.values()
            for pattern in entity.patterns
        )

    @cached_property
    def sure(self) -> tuple[Compiled, ...]:
        """The patterns by which one cell alone is told."""
        return tuple(c for c in self.patterns if c.pattern.weight >= SURE)

    @cached_property
    def service(self) -> re.Pattern[str]:
        """Hotlines, which look like telephone numbers of persons."""
        return next(c.whole for c in self.patterns if c.pattern.id == "phone.cn_service")

    @cached_property
    def shapes(self) -> dict[str, re.Pattern[str]]:
        """What cells must look like for a header's claim to stand, by entity."""
        return {e.id: re.compile(e.shape, re.DOTALL) for e in self.entities.values()}

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What may end the name of a person: 先生, 經理."""
        return tuple(self.words("person.titles"))

    @cached_property
    def places(self) -> frozenset[str]:
        """Names of provinces, cities and districts, in every script."""
        return self.words("place.cn") | self.words("place.hant") | self.words("place.en")

    @cached_property
    def empty(self) -> frozenset[str]:
        """What people write where there is nothing, in any case of letters."""
        words = self.lexicons["words.empty"].words
        return frozenset(
            case for w in words for case in (w, w.lower(), w.upper(), w.capitalize(), w.title())
        )


_COMPILED: dict[int, tuple[Entries, Rulebook]] = {}

# Only ASCII stands at an edge: Chinese characters count as letters to \b, so a number glued to
# a Chinese word would be missed.
_ASCII_EDGES = r"(?<![0-9A-Za-z_])(?:{})(?![0-9A-Za-z_])"
_NUMBER_EDGES = r"(?<![0-9A-Za-z_.+])(?<![0-9]-)(?:{})(?![0-9A-Za-z_])(?![-.][0-9])"


def _edges(regex: str) -> str:
    body = _NUMBER_EDGES if regex.startswith(("(?:[(]?", "[0-9]", "1", "(?:1", "(?:[+]")) else None
    return (body or _ASCII_EDGES).replace("{}", regex)
