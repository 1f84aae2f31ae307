"""A complete engagement for every legal profile, and how to take one fact out of it."""

import csv
import datetime as dt
import shutil

from riskkit.assessment import assess
from riskkit.catalogue import load_knowledge
from riskkit.engagement import load_engagement
from riskkit.model.value import Interval
from riskkit.profiles import gather_facts

KNOWLEDGE = load_knowledge()
ROWS = KNOWLEDGE.entries("profiles")
NAMES = KNOWLEDGE.entries("facts")
PROFILES = ("edpb-2026", "cnil", "ico", "pipia", "cppa")
DENYING = {rule for row in ROWS.values() for rule in row.not_if.get("findings.rule", ())}
OPEN = ("CPPA.7150.1", "CPPA.7150.3", "CPPA.7150.4", "CPPA.7150.5", "CPPA.7150.6", "WP248.two")

SIGNOFF = """
signoff:
  dpo_advice: Go on once the stick is destroyed
  dpo_advice_on: 2026-11-18
  dpo_advice_followed: yes
  dpo_advice_response: The stick is in the plan
  subjects_consulted: yes
  subjects_views: Members want to choose
  subjects_response: They can
  others_consulted: [IT, the broker]
  contributors: [store manager]
  measures_approved_by: Head of retail
  residual_approved_by: Head of retail
  attestations: [context, risks, measures, commitment]
  attested_by: Head of retail
  attested_on: 2026-11-20
  decision: conditional
  decision_why: The plan brings the risk down
  conditions: [destroy the stick before the handover]
  decided_by: Head of retail
  decided_on: 2026-11-20
  will_start: yes
  report_date: 2026-11-20
  next_review: 2027-11-20
  review_triggers: [a new recipient]
  reviewers: [protection officer]
  keep_until: 2032-01-01
  contact: Protection office, by the form on the site
"""


def write_complete(sample, folder):
    """Copy a sample and give it every statement, a sign-off and all five profiles."""
    shutil.copytree(sample, folder)
    head = folder / "engagement.yaml"
    # The sample's own sign-off is open on purpose; the last block of the file makes way.
    text = (
        head.read_text("utf-8")
        .partition("\nsignoff:")[0]
        .replace("profiles: [pipia]", f"profiles: [{', '.join(PROFILES)}]")
    )
    head.write_text(text + SIGNOFF, "utf-8")
    asked = {fact for row in ROWS.values() for fact in row.facts if NAMES[fact].stated}
    with (folder / "statements.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["fact", "item", "text", "answer", "by", "on", "evidence"])
        for fact in sorted(asked):
            writer.writerow([fact, "*", "As described", "yes", "DPO", "2026-11-19", "E-PLAN"])
        for trigger in OPEN:
            row = [f"trigger.{trigger}", "", "Judged on the contracts", "yes", "DPO"]
            writer.writerow([*row, "2026-11-19", "E-PLAN"])
    return folder


def complete(folder):
    """Return the facts of a complete engagement, with what the sample left open filled in."""
    inventory = load_engagement(folder)
    a = assess(folder, rows=20)
    span = Interval.exactly(12)
    inventory = inventory.model_copy(
        update={
            "assets": filled(inventory.assets, location="Store", owner="IT", retention_months=span),
            # The sample holds two kinds of data that no activity of its own uses.
            "activities": filled(
                mended(
                    (
                        *inventory.activities,
                        _using(inventory.activities[0], "demographic", "feedback"),
                    ),
                    notice=True,
                    separate_consent=True,
                ),
                basis_gdpr="legitimate_interests",
                recipients=("V-IT",),
                data_kinds=("name",),
                subjects=("customer",),
                retention_months=span,
            ),
            "services": filled(
                mended(inventory.services, processing_agreement=True, contract_until=None),
                description="Service",
                contract_signed=dt.date(2026, 1, 1),
            ),
        }
    )
    a = a.model_copy(
        update={
            # The sample's faults, of which many say that a requirement is not kept, are mended.
            "findings": tuple(f for f in a.findings if f.rule not in DENYING)[:1],
            "scenarios": tuple(s.model_copy(update={"residual": s.planned}) for s in a.scenarios),
            "assets": filled(a.assets, persons=Interval.exactly(100)),
            "actions": filled(a.actions, owner="IT", due=dt.date(2026, 12, 1)),
        }
    )
    return gather_facts(inventory, a, KNOWLEDGE)


def _using(activity, *kinds):
    return activity.model_copy(update={"id": "P-REST", "data_kinds": kinds})


def mended(rows, **values):
    """Return rows in which what says no, or is past, says what it should."""
    return tuple(row.model_copy(update=values) for row in rows)


def filled(rows, **values):
    """Return rows with what is not known in them filled in."""
    return tuple(
        row.model_copy(update={n: v for n, v in values.items() if _open(getattr(row, n))})
        for row in rows
    )


def without(facts, fact, item=None):
    """Return the facts with one of them taken out: of every item, or of one."""
    name = facts.names[fact]
    if name.stated:
        kept = [s for s in facts.items("statements") if s.fact != fact]
        return facts.with_items(statements=kept)
    collection, *fields = name.path.split(".")
    held = {reading.item for reading in facts.read(fact)}
    rows = []
    for row in facts.items(collection):
        meant = _called(row) in held and (item is None or _called(row) == item)
        if not meant:
            rows.append(row)
        elif fields:
            rows.append(row.model_copy(update={fields[0]: None}))
    return facts.with_items(**{collection: rows})


def _called(row):
    return str(getattr(row, "id", None) or getattr(row, "column", None) or "")


def _open(value):
    return value is None or value == () or (isinstance(value, Interval) and not value.bounded)
