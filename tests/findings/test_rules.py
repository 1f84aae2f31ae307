"""Every rule finds its seeded fault and is silent on the clean twin."""

import re

import pytest
from finding_cases import CASES
from finding_world import (
    KNOWLEDGE,
    RULES,
    activity,
    asset,
    column,
    date,
    findings,
    in_scenario,
    service,
    vendor,
    world,
)

from riskkit.findings import find
from riskkit.model.value import LANGUAGES


@pytest.mark.parametrize(("rule", "bad", "good"), CASES, ids=[case[0] for case in CASES])
def test_a_seeded_fault_is_found_and_its_clean_twin_is_silent(rule, bad, good):
    found = findings(rule, in_scenario(rule, bad))
    assert len(found) == 1, found
    assert found[0].rule == rule
    assert found[0].id.startswith(f"{rule}-")
    assert findings(rule, in_scenario(rule, good)) == ()


@pytest.mark.parametrize(("rule", "bad", "good"), CASES, ids=[case[0] for case in CASES])
def test_a_statement_says_the_same_numbers_in_every_language(rule, bad, good):
    statement = findings(rule, in_scenario(rule, bad))[0].statement
    numbers = [sorted(re.findall(r"\d[\d,.-]*\d|\d", statement.get(lang))) for lang in LANGUAGES]
    assert numbers[0] == numbers[1] == numbers[2]
    assert not any("{" in statement.get(language) for language in LANGUAGES)


def test_every_rule_has_a_case():
    assert {case[0] for case in CASES} == set(RULES)


def test_no_rule_speaks_of_an_empty_engagement():
    """What is not kept is not assessed; only the missing itself is told."""
    assert find(world(), RULES, KNOWLEDGE) == ()


@pytest.mark.parametrize("secret", ["13800138000", "陈大文", "=cmd|' /C calc'!A0", "<script>"])
def test_no_cell_of_a_register_is_repeated(secret):
    from riskkit.model.rules import Register

    for register in KNOWLEDGE.entries("registers").values():
        assert isinstance(register, Register)
        cells = {column.id: secret for column in register.columns if column.kind == "text"}
        dates = {c.id: "2020-01-01" for c in register.columns if c.kind in ("date", "datetime")}
        for more in (dates, {}):
            given = world(registers={register.id: [{**cells, **more}, {**cells, **more}]})
            for finding in find(given, RULES, KNOWLEDGE):
                assert secret not in finding.model_dump_json()


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("客户敏感资料 禁止随意开启 YS-01", False),
        ("会员登记表 2026-11-17 第 12 箱", False),
        ("联系人：陈大文", True),
        ("张先生合同", True),
        ("138-0013-8000", True),
        ("0912-345-678", True),
        ("A123456(7)", True),
        ("a.b@example.com", True),
        ("订单号 202611171234567890", False),
    ],
)
def test_a_label_is_neutral_unless_it_tells_a_person(label, found):
    given = {"registers": {"REG-BOX": [{"box_no": "B-1", "tier": "low", "label_text": label}]}}
    assert bool(findings("F-LABEL-PERSONAL", given)) is found


@pytest.mark.parametrize(
    ("declared", "found", "finds"),
    [
        (("name",), "health", True),
        (("id_photo",), "id_document", False),
        (("name",), "organisation", False),
        (("aggregate",), "health", False),  # told as not anonymous instead
    ],
)
def test_a_category_is_undeclared_unless_another_covers_it(declared, found, finds):
    given = {"assets": [asset(data_kinds=declared)], "columns": [column(category=found)]}
    assert bool(findings("F-DATA-UNDECLARED", given)) is finds


