"""Tables of controls: how each stands, and how each family is covered."""

from __future__ import annotations

from ..model.assessment import Assessment, ControlState
from .evidence import proofs
from .grid import Grid, grid
from .wording import Words

STANDINGS = ("evidenced", "claimed", "planned", "absent", "not_assessed")
"""How a control stands, the best first."""

_WEAK = ("none", "interview", "")


def standing(control: ControlState) -> str | None:
    """Return how a control stands; None if it does not apply.

    A control that is said to be there counts as evidenced only with a proof stronger than
    somebody's word.
    """
    if control.status == "not_applicable":
        return None
    if control.status in ("in_place", "partial"):
        return "claimed" if control.proof in _WEAK else "evidenced"
    return control.status if control.status in ("planned", "absent") else "not_assessed"


def families(a: Assessment) -> dict[str, dict[str, int]]:
    """Return per family how many controls stand how, the worst covered family first."""
    counts: dict[str, dict[str, int]] = {}
    for control in a.controls:
        stand = standing(control)
        if stand:
            family = counts.setdefault(control.family, dict.fromkeys(STANDINGS, 0))
            family[stand] += 1
    return dict(sorted(counts.items(), key=lambda item: (_evidenced(item[1]), item[0])))


def control_gaps(a: Assessment, w: Words) -> Grid:
    """List each family of controls with the number of controls that stand so."""
    rows = [
        (w.term("family", family), sum(counts.values()), *(counts[s] for s in STANDINGS))
        for family, counts in families(a).items()
    ]
    headings = " ".join(f"standing_{stand}:count" for stand in STANDINGS)
    return grid("control_gaps", f"family applicable:count {headings}", rows)


def controls(a: Assessment, w: Words) -> Grid:
    """List every applicable control, what would remove most risk first."""
    chosen = sorted((c for c in a.controls if standing(c)), key=lambda c: (-c.risk_removed, c.id))
    rows = [
        (
            w.named(c.id, w.term("control", c.id)),
            w.term("family", c.family),
            w.say(f"tables.standing_{standing(c)}"),
            w.term("status", c.status),
            w.term("proof", c.proof),
            c.strength,
            proofs(a, c.evidence),
            c.owner,
            c.risk_removed,
        )
        for c in chosen
    ]
    return grid(
        "controls",
        "control family standing status proof strength:gauge evidence owner risk_removed:points",
        rows,
        [f"control-{c.id}" for c in chosen],
    )


def _evidenced(counts: dict[str, int]) -> float:
    total = sum(counts.values()) or 1
    return (counts["evidenced"] + 0.5 * counts["claimed"]) / total
