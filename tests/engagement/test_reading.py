import datetime as dt
import hashlib
import json

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.engagement import check_engagement, load_engagement
from riskkit.engagement.grid import MAX_BYTES, MAX_CELL, MAX_ROWS
from riskkit.errors import InputError
from riskkit.model.value import Interval

CANARY = "Zhang-San-13812345678"


def shown(problems, severity="error"):
    return [(p.file, p.row, p.column) for p in problems if p.severity == severity]


def test_a_right_folder_is_read_whole(folder):
    inventory = load_engagement(folder.root)
    assert check_engagement(folder.root) == ()
    assert inventory.header.client == "Example Retail"
    assert inventory.header.as_of == dt.date(2026, 11, 20)
    first, second = inventory.assets
    assert first.data_kinds == ("name", "contact")
    assert first.volume == Interval(lo=1000, hi=5000)
    assert first.data == ("extracts/m.csv",)
    assert (first.file, first.line) == ("assets.csv", 2)
    assert second.volume == Interval()
    assert inventory.controls[0].coverage == Interval.exactly(80)
    assert inventory.controls[1].scope == ("*",)
    assert inventory.activities[0].notice is True


def test_chinese_headers_and_words_mean_the_same_as_english_ones(folder):
    rows = [
        [
            "资产编号",
            "资产 名称",
            "载体",
            "数据种类",
            "涉及人数",
            "供应商",
            "阶段",
            "待扫描数据",
            "网络",
        ],
        [
            "A1",
            "会员",
            "业务系统",
            "姓名；联系方式",
            "1000～5000",
            "V1",
            "准备与尽职调查",
            "",
            "互联网可达",
        ],
        ["A2", "表", "纸本", "", "不详", "", "", "", ""],
    ]
    folder.write("assets.csv", folder.as_csv(rows))
    folder.write(
        "控制措施.csv", "措施编号,措施名称,适用范围,落实状态,证据\nCR-01,加密,A1,已落实,E1\n"
    )
    (folder.root / "controls.csv").unlink()
    inventory = load_engagement(folder.root)
    asset = inventory.assets[0]
    assert (asset.carrier, asset.phase, asset.network) == ("appsys", "T1", "internet")
    assert asset.data_kinds == ("name", "contact")
    assert asset.volume == Interval(lo=1000, hi=5000)
    assert inventory.controls[0].status == "in_place"


def test_a_title_above_the_header_and_remarks_between_rows_are_passed_over(folder):
    folder.write(
        "vendors.csv",
        "Vendor list 2026,,\n# a remark, with a comma\n\n"
        "id,name,kind\nV1,Movers,mover\n# V2,gone,mover\n\nV3,Cloud,cloud\n",
    )
    vendors = load_engagement(folder.root).vendors
    assert [(vendor.id, vendor.line) for vendor in vendors] == [("V1", 5), ("V3", 8)]


