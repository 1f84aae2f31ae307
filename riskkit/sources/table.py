"""A table of a source, and the extract of its rows that a scan looks at.

An `Extract` answers the few questions a scan has (a sample, how many values are different, how
many rows match a pattern); another database needs only these to be scanned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from ..errors import SourceError
from ..model.value import Reason

if TYPE_CHECKING:
    import numpy as np

Rows = int | Literal["all"]
DEFAULT_ROWS = 100_000


@dataclass(frozen=True)
class InPlace:
    """A file that is read where it lies, and of which nothing is kept.

    `raw` is the relation of its cells as they stand, not trimmed; `rows` about how many there
    are; ``some(n)`` returns about n rows from even places of it. ``mend()`` puts a cleaned copy
    in the place of both relations, for when reading shows that the file is none such.
    """

    raw: str
    rows: int
    some: Callable[[int], list[Sequence[str | None]]]
    mend: Callable[[], None] | None = None


def spread(number: str, step: float) -> str:
    """Return the SQL that keeps one row in `step`, evenly but to no beat.

    Every second, fourth or tenth row would fall in with tables that repeat themselves; the
    multiples of the golden ratio (Knuth's hash) fall in with nothing.
    """
    return f"({number} * 2654435761) % 4294967296 < {int(4294967296 / max(1.0, step))}"


@dataclass(frozen=True)
class Search:
    """What to look for in the cells of a column: one of several RE2 patterns.

    `must` is a quick pattern that every cell with any of them matches too; "" where none is.
    """

    column: int
    patterns: Sequence[str]
    must: str = ""

    @property
    def sql(self) -> str:
        """The condition, a parameter for each pattern; a case stops at the first that decides."""
        cell = f"regexp_matches(c{self.column}, ?)"
        first = f"WHEN NOT {cell} THEN false " if self.must else ""
        return f"CASE {first}{f'WHEN {cell} THEN true ' * len(self.patterns)}ELSE false END"

    @property
    def parameters(self) -> list[str]:
        """The patterns in the order of the condition."""
        return [*filter(None, [self.must]), *self.patterns]


@dataclass(frozen=True)
class Measured:
    """Different values of each column (estimated), and rows in which each search found some."""

    distinct: Sequence[int]
    found: Sequence[int]


class Extract:
    """The rows of a table that are scanned, every cell as text.

    Attributes
    ----------
    columns : tuple of str
        Names as the source gives them, made unique.
    named : bool
        Whether the source gave the names; False when the columns were only numbered.
    scanned : int
        Rows of this extract; counted when first asked for where it is read in place.
    relation : str
        What SQL calls it; its columns are c0, c1, …
    more : bool
        Whether rows follow of which nobody counted how many.
    """

    def __init__(
        self,
        connection: Any,
        relation: str,
        columns: Sequence[str],
        *,
        rows: int | None = None,
        estimated: bool = False,
        named: bool = True,
        place: InPlace | None = None,
    ) -> None:
        self._connection = connection
        self.columns = tuple(columns)
        self.named = named
        self.relation = relation
        self._place = place
        self._total, self._estimated = rows or 0, estimated
        self.more = False
        if place is None:
            self.scanned = self._count()

    @cached_property
    def scanned(self) -> int:
        """Rows of this extract."""
        return self._count()

    def _count(self) -> int:
        return int(self._query(f"SELECT count(*) FROM {self.relation}")[0][0])

    @property
    def rows(self) -> int:
        """Rows of the whole table; an estimate where `estimated`."""
        return max(self._total, self.scanned)

    @property
    def estimated(self) -> bool:
        """Whether `rows` is no more than an estimate."""
        return self.more or (self._estimated and self.rows > self.scanned)

    @property
    def whole(self) -> bool:
        """Whether every row of the table is in it."""
        return self._place is not None or not (self.more or self._total > self.scanned)

    @property
    def about(self) -> int:
        """Rows of this extract, roughly where they are not counted yet."""
        return self._place.rows if self._place else self.scanned

    def measure(self, searches: Sequence[Search]) -> Measured:
        """Return in one pass over the extract the different values, and what searches find."""
        raw = self._place.raw if self._place else self.relation
        filled = "".join(
            f", least(count(c{i}), approx_count_distinct(c{i}))" for i in range(len(self.columns))
        )
        found = "".join(f", count(*) FILTER ({search.sql})" for search in searches)
        patterns = [pattern for search in searches for pattern in search.parameters]
        row = self._query(f"SELECT count(*){filled}{found} FROM {raw}", patterns)[0]
        self.scanned, end = row[0], 1 + len(self.columns)
        return Measured(distinct=row[1:end], found=row[end:])

    def sample(self, size: int, *, length: int = 4000) -> list[list[str | None]]:
        """Return columns of at most `size` rows each, spread evenly over the extract.

        Cells longer than `length` characters are cut.
        """
        rows = self._some(size, length) or self._spread(size, length)
        return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in self.columns]

    def _some(self, size: int, length: int) -> list[Sequence[str | None]]:
        """Return rows from even places of a file, or none where too few are found there."""
        rows = self._place.some(size) if self._place else []
        if 2 * len(rows) < min(size, self.about):
            return []
        return [[cell and cell[:length] for cell in row] for row in rows[:size]]

    def _spread(self, size: int, length: int) -> list[Sequence[str | None]]:
        step = max(1.0, self.scanned / size)
        parts = ", ".join(f"left(c{i}, {length})" for i in range(len(self.columns)))
        return list(
            self._query(
                f"SELECT {parts} FROM (SELECT *, row_number() OVER () AS _n FROM {self.relation}) "
                f"WHERE {spread('_n', step)} LIMIT {size}"
                if step > 1
                else f"SELECT {parts} FROM {self.relation}"
            )
        )

    def filled(self, columns: Sequence[int], size: int, *, length: int = 4000) -> list[list[str]]:
        """Return about `size` filled cells at most of each column, spread over the extract."""
        counts = ", ".join(f"count(*) FILTER (c{c} <> '')" for c in columns)
        steps = [n / size for n in self._query(f"SELECT {counts} FROM {self.relation}")[0]]
        cells = ", ".join(
            f"CASE WHEN c{c} <> '' AND {spread('_n', step)} THEN left(c{c}, {length}) END AS v{c}"
            for c, step in zip(columns, steps, strict=True)
        )
        rows = self._query(
            f"SELECT * FROM (SELECT {cells} FROM (SELECT *, row_number() OVER () AS _n "
            f"FROM {self.relation})) WHERE coalesce({', '.join(f'v{c}' for c in columns)}) <> ''"
        )
        return [[v for v in column if v][:size] for column in zip(*rows, strict=True)] or [
            [] for _ in columns
        ]

    def tally(self, column: int, limit: int) -> list[tuple[str, int]]:
        """Return the commonest values of one column with their numbers of rows."""
        return [
            (value, int(count))
            for value, count in self._query(
                f"SELECT left(c{column}, 4000) v, count(*) n FROM {self.relation} "
                f"WHERE c{column} <> '' GROUP BY v ORDER BY n DESC, v LIMIT {int(limit)}"
            )
        ]

    @contextmanager
    def temporary(self, select: str) -> Iterator[str]:
        """Keep a SELECT over `relation` as a table for a while."""
        name = f"{self.relation}_kept"
        self._query(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}")
        try:
            yield name
        finally:
            self._query(f"DROP TABLE {name}")

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a statement of our own over a temporary table."""
        return self._query(sql)

    def column(self, sql: str) -> np.ndarray[Any, Any]:
        """Return the one column of a statement of our own as an array."""
        try:
            arrays = self._connection.execute(sql).fetchnumpy()
        except Exception as error:  # the database's own message may quote a cell
            raise SourceError(f"cannot be counted ({type(error).__name__})") from None
        found: np.ndarray[Any, Any] = next(iter(arrays.values()))
        return found

    def _query(self, sql: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        try:
            rows: list[tuple[Any, ...]] = self._connection.execute(sql, list(parameters)).fetchall()
            return rows
        except Exception as error:  # the database's own message may quote a cell
            if self._mend():
                return self._query(sql, parameters)
            raise SourceError(
                f"the table cannot be read to its end ({type(error).__name__})"
            ) from None

    def _mend(self) -> bool:
        """Put a cleaned copy in the place of a file that cannot be read as it is; once."""
        place, self._place = self._place, None
        if place is None or place.mend is None:
            return False
        place.mend()
        self._place = replace(place, mend=None)
        return True


@dataclass(frozen=True)
class Table:
    """A table that has not been read yet: its source, its name, and how to read it.

    ``read(n)`` returns the `Extract` of at most n rows (None: of all of them). `notes` is
    what a reader of its verdicts must know of where it was found.
    """

    source: str
    name: str
    read: Callable[[int | None], Extract]
    notes: tuple[Reason, ...] = ()

    def extract(self, rows: Rows = DEFAULT_ROWS) -> Extract:
        """Read at most `rows` rows, half of them from the head, half spread over the rest.

        Raises
        ------
        SourceError
            If the table cannot be read; the message names the source and the table.
        """
        try:
            return self.read(None if rows == "all" else max(1, rows))
        except SourceError as error:
            place = f"{self.source} · {self.name}" if self.name else self.source
            message = str(error).removeprefix(f"{PurePath(self.source).name}: ")
            raise SourceError(
                message if message.startswith(self.source) else f"{place}: {message}"
            ) from None
