"""What moved between two assessments, and because of what."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .assessment import Overlay
from .risk import Span
from .value import Reason, Text, Value

CauseKind = Literal[
    "data",
    "facts",
    "control",
    "evidence",
    "answers",
    "method",
    "catalogue",
    "opinion",
    "plan",
    "scope",
    "together",
    "unexplained",
]
MovedKind = Literal["asset", "scenario", "vendor"]


class Cause(Value):
    """Why a number moved: of which kind, what exactly, and by how many points if it is known.

    `points` is what the score moves if this alone is exchanged; None where it cannot be
    computed. ``together`` is what several causes do only jointly.
    """

    kind: CauseKind
    id: str = ""
    because: Reason
    points: float | None = None


class Moved(Value):
    """A risk that moved: its score and level before and after, and the causes.

    `name` is the client's own, or the catalogue's in three languages. `old` or `new` is None
    where the thing is only in one of the two. Of a vendor it is the
    ``score``, of which more is better; of all others the risk, of which more is worse.
    """

    kind: MovedKind
    id: str
    name: str | Text
    stage: Literal["inherent", "residual", "planned", "score"]
    old: Span | None = None
    new: Span | None = None
    old_level: str = ""
    new_level: str = ""
    causes: tuple[Cause, ...] = ()

    @property
    def points(self) -> float:
        """By how many points the score moved; what is not there counts as 0."""
        return (self.new.score if self.new else 0.0) - (self.old.score if self.old else 0.0)


Topic = Literal[
    "decision",
    "requirements",
    "inputs",
    "columns",
    "assets",
    "controls",
    "evidence",
    "vendors",
    "findings",
    "actions",
    "screening",
    "opinions",
    "methods",
    "overrides",
]


class Changed(Value):
    """A fact that differs: its topic, what it is of, before and after in words of the knowledge.

    `old` and `new` are label ids or plain values; `text` names a thing that came or went.
    """

    topic: Topic
    id: str
    what: Literal["added", "removed", "changed"]
    field: str = ""
    old: str = ""
    new: str = ""
    text: Text | None = None


class Difference(Value):
    """Two assessments compared; `same_engagement` is False where client or event differ."""

    old_id: str
    new_id: str
    old_as_of: dt.date
    new_as_of: dt.date
    title: str
    same_engagement: bool
    moved: tuple[Moved, ...] = ()
    changed: tuple[Changed, ...] = ()
    catalogue: tuple[Overlay, ...] = ()