BAD_CELLS = [
    # table, column, cell, words of the problem
    ("assets", "carrier", f"{CANARY} ", "words this column takes"),
    ("assets", "carrier", "papr", "did you mean 'paper'"),
    ("assets", "carrier", "", "must be filled"),
    ("assets", "id", f"{CANARY}/x", "not an id"),
    ("assets", "id", "", "must be filled"),
    ("assets", "name", "", "must be filled"),
    ("assets", "data_kinds", f"name;{CANARY}", "words this column takes"),
    ("assets", "volume", CANARY, "not a number"),
    ("assets", "volume", "5000-1000", "lower bound"),
    ("assets", "volume", "-3", "negative"),
    ("assets", "volume", "2026-01-05", "turned a range"),
    ("assets", "last_confirmed", "2026-13-40", "not a date of the calendar"),
    ("assets", "last_confirmed", CANARY, "not a date"),
    ("assets", "third_parties", CANARY, "not in vendors"),
    ("assets", "third_parties", "*", "takes no *"),
    ("assets", "phase", "R1", "does not belong to the scenario"),
    ("assets", "countries", CANARY, "words this column takes"),
    ("assets", "data", f"extracts/{CANARY}.csv", "no such file"),
    ("assets", "data", f"../{CANARY}.csv", "leaves the engagement folder"),
    ("assets", "data", "extracts/../../x.csv", "leaves the engagement folder"),
    ("assets", "data", "..\\x.csv", "leaves the engagement folder"),
    ("assets", "data", "/etc/passwd", "leaves the engagement folder"),
    ("assets", "data", "C:\\data.csv", "leaves the engagement folder"),
    ("assets", "data", "~/data.csv", "leaves the engagement folder"),
    ("assets", "data", "file:///etc/passwd", "leaves the engagement folder"),
    ("activities", "notice", CANARY, "words this column takes"),
    ("activities", "assets", CANARY, "not in assets"),
    ("controls", "control", "CR-1O", "did you mean 'CR-01'"),
    ("controls", "control", CANARY, "no entry of the catalogue"),
    ("controls", "scope", CANARY, "not in assets or activities or vendors"),
    ("controls", "coverage", "130", "above 100%"),
    ("controls", "coverage", "0.8", "share or a percentage"),
    ("controls", "evidence", CANARY, "not in evidence"),
    ("evidence", "sha256", CANARY, "not a SHA-256"),
    ("evidence", "path", "../proof.txt", "leaves the engagement folder"),
    ("services", "vendor", CANARY, "not in vendors"),
    ("services", "vendor", "", "must be filled"),
    ("services", "nda_signed", "5/3/2026", "two different dates"),
    ("actions", "status", CANARY, "use one of: open, in_progress, done, cancelled"),
]


@pytest.mark.parametrize(("table", "column", "cell", "words"), BAD_CELLS)
def test_a_bad_cell_is_an_error_at_its_place(folder, table, column, cell, words):
    folder.set(table, column, cell)
    problems = check_engagement(folder.root)
    at = [str(p) for p in problems if (p.file, p.row, p.column) == (f"{table}.csv", 2, column)]
    assert len(at) == 1, problems
    assert words in at[0]


@pytest.mark.parametrize(("table", "column", "cell", "words"), BAD_CELLS)
def test_no_problem_quotes_the_client(folder, table, column, cell, words):
    folder.set(table, column, cell)
    assert CANARY not in "".join(map(str, check_engagement(folder.root)))


@pytest.mark.parametrize(
    "id",
    [
        "assets",
        "activities",
        "controls",
        "evidence",
        "scenarios",
        "vendors",
        "services",
        "actions",
        "answers",
        "engagement",
    ],
)
@pytest.mark.parametrize("cell", [CANARY, f"={CANARY}", f"{CANARY};{CANARY}", f"../{CANARY}"])
def test_whatever_stands_in_every_cell_of_a_table_no_problem_quotes_it(folder, id, cell):
    columns = [column.id for column in load_knowledge().entries("tables")[id].columns]
    if id == "engagement":
        folder.write("engagement.yaml", "".join(f"{key}: '{cell}'\n" for key in columns))
    else:
        folder.write(f"{id}.csv", folder.as_csv([columns, [cell] * len(columns)]))
    problems = check_engagement(folder.root)
    assert problems
    assert CANARY not in str(problems)


def test_every_problem_comes_at_once_in_the_order_of_the_files(folder):
    for table, column, cell, _ in BAD_CELLS[-6:]:
        folder.set(table, column, cell)
    folder.set("assets", "volume", "x")
    folder.set("assets", "carrier", "y")
    with pytest.raises(InputError) as caught:
        load_engagement(folder.root)
    places = [(p.file, p.row) for p in caught.value.problems]
    assert places == sorted(places)
    assert len(places) >= 7


def test_a_client_s_near_id_is_named_by_its_row(folder):
    folder.set("services", "assets", "A22")
    problem = check_engagement(folder.root)[0]
    assert problem.hint == "did you mean the id in assets.csv, row 3?"


