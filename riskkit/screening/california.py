"""The facts behind the triggers of 11 CCR 7150(b): what is shown, and what a person judges."""

from __future__ import annotations

from typing import Any

from .case import Case, Decision, Holding, State, decided, ids, labels, unknown_content
from .facts import activity_flag, categories_held

Parameters = dict[str, Any]


def given_for_value(case: Case, wanted: Parameters) -> Decision:
    """Decide whether personal data are sold or shared.

    Parameters: `deals` that are a sale of data by themselves; `roles` of third parties that
    receive data for their own ends: whether for a consideration, a person must judge.
    """
    header = case.inventory.header
    if header.scenario == "transfer" and header.deal_type in wanted["deals"]:
        return decided("yes", "deal_provides", deal=f"deal_type.{header.deal_type}")
    touching = [s for s in case.inventory.services if s.assets or s.logical_access != "none"]
    given = tuple(s.id for s in touching if s.role in wanted["roles"])
    if given:
        return decided("undecided", "for_value", services=given)
    silent = tuple(s.id for s in touching if s.role is None)
    if silent:
        return decided("undecided", "role_unknown", services=silent)
    return decided("no", "no_such_role", roles=labels("role", wanted["roles"]))


def sensitive_beyond_staff(case: Case, wanted: Parameters) -> Decision:
    """Decide by sensitive data, leaving open what is held of `staff` only.

    Parameters: those of `categories_held`, and `staff`, the subjects whose data may be exempt
    (payroll, benefits, permits, accommodation).
    """
    whole = categories_held(case, wanted)
    if whole.state != "yes":
        return whole
    staff = set(wanted["staff"])
    law = wanted["law"]
    hits = [h for h in case.holdings if any(case.named(law, c) == "yes" for c in h.categories)]
    if hits and all(h.asset.subjects and set(h.asset.subjects) <= staff for h in hits):
        return decided("undecided", "staff_only", assets=ids(hits))
    return whole


def significant_decisions(case: Case, wanted: Parameters) -> Decision:
    """Decide by automated decisions; those on data of other `kinds` may be significant too."""
    sure = activity_flag(case, {"field": "automated_decision", "kinds": wanted["kinds"]})
    if sure.state != "no":
        return sure
    other = activity_flag(case, {"field": "automated_decision"})
    return Decision("undecided", other.because) if other.state == "yes" else other


def staff_observed(case: Case, wanted: Parameters) -> Decision:
    """Decide whether applicants, students or workers are observed and inferred about.

    Parameters: `subjects`, the `kinds` and `carriers` that observation yields. Inference is
    sure where an activity decides automatically on such an asset, else a person must judge.
    """
    watched = [h for h in case.holdings if _watches(h, wanted)]
    if not watched:
        silent = [h for h in case.holdings if not h.asset.subjects]
        if silent:
            return decided("undecided", "content_unknown", n=len(silent), assets=ids(silent))
        return decided("no", "nothing_of_it")
    held = {h.asset.id for h in watched}
    deciding = tuple(
        a.id for a in case.inventory.activities if a.automated_decision and held & set(a.assets)
    )
    state: State = "yes" if deciding else "undecided"
    return decided(state, "staff_observed", assets=ids(watched), activities=deciding or ("—",))


def possible(case: Case, wanted: Parameters) -> Decision:
    """Decide by data that make something possible which the folder does not say is done.

    Parameters: `kinds`, and the `carriers` they must lie on (any, if none is given).
    """
    kinds, carriers = set(wanted["kinds"]), set(wanted.get("carriers", ()))
    hits = [
        h
        for h in case.holdings
        if kinds & set(h.categories) and (not carriers or h.asset.carrier in carriers)
    ]
    if hits:
        found = {c for h in hits for c in h.categories} & kinds
        names = labels("category", sorted(found))
        return decided("undecided", "use_decides", what=names, assets=ids(hits))
    unknown = list(unknown_content(case))
    if unknown:
        return decided("undecided", "content_unknown", n=len(unknown), assets=ids(unknown))
    return decided("no", "nothing_of_it")


def _watches(holding: Holding, wanted: Parameters) -> bool:
    seen = set(holding.categories) & set(wanted["kinds"])
    camera = holding.asset.carrier in wanted["carriers"]
    return bool(set(holding.asset.subjects) & set(wanted["subjects"])) and bool(seen or camera)
