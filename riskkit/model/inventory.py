"""What a client declares: the rows of an engagement folder, one class a table.

Each field is a column of the table of the same name; ``knowledge/tables.yaml`` says how the
column is called in three languages, what it may hold and why it is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, SkipValidation

from .received import Received
from .signoff import Signoff
from .value import Id, Interval, Language, Value

Ids = tuple[Id, ...]
Trilean = bool | None
"""Yes, no, or not known."""


class Header(Value):
    """``engagement.yaml``: who is assessed, for what event, as of when, under which laws."""

    client: str = Field(min_length=1, max_length=200)
    title: str = Field(min_length=1, max_length=200)
    scenario: str
    sector: str | None = None
    event_date: dt.date | None = None
    as_of: dt.date | None = None
    deal_type: str | None = None
    phase: str | None = None
    profiles: Ids = ("pipia",)
    languages: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")
    methods: Ids = ("riskkit-v1", "gbt39335-d5", "cnil-4x4")
    organisation: str | None = None
    officer: str | None = None
    assessors: tuple[str, ...] = ()
    confidentiality: str | None = None
    cii_operator: Trilean = None
    signoff: Signoff = Signoff()


class Row(Value):
    """One row of a register, with the place it was read from."""

    file: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """Where the row stands, as file and line; never what stands there."""
        return f"{self.file}:{self.line}"


class Asset(Row):
    """A holding of personal data (数据资产): paper, device, system or recording."""

    id: Id
    name: str
    carrier: str
    location: str | None = None
    owner: str | None = None
    data_kinds: Ids = ()
    subjects: Ids = ()
    volume: Interval = Interval()
    tier: str | None = None
    identifiers: str | None = None
    access_people: Interval = Interval()
    network: str | None = None
    third_parties: Ids = ()
    countries: Ids = ()
    important_data: Trilean = None
    copies: Interval = Interval()
    retention_months: Interval = Interval()
    oldest_record: dt.date | None = None
    state: str | None = None
    phase: str | None = None
    last_confirmed: dt.date | None = None
    data: tuple[str, ...] = ()
    notes: str | None = None


class Activity(Row):
    """A processing activity (处理活动): why data is used, on which basis, and who receives it."""

    id: Id
    name: str
    purpose: str | None = None
    assets: Ids = ()
    data_kinds: Ids = ()
    subjects: Ids = ()
    basis_pipl: str | None = None
    basis_gdpr: str | None = None
    separate_consent: Trilean = None
    notice: Trilean = None
    recipients: Ids = ()
    cross_border: Trilean = None
    automated_decision: Trilean = None
    public_disclosure: Trilean = None
    retention_months: Interval = Interval()
    notes: str | None = None


class ControlClaim(Row):
    """What the client says of one control over one scope, and with which evidence."""

    control: Id
    scope: Ids = ("*",)
    status: str | None = None
    coverage: Interval = Interval()
    effectiveness: Interval = Interval()
    owner: str | None = None
    evidence: Ids = ()
    due: dt.date | None = None
    cost: Interval = Interval()
    reason: str | None = None
    notes: str | None = None


class Evidence(Row):
    """A proof with its kind, its age and, where it is a file, its hash."""

    id: Id
    kind: str
    title: str | None = None
    date: dt.date | None = None
    path: str | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    expires: dt.date | None = None
    verified_by: str | None = None
    notes: str | None = None


class RiskScenario(Row):
    """A client's own risk scenario, or an opinion that overrides a computed level."""

    id: Id
    name: str
    pathway: str
    assets: Ids = ()
    description: str | None = None
    likelihood: Interval = Interval()
    severity: Interval = Interval()
    override_by: str | None = None
    override_on: dt.date | None = None
    override_why: str | None = None


class Vendor(Row):
    """A third party: who it is, how hard it would be to replace, and what it is asked.

    `questionnaire` is the one its answers are assessed by; None means riskkit's own.
    """

    id: Id
    name: str
    kind: str
    country: str | None = None
    parent: str | None = None
    criticality: str | None = None
    substitutability: str | None = None
    questionnaire: Id | None = None
    contact: str | None = None
    notes: str | None = None


