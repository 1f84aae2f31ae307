"""Answers: read without guessing, worth what their proof is worth, silent ones never good."""

import datetime as dt
from itertools import pairwise

import pytest
from vendor_world import AS_OF, PROOFS, asset, proof, service, shipped, vendor, world
from vendor_world import assess as assess_world

from riskkit.catalogue.knowledge import fold
from riskkit.model.inventory import Answer, Evidence
from riskkit.vendors import normalise_answer
from riskkit.vendors.answers import read_items
from riskkit.vendors.proof import Proving, back, freshness, level_of

QUESTION = shipped("questionnaires")["VQ-CON-01"]
NEGATIVE = shipped("questionnaires")["VQ-GOV-04"]
AUTHORS = frozenset({fold("V1"), fold("Vendor V1")})


def item(rules, *answers, question=QUESTION, tier="high", evidence=(), as_of=AS_OF):
    proving = Proving(rules, tier, {e.id: e for e in evidence}, as_of)
    (one,) = read_items([question], answers, proving=proving, authors=AUTHORS)
    return one


def answer(word, *, question=QUESTION, **fields):
    return Answer(vendor="V1", question=question.id, answer=word, **fields)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("yes", "yes"), ("Yes", "yes"), (" Y ", "yes"), ("是", "yes"), ("是。", "yes"),
        ("有", "yes"), ("符合", "yes"), ("已實施", "yes"), ("ＹＥＳ", "yes"), ("√", "yes"),
        ("no", "no"), ("N", "no"), ("否", "no"), ("無", "no"), ("没有", "no"), ("未实施", "no"),
        ("部分", "partial"), ("Partially", "partial"), ("基本符合", "partial"),
        ("计划中", "planned"), ("In progress", "planned"), ("規劃中", "planned"),
        ("N/A", "na"), ("不适用", "na"), ("不適用", "na"),
        ("外包", "outsourced"), ("3rd-party outsourced", "outsourced"),
        ("替代措施", "alternate"), ("Compensating", "alternate"),
        (None, "unanswered"), ("", "unanswered"), ("  ", "unanswered"), ("未知", "unanswered"),
        ("TBD", "unanswered"), ("-", "unanswered"),
        ("yes, but not yet", "unreadable"), ("是，尚未实施", "unreadable"),
        ("not yes", "unreadable"), ("=1+1", "unreadable"), ("见附件", "unreadable"),
    ],
)  # fmt: skip
def test_a_word_means_what_the_knowledge_says_and_a_sentence_is_not_guessed(rules, word, meaning):
    assert normalise_answer(word, rules) == meaning


def test_no_word_means_two_things(rules):
    meanings = {}
    for id, entry in shipped("vendors/answers").items():
        for word in {fold(w) for w in (id, *entry.name.all, *entry.words)}:
            assert meanings.setdefault(word, id) == id, f"{word} is {id} and {meanings[word]}"


@pytest.mark.parametrize(
    ("word", "gap", "lo", "hi", "state"),
    [
        ("yes", 0.7, 0, 0.7, "unproven"),
        ("partial", 0.85, 0.5, 0.85, "partial"),
        ("alternate", 0.85, 0.5, 0.85, "partial"),
        ("planned", 0.955, 0.85, 0.955, "fail"),
        ("no", 1, 1, 1, "fail"),
        ("outsourced", 1, 0, 1, "unknown"),
        ("n/a", 1, 0, 1, "unknown"),
        ("", 1, 0, 1, "unknown"),
        ("perhaps", 1, 0, 1, "unknown"),
    ],
)
def test_what_an_answer_without_proof_leaves_open(rules, word, gap, lo, hi, state):
    one = item(rules, answer(word))
    assert (one.gap, one.lo, one.hi) == pytest.approx((gap, lo, hi))
    assert one.state == state


def test_a_question_nobody_answered_is_open_not_left_out(rules):
    one = item(rules)
    assert (one.gap, one.lo, one.hi, one.state) == (1, 0, 1, "unknown")
    assert one.scored and not one.answered


