"""Checks on disposal: is what is called destroyed proven, witnessed, and done in a fit way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..model.inventory import RegisterRow
from ..model.rules import Rule
from .facts import Args, Facts, Hit, cell, place, reference


def destroyed_unproven(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assets called wiped or destroyed without a numbered certificate."""
    records = _by_asset(facts)
    for asset in facts.inventory.assets:
        if asset.state not in rule.parameters["states"]:
            continue
        rows = records.get(asset.id, [])
        if not any(cell(row, "certificate_no") for row in rows):
            args: Args = {"asset": asset.id, "name": asset.name, "state": f"state.{asset.state}"}
            yield Hit(asset.id, args, (place(asset), *map(place, rows)))


def certificate_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find destructions without a certificate, beyond those of assets called destroyed."""
    gone = {a.id for a in facts.inventory.assets if a.state in rule.parameters["states"]}
    proven = {
        id
        for id, rows in _by_asset(facts).items()
        if any(cell(row, "certificate_no") for row in rows)
    }
    for row in facts.rows("REG-DESTR"):
        asset = _asset_of(facts, row)
        told = asset is not None and asset in gone and asset not in proven
        if not cell(row, "certificate_no") and not told:
            yield _row_hit(asset, row)


def witness_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find destructions nobody witnessed."""
    for row in facts.rows("REG-DESTR"):
        if not cell(row, "witness"):
            yield _row_hit(_asset_of(facts, row), row)


def method_unfit(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find media treated in a way that leaves data on media of their kind."""
    fit = rule.parameters["fit"]
    for row in facts.rows("REG-DESTR"):
        kind, method = cell(row, "medium_kind"), cell(row, "method")
        if kind in fit and method and method not in fit[kind]:
            hit = _row_hit(_asset_of(facts, row), row)
            yield Hit(
                hit.subject,
                {
                    **hit.args,
                    "kind": f"REG-DESTR.medium_kind.{kind}",
                    "method": f"REG-DESTR.method.{method}",
                    "fit": tuple(f"REG-DESTR.method.{good}" for good in fit[kind]),
                },
                hit.evidence,
                hit.key,
            )


def _row_hit(asset: str | None, row: RegisterRow) -> Hit:
    args: Args = {"medium": reference(row, "medium"), "row": row.line}
    return Hit(asset or "REG-DESTR", args, (place(row),), key=str(row.line))


def _asset_of(facts: Facts, row: RegisterRow) -> str | None:
    asset = facts.asset_called(cell(row, "asset")) or facts.asset_called(cell(row, "medium"))
    return asset.id if asset else None


def _by_asset(facts: Facts) -> dict[str, list[RegisterRow]]:
    rows: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in facts.rows("REG-DESTR"):
        if asset := _asset_of(facts, row):
            rows[asset].append(row)
    return rows
