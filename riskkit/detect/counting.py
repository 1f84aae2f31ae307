"""Hits counted in every scanned row, by the database, with the patterns of the verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..sources import Extract, Search
from .columns import CLEAR, TEXT, Verdict
from .normal import normalise_text
from .rulebook import Rulebook

_HAN = "一-龥"
MOST, NEARLY_ALL = 0.9, 0.98
"""Share of what the sample holds that patterns must find, for their count to be believed."""


def count_hits(
    extract: Extract, verdicts: Sequence[Verdict], rules: Rulebook
) -> tuple[Sequence[int], list[tuple[int, int]]]:
    """Return for each column its distinct values, and its hits of the rows looked at.

    A pattern is counted in every row of the extract. What no pattern can say (names, word
    lists, attributes told by their header, "nothing") is known of the sample alone, and so
    the rows looked at are those of the sample: a bound must not rest on rows nobody read.
    """
    searches = [s for i, verdict in enumerate(verdicts) if (s := _search(i, verdict, rules))]
    measured = extract.measure(searches)
    counted = dict(zip((s.column for s in searches), measured.found, strict=True))
    hits = []
    for i, verdict in enumerate(verdicts):
        looked = (verdict.cells.looked or len(verdict.cells.raw)) - verdict.unread
        sampled = _in_sample(verdict)
        exact = counted.get(i, 0)
        # Full-width and oddly spaced cells are made plain only in the sample; where the
        # database finds far fewer than the sample promises, the sample is believed.
        if i in counted and exact >= MOST * sampled * extract.scanned / max(1, looked):
            hits.append((exact, extract.scanned))
        else:
            hits.append((sampled, looked))
    return measured.distinct, hits


def _in_sample(verdict: Verdict) -> int:
    """Return how many of the cells of the sample that were read hold the verdict's entity."""
    if verdict.entity is None:
        return 0
    share = verdict.share or (1.0 if verdict.claim.entity == verdict.entity else 0.0)
    return round(min(1.0, share) * (verdict.cells.count - verdict.unread))


def _search(column: int, verdict: Verdict, rules: Rulebook) -> Search | None:
    """Return the search that finds the verdict's entity in raw cells."""
    if verdict.entity is None:
        return None
    if verdict.entity == "FREE_TEXT_PII":
        return _within(column, verdict, rules)
    hits = verdict.cells.hits.get(verdict.entity)
    if not hits:
        return None
    used = [p.regex for p in rules.entities[verdict.entity].patterns if hits.patterns[p.id] > 0]
    return Search(column, [rf"^[\s'\"]*(?:{'|'.join(used)})[\s'\"]*$"]) if used else None


def _within(column: int, verdict: Verdict, rules: Rulebook) -> Search | None:
    """Return the search for what was found inside the texts of the sample.

    None where they would find too few of them (names have no pattern): a sample in which many
    texts hold something then says more than a count that misses some.
    """
    pieces: dict[str, set[str]] = defaultdict(set)
    for text, spans in verdict.spans.items():
        for span in spans:
            pieces[span.entity].add(normalise_text(text[:TEXT])[span.start : span.end])
    able = [c for c in rules.patterns if c.pattern.text == "free" and c.entity in pieces]
    used = [c for c in able if any(map(c.whole.fullmatch, pieces[c.entity]))]
    told = {c.entity for c in used}
    found = sum(
        verdict.cells.tally[text]
        for text, spans in verdict.spans.items()
        if any(s.entity in told for s in spans)
    )
    least = NEARLY_ALL if verdict.share >= CLEAR else MOST
    if found < least * sum(verdict.cells.tally[text] for text in verdict.spans):
        return None
    # Runs of Chinese characters make an automaton of their own that is too large when joined.
    alone = [c.pattern.regex for c in used if _HAN in c.pattern.regex]
    joined = [c.pattern.regex for c in used if _HAN not in c.pattern.regex]
    edged = [rf"(?:^|[^0-9A-Za-z])(?:{'|'.join(joined)})(?:$|[^0-9A-Za-z])"] if joined else []
    digits = all(c.pattern.digits for c in used)
    return Search(column, edged + alone, must="[0-9]" if digits else "")
