"""The gate of every phase: its controls, checklist, pairs and findings with who, when and proof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..catalogue import Knowledge
from ..model.assessment import Action, ControlState, Finding
from ..model.event import Gate, GateItem, GatePair, GateState
from ..model.inventory import Inventory
from ..model.knowledge import Phase, Scenario
from .items import CHECKLIST, Scopes, check_items, control_item, finding_item, lacking, pair_item
from .pairs import asset_words
from .schedule import Window, schedule

SERIOUS = ("medium", "high", "critical")


@dataclass(frozen=True, eq=False)
class Proofs:
    """What the gates are judged by: how the controls stand and what was found."""

    controls: tuple[ControlState, ...] = ()
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()
    tiers: Mapping[str, str] = field(default_factory=dict)


def gates(
    inventory: Inventory, knowledge: Knowledge, proofs: Proofs, *, as_of: dt.date
) -> tuple[Gate, ...]:
    """Return the gate of every phase of the scenario, in its order.

    Parameters
    ----------
    inventory : Inventory
    knowledge : Knowledge
    proofs : Proofs
        Controls, findings and actions of the assessment; `tiers` by asset id.
    as_of : date
        The day the gates are looked at.

    Returns
    -------
    tuple of Gate
        A gate is ``passed`` when its days are over and nothing is open, ``passed_open`` when
        the plan calls it passed and something is, ``overdue`` when its days are over and
        something is open, ``running`` within its days, ``ahead`` before them. A finding stands
        at the first gate whose controls would mend it; one that says of a control what the
        control's own line says, or of the checklist, or that an action is late whose faults
        stand there, has no line of its own.
    """
    scenario: Scenario | None = knowledge.entries("scenarios").get(inventory.header.scenario)
    if scenario is None:
        return ()
    look = _Look(inventory, knowledge, proofs, as_of)
    windows = {window.phase: window for window in schedule(inventory, knowledge)}
    homes = _homes(scenario.phases, (f for f in proofs.findings if not look.told_elsewhere(f)))
    return tuple(look.gate(p, windows[p.id], homes.get(p.id, ())) for p in scenario.phases)


def _homes(phases: Iterable[Phase], findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings by the phase whose controls mend them."""
    homes: dict[str, list[Finding]] = {}
    phases = tuple(phases)
    for finding in findings:
        if finding.severity in SERIOUS and finding.controls:
            wanted = set(finding.controls)
            home = next((p.id for p in phases if finding.controls[0] in p.controls), None)
            home = home or next((p.id for p in phases if wanted & set(p.controls)), None)
            if home:
                homes.setdefault(home, []).append(finding)
    return homes


@dataclass(frozen=True, eq=False)
class _Look:
    """One look at all gates of an engagement."""

    inventory: Inventory
    knowledge: Knowledge
    proofs: Proofs
    as_of: dt.date

    @cached_property
    def actions(self) -> dict[str, Action]:
        """The actions of the plan by id."""
        return {action.id: action for action in self.proofs.actions}

    @cached_property
    def scopes(self) -> Scopes:
        """What each control protects."""
        return Scopes(self.inventory.assets, self.knowledge, self.proofs.tiers)

    def told_elsewhere(self, finding: Finding) -> bool:
        """Say whether another line says it: a control, the checklist, an action's fault."""
        rule = self.knowledge.entries("rules").get(finding.rule)
        ticks = rule is not None and (
            rule.check == "gate_passed_open" or rule.parameters.get("register") == CHECKLIST
        )
        late = self.actions.get(finding.subject)
        others = late is not None and set(late.findings) - {finding.id}
        return ticks or bool(others) or finding.subject in self.knowledge.entries("controls")

    def gate(self, phase: Phase, window: Window, findings: Iterable[Finding]) -> Gate:
        owner = window.row.cell("owner") or None if window.row else None
        items = tuple(self._items(phase, window, owner, findings))
        return Gate(
            phase=phase.id,
            state=self._state(window, items),
            start=window.start,
            end=window.end,
            planned=window.planned,
            owner=owner,
            items=items,
        )

    def _items(
        self, phase: Phase, window: Window, owner: str | None, findings: Iterable[Finding]
    ) -> Iterator[GateItem]:
        who = owner or self.inventory.header.officer
        states = {state.id: state for state in self.proofs.controls}
        ahead = window.start is not None and self.as_of < window.start
        for control in phase.controls:
            state = states.get(control)
            if state is None or state.status != "not_applicable":
                item = control_item(
                    control, state, self.scopes, who=who, end=window.end, ahead=ahead
                )
                lacks = [f for f in self.proofs.findings if f.subject == control]
                yield lacking(item, lacks, self.actions, self.knowledge)
        yield from check_items(
            phase, self.inventory, self.knowledge, who=who, end=window.end, as_of=self.as_of
        )
        words = asset_words(self.inventory)
        pairs: Mapping[str, GatePair] = self.knowledge.entries("gates/pairs")
        for pair in pairs.values():
            if pair.phase == phase.id:
                owned = next((states[c].owner for c in pair.controls if c in states), None)
                yield pair_item(
                    pair, self.inventory, self.knowledge, who=owned or who, as_of=self.as_of,
                    words=words,
                )  # fmt: skip
        for finding in findings:
            yield finding_item(finding, self.actions.get(finding.action or ""), who, window.end)

    def _state(self, window: Window, items: Iterable[GateItem]) -> GateState:
        shut = any(item.state in ("open", "unproven", "unknown") for item in items)
        called = window.row.cell("status") == "gate_passed" if window.row else False
        own = self.inventory.header.as_of
        if own and window.end and self.as_of < min(own, window.end):
            # The word of the folder's own day was not yet said on a day before the gate.
            called = False
        if called and (window.start is None or self.as_of >= window.start):
            return "passed_open" if shut else "passed"
        if window.start is None or window.end is None:
            event = self.knowledge.entries("scenarios")[self.inventory.header.scenario].event
            return "unplanned" if event else "running" if shut else "passed"
        if self.as_of < window.start:
            return "ahead"
        if self.as_of <= window.end:
            return "running"
        return "overdue" if shut else "passed"
