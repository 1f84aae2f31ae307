"""The clean twin of a sample: the same folder with every planted fault put right.

``mends.csv`` says how: ``line`` is a line of the file as it stands (the header is line 1) and
``column`` one of its headers with the right ``value``. The column ``-`` takes the line out, ``+``
puts `value`, a whole line, at the end: of a file that is not there, its header first.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from . import writing

Mend = Mapping[str, str]
ENCODINGS = ("utf-8", "big5")
OUT, NEW = "-", "+"


def read_mends(path: Path) -> list[Mend]:
    """Return the rows of ``mends.csv``."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def mend(sample: Path, out: Path, mends: Iterable[Mend]) -> Path:
    """Copy `sample` to `out` with its `mends` made, and return `out`.

    Raises
    ------
    ValueError
        If a mend names a column that its file does not have, or changes nothing.
    """
    shutil.copytree(sample, out)
    by_file: dict[str, list[Mend]] = defaultdict(list)
    for one in mends:
        if one["sample"] == sample.name:
            by_file[one["file"]].append(one)
    for name, rows in by_file.items():
        _mend_file(out / name, rows)
    return out


def _mend_file(path: Path, mends: list[Mend]) -> None:
    text, encoding = _decoded(path.read_bytes() if path.exists() else b"")
    table = list(csv.reader(io.StringIO(text, newline="")))
    header: list[str] = table[0] if table else []
    gone: set[int] = set()
    for one in mends:
        if one["column"] == NEW:
            table.append(next(csv.reader([one["value"]])))
        elif one["column"] == OUT:
            gone.add(int(one["line"]) - 1)
        else:
            _mend_cell(path, header, table[int(one["line"]) - 1], one)
    kept = [row for n, row in enumerate(table) if n not in gone]
    writing.write_csv(path, kept[0], kept[1:], encoding)


def _mend_cell(path: Path, header: list[str], row: list[str], one: Mend) -> None:
    if one["column"] not in header:
        raise ValueError(f"{path.name} has no column {one['column']}")
    row += [""] * (len(header) - len(row))
    at = header.index(one["column"])
    if row[at] == one["value"]:
        raise ValueError(f"{path.name}, line {one['line']}: {one['column']} is right as it is")
    row[at] = one["value"]


def _decoded(content: bytes) -> tuple[str, str]:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise ValueError(f"neither of {', '.join(ENCODINGS)}")
