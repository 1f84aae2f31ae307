"""A questionnaire a vendor sent in a layout of its own, as the assessment tells of it.

Nothing here holds a wording or a comment of the file: ids, cells, counts and scores only.
"""

from __future__ import annotations

from typing import Literal

from .inventory import Ids
from .received import AnswerId
from .risk import Gauge
from .value import Id, Points, Share, Value


class Carried(Value):
    """One of riskkit's questions that received answers bear on: which, and where they stand.

    `codes` are the sender's own ids, `cells` their cells, `answer` what they come to together;
    `whole` says that they cover the question, not a part of it; `counts` that this answer is
    the one assessed, since nothing was answered to riskkit's question itself.
    """

    question: Id
    answer: AnswerId
    codes: tuple[str, ...]
    cells: tuple[str, ...]
    whole: bool = True
    counts: bool = True


class OwnTotal(Value):
    """The score a workbook gives itself: computed again, and as it last stored it (0–1)."""

    share: Share | None
    stored: Share | None = None
    critical: int = 0
    critical_failed: Ids = ()
    non_negotiable_failed: Ids = ()


class ReceivedSheet(Value):
    """A received questionnaire beside the verdict: what became of its rows, what it scores.

    `score` with `lo` and `hi` (0–100) is by riskkit's rules in the sheet's own frame, without
    fatal rules; `plain` the mean over the answered questions alone; `own` the score of the
    workbook itself. `rows` are all filled rows, `accounted` those with a known fate.
    """

    standard: Id
    version: str = ""
    state: Literal["known", "unknown_version", "no_version"] = "no_version"
    file: str
    sha256: str
    questions: int
    rows: int
    accounted: int
    fates: dict[str, int] = {}
    answers: dict[str, int] = {}
    placed: int = 0
    score: Points | None = None
    lo: Points = 0
    hi: Points = 100
    coverage: Share = 0
    plain: Points | None = None
    own: OwnTotal | None = None
    domains: dict[str, Gauge] = {}
    carried: tuple[Carried, ...] = ()
    remarks: dict[str, int] = {}
