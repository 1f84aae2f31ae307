"""Questionnaires as people fill them in by hand: odd ids, signs, sections numbered from 1."""

import json
import zipfile

import openpyxl
import pytest
from questionnaire_books import caiq_book, hecvat_book, hecvat_questions

from riskkit.catalogue import load_knowledge
from riskkit.errors import SourceError
from riskkit.questionnaires import read_questionnaire


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ａ＆Ａ－０１．１", "A&A-01.1"),
        ("IAM–03.1", "IAM-03.1"),
        ("cek-02.1 ", "CEK-02.1"),
    ],
)
def test_an_id_is_known_however_it_was_typed(tmp_path, knowledge, typed, meant):
    path = caiq_book(tmp_path / "c.xlsx", [(typed, "Yes", "CSP-owned", None)])
    received = read_questionnaire(path, knowledge)
    assert received.standard == "caiq"
    assert [answer.code for answer in received.answers] == [meant]
    assert "unmapped" not in {answer.domain for answer in received.answers}


def test_an_answer_below_an_id_of_another_form_is_kept_and_told(tmp_path, knowledge):
    rows = [
        ("IAM-03.1", "Yes", None, None),
        ("IAM-04.1", "Yes", None, None),
        ("our own", "No", None, None),
        ("note", None, None, None),
    ]
    received = read_questionnaire(caiq_book(tmp_path / "c.xlsx", rows), knowledge)
    answers = {answer.code: answer.answer for answer in received.answers}
    assert answers == {"IAM-03.1": "yes", "IAM-04.1": "yes", "our own": "no"}
    told = [remark.cell for remark in received.remarks if remark.rule == "received.family"]
    assert told == [received.answers[2].cell]
    assert received.rows == received.accounted


def test_so_it_is_in_a_hecvat(tmp_path, knowledge):
    rows = hecvat_questions(1)
    rows[9] |= {"id": "THRD-2a", "answer": "No"}
    rows[10] |= {"id": "THRD-2b", "answer": ""}
    received = read_questionnaire(hecvat_book(tmp_path / "h.xlsx", rows), knowledge)
    answers = {answer.code: answer.answer for answer in received.answers}
    assert answers["THRD-2a"] == "no"
    assert "THRD-2b" not in answers


SECTIONS = """# 1. Access

| # | Question | Answer |
|---|---|---|
| 1 | Is MFA on? | ✅ Yes |
| 2 | Are accounts shared? | ❌ No |

# 2. Backup

| # | Question | Answer |
|---|---|---|
| 1 | Are backups tested? | No |
| 2 | Are accounts shared? | Yes |
"""


def test_sections_that_count_from_one_each_keep_all_their_questions(tmp_path, knowledge):
    path = tmp_path / "answers.md"
    path.write_text(SECTIONS)
    received = read_questionnaire(path, knowledge)
    ids = [answer.id for answer in received.answers]
    assert ids == ["generic.1", "generic.2", "generic.1~2", "generic.2"]
    # the same id with the same words is the same question, answered twice
    assert [r.rule for r in received.remarks] == ["received.repeated"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("✅", "yes"),
        ("✔️ Yes", "yes"),
        ("❌ 否", "no"),
        ("⚠️ Partial", "partial"),
        ("🟢 Yes", "yes"),
        ("✅ No", "unreadable"),
        ("☐ Yes", "unreadable"),
        ("○ 是", "unreadable"),
        ("○", "unreadable"),
        ("√ 是", "yes"),
        ("已签订", "yes"),
        ("正在建设", "planned"),
        ("尚未实施", "no"),
        ("Not yet - planned for May", "no"),
        ("Partial — only the head office", "partial"),
        ("否，计划2027年上线", "no"),
        ("是，详见附件3", "yes"),
    ],
)
def test_a_sign_before_a_word_does_not_hide_it(tmp_path, knowledge, word, meant):
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{"Question": "Is it so?", "Answer": word}], ensure_ascii=False))
    assert read_questionnaire(path, knowledge).answers[0].answer == meant


