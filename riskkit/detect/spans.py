"""Personal data inside texts: spans of patterns, and names by surname and context.

In: texts in Chinese, English or both mixed. Out: spans (start, end, entity, score), offsets in
characters, none overlapping another. The same patterns serve columns and Presidio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .checksums import CHECKS
from .normal import normalise_text
from .rulebook import Compiled, Rulebook
from .text_names import Span, han_names, latin_names

_DIGIT = re.compile(r"[0-9]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LINK = re.compile(r"[a-z]{2,6}://[^\s\u3400-\u9fff]+")


def find_spans(text: str, rules: Rulebook, language: str = "auto") -> list[Span]:
    """Return the spans of one text, in their order.

    Parameters
    ----------
    text : str
        Any length; offsets refer to it as given.
    language : {"auto", "zh", "en"}
        Which names to look for; patterns are looked for in all of them.
    """
    plain = normalise_text(text)
    found: list[Span] = []
    if language != "en" and _HAN.search(plain):
        found += han_names(plain, rules)
    if language != "zh" or re.search(r"[A-Za-z]{2}", plain):
        found += latin_names(plain, rules)
    named = {at for span in found for at in range(span.end, span.end + 4)}
    return _joined(_apart([*_patterns(plain, rules, named), *found]), plain)


def _joined(spans: list[Span], text: str) -> list[Span]:
    """Make one of the parts of an address that stand side by side."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if (
            last
            and span.entity == last.entity == "ADDRESS"
            and not text[last.end : span.start].strip(" ,，")
        ):
            joined[-1] = Span(last.start, span.end, "ADDRESS", max(last.score, span.score))
        else:
            joined.append(span)
    return joined


def _apart(found: list[Span]) -> list[Span]:
    """Keep the surest spans, longer before shorter, that do not overlap."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (-s.score, -(s.end - s.start), s.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept)


def _patterns(text: str, rules: Rulebook, named: set[int]) -> Iterator[Span]:
    links = [m.span() for m in _LINK.finditer(text)] if "://" in text else []
    for compiled in _searched(rules, min(20, len(_DIGIT.findall(text)))):
        pattern = compiled.pattern
        for match in compiled.span.finditer(text):
            # A word before a value (密码：) tells it, and is no part of it.
            start, end = match.span("value" if "value" in match.re.groupindex else 0)
            if end == start or (pattern.text == "context" and _inside(start, links)):
                continue
            near = _near(text, start, end, rules, compiled.entity)
            # After a name people write its number: 吳郁婷／6269 0594.
            near = near or (compiled.entity == "PHONE_NUMBER" and start in named)
            score = _score(compiled, match.group(), near=near)
            if not score:
                continue
            if compiled.entity == "IP_ADDRESS" and _is_version(text, start, end, near, rules):
                continue
            if compiled.entity == "ADDRESS":
                start += _lead(match.group(), rules)
            yield Span(start, end, compiled.entity, round(min(1.0, score + 0.05 * near), 2))


def _score(compiled: Compiled, value: str, *, near: bool) -> float:
    """Return how sure a match is by its check digit and the words around it; 0 for none."""
    pattern = compiled.pattern
    if pattern.text == "context" and not near:
        return 0.0
    if pattern.check not in CHECKS:
        return pattern.score
    if CHECKS[pattern.check](value):
        return min(1.0, pattern.score + 0.1)
    if pattern.chance < 0.2 and not near:
        return 0.0 if pattern.weight < 5 else pattern.score - 0.2
    return pattern.score - 0.05


def _inside(at: int, parts: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in parts)


def _lead(text: str, rules: Rulebook) -> int:
    """Return how many characters before an address are words like 送到 that are not of it."""
    best = 0
    for word in rules.words("address.before"):
        at = text.find(word, 0, 14)
        cut = at + len(word)
        if at >= 0 and cut > best and len(text) - cut >= 6:
            rest = text[cut:]
            if any(c.whole.fullmatch(rest) for c in rules.patterns if c.entity == "ADDRESS"):
                best = cut
    places = rules.words("place.cn") | rules.words("place.hant")
    if not best and text[:2] not in places and text[:3] not in places:
        # 址台中市: the place tells where the address begins.
        best = next((n for n in (1, 2) if {text[n : n + 2], text[n : n + 3]} & places), 0)
    return best


def _is_version(text: str, start: int, end: int, near: bool, rules: Rulebook) -> bool:
    """Say whether four numbers with dots are a version: called so, or all of them small."""
    if re.match(r"/\d", text[end : end + 2]):
        return True  # a network, not a machine: 10.1.2.0/24
    before = text[max(0, start - 10) : start].lower().rstrip(" :：")
    if before.endswith(tuple(rules.words("words.version"))):
        return True
    parts = text[start:end].split(".")
    return not near and all(p.isdigit() and int(p) < 100 for p in parts) and parts[0] != "10"


@lru_cache(maxsize=64)
def _searched(rules: Rulebook, digits: int) -> tuple[Compiled, ...]:
    """Return the patterns to look for in a text of so many digits."""
    some = (c for c in rules.patterns if c.pattern.text != "never")
    return tuple(c for c in some if c.pattern.digits <= digits)


def _near(text: str, start: int, end: int, rules: Rulebook, entity: str) -> bool:
    """Say whether a context word of the entity stands close before (or right after) a span.

    Another entity's word that stands closer takes the span for itself.
    """
    window = round(rules.weight("context.window"))
    before = text[max(0, start - window * 2) : start].lower()
    if not before.isascii():
        before = before[-window:]
    after = text[end : end + window // 2].lower()
    own = _last(before, rules, entity)
    if own < 0:
        return any(_holds(after, word) for word in _contexts(rules)[entity])
    rival = max((_last(before, rules, other) for other in _RIVALS.get(entity, ())), default=-1)
    return own >= rival


# Numbers that look alike: a context word decides between them, the nearest one wins.
_NUMBERS = (
    "PHONE_NUMBER",
    "BANK_ACCOUNT",
    "QQ_NUMBER",
    "CREDIT_CARD",
    "CN_RESIDENT_ID",
    "CUSTOMER_ID",
)
_RIVALS = {name: tuple(o for o in _NUMBERS if o != name) for name in _NUMBERS} | {
    "UK_NHS": ("PHONE_NUMBER",),
    "IMEI": ("CREDIT_CARD",),
    "WECHAT_ID": ("EMAIL_ADDRESS", "CREDENTIAL", "CUSTOMER_ID"),
}


@lru_cache(maxsize=4)
def _contexts(rules: Rulebook) -> dict[str, tuple[str, ...]]:
    return {e.id: tuple(w.lower() for w in e.context) for e in rules.entities.values()}


def _last(text: str, rules: Rulebook, entity: str) -> int:
    """Return where the entity's last context word in `text` ends, -1 when there is none."""
    return max(
        (text.rfind(w) + len(w) for w in _contexts(rules)[entity] if _holds(text, w)), default=-1
    )


def _holds(text: str, word: str) -> bool:
    at = text.rfind(word)
    if at < 0:
        return False
    if not word.isascii():
        return True
    left = text[at - 1 : at]
    right = text[at + len(word) : at + len(word) + 1]
    return not (left.isascii() and left.isalpha()) and not (right.isascii() and right.isalpha())
