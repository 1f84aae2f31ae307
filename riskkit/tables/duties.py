"""Tables of duties: incidents and terms, requests of people, awareness, cost of controls, trend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..harms import harm_risks
from ..locator import Place
from ..model.assessment import Assessment
from ..model.duties import ClockRun, DutyFile
from ..model.event import RunPoint
from ..model.inventory import Asset
from .evidence import spot
from .grid import Grid, clauses, grid
from .wording import Words


def incidents(a: Assessment, w: Words) -> Grid:
    """List each incident with its estimated scope and what its record lacks."""
    rows = [
        (
            one.id,
            _time(one.discovered),
            _choice(w, "REG-INCIDENT.level", one.level),
            _choice(w, "REG-INCIDENT.level", one.computed_level),
            w.join(one.scope.assets),
            one.scope.persons,
            w.join(f"{w.term('tier', t)} {n}" for t, n in sorted(one.scope.tiers.items())),
            _yes_no(w, one.scope.encrypted),
            w.join(_column(w, "REG-INCIDENT", step) for step in one.missing),
        )
        for one in duties(a).incidents
    ]
    return grid(
        "incidents",
        "incident discovered level_stated level_computed assets persons:interval tier encrypted "
        "lacking",
        rows,
    )


def incident_fields(a: Assessment, w: Words) -> Grid:
    """List the kinds of data each incident may have touched, and where the scan saw them."""
    rows = [
        (
            one.id,
            field.asset,
            w.term("category", field.category),
            w.term("tier", field.tier),
            w.join(spot(one) for one in field.where),
        )
        for one in duties(a).incidents
        for field in one.scope.fields
    ]
    return grid("incident_fields", "incident asset category tier where_found", rows)


def clocks(a: Assessment, w: Words) -> Grid:
    """List the terms of every incident: when each started, is due, and how it stands."""
    rows = [(one.id, *_clock(w, run)) for one in duties(a).incidents for run in one.clocks]
    return grid(
        "clocks", "incident term clause to discovered due_at done_at by_law gate_state", rows
    )


def requests(a: Assessment, w: Words) -> Grid:
    """List the requests of people with the term each law sets."""
    rows = [
        (
            one.place,
            _choice(w, "REG-DSR.kind", one.kind),
            one.received,
            one.answered,
            w.term("clock", run.clock),
            clauses([run.clause]),
            run.due.date() if run.due else None,
            w.term("clock_state", run.state),
        )
        for one in duties(a).requests
        for run in one.clocks
    ]
    return grid(
        "requests",
        "request request_kind received:date answered:date term clause due_at:date gate_state",
        rows,
    )


def places(found: Iterable[Place], assets: Iterable[Asset], w: Words) -> Grid:
    """List where a person was found: asset, place in its data, and how many rows; never a cell."""
    names = {asset.id: w.named(asset.id, asset.name) for asset in assets}
    rows = [
        (names[one.asset], spot(f"{one.source}::{one.table}::{one.column}"), one.rows)
        for one in found
    ]
    return grid("places", "asset where_found rows:count", rows)


def awareness(a: Assessment, w: Words) -> Grid:
    """List awareness results by topic and group, the weakest first, with what to change."""
    rows = [
        (
            one.topic,
            one.group,
            one.date,
            one.people,
            one.mean,
            one.lowest,
            None if one.change is None else f"{one.change:+.1f}",
            one.course.get(w.language) if one.course else None,
        )
        for one in duties(a).awareness
    ]
    return grid(
        "awareness",
        "topic group day:date people:count mean_score:points lowest_score:points change course",
        rows,
    )


def training(a: Assessment, w: Words) -> Grid:
    """List the training coverage by post, the least covered first."""
    rows = [
        (one.post, one.people, one.trained, one.share, one.newest) for one in duties(a).training
    ]
    return grid("training", "post people:count trained:count share:share day:date", rows)


def costs(a: Assessment, w: Words) -> Grid:
    """List what each control costs in service beside the risk it removes."""
    rows = [
        (
            w.named(one.control, w.term("control", one.control)),
            w.term("cost_verdict", one.verdict),
            one.burden,
            w.terms("burden_kind", one.kinds),
            w.term("burden_on", one.on),
            w.term("tier", one.tier),
            one.strength,
            one.risk_removed,
        )
        for one in duties(a).costs
    ]
    return grid(
        "costs",
        "control verdict_cost burden:count burden_kinds burden_on tier_reached strength:share "
        "risk_removed:points",
        rows,
    )


def trend(points: Iterable[RunPoint], w: Words) -> Grid:
    """List the runs of an engagement; one that cannot be compared says why."""
    rows = [
        (
            point.as_of,
            w.term("phase", point.phase),
            point.mean,
            point.worst,
            point.high,
            point.coverage,
            point.controls_proven,
            sum(point.findings.get(s, 0) for s in ("critical", "high")),
            point.actions_overdue,
            w.terms("run_differs", point.differs) if point.differs else w.say("tables.same_method"),
        )
        for point in points
    ]
    return grid(
        "trend",
        "as_of_run:date phase mean_residual:span worst_residual:span high_assets:count "
        "coverage_known:share controls_proven:share findings_serious:count overdue:count "
        "comparable",
        rows,
    )


def duties(a: Assessment) -> DutyFile:
    """Return what the assessment says of its duties; nothing where it says nothing."""
    return a.duties or DutyFile()


def _clock(w: Words, run: ClockRun) -> tuple[object, ...]:
    return (
        w.term("clock", run.clock),
        clauses([run.clause]),
        w.term("clock_to", run.to),
        _time(run.starts),
        _time(run.due),
        _time(run.done),
        _whose(w, run),
        w.term("clock_state", run.state),
    )


def _whose(w: Words, run: ClockRun) -> str:
    """Say whether the number of a term is the law's, or how many hours are assumed here."""
    if run.by_law or run.starts is None or run.due is None:
        return w.say("tables.yes" if run.by_law else "tables.assumed")
    hours = round((run.due - run.starts).total_seconds() / 3600)
    return w.say("tables.assumed_hours", hours=hours)


def _time(at: dt.datetime | None) -> str | None:
    return at.strftime("%Y-%m-%d %H:%M") if at else None


def _yes_no(w: Words, known: bool | None) -> str | None:
    return None if known is None else w.say("tables.yes" if known else "tables.no")


def _column(w: Words, register: str, id: str) -> str:
    held = w.knowledge.entries("registers")[register]
    return str(held.column(id).text.get(w.language))


def _choice(w: Words, place: str, id: str | None) -> str | None:
    """Return a choice of a register's column as a reader calls it."""
    register, _, column = place.partition(".")
    choices = w.knowledge.entries("registers")[register].column(column).choices
    return next((choice.text.get(w.language) for choice in choices if choice.id == id), id)


def harms(a: Assessment, w: Words) -> Grid:
    """List the harms to people and to the organisation with the assets they may come from."""
    rows = [
        (
            w.term("harm", one.harm),
            w.term("harm_to", one.to),
            len(one.assets),
            one.worst,
            one.residual,
            clauses(one.law),
        )
        for one in harm_risks(a.assets, w.knowledge)
    ]
    return grid(
        "harms", "harm harm_to asset_count:count worst_asset residual_worst:points law", rows
    )
