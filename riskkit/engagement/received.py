"""Questionnaires in a sender's own layout (CAIQ, HECVAT, VSAQ …) found among the answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..catalogue import Knowledge
from ..catalogue.knowledge import fold
from ..errors import Problem, SourceError
from ..model.inventory import Answer
from ..model.received import Received
from ..model.tables import Table
from ..model.vendors import CORE
from ..questionnaires import our_answers, own_score, read_pages, read_questionnaire
from ..questionnaires.pages import is_book
from .folder import shown
from .rows import ReadTable

_FIRST = 10  # remarks of one kind told one by one
_HEAD = 30
_IDS = re.compile(r"[A-Za-z0-9._-]*")


def received_of(path: Path, name: str, knowledge: Knowledge) -> Received | None:
    """Return a file of answers as a questionnaire in the sender's layout; None for riskkit's own.

    What cannot be read at all is left to the reader of riskkit's own layout, which reports it.
    """
    try:
        if not is_book(path) and _holds_ours(path, knowledge):
            return None
        received = read_questionnaire(path, knowledge)
        if received.standard == "riskkit" or _is_own(received, knowledge):
            return None
    except (SourceError, OSError):
        return None
    own = None
    if received.standard == "hecvat":
        with suppress(SourceError, OSError):
            own = own_score(path, knowledge, received=received)
    return received.model_copy(update={"vendor": path.stem, "file": shown(name), "own": own})


def _holds_ours(path: Path, knowledge: Knowledge) -> bool:
    """Say whether a table has the columns of riskkit's own answers and only its questions."""
    pattern = knowledge.entries("received/standards")["riskkit"].pattern
    ids = _own_ids(path, knowledge) or []
    return bool(ids) and all(re.fullmatch(pattern, id) for id in ids)


def _is_own(received: Received, knowledge: Knowledge) -> bool:
    """Say whether a table answers questions of the catalogue, or asks nothing in words."""
    if received.standard != "generic":
        return False
    questions = knowledge.kinds.get("questionnaires", {})
    told = [(one.code, one.text) for one in received.answers]
    if any(code in questions or text in questions for code, text in told):
        return True
    return all(_IDS.fullmatch(text) for _, text in told)


def _own_ids(path: Path, knowledge: Knowledge) -> list[str] | None:
    """Return what stands in the column of questions of riskkit's own answers; None without it."""
    table: Table = knowledge.entries("tables")["answers"]
    names = {
        column.id: {fold(word) for word in column.headers}
        for column in table.columns
        if column.id in ("question", "answer")
    }
    for page in read_pages(path):
        for place, (_, cells) in enumerate(page.rows[:_HEAD]):
            folded = [fold(cell) for cell in cells]
            at = next((i for i, cell in enumerate(folded) if cell in names["question"]), None)
            if at is not None and names["answer"].intersection(folded):
                return [row[at] for _, row in page.rows[place + 1 :] if at < len(row) and row[at]]
    return None


def join_received(
    answers: ReadTable,
    received: Received,
    knowledge: Knowledge,
    known: ReadTable,
    *,
    questionnaire: str = CORE,
) -> None:
    """Add what a received questionnaire answers of riskkit's own questions.

    An answer given to riskkit's own question stands; a blank one is filled.

    Parameters
    ----------
    answers : ReadTable
        The answers read so far.
    received : Received
    knowledge : Knowledge
    known : ReadTable
        The evidence register, whose ids an answer may name.
    questionnaire : str
        The one this vendor is assessed by beside riskkit's own.
    """
    given = {(row.vendor, row.question): row for row in answers.rows}
    asked = knowledge.entries("questionnaires")
    ours = our_answers(received, received.vendor, knowledge, evidence=tuple(known.places))
    chosen = {CORE, questionnaire}
    core = [answer for answer in ours if asked[answer.question].questionnaire in chosen]
    for answer in core:
        earlier: Answer | None = given.get((answer.vendor, answer.question))
        if earlier is not None and (earlier.answer or "").strip():
            continue
        if earlier is not None:
            answers.rows.remove(earlier)
        answers.rows.append(answer)
    answers.problems += _warnings(received, knowledge)
    if not core and not any(row.vendor == received.vendor for row in answers.rows):
        what = knowledge.sentence("received.none", "en").rstrip(".")
        answers.problems.append(Problem(received.file, what=what, severity="warning"))


def _warnings(received: Received, knowledge: Knowledge) -> Iterator[Problem]:
    counted: Counter[str] = Counter()
    for remark in received.remarks:
        counted[remark.rule] += 1
        if counted[remark.rule] <= _FIRST:
            what = knowledge.sentence(remark.rule, "en", **remark.args).rstrip(".")
            yield Problem(received.file, 0, shown(remark.cell), what, severity="warning")
    for rule, count in counted.items():
        if count > _FIRST:
            what = f"{count - _FIRST} further remarks of this kind ({rule})"
            yield Problem(received.file, what=what, severity="warning")
