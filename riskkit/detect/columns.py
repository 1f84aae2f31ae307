"""One column, one verdict: what it holds, whether that is personal, and how sure.

Each column alone; `settling` then sees all of a table together.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..model.value import Argument, Reason
from .cells import Cells
from .dates import read_year
from .evidence import Evidence
from .headers import Claim, read_header
from .rulebook import Rulebook
from .spans import find_spans
from .text_names import Span
from .weighing import weigh

# A cell of more than one token, in which a span could hide.
_LOOSE = re.compile(r"[\s\u3400-\u9fff，；：,;:|/&+]")
_MOMENT = re.compile(r"[-0-9/.:, 年月日号時时分秒點点TZ]+")
_SMALL = frozenset(
    {"of", "the", "and", "de", "la", "in", "on", "for", "a", "an", "&", "-", "to", "at"}
)
TEXTS = 1_000
"""Distinct cells of a column that are read as text."""
ENOUGH, CLEAR = 300, 0.2
"""Texts after which a column is read no further, if this share of them hold something."""
TEXT = 2_000
"""Characters of a cell that are read as text."""


@dataclass(frozen=True)
class Verdict:
    """What a column holds: `log_odds` is that of the column being personal.

    `unread` are the rows of the sample whose texts were not read, since others told enough.
    """

    header: str
    claim: Claim
    cells: Cells
    entity: str | None = None
    log_odds: float = -6.0
    share: float = 0.0
    masked: bool = False
    personal: bool = False
    place_only: bool = False
    strong: bool = False
    entities: dict[str, float] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    because: tuple[Reason, ...] = ()
    unread: int = 0

    @property
    def probability(self) -> float:
        """Probability that the column holds personal data, calibrated."""
        slope = self.cells.rules.weight("calibration")
        return 1 / (1 + math.exp(-slope * max(-12.0, min(12.0, self.log_odds))))

    def told(self, weight: float, rule: str, **args: Argument) -> Verdict:
        """Return the verdict with a weight and its reason added."""
        reason = Reason(rule=f"detect.{rule}", args=args)
        return replace(self, log_odds=self.log_odds + weight, because=(*self.because, reason))


def judge(header: str, cells: Cells, rules: Rulebook, *, named: bool = True) -> Verdict:
    """Return what one column holds, from its header and its cells alone."""
    claim = read_header(header, rules) if named else Claim()
    found = weigh(cells, claim, rules)
    best = found[0] if found else None
    limit = _logit(rules.weight("decide"))
    text = None
    if best is None or best.log_odds < limit + 1.5 or best.share < 0.5 or not best.strong:
        text = _read_text(cells, claim, rules, best)
    verdict = Verdict(header, claim, cells)
    if best is not None and (text is None or not _text_wins(text, best, limit)):
        verdict = _from_evidence(verdict, best, found, rules)
    elif text is not None:
        verdict = text.verdict(verdict)
    if verdict.log_odds < limit and not _is_named(verdict, rules):
        verdict = replace(verdict, entity=None, masked=False, share=0.0)
    return _own(verdict, rules)


def _logit(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _is_named(verdict: Verdict, rules: Rulebook) -> bool:
    """Say whether a column keeps its entity's name although it is not personal."""
    return verdict.entity is not None and rules.entities[verdict.entity].role == "other"


def _from_evidence(
    verdict: Verdict, best: Evidence, found: Sequence[Evidence], rules: Rulebook
) -> Verdict:
    role = rules.entities[best.entity].role
    limit = _logit(rules.weight("decide"))
    if role == "other" and best.log_odds < limit:
        return verdict
    others = {e.entity: round(e.share, 4) for e in found if e.share >= 0.02 and e.log_odds > -1}
    return replace(
        verdict,
        entity=best.entity,
        log_odds=best.log_odds,
        share=best.share,
        masked=best.masked > 0.5,
        place_only=best.place_only,
        strong=best.strong,
        entities=others if len(others) > 1 else {},
        because=tuple(best.because),
    )


def _own(verdict: Verdict, rules: Rulebook) -> Verdict:
    """Decide from the column alone whether it is personal."""
    limit = _logit(rules.weight("decide"))
    if verdict.entity is None or verdict.log_odds < limit:
        return verdict
    role = rules.entities[verdict.entity].role
    claim = verdict.claim
    if role == "other" and not (verdict.entity in ("URL", "LOCATION") and verdict.log_odds > 0):
        return replace(verdict.told(0, "not_personal"), log_odds=-4.0)
    if claim.thing and not claim.person and verdict.entity in SHARED:
        return replace(verdict.told(0, "thing"), log_odds=-3.0)
    if _service(verdict):
        return replace(verdict.told(0, "service"), log_odds=-2.5)
    return replace(verdict, personal=True)


SHARED = (
    "PHONE_NUMBER",
    "ADDRESS",
    "GEO_COORDINATE",
    "EMAIL_ADDRESS",
    "URL",
    "IP_ADDRESS",
    "MAC_ADDRESS",
    "BANK_ACCOUNT",
    "OCCUPATION",
    "SALARY",
    "TRANSACTION",
    "BEHAVIOUR",
)
"""Entities that shops, companies and machines have as well as persons."""


def _service(verdict: Verdict) -> bool:
    """Say whether the numbers are hotlines, or one number repeated all through."""
    cells = verdict.cells
    if verdict.entity != "PHONE_NUMBER" or not cells.count:
        return False
    hits = cells.hits.get("PHONE_NUMBER")
    lines = hits.patterns["phone.cn_service"] if hits else 0
    return lines > 0.6 * cells.count or (cells.count >= 20 and len(cells.tally) == 1)


