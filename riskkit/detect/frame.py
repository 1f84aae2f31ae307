"""A scan as a table for eyes and notebooks: one row a column, its reasons as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..catalogue import Knowledge, load_knowledge
from ..errors import ParameterError
from ..model.assessment import Column, Unseen
from ..model.value import LANGUAGES, Language
from ..sources.table import Rows
from .advice import advice_reason
from .scan import ScanResult, scan_source

if TYPE_CHECKING:
    import pandas as pd

FIELDS = (
    "source",
    "table",
    "column",
    "entity",
    "personal",
    "probability",
    "rows",
    "scanned",
    "hits",
    "upper_bound",
    "examples",
    "because",
    "entities",
    "category",
    "masked",
    "distinct",
    "advice",
    "advice_because",
)
"""The columns of the table, in the order of the contract."""


def scan(
    source: str | Path | Iterable[str | Path],
    *,
    rows: Rows | None = None,
    language: Language = "en",
    knowledge: Knowledge | None = None,
    name: str | None = None,
) -> pd.DataFrame:
    """Find the personal data of a source: one row for each of its columns.

    Parameters
    ----------
    source : str, Path, or several of them
        A file, a folder, a workbook, a document, or ``postgresql://host/database``.
    rows : int or "all", optional
        Rows to read of each table (100,000 by default: the head and an even spread).
    language : {"en", "zh-Hans", "zh-Hant"}
        Language of the reasons.
    knowledge : Knowledge, optional
        With an engagement's overrides; riskkit's own by default.
    name : str, optional
        What to call the source in the result.

    Returns
    -------
    DataFrame
        `source`, `table`, `column`; `entity` (None where nothing was found); `personal`
        (bool); `probability` in [0, 1] that it is; `rows` of the table, `scanned` rows on
        which the verdict rests, `hits` among them; `upper_bound` in [0, 1] of the share of
        rows that may hold personal data (95 %); `examples` (at most three, masked);
        `because` (sentences); `entities` (entity to share of rows, for texts); `category`;
        `masked`; `distinct` (values, estimated); `advice` (keep, drop, mask, tokenise,
        review) and `advice_because` (a sentence). ``.attrs["unseen"]`` lists what could not
        be seen: `source`, `part`, `rule`, `why`.

    Raises
    ------
    SourceError
        If the source itself cannot be opened.
    ParameterError
        If the language is unknown.
    """
    if language not in LANGUAGES:
        raise ParameterError(f"language takes {', '.join(LANGUAGES)}")
    known = knowledge or load_knowledge()
    return to_frame(scan_source(source, rows=rows, knowledge=known, name=name), known, language)


def to_frame(result: ScanResult, knowledge: Knowledge, language: Language) -> pd.DataFrame:
    """Return a scan's result as a DataFrame (see `scan`)."""
    import pandas as pd

    rows = [_row(column, knowledge, language) for column in result.columns]
    frame = pd.DataFrame({field: [row[field] for row in rows] for field in FIELDS})
    frame["entity"] = frame["entity"].astype(object).where(frame["entity"].notna(), None)
    frame["personal"] = frame["personal"].astype(bool)
    frame["distinct"] = frame["distinct"].astype("Int64")
    frame.attrs["unseen"] = [_unseen(part, knowledge, language) for part in result.unseen]
    return frame


def _row(column: Column, knowledge: Knowledge, language: Language) -> dict[str, Any]:
    row: dict[str, Any] = {field: getattr(column, field, None) for field in FIELDS}
    advice = advice_reason(column, knowledge.entries("detection/entities"))
    row["advice_because"] = knowledge.say(advice, language)
    row["because"] = [knowledge.say(reason, language) for reason in column.because]
    row["examples"] = list(column.examples)
    row["entities"] = dict(column.entities)
    return row


def _unseen(part: Unseen, knowledge: Knowledge, language: Language) -> dict[str, str]:
    return {
        "source": part.source,
        "part": part.part,
        "rule": part.reason.rule,
        "why": knowledge.say(part.reason, language),
    }
