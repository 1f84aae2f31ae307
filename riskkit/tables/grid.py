"""A table before it is shown: typed cells and headings, from which every rendering is made.

The same grid becomes a localised DataFrame, an HTML table with interval bars and a sheet of
the workbook, so none of the three can disagree with another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ..model.assessment import Gauge, Span
from ..model.value import Interval
from . import wording
from .wording import UNKNOWN, Words

if TYPE_CHECKING:
    import pandas as pd

Form = Literal["text", "count", "points", "share", "rate", "span", "gauge", "interval", "date"]
NUMERIC: frozenset[str] = frozenset(
    {"count", "points", "share", "rate", "span", "gauge", "interval"}
)


@dataclass(frozen=True)
class Refs:
    """A cell of names that stand elsewhere under an address: (name, address) pairs."""

    names: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "; ".join(name for name, _ in self.names)

    def cited(self, words: Words) -> Refs:
        """Return the references with each clause under the name the field cites it by."""
        return Refs(
            tuple(
                (words.clause(name) if place == f"clause-{name}" else name, place)
                for name, place in self.names
            )
        )


def clauses(ids: Iterable[str]) -> Refs | None:
    """Return clauses as references to where they are told; None for none."""
    names = tuple((id, f"clause-{id}") for id in ids)
    return Refs(names) if names else None


@dataclass(frozen=True)
class Heading:
    """A column: its key in the sentences (``tables.<key>``) and the form of its cells."""

    key: str
    form: Form = "text"

    @property
    def numeric(self) -> bool:
        """Whether the column is aligned to the right."""
        return self.form in NUMERIC


@dataclass(frozen=True)
class Grid:
    """A table of typed cells; None is a thing not known.

    `anchors` gives a row the address under which other places of a report refer to it.
    """

    name: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Any, ...], ...]
    anchors: tuple[str, ...] = ()

    def frame(self, words: Words) -> pd.DataFrame:
        """Return the grid as a DataFrame of texts under localised headings."""
        import pandas as pd

        names = [words.say(f"tables.{heading.key}") for heading in self.headings]
        return pd.DataFrame(self.texts(), columns=names, dtype=object)

    def texts(self, words: Words | None = None) -> list[list[str]]:
        """Return the cells as texts; with `words` a clause by the name it is cited by."""
        forms = [heading.form for heading in self.headings]
        rows = self.rows
        if words:
            rows = tuple(
                tuple(c.cited(words) if isinstance(c, Refs) else c for c in row) for row in rows
            )
        return [[text(c, f) for c, f in zip(row, forms, strict=True)] for row in rows]

    def pick(self, *keys: str) -> Grid:
        """Return the grid with only the columns `keys`, in that order."""
        places = [[h.key for h in self.headings].index(key) for key in keys]
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return Grid(self.name, tuple(self.headings[p] for p in places), rows, self.anchors)

    def filled(self) -> Grid:
        """Return the grid without the columns in which nothing stands; the first always stays."""
        columns = zip(*self.rows, strict=True)
        empty = {n for n, cells in enumerate(columns) if all(c in (None, "") for c in cells)}
        return self.pick(*(h.key for n, h in enumerate(self.headings) if not n or n not in empty))

    def top(self, n: int) -> Grid:
        """Return the first `n` rows."""
        return Grid(self.name, self.headings, self.rows[:n], self.anchors[:n])


def grid(
    name: str,
    headings: str,
    rows: Iterable[Sequence[Any]],
    anchors: Iterable[str] = (),
) -> Grid:
    """Build a grid; `headings` is written as ``"asset tier residual:span"``."""
    parsed = [heading.partition(":") for heading in headings.split()]
    columns = tuple(Heading(key, form or "text") for key, _, form in parsed)  # type: ignore[arg-type]
    return Grid(name, columns, tuple(tuple(row) for row in rows), tuple(anchors))


def text(cell: Any, form: Form) -> str:
    """Return one cell as a reader sees it: the same in every language but for words."""
    if cell is None or cell == "":
        return UNKNOWN
    if isinstance(cell, Span):
        return wording.span(cell)
    if isinstance(cell, Gauge):
        return wording.gauge(cell)
    if isinstance(cell, Interval):
        return wording.interval(cell)
    writer = _WRITERS.get(form)
    return writer(cell) if writer else wording.clean(str(cell))


_WRITERS: dict[str, Callable[[Any], str]] = {
    "count": wording.count,
    "points": wording.points,
    "share": wording.share,
    "rate": wording.rate,
    "date": wording.date,
}
