"""The facts that decide triggers: what is held, done, given to others, and of how many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..model.inventory import Activity
from ..model.value import Interval
from .case import Case, Decision, Holding, State, decided, ids, labels, unknown_content

Parameters = dict[str, Any]


def categories_held(case: Case, wanted: Parameters) -> Decision:
    """Decide by what the assets hold, of whom, and where it matters of how many persons.

    Parameters: `law` (a list of sensitive data) and/or `kinds` and/or `subjects`; `at_least`
    persons, and what holds `below` it; `otherwise` if nothing of it is held.
    """
    hits = [h for h in case.holdings if _matching(case, h, wanted)]
    if hits:
        return _by_size(case, hits, wanted)
    law = wanted.get("law")
    open_ = {c for h in case.holdings for c in h.categories if case.named(law or "", c) in OPEN}
    if law and open_:
        return decided("undecided", "harm_decides", categories=labels("category", sorted(open_)))
    unknown = list(unknown_content(case))
    if unknown or (wanted.get("subjects") and _no_subjects(case)):
        who = unknown or [h for h in case.holdings if not h.asset.subjects]
        return decided("undecided", "content_unknown", n=len(who), assets=ids(who))
    state: State = wanted.get("otherwise", "no")
    return decided(state, "nothing_of_it" if state == "no" else "not_asked")


OPEN = ("harm_test", "other")


def activity_flag(case: Case, wanted: Parameters) -> Decision:
    """Decide by what the activities say of themselves.

    Parameters: `field` (``automated_decision``, ``cross_border``, ``public_disclosure``) and,
    optionally, the `kinds` of data an activity must use for it to count.
    """
    kinds = set(wanted.get("kinds", ()))
    meant = [a for a in case.inventory.activities if not kinds or kinds & _kinds(case, a)]
    field = wanted["field"]
    said_yes = tuple(a.id for a in meant if getattr(a, field))
    silent = tuple(a.id for a in meant if getattr(a, field) is None)
    if said_yes:
        return decided("yes", "activity_says_yes", activities=said_yes, field=f"field.{field}")
    if silent:
        return decided("undecided", "activity_silent", activities=silent, field=f"field.{field}")
    if not case.inventory.activities:
        return decided("undecided", "no_activities")
    return decided("no", "activity_says_no", field=f"field.{field}")


def role_served(case: Case, wanted: Parameters) -> Decision:
    """Decide by the roles in which third parties touch the data.

    Parameters: `roles`, and the `deals` of a transfer that amount to it by themselves.
    """
    header = case.inventory.header
    if header.scenario == "transfer" and header.deal_type in wanted.get("deals", ()):
        return decided("yes", "deal_provides", deal=f"deal_type.{header.deal_type}")
    touching = [s for s in case.inventory.services if s.assets or s.logical_access != "none"]
    served = tuple(s.id for s in touching if s.role in wanted["roles"])
    if served:
        return decided("yes", "role_served", services=served, roles=labels("role", wanted["roles"]))
    open_ = tuple(s.id for s in touching if s.role is None)
    if open_:
        return decided("undecided", "role_unknown", services=open_)
    unexplained = {v for a in case.inventory.assets for v in a.third_parties} - {
        service.vendor for service in case.inventory.services
    }
    if unexplained:
        return decided("undecided", "third_party_unknown", vendors=tuple(sorted(unexplained)))
    return decided("no", "no_such_role", roles=labels("role", wanted["roles"]))


def monitored(case: Case, wanted: Parameters) -> Decision:
    """Decide whether people are watched systematically.

    Parameters: `kinds` of data that only watching yields; `carriers` that may be watching,
    unless looked at after an incident only.
    """
    tracks = [h for h in case.holdings if set(h.categories) & set(wanted["kinds"])]
    if tracks:
        found = {c for h in tracks for c in h.categories} & set(wanted["kinds"])
        return decided(
            "yes", "tracks_people", assets=ids(tracks), categories=labels("category", sorted(found))
        )
    cameras = [h for h in case.holdings if h.asset.carrier in wanted["carriers"]]
    if cameras:
        return decided("undecided", "cameras", assets=ids(cameras))
    return decided("no", "nothing_of_it")


def persons(case: Case, wanted: Parameters) -> Decision:
    """Decide by the number of persons: `at_least` (the number included) or `more_than`."""
    count = case.persons()
    return _against(count, wanted)


def matched_sets(case: Case, wanted: Parameters) -> Decision:
    """Decide whether data sets of different activities are matched or merged.

    Parameters: the `carriers` on which merged sets are worked on.
    """
    carriers = {asset.id: asset.carrier for asset in case.inventory.assets}
    joined = tuple(
        a.id
        for a in case.inventory.activities
        if len(a.assets) > 1 and any(carriers.get(x) in wanted["carriers"] for x in a.assets)
    )
    if joined:
        return decided("yes", "sets_merged", activities=joined)
    several = tuple(a.id for a in case.inventory.activities if len(a.assets) > 1)
    if several or not case.inventory.activities:
        return decided("undecided", "sets_together", activities=several or ("—",))
    return decided("no", "nothing_of_it")


def deal(case: Case, wanted: Parameters) -> Decision:
    """Decide by the kind of deal; `states` says what each kind means for the trigger."""
    header = case.inventory.header
    if header.scenario != "transfer":
        return decided("no", "no_transfer")
    state: State = wanted["states"].get(header.deal_type or "unknown", "undecided")
    if header.deal_type is None:
        return decided(state, "deal_unknown")
    return decided(state, "deal", deal=f"deal_type.{header.deal_type}")


def _matching(case: Case, holding: Holding, wanted: Parameters) -> bool:
    law = wanted.get("law")
    by_law = law and any(case.named(law, c) == "yes" for c in holding.categories)
    by_kind = set(holding.categories) & set(wanted.get("kinds", ()))
    by_subject = set(holding.asset.subjects) & set(wanted.get("subjects", ()))
    return bool(by_law or by_kind or by_subject)


def _by_size(case: Case, hits: list[Holding], wanted: Parameters) -> Decision:
    law, kinds = wanted.get("law"), set(wanted.get("kinds", ()))
    found = {
        c for h in hits for c in h.categories if c in kinds or (law and case.named(law, c) == "yes")
    }
    who = {s for h in hits for s in h.asset.subjects} & set(wanted.get("subjects", ()))
    names = (*labels("category", sorted(found)), *labels("subjects", sorted(who)))
    held = decided("yes", "held", what=names, assets=ids(hits))
    if "at_least" not in wanted:
        return held
    size = _against(case.persons(hits), wanted)
    state: State = size.state
    if state == "no":
        state = wanted.get("below", "no")
    return Decision(state, held.because + size.because)


def _against(count: Interval, wanted: Parameters) -> Decision:
    strict = "at_least" not in wanted
    limit: float = wanted["more_than"] if strict else wanted["at_least"]
    reached = count.lo > limit if strict else count.lo >= limit
    may = count.hi is None or (count.hi > limit if strict else count.hi >= limit)
    state: State = "yes" if reached else "undecided" if may else "no"
    if count.hi is None:
        return decided(state, "persons_open", lo=count.lo, limit=limit)
    return decided(state, "persons", lo=count.lo, hi=count.hi, limit=limit)


def _kinds(case: Case, activity: Activity) -> set[str]:
    held = {h.asset.id: h.categories for h in case.holdings}
    return set(activity.data_kinds) | {c for id in activity.assets for c in held.get(id, ())}


def _no_subjects(case: Case) -> bool:
    return any(not holding.asset.subjects for holding in case.holdings)


FACTS: dict[str, Callable[[Case, Parameters], Decision]] = {
    fact.__name__: fact
    for fact in (
        activity_flag,
        categories_held,
        deal,
        matched_sets,
        monitored,
        persons,
        role_served,
    )
}
