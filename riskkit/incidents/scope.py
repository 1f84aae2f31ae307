"""How far an incident may reach: from what the inventory declares and the scan found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..catalogue import Knowledge
from ..model.assessment import AssetRisk, Column, ControlState
from ..model.cells import answer
from ..model.duties import HitField, ScopeEstimate
from ..model.inventory import Inventory, RegisterRow
from ..model.persons import UNCOUNTED, Persons
from ..model.value import Interval

ENCRYPTION = {"removable": ("CR-04",), "endpoint": ("CR-04",), "backup": ("BK-03",)}
OTHERWISE = ("CR-01",)
READABLE = ("paper", "av")


def estimate(
    hit: Sequence[AssetRisk],
    columns: Iterable[Column],
    inventory: Inventory,
    *,
    controls: Mapping[str, ControlState],
    knowledge: Knowledge,
    persons: Persons = UNCOUNTED,
    stated: float | None = None,
) -> ScopeEstimate:
    """Estimate the scope of an incident that touched some assets.

    Persons: from one to all different persons in the assets (not all need be hit); a stated
    number is the lower bound. Encrypted counts only where
    the control is in place and proven, on every asset; on paper never.
    """
    fields = tuple(f for risk in hit for f in _fields(risk, columns, knowledge))
    tiers: dict[str, int] = {}
    for field in fields:
        tiers[field.tier] = tiers.get(field.tier, 0) + 1
    state = {risk.id: _encrypted(risk, inventory, controls) for risk in hit}
    categories = knowledge.entries("categories")
    return ScopeEstimate(
        assets=tuple(risk.id for risk in hit),
        persons=_persons(persons.of(hit) if hit else Interval(), stated),
        stated=stated,
        fields=fields,
        tiers=tiers,
        encrypted=_all(state.values()),
        unencrypted=tuple(id for id, known in state.items() if known is not True),
        sensitive=any(
            categories[f.category].legal["pipl_28"].value == "yes"
            for f in fields
            if f.category in categories
        ),
    )


def _persons(held: Interval, stated: float | None) -> Interval:
    # A count of the incident itself is nearer to it than the whole of the assets.
    lo = stated if stated is not None else min(held.lo, 1)
    return Interval(lo=lo, hi=None if held.hi is None else max(held.hi, lo))


def _fields(risk: AssetRisk, columns: Iterable[Column], knowledge: Knowledge) -> Iterable[HitField]:
    categories = knowledge.entries("categories")
    places: dict[str, list[str]] = {}
    for column in columns:
        if column.asset == risk.id and column.personal and column.category:
            place = "::".join(p for p in (column.source, column.table, column.column) if p)
            places.setdefault(column.category, []).append(place)
    for category in dict.fromkeys((*risk.declared, *risk.found)):
        known = categories.get(category)
        if known is None or known.personal:
            tier = known.tier if known else "medium"
            where = tuple(places.get(category, ()))[:10]
            yield HitField(asset=risk.id, category=category, tier=tier, where=where)


def _encrypted(
    risk: AssetRisk, inventory: Inventory, controls: Mapping[str, ControlState]
) -> bool | None:
    if risk.carrier in READABLE:
        return False
    logged = [
        answer(row.cell("encrypted"))
        for register in ("REG-MEDIA", "REG-BACKUP")
        for row in inventory.registers.get(register, ())
        if _about(row, risk)
    ]
    if False in logged:
        return False
    states = [controls.get(c) for c in ENCRYPTION.get(risk.carrier, OTHERWISE)]
    claims = [
        claim
        for claim in inventory.controls
        if claim.control in ENCRYPTION.get(risk.carrier, OTHERWISE) and risk.id in claim.scope
    ]
    if any(claim.status in ("absent", "planned") for claim in claims):
        return False
    if any(s and s.status == "in_place" and s.proof != "none" for s in states):
        return True
    return False if any(s and s.status == "absent" for s in states) else None


def _about(row: RegisterRow, risk: AssetRisk) -> bool:
    return risk.id in (row.cell("asset"), row.cell("system")) or row.cell("system") == risk.name


def _all(states: Iterable[bool | None]) -> bool | None:
    states = tuple(states)
    if not states or (None in states and False not in states):
        return None
    return all(states)
