"""One cell, read as its column says: text in, a typed value out, or what is wrong with it.

Blank and the words for unknown give None, whatever the column: nobody is forced to guess.
Nothing is evaluated: ``=cmd|…`` and ``<script>`` are text, and stay text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import lru_cache

from ..catalogue import Knowledge
from ..catalogue.knowledge import fold
from ..model.tables import TableColumn
from ..model.value import Interval
from .cell_errors import BadCell
from .dates import read_date
from .quantities import read_interval, read_percent

_ID = re.compile(r"[^\s/\\;,|<>\"'`=]{1,80}")
_IDS_PARTED = re.compile(r"[;；、,，|\n]")
_WORDS_PARTED = re.compile(r"[;；|\n]")
_TEXTS_PARTED = re.compile(r"[;；、\n]")
_PATHS_PARTED = re.compile(r"[;；\n]")
_TURNED = re.compile(r"\d{4}([-/])\d{1,2}\1\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}")
_SHORT_LIST = 12
NO_WORD = "is not one of the words this column takes"
_LONGEST_NAME = 200

Read = Callable[[str, TableColumn, Knowledge], object]


def read_cell(text: str, column: TableColumn, knowledge: Knowledge) -> object:
    """Read a cell as `column` says.

    Parameters
    ----------
    text : str
        What stands in the cell.
    column : TableColumn
        Its kind, vocabulary and units.
    knowledge : Knowledge
        The words of the three languages.

    Returns
    -------
    object
        A str, date, bool, Interval (percentages on 0–100) or tuple of str; None where
        the cell is blank or says that nobody knows.

    Raises
    ------
    BadCell
        Says what is wrong and what the column takes, without quoting the cell.
    """
    text = text.strip()
    if not text or column.kind == "shown":
        return None
    if column.kind in ("choice", "choices", "yes_no", "answer"):
        return _READ[column.kind](text, column, knowledge)
    blank = blank_word(text, knowledge)
    if blank == "unknown":
        return None
    if blank == "none" and column.kind in _WHEN_NONE:
        return _WHEN_NONE[column.kind]
    return _READ[column.kind](text, column, knowledge)


def blank_word(text: str, knowledge: Knowledge) -> str | None:
    """Say whether a cell holds a word for "unknown" or for "none"; None if it holds neither."""
    plain = text[0].isascii() or "\u3400" <= text[0] <= "\u9fff"  # else its width may be folded
    if plain and text[0].isalnum() and text[0].casefold() not in _blank_starts(knowledge):
        return None
    return "unknown" if set(text) <= set("-－") else knowledge.meaning("blank", text)


@lru_cache(maxsize=4)
def _blank_starts(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(word[0] for word in knowledge.words("blank") if word)


def parts(text: str, parted: re.Pattern[str] = _IDS_PARTED) -> tuple[str, ...]:
    """Split a list in a cell at semicolons, commas and their full-width forms."""
    return tuple(dict.fromkeys(part.strip() for part in parted.split(text) if part.strip()))


def texts_of(text: str) -> tuple[str, ...]:
    """Split a list of texts, which may themselves hold commas."""
    return parts(text, _TEXTS_PARTED)


def words_of(text: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Split a list of words, leaving whole a known word that holds a comma itself.

    >>> words_of("收入、资产与征信；姓名、住址", lambda word: word == "收入、资产与征信")
    ('收入、资产与征信', '姓名', '住址')
    """
    found: list[str] = []
    for piece in parts(text, _WORDS_PARTED):
        found += (piece,) if known(piece) else parts(piece)
    return tuple(dict.fromkeys(found))


def read_choice(word: str, vocabulary: str, knowledge: Knowledge) -> str | None:
    """Read a word of a vocabulary as its id; None for a word that means unknown.

    Raises
    ------
    BadCell
        With the nearest known word, or all of them where they are few.
    """
    value = knowledge.meaning(vocabulary, word)
    if value is not None:
        return value
    if blank_word(word, knowledge) == "unknown":
        return None
    raise BadCell(NO_WORD, _hint(word, vocabulary, knowledge))


