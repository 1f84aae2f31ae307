"""Duties to people and authorities: clocks, incidents, rights, awareness, the cost of controls."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from .inventory import Ids
from .value import Id, Interval, Points, Share, Text, Value

Unit = Literal["hours", "days", "working_days", "months"]
ClockState = Literal["in_time", "late", "running", "overdue", "undecided", "not_required"]
Burdened = Literal["staff", "customer", "both"]


class Clock(Value):
    """A term set by a law: when it starts, how long it runs, and what must be said by then.

    Without `limit` the law names no number ("immediately", "without undue delay"): `working`
    is then the limit in hours this product works with, and is told as such.

    Parameters
    ----------
    topic : what the term is for
    profiles : the legal profiles under which it is asked; or `countries` the data is of
    starts : the moment of the incident or request that starts it
    levels : the levels of incident it concerns (empty: all); `above` the persons from which on
    when : facts that must hold, with the answer they need; an unknown one leaves it undecided
    elements : what the notice must say, as ids of ``REG-NOTICE.elements``
    extension : by how many units it may be extended, if said in time
    met : which day of a request meets it
    """

    id: Id
    topic: Literal["incident", "rights"]
    text: Text
    to: Literal["authority", "people", "requester"]
    clause: Id
    profiles: tuple[Id, ...] = ()
    countries: tuple[Id, ...] = ()
    starts: Literal["discovered", "high_risk", "closed", "received", "notified"]
    limit: float | None = Field(default=None, gt=0)
    unit: Unit = "hours"
    working: float | None = Field(default=None, gt=0)
    extension: float | None = None
    levels: tuple[Id, ...] = ()
    above: int | None = None
    when: dict[Id, bool] = {}
    kinds: tuple[Id, ...] = ()
    met: Literal["answered", "confirmed"] = "answered"
    elements: tuple[Id, ...] = ()
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.limit is None) == (self.working is None):
            raise ValueError("a clock has a `limit` of the law or a `working` one, not both")
        if not (self.profiles or self.countries):
            raise ValueError("a clock needs the profiles or the countries it runs for")
        return self


class IncidentLevel(Value):
    """A level of incident and the number of persons it begins at."""

    id: Id
    start: int = Field(alias="from", gt=0)
    clause: Id
    source: str = Field(min_length=1)


class NoticeForm(Value):
    """A notice as a text with holes, one paragraph an element; for which event and audience."""

    id: Id
    event: Id
    to: Literal["authority", "people"]
    title: Text
    paragraphs: dict[Id, Text] = Field(min_length=1)
    required: tuple[Id, ...] = Field(min_length=1)
    law: tuple[Id, ...] = Field(min_length=1)
    source: str = Field(min_length=1)


class Burden(Value):
    """What a control costs in service: steps and waiting, 0 (none) to 3 (much), on whom."""

    id: Id
    kinds: dict[Literal["wait", "step", "second_person", "less_data", "downtime"], int] = {}
    on: Burdened = "staff"
    rationale: str = Field(min_length=1)

    @property
    def weight(self) -> int:
        """The largest of its burdens, 0–3."""
        return max(self.kinds.values(), default=0)


class Syllabus(Value):
    """An element of training: the words a course or topic names it with, and who needs it.

    `posts` are words of the posts that need it; without them everybody does.
    """

    id: Id
    text: Text
    words: tuple[str, ...] = Field(min_length=1)
    posts: tuple[str, ...] = ()
    course: Text
    source: str = Field(min_length=1)


class Harm(Value):
    """A harm that a breach does to people or to the organisation.

    Without `categories` it follows from any personal data.
    """

    id: Id
    to: Literal["person", "organisation"]
    text: Text
    categories: tuple[Id, ...] = ()
    law: tuple[Id, ...] = ()
    source: str = Field(min_length=1)


class HarmRisk(Value):
    """A harm with the assets it may come from and the highest residual risk among them."""

    harm: Id
    to: Literal["person", "organisation"]
    assets: Ids = ()
    worst: Id | None = None
    residual: Points = 0
    law: tuple[str, ...] = ()


class ClockRun(Value):
    """One term as it runs for one incident or request."""

    clock: Id
    clause: str
    to: str
    starts: dt.datetime | None = None
    due: dt.datetime | None = None
    done: dt.datetime | None = None
    state: ClockState
    by_law: bool = True
    missing: tuple[str, ...] = ()
    why: Text | None = None


class HitField(Value):
    """A column or category of data that an incident may have touched."""

    asset: Id
    category: str
    tier: str
    where: tuple[str, ...] = ()


class ScopeEstimate(Value):
    """How far an incident may reach, from the inventory and the scan.

    `stated` are the persons the register names; `persons` the bounds from the assets;
    `encrypted` only where encryption is in place and proven for every asset.
    """

    assets: Ids = ()
    persons: Interval = Interval()
    stated: float | None = None
    fields: tuple[HitField, ...] = ()
    tiers: dict[str, int] = {}
    encrypted: bool | None = None
    unencrypted: Ids = ()
    sensitive: bool = False


class NoticeDraft(Value):
    """A drafted notice in three languages and the elements it cannot fill yet.

    It repeats the client's own words, so it is written for the client and never stored in an
    assessment.
    """

    form: Id
    title: Text
    paragraphs: tuple[Text, ...]
    missing: tuple[str, ...] = ()


class NoticeCheck(Value):
    """Which elements of a notice are on record and which are missing."""

    form: Id
    law: tuple[str, ...]
    have: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class IncidentFile(Value):
    """One incident: its scope, its clocks, its notices, and what its record lacks."""

    id: str
    discovered: dt.datetime | None = None
    level: str | None = None
    computed_level: str | None = None
    scope: ScopeEstimate
    clocks: tuple[ClockRun, ...] = ()
    notices: tuple[NoticeCheck, ...] = ()
    missing: tuple[str, ...] = ()
    place: str = ""


class RequestState(Value):
    """One request of a person with its terms by law."""

    place: str
    kind: str
    received: dt.date | None = None
    answered: dt.date | None = None
    outcome: str | None = None
    clocks: tuple[ClockRun, ...] = ()


class TopicResult(Value):
    """Awareness-test results of one group on one topic; `change` since the round before."""

    topic: str
    group: str
    date: dt.date | None = None
    people: int = 1
    mean: float
    lowest: float
    below: int = 0
    change: float | None = None
    weak: bool = False
    course: Text | None = None


class PostCoverage(Value):
    """How many holders of a post were trained within the interval, and what was never taught."""

    post: str
    people: int
    trained: int
    newest: dt.date | None = None
    share: Share


class ControlCost(Value):
    """What a control costs in service beside the risk it takes away.

    `verdict`: too weak where the tier asks for more, over-strict where it burdens people for
    next to no risk, fitting otherwise; unknown where nobody assessed it.
    """

    control: Id
    burden: int
    kinds: dict[str, int] = {}
    on: str = "staff"
    strength: Share
    tier: str
    risk_removed: float = 0
    verdict: Literal["fitting", "too_weak", "over_strict", "unknown"]


class DutyFile(Value):
    """What an assessment says of its duties: incidents, requests, awareness, proportionality."""

    incidents: tuple[IncidentFile, ...] = ()
    requests: tuple[RequestState, ...] = ()
    awareness: tuple[TopicResult, ...] = ()
    training: tuple[PostCoverage, ...] = ()
    syllabus_missing: tuple[str, ...] = ()
    costs: tuple[ControlCost, ...] = ()
