"""Received answers in our own terms: the worst of those that correspond, and scored by domain."""

import datetime as dt

import pytest
from questionnaire_books import caiq_book, hecvat_book, hecvat_questions

from riskkit.catalogue import load_knowledge
from riskkit.model.vendors import CORE
from riskkit.questionnaires import as_questionnaire, our_answers, read_questionnaire
from riskkit.questionnaires.vocabulary import Vocabulary
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
    rows = [("HRS-11.1", answers[0], "CSP-owned", None), ("HRS-12.1", answers[1], None, None)]
    (answer,) = our_answers(caiq(tmp_path, knowledge, rows), "V1", knowledge)
    assert (answer.question, answer.answer) == ("VQ-PER-01", told)
    assert answer.cell == f"CAIQv4.0.3!{cell}"
    assert "HRS-11.1, HRS-12.1" in answer.comment


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"SEF-07.1": "Yes"}, "partial"),
        ({"SEF-07.1": "No"}, "no"),
        ({"SEF-07.1": "Yes", "SEF-07.2": "NA"}, "na"),
    ],
)
def test_a_yes_to_a_part_of_what_we_ask_is_a_partial_one(tmp_path, knowledge, rows, told):
    book = [(id, answer, "CSP-owned", None) for id, answer in rows.items()]
    (answer,) = our_answers(caiq(tmp_path, knowledge, book), "V1", knowledge)
    assert (answer.question, answer.answer) == ("VQ-INC-01", told)


def test_a_part_beside_the_whole_takes_nothing_away(tmp_path, knowledge):
    book = [("SEF-03.1", "Yes", "CSP-owned", None), ("SEF-04.1", "Yes", "CSP-owned", None)]
    (answer,) = our_answers(caiq(tmp_path, knowledge, book), "V1", knowledge)
    assert (answer.question, answer.answer) == ("VQ-INC-02", "yes")


def test_an_id_that_moved_between_releases_is_read_by_the_release(knowledge):
    vocabulary = Vocabulary.of(knowledge.entries)

    def questions(code, version):
        walk = vocabulary.place("caiq", (code,), (), version=version)
        return (*walk.questions, *walk.partly)

    assert questions("IAM-14.1", "4.0.3") == questions("IAM-13.1", "4.1") == ("VQ-ACC-02",)
    assert questions("IAM-14.1", "4.1") == questions("IAM-14.1", "") == ()
    assert questions("SEF-07.1", "lite") == questions("SEF-08.2", "4.1.0") == ("VQ-INC-01",)


def test_an_id_is_never_taken_for_the_beginning_of_another(knowledge):
    vocabulary = Vocabulary.of(knowledge.entries)
    assert vocabulary.place("vsaq", ("testing_pentests",), ()).id == "vsaq.independent-test"
    assert vocabulary.place("vsaq", ("testing_pentests_manual",), ()) is None


def test_an_answer_passes_on_only_evidence_of_the_register(tmp_path, knowledge):
    path = tmp_path / "t.csv"
    path.write_text("Question ID,Question,Answer,Evidence\nVQ-GOV-01,Is it so?,Yes,E1 and E9\n")
    received = read_questionnaire(path, knowledge)
    (answer,) = our_answers(received, "V1", knowledge, evidence=("E1", "E2"))
    assert (answer.answer, answer.evidence, answer.comment) == ("yes", ("E1",), None)


def test_every_crosswalk_leads_to_questions_of_our_own(knowledge):
    questions = knowledge.entries("questionnaires")
    for walk in knowledge.entries("received/crosswalk").values():
        led = (*walk.questions, *walk.partly)
        assert all(questions[id].questionnaire == CORE for id in led), walk.id
        assert len(set(led)) == len(led), walk.id
        fixed = walk.standard in ("generic", "vsaq")
        assert not led or walk.versions or fixed, f"{walk.id}: ids change between releases"


def test_each_word_of_the_crosswalk_has_one_place(knowledge):
    places = {}
    for walk in knowledge.entries("received/crosswalk").values():
        for word in walk.matches:
            for version in walk.versions or ("",):
                place = (walk.standard, word, version)
                assert places.setdefault(place, walk.id) == walk.id


@pytest.mark.parametrize(
    ("code", "version", "questions"),
    [
        ("DATA-03", "3.06", ("VQ-ENC-02",)),
        ("DATA-03", "3.04 lite", ("VQ-ENC-02",)),
        ("DATA-03", "4.1.5", ("VQ-ENC-01",)),
        ("HLDA-03", "3.01 lite", ("VQ-ENC-01",)),
        ("DATA-03", "", ()),
        ("DATA-03", "2.11", ()),
    ],
)
def test_an_id_means_what_its_release_means_by_it(knowledge, code, version, questions):
    place = Vocabulary.of(knowledge.entries).place("hecvat", (code,), (), version=version)
    assert place is not None
    assert place.questions == questions


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
