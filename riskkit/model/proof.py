"""A proof as an assessment tells it: what it is, how old, what it proves, whether it still does."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .inventory import Ids
from .value import Id, Value

ProofState = Literal[
    "valid", "fading", "outdated", "expired", "changed", "missing", "undated", "ahead"
]


class EvidenceState(Value):
    """One proof on the day of an assessment.

    `fades` is the day from which it counts for less, by the shortest review interval of the
    controls it proves; `ends` the day after which it counts for nothing. `sha256` is the hash
    of the file as it was read, None where there is no file or it is missing.
    """

    id: Id
    kind: str
    title: str | None = None
    date: dt.date | None = None
    age_days: int | None = None
    expires: dt.date | None = None
    fades: dt.date | None = None
    ends: dt.date | None = None
    verified_by: str | None = None
    path: str | None = None
    sha256: str | None = None
    controls: Ids = ()
    vendors: Ids = ()
    findings: Ids = ()
    state: ProofState
