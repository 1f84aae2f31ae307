"""The treatment plan: who mends what by when, and nothing twice."""

import datetime as dt

import pytest
from finding_world import (
    AS_OF,
    KNOWLEDGE,
    RULES,
    action,
    asset,
    claim,
    control_state,
    date,
    service,
    vendor,
    world,
)

from riskkit.findings import Basis, find, link, plan

DUE = KNOWLEDGE.entries("rules/due")


def planned(as_of=AS_OF, removed=None, **tables):
    facts = world(removed=removed or {}, as_of=as_of, **tables)
    basis = Basis(
        inventory=facts.inventory,
        as_of=as_of,
        controls=(),
        removed=removed or {},
        rules=RULES,
        due=DUE,
        knowledge=KNOWLEDGE,
    )
    findings = find(facts, RULES, KNOWLEDGE)
    actions = plan(findings, basis)
    return link(findings, actions), actions


def test_every_finding_that_needs_mending_has_an_action():
    findings, actions = planned(
        assets=[asset(owner=None), asset(id="A2", owner=None)],
        controls=[],
        vendors=[vendor()],
        services=[service(processing_agreement=False)],
    )
    by_id = {one.id: one for one in actions}
    assert findings
    for finding in findings:
        assert finding.id in by_id[finding.action].findings


def test_one_action_mends_all_findings_of_a_rule():
    _, actions = planned(assets=[asset(owner=None), asset(id="A2", owner=None)])
    (one,) = actions
    assert one.id == "P-F-OWNER-MISSING"
    assert one.proposed
    assert one.scope == ("A1", "A2")
    assert len(one.findings) == 2


def test_a_missing_control_asks_for_that_control_where_it_is_missing():
    facts = world(controls=[claim(status="absent", scope=("A1",))], assets=[asset()])
    findings = find(facts, RULES, KNOWLEDGE)
    basis = Basis(facts.inventory, AS_OF, (control_state(owner="Eve"),), {"CR-01": 7.5}, RULES,
                  DUE, KNOWLEDGE)  # fmt: skip
    (one,) = plan(findings, basis)
    assert (one.id, one.control, one.scope) == ("P-CR-01", "CR-01", ("A1",))
    assert (one.owner, one.risk_removed) == ("Eve", 7.5)
    assert KNOWLEDGE.label("control.CR-01", "en") in one.statement.en


@pytest.mark.parametrize(
    ("scope", "status", "taken"),
    [
        (("A1",), "open", True),
        (("*",), "in_progress", True),
        (("A2",), "open", False),
        (("A1",), "cancelled", False),
        (("A1",), "done", False),
    ],
)
def test_a_live_action_for_the_same_control_and_place_takes_the_finding(scope, status, taken):
    facts = world(
        assets=[asset(), asset(id="A2")],
        controls=[claim(status="absent", scope=("A1",))],
        actions=[action(scope=scope, status=status, verified_by="Bob", statement="加密")],
    )
    basis = Basis(facts.inventory, AS_OF, (), {}, RULES, DUE, KNOWLEDGE)
    findings = find(facts, RULES, KNOWLEDGE)
    actions = {one.id: one for one in plan(findings, basis)}
    assert ("P-CR-01" in actions) is not taken
    assert bool(actions["T1"].findings) is taken
    assert actions["T1"].statement.all == ("加密",) * 3


@pytest.mark.parametrize(
    ("assets", "scope", "taken"),
    [
        ("A1", ("A1",), True),
        ("Members", ("A1",), True),
        ("Member", ("A1",), True),
        ("A1;A2", ("A1",), False),
        ("A2", ("A1",), False),
        ("", ("A1",), False),
        ("", ("*",), True),
    ],
)
def test_an_action_mends_in_a_register_only_rows_about_its_assets(assets, scope, taken):
    box = {"box_no": "B-1", "tier": "high", "label_text": "合同 13800138000", "assets": assets}
    findings, _ = planned(
        assets=[asset(name="Members"), asset(id="A2", name="Forms")],
        registers={"REG-BOX": [box]},
        actions=[action(control="MV-03", scope=scope)],
        header={"scenario": "relocation", "event_date": AS_OF},
    )
    mends = next(f.action for f in findings if f.rule == "F-LABEL-PERSONAL")
    assert (mends == "T1") is taken


def test_an_action_about_what_a_vendor_touches_is_about_the_vendor():
    findings, actions = planned(
        assets=[asset()],
        vendors=[vendor()],
        services=[service(processing_agreement=False)],
        actions=[action(control="VN-02", scope=("A1",))],
    )
    assert [one.id for one in actions] == ["T1"]
    assert findings[0].action == "T1"


def test_the_plan_comes_by_risk_removed():
    _, actions = planned(
        removed={"GV-03": 1.0, "IN-02": 2.0, "VN-02": 9.0},
        assets=[asset(owner=None)],
        vendors=[vendor()],
        services=[service(processing_agreement=False)],
    )
    points = [one.risk_removed for one in actions]
    assert points == sorted(points, reverse=True)
    assert points[0] == 9.0


def test_a_done_action_removes_no_more_risk():
    _, actions = planned(removed={"CR-01": 5.0}, actions=[action(status="done", verified_by="Bob")])
    assert actions[0].risk_removed == 0


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        (dt.date(2026, 11, 20), dt.date(2026, 12, 1)),  # two weeks before the event of 15 December
        (dt.date(2026, 12, 14), dt.date(2026, 12, 15)),  # the event is upon us: the next day
        (dt.date(2026, 12, 16), dt.date(2027, 1, 15)),  # after it: 30 days
    ],
)
def test_a_high_finding_is_due_before_the_event_or_in_thirty_days(as_of, due):
    _, actions = planned(
        as_of=as_of,
        assets=[asset()],
        vendors=[vendor()],
        services=[service(processing_agreement=False)],
    )
    (one,) = [one for one in actions if one.id == "P-F-NO-AGREEMENT"]
    assert one.due == due


def test_an_action_falls_to_the_owner_of_the_asset_then_to_the_officer():
    old = date("2026-05-01")
    _, (one,) = planned(assets=[asset(owner="Eve", last_confirmed=old)])
    assert one.owner == "Eve"
    two = [asset(owner="Eve", last_confirmed=old), asset(id="A2", owner="Bob", last_confirmed=old)]
    _, (one,) = planned(assets=two)
    assert one.owner == "DPO"


def test_a_finding_for_information_asks_for_nothing():
    from finding_world import column

    findings, actions = planned(
        assets=[asset(data_kinds=("name", "id_document"))], columns=[column()]
    )
    assert [f.severity for f in findings] == ["info"]
    assert actions == ()
