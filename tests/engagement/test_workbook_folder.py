"""An engagement whose tables come as sheets of one workbook."""

import datetime as dt

import pytest
from openpyxl import Workbook

from riskkit.engagement import check_engagement, load_engagement
from riskkit.model.value import Interval

HEAD = [
    ["项目", "值"],
    ["客户名称", "示例"],
    ["项目名称", "转让"],
    ["场景", "门店（公司）转让"],
    ["评估基准日", dt.datetime(2026, 11, 20)],
    ["报告语言", "zh-Hant;en"],
]
ASSETS = [
    ["资产编号", "资产名称", "载体", "涉及人数", "最近确认日期", "副本数", "处理方"],
    ["A1", "会员", "业务系统", 21386, dt.datetime(2026, 3, 5), 2.0, "x"],
    [None] * 6,
    ["A2", "表", "纸质", "1000～5000", "2026年3月5日", None, None],
]


@pytest.fixture
def book(tmp_path):
    root = tmp_path / "engagement"
    root.mkdir()

    def write(sheets, name="engagement.xlsx"):
        workbook = Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        (root / name).parent.mkdir(exist_ok=True)
        workbook.save(root / name)
        return root

    return write


def test_tables_come_as_sheets_with_chinese_names_and_typed_cells(book):
    root = book(
        {
            "说明": [["x"]],
            "项目": HEAD,
            "数据资产清单": ASSETS,
            "_lists": [["x"]],
            "REG-NDA": [["签约方", "类别", "签署日期"], ["甲", "员工", dt.datetime(2026, 3, 5)]],
        }
    )
    inventory = load_engagement(root)
    assert inventory.header.languages == ("zh-Hant", "en")
    assert inventory.header.as_of == dt.date(2026, 11, 20)
    first, second = inventory.assets
    assert first.volume == Interval.exactly(21386)
    assert first.copies == Interval.exactly(2)
    assert first.last_confirmed == second.last_confirmed == dt.date(2026, 3, 5)
    assert (second.file, second.line) == ("engagement.xlsx[数据资产清单]", 4)
    assert inventory.registers["REG-NDA"][0].cells == {
        "party": "甲",
        "kind": "staff",
        "signed": "2026-03-05",
    }
    problems = [(p.row, p.column, p.severity) for p in check_engagement(root)]
    assert problems == [(1, "7", "warning")], check_engagement(root)


def test_a_bad_cell_of_a_sheet_is_named_by_sheet_and_row(book):
    root = book({"engagement": HEAD, "assets": [*ASSETS[:2], ["A2", "x", "moon", -1]]})
    errors = [p for p in check_engagement(root) if p.severity == "error"]
    assert [(p.file, p.row, p.column) for p in errors] == [
        ("engagement.xlsx[assets]", 3, "涉及人数"),
        ("engagement.xlsx[assets]", 3, "载体"),
    ]


def test_an_unknown_sheet_is_named_by_its_position(book):
    root = book({"engagement": HEAD, "assets": ASSETS[:2], "Zhang San": [["a"], ["b"]]})
    problems = [str(p) for p in check_engagement(root)]
    assert any(p.startswith("engagement.xlsx[3]: ") for p in problems)
    assert "Zhang" not in str(problems)


def test_the_same_table_as_sheet_and_as_csv_is_an_error(book):
    root = book({"engagement": HEAD, "assets": ASSETS[:2]})
    (root / "assets.csv").write_text("id,name,carrier\nA7,x,paper\n")
    assert "is given in" in str(check_engagement(root))


def test_engagement_yaml_goes_before_the_sheet_and_says_so(book):
    root = book({"engagement": HEAD, "assets": [row[:6] for row in ASSETS[:2]]})
    (root / "engagement.yaml").write_text("client: b\ntitle: c\nscenario: steady\n")
    assert load_engagement(root).header.client == "b"
    assert "is not read, since engagement.yaml is there" in str(check_engagement(root))


def test_a_file_that_is_no_workbook_is_one_clear_error(book, tmp_path):
    root = book({"engagement": HEAD, "assets": ASSETS[:2]})
    (root / "engagement.xlsx").write_bytes(b"PK\x03\x04 not really")
    errors = [str(p) for p in check_engagement(root) if p.severity == "error"]
    assert any("engagement.xlsx" in error for error in errors)


def test_registers_and_answers_may_be_workbooks(book):
    root = book(
        {
            "engagement": HEAD,
            "assets": [r[:6] for r in ASSETS[:2]],
            "vendors": [["id", "name", "kind"], ["V1", "x", "mover"]],
        }
    )
    book({"Sheet1": [["party", "signed"], ["甲", "2026-03-05"]]}, "registers/REG-NDA.xlsx")
    book({"Sheet1": [["question", "answer"], ["VQ-MOV-01", True]]}, "answers/V1.xlsx")
    inventory = load_engagement(root)
    assert inventory.registers["REG-NDA"][0].cells["signed"] == "2026-03-05"
    assert inventory.answers[0].answer == "yes"
