"""Databases in a file (SQLite, DuckDB) and Parquet: opened read-only, never loaded whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import SourceError
from .delimited import BLOCKS, Tell
from .duck import Reader, identifier, literal
from .header import name_columns
from .table import Extract, InPlace

KEPT = 8_000_000
"""Cells of a table up to which they are kept in memory for the length of a scan."""
GOLDEN = 0.6180339887
"""Its multiples fall in with no beat (Weyl)."""
STEPS = 2_000_000_000
"""Virtual-machine steps after which a SQLite query is stopped."""


def sqlite_tables(path: Path) -> list[str]:
    """Return the names of the tables of a SQLite file."""
    with _sqlite(path) as connection:
        try:
            rows = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND name NOT LIKE 'sqlite_%' ORDER BY name"
            ).fetchall()
        except sqlite3.Error:
            raise SourceError(f"{path.name}: this SQLite file is damaged or encrypted") from None
    return [str(row[0]) for row in rows]


class _sqlite:
    """A read-only SQLite connection that is closed at the end."""

    def __init__(self, path: Path) -> None:
        # mode=ro leaves the file as it is; extensions stay off, a runaway query is stopped.
        self.connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        self.connection.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
        self._ticks = 0
        self.connection.set_progress_handler(self._tick, 1_000_000)

    def _tick(self) -> bool:
        self._ticks += 1_000_000
        return self._ticks > STEPS

    def __enter__(self) -> sqlite3.Connection:
        return self.connection

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def read_sqlite(
    reader: Reader, path: Path, table: str, limit: int | None, *, tell: Tell
) -> Extract:
    """Return the extract of one SQLite table: its head and blocks at even row ids."""
    name = identifier(table)
    with _sqlite(path) as connection:
        try:
            total = int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
            cursor = connection.execute(f"SELECT * FROM {name} LIMIT 0")
            columns = name_columns(
                [item[0] for item in cursor.description], len(cursor.description)
            )
            binary: set[int] = set()
            rows = _noting_bytes(_sqlite_rows(connection, name, limit, total), binary)
            extract = reader.extract_rows(rows, columns, total=total)
        except sqlite3.Error:
            raise SourceError("this table of the SQLite file cannot be read") from None
    for index in sorted(binary):
        tell("sources.binary_column", f"{table} · {columns[index]}")
    return extract


def _noting_bytes(
    rows: Iterator[tuple[object, ...]], binary: set[int]
) -> Iterator[tuple[object, ...]]:
    """Pass rows on, noting the columns in which bytes stand that nobody will look at."""
    for row in rows:
        for index, cell in enumerate(row):
            if type(cell) is bytes:
                binary.add(index)
        yield row


def _sqlite_rows(
    connection: sqlite3.Connection, name: str, limit: int | None, total: int
) -> Iterator[tuple[object, ...]]:
    if limit is None or total <= limit:
        yield from connection.execute(f"SELECT * FROM {name}")
        return
    half = limit // 2
    try:
        lowest, highest = connection.execute(
            f"SELECT min(rowid), max(rowid) FROM {name}"
        ).fetchone()
    except sqlite3.Error:  # a table without row ids can only be read from its head
        yield from connection.execute(f"SELECT * FROM {name} LIMIT {limit}")
        return
    yield from connection.execute(f"SELECT * FROM {name} ORDER BY rowid LIMIT {half}")
    part = max(1, (limit - half) // BLOCKS)
    for block in range(BLOCKS):
        start = lowest + (highest - lowest) * (block + 1) // (BLOCKS + 1)
        yield from connection.execute(
            f"SELECT * FROM {name} WHERE rowid >= ? ORDER BY rowid LIMIT {part}", (start,)
        )


def duckdb_tables(reader: Reader, path: Path) -> tuple[str, list[tuple[str, str]], list[str]]:
    """Attach a DuckDB file; return its alias, its tables (schema, name), and its views."""
    alias = reader.fresh("db")
    try:
        reader.run(f"ATTACH {literal(str(path))} AS {alias} (READ_ONLY)")
    except SourceError:
        raise SourceError(f"{path.name}: this DuckDB file cannot be opened") from None
    rows = reader.run(
        "SELECT table_schema, table_name, table_type FROM information_schema.tables "
        f"WHERE table_catalog = {literal(alias)} ORDER BY 1, 2"
    ).fetchall()
    # A view is a stored query and may read any file: only tables are looked at.
    return (
        alias,
        [(str(s), str(n)) for s, n, kind in rows if kind == "BASE TABLE"],
        [str(n) for _, n, kind in rows if kind != "BASE TABLE"],
    )


def read_relation(
    reader: Reader, relation: str, limit: int | None, *, tell: Tell, part: str = ""
) -> Extract:
    """Return the extract of a relation DuckDB itself holds or reads (its tables, Parquet)."""
    described = reader.run(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    columns = name_columns([row[0] for row in described], len(described))
    total = int(reader.run(f"SELECT count(*) FROM {relation}").fetchone()[0])
    for column, (_, kind, *_) in zip(columns, described, strict=True):
        if kind == "BLOB":
            tell("sources.binary_column", " · ".join(word for word in (part, column) if word))
    texts = [_as_text(identifier(str(name)), str(kind)) for name, kind, *_ in described]
    rows = _Rows(reader, relation, ", ".join(f"{c} AS c{i}" for i, c in enumerate(texts)), total)
    if limit is not None and total > limit:
        name = rows.spread(limit)
    elif total * len(columns) > KEPT:
        raw, name = reader.lay(f"(SELECT {rows.cells} FROM {relation})", len(columns))
        place = InPlace(raw=raw, rows=total, some=rows.some)
        return Extract(reader.connection, name, columns, place=place)
    else:
        name = reader.keep(f"SELECT {rows.cells} FROM {relation}", None, total, lazy=False)
    return Extract(reader.connection, name, columns, rows=total)


@dataclass(frozen=True)
class _Rows:
    """The rows of a relation, its cells as text, and where they stand in it."""

    reader: Reader
    relation: str
    cells: str
    total: int

    def spread(self, limit: int) -> str:
        """Keep the head and blocks of the rest as a table; DuckDB skips what lies between."""
        half = limit // 2
        part = max(1, (limit - half) // BLOCKS)
        steps = ((self.total - half) * (block + 1) // (BLOCKS + 1) for block in range(BLOCKS))
        name = self.reader.fresh("t")
        select = self._at([(0, half), *((half + step, part) for step in steps)])
        self.reader.run(f"CREATE TEMP TABLE {name} AS {select}")
        return name

    def some(self, size: int) -> list[Sequence[str | None]]:
        """Return single rows spread evenly over all, but to no beat (see `table.spread`)."""
        step = self.total / size
        starts = {int((i + i * GOLDEN % 1) * step) for i in range(size)}
        return list(self.reader.run(self._at([(at, 1) for at in sorted(starts)])).fetchall())

    def _at(self, places: Sequence[tuple[int, int]]) -> str:
        """Return the SELECT of some rows from each place.

        By their number where rows have one: what is between is not even unpacked.
        """
        number = "rowid"
        relation = self.relation
        if relation.startswith("read_parquet("):
            number, relation = "file_row_number", f"{relation[:-1]}, file_row_number = true)"
        try:
            self.reader.run(f"SELECT {number} FROM {relation} LIMIT 0")
        except SourceError:
            return " UNION ALL ".join(
                f"(SELECT {self.cells} FROM {self.relation} LIMIT {n} OFFSET {start})"
                for start, n in places
            )
        there = [f"{number} BETWEEN {at} AND {at + n - 1}" for at, n in places if n > 1]
        if single := ", ".join(str(at) for at, n in places if n == 1):
            there.append(f"{number} IN ({single})")
        return f"SELECT {self.cells} FROM {relation} WHERE {' OR '.join(there)}"


def _as_text(name: str, kind: str) -> str:
    if kind == "BLOB":
        return "NULL::VARCHAR"
    text = f"CAST({name} AS VARCHAR)"
    return f"regexp_replace({text}, ' 00:00:00$', '')" if kind.startswith("TIMESTAMP") else text
