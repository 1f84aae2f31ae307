"""Questionnaires sent: blank ones are read again, returned ones keep the sender's shape."""

import csv
import json
import re
import shutil

import openpyxl
import pytest
from questionnaire_books import caiq_book, hecvat_book, hecvat_questions

from riskkit.catalogue import load_knowledge
from riskkit.cli.app import main
from riskkit.engagement import check_engagement, load_engagement
from riskkit.errors import SourceError
from riskkit.questionnaires import read_questionnaire, write_like
from riskkit.questionnaires.export import Reply
from riskkit.workbook import read_sheets

ROWS = [
    ("SEF-07.1", "No", "CSP-owned", "none yet"),
    ("SEF-07.2", "Yes", "CSP-owned", "=cmd|'/c calc'!A1"),
    ("DSP-14.1", None, None, None),
]


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture
def engagement(tmp_path, samples):
    folder = tmp_path / "engagement"
    shutil.copytree(samples / "showroom-relocation", folder)
    return folder


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize(
    "asked", [["--kind", "mover"], ["--id", "mvsp-3.0"], ["--id", "mvsp-3.0", "--kind", "cloud"]]
)
def test_a_blank_questionnaire_is_read_again(tmp_path, knowledge, language, asked):
    out = tmp_path / "blank.xlsx"
    assert main(["questionnaire", "blank", *asked, "--lang", language, "--out", str(out)]) == 0
    book = openpyxl.load_workbook(out)
    rules = book.worksheets[0].data_validations.dataValidation
    assert any("E2" in str(rule.sqref) for rule in rules), "answers are chosen from a list"
    sheet = book.worksheets[0]
    words = [cell.value for cell in book["_lists"]["A"]]
    for row, word in zip(range(2, 6), words, strict=False):
        sheet.cell(row, 5).value = word
    book.save(out)
    received = read_questionnaire(out, knowledge)
    assert [a.answer for a in received.answers[:4]] == ["yes", "partial", "planned", "no"]
    own = knowledge.entries("questionnaires")
    assert all(answer.code in own for answer in received.answers)
    assert received.standard == ("riskkit" if asked[0] == "--kind" else "mvsp")
    assert not received.remarks, "a form of our own is of a version that we know"
    own_id = "riskkit-core" if asked[0] == "--kind" else "mvsp-3.0"
    assert re.fullmatch(rf"{own_id} [0-9a-f]{{12}}", sheet.title), "what was asked, by its hash"


def test_a_returned_questionnaire_keeps_its_shape(tmp_path, knowledge):
    original = caiq_book(tmp_path / "in.xlsx", ROWS)
    replies = {"caiq.DSP-14.1": Reply("Yes", "@see"), "VQ-INC-01": Reply("no", "a remark")}
    write_like(original, tmp_path / "out.xlsx", replies, knowledge, language="en")
    before = read_sheets(original)["CAIQv4.0.3"].rows
    after = read_sheets(tmp_path / "out.xlsx")["CAIQv4.0.3"].rows
    for old, new in zip(before, after, strict=False):
        kept = [("" if v is None else str(v)) for v in new[: len(old)]]
        assert [k.removeprefix("'") for k in kept if k][:2] == [str(v) for v in old if v][:2]
    assert after[1][12:] == ["As understood", "Assessor's remark"]
    assert after[2][12:] == ["No", "a remark"]
    assert after[3][12:] == ["Yes", "a remark"]
    assert after[4][2] == "Yes", "a blank answer is filled in"
    assert after[4][13] == "'@see"
    formulas = read_sheets(tmp_path / "out.xlsx", formulas=True)["CAIQv4.0.3"].rows
    assert not [v for row in formulas for v in row if isinstance(v, str) and v.startswith("=")]
    again = read_questionnaire(tmp_path / "out.xlsx", knowledge)
    assert [a.answer for a in again.answers] == ["no", "yes", "yes"]


def test_the_received_file_is_never_written_over(tmp_path, knowledge):
    original = caiq_book(tmp_path / "in.xlsx", ROWS)
    with pytest.raises(SourceError, match="another name"):
        write_like(original, original, {}, knowledge)


