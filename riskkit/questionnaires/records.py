"""Records of a file of data (JSON, YAML) as a table: one row a question, however deep it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .pages import MAX_COLUMNS, MAX_ROWS, Page
from .vocabulary import Vocabulary

_DEEPEST = 60
_TITLES = ("title", "name", "section", "domain", "category")
_ID, _SECTION = "id", "section"
"""Headers of what a record does not hold itself: the key it stands under, the heading above."""


@dataclass(frozen=True)
class _Record:
    fields: Mapping[str, Any]
    key: str
    section: str


def page_of_records(name: str, data: Any, vocabulary: Vocabulary) -> Page:
    """Return the records of a file that hold questions and answers as a table.

    Their keys are the header. Records may stand in lists or under keys of their own, at any
    depth; the heading of what encloses them is their section.
    """
    found = []
    for record in _walk(data, vocabulary, "", 0):
        found.append(record)
        if len(found) > MAX_ROWS:
            break
    keys = list(dict.fromkeys(key for one in found for key in one.fields))[:MAX_COLUMNS]
    meant = {vocabulary.header(key) for key in keys}
    keyed = "id" not in meant and any(one.key for one in found)
    headed = "domain" not in meant and any(one.section for one in found)
    rows = [(0, (*keys, *[_ID] * keyed, *[_SECTION] * headed))]
    for number, one in enumerate(found[:MAX_ROWS], start=1):
        cells = [_text(one.fields.get(key)) for key in keys]
        rows.append((number, (*cells, *[one.key] * keyed, *[one.section] * headed)))
    cut = len(found) > MAX_ROWS
    return Page(name, tuple(rows) if found else (), cut=cut, book=False)


def _walk(node: Any, vocabulary: Vocabulary, section: str, depth: int) -> Iterator[_Record]:
    if depth > _DEEPEST or not isinstance(node, dict | list):
        return
    keyed = list(node.items()) if isinstance(node, dict) else [("", one) for one in node]
    inner = [(str(key), one) for key, one in keyed if isinstance(one, dict)]
    # where one of them was answered the others were asked
    if any(_is_answered(one, key, vocabulary) for key, one in inner):
        for key, one in inner:
            yield _Record({str(k): v for k, v in one.items()}, key, section)
            yield from _walk(list(one.values()), vocabulary, section, depth + 1)
        return
    for _, one in keyed:
        title = _title(one) if isinstance(one, dict) else ""
        yield from _walk(one, vocabulary, title or section, depth + 1)


def _is_answered(record: Mapping[Any, Any], key: str, vocabulary: Vocabulary) -> bool:
    """Say whether a record holds an answer, and a question or an id to know it by."""
    plain = [k for k, value in record.items() if not isinstance(value, dict | list)]
    meant = {vocabulary.header(str(k)) for k in plain}
    return "answer" in meant and bool(key or meant & {"question", "id", "control"})


def _title(record: Mapping[Any, Any]) -> str:
    texts = (record.get(name) for name in _TITLES)
    return next((text for text in texts if isinstance(text, str) and text), "")


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
