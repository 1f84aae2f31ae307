"""Tables of duties: incidents and terms, requests of people, awareness, cost of controls, trend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ..harms import harm_risks
from ..locator import Place
from ..model.assessment import Assessment
from ..model.duties import (
    ClockRun,
    DutyFile,
    IncidentFile,
    NoticeCheck,
    NoticeForm,
    RequestState,
    TopicResult,
)
from ..model.event import RunPoint
from ..model.inventory import Asset
from .evidence import spot
from .grid import Grid, clauses, grid
from .wording import Words


def incidents(a: Assessment, w: Words) -> Grid:
    """List each incident with its estimated scope and what its record lacks."""
    names = {asset.id: w.asset(asset) for asset in a.assets}
    rows = [
        (
            one.id,
            _time(one.discovered),
            level(w, one.level),
            level(w, one.computed_level),
            w.join(names.get(id, id) for id in one.scope.assets),
            one.scope.persons,
            w.join(
                f"{w.term('tier', t)} {one.scope.tiers[t]}"
                for t in ("high", "medium", "low")
                if t in one.scope.tiers
            ),
            _yes_no(w, one.scope.encrypted),
            w.join(_column(w, "REG-INCIDENT", step) for step in one.missing),
        )
        for one in duties(a).incidents
    ]
    return grid(
        "incidents",
        "incident discovered level_stated level_computed assets persons:interval tiers_hit "
        "encrypted lacking",
        rows,
    )


def incident_fields(a: Assessment, w: Words, incident: str = "") -> Grid:
    """List the kinds of data an incident may have touched, and where the scan saw them."""
    names = {asset.id: w.asset(asset) for asset in a.assets}
    rows = [
        (
            one.id,
            names.get(field.asset, field.asset),
            w.term("category", field.category),
            w.term("tier", field.tier),
            w.join(spot(one) for one in field.where),
        )
        for one in _incidents(a, incident)
        for field in one.scope.fields
    ]
    return grid("incident_fields", "incident asset category tier where_found", rows)


def clocks(a: Assessment, w: Words, incident: str = "") -> Grid:
    """List the terms of an incident, or of all: when each started, is due, and how it stands."""
    rows = [(one.id, *_clock(w, run)) for one in _incidents(a, incident) for run in one.clocks]
    return grid("clocks", "incident term clause to starts due_at done_at by_law gate_state", rows)


def notices(a: Assessment, w: Words, incident: str = "") -> Grid:
    """List the notices an incident needs: which elements are on record and which are missing.

    A notice that a term asks for and nobody recorded lacks every element.
    """
    forms: Mapping[str, NoticeForm] = w.knowledge.entries("notices")
    rows = [
        _notice(w, one, form, next((c for c in one.notices if c.form == form.id), None))
        for one in _incidents(a, incident)
        for form in forms.values()
        if form.event == "incident"
        and (form.id in [c.form for c in one.notices] or form.to in _asked(one))
    ]
    return grid("notices", "incident notice to on_record elements_have lacking law", rows)


def _asked(one: IncidentFile) -> set[str]:
    """Return who must be told of an incident, as far as is known."""
    return {run.to for run in one.clocks if run.state != "not_required"}


def _notice(
    w: Words, one: IncidentFile, form: NoticeForm, check: NoticeCheck | None
) -> tuple[object, ...]:
    elements = "REG-NOTICE.elements"
    return (
        one.id,
        form.title.get(w.language),
        w.term("clock_to", form.to),
        w.say("tables.yes" if check else "tables.no"),
        w.terms(elements, check.have) if check else None,
        w.terms(elements, check.missing if check else form.required),
        clauses(form.law),
    )


def _incidents(a: Assessment, number: str) -> list[IncidentFile]:
    """Return the incident called `number`; all where none is named."""
    return [one for one in duties(a).incidents if number in ("", one.id)]


def requests(a: Assessment, w: Words) -> Grid:
    """List the requests of people with the term each law sets, what is late first."""
    asked = [(one, run) for one in duties(a).requests for run in one.clocks]
    rows = [
        (
            row_of(w, one.place),
            _choice(w, "REG-DSR.kind", one.kind),
            one.received,
            one.answered,
            _choice(w, "REG-DSR.outcome", one.outcome),
            w.term("clock", run.clock),
            clauses([run.clause]),
            run.due.date() if run.due else None,
            standing(w, run),
        )
        for one, run in sorted(asked, key=lambda pair: pair[1].state != "overdue")
    ]
    return grid(
        "requests",
        "request request_kind received:date answered:date outcome term clause due:date gate_state",
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
            w.say("tables.weak" if one.weak else "tables.good_enough"),
            _course(w, one),
        )
        for one in duties(a).awareness
    ]
    return grid(
        "awareness",
        "topic group day:date people:count mean_score:points lowest_score:points change "
        "test_result course",
        rows,
    )


def _course(w: Words, one: TopicResult) -> str | None:
    """Return what to teach a weak group: its topic again where the syllabus has none like it."""
    if one.course:
        return str(one.course.get(w.language))
    return w.say("tables.course_again") if one.weak else None


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
        standing(w, run),
    )


def standing(w: Words, run: ClockRun) -> str:
    """Return how a term stands; where facts are missing, which."""
    state = w.term("clock_state", run.state)
    if run.state != "undecided" or not run.missing:
        return state
    facts = w.terms("clock_fact", [fact.replace(".", "_") for fact in run.missing])
    return w.say("tables.pair", what=state, value=facts)


def request(w: Words, one: RequestState) -> str:
    """Return a request by its row and kind, as a reader looks it up."""
    kind = _choice(w, "REG-DSR.kind", one.kind) or ""
    return w.say("tables.request_in", kind=kind, place=row_of(w, one.place))


def row_of(w: Words, place: str) -> str:
    """Return the row of a register that a place names."""
    row = place.rpartition(":")[2]
    return w.say("tables.row", row=int(row)) if row.isdigit() else spot(place)


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


def level(w: Words, id: str | None) -> str | None:
    """Return a level of incident as a reader calls it."""
    return _choice(w, "REG-INCIDENT.level", id)


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
