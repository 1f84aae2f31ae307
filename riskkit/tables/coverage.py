"""The table of the traced requirements and what shows each."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.coverage import Covered
from .grid import Grid, grid
from .wording import Words


def coverage(rows: Iterable[Covered], w: Words) -> Grid:
    """List every requirement with its feature and test, or its controls."""
    told = [
        (
            row.requirement.id,
            row.requirement.requirement if w.language == "en" else row.requirement.term,
            w.term("trace_how", row.requirement.how),
            w.term("feature", row.requirement.feature) if row.requirement.feature else None,
            row.requirement.test,
            w.join(row.requirement.rules),
            w.join(row.requirement.controls),
            w.say("tables.yes") if row.shown else w.term("trace_why", row.why),
        )
        for row in rows
    ]
    return grid("coverage", "id requirement how feature test rules control covered", told)


def summary(rows: Iterable[Covered], w: Words) -> Grid:
    """Count the requirements by how they are met: in all and shown."""
    counts: dict[str, list[int]] = {how: [0, 0] for how in ("N", "R", "E")}
    for row in rows:
        counts[row.requirement.how][0] += 1
        counts[row.requirement.how][1] += row.shown
    told = [(w.term("trace_how", how), *both, both[0] - both[1]) for how, both in counts.items()]
    return grid("coverage_summary", "how all_items:count covered:count open_items:count", told)
