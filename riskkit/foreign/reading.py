"""A stranger's file opened: which format it is, and its content in the common shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..catalogue import Knowledge
from ..errors import InputError, Problem
from ..model.foreign import ForeignAssessment
from .bounded import read_json
from .cnil import is_cnil, read_cnil
from .cnil_shape import cnil_shape
from .dutch import is_dutch, read_dutch
from .sheet import read_sheet

SHEETS = (".xlsx", ".xlsm")


def read_foreign(path: Path | str, knowledge: Knowledge) -> ForeignAssessment:
    """Read an assessment made elsewhere.

    Parameters
    ----------
    path : Path or str
        CNIL's JSON, the Dutch state model's JSON, or a risk sheet (.xlsx).
    knowledge : Knowledge

    Raises
    ------
    InputError
        If it is none of these, or out of bounds; what is wrong is named by its place.
    SourceError
        If a workbook cannot be read.
    """
    path = Path(path)
    if path.suffix.lower() in SHEETS:
        return read_sheet(path, knowledge.entries("foreign/sheet"))
    return from_json(read_json(path), path.name, knowledge)


def from_json(data: Any, file: str, knowledge: Knowledge) -> ForeignAssessment:
    """Return the assessment that parsed JSON holds, in the common shape."""
    if is_cnil(data):
        return cnil_shape(read_cnil(data, file), knowledge.entries("foreign/cnil"), file=file)
    if is_dutch(data):
        return read_dutch(
            data,
            knowledge.entries("foreign/dutch"),
            words=knowledge.entries("foreign/sheet"),
            file=file,
        )
    what = "neither an assessment of riskkit nor a format it reads"
    hint = "it reads CNIL's JSON, the Dutch state model's JSON and risk sheets (.xlsx)"
    raise InputError([Problem(file, what=what, hint=hint)])
