"""Rules that compare files: the same words for two clients, other numbers in another language."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.foreign import ForeignAssessment
from ..model.lint import LintRule
from ..model.value import LANGUAGES, Text
from .checks import Hit

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")
# Names of methods and laws carry numbers that only look like results.
_NAMES = re.compile(r"\d\s*[×x]\s*\d")


@dataclass(frozen=True)
class Edition:
    """One language of an HTML report: what it is of, in which language, its visible words."""

    file: str
    of: str
    language: str
    text: str


def copied(files: Sequence[ForeignAssessment], rule: LintRule) -> Iterator[tuple[str, Hit]]:
    """Find texts that stand word for word in another client's assessment.

    Short texts and those of the form itself are left out; only hashes are compared.
    """
    least = int(rule.parameters["least_characters"])
    owners: dict[str, set[tuple[str, str]]] = {}
    marked: list[tuple[str, str, str, str]] = []
    for file in files:
        for text in file.texts:
            plain = _folded(text.text)
            if len(plain) >= least and not text.same:
                mark = hashlib.sha256(plain.encode()).hexdigest()
                owners.setdefault(mark, set()).add((file.file, file.client))
                marked.append((file.file, file.client, text.place, mark))
    for name, client, place, mark in marked:
        others = {n for n, c in owners[mark] if n != name and (c != client or not c)}
        if others:
            yield name, Hit(place, {"n": len(others)})


def editions_differ(
    editions: Sequence[Edition], wordings: Sequence[Text]
) -> Iterator[tuple[str, Hit]]:
    """Find editions of one report whose visible numbers differ from its first one's.

    Parameters
    ----------
    editions : sequence of Edition
    wordings : sequence of Text
        What the knowledge itself words with other numbers (``50 万`` for 500,000): where both
        editions say it as often, it is no result and left out.
    """
    groups: dict[str, list[Edition]] = {}
    for edition in editions:
        groups.setdefault(edition.of, []).append(edition)
    for group in groups.values():
        first, *rest = sorted(group, key=lambda edition: (edition.language, edition.file))
        for other in rest:
            apart = _apart(first, other, wordings)
            if apart and other.language != first.language:
                args = {"n": apart, "language": f"language.{first.language}"}
                yield other.file, Hit(other.language, args, "lint.editions_differ")


def worded_apart(texts: Iterable[Text]) -> list[Text]:
    """Return the texts whose three wordings do not hold the same numbers, the longest first."""
    apart = [text for text in texts if len({_figures(one) for one in text.all}) > 1]
    return sorted(apart, key=lambda text: -len(text.en))


def _figures(text: str) -> frozenset[tuple[str, int]]:
    return frozenset(Counter(_NUMBER.findall(text)).items())


def _apart(first: Edition, other: Edition, wordings: Sequence[Text]) -> int:
    """Return how many numbers stand in one of two editions and not in the other."""
    one, two = _flat(first.text), _flat(other.text)
    spoken = {language: language for language in LANGUAGES}
    mine, yours = spoken.get(first.language), spoken.get(other.language)  # type: ignore[call-overload]
    if mine and yours:
        for text in wordings:
            here, there = text.get(mine), text.get(yours)
            if one.count(here) == two.count(there) > 0:
                one, two = one.replace(here, " "), two.replace(there, " ")
    told, said = (Counter(_NUMBER.findall(_NAMES.sub(" ", text))) for text in (one, two))
    return (told - said).total() + (said - told).total()


def _flat(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())
