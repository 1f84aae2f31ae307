"""Word and PDF documents, by python-docx and pypdf; nothing in them is run or followed."""

from __future__ import annotations

import logging
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import SourceError
from .delimited import Tell
from .documents import PARAGRAPH, Document, read_paragraphs
from .duck import Reader
from .table import Extract

MAX_PAGES = 5_000
SECONDS = 300.0
"""Time after which the remaining pages of a PDF are left unread."""
MAX_UNPACKED = 512 << 20
MAX_RATIO = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Beside the body: what stands at the edges of a page, below it and in its margin.
_PARTS = ("document", "header", "footer", "footnotes", "endnotes", "comments")


def read_docx(path: Path) -> Document:
    """Read a Word document: body, tables, headers, notes, comments, deleted text.

    Raises
    ------
    SourceError
        If it is damaged or unpacks out of proportion.
    """
    _check(path)
    import docx

    document = Document()
    try:
        parts = sorted(docx.Document(str(path)).part.package.iter_parts(), key=_order)
        for part in parts:
            name = str(part.partname).rpartition("/")[2]
            if name.startswith(_PARTS) and name.endswith(".xml"):
                from docx.oxml import parse_xml

                _read_part(parse_xml(part.blob), document)
    except Exception as error:  # python-docx raises whatever its parsers raise
        kind = type(error).__name__
        raise SourceError(f"{path.name}: the document is damaged ({kind})") from None
    pictures = sum("/media/" in str(part.partname) for part in parts)
    if pictures:
        document.miss("sources.pictures_in_document", pictures=pictures)
    return document


def _order(part: Any) -> tuple[bool, str]:
    name = str(part.partname)
    return not name.endswith("/document.xml"), name


def _read_part(root: Any, document: Document) -> None:
    """Add the paragraphs and the outermost tables of a part, in their order."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}tbl":
            rows = [
                [_text(cell) for cell in row.iterchildren(f"{_W}tc")]
                for row in element.iterchildren(f"{_W}tr")
            ]
            document.add_grid(rows)
        elif element.tag == f"{_W}p":
            document.add(_text(element))
        else:
            stack.extend(reversed(element))


def _text(element: Any) -> str:
    pieces = []
    for child in element.iter():
        if child.tag in (f"{_W}t", f"{_W}delText", f"{_W}instrText"):
            pieces.append(child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}p"):
            pieces.append(" ")
    return "".join(pieces)


def _check(path: Path) -> None:
    """Refuse a document that is encrypted or would unpack out of proportion."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MAX_UNPACKED or (unpacked > 64 << 20 and unpacked > packed * MAX_RATIO):
        raise SourceError(f"{path.name}: unpacks to {unpacked >> 20} MB, out of proportion")
    if any(member.flag_bits & 1 for member in members):
        raise SourceError(f"{path.name}: is encrypted; save it without a password")


def read_pdf(reader: Reader, path: Path, limit: int | None, tell: Tell) -> Extract:
    """Return a PDF as one column `text`, a row a line; pages that are pictures are told.

    Raises
    ------
    SourceError
        If it is damaged, or needs a password.
    """
    with _quiet(), path.open("rb") as stream:
        book = _open_pdf(stream, path.name)
        return read_paragraphs(reader, _pdf_lines(book, tell), limit)


def check_pdf(path: Path) -> None:
    """Refuse a PDF that is damaged or needs a password.

    Raises
    ------
    SourceError
        Saying which of the two.
    """
    with _quiet(), path.open("rb") as stream:
        _open_pdf(stream, path.name)


def _open_pdf(stream: Any, name: str) -> Any:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        book = pypdf.PdfReader(stream)
        # Many PDFs are encrypted with no password, to forbid printing; these can be read.
        if book.is_encrypted and not book.decrypt(""):
            raise SourceError(f"{name}: needs a password; save it without one")
        len(book.pages)
    except SourceError:
        raise
    except PyPdfError as error:
        sealed = type(error).__name__ in ("DependencyError", "WrongPasswordError")
        what = "is encrypted; save it without a password" if sealed else "the PDF is damaged"
        raise SourceError(f"{name}: {what}") from None
    except Exception as error:  # what a broken file makes a parser raise
        kind = type(error).__name__
        raise SourceError(f"{name}: the PDF is damaged ({kind})") from None
    return book


def _pdf_lines(book: Any, tell: Tell) -> Iterator[str]:
    until = time.monotonic() + SECONDS
    total = len(book.pages)
    pictures = broken = 0
    for number in range(total):
        if number >= MAX_PAGES or time.monotonic() > until:
            tell("sources.pages_not_read", "", pages=total, read=number)
            break
        try:
            page = book.pages[number]
            lines = [line.strip() for line in page.extract_text().splitlines()]
            pictures += "/XObject" in (page.get("/Resources") or {}) and not any(lines)
        except Exception:  # one page that cannot be read does not hide the others
            broken += 1
            continue
        for line in lines:
            yield from (line[i : i + PARAGRAPH] for i in range(0, len(line), PARAGRAPH))
    if pictures:
        tell("sources.pages_are_pictures", "", pages=pictures)
    if broken:
        tell("sources.pages_broken", "", pages=broken)


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence pypdf's warnings: they may quote what stands in the file."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
