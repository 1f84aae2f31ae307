"""Checks on data assets: what was found against what was declared, owners, age."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.assessment import Column, Severity
from ..model.cells import day, quantity
from ..model.inventory import Activity, Asset
from ..model.rules import Rule
from .facts import TIERS, Args, Facts, Hit, months_after, place

_GONE = ("wiped", "destroyed")


def undeclared_category(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find personal data in an asset's data that its register row does not name."""
    severity = rule.parameters["severity_by_tier"]
    for (asset, category), shares in sorted(_found(facts, rule).items()):
        declared = facts.declared[asset]
        covered = {*declared.data_kinds, *_covered(rule, declared.data_kinds)}
        covered |= set(rule.parameters["implied"])
        if category in covered or _claims_no_persons(facts, rule, asset):
            continue
        level: Severity = severity[facts.tier(category)]
        yield Hit(
            asset,
            _column_args(facts, asset, category, shares),
            _column_places(shares),
            key=category,
            severity=level,
        )


def beyond_activity(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find personal data in an asset that no activity which uses the asset names.

    An activity that does not say which data it needs may need all: it is told as incomplete.
    """
    using: dict[str, list[Activity]] = defaultdict(list)
    for activity in facts.inventory.activities:
        for id in activity.assets:
            using[id].append(activity)
    for (asset, category), shares in sorted(_found(facts, rule).items()):
        activities = using.get(asset, [])
        needed = {kind for activity in activities for kind in activity.data_kinds}
        needed |= {*_covered(rule, needed), *rule.parameters["implied"]}
        unsaid = any(not activity.data_kinds for activity in activities)
        told = _claims_no_persons(facts, rule, asset)  # as not anonymous
        if not activities or unsaid or category in needed or told:
            continue
        args = _column_args(facts, asset, category, shares) | {"activities": len(activities)}
        level: Severity = rule.parameters["severity_by_tier"][facts.tier(category)]
        where = (*_column_places(shares), *map(place, activities))
        yield Hit(asset, args, where, key=category, severity=level)


def without_activity(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assets with personal data that no activity uses, where activities are on record.

    Copies kept for safety belong to the activities of what they copy.
    """
    used = {id for activity in facts.inventory.activities for id in activity.assets}
    by_asset: dict[str, list[Share]] = defaultdict(list)
    for (asset, _), shares in _found(facts, rule).items():
        by_asset[asset] += shares
    for asset, shares in sorted(by_asset.items()):
        declared = facts.declared[asset]
        copied = declared.carrier in rule.parameters["copies"]
        if used and asset not in used and not copied and declared.state not in _GONE:
            categories = tuple(sorted({f"category.{share.category}" for share in shares}))
            args = _column_args(facts, asset, "", shares) | {"categories": categories}
            yield Hit(asset, args, (place(declared), *_column_places(shares)))


def not_anonymous(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find personal data in an asset declared anonymous, aggregate or without identifiers."""
    by_asset: dict[str, list[Share]] = defaultdict(list)
    for (asset, _), shares in _found(facts, rule).items():
        by_asset[asset] += shares
    for asset, shares in sorted(by_asset.items()):
        if _claims_no_persons(facts, rule, asset):
            categories = tuple(sorted({f"category.{share.category}" for share in shares}))
            args = _column_args(facts, asset, "", shares) | {"categories": categories}
            yield Hit(asset, args, _column_places(shares))


def declared_not_found(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find categories that were declared and that no scanned column holds.

    Only where the scan met personal data at all — else the extract is an index, not the data —
    and only the categories (`visible`) that a scan recognises by their values.
    """
    seen: dict[str, set[str]] = defaultdict(set)
    for share in _shares(facts):
        seen[share.asset].add(share.category)
    visible = set(rule.parameters["visible"])
    for id, categories in sorted(seen.items()):
        asset = facts.declared[id]
        wanted = visible - categories - set(_covered(rule, categories))
        absent = [f"category.{kind}" for kind in asset.data_kinds if kind in wanted]
        if absent and asset.carrier not in rule.parameters["unseen_carriers"]:
            args: Args = {"asset": id, "name": asset.name, "categories": tuple(absent)}
            yield Hit(id, args, (place(asset),))


def under_graded(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assets whose declared tier is lower than what their content amounts to."""
    for risk in facts.assets:
        declared, found = risk.declared_tier, risk.sensitivity.tier
        if declared in TIERS and TIERS.index(declared) < TIERS.index(found):
            args: Args = {
                "asset": risk.id,
                "name": risk.name,
                "declared": f"tier.{declared}",
                "found": f"tier.{found}",
            }
            yield Hit(risk.id, args, _asset_place(facts, risk.id))


def more_persons(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assets in whose data the scan counted more persons than the register names at most."""
    for risk in facts.assets:
        asset = facts.declared.get(risk.id)
        if asset is None or asset.volume.hi is None or _claims_no_persons(facts, rule, risk.id):
            continue
        if risk.persons.lo > asset.volume.hi:
            args: Args = {
                "asset": risk.id,
                "name": risk.name,
                "declared": asset.volume.hi,
                "counted": risk.persons.lo,
            }
            yield Hit(risk.id, args, (place(asset),))


def owner_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assets nobody answers for."""
    for asset in facts.inventory.assets:
        if not (asset.owner or "").strip():
            yield Hit(asset.id, {"asset": asset.id, "name": asset.name}, (place(asset),))


def not_confirmed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assets whose register row was last confirmed too long ago, or never."""
    months = rule.parameters["months"][facts.scenario]
    for asset in facts.inventory.assets:
        last = asset.last_confirmed
        if last is None or months_after(last, months) < facts.as_of:
            args: Args = {"asset": asset.id, "name": asset.name, "last": last, "months": months}
            yield Hit(asset.id, args, (place(asset),))


def kept_too_long(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assets whose oldest record is past the longest retention declared for it."""
    for asset in facts.inventory.assets:
        until = _over_age(facts, asset)
        if until:
            args: Args = {
                "asset": asset.id,
                "name": asset.name,
                "oldest": asset.oldest_record,
                "months": asset.retention_months.hi,
                "until": until,
            }
            yield Hit(asset.id, args, (place(asset),))


def kept_beyond_schedule(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find rows of the retention schedule that are over age and not deleted.

    An asset whose own row shows the same is left to that.
    """
    rows = facts.rows("REG-RETENTION")
    for at, limit, oldest, deleted, asset in rows.read(
        ("limit_months", quantity), ("oldest_record", day), ("deleted_at", day),
        ("data_set", facts.asset_called),
    ):  # fmt: skip
        told = asset is not None and _over_age(facts, asset) is not None
        if limit is None or oldest is None or told or (deleted and deleted <= facts.as_of):
            continue
        if (until := months_after(oldest, limit)) < facts.as_of:
            line = rows.lines[at]
            args: Args = {"row": line, "oldest": oldest, "months": limit, "until": until}
            where = (rows.place(at),)
            yield Hit(asset.id if asset else "REG-RETENTION", args, where, str(line))


def _over_age(facts: Facts, asset: Asset) -> dt.date | None:
    """Return the day by which the oldest record had to go, if that day is past."""
    limit, oldest = asset.retention_months.hi, asset.oldest_record
    if limit is None or oldest is None or asset.state == "destroyed":
        return None
    until = months_after(oldest, limit)
    return until if until < facts.as_of else None


@dataclass(frozen=True)
class Share:
    """One category of personal data in one column, with the rows that hold it."""

    asset: str
    category: str
    column: Column
    hits: int


def _shares(facts: Facts) -> Iterator[Share]:
    """Yield what the columns of declared assets hold; a text may hold several categories."""
    for column in facts.columns:
        asset = column.asset
        if not (column.personal and asset and asset in facts.declared):
            continue
        if column.category and facts.personal(column.category):
            yield Share(asset, column.category, column, column.hits)
        for id, share in column.entities.items():
            entity = facts.entities.get(id)
            if entity and entity.category != column.category and facts.personal(entity.category):
                yield Share(asset, entity.category, column, round(share * _looked_at(column)))


def _looked_at(column: Column) -> int:
    """Return how many rows of a column were looked at, so that hits and rows speak of the same."""
    return column.scanned or column.rows


def _found(facts: Facts, rule: Rule) -> dict[tuple[str, str], list[Share]]:
    found: dict[tuple[str, str], list[Share]] = defaultdict(list)
    for share in _shares(facts):
        if share.column.probability >= rule.parameters["min_probability"]:
            found[share.asset, share.category].append(share)
    return found


def _covered(rule: Rule, categories: Sequence[str] | set[str]) -> Iterator[str]:
    covers = rule.parameters.get("covers", {})
    for category in categories:
        yield from covers.get(category, ())


def _claims_no_persons(facts: Facts, rule: Rule, asset: str) -> bool:
    declared = facts.declared[asset]
    if declared.identifiers in rule.parameters["anonymous_identifiers"]:
        return True
    return bool(declared.data_kinds) and not any(map(facts.personal, declared.data_kinds))


def _column_args(facts: Facts, asset: str, category: str, shares: Sequence[Share]) -> Args:
    # A row of a text that holds several categories is one row.
    most: dict[str, int] = defaultdict(int)
    for share in shares:
        where = _column_place(share.column)
        most[where] = max(most[where], share.hits)
    return {
        "asset": asset,
        "name": facts.declared[asset].name,
        "category": f"category.{category}",
        "columns": len(most),
        "hits": sum(most.values()),
        "rows": max(_looked_at(share.column) for share in shares),
    }


def _column_places(shares: Sequence[Share]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_column_place(share.column) for share in shares))


def _column_place(column: Column) -> str:
    return f"{column.source}::{column.table}::{column.column}"


def _asset_place(facts: Facts, asset: str) -> tuple[str, ...]:
    return (place(facts.declared[asset]),) if asset in facts.declared else ()
