"""HECVAT 3: the workbook's own score and what it expects of an answer, from an invented one."""

import random

import pytest
from openpyxl import Workbook
from spreadsheet_formulas import evaluate

from riskkit.catalogue import load_knowledge
from riskkit.questionnaires import own_score, read_questionnaire

SECTIONS = ("COMP", "THRD", "HIPA")
FIRST = 3
OVERRIDES = ("Compliant Override", "Default Weight", "Weight Override")


def questions(seed):
    """Rows of the list of questions with formulas as such workbooks have them."""
    pick = random.Random(seed)
    rows = [{"id": f"QUAL-0{n}", "answer": pick.choice(["Yes", "No"])} for n in (1, 2)]
    rows.append({"id": "QUAL-03", "answer": pick.choice(["1) theirs", "2) ours", "3) both"])})
    rows += [
        {"id": f"{code}-{n:02d}", "answer": pick.choice(["Yes", "No", "N/A", "", "Yes, since May"])}
        for code in SECTIONS
        for n in range(1, 9)
    ]
    for number, row in enumerate(rows, FIRST):
        hosted = f'=IF(OR(N${FIRST + 2}="1",N${FIRST + 2}="3"),1,0)'
        row |= {
            "compliant": pick.choice(["Yes", "Yes", "No"]),
            "required": pick.choice([1, 1, hosted, f'=IF(N{number}="N/A",0,1)']),
            "points": pick.choice([10, 15, 20, 25, 40, f'=IF(N${FIRST}="No",0,40)']),
            "override": pick.choice(["", "", "", "Yes", "No"]),
            "found": pick.choice(["", "", 25]),
            "changed": pick.choice(["", "", "", 5]),
            "scored": pick.random() < 0.95,
        }
    return rows


def spreadsheet(rows, gates, short):
    """Points possible and reached, as a spreadsheet program would add them up."""

    def said(row):
        return row["answer"][:1] if row["id"] == "QUAL-03" else row["answer"]

    def cell(ref):
        return said(rows[int(ref.split("!")[-1].lstrip("N")) - FIRST])

    def value(one):
        return evaluate(one, cell) if isinstance(one, str) else one

    possible = reached = 0
    for row in rows:
        code = row["id"][:4]
        if code not in SECTIONS:
            continue
        looked_up = "" if isinstance(row["points"], str) else row["found"]
        weight = value(row["points"]) if looked_up == "" else looked_up
        weight = weight if row["changed"] == "" else row["changed"]
        weight *= 1 if short else value(row["required"])
        met = row["compliant"] in (row["override"] or said(row)) and row["scored"]
        counted = [evaluate(f"=IF({g},1,0)", cell) if g else 1 for g in gates.get(code, ("", ""))]
        possible += weight * counted[0]
        reached += weight * met * counted[1]
    return possible, reached


