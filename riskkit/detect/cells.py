"""A sample of a column's cells: what each could be, and what they are like together.

In: the sampled cells. Out: for every entity the cells that match, plus the shape of the
column (lengths, distinct values, dates, numbers, sequence) that tells look-alikes apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from .checksums import CHECKS
from .dates import read_year
from .names import name_score, single_name
from .normal import normalise
from .rulebook import SURE, Compiled, Rulebook

_FORM = bytes(
    code if code > 127 else 57 if chr(code).isdigit() else 97 if chr(code).isalpha() else code
    for code in range(256)
)
_PAIR = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?[A-Z][A-Za-z'’-]+,?(?: [A-Z]\.?)?"
    r" [A-Z][A-Za-z'’-]+(?: \(.*\))?"
)
GATE = 200
"""Distinct cells on which every pattern is tried."""
ALIKE = 64
"""Cells written alike, digit for digit, that stand for the others among them."""
_REMARK = re.compile(r"[(（\[【/]")
_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d+)?")


@dataclass
class Hits:
    """The cells of a sample that match one entity, by pattern, and their check digits."""

    cells: int = 0
    masked: int = 0
    weight: float = 0.0
    tried: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    patterns: Counter[str] = field(default_factory=Counter)


@dataclass(eq=False)
class Cells:
    """The filled cells of a sample, normalised, with what they have in common."""

    raw: Sequence[str | None]
    rules: Rulebook

    @cached_property
    def values(self) -> list[str]:
        """Filled cells; what people write where there is nothing is left out."""
        plain = {cell: normalise(cell) for cell in set(self.raw) if cell}
        cells = [plain[cell] for cell in self.raw if cell]
        fillers = self.rules.empty | self._fillers(Counter(cells))
        return [cell for cell in cells if cell and cell not in fillers]

    def _fillers(self, tally: Counter[str]) -> set[str]:
        """Return words of no list that fill gaps: each often, while the others differ."""
        few = self.rules.weight("filler.repeats")
        often = {
            v for v, n in tally.items() if n >= few and _is_short(v) and not _has_digit(v)
        } - self.rules.empty
        rest = [n for v, n in tally.items() if v and v not in often and v not in self.rules.empty]
        unlike = len(rest) >= self.rules.weight("filler.distinct") * sum(rest)
        return often if 0 < len(often) <= 2 and len(rest) >= 5 and unlike else set()

    @cached_property
    def count(self) -> int:
        """Number of filled cells."""
        return len(self.values)

    @cached_property
    def tally(self) -> Counter[str]:
        """Distinct values with their numbers."""
        return Counter(self.values)

    @cached_property
    def forms(self) -> dict[str, bytes]:
        """How the distinct values are written: digits and letters told apart only."""
        return {v: v.encode("utf-8", "replace").translate(_FORM) for v in self.tally}

    @cached_property
    def wordy(self) -> bool:
        """Whether any of the cells holds a letter or a character of a script without them."""
        return any(b"a" in form or not form.isascii() for form in set(self.forms.values()))

    @cached_property
    def lowered(self) -> Counter[str]:
        """Distinct values in lower case with their numbers."""
        words: Counter[str] = Counter()
        for value, number in self.tally.items():
            words[value.lower()] += number
        return words

    @property
    def distinct(self) -> float:
        """Share of distinct values among the filled cells."""
        return len(self.tally) / self.count if self.count else 0.0

    @cached_property
    def mean_length(self) -> float:
        """Mean length in characters."""
        return sum(map(len, self.values)) / self.count if self.count else 0.0

    @cached_property
    def lone(self) -> dict[str, tuple[str, float]]:
        """Single values that are surely one entity: cells to (entity, weight of the pattern).

        Some serial numbers begin like telephone numbers by accident: of the cells written
        alike (as many digits), most must match.
        """
        alike = self._written
        told = Counter(self.forms[v] for v in self._sure)
        return {
            value: (entity, weight)
            for value, (entity, weight) in self._sure.items()
            if told[self.forms[value]] >= 0.6 * alike[self.forms[value]]
        }

    @cached_property
    def _sure(self) -> dict[str, tuple[str, float]]:
        """The cells that one of the sure patterns tells."""
        every, tried = self._gate
        sure = [c for c in tried if c.pattern.weight >= SURE] if every else self.rules.sure
        values = [v for v in self.tally if 7 <= len(v) <= 80]
        found: dict[str, tuple[str, float]] = {}
        for compiled in sure:
            told = (compiled.entity, compiled.pattern.weight)
            matches = compiled.whole.fullmatch
            found.update({v: told for v in values if v not in found and matches(v)})
        return {v: told for v, told in found.items() if not self.rules.service.fullmatch(v)}

    @cached_property
    def _gate(self) -> tuple[bool, list[Compiled]]:
        """The patterns that match any of a first part of the distinct values.

        With it: whether that part has cells of every way of writing, which are not always few.
        """
        alike: dict[bytes, list[str]] = defaultdict(list)
        for value, form in self.forms.items():
            if len(value) <= 400:
                alike[form].append(value)
        each = min(ALIKE, GATE // max(1, len(alike)))
        every = each >= 8
        if every:
            first = [v for same in alike.values() for v in same[:: -(-len(same) // each)]]
        else:
            values = [v for same in alike.values() for v in same]
            first = values[:: max(1, len(values) // GATE)]
        digits = max((self.forms[value].count(b"9") for value in first), default=0)
        able = (c for c in self.rules.patterns if c.pattern.digits <= digits)
        return every, [c for c in able if any(map(c.whole.fullmatch, first))]

    @cached_property
    def hits(self) -> dict[str, Hits]:
        """What each entity's patterns match, whole cells only."""
        found: dict[str, Hits] = defaultdict(Hits)
        seen: dict[str, set[str]] = defaultdict(set)
        values = [v for v in self.tally if len(v) <= 400]
        # Patterns that match none of a first part are not tried on the rest.
        for compiled in self._gate[1]:
            pattern, known = compiled.pattern, seen[compiled.entity]
            matches = compiled.whole.fullmatch
            matched = [v for v in values if (pattern.check or v not in known) and matches(v)]
            if not matched:
                continue
            hits = found[compiled.entity]
            number = sum(self.tally[v] for v in matched if v not in known)
            hits.cells += number
            hits.masked += number if pattern.masked else 0
            hits.weight += number * pattern.weight
            hits.patterns[pattern.id] += number
            known.update(matched)
            if pattern.check in CHECKS:
                # Distinct values only: one number repeated is one trial.
                hits.tried[pattern.id] += len(matched)
                hits.passed[pattern.id] += sum(map(CHECKS[pattern.check], matched))
        self._matched = {
            entity: Counter(map(self.forms.__getitem__, known)) for entity, known in seen.items()
        }
        return dict(found)

    def share(self, entity: str) -> float:
        """Share of filled cells that one of the entity's patterns matches."""
        hits = self.hits.get(entity)
        return hits.cells / self.count if hits and self.count else 0.0

    def alike(self, entity: str) -> float:
        """Share of an entity's matches among the cells written like them, digit for digit.

        Of real numbers nearly all match; of serial numbers those that fall in by accident.
        """
        told = self._matched.get(entity)
        if not told:
            return 1.0
        every = self._written
        return sum(told.values()) / sum(every[form] for form in told)

    @cached_property
    def _written(self) -> Counter[bytes]:
        """How many distinct values are written in each way."""
        return Counter(self.forms.values())

    @cached_property
    def paired(self) -> float:
        """Share of cells of two or three capitalised words, the build of English names."""
        return sum(n for v, n in self.tally.items() if _PAIR.fullmatch(v)) / max(1, self.count)

    def fits(self, entity: str) -> float:
        """Share of filled cells whose shape the entity's name in a header allows."""
        if not self.count:
            return 1.0
        shape = self.rules.shapes[entity]
        return sum(n for v, n in self.tally.items() if shape.fullmatch(v[:300])) / self.count

    def listed(self, lexicon: str) -> float:
        """Share of filled cells that stand in a word list."""
        words = self.rules.words(lexicon)
        if not self.count:
            return 0.0
        return sum(self.lowered[word] for word in self.lowered.keys() & words) / self.count

    @cached_property
    def names(self) -> tuple[float, float, float]:
        """Share of cells like full names; of distinct ones, and of sure ones, among those."""
        if not self.wordy:
            return 0.0, 0.0, 0.0
        # No name holds a digit, unless a remark follows it: 张伟（13800138000）.
        worded = (v for v, form in self.forms.items() if b"9" not in form or _REMARK.search(v))
        scores = {value: name_score(value, self.rules) for value in worded}
        named = [value for value, score in scores.items() if score >= 0.5]
        total = sum(self.tally[value] for value in named)
        if not total:
            return 0.0, 0.0, 0.0
        sure = sum(self.tally[value] for value in named if scores[value] >= 0.7)
        return total / self.count, len(named) / total, sure / total

    @cached_property
    def single_names(self) -> float:
        """Share of cells that are one given name or surname."""
        if not self.wordy:
            return 0.0
        return sum(n for v, n in self.tally.items() if single_name(v, self.rules)) / self.count

    @cached_property
    def dates(self) -> tuple[list[int], float, float]:
        """Years of the cells that are dates, share of dates, and share with a time of day."""
        years, dated, timed = [], 0, 0
        for value, number in self.tally.items():
            form = self.forms[value]
            if b"9" not in form or (form.isdigit() and len(form) != 8):
                continue
            year, time = read_year(value)
            if year:
                years += [year] * min(number, 50)
                dated += number
                timed += number if time else 0
        return years, dated / self.count if self.count else 0.0, timed / dated if dated else 0.0

    @cached_property
    def numbers(self) -> list[float]:
        """The cells that are plain numbers."""
        return [float(v.replace(",", "")) for v in self.values if _NUMBER.fullmatch(v)]

    @cached_property
    def sequential(self) -> bool:
        """Whether the numbers of the column count up (or down) by a small step."""
        digits = ["".join(filter(str.isdigit, v)) for v in self.values[:400]]
        numbers = [int(d) for d in digits if 0 < len(d) <= 20]
        if len(numbers) < 12 or self.distinct < 0.9:
            return False
        steps = [b - a for a, b in pairwise(numbers)]
        rising = sum(step > 0 for step in steps)
        span = max(numbers) - min(numbers)
        near = max(50 * self.scale * len(numbers), self.rules.weight("sequence.span") * numbers[0])
        return rising >= 0.95 * len(steps) and span <= near

    _matched: dict[str, Counter[bytes]] = field(default_factory=dict)

    looked: int = 0
    """Rows of the extract these cells stand for; 0: as many as there are cells."""

    scale: float = 1.0
    """Rows of the extract per row of the sample: what a step of one row became."""


def _is_short(value: str) -> bool:
    """Say whether a cell is short enough for 未登记 or ``not provided``, not for a remark."""
    return len(value) <= (14 if value.isascii() else 6)


def _has_digit(value: str) -> bool:
    return any(c.isdigit() for c in value)
