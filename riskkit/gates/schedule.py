"""When each phase lies: by the client's plan, else by the catalogue's days around the event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..catalogue import Knowledge
from ..model.cells import day
from ..model.event import PhaseWindow
from ..model.inventory import Inventory, RegisterRow
from ..model.knowledge import Scenario

PLAN = "REG-PLAN"


@dataclass(frozen=True)
class Window:
    """The days of one phase, both included; `row` is the client's own line of it."""

    phase: str
    start: dt.date | None = None
    end: dt.date | None = None
    row: RegisterRow | None = None

    @property
    def planned(self) -> bool:
        """Whether the client planned the days."""
        return self.row is not None and self.start is not None and self.end is not None

    def holds(self, on: dt.date) -> bool:
        """Say whether a day lies in the phase."""
        return self.start is not None and self.end is not None and self.start <= on <= self.end


def schedule(inventory: Inventory, knowledge: Knowledge) -> tuple[Window, ...]:
    """Return the window of every phase of the engagement's scenario, in its order.

    A day the plan leaves open comes from the catalogue's window if the event day is known.
    """
    scenario: Scenario | None = knowledge.entries("scenarios").get(inventory.header.scenario)
    if scenario is None:
        return ()
    rows = _planned(inventory, knowledge)
    usual: Mapping[str, PhaseWindow] = knowledge.entries("gates/windows")
    event = inventory.header.event_date
    return tuple(_window(p.id, rows.get(p.id), usual.get(p.id), event) for p in scenario.phases)


def phase_on(on: dt.date, windows: Sequence[Window]) -> str | None:
    """Return the phase a day lies in: of several the last begun, between two the one before.

    Before the first phase it is the first; None where no phase has days.
    """
    dated = [w for w in windows if w.start is not None and w.end is not None]
    if not dated:
        return None
    inside = [w for w in dated if w.holds(on)]
    begun = inside or [w for w in dated if w.start is not None and w.start <= on]
    return begun[-1].phase if begun else dated[0].phase


def _planned(inventory: Inventory, knowledge: Knowledge) -> dict[str, RegisterRow]:
    found: dict[str, RegisterRow] = {}
    for row in inventory.registers.get(PLAN, ()):
        phase = knowledge.meaning("phase", row.cell("phase"))
        if phase:
            found.setdefault(phase, row)
    return found


def _window(
    phase: str, row: RegisterRow | None, usual: PhaseWindow | None, event: dt.date | None
) -> Window:
    start = day(row.cell("start")) if row else None
    end = day(row.cell("end")) if row else None
    if usual and event:
        start = start or event + dt.timedelta(days=usual.start)
        end = end or event + dt.timedelta(days=usual.end)
    if start and end and end < start:
        start = end
    return Window(phase, start, end, row)
