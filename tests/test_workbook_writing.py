"""Workbooks are written so that they open ready to read and their cells do nothing."""

import datetime as dt

import openpyxl
import pytest

from riskkit.workbook import read_sheets
from riskkit.workbook_writing import write_sheets

ROWS = [["Name", "Count", "Day"], ["张三", 12000, dt.date(2026, 11, 20)], [None, 0.25, None]]


def test_what_is_written_is_read_again(tmp_path):
    path = write_sheets(tmp_path / "a.xlsx", {"数据 资产": ROWS})
    rows = read_sheets(path)["数据 资产"].rows
    assert rows[0] == ["Name", "Count", "Day"]
    assert rows[1][:2] == ["张三", 12000]


def test_the_same_rows_give_the_same_bytes(tmp_path):
    first = write_sheets(tmp_path / "a.xlsx", {"x": ROWS}).read_bytes()
    assert write_sheets(tmp_path / "b.xlsx", {"x": ROWS}).read_bytes() == first


@pytest.mark.parametrize(
    "hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1", "\t=1", "\r=1"]
)
def test_a_text_is_never_a_formula(tmp_path, hostile):
    path = write_sheets(tmp_path / "a.xlsx", {"x": [["h"], [hostile]]})
    cell = openpyxl.load_workbook(path)["x"]["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_a_negative_number_stays_a_number(tmp_path):
    path = write_sheets(tmp_path / "a.xlsx", {"x": [["h"], [-1.5]]})
    assert openpyxl.load_workbook(path)["x"]["A2"].value == -1.5


def test_the_header_stays_in_sight_and_filters(tmp_path):
    sheet = openpyxl.load_workbook(write_sheets(tmp_path / "a.xlsx", {"x": ROWS}))["x"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C3"
    assert sheet["A1"].font.bold


@pytest.mark.parametrize("name", ["a/b:c*[d]?", "'x'", "", "n" * 60, "\x00"])
def test_a_sheet_gets_a_name_a_workbook_allows(tmp_path, name):
    book = openpyxl.load_workbook(write_sheets(tmp_path / "a.xlsx", {name: ROWS, f"{name} ": ROWS}))
    assert len(set(book.sheetnames)) == 2
    assert all(0 < len(title) <= 31 for title in book.sheetnames)


def test_unwritable_characters_and_endless_texts_are_cut(tmp_path):
    path = write_sheets(tmp_path / "a.xlsx", {"x": [["h"], ["a\x00b" + "x" * 40_000]]})
    assert len(openpyxl.load_workbook(path)["x"]["A2"].value) == 32_767
