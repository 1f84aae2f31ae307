"""The vendors of the samples show what received papers, documents and time do to a verdict."""

import datetime as dt
import importlib.util
from pathlib import Path
from typing import get_args

import openpyxl
import pytest

from riskkit.assessment import assess
from riskkit.catalogue import load_knowledge
from riskkit.engagement import load_engagement
from riskkit.model.vendors import VendorKind
from riskkit.vendors import VendorRules, movers

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
NAMES = ("store-transfer", "showroom-relocation", "corporate-crm")
BANK = SAMPLES / "corporate-crm"


@pytest.fixture(scope="module")
def bank():
    return assess(BANK)


@pytest.fixture(scope="module")
def vendors(bank):
    return {vendor.id: vendor for vendor in bank.vendors}


def told(vendor):
    return {(one.rule, one.question or one.evidence) for one in vendor.contradictions}


def said(path):
    """What a vendor wrote behind each question of the first sheet, whatever the form is like."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] and any(row[1:])]
    written = slice(2, None) if path.stem == "V-INS" else slice(4, 8)
    return {row[0]: row[written] for row in rows[1:]}


def test_each_of_our_packs_is_used_by_a_vendor_of_a_sample():
    kinds = {vendor.kind for name in NAMES for vendor in load_engagement(SAMPLES / name).vendors}
    assert kinds == set(get_args(VendorKind))


def test_received_forms_are_made_again_as_they_stand(tmp_path):
    spec = importlib.util.spec_from_file_location("samples_make", SAMPLES / "make.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.corporate.received.make(tmp_path)
    made = sorted(path.name for path in (tmp_path / "answers").iterdir())
    assert made == ["V-CALL.xlsx", "V-INS.xlsx", "V-TRADE.xlsx"]
    for name in made:
        kept = said(BANK / "answers" / name)
        assert len(kept) >= 20
        assert said(tmp_path / "answers" / name) == kept, name


def test_received_forms_are_read_row_by_row(vendors):
    (mvsp,) = vendors["V-TRADE"].received
    (own,) = vendors["V-INS"].received
    assert (mvsp.standard, mvsp.version, mvsp.questions) == ("mvsp", "3.0", 33)
    assert (own.standard, own.questions) == ("generic", 20)
    assert own.answers == {"yes": 13, "partial": 3, "no": 3, "na": 1}
    for sheet in (mvsp, own):
        assert sheet.rows == sheet.accounted == sum(sheet.fates.values())
    assert vendors["V-CALL"].received == (), "our own form is read as answers to our questions"
    answered = [one for one in vendors["V-CALL"].answers if one["answer"] != "unanswered"]
    assert len(answered) >= 30


def test_what_a_vendors_own_words_take_back_is_told(vendors):
    assert told(vendors["V-CALL"]) >= {
        ("planned", "VQ-ACC-02"),
        ("negated", "VQ-GOV-03"),
        ("admitted", "VQ-PUR-01"),
    }
    assert ("negated", "mvsp-2.8") in told(vendors["V-TRADE"])
    assert ("na_outsourced", "mvsp-1.8") in told(vendors["V-TRADE"])
    assert ("negated", "generic.14") in told(vendors["V-INS"])


def test_not_applicable_without_approval_is_not_known(vendors):
    unapproved = {one["question"]: one for one in vendors["V-CALL"].answers}["VQ-DEL-02"]
    assert (unapproved["answer"], unapproved["state"]) == ("na", "unknown")


def test_fourth_parties_named_in_passing_only_are_not_declared(vendors):
    hidden = {
        id: [party.name for party in vendor.fourth_parties if not party.declared]
        for id, vendor in vendors.items()
    }
    assert hidden == {
        **{id: [] for id in vendors},
        "V-CALL": ["北岸语音科技"],
        "V-INS": ["聆川呼叫服务有限公司"],
        "V-TRADE": ["Halyard Messaging Ltd"],
    }


def test_documents_prove_no_more_than_they_cover(vendors):
    report = {rule for rule, of in told(vendors["V-CALL"]) if of == "EV-CALL-SOC"}
    assert report == {
        "document_bridge",
        "document_carve_out",
        "document_exceptions",
        "document_period_over",
        "document_user_controls",
    }
    assert ("document_some_services", "EV-VAULT-CERT") in told(vendors["V-VAULT"])
    assert ("document_other_place", "EV-TRADE-ISO") in told(vendors["V-TRADE"])


def test_a_transfer_is_told_by_roles_ground_and_age(vendors):
    transfers = {one.service: one for one in vendors["V-TRADE"].transfers}
    processor, controller = transfers["SV-TRADE"], transfers["SV-MATCH"]
    assert (processor.modules, processor.mechanism) == ((2,), "standard_contract")
    assert (controller.modules, controller.mechanism, controller.fits) == ((1,), "scc", "no")
    assert processor.assessment_months > 12
    assert processor.sensitive.hi == 2210, "as many as the scan counted"
    duties = {d.item: d.state for law in vendors["V-TRADE"].laws for d in law.duties}
    assert duties["SCC.14"] == "partial", "assessed more than a year ago"


def test_an_acceptance_holds_until_more_is_at_stake(vendors):
    states = {one.action: one.state for v in vendors.values() for one in v.acceptances}
    assert states == {"M-12": "in_force", "M-16": "outgrown"}


def test_a_vendor_falls_as_its_report_ends(vendors):
    course = vendors["V-CALL"].forecast
    ends = {month.on for month in course if "EV-CALL-SOC" in month.ended}
    assert ends == {dt.date(2027, 1, 10)}
    assert (course[0].residual, course[-1].residual) == ("high", "critical")
    later = {v.id: v for v in assess(BANK, as_of=dt.date(2027, 6, 10)).vendors}
    assert later["V-CALL"].residual == "critical"


def test_who_moved_since_an_earlier_run_is_told_with_its_cause(bank):
    earlier = assess(BANK, as_of=dt.date(2026, 5, 12))
    rules = VendorRules.of(load_knowledge().entries)
    moved = {one.vendor: one for one in movers(earlier.vendors, bank.vendors, rules)}
    assert moved["V-CORE"].change == "better"
    assert "vendor_moves.aged" in {why.rule for why in moved["V-CORE"].because}
    assert {one.change for one in moved.values()} >= {"better", "same"}


def test_on_an_earlier_day_of_daily_use_nothing_later_is_known():
    may = assess(BANK, as_of=dt.date(2026, 5, 12))
    rules = {finding.rule for finding in may.findings}
    assert "F-DATE-AHEAD" not in rules
    assert "F-ASSESSMENT-NOT-REFRESHED" not in rules, "the incident is of October"
    assert [one.id for one in may.duties.incidents] == ["INC-2026-07"]
    states = {gate.phase: gate.state for gate in may.event.gates}
    assert states["L1"] == "overdue"
    assert states["L2"] == "running"
    assert states["L5"] == "ahead"


@pytest.mark.parametrize("phase", ["L0", "L1", "L2", "L3", "L4", "L5"])
def test_every_step_of_daily_use_has_things_done_and_things_open(bank, phase):
    (gate,) = (one for one in bank.event.gates if one.phase == phase)
    states = {item.state for item in gate.items}
    assert {"done", "open"} <= states, phase
    assert {item.kind for item in gate.items} >= {"control", "check", "finding"}
