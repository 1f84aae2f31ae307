"""Is what a requirement asks for there: one small check a kind, each naming what is missing."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..model.profiles import Check, ClauseState, Requirement, State
from ..model.value import Argument, Interval, Reason
from .conditions import applies
from .readings import ProfileFacts, Reading, words

_SHOWN = 20
FINDINGS = "findings.rule"


@dataclass(frozen=True)
class Judged:
    """What a check found: the state, the facts that are missing, the items that lack them."""

    state: State
    missing: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    findings: tuple[str, ...] = ()


def check_profile(facts: ProfileFacts, profile: str) -> tuple[ClauseState, ...]:
    """Check every requirement of a profile.

    Parameters
    ----------
    facts : ProfileFacts
        What was declared, found and stated, and the rows of the profiles.
    profile : str
        The profile's id, such as ``cnil``.

    Returns
    -------
    tuple of ClauseState
        In the order of the rows: ``met``; ``gap`` where what is given says otherwise;
        ``partial`` or ``missing`` with the facts that are not there; ``unverified`` where they
        are there in words alone; ``not_applicable`` with the condition that fails.
    """
    rows = [row for row in facts.requirements.values() if row.profile == profile]
    return tuple(check_requirement(facts, row) for row in rows)


def check_requirement(facts: ProfileFacts, row: Requirement) -> ClauseState:
    """Return how one requirement stands."""
    held, why = applies(facts, row)
    if held == "no":
        judged = Judged("not_applicable", because=why)
    else:
        judged = _doubted(facts, row, CHECKS[row.check](facts, row))
        judged = replace(judged, because=why + judged.because)
    return ClauseState(
        id=row.id,
        profile=row.profile,
        clause=row.clause,
        section=row.section,
        severity=row.severity,
        state=judged.state,
        facts=row.facts,
        missing=judged.missing,
        items=judged.items,
        because=judged.because,
        findings=judged.findings,
        law=row.law,
        verified=row.verified,
    )


def _doubted(facts: ProfileFacts, row: Requirement, found: Judged) -> Judged:
    """Return what a check found, unless what is given says otherwise or is words alone."""
    against = {
        fact: [r for r in facts.read(fact) if set(values) & set(_says(r, facts.as_of))]
        for fact, values in row.not_if.items()
    }
    against = {fact: held for fact, held in against.items() if held}
    if against:
        told = found.because if found.missing else ()
        items = tuple(r.item for fact, held in against.items() for r in held if fact != FINDINGS)
        return Judged(
            "gap",
            found.missing,
            tuple(dict.fromkeys((*found.items, *(item for item in items if item)))),
            _otherwise(against, told),
            tuple(r.item for r in against.get(FINDINGS, ())),
        )
    if found.state != "met":
        return found
    open_ = [f for f in row.judged if any(r.known and r.answer is None for r in facts.read(f))]
    if open_:
        return Judged("unverified", because=(_reason("not_judged", tuple(open_)),))
    if row.proof and not _proven(facts, row):
        return Judged("unverified", because=(_reason("unproven", row.facts),))
    return found


def _says(reading: Reading, as_of: dt.date) -> tuple[str, ...]:
    """Return what a reading says, as the words of `not_if`: of a statement its answer."""
    if reading.answer is not None:
        return words(reading.answer)
    if isinstance(reading.value, dt.date):
        return ("past",) if reading.value < as_of else ()
    return words(reading.value)


def _otherwise(
    against: dict[str, list[Reading]], missing: tuple[Reason, ...]
) -> tuple[Reason, ...]:
    """Return why there is a gap; findings come last, as a table tells them one by one."""
    said = (_denied(fact, held) for fact, held in against.items() if fact != FINDINGS)
    found = len(against.get(FINDINGS, ()))
    stands = (Reason(rule="profiles.finding_stands", args={"n": found}),) if found else ()
    return (*said, *missing, *stands)


def _denied(fact: str, held: list[Reading]) -> Reason:
    names = tuple(r.name for r in held if r.name)[:_SHOWN]
    args: dict[str, Argument] = {"fact": f"fact.{fact}", "n": len(held), "items": names}
    return Reason(rule="profiles.says_otherwise" if names else "profiles.says_no", args=args)


def _presence(facts: ProfileFacts, row: Requirement) -> Judged:
    """Each fact is known of something."""
    gone = tuple(f for f in row.facts if not any(r.known for r in facts.read(f)) and _due(facts, f))
    return _told(row, gone)


def _any_of(facts: ProfileFacts, row: Requirement) -> Judged:
    """One of the facts is known."""
    if any(r.known for f in row.facts for r in facts.read(f)):
        return Judged("met", because=(_reason("given", row.facts),))
    return Judged("missing", row.facts, because=(_reason("none_of", row.facts),))


def _per_item(facts: ProfileFacts, row: Requirement) -> Judged:
    """Each fact is known of every item it is asked of."""
    gone, some = [], []
    items: dict[str, str] = {}
    for fact in row.facts:
        readings = facts.read(fact)
        lacking = {r.item: r.name or r.item for r in readings if not r.known}
        if not any(r.known for r in readings) and _due(facts, fact):
            gone.append(fact)
        elif lacking:
            some.append(fact)
        items |= lacking
    judged = _told(row, tuple(gone))
    if not some:
        return replace(judged, items=tuple(items))
    args: dict[str, Argument] = {
        "facts": tuple(f"fact.{f}" for f in some),
        "n": len(items),
        "items": tuple(items.values())[:_SHOWN],
    }
    lacking_some = Reason(rule="profiles.items_missing", args=args)
    because = (*judged.because, lacking_some) if gone else (lacking_some,)
    return Judged("partial", (*gone, *some), tuple(items), because)


def _threshold(facts: ProfileFacts, row: Requirement) -> Judged:
    """Each fact is at least a number: the number itself, or how many items have it."""
    least = row.parameters["at_least"]
    low: list[str] = []
    open_: list[str] = []
    for fact in row.facts:
        lo, hi = _amount(facts.read(fact))
        if lo < least:
            (open_ if hi is None or hi >= least else low).append(fact)
    short = (*low, *open_)
    if not short:
        return Judged("met", because=(_reason("given", row.facts),))
    labels = tuple(f"fact.{f}" for f in short)
    because = Reason(rule="profiles.too_few", args={"facts": labels, "n": least})
    return Judged("missing" if low else "partial", short, because=(because,))


def _enum(facts: ProfileFacts, row: Requirement) -> Judged:
    """Each fact has one of the values, or all of them."""
    wanted = {str(value) for value in row.parameters["values"]}
    unknown, other = [], []
    for fact in row.facts:
        found = {word for r in facts.read(fact) if r.known for word in words(r.value)}
        if not found:
            unknown.append(fact)
        elif not (wanted <= found if row.parameters.get("all") else wanted & found):
            other.append(fact)
    judged = _told(row, tuple(unknown))
    if not other:
        return judged
    because = (_reason("not_among", tuple(other)), *(judged.because if unknown else ()))
    return Judged("gap", (*unknown, *other), because=because)


def _date(facts: ProfileFacts, row: Requirement) -> Judged:
    """Each fact is a day, late or early enough."""
    limits = row.parameters
    gone, wrong = [], []
    start = facts.read(limits["fact"]) if "fact" in limits else ()
    since = next((r.value for r in start if r.known), facts.as_of)
    for fact in row.facts:
        days = [r.value for r in facts.read(fact) if isinstance(r.value, dt.date)]
        if not days:
            gone.append(fact)
        elif not all(_within(day, since, facts.as_of, limits) for day in days):
            wrong.append(fact)
    if not wrong:
        return _told(row, tuple(gone))
    because = _reason("date_outside", tuple(wrong))
    return Judged("gap", (*gone, *wrong), because=(because,))


CHECKS: dict[Check, Callable[[ProfileFacts, Requirement], Judged]] = {
    "presence": _presence,
    "per_item": _per_item,
    "threshold": _threshold,
    "enum": _enum,
    "date": _date,
    "any_of": _any_of,
}


def _within(day: dt.date, since: dt.date, as_of: dt.date, limits: dict[str, object]) -> bool:
    after, within = limits.get("years_after"), limits.get("within_years")
    if isinstance(after, int) and day < years_on(since, after):
        return False
    if isinstance(within, int) and day > years_on(as_of, within):
        return False
    return not limits.get("not_past") or day >= as_of


def years_on(day: dt.date, years: int) -> dt.date:
    """Return the same day some years later; 29 February becomes the 28th.

    >>> years_on(dt.date(2024, 2, 29), 3)
    datetime.date(2027, 2, 28)
    """
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def _told(row: Requirement, gone: tuple[str, ...]) -> Judged:
    if not gone:
        return Judged("met", because=(_reason("given", row.facts),))
    state: State = "missing" if set(gone) == set(row.facts) else "partial"
    return Judged(state, gone, because=(_reason("missing", gone),))


def _due(facts: ProfileFacts, fact: str) -> bool:
    """Say whether a fact of which nothing is known is owed: not if it is asked of no item."""
    return not facts.asked_of_nothing(fact)


def _amount(readings: tuple[Reading, ...]) -> tuple[float, float | None]:
    values = [r.value for r in readings if r.known]
    if len(values) == 1 and isinstance(values[0], Interval):
        return values[0].lo, values[0].hi
    if len(values) == 1 and isinstance(values[0], int | float):
        return values[0], values[0]
    return len(values), len(values)


def _proven(facts: ProfileFacts, row: Requirement) -> bool:
    return any(r.known and r.proven for f in row.facts for r in facts.read(f))


def _reason(rule: str, facts: tuple[str, ...]) -> Reason:
    return Reason(rule=f"profiles.{rule}", args={"facts": tuple(f"fact.{f}" for f in facts)})
