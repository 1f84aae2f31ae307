"""What a vendor sent in its own layout stands beside the verdict, every row and cell told."""

import datetime as dt

import pytest
from questionnaire_books import caiq_book, hecvat_book, hecvat_questions

from riskkit.catalogue import load_knowledge
from riskkit.engagement import check_engagement, load_engagement
from riskkit.vendors import VendorLore, VendorRules, assess_vendors

HEADER = "title: T\nclient: C\nscenario: steady\nas_of: 2026-11-01\n"
TABLES = {
    "engagement.yaml": HEADER,
    "assets.csv": "id,name,carrier,data_kinds,persons\nA1,CRM,cloud,name;bank_account,5000\n",
    "vendors.csv": "id,name,kind,criticality\nV1,Acme Cloud,cloud,high\nV2,Other,cloud,low\n",
    "services.csv": "id,vendor,role,logical_access,physical_access,assets,countries\n"
    "S1,V1,entrusted,admin,no,A1,CN\n",
    "evidence.csv": "id,kind,title,date\nE1,document,Report,2026-10-01\n",
}
KNOWLEDGE = load_knowledge()


def engagement(root):
    for name, text in TABLES.items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "answers").mkdir()
    return root


def assessed(root):
    inventory = load_engagement(root, knowledge=KNOWLEDGE)
    rules = VendorRules.of(KNOWLEDGE.entries)
    lore = VendorLore.of(KNOWLEDGE.entries)
    day = dt.date(2026, 11, 1)
    return {v.id: v for v in assess_vendors(inventory, (), rules, as_of=day, lore=lore)}


ROWS = [
    ("IAM-14.1", "Yes", "CSP-owned", None),
    ("IAM-05.1", "No", "CSP-owned", None),
    ("SEF-07.1", "Yes", "CSP-owned", None),
    ("CEK-08.1", None, None, None),
    ("BCR-01.1", "Yes", "CSP-owned", None),
]


def test_a_received_questionnaire_is_told_beside_the_verdict(tmp_path):
    caiq_book(engagement(tmp_path) / "answers" / "V1.xlsx", ROWS)
    told = assessed(tmp_path)
    assert told["V2"].received == ()
    (sheet,) = told["V1"].received
    assert (sheet.standard, sheet.file) == ("caiq", "answers/V1.xlsx")
    assert sheet.questions == len(ROWS)
    assert sheet.rows == sheet.accounted == sum(sheet.fates.values())
    assert sheet.fates["question"] == len(ROWS)
    assert sheet.lo <= sheet.score <= sheet.hi
    assert sheet.plain == 75, "three of the four answered, whatever was left out"
    assert sheet.own is None


def test_what_it_bears_on_is_told_with_cells_and_counts_in_the_verdict(tmp_path):
    caiq_book(engagement(tmp_path) / "answers" / "V1.xlsx", ROWS)
    risk = assessed(tmp_path)["V1"]
    carried = {one.question: one for one in risk.received[0].carried}
    assert carried["VQ-ACC-01"].answer == "no" and carried["VQ-ACC-01"].codes == ("IAM-05.1",)
    assert carried["VQ-INC-01"].answer == "partial" and not carried["VQ-INC-01"].whole
    assert carried["VQ-CLD-02"].answer == "unanswered"
    assert all(one.counts for one in carried.values())
    by_question = {row["question"]: row for row in risk.answers}
    for id, one in carried.items():
        assert by_question[id]["source"].removeprefix("answers/V1.xlsx:") in one.cells
    assert not any(reason.rule == "vendors.ignored" for reason in risk.because)


def test_an_answer_to_our_own_question_stands_before_a_received_one(tmp_path):
    answers = engagement(tmp_path) / "answers"
    caiq_book(answers / "V1.xlsx", ROWS)
    (answers / "V1.csv").write_text("question,answer\nVQ-ACC-01,yes\n", encoding="utf-8")
    risk = assessed(tmp_path)["V1"]
    carried = {one.question: one for one in risk.received[0].carried}
    assert not carried["VQ-ACC-01"].counts and carried["VQ-ACC-01"].answer == "no"
    (row,) = [row for row in risk.answers if row["question"] == "VQ-ACC-01"]
    assert row["answer"] == "yes"


def test_a_workbook_that_scores_itself_is_told_with_its_own_score(tmp_path):
    hecvat_book(engagement(tmp_path) / "answers" / "V1.xlsx", hecvat_questions(3))
    (sheet,) = assessed(tmp_path)["V1"].received
    assert sheet.standard == "hecvat"
    assert 0 <= sheet.own.share <= 1
    assert sheet.own.critical >= len(sheet.own.critical_failed)


