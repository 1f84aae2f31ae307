"""The rows of a register kept by column: a cell is the number of its text among those that differ.

A log repeats itself. Kept so, a hundred thousand rows take little memory, and what a check asks
of a cell is answered once for each different text instead of once a row.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeVar, overload

from .inventory import RegisterRow

T = TypeVar("T")
_FEW = 5_000
"""Up to so many rows are kept as values too, once somebody has walked over them."""


class Coded:
    """One column: the different texts of its rows, after an empty one, and which each row has."""

    __slots__ = ("_read", "codes", "texts")

    def __init__(self, codes: array[int], texts: list[str]) -> None:
        self.codes = codes
        self.texts = texts
        self._read: dict[object, list[object]] = {}

    @classmethod
    def of(cls, cells: Iterable[str]) -> Coded:
        """Return cells as a column; the blanks around them are left out."""
        known: dict[str, int] = {"": 0}
        codes = array("I", (known.setdefault(cell.strip(), len(known)) for cell in cells))
        return cls(codes, list(known))

    def read(self, reading: Callable[[str], T]) -> list[T]:
        """Return what a reading makes of each different text; each is read once."""
        if reading not in self._read:
            self._read[reading] = [reading(text) for text in self.texts]
        return self._read[reading]  # type: ignore[return-value]

    def each(self, reading: Callable[[str], T]) -> Iterator[T]:
        """Yield what a reading makes of the cell of each row."""
        return map(self.read(reading).__getitem__, self.codes)

    def where(self, test: Callable[[str], bool]) -> list[int]:
        """Return the places of the rows whose cell passes a test."""
        found = {code for code, good in enumerate(map(test, self.texts)) if good}
        if not found:
            return []
        if len(found) == len(self.texts):
            return list(range(len(self.codes)))
        return [place for place, code in enumerate(self.codes) if code in found]

    def kept(self, places: Sequence[int], blanked: Set[int] = frozenset()) -> Coded:
        """Return the cells at some places, empty at those that are blanked."""
        codes = self.codes
        held = (
            [0 if at in blanked else codes[at] for at in places]
            if blanked
            else ([codes[at] for at in places])
        )
        used = sorted(set(held) | {0})
        new = dict(zip(used, range(len(used)), strict=True))
        return Coded(array("I", map(new.__getitem__, held)), [self.texts[code] for code in used])

    @property
    def filled(self) -> int:
        """How many rows hold something."""
        return len(self.codes) - self.codes.count(0)


class RegisterTable(Sequence[RegisterRow]):
    """The rows of one register, read as rows or by column.

    Parameters
    ----------
    file : str
        Where they stand.
    lines : sequence of int
        The line of each row, rising.
    columns : mapping of column id to Coded
        The columns that were given.
    """

    def __init__(self, file: str, lines: Sequence[int], columns: Mapping[str, Coded]) -> None:
        self.file = file
        self.lines = lines
        self.columns = dict(columns)
        self._rows: tuple[RegisterRow, ...] | None = None
        self._blank: Coded | None = None

    @classmethod
    def of(cls, rows: Sequence[RegisterRow]) -> RegisterTable:
        """Return rows as a table; a table as it is."""
        if isinstance(rows, RegisterTable):
            return rows
        held = tuple(rows)
        names = dict.fromkeys(name for row in held for name in row.cells)
        columns = {name: Coded.of(row.cells.get(name, "") for row in held) for name in names}
        table = cls(held[0].file if held else "", [row.line for row in held], columns)
        table._rows = held
        return table

    def __len__(self) -> int:
        return len(self.lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    @overload
    def __getitem__(self, index: int) -> RegisterRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RegisterRow, ...]: ...
    def __getitem__(self, index: int | slice) -> RegisterRow | tuple[RegisterRow, ...]:
        if self._rows is not None:
            return self._rows[index]
        if isinstance(index, slice):
            return tuple(self._row(place) for place in range(len(self))[index])
        return self._row(range(len(self))[index])

    def __iter__(self) -> Iterator[RegisterRow]:
        if self._rows is None and len(self) <= _FEW:
            self._rows = tuple(self._made())
        return self._made() if self._rows is None else iter(self._rows)

    def column(self, id: str) -> Coded:
        """Return a column; one that was not given is empty in every row."""
        found = self.columns.get(id)
        if found is None:
            if self._blank is None:
                self._blank = Coded(array("I", bytes(4 * len(self))), [""])
            found = self._blank
        return found

    def cell(self, place: int, column: str) -> str:
        """Return what stands in a cell; empty if nothing does."""
        held = self.columns.get(column)
        return held.texts[held.codes[place]] if held else ""

    def read(self, *wanted: tuple[str, Callable[[str], object]]) -> Iterator[tuple[Any, ...]]:
        """Yield for each row its place here and what the readings make of some of its cells.

        Parameters
        ----------
        wanted : pairs of column id and reading
            Each different text is read once, however often it stands there.
        """
        held = [self.column(column).each(reading) for column, reading in wanted]
        return zip(range(len(self)), *held, strict=True)

    def at_line(self, line: int) -> int | None:
        """Return the place of the row that stands in a line of the file; None if none does."""
        at = bisect_left(self.lines, line)
        return at if at < len(self) and self.lines[at] == line else None

    def without(self, dropped: Set[int], blanked: Mapping[str, Set[int]]) -> RegisterTable:
        """Return the table without some rows, and with some cells empty, by column and place."""
        places = [at for at in range(len(self)) if at not in dropped]
        columns = {
            id: held.kept(places, blanked.get(id, frozenset())) for id, held in self.columns.items()
        }
        return RegisterTable(self.file, [self.lines[at] for at in places], columns)

    def place(self, at: int) -> str:
        """Return where a row stands, as file and line."""
        return f"{self.file}:{self.lines[at]}"

    def _row(self, place: int) -> RegisterRow:
        cells = {id: self.cell(place, id) for id in self.columns}
        filled = {id: text for id, text in cells.items() if text}
        return RegisterRow.model_construct(file=self.file, line=self.lines[place], cells=filled)

    def _made(self) -> Iterator[RegisterRow]:
        names = tuple(self.columns)
        held = [map(column.texts.__getitem__, column.codes) for column in self.columns.values()]
        rows = zip(*held, strict=True) if held else iter([()] * len(self))
        for line, texts in zip(self.lines, rows, strict=True):
            cells = {name: text for name, text in zip(names, texts, strict=True) if text}
            yield RegisterRow.model_construct(file=self.file, line=line, cells=cells)
