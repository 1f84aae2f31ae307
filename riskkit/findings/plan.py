"""The treatment plan: the client's own actions and the ones the findings ask for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..catalogue import Knowledge
from ..catalogue.spelling import same_word
from ..model.assessment import Action, ControlState, Finding, Severity
from ..model.cells import several
from ..model.inventory import Inventory, PlannedAction
from ..model.register_table import RegisterTable
from ..model.rules import DueRule, Rule
from ..model.value import Text
from .find import SEVERITIES

LIVE = ("open", "in_progress")
_NAME = 4
"""So many letters at least begin the name of an asset."""
ACTION_CHECKS = ("action_overdue", "action_unowned", "action_unverified")


@dataclass(frozen=True, eq=False)
class Basis:
    """What a plan is drawn up from besides the findings.

    Parameters
    ----------
    inventory : Inventory
        The client's actions, the owners of its assets and controls, the event day.
    as_of : date
        The day the plan is drawn up.
    controls : tuple of ControlState
        How each control stands, for owners.
    removed : mapping of control id to points
        Residual risk, in points of 0–100, each control would remove if in place and proven.
    rules : mapping of id to Rule
        What each finding's rule asks to be done.
    due : mapping of severity to DueRule
        How soon a finding must be mended.
    knowledge : Knowledge
        Says the actions in three languages.
    """

    inventory: Inventory
    as_of: dt.date
    controls: tuple[ControlState, ...]
    removed: Mapping[str, float]
    rules: Mapping[str, Rule]
    due: Mapping[str, DueRule]
    knowledge: Knowledge


def plan(findings: Sequence[Finding], basis: Basis) -> tuple[Action, ...]:
    """Draw up the treatment plan.

    A finding about a control (absent, unproven) asks for that control; any other asks for what
    its rule says, once for all findings of the rule. A live action of the client for the same
    control on the same subject takes the findings over; nothing is proposed twice.

    Parameters
    ----------
    findings : sequence of Finding
        What was found; findings for information ask for nothing.
    basis : Basis
        Everything else a plan rests on.

    Returns
    -------
    tuple of Action
        Ordered by risk removed (points of 0–100), then due day, then id. Proposed actions are
        due by the gravest of their findings, and before the event where that is still ahead.
    """
    open_ = [finding for finding in findings if finding.severity != "info"]
    taken: dict[str, list[Finding]] = defaultdict(list)
    left: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in open_:
        own = _own_action(finding, basis)
        if own:
            taken[own.id].append(finding)
        else:
            left[_wanted(finding, basis)].append(finding)
    actions = [_joined(action, taken[action.id], basis) for action in basis.inventory.actions]
    actions += [_proposed(what, group, basis) for what, group in left.items()]
    return tuple(sorted(actions, key=_rank))


def due_on(severity: Severity, basis: Basis) -> dt.date:
    """Return the day a finding of a severity must be mended by, after the day assessed."""
    rule, event = basis.due[severity], basis.inventory.header.event_date
    due = basis.as_of + dt.timedelta(days=rule.after_as_of)
    if event and event > basis.as_of:
        due = min(due, event - dt.timedelta(days=rule.before_event))
    return max(due, basis.as_of + dt.timedelta(days=1))


def _own_action(finding: Finding, basis: Basis) -> PlannedAction | None:
    about_action = basis.rules[finding.rule].check in ACTION_CHECKS
    related, rows = _related(finding, basis), _assets_of_rows(finding, basis)
    for action in basis.inventory.actions:
        fits = action.control is not None and action.control in finding.controls
        scope = set(action.scope)
        about = bool(related & scope) or (bool(rows) and rows <= scope)
        if about_action and action.id == finding.subject:
            return action
        if not about_action and fits and about and action.status in LIVE:
            return action
    return None


def _related(finding: Finding, basis: Basis) -> set[str]:
    """Return what an action may name as its scope to be about `subject`.

    An action about what a vendor touches is about the vendor.
    """
    services = [s for s in basis.inventory.services if s.vendor == finding.subject]
    assets = {asset for service in services for asset in service.assets}
    ids = {service.id for service in services}
    return {"*", finding.subject, *finding.scope} | ids | assets


def _assets_of_rows(finding: Finding, basis: Basis) -> set[str]:
    """Return the assets that the rows a register's finding points at name, by id or by name.

    A system is often called by the beginning of its name.
    """
    rows = basis.inventory.registers.get(finding.subject)
    if not rows:
        return set()
    table = RegisterTable.of(rows)
    lines = (
        n for file, _, n in (e.rpartition(":") for e in finding.evidence) if file == table.file
    )
    wanted = [at for line in lines if (at := table.at_line(int(line))) is not None]
    said = {
        same_word(w) for at in wanted for c in table.columns for w in several(table.cell(at, c))
    }
    said -= {""}
    return {
        asset.id
        for asset in basis.inventory.assets
        if same_word(asset.id) in said
        or any(len(w) >= _NAME and same_word(asset.name).startswith(w) for w in said)
    }


def _wanted(finding: Finding, basis: Basis) -> tuple[str, str]:
    rule = basis.rules[finding.rule]
    if rule.action is None and finding.subject in basis.knowledge.entries("controls"):
        return ("control", finding.subject)
    return ("rule", rule.id)


def _joined(action: PlannedAction, findings: Sequence[Finding], basis: Basis) -> Action:
    words = (action.statement or "").strip()
    say = Text(zh_hans=words, zh_hant=words, en=words) if words else _say(action.control, basis)
    laws = tuple(dict.fromkeys(law for finding in findings for law in finding.law))
    done = action.status not in LIVE
    return Action(
        id=action.id,
        control=action.control,
        scope=action.scope,
        statement=say,
        findings=tuple(finding.id for finding in findings),
        treatment=action.treatment,
        owner=action.owner,
        due=action.due,
        status=action.status,
        cost=action.cost,
        risk_removed=0 if done else basis.removed.get(action.control or "", 0),
        law=laws,
    )


def _proposed(what: tuple[str, str], findings: Sequence[Finding], basis: Basis) -> Action:
    kind, id = what
    worst = max(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    controls = (id,) if kind == "control" else worst.controls
    subjects = tuple(dict.fromkeys(finding.subject for finding in findings))
    rule = basis.rules[worst.rule]
    control = controls[0] if controls else None
    say = (
        basis.knowledge.text(rule.action, n=len(findings), subjects=subjects)
        if rule.action
        else _say(control, basis)
    )
    return Action(
        id=f"P-{id}",
        control=control,
        scope=_scope(findings) if kind == "control" else subjects,
        statement=say,
        findings=tuple(finding.id for finding in findings),
        owner=_owner(control, subjects, basis),
        due=due_on(worst.severity, basis),
        risk_removed=max((basis.removed.get(one, 0) for one in controls), default=0),
        law=tuple(dict.fromkeys(law for finding in findings for law in finding.law)),
        proposed=True,
    )


def _scope(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return where a control is missing; everywhere, if one finding names no place."""
    if all(finding.scope for finding in findings):
        return tuple(dict.fromkeys(id for finding in findings for id in finding.scope))
    return ("*",)


def _say(control: str | None, basis: Basis) -> Text:
    if control is None:
        return basis.knowledge.text("action.unnamed")
    return basis.knowledge.text("action.control", control=f"control.{control}", id=control)


def _owner(control: str | None, subjects: Sequence[str], basis: Basis) -> str | None:
    """Name who must act: the control's owner, the only owner of the assets, or the officer."""
    for state in basis.controls:
        if state.id == control and state.owner:
            return state.owner
    owners = {asset.owner for asset in basis.inventory.assets if asset.id in subjects}
    if len(owners) == 1 and None not in owners:
        return owners.pop()
    return basis.inventory.header.officer


def _rank(action: Action) -> tuple[float, dt.date, str]:
    return (-action.risk_removed, action.due or dt.date.max, action.id)
