"""The words of received questionnaires: what a header holds and what an answer means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..catalogue.knowledge import fold
from ..model.received import ColumnId, Crosswalk, SeverityRule, Standard
from ..model.vendors import AnswerCredit, AnswerId

UNMAPPED = "unmapped"
_ASIDE = re.compile(r"[(（\[].{0,200}?[)）\]]", re.DOTALL)
_MARKUP = re.compile(r"\*\*|__|`|<br\s*/?>", re.IGNORECASE)
# "Yes: …", "Yes. …", "Yes — …" and "Yes, …" part an answer from its remark; "yes-man" does not.
_PARTED = re.compile(r"^(.{1,30}?)(?:[:：.。;；,，—–\n(（]| - )\s*(.+)$", re.DOTALL)
_SIGNS = ("So", "Sm", "Mn", "Cf")  # ✅ √ and what colours or joins them
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_HEADER = 120
_FEWEST_BOXES = 2


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What the knowledge says of headers, answers, standards and where questions belong."""

    headers: Mapping[str, ColumnId]
    answers: Mapping[str, AnswerId]
    lists: Mapping[str, tuple[str, ...]]
    standards: Mapping[str, Standard]
    crosswalk: Mapping[str, tuple[Crosswalk, ...]]
    severities: Mapping[str, SeverityRule]

    @classmethod
    def of(cls, entries: Callable[[str], Mapping[str, Any]]) -> Vocabulary:
        """Gather it from the knowledge, such as ``Knowledge.entries``."""
        walks: dict[str, list[Crosswalk]] = {}
        for walk in entries("received/crosswalk").values():
            walks.setdefault(walk.standard, []).append(walk)
        return cls(
            headers={
                fold(word): field.id
                for field in entries("received/headers").values()
                for word in field.words
            },
            answers=answer_words(entries("vendors/answers").values()),
            lists={
                one.id: tuple(fold(w) for w in one.words)
                for one in entries("received/words").values()
            },
            standards=entries("received/standards"),
            crosswalk={standard: tuple(many) for standard, many in walks.items()},
            severities=entries("received/severities"),
        )

    def header(self, cell: str) -> ColumnId | None:
        """Return what a column with this header holds, or None."""
        if not cell or len(cell) > _HEADER:
            return None
        plain = _MARKUP.sub("", cell).strip(" :：*?？")
        found = self.headers.get(fold(plain))
        return found or self.headers.get(fold(_ASIDE.sub("", plain).strip(" :：")))

    def knows(self, word: str) -> bool:
        """Say whether a cell holds just one of the words that the knowledge lists."""
        return fold(word.strip().rstrip(".。!！;；")) in self.answers

    def meaning(self, word: str) -> AnswerId | None:
        """Return what a whole word means as an answer, or None."""
        plain = _MARKUP.sub("", word).strip().rstrip(".。!！;；")
        if not plain or fold(plain) in self.lists["unanswered"]:
            return "unanswered"
        return self.answers.get(fold(plain)) or self._signed(plain)

    def _signed(self, text: str) -> AnswerId | None:
        """Return what a word behind a sign means (``✅ yes``), if the sign does not gainsay it."""
        size = next((i for i, c in enumerate(text) if unicodedata.category(c) not in _SIGNS), 0)
        sign, word = text[:size], text[size:].strip()
        marks = [c for c in sign if unicodedata.category(c) in _SIGNS[:2]]
        if not marks or any(fold(mark) in self.lists["box_empty"] for mark in marks):
            return None
        meant = self.answers.get(fold(word))
        told = {self.answers.get(fold(mark), meant) for mark in marks}
        return meant if told == {meant} else None

    def answer(self, raw: str, *, circles: bool = False) -> tuple[AnswerId, str]:
        """Return what an answer means, and the remark that stood behind it in the same cell.

        ``Yes: by the policy`` is a yes with a remark; a sentence that goes on with "but", "not
        yet" or "planned" is not readable as an answer. A circle is a yes only with `circles`,
        beside crosses: alone it may be a box that nobody ticked.
        """
        if circles and fold(raw) in self.lists["circle"]:
            return "yes", ""
        whole = self.meaning(raw) or self._ticked(raw)
        if whole:
            return whole, ""
        parted = _PARTED.match(_MARKUP.sub("", raw).strip())
        if parted:
            lead, rest = self.meaning(parted[1]), parted[2].strip(" )）")
            plain = not parted[1].strip().isdigit()  # "1,000 people" is no yes
            firm = lead in ("no", "partial", "planned")  # nothing behind makes these better
            if plain and lead and (firm or not self._hedged(rest)):
                return lead, rest
        return "unreadable", ""

    def has_crosses(self, answers: Iterable[str]) -> bool:
        """Say whether some of the answers are the signs that are put beside circles."""
        return any(fold(answer) in self.lists["crossed"] for answer in answers)

    def _ticked(self, raw: str) -> AnswerId | None:
        """Return what a cell of boxes says (``□ yes ☑ no``); None unless just one is ticked."""
        parts = self._boxes.split(unicodedata.normalize("NFKC", raw))
        pairs = list(zip(parts[1::2], parts[2::2], strict=True))
        ticked = [word for mark, word in pairs if fold(mark) in self.lists["box_ticked"]]
        if len(pairs) < _FEWEST_BOXES or parts[0].strip():
            return None
        if not ticked:
            return "unanswered" if all(self.meaning(word) for _, word in pairs) else None
        return self.meaning(ticked[0].strip(" ,，、;；/")) if len(ticked) == 1 else None

    @cached_property
    def _boxes(self) -> re.Pattern[str]:
        marks = (*self.lists["box_ticked"], *self.lists["box_empty"])
        spelled = (
            r"\s*".join(map(re.escape, mark)) for mark in sorted(marks, key=len, reverse=True)
        )
        return re.compile(f"({'|'.join(spelled)})")

    def _hedged(self, text: str) -> bool:
        words = fold(text[:240])
        spaced = f" {text[:240].casefold()} "
        return any(
            (hedge in words if not hedge.isascii() else re.search(rf"\b{_loose(hedge)}\b", spaced))
            for hedge in self.lists["hedges"]
        )

    def ownership(self, text: str) -> str:
        """Return ``outsourced`` or ``customer`` for a control somebody else owns, else ""."""
        plain = fold(text)
        return next((who for who in ("outsourced", "customer") if plain in self.lists[who]), "")

    def place(
        self, standard: str, codes: Iterable[str], texts: Iterable[str], *, version: str = ""
    ) -> Crosswalk | None:
        """Return where a question belongs: by its code, else by the words above and in it.

        An entry that holds for some releases only is left out where `version` is none of them.
        """
        for code in codes:
            for beginning in _beginnings(code.casefold()):
                for walk in self._by_code.get((standard, beginning), ()):
                    if not walk.versions or version.startswith(walk.versions):
                        return walk
        for text in texts if standard not in ("caiq", "hecvat") else ():
            found = _longest(self.crosswalk.get("generic", ()), text.casefold())
            if found:
                return found
        return None

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], list[Crosswalk]]:
        walks: dict[tuple[str, str], list[Crosswalk]] = {}
        for standard, many in self.crosswalk.items():
            for walk in many:
                for word in walk.matches:
                    walks.setdefault((standard, word.casefold()), []).append(walk)
        return walks


