"""Received answers in our own terms: the worst of those that correspond, and scored by domain."""

import datetime as dt

import pytest
from questionnaire_books import caiq_book, hecvat_book, hecvat_questions

from riskkit.catalogue import load_knowledge
from riskkit.model.vendors import CORE
from riskkit.questionnaires import as_questionnaire, our_answers, read_questionnaire
from riskkit.vendors import VendorRules, questionnaire_for
from riskkit.vendors.proof import Proving
from riskkit.vendors.received import score_received


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="module")
def proving(knowledge):
    return Proving(VendorRules.of(knowledge.entries), "high", {}, dt.date(2026, 11, 1))


def caiq(tmp_path, knowledge, rows):
    return read_questionnaire(caiq_book(tmp_path / "c.xlsx", rows), knowledge)


@pytest.mark.parametrize(
    ("answers", "told", "cell"),
    [
        (("Yes", "Yes"), "yes", "C3"),
        (("Yes", "No"), "no", "C4"),
        (("Yes", None), None, "C4"),
        (("NA", "Yes"), "na", "C3"),
    ],
)
def test_the_worst_of_what_corresponds_counts(tmp_path, knowledge, answers, told, cell):
    rows = [("SEF-07.1", answers[0], "CSP-owned", None), ("SEF-07.2", answers[1], None, None)]
    (answer,) = our_answers(caiq(tmp_path, knowledge, rows), "V1", knowledge)
    assert (answer.question, answer.answer) == ("VQ-INC-01", told)
    assert answer.cell == f"CAIQv4.0.3!{cell}"
    assert "SEF-07.1, SEF-07.2" in answer.comment


def test_an_answer_passes_on_only_evidence_of_the_register(tmp_path, knowledge):
    path = tmp_path / "t.csv"
    path.write_text("Question ID,Question,Answer,Evidence\nVQ-GOV-01,Is it so?,Yes,E1 and E9\n")
    received = read_questionnaire(path, knowledge)
    (answer,) = our_answers(received, "V1", knowledge, evidence=("E1", "E2"))
    assert (answer.answer, answer.evidence, answer.comment) == ("yes", ("E1",), None)


def test_every_crosswalk_leads_to_questions_every_vendor_is_asked(knowledge):
    questions = knowledge.entries("questionnaires")
    for walk in knowledge.entries("received/crosswalk").values():
        assert all(questions[id].questionnaire == CORE for id in walk.questions), walk.id
        assert all(not questions[id].kinds for id in walk.questions), walk.id
        assert not walk.questions or walk.versions, f"{walk.id}: ids change between releases"


def test_each_word_of_the_crosswalk_has_one_place(knowledge):
    places = {}
    for walk in knowledge.entries("received/crosswalk").values():
        for word in walk.matches:
            assert places.setdefault((walk.standard, word), walk.id) == walk.id


@pytest.mark.parametrize(
    "prefix", ["A&A AIS BCR CCC CEK DCS DSP GRC HRS IAM IPY IVS LOG SEF STA TVM UEM"]
)
def test_every_family_of_caiq_has_a_domain(tmp_path, knowledge, prefix):
    rows = [(f"{family}-01.1", "Yes", "CSP-owned", None) for family in prefix.split()]
    received = caiq(tmp_path, knowledge, rows)
    assert "unmapped" not in {answer.domain for answer in received.answers}
    assert len(received.answers) == 17


def test_a_received_questionnaire_is_scored_by_domain(tmp_path, knowledge, proving):
    rows = [
        ("IAM-01.1", "Yes", "CSP-owned", None),
        ("IAM-02.1", "No", "CSP-owned", None),
        ("CEK-03.1", "Yes", "CSP-owned", None),
        ("SEF-01.1", None, None, None),
    ]
    score = score_received(caiq(tmp_path, knowledge, rows), proving)
    assert set(score.domains) == {"access", "encryption", "incident"}
    assert score.domains["incident"].value == 1
    assert (score.domains["incident"].lo, score.domains["incident"].hi) == (0, 1)
    assert score.coverage == 0.75
    assert score.lo <= score.score <= score.hi
    assert score.plain == pytest.approx(200 / 3), "what an average of the answered would say"


def test_silence_never_helps(tmp_path, knowledge, proving):
    rows = [(f"IAM-{n:02d}.1", "Yes" if n < 9 else "No", None, None) for n in range(1, 11)]
    silent = [(id, a if a == "Yes" else None, None, None) for id, a, _, _ in rows]
    told = score_received(caiq(tmp_path, knowledge, rows), proving)
    quiet = score_received(caiq(tmp_path, knowledge, silent), proving)
    assert quiet.score <= told.score
    assert quiet.plain == 100 > told.plain


def test_a_no_that_is_wanted_counts_as_good(tmp_path, knowledge, proving):
    rows = hecvat_questions(5)
    for row in rows:
        row |= {"compliant": "No", "answer": "No", "importance": "Standard Importance"}
    received = read_questionnaire(hecvat_book(tmp_path / "h.xlsx", rows), knowledge)
    score = score_received(received, proving)
    assert score.plain == 100
    assert score.coverage == 1


def test_the_hash_follows_the_questions(tmp_path, knowledge):
    rows = [("IAM-01.1", "Yes", "CSP-owned", None)]
    one = as_questionnaire(caiq(tmp_path, knowledge, rows))
    two = as_questionnaire(caiq(tmp_path, knowledge, [("IAM-01.1", "No", None, "x")]))
    other = as_questionnaire(caiq(tmp_path, knowledge, [("IAM-02.1", "Yes", None, None)]))
    assert one.sha256 == two.sha256 != other.sha256


def test_mvsp_is_a_questionnaire_like_our_own(knowledge, proving):
    asked = questionnaire_for("cloud", proving.rules, id="mvsp-3.0")
    assert len(asked.questions) == 25
    assert {question.fatal for question in asked.questions} >= {
        "breach-notice",
        "encryption",
        "mfa",
    }
    assert proving.rules.asked_by["mfa"].startswith("VQ-"), "reasons cite our own question"
    for question in asked.questions:
        assert question.text.zh_hans.endswith("？") and question.text.zh_hant.endswith("？")
        assert set(question.controls) <= set(knowledge.entries("controls"))
        assert set(question.law) <= set(knowledge.entries("laws"))
        assert set(question.proofs) <= set(knowledge.entries("vendors/proofs"))
