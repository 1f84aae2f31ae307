"""Each kind of personal data across the engagement: what the section tables are filled from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.assessment import AssetRisk, Column
from ..model.inventory import Activity, Asset, Inventory
from ..model.knowledge import Category
from ..model.persons import UNCOUNTED, Persons
from ..model.profiles import DataItem
from ..model.value import Interval


def list_data_items(
    inventory: Inventory,
    risks: Iterable[AssetRisk],
    columns: Iterable[Column],
    categories: Mapping[str, Category],
    *,
    persons: Persons = UNCOUNTED,
) -> tuple[DataItem, ...]:
    """Return the kinds of personal data that were declared or found, in the catalogue's order.

    Parameters
    ----------
    inventory : Inventory
        Assets and activities with the kinds they declare.
    risks : iterable of AssetRisk
        What the scan found in each asset, and how many persons it holds.
    columns : iterable of Column
        The scanned columns, counted by kind.
    categories : mapping of id to Category
        Which kinds are personal, and how each law sees them.
    persons : Persons
        Whom the scan counted, and who is in several assets.
    """
    risks, columns = tuple(risks), tuple(columns)
    rows: tuple[Asset | Activity, ...] = (*inventory.assets, *inventory.activities)
    declared = {kind for row in rows for kind in row.data_kinds}
    found = {k for risk in risks for k in risk.found}
    return tuple(
        _item(
            category,
            inventory,
            risks,
            columns,
            seen=(category.id in declared, category.id in found),
            persons=persons,
        )
        for category in categories.values()
        if category.personal and category.id in declared | found
    )


def _item(
    category: Category,
    inventory: Inventory,
    risks: tuple[AssetRisk, ...],
    columns: tuple[Column, ...],
    *,
    seen: tuple[bool, bool],
    persons: Persons,
) -> DataItem:
    kind = category.id
    found = {risk.id for risk in risks if kind in risk.found}
    assets = [a for a in inventory.assets if kind in a.data_kinds or a.id in found]
    held = {asset.id for asset in assets}
    using = [a for a in inventory.activities if _uses(a, kind, held)]
    return DataItem(
        id=kind,
        subjects=_each(s for asset in assets for s in asset.subjects)
        or _each(s for activity in using for s in activity.subjects),
        assets=tuple(asset.id for asset in assets),
        activities=tuple(activity.id for activity in using),
        purposes=_each(a.purpose for a in using if a.purpose),
        recipients=_each(r for a in using for r in a.recipients),
        retention_months=_spans(using) or _spans(assets),
        persons=persons.of(risk for risk in risks if risk.id in held),
        declared=seen[0],
        found=seen[1],
        columns=sum(c.personal and c.category == kind for c in columns),
        sensitive={law: view.value for law, view in category.legal.items()},
    )


def _uses(activity: Activity, kind: str, held: set[str]) -> bool:
    # An activity that lists its kinds uses those; one that lists none may use what it touches.
    if activity.data_kinds:
        return kind in activity.data_kinds
    return bool(held & set(activity.assets))


def _spans(rows: Iterable[Asset | Activity]) -> tuple[Interval, ...]:
    spans = (row.retention_months for row in rows)
    return tuple(dict.fromkeys(span for span in spans if span.bounded))


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
