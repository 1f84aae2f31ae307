"""Page one of the pages on one topic: what stands, what is late, and the five things to do first.

Gates, duties, the trend over runs and the traced requirements each have an answer of their own;
the decision on the processing is the DPIA's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from ..coverage import coverage
from ..model.assessment import Assessment
from ..model.duties import ClockRun
from ..tables import coverage as coverage_grids
from ..tables import wording as show
from ..tables.duties import duties, request
from ..tables.gates import event, ordered, phase
from ..tables.plan import by_effect
from ..tables.wording import Words
from .decision import highest
from .front import ends, lines, who
from .markup import block, table
from .portfolio_front import portfolio_page_one

_FIVE = 5
_LATE = ("overdue", "passed_open")
_RUNNING = ("running", "undecided")
Item = tuple[str, str]


def topic_front(kind: str, a: Assessment, w: Words, told: dict[str, Any]) -> Markup:
    """Return the masthead and the answer of a page on one topic."""
    head = a.engagement
    of_client = kind != "coverage"
    return block(
        "topic_front",
        w,
        kind=w.say(f"report.kind_{kind}"),
        title=show.clean(head.title) if of_client else w.say("report.kind_coverage"),
        confidentiality=head.confidentiality if of_client else "",
        who=who(a, w) if of_client else [],
        **{"items": (), "items_label": "", "lines": (), "lines_note": "", **told},
    )


def event_front(a: Assessment, w: Words) -> Markup:
    """Return which gates are late, what is open at them, and the phase with the highest risk."""
    file = event(a)
    late = [g for g in file.gates if g.state in _LATE and g.open]
    here = [g for g in file.gates if g.state == "running"]
    first = [(g, item) for g in (*late, *here) for item in ordered(g)]
    first.sort(key=lambda one: one[1].due or dt.date.max)
    grave = [(g, i) for g, i in first if i.kind == "finding"] or first
    told: dict[str, Any] = {
        "outcome": "stop" if late else "conditions" if first else "go",
        "verdict": w.say("front.event", late=len(late), n=len(file.gates))
        if file.gates
        else w.say("front.event_none"),
        "because": w.say(
            "front.event_because" if file.phases else "front.daily_because",
            now=w.term("phase", file.phase),
            open=sum(len(g.open) for g in (*late, *here)),
            ahead=sum(
                item.state != "done" for g in file.gates if g.state == "ahead" for item in g.items
            ),
        ),
        "items": [
            (
                i.statement.get(w.language),
                w.join((phase(w, g.phase), i.who or w.say("report.nobody"), _day(w, i.due))),
            )
            for g, i in grave[:_FIVE]
        ],
        "items_label": w.say("front.first"),
        "lines": [
            (phase(w, p.phase), ends(p.mean), show.span(p.mean), _now(w, p.now))
            for p in file.phases
        ],
        "lines_note": w.say("front.event_lines"),
    }
    return topic_front("event", a, w, told)


def duties_front(a: Assessment, w: Words) -> Markup:
    """Return which terms are missed or running, and who is not trained."""
    file = duties(a)
    runs: list[tuple[str, ClockRun]] = [(one.id, r) for one in file.incidents for r in one.clocks]
    runs += [(request(w, one), run) for one in file.requests for run in one.clocks]
    late = [(id, run) for id, run in runs if run.state == "overdue"]
    live = [(id, run) for id, run in runs if run.state in _RUNNING]
    done_late = sum(run.state == "late" for _, run in runs)
    weak = sum(one.weak for one in file.awareness)
    untrained = sum(one.people - one.trained for one in file.training)
    told = {
        "outcome": "stop" if late else "conditions" if live or untrained or weak else "go",
        "verdict": w.say("front.duties", late=len(late), live=len(live)),
        "because": w.say(
            "front.duties_because",
            incidents=len(file.incidents),
            requests=len(file.requests),
            done_late=done_late,
            untrained=untrained,
            weak=weak,
        ),
        "items": [_term(w, id, run) for id, run in sorted(late, key=_due)[:_FIVE]],
        "items_label": w.say("front.late_first"),
    }
    return topic_front("duties", a, w, told)


def trend_front(a: Assessment, w: Words) -> Markup:
    """Return where the newest run stands; the course of the runs follows below it."""
    overdue = [s for s in by_effect(a) if s.due and s.due < a.as_of and not s.proposed]
    overdue.sort(key=lambda step: step.due or a.as_of)
    grave = [f for f in a.findings if f.severity in ("critical", "high")]
    told = {
        "outcome": "conditions" if overdue or grave else "go",
        "verdict": w.say("front.trend", score=show.points(highest(a, "residual").score)),
        "because": w.say(
            "front.trend_because", day=a.as_of, grave=len(grave), overdue=len(overdue)
        ),
        "items": [
            (
                s.statement.get(w.language),
                w.join((s.owner or w.say("report.nobody"), _day(w, s.due))),
            )
            for s in overdue[:_FIVE]
        ],
        "items_label": w.say("front.late_first"),
        "lines": lines(a, w),
        "lines_note": w.say("report.lines_note", assets=len(a.assets)),
    }
    return topic_front("trend", a, w, told)


def coverage_front(a: Assessment, w: Words) -> Markup:
    """Return how many of the traced requirements are shown."""
    rows = coverage(w.knowledge)
    shown = sum(row.shown for row in rows)
    told = {
        "outcome": "go" if shown == len(rows) else "conditions",
        "verdict": w.say("front.coverage", shown=shown, n=len(rows)),
        "because": w.say("front.coverage_because"),
    }
    return topic_front("coverage", a, w, told)


def coverage_tables(w: Words) -> list[Markup]:
    """Return how many requirements are shown, and each with what shows it."""
    rows = coverage(w.knowledge)
    grids = (coverage_grids.summary(rows, w), coverage_grids.coverage(rows, w))
    return [table(w, grid, title=w.say(f"tables.title_{grid.name}")) for grid in grids]


def _term(w: Words, id: str, run: ClockRun) -> Item:
    due = run.due.strftime("%Y-%m-%d %H:%M") if run.due else w.say("report.undated")
    return w.named(id, w.term("clock", run.clock)), w.join((w.clause(run.clause), due))


def _due(one: tuple[str, ClockRun]) -> tuple[dt.datetime, str]:
    return one[1].due or dt.datetime.max, one[0]


def _day(w: Words, day: dt.date | None) -> str:
    return show.date(day) if day else w.say("report.undated")


def _now(w: Words, now: bool) -> str:
    return w.say("tables.now") if now else ""


FRONTS: dict[str, Callable[[Assessment, Words], Markup]] = {
    "coverage": coverage_front,
    "duties": duties_front,
    "event": event_front,
    "portfolio": portfolio_page_one,
    "trend": trend_front,
}
"""The page one of each kind of page that does not tell the whole assessment."""
