"""Calendars written as iCalendar (RFC 5545) and as CSV: the same days, the same bytes each time.

No time of writing goes into a file: the stamp is the day assessed, and an entry's identity is
a digest of what it says, so that importing a newer file moves entries instead of doubling them.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .files import write_whole

PRODUCT = "-//riskkit//calendar//EN"
FOLD_AT = 75
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, order=True)
class Day:
    """One whole-day entry.

    Parameters
    ----------
    on : date
    title : str
        What ends or falls due, in the reader's language.
    key : str
        What the entry is about, apart from its day and wording; it stays when these change.
    note : str
        More words; may be empty.
    lead_days : int
        How many days before a reminder is due; 0 for none.
    """

    on: dt.date
    title: str
    key: str
    note: str = ""
    lead_days: int = 0


def ics_text(days: Iterable[Day], *, name: str, as_of: dt.date) -> str:
    r"""Return the entries as an iCalendar file.

    Parameters
    ----------
    days : iterable of Day
        In any order; they are written by day, title and key.
    name : str
        The calendar's name.
    as_of : date
        The day the entries were found.

    Returns
    -------
    str
        Lines ended by CRLF and folded at 75 octets, never within a character.

    Examples
    --------
    >>> text = ics_text([Day(dt.date(2027, 1, 5), "A, b; c", "V1")], name="n",
    ...                 as_of=dt.date(2026, 11, 1))
    >>> "SUMMARY:A\\, b\\; c" in text, text.endswith("END:VCALENDAR\r\n")
    (True, True)
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escape(name)}"]
    for day in sorted(set(days)):
        lines += _event(day, as_of)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def csv_text(rows: Iterable[Iterable[object]], header: Iterable[str]) -> str:
    """Return rows as CSV with a mark for Excel; no cell is taken for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_neutral(one) for one in header])
    for row in rows:
        writer.writerow([_neutral(cell) for cell in row])
    return "\ufeff" + stream.getvalue()


def write_calendar(path: Path, days: Iterable[Day], *, name: str, as_of: dt.date) -> Path:
    """Write an iCalendar file, whole or not at all, and return its path."""
    return write_whole(path, ics_text(days, name=name, as_of=as_of))


def escape(text: str) -> str:
    r"""Return a text as RFC 5545 wants it: backslash, semicolon, comma and line ends escaped.

    >>> escape("a;b\nc")
    'a\\;b\\nc'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    plain = plain.replace("\n", "\\n")
    return "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cs"))


def fold_line(line: str) -> str:
    """Return a line folded at 75 octets, each further part after a line end and a space."""
    parts, part, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > FOLD_AT:
            parts.append(part)
            part, size = "", 1  # the space that begins a folded line counts
        part, size = part + character, size + octets
    return "\r\n ".join([*parts, part])


def _event(day: Day, as_of: dt.date) -> list[str]:
    identity = hashlib.sha256(day.key.encode("utf-8", "replace")).hexdigest()[:32]
    end = day.on + dt.timedelta(days=1) if day.on < dt.date.max else day.on
    lines = [
        "BEGIN:VEVENT",
        f"UID:{identity}@riskkit",
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{escape(day.title)}",
        "TRANSP:TRANSPARENT",
    ]
    if day.note:
        lines.append(f"DESCRIPTION:{escape(day.note)}")
    if day.lead_days > 0:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{day.lead_days}D"]
        lines += [f"DESCRIPTION:{escape(day.title)}", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _neutral(cell: object) -> str:
    text = "" if cell is None else str(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return text
    plain = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA) else plain
