"""Levels of every scenario by each matrix, from gross to planned, one line a matrix."""

from __future__ import annotations

from ..model.assessment import Assessment
from ..model.profiles import STAGES, Rating
from .grid import Grid, grid
from .wording import Words


def stages(a: Assessment, w: Words) -> Grid:
    """List each scenario and matrix with its level at the four stages."""
    held: dict[tuple[str, str], dict[str, Rating]] = {}
    for rating in a.profiles.ratings:
        held.setdefault((rating.scenario, rating.matrix), {})[rating.stage] = rating
    rows = [
        (
            _scenario(a, w, scenario),
            w.term("method", matrix),
            *(_level(w, found.get(stage)) for stage in STAGES),
        )
        for (scenario, matrix), found in sorted(held.items(), key=lambda one: one[0])
    ]
    columns = " ".join(f"at_{stage}" for stage in STAGES)
    return grid("stages", f"scenario matrix {columns}", rows)


def _scenario(a: Assessment, w: Words, id: str) -> str:
    found = next((s for s in a.scenarios if s.id == id), None)
    if found is None:
        return w.term("pathway", id)
    name = found.name.get(w.language)
    return name if found.id == found.pathway else w.named(id, name)


def _level(w: Words, rating: Rating | None) -> str | None:
    if rating is None:
        return None
    lo, mid, hi = (
        w.term("level", f"{rating.matrix}.{one}") for one in (rating.lo, rating.level, rating.hi)
    )
    return mid if lo == hi else f"{mid} ({lo}–{hi})"
