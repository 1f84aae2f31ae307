"""``assessment.json``: saved and loaded, the same inputs giving the same bytes."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import InputError, Problem
from ..files import write_whole
from ..model.assessment import SCHEMA_VERSION, Assessment

FILE_NAME = "assessment.json"
MAX_BYTES = 500_000_000


def to_json(assessment: Assessment, *, indent: int | None = None) -> str:
    """Return the canonical JSON: sorted keys, UTF-8, no time but ``as_of``."""
    data = assessment.model_dump(mode="json", by_alias=True)
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, indent=indent, separators=separators
    )


def content_id(assessment: Assessment) -> str:
    """Return the assessment's id: the SHA-256 of its compact canonical JSON."""
    return hashlib.sha256(to_json(assessment).encode("utf-8")).hexdigest()


def save(assessment: Assessment, folder: Path | str) -> Path:
    """Write ``assessment.json`` into `folder` and return its path."""
    return write_whole(Path(folder) / FILE_NAME, to_json(assessment, indent=1) + "\n")


def load(path: Path | str) -> Assessment:
    """Load an assessment from its JSON file.

    Raises
    ------
    InputError
        If the file is missing, is not JSON, or is not an assessment of this version; the
        message names the field, never its content.
    """
    path = Path(path)
    try:
        found = path.stat()
        if found.st_size > MAX_BYTES:
            raise InputError([Problem(path.name, what=f"larger than {MAX_BYTES:,} bytes")])
        return _loaded(path.absolute(), found.st_mtime_ns, found.st_size)
    except FileNotFoundError:
        raise InputError([Problem(path.name, what="the file is missing")]) from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise InputError([Problem(path.name, what="not JSON in UTF-8")]) from None


@lru_cache(maxsize=1)
def _loaded(path: Path, changed: int, size: int) -> Assessment:
    # a report loads the same file for its notebook and for its page
    return from_data(json.loads(path.read_text(encoding="utf-8")), path.name)


def from_data(data: Any, name: str = FILE_NAME) -> Assessment:
    """Return the assessment that parsed JSON describes.

    Raises
    ------
    InputError
        If the data is no assessment of this version.
    """
    version = data.get("schema_version") if isinstance(data, dict) else None
    if version != SCHEMA_VERSION:
        what = f"not an assessment of schema version {SCHEMA_VERSION}"
        raise InputError([Problem(name, what=what, hint="make it again with `riskkit assess`")])
    try:
        return Assessment.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_input=False, include_url=False)
        raise InputError(
            Problem(name, column=".".join(map(str, detail["loc"])), what=detail["msg"])
            for detail in details[:20]
        ) from None


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``assessment.json``."""
    described = Assessment.model_json_schema(mode="serialization", by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:riskkit:assessment:{SCHEMA_VERSION}",
        **described,
    }
