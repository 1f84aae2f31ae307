"""Dates of birth and others: cells in the ways people write dates, to years.

In: a cell. Out: its year, and whether it says a time of day (which no date of birth does).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_DATE = re.compile(
    r"(?P<y>(?:18|19|20)\d\d)(?P<s>[-/.年])(?P<m>\d{1,2})(?:[-/.月](?P<d>\d{1,2})日?)?"
    r"(?P<t>[ T]\d{1,2}[:时点].*)?"
)
_COMPACT = re.compile(r"(?P<y>19\d\d|20[0-2]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])")
_EUROPEAN = re.compile(
    r"(?P<a>\d{1,2})[-/. ](?P<m>\d{1,2}|[A-Za-z]{3,9})[-/., ]+(?P<y>(?:19|20)\d\d)(?P<t>[ T]\d.*)?"
)
_ROC = re.compile(
    r"(?:民國|民国) ?(?P<r>\d{1,3})年.*|(?P<q>\d{2,3})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})"
)
_SHORT = re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<yy>\d\d)")
_YEAR_LAST = re.compile(r"(?:[A-Z][a-z]{2,8})\.? \d{1,2}(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)")


def read_year(value: str) -> tuple[int, bool]:
    """Return the year of a date and whether a time of day stands beside it; 0 for no date.

    >>> read_year("1985-03-12"), read_year("2024/1/2 13:45"), read_year("民國74年3月12日")
    ((1985, False), (2024, True), (1985, False))
    """
    if not 6 <= len(value) <= 40 or not any(c.isdigit() for c in value[:14]):
        return 0, False
    for form in (_DATE, _COMPACT, _EUROPEAN, _YEAR_LAST):
        if match := form.fullmatch(value):
            parts = match.groupdict()
            if (parts.get("m") or "1").isdigit() and not _plausible(parts):
                return 0, False
            return int(parts["y"]), bool(parts.get("t"))
    short = _SHORT.fullmatch(value)
    if short and _plausible({"m": short["m"], "a": short["d"]}):
        year = int(short["yy"])
        return (1900 if year > 30 else 2000) + year, False
    if match := _ROC.fullmatch(value):
        year = int(match["r"] or match["q"])
        if match["q"] and not (1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31):
            return 0, False
        return (1911 + year, False) if 1 <= year <= 125 else (0, False)
    return 0, False


def _plausible(parts: dict[str, str | None]) -> bool:
    month, day = int(parts.get("m") or 1), int(parts.get("d") or parts.get("a") or 1)
    if month > 12 and parts.get("a"):
        month, day = day, month
    return 1 <= month <= 12 and 1 <= day <= 31


def median_spread(years: Sequence[int]) -> tuple[int, int]:
    """Return the median year and how many years the middle nine tenths of them span."""
    ordered = sorted(years)
    low, high = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    return ordered[len(ordered) // 2], high - low
