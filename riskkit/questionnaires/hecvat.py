"""HECVAT workbooks: sheets of sections, each row an id, a question, an answer and a remark.

The sheets that an analyst fills in, and the hidden ones, repeat the questions: they hold no
answers of the vendor. What the workbook itself expects (which answer is the good one, how
important it is) is read from its own hidden sheet of questions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..catalogue.knowledge import fold
from ..model.received import Fate, OwnScoring, ReceivedAnswer, Standard
from .pages import Page
from .tables import Found, question_id
from .vocabulary import UNMAPPED, Vocabulary, tidy_id

_ID, _TEXT, _ANSWER, _COMMENT = 0, 1, 2, 3
_ODD = r"[A-Za-z0-9._-]{1,20}"  # an id of another form, which counts where it was answered
_HEAD = 10
_STEP = 5  # the least importance in points: weights start at 1
_MOST = 50


@dataclass(frozen=True)
class Expected:
    """What the workbook expects of a question: the good answer, its points, whether it counts.

    `scored` is None where the workbook does not say it.
    """

    compliant: str
    points: float
    scored: bool | None


def is_aside(page: Page, standard: Standard) -> bool:
    """Say whether a sheet, by its name, holds no answers."""
    name = page.name.casefold()
    return any(word in name for word in standard.aside)


def read_hecvat(
    pages: Sequence[Page],
    standard: Standard,
    vocabulary: Vocabulary,
    scorings: Iterable[OwnScoring],
) -> Found:
    """Read the answer sheets of a HECVAT workbook."""
    found = Found()
    expected = expected_of(pages, scorings)
    seen: dict[str, ReceivedAnswer] = {}
    for page in pages:
        if page.hidden or is_aside(page, standard):
            found.leave(page, "hidden" if page.hidden else "aside")
            continue
        _read_sheet(page, standard, vocabulary, found, expected, seen)
    return found


def _read_sheet(
    page: Page,
    standard: Standard,
    vocabulary: Vocabulary,
    found: Found,
    expected: Mapping[str, Expected],
    seen: dict[str, ReceivedAnswer],
) -> None:
    fates: Counter[Fate] = Counter()
    section, at = "", (_ANSWER, _COMMENT)
    for number, cells in page.rows:
        code = tidy_id(_at(cells, _ID), standard.pattern)
        heading = _columns(cells, vocabulary)
        odd = not heading and re.fullmatch(_ODD, code) and _is_answered(cells, at, vocabulary)
        if not (odd or re.fullmatch(standard.pattern, code)):
            fates["header" if heading else "text"] += 1
            if heading:
                at, section = heading, code
            continue
        known = (standard, vocabulary, expected)
        answer = _answer(page, (number, code), cells, at, section, known)
        earlier = seen.get(answer.id)
        if earlier and (not answer.raw or fold(answer.raw) == fold(earlier.raw)):
            fates["repeat"] += 1
            continue
        if earlier and not earlier.raw:
            found.answers.remove(earlier)
            fates["repeat"] += 1  # the row that was read first is the one without an answer
            fates["question"] -= 1
        seen[answer.id] = answer
        found.answers.append(answer)
        fates["question"] += 1
    found.count(page, fates)


def _at(cells: Sequence[str], index: int) -> str:
    return cells[index] if 0 <= index < len(cells) else ""


def _is_answered(cells: Sequence[str], at: tuple[int, int], vocabulary: Vocabulary) -> bool:
    said = vocabulary.meaning(_at(cells, at[0]))
    return bool(_at(cells, _TEXT)) and said not in (None, "unanswered")


def _columns(cells: Sequence[str], vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Return the columns of answer and remark where a row is the header of a section."""
    names = [vocabulary.header(cell) for cell in cells]
    if "answer" not in names[_ANSWER:]:  # before it stand the id and the question
        return None
    answer = names.index("answer", _ANSWER)
    return answer, names.index("comment") if "comment" in names else answer + 1


def _answer(
    page: Page,
    place: tuple[int, str],
    cells: Sequence[str],
    at: tuple[int, int],
    section: str,
    known: tuple[Standard, Vocabulary, Mapping[str, Expected]],
) -> ReceivedAnswer:
    standard, vocabulary, expected = known
    (number, code), raw = place, _at(cells, at[0])
    meant, remark = vocabulary.answer(raw)
    what = expected.get(code)
    walk = vocabulary.place(standard.id, (code,), ())
    return ReceivedAnswer(
        id=question_id(standard.id, code),
        code=code,
        text=_at(cells, _TEXT),
        section=section or re.sub(r"-\d+$", "", code),
        domain=walk.domain if walk else UNMAPPED,
        raw=raw,
        answer=meant,
        favourable="no" if what and fold(what.compliant) == "no" else "yes",
        # where the workbook does not say it, a free text (a name, an address) is none to score
        scored=meant != "unreadable" if what is None or what.scored is None else what.scored,
        weight=min(max(what.points, _STEP), _MOST) / _STEP if what else 1,
        comment="\n".join(part for part in (remark, _at(cells, at[1])) if part),
        controls=walk.controls if walk else (),
        cell=page.cell(number, at[0]),
        line=number,
    )


def expected_of(pages: Sequence[Page], scorings: Iterable[OwnScoring]) -> dict[str, Expected]:
    """Return what the workbook's own sheet of questions expects, by question id."""
    for scoring in scorings:
        sheet = next((page for page in pages if page.name == scoring.sheets["questions"]), None)
        for _, heads in sheet.rows[:_HEAD] if sheet else ():
            at = {id: _index(heads, names) for id, names in scoring.columns.items()}
            if sheet and at["id"] >= 0 and at["compliant"] >= 0:
                return {
                    code: _expected(cells, at, scoring)
                    for _, cells in sheet.rows
                    if (code := _at(cells, at["id"])) and _at(cells, at["compliant"])
                }
    return {}


def _expected(cells: Sequence[str], at: Mapping[str, int], scoring: OwnScoring) -> Expected:
    by_name = {fold(scoring.words[key]): points for key, points in scoring.importance.items()}
    importance = _at(cells, at.get("importance", -1))
    given = _at(cells, at.get("points", -1))
    points = float(given) if re.fullmatch(r"\d{1,4}(\.\d+)?", given) else scoring.otherwise
    location = _at(cells, at["location"]) if "location" in at else None
    return Expected(
        _at(cells, at["compliant"]),
        by_name.get(fold(importance), points),
        None if location is None else fold(location) != fold(scoring.words["not_scored"]),
    )


def _index(heads: Sequence[str], names: Collection[str]) -> int:
    return next((index for index, head in enumerate(heads) if head in names), -1)
