"""Which column of a sheet is which: headers in any of the three languages, in any order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Generic, Protocol, TypeVar

from ..catalogue.knowledge import fold
from ..errors import Problem
from ..model.value import Text
from .grid import Grid

_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_MUST = re.compile(
    r"\s*(?:\*+|[(\[](?:必填|必填项|必填項|required|mandatory)[)\]])\s*", re.IGNORECASE
)
HEAD_ROWS = 10
_MOST_NAMED = 12


class AnyColumn(Protocol):
    """What a column of a table and of a register have in common."""

    @property
    def id(self) -> str:
        """The field it fills."""

    @property
    def text(self) -> Text:
        """What it is called."""

    @property
    def also(self) -> tuple[str, ...]:
        """What else it may be called."""


C = TypeVar("C", bound=AnyColumn)


@dataclass
class Heading(Generic[C]):
    """The header row of a grid: which position holds which column, called how."""

    row: int
    width: int
    columns: dict[int, C] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def name(self, id: str) -> str:
        """Return the known header under which column `id` stands in the file."""
        return self.called.get(id, id)


def known_headers(columns: Iterable[AnyColumn]) -> dict[str, tuple[str, str]]:
    """Return folded header to (column id, header as the knowledge writes it)."""
    known: dict[str, tuple[str, str]] = {}
    columns = tuple(columns)
    # Ids and labels first: another column's synonym never takes a column's own name.
    for column in columns:
        for word in (column.id, *column.text.all):
            known.setdefault(fold(word), (column.id, word))
    for column in columns:
        for word in column.also:
            known.setdefault(fold(word), (column.id, word))
    bare = [(fold(_REMARK.sub("", w)), (c.id, w)) for c in columns for w in c.text.all]
    meant = {word: {id for other, (id, _) in bare if other == word} for word, _ in bare}
    for word, place in bare:
        if len(meant[word]) == 1:  # a unit in brackets may be left out, if one column is meant
            known.setdefault(word, place)
    return known


def _named(cell: str) -> str:
    """Return a header as it is looked up: without the mark of a column that must be filled."""
    return fold(_MUST.sub("", unicodedata.normalize("NFKC", cell)))


def both_scripts(text: Text) -> str:
    """Return a Chinese label in both scripts, for a message that may be read in either."""
    return " | ".join(dict.fromkeys((text.zh_hans, text.zh_hant)))


def find_heading(grid: Grid, columns: Sequence[C]) -> Heading[C] | None:
    """Find the header row among the first rows of a grid; None if no row has a known header.

    A title or remark above the header is passed over: the row that names most columns is it.
    """
    known = known_headers(columns)
    best: tuple[int, tuple[str, ...]] | None = None
    most = 0
    for number, cells in grid.rows[:HEAD_ROWS]:
        named = {known[word][0] for cell in cells if (word := _named(cell)) in known}
        if len(named) > most:
            most, best = len(named), (number, cells)
    if best is None:
        return None
    return _heading(grid.file, best, known, {column.id: column for column in columns})


def _heading(
    file: str,
    row: tuple[int, tuple[str, ...]],
    known: Mapping[str, tuple[str, str]],
    columns: Mapping[str, C],
) -> Heading[C]:
    number, cells = row
    filled = [index for index, cell in enumerate(cells) if cell.strip()]
    heading: Heading[C] = Heading(number, max(filled) + 1)
    unknown: list[int] = []
    for index in filled:
        found = known.get(_named(cells[index]))
        if found is None:
            unknown.append(index)
            continue
        id, word = found
        if id in heading.called:
            first = heading.called[id]
            hint = f"columns '{first}' and '{word}' both mean {id}; keep one of them"
            heading.problems.append(
                Problem(file, number, word, "the same column stands here twice", hint)
            )
            continue
        heading.called[id] = word
        heading.columns[index] = columns[id]
    heading.problems.extend(_unknown(file, number, cells, unknown, known))
    return heading


def _unknown(
    file: str,
    row: int,
    cells: Sequence[str],
    unknown: Sequence[int],
    known: Mapping[str, tuple[str, str]],
) -> Iterable[Problem]:
    what = "is no column of this table and is not read"
    for index in unknown[:_MOST_NAMED]:
        near = get_close_matches(fold(cells[index]), list(known), n=1)
        hint = f"did you mean '{known[near[0]][1]}'?" if near else ""
        yield Problem(file, row, str(index + 1), what, hint, "warning")
    if len(unknown) > _MOST_NAMED:
        more = len(unknown) - _MOST_NAMED
        yield Problem(file, row, what=f"{more} further columns are not read", severity="warning")
