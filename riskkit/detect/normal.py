"""Cells as they are meant: one width of letters, one kind of space, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    [
        *range(0, 9),
        *range(11, 13),
        *range(14, 32),
        127,
        173,
        8203,
        8204,
        8205,
        8206,
        8207,
        8288,
        65279,
    ]
)
_DASHES = str.maketrans("‐‑‒–—―−－﹣", "---------")
_SPACES = re.compile(r"\s+")
_EDGE = re.compile(r"^[\s'\"“”‘’`=，,;；。]+|[\s'\"“”‘’`，,;；。]+$")
# Most cells are plain already, which one look tells.
_WORD = r"[0-9A-Za-z\u4e00-\u9fff@._/:+()*#%-]+"
_PLAIN = re.compile(rf"(?![0-9]+\.0$){_WORD}(?: {_WORD})*")
_APOSTROPHE_NUMBER = re.compile(r"^(\d+)\.0$")


def normalise(cell: str) -> str:
    """Return a cell with full-width letters, odd spaces, dashes and quotes made plain.

    >>> normalise("　１３８－００１３—８０００ ")
    '138-0013-8000'
    >>> normalise("'110105194912310021")
    '110105194912310021'
    """
    if _PLAIN.fullmatch(cell):
        return cell
    text = unicodedata.normalize("NFKC", cell).translate(_INVISIBLE).translate(_DASHES)
    text = _EDGE.sub("", _SPACES.sub(" ", text))
    return _APOSTROPHE_NUMBER.sub(r"\1", text)


def normalise_text(text: str) -> str:
    """Return a text of the same length with full-width ASCII and odd dashes made plain.

    Offsets into the result are offsets into the text, which spans need.
    """
    if text.isascii():
        return text
    return text.translate(_WIDE).translate(_DASHES)


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
# A Chinese sentence ends with these: made plain they would join what they part.
for _mark in "，；：！？（）":
    _WIDE.pop(ord(_mark), None)
