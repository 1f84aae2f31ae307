"""DuckDB as the reader: one private connection a source, files in, relations of text out."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import SourceError
from ..workbook import Percent
from .table import Extract, spread

WHOLE = 256 << 20
"""Bytes of a file up to which its rows are kept in memory for the length of a scan."""


class Reader:
    """A private DuckDB connection with a folder for what does not fit into memory."""

    def __init__(self) -> None:
        import duckdb

        self.folder = Path(tempfile.mkdtemp(prefix="riskkit-"))
        self.connection: Any = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": "1GB",
                "temp_directory": str(self.folder),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
        # A slow read would draw a bar on stdout, into whatever a command prints there. A notebook
        # without widgets cannot draw one and refuses even to be told so.
        with suppress(duckdb.InvalidInputException):
            self.connection.execute("SET enable_progress_bar = false")
        self._made = 0

    def close(self) -> None:
        """Drop everything that was read."""
        self.connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def fresh(self, stem: str) -> str:
        """Return an unused name for a relation or file."""
        self._made += 1
        return f"{stem}{self._made}"

    def run(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Run one statement; a failure tells its kind, never the database's words."""
        try:
            return self.connection.execute(sql, list(parameters))
        except Exception as error:  # DuckDB's message quotes the line it failed on
            raise SourceError(f"cannot be read as a table ({type(error).__name__})") from None

    def keep(self, select: str, limit: int | None, total: int | None, *, lazy: bool) -> str:
        """Make a relation of `select`: its head and evenly spread rows, or a view of all."""
        name = self.fresh("t")
        if limit is None and lazy:
            self.run(f"CREATE TEMP VIEW {name} AS {select}")
        elif limit is None or (total is not None and total <= limit):
            self.run(f"CREATE TEMP TABLE {name} AS {select}")
        elif total is None:
            self.run(f"CREATE TEMP TABLE {name} AS {select} LIMIT {limit}")
        else:
            half = limit // 2
            step = (total - half) / max(1, limit - half)
            self.run(
                f"CREATE TEMP TABLE {name} AS SELECT * EXCLUDE (_n) FROM "
                f"(SELECT *, row_number() OVER () AS _n FROM ({select})) "
                f"WHERE _n <= {half} OR {spread('_n', step)} LIMIT {limit}"
            )
        return name

    def lay(self, relation: str, width: int) -> tuple[str, str]:
        """Name a relation that is read where it lies: its cells as they stand, and trimmed."""
        raw, name = self.fresh("r"), self.fresh("t")
        self.run(f"CREATE TEMP VIEW {raw} AS SELECT * FROM {relation}")
        self.run(f"CREATE TEMP VIEW {name} AS SELECT {cells(range(width))} FROM {raw}")
        return raw, name

    def read_csv(self, path: Path, width: int, *, delimiter: str = ",", skip: int = 0) -> str:
        """Return the relation of a clean UTF-8 file: `width` columns of text as they stand."""
        columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
        return (
            f"read_csv({literal(str(path))}, header = false, "
            f"auto_detect = false, delim = {literal(delimiter)}, quote = '\"', escape = '\"', "
            f"skip = {skip}, columns = {{{columns}}}, max_line_size = 4194304, "
            "strict_mode = true, null_padding = false)"
        )

    def write(self, rows: Iterable[Sequence[object]], width: int) -> tuple[Path, int]:
        """Write rows to a temporary clean CSV of `width` columns; return it and its rows."""
        path = self.folder / self.fresh("rows")
        count = 0
        with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            for row in rows:
                line = [plain(cell) for cell in row]
                # A row that is too wide keeps its surplus in its last cell: nothing is unseen.
                line[width - 1 :] = [", ".join(line[width - 1 :])] if len(line) >= width else []
                writer.writerow(line + [""] * (width - len(line)))
                count += 1
        return path, count

    def extract_rows(
        self,
        rows: Iterable[Sequence[object]],
        columns: Sequence[str],
        *,
        total: int | None = None,
        estimated: bool = False,
        named: bool = True,
        limit: int | None = None,
        more: bool = False,
    ) -> Extract:
        """Return the extract of rows that Python read, and whether some follow after `limit`."""
        left = iter(rows)
        path, _ = self.write(islice(left, limit), max(1, len(columns)))
        more = more or (limit is not None and next(left, None) is not None)
        return self.take_csv(
            path, columns, total=total, estimated=estimated, named=named, more=more
        )

    def take_csv(
        self,
        path: Path,
        columns: Sequence[str],
        *,
        total: int | None = None,
        estimated: bool = False,
        named: bool = True,
        more: bool = False,
    ) -> Extract:
        """Return the extract of a temporary clean CSV without header."""
        width = max(1, len(columns))
        select = f"SELECT {cells(range(width))} FROM {self.read_csv(path, width)}"
        name = self.keep(select, None, None, lazy=path.stat().st_size > WHOLE)
        found = Extract(
            self.connection, name, columns, rows=total, estimated=estimated, named=named
        )
        found.more = more
        return found


def literal(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(text: str) -> str:
    """Return a name as an SQL identifier."""
    return '"' + text.replace('"', '""') + '"'


def cells(indexes: Iterable[int]) -> str:
    """Return the select list that trims cells and makes empty ones null."""
    return ", ".join(f"nullif(trim(c{i}), '') AS c{i}" for i in indexes)


def plain(cell: object) -> str:
    """Return a cell as the text a reader would see; whole floats lose their ``.0``."""
    if cell is None:
        return ""
    if (
        isinstance(cell, float)
        and not isinstance(cell, Percent)
        and cell.is_integer()
        and abs(cell) < 1e15
    ):
        return str(int(cell))
    if isinstance(cell, bytes):
        return ""
    text = str(cell)
    if text.endswith(" 00:00:00") and len(text) == 19:
        return text[:10]
    return text.replace("\0", "").replace("\r", " ")[:100_000]
