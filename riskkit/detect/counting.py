"""Hits counted in every scanned row, by the database, with the patterns of the verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..sources import Extract
from .columns import Verdict
from .rulebook import Rulebook


def count_hits(
    extract: Extract, verdicts: Sequence[Verdict], rules: Rulebook
) -> list[tuple[int, int]]:
    """Return for each column the rows with its entity, and the rows that were looked at.

    A pattern is counted in every row of the extract. What no pattern can say (names, word
    lists, attributes told by their header, "nothing") is known of the sample alone, and so
    the rows looked at are those of the sample: a bound must not rest on rows nobody read.
    """
    tests = [(i, p) for i, v in enumerate(verdicts) if (p := _pattern(v, rules))]
    counted = dict(zip((i for i, _ in tests), extract.count(tests), strict=True))
    hits = []
    for i, verdict in enumerate(verdicts):
        looked = verdict.cells.looked or len(verdict.cells.raw)
        sampled = _in_sample(verdict)
        exact = counted.get(i, 0)
        # Full-width and oddly spaced cells are made plain only in the sample; where the
        # database finds far fewer than the sample promises, the sample is believed.
        if i in counted and exact >= 0.9 * sampled * extract.scanned / max(1, looked):
            hits.append((exact, extract.scanned))
        else:
            hits.append((sampled, looked))
    return hits


def _in_sample(verdict: Verdict) -> int:
    """Return how many cells of the sample hold the verdict's entity."""
    if verdict.entity is None:
        return 0
    share = verdict.share or (1.0 if verdict.claim.entity == verdict.entity else 0.0)
    return round(min(1.0, share) * verdict.cells.count)


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
