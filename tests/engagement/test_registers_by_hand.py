"""Registers as people keep them: any order, half filled, merged, two date styles, both scripts."""

import datetime as dt

import pytest
from finding_world import KNOWLEDGE, RULES

from riskkit.engagement import check_engagement, load_engagement
from riskkit.findings import Facts, find

HEAD = (
    "client: c\ntitle: t\nscenario: relocation\nevent_date: 2026-10-17\nas_of: 2026-11-20\n"
    "profiles: [pipia]\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "registers").mkdir()
    (tmp_path / "engagement.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "assets.csv").write_text("id,name,carrier\nA1,CRM,db\n", encoding="utf-8")
    return tmp_path


def write(folder, name, text):
    (folder / "registers" / f"{name}.csv").write_text(text, encoding="utf-8")


def workbook(folder, name, rows, *, merge=(), formats=()):
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merge:
        book.active.merge_cells(cells)
    for cell, form in formats:
        book.active[cell].number_format = form
    book.save(folder / "registers" / f"{name}.xlsx")


def rules_of(folder):
    inventory = load_engagement(folder)
    facts = Facts(inventory, inventory.header.as_of, categories=KNOWLEDGE.entries("categories"))
    return {finding.rule for finding in find(facts, RULES, KNOWLEDGE)}


SEALS = """箱号,封条号,施封人,查验人,施封时间,查验时间,查验时读到的封条号,封条状态
B-1,S-1,张伟,張 偉,2026/10/15 9:00,2026年10月17日 13:05,S-1,完好
B-2,Ｓ-1,李四,王五,2026-10-15,2026.10.17,s-1,完好
B-3,S-3,,,民國115年10月15日,,,
,,,,,,,
"""


def test_columns_in_any_order_two_date_styles_and_half_filled_rows_are_read(folder):
    write(folder, "封条登记表", SEALS)
    rows = load_engagement(folder).registers["REG-SEAL"]
    assert [row.cell("applied_at") for row in rows] == [
        "2026-10-15T09:00", "2026-10-15", "2026-10-15",
    ]  # fmt: skip
    assert [row.cell("checked_at") for row in rows] == ["2026-10-17T13:05", "2026-10-17", ""]
    assert [row.cell("state") for row in rows] == ["intact", "intact", ""]


def test_the_same_seal_twice_and_one_person_in_both_scripts_are_found(folder):
    write(folder, "封条登记表", SEALS)
    assert {"F-SEAL-DUPLICATE", "F-DOER-CHECKS", "F-SEAL-UNCHECKED"} <= rules_of(folder)


def test_merged_percent_date_and_formula_cells_of_a_workbook_are_read_or_told(folder):
    workbook(
        folder,
        "REG-NOTICE",
        [
            ["搬迁告知登记", None, None, None, None, None],
            ["告知事由", "文本版本", "告知对象", "发出日期", "送达比例（%）", "已含要素"],
            ["搬迁", "v1", "客户", dt.datetime(2026, 10, 1), 0.96, "事件时间;信息种类"],
            ["搬遷", "v2", "客戶", "2026/10/2", "95%", "事件時間"],
            [None, "v3", "客户", dt.date(2026, 10, 5), "=1-0.05", "信息种类"],
        ],
        merge=("A1:F1", "A4:A5"),
        formats=(("E3", "0%"),),
    )
    problems = check_engagement(folder)
    assert [p.severity for p in problems] == ["warning"]
    assert "formula" in problems[0].what
    rows = load_engagement(folder).registers["REG-NOTICE"]
    assert [row.cell("event") for row in rows] == ["relocation"] * 3
    assert [row.cell("sent") for row in rows] == ["2026-10-01", "2026-10-02", "2026-10-05"]
    assert [row.cell("coverage") for row in rows] == ["96", "95", ""]
    assert rows[1].cell("elements") == "event_time"


@pytest.mark.parametrize(
    ("cells", "row", "column", "words"),
    [
        ("B-1,S-1,x,y,2026-10-15,7/10/2026,S-1,完好", 2, "查验时间", "two different dates"),
        ("B-1,S-1,x,y,2026-10-15,5.3.2026,S-1,完好", 2, "查验时间", "two different dates"),
        ("B-1,S-1,x,y,2026-10-15,2026-13-40,S-1,完好", 2, "查验时间", "calendar"),
        ("B-1,S-1,x,y,45945,,S-1,完好", 2, "施封时间", "format the cell as a date"),
        ("B-1,S-1,x,y,2026-10-15,,S-1,好的", 2, "封条状态", "完好 (intact)"),
    ],
)
def test_an_error_names_file_row_column_and_what_to_write_instead(
    folder, cells, row, column, words
):
    write(folder, "封条登记表", SEALS.splitlines()[0] + "\n" + cells + "\n")
    (problem,) = check_engagement(folder)
    assert problem.severity == "error"
    assert (problem.file, problem.row, problem.column) == (
        "registers/封条登记表.csv", row, column,
    )  # fmt: skip
    assert words in f"{problem.what} {problem.hint}"
    assert not any(cell in str(problem) for cell in ("17/10/2026", "45945", "好的"))


@pytest.mark.parametrize(
    "hostile", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "@SUM(A1)", "\u202egnp.exe"]
)
def test_a_hostile_cell_is_text_and_is_never_repeated(folder, hostile):
    quoted = hostile.replace('"', '""')
    line = f'B-1,"{quoted}","{quoted}","{quoted}",2026-10-15,2026-10-17,S-9,破损\n'
    write(folder, "封条登记表", SEALS.splitlines()[0] + "\n" + line)
    inventory = load_engagement(folder)
    facts = Facts(inventory, inventory.header.as_of, categories=KNOWLEDGE.entries("categories"))
    found = find(facts, RULES, KNOWLEDGE)
    assert {"F-SEAL-BROKEN", "F-SEAL-MISMATCH", "F-DOER-CHECKS"} <= {f.rule for f in found}
    assert not any(hostile in finding.model_dump_json() for finding in found)


def test_an_empty_register_is_not_assessed_and_never_good(folder):
    from riskkit.assessment import assess

    write(folder, "REG-DRILL", "演练场景,日期,参加人员\n")
    told = assess(folder)
    state = next(one for one in told.registers if one.id == "REG-DRILL")
    assert (state.kept, state.required, state.completeness) == (False, True, 0)
    assert "F-REGISTER-MISSING-REG-DRILL" in {finding.id for finding in told.findings}
    assert not any(finding.rule.startswith("F-DRILL") for finding in told.findings)


def test_a_workbook_as_consultants_make_them_is_read_or_told_cell_by_cell(folder):
    """Title row, units left out of the headers, must-fill marks, ticks, 万, half days, shares."""
    workbook(
        folder,
        "REG-NOTICE",
        [
            ["告知记录 2026"],
            [],
            ["告知事由*", "文本版本（必填）", "告知对象", "发出日期", "送达比例"],
            ["搬迁", "v1", "客户", dt.datetime(2026, 9, 1), 0.955],
            ["搬迁", "v2", "客户", "2026年9月2日", "九成五"],
            ["搬迁", "v3", "客户", "5.3.2026", 0.95],
            ["搬迁", "v4", "客户", 46266, 95],
        ],
        merge=("A1:E1",),
        formats=(("E4", "0.0%"),),
    )
    workbook(
        folder,
        "REG-CUSTODY",
        [
            ["物品／箱号", "交出方", "接收方", "交接时间", "是否签字", "押运人"],
            ["B-1", "张三", "李四", dt.datetime(2026, 10, 17, 9, 30), "√", "王五"],
            ["B-2", None, None, "2026.10.17 下午3:30", "☑", None],
            ["B-3", "张三", "李四", "2026-10-17 9点半", "×", None],
            ["B-4", "张三", "李四", "17/10/2026", "未签", None],
        ],
        merge=("B2:B3", "C2:C3", "F2:F3"),
    )
    told = {(p.file, p.row, p.column): p.what for p in check_engagement(folder)}
    notice = "registers/REG-NOTICE.xlsx"
    assert told == {
        (notice, 6, "发出日期"): "can be read as two different dates",
        (notice, 6, "送达比例（%）"): "may mean a share or a percentage",
        (notice, 7, "发出日期"): "is a number, as a spreadsheet keeps a date",
    }
    workbook(folder, "REG-NOTICE", [["告知事由", "发出日期"], ["搬迁", "2026-9-2"]])
    rows = load_engagement(folder).registers["REG-CUSTODY"]
    assert [row.cell("time") for row in rows] == [
        "2026-10-17T09:30", "2026-10-17T15:30", "2026-10-17T09:30", "2026-10-17",
    ]  # fmt: skip
    assert [row.cell("signature") for row in rows] == ["yes", "yes", "no", "no"]
    assert [row.cell("escort") for row in rows] == ["王五", "王五", "", ""]


def test_counts_and_lengths_of_time_are_read_with_the_words_beside_them(folder):
    write(folder, "REG-HANDOVER", '数据集,记录数\n客户,1.2万\n客户,"12,000条"\n客户,一万二千\n')
    write(folder, "REG-RETENTION", "数据集,保存期限\nx,3年\nx,36个月\nx,36\n")
    write(folder, "REG-DRILL", "演练场景,用时\n箱件遗失,2小时\n箱件遗失,90分钟\n")
    registers = load_engagement(folder).registers
    assert {row.cell("records") for row in registers["REG-HANDOVER"]} == {"12000"}
    assert {row.cell("limit_months") for row in registers["REG-RETENTION"]} == {"36"}
    assert [row.cell("duration_minutes") for row in registers["REG-DRILL"]] == ["120", "90"]


def test_another_unit_in_the_header_is_never_taken_for_ours(folder):
    write(folder, "REG-RETENTION", "数据集,保存期限（年）\nx,3\n")
    (problem,) = [p for p in check_engagement(folder) if p.column == "2"]
    assert "is not read" in problem.what
    assert load_engagement(folder).registers["REG-RETENTION"][0].cell("limit_months") == ""


@pytest.mark.parametrize("written", ["A1", "a1", "Ａ1", " CRM", "crm"])
def test_an_id_in_another_case_or_the_name_is_taken_for_the_row_it_means(folder, written):
    write(folder, "REG-DESTR", f"介质,对应资产,时间\nD-1,{written},2026-10-01\n")
    assert not [p for p in check_engagement(folder) if p.column == "对应资产"]
    assert load_engagement(folder).registers["REG-DESTR"][0].cell("asset") == "A1"


def test_a_name_that_two_rows_have_is_not_taken_for_either(folder):
    (folder / "assets.csv").write_text("id,name,carrier\nA1,柜,db\nA2,櫃,db\n", encoding="utf-8")
    write(folder, "REG-DESTR", "介质,对应资产\nD-1,柜\n")
    assert [p.what for p in check_engagement(folder) if p.column == "对应资产"] == [
        "names an id that is not in assets"
    ]


def test_headers_as_people_say_them_are_understood(folder):
    write(folder, "REG-NDA", "签署方,类别,签字日期,首次接触日期\n全体员工,员工,2026-9-1,\n")
    write(folder, "REG-LOG", "操作人,操作时间,操作对象,动作\n王芳,2026-11-01 3:00,CRM,删除\n")
    assert {p.severity for p in check_engagement(folder)} <= {"warning"}
    registers = load_engagement(folder).registers
    assert registers["REG-NDA"][0].cell("signed") == "2026-09-01"
    assert registers["REG-LOG"][0].cells == {
        "who": "王芳", "when": "2026-11-01T03:00", "object": "CRM", "what": "destroy",
    }  # fmt: skip


def test_an_empty_register_file_is_told_and_is_not_kept(folder):
    write(folder, "REG-SEAL", "")
    (problem,) = check_engagement(folder)
    assert (problem.severity, problem.what) == ("warning", "the file is empty")
    assert "REG-SEAL" not in load_engagement(folder).registers


def test_the_sheet_that_holds_the_register_is_read_and_further_ones_are_told(folder):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["填写说明", "先看这里"])
    for name in ("10月", "11月"):
        sheet = book.create_sheet(name)
        for row in ([f"{name}接收登记"], [], ["箱／设备", "到达时间"], ["B-1", "2026-10-17"]):
            sheet.append(row)
    book.save(folder / "registers" / "REG-RECEIVE.xlsx")
    (problem,) = check_engagement(folder)
    assert problem.what == "1 further sheets have rows and are not read"
    assert len(load_engagement(folder).registers["REG-RECEIVE"]) == 1


def test_the_same_column_twice_is_told_in_the_reader_s_language(folder):
    from riskkit.catalogue.messages import translated

    write(folder, "REG-BACKUP", "系统,系統,备份时间,存放位置,是否加密\nA1,A1,2026-10-01,x,是\n")
    (problem,) = check_engagement(folder)
    assert (problem.row, problem.severity) == (1, "error")
    for language in ("zh-Hans", "zh-Hant"):
        assert "keep" not in translated(problem.hint, language)
