"""Several runs of one engagement: how the numbers moved, and whether they may be compared.

Two runs compare only when they were made by the same method: same knowledge, same methods, same
program and same overrides. Where they were not, the point says so and why.
"""

from __future__ import annotations

from collections.abc import Iterable

from .model.assessment import Assessment
from .model.event import RunPoint
from .model.risk import Span

LIVE = ("open", "in_progress")


def trend(runs: Iterable[Assessment]) -> tuple[RunPoint, ...]:
    """Return one point a run, the earliest first.

    Parameters
    ----------
    runs : iterable of Assessment
        Of one engagement; of several on the same day the last given stands.

    Returns
    -------
    tuple of RunPoint
        Residual risk of the worst asset and the mean with bounds (0–100), how many assets are
        high, the share of facts known, the share of applicable controls in place and proven,
        findings by severity, open and overdue actions.
    """
    by_day = {run.as_of: run for run in runs}
    ordered = [by_day[on] for on in sorted(by_day)]
    before: list[Assessment | None] = [None, *ordered]
    return tuple(_point(run, last) for run, last in zip(ordered, before, strict=False))


def differences(run: Assessment, last: Assessment) -> tuple[str, ...]:
    """Return what two runs were made with that is not the same: program, catalogue, methods."""
    told = {
        "engagement": (_who(run), _who(last)),
        "riskkit": (run.provenance.riskkit, last.provenance.riskkit),
        "catalogue": (run.provenance.catalogue, last.provenance.catalogue),
        "overrides": (run.provenance.overrides, last.provenance.overrides),
        "methods": (
            sorted((m.id, m.version) for m in run.methods),
            sorted((m.id, m.version) for m in last.methods),
        ),
    }
    return tuple(name for name, (ours, theirs) in told.items() if ours != theirs)


def _who(run: Assessment) -> tuple[str, str, str]:
    head = run.engagement
    return head.client, head.scenario, head.title


def _point(run: Assessment, last: Assessment | None) -> RunPoint:
    residuals = [asset.residual for asset in run.assets]
    count = len(residuals) or 1
    applicable = [c for c in run.controls if c.status != "not_applicable"]
    proven = [c for c in applicable if c.status == "in_place" and c.proof != "none"]
    live = [action for action in run.actions if action.status in LIVE]
    by_severity: dict[str, int] = {}
    for finding in run.findings:
        by_severity[finding.severity] = by_severity.get(finding.severity, 0) + 1
    return RunPoint(
        as_of=run.as_of,
        phase=run.engagement.phase,
        assets=len(residuals),
        # The maximum grows with every score: the maxima of the bounds are its exact bounds.
        worst=Span(
            lo=max((r.lo for r in residuals), default=0),
            score=max((r.score for r in residuals), default=0),
            hi=max((r.hi for r in residuals), default=0),
        ),
        mean=Span(
            lo=sum(r.lo for r in residuals) / count,
            score=sum(r.score for r in residuals) / count,
            hi=sum(r.hi for r in residuals) / count,
        ),
        high=sum(r.level.get("riskkit-v1") in ("high", "critical") for r in residuals),
        coverage=sum(asset.coverage for asset in run.assets) / count,
        controls_proven=len(proven) / (len(applicable) or 1),
        findings=by_severity,
        actions_open=len(live),
        actions_overdue=sum(bool(a.due and a.due < run.as_of and not a.proposed) for a in live),
        differs=differences(run, last) if last else (),
    )