def test_a_bad_header_cell_is_named_by_its_position(folder):
    folder.tables["vendors"][0] += [CANARY, "criticaliti"]
    folder.save("vendors")
    problems = check_engagement(folder.root)
    assert [(p.row, p.column, p.severity) for p in problems] == [
        (1, "4", "warning"),
        (1, "5", "warning"),
    ]
    assert CANARY not in str(problems)
    assert "did you mean 'criticality'" in problems[1].hint


def test_a_column_under_two_names_is_an_error(folder):
    folder.tables["vendors"][0] += ["供应商名称"]
    folder.tables["vendors"][1] += ["Other"]
    folder.save("vendors")
    assert shown(check_engagement(folder.root)) == [("vendors.csv", 1, "供应商名称")]


def test_a_missing_required_column_is_an_error(folder):
    folder.write("vendors.csv", "id,kind\nV1,mover\n")
    assert [str(p) for p in check_engagement(folder.root)] == [
        "vendors.csv, row 1: the column 'name' (供应商名称 | 供應商名稱) is missing"
    ]


@pytest.mark.parametrize("table", ["assets", "vendors", "evidence", "services"])
def test_an_id_that_stands_twice_is_an_error(folder, table):
    folder.tables[table].append(folder.tables[table][1])
    folder.save(table)
    row = len(folder.tables[table])
    assert shown(check_engagement(folder.root)) == [(f"{table}.csv", row, "id")]


def test_one_control_over_one_scope_stands_once(folder):
    folder.tables["controls"].append(["CR-01", "A1", "absent", "", ""])
    folder.save("controls")
    assert shown(check_engagement(folder.root)) == [("controls.csv", 4, "control")]


def test_a_row_longer_than_its_header_is_an_error(folder):
    folder.tables["vendors"][1] += ["", "x"]
    folder.save("vendors")
    assert shown(check_engagement(folder.root)) == [("vendors.csv", 2, "5")]


@pytest.mark.parametrize("name", ["assets.csv", "engagement.yaml"])
def test_a_required_file_may_be_neither_missing_nor_empty(folder, name):
    (folder.root / name).write_text("")
    assert [p.what for p in check_engagement(folder.root) if p.file == name] == [
        "the file is empty"
    ]
    (folder.root / name).unlink()
    assert "the file is missing" in [
        p.what for p in check_engagement(folder.root) if p.file == name
    ]


def test_a_table_of_only_a_header_is_legal_except_for_assets(folder):
    folder.write("actions.csv", "id,control\n")
    assert check_engagement(folder.root) == ()
    folder.write("assets.csv", "id,name,carrier\n")
    assert "holds no asset" in [p.what for p in check_engagement(folder.root)]


def test_a_folder_that_is_not_there_is_one_problem(tmp_path):
    assert [p.what for p in check_engagement(tmp_path / "none")] == ["no such folder"]


def test_a_broken_table_does_not_make_its_references_wrong(folder):
    folder.write("vendors.csv", b"id,name,kind\nV1,\x00,mover\n")
    assert {p.file for p in check_engagement(folder.root)} == {"vendors.csv"}


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "+1", "@x"])
def test_text_that_looks_like_code_stays_text(folder, text):
    folder.set("assets", "name", text)
    assert load_engagement(folder.root).assets[0].name == text


def test_a_wide_sheet_reads_its_known_columns_and_says_what_it_left(folder):
    for cells, fill in zip(folder.tables["vendors"], ("extra {}", ""), strict=True):
        cells += [fill.format(i) for i in range(200)]
    folder.save("vendors")
    problems = check_engagement(folder.root)
    assert len(problems) == 13
    assert problems[-1].severity == problems[0].severity == "warning"
    assert "188 further columns" in str(problems)
    assert load_engagement(folder.root).vendors[0].kind == "mover"


