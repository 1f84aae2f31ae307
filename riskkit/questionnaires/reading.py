"""A received file read as what it is: told by its content, never by its name."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..catalogue import Knowledge, read_yaml
from ..errors import InputError, SourceError
from ..files import file_hash
from ..model.received import Received, ReceivedAnswer, Remark, Standard
from ..model.value import LANGUAGES
from ..model.vendors import Question
from ..workbook import read_sheets, traits_of
from ..workbook_forms import LISTS
from .forms import GUIDE
from .hecvat import is_aside, read_hecvat
from .loose_json import parse_loose_json
from .oscal import oscal_kind, read_oscal
from .pages import MAX_COLUMNS, MAX_ROWS, Page, cell_row, is_book, read_pages, read_text
from .records import page_of_records
from .tables import Found, find_columns, read_table, remark_rows, tell_apart
from .vocabulary import Vocabulary, tidy_id
from .vsaq import filled_book, is_vsaq, read_filled, read_vsaq

DATA = (".json", ".yaml", ".yml")
_ENOUGH = 0.6
_HEAD = 12
_VERSION = re.compile(r"(?<![\d.])v?(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?![\d.])", re.IGNORECASE)


def read_questionnaire(path: Path | str, knowledge: Knowledge) -> Received:
    """Read a questionnaire as it was received.

    Parameters
    ----------
    path : Path or str
        A workbook, CSV, Markdown, JSON or YAML file.
    knowledge : Knowledge

    Returns
    -------
    Received
        Every question with its answer and its cell; `sheets` say what became of every row.

    Raises
    ------
    SourceError
        If it cannot be read, or no questionnaire is found in it.
    """
    path = Path(path)
    if not path.is_file():
        raise SourceError(f"{path.name}: no such file")
    vocabulary = Vocabulary.of(knowledge.entries)
    data = data_of(path)
    if data is not None:
        standard, found = _read_data(path, data, vocabulary, knowledge)
        version = _version_of_data(data, standard)
    else:
        pages = read_pages(path)
        standard, found = _read_book(path, pages, vocabulary, knowledge)
        version = _version(pages, standard, found)
    if not found.answers:
        raise SourceError(
            f"{path.name}: no table of questions and answers was found{_unread(found)}; name the "
            "columns, for example: Question, Answer, Comment"
        )
    if standard.id == "generic":
        found.answers[:] = tell_apart(found.answers)
    remark_rows(found, standard, vocabulary)
    _remark_version(found, standard, version)
    return Received(
        standard=standard.id,
        version=version,
        known=version in standard.versions,
        file=path.name,
        sha256=file_hash(path),
        answers=tuple(
            _of_version(_own(one, standard, knowledge), standard, version, vocabulary)
            for one in found.answers
        ),
        sheets=tuple(found.sheets),
        remarks=tuple(found.remarks),
    )


def _unread(found: Found) -> str:
    """Return, for a refusal, what was not looked at."""
    hidden = sum(sheet.reason == "hidden" for sheet in found.sheets)
    cut = any(remark.rule == "received.cut" for remark in found.remarks)
    told = f" ({hidden} hidden sheets were not read: unhide them)" if hidden else ""
    wide = f" (what lies beyond {MAX_COLUMNS} columns or {MAX_ROWS:,} rows was not read)"
    return told + (wide if cut else "")


def _own(answer: ReceivedAnswer, standard: Standard, knowledge: Knowledge) -> ReceivedAnswer:
    """Return an answer to a question that riskkit ships as one to that very question."""
    questions = knowledge.entries("questionnaires")
    code = answer.code.casefold().removeprefix("mvsp-")
    known = answer.code in questions or standard.id != "mvsp"
    id = answer.code if known else f"mvsp-{code}"
    if standard.id not in ("mvsp", "riskkit") or id not in questions:
        return answer
    asked: Question = questions[id]
    fields = {"id", "domain", "weight", "favourable", "controls"}
    return answer.model_copy(update=asked.model_dump(include=fields))


def _of_version(
    answer: ReceivedAnswer, standard: Standard, version: str, vocabulary: Vocabulary
) -> ReceivedAnswer:
    """Return an answer placed by what its id means in this release."""
    walk = vocabulary.place(standard.id, (answer.code, answer.control), (), version=version)
    if walk is None or standard.id not in vocabulary.crosswalk:
        return answer
    return answer.model_copy(
        update={
            "domain": walk.domain,
            "controls": walk.controls,
            "questions": (*walk.questions, *walk.partly),
            "partly": walk.partly,
            "favourable": "no" if walk.favourable == "no" else answer.favourable,
        }
    )


def data_of(path: Path) -> Any:
    """Return a JSON or YAML file as data; None for a file that holds a table."""
    suffix = path.suffix.casefold()
    if suffix not in (*DATA, "") or is_book(path):
        return None
    if suffix in (".yaml", ".yml"):
        try:
            return read_yaml(path).data
        except InputError as error:
            raise SourceError(str(error)) from None
    text = read_text(path)
    if not text.lstrip().startswith(("{", "[", "//", "/*")):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return parse_loose_json(text)
    except ValueError as error:
        raise SourceError(f"{path.name}: {error}") from None


def _read_data(
    path: Path, data: Any, vocabulary: Vocabulary, knowledge: Knowledge
) -> tuple[Standard, Found]:
    standards = vocabulary.standards
    questions = knowledge.entries("questionnaires/vsaq").values()
    if oscal_kind(data):
        page = Page(path.stem, (), book=False)
        standard = standards[
            "mvsp" if "mvsp" in json.dumps(data, default=str).casefold() else "oscal"
        ]
        own = knowledge.entries("questionnaires")
        return standard, read_oscal(data, page, standard, (vocabulary, own))
    if is_vsaq(data, questions):
        rows = tuple((number, (str(key),)) for number, key in enumerate(data, start=1))
        page = Page(path.stem, rows, book=False)
        return standards["vsaq"], read_vsaq(data, page, questions, vocabulary)
    page = page_of_records(path.stem, data, vocabulary)
    found = Found()
    standard = recognise((page,), vocabulary)
    read_table(page, standard, vocabulary, found)
    return standard, found


def recognise(pages: Sequence[Page], vocabulary: Vocabulary) -> Standard:
    """Return which questionnaire some pages hold, by marks, headers and the form of their ids."""
    standards = vocabulary.standards
    shown = [page for page in pages if not page.hidden]
    text = "\n".join(
        cell[:400].casefold() for page in pages for _, cells in page.rows[:_HEAD] for cell in cells
    )
    marked = {s.id for s in standards.values() if any(mark in text for mark in s.marks)}
    if "hecvat" in marked and _ids(shown, standards["hecvat"], column=0) >= 10:
        return standards["hecvat"]
    columns = [(page, head) for page in shown if (head := find_columns(page, vocabulary))]
    for id in ("riskkit", "caiq", "mvsp"):
        for page, (place, found) in columns:
            pattern = standards[id].pattern
            codes = [
                tidy_id(found.get(cells, "id") or found.get(cells, "control"), pattern)
                for _, cells in page.rows[place + 1 :]
            ]
            fitting = sum(bool(re.fullmatch(pattern, code)) for code in codes)
            # a footer in the column of ids is a sentence
            wanted = _ENOUGH * sum(len(code.split()) == 1 for code in codes)
            # a handful of ids of the same form proves nothing without a mark
            if fitting and fitting >= wanted and (id == "riskkit" or id in marked):
                return standards[id]
    if _ids(shown, standards["hecvat"], column=0) >= 60:
        return standards["hecvat"]
    return standards["generic"]


def _ids(pages: Sequence[Page], standard: Standard, *, column: int) -> int:
    return sum(
        len(cells) > column
        and bool(re.fullmatch(standard.pattern, tidy_id(cells[column], standard.pattern)))
        for page in pages
        for _, cells in page.rows
    )


def _read_book(
    path: Path, pages: Sequence[Page], vocabulary: Vocabulary, knowledge: Knowledge
) -> tuple[Standard, Found]:
    questions = knowledge.entries("questionnaires/vsaq").values()
    filled = filled_book(pages, questions, vocabulary)
    if filled is None:
        standard = recognise(pages, vocabulary)
        return standard, _read_pages(path, pages, standard, vocabulary, knowledge)
    found = read_filled(filled, questions, vocabulary)
    for page in pages:
        if not _of_our_form(page, found, knowledge) and page is not filled.page:
            found.leave(page, "hidden" if page.hidden else "aside")
    if is_book(path):
        _remark_book(path, found)
    return vocabulary.standards["vsaq"], found


def _read_pages(
    path: Path,
    pages: Sequence[Page],
    standard: Standard,
    vocabulary: Vocabulary,
    knowledge: Knowledge,
) -> Found:
    if standard.id == "hecvat":
        scorings = knowledge.entries("received/own-scores").values()
        found = read_hecvat(pages, standard, vocabulary, scorings)
    else:
        found = Found()
        for page in pages:
            if _of_our_form(page, found, knowledge):
                continue
            if page.hidden:
                found.leave(page, "hidden")
            elif is_aside(page, standard) or not page.rows:
                found.leave(page, "aside")
            else:
                read_table(page, standard, vocabulary, found)
    if is_book(path):
        _remark_book(path, found)
    return found


def _of_our_form(page: Page, found: Found, knowledge: Knowledge) -> bool:
    """Count a sheet that our own forms carry beside the questions, and say whether it is one."""
    guides = {knowledge.sentence(GUIDE, language) for language in LANGUAGES}
    lists = page.hidden and page.name == LISTS
    if lists or page.name in guides:
        found.count(page, Counter({"unread": len(page.rows)}), "hidden" if lists else "aside")
        return True
    return False


def _remark_book(path: Path, found: Found) -> None:
    """Remark macros, links to other files, and answers that are formulas or hidden."""
    traits = traits_of(path)
    if traits.macros:
        found.remarks.append(Remark(rule="received.macros"))
    if traits.links:
        found.remarks.append(Remark(rule="received.links"))
    names = {answer.cell.rpartition("!")[0] for answer in found.answers}
    sheets = read_sheets(
        path, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS, formulas=True, only=names
    )
    for answer in found.answers:
        name, _, address = answer.cell.rpartition("!")
        row, column = cell_row(address)
        rows = sheets[name].rows if name in sheets else []
        cells = rows[row - 1] if 0 < row <= len(rows) else []
        value = cells[column] if column < len(cells) else None
        if isinstance(value, str) and value.startswith("="):
            found.remarks.append(Remark(cell=answer.cell, rule="received.formula"))
        if name in sheets and sheets[name].is_hidden(row - 1, column):
            found.remarks.append(Remark(cell=answer.cell, rule="received.hidden_cell"))


def _version(pages: Sequence[Page], standard: Standard, found: Found) -> str:
    """Return the version a file says it has, or that of the same number of questions."""
    if standard.id in ("generic", "riskkit"):
        return ""
    if standard.id == "vsaq":
        return next(iter(standard.versions), "")
    seen: Counter[str] = Counter()
    for page in pages:
        head = [page.name, *(cell for _, cells in page.rows[:3] for cell in cells[:12])]
        seen.update(
            version for text in head if len(text) <= 300 for version in _VERSION.findall(text)
        )
    # a short form has the number of the whole: "3.04 lite" beside "3.04"
    known = [version for version in standard.versions if version.split()[0] in seen]
    count = len({answer.id for answer in found.answers})
    by_count = [version for version, n in standard.versions.items() if n == count]
    if known:
        return max(known, key=lambda one: (one in by_count, seen[one.split()[0]], one))
    if "lite" in by_count:
        return "lite"
    return seen.most_common(1)[0][0] if seen else ""


def _version_of_data(data: Any, standard: Standard) -> str:
    kind = oscal_kind(data)
    if not kind:
        return next(iter(standard.versions), "") if standard.id == "vsaq" else ""
    metadata = data[kind].get("metadata")
    text = str(metadata.get("version", "")) if isinstance(metadata, dict) else ""
    version = _VERSION.search(text)
    return version[1] if version else text[:20]


def _remark_version(found: Found, standard: Standard, version: str) -> None:
    if not standard.versions or standard.id == "vsaq":
        return
    if version not in standard.versions:
        found.remarks.append(Remark(rule="received.version"))
        return
    # our own questions may stand in the same form
    own = {a.id for a in found.answers if re.fullmatch(standard.pattern, a.code)}
    count = len(own)
    if count != standard.versions[version]:
        args: dict[str, str | int] = {"expected": standard.versions[version], "found": count}
        found.remarks.append(Remark(rule="received.count", args=args))
