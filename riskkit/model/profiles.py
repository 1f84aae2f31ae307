"""Legal profiles as data, and how an engagement stands to them.

A profile is a list of `Requirement` rows. A row names facts of a closed list (`FactName`), never
Python: a consultant adds a profile, a fact or a matrix with YAML.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from .inventory import Ids
from .knowledge import Verified
from .signoff import Signoff
from .value import Argument, Id, Interval, Reason, Severity, Text, Value

Check = Literal["presence", "per_item", "threshold", "enum", "date", "any_of"]
State = Literal["met", "gap", "partial", "missing", "not_applicable", "unverified"]
"""Evidence found; a gap: what is given says otherwise, or only a part is given; not assessed:
nothing is given, or words alone."""
Stage = Literal["gross", "current", "residual", "planned"]
CorrectionState = Literal["applied", "reason_missing", "fact_missing"]
STAGES: tuple[Stage, ...] = ("gross", "current", "residual", "planned")
Step4 = Annotated[int, Field(ge=1, le=4)]
"""A step of a scale of four: 1 low, 2 medium, 3 high, 4 severe or very high."""

_PARAMETERS: dict[Check, frozenset[str]] = {
    "presence": frozenset(),
    "per_item": frozenset(),
    "any_of": frozenset(),
    "threshold": frozenset({"at_least"}),
    "enum": frozenset({"values", "all"}),
    "date": frozenset({"years_after", "fact", "within_years", "not_past"}),
}


def _signed(fields: Ids) -> Ids:
    unknown = sorted(set(fields) - set(Signoff.model_fields))
    if unknown:
        raise ValueError(f"the sign-off has no field {', '.join(unknown)}")
    return fields


class Section(Value):
    """A section of a profile's report."""

    id: Id
    text: Text


DECISION_BOX: Ids = ("decision", "conditions", "decided_by", "decided_on")
"""The fields of the sign-off that a decision box shows."""


class ProfileHead(Value):
    """A profile as a whole: its name, its sections in order, the matrix it rates with.

    `decision` are the fields of the sign-off in which the profile's own decision is told.
    """

    id: Id
    text: Text
    sections: tuple[Section, ...] = ()
    matrix: Id | None = None
    decision: Annotated[Ids, AfterValidator(_signed)] = DECISION_BOX
    source: str = Field(min_length=1)


class Condition(Value):
    """When a requirement applies: a trigger that fires, or a fact with one of some values.

    Without `is` any known value of the fact will do.
    """

    trigger: Id | None = None
    fact: Id | None = None
    values: tuple[str, ...] = Field(default=(), alias="is")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.trigger) == bool(self.fact):
            raise ValueError("a condition names a `trigger` or a `fact`")
        return self


class Requirement(Value):
    """One row of a profile: what must be there, which facts show it, and how they are checked.

    `id` is ``<profile>.<clause>``. With `proof`, facts that nothing proves leave the row
    unverified. A row applies if any of `when` may hold.

    Parameters
    ----------
    not_if : fact to the values that show a gap whatever else is given: a word of its vocabulary,
        ``no``, or ``past`` for a day before the assessment's own; of a stated fact, its answer
    judged : stated facts that need an answer of yes or no beside their words
    """

    id: Id
    clause: str = Field(min_length=1)
    text: Text
    section: Id
    facts: tuple[Id, ...] = Field(min_length=1)
    check: Check
    parameters: dict[str, Any] = {}
    when: tuple[Condition, ...] = ()
    not_if: dict[Id, tuple[str, ...]] = {}
    judged: Ids = ()
    proof: bool = False
    severity: Severity
    law: tuple[Id, ...] = ()
    source: str = Field(min_length=1)
    as_of: dt.date
    verified: Verified

    @model_validator(mode="after")
    def _parameters_fit(self) -> Self:
        if "." not in self.id:
            raise ValueError("an id is written <profile>.<clause>")
        unknown = sorted(set(self.parameters) - _PARAMETERS[self.check])
        if unknown:
            raise ValueError(f"the check takes no parameter {', '.join(unknown)}")
        if set(self.judged) - set(self.facts):
            raise ValueError("`judged` names facts of the row")
        if self.check == "enum" and not self.parameters.get("values"):
            raise ValueError("the check needs `values`")
        if self.check == "threshold" and not isinstance(self.parameters.get("at_least"), int):
            raise ValueError("the check needs a whole number `at_least`")
        return self

    @property
    def profile(self) -> str:
        """The profile the row belongs to."""
        return self.id.partition(".")[0]

    @property
    def condition_facts(self) -> Ids:
        """The facts its conditions name."""
        return tuple(one.fact for one in self.when if one.fact)

    @property
    def condition_triggers(self) -> Ids:
        """The triggers its conditions name."""
        return tuple(one.trigger for one in self.when if one.trigger)


class RightsDimension(Value):
    """One way in which people are harmed (GB/T 39335 5.5.1): how much by what is known of them.

    Parameters
    ----------
    levels : category of data to the impact 1-4 if it gets out or is misused
    pathways : feared event to the highest impact it can lead to in this dimension, 1-4
    """

    id: Id
    text: Text
    levels: dict[str, Step4]
    pathways: dict[str, Step4]
    cppa: tuple[str, ...] = ()
    source: str = Field(min_length=1)
    rationale: str = Field(min_length=1)


