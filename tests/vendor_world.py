"""Small worlds for the tests of vendors: entries as shipped, and one vendor to change."""

import datetime as dt
from functools import cache
from pathlib import Path

import yaml

from riskkit.model.assessment import AssetRisk
from riskkit.model.inventory import Answer, Evidence, Header, Inventory, Service, Vendor
from riskkit.model.value import Interval
from riskkit.model.vendors import (
    AnswerCredit,
    Assurance,
    EvidenceRule,
    FactorScale,
    FatalRule,
    GapBand,
    KnockoutState,
    Proof,
    Question,
    QuestionnaireHead,
    TierRule,
    VendorDomain,
    VendorParameter,
    VendorTier,
    VerdictRule,
)
from riskkit.vendors import VendorRules, assess_vendors

KNOWLEDGE = Path(__file__).parents[1] / "riskkit" / "knowledge"
AS_OF = dt.date(2026, 11, 1)
MODELS = {
    "vendors/factors": FactorScale,
    "vendors/tier-rules": TierRule,
    "vendors/tiers": VendorTier,
    "vendors/bands": GapBand,
    "vendors/answers": AnswerCredit,
    "vendors/assurance": Assurance,
    "vendors/evidence": EvidenceRule,
    "vendors/knockout-states": KnockoutState,
    "vendors/verdicts": VerdictRule,
    "vendors/parameters": VendorParameter,
    "vendors/fatal-rules": FatalRule,
    "vendors/domains": VendorDomain,
    "vendors/proofs": Proof,
    "vendors/questionnaires": QuestionnaireHead,
    "questionnaires": Question,
}


@cache
def shipped(kind):
    """The entries of a kind as riskkit ships them, by id."""
    path = KNOWLEDGE / f"{kind}.yaml"
    files = [path] if path.is_file() else sorted((KNOWLEDGE / kind).glob("*.yaml"))
    entries = [
        MODELS[kind].model_validate(entry)
        for file in files
        for entry in yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)["entries"]
    ]
    by_id = {entry.id: entry for entry in entries}
    assert len(by_id) == len(entries), f"an id stands twice in {kind}"
    return by_id


def changed(**tables):
    """The shipped rules with some entries changed: ``tiers={"critical": {...}}``."""
    kinds = {"tiers": "vendors/tiers", "assurance": "vendors/assurance"}
    kinds |= {"states": "vendors/knockout-states", "bands": "vendors/bands"}
    kinds |= {"parameters": "vendors/parameters", "answers": "vendors/answers"}
    kinds |= {"factors": "vendors/factors", "tier_rules": "vendors/tier-rules"}
    kinds |= {"questions": "questionnaires", "evidence": "vendors/evidence"}
    edits = {kinds[name]: edit for name, edit in tables.items()}

    def entries(kind):
        known = dict(shipped(kind))
        for id, fields in edits.get(kind, {}).items():
            known[id] = MODELS[kind].model_validate({**known[id].model_dump(), **fields})
        return known

    return VendorRules.of(entries)


def asset(id="A1", *, tier="high", score=0.8, persons=5000, carrier="appsys", **fields):
    """An assessed asset; what the vendor's assessment does not read is left at nothing."""
    nothing = {"score": 0, "lo": 0, "hi": 0}
    gauge = {"value": 0, "lo": 0, "hi": 0}
    risk = {**nothing, "likelihood": gauge, "severity": gauge}
    return AssetRisk.model_validate(
        {
            "id": id,
            "name": id,
            "carrier": carrier,
            "declared": ("contact",) if tier else (),
            "persons": persons if isinstance(persons, Interval) else Interval.exactly(persons),
            "sensitivity": {"score": score if tier else 0, "tier": tier or "none"},
            "exposure": nothing,
            "gap": nothing,
            "inherent": risk,
            "residual": risk,
            "planned": risk,
            "coverage": 1,
            **fields,
        }
    )


def vendor(id="V1", kind="it_service", **fields):
    fields = {"country": "CN", "criticality": "moderate", "substitutability": "easy"} | fields
    return Vendor(**{"id": id, "name": f"Vendor {id}", "kind": kind, **fields})


def service(id="S1", vendor="V1", **fields):
    """A service with every paper in order; the fields given replace parts of it."""
    fields = {
        "role": "entrusted",
        "physical_access": True,
        "logical_access": "view",
        "assets": ("A1",),
        "countries": ("CN",),
        "first_access": dt.date(2026, 3, 1),
        "contract_signed": dt.date(2026, 2, 1),
        "nda_signed": dt.date(2026, 2, 1),
        "processing_agreement": True,
    } | fields
    return Service(id=id, vendor=vendor, **fields)


PROOFS = {
    "attested": "interview",
    "documented": "document",
    "certified": "function_check",
    "verified": "technical_test",
}


def proof(level="verified", *, age_days=30, **fields):
    date = AS_OF - dt.timedelta(days=age_days)
    return Evidence(id=f"E-{level}", kind=PROOFS[level], **{"date": date, **fields})


def world(*, answers=(), evidence=(), assets=None, vendors=None, services=None, actions=()):
    """An engagement with one vendor unless told otherwise, and the assets it touches."""
    return (
        Inventory(
            root=".",
            header=Header(client="C", title="T", scenario="steady"),
            vendors=tuple(vendors if vendors is not None else [vendor()]),
            services=tuple(services if services is not None else [service()]),
            answers=tuple(answers),
            evidence=tuple(evidence),
            actions=tuple(actions),
        ),
        tuple(assets if assets is not None else [asset()]),
    )


def assess(rules, world, *, as_of=AS_OF):
    """The assessed vendors by id."""
    inventory, assets = world
    return {risk.id: risk for risk in assess_vendors(inventory, assets, rules, as_of=as_of)}


def good(question):
    """The favourable answer to a question."""
    return question.favourable


def answers_of(questions, *, vendor="V1", evidence=("E-verified",), **fields):
    """Every question answered well, with proof."""
    return tuple(
        Answer(vendor=vendor, question=q.id, answer=good(q), evidence=evidence, **fields)
        for q in questions
    )
