"""A comment is read by tables of phrases, takes back what it contradicts, and is never kept."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vendor_event_world import engagement, examined, lore, rules
from vendor_world import answers_of, proof

from riskkit.model.inventory import Answer
from riskkit.vendors import questionnaire_for
from riskkit.vendors.comments import contradicted_answers
from riskkit.vendors.phrases import tidy

QUESTIONS = {q.id: q for q in questionnaire_for("it_service", rules()).questions}
POSITIVE, NEGATIVE = "VQ-CON-01", "VQ-GOV-04"


def found(answer, comment, question=POSITIVE, **fields):
    row = Answer(vendor="V1", question=question, answer=answer, comment=comment, **fields)
    return {one.rule for one in contradicted_answers([row], QUESTIONS, lore().comments, rules())}


@pytest.mark.parametrize(
    "comment",
    [
        "There is not a formally separate written policy.",
        "We do not currently have a documented process",
        "Backups are not encrypted",
        "Logs are kept. MFA is not yet enabled for administrators.",
        "NOT  YET in place",
        "Not\u200b yet in place",
        "ｎｏｔ yet in place",
        "We don’t have one",
        "This has not been tested",
        "尚未签署正式协议",
        "制度已起草，暂未发布",
        "暫未發布正式規範",
        "备份未加密",
        "備份沒有加密",
        "目前没有书面流程",
    ],
)
def test_a_yes_negated_by_its_own_text_is_found(comment):
    assert "negated" in found("yes", comment)


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "See policy 4.2",
        "No exceptions.",
        "Data is never shared; we do not have any incidents to report",
        "Access is not granted without approval",
        "No unauthorised access is possible",
        "Encrypted at rest, not only in transit",
        "Data is not shared with third parties",
        "未经授权不得访问",
        "未发生过泄露事件",
        "不向第三方提供，未经同意不转委托",
        "已建立并每年复审",
        "已加密，密钥由专人保管",
        "knot yetis are not yetis",
        "another nothing",
    ],
)
def test_a_yes_that_its_text_bears_out_is_left_alone(comment):
    assert not found("yes", comment)


@pytest.mark.parametrize(
    ("rule", "answer", "comment", "question"),
    [
        ("planned", "yes", "The tool will be rolled out next quarter", POSITIVE),
        ("planned", "yes", "计划于明年三月完成", POSITIVE),
        ("hedged", "yes", "On a best effort basis", POSITIVE),
        ("hedged", "是", "应该是云平台做的", POSITIVE),
        ("partial", "yes", "For most systems", POSITIVE),
        ("partial", "是", "仅限部分系统", POSITIVE),
        ("conditional", "yes", "Subject to a separate agreement", POSITIVE),
        ("conditional", "是", "需另行收费", POSITIVE),
        ("passed_on", "yes", "Our hosting partner takes care of this", POSITIVE),
        ("passed_on", "是", "由我们的合作伙伴负责", POSITIVE),
        ("lapsed", "yes", "We used to do that", POSITIVE),
        ("lapsed", "是", "以前做过", POSITIVE),
        ("replaced", "yes", "A compensating control is in use", POSITIVE),
        ("replaced", "no", "We use a gateway instead", POSITIVE),
        ("replaced", "否", "采用其他方式保护", POSITIVE),
        ("na_gap", "n/a", "No such policy exists yet", POSITIVE),
        ("na_gap", "不适用", "尚未制定", POSITIVE),
        ("na_control", "n/a", "We review the logs manually", POSITIVE),
        ("denied_na", "no", "Not applicable, we do not process such data", POSITIVE),
        ("denied_na", "否", "本项不适用", POSITIVE),
        ("na_outsourced", "n/a", "Hosted by our cloud provider", POSITIVE),
        ("na_outsourced", "不适用", "由第三方负责", POSITIVE),
        ("admitted", "no", "One incident in March, closed in April", NEGATIVE),
        ("admitted", "否", "去年曾发生一起", NEGATIVE),
    ],
)
def test_each_rule_finds_its_own_kind_of_contradiction(rule, answer, comment, question):
    assert found(answer, comment, question) == {rule}


def test_a_negation_bears_out_a_favourable_no():
    assert not found("no", "We do not have any open findings, and there is no fine", NEGATIVE)


def test_an_honest_partial_with_a_plan_is_no_contradiction():
    assert not found("partial", "The rest is planned for next year")


def test_the_reason_given_for_not_applicable_is_read_too():
    assert found("n/a", None, na_reason="handled by a subcontractor") == {"na_outsourced"}


def test_only_the_beginning_of_an_endless_comment_is_read():
    assert not found("yes", "fine " * 1000 + "not yet in place")
    assert len(tidy("x" * 10**6)) < 5000


SECRET = "Chan Tai Man 13800138000"


def risk_with(comment, question=POSITIVE):
    known = answers_of(QUESTIONS.values())
    rows = [
        row.model_copy(update={"comment": comment}) if row.question == question else row
        for row in known
    ]
    return examined(engagement(answers=rows, evidence=[proof()]))


def test_no_word_of_a_comment_is_kept():
    risk = risk_with(f"Not yet in place, ask {SECRET}")
    assert risk.contradictions
    told = risk.model_dump_json()
    assert "Chan" not in told and "13800138000" not in told


def test_a_contradicted_fatal_answer_is_unproven_and_never_approved():
    clean, doubted = risk_with("See clause 4"), risk_with("Not yet signed")
    state = {k.question: k.state for k in doubted.knockouts if k.service is None}
    assert state[POSITIVE] == "unproven"
    assert clean.verdict == "approve" and doubted.verdict == "conditional"
    assert doubted.score == clean.score and doubted.lo < clean.lo


def test_what_excuses_one_clause_excuses_no_other():
    assert found("yes", "There are no exceptions. The log is not in place.") == {"negated"}
    assert found("yes", "没有例外情况。日志目前尚未启用。") == {"negated"}


@pytest.mark.parametrize(
    ("comment", "as_of", "expected"),
    [
        ("The last restore test was in 2019", dt.date(2026, 5, 1), {"lapsed"}),
        ("上次演练是2019年", dt.date(2026, 5, 1), {"lapsed"}),
        ("The last restore test was in 2019", dt.date(2020, 5, 1), set()),
        ("Certified since 2019", dt.date(2026, 5, 1), set()),
        ("In force from 2027", dt.date(2026, 5, 1), {"planned"}),
        ("In force from 2027", dt.date(2027, 5, 1), set()),
        ("Certificate valid until 2028", dt.date(2026, 5, 1), set()),
    ],
)
def test_a_year_is_seen_from_the_day_of_the_assessment(comment, as_of, expected):
    row = Answer(vendor="V1", question=POSITIVE, answer="yes", comment=comment)
    told = contradicted_answers([row], QUESTIONS, lore().comments, rules(), as_of=as_of)
    assert {one.rule for one in told} == expected


def test_a_soft_word_deep_in_a_long_comment_limits_its_sentence_only():
    many = "We keep a log. " * 9
    assert found("yes", f"{many} Usually within a day. {many}") == set()
    assert found("yes", f"Usually. {many}") == {"hedged"}
    assert found("yes", f"{many} MFA is not enforced. {many}") == {"negated"}


def test_a_part_of_a_fatal_duty_is_not_the_duty():
    plain = next(id for id, q in QUESTIONS.items() if not q.fatal and q.favourable == "yes")
    fatal, other = risk_with("Only for some of our sites"), risk_with("Only for some sites", plain)
    state = {k.question: k.state for k in fatal.knockouts if k.service is None}
    assert (state[POSITIVE], fatal.verdict) == ("unproven", "conditional")
    assert other.verdict == "approve" and other.contradictions


@settings(max_examples=25, deadline=None, database=None)
@given(comment=st.text(max_size=80), question=st.sampled_from(sorted(QUESTIONS)))
def test_a_comment_never_makes_a_vendor_better(comment, question):
    clean, commented = risk_with(None, question), risk_with(comment, question)
    order = ("approve", "conditional", "insufficient", "reject")
    assert commented.score == clean.score
    assert commented.lo <= clean.lo and commented.hi == clean.hi
    assert order.index(commented.verdict) >= order.index(clean.verdict)
