"""What stands in a register's cell, read as a day, a time, a number, an answer or a list.

The cells were checked when the folder was read; what cannot be read here is not known.
"""

from __future__ import annotations

import datetime as dt
import math
from calendar import monthrange


def day(cell: str | None) -> dt.date | None:
    """Return the day a cell of dates or times names, or None.

    Examples
    --------
    >>> day("2026-10-11T09:30")
    datetime.date(2026, 10, 11)
    >>> day("soon") is None
    True
    """
    at = moment(cell)
    return at.date() if at else None


def moment(cell: str | None) -> dt.datetime | None:
    """Return the time a cell names (midnight for a bare day), without time zone, or None."""
    if not cell:
        return None
    try:
        at = dt.datetime.fromisoformat(cell.strip())
    except ValueError:
        return None
    return at.replace(tzinfo=None) if at.tzinfo else at


def quantity(cell: str | None) -> float | None:
    """Return the number in a cell, or None; thousands separators and a % are allowed."""
    try:
        number = float((cell or "").strip().rstrip("%").replace(",", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def answer(cell: str | None) -> bool | None:
    """Return a yes-or-no cell as a truth value, or None if it is empty or unknown."""
    return {"yes": True, "no": False}.get((cell or "").strip().casefold())


def several(cell: str | None) -> tuple[str, ...]:
    """Return the values of a cell that may hold several, parted by semicolons."""
    return tuple(part.strip() for part in (cell or "").split(";") if part.strip())


def months_after(start: dt.date, months: float) -> dt.date:
    """Return the day so many calendar months after `start`, the month's last day at most.

    Examples
    --------
    >>> months_after(dt.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    total = start.year * 12 + start.month - 1 + int(min(months, 120_000))
    year, month = divmod(total, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
