"""Numbers as people write them in registers: exact, from–to, about, above, below, in 万.

What comes out is an interval: what the writer left open stays open. "About 3000" is read as a
number rounded to its last digit that is not zero (2500–3500), never as exactly 3000.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..catalogue import Knowledge
from ..model.value import Interval
from .cell_errors import BadCell
from .numerals import arabic

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?(?![\d,.]*\d)")
_TORN = re.compile(r"\d\s+\d")
_LARGEST = 1e15
HINT = "write a number, a range such as 1000-5000, >100, or leave it blank"
PERCENT = "write a percentage such as 80 or 60-80, or leave it blank"


@dataclass
class _Term:
    """One number with the words around it."""

    digits: str
    marks: list[str]
    magnitude: float = 1
    unit: float = 1
    scaled: bool = False

    @property
    def value(self) -> float:
        return float(self.digits.replace(",", "")) * self.magnitude * self.unit

    @property
    def interval(self) -> Interval:
        lo: float = self.value
        hi: float | None = lo
        if "about" in self.marks:
            slack = _half_of_last_digit(self.digits) * self.magnitude * self.unit
            lo, hi = max(0.0, lo - slack), lo + slack
        if {"at_least", "more_than"} & set(self.marks):
            hi = None
        if {"at_most", "less_than"} & set(self.marks):
            if hi is None:
                raise BadCell("says both at least and at most of one number", HINT)
            lo = 0
        return Interval(lo=lo, hi=hi)


Token = tuple[str, str]


def read_interval(text: str, units: Mapping[str, float], knowledge: Knowledge) -> Interval:
    """Read a quantity as an interval.

    Parameters
    ----------
    text : str
        What stands in the cell; not blank and not a word for unknown.
    units : mapping of word to factor
        Words that may follow a number, with what they multiply it by ("年": 12 for months).
    knowledge : Knowledge
        Gives the words for about, at least, at most, to, and 万.

    Raises
    ------
    BadCell
        If it is not a quantity, is negative, or its lower bound is above its upper bound.
    """
    if _TORN.search(text):
        raise BadCell("is not one number or range", HINT)
    plain = arabic("".join(unicodedata.normalize("NFKC", text).casefold().split()), knowledge)
    lexicon = {**_lexicon(knowledge), **{_plain(word): ("unit", word) for word in units}}
    tokens = _tokens(plain, lexicon)
    if tokens and tokens[0] == ("between", "-"):
        raise BadCell("is negative", HINT)
    terms, parted = _terms(tokens, units)
    return _join(terms, parted)


def read_percent(text: str, knowledge: Knowledge) -> Interval:
    """Read a share as an interval of percents, 0–100; "0.8" may mean two things and is refused.

    Raises
    ------
    BadCell
        If it is no percentage, is above 100, or may be a share of one.
    """
    try:
        share = read_interval(text, {"%": 1}, knowledge)
    except BadCell as bad:
        raise BadCell(bad.what, PERCENT) from None
    hi = 100.0 if share.hi is None else share.hi
    if share.lo > 100 or hi > 100:
        raise BadCell("is above 100%", PERCENT)
    if 0 < hi <= 1 and "%" not in arabic(unicodedata.normalize("NFKC", text), knowledge):
        raise BadCell("may mean a share or a percentage", "write 80 or 80% for four fifths")
    return Interval(lo=share.lo, hi=hi)


def counters(knowledge: Knowledge) -> dict[str, float]:
    """Return the words that may follow a count: so many records, persons, boxes."""
    return dict.fromkeys(knowledge.words("counter"), 1.0)


def _plain(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


@lru_cache(maxsize=4)
def _lexicon(knowledge: Knowledge) -> dict[str, Token]:
    words: dict[str, Token] = {}
    for kind in ("quantity", "magnitude", "between"):  # "~" between numbers means "to"
        for word in knowledge.words(kind):
            words[word] = (kind, knowledge.meaning(kind, word) or "")
    return {**words, "-": ("between", "-")}


def _tokens(text: str, lexicon: Mapping[str, Token]) -> list[Token]:
    longest = max(map(len, lexicon))
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        number = _NUMBER.match(text, at)
        if number:
            tokens.append(("number", number[0]))
            at = number.end()
            continue
        for length in range(min(longest, len(text) - at), 0, -1):
            if text[at : at + length] in lexicon:
                tokens.append(lexicon[text[at : at + length]])
                at += length
                break
        else:
            raise BadCell("is not a number or a range", HINT)
    return tokens


def _terms(tokens: list[Token], units: Mapping[str, float]) -> tuple[list[_Term], bool]:
    """Gather tokens into terms; what stands before a number and right after it belongs to it."""
    terms: list[_Term] = []
    before: list[str] = []
    parted = False
    for index, (kind, value) in enumerate(tokens):
        if kind == "number":
            terms.append(_Term(value, before))
            before = []
        elif kind == "between" and terms and not before:
            parted = True
        elif kind == "between" and value == "to" and not terms:
            before.append("about")  # "~3000": the same sign means "to" between two numbers
        elif kind == "quantity":
            follows = index > 0 and tokens[index - 1][0] in ("number", "magnitude", "unit")
            (terms[-1].marks if follows and terms else before).append(value)
        elif kind in ("magnitude", "unit") and terms and not before:
            _scale(terms[-1], kind, float(value) if kind == "magnitude" else units[value])
        elif not (kind == "unit" and not terms):  # a currency sign may stand before
            raise BadCell("is not a number or a range", HINT)
    if before or not terms or len(terms) > 2:
        raise BadCell("is not a number or a range", HINT)
    return terms, parted


def _scale(term: _Term, kind: str, factor: float) -> None:
    if kind == "magnitude":
        term.magnitude *= factor
        term.scaled = True
    else:
        term.unit = factor


def _join(terms: list[_Term], parted: bool) -> Interval:
    if any(not math.isfinite(term.value) or term.value > _LARGEST for term in terms):
        raise BadCell("is larger than anything that can be counted", HINT)
    if len(terms) == 1:
        if parted:
            raise BadCell("is a range with one end missing", HINT)
        return terms[0].interval
    first, last = terms
    if parted:
        first.marks = [mark for mark in first.marks if mark == "about"]
        _lend_scale(first, last)
    lo, hi = first.interval.lo, last.interval.hi
    if hi is None or (not parted and first.interval.hi is not None):
        raise BadCell("is not a number or a range", HINT)
    if lo > hi:
        raise BadCell("has a lower bound above its upper bound", HINT)
    return Interval(lo=lo, hi=hi)


def _lend_scale(first: _Term, last: _Term) -> None:
    """Read "1-2万" as 10,000–20,000, but "500-1万" as 500–10,000."""
    if first.scaled:
        return
    kept = first.magnitude, first.unit
    first.magnitude, first.unit = last.magnitude, last.unit
    if first.value > last.value:
        first.magnitude, first.unit = kept[0], last.unit
    if first.value > last.value:
        first.magnitude, first.unit = kept


def _half_of_last_digit(digits: str) -> float:
    """Return half a unit of the last digit that is not zero: 500 for "3000", 50 for "3,200"."""
    whole, _, decimals = digits.replace(",", "").partition(".")
    if decimals:
        return 0.5 * 10.0 ** -len(decimals)
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.5 * 10.0 ** min(zeros, len(whole) - 1)
