"""Deadlines of vendors as calendar entries in one language, and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..calendar import Day
from ..catalogue import Knowledge
from ..model.value import Language
from ..model.vendor_facts import Deadline

COLUMNS = ("on", "days", "vendor", "name", "kind", "subject", "what")


def deadline_days(
    deadlines: Iterable[Deadline],
    names: Mapping[str, str],
    knowledge: Knowledge,
    language: Language,
    *,
    lead_days: int = 30,
) -> tuple[Day, ...]:
    """Return deadlines as entries for `riskkit.calendar.ics_text`.

    Parameters
    ----------
    deadlines : iterable of Deadline
    names : mapping of vendor id to name
    knowledge : Knowledge
        The wording.
    language : Language
    lead_days : int
        How many days before each a reminder is due.

    Returns
    -------
    tuple of Day
        The key leaves out day and wording: a later run moves an entry, and a calendar in
        another language replaces it.
    """
    return tuple(
        Day(
            on=one.on,
            title=_what(one, names, knowledge, language),
            key=f"{one.vendor}/{one.kind}/{one.subject}",
            lead_days=lead_days,
        )
        for one in deadlines
    )


def deadline_rows(
    deadlines: Iterable[Deadline],
    names: Mapping[str, str],
    knowledge: Knowledge,
    language: Language,
) -> tuple[tuple[object, ...], ...]:
    """Return deadlines as the rows of a table with the columns `COLUMNS`."""
    return tuple(
        (
            one.on.isoformat(),
            one.days,
            one.vendor,
            names.get(one.vendor, one.vendor),
            one.kind,
            one.subject,
            _what(one, names, knowledge, language),
        )
        for one in deadlines
    )


def _what(one: Deadline, names: Mapping[str, str], knowledge: Knowledge, language: Language) -> str:
    name = names.get(one.vendor, one.vendor)
    rule = f"vendor_deadline.{one.kind}"
    return knowledge.sentence(rule, language, name=name, subject=one.subject)
