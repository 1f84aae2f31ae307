"""A traced requirement of the source documents, and the feature of the product that answers it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .inventory import Ids
from .value import Id, Text, Value


class Feature(Value):
    """A feature of the product: what it is called, and the object in the code that does it."""

    id: Id
    text: Text
    home: str = Field(pattern=r"^riskkit[\w.]*:\w+$")


class Requirement(Value):
    """One requirement of a source document, with the feature and the test that show it.

    `how`: N the product does it, R it keeps and checks the record, E it is assessed as a
    control with evidence. `rules` are those that find its record missing or broken.
    """

    id: Id
    section: str
    requirement: str = Field(min_length=1)
    term: str
    type: str
    controls: Ids
    how: Literal["N", "R", "E"]
    feature: str = ""
    test: str = ""
    rules: Ids = ()


class Covered(Value):
    """One requirement as it stands; `why` says what is missing where it is open."""

    requirement: Requirement
    shown: bool
    why: Literal["", "feature", "home", "test", "control", "evidence", "rule"] = ""
