"""Page one: the decision, the risk in three lines, five things, what is not known, conflicts."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from ..model.assessment import Assessment, Finding, Span
from ..tables import GRIDS
from ..tables import wording as show
from ..tables.assets import by_residual
from ..tables.controls import standing
from ..tables.data import unknown
from ..tables.evidence import proofs
from ..tables.plan import action_of, by_severity
from ..tables.wording import Words
from .approval import decision_box
from .decision import STAGES, Decision, coverage, decide, highest
from .markup import block, table

Line = tuple[str, tuple[float, float, float], str, str]
_FIVE = 5
_LEAST_KNOWN = 5
_ASKED = 3


def page_one(a: Assessment, w: Words, kind: str, profile: str = "") -> Markup:
    """Return the first page of a DPIA, in the words of a legal profile if one is named."""
    decision = decide(a, w.knowledge.entries("decisions"))
    conflicts = GRIDS["conflicts"](a, w)
    five = five_things(a, w)
    return block(
        "page_one",
        w,
        kind=w.term("profile", profile) if profile else w.say(f"report.kind_{kind}"),
        title=show.clean(a.engagement.title),
        confidentiality=a.engagement.confidentiality,
        who=who(a, w),
        decided=decision_box(a, w, profile),
        **_decision(a, w, decision),
        lines=lines(a, w),
        lines_title=w.say("report.lines"),
        lines_note=w.say("report.lines_note", assets=len(a.assets)),
        five=five,
        five_title=w.say("report.five", n=len(five)),
        unknown=unassessed(a, w),
        unknown_title=w.say("report.unassessed", coverage=coverage(a)),
        unknown_table=table(w, GRIDS["not_assessed"](a, w).top(_LEAST_KNOWN)),
        conflict_title=w.say(
            "report.conflicts" if conflicts.rows else "report.no_conflicts", n=len(conflicts.rows)
        ),
        conflict_table=table(w, conflicts) if conflicts.rows else Markup(""),
    )


def who(a: Assessment, w: Words) -> list[tuple[str, str]]:
    """Return who is assessed, for what, by whom and as of when."""
    head = a.engagement
    facts = [
        ("client", head.client),
        ("scenario", w.term("scenario", head.scenario)),
        ("event_date", show.date(head.event_date)),
        ("as_of", show.date(a.as_of)),
        ("organisation", head.organisation),
        ("officer", head.officer),
        ("profiles", w.terms("profile", head.profiles)),
    ]
    return [
        (w.say(f"tables.{key}"), show.clean(value))
        for key, value in facts
        if value and value != show.UNKNOWN
    ]


def lines(a: Assessment, w: Words) -> list[Line]:
    """Return the highest inherent, residual and planned risk with its bounds and its asset."""
    result = []
    for stage in STAGES:
        span = highest(a, stage)
        ranked = sorted(a.assets, key=attrgetter(f"{stage}.score", "id"))
        note = w.asset(ranked[-1]) if ranked else ""
        result.append((w.say(f"figures.{stage}"), ends(span), show.span(span), note))
    return result


def ends(span: Span) -> tuple[float, float, float]:
    """Return a span as the ends of its bar."""
    return span.lo, span.score, span.hi


def five_things(a: Assessment, w: Words) -> list[dict[str, str]]:
    """Return the gravest findings, no two of one rule while others remain, with what to do."""
    ranked = by_severity(a)
    seen: set[str] = set()
    first = [f for f in ranked if not (f.rule in seen or seen.add(f.rule))]  # type: ignore[func-returns-value]
    rest = [f for f in ranked if f not in first]
    chosen = (first + rest)[:_FIVE]
    return [
        {
            "address": f"finding-{f.id}",
            "statement": show.clean(f.statement.get(w.language)),
            "todo": _todo(a, w, f),
        }
        for f in chosen
    ]


def findings_block(a: Assessment, w: Words) -> Markup:
    """Return the findings by severity, each with its step, its proof and its clauses."""
    groups = []
    for severity, several in groupby(by_severity(a), key=attrgetter("severity")):
        told = [
            {
                "address": f"finding-{f.id}",
                "id": f.id,
                "statement": f.statement.get(w.language),
                "todo": _step(a, w, f),
                "evidence": proofs(a, f.evidence),
                "law": _cited(w, f.law),
            }
            for f in several
        ]
        heading = w.say("report.findings_of", severity=w.term("severity", severity), n=len(told))
        groups.append((heading, told))
    return block("findings", w, groups=groups)


def _cited(w: Words, law: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return each clause by name, address, and what it asks in our words."""
    known = w.knowledge.entries("laws")
    return [
        (w.clause(id), f"clause-{id}", known[id].text.get(w.language) if id in known else "")
        for id in law
    ]


def _todo(a: Assessment, w: Words, finding: Finding) -> str:
    severity = w.term("severity", finding.severity)
    return w.say("report.todo", severity=severity, step=_step(a, w, finding))


def _step(a: Assessment, w: Words, finding: Finding) -> str:
    step = action_of(a, finding)
    if step is None:
        return w.say("report.step_none")
    return w.say(
        "report.step",
        action=step.statement.get(w.language).rstrip("。."),
        owner=step.owner or w.say("report.nobody"),
        due=show.date(step.due) if step.due else w.say("report.undated"),
    )


def unassessed(a: Assessment, w: Words) -> list[str]:
    """Return what was not assessed, each as a sentence; nothing is left out silently."""
    stands = [standing(c) for c in a.controls]
    asked = [s for s in stands if s]
    silent = [v for v in a.vendors if v.score is None]
    unscanned = [x for x in a.assets if not x.found and not any(c.asset == x.id for c in a.columns)]
    told = [w.say("report.not_controls", n=stands.count("not_assessed"), all=len(asked))]
    if unscanned:
        told.append(
            w.say(
                "report.not_scanned",
                n=len(unscanned),
                all=len(a.assets),
                assets=[x.id for x in unscanned],
            )
        )
    if a.unseen:
        told.append(w.say("report.not_seen", n=len(a.unseen)))
    if silent:
        told.append(
            w.say(
                "report.not_answered",
                n=len(silent),
                all=len(a.vendors),
                vendors=[v.name for v in silent],
            )
        )
    return told


def _decision(a: Assessment, w: Words, decision: Decision) -> dict[str, Any]:
    undecided = decision.outcome == "undecided"
    asked = [x for x in by_residual(a) if x.unknown][:_FIVE] if undecided else []
    widest = sorted(asked, key=lambda x: x.residual.lo - x.residual.hi)
    conditions = [
        (
            f"action-{s.id}",
            show.clean(s.statement.get(w.language)),
            w.say(
                "report.by_whom",
                owner=s.owner or w.say("report.nobody"),
                due=show.date(s.due) if s.due else w.say("report.undated"),
            ),
        )
        for s in decision.conditions
    ]
    questions = [
        (
            f"asset-{x.id}",
            w.asset(x),
            w.say(
                "report.width",
                lo=show.points(x.residual.lo),
                hi=show.points(x.residual.hi),
                asked=[unknown(w, u) for u in x.unknown[:_ASKED]],
            ),
        )
        for x in widest
    ]
    return {
        "outcome": decision.outcome,
        "verdict": w.say(f"report.outcome_{decision.outcome}"),
        "because": w.reason(decision.reason),
        "conditions": questions or conditions,
        "conditions_label": w.say("report.would_decide" if questions else "report.conditions"),
        "rule_text": w.say("report.decision_rule"),
    }
