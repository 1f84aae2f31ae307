"""Findings as a whole: their order, their ids, and that the rules fit the rest of the knowledge."""

import datetime as dt
import re

import pytest
from finding_world import KNOWLEDGE, RULES, action, asset, claim, world

from riskkit.findings import find, find_activities, link
from riskkit.findings.checks import CHECKS
from riskkit.findings.facts import months_after
from riskkit.findings.rows import CONDITIONS
from riskkit.model.assessment import Action
from riskkit.model.value import Text

SENTENCES = KNOWLEDGE.entries("sentences")


def some_findings(**more):
    return find(
        world(
            assets=[asset(owner=None), asset(id="A2", owner=None)],
            controls=[claim(status="absent"), claim(control="TR-01", status="absent")],
            **more,
        ),
        RULES,
        KNOWLEDGE,
    )


def test_findings_come_by_risk_removed_then_severity():
    found = some_findings(removed={"TR-01": 5.0, "CR-01": 9.0})
    assert [f.subject for f in found[:2]] == ["CR-01", "TR-01"]
    keys = [(-f.risk_removed, -["info", "low", "medium", "high", "critical"].index(f.severity))
            for f in found]  # fmt: skip
    assert keys == sorted(keys)


def test_ids_are_unique_and_the_same_from_run_to_run():
    ids = [finding.id for finding in some_findings()]
    assert len(ids) == len(set(ids))
    assert ids == [finding.id for finding in some_findings()]


def test_an_id_stays_when_another_fault_is_mended():
    before = {f.id for f in some_findings()}
    after = {f.id for f in find(world(assets=[asset(id="A2", owner=None)]), RULES, KNOWLEDGE)}
    assert after < before


def test_a_rule_of_another_scenario_is_not_run():
    row = {"REG-GPS": [{"deviation_m": "9000"}]}
    assert find(world(registers=row), RULES, KNOWLEDGE) == ()
    assert find(world(registers=row, header={"scenario": "relocation"}), RULES, KNOWLEDGE)


OF_ITS_OWN = {"date": "2026-10-12", "kind": "external", "findings": "keys"}


@pytest.mark.parametrize(
    ("source", "answered"),
    [("2026 内部审计", False), ("外部评估 2026", True), ("Audit of October", True), ("演练", True)],
)
def test_an_audit_is_answered_by_rows_of_its_kind_or_of_none(source, answered):
    rows = {
        "REG-AUDIT": [OF_ITS_OWN],
        "REG-CAPA": [{"source": "内部审计", "due": "2026-12-31"},
                     {"source": source, "due": "2026-12-31"}],
    }  # fmt: skip
    plan = [action(due=dt.date(2026, 12, 31))]
    found = find(world(registers=rows, actions=plan), RULES, KNOWLEDGE)
    assert ("F-AUDIT-UNANSWERED" in {f.rule for f in found}) is not answered


def test_steps_of_daily_use_run_side_by_side():
    rows = {"REG-PLAN": [
        {"phase": "L0", "start": "2026-01-01", "end": "2026-12-31", "owner": "Ann"},
        {"phase": "L1", "start": "2026-01-01", "end": "2026-03-31", "owner": "Ann"},
    ]}  # fmt: skip
    found = find(world(registers=rows, header={"scenario": "steady"}), RULES, KNOWLEDGE)
    assert "F-PLAN-OVERLAP" not in {f.rule for f in found}


def test_every_check_is_named_by_a_rule_and_every_rule_names_a_check():
    assert {rule.check for rule in RULES.values()} == set(CHECKS)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_names_what_exists(rule):
    assert set(rule.law) <= set(KNOWLEDGE.entries("laws"))
    assert set(rule.controls) <= set(KNOWLEDGE.entries("controls"))
    assert set(rule.registers) <= set(KNOWLEDGE.entries("registers"))
    assert rule.statement in SENTENCES
    assert rule.action is None or rule.action in SENTENCES
    assert rule.source


@pytest.mark.parametrize(
    "rule", [r for r in RULES.values() if r.check == "rows_that"], ids=lambda r: r.id
)
def test_a_row_rule_names_columns_and_conditions_that_exist(rule):
    register = KNOWLEDGE.entries("registers")[rule.parameters["register"]]
    ids = {column.id for column in register.columns}
    for condition, wanted in rule.parameters["where"].items():
        assert condition in CONDITIONS
        named = set()
        if condition in ("late", "off_hours"):
            named = {
                wanted[key] for key in ("from", "to", "column") if isinstance(wanted.get(key), str)
            }
        elif condition in ("beyond", "short_of"):
            named = set(wanted["columns"])
        elif condition != "after_event":
            named = set(wanted)
        assert named <= ids
        if condition in ("equals", "not_equals"):
            for column, values in wanted.items():
                known = {choice.id for choice in register.column(column).choices}
                assert not known or set(values) <= known


@pytest.mark.parametrize("register", KNOWLEDGE.entries("registers").values(), ids=lambda r: r.id)
def test_a_register_names_rules_that_read_it(register):
    for check in register.checks:
        assert set(check.rules) <= set(RULES)


def test_most_checks_of_the_registers_are_made():
    checks = [c for r in KNOWLEDGE.entries("registers").values() for c in r.checks]
    assert sum(bool(check.rules) for check in checks) / len(checks) > 0.85


def test_a_choice_reads_the_same_in_a_register_and_in_a_finding():
    for id, sentence in SENTENCES.items():
        if match := re.fullmatch(r"(REG-[A-Z]+)\.([a-z_]+)\.([a-z_]+)", id):
            column = KNOWLEDGE.entries("registers")[match[1]].column(match[2])
            assert {c.id: c.text for c in column.choices}[match[3]] == sentence.text


def test_a_finding_is_linked_to_the_action_that_mends_it():
    found = some_findings()
    words = Text(zh_hans="x", zh_hant="x", en="x")
    linked = link(found, [Action(id="P-1", statement=words, findings=(found[0].id,))])
    assert [f.action for f in linked[:2]] == ["P-1", None]


def test_the_record_of_an_activity_says_what_is_missing():
    from finding_world import activity

    facts = world(activities=[activity(purpose=None, cross_border=None)])
    (record,) = find_activities(facts.inventory, KNOWLEDGE)
    assert record.missing == ("purpose", "cross_border")
    assert record.basis == {"pipl": "contract", "gdpr": "contract"}


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-12-15", 0, "2024-12-15"),
        ("2024-12-15", 1e12, "9999-12-31"),
    ],
)
def test_months_are_calendar_months(start, months, end):
    from finding_world import date

    assert months_after(date(start), months) == date(end)


def test_a_client_action_keeps_its_own_overdue_finding():
    from finding_world import date

    found = find(world(actions=[action(due=date("2026-11-01"))]), RULES, KNOWLEDGE)
    assert [f.subject for f in found] == ["T1"]


def test_beyond_what_anybody_reads_the_rest_is_one_finding():
    rows = [{"data_set": f"Z{i}", "disposition": "withhold"} for i in range(1234)]
    found = find(world(registers={"REG-HANDOVER": rows}), RULES, KNOWLEDGE)
    assert len(found) == 201
    (more,) = [finding for finding in found if finding.subject == "more"]
    assert "1,034" in more.statement.en
    assert more.rule == "F-HANDOVER-UNKNOWN"