def test_no_wording_and_no_comment_of_the_sender_is_kept(tmp_path):
    rows = [("IAM-05.1", "Yes", "CSP-owned", "ask zaphod@example.org")]
    caiq_book(engagement(tmp_path) / "answers" / "V1.xlsx", rows)
    told = assessed(tmp_path)["V1"].model_dump_json()
    assert "zaphod" not in told


@pytest.mark.parametrize("places", [6])
def test_numbers_are_told_to_six_places_and_parts_sum_up(tmp_path, places):
    caiq_book(engagement(tmp_path) / "answers" / "V1.xlsx", ROWS)
    risk = assessed(tmp_path)["V1"]
    numbers = [risk.score, risk.lo, risk.hi, risk.coverage, risk.received[0].plain]
    numbers += [part.share for part in risk.contributions]
    numbers += [n for g in risk.domains.values() for n in (g.lo, g.value, g.hi)]
    assert all(round(number, places) == number for number in numbers)
    assert abs(sum(part.share for part in risk.contributions) - (100 - risk.score)) < 1e-9


def test_a_vendor_is_assessed_by_the_questionnaire_its_row_chooses(tmp_path):
    root = engagement(tmp_path)
    (root / "vendors.csv").write_text(
        "id,name,kind,criticality,questionnaire\nV1,A,cloud,high,mvsp-3.0\nV2,B,cloud,low,\n"
    )
    (root / "answers" / "V1.csv").write_text(
        "Question ID,Question,Answer\nmvsp-1.7,Minimum Viable Secure Product,Yes\n"
    )
    told = assessed(root)
    assert told["V1"].questionnaire.startswith("mvsp-3.0")
    assert told["V2"].questionnaire.startswith("riskkit-core")
    ids = {row["question"]: row["answer"] for row in told["V1"].answers}
    assert ids["mvsp-1.7"] == "yes"
    assert ids["VQ-PUR-01"] == "unanswered", "fatal, and no question of MVSP"
    assert "VQ-PUR-02" not in ids


def test_a_questionnaire_nobody_knows_is_an_error(tmp_path):
    (engagement(tmp_path) / "vendors.csv").write_text(
        "id,name,kind,questionnaire\nV1,A,cloud,mvsp-2.0\nV2,B,cloud,\n"
    )
    (problem,) = [p for p in check_engagement(tmp_path) if p.severity == "error"]
    assert (problem.file, problem.row, problem.column) == ("vendors.csv", 2, "questionnaire")
    assert "mvsp-3.0" in problem.hint


OWN_TABLE = """序号,检查项,是否符合,情况说明
1,是否签署第三方协议,是,尚未与坐席公司签署
2,外呼是否委托,是,由聆川呼叫服务有限公司承担
3,是否培训,是,每年一次
"""


def test_a_table_of_the_senders_own_is_read_for_what_it_takes_back_and_whom_it_names(tmp_path):
    root = engagement(tmp_path)
    (root / "answers" / "V1.csv").write_text(OWN_TABLE, encoding="gb18030")
    told = assessed(root)["V1"]
    found = {(one.rule, one.question, one.where) for one in told.contradictions if one.question}
    assert found == {("negated", "generic.1", "answers/V1.csv:2")}
    assert [(one.name, one.declared) for one in told.fourth_parties] == [
        ("聆川呼叫服务有限公司", False)
    ]
    assert assessed(root)["V2"].contradictions == ()


def test_what_answers_a_question_of_ours_is_not_told_twice(tmp_path):
    rows = [("HRS-11.1", "Yes", "CSP-owned", None), ("HRS-12.1", "Yes", "CSP-owned", "Not yet")]
    caiq_book(engagement(tmp_path) / "answers" / "V1.xlsx", rows)
    found = [one.question for one in assessed(tmp_path)["V1"].contradictions if one.question]
    assert found == ["VQ-PER-01"], "the words of each answer that counts are read"


def test_an_mvsp_form_of_ours_answers_our_own_questions_too(tmp_path):
    root = engagement(tmp_path)
    asked = ("mvsp-1.7,told?,Yes", "mvsp-2.1,sign-on?,Yes", "VQ-CON-01,signed?,No")
    lines = ("MVSP 3.0", "Question ID,Question wording,Answer", *asked)
    (root / "answers" / "V1.csv").write_text("\n".join(lines), encoding="utf-8")
    vendor = assessed(root)["V1"]
    (sheet,) = vendor.received
    assert (sheet.standard, sheet.fates) == ("mvsp", {"text": 1, "header": 1, "question": 3})
    assert {one["question"]: one["answer"] for one in vendor.answers}["VQ-CON-01"] == "no"
