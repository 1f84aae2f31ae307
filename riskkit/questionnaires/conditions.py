"""Conditions of branching questionnaires: ``yes && !(no || matches(name, "x"))``, read, never run.

The little language of VSAQ: ids of choices (true when chosen), ``!``, ``&&``, ``||``, brackets,
``contains(id, "text")`` and ``matches(id, "pattern")``. A pattern is compared as plain text, for
a regular expression of a stranger may never end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# A "^" before an id stands in two published conditions by mistake; it is read over.
_TOKEN = re.compile(
    r"[\s^]*(?:(?P<op>&&|\|\||[!(),])|(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<id>[\w./:-]+))"
)
_CALLS = ("matches", "contains")
_MAX = 4_000


class ConditionError(ValueError):
    """A condition is not of the language."""


def condition_holds(condition: str, given: Mapping[str, str]) -> bool:
    """Say whether a condition holds for what was chosen or written.

    Parameters
    ----------
    condition : str
        Empty holds always.
    given : mapping of str to str
        What was filled in, by id: "" or a missing id is false.

    Raises
    ------
    ConditionError
        If the condition cannot be read.

    Examples
    --------
    >>> condition_holds("a && !(b || c)", {"a": "x"})
    True
    >>> condition_holds("contains(a, 'tls')", {"a": "we use TLS"})
    True
    """
    tokens = _tokens(condition)
    if not tokens:
        return True
    reader = _Reader(tokens, given)
    value = reader.either()
    if reader.at < len(tokens):
        raise ConditionError("something stands after the end of the condition")
    return value


def ids_of(condition: str) -> tuple[str, ...]:
    """Return the ids a condition names, in order; none for one that cannot be read."""
    try:
        tokens = _tokens(condition)
    except ConditionError:
        return ()
    found = (word for kind, word in tokens if kind == "id" and word not in _CALLS)
    return tuple(dict.fromkeys(found))


def _tokens(condition: str) -> list[tuple[str, str]]:
    if len(condition) > _MAX:
        raise ConditionError("the condition is too long")
    tokens: list[tuple[str, str]] = []
    at = 0
    text = condition.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or not found.lastgroup:
            raise ConditionError("a sign that is not known")
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


@dataclass
class _Reader:
    tokens: list[tuple[str, str]]
    given: Mapping[str, str]
    at: int = 0
    depth: int = 0

    def take(self, sign: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] == ("op", sign):
            self.at += 1
            return True
        return False

    def need(self, kind: str) -> str:
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != kind:
            raise ConditionError("the condition breaks off")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def either(self) -> bool:
        value = self.both()
        while self.take("||"):
            other = self.both()
            value = value or other
        return value

    def both(self) -> bool:
        value = self.one()
        while self.take("&&"):
            other = self.one()
            value = value and other
        return value

    def one(self) -> bool:
        self.depth += 1
        if self.depth > 100:
            raise ConditionError("nested too deeply")
        try:
            if self.take("!"):
                return not self.one()
            if self.take("("):
                value = self.either()
                if not self.take(")"):
                    raise ConditionError("a bracket is not closed")
                return value
            return self.named(self.need("id"))
        finally:
            self.depth -= 1

    def named(self, word: str) -> bool:
        if word not in _CALLS or not self.take("("):
            return bool(self.given.get(word, "").strip())
        id = self.need("id") if self.tokens[self.at][0] == "id" else self.need("text")[1:-1]
        if not self.take(","):
            raise ConditionError("a comma is missing")
        wanted = self.need("text")[1:-1]
        # matches(id, "pattern", "flags"): what follows the pattern is read over
        while self.take(","):
            self.need("text")
        if not self.take(")"):
            raise ConditionError("a bracket is not closed")
        return wanted.casefold() in self.given.get(id.strip("'\""), "").casefold()
