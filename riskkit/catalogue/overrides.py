"""An engagement's own catalogue laid over riskkit's: by id, one layer, every change kept.

``<engagement>/catalogue/<same file>.yaml`` holds ``entries`` — a known id changes only the
fields it gives, a new id is added whole — and ``drop``, a list of ids to leave out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError, Problem, did_you_mean
from ..model.assessment import Overlay, Override
from .kinds import kind_of
from .yaml_files import YamlFile, read_yaml

Raw = dict[str, dict[str, dict[str, Any]]]
Places = dict[tuple[str, str], tuple[str, int]]


@dataclass
class Layer:
    """Raw entries while an override is laid over them, and what that changed."""

    raw: Raw
    changes: list[Override] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    places: Places = field(default_factory=dict)
    overlays: list[Overlay] = field(default_factory=list)


def lay_over(raw: Raw, folder: Path) -> Layer:
    """Lay the YAML files of `folder` over `raw` (kind to id to fields), without validating."""
    layer = Layer({kind: dict(entries) for kind, entries in raw.items()})
    for path in sorted(folder.rglob("*.yaml")):
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        kind = kind_of(path.relative_to(folder).as_posix())
        if kind is None:
            layer.problems.append(_unknown_file(name, path.stem, layer.raw))
            continue
        try:
            _lay_file(layer, kind, read_yaml(path, name))
        except InputError as error:
            layer.problems.extend(error.problems)
    return layer


def lay_again(raw: Raw, overlays: Iterable[Overlay]) -> Layer:
    """Lay over `raw` what an assessment carries of its engagement's catalogue."""
    layer = Layer({kind: dict(entries) for kind, entries in raw.items()})
    for overlay in overlays:
        entries = layer.raw.get(overlay.kind)
        if entries is None:
            layer.problems.append(_unknown_file(overlay.file, overlay.kind, layer.raw))
            continue
        for entry in overlay.entries:
            id = str(entry.get("id"))
            layer.places[overlay.kind, id] = (overlay.file, 0)
            entries[id] = {**entries.get(id, {}), **entry}
        for id in overlay.drop:
            entries.pop(id, None)
    return layer


def _unknown_file(name: str, stem: str, raw: Raw) -> Problem:
    return Problem(
        file=name,
        what="no knowledge file of this name can be overridden",
        hint=did_you_mean(stem, raw),
    )


def _lay_file(layer: Layer, kind: str, file: YamlFile) -> None:
    if file.data is None:
        return
    if not isinstance(file.data, dict):
        layer.problems.append(Problem(file.name, 1, what="expected `entries:` and/or `drop:`"))
        return
    for key in file.data:
        if key not in ("about", "entries", "drop"):
            hint = did_you_mean(str(key), ("about", "entries", "drop"))
            layer.problems.append(Problem(file.name, file.line(key), what="unknown key", hint=hint))
    entries, drop = file.data.get("entries") or [], file.data.get("drop") or []
    for index, entry in enumerate(entries):
        _lay_entry(layer, kind, file, index, entry)
    for index, id in enumerate(drop):
        _drop(layer, kind, file, index, str(id))
    # As JSON has it, so that an assessment is the same before and after it was kept.
    kept = json.loads(json.dumps([e for e in entries if isinstance(e, dict)], default=str))
    layer.overlays.append(
        Overlay(file=file.name, kind=kind, entries=tuple(kept), drop=tuple(map(str, drop)))
    )


def _lay_entry(layer: Layer, kind: str, file: YamlFile, index: int, entry: Any) -> None:
    line = file.line("entries", index)
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        layer.problems.append(Problem(file.name, line, what="an entry needs an `id`"))
        return
    id, entries = entry["id"], layer.raw[kind]
    known = entries.get(id)
    layer.places[kind, id] = (file.name, line)
    entries[id] = {**(known or {}), **entry}
    if known is None:
        layer.changes.append(_change(file, line, kind, id, "*", None, "added"))
    for name, new in entry.items():
        if known is not None and known.get(name) != new:
            at = file.line("entries", index, name)
            layer.changes.append(
                _change(file, at, kind, id, name, _short(known.get(name)), _short(new))
            )


def _drop(layer: Layer, kind: str, file: YamlFile, index: int, id: str) -> None:
    line = file.line("drop", index)
    if layer.raw[kind].pop(id, None) is None:
        hint = did_you_mean(id, layer.raw[kind])
        layer.problems.append(Problem(file.name, line, what="no such id to drop", hint=hint))
        return
    layer.changes.append(_change(file, line, kind, id, "*", "present", "dropped"))


def _change(
    file: YamlFile, line: int, kind: str, id: str, name: str, *values: str | None
) -> Override:
    old, new = values
    return Override(file=file.name, line=line, kind=kind, id=id, field=name, old=old, new=new)


def _short(value: Any) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)[:400]
