"""The defects of an assessment itself, as its own rules find them."""

from __future__ import annotations

from ..model.assessment import Assessment
from .grid import Grid, grid
from .plan import SEVERITIES
from .wording import Words


def lint(a: Assessment, w: Words) -> Grid:
    """List each defect by severity and rule, with its place."""
    ranked = sorted(a.lint, key=lambda r: (SEVERITIES.index(r.severity), r.rule, r.place))
    rows = [
        (r.rule, w.term("severity", r.severity), r.statement.get(w.language), r.place)
        for r in ranked
    ]
    return grid("lint", "id severity statement lint_place", rows)
