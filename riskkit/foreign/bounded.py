"""JSON of strangers, read within bounds: its size, its depth, its lists, its texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import InputError, Problem

MAX_BYTES = 60_000_000
MAX_DEPTH = 60
MAX_PARTS = 400_000
MAX_TEXT = 2_000_000


def read_json(path: Path) -> Any:
    """Return the JSON of a file.

    Raises
    ------
    InputError
        If it is missing, too large, no JSON in UTF-8, or nested out of proportion; the message
        never holds what stands in it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError([Problem(path.name, what=f"larger than {MAX_BYTES:,} bytes")])
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError([Problem(path.name, what="the file is missing")]) from None
    except OSError as error:
        what = f"cannot be opened ({error.strerror})"
        raise InputError([Problem(path.name, what=what)]) from None
    except UnicodeDecodeError:
        raise InputError([Problem(path.name, what="not JSON in UTF-8")]) from None
    return parse(text, path.name)


def parse(text: str, name: str) -> Any:
    """Return parsed JSON that stays within the bounds; `name` is the file for messages."""
    try:
        data = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise InputError([Problem(name, what="not JSON in UTF-8")]) from None
    left = MAX_PARTS
    waiting = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        left -= 1
        if depth > MAX_DEPTH or left < 0:
            raise InputError([Problem(name, what="nested deeper or longer than any assessment")])
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise InputError([Problem(name, what=f"a text of over {MAX_TEXT:,} characters")])
        if isinstance(value, dict):
            waiting.extend((part, depth + 1) for part in value.values())
        elif isinstance(value, list):
            waiting.extend((part, depth + 1) for part in value)
    return data


def _no_number(word: str) -> Any:
    raise ValueError("NaN and Infinity are no JSON")
