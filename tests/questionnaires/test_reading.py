"""Questionnaires received: told by content, every row accounted for, every answer with its cell."""

import json
import time
import zipfile

import openpyxl
import pytest
from questionnaire_books import CAIQ_HEAD, caiq_book, hecvat_book, hecvat_questions

from riskkit.catalogue import load_knowledge
from riskkit.errors import SourceError
from riskkit.questionnaires import read_questionnaire


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def by_code(received):
    return {answer.code: answer for answer in received.answers}


def rules_of(received):
    return {remark.rule for remark in received.remarks}


ROWS = [
    ("A&A-01.1", "Yes", "CSP-owned", "an invented policy"),
    ("A&A-01.2", "No", "CSP-owned", None),
    ("IAM-14.1", "Yes", "3rd-party outsourced", "by Someone Ltd"),
    ("IAM-14.2", "NA", "CSC-owned", None),
    ("DSP-19.1", None, None, None),
    ("LOG-12.1", "Yes, but not yet everywhere", "CSP-owned", None),
    ("DCS-04.1", "yes", "CSC-owned", None),
]


def test_caiq_is_read_below_its_banner(tmp_path, knowledge):
    path = caiq_book(tmp_path / "anything.xlsx", ROWS, version="v4.0.3")
    received = read_questionnaire(path, knowledge)
    assert (received.standard, received.version, received.known) == ("caiq", "4.0.3", True)
    answers = by_code(received)
    assert list(answers) == [row[0] for row in ROWS]
    assert {code: answer.answer for code, answer in answers.items()} == {
        "A&A-01.1": "yes",
        "A&A-01.2": "no",
        "IAM-14.1": "outsourced",
        "IAM-14.2": "na",
        "DSP-19.1": "unanswered",
        "LOG-12.1": "unreadable",
        "DCS-04.1": "na",  # the client is to do it: a yes says nothing of the vendor
    }
    assert answers["A&A-01.2"].cell == "CAIQv4.0.3!C4"
    assert answers["A&A-01.2"].control == "A&A-01", "merged cells are filled"
    assert answers["DSP-19.1"].domain == "cross_border"
    assert answers["A&A-01.1"].comment == "an invented policy"
    assert received.rows == received.accounted == 12 - 0
    assert {"received.outsourced", "received.unreadable", "received.count"} <= rules_of(received)


@pytest.mark.parametrize(
    ("version", "known", "told"),
    [("v4.1.0", True, "4.1.0"), ("v4.0.2", True, "4.0.2"), ("v9.9.9", False, "9.9.9")],
)
def test_a_version_that_is_not_known_is_said(tmp_path, knowledge, version, known, told):
    received = read_questionnaire(caiq_book(tmp_path / "c.xlsx", ROWS, version=version), knowledge)
    assert (received.version, received.known) == (told, known)
    assert ("received.version" in rules_of(received)) is not known


def test_caiq_lite_is_told_by_its_number_of_questions(tmp_path, knowledge):
    rows = [(f"GRC-{n // 9 + 1:02d}.{n % 9 + 1}", "Yes", None, None) for n in range(124)]
    received = read_questionnaire(caiq_book(tmp_path / "c.xlsx", rows, version="Lite"), knowledge)
    assert (received.version, received.known) == ("lite", True)


def test_questions_of_ours_are_answered_only_in_the_release_the_ids_are_of(tmp_path, knowledge):
    new = read_questionnaire(caiq_book(tmp_path / "a.xlsx", ROWS, version="v4.0.3"), knowledge)
    old = read_questionnaire(caiq_book(tmp_path / "b.xlsx", ROWS, version="v3.1.0"), knowledge)
    assert by_code(new)["DSP-19.1"].questions == ("VQ-XBR-01",)
    assert by_code(old)["DSP-19.1"].questions == ()


def test_hecvat_answers_stand_in_column_c(tmp_path, knowledge):
    rows = hecvat_questions(3)
    received = read_questionnaire(hecvat_book(tmp_path / "x.xlsx", rows), knowledge)
    assert received.standard == "hecvat"
    answers = by_code(received)
    assert set(answers) == {row["id"] for row in rows}
    for row in rows:
        answer = answers[row["id"]]
        wanted = {"Yes": "yes", "No": "no", "N/A": "na", "": "unanswered"}[row["answer"]]
        scored = row["location"] != "Not scored"
        assert (answer.answer, answer.comment, answer.scored) == (wanted, "a remark", scored)
        assert answer.favourable == ("no" if scored and row["compliant"] == "No" else "yes")
        assert answer.cell.startswith(f"{row['place']}!C")
    assert received.rows == received.accounted
    assert "received.hidden" in rules_of(received)


def test_a_million_declared_rows_take_no_time(tmp_path, knowledge):
    path = tmp_path / "wide.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["No.", "Question", "Answer", "Remarks"])
    sheet.append(["Q1", "Is it so?", "Yes", ""])
    sheet.cell(1_048_576, 3).value = "No"
    for column in range(5, 206):
        sheet.cell(1, column).value = f"x{column}"
    book.save(path)
    started = time.perf_counter()
    received = read_questionnaire(path, knowledge)
    assert time.perf_counter() - started < 60
    assert [answer.answer for answer in received.answers] == ["yes"]
    assert "received.cut" in rules_of(received), "what was not read is said"


