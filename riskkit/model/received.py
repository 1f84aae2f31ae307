"""Questionnaires as vendors send them: what was recognised, every answer with its cell.

Foreign wordings live only in the values read from a client's own file; riskkit ships those
texts whose licence allows it (MVSP, VSAQ) and none of the others.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .value import Id, Text, Value

Ids = tuple[Id, ...]
AnswerId = Literal[
    "yes", "alternate", "partial", "planned", "no", "na", "outsourced", "unanswered", "unreadable"
]
Severity = Literal["critical", "high", "medium", "low"]
ColumnId = Literal[
    "id", "question", "answer", "comment", "evidence", "ownership", "domain", "control", "note"
]
Fate = Literal["question", "repeat", "header", "text", "unread"]
"""What became of a row: a question, one read before, a header, other text, a row not read."""


class HeaderField(Value):
    """What a column of a foreign table holds, and the headers it goes by."""

    id: ColumnId
    words: tuple[str, ...] = Field(min_length=1)


class WordList(Value):
    """Words that a reader looks for, and why."""

    id: Id
    words: tuple[str, ...] = Field(min_length=1)
    rationale: str


class Standard(Value):
    """A questionnaire that riskkit recognises when it is received.

    `marks` are words that stand in its sheets; `pattern` is the form of its question ids and
    `family` the part of one that names its domain; `versions` maps a version to the number of
    its questions; sheets with a word of `aside` hold no answers.
    """

    id: Id
    name: Text
    publisher: str
    licence: str
    pattern: str
    family: str
    marks: tuple[str, ...] = ()
    versions: dict[str, int] = {}
    aside: tuple[str, ...] = ()


class Crosswalk(Value):
    """Where the questions of a foreign family or control belong in riskkit's own terms.

    `matches` are ids, or beginnings of ids, of the standard (words of a heading where the
    standard is ``generic``); the longest match decides. `questions` are those of riskkit's own
    that a yes to all of the matching ones answers, `partly` those of which it answers a part: a
    yes there is a partial one, a no stays a no. Ids change their meaning between releases: an
    entry with `versions` holds only for those that begin with one of them. `favourable` is the
    good answer where the file itself does not tell.
    """

    id: Id
    standard: Id
    matches: tuple[str, ...] = Field(min_length=1)
    domain: Id
    controls: Ids = ()
    questions: Ids = ()
    partly: Ids = ()
    versions: tuple[str, ...] = ()
    favourable: Literal["yes", "no"] = "yes"


class Choice(Value):
    """One choice of a question in the form of VSAQ."""

    id: Id
    text: str


class Advice(Value):
    """What VSAQ says of an answer: a finding with its severity, shown where `when` holds."""

    id: Id
    when: str = ""
    severity: Severity | None = None
    name: str = ""
    text: str


class BranchingQuestion(Value):
    """A question in the form of VSAQ: choices, a condition to be shown, findings it leads to.

    `language` says that the wording is the publisher's and not translated.
    """

    id: Id
    part: Id
    section: str
    domain: Id
    language: Literal["en"]
    form: Literal["one", "several", "text"]
    text: str
    when: str = ""
    weight: float = Field(gt=0, le=10)
    choices: tuple[Choice, ...] = ()
    advice: tuple[Advice, ...] = ()
    controls: Ids = ()


class ReceivedAnswer(Value):
    """One question as received: its wording and answer, what it means, and where it stands."""

    id: Id
    code: str
    text: str = ""
    section: str = ""
    domain: Id
    raw: str = ""
    answer: AnswerId
    favourable: Literal["yes", "no"] = "yes"
    scored: bool = True
    weight: float = Field(default=1, gt=0, le=10)
    ownership: str = ""
    comment: str = ""
    evidence: str = ""
    control: str = ""
    controls: Ids = ()
    questions: Ids = ()
    partly: Ids = ()
    cell: str
    line: int = 0


class SheetCount(Value):
    """The rows of one sheet by what became of them; together they are all its filled rows."""

    sheet: str
    rows: int
    fates: dict[Fate, int]
    reason: str = ""


class Remark(Value):
    """Something a person should know of a received file: where, and which rule says so."""

    cell: str = ""
    rule: Id
    args: dict[str, str | int] = {}


class SectionScore(Value):
    """A section of a workbook that scores itself: points reached of points possible."""

    id: str
    possible: float = Field(ge=0)
    reached: float = Field(ge=0)
    included: bool = True


class OwnScore(Value):
    """A workbook's own score, computed again from its answers, beside what it last stored.

    `share` is None where nothing is scored. `critical` and `non_negotiable` count questions
    and those of them failed.
    """

    sections: tuple[SectionScore, ...]
    possible: float
    reached: float
    share: float | None
    stored: float | None = None
    critical: int = 0
    critical_failed: Ids = ()
    non_negotiable: int = 0
    non_negotiable_failed: Ids = ()


class Received(Value):
    """A questionnaire as received: what it is, its answers, and what became of every row.

    `own` is the score that a workbook gives itself, where it has one.
    """

    standard: Id
    vendor: str = ""
    version: str = ""
    known: bool = False
    file: str
    sha256: str
    answers: tuple[ReceivedAnswer, ...]
    sheets: tuple[SheetCount, ...] = ()
    remarks: tuple[Remark, ...] = ()
    own: OwnScore | None = None

    @property
    def rows(self) -> int:
        """All filled rows of the file."""
        return sum(sheet.rows for sheet in self.sheets)

    @property
    def accounted(self) -> int:
        """The filled rows of which is said what became of them."""
        return sum(sum(sheet.fates.values()) for sheet in self.sheets)


class SeverityRule(Value):
    """What a finding of a branching questionnaire makes of the answer that led to it."""

    id: Severity
    weight: float = Field(gt=0, le=10)
    answer: Literal["no", "partial"]
    rationale: str


class OwnScoring(Value):
    """How a workbook scores itself: its sheets, its words, and the points of each importance.

    `sheets`, `words` and `columns` name what stands in the file, by the part it plays; a column
    has one name or another, release by release.
    """

    id: Id
    standard: Id
    sheets: dict[str, str]
    words: dict[str, str] = {}
    columns: dict[str, tuple[str, ...]] = {}
    importance: dict[str, float] = {}
    otherwise: float = Field(gt=0)
    source: str
