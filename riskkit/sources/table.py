"""A table of a source, and the extract of its rows that a scan looks at.

An `Extract` answers the few questions a scan has (how the columns are filled, a sample, how
many rows match a pattern); another database needs only these to be scanned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from ..errors import SourceError
from ..model.value import Reason

if TYPE_CHECKING:
    import numpy as np

Rows = int | Literal["all"]
DEFAULT_ROWS = 100_000


@dataclass(frozen=True)
class Profile:
    """How one column is filled: counts of rows, lengths in characters."""

    filled: int
    distinct: int
    shortest: int
    mean: float
    longest: int


def spread(number: str, step: float) -> str:
    """Return the SQL that keeps one row in `step`, evenly but to no beat.

    Every second, fourth or tenth row would fall in with tables that repeat themselves; the
    multiples of the golden ratio (Knuth's hash) fall in with nothing.
    """
    return f"({number} * 2654435761) % 4294967296 < {int(4294967296 / max(1.0, step))}"


class Extract:
    """The rows of a table that are scanned, every cell as text.

    Attributes
    ----------
    columns : tuple of str
        Names as the source gives them, made unique.
    named : bool
        Whether the source gave the names; False when the columns were only numbered.
    rows : int
        Rows of the whole table; an estimate where `estimated`.
    scanned : int
        Rows of this extract.
    relation : str
        What SQL calls it; its columns are c0, c1, …
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
    ) -> None:
        self._connection = connection
        self._relation = relation
        self.columns = tuple(columns)
        self.named = named
        self.relation = relation
        self.scanned = int(self._query(f"SELECT count(*) FROM {relation}")[0][0])
        self.rows = max(rows or 0, self.scanned)
        self.estimated = estimated and self.rows > self.scanned

    def profile(self) -> list[Profile]:
        """Return how each column is filled, from one pass over the extract."""
        if not self.columns:
            return []
        parts = ", ".join(
            f"count(c{i}), approx_count_distinct(c{i}), min(length(c{i})), "
            f"avg(length(c{i})), max(length(c{i}))"
            for i in range(len(self.columns))
        )
        row = self._query(f"SELECT {parts} FROM {self._relation}")[0]
        return [
            Profile(
                filled=row[k],
                distinct=min(row[k], row[k + 1]),
                shortest=row[k + 2] or 0,
                mean=row[k + 3] or 0.0,
                longest=row[k + 4] or 0,
            )
            for k in range(0, len(row), 5)
        ]

    def sample(self, size: int, *, length: int = 4000) -> list[list[str | None]]:
        """Return columns of at most `size` rows each, spread evenly over the extract.

        Cells longer than `length` characters are cut.
        """
        step = max(1.0, self.scanned / size)
        parts = ", ".join(f"left(c{i}, {length})" for i in range(len(self.columns)))
        rows = self._query(
            f"SELECT {parts} FROM (SELECT *, row_number() OVER () AS _n FROM {self._relation}) "
            f"WHERE {spread('_n', step)} LIMIT {size}"
            if step > 1
            else f"SELECT {parts} FROM {self._relation}"
        )
        return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in self.columns]

    def filled(self, column: int, size: int, *, length: int = 4000) -> list[str]:
        """Return at most `size` filled cells of one column, spread evenly over the extract."""
        cells = f"SELECT left(c{column}, {length}) v FROM {self._relation} WHERE c{column} <> ''"
        count = int(self._query(f"SELECT count(*) FROM ({cells})")[0][0])
        step = max(1.0, count / size)
        rows = self._query(
            f"SELECT v FROM (SELECT v, row_number() OVER () n FROM ({cells})) "
            f"WHERE {spread('n', step)} LIMIT {size}"
        )
        return [row[0] for row in rows]

    def count(self, tests: Sequence[tuple[int, str]]) -> list[int]:
        """Return in how many rows each (column number, RE2 pattern) is found, in one pass."""
        if not tests:
            return []
        parts = ", ".join(f"count(*) FILTER (regexp_matches(c{c}, ?))" for c, _ in tests)
        patterns = [pattern for _, pattern in tests]
        return list(self._query(f"SELECT {parts} FROM {self._relation}", patterns)[0])

    def tally(self, column: int, limit: int) -> list[tuple[str, int]]:
        """Return the commonest values of one column with their numbers of rows."""
        return [
            (value, int(count))
            for value, count in self._query(
                f"SELECT left(c{column}, 4000) v, count(*) n FROM {self._relation} "
                f"WHERE c{column} <> '' GROUP BY v ORDER BY n DESC, v LIMIT {int(limit)}"
            )
        ]

    @contextmanager
    def temporary(self, select: str) -> Iterator[str]:
        """Keep a SELECT over `relation` as a table for a while."""
        name = f"{self._relation}_kept"
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
            raise SourceError(
                f"the table cannot be read to its end ({type(error).__name__})"
            ) from None


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
