"""JSON as people write it by hand: comments, ``"a" + "b"``, a comma too many.

VSAQ's own files are of this kind. Nothing is evaluated: the text is made strict outside its
strings and then read as JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any

_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*")|(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<space>\s+)|(?P<other>.)',
    re.DOTALL,
)
_MAX_DEPTH = 200


def parse_loose_json(text: str) -> Any:
    r"""Read a JSON text that may hold comments, joined strings and trailing commas.

    Raises
    ------
    ValueError
        If it is no JSON even so; the message names the line and quotes nothing.

    Examples
    --------
    >>> parse_loose_json('// note\n{"a": "b" + "c", "d": [1, 2,],}')
    {'a': 'bc', 'd': [1, 2]}
    """
    parts: list[str] = []
    depth = 0
    joining = False
    for token in _TOKEN.finditer(text):
        kind, piece = token.lastgroup, token[0]
        if kind in ("comment", "space"):
            # line ends are kept so that a fault is named by its own line
            parts.append("\n" * piece.count("\n") or " ")
            continue
        depth += (piece in "{[") - (piece in "}]") if kind == "other" else 0
        if depth > _MAX_DEPTH:
            raise ValueError("nested too deeply")
        last = _last(parts)
        if kind == "other" and piece == "+" and last.startswith('"'):
            joining = True
            continue
        if kind == "string" and joining:
            _join(parts, piece)
        else:
            if piece in "}]" and last == ",":
                _drop(parts)
            parts.append(piece)
        joining = False
    try:
        return json.loads("".join(parts), strict=False)
    except (json.JSONDecodeError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise ValueError(f"is not valid JSON{line}") from None


def _last(parts: list[str]) -> str:
    return next((part for part in reversed(parts) if part.strip()), "")


def _drop(parts: list[str]) -> None:
    while parts and parts.pop() != ",":
        pass


def _join(parts: list[str], piece: str) -> None:
    for index in range(len(parts) - 1, -1, -1):
        if parts[index].startswith('"'):
            parts[index] = parts[index][:-1] + piece[1:]
            return
