"""PostgreSQL: one read-only session, tables streamed or sampled, never held whole.

The rows come as CSV by COPY, which both sides stream. Whatever the database defines itself
(functions, casts, views) is not called: only pg_catalog is searched, and cells become text by
the output of their type.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ..errors import SourceError
from .delimited import Tell
from .duck import Reader, identifier
from .header import name_columns, printable
from .source import Notes, Source
from .table import Extract, Table

SCHEMES = ("postgresql", "postgres")
TIMEOUT = "600s"
"""Time after which the database stops one statement."""
SMALL = 64 << 20
"""Bytes of a table up to which its rows are counted one by one."""
_TAKEN = [
    "channel_binding",
    "dbname",
    "gssencmode",
    "host",
    "hostaddr",
    "password",
    "port",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
    "user",
]
_SESSION = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "tcp_user_timeout": 60_000,
    "application_name": "riskkit",
    "client_encoding": "UTF8",
}
_SETTINGS = (
    "SET default_transaction_read_only = on; SET search_path = pg_catalog; "
    f"SET statement_timeout = '{TIMEOUT}'; SET lock_timeout = '10s'; SET DateStyle = 'ISO, YMD'; "
    # The same rows in the same order each time: from the first page, by one process.
    "SET synchronize_seqscans = off; SET max_parallel_workers_per_gather = 0"
)
_TABLES = """
    SELECT c.oid, n.nspname, c.relname, c.relkind::text,
           has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE'),
           c.relrowsecurity AND row_security_active(c.oid)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND NOT c.relispartition
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
    ORDER BY n.nspname, c.relname"""
_COLUMNS = """
    SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
    WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum"""
# The leaves of a partitioned table, or the table itself: bytes on disk, and rows as last analysed.
_SIZE = """
    SELECT coalesce(sum(pg_relation_size(c.oid)), 0)::bigint, bool_and(c.reltuples >= 0),
           coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
    FROM pg_class c WHERE c.oid = %(oid)s AND c.relkind <> 'p'
       OR c.oid IN (SELECT relid FROM pg_partition_tree(%(oid)s) WHERE isleaf)"""
_REFUSED = {
    r"authentication|password|pg_hba|role .* does not exist": (
        "the account was refused; give the password in PGPASSWORD or a .pgpass file"
    ),
    r"database .* does not exist": "there is no database of this name",
    r"translate host|name or service|resolve host": "there is no such host",
    r"timeout|timed out": "the server does not answer",
    r"refused|no such file": "no server listens there",
    r"ssl|certificate": "no secure connection could be made",
}


@dataclass(frozen=True)
class Relation:
    """One table of a database."""

    oid: int
    schema: str
    name: str

    @property
    def label(self) -> str:
        """Schema and name, as results show it."""
        return f"{self.schema}.{self.name}"

    @property
    def quoted(self) -> str:
        """Schema and name as SQL."""
        return f"{identifier(self.schema)}.{identifier(self.name)}"


class Database:
    """A read-only session with a PostgreSQL database, opened again once after it was lost.

    Parameters
    ----------
    url : str
        ``postgresql://user@host:port/database``. A password may stand in it, better in
        ``PGPASSWORD`` or ``.pgpass``; it is in no result, message or log.

    Raises
    ------
    SourceError
        If the URL is none, or psycopg is not installed.
    """

    def __init__(self, url: str) -> None:
        self._given = _parse(url)
        host = str(self._given.get("host") or self._given.get("hostaddr") or "localhost")
        port = str(self._given.get("port") or "5432")
        place = "localhost" if host.startswith("/") else host
        place += f":{port}" if port != "5432" else ""
        self.name = printable(f"{place}/{self._given.get('dbname') or ''}".rstrip("/"))
        self._connection: Any = None
        self._lost = ""

    def open(self) -> Any:
        """Return the open connection, made anew if it is gone.

        Raises
        ------
        SourceError
            If the server refuses or does not answer; once it does not, it is not asked again.
        """
        import psycopg

        if self._lost:
            raise SourceError(f"{self.name}: {self._lost}")
        if self._connection is None or self._connection.closed:
            try:
                settings: dict[str, Any] = {**self._given, **_SESSION}
                self._connection = psycopg.connect(**settings, autocommit=True)
                self._connection.execute(_SETTINGS)
            except psycopg.Error as error:
                self._lost = _refusal(str(error))
                raise SourceError(f"{self.name}: {self._lost}") from None
        return self._connection

    def rows(self, sql: str, parameters: object = None) -> list[tuple[Any, ...]]:
        """Return the rows of one statement; the database's own words are never told."""
        import psycopg

        connection = self.open()
        try:
            found: list[tuple[Any, ...]] = connection.execute(sql, parameters).fetchall()
            return found
        except psycopg.Error as error:
            raise self._failure(error) from None

    def copy(self, select: str) -> Iterator[bytes]:
        """Yield the rows of a SELECT as CSV in UTF-8, block by block."""
        import psycopg

        connection = self.open()
        try:
            with connection.cursor().copy(f"COPY ({select}) TO STDOUT (FORMAT csv)") as stream:
                for block in stream:
                    yield bytes(block)
        except psycopg.Error as error:
            raise self._failure(error) from None

    def close(self) -> None:
        """End the session."""
        if self._connection is not None:
            self._connection.close()

    def _failure(self, error: Any) -> SourceError:
        import psycopg

        if self._connection.closed or self._connection.broken:
            what = "the connection to the database was lost"
        elif isinstance(error, psycopg.errors.InsufficientPrivilege):
            what = "the account may not read this"
        elif isinstance(error, psycopg.errors.QueryCanceled):
            what = f"took longer than {TIMEOUT}; read fewer rows"
        elif isinstance(error, psycopg.errors.LockNotAvailable):
            what = "is locked by someone else"
        else:
            what = f"cannot be read ({type(error).__name__})"
        return SourceError(what)