def test_a_zip_bomb_is_refused(tmp_path, knowledge):
    path = caiq_book(tmp_path / "c.xlsx", ROWS)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"<a/>" + b" " * (90 << 20))
    with pytest.raises(SourceError, match="out of proportion"):
        read_questionnaire(path, knowledge)


def test_formulas_macros_links_and_hidden_sheets_are_told(tmp_path, knowledge):
    path = caiq_book(tmp_path / "c.xlsx", ROWS, hidden=("Secret",))
    book = openpyxl.load_workbook(path)
    book["CAIQv4.0.3"]["C3"] = '=HYPERLINK("http://127.0.0.1","Yes")'
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<a/>")
    received = read_questionnaire(path, knowledge)
    assert by_code(received)["A&A-01.1"].answer == "unanswered", "a formula is never worked out"
    told = rules_of(received)
    assert {"received.formula", "received.macros", "received.links", "received.hidden"} <= told
    assert [r.cell for r in received.remarks if r.rule == "received.formula"] == ["CAIQv4.0.3!C3"]
    assert not [answer for answer in received.answers if answer.code == "R2"]
    assert received.rows == received.accounted


def test_two_answers_to_one_question_are_both_kept(tmp_path, knowledge):
    rows = [*ROWS, ("A&A-01.1", "No", None, None)]
    received = read_questionnaire(caiq_book(tmp_path / "c.xlsx", rows), knowledge)
    assert [a.answer for a in received.answers if a.code == "A&A-01.1"] == ["yes", "no"]
    remark = next(r for r in received.remarks if r.rule == "received.repeated")
    assert remark.args == {"first": "CAIQv4.0.3!C3"}


def test_an_unknown_family_is_told(tmp_path, knowledge):
    rows = [*ROWS, ("ZZZ-01.1", "Yes", None, None)]
    received = read_questionnaire(caiq_book(tmp_path / "c.xlsx", rows), knowledge)
    assert by_code(received)["ZZZ-01.1"].domain == "unmapped"
    assert "received.family" in rules_of(received)


GENERIC = [
    ("No,Question,Answer,Remarks\n1,Is data encrypted?,Yes,by TLS\n2,Do you audit?,No,\n", "utf-8"),
    ("编号;问题;回答;说明\n1;数据是否加密？;是;TLS\n2;是否审计？;否;\n", "gb18030"),
    ("項次\t問題\t回覆\t備註\n1\t資料是否加密？\t是\tTLS\n2\t是否稽核？\t否\t\n", "big5"),
    ("题号,检查项,是否符合,备注\n1,数据是否加密？,符合,TLS\n2,是否审计？,不符合,\n", "utf-16"),
]


@pytest.mark.parametrize(("text", "encoding"), GENERIC)
def test_any_table_is_read_by_its_headers(tmp_path, knowledge, text, encoding):
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    received = read_questionnaire(path, knowledge)
    assert [(a.code, a.answer) for a in received.answers] == [("1", "yes"), ("2", "no")]
    assert [a.domain for a in received.answers] == ["encryption", "audit"]
    assert received.answers[0].cell == "table!C2"
    assert received.rows == received.accounted == 3


def test_columns_to_be_ticked_are_answers(tmp_path, knowledge):
    path = tmp_path / "ticks.csv"
    path.write_text(
        "问题,是,否,不适用\n是否加密？,√,,\n是否审计？,,√,\n是否外包？,√,√,\n是否备份？,,,\n"
    )
    received = read_questionnaire(path, knowledge)
    assert [a.answer for a in received.answers] == ["yes", "no", "unreadable", "unanswered"]


MARKDOWN = """# Access control

| Question | Answer |
|---|---|
| Is MFA on? | **Yes** — for all |
| Are accounts shared? | No. Never |
| Is there a log? | We keep several of them |

## Backup

| Control | Question | Response | Notes |
|:--|---|:-:|--|
| B-1 | Are backups \\| tested? | Partially | yearly |
"""


