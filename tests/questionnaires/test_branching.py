"""Branching questionnaires (VSAQ): read from hand-written JSON, conditions held, answers judged."""

import json
import re

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.catalogue.loading import FOLDER
from riskkit.errors import SourceError
from riskkit.questionnaires import branching_questions, read_questionnaire
from riskkit.questionnaires.conditions import ConditionError, condition_holds, ids_of
from riskkit.questionnaires.loose_json import parse_loose_json


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.mark.parametrize(
    ("condition", "given", "holds"),
    [
        ("", {}, True),
        ("a", {"a": "x"}, True),
        ("a", {"a": "  "}, False),
        ("!a", {}, True),
        ("a && b || c", {"c": "x"}, True),
        ("a && (b || c)", {"c": "x"}, False),
        ("a/yes && !b", {"a/yes": "x"}, True),
        ("!(a||b)", {"b": "x"}, False),
        ("contains(a, 'tls')", {"a": "We use TLS"}, True),
        ('matches(a, "tls", "i")', {"a": "ssl"}, False),
    ],
)
def test_a_condition_holds(condition, given, holds):
    assert condition_holds(condition, given) is holds


@pytest.mark.parametrize(
    "condition",
    ["a &&", "(a", "a b", "a; import os", "!" * 300, "(" * 500, "contains(a)", "x" * 5000, "a)"],
)
def test_a_condition_out_of_the_language_is_refused(condition):
    with pytest.raises(ConditionError):
        condition_holds(condition, {})


def test_the_ids_of_a_condition_are_named():
    assert ids_of("a && !(b || contains(c, 'd'))") == ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "b" + "c" + "d"}', {"a": "bcd"}),
        ("// x\n[1, /* , */ 2,]", [1, 2]),
        ('{"url": "http://x"}', {"url": "http://x"}),
        ('{"a": "\\"+\\"", "b": ",]"}', {"a": '"+"', "b": ",]"}),
    ],
)
def test_hand_written_json_is_read(text, value):
    assert parse_loose_json(text) == value


@pytest.mark.parametrize("text", ["{", '{"a": 1 + 2}', "[" * 5000, '{"a" "b"}', "alert(1)"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(ValueError, match=r"JSON|nested"):
        parse_loose_json(text)


TREE = """// invented
{"questionnaire": [{"type": "block", "text": "Part", "cond": "big", "items": [
  {"type": "radiogroup", "id": "mfa", "text": "Is MFA <b>on</b>?",
   "choices": [{"mfa_yes": "Yes"}, {"mfa_no": "No " + "sorry"}],},
  {"type": "tip", "id": "t1", "severity": "high", "name": "No MFA", "text": "Do.",
   "cond": "mfa_no"},
  {"type": "line", "id": "why", "text": "Why?"}]}]}
"""


def test_a_tree_becomes_questions_with_their_findings(knowledge):
    severities = knowledge.entries("received/severities")
    first, second = branching_questions(
        parse_loose_json(TREE), "own", lambda _: "access", severities
    )
    assert (first.id, first.text, first.when, first.weight) == ("mfa", "Is MFA on ?", "big", 3)
    assert [choice.text for choice in first.choices] == ["Yes", "No sorry"]
    assert [advice.name for advice in first.advice] == ["No MFA"]
    assert (second.form, second.advice) == ("text", ())


def test_vsaq_is_built_in_whole_with_its_licence(knowledge):
    questions = knowledge.entries("questionnaires/vsaq").values()
    forms = [question.form for question in questions]
    assert (forms.count("one"), forms.count("several"), forms.count("text")) == (152, 27, 66)
    ids = {i for q in questions for i in (q.id, *(choice.id for choice in q.choices))}
    for question in questions:
        assert question.language == "en"
        for condition in (question.when, *(advice.when for advice in question.advice)):
            condition_holds(condition, {})
            assert condition == question.when or ids & set(ids_of(condition))
        assert not re.search(r"<(a href|b|code|br)\b", question.text), "markup is removed"
    folder = FOLDER / "questionnaires" / "vsaq"
    assert "Apache License" in (folder / "LICENSE.txt").read_text("utf-8")
    for file in folder.glob("*.yaml"):
        assert "Copyright 2016 Google" in file.read_text("utf-8")[:200]


def test_answers_to_vsaq_are_judged_by_its_findings(tmp_path, knowledge):
    given = {
        "application_vm_securitycontact_no": "checked",
        "application_ssl_mixed": True,
        "warn_application_not_ssl": "we explain",
        "application_name": "Shop",
        "no_such_id": "checked",
    }
    path = tmp_path / "any.json"
    path.write_text(json.dumps(given))
    received = read_questionnaire(path, knowledge)
    answers = {answer.code: answer for answer in received.answers}
    assert received.standard == "vsaq"
    assert answers["application_vm_securitycontact"].answer == "partial", "a medium finding"
    ssl = answers["group.application_ssl_exclusively"]
    assert (ssl.answer, ssl.weight, ssl.cell) == ("no", 3, "any!2")
    assert "we explain" in ssl.comment
    assert not answers["application_name"].scored
    assert received.rows == received.accounted == 5
    assert {r.rule: r.args for r in received.remarks}["received.unknown"] == {"rows": 1}


def test_a_question_that_is_not_shown_is_not_asked(tmp_path, knowledge):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"application_ssl_none": "checked", "application_name": "Shop"}))
    answers = {a.code for a in read_questionnaire(path, knowledge).answers}
    assert "application_ssl_configuration_ciphers" not in answers


STATUS = "implementation-status"
OSCAL = {
    "component-definition": {
        "metadata": {"version": "v3.0-1", "title": "An MVSP of ours"},
        "components": [
            {
                "control-implementations": [
                    {
                        "implemented-requirements": [
                            {
                                "control-id": "ctl_1.7-mvsp",
                                "description": "told within 72 hours",
                                "props": [
                                    {"name": "implementation-status", "value": "implemented"}
                                ],
                            },
                            {"control-id": "ctl_4.2-mvsp", "props": []},
                            {
                                "control-id": "ctl_2.8-mvsp",
                                "implementation-status": {"state": "planned"},
                            },
                        ]
                    }
                ]
            }
        ],
    }
}


def test_oscal_answers_are_read_as_mvsp(tmp_path, knowledge):
    path = tmp_path / "c.json"
    path.write_text(json.dumps(OSCAL))
    received = read_questionnaire(path, knowledge)
    assert [(a.id, a.answer, a.domain) for a in received.answers] == [
        ("mvsp-1.7", "yes", "incident"),
        ("mvsp-4.2", "unanswered", "access"),
        ("mvsp-2.8", "planned", "encryption"),
    ]
    assert "implemented-requirements[0]" in received.answers[0].cell


def test_oscal_results_are_answers(tmp_path, knowledge):
    finding = {
        "title": "t",
        "target": {"target-id": "ac-2_smt", "status": {"state": "not-satisfied"}},
    }
    path = tmp_path / "r.json"
    path.write_text(json.dumps({"assessment-results": {"results": [{"findings": [finding]}]}}))
    received = read_questionnaire(path, knowledge)
    assert [(a.code, a.answer) for a in received.answers] == [("ac-2", "no")]


def test_a_deeply_nested_file_is_refused(tmp_path, knowledge):
    path = tmp_path / "deep.json"
    path.write_text('{"catalog": ' * 3000 + "1" + "}" * 3000)
    with pytest.raises(SourceError):
        read_questionnaire(path, knowledge)
