"""Workbooks are read as rows, within bounds, whatever they claim to be."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from riskkit.errors import SourceError
from riskkit.workbook import read_sheets


def save(path: Path, rows: list[list[object]], merge: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    book.create_sheet("第二页").append(["姓名"])
    book["第二页"].sheet_state = "hidden"
    book.save(path)
    return path


def test_every_sheet_is_read_in_order_with_hidden_ones_marked(tmp_path: Path) -> None:
    sheets = read_sheets(save(tmp_path / "a.xlsx", [["id", "日期"], [1, dt.datetime(2024, 1, 2)]]))
    assert list(sheets) == ["Sheet", "第二页"]
    assert sheets["Sheet"].rows == [["id", "日期"], [1, dt.datetime(2024, 1, 2)]]
    assert [s.hidden for s in sheets.values()] == [False, True]


def test_merged_cells_repeat_their_value(tmp_path: Path) -> None:
    path = save(tmp_path / "m.xlsx", [["部门", "人"], ["仓库", "a"], [None, "b"]], merge="A2:A3")
    assert read_sheets(path)["Sheet"].rows[2] == ["仓库", "b"]
    assert read_sheets(path, fill_merged=False)["Sheet"].rows[2] == [None, "b"]


def test_a_far_away_cell_does_not_make_a_million_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["A1048576"] = "y"
    book.save(tmp_path / "far.xlsx")
    sheet = read_sheets(tmp_path / "far.xlsx")["Sheet"]
    assert (len(sheet.rows), sheet.cut) == (1, "blank")


@pytest.mark.parametrize("between", [2_500, 9_000, 60_000])
def test_rows_behind_a_long_blank_run_are_read(tmp_path: Path, between: int) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active.cell(between, 2).value = "y"
    book.active.cell(between + 3_000, 1).number_format = "0%"  # a row of blank cells
    book.save(tmp_path / "far.xlsx")
    sheet = read_sheets(tmp_path / "far.xlsx")["Sheet"]
    assert (len(sheet.rows), sheet.rows[-1], sheet.cut) == (between, [None, "y"], "")


def test_rows_without_numbers_end_at_a_long_blank_run(tmp_path: Path) -> None:
    path, bare = save(tmp_path / "a.xlsx", [["x"]]), tmp_path / "bare.xlsx"
    row = b'<row spans="1:1">%s</row>'
    filled, blank = row % b'<c t="n"><v>1</v></c>', row % b""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for member in old.namelist():
            part = old.read(member)
            if member.endswith("sheet1.xml"):
                rows = b"<sheetData>" + filled + blank * 2_500 + filled + b"</sheetData>"
                part = re.sub(rb"<sheetData>.*</sheetData>", rows, part)
            new.writestr(member, part)
    sheet = read_sheets(bare)["Sheet"]
    assert (sheet.rows, sheet.cut) == ([[1]], "blank")


def test_limits_are_told(tmp_path: Path) -> None:
    path = save(tmp_path / "l.xlsx", [[1, 2, 3]] * 5)
    assert read_sheets(path, max_rows=2)["Sheet"].cut == "rows"
    assert read_sheets(path, max_columns=2)["Sheet"].cut == "columns"


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (80 << 20))
    with pytest.raises(SourceError, match="out of proportion"):
        read_sheets(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password-protected"),
        (b"PK\x03\x04 not really", "no .xlsx workbook"),
        (b"", "no .xlsx workbook"),
    ],
)
def test_what_is_no_workbook_says_so(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=says):
        read_sheets(path)


def test_entity_declarations_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "dtd.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(SourceError, match="document type"):
        read_sheets(path)


def test_a_percentage_reads_as_its_cell_shows_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["share", 0.8, 1, 0.125, 0.8])
    for cell, shown in zip("BCD", ("0%", "0.00%", "0.0 %"), strict=True):
        sheet[f"{cell}1"].number_format = shown
    book.save(tmp_path / "p.xlsx")
    row = read_sheets(tmp_path / "p.xlsx")["Sheet"].rows[0]
    assert [str(cell) for cell in row] == ["share", "80%", "100%", "12.5%", "0.8"]
    assert row[1] == 0.8


def test_formulas_that_were_never_computed_are_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([1, 2, "=A1+B1", '=A1&"x"'])
    book.save(tmp_path / "f.xlsx")
    sheet = read_sheets(tmp_path / "f.xlsx")["Sheet"]
    assert (sheet.rows, sheet.unsolved) == ([[1, 2]], 2)
