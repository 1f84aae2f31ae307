"""What a new engagement folder starts with: one believable set of rows for each scenario."""

from __future__ import annotations

from .value import Id, Text, Value


class StarterRow(Value):
    """A row of a new folder: ids and choices in `cells`, wordings in `texts`.

    With `sectors` it is written only for an engagement of one of them.
    """

    table: Id
    sectors: tuple[Id, ...] = ()
    cells: dict[Id, str]
    texts: dict[Id, Text] = {}


class Template(Value):
    """The starter set of a scenario; `text` is the title of its assessment."""

    id: Id
    text: Text
    rows: tuple[StarterRow, ...]
