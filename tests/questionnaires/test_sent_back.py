"""What goes back to a sender: marks in the right column, comments, records, value by value."""

import csv
import json

import openpyxl
import pytest
from questionnaire_books import caiq_book

from riskkit.catalogue import load_knowledge
from riskkit.questionnaires import read_questionnaire, write_like
from riskkit.questionnaires.reply import Reply


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def written(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [["" if cell is None else cell for cell in row] for row in sheet.values]


TICKS = [
    ["項次", "檢查項目", "自評結果", None, None, "說明"],
    [None, None, "符合", "不符合", "不適用", None],
    [1, "是否加密？", "V", None, None, "附件一"],
    [2, "是否簽署保密切結書？", None, "V", None, None],
    [3, "是否備份？", None, None, None, None],
    [4, "是否稽核？", None, None, None, None],
]


def test_a_reply_is_ticked_in_the_column_of_what_it_means(tmp_path, knowledge):
    book = openpyxl.Workbook()
    for row in TICKS:
        book.active.append(row)
    book.active.merge_cells("C1:E1")
    book.save(tmp_path / "t.xlsx")
    received = read_questionnaire(tmp_path / "t.xlsx", knowledge)
    cells = [answer.cell.split("!")[1] for answer in received.answers]
    assert cells == ["C3", "D4", "C5", "C6"], "the cell is the one that was ticked"
    replies = {a.id: Reply(a.raw, "?", "c") for a in received.answers}
    replies |= {"generic.3": Reply("否", "", "=c"), "generic.4": Reply("部分")}
    write_like(tmp_path / "t.xlsx", tmp_path / "b.xlsx", replies, knowledge)
    rows = written(tmp_path / "b.xlsx")
    assert [row[2:6] for row in rows[2:]] == [
        ["V", "", "", "附件一"],
        ["", "V", "", ""],
        ["", "√", "", "'=c"],
        ["", "", "", ""],  # no column says "partly"
    ]


def test_a_comment_fills_the_sender_s_own_column_beside_its_answer(tmp_path, knowledge):
    rows = [
        ("IAM-01.1", None, None, None),
        ("IAM-02.1", "Yes", None, None),
        ("IAM-03.1", None, None, "x"),
    ]
    original = caiq_book(tmp_path / "c.xlsx", rows)
    replies = {f"caiq.{row[0]}": Reply("No", "", "+because") for row in rows}
    write_like(original, tmp_path / "b.xlsx", replies, knowledge)
    told = {a.code: a for a in read_questionnaire(tmp_path / "b.xlsx", knowledge).answers}
    assert [(a.answer, a.comment) for a in told.values()] == [
        ("no", "'+because"),
        ("yes", ""),  # what the sender answered is not commented for it
        ("no", "x"),
    ]


MERGED = [
    ["Supplier survey", None, None, None],
    ["编号", "问题", "回答", "备注"],
    ["Q1", "是否加密存储？", "是", "附件一"],
    ["Q2", "是否加密传输？", None, None],
    ["Q3", "是否备份？", None, None],
    ["Q4", "是否稽核？", None, None],
]


def test_merged_cells_go_back_merged_unless_their_answers_differ(tmp_path, knowledge):
    book = openpyxl.Workbook()
    for row in MERGED:
        book.active.append(row)
    for area in ("A1:D1", "C3:C4", "D3:D4", "C5:C6"):
        book.active.merge_cells(area)
    book.save(tmp_path / "m.xlsx")
    replies = {"generic.Q3": Reply("否"), "generic.Q4": Reply("是")}
    write_like(tmp_path / "m.xlsx", tmp_path / "b.xlsx", replies, knowledge)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:D1", "C3:C4", "D3:D4"}
    again = read_questionnaire(tmp_path / "b.xlsx", knowledge)
    assert [(a.answer, a.comment) for a in again.answers] == [
        ("yes", "附件一"),
        ("yes", "附件一"),
        ("no", ""),
        ("yes", ""),
    ]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_records_go_back_as_a_table(tmp_path, knowledge, suffix):
    path = tmp_path / "answers.json"
    records = [{"id": "Q1", "question": "MFA?", "answer": "Yes"}, {"id": "Q2", "question": "Log?"}]
    path.write_text(json.dumps({"part": {"answers": records}}))
    out = tmp_path / f"back{suffix}"
    write_like(path, out, {"generic.Q2": Reply("no", "@when?")}, knowledge, language="en")
    if suffix == ".csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    else:
        rows = written(out)
    assert rows == [
        ["id", "question", "answer", "As understood", "Assessor's remark"],
        ["Q1", "MFA?", "Yes", "Yes", ""],
        ["Q2", "Log?", "no", "", "'@when?"],
    ]
