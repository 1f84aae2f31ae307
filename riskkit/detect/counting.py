"""Hits counted in every scanned row, by the database, with the patterns of the verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..sources import Extract
from .columns import Verdict
from .rulebook import Rulebook


def count_hits(
    extract: Extract, verdicts: Sequence[Verdict], filled: Sequence[int], rules: Rulebook
) -> list[int]:
    """Return for each column in how many scanned rows its entity stands.

    Where no pattern can say it (names, attributes), it is the share found in the sample,
    of all filled cells.
    """
    tests = [(i, p) for i, v in enumerate(verdicts) if (p := _pattern(v, rules))]
    counted = dict(zip((i for i, _ in tests), extract.count(tests), strict=True))
    hits = []
    for i, verdict in enumerate(verdicts):
        estimate = _estimate(verdict, filled[i])
        # Full-width and oddly spaced cells are made plain only in the sample; where the
        # database finds far fewer than the sample promised, the sample is believed.
        exact = counted.get(i, 0)
        hits.append(exact if exact >= 0.9 * estimate else estimate)
    return hits


def _estimate(verdict: Verdict, filled: int) -> int:
    if verdict.entity is None or not verdict.cells.raw:
        return 0
    share = verdict.share or (1.0 if verdict.claim.entity == verdict.entity else 0.0)
    sampled = sum(1 for cell in verdict.cells.raw if cell)
    kept = verdict.cells.count / sampled if sampled else 0.0
    return round(min(1.0, share * kept) * filled)


def _pattern(verdict: Verdict, rules: Rulebook) -> str | None:
    """Return the RE2 pattern that finds the verdict's entity in a raw cell."""
    if verdict.entity is None:
        return None
    if verdict.entity == "FREE_TEXT_PII":
        names = [e for e in verdict.entities if e in rules.entities]
        parts = [
            p.regex
            for name in names
            for p in rules.entities[name].patterns
            if p.text == "free" and not re.search(r"一-龥", p.regex)
        ]
        return rf"(?:^|[^0-9A-Za-z])(?:{'|'.join(parts)})(?:$|[^0-9A-Za-z])" if parts else None
    hits = verdict.cells.hits.get(verdict.entity)
    if not hits:
        return None
    used = [p.regex for p in rules.entities[verdict.entity].patterns if hits.patterns[p.id] > 0]
    return rf"^[\s'\"]*(?:{'|'.join(used)})[\s'\"]*$" if used else None
