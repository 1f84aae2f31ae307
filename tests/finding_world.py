"""A small clean engagement, and how to change one thing in it: for the tests of findings."""

import datetime as dt

from riskkit.catalogue import load_knowledge
from riskkit.findings import Facts, find
from riskkit.model.assessment import (
    AssetRisk,
    Column,
    ControlState,
    Exposure,
    Gap,
    Gauge,
    Knockout,
    RegisterState,
    Risk,
    Sensitivity,
    VendorRisk,
)
from riskkit.model.inventory import (
    Activity,
    Asset,
    ControlClaim,
    Evidence,
    Header,
    Inventory,
    PlannedAction,
    RegisterRow,
    Service,
    Vendor,
)
from riskkit.model.value import Interval

KNOWLEDGE = load_knowledge()
RULES = KNOWLEDGE.entries("rules")
AS_OF = dt.date(2026, 11, 20)
EVENT = dt.date(2026, 12, 15)


def date(text):
    return dt.date.fromisoformat(text)


def asset(**changes):
    return {
        "id": "A1", "name": "CRM", "carrier": "db", "owner": "IT", "data_kinds": ("name",),
        "tier": "medium", "state": "live", "last_confirmed": date("2026-11-01"), **changes,
    }  # fmt: skip


def column(**changes):
    return {
        "source": "crm.csv", "column": "c1", "asset": "A1", "category": "name", "personal": True,
        "probability": 0.9, "rows": 10, "hits": 8, **changes,
    }  # fmt: skip


def service(**changes):
    return {
        "id": "S1", "vendor": "V1", "role": "entrusted", "logical_access": "view",
        "assets": ("A1",), "countries": ("CN",), "first_access": date("2026-06-01"),
        "nda_signed": date("2026-05-01"), "nda_until": date("2028-05-01"),
        "contract_until": date("2028-05-01"), "processing_agreement": True, **changes,
    }  # fmt: skip


def vendor(**changes):
    return {"id": "V1", "name": "Mover Ltd", "kind": "mover", **changes}


def activity(**changes):
    return {
        "id": "P1", "name": "Membership", "purpose": "points", "assets": ("A1",),
        "data_kinds": ("name",), "subjects": ("customer",), "basis_pipl": "contract",
        "basis_gdpr": "contract", "retention_months": Interval.exactly(24),
        "cross_border": False, "automated_decision": False, **changes,
    }  # fmt: skip


def claim(**changes):
    return {"control": "CR-01", "status": "in_place", "evidence": ("E1",), **changes}


def evidence(**changes):
    return {"id": "E1", "kind": "document", "date": date("2026-10-01"), **changes}


def action(**changes):
    return {
        "id": "T1", "control": "CR-01", "owner": "IT", "due": date("2026-12-01"), **changes,
    }  # fmt: skip


def asset_risk(id="A1", *, tier="medium", declared="medium", found=(), persons=None):
    level = Risk(
        score=0, lo=0, hi=0, likelihood=Gauge(value=0, lo=0, hi=0),
        severity=Gauge(value=0, lo=0, hi=0),
    )  # fmt: skip
    return AssetRisk(
        id=id, name="CRM", carrier="db", declared_tier=declared, found=found,
        persons=persons or Interval(), sensitivity=Sensitivity(score=0.4, tier=tier),
        exposure=Exposure(score=0, lo=0, hi=0), gap=Gap(score=0, lo=0, hi=0),
        inherent=level, residual=level, planned=level, coverage=1,
    )  # fmt: skip


def control_state(id="CR-01", **changes):
    fields = {
        "family": id[:2], "status": "in_place", "proof": "document",
        "strength": Gauge(value=1, lo=1, hi=1), **changes,
    }  # fmt: skip
    return ControlState(id=id, **fields)


def vendor_risk(**changes):
    fields = {
        "id": "V1", "name": "Mover Ltd", "kind": "mover", "inherent": "high",
        "residual": "moderate", "projected": "low", "verdict": "approve", **changes,
    }  # fmt: skip
    return VendorRisk(**fields)


def knockout(state):
    return Knockout(question="Q-1", rule="r", state=state)


def register_state(id="REG-SEAL", **changes):
    return RegisterState(**{"id": id, "kept": True, "required": True, "completeness": 1, **changes})


def world(*, header=None, registers=None, **tables):
    """Return the facts of an engagement: tables as lists of fields, registers as lists of cells."""
    made = {
        "assets": (Asset, "assets.csv"), "activities": (Activity, "activities.csv"),
        "controls": (ControlClaim, "controls.csv"), "evidence": (Evidence, "evidence.csv"),
        "vendors": (Vendor, "vendors.csv"), "services": (Service, "services.csv"),
        "actions": (PlannedAction, "actions.csv"),
    }  # fmt: skip
    inventory = Inventory(
        root="x",
        header=Header(**{
            "client": "c", "title": "t", "scenario": "transfer", "event_date": EVENT,
            "deal_type": "asset_sale", "officer": "DPO", "profiles": ("pipia", "ico"),
            **(header or {}),
        }),
        registers={
            id: tuple(
                RegisterRow(file=f"registers/{id}.csv", line=line, cells=cells)
                for line, cells in enumerate(rows, 2)
            )
            for id, rows in (registers or {}).items()
        },
        **{
            name: tuple(
                model(file=file, line=line, **fields)
                for line, fields in enumerate(tables.pop(name, ()), 2)
            )
            for name, (model, file) in made.items()
        },
    )  # fmt: skip
    tables["columns"] = tuple(Column(**fields) for fields in tables.get("columns", ()))
    fields = {"as_of": AS_OF, "categories": KNOWLEDGE.entries("categories"), **tables}
    return Facts(inventory=inventory, **fields)


COMPUTED = {
    "assets_risk": "assets",
    "vendors_risk": "vendors",
    "controls_state": "controls",
    "registers_state": "registers",
}


def facts_of(given):
    """Make the world, and lay over it what the lower floors would have computed."""
    given = dict(given)
    over = {COMPUTED[name]: tuple(given.pop(name)) for name in COMPUTED if name in given}
    made = world(**given)
    return type(made)(**{**vars_of(made), **over})


def vars_of(facts):
    return {name: getattr(facts, name) for name in type(facts).__dataclass_fields__}


def findings(rule, given):
    return find(facts_of(given), {rule: RULES[rule]}, KNOWLEDGE)


def in_scenario(rule, given):
    scenario = given.get("header", {}).get("scenario", "transfer")
    if scenario in RULES[rule].scenarios:
        return given
    return {**given, "header": {**given.get("header", {}), "scenario": RULES[rule].scenarios[0]}}