@pytest.mark.parametrize(
    ("others", "meant"),
    [(["×"], "yes"), (["△"], "yes"), (["否"], "unreadable"), ([], "unreadable")],
)
def test_a_circle_is_a_yes_beside_crosses_only(tmp_path, knowledge, others, meant):
    rows = [{"问题": f"是否{n}？", "回答": word} for n, word in enumerate(["○", *others])]
    path = tmp_path / "t.json"
    path.write_text(json.dumps(rows, ensure_ascii=False))
    assert read_questionnaire(path, knowledge).answers[0].answer == meant


NESTED = {
    "meta": {"version": 3},
    "domains": [
        {
            "title": "Access",
            "controls": [
                {
                    "id": "AC-1",
                    "questions": [
                        {
                            "id": "AC-1.1",
                            "question": "Is MFA on?",
                            "answer": "Yes",
                            "comment": "all",
                        },
                        {"id": "AC-1.2", "question": "Are accounts shared?", "answer": False},
                    ],
                }
            ],
        },
        {
            "title": "Crypto",
            "questions": [{"id": "CR-1.1", "question": "At rest?", "answer": None}],
        },
    ],
}
KEYED = {
    "responses": {"Q1": {"question": "Is MFA on?", "answer": "Yes"}, "Q2": {"question": "Log?"}}
}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            NESTED,
            [
                ("AC-1.1", "yes", "Access"),
                ("AC-1.2", "no", "Access"),
                ("CR-1.1", "unanswered", "Crypto"),
            ],
        ),
        (KEYED, [("Q1", "yes", ""), ("Q2", "unanswered", "")]),
    ],
)
def test_records_are_found_however_deep_they_stand(tmp_path, knowledge, data, told):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(data))
    received = read_questionnaire(path, knowledge)
    assert [(a.code, a.answer, a.section) for a in received.answers] == told
    assert received.rows == received.accounted


@pytest.mark.parametrize("name", ["received", "received.csv", "received.docx", "received.XLSX"])
def test_a_workbook_is_told_by_its_content(tmp_path, knowledge, name):
    path = caiq_book(tmp_path / "c.xlsx", [("IAM-03.1", "Yes", None, None)])
    assert read_questionnaire(path.rename(tmp_path / name), knowledge).standard == "caiq"


def test_a_table_of_text_is_read_below_the_name_of_a_workbook(tmp_path, knowledge):
    path = tmp_path / "answers.xlsx"
    path.write_text("Question,Answer\nIs it so?,No\n")
    assert [a.answer for a in read_questionnaire(path, knowledge).answers] == ["no"]


def test_an_archive_of_another_kind_is_no_workbook(tmp_path, knowledge):
    path = tmp_path / "answers.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(SourceError, match=r"no \.xlsx workbook"):
        read_questionnaire(path, knowledge)


def test_formulas_nobody_worked_out_are_told(tmp_path, knowledge):
    book = openpyxl.Workbook()
    book.active.append(["ID", "Question", "Answer", "Comment"])
    book.active.append(["1", "Is it so?", "Yes", '=HYPERLINK("x")'])
    book.save(tmp_path / "f.xlsx")
    (remark,) = read_questionnaire(tmp_path / "f.xlsx", knowledge).remarks
    assert (remark.rule, remark.args["count"]) == ("received.unsolved", 1)


def test_each_id_that_no_question_has_is_told_by_its_place(tmp_path, knowledge):
    known = list(knowledge.entries("questionnaires/vsaq").values())[:9]
    data = {one.id: "checked" for one in known} | {"not_ours": "checked", "nor_this": "x"}
    (tmp_path / "v.json").write_text(json.dumps(data))
    received = read_questionnaire(tmp_path / "v.json", knowledge)
    told = [remark.cell for remark in received.remarks if remark.rule == "received.no_question"]
    assert told == ["v!10", "v!11"]


def test_every_remark_on_a_file_has_its_short_name_in_the_report(knowledge):
    sentences = knowledge.entries("sentences")
    rules = {id for id in sentences if id.startswith("received.")}
    rules -= {"received.mapped", "received.none"}  # told of answers, not of the file
    assert rules
    assert {f"tables.note_{rule}" for rule in rules} <= set(sentences)
