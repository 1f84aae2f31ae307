"""A third party, assessed: tiers, score with bounds, fatal questions, verdict and conditions."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .inventory import Ids
from .risk import Contribution, Gauge
from .value import Argument, Id, Interval, Points, Reason, Share, Value
from .vendor_facts import (
    Acceptance,
    Contradiction,
    Custody,
    Destruction,
    DocumentCover,
    FourthParty,
    OutlookMonth,
    People,
    ServiceProfile,
    Transfer,
    VendorLaw,
    WantedDocument,
)
from .vendor_received import ReceivedSheet

Verdict = Literal["approve", "conditional", "insufficient", "reject"]


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
    laws: tuple[VendorLaw, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    documents: tuple[DocumentCover, ...] = ()
    fourth_parties: tuple[FourthParty, ...] = ()
    received: tuple[ReceivedSheet, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    profile: tuple[ServiceProfile, ...] = ()
    people: People | None = None
    people_without_nda: tuple[str, ...] = ()
    custody: Custody | None = None
    destruction: Destruction | None = None
    forecast: tuple[OutlookMonth, ...] = ()
    documents_that_would_change: tuple[WantedDocument, ...] = ()
