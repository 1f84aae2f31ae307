"""What is found out about a vendor beyond its score: contradictions, law, people, chain, outlook.

Everything here is told to people, so nothing holds a comment, a name of a person or a cell as it
stood: only rules, ids, counts, places, and names of organisations cut to what a reader needs.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from .inventory import Ids
from .value import Id, Interval, Points, Reason, Share, Value

DutyState = Literal["present", "partial", "absent", "unread", "not_applicable"]
ExportPath = Literal["exempt", "contract", "assessment"]
AskedAgain = Literal[
    "contradicted", "unreadable", "unanswered", "outsourced", "na", "unproven", "stale"
]
SupplierKind = Literal["vendor", "fourth_party", "parent"]
Zone = Literal["eea", "adequate", "partly", "third", "mixed"]
Decided = Literal["yes", "no", "undecided"]


class Contradiction(Value):
    """An answer and what stands beside it that do not agree; `where` is the file and line."""

    rule: str
    severity: Literal["info", "low", "medium", "high", "critical"]
    question: Id | None = None
    evidence: Id | None = None
    where: str = ""
    because: Reason


class FourthParty(Value):
    """An organisation that a vendor passes work or data on to, and how it came to be known.

    `declared` is whether the register of services or of dependencies names it, `vendor` its id
    where the client has it as a vendor itself, `place` the country or town beside its name;
    `where` are the files and lines.
    """

    name: str = Field(max_length=60)
    declared: bool
    vendor: Id | None = None
    place: str | None = Field(default=None, max_length=40)
    where: tuple[str, ...] = ()


class Duty(Value):
    """One duty of a law as one vendor stands to it, where that is written, and why."""

    item: str
    law: str
    state: DutyState
    locator: str | None = Field(default=None, max_length=40)
    because: tuple[Reason, ...] = ()


class VendorLaw(Value):
    """The duties of one law, or one part of it, that one vendor's services bring about."""

    group: Id
    applies: Literal["applies", "undecided"]
    duties: tuple[Duty, ...] = ()

    def count(self, state: DutyState) -> int:
        """Return how many duties stand so."""
        return sum(duty.state == state for duty in self.duties)


class Transfer(Value):
    """Personal data that one service takes abroad: how many persons, on which ground.

    `general` and `sensitive` count persons apart, in this service alone; `paths` is what the
    whole engagement's export of the year requires, `alone` what this service would by itself:
    exports must not be split to stay under a threshold. `fits` says whether the recorded
    mechanism reaches the strictest path. `important` says that important data are among them.
    `modules` are the modules of the European standard clauses that the roles allow, `assessed`
    the day of the transfer impact assessment.
    """

    service: Id
    countries: tuple[str, ...]
    mechanism: str | None = None
    general: Interval = Interval()
    sensitive: Interval = Interval()
    paths: tuple[ExportPath, ...] = ()
    alone: tuple[ExportPath, ...] = ()
    fits: Decided = "undecided"
    important: bool = False
    region: Zone = "third"
    modules: tuple[int, ...] = ()
    assessed: dt.date | None = None
    assessment_months: float | None = None


class People(Value):
    """The persons a vendor sends, by row of the list, and their own confidentiality.

    `without` are rows without any signature, `late` rows signed after the first access,
    `lapsed` rows whose duty ran out while access goes on. `unnamed` says that persons come
    although nobody is named.
    """

    named: int = 0
    signed: int = 0
    without: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    unnamed: bool = False


class Custody(Value):
    """What passed through a vendor's hands: boxes and devices, signatures and seals.

    Each list holds rows (file and line). `broken` are seals broken or missing, `mismatched`
    seals read with another number, `gaps` handovers by a party that had not received the item.
    """

    items: int = 0
    handovers: int = 0
    unsigned: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    unreceived: tuple[str, ...] = ()
    seals: int = 0
    unsealed: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    mismatched: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


class Destruction(Value):
    """Media handed to a vendor for destruction against the certificates that came back.

    `media` is how many media the inventory expects to be destroyed by this vendor, `proven` how
    many have exactly one certificate that names them; the lists hold rows or asset ids.
    """

    media: int = 0
    certificates: int = 0
    proven: int = 0
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    unnumbered: tuple[str, ...] = ()
    unwitnessed: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    early: tuple[str, ...] = ()


class ServiceProfile(Value):
    """What one service is, as the register has it: role, access, places, papers; no free text."""

    service: Id
    role: str | None = None
    physical_access: bool | None = None
    logical_access: str | None = None
    assets: Ids = ()
    countries: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    first_access: dt.date | None = None
    contract_until: dt.date | None = None
    nda_signed: dt.date | None = None
    nda_until: dt.date | None = None
    processing_agreement: bool | None = None


