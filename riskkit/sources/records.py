"""Lines of JSON and of plain text: records without a fixed set of columns."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..errors import SourceError
from ..textfile import read_lines, read_sample, sniff_encoding
from .delimited import BLOCKS, LARGE, Tell
from .documents import MAX_DOCUMENT, PARAGRAPH
from .duck import Reader
from .table import Extract

LOOK = 20_000
"""Records looked at for the names of columns."""
MAX_COLUMNS = 1_000


def read_json(reader: Reader, path: Path, limit: int | None, tell: Tell) -> Extract:
    """Return the extract of a file of JSON lines, or of one list of objects.

    Nested objects become columns named with dots; a list becomes one text.
    """
    encoding = _encoding(path)
    columns: dict[str, int] = {}
    for number, record in enumerate(_records(path, encoding, None, _silent)):
        if number >= LOOK:
            break
        for key, _ in _flatten(record):
            if len(columns) < MAX_COLUMNS:
                columns.setdefault(key, len(columns))
    if not columns:
        raise SourceError(f"{path.name}: holds no JSON object that could be read")
    spread = limit is not None and path.stat().st_size > LARGE

    def rows() -> Iterator[list[object]]:
        for record in _records(path, encoding, limit if spread else None, tell):
            row: list[object] = [None] * len(columns)
            for key, value in _flatten(record):
                if key in columns:
                    row[columns[key]] = value
            yield row

    return reader.extract_rows(rows(), list(columns), limit=limit, more=spread)


def read_text(reader: Reader, path: Path, limit: int | None, tell: Tell) -> Extract:
    """Return a plain text as one column `text`, a row a paragraph (at most 4,000 characters)."""
    encoding = _encoding(path)

    def rows() -> Iterator[list[object]]:
        count = 0
        for line, cut in read_lines(path, encoding):
            if cut:
                tell("sources.line_too_long", "", line=count + 1)
            text = line.strip().lstrip("\ufeff")
            for start in range(0, len(text), PARAGRAPH):
                count += 1
                yield [text[start : start + PARAGRAPH]]

    return reader.extract_rows(rows(), ["text"], named=False, limit=limit)


def _encoding(path: Path) -> str:
    encoding = sniff_encoding(read_sample(path))
    if not encoding:
        raise SourceError(f"{path.name}: this is no text")
    return encoding


def _silent(*_: object, **__: object) -> None:
    """Tell nobody."""


def _records(
    path: Path, encoding: str, limit: int | None, tell: Tell
) -> Iterator[dict[str, object]]:
    """Yield the objects of a file: a list of them, one a line, or one over many lines."""
    first = read_sample(path, 4096).decode(encoding, errors="ignore").lstrip("\ufeff \r\n\t")
    size = path.stat().st_size
    if first.startswith("[") and size <= MAX_DOCUMENT:
        try:
            loaded = json.loads(path.read_bytes().decode(encoding, errors="replace"))
        except (ValueError, RecursionError):
            raise SourceError(f"{path.name}: the JSON is damaged") from None
        found = [record for record in loaded if isinstance(record, dict)]
        yield from found[:limit]
        return
    if first.startswith("["):
        raise SourceError(f"{path.name}: one JSON list of this size; write one object a line")
    blocks = [0]
    if limit is not None and size > LARGE and not encoding.startswith("utf-16"):
        blocks += [int(size * (i + 0.5) / BLOCKS) for i in range(BLOCKS)]
    bad: Counter[str] = Counter()
    try:
        for number, start in enumerate(blocks):
            share = limit
            if limit is not None and len(blocks) > 1:
                share = limit // 2 if number == 0 else max(1, limit // (2 * BLOCKS))
            yield from _lines(path, encoding, start, share, bad)
    finally:  # also when nobody wants the rest
        if bad["lines"]:
            tell("sources.lines_damaged", "", lines=bad["lines"])


def _lines(
    path: Path, encoding: str, start: int, limit: int | None, bad: Counter[str]
) -> Iterator[dict[str, object]]:
    count = 0
    until = start + path.stat().st_size // BLOCKS if start else None
    for line, cut in read_lines(path, encoding.removesuffix("-sig"), start=start, until=until):
        text = line.strip().lstrip("\ufeff")
        if not text:
            continue
        if limit is not None and count >= limit:
            break
        try:
            record = None if cut else json.loads(text)
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict):
            count += 1
            yield record
        else:
            bad["lines"] += 1


def _flatten(
    record: dict[str, object], prefix: str = "", depth: int = 0
) -> Iterator[tuple[str, object]]:
    for key, value in record.items():
        name = f"{prefix}{key}"[:200]
        if isinstance(value, dict) and depth < 5:
            yield from _flatten(value, f"{name}.", depth + 1)
        elif isinstance(value, dict | list):
            yield name, "; ".join(_leaves(value, 0))[:10_000]
        else:
            yield name, value


def _leaves(value: object, depth: int) -> Iterator[str]:
    if depth > 8:
        return
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item, depth + 1)
    elif isinstance(value, list):
        for item in value[:200]:
            yield from _leaves(item, depth + 1)
    elif value is not None:
        yield str(value)
