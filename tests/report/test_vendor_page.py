"""The page of one third party: verdict, why and what to ask at once; thirteen sections; no id."""

import html
import re

import pytest
from package_source import ROOT

from riskkit.assessment import assess
from riskkit.model.value import LANGUAGES, Reason
from riskkit.model.vendor_facts import Duty, VendorLaw
from riskkit.report import open_view
from riskkit.report.vendor_front import ask_first, average_says, cause
from riskkit.tables import words
from riskkit.tables.portfolio_numbers import key_numbers, tally
from riskkit.tables.vendor_conditions import conditions, findings_of
from riskkit.tables.vendors import answers
from riskkit.vendors.averages import plain_averages

SAMPLE = ROOT / "data" / "samples" / "store-transfer"
every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def assessment():
    return assess(SAMPLE, rows=50)


@pytest.fixture(scope="module")
def showroom():
    return assess(ROOT / "data" / "samples" / "showroom-relocation", rows=50)


def held(view):
    """The text of a part of a page."""
    return html.unescape(re.sub(r"<[^>]+>", " ", "".join(str(part) for part in view.parts)))


def first(assessment, verdict):
    return next(v for v in assessment.vendors if v.verdict == verdict)


@every_language
def test_page_one_says_the_verdict_why_and_what_to_ask_for(assessment, language):
    w = words(language)
    for v in assessment.vendors:
        told = held(open_view(assessment, language).vendor(v.id).front())
        assert w.term("verdict", v.verdict) in told
        assert cause(w, v) in told
        assert ask_first(w, v) in told
        # what settles a condition is said, not only what is wrong
        for one in conditions(assessment, w, v)[:6]:
            assert one.name in told and one.way in told


def test_the_cause_of_a_rejection_names_the_fatal_rule_that_failed(assessment):
    v, w = first(assessment, "reject"), words("en")
    failed = [k.rule for k in v.knockouts if k.state == "fail"]
    assert failed and all(w.term("fatal", rule) in cause(w, v) for rule in failed)


def test_nobody_is_held_up_without_a_cause_and_a_condition(assessment):
    for v in assessment.vendors:
        assert bool(v.conditions) == (v.verdict != "approve")
        assert "—" not in cause(words("en"), v)


def test_the_averages_are_those_of_the_answers_alone():
    rows = (
        {"question": "A", "answer": "yes", "state": "unproven", "weight": 3.0},
        {"question": "B", "answer": "no", "state": "fail", "weight": 1.0},
        {"question": "C", "answer": "unanswered", "state": "unknown", "weight": 4.0},
        {"question": "D", "answer": "na", "state": "not_applicable", "weight": 9.0},
    )
    w = words("en")
    risk = first_vendor().model_copy(update={"answers": rows})
    plain = plain_averages(risk, w.knowledge.entries("vendors/answers"))
    assert (plain.total, plain.answered) == (pytest.approx(37.5), pytest.approx(75))
    silent = risk.model_copy(update={"answers": rows[2:3]})
    assert plain_averages(silent, w.knowledge.entries("vendors/answers")).answered is None


def first_vendor():
    from report_example import example

    return example().vendors[0]


@every_language
def test_the_averages_stand_beside_the_verdict_they_would_have_hidden(assessment, language):
    w, v = words(language), first(assessment, "reject")
    plain = plain_averages(v, w.knowledge.entries("vendors/answers"))
    told = average_says(w, v)
    assert f"{plain.total:.0f}" in told and w.term("verdict", v.verdict) in told
    assert told in held(open_view(assessment, language).vendor(v.id).why())


@every_language
def test_duties_that_stand_alike_are_told_in_one_line(assessment, language):
    why = (Reason(rule="vendor_law.unread", args={}),)
    duties = tuple(
        Duty(item=f"pipl21.{name}", law="PIPL.21", state="unread", because=why)
        for name in ("a", "b", "c", "d")
    )
    law = VendorLaw(group="pipl21", applies="applies", duties=duties)
    v = assessment.vendors[0].model_copy(update={"laws": (law,)})
    a = assessment.model_copy(update={"vendors": (v,)})
    told = held(open_view(a, language).vendor(v.id).law())
    assert told.count(words(language).say("vendor_law.unread")) == 1
    assert all(duty.item in told for duty in duties)


@every_language
def test_the_numbers_of_the_portfolio_count_its_vendors(assessment, language):
    w = words(language)
    assert key_numbers(assessment, w)[0][0] == str(len(assessment.vendors))
    counted = [cell for row in tally(assessment, w).rows for cell in row[1:]]
    assert sum(counted) == len(assessment.vendors)


def test_evidence_that_proves_nothing_any_more_is_not_called_none(showroom):
    w = words("en")
    shown = [row for v in showroom.vendors for row in answers(v, w).rows]
    none = w.term("proof", "none")
    assert not [row for row in shown if row[2] == none and row[3]]
    assert w.say("tables.proof_lapsed") in {row[2] for row in shown}


def test_a_fault_in_a_box_seal_or_certificate_stands_on_its_vendors_page(showroom):
    told = {v.id: {f.rule for f in findings_of(showroom, v)} for v in showroom.vendors}
    assert {"F-SEAL-BROKEN", "F-SEAL-MISMATCH", "F-CUSTODY-GAP"} <= told["V-MOVE"]
    assert {"F-DESTRUCTION-METHOD", "F-DESTRUCTION-NO-WITNESS"} <= told["V-SHRED"]
    assert "F-SEAL-BROKEN" not in told["V-SHRED"]


def test_a_step_is_named_only_beside_the_condition_it_mends(assessment):
    step = assessment.actions[0].model_copy(
        update={
            "control": "VN-02",
            "scope": ("V-BI",),
            "findings": ("F-NDA-LATE-V-BI.S",),
            "status": "open",
        }
    )
    v = next(v for v in assessment.vendors if v.id == "V-BI")
    held_up = v.model_copy(update={"conditions": ("nda", "sub-entrusting", "agreement")})
    alone = assessment.model_copy(update={"actions": (step,), "vendors": (held_up,)})
    steps = [one.step for one in conditions(alone, words("en"), held_up)]
    assert steps == [step, None, None]
