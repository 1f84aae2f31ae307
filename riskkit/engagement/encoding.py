"""The encoding of a client's tables, decided once for a folder, and never by silent guess.

A mark at the beginning or valid UTF-8 decides. What is left is GB18030 or Big5: whichever
makes headers we know, or everyday characters of most of the text; files too short to tell
follow the others of their folder. Decoding is strict: a byte that fits no reading is an error
with its place, since a guessed character is worse than a question.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..catalogue.knowledge import fold
from ..errors import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("gb18030", "big5hkscs")
_SAVE = "save the file as UTF-8 (in Excel: CSV UTF-8)"
# Below this share of everyday characters a reading is not believed; above this lead over the
# other reading it is. Measured on registers of both kinds: right readings reach 0.9, wrong 0.5.
_BELIEVED = 0.6
_LEAD = 0.15
_SURE = 0.9
_HEAD = 4096
_SAMPLE = 1 << 20
_WORDS = re.compile(r"[^,;\t|\"\r\n]+")


@dataclass(frozen=True)
class _Reading:
    """A file under one encoding: its text, its known headers, its everyday characters."""

    encoding: str
    text: str
    headers: int
    everyday: float


def decode_all(
    files: Mapping[str, bytes], headers: Iterable[str]
) -> tuple[dict[str, str], list[Problem]]:
    """Decode the text files of one folder.

    Parameters
    ----------
    files : mapping of name to bytes
        The files as they are on disk.
    headers : iterable of str
        Headers that may stand in them, as a help to tell encodings apart.

    Returns
    -------
    dict of name to text, and problems
        A file with a problem has no text.
    """
    encodings, problems = encodings_of(files, headers)
    return {name: files[name].decode(known) for name, known in encodings.items()}, problems


def encodings_of(
    files: Mapping[str, bytes], headers: Iterable[str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return the encoding of each text file of one folder; a file with a problem has none.

    Only one file at a time is held: a folder may be larger than what memory should take.
    """
    known = frozenset(fold(header) for header in headers)
    encodings: dict[str, str] = {}
    problems: list[Problem] = []
    open_questions: dict[str, tuple[_Reading, _Reading]] = {}
    votes: dict[str, float] = dict.fromkeys(_LEGACY, 0.0)
    for name in files:
        found = _read(name, files[name], known)
        if isinstance(found, Problem):
            problems.append(found)
        elif isinstance(found, tuple):
            open_questions[name] = found
        else:
            problems += _torn(name, found, encodings)
            if found.encoding in votes:
                votes[found.encoding] += 1
    for name, readings in open_questions.items():
        chosen = _settle(readings, votes)
        if chosen is None:
            problems.append(Problem(name, what="may be GB18030 or Big5", hint=_SAVE))
        else:
            problems += _torn(name, chosen, encodings)
    return encodings, problems


def _read(
    name: str, data: bytes, known: frozenset[str]
) -> _Reading | tuple[_Reading, _Reading] | Problem:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(name, data, encoding)
    if b"\0" in data:
        return _without_mark(name, data, known)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            what = "is UTF-8 with a damaged character"
            return Problem(name, _row(data, error.start), what=what, hint=_SAVE)
        return _legacy(name, data, known)
    if _only_other_scripts(text):
        found = _legacy(name, data, known)
        readings = (found,) if isinstance(found, _Reading) else found
        if not isinstance(readings, Problem) and all(r.everyday >= _SURE for r in readings):
            return found
    return _Reading("utf-8", text, 0, 1)


def _only_other_scripts(text: str) -> bool:
    """Say whether all that is not ASCII is of scripts between Latin and Chinese.

    A few Chinese words in GB18030 are valid UTF-8 by chance: 未知 reads as a Greek and a Hebrew
    sign. Latin letters with accents are left alone.
    """
    strange = {c for c in set(text) if ord(c) > 127}
    return bool(strange) and all(0x370 <= ord(c) < 0x800 for c in strange)


