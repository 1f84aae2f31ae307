"""Questionnaires as data: complete, in three languages, versioned, and asked where they apply."""

from typing import get_args

import pytest
from vendor_world import changed, shipped

from riskkit.catalogue import load_knowledge
from riskkit.model.vendors import CORE, Fact, VendorKind
from riskkit.vendors import VendorRules, applies, blank_questionnaire, questionnaire_for
from riskkit.vendors.questionnaire import asked_of

KINDS = get_args(VendorKind)
QUESTIONS = [one for one in shipped("questionnaires").values() if one.questionnaire == CORE]
MAINLAND = (
    "數據",
    "信息",
    "軟件",
    "服務器",
    "硬盤",
    "U盤",
    "默認",
    "視頻",
    "短信",
    "賬號",
    "網絡",
    "个",
    "务",
)

every_question = pytest.mark.parametrize("question", list(QUESTIONS), ids=lambda q: q.id)
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_question
def test_a_question_refers_to_what_exists(question):
    controls = load_knowledge().entries("controls")
    assert set(question.controls) <= set(controls)
    assert question.controls, "a question proves at least one control"
    assert set(question.proofs) <= set(shipped("vendors/proofs"))
    assert question.proofs, "a vendor is told what to send"
    assert question.law and set(question.law) <= set(load_knowledge().entries("laws"))
    assert question.id.startswith("VQ-")


@every_question
def test_a_question_is_written_not_converted(question):
    assert not [word for word in MAINLAND if word in question.text.zh_hant]
    assert question.text.zh_hans.endswith("？")
    assert question.text.zh_hant.endswith("？")
    assert question.text.en.endswith("?")
    assert question.text.zh_hans != question.text.zh_hant


def test_the_core_has_the_size_a_vendor_will_answer():
    core = [question for question in QUESTIONS if not question.kinds]
    assert 25 <= len(core) <= 35


@every_kind
def test_every_kind_of_vendor_has_its_own_questions(rules, kind):
    asked = questionnaire_for(kind, rules).questions
    own = [question for question in asked if question.kinds]
    assert 5 <= len(own) <= 10
    assert all(question.kinds == (kind,) for question in own)


def test_every_fatal_rule_is_tested_by_a_question(rules):
    assert {question.fatal for question in QUESTIONS} - {None} == set(rules.fatals)


@pytest.mark.parametrize("id", list(shipped("vendors/fatal-rules")))
def test_a_fatal_rule_has_its_law(id):
    rule = shipped("vendors/fatal-rules")[id]
    assert set(rule.law) <= set(load_knowledge().entries("laws"))
    assert set(rule.controls) <= set(load_knowledge().entries("controls"))
    condition = load_knowledge().entries("sentences")[f"condition.{id}"].text
    assert not [w for w in MAINLAND if w in rule.name.zh_hant + condition.zh_hant]


def test_all_vendor_controls_are_asked_for():
    proven = {control for question in QUESTIONS for control in question.controls}
    assert {f"VN-0{n}" for n in range(1, 8)} <= proven


def test_the_hash_is_over_the_content_and_nothing_else(rules):
    asked = questionnaire_for("mover", rules)
    assert questionnaire_for("mover", changed()).sha256 == asked.sha256
    heavier = changed(questions={"VQ-MOV-01": {"weight": 4}})
    assert questionnaire_for("mover", heavier).sha256 != asked.sha256
    assert questionnaire_for("cloud", heavier).sha256 == questionnaire_for("cloud", rules).sha256
    assert asked.sha256[:12] in asked.label and asked.head.version in asked.label


@every_question
def test_only_a_known_fact_hides_a_question(question):
    assert applies(question, {})
    assert applies(question, dict.fromkeys(get_args(Fact)))
    assert applies(question, question.when)
    for fact, wanted in question.when.items():
        assert not applies(question, {**question.when, fact: not wanted})


@every_kind
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_a_blank_form_has_every_question_and_no_answer(rules, kind, language):
    rows = blank_questionnaire(kind, rules, language=language)
    asked = questionnaire_for(kind, rules).questions
    assert [row["question"] for row in rows] == [question.id for question in asked]
    assert [row["text"] for row in rows] == [q.text.get(language) for q in asked]
    assert {row["answer"] + row["na_approved_by"] for row in rows} == {""}


def test_a_blank_form_leaves_out_what_is_known_not_to_apply(rules):
    ids = {
        row["question"]
        for row in blank_questionnaire("mover", rules, known={"logical_access": False})
    }
    assert "VQ-ACC-01" not in ids
    assert "VQ-CNF-01" in ids


def test_the_rules_are_those_of_the_whole_knowledge(rules):
    loaded = VendorRules.of(load_knowledge().entries)
    assert loaded.questions == rules.questions
    assert loaded.tiers == rules.tiers


def test_a_chosen_questionnaire_hides_no_fatal_rule():
    shipped_rules = changed()
    for kind in KINDS:
        own = {q.fatal for q in questionnaire_for(kind, shipped_rules).questions} - {None}
        asked = asked_of(kind, shipped_rules, id="mvsp-3.0")
        assert own <= {question.fatal for question in asked.questions}
        first = questionnaire_for(kind, shipped_rules, id="mvsp-3.0").questions
        assert asked.questions[: len(first)] == first
        assert asked_of(kind, shipped_rules) == questionnaire_for(kind, shipped_rules)