def test_a_gigabyte_in_one_cell_is_refused_without_reading_it(folder):
    with (folder.root / "vendors.csv").open("wb") as file:
        file.write(b"id,name,kind\nV1,")
        file.truncate(1 << 30)
    problems = check_engagement(folder.root)
    assert [p.what for p in problems] == [
        f"larger than {MAX_BYTES >> 20} MB: too large for a register"
    ]


@pytest.mark.parametrize("length", [MAX_CELL + 1, 200_000])
def test_a_cell_beyond_its_bound_is_refused(folder, length):
    folder.set("vendors", "name", "x" * length)
    (problem,) = check_engagement(folder.root)
    assert (problem.file, problem.row) == ("vendors.csv", 2)
    assert f"more than {MAX_CELL:,} characters" in problem.what


def test_more_rows_than_a_register_has_are_refused(folder):
    folder.write("vendors.csv", "id,name,kind\n" + "V,x,mover\n" * MAX_ROWS)
    assert "too large for a register" in check_engagement(folder.root)[0].what


def test_an_open_quotation_mark_never_swallows_the_rest(folder):
    folder.write("vendors.csv", 'id,name,kind\nV1,"Movers,mover\nV2,Other,cloud\n')
    (problem,) = check_engagement(folder.root)
    assert "quotation mark" in problem.what


def test_data_may_be_a_url_but_its_password_is_no_matter_of_a_register(folder):
    folder.set("assets", "data", f"postgresql://reader:{CANARY}@host/db;https://host/x.csv")
    (problem,) = check_engagement(folder.root)
    assert (problem.column, problem.severity) == ("data", "warning")
    assert CANARY not in str(problem)


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "secret.csv").write_text("x")
    (folder.root / "extracts" / "link.csv").symlink_to(tmp_path / "secret.csv")
    (folder.root / "extracts" / "up").symlink_to(tmp_path)
    folder.set("assets", "data", "extracts/link.csv")
    assert "leaves the engagement folder" in str(check_engagement(folder.root)[0])
    folder.set("assets", "data", "extracts/up/secret.csv")
    assert "leaves the engagement folder" in str(check_engagement(folder.root)[0])


def test_evidence_is_compared_with_its_hash(folder):
    right = hashlib.sha256(b"proof").hexdigest()
    folder.set("evidence", "sha256", right.upper())
    assert check_engagement(folder.root) == ()
    folder.write("proof.txt", "changed")
    assert shown(check_engagement(folder.root), "warning") == [("evidence.csv", 2, "sha256")]
    (folder.root / "proof.txt").unlink()
    assert shown(check_engagement(folder.root), "warning") == [("evidence.csv", 2, "path")]


def test_inputs_are_hashed_sorted_and_without_what_is_no_input(folder, tmp_path):
    (tmp_path / "secret.csv").write_text("x")
    (folder.root / "extracts" / "link.csv").symlink_to(tmp_path / "secret.csv")
    folder.write(".git/config", "x")
    folder.write("~$assets.xlsx", "x")
    folder.write("out/assessment.json", "{}")
    folder.write("out/report.html", "x")
    inputs = load_engagement(folder.root).inputs
    paths = [one.path for one in inputs]
    assert paths == sorted(paths)
    assert "extracts/m.csv" in paths
    assert not [path for path in paths if path.startswith((".git", "out", "~"))]
    assert "extracts/link.csv" not in paths
    proof = next(one for one in inputs if one.path == "proof.txt")
    assert proof.sha256 == hashlib.sha256(b"proof").hexdigest()


def test_a_file_named_almost_like_a_table_is_not_left_out_in_silence(folder):
    folder.write("asets.csv", "id\n")
    (problem,) = check_engagement(folder.root)
    assert (problem.file, problem.severity) == ("asets.csv", "warning")
    assert "did you mean 'assets'" in problem.hint


def test_a_table_given_twice_is_an_error(folder):
    folder.write("数据资产清单.csv", "id,name,carrier\nA9,x,paper\n")
    assert "is given in" in str(check_engagement(folder.root))


