"""The event and the duties of an assessment: gates, phases, route; incidents, requests, people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ..catalogue import Knowledge
from ..gates import Proofs, Window, gates, phase_on, schedule
from ..incidents import incident_files
from ..model.assessment import Assessment
from ..model.cells import day as day_of
from ..model.duties import DutyFile
from ..model.event import EventFile
from ..model.inventory import Inventory
from ..model.register_table import RegisterTable
from ..model.rules import Register
from ..model.value import Argument, Reason
from ..people import awareness, training, untaught
from ..phases import Course, in_phase, risk_by_phase, span_of
from ..proportionality import control_costs
from ..registers import Calendar
from ..rights import requests
from ..route import transfer_route


def on_day(inventory: Inventory, knowledge: Knowledge, day: dt.date) -> Inventory:
    """Return the engagement as it stands on a day other than its own.

    On an earlier day nothing of later days is known. The phases a folder states are those of its
    own day (`as_of`): on any other day the plan of an event says which phase it is, for the whole
    of it; without dates, and in daily use, the stated phases stand.
    """
    head = inventory.header
    if head.as_of in (None, day):
        return inventory
    known = as_known(inventory, knowledge, day) if day < head.as_of else inventory
    scenario = knowledge.entries("scenarios").get(head.scenario)
    if scenario is None or not scenario.event:
        return known
    phase = phase_on(day, schedule(inventory, knowledge))
    return in_phase(known, phase) if phase else known


def calendar_of(inventory: Inventory, knowledge: Knowledge, day: dt.date) -> Calendar:
    """Return when the phases of an event lie and which of them a day is in; empty without one."""
    scenario = knowledge.entries("scenarios").get(inventory.header.scenario)
    if scenario is None or not scenario.event:
        return Calendar()
    windows = schedule(inventory, knowledge)
    return Calendar(
        phases=tuple(window.phase for window in windows),
        starts={window.phase: window.start for window in windows},
        now=phase_on(day, windows) or inventory.header.phase,
    )


def as_known(inventory: Inventory, knowledge: Knowledge, day: dt.date) -> Inventory:
    """Return the engagement without what its registers and evidence tell of later days.

    A row that had not begun by `day` is not there yet; of the others the cells of later days
    are empty. Planned dates stay. What was destroyed later still waited for it.
    """
    registers: Mapping[str, Register] = knowledge.entries("registers")
    rows = {
        id: _known(RegisterTable.of(held), registers[id], day)
        for id, held in inventory.registers.items()
    }
    evidence = tuple(e for e in inventory.evidence if e.date is None or e.date <= day)
    destroyed = RegisterTable.of(inventory.registers.get("REG-DESTR", ()))
    times = destroyed.read(("asset", str), ("time", day_of))
    gone = {asset for _, asset, on in times if on and on > day}
    assets = tuple(
        asset.model_copy(update={"state": "to_dispose"})
        if asset.id in gone and asset.state in ("destroyed", "wiped")
        else asset
        for asset in inventory.assets
    )
    return inventory.model_copy(update={"registers": rows, "evidence": evidence, "assets": assets})


def _known(rows: RegisterTable, register: Register, day: dt.date) -> RegisterTable:
    """Return the rows that had begun by a day, without the cells of later days."""
    dated = {c.id for c in register.columns if c.kind in ("date", "datetime") and not c.planned}
    later = {id: _after(rows, id, day) for id in dated}
    unknown = {c.id: _after(rows, c.since, day) for c in register.columns if c.since}
    required = {column.id for column in register.columns if column.required} & dated
    planned = [column.id for column in register.columns if column.planned]
    dropped: set[int] = set()
    blanked: dict[str, set[int]] = {id: set() for id in {*later, *unknown}}
    for at in set().union(*later.values(), *unknown.values()):
        ahead_of = {id for id, places in later.items() if at in places}
        filled = {id for id in dated if rows.cell(at, id)}
        only = filled == ahead_of and not any(rows.cell(at, id) for id in planned)
        if ahead_of & required or (ahead_of and only):
            dropped.add(at)
            continue
        for id in ahead_of | {id for id, places in unknown.items() if at in places}:
            blanked[id].add(at)
    return rows.without(dropped, blanked) if dropped or any(blanked.values()) else rows


def _after(rows: RegisterTable, column: str, day: dt.date) -> set[int]:
    """Return the places of the rows in which a column names a later day."""
    held = rows.column(column)
    later = {code for code, on in enumerate(held.read(day_of)) if on and on > day}
    return {at for at, code in enumerate(held.codes) if code in later} if later else set()


def with_duties(a: Assessment, inventory: Inventory, knowledge: Knowledge) -> Assessment:
    """Return the assessment with its event and its duties told."""
    return a.model_copy(
        update={
            "event": _event(a, inventory, knowledge),
            "duties": _duties(a, inventory, knowledge),
        }
    )


def _event(a: Assessment, inventory: Inventory, knowledge: Knowledge) -> EventFile:
    windows = schedule(inventory, knowledge)
    phase = phase_on(a.as_of, windows)
    proofs = Proofs(
        controls=a.controls,
        findings=a.findings,
        actions=a.actions,
        tiers={asset.id: asset.sensitivity.tier for asset in a.assets},
    )
    args: dict[str, Argument] = {"day": a.as_of, "phase": f"phase.{phase}"}
    by_plan = phase is not None and inventory.header.as_of not in (None, a.as_of)
    return EventFile(
        phase=phase or inventory.header.phase,
        stated=not by_plan,
        gates=gates(inventory, knowledge, proofs, as_of=a.as_of),
        phases=risk_by_phase(
            inventory,
            a.columns,
            knowledge,
            course=_course(a, inventory, knowledge, windows),
            as_of=a.as_of,
            counted=a.persons.counted(),
        ),
        route=transfer_route(inventory, a.assets, knowledge, as_of=a.as_of, persons=a.persons),
        notes=(Reason(rule="gate.phase_by_plan", args=args),) if by_plan else (),
    )


def _course(
    a: Assessment, inventory: Inventory, knowledge: Knowledge, windows: Sequence[Window]
) -> Course:
    """Return the phases in time: those that are over as they stood on their last day."""
    return Course(
        days={window.phase: (window.start, window.end) for window in windows},
        stood={
            window.phase: as_known(inventory, knowledge, window.end)
            for window in windows
            if window.end and window.end < a.as_of
        },
        now=phase_on(a.as_of, windows) or inventory.header.phase,
        assessed={one.id: span_of(one.residual) for one in a.assets},
    )


def _duties(a: Assessment, inventory: Inventory, knowledge: Knowledge) -> DutyFile:
    day = a.as_of
    return DutyFile(
        incidents=incident_files(
            inventory,
            knowledge,
            assets=a.assets,
            columns=a.columns,
            controls=a.controls,
            as_of=day,
            persons=a.persons,
        ),
        requests=requests(inventory, knowledge, as_of=day),
        awareness=awareness(inventory, knowledge, as_of=day),
        training=training(inventory, knowledge, as_of=day),
        syllabus_missing=untaught(inventory, knowledge, as_of=day),
        costs=control_costs(a.controls, a.assets, knowledge),
    )
