"""Column names read: what the header claims the column holds, and whose it is.

A header is cut into tokens (``custMobile_no`` -> cust, mobile, no); Chinese stays a run of
characters. The known word that ends last decides, since the head of a name stands last in
Chinese and English alike: 产品名称 and ``product_name`` name a product, 客户姓名 a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model.detection import HeaderWords
from .rulebook import Rulebook

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PIECE = re.compile(r"[a-z]+|[0-9]+|[\u3400-\u9fff]+")
_REMARK = re.compile(r"[(（\[【].*?[)）\]】]")


@dataclass(frozen=True)
class Claim:
    """What a header says of its column.

    `kind` is "entity", "other" (a known thing that is no personal data) or "none"; `strength`
    is 0–1; `word` is the entry of the lexicon that decided; `thing` that the column belongs
    to a thing or an organisation (a shop's address), `person` that it belongs to a person.
    """

    kind: str = "none"
    entity: str | None = None
    category: str | None = None
    strength: float = 0.0
    entry: str | None = None
    person: bool = False
    thing: bool = False


def read_header(header: str, rules: Rulebook) -> Claim:
    """Return what a column name claims."""
    text = _tokens(header)
    claim = _claim(text, rules)
    if claim.kind == "none" and (bare := _tokens(_REMARK.sub("", header))) != text:
        claim = _claim(bare, rules)
    return claim


def _tokens(header: str) -> str:
    """Return the header as tokens with a space on each side, in lower case."""
    plain = unicodedata.normalize("NFKC", header)
    pieces = _PIECE.findall(_CAMEL.sub(" ", plain).lower())
    return f" {' '.join(pieces)} " if pieces else " "


def _claim(text: str, rules: Rulebook) -> Claim:
    found = list(_found(text, rules))
    person = any(words.kind == "person" for _, _, words in found)
    thing = any(words.kind == "thing" for _, _, words in found)
    told = [item for item in found if item[2].kind not in ("person", "thing")]
    best = max(told, key=lambda item: (item[0], item[1], item[2].kind == "entity"), default=None)
    entry = best[2] if best else None
    if (entry is None or entry.id in _VAGUE) and _numbers_persons(text, found, rules):
        entry = rules.headers["customer"]
    if entry is None:
        return Claim(person=person, thing=thing)
    flag = text.split()[0].startswith(tuple(rules.words("header.flags")))
    if entry.kind == "other" or flag:
        return Claim(kind="other", entry=entry.id, person=person, thing=thing)
    owned = thing and not person
    if entry.kind == "unsure" and owned and entry.entity in ("PERSON", "BANK_ACCOUNT"):
        return Claim(kind="other", entry=entry.id, thing=True)
    # A weak word becomes a claim beside a person's word: 客户名称, customer city.
    sure = 2.0 if entry.kind == "unsure" and person and entry.id != "person.weak" else 1.0
    return Claim(
        kind="entity",
        entity=entry.entity,
        category=entry.category,
        strength=min(1.0, entry.strength * sure),
        entry=entry.id,
        person=person,
        thing=thing,
    )


_VAGUE = ("other.codes", "person", "person.weak")
"""Entries that a number of persons is more than: 员工ID, driver_lic."""


def _numbers_persons(
    text: str, found: Sequence[tuple[int, int, HeaderWords]], rules: Rulebook
) -> bool:
    """Say whether a header is a word for persons and one for a number: 员工ID, StudentNbr."""
    ends = {end for end, _, words in found if words.kind == "person"}
    return any(text[end:].strip() in rules.words("header.id_tails") for end in ends)


def _found(text: str, rules: Rulebook) -> Iterator[tuple[int, int, HeaderWords]]:
    """Yield where each known word of a header ends (the last time), its length and its entry."""
    known, sizes = _known(rules)
    ends: dict[str, int] = {}
    for size in sizes:
        for at in range(len(text) - size + 1):
            if (key := text[at : at + size]) in known:
                ends[key] = at + len(key.rstrip())
    return ((end, len(key), entry) for key, end in ends.items() for entry in known[key])


@lru_cache(maxsize=4)
def _known(rules: Rulebook) -> tuple[dict[str, list[HeaderWords]], list[int]]:
    """Return what to look for in a tokenised header (``" phone number "``, ``手机``), and sizes."""
    known: dict[str, list[HeaderWords]] = defaultdict(list)
    for entry in rules.headers.values():
        for word in entry.words:
            tokens = _tokens(word)
            known[tokens if word.isascii() else tokens.strip()].append(entry)
            # LICENSEPLATE, dateofbirth: written without any mark between the words.
            if word.isascii() and len(joined := tokens.replace(" ", "")) >= 7 and " " in word:
                known[f" {joined} "].append(entry)
    return known, sorted(set(map(len, known)))
