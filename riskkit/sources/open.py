"""Opening a source: what is it, which tables does it have, and what of it stays unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from ..errors import InputError, Problem, SourceError
from ..model.assessment import Unseen
from ..model.value import Argument, Reason
from ..textfile import read_sample, sniff_delimiter, sniff_encoding
from ..workbook import Sheet, check_archive, read_sheets
from .databases import duckdb_tables, read_relation, read_sqlite, sqlite_tables
from .delimited import read_delimited, sniff
from .duck import Reader
from .header import find_header, name_columns
from .records import read_document, read_json
from .table import Extract, Table

MAX_FILES = 2_000
SHEET_ROWS = 200_000
_URL = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_DELIMITED = {".csv", ".tsv", ".tab", ".psv"}
_DOCUMENTS = {".txt", ".md", ".log", ".text", ".markdown", ".rst"}
_WORKBOOKS = {".xlsx", ".xlsm", ".xltx"}
_SQLITE = b"SQLite format 3\0"


def resolve_inside(root: Path | str, path: str) -> Path:
    """Return `path` below `root`, refusing whatever leaves it.

    Parameters
    ----------
    root : Path or str
        The engagement folder.
    path : str
        A relative path as a client wrote it.

    Raises
    ------
    InputError
        If the path is absolute, climbs out, or is a link that leads out.
    """
    base = Path(root).resolve()
    written = path.replace("\\", "/")
    try:
        target = (base / written).resolve()
        inside = target.is_relative_to(base) and not Path(written).is_absolute()
    except (OSError, ValueError):
        inside = False
    if not inside or re.match(r"^[A-Za-z]:", written) or "\0" in path:
        raise InputError(
            [
                Problem(
                    file=base.name,
                    column="data",
                    what="a data path leads out of the engagement folder",
                    hint="copy the file into the folder and name it relative to it",
                )
            ]
        )
    return target


class Source:
    """A data source whose tables are opened one after the other.

    Iterate over it for its tables; `unseen` grows while they are read. Close it, or use it
    in a ``with`` statement: what was read is kept in a temporary folder until then.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self.unseen: list[Unseen] = []
        self._path = path
        self._reader = Reader()

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
        if not self._path.is_dir():
            yield from self._file(self._path, self.name)
            return
        files = sorted(p for p in self._path.rglob("*") if p.is_file())
        for number, path in enumerate(files):
            below = path.relative_to(self._path).as_posix()
            label = f"{self.name}/{below}"
            if any(part.startswith((".", "~$")) for part in Path(below).parts):
                continue
            if number >= MAX_FILES:
                self.miss("sources.too_many_files", "", files=len(files))
                return
            if not path.resolve().is_relative_to(self._path.resolve()):
                self.miss("sources.link_leads_out", label)
                continue
            try:
                yield from self._file(path, label)
            except SourceError as error:
                self.miss("sources.unreadable", label, error=str(error))

    def close(self) -> None:
        """Forget everything that was read."""
        self._reader.close()

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
        unseen = Unseen(source=self.name, part=part, reason=Reason(rule=rule, args=args))
        if unseen not in self.unseen:
            self.unseen.append(unseen)

    def _file(self, path: Path, label: str) -> Iterator[Table]:
        kind = kind_of(path)
        part = label if label != self.name else ""
        tell = _Tell(self, part)
        reader = self._reader
        if kind == "delimited":
            form = sniff(path)
            yield Table(label, "", lambda n: read_delimited(reader, form, n, tell))
        elif kind == "json":
            yield Table(label, "", lambda n: read_json(reader, path, n, tell))
        elif kind == "document":
            yield Table(label, "", lambda n: read_document(reader, path, n, tell))
        elif kind == "workbook":
            yield from self._workbook(path, label, tell)
        elif kind == "parquet":
            relation = f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
            yield Table(label, "", lambda n: read_relation(reader, relation, n, tell=tell))
        elif kind == "sqlite":
            for name in sqlite_tables(path):
                yield Table(label, name, partial(_sqlite, reader, path, name, tell))
        elif kind == "duckdb":
            yield from self._duckdb(path, label, tell)
        else:
            self.miss(f"sources.{kind}", part)

    def _workbook(self, path: Path, label: str, tell: _Tell) -> Iterator[Table]:
        check_archive(path)
        sheets = read_sheets(path, max_rows=SHEET_ROWS)
        for name, sheet in sheets.items():
            if sheet.images:
                tell("sources.pictures_in_sheet", name)
            if sheet.cut in ("rows", "columns"):
                tell("sources.sheet_cut", name, rows=len(sheet.rows))
            if any(sheet.rows):
                yield Table(label, name, partial(_sheet, self._reader, sheet, tell))

    def _duckdb(self, path: Path, label: str, tell: _Tell) -> Iterator[Table]:
        alias, tables, views = duckdb_tables(self._reader, path)
        for view in views:
            tell("sources.view", view)
        for schema, name in tables:
            quoted = [part.replace('"', '""') for part in (alias, schema, name)]
            relation = ".".join(f'"{part}"' for part in quoted)
            yield Table(
                label,
                name,
                lambda n, r=relation, t=name: read_relation(self._reader, r, n, tell=tell, part=t),  # type: ignore[misc]
            )


