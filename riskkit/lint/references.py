"""References inside an assessment of our own that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..catalogue import Knowledge
from ..model.assessment import Assessment
from ..model.foreign import ForeignFault
from ..model.value import Reason


def lost_references(a: Assessment, knowledge: Knowledge) -> Iterator[ForeignFault]:
    """Find references to assets, vendors, controls, findings and actions that are not there."""
    assets = {one.id for one in a.assets}
    vendors = {one.id for one in a.vendors}
    actions = {one.id for one in a.actions}
    findings = {one.id for one in a.findings}
    controls = set(knowledge.entries("controls"))
    for asset in a.assets:
        yield from _lost(f"asset {asset.id}", asset.third_parties, vendors)
        yield from _lost(f"asset {asset.id}", (*asset.gap.missing, *asset.gap.unproven), controls)
    for activity in a.activities:
        yield from _lost(f"activity {activity.id}", activity.assets, assets)
    for scenario in a.scenarios:
        yield from _lost(f"scenario {scenario.id}", scenario.assets, assets)
    for vendor in a.vendors:
        yield from _lost(f"vendor {vendor.id}", vendor.assets, assets)
    for number, column in enumerate(a.columns):
        yield from _lost(f"columns[{number}]", (column.asset,) if column.asset else (), assets)
    for state in a.controls:
        yield from _lost(f"control {state.id}", (state.id,), controls)
    for finding in a.findings:
        named = (finding.action,) if finding.action else ()
        yield from _lost(f"finding {finding.id}", named, actions)
    for action in a.actions:
        yield from _lost(f"action {action.id}", action.findings, findings)
        yield from _lost(
            f"action {action.id}", (action.control,) if action.control else (), controls
        )


def _lost(place: str, named: Iterable[str], known: set[str]) -> Iterator[ForeignFault]:
    lost = sorted(set(named) - known)
    if lost and known:
        reason = Reason(rule="lint.no_target_n", args={"n": len(lost)})
        yield ForeignFault(rule="L12", place=place, reason=reason)
