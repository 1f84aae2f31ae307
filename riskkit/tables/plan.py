"""Tables of findings and of the treatment plan, ordered by the risk they remove."""

from __future__ import annotations

from ..model.assessment import Action, Assessment, Finding, ScenarioRisk
from .assets import level_method
from .evidence import spot
from .grid import Grid, Refs, clauses, grid
from .wording import Words

_SHOWN = 5
_ASIDE = ("applied", "computed")
SEVERITIES = ("critical", "high", "medium", "low", "info")


def by_severity(a: Assessment) -> list[Finding]:
    """Return the findings, the gravest first, within a severity by risk removed."""
    return sorted(a.findings, key=lambda f: (SEVERITIES.index(f.severity), -f.risk_removed, f.id))


def by_effect(a: Assessment) -> list[Action]:
    """Return the steps still to do, those that remove most risk first."""
    live = [step for step in a.actions if step.status not in ("done", "cancelled")]
    return sorted(live, key=lambda step: (-step.risk_removed, step.id))


def action_of(a: Assessment, finding: Finding) -> Action | None:
    """Return the step that answers a finding: the one it names, else one that names it."""
    named = next((x for x in a.actions if x.id == finding.action), None)
    return named or next((x for x in a.actions if finding.id in x.findings), None)


def subject(a: Assessment, w: Words, id: str) -> str:
    """Return an asset, vendor, control or register by id and name."""
    names = {x.id: x.name for x in a.assets}
    names |= {x.id: x.name for x in a.vendors}
    names |= {x.id: x.name for x in a.activities}
    names |= {x.id: x.title or "" for x in a.evidence}
    if id in names:
        return w.named(id, names[id])
    for vocabulary in ("control", "register"):
        if w.knowledge.has_label(f"{vocabulary}.{id}"):
            return w.named(id, w.term(vocabulary, id))
    return w.word(f"tables.all_{id}", id)


def findings(a: Assessment, w: Words) -> Grid:
    """List every finding: what, where, which clause, and the step that answers it."""
    rows = []
    for finding in by_severity(a):
        step = action_of(a, finding)
        rows.append(
            (
                finding.id,
                w.term("severity", finding.severity),
                subject(a, w, finding.subject),
                finding.statement.get(w.language),
                w.join(spot(one) for one in finding.evidence),
                clauses(finding.law),
                step.statement.get(w.language) if step else None,
                step.owner if step else None,
                step.due if step else None,
            )
        )
    return grid(
        "findings",
        "id severity subject statement evidence law action owner due:date",
        rows,
        [f"finding-{f.id}" for f in by_severity(a)],
    )


def plan(a: Assessment, w: Words) -> Grid:
    """List each step of the plan still to do, with the risk it removes."""
    rows = [
        (
            step.id,
            step.statement.get(w.language),
            w.join(
                subject(a, w, s) if s != "*" else w.say("tables.everything") for s in step.scope
            ),
            w.term("treatment", step.treatment),
            step.owner,
            step.due,
            w.term("action_status", step.status),
            step.risk_removed,
            clauses(step.law),
        )
        for step in by_effect(a)
    ]
    return grid(
        "plan",
        "id action scope treatment owner due:date progress risk_removed:points law",
        rows,
        [f"action-{step.id}" for step in by_effect(a)],
    )


def scenarios(a: Assessment, w: Words) -> Grid:
    """List each risk scenario with its risk before, now and after the plan."""
    method = level_method(a)
    ranked = sorted(a.scenarios, key=lambda s: (-s.residual.score, s.id))
    rows = [
        (
            _named(w, s),
            w.term("pathway", s.pathway),
            _touched(w, s.assets),
            s.inherent,
            s.residual,
            s.planned,
            w.level(s.residual.named(method)),
            _override(w, s),
        )
        for s in ranked
    ]
    return grid(
        "scenarios",
        "scenario pathway assets inherent:span residual:span planned:span level override",
        rows,
        [f"scenario-{s.id}" for s in ranked],
    )


def _named(w: Words, scenario: ScenarioRisk) -> str:
    # The catalogue's own scenarios are called by their pathway: its id says nothing more.
    name = scenario.name.get(w.language)
    return name if scenario.id == scenario.pathway else w.named(scenario.id, name)


def _touched(w: Words, ids: tuple[str, ...]) -> Refs:
    more = len(ids) - _SHOWN
    shown = tuple((id, f"asset-{id}") for id in (ids[:_SHOWN] if more > 1 else ids))
    return Refs((*shown, (w.say("report.and_more", n=more), "")) if more > 1 else shown)


def _override(w: Words, scenario: ScenarioRisk) -> str | None:
    told = scenario.override
    if not told or not told.get("applied"):
        return None
    rest = {k: str(v) for k, v in told.items() if v is not None and k not in _ASIDE}
    said = [
        w.say("tables.pair", what=w.word(f"tables.override_{k}", k), value=v)
        for k, v in sorted(rest.items())
    ]
    if isinstance(told.get("computed"), int | float):
        said.append(w.say("tables.computed_instead", computed=told["computed"]))
    return w.join(said)
