"""HECVAT compatibility: the workbook's own score, worked out again exactly."""

import pytest
from questionnaire_books import PRIVATE, SECTIONS, formulas, hecvat_book, hecvat_questions
from spreadsheet_formulas import evaluate

from riskkit.catalogue import load_knowledge
from riskkit.questionnaires import own_score


def spreadsheet(rows, left_out=()):
    """What a spreadsheet program would compute: sums over the values of the formulas."""
    columns = {"D": "mapping", "E": "location", "F": "answer", "G": "compliant"}
    columns |= {"H": "override", "I": "importance", "J": "changed"}

    def cell(ref):
        column, row = ref[0], rows[int(ref[1:]) - 3]
        if column in columns:
            if column == "G" and row["location"] == "Not scored":
                return "Not scored"
            return row[columns[column]]
        return evaluate(formulas(row, int(ref[1:]), rows)[column], cell)

    possible = reached = 0
    for number, row in enumerate(rows, 3):
        code = row["id"][:4]
        label = {PRIVATE: "Privacy (aggregated)", "AIPL": "AI (aggregated)"}.get(code, code)
        if code == "AIPL" and row["location"] != "AI":
            continue
        if label in left_out or code not in (*SECTIONS, PRIVATE):
            continue
        potential, met = cell(f"O{number}"), cell(f"L{number}")
        possible += potential if potential != "N/A" else 0
        reached += potential * met if "N/A" not in (potential, met) else 0
    return possible, reached


@pytest.mark.parametrize("seed", range(8))
def test_the_score_is_the_one_a_spreadsheet_computes(tmp_path, seed):
    rows = hecvat_questions(seed)
    left_out = ("AAAI",) if seed % 3 == 0 else ("Privacy (aggregated)",) if seed % 3 == 1 else ()
    possible, reached = spreadsheet(rows, left_out)
    stored = (possible, reached, reached / possible)
    path = hecvat_book(tmp_path / "h.xlsx", rows, left_out=left_out, stored=stored)
    score = own_score(path, load_knowledge())
    assert (score.possible, score.reached) == (possible, reached)
    assert score.share == score.stored == round(reached / possible, 12)


def test_one_critical_failure_hardly_shows(tmp_path):
    rows = hecvat_questions(1)
    for row in rows:
        row |= {"override": "", "changed": "", "mapping": "", "gated": 0, "compliant": "Yes"}
        row |= {"answer": "Yes", "importance": "Standard Importance", "non_negotiable": False}
    rows[10] |= {"location": rows[10]["place"]}
    rows[10] |= {"importance": "Critical Importance", "answer": "No", "non_negotiable": True}
    score = own_score(hecvat_book(tmp_path / "h.xlsx", rows), load_knowledge())
    assert score.share > 0.9
    assert score.critical_failed == score.non_negotiable_failed == (rows[10]["id"],)


def test_a_workbook_without_the_hidden_sheet_has_no_score_of_its_own(tmp_path):
    import openpyxl

    path = hecvat_book(tmp_path / "h.xlsx", hecvat_questions(2))
    book = openpyxl.load_workbook(path)
    del book["(backend scoring)"]
    book.save(path)
    assert own_score(path, load_knowledge()) is None