def book(path, rows, gates, *, short, stored=None):
    book = Workbook()
    sheet = book.active
    sheet.title = "HECVAT - Full | Vendor Response"
    sheet.append(["An invented HECVAT", "Vendor Response", None, None, "Version 3.09"])
    sheet.append(["GNRL-01", "Vendor Name", "Example Ltd", "since May"])
    sheet.append(["Section", None, "Vendor Answers", "Additional Information"])
    for row in rows:
        sheet.append([row["id"], f"Is {row['id']} so?", row["answer"] or None, "a remark"])
    card = book.create_sheet("Analyst Report")
    card.append(["HECVAT | Analyst Report"])
    card.append([None, None, "Overall Score", *(stored or ())])
    card.append(["ID", "Question", "Vendor Answer", None, None, "Preferred Response"])
    for column, head in zip("GHI", OVERRIDES, strict=True):
        card[f"{column}3"] = head
    listed, values = book.create_sheet("Questions"), book.create_sheet("Values")
    listed.append([None, None, "HECVAT Question Sets"])
    for column, head in {
        "B": "ID",
        "K": "Required",
        "M": "Compliant Answer" if short else "C_Answer",
        "N": "Vendor Answer" if short else "V_Answer",
        "Q": "Default Weight",
        "R": "Analyst adjusted Weight",
        "S": "Weight",
        "T": "Score",
    }.items():
        listed[f"{column}2"] = head
    for number, row in enumerate(rows, FIRST):
        card.append([row["id"], None, None, None, None, None, row["override"] or None])
        card[f"H{card.max_row}"] = row["found"] or None
        card[f"I{card.max_row}"] = row["changed"] or None
        look = f"VLOOKUP(B{number},'{sheet.title}'!A:E,3,FALSE)"
        for column, cell in {
            "B": row["id"],
            "K": row["required"],
            "M": row["compliant"],
            "N": f"=LEFT({look},1)" if row["id"] == "QUAL-03" else f"={look}",
            "Q": row["points"],
            "R": f"=IF(LEN(VLOOKUP(B{number},'Analyst Report'!A:I,9,FALSE))=0,8,9)",
            "S": f"=(IF((ISNUMBER(R{number})),R{number},Q{number}))"
            + ("" if short else f"*K{number}"),
            "T": f"=P{number}*S{number}" if row["scored"] else None,
        }.items():
            listed[f"{column}{number}"] = cell
    values.append([None, None, None, None, None, None, "Score", "Max_Score", "Score %"])
    for number, code in enumerate(SECTIONS, 2):
        sums = [f"SUMIFS(Questions!{c}:{c},Questions!B:B,D{number})" for c in "TS"]
        asked = gates.get(code, ("", ""))[::-1]
        formulas = [f"=IF({g},{s},0)" if g else f"={s}" for g, s in zip(asked, sums, strict=True)]
        values.append([None, None, code, f"{code}*", None, None, *formulas])
    for hidden in (listed, values):
        hidden.sheet_state = "hidden"
    book.save(path)
    return path


@pytest.mark.parametrize("short", [False, True], ids=["full", "short"])
@pytest.mark.parametrize("seed", range(8))
def test_the_score_is_the_one_a_spreadsheet_computes(tmp_path, seed, short):
    rows = questions(seed)
    # a section that a gate leaves out may still add what it reached, as the published one does
    gates = {
        "THRD": (f'Questions!N{FIRST + 1}="Yes"',) * 2,
        "HIPA": (f'Questions!N{FIRST}="Yes"', ""),
    }
    possible, reached = spreadsheet(rows, gates, short)
    stored = (possible, reached, None, reached / possible)
    path = book(tmp_path / "h.xlsx", rows, gates, short=short, stored=stored)
    score = own_score(path, load_knowledge())
    assert (score.possible, score.reached) == (possible, reached)
    assert score.share == score.stored == round(reached / possible, 12)


def test_the_good_answer_and_the_weight_are_those_of_the_workbook(tmp_path):
    rows = questions(3)
    path = book(tmp_path / "h.xlsx", rows, {}, short=False)
    read = {one.code: one for one in read_questionnaire(path, load_knowledge()).answers}
    assert set(read) == {"GNRL-01", *(row["id"] for row in rows)}
    assert read["GNRL-01"].raw == "Example Ltd", "a title above is no header"
    assert {one.cell.split("!")[1][0] for one in read.values()} == {"C"}
    for row in rows:
        assert read[row["id"]].favourable == row["compliant"].lower()
        if not isinstance(row["points"], str):
            assert read[row["id"]].weight == row["points"] / 5


def test_a_weight_out_of_all_proportion_is_cut(tmp_path):
    rows = questions(4)
    rows[5]["points"] = 9_000
    path = book(tmp_path / "h.xlsx", rows, {}, short=False)
    weights = {one.code: one.weight for one in read_questionnaire(path, load_knowledge()).answers}
    assert weights[rows[5]["id"]] == 10
