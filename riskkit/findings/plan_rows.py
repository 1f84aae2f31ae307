"""Checks on the client's own treatment plan and answers to people's requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.cells import day
from ..model.rules import Rule
from .facts import Args, Facts, Hit, place
from .rows import places


def action_overdue(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find planned actions whose day is past and that are not done."""
    for action in facts.inventory.actions:
        open_ = action.status not in ("done", "cancelled")
        if open_ and action.due and action.due < facts.as_of:
            args: Args = {
                "action": action.id,
                "due": action.due,
                "days": (facts.as_of - action.due).days,
            }
            yield Hit(action.id, args, (place(action),), controls=_controls(action.control))


def action_unowned(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find planned actions without an owner or a day."""
    for action in facts.inventory.actions:
        open_ = action.status not in ("done", "cancelled")
        if open_ and not (action.owner and action.due):
            yield Hit(
                action.id,
                {"action": action.id},
                (place(action),),
                controls=_controls(action.control),
            )


def action_unverified(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find actions called done that nobody verified."""
    for action in facts.inventory.actions:
        if action.status == "done" and not action.verified_by:
            yield Hit(
                action.id,
                {"action": action.id},
                (place(action),),
                controls=_controls(action.control),
            )


def request_late(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find requests of people answered late, or not answered and past their day."""
    days = dt.timedelta(days=rule.parameters["days"])
    rows = facts.rows("REG-DSR")
    late, still = [], 0
    for at, received, answered, own in rows.read(
        ("received", day), ("answered", day), ("due", day)
    ):
        due = own or (received + days if received else None)
        if due and (answered or facts.as_of) > due:
            late.append(at)
            still += answered is None
    if late:
        yield Hit("REG-DSR", {"n": len(late), "still": still}, places(rows, late))


def _controls(control: str | None) -> tuple[str, ...]:
    return (control,) if control else ()
