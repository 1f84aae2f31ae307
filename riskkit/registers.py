"""The registers an organisation keeps (台账): which are needed, how complete, how old.

A register is a table whose rows prove that something was done. This room tells the state of
each as a whole; what the rows say about each other is the business of the findings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from .model.assessment import RegisterState
from .model.cells import day
from .model.inventory import Inventory, RegisterRow
from .model.register_table import RegisterTable
from .model.rules import Register, RegisterColumn
from .model.value import Interval, Value


@dataclass(frozen=True)
class Calendar:
    """The phases of the scenario in their order, when each begins, and which one it is now."""

    phases: tuple[str, ...] = ()
    starts: Mapping[str, dt.date | None] = field(default_factory=dict)
    now: str | None = None

    def ahead(self, phase: str | None) -> bool:
        """Say whether a phase still lies ahead; not where it is not known which one it is."""
        if phase not in self.phases or self.now not in self.phases:
            return False
        return self.phases.index(phase) > self.phases.index(self.now)


def assess_registers(
    inventory: Inventory,
    registers: Mapping[str, Register],
    controls: Collection[str],
    calendar: Calendar | None = None,
) -> tuple[RegisterState, ...]:
    """Say of each register whether it is kept and needed, how complete it is and how new.

    Parameters
    ----------
    inventory : Inventory
        The engagement folder; a register without a file of its own may be one of its tables.
    registers : mapping of id to Register
        The catalogue's registers.
    controls : collection of control ids
        The controls that apply in this engagement's scenario; a register is required when one
        of them needs it and the register is one of the scenario's.
    calendar : Calendar, optional
        When the phases lie: a register of a later phase is not due yet.

    Returns
    -------
    tuple of RegisterState
        In the order of the catalogue. `completeness` is the share, 0–1, of the cells that must
        be filled and are; an empty register is not kept and its completeness is 0. `newest` is
        the latest day in the column that dates its rows.
    """
    when = calendar or Calendar()
    return tuple(_state(one, inventory, controls, when) for one in registers.values())


def _state(
    register: Register, inventory: Inventory, controls: Collection[str], calendar: Calendar
) -> RegisterState:
    rows = RegisterTable.of(inventory.registers.get(register.id, ()))
    if not rows and register.table:
        held = getattr(inventory, register.table)
        cells = (RegisterRow(cells=_as_cells(row, register.columns)) for row in held)
        rows = RegisterTable.of(tuple(cells))
    needed = [column.id for column in register.columns if column.required]
    filled = sum(rows.column(id).filled for id in needed)
    scenario = inventory.header.scenario
    phase = register.starts.get(scenario)
    asked = scenario in register.scenarios and not set(register.controls).isdisjoint(controls)
    days = [on for on in rows.column(register.dated_by).read(day) if on]
    return RegisterState(
        id=register.id,
        kept=bool(rows),
        required=asked,
        ahead=asked and calendar.ahead(phase),
        due=calendar.starts.get(phase or "") if asked else None,
        rows=len(rows),
        completeness=filled / (len(rows) * len(needed)) if rows and needed else float(bool(rows)),
        newest=max(days, default=None),
        controls=register.controls,
    )


def _as_cells(row: Value, columns: Iterable[RegisterColumn]) -> dict[str, str]:
    return {c.id: _cell(getattr(row, c.field)) for c in columns if c.field}


def _cell(value: object) -> str:
    if isinstance(value, Interval):
        return f"{value.lo:g}-{value.hi:g}" if value.hi is not None else ""
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
