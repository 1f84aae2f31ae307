"""The risk register: every table on a sheet, numbers as numbers, nothing that runs."""

import openpyxl
import pytest
from report_example import example

from riskkit.model.value import LANGUAGES
from riskkit.report import write_risk_register
from riskkit.report.register import SHEETS
from riskkit.tables import GRIDS, words

A = example()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_a_sheet_with_all_its_rows(tmp_path, language):
    book = openpyxl.load_workbook(write_risk_register(A, tmp_path / "r.xlsx", language))
    rows = [book[name].max_row - 1 for name in book.sheetnames]
    assert rows == [len(GRIDS[name](A, words(language)).rows) for name in SHEETS]


def test_scores_are_numbers_with_their_bounds_beside_them(tmp_path):
    book = openpyxl.load_workbook(write_risk_register(A, tmp_path / "r.xlsx", "en"))
    sheet = book["Data assets by residual risk"]
    header = [cell.value for cell in sheet[1]]
    at = header.index("Residual risk")
    assert header[at + 1 : at + 3] == ["Residual risk, lowest", "Residual risk, highest"]
    score, lo, hi = (sheet.cell(2, at + 1 + i).value for i in range(3))
    assert lo <= score <= hi


def test_the_same_assessment_gives_the_same_bytes(tmp_path):
    first = write_risk_register(A, tmp_path / "a.xlsx", "en").read_bytes()
    assert write_risk_register(A, tmp_path / "b.xlsx", "en").read_bytes() == first


def test_no_cell_of_a_hostile_assessment_is_a_formula(tmp_path):
    path = write_risk_register(example(canary=True), tmp_path / "r.xlsx", "en")
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [c for c in cells if c.data_type == "f" or str(c.value).startswith(("=", "+", "@"))]
