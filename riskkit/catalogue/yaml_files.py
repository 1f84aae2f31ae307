"""YAML as data: read safely, refuse what only code or an attacker needs, remember the lines.

No tags, no aliases (so no "billion laughs"), no duplicate keys, a bound on the size.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import InputError, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 50
_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")
)
Data = dict[str, Any] | list[Any] | str | int | float | bool | dt.date | None
Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlFile:
    """What stood in a YAML file, and on which line each part of it began."""

    name: str
    data: Any
    lines: dict[Keys, int]

    def line(self, *keys: str | int) -> int:
        """Return the line of the innermost part that `keys` lead to."""
        for end in range(len(keys), -1, -1):
            if keys[:end] in self.lines:
                return self.lines[keys[:end]]
        return 1


def read_yaml(path: Path, name: str | None = None) -> YamlFile:
    """Read a client's YAML file with the line of every part.

    Parameters
    ----------
    path : Path
        The file; UTF-8, with or without BOM, at most 2 MB.
    name : str, optional
        What to call the file in messages; its name if not given.

    Raises
    ------
    InputError
        If the file is missing, too large, not UTF-8, or not plain YAML data.
    """
    import yaml

    name = name or path.name
    text = _read_text(path, name)
    try:
        _refuse_tricks(text, name)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        # The parser's own words may quote the file, so they are not passed on.
        hint = "check quotes, colons and indentation here"
        raise _bad(name, line, "not valid YAML", hint) from None
    lines: dict[Keys, int] = {}
    data = _plain(root, (), lines, name) if root is not None else None
    return YamlFile(name, data, lines)


def read_trusted(path: Path) -> Any:
    """Read one of riskkit's own knowledge files, without line numbers.

    The parser's events are turned into plain data directly: a third of the time of
    ``yaml.load``, which every start of the program would otherwise pay.
    """
    from yaml._yaml import CParser

    parser = CParser(path.read_bytes())
    parser.get_event()
    parser.get_event()
    return _from_events(parser, parser.get_event())


def _from_events(parser: Any, event: Any) -> Any:
    # Every start of the program comes through here with two megabytes of knowledge, so the
    # common case, a scalar that can only be text, is settled without a call.
    from yaml.events import (
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    next_event, doubtful = parser.get_event, _doubtful()

    def part(event: Any) -> Any:
        kind = event.__class__
        if kind is MappingStartEvent:
            mapping = {}
            while (event := next_event()).__class__ is not MappingEndEvent:
                key = event.value
                event = next_event()
                if event.__class__ is ScalarEvent and (
                    event.style or event.value[:1] not in doubtful
                ):
                    mapping[key] = event.value
                else:
                    mapping[key] = part(event)
            return mapping
        if kind is SequenceStartEvent:
            items = []
            while (event := next_event()).__class__ is not SequenceEndEvent:
                if event.__class__ is ScalarEvent and (
                    event.style or event.value[:1] not in doubtful
                ):
                    items.append(event.value)
                else:
                    items.append(part(event))
            return items
        return _plain_scalar(event)

    return part(event)


@lru_cache(maxsize=1)
def _doubtful() -> frozenset[str]:
    """Return the first characters of plain scalars that may be something else than text."""
    import yaml

    return frozenset(yaml.resolver.Resolver.yaml_implicit_resolvers)


def _refuse_tricks(text: str, name: str) -> None:
    # Before anything is built: aliases can multiply, and deep nesting overflows the C parser.
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _bad(name, _line(event), "an alias (*name) is not allowed")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _bad(name, _line(event), "nested too deeply")


def _line(part: Any) -> int:
    return int(part.start_mark.line) + 1


def _plain_scalar(event: Any) -> Any:
    import yaml

    text = event.value
    if event.style or event.tag:
        return text
    resolvers = yaml.resolver.Resolver.yaml_implicit_resolvers
    for tag, pattern in resolvers.get(text[:1], ()):
        if pattern.match(text):
            node = yaml.ScalarNode(tag, text)
            return yaml.constructor.SafeConstructor().construct_object(node)
    return text


def _read_text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _bad(name, 0, f"larger than {MAX_BYTES:,} bytes", "a settings file is small")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _bad(name, 0, "the file is missing") from None
    except UnicodeDecodeError:
        raise _bad(name, 0, "not UTF-8", "save the file as UTF-8") from None
    except OSError as error:
        raise _bad(name, 0, f"cannot be read ({error.strerror})") from None


def _plain(node: Any, at: Keys, lines: dict[Keys, int], name: str) -> Any:
    import yaml

    line = node.start_mark.line + 1
    lines[at] = line
    if node.tag not in _TAGS:
        raise _bad(name, line, "a tag (!name) is not allowed")
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(getattr(key_node, "value", ""))
            if key in result:
                raise _bad(name, key_node.start_mark.line + 1, "the same key stands here twice")
            result[key] = _plain(value_node, (*at, key), lines, name)
            lines[(*at, key)] = key_node.start_mark.line + 1
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*at, index), lines, name) for index, item in enumerate(node.value)]
    return _scalar(node, line, name)


def _scalar(node: Any, line: int, name: str) -> Any:
    import yaml

    constructor = yaml.constructor.SafeConstructor()
    try:
        value = constructor.construct_object(node)
    except (yaml.YAMLError, ValueError):
        raise _bad(name, line, "not a value of a kind known here", "put it in quotes") from None
    return value.date() if isinstance(value, dt.datetime) else value


def _bad(name: str, line: int, what: str, hint: str = "") -> InputError:
    return InputError([Problem(file=name, row=line, what=what, hint=hint)])