@pytest.mark.parametrize(
    ("needs", "found", "finds"),
    [
        ((("name",),), "health", True),
        ((("name",), ("health",)), "health", False),  # another activity needs it
        ((("id_photo",),), "id_document", False),  # covered
        ((("name",), ()), "health", False),  # an activity that does not say may need it
        ((), "health", False),  # told as an asset without an activity
        ((("name",),), "communication", False),
        ((("name",),), "member_id", False),
    ],
)
def test_collected_beyond_any_activity_is_what_no_activity_with_the_asset_needs(
    needs, found, finds
):
    """Even where the inventory lists it: to declare is not to need."""
    given = {
        "assets": [asset(data_kinds=("name", "health", "id_photo", "communication", "member_id"))],
        "activities": [activity(id=f"P{n}", data_kinds=kinds) for n, kinds in enumerate(needs)],
        "columns": [column(category=found, column="c1")],
    }
    hits = findings("F-DATA-BEYOND-ACTIVITY", given)
    assert bool(hits) is finds
    for hit in hits:
        assert hit.evidence[0] == "crm.csv::::c1"
        assert "health" not in hit.statement.zh_hans


def test_an_asset_no_activity_uses_is_told_only_where_activities_are_on_record():
    given = {"assets": [asset(), asset(id="A2")], "columns": [column()]}
    assert findings("F-DATA-NO-ACTIVITY", given) == ()
    given["activities"] = [activity(assets=("A2",))]
    (hit,) = findings("F-DATA-NO-ACTIVITY", given)
    assert hit.subject == "A1"


def test_an_undeclared_category_names_its_columns_and_never_an_example():
    columns = [column(category="health", column=c, examples=("糖尿**",)) for c in ("c1", "c2")]
    (finding,) = findings("F-DATA-UNDECLARED", {"assets": [asset()], "columns": columns})
    assert finding.evidence == ("crm.csv::::c1", "crm.csv::::c2")
    assert "糖尿" not in finding.model_dump_json()


def test_a_free_text_is_judged_by_what_stands_in_it():
    text = column(
        category="communication", entity="FREE_TEXT_PII", rows=200,
        entities={"CN_RESIDENT_ID": 0.05, "PERSON": 0.5},
    )  # fmt: skip
    (finding,) = findings("F-DATA-UNDECLARED", {"assets": [asset()], "columns": [text]})
    assert finding.id.endswith("id_document")
    assert "hits: 10" in finding.statement.en


@pytest.mark.parametrize(("probability", "finds"), [(0.7, True), (0.69, False)])
def test_a_doubtful_column_is_no_finding(probability, finds):
    columns = [column(category="health", probability=probability)]
    assert bool(findings("F-DATA-UNDECLARED", {"assets": [asset()], "columns": columns})) is finds


@pytest.mark.parametrize(
    ("change", "finds"), [({}, True), ({"carrier": "paper"}, False), ({"data": ()}, True)]
)
def test_what_an_index_of_paper_does_not_show_is_no_finding(change, finds):
    given = {"assets": [asset(data_kinds=("name", "id_document"), **change)], "columns": [column()]}
    assert bool(findings("F-DECLARED-NOT-FOUND", given)) is finds


@pytest.mark.parametrize(
    ("role", "agreement", "severity"),
    [("entrusted", False, "high"), ("processor", None, "medium")],
)
def test_an_unknown_agreement_weighs_less_than_a_missing_one(role, agreement, severity):
    given = {
        "assets": [asset()],
        "vendors": [vendor()],
        "services": [service(role=role, processing_agreement=agreement)],
    }
    (finding,) = findings("F-NO-AGREEMENT", given)
    assert finding.severity == severity


@pytest.mark.parametrize("deal", ["share_deal"])
def test_in_a_share_deal_nobody_needs_a_transfer_notice(deal):
    soon = {"as_of": date("2026-12-10")}
    assert findings("F-NOTICE-MISSING", {"header": {"deal_type": deal}, **soon}) == ()
    assert findings("F-NOTICE-MISSING", {"header": {"deal_type": "merger"}, **soon})


def test_the_successor_in_a_merger_needs_no_separate_consent():
    given = {
        "header": {"deal_type": "merger"},
        "vendors": [vendor(kind="transferee")],
        "services": [service(role="recipient")],
        "activities": [activity(basis_pipl="consent", recipients=("V1",), separate_consent=False)],
    }
    assert findings("F-CONSENT-PROVIDE", given) == ()
    given["header"] = {"deal_type": "list_sale"}
    assert len(findings("F-CONSENT-PROVIDE", given)) == 1
