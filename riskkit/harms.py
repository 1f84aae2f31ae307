"""Which harms a breach would do to people and to the organisation, and from which assets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .catalogue import Knowledge
from .model.assessment import AssetRisk
from .model.duties import Harm, HarmRisk


def harm_risks(assets: Iterable[AssetRisk], knowledge: Knowledge) -> tuple[HarmRisk, ...]:
    """Return every harm with the assets whose data may lead to it, the gravest first.

    A harm with categories follows from an asset that holds one of them, declared or found; one
    without from any personal data. `residual` is the highest of those assets, 0–100.
    """
    harms: Mapping[str, Harm] = knowledge.entries("harms")
    categories = knowledge.entries("categories")
    held = {a.id: (a, frozenset((*a.declared, *a.found))) for a in assets}
    personal = frozenset(c.id for c in categories.values() if c.personal)
    risks = []
    for harm in harms.values():
        wanted = frozenset(harm.categories) or personal
        hit = [a for a, kinds in held.values() if kinds & wanted or not kinds]
        worst = max(hit, key=lambda a: (a.residual.score, a.id), default=None)
        risks.append(
            HarmRisk(
                harm=harm.id,
                to=harm.to,
                assets=tuple(a.id for a in hit),
                worst=worst.id if worst else None,
                residual=worst.residual.score if worst else 0,
                law=harm.law,
            )
        )
    return tuple(sorted(risks, key=lambda r: (-r.residual, r.harm)))
