"""Organisations named in free text or in the register: fourth parties.

A name is kept only if it is surely an organisation: it ends in a legal form or a trade, or it
is a provider everybody knows. "Managed by Jane Doe" leaves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from ..catalogue.knowledge import fold
from ..model.vendor_law import NameWords
from .phrases import LONGEST

SHOWN = 40
"""Characters of a name that are told."""

_PRIVATE = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,200}|(?<!\d)\d[\d -]{5,30}\d(?!\d)")
_BRACKETS = re.compile(r"[(（]([^()（）]{0,40})[)）]")
_SENTENCES = re.compile(r"(?<!e\.g)(?<!i\.e)[.!?](?=\s|$)|[;。；！？\n]")
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, eq=False)
class NameLexicon:
    """The words by which organisations are found, ready for searching."""

    latin: NameWords
    han: NameWords
    brands: Mapping[str, str]
    common: Mapping[str, str]
    before: tuple[str, ...]

    @classmethod
    def of(cls, entries: Mapping[str, NameWords]) -> NameLexicon:
        """Make the tables ready."""
        large = entries["providers"]
        known, common = (
            {spelling: name for name, all in listed.items() for spelling in all}
            for listed in (large.known, large.common)
        )
        return cls(entries["latin"], entries["han"], known, common, large.before)

    @cached_property
    def after_cue(self) -> re.Pattern[str]:
        """Matches a cue and the capitalised words after it."""
        cues = _any(self.latin.cues)
        word = r"[A-Z][\w&'-]{0,30}\.?"
        return re.compile(
            rf"(?<![A-Za-z])(?i:{cues})[\s:]{{1,3}}(?:(?:the|our|an?)\s)?"
            rf"({word}(?:[ ,]{{1,2}}(?:{word}|of|and|&)){{0,5}})"
        )

    @cached_property
    def after_han_cue(self) -> re.Pattern[str]:
        """Matches a Chinese cue and the organisation after it."""
        cues, ends = _any(self.han.cues), _any(self.han.suffixes)
        name = r"[\u3400-\u9fffA-Za-z0-9]"
        place = r"(?:[(（][\u3400-\u9fff]{2,6}[)）])?"
        return re.compile(
            rf"(?:{cues})[:：\s“\"「为為是]{{0,3}}({name}{{2,14}}?{place}{name}{{0,10}}?(?:{ends}))"
        )

    @cached_property
    def well_known(self) -> re.Pattern[str]:
        """Matches a large provider by any of its spellings."""
        latin = [re.escape(s) for s in _longest(s for s in self.brands if s.isascii())]
        han = [re.escape(s) for s in _longest(s for s in self.brands if not s.isascii())]
        return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(latin)})(?![A-Za-z0-9])|{'|'.join(han)}")

    @cached_property
    def common_name(self) -> re.Pattern[str]:
        """Matches a provider called by an ordinary word, where a name is to be expected."""
        names = "|".join(map(re.escape, _longest(self.common)))
        before = "|".join(map(re.escape, self.before))
        return re.compile(rf"(?:(?<![A-Za-z])(?i:{before})\s|[/(,&]\s?)({names})(?![A-Za-z0-9-])")

    @cached_property
    def with_form(self) -> re.Pattern[str]:
        """Matches capitalised words that end in a legal form, whatever goes before."""
        forms = "|".join(re.escape(form) for form in _longest(self.latin.legal_forms))
        word = r"[A-Z][\w&'-]{0,30}"
        return re.compile(rf"(?<![\w.])((?:{word},? ){{1,4}}(?i:{forms})(?![\w-])\.?)")

    @cached_property
    def han_with_form(self) -> re.Pattern[str]:
        """Matches Chinese signs that end in a legal form, whatever goes before."""
        forms = "|".join(_longest(form for form in self.han.legal_forms if len(form) > 2))
        return re.compile(rf"[\u3400-\u9fffA-Za-z0-9()（）]{{2,24}}?(?:{forms})")

    @cached_property
    def aside(self) -> re.Pattern[str]:
        """Matches words after which a known name is no fourth party."""
        latin, han = self.latin.asides, self.han.asides
        return re.compile(rf"(?<![A-Za-z])(?i:{_any(latin)})(?![A-Za-z])|{_any(han)}")

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """Matches a cue in either script."""
        return re.compile(rf"(?<![A-Za-z])(?i:{_any(self.latin.cues)})|{_any(self.han.cues)}")

    @cached_property
    def _suffixes(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.latin.suffixes)

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(cue.split()[0].casefold() for cue in (*self.latin.cues, *self.before))

    @cached_property
    def _generic(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.latin.generic)

    def organisations(self, text: str) -> tuple[str, ...]:
        """Return the organisations a text names, as told to people, each once.

        Examples
        --------
        >>> from riskkit.catalogue import load_knowledge
        >>> names = NameLexicon.of(load_knowledge().entries("vendors/names"))
        >>> names.organisations("Hosted by Pinegate Hosting Ltd. and backed up to AWS.")
        ('Amazon Web Services', 'Pinegate Hosting Ltd')
        >>> names.organisations("Managed by Jane Doe.")
        ()
        """
        plain = unicodedata.normalize("NFKC", text[:LONGEST])
        found = [*self._known(plain), *self._latin(plain)]
        found += self._han(plain)
        once = {org_key(name, self): shown_name(name) for name in reversed(found)}
        return tuple(sorted(name for key, name in once.items() if key))

    def _known(self, text: str) -> Iterator[str]:
        named = [(match.start(), self.brands[match[0]]) for match in self.well_known.finditer(text)]
        named += [(m.start(1), self.common[m[1]]) for m in self.common_name.finditer(text)]
        for start, name in named:
            sentence = _SENTENCES.split(text[:start])[-1]
            rest = self.aside.sub(" ", sentence)
            if rest == sentence or self.cue.search(rest):
                yield name

    def _latin(self, text: str) -> Iterator[str]:
        for match in self.after_cue.finditer(text):
            run: list[str] = []
            for word in [*match[1].replace(",", " ").split(), "and"]:
                ended = bool(run) and run[-1].strip(".").casefold() in self._suffixes
                if word.casefold() in ("and", "&") and ended:
                    yield from self._named(run)
                    run = []
                else:
                    run.append(word)

        for match in self.with_form.finditer(text):
            words = match[1].replace(",", " ").split()
            while words and words[0].casefold() in self._generic | self._openings:
                words.pop(0)
            yield from self._named(words)

    def _named(self, words: list[str]) -> Iterator[str]:
        bare = [word.strip(".").casefold() for word in words]
        last = max((i for i, word in enumerate(bare) if word in self._suffixes), default=-1)
        named = any(w not in self._generic | self._suffixes for w in bare[: last + 1])
        name = " ".join(words[: last + 1]).strip(". ")
        if last > 0 and named and self.well_known.search(name) is None:
            yield name

    def _han(self, text: str) -> Iterator[str]:
        for match in self.after_han_cue.finditer(text):
            if self._is_named(match[1]):
                yield match[1]
        for match in self.han_with_form.finditer(text):
            starts = [lead.end() for lead in self._lead.finditer(match[0])]
            tails = (match[0][start:] for start in [*reversed(starts), 0])
            yield from islice(filter(self._is_named, tails), 1)

    @cached_property
    def _lead(self) -> re.Pattern[str]:
        return re.compile(_any(self.han.leads))

    def _is_named(self, name: str) -> bool:
        rest = name
        for word in _longest((*self.han.generic, *self.han.suffixes)):
            rest = rest.replace(word, "")
        rest = _BRACKETS.sub("", rest)
        return len(rest) >= 2 and self.well_known.search(name) is None


def declared_name(cell: str, names: NameLexicon) -> tuple[str, str]:
    """Return the organisation a cell of the register names, and what stands in brackets.

    A cue before it ("转包：…") is cut off.

    Examples
    --------
    >>> from riskkit.catalogue import load_knowledge
    >>> names = NameLexicon.of(load_knowledge().entries("vendors/names"))
    >>> declared_name("转包：顺达水电（深圳）", names)
    ('顺达水电', '深圳')
    """
    plain = unicodedata.normalize("NFKC", cell[:LONGEST]).strip()
    cue, colon, rest = plain.partition(":")
    if colon and fold(cue) in {fold(c) for c in (*names.han.cues, *names.latin.cues)}:
        plain = rest.strip()
    known = names.well_known.fullmatch(_BRACKETS.sub("", plain).strip())
    place = next((match[1].strip() for match in _BRACKETS.finditer(plain)), "")
    bare = _BRACKETS.sub("", plain).strip()
    return (names.brands[known[0]] if known else shown_name(bare)), place


def shown_name(name: str) -> str:
    """Return a name as it is told: mail addresses and long numbers masked, cut to length."""
    masked = _PRIVATE.sub("…", " ".join(name.split()))
    tidy = "".join(c for c in masked if c.isprintable())
    return tidy if len(tidy) <= SHOWN else f"{tidy[: SHOWN - 1]}…"


@lru_cache(maxsize=8192)
def org_key(name: str, names: NameLexicon) -> str:
    """Return what two spellings of one organisation have in common.

    Legal forms, places in brackets, case and spaces are left out. Remembered, for every name is
    compared with those of every vendor.
    """
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", name))
    known = names.well_known.fullmatch(bare.strip())
    if known:
        return fold(names.brands[known[0]])
    if _HAN.search(bare):
        for end in _longest(names.han.legal_forms):
            bare = bare.removesuffix(end)
        return fold(bare)
    words = [word.strip(".,") for word in bare.split()]
    while len(words) > 1 and words[-1].casefold() in names.latin.legal_forms:
        words.pop()
    return fold("".join(words))


def _any(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, spaces as wide as they come."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _longest(words))


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))
