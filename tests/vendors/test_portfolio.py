"""The portfolio: worst first, every deadline once, movers told by what changed."""

import datetime as dt

import pytest
from vendor_event_world import engagement, examined, lore, rules
from vendor_world import AS_OF, answers_of, proof, service, vendor

from riskkit.model.inventory import Answer, VendorDocument, VendorPerson
from riskkit.vendors import assess_vendors, deadlines, movers, portfolio_of, questionnaire_for
from riskkit.vendors.portfolio import days_ahead

QUESTIONS = questionnaire_for("it_service", rules()).questions


def assessed(**tables):
    inventory, assets = engagement(**tables)
    risks = assess_vendors(inventory, assets, rules(), as_of=AS_OF, lore=lore())
    return inventory, assets, risks


def mixed():
    vendors = [vendor(f"V{n}") for n in (1, 2, 3)]
    services = [service(f"S{n}", f"V{n}") for n in (1, 2, 3)]
    good = answers_of(QUESTIONS, vendor="V2")
    bad = [Answer(vendor="V3", question="VQ-CON-01", answer="no")]
    return assessed(vendors=vendors, services=services, answers=[*good, *bad], evidence=[proof()])


def test_vendors_are_ranked_by_verdict_and_never_averaged():
    inventory, assets, risks = mixed()
    told = portfolio_of(inventory, assets, risks, rules=rules(), lore=lore(), as_of=AS_OF)
    verdicts = {risk.id: risk.verdict for risk in risks}
    assert told.ranking == ("V3", "V1", "V2")
    assert [verdicts[id] for id in told.ranking] == ["reject", "insufficient", "approve"]
    assert sum(told.tally.values()) == 3
    assert not [name for name in type(told).model_fields if "mean" in name or "average" in name]


def test_a_deadline_is_told_once_and_counts_from_the_day_assessed():
    paper = proof(expires=dt.date(2026, 12, 1))
    rows = [
        Answer(vendor="V1", question=q.id, answer="yes", evidence=(paper.id,))
        for q in QUESTIONS[:4]
    ]
    papers = [
        VendorDocument(
            evidence=paper.id,
            vendor="V1",
            kind="soc2_type2",
            period_to=dt.date(2026, 9, 30),
            bridge_until=dt.date(2026, 12, 20),
        )
    ]
    staff = [
        VendorPerson(
            file="staff.csv",
            line=9,
            vendor="V1",
            person="Chan Tai Man",
            nda_until=dt.date(2026, 11, 10),
        )
    ]
    part = service(contract_until=dt.date(2026, 10, 1), nda_until=dt.date(2027, 1, 1))
    inventory, _, risks = assessed(
        answers=rows, evidence=[paper], documents=papers, staff=staff, services=[part]
    )
    told = [(d.kind, d.subject, d.days) for d in deadlines(inventory, risks, AS_OF)]
    assert [row for row in told if row[0] != "review"] == [
        ("contract", "S1", -31),
        ("person_nda", "staff.csv:9", 9),
        ("evidence", paper.id, 30),
        ("document", paper.id, 49),
        ("nda", "S1", 61),
    ]
    assert sum(kind == "review" for kind, _, _ in told) == 1
    assert days_ahead(deadlines(inventory, risks, AS_OF), (30, 60))[30] >= 2


def test_a_service_that_ended_has_no_deadlines():
    over = service(end=dt.date(2026, 9, 1), contract_until=dt.date(2026, 10, 1))
    inventory, _, risks = assessed(services=[over])
    assert {d.kind for d in deadlines(inventory, risks, AS_OF)} == {"review"}


def at(**changes):
    risk = examined(engagement(answers=answers_of(QUESTIONS), evidence=[proof()]))
    return risk.model_copy(update=changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "same"),
        ({"verdict": "reject"}, "worse"),
        ({"residual": "critical"}, "worse"),
        ({"score": 10.0}, "worse"),
        ({"score": 100.0}, "better"),
    ],
)
def test_movers(changes, expected):
    assert [
        one.change for one in movers([at(score=50.0)], [at(**{"score": 50.0} | changes)], rules())
    ] == [expected]


def test_the_verdict_outweighs_the_score():
    now = at(verdict="conditional", score=100.0)
    assert movers([at(verdict="reject")], [now], rules())[0].change == "better"


def test_movers_name_the_fatal_rules_that_opened_and_who_came_and_went():
    rule = at().knockouts[0].rule
    broken = tuple(
        k.model_copy(update={"state": "fail" if k.rule == rule else k.state})
        for k in at().knockouts
    )
    told = movers(
        [at(), at(id="V8")], [at(knockouts=broken, verdict="reject"), at(id="V9")], rules()
    )
    assert [(one.vendor, one.change) for one in told] == [
        ("V1", "worse"),
        ("V9", "new"),
        ("V8", "gone"),
    ]
    assert (told[0].opened, told[0].closed) == ((rule,), ())
