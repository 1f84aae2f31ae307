"""Terms set by laws: when one starts, when it is due, and whether it was kept.

A law that names no number ("immediately") has a limit this product works with; it is marked as
not the law's own. An unknown fact leaves a term undecided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from .model.cells import months_after
from .model.duties import Clock, ClockRun, ClockState
from .model.inventory import Statement

Facts = Mapping[str, bool | None]
_WEEKEND = 5


def applies(clock: Clock, profiles: Collection[str], countries: Collection[str]) -> bool:
    """Say whether a term is asked under the profiles, or for data of the countries."""
    return bool(set(clock.profiles) & set(profiles) or set(clock.countries) & set(countries))


def answered(statements: Iterable[Statement]) -> dict[str, bool | None]:
    """Return what people answered with yes or no, by fact: what `Clock.when` may ask for."""
    return {s.fact: s.answer for s in statements if s.answer is not None and s.by}


def due_after(clock: Clock, start: dt.datetime, *, extended: bool = False) -> dt.datetime:
    """Return when a term ends that starts at `start`; ends of days, where it counts days.

    Working days are Monday to Friday: public holidays are not known here.

    Examples
    --------
    >>> c = Clock(id="c", topic="rights", text={"zh-Hans": "a", "zh-Hant": "a", "en": "a"},
    ...     to="requester", clause="GDPR.12.3", profiles=("ico",), starts="received", limit=1,
    ...     unit="months", extension=2, source="s")
    >>> due_after(c, dt.datetime(2026, 1, 31, 9))
    datetime.datetime(2026, 2, 28, 23, 59, 59)
    """
    limit = clock.limit if clock.limit is not None else clock.working or 0
    limit += (clock.extension or 0) if extended else 0
    if clock.unit == "hours" or clock.limit is None:
        return start + dt.timedelta(hours=limit)
    if clock.unit == "months":
        day = months_after(start.date(), limit)
    elif clock.unit == "working_days":
        day = _working_days(start.date(), int(limit))
    else:
        day = start.date() + dt.timedelta(days=limit)
    return dt.datetime.combine(day, dt.time(23, 59, 59))


def run_clock(
    clock: Clock,
    start: dt.datetime | None,
    done: dt.datetime | None,
    *,
    now: dt.datetime,
    facts: Facts,
) -> ClockRun:
    """Return one term as it stands.

    Parameters
    ----------
    clock : Clock
    start, done : datetime or None
        When it started and when it was met.
    now : datetime
    facts : mapping of fact to truth value or None
        What `clock.when` asks for; a fact that is not known leaves the term undecided.
    """
    answers = [(facts.get(name), wanted) for name, wanted in clock.when.items()]
    due = due_after(clock, start) if start else None
    state: ClockState
    if any(known is not None and known is not wanted for known, wanted in answers):
        state = "not_required"
    elif done is not None and due is not None and done <= due:
        state = "in_time"
    elif any(known is None for known, _ in answers) or due is None:
        # Late or overdue is only what had to be done.
        state = "undecided"
    elif done is not None:
        state = "late"
    else:
        state = "running" if now <= due else "overdue"
    missing = [name for name in clock.when if facts.get(name) is None]
    missing += [] if start else [clock.starts]
    return ClockRun(
        clock=clock.id, clause=clock.clause, to=clock.to, starts=start, due=due, done=done,
        state=state, by_law=clock.limit is not None, why=clock.text,
        missing=tuple(dict.fromkeys(missing)) if state == "undecided" else (),
    )  # fmt: skip


def _working_days(start: dt.date, count: int) -> dt.date:
    day = start
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < _WEEKEND
    return day