class _Tell:
    """Notes for one file of a source what was not seen."""

    def __init__(self, source: Source, file: str) -> None:
        self._source = source
        self._file = file

    def __call__(self, rule: str, part: str, **args: Argument) -> None:
        place = " · ".join(word for word in (self._file, part) if word)
        self._source.miss(rule, place, **args)


def _sqlite(reader: Reader, path: Path, name: str, tell: _Tell, limit: int | None) -> Extract:
    return read_sqlite(reader, path, name, limit, tell=tell)


def _sheet(reader: Reader, sheet: Sheet, tell: _Tell, limit: int | None) -> Extract:
    header, first = find_header(sheet.rows)
    body = [row for row in sheet.rows[first:] if any(cell not in (None, "") for cell in row)]
    cells = sheet.rows[header] if header is not None else []
    width = max([len(cells), *(len(row) for row in body)], default=1)
    total = len(body)
    if limit is not None and total > limit:
        half = limit // 2
        step = max(1, (total - half) // max(1, limit - half))
        body = (body[:half] + body[half::step])[:limit]
        tell("sources.rows_not_read", sheet.name, read=len(body), rows=total)
    columns = name_columns(cells, width)
    return reader.extract_rows(body, columns, total=total, named=header is not None)


def kind_of(path: Path) -> str:
    """Tell what a file is from its first bytes and its ending.

    Returns
    -------
    str
        A kind that can be read (delimited, json, document, workbook, parquet, sqlite,
        duckdb) or the reason why not (image, archive, encrypted, office, unknown, empty).
    """
    sample = read_sample(path, 65_536)
    ending = path.suffix.lower()
    if not sample:
        return "empty"
    if sample.startswith(_SQLITE):
        return "sqlite"
    if sample[8:12] == b"DUCK":
        return "duckdb"
    if sample.startswith(b"PAR1"):
        return "parquet"
    if sample.startswith(b"\xd0\xcf\x11\xe0"):
        return "encrypted"
    if sample.startswith(b"PK\x03\x04"):
        if ending in _WORKBOOKS:
            return "workbook"
        return "encrypted" if sample[6] & 1 else ("office" if ending in _OFFICE else "archive")
    return _kind_of_text(sample, ending)


_OFFICE = {".docx", ".pptx", ".odt", ".ods", ".odp"}
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")


def _kind_of_text(sample: bytes, ending: str) -> str:
    if sample.startswith(b"%PDF"):
        return "office"
    if sample.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")):
        return "archive"
    encoding = sniff_encoding(sample)
    if not encoding:
        return "image" if sample.startswith(_IMAGES) else "unknown"
    if ending in _WORKBOOKS:
        return "unknown"
    if ending in _DELIMITED:
        return "delimited"
    if ending in _DOCUMENTS:
        return "document"
    text = sample.decode(encoding, errors="ignore").lstrip("\ufeff \r\n\t")
    if ending in {".json", ".jsonl", ".ndjson"} or text.startswith('{"'):
        return "json"
    return "delimited" if sniff_delimiter(text.rpartition("\n")[0]) else "document"


def open_source(source: Path | str, *, name: str | None = None) -> Source:
    """Open a data source: a file, a folder of files, or a database URL.

    Parameters
    ----------
    source : Path or str
        CSV, TSV, Excel (.xlsx), Parquet, JSON lines, SQLite, DuckDB, plain text, or a folder
        of them. Encodings, delimiters and the place of the header are found out.
    name : str, optional
        What to call it in results; the file's name by default.

    Returns
    -------
    Source
        Iterate over it for its tables. What cannot be read becomes an entry of `unseen`.

    Raises
    ------
    SourceError
        If there is nothing at that place, or it needs something that is not installed.
    """
    text = str(source)
    if _URL.match(text):
        scheme = text.split(":", 1)[0].lower()
        if scheme in ("postgresql", "postgres"):
            raise SourceError("a PostgreSQL source needs its driver: install riskkit[postgres]")
        raise SourceError(
            "this kind of URL is no source riskkit knows; use a file or postgresql://"
        )
    path = Path(source)
    if not path.exists():
        raise SourceError(f"{name or path.name}: there is no such file or folder")
    return Source(path, name or path.name)
