"""HTML pages and Jupyter notebooks: what a reader would see of them, outputs too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ..errors import SourceError
from ..textfile import read_sample, sniff_encoding
from .documents import MAX_DOCUMENT, Document, Grid

_BREAKS = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "title",
    "ul",
]
_ATTRIBUTES = ("value", "alt", "title", "content", "placeholder")


def read_page(path: Path) -> Document:
    """Read an HTML page: its text, its tables, what stands in its fields and links.

    Raises
    ------
    SourceError
        If it is no text or larger than 64 MB.
    """
    document = Document()
    add_html(document, _whole(path))
    return document


def read_notebook(path: Path) -> Document:
    """Read a Jupyter notebook: its cells and, above all, their outputs.

    Raises
    ------
    SourceError
        If it is no notebook or larger than 64 MB.
    """
    try:
        book = json.loads(_whole(path))
        sheets = [book, *book.get("worksheets", [])]
        cells = [cell for sheet in sheets for cell in sheet.get("cells", [])]
        document, pictures = Document(), 0
        for cell in cells:
            _add_lines(document, cell.get("source") or cell.get("input"))
            pictures += len(cell.get("attachments") or {})
            for output in cell.get("outputs", []):
                pictures += _add_output(document, output)
    except (ValueError, RecursionError, AttributeError, TypeError):
        raise SourceError(f"{path.name}: this is no Jupyter notebook") from None
    if pictures:
        document.miss("sources.pictures_in_document", pictures=pictures)
    return document


def _add_output(document: Document, output: dict[str, Any]) -> int:
    """Add what a cell printed or showed; return how many pictures it showed."""
    _add_lines(document, output.get("text"))
    _add_lines(document, output.get("traceback"))
    data = output.get("data") or {}
    html = data.get("text/html")
    if html:
        add_html(document, _joined(html))
    else:  # the same as the HTML, for those who cannot show it
        _add_lines(document, data.get("text/plain"))
    for kind in ("text/markdown", "application/json"):
        held = data.get(kind)
        _add_lines(document, json.dumps(held, ensure_ascii=False) if kind[0] == "a" else held)
    return sum(str(kind).startswith("image/") for kind in data)


def _add_lines(document: Document, text: object) -> None:
    for line in _joined(text).splitlines():
        document.add(line)


def _joined(text: object) -> str:
    if isinstance(text, list):
        return "".join(str(line) for line in text)
    return text if isinstance(text, str) and text != "null" else ""


def _whole(path: Path) -> str:
    if path.stat().st_size > MAX_DOCUMENT:
        raise SourceError(f"{path.name}: larger than {MAX_DOCUMENT >> 20} MB; split it")
    encoding = sniff_encoding(read_sample(path))
    if not encoding:
        raise SourceError(f"{path.name}: this is no text")
    return path.read_bytes().decode(encoding, errors="replace")


def add_html(document: Document, html: str) -> None:
    """Add the text and the tables of an HTML text to a document."""
    page = _Page(document)
    page.feed(html)
    page.finish()
    if page.pictures:
        document.miss("sources.pictures_in_document", pictures=page.pictures)
    if page.scripts:
        document.miss("sources.scripts_in_page", scripts=page.scripts)


class _Page(HTMLParser):
    """Collects the paragraphs and tables of a page in their order."""

    def __init__(self, document: Document) -> None:
        super().__init__(convert_charrefs=True)
        self.pictures = self.scripts = 0
        self._document = document
        self._pieces: list[str] = []
        # Open tables, outermost first: rows of cells of pieces of text.
        self._grids: list[list[list[list[str]]]] = []
        self._skip = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        if tag in ("script", "style", "template"):
            data = "json" in held.get("type", "").lower()
            self._skip = "" if tag != "style" and (data or tag == "template") else tag
            self.scripts += tag == "script" and not data
        self.pictures += tag in ("img", "svg", "canvas", "picture")
        if tag == "table":
            self.flush()
            self._grids.append([])
        elif tag == "tr" and self._grids:
            self._grids[-1].append([])
        elif tag in ("td", "th") and self._grids:
            if not self._grids[-1]:
                self._grids[-1].append([])
            self._grids[-1][-1].append([])
        elif tag in _BREAKS:
            self.flush()
        for text in _told(held):
            self._add(f" {text} ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skip:
            self._skip = ""
        if tag == "table" and self._grids:
            grid: Grid = [["".join(cell) for cell in row] for row in self._grids.pop()]
            self._document.add_grid(grid)
        elif tag in _BREAKS or tag == "script":
            self.flush()

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._add(data)

    def handle_comment(self, data: str) -> None:
        self._document.add(data)

    def flush(self) -> None:
        """End a paragraph; within a cell of a table it goes on."""
        if self._grids:
            self._add(" ")
        elif self._pieces:
            self._document.add("".join(self._pieces))
            self._pieces = []

    def finish(self) -> None:
        """End the page, and what it left open."""
        self.close()
        while self._grids:
            self.handle_endtag("table")
        self.flush()

    def _add(self, text: str) -> None:
        if self._grids and self._grids[-1] and self._grids[-1][-1]:
            self._grids[-1][-1][-1].append(text)
        else:
            self._pieces.append(text)


def _told(held: dict[str, str]) -> Iterator[str]:
    """Yield what attributes tell a reader or a mail program."""
    yield from (held[name] for name in _ATTRIBUTES if held.get(name))
    link = held.get("href", "")
    if link.lower().startswith(("mailto:", "tel:", "sms:")):
        yield link.partition(":")[2]