def test_import_writes_what_was_read(tmp_path, capsys):
    original = hecvat_book(tmp_path / "in.xlsx", hecvat_questions(4))
    out = tmp_path / "out"
    words = ["questionnaire", "import", str(original), "--vendor", "V1", "--out", str(out)]
    assert main([*words, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "48 questions" in said and "HECVAT's own score" in said
    with (out / "V1-received.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 48
    assert all("!C" in row["cell"] for row in rows)


def test_import_into_an_engagement_is_read_by_it(tmp_path, engagement):
    original = caiq_book(tmp_path / "in.xlsx", ROWS)
    (engagement / "answers" / "V-CLOUD.csv").unlink()
    words = ["questionnaire", "import", str(original), "--vendor", "V-CLOUD"]
    assert main([*words, "--out", str(engagement)]) == 0
    inventory = load_engagement(engagement)
    (received,) = inventory.received
    assert (received.vendor, received.file) == ("V-CLOUD", "answers/V-CLOUD.xlsx")
    told = {a.question: a for a in inventory.answers if a.vendor == "V-CLOUD"}
    assert set(told) == {"VQ-INC-01", "VQ-SUB-02"}
    assert told["VQ-INC-01"].answer == "no"
    assert told["VQ-INC-01"].cell == "CAIQv4.0.3!C3"
    assert main([*words, "--out", str(engagement)]) == 1, "nothing is written over"


def test_an_answer_to_our_own_question_stands(tmp_path, engagement):
    folder = engagement / "answers"
    (folder / "V-CLOUD.csv").write_text("question,answer\nVQ-INC-01,yes\nVQ-SUB-02,\n")
    caiq_book(folder / "V-CLOUD.xlsx", [*ROWS, ("DSP-14.1", "Yes", None, None)])
    inventory = load_engagement(engagement)
    told = {a.question: a for a in inventory.answers if a.vendor == "V-CLOUD"}
    assert told["VQ-INC-01"].answer == "yes" and not told["VQ-INC-01"].cell
    assert told["VQ-SUB-02"].cell.endswith("!C5"), "a blank one is filled"


def test_a_received_file_of_no_vendor_is_an_error(tmp_path, engagement):
    caiq_book(engagement / "answers" / "V NOBODY.xlsx", ROWS)
    problems = [p for p in check_engagement(engagement) if p.severity == "error"]
    assert [(p.file, "not in vendors" in p.what) for p in problems] == [
        ("answers/V NOBODY.xlsx", True)
    ]


def test_export_asks_for_what_is_still_open(tmp_path, engagement):
    original = caiq_book(tmp_path / "in.xlsx", ROWS)
    out = tmp_path / "back.xlsx"
    words = ["questionnaire", "export", str(engagement), "--vendor", "V-CLOUD"]
    assert main([*words, "--like", str(original), "--out", str(out), "--lang", "zh-Hans"]) == 0
    rows = read_sheets(out)["CAIQv4.0.3"].rows
    assert rows[1][12:] == ["审核方的理解", "审核意见"]
    assert "整改" in rows[2][13] and "证据" in rows[3][13] and "请回答" in rows[4][13]


@pytest.mark.parametrize(
    "words",
    [
        ["blank", "--kind", "moover", "--out", "x.xlsx"],
        ["blank", "--id", "sig", "--out", "x.xlsx"],
        ["import", "no-such.xlsx", "--vendor", "V", "--out", "x"],
    ],
)
def test_a_wrong_word_is_refused(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["questionnaire", *words]) == 1
    assert list(tmp_path.iterdir()) == []


def vsaq_parts(knowledge):
    return sorted({q.part for q in knowledge.entries("questionnaires/vsaq").values()})


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_a_blank_vsaq_offers_the_choices_of_each_question_and_is_read_again(
    tmp_path, knowledge, language
):
    for part in vsaq_parts(knowledge):
        out = tmp_path / f"{part}.xlsx"
        words = ["questionnaire", "blank", f"vsaq-{part}", "--lang", language, "--out", str(out)]
        assert main(words) == 0
        blank = read_questionnaire(out, knowledge)
        assert (blank.standard, blank.rows) == ("vsaq", blank.accounted)
        own = knowledge.entries("questionnaires/vsaq")
        one = [a.answer for a in blank.answers if a.scored and own[a.code].form == "one"]
        assert set(one) == {"unanswered"}, "where several may be true, none is an answer too"
        assert not blank.remarks


def test_a_vsaq_workbook_filled_in_is_judged_by_its_choices(tmp_path, knowledge):
    out = tmp_path / "vsaq.xlsx"
    assert main(["questionnaire", "blank", "vsaq-infrastructure", "--out", str(out)]) == 0
    questions = knowledge.entries("questionnaires/vsaq")
    good, bad = "clients_laptops_hd_encrypted", "testing_pentests"
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    rows[good][3].value = questions[good].choices[0].text
    rows[bad][3].value = questions[bad].choices[1].text
    rows[bad][4].value = "next year"
    book.save(out)
    told = {a.code: a for a in read_questionnaire(out, knowledge).answers}
    assert (told[good].answer, told[good].questions) == ("yes", ("VQ-ENC-01",))
    assert told[good].cell == f"VSAQ!D{rows[good][0].row}"
    assert told[bad].answer in ("no", "partial") and "next year" in told[bad].comment


@pytest.mark.parametrize(
    ("asked", "count"),
    [("mover", 43), ("mvsp-3.0", 25), ("security-assessor", 40), ("riskkit-core", 35)],
)
def test_a_blank_questionnaire_is_asked_for_by_its_name(tmp_path, capsys, asked, count):
    out = tmp_path / "b.xlsx"
    assert main(["questionnaire", "blank", asked, "--lang", "en", "--out", str(out)]) == 0
    assert f"{count} questions" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert sheet.protection.sheet and sheet["A2"].protection.locked
    assert not sheet["E2"].protection.locked


def test_a_name_that_is_no_questionnaire_is_answered_with_the_nearest(tmp_path, capsys):
    assert main(["questionnaire", "blank", "vsaq-webap", "--out", str(tmp_path / "b.xlsx")]) == 1
    assert "vsaq-webapp" in capsys.readouterr().err


def test_vsaq_answers_go_back_as_vsaq_answers(tmp_path, knowledge):
    questions = knowledge.entries("questionnaires/vsaq")
    asked = questions["testing_pentests"]
    data = {"clients_av_yes": "checked", "testing_scans_yes": "checked", asked.id: ""}
    data |= {asked.choices[0].id: ""}
    original = tmp_path / "in.json"
    original.write_text(json.dumps(data), encoding="utf-8")
    replies = {
        "vsaq.testing_pentests": Reply(asked.choices[0].text, "send the report"),
        "vsaq.clients_av": Reply("No", "=a remark"),
    }
    write_like(original, tmp_path / "out.json", replies, knowledge)
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert told["clients_av_yes"] == "checked", "what the vendor said stays"
    assert told[asked.choices[0].id] == "checked", "a blank one is filled in"
    assert told["riskkit.remark.testing_pentests"] == "send the report"
    again = read_questionnaire(tmp_path / "out.json", knowledge)
    assert again.rows == again.accounted and "received.unknown" not in {
        r.rule for r in again.remarks
    }


def test_an_oscal_document_goes_back_with_states_and_remarks(tmp_path, knowledge):
    catalog = {
        "catalog": {
            "metadata": {"title": "MVSP", "version": "3.0"},
            "groups": [
                {
                    "title": "G",
                    "controls": [
                        {"id": "ctl_1.7-mvsp", "title": "Incidents"},
                        {
                            "id": "ctl_2.8-mvsp",
                            "title": "Encryption",
                            "props": [{"name": "implementation-status", "value": "planned"}],
                        },
                    ],
                }
            ],
        }
    }
    original = tmp_path / "in.json"
    original.write_text(json.dumps(catalog), encoding="utf-8")
    replies = {"mvsp-1.7": Reply("是", "by whom?"), "mvsp-2.8": Reply("yes", "when?")}
    out = tmp_path / "out.json"
    write_like(original, out, replies, knowledge)
    told = {a.id: a for a in read_questionnaire(out, knowledge).answers}
    assert (told["mvsp-1.7"].answer, told["mvsp-1.7"].comment) == ("yes", "by whom?")
    assert told["mvsp-2.8"].answer == "planned", "what the sender said stays"
    assert "when?" in out.read_text(encoding="utf-8")
    with pytest.raises(SourceError, match="json"):
        write_like(original, tmp_path / "out.xlsx", replies, knowledge)
