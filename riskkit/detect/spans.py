"""Personal data inside texts: spans of patterns, and names by surname and context.

In: texts in Chinese, English or both mixed. Out: spans (start, end, entity, score), offsets in
characters, none overlapping another. The same patterns serve columns and Presidio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .checksums import CHECKS
from .names import han_name, latin_name, romanised
from .normal import normalise_text
from .rulebook import Compiled, Rulebook

WINDOW = 14
"""Characters before a span (and half as many after) in which a context word counts."""
_DIGIT = re.compile(r"[0-9]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CAPITALS = re.compile(
    r"[A-Z][a-zA-Z'’]{1,15}(?:-[A-Z][a-zA-Z'’]+)?"
    r"(?:,? (?:[A-Z]\.|[A-Z][a-zA-Z'’]{1,15}(?:-[A-Z][a-z]+)?)){0,3}"
)


@dataclass(frozen=True, order=True)
class Span:
    """A piece of a text that names a person or is told of one."""

    start: int
    end: int
    entity: str
    score: float


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
    found = list(_patterns(plain, rules))
    if language != "en" and _HAN.search(plain):
        found += _han_names(plain, rules)
    if language != "zh" or re.search(r"[A-Za-z]{2}", plain):
        found += _latin_names(plain, rules)
    return _joined(_apart(found), plain)


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


def _patterns(text: str, rules: Rulebook) -> Iterator[Span]:
    for compiled in _searched(rules, min(20, len(_DIGIT.findall(text)))):
        pattern = compiled.pattern
        for match in compiled.span.finditer(text):
            start, end = match.span()
            if end == start:
                continue
            score = pattern.score
            near = _near(text, start, end, rules, compiled.entity)
            if pattern.check in CHECKS:
                right = CHECKS[pattern.check](match.group())
                if right:
                    score = min(1.0, score + 0.1)
                elif pattern.chance < 0.2 and not near:
                    if pattern.text == "context" or pattern.weight < 5:
                        continue
                    score -= 0.2
                else:
                    score -= 0.05
            elif pattern.text == "context" and not near:
                continue
            if pattern.text == "context" and not near:
                continue
            if compiled.entity == "IP_ADDRESS" and _is_version(text, start, end, near, rules):
                continue
            if compiled.entity == "ADDRESS":
                start += _lead(match.group(), rules)
            yield Span(start, end, compiled.entity, round(min(1.0, score + 0.05 * near), 2))


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
    before = text[max(0, start - WINDOW * 2) : start].lower()
    if not before.isascii():
        before = before[-WINDOW:]
    after = text[end : end + WINDOW // 2].lower()
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


def _han_names(text: str, rules: Rulebook) -> Iterator[Span]:
    """Yield Chinese names: a surname, a plausible given name, and what stands around them."""
    singles = rules.letters("surname.single")
    compounds = rules.words("surname.compound")
    for start, char in enumerate(text):
        compound = text[start : start + 2] in compounds
        if not compound and char not in singles:
            continue
        head = 2 if compound else 1
        scores = {
            length: _name_in_context(text, start, length, rules)
            for length in (head + 2, head + 1)
            if start + length <= len(text)
        }
        length = max(scores, key=lambda n: scores[n], default=0)
        sure = scores.get(length, 0.0)
        best = Span(start, start + length, "PERSON", _sure(sure)) if sure >= 3.0 else None
        title = _titled(text, start, head, rules)
        if best is None and title:
            best = Span(start, start + head + title, "PERSON", 0.7)
        if best is not None:
            yield best


def _sure(score: float) -> float:
    return round(min(0.95, 0.45 + score / 16), 2)


def _titled(text: str, start: int, head: int, rules: Rulebook) -> int:
    """Return the length of a title right after a bare surname: 王女士, 李总."""
    if start and "\u4e00" <= text[start - 1] <= "\u9fff" and not _left(text, start, rules):
        return 0
    rest = text[start + head : start + head + 3]
    for title in rules.words("person.titles"):
        if rest.startswith(title) and len(title) >= 2:
            return len(title)
    return 0


def _name_in_context(text: str, start: int, length: int, rules: Rulebook) -> float:
    name = text[start : start + length]
    plausible = han_name(name, rules) if len(name) == length else 0.0
    if not plausible:
        return 0.0
    for words in (rules.words("names.never"), rules.words("names.words")):
        if text[start : start + 2] in words or text[start : start + 3] in words:
            return 0.0
    score = (plausible - 0.4) * 2.5 + (0.3 if length >= 3 else 0.0)
    left = _left(text, start, rules)
    right = _right(text, start + length, rules)
    sure = any(c in rules.letters("given.sure") for c in name[1:])
    sure = sure and length >= 3 and plausible == 1
    if name[0] in rules.letters("surname.wordy") and (
        plausible < 0.9 or left + right < (1.8 if sure else 3.0)
    ):
        return 0.0
    if sure:
        score += 1.2
    elif not left and not right:
        return 0.0
    # A three-character name may take the first character of the next word: 张伟来 + 电.
    if length >= 3 and _right(text, start + length - 1, rules) > max(right, 1.0):
        score -= 1.5
    return score + left + right


def _left(text: str, start: int, rules: Rulebook) -> float:
    before = text[max(0, start - 5) : start]
    if not before or before[-1] in "\n":
        return 1.0
    bare = before.rstrip(" :：，,、（(-/【[“\"'")
    for size in (5, 4, 3, 2, 1):
        if len(bare) >= size and bare[-size:] in rules.words("person.before"):
            return 2.5 if size > 1 or bare == before else 1.2
    return 1.0 if not "\u4e00" <= before[-1] <= "\u9fff" else 0.0


def _right(text: str, end: int, rules: Rulebook) -> float:
    after = text[end : end + 5]
    if not after or after[0] in "\n":
        return 1.0
    bare = after.lstrip(" :：，,、（(-/")
    for size in (4, 3, 2, 1):
        if len(bare) >= size and bare[:size] in rules.words("person.after"):
            return 2.0 if size > 1 else 1.0
    if re.match(r"[ :：，,（(/|]{0,2}[+(]?\d[\d) -]{6}", text[end : end + 14]):
        return 2.0
    return 0.8 if not "\u4e00" <= after[0] <= "\u9fff" else 0.0


def _latin_names(text: str, rules: Rulebook) -> Iterator[Span]:
    for match in _CAPITALS.finditer(text):
        words = [(m.group(), m.start()) for m in re.finditer(r"[A-Za-z'’.-]+", match.group())]
        while words and words[0][0].lower().strip(".") in rules.words("person.before_en"):
            words.pop(0)
        if not words:
            continue
        follows = re.match(r"[,:]? ([a-zA-Z]+)", text[match.end() : match.end() + 16])
        after = bool(follows) and follows[1].lower() in rules.words("person.after_en")  # type: ignore[index]
        span = _latin(text, words, match.start(), rules, after=after)
        if span is not None:
            yield span


def _latin(
    text: str, words: list[tuple[str, int]], at: int, rules: Rulebook, *, after: bool
) -> Span | None:
    given, family = rules.words("given.en"), rules.words("surname.en")
    words = [w for w in words if w[0].lower().strip(".,'") not in rules.words("words.calendar")]
    if not words:
        return None
    start = at + words[0][1]
    before = re.findall(r"[a-z.']+", text[max(0, start - 14) : start].lower())
    told = bool(before) and before[-1] in rules.words("person.before_en")
    near = told or after or (bool(before) and before[-1] in rules.words("person.near_en"))
    for size in range(min(4, len(words)), 0, -1):
        for offset in range(len(words) - size + 1):
            part = [w for w, _ in words[offset : offset + size]]
            if " ".join(part).lower() in rules.words("place.en"):
                continue
            if size == 1:
                alone = near and offset == 0 and part[0].lower() in given | family
                score = 0.6 if alone else 0.0
            elif romanised(part, rules):
                score = 0.8
            else:
                likely = latin_name(" ".join(part), rules)
                known = part[0].lower() in given or part[-1].lower() in family
                score = 0.85 if likely >= 1 else (0.5 if known and likely else 0.0)
                if score < 0.85 and ((told and size >= 2) or (near and known and likely)):
                    score = 0.65  # without such a word: Victoria Sponge, or Victoria Okonkwo
            if score:
                first = at + words[offset][1]
                last, where = words[offset + size - 1]
                return Span(first, at + where + len(last.rstrip(".")), "PERSON", score)
    return None
