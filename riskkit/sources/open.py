"""Opening a source: a file, a folder or a database, and the name it has in results."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from ..errors import InputError, Problem, SourceError
from .files import file_tables, folder_tables
from .header import printable
from .postgres import SCHEMES, Database, database_tables
from .source import Source

_URL = re.compile(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


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


def open_source(source: Path | str, *, name: str | None = None) -> Source:
    """Open a data source: a file, a folder of files, or a database URL.

    Parameters
    ----------
    source : Path or str
        CSV, TSV, Excel (.xlsx), Parquet, JSON lines, SQLite, DuckDB; Word, PDF, HTML,
        notebooks, e-mail and plain text; archives of them; a folder of them; or
        ``postgresql://host/database``, which is only read from. Encodings, delimiters and
        the place of the header are found out.
    name : str, optional
        What to call it in results; the file's name by default. A database is called by its
        host and name, never by what else its URL holds.

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
    url = _URL.match(text)
    if url:
        if url[1].lower().partition("+")[0] not in SCHEMES:
            raise SourceError(
                "this kind of URL is no source riskkit knows; use a file or postgresql://"
            )
        database = Database(text)
        database.open()
        return Source(database.name, partial(database_tables, database), close=database.close)
    path = Path(source)
    label = source_name(name) if name else shown_name(path)
    if not path.exists():
        raise SourceError(f"{label}: there is no such file or folder")
    if path.is_dir():
        return Source(label, lambda source: folder_tables(source, path))
    return Source(label, lambda source: file_tables(source, path, source.name))


def shown_name(source: Path | str) -> str:
    """Return what a source that was given no name is called: a file or folder by its last part.

    >>> shown_name("data/extracts/crm.csv")
    'crm.csv'
    """
    if _URL.match(str(source)):
        return source_name(source)
    path = Path(source)
    return printable(path.name or path.resolve().name or str(path))


def source_name(source: Path | str) -> str:
    """Return what to call a source in results: of a URL its host and database alone.

    >>> source_name("postgresql://ann:secret@db.example:5433/crm?sslmode=require")
    'db.example:5433/crm'
    >>> source_name("extracts/crm.csv")
    'extracts/crm.csv'
    """
    text = str(source)
    if not _URL.match(text):
        return printable(text)
    place = text.partition("://")[2].partition("?")[0].partition("#")[0]
    return printable(place.rpartition("@")[2]) or "database"
