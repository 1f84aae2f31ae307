"""Processing activities: the record of each, and checks on bases, consent and recipients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalogue import Knowledge
from ..deals import deal_in_law
from ..model.assessment import ActivityRecord
from ..model.inventory import Activity, Inventory, Service
from ..model.rules import Rule
from .facts import Args, Facts, Hit, place


def find_activities(inventory: Inventory, knowledge: Knowledge) -> tuple[ActivityRecord, ...]:
    """Return the record of each processing activity with what is missing in it.

    Parameters
    ----------
    inventory : Inventory
        The engagement folder.
    knowledge : Knowledge
        Its rule ``F-ACTIVITY-INCOMPLETE`` lists the fields a complete record has.

    Returns
    -------
    tuple of ActivityRecord
        In the order of the table; `missing` names the needed fields that are empty or unknown.
    """
    rule = knowledge.entries("rules").get("F-ACTIVITY-INCOMPLETE")
    needed = rule.parameters["fields"] if rule else ()
    return tuple(
        ActivityRecord(
            id=activity.id,
            name=activity.name,
            purpose=activity.purpose,
            assets=activity.assets,
            data_kinds=activity.data_kinds or _kinds_of_assets(inventory, activity),
            subjects=activity.subjects,
            basis={"pipl": activity.basis_pipl, "gdpr": activity.basis_gdpr},
            recipients=activity.recipients,
            cross_border=activity.cross_border,
            automated_decision=activity.automated_decision,
            missing=_missing(activity, needed),
        )
        for activity in inventory.activities
    )


def record_incomplete(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find activities whose record lacks something the law asks for."""
    for activity in facts.inventory.activities:
        missing = _missing(activity, rule.parameters["fields"])
        if missing:
            args: Args = {
                "activity": activity.id,
                "name": activity.name,
                "n": len(missing),
                "fields": tuple(f"field.{field}" for field in missing),
            }
            yield Hit(activity.id, args, (place(activity),))


def basis_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find activities without a basis in a law the engagement is assessed under."""
    if not set(rule.parameters["profiles"]) & set(facts.inventory.header.profiles):
        return
    for activity in facts.inventory.activities:
        if not getattr(activity, rule.parameters["field"]):
            yield Hit(
                activity.id, {"activity": activity.id, "name": activity.name}, (place(activity),)
            )


def separate_consent_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find activities based on consent that need a separate one and show none.

    The parameter `because` says when it is needed: ``sensitive`` data, ``provide`` to another
    handler, ``cross_border``, or ``publish``.
    """
    because = rule.parameters["because"]
    for activity in facts.inventory.activities:
        if activity.separate_consent or activity.basis_pipl not in rule.parameters["bases"]:
            continue
        needs, args = _needs_consent(facts, activity, because)
        if needs:
            unknown = activity.separate_consent is None
            yield Hit(
                activity.id,
                {"activity": activity.id, "name": activity.name, **args},
                (place(activity),),
                severity=rule.parameters["severity_if_unknown"] if unknown else None,
            )


def recipient_unknown(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find recipients of an activity that the vendor list does not know."""
    for activity in facts.inventory.activities:
        unknown = [r for r in activity.recipients if r not in facts.vendor_by_id]
        if unknown:
            args: Args = {"activity": activity.id, "name": activity.name, "n": len(unknown)}
            yield Hit(activity.id, args, (place(activity),))


def _needs_consent(
    facts: Facts, activity: Activity, because: str
) -> tuple[bool, dict[str, tuple[str, ...]]]:
    if because == "sensitive":
        kinds = activity.data_kinds or _kinds_of_assets(facts.inventory, activity)
        found = tuple(f"category.{kind}" for kind in kinds if facts.sensitive(kind, "pipl_28"))
        return bool(found), {"categories": found}
    if because == "provide":
        receivers = tuple(r for r in activity.recipients if _decides_itself(facts, r))
        return bool(receivers), {"recipients": receivers}
    if because == "cross_border":
        return bool(activity.cross_border), {}
    return bool(activity.public_disclosure), {}


def _decides_itself(facts: Facts, vendor: str) -> bool:
    services = [s for s in facts.inventory.services if s.vendor == vendor]
    return any(_sets_purposes(service) for service in services) and not _succeeds(facts, vendor)


def _sets_purposes(service: Service) -> bool:
    return service.role in ("controller", "joint", "recipient")


def _succeeds(facts: Facts, vendor: str) -> bool:
    """Say whether the vendor takes the handler's place by law, so that PIPL 22 goes before 23."""
    kind = facts.vendor_by_id[vendor].kind if vendor in facts.vendor_by_id else ""
    deal = deal_in_law(facts.inventory, facts.knowledge).id
    return kind == "transferee" and deal in ("share_deal", "merger", "division")


def _missing(activity: Activity, needed: Sequence[str]) -> tuple[str, ...]:
    return tuple(field for field in needed if _is_empty(getattr(activity, field)))


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value == () or getattr(value, "bounded", True) is False


def _kinds_of_assets(inventory: Inventory, activity: Activity) -> tuple[str, ...]:
    kinds = [k for a in inventory.assets if a.id in activity.assets for k in a.data_kinds]
    return tuple(dict.fromkeys(kinds))
