"""The method for third parties as it was applied: credits of proof, residual levels, fatal rules.

Everything is read from the knowledge the assessment was made with, so a report shows the very
tables that decided it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.assessment import Assessment
from .grid import Grid, grid
from .wording import UNKNOWN, Words, points

_TIERS = ("low", "moderate", "high", "critical")
_HEADS = " ".join(f"tier_{tier}" for tier in _TIERS)


def proof_credit(a: Assessment, w: Words) -> Grid:
    """List how much of an answer each level of proof carries, by inherent level."""
    levels = sorted(w.knowledge.entries("vendors/assurance").values(), key=lambda one: one.rank)
    rows = [
        (one.name.get(w.language), *(f"{one.credit[tier]:g}" for tier in _TIERS)) for one in levels
    ]
    return grid("proof_credit", f"proof_level {_HEADS}", rows)


def residual_table(a: Assessment, w: Words) -> Grid:
    """List the residual level by inherent level and band of the gap, and the proof required."""
    tiers = w.knowledge.entries("vendors/tiers")
    bands = w.knowledge.entries("vendors/bands")
    rows = [
        (
            w.term("level", id),
            *(w.term("level", residual) for residual in tiers[id].residual),
            w.term("assurance", tiers[id].required_assurance),
        )
        for id in reversed(_TIERS)
    ]
    upto = (f"≤ {points(100 * band.upto)}" for band in bands.values())
    rows.append((w.say("tables.gap_of_band"), *upto, UNKNOWN))
    heads = " ".join(f"band_{band}" for band in bands)
    return grid("residual_table", f"inherent_level {heads} required_proof", rows)


def fatal_states(a: Assessment, w: Words) -> Grid:
    """List what each state of a fatal rule does to residual level and verdict."""
    states = sorted(w.knowledge.entries("vendors/knockout-states").values(), key=lambda s: -s.rank)
    rows = [
        (one.name.get(w.language), *(_effect(w, one.floor, one.verdict, tier) for tier in _TIERS))
        for one in states
        if one.floor or one.verdict
    ]
    return grid("fatal_states", f"fatal_state {_HEADS}", rows)


def _effect(w: Words, floor: Mapping[Any, str], verdict: Mapping[Any, str], tier: str) -> str:
    told = []
    if tier in floor:
        told.append(f"≥ {w.term('level', floor[tier])}")
    if tier in verdict:
        told.append(w.term("verdict", verdict[tier]))
    return w.join(told) if told else UNKNOWN
