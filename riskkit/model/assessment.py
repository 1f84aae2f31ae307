"""What a run found: the nouns of ``assessment.json``.

Everything told to a person is told from these values and nothing else, so no field may
hold raw personal data: examples are masked, persons are counted.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field

from .duties import DutyFile
from .event import EventFile
from .inventory import Header, Ids, Input
from .lint import LintResult
from .persons import Persons
from .pram import PotentialProblem
from .profiles import Profiles
from .proof import EvidenceState
from .risk import (
    AssetRisk,
    Contribution,
    Exposure,
    Gap,
    Gauge,
    Level,
    Risk,
    ScenarioRisk,
    Sensitivity,
    Span,
)
from .value import Id, Interval, Reason, Severity, Share, Text, Value
from .vendor_facts import Portfolio
from .vendor_risk import Knockout, VendorRisk, Verdict

SCHEMA_VERSION = "1.0"

__all__ = [
    "SCHEMA_VERSION",
    "Action",
    "ActivityRecord",
    "Assessment",
    "AssetRisk",
    "Column",
    "Contribution",
    "ControlState",
    "Exposure",
    "Finding",
    "Gap",
    "Gauge",
    "Knockout",
    "Level",
    "LintResult",
    "Method",
    "Overlay",
    "Override",
    "Provenance",
    "RegisterState",
    "Risk",
    "ScenarioRisk",
    "Sensitivity",
    "Severity",
    "Span",
    "Trigger",
    "Unseen",
    "VendorRisk",
    "Verdict",
]


class Override(Value):
    """One place where the engagement's own catalogue differs from riskkit's."""

    file: str
    line: int
    kind: str
    id: str
    field: str
    old: str | None = None
    new: str | None = None


class Overlay(Value):
    """What a file of the engagement's own catalogue lays over one kind of riskkit's knowledge.

    An entry with a known id changes the fields it gives, another is added; `drop` are the ids
    left out. With it a report can be made again from the assessment alone.
    """

    file: str
    kind: str
    entries: tuple[dict[str, Any], ...] = ()
    drop: tuple[str, ...] = ()


class Provenance(Value):
    """What the numbers came from: program, knowledge, input files and overrides."""

    riskkit: str
    catalogue: str
    inputs: tuple[Input, ...] = ()
    overrides: tuple[Override, ...] = ()


class Column(Value):
    """One column (or text) of a data source, and what personal data is in it.

    `probability` is that the verdict `personal` names a column of personal data;
    `upper_bound` is the 95 % upper bound of the share of rows that may hold personal data.
    """

    source: str
    table: str = ""
    column: str
    asset: Id | None = None
    entity: str | None = None
    entities: dict[str, Share] = {}
    category: str | None = None
    personal: bool = False
    masked: bool = False
    probability: Share = 0
    rows: int = Field(default=0, ge=0)
    scanned: int = Field(default=0, ge=0)
    hits: int = Field(default=0, ge=0)
    upper_bound: Share = 1
    distinct: int | None = None
    examples: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    advice: str | None = None


class Unseen(Value):
    """A part of a source that the scan could not see, and why."""

    source: str
    part: str = ""
    reason: Reason


class ActivityRecord(Value):
    """A processing activity with what is missing in its record."""

    id: Id
    name: str
    purpose: str | None = None
    assets: Ids = ()
    data_kinds: Ids = ()
    subjects: Ids = ()
    basis: dict[str, str | None] = {}
    recipients: Ids = ()
    cross_border: bool | None = None
    automated_decision: bool | None = None
    missing: tuple[str, ...] = ()


class ControlState(Value):
    """One control of the catalogue as the engagement stands to it.

    `status` is the worst that is stated of it anywhere; `spread` is the share of the assets it
    applies to on which it is proven, claimed, planned, absent or unknown.
    """

    id: Id
    family: str
    status: str
    proof: str
    spread: dict[str, Share] = {}
    strength: Gauge
    scope: tuple[str, ...] = ()
    owner: str | None = None
    evidence: tuple[str, ...] = ()
    due: dt.date | None = None
    risk_removed: float = 0
    weight: float = 1


class RegisterState(Value):
    """One register: how many rows, how complete, how old, or that it is not kept.

    `required` by the scenario; until `due`, where its phase still lies ahead, it may be missing.
    """

    id: Id
    kept: bool
    required: bool
    ahead: bool = False
    due: dt.date | None = None
    rows: int = 0
    completeness: Share = 0
    newest: dt.date | None = None
    controls: Ids = ()


class Finding(Value):
    """Something a reader must know, with its place, its proof, its clause and what to do."""

    id: Id
    rule: str
    severity: Severity
    subject: str
    statement: Text
    evidence: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    controls: Ids = ()
    scope: tuple[str, ...] = ()
    action: str | None = None
    risk_removed: float = 0


class Action(Value):
    """One step of the treatment plan."""

    id: Id
    control: str | None = None
    scope: tuple[str, ...] = ()
    statement: Text
    findings: tuple[str, ...] = ()
    treatment: str = "mitigate"
    owner: str | None = None
    due: dt.date | None = None
    status: str = "open"
    cost: Interval = Interval()
    risk_removed: float = 0
    law: tuple[str, ...] = ()
    proposed: bool = False


class Trigger(Value):
    """One legal trigger or threshold, whether it fires, and the fact that decided it."""

    id: Id
    profile: str
    clause: str
    state: Literal["yes", "no", "undecided"]
    because: tuple[Reason, ...] = ()


class Method(Value):
    """A scoring method as used, with its version."""

    id: Id
    version: str
    used_for: str = "level"


class Assessment(Value):
    """An engagement, assessed: the one value everything is told from."""

    schema_version: str = SCHEMA_VERSION
    engagement: Header
    as_of: dt.date
    provenance: Provenance
    assets: tuple[AssetRisk, ...] = ()
    columns: tuple[Column, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    persons: Persons = Persons()
    identifiability: tuple[dict[str, Any], ...] = ()
    activities: tuple[ActivityRecord, ...] = ()
    controls: tuple[ControlState, ...] = ()
    scenarios: tuple[ScenarioRisk, ...] = ()
    vendors: tuple[VendorRisk, ...] = ()
    portfolio: Portfolio | None = None
    registers: tuple[RegisterState, ...] = ()
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()
    screening: tuple[Trigger, ...] = ()
    methods: tuple[Method, ...] = ()
    event: EventFile | None = None
    duties: DutyFile | None = None
    profiles: Profiles = Profiles()
    lint: tuple[LintResult, ...] = ()
    evidence: tuple[EvidenceState, ...] = ()
    system_map: tuple[PotentialProblem, ...] = ()
    catalogue: tuple[Overlay, ...] = ()
