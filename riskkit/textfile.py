"""Text files of unknown make: their encoding, their delimiter, their lines within bounds.

In: bytes or a path. Out: the name of an encoding, a delimiter, lines of text. Chinese offices
still write GB18030 and Big5; which of the two it is, is told by how many of the characters
would be everyday ones (the first level of each standard) under either reading.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SAMPLE = 1 << 18
MAX_LINE = 8 << 20
DELIMITERS = ",\t;|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def sniff_encoding(sample: bytes) -> str:
    """Name the encoding of a text from its first bytes.

    Parameters
    ----------
    sample : bytes
        The beginning of the file; it may end within a character.

    Returns
    -------
    str
        ``utf-8``, ``utf-8-sig``, ``utf-16``, ``utf-16-le``, ``utf-16-be``, ``utf-32``,
        ``gb18030``, ``big5hkscs`` or ``cp1252``; "" when it is no text.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    wide = _sniff_utf16(sample)
    if wide:
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return _sniff_legacy(sample)
    return "utf-8" if _is_text(sample) else ""


def _is_text(sample: bytes) -> bool:
    odd = sum(sample.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return odd <= len(sample) // 50 + 1


def _sniff_utf16(sample: bytes) -> str:
    even, odd = sample[0:4096:2], sample[1:4096:2]
    if len(odd) < 8:
        return ""
    if odd.count(0) > len(odd) * 0.3 and even.count(0) < len(even) * 0.1:
        return "utf-16-le"
    if even.count(0) > len(even) * 0.3 and odd.count(0) < len(odd) * 0.1:
        return "utf-16-be"
    return ""


def _sniff_legacy(sample: bytes) -> str:
    """Choose between GB18030, Big5 and Western European by everyday characters."""
    pairs, lone, i = [], 0, 0
    while i < len(sample) - 1:
        if sample[i] < 0x80:
            i += 1
            continue
        if sample[i + 1] >= 0x80 or (0x40 <= sample[i + 1] <= 0x7E and sample[i] >= 0x81):
            pairs.append((sample[i], sample[i + 1]))
            lone += i > 0 and chr(sample[i - 1]).isalpha() and sample[i + 1] < 0x80
            i += 2
        else:
            lone += 1
            i += 1
    if not _is_text(sample):
        return ""
    if not pairs or lone > len(pairs) * 0.6:
        return "cp1252"
    gb = sum(0xB0 <= lead <= 0xD7 and trail >= 0xA1 for lead, trail in pairs)
    big = sum(0xA4 <= lead <= 0xC6 and trail != 0x7F for lead, trail in pairs)
    # Big5 uses trailing bytes below 0xA1 for four characters in ten; everyday GB text for none.
    low = sum(trail < 0xA1 for _, trail in pairs)
    gb_share, big_share = gb / len(pairs), big / len(pairs)
    if low > len(pairs) * 0.15 and big_share > 0.6:
        return "big5hkscs"
    return "gb18030" if gb_share >= 0.3 or gb_share >= big_share else "big5hkscs"


def sniff_delimiter(text: str) -> str:
    """Name the delimiter under which the lines of `text` have the most even width.

    Returns
    -------
    str
        One of ``,``, tab, ``;``, ``|``; "" when no delimiter makes a table of it.
    """
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        widths = Counter(_widths(text, delimiter))
        widths.pop(0, None)
        total = widths.total()
        if not total:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
        if width > 1 and count >= 0.5 * total:
            score = count / total + min(width, 40) / 1000
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _widths(text: str, delimiter: str) -> Iterator[int]:
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for number, row in enumerate(reader):
            if number > 200:
                return
            yield len(row) if any(row) else 0
    except csv.Error:
        return


def read_sample(path: Path, size: int = SAMPLE) -> bytes:
    """Return the first `size` bytes of a file."""
    with path.open("rb") as stream:
        return stream.read(size)


def read_lines(
    path: Path, encoding: str, *, start: int = 0, until: int | None = None
) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a text file and whether the line was cut for its length.

    No line ever takes more than `MAX_LINE` characters of memory, however long it is;
    characters that the encoding cannot explain become U+FFFD, NUL characters are dropped.

    Parameters
    ----------
    start : int
        Byte offset to start from; unless 0, the torn first line is left out.
    until : int, optional
        Byte offset before which the torn line must have ended, else nothing is read.
    """
    with path.open("rb") as raw:
        if start:
            raw.seek(start)
            while (torn := raw.readline(1 << 16)) and not torn.endswith(b"\n"):
                if until is not None and raw.tell() > until:
                    return
        text = io.TextIOWrapper(raw, encoding, errors="replace", newline="")
        while line := text.readline(MAX_LINE):
            cut = len(line) >= MAX_LINE and not line.endswith("\n")
            rest = line
            while cut and rest and not rest.endswith("\n"):
                rest = text.readline(1 << 16)
            yield line.replace("\0", ""), cut