def tidy_id(text: str, pattern: str) -> str:
    """Return an id in plain signs, and in capitals where `pattern` wants them.

    >>> tidy_id("ａ＆ａ–０１．１", r"[A-Z&]{3}-[0-9]{2}[.][0-9]")
    'A&A-01.1'
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    fits = re.fullmatch(pattern, plain) is None and re.fullmatch(pattern, plain.upper())
    return plain.upper() if fits else plain


def _beginnings(code: str) -> Iterator[str]:
    """Yield an id and what it is a part of, the longest first: DSP-1 is no part of DSP-11."""
    for end in range(len(code), 0, -1):
        if not (code[end : end + 1].isalnum() or code.startswith("_", end)):
            yield code[:end]


def _loose(hedge: str) -> str:
    """Return a folded word as a pattern that lets spaces stand between its letters."""
    return r"\s?".join(re.escape(letter) for letter in hedge)


def _longest(walks: Iterable[Crosswalk], text: str) -> Crosswalk | None:
    found = [(len(word), walk) for walk in walks for word in walk.matches if word in text]
    return max(found, key=lambda one: one[0])[1] if found else None


def answer_words(credits: Iterable[AnswerCredit]) -> dict[str, AnswerId]:
    """Return what each folded word means as an answer."""
    known: dict[str, AnswerId] = {}
    for credit in credits:
        for word in (credit.id, *credit.name.all, *credit.words):
            known.setdefault(fold(word), credit.id)
    return known
