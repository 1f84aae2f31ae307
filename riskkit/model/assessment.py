"""What a run found: the nouns of ``assessment.json``.

Everything told to a person is told from these values and nothing else, so no field may
hold raw personal data: examples are masked, persons are counted.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field

from .inventory import Header, Ids, Input
from .value import Argument, Id, Interval, Points, Reason, Share, Text, Value

SCHEMA_VERSION = "1.0"
Verdict = Literal["approve", "conditional", "insufficient", "reject"]
Severity = Literal["info", "low", "medium", "high", "critical"]


class Override(Value):
    """One place where the engagement's own catalogue differs from riskkit's."""

    file: str
    line: int
    kind: str
    id: str
    field: str
    old: str | None = None
    new: str | None = None


class Provenance(Value):
    """What the numbers came from: program, knowledge, input files and overrides."""

    riskkit: str
    catalogue: str
    inputs: tuple[Input, ...] = ()
    overrides: tuple[Override, ...] = ()


class Span(Value):
    """A score on 0–100 with its exact bounds: `lo` all unknowns at best, `hi` at worst."""

    score: Points
    lo: Points
    hi: Points


class Gauge(Value):
    """A likelihood or severity on 0–1 with its bounds."""

    value: Share
    lo: Share
    hi: Share


class Level(Value):
    """What a method calls a risk: one label where the bounds agree, else the range of labels."""

    method: str
    label: str
    lo: str
    hi: str


class Risk(Span):
    """A risk score with likelihood and severity, and the level each method gives it.

    `level` is by method the label at the likely value; `level_range` the labels at both bounds.
    """

    likelihood: Gauge
    severity: Gauge
    level: dict[str, str] = {}
    level_range: dict[str, tuple[str, str]] = {}

    def named(self, method: str | None) -> Level | None:
        """Return what `method` calls the risk, or None if it was not asked."""
        if method is None or method not in self.level:
            return None
        lo, hi = self.level_range[method]
        return Level(method=method, label=self.level[method], lo=lo, hi=hi)


class Sensitivity(Value):
    """How much harm the data can do: 0–1, the tier, and what each law calls it."""

    score: Share
    tier: Literal["none", "low", "medium", "high"]
    legal: dict[str, tuple[str, ...]] = {}
    because: tuple[Reason, ...] = ()


class Exposure(Value):
    """How far the data can get out before any control: 0–1 with bounds."""

    score: Share
    lo: Share
    hi: Share
    because: tuple[Reason, ...] = ()


class Gap(Value):
    """The weighted share of applicable controls that is not there or not proven: 0–1."""

    score: Share
    lo: Share
    hi: Share
    missing: Ids = ()
    unproven: Ids = ()


class Contribution(Value):
    """What part of a score one cause carries; the shares of a score sum to the score."""

    kind: str
    id: str
    share: float = Field(ge=0)


class AssetRisk(Value):
    """One data asset, assessed."""

    id: Id
    name: str
    carrier: str
    owner: str | None = None
    location: str | None = None
    phase: str | None = None
    declared: Ids = ()
    found: Ids = ()
    persons: Interval = Interval()
    declared_tier: str | None = None
    third_parties: Ids = ()
    sensitivity: Sensitivity
    exposure: Exposure
    gap: Gap
    inherent: Risk
    residual: Risk
    planned: Risk
    contributions: tuple[Contribution, ...] = ()
    coverage: Share
    unknown: tuple[str, ...] = ()


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
    """One control of the catalogue as the engagement stands to it."""

    id: Id
    family: str
    status: str
    proof: str
    strength: Gauge
    scope: tuple[str, ...] = ()
    owner: str | None = None
    evidence: tuple[str, ...] = ()
    due: dt.date | None = None
    risk_removed: float = 0
    weight: float = 1


class ScenarioRisk(Value):
    """One risk scenario across the assets it touches."""

    id: Id
    name: Text
    pathway: str
    assets: Ids = ()
    inherent: Risk
    residual: Risk
    planned: Risk
    override: dict[str, Argument] | None = None


class Knockout(Value):
    """A fatal question and how it stands; it can raise a vendor's risk, never lower it.

    `service` names the service whose own facts (agreement, confidentiality agreement, transfer
    mechanism) decided it; where it is empty the vendor's answer did.
    """

    question: str
    rule: str
    state: str
    law: tuple[str, ...] = ()
    service: Id | None = None


class VendorRisk(Value):
    """One third party, assessed."""

    id: Id
    name: str
    kind: str
    services: Ids = ()
    assets: Ids = ()
    countries: tuple[str, ...] = ()
    persons: Interval = Interval()
    inherent: str
    inherent_because: tuple[Reason, ...] = ()
    score: Points | None = None
    lo: Points = 0
    hi: Points = 100
    coverage: Share = 0
    residual: str
    projected: str
    verdict: Verdict
    knockouts: tuple[Knockout, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    domains: dict[str, Gauge] = {}
    conditions: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    questionnaire: str | None = None
    answers: tuple[dict[str, Argument], ...] = ()
    next_review: dt.date | None = None


class RegisterState(Value):
    """One register: how many rows, how complete, how old, or that it is not kept."""

    id: Id
    kept: bool
    required: bool
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
    identifiability: tuple[dict[str, Any], ...] = ()
    activities: tuple[ActivityRecord, ...] = ()
    controls: tuple[ControlState, ...] = ()
    scenarios: tuple[ScenarioRisk, ...] = ()
    vendors: tuple[VendorRisk, ...] = ()
    registers: tuple[RegisterState, ...] = ()
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()
    screening: tuple[Trigger, ...] = ()
    methods: tuple[Method, ...] = ()
