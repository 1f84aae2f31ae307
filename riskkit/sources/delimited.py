"""Delimited text (CSV, TSV …) of whatever encoding, evenness and size.

A clean UTF-8 file goes straight to DuckDB. Anything else (other encodings, ragged rows, NUL
characters, cells out of all bounds) is read line by line within bounds and cleaned on the way.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..errors import SourceError
from ..textfile import read_lines, read_sample, sniff_delimiter, sniff_encoding
from .duck import Reader, cells
from .header import find_header, name_columns
from .table import Extract, InPlace

LARGE = 64 << 20
"""Bytes from which a limited reading looks at the head and at blocks spread over the file."""
BLOCKS = 20
KEPT = 8 << 20
"""Bytes up to which a file is kept in memory for the length of a scan; a larger one is read
where it lies each time, which is quicker than keeping it."""
TOGETHER = 4
"""Rows that a sample takes from one place of a file."""
MAX_FIELD = 1 << 20
MAX_WIDTH = 2_000

Tell = Callable[..., None]
"""Records a part that was not seen: rule id, part, arguments of its sentence."""


@dataclass(frozen=True)
class Form:
    """How a delimited file is written, told from its first bytes."""

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    named: bool
    first: int
    row_bytes: float
    clean: bool
    folded: bool

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self.path.stat().st_size


def sniff(path: Path) -> Form:
    """Tell encoding, delimiter and header of a delimited file.

    Raises
    ------
    SourceError
        If it is no text or has no line within bounds.
    """
    sample = read_sample(path)
    encoding = sniff_encoding(sample)
    if not encoding:
        raise SourceError(f"{path.name}: this is no text; export it as CSV in UTF-8")
    text = sample.decode(encoding, errors="ignore").replace("\0", "").lstrip("\ufeff")
    lines = text.splitlines(keepends=True)
    whole = "".join(lines[:-1]) if len(lines) > 1 and path.stat().st_size > len(sample) else text
    delimiter = sniff_delimiter(whole) or ("\t" if path.suffix.lower() == ".tsv" else ",")
    parts = ((line, False) for line in io.StringIO(whole, newline=""))
    rows = list(_parse(parts, delimiter, _quiet))
    header, first = find_header(rows)
    width = max((len(row) for row in rows[first : first + 200]), default=1)
    width = min(MAX_WIDTH, max(width, len(rows[header]) if header is not None else 1))
    names = name_columns(rows[header] if header is not None else [], width)
    return Form(
        path=path,
        encoding=encoding,
        delimiter=delimiter,
        columns=tuple(names),
        named=header is not None,
        first=first,
        folded=any("\n" in cell for row in rows for cell in row),
        clean=encoding in ("utf-8", "utf-8-sig") and first <= 1 and b"\0" not in sample,
        row_bytes=max(1.0, len(whole.encode(encoding, errors="ignore")) / max(1, len(rows))),
    )


def read_delimited(reader: Reader, form: Form, limit: int | None, tell: Tell) -> Extract:
    """Return the extract of at most `limit` rows of a delimited file."""
    if limit is not None and form.size > LARGE:
        return _read_spread(reader, form, limit, tell)
    if form.clean:
        try:
            return _read_clean(reader, form, limit, tell)
        except SourceError:
            pass  # not as clean as its beginning: read it line by line
    path, count = _cleaned(reader, form, limit, tell)
    return reader.take_csv(path, form.columns, total=count, named=form.named)


def _cleaned(reader: Reader, form: Form, limit: int | None, tell: Tell) -> tuple[Path, int]:
    """Write at most `limit` rows, read line by line, to a clean file; return it and all rows."""
    count = 0

    def counted() -> Iterator[list[str]]:
        nonlocal count
        for row in _rows(form, tell):
            count += 1
            if limit is None or count <= limit:
                yield row

    path, _ = reader.write(counted(), len(form.columns))
    return path, count


def _read_clean(reader: Reader, form: Form, limit: int | None, tell: Tell) -> Extract:
    width = len(form.columns)
    relation = reader.read_csv(form.path, width, delimiter=form.delimiter, skip=form.first)
    total = None
    if limit is not None and form.size > form.row_bytes * limit / 2:
        total = int(reader.run(f"SELECT count(*) FROM {relation}").fetchone()[0])
    if form.size <= KEPT or (limit is not None and total is not None and total > limit):
        select = f"SELECT {cells(range(width))} FROM {relation}"
        name = reader.keep(select, limit, total, lazy=False)
        return Extract(reader.connection, name, form.columns, rows=total, named=form.named)
    raw, name = reader.lay(relation, width)

    def mend() -> None:
        path, _ = _cleaned(reader, form, None, tell)
        clean = reader.read_csv(path, width)
        reader.run(f"CREATE OR REPLACE TEMP VIEW {raw} AS SELECT * FROM {clean}")

    place = InPlace(
        raw=raw,
        rows=total or int(form.size / form.row_bytes),
        some=partial(_some, form),
        mend=mend,
    )
    return Extract(reader.connection, name, form.columns, named=form.named, place=place)


def _some(form: Form, size: int) -> list[Sequence[str | None]]:
    """Return about `size` rows from even places of a file, without what lies between them.

    None where cells have line breaks, or where so many rows would be most of the file.
    """
    places = max(1, size // TOGETHER)
    if form.folded or form.row_bytes * TOGETHER * places > form.size / 2:
        return []
    some: list[Sequence[str | None]] = [*_take(_rows(form, _quiet), TOGETHER)]
    for place in range(1, places):
        start = form.size * place // places
        until = form.size * (place + 1) // places
        lines = read_lines(form.path, form.encoding.removesuffix("-sig"), start=start, until=until)
        rows = _take(_parse(lines, form.delimiter, _quiet), TOGETHER)
        some += [row for row in rows if len(row) == len(form.columns)]
    return some


def _read_spread(reader: Reader, form: Form, limit: int, tell: Tell) -> Extract:
    """Read the head and blocks at even offsets; the file's rows are estimated by its bytes."""
    half = limit // 2

    def rows() -> Iterator[list[str]]:
        yield from _take(_rows(form, tell), half)
        wide = form.encoding.startswith(("utf-16", "utf-32"))
        for block in range(0 if wide else BLOCKS):
            start = int(form.size * (block + 0.5) / BLOCKS)
            lines = read_lines(
                form.path,
                form.encoding.removesuffix("-sig"),
                start=start,
                until=start + form.size // BLOCKS,
            )
            for row in _take(_parse(lines, form.delimiter, _quiet), (limit - half) // BLOCKS):
                # A row torn by a line break within quotes is left out.
                if len(row) == len(form.columns):
                    yield row

    return reader.extract_rows(
        rows(),
        form.columns,
        total=int(form.size / form.row_bytes),
        estimated=True,
        named=form.named,
    )


def _take(rows: Iterable[list[str]], limit: int) -> Iterator[list[str]]:
    for count, row in enumerate(rows):
        if count >= limit:
            return
        yield row


def _rows(form: Form, tell: Tell) -> Iterator[list[str]]:
    lines = read_lines(form.path, form.encoding)
    for number, row in enumerate(_parse(lines, form.delimiter, tell)):
        if number >= form.first:
            yield row


def _quiet(*_: object, **__: object) -> None:
    """Tell nobody."""


def _parse(lines: Iterable[tuple[str, bool]], delimiter: str, tell: Tell) -> Iterator[list[str]]:
    """Split lines into rows; what is out of bounds is told once and left out."""
    csv.field_size_limit(MAX_FIELD)
    number = 0
    dropped = 0

    def kept() -> Iterator[str]:
        nonlocal number, dropped
        for line, cut in lines:
            number += 1
            if cut:
                dropped += 1
                if dropped == 1:
                    tell("sources.line_too_long", "", line=number)
            elif line.strip("\r\n"):
                yield line

    source = kept()
    while True:
        try:
            for row in csv.reader(source, delimiter=delimiter):
                if any(cell.strip() for cell in row):
                    yield row
            return
        except csv.Error:
            # A quote that never closes would swallow the rest: start again on the next line.
            dropped += 1
            if dropped == 1:
                tell("sources.line_too_long", "", line=number)
