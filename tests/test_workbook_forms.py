from openpyxl import load_workbook

from riskkit.workbook import read_sheets
from riskkit.workbook_forms import FormColumn, FormSheet, write_form

SHEETS = [
    FormSheet(
        "one",
        [FormColumn("id", "why", required=True), FormColumn("kind", "", ("a", "b"))],
        [["1-5", "a"], ["=cmd|' /C calc'!A0", "@x"]],
    ),
    FormSheet("two", [FormColumn("kind", "", ("c",))]),
]


def test_no_cell_of_a_form_is_a_formula(tmp_path):
    book = load_workbook(write_form(tmp_path / "form.xlsx", SHEETS))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert book["one"]["A3"].value == "'=cmd|' /C calc'!A0"


def test_each_drop_down_offers_its_own_words(tmp_path):
    book = load_workbook(write_form(tmp_path / "form.xlsx", SHEETS))
    offered = []
    for sheet in (book["one"], book["two"]):
        (rule,) = sheet.data_validations.dataValidation
        assert not rule.showErrorMessage, "other words, such as unknown, are legal too"
        name, cells = rule.formula1.split("!")
        assert name == "'_lists'"
        area = book["_lists"][cells.replace("$", "")]
        offered.append([cell.value for cell in (c[0] if isinstance(c, tuple) else c for c in area)])
    assert offered == [["a", "b"], ["c"]]


def test_a_form_reads_back_as_what_was_written(tmp_path):
    sheets = read_sheets(write_form(tmp_path / "form.xlsx", SHEETS))
    assert list(sheets) == ["one", "two", "_lists"]
    assert sheets["one"].rows[:2] == [["id", "kind"], ["1-5", "a"]]
