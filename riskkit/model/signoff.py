"""What only people can give an assessment: advice, views, approval, decision, the next review."""

from __future__ import annotations

import datetime as dt

from .value import Id, Value

Trilean = bool | None


class Signoff(Value):
    """The section ``signoff`` of ``engagement.yaml``; what is not given is not known.

    `attestations` are values of the vocabulary ``attestation``, `decision` one of
    ``decision``, `authority_route` one of ``authority_route``; `attested_by`, `decided_by` and
    the like hold a name and a position.
    """

    dpo_advice: str | None = None
    dpo_advice_on: dt.date | None = None
    dpo_advice_followed: Trilean = None
    dpo_advice_response: str | None = None
    subjects_consulted: Trilean = None
    subjects_views: str | None = None
    subjects_why_not: str | None = None
    subjects_response: str | None = None
    others_consulted: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    measures_approved_by: str | None = None
    residual_approved_by: str | None = None
    attestations: tuple[Id, ...] = ()
    attested_by: str | None = None
    attested_on: dt.date | None = None
    decision: str | None = None
    decision_why: str | None = None
    conditions: tuple[str, ...] = ()
    decided_by: str | None = None
    decided_on: dt.date | None = None
    will_start: Trilean = None
    authority_consulted_on: dt.date | None = None
    authority_route: str | None = None
    report_date: dt.date | None = None
    next_review: dt.date | None = None
    review_triggers: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    keep_until: dt.date | None = None
    contact: str | None = None
