"""The registers an organisation keeps (台账): which are needed, how complete, how old.

A register is a table whose rows prove that something was done. This room tells the state of
each as a whole; what the rows say about each other is the business of the findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from .model.assessment import RegisterState
from .model.cells import day
from .model.inventory import Inventory
from .model.rules import Register, RegisterColumn
from .model.value import Interval, Value


def assess_registers(
    inventory: Inventory, registers: Mapping[str, Register], controls: Collection[str]
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
        of them needs it.

    Returns
    -------
    tuple of RegisterState
        In the order of the catalogue. `completeness` is the share, 0–1, of the cells that must
        be filled and are; an empty register is not kept and its completeness is 0. `newest` is
        the latest day in the column that dates its rows.
    """
    return tuple(_state(register, inventory, controls) for register in registers.values())


def _state(register: Register, inventory: Inventory, controls: Collection[str]) -> RegisterState:
    rows = [row.cells for row in inventory.registers.get(register.id, ())]
    if not rows and register.table:
        rows = [_as_cells(row, register.columns) for row in getattr(inventory, register.table)]
    needed = [column.id for column in register.columns if column.required]
    filled = sum(bool(cells.get(id, "").strip()) for cells in rows for id in needed)
    days = [found for cells in rows if (found := day(cells.get(register.dated_by)))]
    return RegisterState(
        id=register.id,
        kept=bool(rows),
        required=not set(register.controls).isdisjoint(controls),
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