class Acceptance(Value):
    """A risk of a vendor that somebody took on: who decided, when, until when, and if it holds.

    `action` is its row in the plan, `level` the residual level that was accepted. It holds only
    in force: a day of decision, a name, an end that is not past, and no level above.
    """

    action: Id
    by: str | None = None
    on: dt.date | None = None
    until: dt.date | None = None
    level: str | None = None
    state: Literal["in_force", "not_yet", "lapsed", "outgrown", "incomplete"]


class DocumentCover(Value):
    """What one certificate or report of a vendor covers, and what that makes it worth here.

    `most` is the highest level of assurance it can show for this vendor's services;
    `spoken_until` the last day it speaks for, a bridge letter counted as far as it holds;
    `carve_outs` the organisations it leaves out, `user_controls` how many controls it leaves
    to its reader, `exceptions` the deviations it reports.
    """

    evidence: Id
    kind: Id
    most: Id
    services: Ids = ()
    countries: tuple[str, ...] = ()
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    bridge_until: dt.date | None = None
    spoken_until: dt.date | None = None
    carve_outs: tuple[str, ...] = ()
    exceptions: Interval = Interval()
    user_controls: Interval = Interval()


class OutlookMonth(Value):
    """How a vendor would stand on a later day if nothing were renewed, and what ends by then."""

    on: dt.date
    verdict: str
    residual: str
    score: Points | None = None
    ended: Ids = ()


class WantedDocument(Value):
    """A kind of proof that would change how a vendor stands, with what it would come to.

    The documents of a list are asked for one after the other: each result holds for the
    document together with those before it.
    """

    proof: Id
    questions: Ids
    verdict: str
    residual: str
    score: Points


class FollowUp(Value):
    """One question to put to a vendor again: why, what to send, and how much hangs on it."""

    question: Id
    why: AskedAgain
    fatal: bool = False
    proofs: Ids = ()
    share: float = Field(default=0, ge=0)
    rules: Ids = ()


class Supplier(Value):
    """One party of the chain: what fails with it, and how many rest on it.

    `reach` is the share of the client's services, by weight, that rest on it directly or
    through others; `sensitive` the bounds of the share of persons with sensitive data.
    """

    id: str = Field(max_length=80)
    name: str
    kind: SupplierKind
    reach: Share
    services: Ids = ()
    vendors: Ids = ()
    sensitive: tuple[Share, Share] = (0, 1)
    substitutability: str | None = None
    single_point: bool = False


class Link(Value):
    """That one party rests on another."""

    party: str
    depends_on: str
    kind: str | None = None


class Concentration(Value):
    """How the services spread over parents, countries and clouds: the Herfindahl index (0–1)."""

    by: Literal["vendor", "parent", "country", "hosting"]
    index: Share
    largest: str | None = None
    share: Share = 0


class Deadline(Value):
    """A day on which something of a vendor ends or falls due."""

    on: dt.date
    vendor: Id
    kind: Literal["evidence", "contract", "nda", "review", "document", "person_nda"]
    subject: str
    days: int


class AnswerMove(Value):
    """What one question adds to the gap of a vendor now and did before, in points (0–100).

    `why` says what changed: the answer, its proof, its age, the tier, whether it is asked, or
    nothing about it but its share in the whole.
    """

    question: Id
    why: Literal["answer", "proof", "aged", "tier", "asked", "dropped", "share"]
    answers: tuple[str | None, str | None] = (None, None)
    points: tuple[float, float]


class Mover(Value):
    """How a vendor moved since an earlier assessment, and because of what.

    The changes of `moved` sum to the change of the gap, the largest first.
    """

    vendor: Id
    change: Literal["new", "gone", "worse", "better", "same"]
    verdicts: tuple[str | None, str | None]
    residuals: tuple[str | None, str | None]
    scores: tuple[Points | None, Points | None]
    opened: Ids = ()
    closed: Ids = ()
    because: tuple[Reason, ...] = ()
    moved: tuple[AnswerMove, ...] = ()


class Portfolio(Value):
    """All vendors together: order, chain, concentration, deadlines; never a mean of scores."""

    ranking: Ids = ()
    tally: dict[str, int] = {}
    suppliers: tuple[Supplier, ...] = ()
    links: tuple[Link, ...] = ()
    concentration: tuple[Concentration, ...] = ()
    shared: Ids = ()
    general: Interval = Interval()
    sensitive: Interval = Interval()
    paths: tuple[ExportPath, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
