"""Who has said, approved and decided what: the sign-off as given, open where it is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from ..model.assessment import Assessment
from ..model.profiles import DECISION_BOX, ProfileHead
from ..tables import wording as show
from ..tables.grid import grid
from ..tables.profiles import given
from ..tables.wording import Words
from .decision import decide
from .markup import block, table


@dataclass(frozen=True)
class Voice:
    """One line of the approval page: who, what was said, and when.

    None is open; an empty text is not asked for.
    """

    role: str
    who: str | None
    said: tuple[str, ...] | None
    on: str | None


def approval_page(a: Assessment, w: Words) -> Markup:
    """Return the page on which the assessment is approved, and what else the sign-off holds."""
    rest = grid("signoff", "field value", said(a, w, _REST))
    return block("sign_off", w, voices=voices(a, w), rest=table(w, rest))


def voices(a: Assessment, w: Words) -> list[Voice]:
    """Return every voice the sign-off has room for, in the order in which they speak."""
    head, s = a.engagement, a.engagement.signoff
    proposal = w.say(f"report.outcome_{decide(a, w.knowledge.entries('decisions')).outcome}")
    told = {
        role: tuple(f"{label}: {value}" for label, value in said(a, w, fields) if value)
        for role, fields in _FIELDS.items()
    }
    rows = [
        Voice("assessor", _names(w, head.assessors), (proposal,), _on(s.report_date)),
        Voice("officer", head.officer, told["officer"] or None, _on(s.dpo_advice_on)),
        Voice("subjects", "", told["subjects"] or None, ""),
        Voice("measures", s.measures_approved_by, (), ""),
        Voice("residual", s.residual_approved_by, (), ""),
        Voice("attested", s.attested_by, told["attested"] or None, _on(s.attested_on)),
        Voice("head", s.decided_by, _decided(told["head"], s.decision, w), _on(s.decided_on)),
    ]
    if s.decision == "consult" or s.authority_consulted_on:
        route = told["authority"] or None
        rows.append(Voice("authority", "", route, _on(s.authority_consulted_on)))
    rows.append(Voice("review", _names(w, s.reviewers), told["review"] or None, _on(s.next_review)))
    return [
        replace(row, role=w.say(f"report.role_{row.role}"), who=row.who and show.clean(row.who))
        for row in rows
    ]


_FIELDS = {
    "officer": ("dpo_advice", "dpo_advice_followed", "dpo_advice_response"),
    "subjects": ("subjects_views", "subjects_why_not", "subjects_response"),
    "attested": ("attestations",),
    "head": ("decision", "decision_why", "conditions"),
    "authority": ("authority_route",),
    "review": ("review_triggers", "keep_until"),
}


_REST = (
    "subjects_consulted",
    "others_consulted",
    "contributors",
    "will_start",
    "report_date",
    "contact",
)


def _decided(told: tuple[str, ...], decision: str | None, w: Words) -> tuple[str, ...] | None:
    """Return what was said of the decision; without one, that it is open comes first."""
    if decision is None and told:
        return (w.say("report.open"), *told)
    return told or None


def _names(w: Words, names: Iterable[str]) -> str | None:
    return w.join(names) if names else None


def _on(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def decision_box(a: Assessment, w: Words, profile: str = "") -> list[tuple[str, str | None]]:
    """Return what the organisation decided, as the profile's own decision block asks for it."""
    heads = w.knowledge.entries("profiles/heads")
    head: ProfileHead | None = heads.get(profile)
    asks = a.engagement.signoff.decision == "consult"
    fields = head.decision if head else DECISION_BOX
    return said(a, w, (name for name in fields if asks or name != "authority_route"))


def said(a: Assessment, w: Words, fields: Iterable[str]) -> list[tuple[str, str | None]]:
    """Return fields of the sign-off by label and value; a value that is not given is None."""
    columns: dict[str, Any] = {c.id: c for c in w.knowledge.entries("tables")["signoff"].columns}
    return [
        (
            columns[name].text.get(w.language),
            given(w, columns[name].vocabulary, getattr(a.engagement.signoff, name)),
        )
        for name in fields
    ]
