"""Names of persons inside texts: by surname, by what stands around them, by lists.

In: a text. Out: spans with how sure they are. A single Chinese surname begins many a word, so
what stands before and after decides; English names are capitals of which a list knows some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .names import han_name, is_family, latin_name, romanised
from .rulebook import Rulebook

_GREETED = tuple("您你好，,：: 的说說来來")
_AND = tuple("、和与與跟及/／")
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


def han_names(text: str, rules: Rulebook) -> Iterator[Span]:
    """Yield Chinese names: a surname, a plausible given name, and what stands around them."""
    singles = rules.letters("surname.single")
    compounds = rules.words("surname.compound")
    last = -9
    for start, char in enumerate(text):
        compound = text[start : start + 2] in compounds
        if not compound and char not in singles:
            continue
        head = 2 if compound else 1
        scores = {
            length: _name_in_context(text, start, length, rules, listed=start == last + 1)
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
            last = best.end if text[best.end : best.end + 1] in _AND else -2
            yield best


def _sure(score: float) -> float:
    return round(min(0.95, 0.45 + score / 16), 2)


def _titled(text: str, start: int, head: int, rules: Rulebook) -> int:
    """Return the length of a title right after a bare surname: 王女士, 李总."""
    if start and "\u4e00" <= text[start - 1] <= "\u9fff" and not _left(text, start, rules):
        return 0
    rest = text[start + head : start + head + 3]
    for title in rules.words("person.titles"):
        if rest.startswith(title) and (len(title) >= 2 or rest[1:2] in _GREETED):
            return len(title)
    return 0


def _name_in_context(text: str, start: int, length: int, rules: Rulebook, *, listed: bool) -> float:
    name = text[start : start + length]
    plausible = han_name(name, rules) if len(name) == length else 0.0
    if not plausible:
        return 0.0
    for words in (rules.words("names.never"), rules.words("names.words")):
        if text[start : start + 2] in words or text[start : start + 3] in words:
            return 0.0
    score = (plausible - 0.4) * 2.5 + (0.3 if length >= 3 else 0.0)
    left = 2.5 if listed else _left(text, start, rules)
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


def latin_names(text: str, rules: Rulebook) -> Iterator[Span]:
    """Yield names in Latin letters: capitals, of which the lists or the words before know some."""
    for match in _CAPITALS.finditer(text):
        words = [(m.group(), m.start()) for m in re.finditer(r"[A-Za-z'’.-]+", match.group())]
        while words and words[0][0].lower().strip(".") in rules.words("person.before_en"):
            words.pop(0)
        if not words:
            continue
        found = re.match(r"[,:]? ([a-zA-Z]+)", text[match.end() : match.end() + 16])
        follows = found[1] if found else ""
        span = _latin(text, words, match.start(), rules, follows=follows)
        if span is not None:
            yield span


def _latin(
    text: str, words: list[tuple[str, int]], at: int, rules: Rulebook, *, follows: str
) -> Span | None:
    words = [w for w in words if w[0].lower().strip(".,'") not in rules.words("words.calendar")]
    if not words:
        return None
    start = at + words[0][1]
    before = [
        w.strip(".") for w in re.findall(r"[a-z.']+", text[max(0, start - 14) : start].lower())
    ]
    last = before[-1] if before else ""
    told = last in rules.words("person.before_en")
    near = told or follows.lower() in rules.words("person.after_en")
    near = near or last in rules.words("person.near_en")
    best: Span | None = None
    for size in range(min(4, len(words)), 0, -1):
        for offset in range(len(words) - size + 1):
            part = words[offset : offset + size]
            said = [w for w, _ in part]
            after = words[offset + size][0] if offset + size < len(words) else follows
            if " ".join(said).lower() in rules.words("place.en") or _is_place(after, rules):
                continue
            called = last in rules.words("person.titles_en") and not offset
            score = _latin_score(said, rules, told=told, near=near and not offset, called=called)
            if score and (best is None or score > best.score):
                end = at + part[-1][1] + len(part[-1][0].rstrip("."))
                best = Span(at + part[0][1], end, "PERSON", score)
    return best


def _is_place(word: str, rules: Rulebook) -> bool:
    """Say whether the word after a name makes it a street, a firm or a thing."""
    return word[:1].isupper() and word.lower().strip(".,") in rules.words("words.place_tail_en")


def _latin_score(
    part: list[str], rules: Rulebook, *, told: bool, near: bool, called: bool
) -> float:
    """Return how sure words in Latin letters are a name, with what stands before them."""
    given, family = rules.words("given.en"), rules.words("surname.en")
    first = part[0].lower()
    if len(part) == 1:
        if called and len(first) > 1:
            return 0.7
        # Rose and Grace are names, but swapped for Rose is a colour.
        sure = told or first not in rules.words("names.also_words")
        return 0.6 if near and sure and first in given | family else 0.0
    if romanised(part, rules):
        return 0.8
    likely = latin_name(" ".join(part), rules)
    # A word that is no name stands by accident beside one: Complainant Agnes Espinoza.
    plain = [p.lower().strip(".,") for p in part]
    strange = sum(len(w) > 1 and w not in given and not is_family(w, rules) for w in plain)
    if plain[-1] in rules.words("words.place_tail_en") and (likely < 1 or strange):
        return 0.0  # Morris Park, Peter Cooper Village
    if likely >= 1:
        return round(0.85 - 0.1 * strange, 2)
    # Without a word before them: Victoria Sponge, or Victoria Okonkwo.
    known = first in given or part[-1].lower() in family
    score = 0.5 if known and likely else 0.0
    if told or (near and known and likely):
        score = 0.65
    elif likely and first in given and first not in rules.words("names.also_words"):
        score = 0.6
    return max(0.0, round(score - 0.02 * max(0, strange - 1), 2))
