"""What the assessment of third parties is made of: tiers, credits, fatal rules, questions.

Every number a consultant may argue with is an entry of ``knowledge/vendors/*.yaml`` or
``knowledge/questionnaires/*.yaml`` and has a source and a rationale. Ordinal values (tiers,
levels, points of a factor) are only compared, counted or looked up, never multiplied.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .assessment import Verdict
from .inventory import Ids
from .received import AnswerId as AnswerId
from .value import Id, Share, Text, Value

VendorTierId = Literal["low", "moderate", "high", "critical"]
AssuranceId = Literal["none", "attested", "documented", "certified", "verified"]
KnockoutStateId = Literal["pass", "not_applicable", "unproven", "partial", "unknown", "fail"]
FactorId = Literal["sensitivity", "persons", "access", "location", "criticality"]
Fact = Literal[
    "personal_data",
    "sensitive",
    "physical_access",
    "logical_access",
    "admin_access",
    "holds_copy",
    "recipient",
    "foreign",
    "media",
]
FactCheck = Literal["agreement", "nda", "transfer"]
CORE = "riskkit-core"
"""The questionnaire every vendor is asked."""
VendorKind = Literal[
    "mover",
    "it_service",
    "renovation",
    "destruction",
    "cloud",
    "transfer_broker",
    "marketing",
    "security_assessor",
    "transferee",
]
FactorPoints = int
"""Points of a factor: 0 (nothing) to 4 (most); 3 is what an unknown counts as."""


class Sourced(Value):
    """An entry that says where its numbers come from and why they are what they are."""

    id: Id
    source: str = Field(min_length=1)
    rationale: str = Field(min_length=1)


class FactorScale(Sourced):
    """How a fact about a vendor becomes 0–4 points of one factor of its inherent tier.

    `points` maps a vocabulary id to points; `thresholds` maps a lower bound of a quantity to
    points; `home` lists the ways the home jurisdiction is written; `holders` are the kinds of
    vendor that take data or media away with them.
    """

    id: FactorId
    name: Text
    unknown: FactorPoints = Field(ge=0, le=4)
    points: dict[str, FactorPoints] = {}
    thresholds: tuple[tuple[float, FactorPoints], ...] = ()
    home: tuple[str, ...] = ()
    holders: tuple[VendorKind, ...] = ()


class TierRule(Sourced):
    """A vendor is at least of `tier` when every factor of `when` reaches its points."""

    name: Text
    tier: VendorTierId
    when: dict[FactorId, FactorPoints] = {}


class VendorTier(Sourced):
    """An inherent tier: what is asked of its vendors and what risk stays after their controls.

    `residual` names the residual tier for each gap band, in the order of the bands.
    """

    id: VendorTierId
    rank: int = Field(ge=0)
    residual: tuple[VendorTierId, ...]
    required_assurance: AssuranceId
    review_months: int = Field(gt=0)


class GapBand(Sourced):
    """A band of the overall gap: up to and including `upto`."""

    name: Text
    upto: Share


class AnswerCredit(Sourced):
    """What an answer is worth before its proof, and the words clients write it with.

    `credit` None means that the answer tells nothing: it counts as not known.
    """

    id: AnswerId
    name: Text
    credit: Share | None = None
    words: tuple[str, ...] = ()


class Assurance(Sourced):
    """A level of proof: the share of an answer's credit it carries in each tier.

    `holds` is the share of that credit, beyond the credit of a bare word, that stands even in
    the worst case: it narrows the interval, never the point value.
    """

    id: AssuranceId
    name: Text
    rank: int = Field(ge=0)
    credit: dict[VendorTierId, Share]
    holds: Share


class EvidenceRule(Sourced):
    """Which level of assurance a piece of evidence gives.

    A rule with `title_any` applies when the title holds one of the words; one with
    `needs_expiry` only to evidence that says until when it is valid. `valid_months` replaces
    the question's own maximum age. The strongest rule that applies decides.
    """

    kind: str
    level: AssuranceId
    title_any: tuple[str, ...] = ()
    needs_expiry: bool = False
    valid_months: int | None = Field(default=None, gt=0)


class KnockoutState(Sourced):
    """What a fatal rule does in one state: the least residual tier and the best verdict left."""

    id: KnockoutStateId
    name: Text
    rank: int = Field(ge=0)
    floor: dict[VendorTierId, VendorTierId] = {}
    verdict: dict[VendorTierId, Verdict] = {}


class FatalRule(Sourced):
    """A duty whose breach no average may hide, with its clauses.

    The way out of it is the sentence ``condition.<id>``.

    `check` names the comparison of service facts that tests it beside the questionnaire;
    `roles` and `when` say for which services; `accepted` and `insufficient` list the values
    of the fact that satisfy it, wholly or in part; `findings` are the rules whose findings say
    that it is broken.
    """

    name: Text
    law: tuple[str, ...] = Field(min_length=1)
    controls: Ids = ()
    findings: Ids = ()
    check: FactCheck | None = None
    roles: tuple[str, ...] = ()
    when: tuple[Fact, ...] = ()
    accepted: tuple[str, ...] = ()
    insufficient: tuple[str, ...] = ()


class VerdictRule(Sourced):
    """When a verdict applies; of all that apply the highest rank is given."""

    id: Verdict
    rank: int = Field(ge=0)
    coverage_below: Share | None = None
    na_share_above: Share | None = None
    residual_at_least: VendorTierId | None = None
    best_residual_at_least: VendorTierId | None = None


class VendorParameter(Sourced):
    """A single number of the method."""

    value: float = Field(ge=0)


class VendorDomain(Value):
    """A domain of questions; domains weigh alike, questions by their weight."""

    id: Id
    name: Text


class Proof(Value):
    """A kind of proof a vendor can send for an answer."""

    id: Id
    name: Text


class Question(Value):
    """One thing asked of a vendor, what it proves, and what an answer must be backed with.

    `kinds` empty means every kind of vendor; `when` hides the question only where a fact is
    *known* to be otherwise; `assurance` replaces the tier's required level of proof.
    """

    id: Id
    questionnaire: Id
    domain: Id
    text: Text
    kinds: tuple[VendorKind, ...] = ()
    when: dict[Fact, bool] = {}
    weight: float = Field(gt=0, le=10)
    favourable: Literal["yes", "no"] = "yes"
    fatal: Id | None = None
    law: tuple[str, ...] = ()
    controls: Ids = ()
    proofs: Ids = ()
    assurance: dict[VendorTierId, AssuranceId] = {}
    max_age_months: int = Field(default=12, gt=0)


class QuestionnaireHead(Value):
    """A questionnaire as published: its name, version, licence and where it comes from."""

    id: Id
    title: Text
    version: str
    licence: str
    source: str


class Questionnaire(Value):
    """A questionnaire as used: its head, its questions in order, and the hash of both."""

    head: QuestionnaireHead
    questions: tuple[Question, ...]
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @property
    def label(self) -> str:
        """Name, version and the first digits of the hash, as a report cites it."""
        return f"{self.head.id} {self.head.version} ({self.sha256[:12]})"
