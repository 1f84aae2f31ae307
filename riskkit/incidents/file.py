"""The file of every incident in the register: scope, terms, notices, what the record lacks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..catalogue import Knowledge
from ..clocks import answered, applies, run_clock
from ..model.assessment import AssetRisk, Column, ControlState
from ..model.cells import answer, moment, quantity, several
from ..model.duties import (
    Clock,
    ClockRun,
    IncidentFile,
    IncidentLevel,
    NoticeCheck,
    NoticeForm,
    ScopeEstimate,
)
from ..model.inventory import Inventory, RegisterRow
from ..model.persons import UNCOUNTED, Persons
from .scope import estimate

REGISTER = "REG-INCIDENT"
STEPS = ("discovered", "contained", "notified", "closed", "cause", "harm", "remedy", "assets")
_NUMBER = re.compile(r"(?=.*\d)(?!.*\d{7})[A-Za-z0-9][A-Za-z0-9._-]{0,30}")


@dataclass(frozen=True, eq=False)
class Known:
    """What an incident is judged by."""

    inventory: Inventory
    knowledge: Knowledge
    assets: Mapping[str, AssetRisk]
    columns: tuple[Column, ...]
    controls: Mapping[str, ControlState]
    now: dt.datetime
    persons: Persons = UNCOUNTED


def incident_files(
    inventory: Inventory,
    knowledge: Knowledge,
    *,
    assets: Iterable[AssetRisk],
    columns: Iterable[Column],
    controls: Iterable[ControlState],
    as_of: dt.date,
    persons: Persons = UNCOUNTED,
) -> tuple[IncidentFile, ...]:
    """Return the file of each incident in the register that had been found by `as_of`.

    The end of the day `as_of` is what terms are measured against. An incident number is
    repeated only where it looks like one; else its row is named.
    """
    known = Known(
        inventory,
        knowledge,
        {asset.id: asset for asset in assets},
        tuple(columns),
        {control.id: control for control in controls},
        dt.datetime.combine(as_of, dt.time(23, 59, 59)),
        persons,
    )
    rows = inventory.registers.get(REGISTER, ())
    return tuple(
        _file(row, known)
        for row in rows
        if (at := moment(row.cell("discovered"))) is None or at <= known.now
    )


def number_of(row: RegisterRow) -> str:
    """Return an incident's number if it looks like one, else the row it stands in."""
    number = row.cell("incident_no")
    return number if _NUMBER.fullmatch(number) else row.place


def scope_of(row: RegisterRow, known: Known) -> ScopeEstimate:
    """Estimate the scope of the incident a row is about."""
    scope = estimate(
        [known.assets[id] for id in several(row.cell("assets")) if id in known.assets],
        known.columns,
        known.inventory,
        controls=known.controls,
        knowledge=known.knowledge,
        persons=known.persons,
        stated=quantity(row.cell("persons")),
    )
    stated = answer(row.cell("encrypted"))
    return scope if stated is None else scope.model_copy(update={"encrypted": stated})


def _file(row: RegisterRow, known: Known) -> IncidentFile:
    scope = scope_of(row, known)
    return IncidentFile(
        id=number_of(row),
        discovered=moment(row.cell("discovered")),
        level=row.cell("level") or None,
        computed_level=_level(scope, known.knowledge),
        scope=scope,
        clocks=tuple(_clocks(row, scope, known)),
        notices=tuple(_notices(row, known)),
        missing=tuple(step for step in STEPS if not row.cell(step)),
        place=row.place,
    )


def _level(scope: ScopeEstimate, knowledge: Knowledge) -> str | None:
    """Return the highest level the persons certainly reach by number; None below the lowest."""
    levels: Mapping[str, IncidentLevel] = knowledge.entries("clocks/levels")
    reached = [level for level in levels.values() if scope.persons.lo >= level.start]
    return max(reached, key=lambda level: level.start).id if reached else None


def _clocks(row: RegisterRow, scope: ScopeEstimate, known: Known) -> Iterator[ClockRun]:
    head = known.inventory.header
    countries = {c for a in known.inventory.assets if a.id in scope.assets for c in a.countries}
    clocks: Mapping[str, Clock] = known.knowledge.entries("clocks")
    starts = _starts(row, known.inventory)
    high = answer(row.cell("high_risk"))
    facts = answered(known.inventory.statements) | {
        "encrypted": scope.encrypted,
        "cii_operator": head.cii_operator,
        "high_risk": high if high is not None else _high(scope),
    }
    for clock in clocks.values():
        fits = clock.topic == "incident" and applies(clock, head.profiles, countries)
        large = _is_large(clock, row.cell("level"), scope, known.knowledge)
        if fits and large is not False:
            done = _done(row, clock, known.inventory)
            run = run_clock(clock, starts.get(clock.starts), done, now=known.now, facts=facts)
            open_ = large is None and run.state in ("running", "overdue", "undecided")
            unsure = {"state": "undecided", "missing": (*run.missing, "level")}
            yield run.model_copy(update=unsure) if open_ else run


def _is_large(clock: Clock, stated: str, scope: ScopeEstimate, knowledge: Knowledge) -> bool | None:
    """Say whether an incident is of the size a term is for; None where its bounds straddle it.

    The level that the register states decides, unless the persons certainly reach a higher one.
    """
    levels: Mapping[str, IncidentLevel] = knowledge.entries("clocks/levels")
    starts = [levels[id].start for id in clock.levels if id in levels]
    least = clock.above if clock.above is not None else min(starts, default=None)
    if stated in clock.levels or (least is not None and scope.persons.lo >= least):
        return True
    if least is None or (stated and clock.levels):
        return not clock.levels
    return None if scope.persons.hi is None or scope.persons.hi >= least else False


def _high(scope: ScopeEstimate) -> bool | None:
    if scope.encrypted is True:
        return False
    return True if "high" in scope.tiers else None


def _starts(row: RegisterRow, inventory: Inventory) -> dict[str, dt.datetime | None]:
    found = moment(row.cell("discovered"))
    told = moment(row.cell("told_people")) or _told(row, inventory)
    return {
        "discovered": found,
        "high_risk": found,
        "closed": moment(row.cell("closed")),
        "notified": told,
    }


def _done(row: RegisterRow, clock: Clock, inventory: Inventory) -> dt.datetime | None:
    if clock.starts == "closed":
        return moment(row.cell("closing_report"))
    if clock.to == "people":
        return moment(row.cell("told_people")) or _told(row, inventory)
    return moment(row.cell("notified"))


def _told(row: RegisterRow, inventory: Inventory) -> dt.datetime | None:
    sent = [moment(n.cell("sent")) for n in _sent(row, inventory)]
    return min((at for at in sent if at), default=None)


def _sent(row: RegisterRow, inventory: Inventory) -> list[RegisterRow]:
    """Return the notices of an incident: those that name it."""
    number = row.cell("incident_no")
    return [
        n
        for n in inventory.registers.get("REG-NOTICE", ())
        if n.cell("event") == "incident" and number and n.cell("reference") == number
    ]


def _notices(row: RegisterRow, known: Known) -> Iterator[NoticeCheck]:
    forms: Mapping[str, NoticeForm] = known.knowledge.entries("notices")
    sent = _sent(row, known.inventory)
    for form in forms.values():
        rows = [n for n in sent if (n.cell("to") or "people") == form.to]
        if form.event == "incident" and rows:
            have = {e for n in rows for e in several(n.cell("elements"))}
            yield NoticeCheck(
                form=form.id,
                law=form.law,
                have=tuple(e for e in form.required if e in have),
                missing=tuple(e for e in form.required if e not in have),
            )
