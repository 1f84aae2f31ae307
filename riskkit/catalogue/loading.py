"""Knowledge files read, an engagement's overrides laid over them, and all checked as one."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import KnowledgeError, Problem, did_you_mean
from ..model.assessment import Overlay
from ..model.sentence import About
from .checks import check_whole
from .kinds import KINDS, kind_of
from .knowledge import Kinds, Knowledge
from .overrides import Layer, Places, Raw, lay_again, lay_over
from .yaml_files import read_trusted

FOLDER = Path(__file__).resolve().parent.parent / "knowledge"


def load_knowledge(overrides: Path | None = None) -> Knowledge:
    """Load riskkit's knowledge, with an engagement's own catalogue laid over it.

    Parameters
    ----------
    overrides : Path, optional
        The engagement's ``catalogue`` folder; a folder that does not exist changes nothing.

    Returns
    -------
    Knowledge
        Entries of every kind, typed and checked: ids unique, references exist, three
        languages present, every weight with a source or a rationale.

    Raises
    ------
    KnowledgeError
        All problems at once, each with file, line and id.
    """
    if overrides is None or not overrides.is_dir():
        return _standard()
    # An engagement may override any kind: all are read, and checked as one whole.
    raw, places, digest = _read_files(KINDS)
    layer = lay_over(raw, overrides)
    if layer.problems:
        raise KnowledgeError(sorted(layer.problems))
    return _build(layer, {**places, **layer.places}, digest)


def knowledge_with(overlays: Sequence[Overlay]) -> Knowledge:
    """Return riskkit's knowledge with the catalogue that an assessment carries laid over it.

    Raises
    ------
    KnowledgeError
        If that catalogue does not fit this version of riskkit.
    """
    if not overlays:
        return _standard()
    return _carried(json.dumps([one.model_dump(mode="json") for one in overlays], sort_keys=True))


@lru_cache(maxsize=4)
def _carried(overlays: str) -> Knowledge:
    raw, places, digest = _read_files(KINDS)
    layer = lay_again(raw, map(Overlay.model_validate, json.loads(overlays)))
    if layer.problems:
        raise KnowledgeError(sorted(layer.problems))
    return _build(layer, {**places, **layer.places}, digest)


@lru_cache(maxsize=1)
def _standard() -> Knowledge:
    # What is read stays for the whole run: looking for garbage in it is a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        raw, places, digest = _read_files(kind for kind in KINDS if not KINDS[kind].late)
        return _build(Layer(raw), places, digest)
    finally:
        # To the oldest generation at once, or the next collection would go through all of it.
        gc.freeze()
        gc.unfreeze()
        if collecting:
            gc.enable()


def _read_late(kind: str) -> dict[str, Any]:
    raw, places, _ = _read_files([kind])
    entries, problems = _typed(kind, raw[kind], places)
    if problems:
        raise KnowledgeError(sorted(problems))
    return entries


def _read_files(wanted: Iterable[str]) -> tuple[Raw, Places, str]:
    raw: Raw = {kind: {} for kind in wanted}
    places: Places = {}
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.yaml")):
        name = path.relative_to(FOLDER).as_posix()
        digest.update(name.encode() + b"\0" + path.read_bytes())
        kind = kind_of(name)
        if kind not in raw:
            continue
        data = read_trusted(path)
        About.model_validate(data["about"])
        for entry in data["entries"]:
            id = str(entry["id"])
            if id in raw[kind]:
                raise KnowledgeError([Problem(name, what=f"id '{id}' stands twice")])
            raw[kind][id] = entry
            places[kind, id] = (name, 0)
    return raw, places, digest.hexdigest()


def _build(layer: Layer, places: Places, digest: str) -> Knowledge:
    problems: list[Problem] = []
    kinds = Kinds(_read_late)
    for kind, entries in layer.raw.items():
        kinds[kind], wrong = _typed(kind, entries, places)
        problems.extend(wrong)
    knowledge = Knowledge(
        kinds,
        version=digest[:12],
        overrides=tuple(layer.changes),
        overlays=tuple(layer.overlays),
    )
    if not problems:
        problems = list(check_whole(knowledge, places))
    if problems:
        raise KnowledgeError(sorted(problems))
    return knowledge


def _typed(
    kind: str, raw: Mapping[str, Any], places: Places
) -> tuple[dict[str, Any], list[Problem]]:
    model = KINDS[kind].model
    entries: dict[str, Any] = {}
    problems: list[Problem] = []
    for id, entry in raw.items():
        try:
            entries[id] = model.model_validate(entry)
        except ValidationError as error:
            problems.extend(_explain(error, places[kind, id], id, model.model_fields))
    return entries, problems


def _explain(
    error: ValidationError, place: tuple[str, int], id: str, fields: Iterable[str]
) -> list[Problem]:
    file, line = place
    return [
        Problem(
            file=file,
            row=line,
            column=f"{id}.{'.'.join(str(part) for part in detail['loc'])}",
            what=detail["msg"],
            hint=did_you_mean(str(detail["loc"][-1]), fields)
            if detail["type"] == "extra_forbidden"
            else "",
        )
        for detail in error.errors(include_input=False, include_url=False)
    ]
