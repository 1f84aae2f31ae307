"""Checks on disposal: is what is called destroyed proven, witnessed, and done in a fit way."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Iterator

from ..model.register_table import RegisterTable
from ..model.rules import Rule
from .facts import Args, Facts, Hit, place, reference


def destroyed_unproven(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find assets called wiped or destroyed without a numbered certificate."""
    rows, records = facts.rows("REG-DESTR"), _by_asset(facts)
    certified = _certified(facts)
    for asset in facts.inventory.assets:
        held = records.get(asset.id, []) if asset.state in rule.parameters["states"] else None
        if held is not None and not any(certified[at] for at in held):
            args: Args = {"asset": asset.id, "name": asset.name, "state": f"state.{asset.state}"}
            yield Hit(asset.id, args, (place(asset), *map(rows.place, held)))


def certificate_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find destructions without a certificate, beyond those of assets called destroyed."""
    gone = {a.id for a in facts.inventory.assets if a.state in rule.parameters["states"]}
    certified = _certified(facts)
    proven = {id for id, held in _by_asset(facts).items() if any(certified[at] for at in held)}
    rows, told = facts.rows("REG-DESTR"), gone - proven
    for at, has in enumerate(certified):
        if not has and (asset := _asset_of(facts, rows, at)) not in told:
            yield _row_hit(asset, rows, at)


def witness_missing(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find destructions nobody witnessed."""
    rows = facts.rows("REG-DESTR")
    for at in rows.column("witness").where(operator.not_):
        yield _row_hit(_asset_of(facts, rows, at), rows, at)


def method_unfit(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find media treated in a way that leaves data on media of their kind."""
    fit = rule.parameters["fit"]
    rows = facts.rows("REG-DESTR")
    for at, kind, method in rows.read(("medium_kind", str), ("method", str)):
        if kind in fit and method and method not in fit[kind]:
            hit = _row_hit(_asset_of(facts, rows, at), rows, at)
            args: Args = {
                "kind": f"REG-DESTR.medium_kind.{kind}",
                "method": f"REG-DESTR.method.{method}",
                "fit": tuple(f"REG-DESTR.method.{good}" for good in fit[kind]),
            }
            yield Hit(hit.subject, {**hit.args, **args}, hit.evidence, hit.key)


def _certified(facts: Facts) -> list[bool]:
    return list(facts.rows("REG-DESTR").column("certificate_no").each(bool))


def _row_hit(asset: str | None, rows: RegisterTable, at: int) -> Hit:
    line = rows.lines[at]
    args: Args = {"medium": reference(rows, at, "medium"), "row": line}
    return Hit(asset or "REG-DESTR", args, (rows.place(at),), key=str(line))


def _asset_of(facts: Facts, rows: RegisterTable, at: int) -> str | None:
    called = facts.asset_called
    asset = called(rows.cell(at, "asset")) or called(rows.cell(at, "medium"))
    return asset.id if asset else None


def _by_asset(facts: Facts) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    called = (("asset", facts.asset_called), ("medium", facts.asset_called))
    for at, named, medium in facts.rows("REG-DESTR").read(*called):
        if asset := named or medium:
            found[asset.id].append(at)
    return found
