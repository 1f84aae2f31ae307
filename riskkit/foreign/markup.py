"""Rich text of strangers: read as plain words, never run, and put out of action where it could.

A text that holds anything but plain formatting is active: a script, an event, a frame, a form,
a picture from elsewhere, an address that is no web page. Active texts are kept, as text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "table",
        "ul",
        "ol",
        "hr",
    ]
)
_TAGS = _BLOCKS | frozenset(
    [
        "span",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "small",
        "code",
        "a",
        "thead",
        "tbody",
        "tfoot",
        "td",
        "th",
        "caption",
        "colgroup",
        "col",
        "dl",
        "dt",
        "dd",
        "font",
        "center",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "style",
        "href",
        "target",
        "rel",
        "class",
        "id",
        "title",
        "colspan",
        "rowspan",
        "width",
        "height",
        "border",
        "align",
        "valign",
        "dir",
        "lang",
        "cellpadding",
        "cellspacing",
        "start",
        "type",
        "color",
        "face",
        "size",
        "name",
        "scope",
        "bgcolor",
    ]
)
_UNREAD = frozenset({"script", "style", "template", "noscript"})
_ADDRESS = re.compile(r"^\s*(https?:|mailto:|#|$)", re.IGNORECASE)
_STYLE = re.compile(r"url\s*\(|expression|@import|\\|behavior|-moz-binding", re.IGNORECASE)
_RAW = re.compile(
    r"<\s*/?\s*(script|iframe|frame|object|embed|applet|link|meta|base|form|input|button|svg|math"
    r"|img|video|audio|style|template|noscript|title|textarea|select|body|html)\b"
    r"|<[^<>]*\bon[a-z]+\s*=|<!|<\?|(java|vb)script\s*:|data\s*:\s*text/html",
    re.IGNORECASE,
)


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.active = False
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        self.active = self.active or tag not in _TAGS or any(_acts(*one) for one in attrs)
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unread = max(0, self._unread - (tag in _UNREAD))
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.words.append(data)


def _acts(name: str, value: str | None) -> bool:
    if name == "href":
        return not _ADDRESS.match(value or "")
    if name == "style":
        return bool(_STYLE.search(value or ""))
    return name not in _ATTRIBUTES and not name.startswith("data-")


def _read(text: str) -> _Reading:
    reading = _Reading()
    reading.feed(text)
    reading.close()
    return reading


def plain(text: str) -> str:
    """Return rich text as words: no tags, no scripts, lines where blocks were.

    >>> plain("<p>Data of <b>members</b></p><script>alert(1)</script>")
    'Data of members'
    """
    if "<" not in text and "&" not in text:
        return text.strip()
    lines = (" ".join(line.split()) for line in "".join(_read(text).words).split("\n"))
    return "\n".join(line for line in lines if line)


def is_active(text: str) -> bool:
    """Say whether a rich text holds more than plain formatting.

    >>> is_active("<b>ok</b>"), is_active("<img src=x onerror=alert(1)>"), is_active("a < b")
    (False, True, False)
    """
    return "<" in text and (bool(_RAW.search(text)) or _read(text).active)


def disarmed(value: Any) -> Any:
    """Return JSON with every active text turned into words that show its markup and do nothing."""
    if isinstance(value, str):
        return html.escape(value, quote=False) if is_active(value) else value
    if isinstance(value, dict):
        return {key: disarmed(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [disarmed(part) for part in value]
    return value


def active_places(value: Any, place: str = "") -> Iterator[str]:
    """Yield where active texts stand in JSON, as ``answers[3].data.text``."""
    if isinstance(value, str):
        if is_active(value):
            yield place
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from active_places(part, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from active_places(part, f"{place}[{number}]")
