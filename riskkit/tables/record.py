"""Tables of record: scope, screening, activities, registers, inputs, overrides, methods."""

from __future__ import annotations

import re

from ..model.assessment import Assessment, RegisterState
from . import wording as show
from .grid import Grid, grid
from .wording import Words


def screening(a: Assessment, w: Words) -> Grid:
    """List each legal trigger, whether it fires, and the facts that decided it."""
    order = ("yes", "undecided", "no")
    ranked = sorted(a.screening, key=lambda t: (t.profile, order.index(t.state), t.id))
    rows = [
        (
            w.term("trigger", t.id),
            t.clause,
            w.term("profile", t.profile),
            w.term("trigger", t.state),
            w.reasons(t.because),
        )
        for t in ranked
    ]
    return grid(
        "screening",
        "trigger clause profile state because",
        rows,
        [f"trigger-{t.id}" for t in ranked],
    )


def activities(a: Assessment, w: Words) -> Grid:
    """List each processing activity with its purpose, bases, recipients and what is missing."""
    rows = [
        (
            w.named(x.id, x.name),
            x.purpose,
            w.terms("category", x.data_kinds),
            w.terms("subjects", x.subjects),
            w.join(
                w.say(
                    "tables.pair",
                    what=w.word(f"tables.law_{law}", law),
                    value=w.term(f"basis_{law}", basis),
                )
                for law, basis in sorted(x.basis.items())
                if basis
            ),
            w.join(x.recipients),
            _yes_no(w, x.cross_border),
            w.join(w.term("field", m) for m in x.missing)
            if x.missing
            else w.say("tables.complete"),
        )
        for x in a.activities
    ]
    return grid(
        "activities",
        "activity purpose categories subjects basis recipients cross_border missing",
        rows,
        [f"activity-{x.id}" for x in a.activities],
    )


def registers(a: Assessment, w: Words) -> Grid:
    """List each register that is required or kept: the missing first, those not due yet last."""
    shown = [r for r in a.registers if r.required or r.kept]
    ranked = sorted(shown, key=lambda r: (r.kept, r.ahead, not r.required, r.completeness, r.id))
    rows = [
        (
            w.named(r.id, w.term("register", r.id)),
            _yes_no(w, r.required),
            _kept(r, w),
            r.rows if r.kept else None,
            r.completeness if r.kept else None,
            r.newest,
        )
        for r in ranked
    ]
    return grid(
        "registers",
        "register required kept rows:count completeness:share newest:date",
        rows,
        [f"register-{r.id}" for r in ranked],
    )


def _kept(register: RegisterState, w: Words) -> str:
    if register.kept:
        return _yes_no(w, True)
    if register.ahead and register.due:
        return w.say("tables.due_from", day=register.due)
    return w.say("tables.not_due" if register.ahead else "tables.not_kept")


def scope(a: Assessment, w: Words) -> Grid:
    """List who and what was assessed, for which event, by whom, under which laws."""
    head = a.engagement
    facts = [
        ("client", head.client),
        ("title", head.title),
        ("scenario", w.term("scenario", head.scenario)),
        ("sector", w.term("sector", head.sector)),
        ("deal_type", w.term("deal_type", head.deal_type)),
        ("phase", w.term("phase", head.phase)),
        ("event_date", show.date(head.event_date)),
        ("as_of", show.date(a.as_of)),
        ("persons", show.interval(a.persons.of(a.assets))),
        ("organisation", head.organisation),
        ("officer", head.officer),
        ("assessors", w.join(head.assessors)),
        ("profiles", w.terms("profile", head.profiles)),
        ("methods", w.terms("method", head.methods)),
    ]
    rows = [(w.say(f"tables.{key}"), value) for key, value in facts if value not in (None, "—")]
    return grid("scope", "fact value", rows)


def inputs(a: Assessment, w: Words) -> Grid:
    """List the files that were read, with their hashes."""
    return grid("inputs", "file sha256", [(x.path, x.sha256) for x in a.provenance.inputs])


def overrides(a: Assessment, w: Words) -> Grid:
    """List where the engagement's own catalogue differs from riskkit's."""
    rows = [
        (f"{o.file}:{o.line}", f"{o.kind} {o.id}", o.field, o.old, o.new)
        for o in a.provenance.overrides
    ]
    return grid("overrides", "place entry field old new", rows)


def methods(a: Assessment, w: Words) -> Grid:
    """List the scoring methods used, with their versions."""
    rows = [
        (w.term("method", m.id), m.version, w.word(f"tables.used_for_{m.used_for}", m.used_for))
        for m in a.methods
    ]
    return grid("methods", "method version used_for", rows)


def clauses(a: Assessment, w: Words) -> Grid:
    """List every clause that is cited, with its text in our words, source and verification."""
    cited = {law for finding in a.findings for law in finding.law}
    cited |= {law for step in a.actions for law in step.law}
    cited |= {law for v in a.vendors for k in v.knockouts for law in k.law}
    cited |= {duty.law for v in a.vendors for part in v.laws for duty in part.duties}
    cited |= {law for clause in a.profiles.clauses for law in clause.law}
    known, ordered = w.knowledge.entries("laws"), sorted(cited, key=_by_number)
    rows = [
        (
            w.clause(id),
            known[id].text.get(w.language),
            w.source(known[id].source),
            w.say(f"tables.verified_{known[id].verified}"),
        )
        if id in known
        else (id, None, None, w.say("tables.verified_no"))
        for id in ordered
    ]
    anchors = [f"clause-{id}" for id in ordered]
    return grid("clauses", "clause law_text source verified", rows, anchors)


def _by_number(clause: str) -> list[tuple[int, str]]:
    """Return what sorts Art. 9 before Art. 10."""
    parts = re.split(r"(\d+)", clause)
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def _yes_no(w: Words, value: bool | None) -> str:
    return w.term("yes_no", {True: "yes", False: "no", None: "unknown"}[value])
