"""Files and folders as tables: each file by its kind, packed ones unpacked within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from ..errors import SourceError
from .archives import Member, unpack, untar, unzip
from .databases import duckdb_tables, read_relation, read_sqlite, sqlite_tables
from .delimited import read_delimited, sniff
from .documents import Document
from .duck import Reader, identifier, literal
from .header import printable
from .kinds import kind_of
from .markup import read_notebook, read_page
from .messages import read_email
from .office import check_pdf, read_docx, read_pdf
from .records import read_json, read_text
from .source import Notes, Source
from .table import Extract, Table
from .workbooks import workbook_tables

MAX_FILES = 2_000
DEPTH = 2
"""Archives within archives that are opened; what lies deeper is listed as not seen."""

DOCUMENTS = {"page": read_page, "notebook": read_notebook, "docx": read_docx}
_ONE_TABLE = {"json": read_json, "text": read_text, "pdf": read_pdf}


def folder_tables(source: Source, folder: Path) -> Iterator[Table]:
    """Yield the tables of all files below a folder; a file that fails does not stop the rest."""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    for number, path in enumerate(files):
        below = path.relative_to(folder).as_posix()
        label = printable(f"{source.name}/{below}")
        if any(part.startswith((".", "~$")) for part in Path(below).parts):
            continue
        if number >= MAX_FILES:
            source.miss("sources.too_many_files", "", files=len(files))
            return
        if not path.resolve().is_relative_to(folder.resolve()):
            source.miss("sources.link_leads_out", label)
            continue
        yield from _safely(source, path, label, 0)


def file_tables(source: Source, path: Path, label: str, depth: int = 0) -> Iterator[Table]:
    """Yield the tables of one file.

    Parameters
    ----------
    source : Source
        Keeps what is read, and the list of what was not seen.
    path, label : Path, str
        The file, and what to call it in results.
    depth : int
        How many archives it lies in.

    Raises
    ------
    SourceError
        If the file is not what it seems, or out of bounds.
    """
    kind, tell = kind_of(path), Notes(source, label)
    reader = source.reader
    if kind == "delimited":
        form = sniff(path)
        yield Table(label, "", lambda n: read_delimited(reader, form, n, tell))
    elif kind in _ONE_TABLE:
        if kind == "pdf":
            check_pdf(path)
        read: Callable[..., Extract] = _ONE_TABLE[kind]
        yield Table(label, "", lambda n: read(reader, path, n, tell))
    elif kind in DOCUMENTS:
        yield from _document(reader, DOCUMENTS[kind](path), label, tell)
    elif kind == "workbook":
        yield from workbook_tables(reader, path, label, tell)
    elif kind in ("parquet", "sqlite", "duckdb"):
        yield from _database(reader, path, label, kind=kind, tell=tell)
    elif kind in ("zip", "tar", "gzip", "bzip2", "xz", "email"):
        yield from _packed(source, path, label, kind=kind, depth=depth)
    else:
        tell(f"sources.{kind}", "")


def _safely(source: Source, path: Path, label: str, depth: int) -> Iterator[Table]:
    try:
        yield from file_tables(source, path, label, depth)
    except SourceError as error:
        # The part says which file it is; the message need not say it again.
        told = str(error).removeprefix(f"{path.name}: ")
        source.miss("sources.unreadable", label, error=told)
    except OSError as error:
        source.miss("sources.unreadable", label, error=error.strerror or "the file is not there")


def _database(reader: Reader, path: Path, label: str, *, kind: str, tell: Notes) -> Iterator[Table]:
    if kind == "parquet":
        relation = f"read_parquet({literal(str(path))})"
        yield Table(label, "", lambda n: read_relation(reader, relation, n, tell=tell))
    elif kind == "sqlite":
        for name in sqlite_tables(path):
            yield Table(label, name, partial(_sqlite, reader, path, name, tell))
    else:
        alias, tables, views = duckdb_tables(reader, path)
        for view in views:
            tell("sources.view", view)
        for schema, name in tables:
            relation = ".".join(map(identifier, (alias, schema, name)))
            yield Table(label, name, partial(_relation, reader, relation, name, tell))


def _sqlite(reader: Reader, path: Path, name: str, tell: Notes, limit: int | None) -> Extract:
    return read_sqlite(reader, path, name, limit, tell=tell)


def _relation(reader: Reader, relation: str, name: str, tell: Notes, limit: int | None) -> Extract:
    return read_relation(reader, relation, limit, tell=tell, part=name)


def _document(reader: Reader, document: Document, label: str, tell: Notes) -> Iterator[Table]:
    for rule, args in document.unseen:
        tell(rule, "", **args)
    if document.texts:
        yield Table(label, "", lambda n: document.text(reader, n))
    for number, grid in enumerate(document.grids, 1):
        yield Table(label, f"table {number}", partial(document.grid, reader, grid))


def _packed(source: Source, path: Path, label: str, *, kind: str, depth: int) -> Iterator[Table]:
    tell = Notes(source, label)
    members: Iterable[Member]
    if kind == "email":
        document, members = read_email(path, source.reader)
        yield from _document(source.reader, document, label, tell)
    elif depth >= DEPTH:
        tell("sources.archive", "")
        return
    elif kind == "zip":
        members = unzip(path, source.reader, tell)
    elif kind == "tar":
        members = untar(path, source.reader, tell)
    else:
        members = unpack(path, kind, source.reader)
    for name, member in members:
        inside = label if kind in ("gzip", "bzip2", "xz") else printable(f"{label}/{name}")
        if depth >= DEPTH:
            Notes(source, inside)("sources.archive", "")
            continue
        yield from _safely(source, member, inside, depth + 1)
