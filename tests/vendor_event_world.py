"""Worlds for what is told of vendors beyond their score: tables and registers around one vendor."""

import datetime as dt
from functools import cache

from vendor_world import AS_OF, service, vendor, world

from riskkit.catalogue import load_knowledge
from riskkit.model.inventory import Inventory, RegisterRow
from riskkit.vendors import VendorLore, VendorRules, assess_vendors

SIGNED = dt.date(2026, 2, 1)


@cache
def lore():
    return VendorLore.of(load_knowledge().entries)


@cache
def rules():
    return VendorRules.of(load_knowledge().entries)


def register(id, *rows):
    """Rows of a register, each with its place."""
    return tuple(
        RegisterRow(file=f"registers/{id}.csv", line=line, cells=cells)
        for line, cells in enumerate(rows, 2)
    )


def engagement(*, registers=None, profiles=("pipia",), home=None, **tables):
    """An engagement with one vendor, its tables, and registers given as lists of cells."""
    inventory, assets = world(
        vendors=tables.pop("vendors", [vendor()]),
        services=tables.pop("services", [service()]),
        answers=tables.pop("answers", ()),
        evidence=tables.pop("evidence", ()),
        assets=tables.pop("assets", None),
    )
    header = inventory.header.model_copy(update={"profiles": profiles, "cii_operator": False})
    kept = {id: register(id, *rows) for id, rows in (registers or {}).items()}
    fields = {name: getattr(inventory, name) for name in Inventory.model_fields}
    rows = {name: tuple(value) for name, value in tables.items()}
    return Inventory(**fields | rows | {"header": header, "registers": kept}), assets


def examined(world, *, as_of=AS_OF, id="V1"):
    """The vendor `id` with everything that is told of it."""
    inventory, assets = world
    risks = assess_vendors(inventory, assets, rules(), as_of=as_of, lore=lore())
    return next(risk for risk in risks if risk.id == id)