@pytest.mark.parametrize(("word", "state"), [("no", "unproven"), ("yes", "fail")])
def test_where_no_is_the_good_answer_yes_fails(rules, word, state):
    one = item(rules, answer(word, question=NEGATIVE), question=NEGATIVE, tier="critical")
    assert one.state == state


@pytest.mark.parametrize(
    ("reason", "approver", "state"),
    [
        ("no data abroad", "privacy officer", "not_applicable"),
        ("no data abroad", None, "unknown"),
        (None, "privacy officer", "unknown"),
        ("   ", "privacy officer", "unknown"),
        ("no data abroad", "Vendor V1", "unknown"),
        ("no data abroad", "VENDOR v1", "unknown"),
        ("no data abroad", "V1", "unknown"),
    ],
)
def test_not_applicable_needs_a_reason_and_the_approval_of_another(rules, reason, approver, state):
    one = item(rules, answer("不适用", na_reason=reason, na_approved_by=approver))
    assert one.state == state
    assert one.scored == (state == "unknown")
    assert one.unapproved == (state == "unknown")


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [("yes", "no", "fail"), ("no", "yes", "fail"), ("yes", "", "unknown"), ("yes", "yes", "pass")],
)
def test_of_two_answers_to_one_question_the_worst_counts(rules, first, second, state):
    good = {"evidence": ("E-verified",)}
    one = item(rules, answer(first, **good), answer(second, **good), evidence=[proof("verified")])
    assert one.state == state
    assert one.repeated


@pytest.mark.parametrize("tier", ["low", "moderate", "high", "critical"])
def test_stronger_proof_never_leaves_a_wider_gap(rules, tier):
    items = [item(rules, answer("yes"), tier=tier)] + [
        item(rules, answer("yes", evidence=(f"E-{level}",)), tier=tier, evidence=[proof(level)])
        for level in PROOFS
    ]
    for weak, strong in pairwise(items):
        assert strong.gap <= weak.gap and strong.hi <= weak.hi
    assert items[-1].gap == items[-1].hi == 0


@pytest.mark.parametrize(
    ("tier", "needed"),
    [("low", None), ("moderate", "attested"), ("high", "documented"), ("critical", "certified")],
)
def test_a_tier_requires_its_level_of_proof(rules, tier, needed):
    question = shipped("questionnaires")["VQ-ACC-02"]
    levels = [None, *PROOFS]
    for place, level in enumerate(levels):
        given = answer("yes", question=question, evidence=(f"E-{level}",) if level else ())
        evidence = [proof(level)] if level else []
        state = item(rules, given, question=question, tier=tier, evidence=evidence).state
        assert state == ("pass" if place >= levels.index(needed) else "unproven")


def test_evidence_that_is_not_in_the_register_does_not_count(rules):
    bare, named = item(rules, answer("yes")), item(rules, answer("yes", evidence=("E-gone",)))
    assert named.gap == bare.gap
    assert named.missing == 1


def test_one_more_piece_of_evidence_never_harms(rules):
    fresh = proof("documented")
    old = Evidence(id="E-old", kind="technical_test", date=AS_OF - dt.timedelta(days=1500))
    one = item(rules, answer("yes", evidence=("E-documented",)), evidence=[fresh, old])
    two = item(rules, answer("yes", evidence=("E-documented", "E-old")), evidence=[fresh, old])
    assert one.state == two.state == "pass"
    assert two.gap <= one.gap


