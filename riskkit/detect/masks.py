"""Masks: what may be shown of a value, one rule an entity, never more than is needed."""

from __future__ import annotations

import re

from ..model.detection import Entity

_COMPANY_TITLES = re.compile(r"^(?:mr|ms|mrs|miss|dr|prof)\.? ", re.IGNORECASE)


def mask(value: str, entity: Entity) -> str:
    """Return what may be shown of a value of an entity.

    A value of a kind that no rule knows becomes stars. At most 40 characters.
    """
    text = value.strip()[:80]
    shown = _RULES[entity.mask](text)
    return shown[:40]


def mask_text(text: str, spans: list[tuple[int, int, Entity]]) -> str:
    """Return a short piece of a text around its first span, all of it masked but the span's form.

    Only the masked spans are shown, joined by an ellipsis: the words between them may say
    more than the spans do.
    """
    return " … ".join(mask(text[start:end], entity) for start, end, entity in spans[:3])


def _ends(text: str) -> str:
    solid = len(text)
    head, tail = (3, 2) if solid >= 10 else ((2, 1) if solid >= 6 else (1 if solid > 2 else 0, 0))
    if text.isdigit() and solid in (11, 16, 19):  # as telephone and card numbers are shown
        tail = 4
    if len(_HIDDEN.findall(text)) >= max(3, solid // 4):
        return text  # masked already, and shown as it was found
    return text[:head] + "*" * max(2, solid - head - tail) + (text[-tail:] if tail else "")


_HIDDEN = re.compile(r"[*＊•●]")


def _name(text: str) -> str:
    text = _COMPANY_TITLES.sub("", text)
    if text.isascii():
        return " ".join(f"{word[0]}***" for word in text.split()[:3] if len(word) > 1) or "***"
    return text[0] + "**" if len(text) > 1 else "**"


def _email(text: str) -> str:
    name, _, host = text.partition("@")
    top = host.rpartition(".")[2]
    if not host:
        return f"{text[:1] if len(text) > 1 else ''}***"  # written out: li [at] example.com
    return f"{name[:1] if len(name) > 1 else ''}***@***.{top}"


def _address(text: str) -> str:
    if text.isascii():
        return re.sub(r"[0-9]", "*", text.split(" ")[0])[: min(4, len(text) // 2)] + "***"
    return text[: min(2, len(text) // 2)] + "*" * 6


def _date(text: str) -> str:
    year = re.search(r"(?:18|19|20)\d\d", text)
    if not year:
        return "**-**"
    # A year alone is shown by its decade.
    return f"{year.group()}-**-**" if len(text) > 5 else f"{year.group()[:3]}*"


def _number(text: str) -> str:
    whole = text.partition(".")[0]
    return f"{whole[: min(3, len(whole) - 3)]}***" if len(whole) > 3 else "**"


def _network(text: str) -> str:
    parts = re.split(r"([.:])", text)
    return "".join(parts[:3]) + parts[1] + "***" if len(parts) > 3 else "***"


def _all(text: str) -> str:
    return "*" * min(6, max(2, len(text)))


_RULES = {
    "ends": _ends,
    "name": _name,
    "email": _email,
    "address": _address,
    "date": _date,
    "number": _number,
    "network": _network,
    "all": _all,
}
