"""An HTML report read back as data: the assessment in it, the id it states, its visible words.

The file is a stranger's: it is read within bounds, nothing in it runs, and no message repeats
what stands in it.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import zlib
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ..errors import InputError, Problem

MAX_BYTES = 60_000_000
ELEMENT = "riskkit-assessment"
ID_ELEMENT = "assessment-id"
ENDINGS = (".html", ".htm")
_SILENT = frozenset({"script", "style", "template", "noscript"})
# Elements without an end: they open nothing.
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


_SEAL = '<meta name="riskkit-page" content="{}">'
_UNSEALED = _SEAL.format("0" * 64)
_SEALED = re.compile(re.escape(_SEAL).replace(re.escape("{}"), "([0-9a-f]{64})"))


@dataclass
class ReportFile:
    """What an HTML report holds.

    Parameters
    ----------
    embedded : the texts of every element that claims to be the assessment; there must be one
    stated : every id the report states
    generator : the program and short id in its head
    language : of the page
    words : its visible text
    anchors : the addresses in it, which tell one kind of report from another
    seal : whether the page has the hash it states of itself; None if it states none
    """

    name: str
    embedded: list[str] = field(default_factory=list)
    stated: list[str] = field(default_factory=list)
    generator: str = ""
    language: str = ""
    words: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    seal: bool | None = None

    @property
    def text(self) -> str:
        """The visible words."""
        return " ".join(self.words)


class _Page(HTMLParser):
    def __init__(self, report: ReportFile) -> None:
        super().__init__(convert_charrefs=True)
        self.report = report
        self._open: list[tuple[str, str]] = []
        self._depth: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        id = named.get("id", "")
        if id:
            self.report.anchors.append(id)
        if tag == "html":
            self.report.language = named.get("lang", "")
        if tag == "meta" and named.get("name") == "generator":
            self.report.generator = named.get("content", "")
        if tag not in _VOID:
            self._open.append((tag, id))
            self._depth[tag] += 1
        if id == ELEMENT:
            self.report.embedded.append("")
        if id == ID_ELEMENT:
            self.report.stated.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._depth[tag]:
            closed, _ = self._open.pop()
            self._depth[closed] -= 1
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        tag, id = self._open[-1] if self._open else ("", "")
        if id == ELEMENT:
            self.report.embedded[-1] += data
        elif tag not in _SILENT:
            self.report.words.append(data)
            if id == ID_ELEMENT:
                self.report.stated[-1] += data


def read_report(path: Path) -> ReportFile:
    """Read an HTML report.

    Raises
    ------
    InputError
        If the file is missing, too large, or no text in UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError([Problem(path.name, what=f"larger than {MAX_BYTES:,} bytes")])
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError([Problem(path.name, what="the file is missing")]) from None
    except IsADirectoryError:
        raise InputError([Problem(path.name, what="a folder, not a file")]) from None
    except UnicodeDecodeError:
        raise InputError([Problem(path.name, what="not HTML in UTF-8")]) from None
    report = ReportFile(path.name, seal=_seal_holds(text))
    page = _Page(report)
    page.feed(text)
    page.close()
    return report


def sealed(html: str) -> str:
    """Return a page that states the SHA-256 of itself, taken with the hash left out.

    Any character that changes afterwards, in a text, a table or a figure, breaks it.

    Raises
    ------
    ValueError
        If the page has no place for it.
    """
    if html.count(_UNSEALED) != 1:
        raise ValueError("the page has no place for its hash")
    return html.replace(_UNSEALED, _SEAL.format(_hash(html)))


def _seal_holds(html: str) -> bool | None:
    stated = _SEALED.findall(html)
    if not stated:
        return None
    return len(stated) == 1 and _hash(_SEALED.sub(_UNSEALED, html)) == stated[0]


def _hash(html: str) -> str:
    return hashlib.sha256(html.encode("utf-8")).hexdigest()


def packed(text: str) -> str:
    """Return JSON as it stands in a report: gzip without a time in it, base64."""
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")


def unpacked(text: str) -> str:
    """Return what `packed` packed; JSON that was never packed comes back as it is.

    Raises
    ------
    ValueError
        If it is neither, or unpacks to more than `MAX_BYTES`.
    """
    if text.lstrip()[:1] in ("{", "["):
        return text
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        whole = stream.decompress(base64.b64decode(text.strip(), validate=True), MAX_BYTES)
    except zlib.error:
        raise ValueError("not packed by gzip") from None
    if not stream.eof or stream.unused_data:
        raise ValueError("cut short, too large, or more than one part")
    return whole.decode("utf-8")


def data_of(report: ReportFile) -> Any:
    """Return the one assessment embedded in a report, as parsed JSON.

    Raises
    ------
    InputError
        If there is none, more than one, or it is no JSON.
    """
    if len(report.embedded) != 1:
        held = "no assessment is" if not report.embedded else "more than one assessment is"
        hint = "a report of `riskkit report` holds exactly one"
        raise InputError([Problem(report.name, what=f"{held} embedded in it", hint=hint)])
    try:
        return json.loads(unpacked(report.embedded[0]), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise InputError([Problem(report.name, what="what is embedded in it is no JSON")]) from None


def id_of_data(data: Any) -> str:
    """Return the content id of parsed JSON: the SHA-256 of its compact canonical form.

    It is taken of the JSON as it stands, so that a report of an older riskkit, whose
    assessments had fewer fields, keeps its id.
    """
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _no_number(word: str) -> Any:
    raise ValueError("NaN and Infinity are no JSON")