@dataclass(frozen=True)
class _Text:
    """What the texts of a column hold."""

    share: float
    log_odds: float
    entities: dict[str, float]
    spans: dict[str, list[Span]]
    single: str | None
    unread: int

    def verdict(self, verdict: Verdict) -> Verdict:
        entity = self.single or "FREE_TEXT_PII"
        names = tuple(f"entity.{e}" for e in self.entities)
        reason = Reason(rule="detect.text", args={"share": self.share, "entities": names})
        return replace(
            verdict,
            entity=entity,
            log_odds=self.log_odds,
            share=self.share,
            entities=self.entities,
            spans=self.spans,
            unread=self.unread,
            because=(reason,),
        )


def _read_text(cells: Cells, claim: Claim, rules: Rulebook, best: Evidence | None) -> _Text | None:
    """Look for spans in the cells; None when there is nothing to find."""
    # A bare number under a header of serials or orders is that, however it is written.
    lone = {} if claim.kind == "other" or cells.sequential else cells.lone
    texts = [v for v in cells.tally if v in lone or _is_text(v)]
    if not texts or cells.share("ORGANIZATION") > 0.5:
        return None
    chosen = _spread(texts, TEXTS)
    first = _spread(chosen, ENOUGH)
    spans = {t: s for t in first if (s := _spans(t, lone, rules))}
    if len(spans) < CLEAR * len(first):
        # Few or none: what is rare is looked for in all of them.
        spans = {t: s for t in chosen if (s := spans.get(t) or _spans(t, lone, rules))}
    else:
        chosen = first
    if not spans:
        return None
    looked = sum(cells.tally[t] for t in chosen)
    rows = sum(cells.tally[t] for t in spans)
    found: Counter[str] = Counter()
    evidence = 0.0
    for text, items in spans.items():
        found.update({s.entity: cells.tally[text] for s in items})
        evidence += max(2.0 if s.score >= 0.85 else (1.0 if s.score >= 0.7 else 0.4) for s in items)
    worded = sum(cells.tally[t] for t in texts) / cells.count
    share = rows / looked * worded
    free = rules.weight("header.free") if claim.entity == "FREE_TEXT_PII" else 0.0
    log_odds = rules.weight("text.base") - 3.0 + 2 * math.log1p(evidence) + free
    if evidence / len(chosen) < 0.01:
        log_odds -= 1.0
    return _Text(
        share=round(share, 4),
        log_odds=log_odds if share >= rules.weight("text.share") else log_odds - 2,
        entities={e: round(n / looked * worded, 4) for e, n in found.most_common()},
        spans=spans,
        single=_single(spans, cells, claim, found, share),
        unread=sum(cells.tally[t] for t in texts) - looked,
    )


def _spread(texts: list[str], size: int) -> list[str]:
    """Return about `size` of the texts, evenly but to no beat: logs repeat every few lines."""
    share = size / max(size, len(texts))
    return [t for n, t in enumerate(texts) if n * 2654435761 % 4294967296 < 4294967296 * share]


def _is_text(value: str) -> bool:
    """Say whether a cell could hold a span besides itself; a date with its time does not."""
    if len(value) < 7 or not _LOOSE.search(value):
        return False
    return not (_MOMENT.fullmatch(value) and read_year(value)[0])


def _spans(text: str, lone: dict[str, tuple[str, float]], rules: Rulebook) -> list[Span]:
    if text in lone:
        return _personal([Span(0, len(text), lone[text][0], 0.9)], rules)
    if not _LOOSE.search(text):
        return []
    # A name that is the whole cell has been weighed with the column already.
    found = find_spans(text[:TEXT], rules)
    if _is_title(text):
        # Films, airports and streets are called after persons too.
        found = [s for s in found if s.entity != "PERSON"]
    return _personal(
        [s for s in found if s.entity != "PERSON" or s.end - s.start < 0.8 * len(text)], rules
    )


def _is_title(text: str) -> bool:
    """Say whether a cell is a title: every word but the smallest begins with a capital."""
    words = text.split()
    if len(text) > 80 or not text[0].isascii() or any(c in text for c in ":;|/@"):
        return False
    return all(w in _SMALL or not w[0].isalpha() or w[0].isupper() for w in words)


def _personal(spans: list[Span], rules: Rulebook) -> list[Span]:
    """Keep the spans that make a text personal: an age alone names nobody."""
    kept = [s for s in spans if rules.entities[s.entity].role != "other" and s.score >= 0.55]
    direct = any(
        rules.entities[s.entity].role == "direct" or s.entity in ("ADDRESS", "GEO_COORDINATE")
        for s in kept
    )
    return kept if direct else [s for s in kept if s.entity in ("HEALTH", "DATE_OF_BIRTH")]


def _single(
    spans: dict[str, list[Span]], cells: Cells, claim: Claim, found: Counter[str], share: float
) -> str | None:
    """Return the one entity of cells that hold nothing but values of it (two phones in one)."""
    if share < 0.5:
        return None
    filled = sum(
        sum(s.end - s.start for s in items) >= 0.6 * len(text) for text, items in spans.items()
    )
    if filled < 0.5 * len(spans):
        return None
    entity, count = found.most_common(1)[0]
    if claim.entity in found and claim.strength >= 0.6:
        return claim.entity
    alone = sum({s.entity for s in items} == {entity} for items in spans.values())
    return entity if alone > 0.6 * len(spans) and count else None


def _text_wins(text: _Text, best: Evidence, limit: float) -> bool:
    """Choose between what the cells are as a whole and what is found inside them."""
    if best.log_odds < limit:
        return True
    if best.strong and best.share >= 0.5:
        return False
    return text.share > max(0.5, best.share + 0.2) and text.log_odds > best.log_odds
