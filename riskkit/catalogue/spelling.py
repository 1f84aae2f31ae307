"""Whether two cells name the same person or thing, however it was typed.

Letter case, width and spaces, traditional and simplified characters, the order of a romanised
name and titles beside it make no difference. What is compared is never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .loading import load_knowledge

_HAN = re.compile(r"[\u3400-\u9fff]+")
_PARTS = re.compile(r"[\s,，、.\-‐–·•・']+")
_LATIN = re.compile(r"(?<!\S)[A-Za-z][A-Za-z'-]+,?(?!\S)")
_REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]\s*$")
_KEPT = 1 << 16


@lru_cache(maxsize=_KEPT)
def same_word(text: str) -> str:
    """Return a text as it is compared with others: one case, width and script, without spaces.

    Examples
    --------
    >>> same_word("會員 管理系統 ") == same_word("会员管理系统")
    True
    """
    if text.isascii():
        return "".join(text.casefold().split())
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_characters())
    return "".join(plain.split())


@lru_cache(maxsize=_KEPT)
def same_person(text: str) -> str:
    """Return a person's name as it is compared with others; a remark in brackets stays.

    A name in both scripts ("陈大文 Chan Tai Man") is compared by its characters.

    Examples
    --------
    >>> same_person("張 三") == same_person("张三") == same_person("张三先生")
    True
    >>> same_person("CHAN, Tai-man") == same_person("Tai Man Chan")
    True
    >>> same_person("张伟（财务）") == same_person("张伟（仓库）")
    False
    """
    before, after = _titles()
    if text.isalnum():  # one word: most names
        if text.isascii():
            return text.casefold()
        if _HAN.search(text):
            return _without_title(same_word(text), after)
    words = [w for w in _PARTS.split(unicodedata.normalize("NFKC", text).casefold()) if w]
    if len(words) > 1 and words[0] in before:
        words = words[1:]
    han = [word for word in words if _HAN.search(word)]
    if not han:
        return " ".join(sorted(words))
    both = len("".join(han)) > 1 and len(_LATIN.findall(text)) > 1
    name = same_word("".join(han if both else words))
    return _without_title(name, after)


def _without_title(name: str, titles: tuple[str, ...]) -> str:
    if name.endswith(titles):
        return next(name.removesuffix(t) for t in titles if name.endswith(t)) or name
    return name


def same_party(text: str) -> str:
    """Return a party to a handover as it is compared: as a person, without a remark in brackets.

    >>> same_party("顧曉嵐（門店）") == same_party("顾晓岚")
    True
    """
    if text.isalnum():
        return same_person(text)
    plain = unicodedata.normalize("NFKC", text)
    return same_person(_REMARK.sub("", plain).strip() or plain)


def mentions(text: str, words: Iterable[str]) -> bool:
    """Say whether a text names one of some words: characters anywhere, letters at a word's start.

    A word of up to three letters must stand alone: "IT" is no part of "audit" or "item".

    Examples
    --------
    >>> mentions("資訊系統負責人", ["系统"]), mentions("Head of credit", ["IT"])
    (True, False)
    """
    return _mentions(text, tuple(words))


@lru_cache(maxsize=_KEPT)
def _mentions(text: str, words: tuple[str, ...]) -> bool:
    plain = same_word(text)
    apart = unicodedata.normalize("NFKC", text).casefold()
    return any(_mentioned(word, plain, apart) for word in words)


def _mentioned(word: str, plain: str, apart: str) -> bool:
    if not word.isascii():
        return same_word(word) in plain
    return bool(_whole(word).search(apart))


@lru_cache(maxsize=1 << 12)
def _whole(word: str) -> re.Pattern[str]:
    end = r"(?![a-z0-9])" if len(word) <= 3 else ""
    return re.compile(rf"(?<![a-z0-9]){re.escape(word.casefold())}{end}")


@lru_cache(maxsize=1)
def _characters() -> dict[int, str]:
    entries = load_knowledge().entries("characters").values()
    pairs = (pair for entry in entries for pair in entry.pairs.split())
    return {ord(pair[0]): pair[1] for pair in pairs}


@lru_cache(maxsize=1)
def _titles() -> tuple[frozenset[str], tuple[str, ...]]:
    entries = load_knowledge().entries("characters").values()
    after = tuple(same_word(word) for entry in entries for word in entry.after)
    return frozenset(word for entry in entries for word in entry.before), after
