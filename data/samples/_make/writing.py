"""Extracts written so that the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Rows = Iterable[Sequence[Any]]
PRESS_TIME = (2026, 11, 1, 0, 0, 0)
"""The time every part of a written workbook carries, instead of now."""


def write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write `text` with line feeds as they stand."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


def write_csv(path: Path, header: Sequence[str], rows: Rows, encoding: str = "utf-8") -> None:
    """Write a CSV table with CRLF line ends, as office programs do."""
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer)
    table.writerow(header)
    table.writerows(rows)
    write_text(path, buffer.getvalue(), encoding)


def write_workbook(path: Path, sheets: dict[str, Rows]) -> None:
    """Write a workbook, one list of rows a sheet, without the time it was written at."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    write_untimed(path, written)


def write_untimed(path: Path, written: io.BytesIO) -> None:
    """Write a saved workbook without the time it was written at."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = _without_times(content)
            fixed = zipfile.ZipInfo(part.filename, PRESS_TIME)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, content)


def _without_times(core: bytes) -> bytes:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(core)
    for name in ("created", "modified"):
        for element in root.iter(f"{{http://purl.org/dc/terms/}}{name}"):
            element.text = "2026-11-01T00:00:00Z"
    return ElementTree.tostring(root)


def write_sqlite(path: Path, tables: dict[str, tuple[str, Rows]]) -> None:
    """Write a SQLite file: table name to (column definitions, rows)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    for name, (columns, rows) in tables.items():
        base.execute(f"CREATE TABLE {name} ({columns})")
        marks = ",".join("?" * (columns.count(",") + 1))
        base.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
    base.commit()
    base.execute("VACUUM")
    base.close()
    # bytes 96-99 hold the version of the SQLite that wrote last: the only thing not ours
    content = bytearray(path.read_bytes())
    content[96:100] = (3040000).to_bytes(4, "big")
    path.write_bytes(bytes(content))


def write_parquet(path: Path, columns: dict[str, list[Any]]) -> None:
    """Write a Parquet file with the column types DuckDB finds in `columns`."""
    import duckdb
    import pandas as pd

    path.parent.mkdir(parents=True, exist_ok=True)
    base = duckdb.connect()
    base.execute("SET threads TO 1")
    base.register("rows", pd.DataFrame(columns))
    place = str(path).replace("'", "''")
    base.execute(f"COPY rows TO '{place}' (FORMAT parquet, COMPRESSION zstd)")
    base.close()