def _strict(name: str, data: bytes, encoding: str) -> _Reading | Problem:
    try:
        return _Reading(encoding, data.decode(encoding), 0, 1)
    except UnicodeDecodeError as error:
        row = _row(bytes(error.object), error.start) if encoding == "utf-8-sig" else 0
        what = f"is marked as {encoding.upper()} but holds other bytes"
        return Problem(name, row, what=what, hint=_SAVE)


def _without_mark(name: str, data: bytes, known: frozenset[str]) -> _Reading | Problem:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and _headers(text, known):
            return _Reading(encoding, text, 0, 1)
    row = _row(data, data.index(b"\0"))
    return Problem(name, row, what="holds NUL bytes: it is no text", hint=_SAVE)


def _legacy(
    name: str, data: bytes, known: frozenset[str]
) -> _Reading | tuple[_Reading, _Reading] | Problem:
    readings: list[_Reading] = []
    failed = 0
    for encoding in _LEGACY:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            failed = max(failed, error.start)
            continue
        headers = sum(not word.isascii() for word in _headers(text, known))
        readings.append(_Reading(encoding, text, headers, _everyday(text)))
    believed = [one for one in readings if one.headers or one.everyday >= _BELIEVED]
    if not believed:
        what = "is not UTF-8, GB18030 or Big5"
        return Problem(name, _row(data, failed) if failed else 0, what=what, hint=_SAVE)
    if len(believed) == 1:
        return believed[0]
    first, second = sorted(believed, key=lambda one: (one.headers, one.everyday), reverse=True)
    if first.headers > second.headers or first.everyday >= second.everyday + _LEAD:
        return first
    return first, second


def _settle(readings: tuple[_Reading, _Reading], votes: Mapping[str, float]) -> _Reading | None:
    """Let the files of the folder that could be told decide those that could not."""
    first, second = readings
    if votes[first.encoding] != votes[second.encoding]:
        return max(readings, key=lambda one: votes[one.encoding])
    return first if first.everyday > second.everyday + _LEAD / 3 else None


def _headers(text: str, known: frozenset[str]) -> frozenset[str]:
    return known & {fold(word) for word in _WORDS.findall(text[:_HEAD])}


def _everyday(text: str) -> float:
    """Return the share of the characters beyond ASCII that are in daily use, in [0, 1]."""
    strange = [c for c in text[:_SAMPLE] if ord(c) > 127]
    return sum(c in _everyday_characters() for c in strange) / len(strange) if strange else 1.0


@lru_cache(maxsize=1)
def _everyday_characters() -> frozenset[str]:
    """Return the first level of GB 2312 and of Big5, and the full-width signs."""
    gb = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    big = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in trails)
    signs = map(chr, (*range(0x3000, 0x3020), *range(0xFF01, 0xFF5F), 0x2014, 0x2026, 0xB7))
    level = b"".join(gb).decode("gb2312", "ignore") + b"".join(big).decode("big5", "ignore")
    return frozenset((*level, *signs, *"“”‘’—…·→"))


def _mostly_utf8(data: bytes) -> bool:
    """Say whether most bytes beyond ASCII form whole UTF-8 characters of three bytes."""
    whole = sum(map(len, re.findall(rb"[\xe2-\xef][\x80-\xbf]{2}", data)))
    beyond = sum(map(len, re.findall(rb"[\x80-\xff]+", data)))
    return whole >= 0.8 * beyond


def _torn(name: str, read: _Reading, encodings: dict[str, str]) -> Iterable[Problem]:
    """Keep the encoding of a text, unless it holds what no text holds."""
    text = read.text
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        yield Problem(name, row, what="holds NUL characters: it is no text", hint=_SAVE)
        return
    encodings[name] = read.encoding
    if "\ufffd" in text:
        row = text.count("\n", 0, text.index("\ufffd")) + 1
        what = "holds characters that were lost before the file was saved (�)"
        yield Problem(name, row, what=what, hint="export it again", severity="warning")


def _row(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