def test_the_client_s_catalogue_is_checked_too(folder):
    folder.write("catalogue/categories.yaml", "entries:\n  - id: name\n    sensitivty: 1\n")
    (problem,) = check_engagement(folder.root)
    assert (problem.file, problem.row) == ("catalogue/categories.yaml", 2)


def test_a_broken_catalogue_is_not_followed_by_errors_of_what_it_would_explain(folder):
    """A profile or word of the client's own is judged once the catalogue can be read."""
    folder.write("catalogue/categories.yaml", "entries:\n  - id: loyalty_tattoo\n    txet: 1\n")
    folder.write("assets.csv", "id,name,carrier,data_kinds\nA1,x,db,loyalty_tattoo\nA1,y,db,name\n")
    told = check_engagement(folder.root)
    assert [p.what for p in told if p.file == "assets.csv"] == ["the same id as in row 2"]
    assert [p.severity for p in told if p.file == "catalogue"] == ["warning"]
    assert any(p.file == "catalogue/categories.yaml" for p in told)


HEADS = [
    ("scenario: moon\n", "scenario", "words this column takes"),
    ("as_of: 2026-13-40\n", "", "quotes"),
    ("as_of: '2026-13-40'\n", "as_of", "not a date of the calendar"),
    ("sector: [a, [b]]\n", "sector", "list of lists"),
    ("sector: {a: b}\n", "sector", "keys of its own"),
    ("phase: R1\n", "phase", "does not belong to the scenario"),
    ("languages: [zh-Hans, klingon]\n", "languages", "words this column takes"),
    (f"title: {'x' * 300}\n", "title", "longer than 200"),
    ("title:\n", "title", "must be given"),
]


@pytest.mark.parametrize(("line", "column", "words"), HEADS)
def test_a_wrong_key_of_the_head_is_an_error_with_its_line(folder, line, column, words):
    key = line.split(":")[0]
    head = {"client": "x", "title": "y", "scenario": "transfer"}
    rest = "".join(f"{k}: {v}\n" for k, v in head.items() if k != key)
    folder.write("engagement.yaml", rest + line)
    (problem,) = check_engagement(folder.root)
    assert problem.file == "engagement.yaml"
    assert problem.column == column
    assert words in str(problem)
    assert problem.row in (0, 3, 4)


def test_an_unknown_key_of_the_head_is_a_warning(folder):
    folder.write("engagement.yaml", "client: x\ntitle: y\nscenario: transfer\nofficr: z\n")
    (problem,) = check_engagement(folder.root)
    assert (problem.row, problem.severity) == (4, "warning")
    assert "did you mean 'officer'" in problem.hint


def test_hostile_yaml_is_refused(folder):
    folder.write("engagement.yaml", "a: &a [x]\nb: *a\n")
    assert "alias" in str(check_engagement(folder.root)[0])
    folder.write("engagement.yaml", "client: !!python/object/apply:os.system [ls]\n")
    assert [p for p in check_engagement(folder.root) if p.severity == "error"]


ANSWERS = "question,answer,comment,evidence\nVQ-MOV-01,yes,fine,E1\nVQ-MOV-02,否,,\n"
AS_DATA = {
    "answers": [
        {"question": "VQ-MOV-01", "answer": True, "evidence": ["E1"]},
        {"question": "VQ-MOV-02", "answer": "否"},
    ]
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("V1.csv", ANSWERS),
        ("V1.tsv", ANSWERS.replace(",", "\t")),
        ("V1.json", json.dumps(AS_DATA)),
        ("V1.json", json.dumps(AS_DATA["answers"])),
        ("V1.yaml", "VQ-MOV-01: {answer: yes, evidence: E1}\nVQ-MOV-02: 否\n"),
    ],
)
def test_answers_come_in_several_forms(folder, name, content):
    folder.write(f"answers/{name}", content)
    answers = load_engagement(folder.root).answers
    assert [(a.vendor, a.question, a.answer) for a in answers] == [
        ("V1", "VQ-MOV-01", "yes"),
        ("V1", "VQ-MOV-02", "否"),
    ]
    assert answers[0].evidence == ("E1",)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("V9.csv", ANSWERS, "not in vendors"),
        ("V1.csv", "Control,Colour\nA,B\n", "questionnaire import"),
        ("V1.json", "{", "not valid JSON"),
        ("V1.json", "[" * 100_000, "not JSON"),
        ("V1.json", '["x"]', "list of answers"),
        ("V1.yaml", "- a\n- b\n", "list of answers"),
    ],
)
def test_bad_answers_are_errors(folder, name, content, words):
    folder.write(f"answers/{name}", content)
    problems = [p for p in check_engagement(folder.root) if p.severity == "error"]
    assert words in str(problems)
    assert {p.file for p in problems} == {f"answers/{name}"}