class Service(Row):
    """What a vendor does for the client: access, places, assets touched, contract and NDA."""

    id: Id
    vendor: Id
    description: str | None = None
    role: str | None = None
    physical_access: Trilean = None
    logical_access: str | None = None
    assets: Ids = ()
    countries: Ids = ()
    start: dt.date | None = None
    end: dt.date | None = None
    first_access: dt.date | None = None
    contract_signed: dt.date | None = None
    contract_until: dt.date | None = None
    nda_signed: dt.date | None = None
    nda_until: dt.date | None = None
    processing_agreement: Trilean = None
    transfer_mechanism: str | None = None
    subprocessors: tuple[str, ...] = ()
    notes: str | None = None


class PlannedAction(Row):
    """One row of the client's treatment plan."""

    id: Id
    control: Id | None = None
    scope: Ids = ("*",)
    statement: str | None = None
    treatment: str = "mitigate"
    owner: str | None = None
    due: dt.date | None = None
    status: str = "open"
    cost: Interval = Interval()
    verified_by: str | None = None
    decided_on: dt.date | None = None
    accepted_level: str | None = None
    notes: str | None = None


class Answer(Row):
    """A vendor's answer to one question, with what came beside it and the cell it stood in."""

    vendor: Id
    question: Id
    answer: str | None = None
    comment: str | None = None
    evidence: Ids = ()
    na_reason: str | None = None
    na_approved_by: str | None = None
    cell: str = ""


class VendorDocument(Row):
    """What one of a vendor's documents covers: a certificate, a report, a transfer assessment.

    `evidence` is its row in the register of evidence; `services` empty means that nobody said
    which; `bridge_until` is the last day a bridge letter speaks for; `carve_outs` are the
    organisations a report leaves out, `user_controls` how many controls it leaves to its reader.
    """

    evidence: Id
    vendor: Id
    kind: str
    services: Ids = ()
    countries: Ids = ()
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    bridge_until: dt.date | None = None
    carve_outs: tuple[str, ...] = ()
    exceptions: Interval = Interval()
    user_controls: Interval = Interval()


class ContractClause(Row):
    """What a reader of a vendor's contract found of one duty, and where it stands."""

    vendor: Id
    item: Id
    state: str | None = None
    locator: str | None = None
    service: Id | None = None


class VendorPerson(Row):
    """One person a vendor sends: when access began, and the person's own confidentiality."""

    vendor: Id
    person: str
    duty: str | None = None
    first_access: dt.date | None = None
    last_access: dt.date | None = None
    nda_signed: dt.date | None = None
    nda_until: dt.date | None = None
    identity_checked: Trilean = None


class Dependency(Row):
    """That one organisation of the chain rests on another, at any depth."""

    party: str
    depends_on: str
    kind: str | None = None
    country: str | None = None
    evidence: Ids = ()


class Statement(Row):
    """What a person states of a fact no table holds, about one item or about everything.

    `answer` settles a trigger that the facts leave open, with `text` as the reason.
    """

    fact: Id
    item: str | None = None
    text: str | None = None
    answer: Trilean = None
    by: str | None = None
    on: dt.date | None = None
    evidence: Ids = ()


class RegisterRow(Row):
    """A row of one of the catalogue's registers: column id to what stands there."""

    cells: dict[str, str] = {}

    def cell(self, column: str) -> str:
        """Return what stands in a cell, without the blanks around it; empty if nothing does."""
        return self.cells.get(column, "").strip()


class Input(Value):
    """A file that was read: its path inside the folder and its hash."""

    path: str
    sha256: str


class Inventory(Value):
    """An engagement folder as read: every table, every row checked."""

    root: str
    header: Header
    assets: tuple[Asset, ...] = ()
    activities: tuple[Activity, ...] = ()
    controls: tuple[ControlClaim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    scenarios: tuple[RiskScenario, ...] = ()
    vendors: tuple[Vendor, ...] = ()
    services: tuple[Service, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    answers: tuple[Answer, ...] = ()
    received: tuple[Received, ...] = ()
    statements: tuple[Statement, ...] = ()
    documents: tuple[VendorDocument, ...] = ()
    clauses: tuple[ContractClause, ...] = ()
    staff: tuple[VendorPerson, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    registers: dict[str, Annotated[Sequence[RegisterRow], SkipValidation]] = {}
    inputs: tuple[Input, ...] = ()
