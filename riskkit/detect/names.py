"""Names of persons without a model: what surnames and given names look like.

Chinese: a surname of the list, then one or two characters that occur in given names and make
no common word. English: words of the lists of given names and surnames. Romanised Chinese: a
romanised surname beside syllables. A single cell proves little; a column of them does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .rulebook import Rulebook

_HAN = re.compile(r"[\u3400-\u9fff]+")
_MINORITY = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•・.][\u4e00-\u9fff]{1,8}){1,3}")
_REMARK = re.compile(r"[(（\[【/].*$")
_WORD = re.compile(r"[A-Za-zÀ-ž'’-]+\.?")
_LATIN = re.compile(r"[A-Za-zÀ-ž .,'’-]{2,60}")


def han_name(text: str, rules: Rulebook) -> float:
    """Return how much a run of Chinese characters looks like a person's name, 0–1."""
    split = _split(text, rules)
    if split is None or text in rules.words("names.never"):
        return 0.0
    given = split[1]
    if any(c in rules.letters("given.never") for c in given):
        return 0.0
    common = sum(c in rules.letters("given.common") for c in given) / len(given)
    return 0.4 + 0.6 * common


def _split(text: str, rules: Rulebook) -> tuple[str, str] | None:
    if not 2 <= len(text) <= 4 or not _HAN.fullmatch(text):
        return None
    if len(text) >= 3 and text[:2] in rules.words("surname.compound"):
        return text[:2], text[2:]
    single = rules.letters("surname.single")
    if text[0] not in single:
        return None
    if len(text) == 4:  # a married name: two surnames and a given name
        return (text[:2], text[2:]) if text[1] in single else None
    return text[0], text[1:]


def latin_name(text: str, rules: Rulebook) -> float:
    """Return how much a text in Latin letters looks like a person's full name, 0–1."""
    if not _LATIN.fullmatch(text):
        return 0.0
    said = [word.strip(".,'") for word in _WORD.findall(text)]
    none = (rules.words("words.gender"), rules.words("person.before_en"), _SUFFIXES)
    words = [w for w in said if w and not any(w.lower() in words for words in none)]
    if len(words) == 1 and said[0].lower() in rules.words("person.titles_en"):
        return 0.9 if is_family(words[0].lower(), rules) else 0.6 if words[0].istitle() else 0.0
    if not 2 <= len(words) <= 4 or "and" in words or any(len(w) > 16 for w in words):
        return 0.0
    if romanised(words, rules):
        return 0.9
    if len(words) > 2:  # the initial in the middle is no word of its own
        words = [words[0], *(w for w in words[1:-1] if len(w) > 1), words[-1]]
    return _known(words, rules)


def _known(words: list[str], rules: Rulebook) -> float:
    """Return how sure lists and endings of names are of words, 0–1."""
    lowered = [
        w.lower() if w.lower() in rules.words("surname.en") else w.lower().split("-")[0]
        for w in words
    ]
    given = {i for i, w in enumerate(lowered) if w in rules.words("given.en")}
    family = {i for i, w in enumerate(lowered) if is_family(w, rules)}
    if given and family and len(given | family) >= 2:
        # Jasmine Rice and Olive Wood are also things.
        return 0.6 if all(w in rules.words("names.also_words") for w in lowered) else 1.0
    if len(words) == 2 and 1 in map(len, words) and (given or family):
        return 0.75  # an initial for the other: Ferdinand U., J. Whitcombe
    return 0.6 if given or (family and len(words) == 2) else 0.0


def is_family(word: str, rules: Rulebook) -> bool:
    """Say whether a word in small letters is a surname of the list, or ends like one."""
    if word in rules.words("surname.en"):
        return True
    if len(word) < 6 or word in rules.words("names.also_words"):
        return word.startswith(("o'", "o’", "mc")) and len(word) > 4
    return word.endswith(tuple(rules.words("surname.tail"))) or word.startswith(("mac", "fitz"))


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "dds", "dvm", "esq"})


def romanised(words: list[str], rules: Rulebook) -> bool:
    """Say whether words are a romanised Chinese name: ``Zhang Weiming``, ``CHAN Tai Man``."""
    lowered = [part for w in words for part in w.lower().split("-") if part]
    if not 2 <= len(lowered) <= 4:
        return False
    for family, rest in ((lowered[0], lowered[1:]), (lowered[-1], lowered[:-1])):
        if family in rules.words("surname.roman") and all(_syllables(w, rules) for w in rest):
            return True
    return False


def _syllables(word: str, rules: Rulebook, depth: int = 0) -> bool:
    known = rules.words("syllable.roman")
    if word in known:
        return True
    if depth > 1:
        return False
    return any(
        word[:cut] in known and _syllables(word[cut:], rules, depth + 1)
        for cut in range(1, min(7, len(word)))
    )


def single_name(text: str, rules: Rulebook) -> bool:
    """Say whether one word is a given name or a surname (a column may hold only these)."""
    word = text.lower()
    if _HAN.fullmatch(text):
        return (
            text in rules.words("surname.compound")
            or (len(text) == 1 and text in rules.letters("surname.single"))
            or (len(text) == 2 and all(c in rules.letters("given.common") for c in text))
        )
    return word in rules.words("given.en") or word in rules.words("surname.en")


@lru_cache(maxsize=65_536)
def name_score(text: str, rules: Rulebook) -> float:
    """Return how much a cell looks like a person's name, 0–1."""
    bare = _REMARK.sub("", text).strip()
    if not bare or len(bare) > 60:
        return 0.0
    if bare[0] >= "\u3400":
        for title in rules.words("person.titles") if bare.endswith(rules.titles) else ():
            if bare.endswith(title) and len(bare) > len(title):
                bare = bare.removesuffix(title)
                if bare in rules.words("surname.compound") or (
                    len(bare) == 1 and bare in rules.letters("surname.single")
                ):
                    return 0.9
        if _MINORITY.fullmatch(bare):
            return 0.8
        return han_name(bare.replace(" ", ""), rules)
    return latin_name(bare, rules)
