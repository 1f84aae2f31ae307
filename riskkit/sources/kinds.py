"""What a file is, told from its first bytes, what it contains and its ending."""

from __future__ import annotations

import mmap
import zipfile
from pathlib import Path

from ..textfile import read_sample, sniff_delimiter, sniff_encoding

_DELIMITED = {".csv", ".tsv", ".tab", ".psv"}
_TEXTS = {".txt", ".md", ".log", ".text", ".markdown", ".rst"}
_WORKBOOKS = {".xlsx", ".xlsm", ".xltx"}
_PAGES = {".html", ".htm", ".xhtml"}
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")
_PACKED = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"))
_SEALED = "EncryptedPackage".encode("utf-16-le")
# Parts that tell an Office file from any other archive, whatever it is called.
_PARTS = {
    "xl/workbook.xml": "workbook",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "office",
    "content.xml": "office",
    "xl/workbook.bin": "office",
}


def kind_of(path: Path) -> str:
    """Tell what a file is.

    Returns
    -------
    str
        A kind that can be read (delimited, json, text, page, notebook, email, docx, pdf,
        workbook, parquet, sqlite, duckdb, zip, tar, gzip, bzip2, xz) or the reason why not
        (image, archive, encrypted, old_office, office, unknown, empty).
    """
    sample = read_sample(path, 65_536)
    if not sample:
        return "empty"
    if sample.startswith(b"SQLite format 3\0"):
        return "sqlite"
    if sample[8:12] == b"DUCK":
        return "duckdb"
    if sample[257:262] == b"ustar":
        return "tar"
    if sample.startswith(b"PAR1"):
        return "parquet"
    if sample.startswith(b"\xd0\xcf\x11\xe0"):
        return "encrypted" if _is_sealed(path) else "old_office"
    if sample.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    return _kind_of_text(sample, path.suffix.lower())


def _is_sealed(path: Path) -> bool:
    """Say whether an OLE file holds an encrypted package rather than an old document."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as view:
        return view.find(_SEALED, 0, 256 << 20) >= 0


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "workbook" if path.suffix.lower() in _WORKBOOKS else "archive"
    found = next((kind for part, kind in _PARTS.items() if part in names), None)
    if found is None and path.suffix.lower() in _WORKBOOKS:
        return "workbook"  # which its reader refuses, saying why
    return found or "zip"


def _kind_of_text(sample: bytes, ending: str) -> str:
    if b"%PDF-" in sample[:1024]:
        return "pdf"
    packed = next((kind for mark, kind in _PACKED if sample.startswith(mark)), None)
    if packed or sample.startswith((b"7z\xbc\xaf", b"Rar!")):
        return packed or "archive"
    encoding = sniff_encoding(sample)
    if not encoding:
        return "image" if sample.startswith(_IMAGES) else "unknown"
    if ending in _WORKBOOKS:
        return "unknown"
    named = {".ipynb": "notebook", ".eml": "email"} | dict.fromkeys(_PAGES, "page")
    named |= dict.fromkeys(_DELIMITED, "delimited") | dict.fromkeys(_TEXTS, "text")
    if ending in named:
        return named[ending]
    text = sample.decode(encoding, errors="ignore").lstrip("\ufeff \r\n\t")
    if ending in {".json", ".jsonl", ".ndjson"} or text.startswith('{"'):
        return "json"
    if text[:15].lower().startswith(("<!doctype html", "<html")):
        return "page"
    return "delimited" if sniff_delimiter(text.rpartition("\n")[0]) else "text"