def days(n):
    return AS_OF - dt.timedelta(days=n)


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"date": days(0)}, 1),
        ({"date": days(365)}, 1),
        ({"date": days(548)}, 0.5),
        ({"date": days(731)}, 0),
        ({"date": days(3000)}, 0),
        ({"date": None}, 0),
        ({"date": days(-1)}, 0),
        ({"date": days(10), "expires": days(-1)}, 1),
        ({"date": days(10), "expires": days(0)}, 1),
        ({"date": days(10), "expires": days(1)}, 0),
        ({"date": days(731), "expires": days(-300)}, 0),
    ],
)
def test_evidence_ages(fields, value):
    one = Evidence(id="E", kind="document", **fields)
    assert freshness(one, 12, AS_OF, 2) == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize(
    ("kind", "title", "expires", "level"),
    [
        ("interview", None, None, "attested"),
        ("document", "信息安全制度", None, "documented"),
        ("document", "ISO/IEC 27001 certificate", days(-100), "certified"),
        ("document", "iso 27001 证书", days(-100), "certified"),
        ("document", "ISO/IEC 27001 certificate", None, "documented"),
        ("document", "等级保护测评报告（三级）", days(-100), "certified"),
        ("document", "destruction certificate", days(-100), "documented"),
        ("function_check", None, None, "certified"),
        ("technical_test", None, None, "verified"),
        ("scan", None, None, "verified"),
        ("hearsay", "ISO 27001", days(-100), None),
    ],
)
def test_each_kind_of_evidence_has_its_level(rules, kind, title, expires, level):
    one = Evidence(id="E", kind=kind, title=title, date=days(10), expires=expires)
    rule = level_of(one, rules)
    assert (rule.level if rule else None) == level


@pytest.mark.parametrize(
    ("age", "expires_in", "level"),
    [
        (700, 200, "certified"),
        (700, -1, "none"),
        (2500, 4000, "none"),
    ],
)
def test_a_certificate_counts_until_it_ends_and_at_most_three_years(rules, age, expires_in, level):
    one = Evidence(
        id="E", kind="document", title="SOC 2 Type II", date=days(age), expires=days(-expires_in)
    )
    proving = Proving(rules, "high", {"E": one}, AS_OF)
    assert back(["E"], 12, proving).level == level


def test_no_free_text_of_a_client_reaches_the_result(rules):
    secret = "SECRET-13912345678"
    given = [
        Answer(
            vendor="V1", question=q, answer=word, comment=secret, na_reason=secret,
            na_approved_by=secret, file="answers/V1.csv", line=7,
        )
        for q, word in (("VQ-CON-01", secret), ("VQ-GOV-01", "不适用"), ("VQ-GOV-02", "yes"))
    ]  # fmt: skip
    risk = assess_world(rules, world(answers=given))["V1"]
    assert secret not in risk.model_dump_json()
    told = {one["question"]: one for one in risk.answers}
    assert told["VQ-CON-01"]["answer"] == "unreadable"
    assert told["VQ-GOV-02"]["source"] == "answers/V1.csv:7"
    assert told["VQ-GOV-01"]["state"] == "not_applicable"


def test_answers_to_questions_that_were_not_asked_are_counted_not_lost(rules):
    given = [answer("yes"), Answer(vendor="V1", question="VQ-NOTHING", answer="yes")]
    risk = assess_world(rules, world(answers=given))["V1"]
    assert {r.args["count"] for r in risk.because if r.rule == "vendors.ignored"} == {1}


def test_a_vendor_without_questions_has_no_score(rules):
    apart = service(role="none", physical_access=False, logical_access="none", assets=())
    approved = [
        Answer(vendor="V1", question=q.id, answer="n/a", na_reason="r", na_approved_by="officer")
        for q in shipped("questionnaires").values()
    ]
    risk = assess_world(
        rules,
        world(answers=approved, services=[apart], assets=[asset()], vendors=[vendor()]),
    )["V1"]
    assert risk.score is None
    assert (risk.lo, risk.hi) == (0, 100)
    assert risk.verdict == "insufficient"


@pytest.mark.parametrize(
    ("title", "age", "expires", "stale"),
    [
        ("保密协议", 1400, days(-400), False),
        ("Data processing agreement", 1400, days(-400), False),
        ("保密协议", 1400, None, True),  # nobody knows until when
        ("保密協議", 1400, days(1), True),  # over
        ("Data processing agreement", 2200, days(-400), True),  # to be looked at again
        ("信息安全制度", 1400, days(-400), True),  # no paper that binds
    ],
)
def test_what_is_signed_holds_until_its_own_end(rules, title, age, expires, stale):
    paper = Evidence(id="E", kind="document", title=title, date=days(age), expires=expires)
    given = answer("yes", evidence=("E",))
    assert item(rules, given, evidence=[paper]).stale == stale
