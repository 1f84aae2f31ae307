"""Requests of people (access, correction, deletion …) with the terms each law sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from .catalogue import Knowledge
from .clocks import Facts, answered, applies, run_clock
from .model.cells import day
from .model.duties import Clock, ClockRun, RequestState
from .model.inventory import Inventory, RegisterRow

REGISTER = "REG-DSR"
_END = dt.time(23, 59, 59)


def requests(
    inventory: Inventory, knowledge: Knowledge, *, as_of: dt.date
) -> tuple[RequestState, ...]:
    """Return every request received by `as_of` with its terms under the engagement's laws.

    A term of the organisation's own (the register's `due`) does not replace the law's. What
    was answered after `as_of` was not answered yet.
    """
    clocks: Mapping[str, Clock] = knowledge.entries("clocks")
    asked = [
        clock
        for clock in clocks.values()
        if clock.topic == "rights" and applies(clock, inventory.header.profiles, ())
    ]
    rows = inventory.registers.get(REGISTER, ())
    facts = answered(inventory.statements)
    states = (_state(row, asked, as_of, facts) for row in rows)
    return tuple(s for s in states if s.received is None or s.received <= as_of)


def _state(row: RegisterRow, clocks: list[Clock], as_of: dt.date, facts: Facts) -> RequestState:
    received = day(row.cell("received"))
    done, confirmed = (_by(day(row.cell(name)), as_of) for name in ("answered", "confirmed"))
    # An answer tells that the request was received.
    met = {"answered": done, "confirmed": confirmed or done}
    kind = row.cell("kind")
    held = [c for c in clocks if kind in c.kinds]
    runs = tuple(_run(c, received, met[c.met], as_of=as_of, facts=facts) for c in held)
    return RequestState(
        place=row.place,
        kind=kind,
        received=received,
        answered=done,
        outcome=row.cell("outcome") or None if done else None,
        clocks=runs,
    )


def _by(at: dt.date | None, as_of: dt.date) -> dt.date | None:
    """Return a day, or None if it lies after `as_of`."""
    return at if at and at <= as_of else None


def _run(
    clock: Clock,
    received: dt.date | None,
    answered: dt.date | None,
    *,
    as_of: dt.date,
    facts: Facts,
) -> ClockRun:
    start = dt.datetime.combine(received, dt.time()) if received else None
    done = dt.datetime.combine(answered, _END) if answered else None
    return run_clock(clock, start, done, now=dt.datetime.combine(as_of, _END), facts=facts)
