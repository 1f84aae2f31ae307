"""What the program says of errors, in the reader's language.

The English text in the code is the key, as in gettext: an entry of ``messages/*.yaml`` holds it
with ``{holes}`` for what is filled in. Where no entry fits, a message is taken apart at its
``;`` and ``:`` and each part is told by itself; what stays unknown is told in English, never lost.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..errors import Problem
from ..model.value import Language, Reason
from .loading import load_knowledge

_HOLE = re.compile(r"\{([a-z_]+)\}")
# The sign that parts two halves of a message, and what a Chinese reader expects there.
_PARTS = (("; ", "；"), (": ", "："))


def translated(message: str, language: Language) -> str:
    """Say a message of the program in `language`.

    >>> translated("holds no asset; start from nowhere", "zh-Hans")
    '没有任何资产；start from nowhere'
    """
    return message if language == "en" else _said(message, language) or message


def tell(problem: Problem, language: Language) -> str:
    """Say a problem in `language`: where, what and what instead."""
    if language == "en":
        return str(problem)
    row = f", row {problem.row}" if problem.row else ""
    column = f", column {problem.column}" if problem.column else ""
    place = translated(f"{problem.file}{row}{column}", language)
    parts = [translated(part, language) for part in (problem.what, problem.hint) if part]
    return f"{place}：{'；'.join(parts)}"


def in_language(reason: Reason, language: Language) -> Reason:
    """Return a reason with the message of the program that it quotes (`error`) in `language`."""
    quoted = reason.args.get("error")
    if not isinstance(quoted, str):
        return reason
    args = {**reason.args, "error": translated(quoted, language)}
    return reason.model_copy(update={"args": args})


def _said(message: str, language: Language) -> str | None:
    plain, patterns = _wordings(language)
    if message in plain:
        return plain[message]
    for pattern, wording in patterns:
        if found := pattern.fullmatch(message):
            filled = {name: plain.get(value, value) for name, value in found.groupdict().items()}
            return _HOLE.sub(lambda hole, filled=filled: filled[hole[1]], wording)  # type: ignore[misc]
    for sign, own in _PARTS:
        head, found_sign, tail = message.partition(sign)
        if found_sign and (_said(head, language) or _said(tail, language)):
            return f"{_said(head, language) or head}{own}{_said(tail, language) or tail}"
    return None


@lru_cache(maxsize=3)
def _wordings(
    language: Language,
) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    texts = [entry.text for entry in load_knowledge().entries("messages").values()]
    plain = {text.en: text.get(language) for text in texts}
    # The longest fixed text first: it says most about which message this is.
    holed = sorted((t for t in texts if _HOLE.search(t.en)), key=lambda t: -len(_fixed(t.en)))
    return plain, tuple((_pattern(text.en), text.get(language)) for text in holed)


def _fixed(text: str) -> str:
    return _HOLE.sub("", text)


def _pattern(text: str) -> re.Pattern[str]:
    parts = _HOLE.split(text)
    held = (f"(?P<{part}>.+?)" if i % 2 else re.escape(part) for i, part in enumerate(parts))
    return re.compile("".join(held), re.DOTALL)
