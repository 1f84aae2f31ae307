"""Fatal rules: tested by answers and by the client's own facts; they can only raise a risk."""

import datetime as dt

import pytest
from vendor_world import (
    AS_OF,
    answers_of,
    assess,
    asset,
    proof,
    service,
    shipped,
    vendor,
    world,
)

from riskkit.model.inventory import Answer, PlannedAction
from riskkit.model.vendors import CORE
from riskkit.vendors import gather_facts, questionnaire_for
from riskkit.vendors.knockouts import fact_knockouts

YESTERDAY, TOMORROW = AS_OF - dt.timedelta(days=1), AS_OF + dt.timedelta(days=1)
LONG_AGO = AS_OF - dt.timedelta(days=400)
ABROAD = {"countries": ("CN", "US")}


def states(rules, *, held=None, **fields):
    held = held or asset()
    facts = gather_facts(vendor(), [service(**fields)], assets={"A1": held}, rules=rules)
    return {one.rule: one.state for one in fact_knockouts(facts, rules, as_of=AS_OF)}


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "pass"),
        ({"processing_agreement": False}, "fail"),
        ({"processing_agreement": None}, "unknown"),
        ({"contract_signed": None}, "unproven"),
        ({"contract_signed": TOMORROW}, "unproven"),
        ({"contract_until": YESTERDAY}, "unproven"),
        ({"contract_until": TOMORROW}, "pass"),
        ({"contract_until": LONG_AGO, "end": YESTERDAY}, "pass"),
        ({"role": "recipient", "processing_agreement": False}, "fail"),
        ({"role": "none", "processing_agreement": False}, None),
        ({"role": None, "processing_agreement": False}, "unknown"),
        ({"processing_agreement": False, "assets": ()}, "unknown"),
    ],
)
def test_personal_data_needs_an_agreement(rules, fields, state):
    assert states(rules, **fields).get("agreement") == state


def test_no_personal_data_needs_no_agreement(rules):
    held = asset(tier="none", score=0, declared=("aggregate",))
    assert "agreement" not in states(rules, held=held, processing_agreement=False)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "pass"),
        ({"nda_signed": None, "first_access": YESTERDAY}, "fail"),
        ({"nda_signed": None, "first_access": TOMORROW}, "unknown"),
        ({"nda_signed": None, "first_access": None}, "unknown"),
        ({"nda_signed": YESTERDAY, "first_access": LONG_AGO}, "partial"),
        ({"nda_signed": YESTERDAY, "first_access": YESTERDAY}, "pass"),
        ({"nda_signed": TOMORROW, "first_access": YESTERDAY}, "fail"),
        ({"nda_signed": YESTERDAY, "first_access": None}, "unproven"),
        ({"nda_until": YESTERDAY}, "unproven"),
        ({"nda_until": YESTERDAY, "end": YESTERDAY}, "pass"),
        ({"physical_access": False, "nda_signed": None}, None),
        ({"physical_access": None, "nda_signed": None}, "unknown"),
    ],
)
def test_physical_access_needs_a_confidentiality_agreement_before(rules, fields, state):
    assert states(rules, **fields).get("nda") == state


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, None),
        ({**ABROAD, "transfer_mechanism": "none"}, "fail"),
        ({**ABROAD, "transfer_mechanism": None}, "unknown"),
        ({**ABROAD, "transfer_mechanism": "assessment"}, "pass"),
        ({**ABROAD, "transfer_mechanism": "standard_contract"}, "pass"),
        ({**ABROAD, "transfer_mechanism": "certification"}, "pass"),
        ({**ABROAD, "transfer_mechanism": "exempt"}, "pass"),
        ({**ABROAD, "transfer_mechanism": "scc"}, "partial"),
        ({**ABROAD, "transfer_mechanism": "adequacy"}, "partial"),
    ],
)
def test_a_transfer_abroad_needs_a_mechanism_of_the_home_law(rules, fields, state):
    assert states(rules, **fields).get("transfer") == state