def database_tables(database: Database, source: Source) -> Iterator[Table]:
    """Yield the tables of a database; views and what may not be read are told."""
    for oid, schema, name, kind, allowed, filtered in database.rows(_TABLES):
        relation = Relation(oid, schema, name)
        tell = Notes(source, source.name)
        if kind == "v":
            tell("sources.view", relation.label)
        elif kind == "f":
            tell("sources.foreign_table", relation.label)
        elif not allowed:
            tell("sources.no_privilege", relation.label)
        else:
            if filtered:
                tell("sources.row_security", relation.label)
            read = partial(_read, database, relation, source.reader, tell)
            yield Table(source.name, relation.label, read)


def _read(
    database: Database, relation: Relation, reader: Reader, tell: Tell, limit: int | None
) -> Extract:
    held = database.rows(_COLUMNS, (relation.oid,))
    columns = name_columns([name for name, _ in held], len(held))
    if not columns:
        raise SourceError("has no columns")
    for column, (_, kind) in zip(columns, held, strict=True):
        if kind == "bytea":
            tell("sources.binary_column", f"{relation.label} · {column}")
    cut = min(100_000, 3_000_000 // len(held))
    texts = ", ".join(_text(name, kind, cut) for name, kind in held)
    total, estimated = _count(database, relation, limit)
    path = reader.folder / reader.fresh("rows")
    for select in _selects(relation, texts, limit, total):
        _save(database.copy(select), path)
    return reader.take_csv(path, columns, total=total, estimated=estimated)


def _text(name: str, kind: str, cut: int) -> str:
    """Return the SQL of a cell as text: "" for null, cut to a length."""
    if kind == "bytea":
        return "''"
    quoted = identifier(name)
    # As its output alone, true would be "t", and false a "f" that may look like a gender.
    text = f"{quoted}::text" if kind == "boolean" else quoted
    # concat calls the output of a type, not a cast that the database may have defined.
    text = f"left(concat({text}), {cut})"
    return f"regexp_replace({text}, ' 00:00:00$', '')" if kind.startswith("timestamp") else text


def _count(database: Database, relation: Relation, limit: int | None) -> tuple[int | None, bool]:
    """Return the rows of a table (None: all will be read) and whether they are estimated."""
    if limit is None:
        return None, False
    [(size, analysed, rows)] = database.rows(_SIZE, {"oid": relation.oid})
    if size > SMALL and not (analysed and rows):
        sampled = f"SELECT count(*) * 100 FROM {relation.quoted} TABLESAMPLE SYSTEM (1)"
        rows = database.rows(f"{sampled} REPEATABLE (1)")[0][0]
    if size > SMALL and rows > 2 * limit:
        return rows, True
    return database.rows(f"SELECT count(*) FROM {relation.quoted}")[0][0], False


def _selects(relation: Relation, texts: str, limit: int | None, total: int | None) -> list[str]:
    whole = f"SELECT {texts} FROM {relation.quoted}"
    if limit is None or total is None or total <= limit:
        return [whole]
    half = limit // 2
    share = min(100.0, 100 * (limit - half) / total)
    # Whole pages at even chance over the table; the same ones each time.
    pages = f"{whole} TABLESAMPLE SYSTEM ({share:.6f}) REPEATABLE (1) LIMIT {2 * (limit - half)}"
    return [f"{whole} LIMIT {half}", pages]


def _save(blocks: Iterator[bytes], path: Path) -> None:
    """Append blocks of CSV; bytes that are no UTF-8 (a database may hold any) are replaced."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    with path.open("a", encoding="utf-8", newline="") as stream:
        for block in blocks:
            stream.write(decoder.decode(block))


def _parse(url: str) -> dict[str, Any]:
    try:
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise SourceError(
            "a PostgreSQL source needs its driver: install riskkit[postgres]"
        ) from None
    import psycopg

    try:
        given = conninfo_to_dict(re.sub(r"^\w+(?:\+\w+)?://", "postgresql://", url))
    except psycopg.Error:
        raise SourceError(
            "this database URL cannot be read; write postgresql://user@host:5432/database"
        ) from None
    refused = sorted(set(given) - set(_TAKEN) - set(_SESSION))
    if refused:
        raise SourceError(f"a database URL may not set {', '.join(refused)}")
    return {key: value for key, value in given.items() if key in _TAKEN}


def _refusal(said: str) -> str:
    """Return in our words why there is no connection: the server's may quote what was sent."""
    lines = said.lower()
    found = (told for pattern, told in _REFUSED.items() if re.search(pattern, lines))
    return next(found, "the database cannot be reached")