def test_tables_of_a_markdown_text_are_read(tmp_path, knowledge):
    path = tmp_path / "answers.md"
    path.write_text(MARKDOWN)
    received = read_questionnaire(path, knowledge)
    answers = [(a.answer, a.domain) for a in received.answers]
    assert answers == [
        ("yes", "access"),
        ("no", "access"),
        ("unreadable", "access"),
        ("partial", "continuity"),
    ]
    assert received.answers[0].comment == "for all"
    assert received.answers[3].text == "Are backups | tested?"
    assert received.answers[3].line == 13


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Yes", "yes"),
        ("YES.", "yes"),
        ("是", "yes"),
        ("N/A", "na"),
        ("不适用", "na"),
        ("Yes: see the policy", "yes"),
        ("是。见制度", "yes"),
        ("Yes, but not for laptops", "unreadable"),
        ("是，但尚未实施", "unreadable"),
        ("Yes - planned for next year", "unreadable"),
        ("No - planned for next year", "no"),
        ("1,000 people", "unreadable"),
        ("yesterday", "unreadable"),
        ("Please select", "unanswered"),
        ("N.A.", "na"),
        ("ＹＥＳ", "yes"),
        ("没有", "no"),
        ("×", "no"),
        ("錯", "no"),
        ("部份", "partial"),
        ("☑是 □否", "yes"),
        ("□是　■否", "no"),
        ("（√）是（ ）否", "yes"),
        ("[ ] Yes [x] No [ ] N/A", "no"),
        ("☐ Yes ☐ No", "unanswered"),
        ("☑是 ☑否", "unreadable"),
        ("是/否", "unreadable"),
        ("X", "unreadable"),
        ("", "unanswered"),
    ],
)
def test_only_a_plain_yes_is_a_yes(tmp_path, knowledge, word, meant):
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{"Question": "Is it so?", "Answer": word}], ensure_ascii=False))
    assert read_questionnaire(path, knowledge).answers[0].answer == meant


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"no workbook"),
        ("a.csv", b"\x00\x01\x02\x03" * 400),
        ("a.csv", b"one\ntwo\nthree\n"),
        ("a.json", b"{" * 5000),
        ("a.json", b'{"a": 1}'),
        ("a.yaml", b"a: &x [1]\nb: *x\n"),
        ("a.md", b"# only words\n"),
    ],
)
def test_what_is_no_questionnaire_is_refused_in_plain_words(tmp_path, knowledge, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError) as error:
        read_questionnaire(path, knowledge)
    assert name in str(error.value)


def test_an_empty_caiq_has_no_answer(tmp_path, knowledge):
    path = tmp_path / "c.xlsx"
    book = openpyxl.Workbook()
    book.active.append(CAIQ_HEAD)
    book.save(path)
    with pytest.raises(SourceError):
        read_questionnaire(path, knowledge)


def plain_book(path, edit):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Q"
    sheet.append(["No.", "Question", "Answer", "Remarks"])
    for number, word in enumerate(("Yes", "No", "N/A"), 1):
        sheet.append([f"Q{number}", f"Is it so {number}?", word, ""])
    edit(book, sheet)
    book.save(path)
    return path


def hide_a_row(book, sheet):
    sheet.row_dimensions[3].hidden = True


def hide_a_column(book, sheet):
    sheet.column_dimensions["C"].hidden = True


@pytest.mark.parametrize(
    ("edit", "cells"), [(hide_a_row, ["Q!C3"]), (hide_a_column, ["Q!C2", "Q!C3", "Q!C4"])]
)
def test_answers_in_hidden_rows_and_columns_are_read_and_told(tmp_path, knowledge, edit, cells):
    received = read_questionnaire(plain_book(tmp_path / "h.xlsx", edit), knowledge)
    assert [answer.answer for answer in received.answers] == ["yes", "no", "na"]
    told = [r.cell for r in received.remarks if r.rule == "received.hidden_cell"]
    assert told == cells


def hide_the_sheet(book, sheet):
    book.create_sheet("Front")
    book.active = 1
    sheet.sheet_state = "veryHidden"


def move_far_right(book, sheet):
    sheet.insert_cols(1, amount=300)


@pytest.mark.parametrize(
    ("edit", "words"), [(hide_the_sheet, "1 hidden sheets"), (move_far_right, "256 columns")]
)
def test_a_refusal_says_what_was_not_looked_at(tmp_path, knowledge, edit, words):
    with pytest.raises(SourceError, match=words):
        read_questionnaire(plain_book(tmp_path / "h.xlsx", edit), knowledge)


def test_two_hundred_columns_are_read(tmp_path, knowledge):
    path = plain_book(tmp_path / "w.xlsx", lambda book, sheet: sheet.insert_cols(1, amount=196))
    received = read_questionnaire(path, knowledge)
    assert [answer.cell for answer in received.answers] == ["Q!GQ2", "Q!GQ3", "Q!GQ4"]
    assert received.rows == received.accounted == 4


SHORT_FORM = {"HLAA": "access", "HLDA": "encryption", "HLIH": "incident", "HLTP": "subprocessors"}


@pytest.mark.parametrize(("count", "version"), [(94, "3.04 lite"), (255, "3.04")])
def test_a_short_form_is_told_from_the_whole_by_its_questions(tmp_path, knowledge, count, version):
    path = tmp_path / "h.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "HECVAT - Vendor Response"
    sheet.append(["An invented HECVAT", None, None, "Version 3.04"])
    families = list(SHORT_FORM)
    sheet.append(["Section", None, "Vendor Answers", "Additional Information"])
    for n in range(count):
        code = f"{families[n % 4]}-{n // 4 + 1:02d}"
        sheet.append([code, f"Is it so {n}?", "Yes", ""])
    book.save(path)
    received = read_questionnaire(path, knowledge)
    assert (received.version, received.known) == (version, True)
    assert {a.code[:4]: a.domain for a in received.answers} == SHORT_FORM
    assert received.rows == received.accounted
    assert not rules_of(received) & {"received.count", "received.family", "received.version"}
