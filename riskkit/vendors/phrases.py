"""Sentences as strings of word classes: what is said, whatever words it is said with.

A text is cut into words (signs in Chinese, where the longest listed run counts), every word is
looked up in the classes that list it and becomes one character that stands for that set of
classes. Patterns over classes are then searched in that string, one clause at a time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..model.vendor_law import WordClass

LONGEST = 4000
"""Characters of a text that are read; the rest is cut off."""
UNKNOWN = "x"
"""The character of a word that no class lists."""
NOTHING = "plain"
"""The class of words that only look like something else."""
OLD = "old"
"""The class of what is long past; years belong to it by their number."""
COMING = "coming"
"""The class of what is still to come; years belong to it by their number."""
NUMBER = "num"
"""The class of numbers; those in figures belong to it."""
Years = tuple[int, int]
"""The last year that is long past and the first that is still to come."""
NO_YEARS: Years = (0, 10_000)
"""Years that no text names: neither long past nor to come."""
REPUBLIC = 1911
"""The year before the first of the calendar of the Republic of China."""
HARD, SOFT = "|", ","
"""The characters of the end of a sentence and of a clause."""

_TOKENS = re.compile(
    "(?P<year>(?<![\\d.:-])(?:(?:19|20)\\d\\d|民[国國] ?\\d{2,3})(?!\\d|\\.\\d|-))"
    r"|(?P<word>[a-z0-9_]+(?:['.][a-z0-9_]+)*|%)"
    "|(?P<signs>(?:(?!民[国國] ?\\d)[\u3400-\u9fff])+)"
    r"|(?P<soft>[,:()\[\]]|(?<= )[-\u2013\u2014]+(?= )|[\u2014]+)"
    r"|(?P<hard>[.;!?\n\u3002\u2026]+)"
)
_LONGEST_SIGN = 8
_INSIDE = f"[^{HARD}{SOFT}]"
_GAPS = {"*": 3, "**": 9}
_EDGES = {"^": f"(?<!{_INSIDE})", "$": f"(?!{_INSIDE})"}
_FIRST_CODE = 0xE000


@dataclass(frozen=True, eq=False)
class Phrase:
    """A listed run of words; a word with ``~`` matches whatever begins so."""

    words: tuple[str, ...]
    code: str

    def length_at(self, words: list[str], start: int) -> int:
        """Return how many words match from `start` on, or 0."""
        found = words[start : start + len(self.words)]
        if len(found) < len(self.words):
            return 0
        return len(found) if all(map(_alike, self.words, found)) else 0


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The classes of words, ready for reading texts and for making patterns."""

    classes: Mapping[str, WordClass]
    _known: dict[str, tuple[Phrase, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for name, entry in self.classes.items():
            for word in map(tidy, entry.words + entry.signs):
                found.setdefault(word, set()).add(name)
        stems: dict[str, list[str]] = {}
        for word in found:
            if "~" in word:
                stems.setdefault(word.split()[0], []).append(word)
        return {
            word: frozenset(names) if NOTHING in names else _with_stems(word, found, stems)
            for word, names in found.items()
        }

    @cached_property
    def codes(self) -> dict[frozenset[str], str]:
        """The character of every set of classes that some word belongs to."""
        distinct = sorted(set(self._sets.values()), key=sorted)
        return {names: chr(_FIRST_CODE + n) for n, names in enumerate(distinct)}

    @cached_property
    def _signs(self) -> dict[str, str]:
        listed = {tidy(word) for entry in self.classes.values() for word in entry.signs}
        return {word: self.codes[self._sets[word]] for word in listed}

    @cached_property
    def _starts(self) -> dict[str, list[Phrase]]:
        starts: dict[str, list[Phrase]] = {}
        listed = {tidy(word) for entry in self.classes.values() for word in entry.words}
        for text in listed:
            phrase = Phrase(tuple(text.replace("-", " ").split()), self.codes[self._sets[text]])
            starts.setdefault(phrase.words[0], []).append(phrase)
        return starts

    def read(self, text: str, *, years: Years = NO_YEARS) -> str:
        """Return a tidied text as one character a word, its clauses kept apart.

        A year up to the first of `years` counts as a word of the class `old`, one from the second
        on as one of `coming`.
        """
        out: list[str] = []
        pending: list[str] = []
        for match in _TOKENS.finditer(text):
            if match["word"]:
                pending.append(match["word"])
                continue
            out += self._of_words(pending)
            pending = []
            if match["year"]:
                out.append(self._of_year(match["year"], years))
            elif match["signs"]:
                out += self._of_signs(match["signs"])
            else:
                out.append(SOFT if match["soft"] else HARD)
        out += self._of_words(pending)
        return "".join(out)

    def _of_year(self, told: str, years: Years) -> str:
        year = int(re.sub(r"\D", "", told)) + (REPUBLIC if told.startswith("民") else 0)
        name = OLD if year <= years[0] else COMING if year >= years[1] else None
        return self.codes.get(frozenset({name or ""}), UNKNOWN)

    def _of_words(self, words: list[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            for phrase in self._beginning(words[at]):
                length = phrase.length_at(words, at)
                if length:
                    yield phrase.code
                    at += length
                    break
            else:
                yield self._number if words[at].isdigit() else UNKNOWN
                at += 1

    @cached_property
    def _number(self) -> str:
        return self.codes.get(frozenset({NUMBER}), UNKNOWN)

    def _beginning(self, word: str) -> tuple[Phrase, ...]:
        if word not in self._known:
            stems = (f"{word[:n]}~" for n in range(len(word), 1, -1))
            found = [one for key in (word, *stems) for one in self._starts.get(key, ())]
            ordered = sorted(found, key=_longest_first)
            if not ordered:
                return ()
            self._known[word] = tuple(ordered)
        return self._known[word]

    def _of_signs(self, signs: str) -> Iterator[str]:
        at = unknown = 0
        while at < len(signs):
            for end in range(min(len(signs), at + _LONGEST_SIGN), at, -1):
                code = self._signs.get(signs[at:end])
                if code:
                    yield UNKNOWN * ((unknown + 1) // 2) + code
                    at, unknown = end, 0
                    break
            else:
                at, unknown = at + 1, unknown + 1
        yield UNKNOWN * ((unknown + 1) // 2)

    def pattern(self, patterns: Iterable[str]) -> re.Pattern[str]:
        """Return what finds any of some patterns of classes in a text that was read."""
        return re.compile("|".join(f"(?:{self._one(pattern)})" for pattern in patterns))

    def _one(self, pattern: str) -> str:
        return "".join(self._part(part) for part in pattern.split())

    def _part(self, part: str) -> str:
        if part in _EDGES:
            return _EDGES[part]
        if part.startswith("*"):
            stars, _, without = part.partition("-")
            one = f"{self._part('!' + without)}{_INSIDE}" if without else _INSIDE
            return f"(?:{one}){{0,{_GAPS[stars]}}}"
        if part.startswith("!"):
            return f"(?!{self._part(part[1:])})"
        if part.startswith("?"):
            return f"{self._part(part[1:])}?"
        wanted, *barred = part.split("-")
        any_of, none_of = set(wanted.split("/")), set(barred)
        fitting = (c for names, c in self.codes.items() if any_of & names and not none_of & names)
        return f"[{''.join(fitting)}]"


def named_classes(patterns: Iterable[str]) -> frozenset[str]:
    """Return the classes that some patterns name."""
    parts = " ".join(patterns).split()
    return frozenset(name for part in parts for name in re.findall("[a-z_]+", part))


def _longest_first(phrase: Phrase) -> tuple[int, int, bool]:
    first = phrase.words[0]
    return -len(phrase.words), -len(first.removesuffix("~")), first.endswith("~")


def _with_stems(
    word: str, found: Mapping[str, set[str]], stems: Mapping[str, list[str]]
) -> frozenset[str]:
    """Return the classes of a listed word and of the listed stems, kept by their first word."""
    words = word.replace("~", "").split()
    first = words[0] if words else ""
    starts = (first, *(first[:end] + "~" for end in range(len(first) + 1)))
    fitting = [
        stem
        for start in starts
        for stem in stems.get(start, ())
        if len(stem.split()) == len(words) and all(map(_alike, stem.split(), words))
    ]
    return frozenset(found[word].union(*(found[stem] - {NOTHING} for stem in fitting)))


def _alike(listed: str, found: str) -> bool:
    return found.startswith(listed[:-1]) if listed.endswith("~") else found == listed


def tidy(text: str) -> str:
    r"""Fold case and letter width of a text, drop what cannot be seen, cut it to length.

    >>> tidy("Not\u200b  YET　in place")
    'not yet in place'
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().replace("\u2019", "'")
    seen = (c for c in plain if unicodedata.category(c) != "Cf")
    return re.sub(r"[^\S\n]+", " ", "".join(seen)).strip()