def _hint(word: str, vocabulary: str, knowledge: Knowledge) -> str:
    known = knowledge.words(vocabulary)
    near = get_close_matches(fold(word), known, n=1)
    if near:  # a Chinese label as it stands, the id for an English one that was folded
        named = knowledge.meaning(vocabulary, near[0]) if near[0].isascii() else near[0]
        return f"did you mean '{named}'?"
    ids = tuple(dict.fromkeys(str(knowledge.meaning(vocabulary, each)) for each in known))
    if len(ids) <= _SHORT_LIST:
        return f"use one of: {', '.join(ids)}"
    return f"use a word of the vocabulary '{vocabulary}', such as {', '.join(ids[:3])}"


def _choice(text: str, column: TableColumn, knowledge: Knowledge) -> object:
    return read_choice(text, column.vocabulary or "", knowledge)


def _choices(text: str, column: TableColumn, knowledge: Knowledge) -> object:
    vocabulary = column.vocabulary or ""
    words = words_of(text, lambda word: knowledge.meaning(vocabulary, word) is not None)
    if len(words) == 1 and blank_word(text, knowledge) and not knowledge.meaning(vocabulary, text):
        return None
    found = [read_choice(word, vocabulary, knowledge) for word in words]
    return tuple(dict.fromkeys(value for value in found if value is not None)) or None


def _yes_no(text: str, _: TableColumn, knowledge: Knowledge) -> object:
    return {"yes": True, "no": False}.get(read_choice(text, "yes_no", knowledge) or "")


def read_id(text: str) -> str:
    """Read an id.

    Raises
    ------
    BadCell
        If it is too long or holds blanks, slashes or other signs that part lists and paths.
    """
    if not _ID.fullmatch(text):
        raise BadCell(
            "is not an id", "use up to 80 letters, digits, - and _, without blanks or slashes"
        )
    return text


def _ref(text: str, *_: object) -> object:
    return "*" if text in "*＊" else read_id(text)


def _refs(text: str, column: TableColumn, __: Knowledge) -> object:
    found = tuple(str(_ref(part)) for part in parts(text))
    if "*" in found and not column.any:
        raise BadCell("takes no *", "name the ids, parted by semicolons")
    return found


def _text(text: str, column: TableColumn, __: Knowledge) -> object:
    if column.id in ("client", "title") and len(text) > _LONGEST_NAME:
        raise BadCell(f"is longer than {_LONGEST_NAME} characters", "shorten it")
    return text


def _answer(text: str, column: TableColumn, knowledge: Knowledge) -> object:
    """Read an answer as it stands: "n/a" and "none", blank elsewhere, are answers."""
    known = (a for a in knowledge.entries("vendors/answers").values() if a.id != "unanswered")
    unknown = blank_word(text, knowledge) == "unknown"
    if unknown and not any(fold(text) in map(fold, (a.id, *a.name.all, *a.words)) for a in known):
        return None
    return _text(text, column, knowledge)


def _range(text: str, column: TableColumn, knowledge: Knowledge) -> object:
    if _TURNED.fullmatch(text):
        raise BadCell(
            "is a date where a quantity belongs",
            "a spreadsheet may have turned a range such as 1-5 into a date: "
            "format the column as text and write it again",
        )
    return read_interval(text, column.units, knowledge)


def _percent(text: str, _: TableColumn, knowledge: Knowledge) -> object:
    return read_percent(text, knowledge)


def _sha256(text: str, *_: object) -> object:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise BadCell("is not a SHA-256 hash", "it has 64 digits 0-9 and a-f")
    return text.lower()


_WHEN_NONE: dict[str, object] = {
    "range": Interval.exactly(0),
    "refs": None,
    "ref": None,
    "texts": None,
    "path": None,
    "paths": None,
    "date": None,
    "sha256": None,
}
_READ: dict[str, Read] = {
    "id": lambda text, *_: read_id(text),
    "text": _text,
    "answer": _answer,
    "texts": lambda text, *_: texts_of(text),
    "choice": _choice,
    "choices": _choices,
    "range": _range,
    "percent": _percent,
    "date": lambda text, *_: read_date(text),
    "yes_no": _yes_no,
    "path": lambda text, *_: text,
    "paths": lambda text, *_: parts(text, _PATHS_PARTED),
    "sha256": _sha256,
    "ref": _ref,
    "refs": _refs,
}
