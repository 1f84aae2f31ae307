"""An assessment as any tool tells it: the few things that every one of them must hold.

In: CNIL's JSON, the Dutch state model's JSON, a risk sheet, or riskkit's own assessment. Out:
one shape, over which the lint rules run without knowing where it came from. Texts in it are
plain (markup is taken out); places are where a reader finds a thing again: a reference, a task,
a cell.
"""

from __future__ import annotations

from typing import Literal

from .cnil import CnilPia
from .knowledge import Words
from .value import Id, Reason, Text, Value

ForeignFormat = Literal["riskkit", "cnil", "dutch", "risk-sheet"]
StageId = Literal["inherent", "current", "planned"]
AxisId = Literal["likelihood", "severity", "level"]
STAGES: tuple[StageId, ...] = ("inherent", "current", "planned")
DecisionState = Literal["open", "approved", "conditional", "rejected", "consult"]


class ForeignText(Value):
    """One thing said: where, which section of an assessment it fills, and what, in plain text.

    `section` names what is asked; `required` says that it must not stay empty. `about` is
    ``impact`` where harm is described. `same` are the other languages of the same text.
    """

    place: str
    text: str = ""
    section: str = ""
    required: bool = False
    about: str = ""
    same: tuple[str, ...] = ()


class ForeignRating(Value):
    """A likelihood, a severity and what they come to, at one stage of one risk.

    Numbers are positions on the scale of the format, 1 for the lowest. `unknown` are the places
    of values the scale does not have, `unreasoned` of values nobody gave a reason for.
    """

    stage: StageId
    place: str
    likelihood: float | None = None
    severity: float | None = None
    level: float | None = None
    score: float | None = None
    derived: float | None = None
    unknown: tuple[str, ...] = ()
    unreasoned: tuple[str, ...] = ()


class ForeignRisk(Value):
    """A risk with its ratings; `treated` says that measures are said to work on it.

    `high` are the stages at which it counts as high; `linked` is False where the format cannot
    say which measures belong to which risk.
    """

    id: str
    place: str
    ratings: tuple[ForeignRating, ...] = ()
    measures: tuple[str, ...] = ()
    high: tuple[StageId, ...] = ()
    treated: bool = False
    linked: bool = True


class ForeignMeasure(Value):
    """A measure; `risks` None where the format cannot say what it works on."""

    id: str
    place: str
    risks: tuple[str, ...] | None = None


class ForeignStep(Value):
    """A step of the plan that is still open; None where the format does not ask."""

    place: str
    owner: bool | None = None
    due: bool | None = None


class ForeignData(Value):
    """A data item; None where the format does not say.

    `special` data needs a `basis` of its own; `retention` says whether a period is given.
    """

    place: str
    special: bool | None = None
    basis: bool | None = None
    retention: bool | None = None


class ForeignView(Value):
    """What was asked of people: whether it was sought, and the reason where it was not."""

    place: str
    sought: bool | None = None
    reasoned: bool = False


class ForeignDecision(Value):
    """How the assessment ends; `consulted` says that the authority was asked first."""

    place: str
    state: DecisionState = "open"
    consulted: bool | None = None


class ForeignFault(Value):
    """A defect that shows only while a format is read: its lint rule and what it is said of."""

    rule: Id
    place: str
    reason: Reason | None = None


class ForeignRange(Value):
    """The positions an axis has: `lo` to `hi`."""

    axis: AxisId
    lo: float
    hi: float


class ForeignAssessment(Value):
    """An assessment of any origin, as far as the lint rules look at it.

    `told` are the parts this format can say at all: a rule that needs another part is not
    checked, and says so. `faults` were seen while reading.
    """

    format: ForeignFormat
    file: str
    version: str = ""
    client: str = ""
    told: tuple[str, ...] = ()
    ranges: tuple[ForeignRange, ...] = ()
    texts: tuple[ForeignText, ...] = ()
    risks: tuple[ForeignRisk, ...] = ()
    measures: tuple[ForeignMeasure, ...] = ()
    steps: tuple[ForeignStep, ...] = ()
    data: tuple[ForeignData, ...] = ()
    subjects: ForeignView | None = None
    decision: ForeignDecision | None = None
    faults: tuple[ForeignFault, ...] = ()
    remarks: tuple[ForeignFault, ...] = ()
    cnil: CnilPia | None = None


class CnilReference(Value):
    """One of CNIL's 36 answers: which section it fills and, in riskkit's words, what it asks.

    `facts` are the statements of people that belong in it when it is filled from our own facts.
    """

    id: Id
    reference: int
    kind: Literal["text", "list", "gauge"]
    item: str
    section: Id
    required: bool = False
    about: str = ""
    axis: Literal["", "likelihood", "severity"] = ""
    facts: tuple[Id, ...] = ()
    text: Text


class DutchTask(Value):
    """A task of the Dutch state model that lint looks at, and what its answer means."""

    id: Id
    task: str
    section: Id
    required: bool = False
    about: str = ""
    text: Text


class SheetWord(Value):
    """What a risk sheet calls a header or a step of a scale, or a number its scales are read by."""

    id: Id
    part: Literal["header", "step", "word", "number"]
    position: float | None = None
    also: Words = ()
    text: Text
