"""Dates as people write them: ISO, with slashes or dots, in Chinese, of the Republic of China."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress

from .cell_errors import BadCell

HINT = "write it as YYYY-MM-DD, or leave it blank"
_TIME = (
    r"(?:T|\s*)?(?P<half>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|夜裡|[AP]M)?\s*"
    r"(?P<hour>\d{1,2})(?::(?=\d)|[时時點点])(?:(?P<minute>\d{1,2})(?:[:分](?P<second>\d{1,2})"
    r"(?:\.\d+)?)?|(?P<thirty>半))?[秒分]?\s*(?P<after>[AP]M)?(?:Z|[+-]\d\d:?\d\d)?"
)
_NOON = {"中午", "下午", "傍晚", "晚上", "夜里", "夜裡", "PM"}
_DATES = (
    r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})",
    r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号號]?",
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
    r"(?:中華)?民[國国](?P<roc>\d{2,3})[年/.-](?P<m>\d{1,2})[月/.-](?P<d>\d{1,2})日?",
    r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})",
    r"(?P<d>\d{1,2})[- ](?P<name>[A-Z]{3,9})[- ,]+(?P<y>\d{4})",
    r"(?P<name>[A-Z]{3,9})\.? (?P<d>\d{1,2}),? (?P<y>\d{4})",
)
_PATTERNS = tuple(re.compile(f"{date}(?:{_TIME})?") for date in _DATES)
_MONTHS = (
    *("", "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST"),
    *("SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"),
)
_ROC_ERA = 1911
_YEARS = range(1900, 2200)
_LAST_MONTH = 12
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?", re.ASCII)


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
    if _ISO.fullmatch(text) and int(text[:4]) in _YEARS:  # as programs write it: nothing to guess
        with suppress(ValueError):
            at = dt.datetime.fromisoformat(text)
            return at.date(), at.time() if len(text) > len("2026-03-05") else None
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    plain = re.sub(r"\s*([年月日号號/.-])\s*", r"\1", plain)
    for pattern in _PATTERNS:
        found = pattern.fullmatch(plain)
        if found and (month := _month(found)):
            said = found.groupdict()
            year = int(said["roc"]) + _ROC_ERA if said.get("roc") else int(said["y"])
            if year not in _YEARS:
                raise BadCell("has a year outside 1900–2199", HINT)
            return _date(year, *month), _time(said)
    if re.fullmatch(r"\d{1,2}[-/.](?:\d{1,2}|[A-Z]{3})[-/.]\d{2,4}(?:\s.*)?", plain):
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


def _month(found: re.Match[str]) -> tuple[int, int] | None:
    """Return month and day; None for a name of no month, or where either number may be the month.

    "17.10.2026" and "10/17/2026" can only be the 17th of October; "5/3/2026" is left open.
    """
    said = found.groupdict()
    if name := said.get("name"):
        month = next((n for n, long in enumerate(_MONTHS) if n and long.startswith(name)), None)
        return None if month is None else (month, int(said["d"]))
    if "a" not in said:
        return int(said["m"]), int(said["d"])
    low, high = sorted((int(said["a"]), int(said["b"])))
    return None if low != high <= _LAST_MONTH else (low, high)


def _time(said: Mapping[str, str | None]) -> dt.time | None:
    if said["hour"] is None:
        return None
    hour, half = int(said["hour"]), said["half"] or said["after"]
    minute = 30 if said["thirty"] else int(said["minute"] or 0)
    if half in _NOON and hour < 12:
        hour += 12 if half != "中午" or hour < 11 else 0  # 中午11点 is before noon
    elif half and half not in _NOON and hour == 12:
        hour = 0
    try:
        return dt.time(hour, minute, int(said["second"] or 0))
    except ValueError:
        raise BadCell("has a time that no clock shows", HINT) from None
