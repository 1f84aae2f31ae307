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
from .names import name_score, single_name
from .normal import normalise
from .rulebook import Rulebook

_DATE = re.compile(
    r"(?P<y>(?:18|19|20)\d\d)(?P<s>[-/.年])(?P<m>\d{1,2})(?:[-/.月](?P<d>\d{1,2})日?)?"
    r"(?P<t>[ T]\d{1,2}[:时点].*)?"
)
_COMPACT = re.compile(r"(?P<y>19\d\d|20[0-2]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])")
_EUROPEAN = re.compile(
    r"(?P<a>\d{1,2})[-/. ](?P<m>\d{1,2}|[A-Za-z]{3,9})[-/., ]+(?P<y>(?:19|20)\d\d)(?P<t>[ T]\d.*)?"
)
_ROC = re.compile(
    r"(?:民國|民国) ?(?P<r>\d{1,3})年.*|(?P<q>\d{2,3})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})"
)
_YEAR_LAST = re.compile(r"(?:[A-Z][a-z]{2,8})\.? \d{1,2}(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)")
_FORM = {ord(c): "9" for c in "0123456789"} | {
    ord(c): "a" for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
}
_PAIR = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?[A-Z][A-Za-z'’-]+,?(?: [A-Z]\.?)?"
    r" [A-Z][A-Za-z'’-]+(?: \(.*\))?"
)
GATE = 200
"""Distinct cells on which every pattern is tried."""
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
        cells = (normalise(cell) for cell in self.raw if cell)
        return [cell for cell in cells if cell and cell not in self.rules.empty]

    @property
    def count(self) -> int:
        """Number of filled cells."""
        return len(self.values)

    @cached_property
    def tally(self) -> Counter[str]:
        """Distinct values with their numbers."""
        return Counter(self.values)

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
        told = Counter(_form(v) for v in self._sure)
        return {
            value: (entity, weight)
            for value, (entity, weight) in self._sure.items()
            if told[_form(value)] >= 0.6 * alike[_form(value)]
        }

    @cached_property
    def _sure(self) -> dict[str, tuple[str, float]]:
        found = {}
        service, any_sure = self.rules.service, self.rules.any_sure
        for value in self.tally:
            if not 7 <= len(value) <= 80 or not any_sure.fullmatch(value):
                continue
            if not service.fullmatch(value):
                sure = next(c for c in self.rules.sure if c.whole.fullmatch(value))
                found[value] = (sure.entity, sure.pattern.weight)
        return found

    @cached_property
    def hits(self) -> dict[str, Hits]:
        """What each entity's patterns match, whole cells only."""
        found: dict[str, Hits] = defaultdict(Hits)
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        values = [v for v in self.tally if len(v) <= 400]
        # Patterns that match none of a first part are not tried on the rest.
        first = values[:: max(1, len(values) // GATE)]
        tried = [c for c in self.rules.patterns if any(map(c.whole.fullmatch, first))]
        for value in values:
            number = self.tally[value]
            seen: set[str] = set()
            for compiled in tried:
                if compiled.entity in seen and not compiled.pattern.check:
                    continue
                if not compiled.whole.fullmatch(value):
                    continue
                pattern, hits = compiled.pattern, found[compiled.entity]
                if compiled.entity not in seen:
                    hits.cells += number
                    hits.masked += number if pattern.masked else 0
                    hits.weight += number * pattern.weight
                    hits.patterns[pattern.id] += number
                    seen.add(compiled.entity)
                    forms[compiled.entity][_form(value)] += 1
                if pattern.check in CHECKS:
                    # Distinct values only: one number repeated is one trial.
                    hits.tried[pattern.id] += 1
                    hits.passed[pattern.id] += CHECKS[pattern.check](value)
        self._forms = dict(forms)
        return dict(found)

    def share(self, entity: str) -> float:
        """Share of filled cells that one of the entity's patterns matches."""
        hits = self.hits.get(entity)
        return hits.cells / self.count if hits and self.count else 0.0

    def alike(self, entity: str) -> float:
        """Share of an entity's matches among the cells written like them, digit for digit.

        Of real numbers nearly all match; of serial numbers those that fall in by accident.
        """
        told = self._forms.get(entity)
        if not told:
            return 1.0
        every = self._written
        return sum(told.values()) / sum(every[form] for form in told)

    @cached_property
    def _written(self) -> Counter[str]:
        """The forms of the distinct values, digits and letters told apart only."""
        return Counter(map(_form, self.tally))

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
        return sum(n for v, n in self.tally.items() if v.lower() in words) / self.count

    @cached_property
    def names(self) -> tuple[float, float, float]:
        """Share of cells like full names; of distinct ones, and of sure ones, among those."""
        scores = {value: name_score(value, self.rules) for value in self.tally}
        named = [value for value, score in scores.items() if score >= 0.5]
        total = sum(self.tally[value] for value in named)
        if not total:
            return 0.0, 0.0, 0.0
        sure = sum(self.tally[value] for value in named if scores[value] >= 0.7)
        return total / self.count, len(named) / total, sure / total

    @cached_property
    def single_names(self) -> float:
        """Share of cells that are one given name or surname."""
        if not self.count:
            return 0.0
        return sum(n for v, n in self.tally.items() if single_name(v, self.rules)) / self.count

    @cached_property
    def dates(self) -> tuple[list[int], float, float]:
        """Years of the cells that are dates, share of dates, and share with a time of day."""
        years, dated, timed = [], 0, 0
        for value, number in self.tally.items():
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
        return rising >= 0.95 * len(steps) and span <= 50 * self.scale * len(numbers)

    _forms: dict[str, Counter[str]] = field(default_factory=dict)

    looked: int = 0
    """Rows of the extract these cells stand for; 0: as many as there are cells."""

    scale: float = 1.0
    """Rows of the extract per row of the sample: what a step of one row became."""


def _form(value: str) -> str:
    return value.translate(_FORM)


def read_year(value: str) -> tuple[int, bool]:
    """Return the year of a date and whether a time of day stands beside it; 0 for no date.

    >>> read_year("1985-03-12"), read_year("2024/1/2 13:45"), read_year("民國74年3月12日")
    ((1985, False), (2024, True), (1985, False))
    """
    if not 6 <= len(value) <= 40 or not any(c.isdigit() for c in value[:14]):
        return 0, False
    for form in (_DATE, _COMPACT, _EUROPEAN, _YEAR_LAST):
        if match := form.fullmatch(value):
            parts = match.groupdict()
            if parts.get("m", "1").isdigit() and not _plausible(parts):
                return 0, False
            return int(parts["y"]), bool(parts.get("t"))
    if match := _ROC.fullmatch(value):
        year = int(match["r"] or match["q"])
        if match["q"] and not (1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31):
            return 0, False
        return (1911 + year, False) if 1 <= year <= 125 else (0, False)
    return 0, False


def _plausible(parts: dict[str, str | None]) -> bool:
    month, day = int(parts["m"] or 1), int(parts.get("d") or parts.get("a") or 1)
    if month > 12 and parts.get("a"):
        month, day = day, month
    return 1 <= month <= 12 and 1 <= day <= 31


def median_spread(years: Sequence[int]) -> tuple[int, int]:
    """Return the median year and how many years the middle nine tenths of them span."""
    ordered = sorted(years)
    low, high = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    return ordered[len(ordered) // 2], high - low
