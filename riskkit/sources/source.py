"""A data source: its tables one after the other, and the list of what was not seen of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import TracebackType
from typing import Self

from ..errors import SourceError
from ..model.assessment import Unseen
from ..model.value import Argument, Reason
from .duck import Reader
from .header import printable
from .table import Extract, Table


class Source:
    """A data source whose tables are opened one after the other.

    Iterate over it for its tables; `unseen` grows while they are read. Close it, or use it
    in a ``with`` statement: what was read is kept in a temporary folder until then.
    """

    def __init__(
        self,
        name: str,
        tables: Callable[[Source], Iterator[Table]],
        *,
        close: Callable[[], None] | None = None,
    ) -> None:
        self.name = printable(name)
        self.unseen: list[Unseen] = []
        self.reader = Reader()
        self._tables = tables
        self._close = close

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[Table]:
        return map(self._noting, self._tables(self))

    def _noting(self, table: Table) -> Table:
        """Return a table that notes, when it is read, which of its rows were not."""

        def read(limit: int | None) -> Extract:
            extract = table.read(limit)
            if not extract.whole:
                note, args = Notes(self, table.source), {"read": extract.scanned}
                if extract.more:
                    note("sources.more_rows", table.name, **args)
                else:
                    note("sources.rows_not_read", table.name, **args, rows=extract.rows)
            return extract

        return replace(table, read=read)

    def close(self) -> None:
        """Forget everything that was read, and end the session with a database."""
        self.reader.close()
        if self._close:
            self._close()

    def table(self, name: str | None = None) -> Table:
        """Return the table called `name`, or the first one.

        Raises
        ------
        SourceError
            If there is no such table.
        """
        for table in self:
            if name is None or table.name == name:
                return table
        raise SourceError(f"{self.name}: has no such table")

    def miss(self, rule: str, part: str, **args: Argument) -> None:
        """Note a part that was not seen and the rule that says why."""
        reason = Reason(rule=rule, args=args)
        unseen = Unseen(source=self.name, part=printable(part), reason=reason)
        if unseen not in self.unseen:
            self.unseen.append(unseen)


class Notes:
    """Notes for one file of a source what was not seen of it."""

    def __init__(self, source: Source, label: str) -> None:
        self._source = source
        self._file = label if label != source.name else ""

    def __call__(self, rule: str, part: str, **args: Argument) -> None:
        """Note a part of the file and the rule that says why it was not seen."""
        place = " · ".join(word for word in (self._file, part) if word)
        self._source.miss(rule, place, **args)
