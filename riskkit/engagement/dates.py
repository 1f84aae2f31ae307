"""Dates as people write them: ISO, with slashes or dots, in Chinese, of the Republic of China."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from .cell_errors import BadCell

HINT = "write it as YYYY-MM-DD, or leave it blank"
_TIME = (
    r"(?:[T ]?\s*(\d{1,2})[:时時點点](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?)?[秒分]?"
    r"(Z|[+-]\d\d:?\d\d)?)?"
)
_PATTERNS = tuple(
    re.compile(pattern + _TIME)
    for pattern in (
        r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})",
        r"(\d{4})(年)(\d{1,2})月(\d{1,2})[日号號]?",
        r"(\d{4})()(\d{2})(\d{2})",
        r"(?:中華)?民[國国](\d{2,3})([年/.-])(\d{1,2})[月/.-](\d{1,2})日?",
    )
)
_ROC_ERA = 1911
_YEARS = range(1900, 2200)


def read_date(text: str) -> dt.date:
    """Read a date; a time beside it is left out.

    Raises
    ------
    BadCell
        If it is no date, has no day, or is written in an order that can be read in two ways.

    Examples
    --------
    >>> read_date("2026年3月5日")
    datetime.date(2026, 3, 5)
    """
    return _read(text)[0]


def read_moment(text: str) -> str:
    """Read a date with or without a time of day, and return it in ISO form.

    >>> read_moment("2026/3/5 9:05"), read_moment("2026-03-05")
    ('2026-03-05T09:05', '2026-03-05')
    """
    day, time = _read(text)
    return day.isoformat() if time is None else f"{day.isoformat()}T{time.isoformat('minutes')}"


def _read(text: str) -> tuple[dt.date, dt.time | None]:
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub(r"\s*([年月日号號/.-])\s*", r"\1", plain)
    for index, pattern in enumerate(_PATTERNS):
        found = pattern.fullmatch(plain)
        if not found:
            continue
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        year += _ROC_ERA if index == len(_PATTERNS) - 1 else 0
        if year not in _YEARS:
            raise BadCell("has a year outside 1900–2199", HINT)
        return _date(year, month, day), _time(found[5], found[6], found[7])
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", plain):
        raise BadCell("can be read as two different dates", HINT)
    if re.fullmatch(r"\d{4}[-/.年]\d{1,2}月?", plain):
        raise BadCell("is a month without a day", HINT)
    if re.fullmatch(r"[34]\d{4}(?:\.\d+)?", plain):
        how = f"format the cell as a date: {HINT}"
        raise BadCell("is a number, as a spreadsheet keeps a date", how)
    raise BadCell("is not a date", HINT)


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise BadCell("is not a date of the calendar", HINT) from None


def _time(hour: str | None, minute: str | None, second: str | None) -> dt.time | None:
    if hour is None or minute is None:
        return None
    try:
        time = dt.time(int(hour), int(minute), int(second or 0))
    except ValueError:
        raise BadCell("has a time that no clock shows", HINT) from None
    return time
