"""Sentences with holes: filled from data, the same numbers in every language.

A hole is ``{name}`` or ``{name:form}``; there is nothing to evaluate in it.

====== ==========================================================
form   shows
====== ==========================================================
(none) the value as text; a list joined in the language's manner
n      a number with thousands separators, at most one decimal
pct    a share 0–1 as a percentage
date   an ISO date
label  one or several knowledge ids by their labels
====== ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..model.value import Language

_HOLE = re.compile(r"\{([a-z_][a-z0-9_]*)(?::([a-z]+))?\}")
_JOIN = {"zh-Hans": "、", "zh-Hant": "、", "en": ", "}
Labeller = Callable[[str, Language], str]


def fill(text: str, args: Mapping[str, Any], language: Language, label: Labeller) -> str:
    """Fill the holes of `text`.

    Raises
    ------
    KeyError
        If a hole has no argument: a fault of the knowledge, not of the client.

    Examples
    --------
    >>> fill("{n:n} rows, {p:pct}", {"n": 12000, "p": 0.25}, "en", lambda id, _: id)
    '12,000 rows, 25%'
    """

    def one(hole: re.Match[str]) -> str:
        value = args[hole[1]]
        form = hole[2]
        if isinstance(value, list | tuple):
            return _JOIN[language].join(_show(v, form, language, label) for v in value)
        return _show(value, form, language, label)

    return _HOLE.sub(one, text)


def holes(text: str) -> frozenset[tuple[str, str]]:
    """Return the holes of a sentence as (name, form) pairs."""
    return frozenset((name, form or "") for name, form in _HOLE.findall(text))


def number(value: float) -> str:
    """Write a number the same way in every language: 12,345 or 3.4."""
    rounded = round(float(value), 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"


def percentage(share: float) -> str:
    """Write a share of 1 as a percentage with as many digits as it deserves."""
    percent = 100 * float(share)
    if percent == 0 or percent >= 1:
        return f"{percent:.0f}%"
    return f"{percent:.2g}%" if percent >= 0.01 else "<0.01%"


def _show(value: Any, form: str | None, language: Language, label: Labeller) -> str:
    if value is None:
        return "—"
    if form == "n":
        return number(value)
    if form == "pct":
        return percentage(value)
    if form == "label":
        return label(str(value), language)
    return str(value)
