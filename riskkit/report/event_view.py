"""Parts of the pages on an event, on duties and on the trend that are more than one table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .. import figures
from ..assessment import Kept, kept
from ..model.assessment import Assessment
from ..model.duties import IncidentFile
from ..model.event import Gate
from ..tables import duties as duty_grids
from ..tables import gates as gate_grids
from ..tables import wording as show
from ..tables.wording import Words
from ..trend import trend as trend_of
from .markup import block, table

_ENCRYPTED = {True: "yes", False: "no", None: "unknown"}


def gate_parts(a: Assessment, w: Words) -> Iterator[Markup]:
    """Yield each gate with what is open at it; what is done or not due yet stands closed below."""
    for gate in gate_grids.event(a).gates:
        yield block(
            "part",
            w,
            name=f"gate-{gate.phase}",
            title=gate_grids.phase(w, gate.phase),
            facts=_gate_facts(a, w, gate),
        )
        if gate.open:
            yield table(w, gate_grids.of_gate(a, w, gate, gate_grids.ordered(gate)))
        else:
            yield block("paragraphs", w, texts=[w.say("gate.nothing_open")])
        rest = gate_grids.by_urgency(i for i in gate.items if i not in gate.open)
        if rest:
            done = sum(item.state == "done" for item in rest)
            told = w.say("gate.rest", later=len(rest) - done, done=done)
            inner = table(w, gate_grids.of_gate(a, w, gate, rest))
            yield block("figure_data", w, table=inner, note="", summary=told)


def _gate_facts(a: Assessment, w: Words, gate: Gate) -> str:
    told: dict[str, Any] = {
        "state": w.term("gate_state", gate.state),
        "who": gate.owner or a.engagement.officer or w.say("report.nobody"),
        "open": len(gate.open),
        "all": len(gate.items),
    }
    if gate.start is None or gate.end is None:
        return w.say("gate.facts_undated", **told)
    return w.say("gate.facts", start=gate.start, end=gate.end, **told)


def incident_parts(a: Assessment, w: Words) -> Iterator[Markup]:
    """Yield the file of each incident: its terms, what it touched, its notices by element."""
    files = duty_grids.duties(a).incidents
    if not files:
        yield block("paragraphs", w, texts=[w.say("report.no_incidents")])
        return
    yield table(w, duty_grids.incidents(a, w))
    for one in files:
        yield block("part", w, name=f"incident-{one.id}", title=one.id, facts=_facts(w, one))
        grids = (
            duty_grids.clocks(a, w, one.id),
            duty_grids.notices(a, w, one.id),
            duty_grids.incident_fields(a, w, one.id),
        )
        for grid in grids:
            own = grid.pick(*(h.key for h in grid.headings if h.key != "incident"))
            if own.rows:
                yield table(w, own, title=w.say(f"tables.title_{grid.name}"))


def _facts(w: Words, one: IncidentFile) -> str:
    return w.say(
        "report.incident_facts",
        level=_level(w, one),
        discovered=one.discovered.strftime("%Y-%m-%d %H:%M") if one.discovered else "—",
        persons=show.interval(one.scope.persons),
        encrypted=w.say(f"report.encrypted_{_ENCRYPTED[one.scope.encrypted]}"),
    )


def _level(w: Words, one: IncidentFile) -> str:
    """Return the level on record; where the number of persons makes it another, both."""
    stated, computed = (duty_grids.level(w, id) for id in (one.level, one.computed_level))
    if stated and computed and stated != computed:
        return w.say("report.level_differs", stated=stated, computed=computed)
    return stated or computed or w.say("tables.none")


def trend_parts(a: Assessment, w: Words, folder: Path | str) -> Iterator[Any]:
    """Yield the kept runs below `folder` as figures and a table; without one this run alone."""
    held = kept(folder) if folder else Kept((a,))
    points = trend_of(held.runs)
    yield figures.trend(points, w.language, knowledge=w.knowledge)
    yield figures.trend_known(points, w.language, knowledge=w.knowledge)
    yield figures.trend_overdue(points, w.language, knowledge=w.knowledge)
    yield table(w, duty_grids.trend(points, w), title=w.say("tables.title_trend"))
    if notes := left_out(held, w):
        yield block("paragraphs", w, texts=notes)


def left_out(held: Kept, w: Words) -> list[str]:
    """Return which runs are not part of the trend, in words."""
    notes = [w.say("report.runs_unread", names=w.join(held.unread))] if held.unread else []
    return notes + ([w.say("report.runs_others", n=len(held.others))] if held.others else [])
