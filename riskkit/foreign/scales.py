"""Steps of scales as people write them: a number, a word, or both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..catalogue.knowledge import fold
from ..model.foreign import SheetWord

_NUMBER = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)(?![\d.])")
_WORDS = 5


@dataclass(frozen=True)
class Cell:
    """What a cell of a rating says: a number, a word's place among five, or neither."""

    number: float | None = None
    word: float | None = None
    strange: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return self.number is None and self.word is None and not self.strange


def words_of(entries: Mapping[str, SheetWord]) -> dict[str, float]:
    """Return each word for a step and its place among five."""
    return {
        word: entry.position
        for entry in entries.values()
        if entry.part == "step" and entry.position is not None
        for word in entry.also
    }


def numbers_of(entries: Mapping[str, SheetWord], prefix: str) -> list[float]:
    """Return the numbers of the knowledge whose ids start with `prefix`, ascending."""
    return sorted(
        entry.position
        for id, entry in entries.items()
        if entry.part == "number" and id.startswith(prefix) and entry.position is not None
    )


def read_cell(value: object, words: Mapping[str, float]) -> Cell:
    """Read a cell such as ``3``, ``High``, ``高 (3)`` or ``4 - likely``."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return Cell()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(number=float(value))
    text = str(value)[:200]
    number = _NUMBER.search(text)
    rest = fold(_NUMBER.sub(" ", text)).strip("()（）[]:：.、，,–—")
    word = words.get(rest)
    if number:
        return Cell(number=float(number[1]))
    return Cell(word=word, strange=word is None)


def top_of(cells: Iterable[Cell], entries: Mapping[str, SheetWord], named: float | None) -> float:
    """Return the highest step of a scale: the one the sheet names, else the one that fits.

    Of numbers the smallest usual scale that holds all of them, or most if that is half of it
    or less (a 9 among ones to fives is a mistake); of words three steps, or more where one for
    the lowest or the highest occurs.
    """
    if named:
        return named
    cells = list(cells)
    numbers = [cell.number for cell in cells if cell.number is not None]
    if numbers:
        share = numbers_of(entries, "fits_share")[0]
        scales = numbers_of(entries, "scale_")
        most = [s for s in scales if sum(n <= s for n in numbers) >= share * len(numbers)]
        whole = next((s for s in scales if s >= max(numbers)), max(numbers))
        return most[0] if most and whole >= 2 * most[0] else whole
    words = [cell.word for cell in cells if cell.word is not None]
    return (_WORDS if _WORDS in words else _WORDS - 1) - lowest_of(cells) + 1


def lowest_of(cells: Iterable[Cell]) -> float:
    """Return the place among five of the lowest word in use: 1, or 2 where it never occurs."""
    return 1 if any(cell.word == 1 for cell in cells) else 2


def position(cell: Cell, lowest: float) -> float | None:
    """Return a cell's step on its scale, 1 for the lowest; None where it is no step."""
    if cell.number is not None:
        return cell.number
    return None if cell.word is None else cell.word - lowest + 1
