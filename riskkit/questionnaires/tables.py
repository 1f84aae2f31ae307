"""Questionnaires as tables: the header row found, every row told a question or something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..catalogue.knowledge import fold
from ..model.received import ColumnId, Fate, ReceivedAnswer, Remark, SheetCount, Standard
from ..model.vendors import AnswerId
from .pages import Page
from .vocabulary import UNMAPPED, Vocabulary, tidy_id

_HEAD_ROWS = 60
_NOT_ID = re.compile(r"[\s/\\;,|<>\"'`=]+")
_TICKS: tuple[AnswerId, ...] = ("yes", "no", "partial", "na", "planned")
_SHORT = 80


@dataclass(frozen=True)
class Columns:
    """Which column of a table holds what; `ticks` are columns a mark is put into."""

    at: dict[ColumnId, int]
    ticks: dict[int, AnswerId] = field(default_factory=dict)

    def get(self, cells: Sequence[str], id: ColumnId) -> str:
        """Return the cell of a row that stands in the column `id`."""
        index = self.at.get(id, -1)
        return cells[index].strip() if 0 <= index < len(cells) else ""

    @property
    def answer(self) -> int:
        """The column answers stand in (the first of the ticks)."""
        return self.at["answer"] if "answer" in self.at else min(self.ticks)


@dataclass
class Found:
    """What was read so far: answers, what became of the rows, and what to remark."""

    answers: list[ReceivedAnswer] = field(default_factory=list)
    sheets: list[SheetCount] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def count(self, page: Page, fates: Counter[Fate], reason: str = "") -> None:
        """Note what became of the rows of a page."""
        known = {fate: number for fate, number in fates.items() if number}
        self.sheets.append(
            SheetCount(sheet=page.name, rows=len(page.rows), fates=known, reason=reason)
        )
        if page.cut:
            self.remarks.append(Remark(rule="received.cut", args={"sheet": page.name}))
        if page.unsolved and not reason:
            args: dict[str, str | int] = {"sheet": page.name, "count": page.unsolved}
            self.remarks.append(Remark(rule="received.unsolved", args=args))

    def leave(self, page: Page, reason: str) -> None:
        """Note a page that holds no answers, or is hidden."""
        self.count(page, Counter({"unread": len(page.rows)}), reason)
        args: dict[str, str | int] = {"sheet": page.name, "rows": len(page.rows)}
        self.remarks.append(Remark(rule=f"received.{reason}", args=args))


def header_rows(page: Page, vocabulary: Vocabulary) -> dict[int, Columns]:
    """Return what the header rows of a page name, by their row numbers.

    A row of words to be ticked (yes, no …) right below a header names the columns of answers.
    """
    found: dict[int, Columns] = {}
    above: dict[ColumnId, int] = {}
    over: Sequence[str] = ()
    for number, cells in page.rows:
        at, ticks = _named(cells, vocabulary)
        columns = _columns(at, ticks) or _refined(above, over, cells, ticks)
        if columns:
            found[number] = columns
        above, over = at, cells
    return found


def _named(
    cells: Sequence[str], vocabulary: Vocabulary
) -> tuple[dict[ColumnId, int], dict[int, AnswerId]]:
    """Return the columns that a row names as a header, and those it names by an answer."""
    at: dict[ColumnId, int] = {}
    ticks: dict[int, AnswerId] = {}
    for index, cell in enumerate(cells):
        meant = vocabulary.meaning(cell) if len(cell) <= 20 and cell else None
        if meant in _TICKS:
            ticks[index] = meant
        id = vocabulary.header(cell)
        if id and id not in at:
            at[id] = index
    return at, ticks if {"yes", "no"} <= set(ticks.values()) else {}


def _columns(at: dict[ColumnId, int], ticks: dict[int, AnswerId]) -> Columns | None:
    if "answer" in at:
        ticks = {}
    named = {id: index for id, index in at.items() if index not in ticks}
    asked = "question" in named or "id" in named or "control" in named
    return Columns(named, ticks) if asked and ("answer" in named or ticks) else None


def _refined(
    above: dict[ColumnId, int],
    over: Sequence[str],
    cells: Sequence[str],
    ticks: dict[int, AnswerId],
) -> Columns | None:
    """Return the columns of two header rows, the lower of which holds nothing but ticks."""
    rest = [cell for i, cell in enumerate(cells) if cell and i not in ticks and cell not in over]
    if rest or not ticks:
        return None
    return _columns({id: index for id, index in above.items() if id != "answer"}, ticks)


def find_columns(page: Page, vocabulary: Vocabulary) -> tuple[int, Columns] | None:
    """Return the place of the header row within the page and its columns; the fullest counts."""
    top = Page(page.name, page.rows[:_HEAD_ROWS])
    places = {number: place for place, (number, _) in enumerate(top.rows)}
    found = [(places[number], columns) for number, columns in header_rows(top, vocabulary).items()]
    return max(found, key=lambda one: (len(one[1].at), -one[0]), default=None)


def read_table(page: Page, standard: Standard, vocabulary: Vocabulary, found: Found) -> None:
    """Read one page whose first rows hold a header; add what it holds to `found`."""
    head = find_columns(page, vocabulary)
    if head is None:
        found.leave(page, "aside")
        return
    place, columns = head
    heads = header_rows(page, vocabulary)
    circles = vocabulary.has_crosses(columns.get(cells, "answer") for _, cells in page.rows)
    fates: Counter[Fate] = Counter({"text": place, "header": 1})
    section = _heading(page.rows[place - 1][1]) if place else ""
    # a form of MVSP that we send out asks questions of our own besides
    own = vocabulary.standards["riskkit"] if standard.id == "mvsp" else standard
    for number, cells in page.rows[place + 1 :]:
        if number in heads:
            columns = heads[number]
            fates["header"] += 1
            continue
        row = _Row(page, number, cells, columns, standard.pattern, circles)
        if not row.asks(standard, own):
            fates["text"] += 1
            section = _heading(cells) or section
            continue
        found.answers.append(_answer(row, section, standard, vocabulary))
        fates["question"] += 1
    found.count(page, fates)


def _heading(cells: Sequence[str]) -> str:
    texts = {cell for cell in cells if cell}
    text = texts.pop() if len(texts) == 1 else ""
    return text if len(text) <= _SHORT else ""


@dataclass(frozen=True)
class _Row:
    page: Page
    number: int
    cells: tuple[str, ...]
    columns: Columns
    pattern: str
    circles: bool

    def get(self, id: ColumnId) -> str:
        cell = self.columns.get(self.cells, id)
        return tidy_id(cell, self.pattern) if id in ("id", "control") else cell

    @property
    def marked(self) -> list[AnswerId]:
        ticks = self.columns.ticks.items()
        return [meant for index, meant in ticks if index < len(self.cells) and self.cells[index]]

    @property
    def column(self) -> int:
        """The column of the answer: of columns to be ticked the one that was."""
        filled = [i for i in self.columns.ticks if i < len(self.cells) and self.cells[i]]
        return filled[0] if len(filled) == 1 else self.columns.answer

    @property
    def code(self) -> str:
        return self.get("id") or (self.get("control") if "question" in self.columns.at else "")

    def asks(self, standard: Standard, own: Standard) -> bool:
        """Say whether the row is a question, not a heading, a note or a footer."""
        text, code = self.get("question"), self.get("id") or self.get("control")
        if len(set(filter(None, self.cells))) == 1 and not _is_question(text):
            return False  # one text, perhaps merged over the row
        said = bool(self.get("answer") or self.marked)
        if standard.id not in ("generic", "oscal"):
            # an id of another form that was answered is a question all the same
            known = any(re.fullmatch(one.pattern, code) for one in (standard, own))
            return known or bool(text and said)
        if not text and not code:
            return False
        return bool(said or self.get("comment") or code or _is_question(text) or len(text) > _SHORT)


def _is_question(text: str) -> bool:
    return text.rstrip(" *").endswith(("?", "？"))


def _answer(row: _Row, section: str, standard: Standard, vocabulary: Vocabulary) -> ReceivedAnswer:
    raw = row.get("answer")
    meant, remark = vocabulary.answer(raw, circles=row.circles)
    if row.columns.ticks:
        marked = set(row.marked)
        raw, remark = "; ".join(sorted(marked)), ""
        meant = "unanswered" if not marked else marked.pop() if len(marked) == 1 else "unreadable"
    owner = vocabulary.ownership(row.get("ownership"))
    code = row.code if len(row.code) <= 40 else ""
    control, domain = row.get("control"), row.get("domain") or section
    walk = vocabulary.place(standard.id, (code, control), (domain, row.get("question")))
    comment = "\n".join(part for part in (remark, row.get("comment")) if part)
    return ReceivedAnswer(
        id=question_id(standard.id, code or f"R{row.number}"),
        code=code or f"R{row.number}",
        text=row.get("question"),
        section=domain,
        domain=walk.domain if walk else UNMAPPED,
        raw=raw,
        answer=_owned(meant, owner),
        ownership=owner,
        comment=comment,
        evidence=row.get("evidence"),
        control=control if len(control) <= 40 else "",
        controls=walk.controls if walk else (),
        cell=row.page.cell(row.number, row.column),
        line=row.number,
    )


def _owned(meant: AnswerId, owner: str) -> AnswerId:
    """Return what an answer tells of the vendor where somebody else does what is asked."""
    if owner == "outsourced" and meant in ("yes", "partial", "alternate", "na"):
        return "outsourced"
    return "na" if owner == "customer" and meant == "yes" else meant


def question_id(standard: str, code: str) -> str:
    """Return the id a received question has with us: the standard and its own code.

    >>> question_id("caiq", "A&A-01.1")
    'caiq.A&A-01.1'
    """
    return f"{standard}.{_NOT_ID.sub('-', code).strip('-') or '-'}"[:80]


def tell_apart(answers: Iterable[ReceivedAnswer]) -> list[ReceivedAnswer]:
    """Give ids of their own to questions that share one but ask different things.

    Many a form numbers its questions from 1 in every section.
    """
    asked: dict[str, list[str]] = {}
    told = []
    for answer in answers:
        texts = asked.setdefault(fold(answer.id), [])
        text = fold(answer.text)
        if text not in texts:
            texts.append(text)
        place = texts.index(text)
        told.append(
            answer.model_copy(update={"id": f"{answer.id[:72]}~{place + 1}"} if place else {})
        )
    return told


def remark_rows(found: Found, standard: Standard, vocabulary: Vocabulary) -> None:
    """Add what a person should look at: repeated, unreadable, outsourced and unplaced answers."""
    first: dict[str, ReceivedAnswer] = {}
    for answer in found.answers:
        earlier = first.setdefault(fold(answer.id), answer)
        if earlier is not answer and earlier.answer != answer.answer:
            args: dict[str, str | int] = {"first": earlier.cell}
            found.remarks.append(Remark(cell=answer.cell, rule="received.repeated", args=args))
        if answer.answer == "unreadable" and answer.scored:
            found.remarks.append(Remark(cell=answer.cell, rule="received.unreadable"))
        if answer.answer == "outsourced":
            found.remarks.append(Remark(cell=answer.cell, rule="received.outsourced"))
        by_code = standard.id in ("caiq", "hecvat") and answer.scored
        if by_code and vocabulary.place(standard.id, (answer.code,), ()) is None:
            found.remarks.append(Remark(cell=answer.cell, rule="received.family"))
