"""Answers and an assessor's remarks written back in the shape of the file they came in.

Sheets, rows and columns stay where the sender has them; answers are filled in, and to the right
of each table stand what was understood and what the assessor says. Only values are written: no
formula, link or macro of the sender's is carried over, and no text can act as one.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..catalogue import Knowledge
from ..errors import SourceError
from ..files import write_whole
from ..model.received import Received, ReceivedAnswer
from ..model.value import Language
from ..model.vendors import AnswerId
from ..workbook_writing import neutral, write_plain
from .export_data import oscal_like, vsaq_like
from .oscal import oscal_kind
from .pages import Page, cell_row, read_pages
from .reading import data_of, read_questionnaire
from .records import page_of_records
from .reply import Reply
from .tables import header_rows
from .vocabulary import Vocabulary

_TICK = "√"
_ADDED = ("export.understood", "export.remark")


def write_like(
    original: Path,
    out: Path,
    replies: Mapping[str, Reply],
    knowledge: Knowledge,
    *,
    language: Language = "zh-Hans",
) -> Received:
    """Write a questionnaire in the shape of `original`, filled in and commented.

    Parameters
    ----------
    original : Path
        The file as received; it is only read.
    out : Path
        The ``.xlsx`` to write; ``.csv`` for a CSV, ``.json`` for VSAQ answers and OSCAL.
    replies : mapping of question id to Reply
        By the ids of `read_questionnaire`, or by riskkit's own where the crosswalk maps them.
    knowledge : Knowledge
    language : Language
        Of the two added columns.

    Returns
    -------
    Received
        What `original` held.

    Raises
    ------
    SourceError
        If `original` is no table, or `out` is the same file.
    """
    if out.resolve() == original.resolve():
        raise SourceError(f"{out.name}: is the file as received; choose another name")
    received = read_questionnaire(original, knowledge)
    data, vocabulary = data_of(original), Vocabulary.of(knowledge.entries)
    if data is not None and (oscal_kind(data) or received.standard == "vsaq"):
        _write_data(original, out, received, (data, replies, knowledge))
        return received
    pages: Sequence[Page] = read_pages(original) if data is None else ()
    pages = pages or (page_of_records(original.stem, data, vocabulary),)
    places = _places(received)
    if not any(page.name in places for page in pages):
        raise SourceError(f"{original.name}: is no table; its answers cannot be put back into it")
    heads = [knowledge.sentence(rule, language) for rule in _ADDED]
    names = knowledge.entries("vendors/answers")
    sheets: dict[str, list[list[str]]] = {}
    headers: dict[str, int] = {}
    for page in pages:
        if page.hidden or page.name not in places:
            continue
        here = {
            number: (column, answer, _reply(answer, replies))
            for number, (column, answer) in places[page.name].items()
        }
        words = {id: credit.name.get(language) for id, credit in names.items()}
        sheets[page.name] = _filled(page, here, heads, words, vocabulary)
        headers[page.name] = _header(page, here)
    if out.suffix.casefold() == ".csv":
        write_whole(out, "\ufeff" + _csv(next(iter(sheets.values()))))
    else:
        merged = {page.name: page.merged for page in pages}
        write_plain(out, sheets, headers, merged=merged)
    return received


def _write_data(
    original: Path,
    out: Path,
    received: Received,
    what: tuple[Any, Mapping[str, Reply], Knowledge],
) -> None:
    """Write a file of data with answers filled in and remarks, as JSON."""
    data, replies, knowledge = what
    if out.suffix.casefold() != ".json":
        raise SourceError(f"{out.name}: {original.name} holds data; choose a name with .json")

    def reply_to(answer: ReceivedAnswer) -> Reply:
        return _reply(answer, replies)

    if oscal_kind(data):
        meaning = Vocabulary.of(knowledge.entries).meaning
        told = oscal_like(data, received.answers, reply_to, name=original.stem, meaning=meaning)
    else:
        questions = knowledge.entries("questionnaires/vsaq")
        told = vsaq_like(data, received.answers, reply_to, questions)
    write_whole(out, json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n")


def _places(received: Received) -> dict[str, dict[int, tuple[int, ReceivedAnswer]]]:
    """Return sheet, row and column of each answer."""
    places: dict[str, dict[int, tuple[int, ReceivedAnswer]]] = {}
    for answer in received.answers:
        sheet, _, address = answer.cell.rpartition("!")
        row, column = cell_row(address)
        if row:
            places.setdefault(sheet, {})[row] = (column, answer)
    return places


def _reply(answer: ReceivedAnswer, replies: Mapping[str, Reply]) -> Reply:
    for id in (answer.id, answer.code, *answer.questions):
        if id in replies:
            own = id in (answer.id, answer.code)
            return replies[id] if own else Reply("", replies[id].remark)
    return Reply()


@dataclass(frozen=True)
class _Places:
    """Where a table takes more than a word: columns to be ticked, and the column of comments."""

    ticked: Mapping[AnswerId, int]
    comment: int | None

    @classmethod
    def of(cls, page: Page, header: int, vocabulary: Vocabulary) -> _Places:
        columns = header_rows(page, vocabulary).get(header)
        ticked = {meant: index for index, meant in columns.ticks.items()} if columns else {}
        if columns:
            return cls(ticked, columns.at.get("comment"))
        named = next((cells for number, cells in page.rows if number == header), ())
        meant = [vocabulary.header(cell) for cell in named]
        return cls({}, meant.index("comment") if "comment" in meant else None)

    def fill(self, row: list[str], column: int, reply: Reply, vocabulary: Vocabulary) -> None:
        """Fill in a reply where the sender left a blank; a tick stands in its own column."""
        told, meant = reply.answer, vocabulary.meaning(reply.answer)
        if self.ticked:
            if meant is None or meant not in self.ticked:
                return
            column, told = self.ticked[meant], _TICK
        if row[column]:
            return
        row[column] = told
        if self.comment is not None and not row[self.comment]:
            row[self.comment] = reply.comment


def _filled(
    page: Page,
    here: Mapping[int, tuple[int, ReceivedAnswer, Reply]],
    heads: Sequence[str],
    words: Mapping[str, str],
    vocabulary: Vocabulary,
) -> list[list[str]]:
    width = max(len(cells) for _, cells in page.rows)
    header = _header(page, here)
    places = _Places.of(page, header, vocabulary)
    rows: list[list[str]] = []
    for number, cells in page.rows:
        while len(rows) < number - 1:
            rows.append([])
        row = [*cells, *[""] * (width - len(cells))]
        if number in here:
            column, answer, reply = here[number]
            if reply.answer and not answer.raw:
                places.fill(row, column, reply, vocabulary)
            told = answer.raw and answer.scored  # a name or a date is no answer to judge
            row += [words.get(answer.answer, answer.answer) if told else "", reply.remark]
        elif number == header:
            row += heads
        rows.append(row)
    return rows


def _header(page: Page, here: Collection[int]) -> int:
    """Return the number of the last filled row before the first answer; 0 for none."""
    first = min(here)
    return max((number for number, _ in page.rows if number < first), default=0)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
    return stream.getvalue()