def perfect(rules, kind="it_service"):
    questions = questionnaire_for(kind, rules).questions
    return {a.question: a for a in answers_of(questions)}


@pytest.mark.parametrize(
    ("fields", "verdict", "residual"),
    [
        ({}, "approve", "moderate"),
        ({"processing_agreement": False}, "reject", "critical"),
        ({"nda_signed": None}, "reject", "critical"),
        ({"nda_signed": YESTERDAY}, "conditional", "high"),
        ({**ABROAD, "transfer_mechanism": "none"}, "reject", "critical"),
        ({**ABROAD, "transfer_mechanism": None}, "conditional", "high"),
    ],
)
def test_facts_of_the_client_override_perfect_answers(rules, fields, verdict, residual):
    given = perfect(rules).values()
    risk = assess(rules, world(answers=given, evidence=[proof()], services=[service(**fields)]))[
        "V1"
    ]
    assert risk.inherent == "high"
    assert (risk.verdict, risk.residual) == (verdict, residual)
    told = {k.rule: k for k in risk.knockouts if k.service == "S1"}
    assert told["agreement"].question == "VQ-CON-01"
    assert risk.score == 100, "the average stays as it is, beside the rule that overrides it"


FATAL = [q for q in shipped("questionnaires").values() if q.fatal and q.questionnaire == CORE]


@pytest.mark.parametrize("question", FATAL, ids=lambda q: q.id)
@pytest.mark.parametrize(
    ("word", "verdict"),
    [("bad", "reject"), ("planned", "reject"), ("partial", "conditional"), (None, "conditional")],
)
def test_one_fatal_answer_overrides_all_the_others(rules, question, word, verdict):
    kind = question.kinds[0] if question.kinds else "it_service"
    given = perfect(rules, kind)
    bad = "no" if question.favourable == "yes" else "yes"
    if word is None:
        del given[question.id]
    else:
        changed = given[question.id].model_dump() | {"answer": bad if word == "bad" else word}
        given[question.id] = Answer(**changed)
    one = service(logical_access="admin", transfer_mechanism="assessment", **ABROAD)
    risk = assess(
        rules,
        world(
            answers=given.values(),
            evidence=[proof()],
            vendors=[vendor(kind=kind)],
            services=[one],
            assets=[asset(persons=500)],
        ),
    )["V1"]
    assert question.id in {answer["question"] for answer in risk.answers}
    assert risk.verdict == verdict
    assert risk.residual == ("critical" if verdict == "reject" else "high")
    assert risk.score > 80
    assert question.fatal in risk.conditions
    assert {k.rule for k in risk.knockouts if k.state != "pass"} == {question.fatal}
    assert all(k.law for k in risk.knockouts)


def plan(control, scope=("V1",), **fields):
    return PlannedAction(id="X1", control=control, scope=scope, **fields)


@pytest.mark.parametrize(
    ("action", "projected"),
    [
        (plan("VN-02"), "moderate"),
        (plan("VN-02", ("*",)), "moderate"),
        (plan("VN-02", ("S1",)), "moderate"),
        (plan("VN-02", ("V2",)), "critical"),
        (plan("VN-02", status="cancelled"), "critical"),
        (plan("VN-02", treatment="accept"), "critical"),
        (plan("VN-05"), "critical"),
        (plan(None), "critical"),
    ],
)
def test_the_plan_shows_in_the_projected_tier_only(rules, action, projected):
    one = service(processing_agreement=False)
    risk = assess(
        rules,
        world(
            answers=perfect(rules).values(),
            evidence=[proof()],
            services=[one],
            actions=[action],
        ),
    )["V1"]
    assert risk.residual == "critical"
    assert risk.projected == projected


def test_an_agreement_signed_tomorrow_does_not_undo_the_access_of_yesterday(rules):
    one = service(nda_signed=None)
    risk = assess(
        rules,
        world(
            answers=perfect(rules).values(),
            evidence=[proof()],
            services=[one],
            actions=[plan("VN-02")],
        ),
    )["V1"]
    assert (risk.residual, risk.projected) == ("critical", "high")
