"""Blank questionnaires to send out: a workbook whose answers are chosen from a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..catalogue import Knowledge
from ..model.tables import Table
from ..model.value import Language
from ..workbook_forms import FormColumn, FormSheet, write_form

_ASKED = ("question", "domain", "text", "law", "answer", "comment", "evidence", "na_reason")
_OFFERED = ("yes", "partial", "planned", "no", "na", "alternate", "outsourced")
_LABELS = {"text": "wording"}


def write_blank(
    path: Path, rows: Iterable[Mapping[str, str]], knowledge: Knowledge, *, language: Language
) -> Path:
    """Write a questionnaire to be filled in by a vendor.

    Parameters
    ----------
    path : Path
        The ``.xlsx`` to write.
    rows : iterable of mapping
        The rows of a blank form: ``question``, ``domain``, ``text``, ``law``.
    knowledge : Knowledge
    language : Language

    Returns
    -------
    Path
        `path`; the answers have a drop-down, and the file is read again as it is.
    """
    table: Table = knowledge.entries("tables")["answers"]
    columns = {column.id: column for column in table.columns}
    credits = knowledge.entries("vendors/answers")
    offered = tuple(credits[id].name.get(language) for id in _OFFERED if id in credits)
    heads = []
    for id in _ASKED:
        column = columns[_LABELS.get(id, id)]
        heads.append(
            FormColumn(
                column.text.get(language),
                column.help.get(language) if id in _ASKED[4:] else "",
                offered if id == "answer" else (),
                id == "answer",
            )
        )
    body = [[row.get(id, "") for id in _ASKED] for row in rows]
    return write_form(path, [FormSheet(table.text.get(language)[:28], heads, body)])
