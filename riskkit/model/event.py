"""The event over time: its phases with their gates, the risk in each, the route of a transfer."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from .inventory import Ids
from .risk import Span
from .value import Id, Interval, Reason, Share, Text, Value

ItemState = Literal["done", "unproven", "open", "unknown", "later"]
GateState = Literal["passed", "passed_open", "overdue", "running", "ahead", "unplanned"]
Fate = Literal["transfer", "withhold", "delete", "stay", "decide"]
DutyState = Literal["done", "open", "incomplete", "undecided"]


class PhaseWindow(Value):
    """When a phase lies if nobody planned it: days from the event, both included."""

    id: Id
    start: int
    end: int
    rationale: str = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError("a phase ends after it starts")
        return self


class GatePair(Value):
    """A record that must exist in a window of days around the event: one side of a pair.

    Parameters
    ----------
    phase : the gate that asks for it
    register : where it is recorded; `dated` its day, `where` what its cells must hold
    per : the column whose every value needs a record of its own, as `across` names them
    start, end : days from the event, both included; None is without bound
    """

    id: Id
    phase: Id
    text: Text
    register_id: Id = Field(alias="register")
    dated: Id
    where: dict[Id, tuple[str, ...]] = {}
    per: Id | None = None
    across: tuple[Id, Id] | None = None
    start: int | None = None
    end: int | None = None
    controls: tuple[Id, ...] = Field(min_length=1)
    rationale: str = Field(min_length=1)


class Judged(Value):
    """What a legal judgement of a deal comes to: the kind of deal it is treated like."""

    like: Id
    text: Text


class Deal(Value):
    """The legal route of a kind of deal: whether the handler changes, what people must be told.

    `consent`: none is asked again, only for a new purpose, or from everyone separately.
    `judged_by` is the stated fact that settles which article a deal falls under, `judged` what
    its answer comes to.
    """

    id: Id
    new_controller: bool
    consent: Literal["none", "new_purpose", "separate"]
    elements: tuple[Id, ...] = ()
    law: tuple[Id, ...] = Field(min_length=1)
    text: Text
    judged_by: Id | None = None
    judged: dict[Literal["yes", "no"], Judged] = {}
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _both_answers(self) -> Self:
        if self.judged_by and set(self.judged) != {"yes", "no"}:
            raise ValueError("a deal that is judged says what yes and what no comes to")
        return self


class FateRule(Value):
    """What becomes of a data set for which a fact holds; the first rule that holds decides.

    `deals` are the routes it concerns (empty: all where the handler changes).
    """

    id: Id
    fact: Id
    fate: Fate
    deals: tuple[Id, ...] = ()
    subjects: tuple[Id, ...] = ()
    law: tuple[Id, ...] = ()
    text: Text
    source: str = Field(min_length=1)


class RouteDuty(Value):
    """Somebody to be told or asked because of a transfer; `due` in days from the event."""

    id: Id
    fact: Id
    consent: tuple[Literal["none", "new_purpose", "separate"], ...] = ()
    new_controller: bool | None = None
    law: tuple[Id, ...] = Field(min_length=1)
    text: Text
    parameters: dict[str, float] = {}
    due: int = 0
    source: str = Field(min_length=1)

    def belongs_to(self, deal: Deal) -> bool:
        """Say whether the duty belongs to the route of a deal."""
        changes = self.new_controller is None or self.new_controller == deal.new_controller
        return changes and (not self.consent or deal.consent in self.consent)


class GateItem(Value):
    """One thing a gate asks: what, who, by when, what would prove it and what does."""

    id: str
    kind: Literal["control", "check", "pair", "finding"]
    statement: Text
    state: ItemState
    who: str | None = None
    due: dt.date | None = None
    proof: Text | None = None
    shown: tuple[str, ...] = ()
    assets: Ids = ()
    tier: str | None = None


class Gate(Value):
    """The gate at the end of a phase; `planned` says that the days are the client's own."""

    phase: Id
    state: GateState
    start: dt.date | None = None
    end: dt.date | None = None
    planned: bool = False
    owner: str | None = None
    items: tuple[GateItem, ...] = ()

    @property
    def open(self) -> tuple[GateItem, ...]:
        """The items that keep the gate shut."""
        return tuple(item for item in self.items if item.state in ("open", "unproven", "unknown"))


class PhaseRisk(Value):
    """The residual risk of every asset, were it in a phase; `worst` names the highest."""

    phase: Id
    start: dt.date | None = None
    end: dt.date | None = None
    assets: dict[str, Span]
    worst: Id | None = None
    mean: Span
    now: bool = False


class DataSetRoute(Value):
    """What becomes of one data set in a transfer, why, and what the handover list says.

    `people` are how many persons the fate is for where it is not for all of the set.
    """

    asset: Id
    name: str
    fate: Fate
    persons: Interval = Interval()
    people: int | None = None
    because: tuple[Text, ...] = ()
    law: tuple[str, ...] = ()
    stated: str | None = None
    agrees: bool | None = None


class DutyOfRoute(Value):
    """A duty of a transfer as it stands: to tell, to ask again or to report."""

    id: Id
    text: Text
    law: tuple[str, ...]
    state: DutyState
    assets: Ids = ()
    missing: tuple[str, ...] = ()
    due: dt.date | None = None


class TransferRoute(Value):
    """The legal route of a transfer: what goes, is withheld or deleted, who is told or asked."""

    deal: str
    new_controller: bool
    text: Text
    law: tuple[str, ...]
    sets: tuple[DataSetRoute, ...] = ()
    duties: tuple[DutyOfRoute, ...] = ()


class EventFile(Value):
    """What an assessment says of its event: phase, gates, risk by phase, route of a transfer."""

    phase: str | None = None
    stated: bool = True
    gates: tuple[Gate, ...] = ()
    phases: tuple[PhaseRisk, ...] = ()
    route: TransferRoute | None = None
    notes: tuple[Reason, ...] = ()


class RunPoint(Value):
    """One run in a trend; `differs` says what keeps it from being compared with the one before."""

    as_of: dt.date
    phase: str | None = None
    assets: int = Field(ge=0)
    worst: Span
    mean: Span
    high: int = Field(ge=0)
    coverage: Share
    controls_proven: Share
    findings: dict[str, int] = {}
    actions_open: int = 0
    actions_overdue: int = 0
    differs: tuple[str, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether the run may be compared with the one before."""
        return not self.differs
