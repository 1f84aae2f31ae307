"""What to do with a column that was scanned, with the reason in words."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.assessment import Column
from ..model.detection import Entity
from ..model.knowledge import Category
from ..model.value import Reason


def advice_reason(column: Column, entities: Mapping[str, Entity]) -> Reason:
    """Return why a column should be kept, dropped, masked, tokenised or reviewed."""
    if not column.personal:
        return Reason(rule="advice.keep")
    entity = {"entity": f"entity.{column.entity or 'FREE_TEXT_PII'}"}
    if column.masked:
        return Reason(rule="advice.keep_masked", args=dict(entity))
    rule = "keep_personal" if column.advice in (None, "keep") else column.advice
    known = entities.get(column.entity or "")
    if rule == "drop" and known is not None and known.role == "attribute":
        rule = "drop_attribute"
    return Reason(rule=f"advice.{rule}", args=dict(entity))


def strictest_category(
    column: Column, entities: Mapping[str, Entity], categories: Mapping[str, Category]
) -> Category | None:
    """Return the category of the highest tier that a column holds; None if it holds none.

    A text may hold several: its own, and those of the entities found in it.
    """
    held = [column.category, *(entities[e].category for e in column.entities if e in entities)]
    known = [categories[one] for one in held if one is not None and one in categories]
    return max(known, key=lambda one: _TIERS.index(one.tier), default=None)


_TIERS = ("none", "low", "medium", "high")