@pytest.mark.parametrize(
    ("content", "row", "column", "words"),
    [
        (
            "question,answer\nVQ-MOV-01,yes\nVQ-MOV-01,no\n",
            3,
            "question",
            "the same vendor and question as in row 2",
        ),
        ("question,answer,evidence\nVQ-MOV-01,yes,E7\n", 2, "evidence", "not in evidence"),
        ("question,answer\nVQ-MOV-99,yes\n", 2, "question", "asks this question"),
    ],
)
def test_what_is_odd_in_a_vendors_answers_is_told_and_stops_nothing(
    folder, content, row, column, words
):
    folder.write("answers/V1.csv", content)
    (problem,) = check_engagement(folder.root)
    assert (problem.severity, problem.file) == ("warning", "answers/V1.csv")
    assert (problem.row, problem.column) == (row, column)
    assert words in problem.what
    given = content.count("\n") - 1
    assert len(load_engagement(folder.root).answers) == given, "nothing is dropped"


@pytest.mark.parametrize("word", ["na", "n/a", "N/A", "不适用", "不適用", "无", "none"])
def test_what_stands_for_nothing_elsewhere_is_an_answer_of_a_vendor(folder, word):
    lines = f"question,answer,na_reason,na_approved_by\nVQ-GOV-01,{word},no staff,Officer\n"
    folder.write("answers/V1.csv", lines)
    (answer,) = load_engagement(folder.root).answers
    assert (answer.answer, answer.na_reason) == (word, "no staff")


def test_registers_are_kept_in_plain_form(folder):
    folder.write(
        "registers/保密协议登记.csv",
        "签约方,对应供应商,类别,签署日期,首次接触日期,到期日期,条款要点\n"
        "搬家,V1,搬家公司,2026年10月1日,2026/10/2,未知,保密义务;用途限制\n",
    )
    rows = load_engagement(folder.root).registers["REG-NDA"]
    assert rows[0].cells == {
        "party": "搬家",
        "vendor": "V1",
        "kind": "mover",
        "signed": "2026-10-01",
        "first_access": "2026-10-02",
        "clauses": "confidentiality;purpose_limit",
    }


@pytest.mark.parametrize(
    ("name", "content", "words", "severity"),
    [
        ("REG-NAD.csv", "a\n", "did you mean 'REG-NDA'", "error"),
        ("REG-NDA.csv", f"party,signed\nx,{CANARY}\n", "not a date", "error"),
        ("REG-NDA.csv", f"party,kind\nx,{CANARY}\n", "use one of", "error"),
        ("REG-NDA.csv", f"party,vendor\nx,{CANARY}\n", "not in vendors", "warning"),
        ("REG-NDA.csv", "x,y\n1,2\n", "no header row", "error"),
        ("REG-NDA.csv", "", "is empty", "warning"),
        ("REG-NDA.docx", "x", "not read here", "warning"),
    ],
)
def test_bad_registers_are_reported(folder, name, content, words, severity):
    folder.write(f"registers/{name}", content)
    problems = check_engagement(folder.root)
    assert words in str([p for p in problems if p.severity == severity])
    assert CANARY not in str(problems)