class SourceDimension(Value):
    """One of the four sources of risk (GB/T 39335 5.4), read from controls, persons, incidents.

    Parameters
    ----------
    families : families of controls; the weaker they are, the more likely an event
    persons : persons above which the level is at least the one named
    incidents : register whose rows raise the level to `incident_level`
    """

    id: Id
    text: Text
    families: Ids = ()
    persons: tuple[tuple[float, Step4], ...] = ()
    incidents: Ids = ()
    incident_level: Step4 = 3
    source: str = Field(min_length=1)
    rationale: str = Field(min_length=1)


class CorrectionRule(Value):
    """A correction of a level that GB/T 39335 allows: only with its fact, and a written reason.

    The reason is a statement of the fact `fact`, about a scenario or about all; with `proof` it
    needs evidence. Its fact holds if the scenario's assets hold data that `law` calls sensitive,
    or `kinds`, or data of `subjects`, of `at_least` persons; or if all their data are known by
    `identifiers` only.
    """

    id: Id
    text: Text
    side: Literal["impact", "likelihood"]
    step: Literal[-1, 1]
    fact: Id
    law: Literal["gbt35273_b1", "pipl_28"] | None = None
    kinds: tuple[Id, ...] = ()
    subjects: tuple[Id, ...] = ()
    identifiers: tuple[Id, ...] = ()
    at_least: int = Field(default=0, ge=0)
    proof: bool = False
    source: str = Field(min_length=1)


class FactValue(Value):
    """A fact as given: by whom, about what, and what proves it."""

    fact: Id
    item: str | None = None
    value: Argument = None
    answer: bool | None = None
    by: str | None = None
    on: dt.date | None = None
    evidence: Ids = ()


class ClauseState(Value):
    """How one requirement stands: its state, the facts that are missing, and why."""

    id: Id
    profile: Id
    clause: str
    section: Id
    severity: Severity
    state: State
    facts: Ids = ()
    missing: Ids = ()
    items: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    findings: Ids = ()
    law: Ids = ()
    verified: Verified


class DataItem(Value):
    """One kind of personal data across the engagement, as declared and as the scan found it."""

    id: Id
    subjects: Ids = ()
    assets: Ids = ()
    activities: Ids = ()
    purposes: tuple[str, ...] = ()
    recipients: Ids = ()
    retention_months: tuple[Interval, ...] = ()
    persons: Interval = Interval()
    declared: bool
    found: bool
    columns: int = Field(default=0, ge=0)
    sensitive: dict[str, str] = {}


class FearedEvent(Value):
    """One of CNIL's three feared events: threats, measures, and its place before and after."""

    id: Id
    pathways: Ids
    scenario: Id
    threats: tuple[str, ...] = ()
    impacts: tuple[str, ...] = ()
    measures: Ids = ()
    severity: str
    likelihood: str
    severity_after: str
    likelihood_after: str


class Rating(Value):
    """A scenario at a stage in one matrix: steps of both axes, the level, and its bounds."""

    scenario: Id
    stage: Stage
    matrix: Id
    severity: str
    likelihood: str
    level: str
    lo: str
    hi: str
    rank: float = Field(ge=0, le=1)
    because: tuple[Reason, ...] = ()


class Correction(Value):
    """A correction and what became of it: applied only with its fact and a written reason."""

    id: Id
    side: Literal["impact", "likelihood"]
    step: Literal[-1, 1]
    state: CorrectionState
    reason: str | None = None
    by: str | None = None
    because: tuple[Reason, ...] = ()


class RightsRating(Value):
    """A scenario in GB/T 39335's own terms: four dimensions of rights by four of likelihood.

    `impact` and `likelihood` are the highest of their dimensions, 1-4; `corrected` are the same
    after the corrections; `level` and `level_uncorrected` are the cells of table D.5.
    """

    scenario: Id
    rights: dict[str, Step4]
    sources: dict[str, Step4]
    sources_hi: dict[str, Step4]
    impact: Step4
    likelihood: Step4
    corrections: tuple[Correction, ...] = ()
    corrected: tuple[Step4, Step4]
    cells: dict[str, str] = {}
    level: str
    level_uncorrected: str


class Disagreement(Value):
    """Where two profiles say different things of the same facts."""

    kind: Literal["level", "sensitivity"]
    subject: str
    views: dict[str, str]
    because: tuple[Reason, ...] = ()


class Profiles(Value):
    """How an engagement stands to the legal profiles it is assessed under.

    `unplaced` are statements that answer nothing: about an item nobody knows, or of a fact that
    the tables decide.
    """

    facts: tuple[FactValue, ...] = ()
    unplaced: tuple[FactValue, ...] = ()
    clauses: tuple[ClauseState, ...] = ()
    data_items: tuple[DataItem, ...] = ()
    feared: tuple[FearedEvent, ...] = ()
    ratings: tuple[Rating, ...] = ()
    rights: tuple[RightsRating, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
