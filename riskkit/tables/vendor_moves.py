"""Tables of vendors since the run before: who moved, by how much, and because of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.vendor_facts import Mover
from .grid import Grid, grid
from .wording import UNKNOWN, Words

_LEAST = 0.05


def movers(found: Sequence[Mover], names: Mapping[str, str], w: Words) -> Grid:
    """List the vendors that moved since the run before, those that became worse first."""
    rows = [
        (
            w.named(one.vendor, names.get(one.vendor, "")),
            w.say(f"tables.moved_{one.change}"),
            _pair(*(w.term("verdict", v) for v in one.verdicts)),
            _pair(*(w.term("level", r) for r in one.residuals)),
            _pair(*(UNKNOWN if s is None else f"{100 - s:.1f}" for s in one.scores)),
            w.reasons(one.because) if one.because else None,
        )
        for one in found
    ]
    return grid("movers", "vendor change our_verdict residual_level gap because", rows)


def moved(one: Mover, w: Words) -> Grid:
    """List what each answer adds to the gap of one vendor now and did before."""
    rows = [
        (
            w.named(move.question, w.term("question", move.question)),
            w.say(f"tables.why_{move.why}"),
            _pair(*(w.term("answer", answer) for answer in move.answers)),
            f"{move.points[0]:.1f}",
            f"{move.points[1]:.1f}",
            f"{move.points[1] - move.points[0]:+.1f}",
        )
        for move in one.moved
        if abs(move.points[1] - move.points[0]) >= _LEAST
    ]
    return grid("moved", "question why_moved answer gap_before gap_now gap_change", rows)


def _pair(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"
