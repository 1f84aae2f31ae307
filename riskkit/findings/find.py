"""All rules over the facts of one run: findings, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from ..catalogue import Knowledge
from ..model.assessment import Action, Finding, Severity
from ..model.rules import Rule
from .checks import CHECKS
from .facts import Facts, Hit
from .rows import MOST_PLACES

MOST_FINDINGS = 200
"""How many findings of one rule are told one by one; they are counted all."""
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


def find(facts: Facts, rules: Mapping[str, Rule], knowledge: Knowledge) -> tuple[Finding, ...]:
    """Find everything the rules look for.

    Parameters
    ----------
    facts : Facts
        What is known of the engagement.
    rules : mapping of id to Rule
        Which checks to run, with their tables; rules of another scenario are left out.
    knowledge : Knowledge
        Says the statements in three languages.

    Returns
    -------
    tuple of Finding
        Ordered by risk removed (points of 0–100, the highest of the controls that would mend
        it), then by severity, then by id. An id is the rule's and the subject's, so that the
        same fault keeps its id from run to run. `evidence` names places — ``file:line`` or
        ``source::table::column`` — and never what stands there.

    Raises
    ------
    KeyError
        If a rule names a check or a sentence that does not exist: a fault of the knowledge.
    """
    entities = facts.entities or knowledge.entries("detection/entities")
    facts = replace(facts, entities=entities, knowledge=knowledge)
    found = [
        finding
        for rule in rules.values()
        if facts.scenario in rule.scenarios
        for finding in _of_rule(facts, rule, knowledge)
    ]
    return tuple(sorted(_apart(found), key=_rank))


def link(findings: Sequence[Finding], actions: Iterable[Action]) -> tuple[Finding, ...]:
    """Return the findings, each with the id of the action that mends it."""
    mends = {finding: action.id for action in actions for finding in action.findings}
    return tuple(f.model_copy(update={"action": mends.get(f.id)}) for f in findings)


def _of_rule(facts: Facts, rule: Rule, knowledge: Knowledge) -> list[Finding]:
    """Return the findings of one rule; beyond what anybody reads, the rest as one."""
    hits = list(CHECKS[rule.check](facts, rule))
    found = [_finding(facts, rule, hit, knowledge) for hit in hits[:MOST_FINDINGS]]
    if rest := hits[MOST_FINDINGS:]:
        places = tuple(place for hit in rest[:MOST_PLACES] for place in hit.evidence[:1])
        last = found[-1].model_copy(
            update={
                "id": f"{rule.id}-more",
                "severity": rule.severity,
                "subject": "more",
                "scope": (),
                "statement": knowledge.text("finding.more", n=len(rest), rule=rule.id),
                "evidence": places,
            }
        )
        found.append(last)
    return found


def _finding(facts: Facts, rule: Rule, hit: Hit, knowledge: Knowledge) -> Finding:
    controls = hit.controls or rule.controls
    return Finding(
        id=".".join(filter(None, (f"{rule.id}-{hit.subject}", hit.key)))[:80],
        rule=rule.id,
        severity=hit.severity or rule.severity,
        subject=hit.subject,
        statement=knowledge.text(rule.statement, **hit.args),
        evidence=hit.evidence,
        law=rule.law,
        controls=controls,
        scope=hit.scope,
        risk_removed=max((facts.removed.get(control, 0) for control in controls), default=0),
    )


def _apart(findings: list[Finding]) -> Iterable[Finding]:
    """Tell findings apart whose ids would be the same, by a number."""
    seen: dict[str, int] = {}
    for finding in findings:
        seen[finding.id] = times = seen.get(finding.id, 0) + 1
        if times == 1:
            yield finding
        else:
            yield finding.model_copy(update={"id": f"{finding.id[:75]}.{times}"})


def _rank(finding: Finding) -> tuple[float, int, str]:
    return (-finding.risk_removed, -SEVERITIES.index(finding.severity), finding.id)
