"""Sources become tables: whatever the format, encoding and evenness, within bounds."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import duckdb
import openpyxl
import pytest

from riskkit.errors import InputError, SourceError
from riskkit.sources import open_source, resolve_inside

ROWS = [["姓名", "手机号", "备注"]] + [
    [f"张{c}", f"1380013{i:04d}", "客户要求周末送货"] for i, c in enumerate("伟芳娜敏静丽强磊洋艳")
]
HANT = [["姓名", "電話", "備註"]] + [
    [f"陳{c}", f"09123450{i:02d}", "請於週末送達並聯絡櫃檯"]
    for i, c in enumerate("偉芳娜敏靜麗強磊洋豔")
]


def text(rows: list[list[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\n" for row in rows)


def read(
    path: Path, rows: int | str = "all"
) -> list[tuple[tuple[str, ...], list[list[str | None]]]]:
    with open_source(path) as source:
        return [
            (extract.columns, [list(row) for row in zip(*extract.sample(10_000), strict=True)])
            for extract in (table.extract(rows) for table in source)  # type: ignore[arg-type]
        ]


@pytest.mark.parametrize(
    ("encoding", "rows"),
    [
        ("utf-8", ROWS),
        ("utf-8-sig", ROWS),
        ("utf-16", ROWS),
        ("utf-16-le", ROWS),
        ("gb18030", ROWS),
        ("gb18030", [*ROWS, ["㐀㐁", "1", "𠀀"]]),
        ("big5", HANT),
        ("big5hkscs", [*HANT, ["啫", "1", "嘅"]]),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encodings_and_delimiters_are_sniffed(
    tmp_path: Path, encoding: str, rows: list[list[str]], delimiter: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text(rows, delimiter).encode(encoding))
    [(columns, cells)] = read(path)
    assert columns == tuple(rows[0])
    assert cells == rows[1:]


@pytest.mark.parametrize(
    ("content", "columns", "first"),
    [
        ("a,b\n1,2\n3,4\n", ("a", "b"), ["1", "2"]),
        (
            "1,13800138000\n2,13800138001\n3,13900138001\n",
            ("column1", "column2"),
            ["1", "13800138000"],
        ),
        (
            "会员导出,,\n导出时间：2024-01-02,,\n\n姓名,电话,积分\n张伟,1,2\n李娜,2,3\n",
            ("姓名", "电话", "积分"),
            ["张伟", "1", "2"],
        ),
        ('n,t\n1,"two\nlines"\n2,"a ""quote"""\n', ("n", "t"), ["1", "two\nlines"]),
        ("a,b,a,\n1,2,3,4\n4,5,6,7\n", ("a", "b", "a_2", "column4"), ["1", "2", "3", "4"]),
        ("name,note\nx,plain\ny,one, two, three\n", ("name", "note"), ["x", "plain"]),
        ("a,b\n1,x\0y\n2,z\n", ("a", "b"), ["1", "xy"]),
    ],
)
def test_header_and_rows_are_found(
    tmp_path: Path, content: str, columns: tuple[str, ...], first: list[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    [(found, cells)] = read(path)
    assert found[: len(columns)] == columns
    assert cells[0][: len(first)] == first


def test_surplus_cells_of_a_ragged_row_stay_visible(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("id,note\n" + "1,ok\n" * 300 + "2,call,13800138000\n", encoding="utf-8")
    [(_, cells)] = read(path)
    assert cells[-1] == ["2", "call, 13800138000"]


def test_a_cell_without_end_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("a,b\n1,2\n3," + "x" * (20 << 20) + "\n5,6\n")
    with open_source(path) as source:
        extract = source.table().extract("all")
        assert [row[0] for row in zip(*extract.sample(10), strict=True)] == ["1", "5"]
        assert [item.reason.rule for item in source.unseen] == ["sources.line_too_long"]


def test_a_quote_that_never_closes_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = tmp_path / "quote.csv"
    path.write_text('a,b\n1,2\n3,"open\n' + "5,6 some words\n" * 120_000, encoding="utf-8")
    with open_source(path) as source:
        assert source.table().extract("all").scanned > 10_000
        assert source.unseen


def test_a_workbook_gives_all_sheets_below_their_titles(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "会员"
    sheet.append(["会员信息表"])
    sheet.merge_cells("A1:C1")
    for row in ROWS:
        sheet.append(row)
    other = book.create_sheet("联系")
    other.append(["id", "value"])
    other.append([7, 1.0])
    book.save(tmp_path / "b.xlsx")
    (columns, cells), (second, numbers) = read(tmp_path / "b.xlsx")
    assert (columns, cells) == (tuple(ROWS[0]), ROWS[1:])
    assert (second, numbers) == (("id", "value"), [["7", "1"]])


def test_databases_parquet_json_and_text_are_read(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as lite:
        lite.execute('CREATE TABLE "we""ird" (name TEXT, n INTEGER)')
        lite.executemany('INSERT INTO "we""ird" VALUES (?, ?)', [("张伟", i) for i in range(500)])
    lite.close()
    duck = duckdb.connect(str(tmp_path / "b.duckdb"))
    duck.execute("CREATE TABLE t AS SELECT range AS n, 'x' || range AS s FROM range(3)")
    duck.execute("CREATE VIEW v AS SELECT * FROM t")
    duck.execute(f"COPY t TO '{tmp_path}/c.parquet' (FORMAT parquet)")
    duck.close()
    lines = [{"user": {"name": "Ann"}, "tags": ["a", "b"]}, {"user": {"name": "Bo"}, "late": 1}]
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nnot json\n")
    (tmp_path / "e.txt").write_text("第一段\n\n第二段，电话13800138000\n", encoding="gb18030")
    (tmp_path / "f.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "g.pdf").write_bytes(b"%PDF-1.7\n...")
    with open_source(tmp_path, name="folder") as source:
        found = {
            (t.source, t.name): (e.columns, e.rows, [list(c[:2]) for c in e.sample(500)])
            for t in source
            for e in [t.extract(100)]
        }
        unseen = {(item.part, item.reason.rule) for item in source.unseen}
    assert found[("folder/a.db", 'we"ird')][1] == 500
    assert found[("folder/b.duckdb", "t")] == found[("folder/c.parquet", "")]
    assert found[("folder/b.duckdb", "t")][2] == [["0", "1"], ["x0", "x1"]]
    assert found[("folder/d.jsonl", "")][0] == ("user.name", "tags", "late")
    assert found[("folder/e.txt", "")][2] == [["第一段", "第二段，电话13800138000"]]
    assert unseen == {
        ('folder/a.db · we"ird', "sources.rows_not_read"),
        ("folder/b.duckdb · v", "sources.view"),
        ("folder/d.jsonl", "sources.lines_damaged"),
        ("folder/f.png", "sources.image"),
        ("folder/g.pdf", "sources.unreadable"),
    }


def test_a_limited_reading_sees_head_and_tail(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("n\n" + "".join(f"v{i}\n" for i in range(10_000)))
    with open_source(path) as source:
        extract = source.table().extract(1000)
        values = [int(str(v)[1:]) for v in extract.sample(5000)[0]]
    assert (extract.rows, extract.scanned) == (10_000, 1000)
    assert values[:3] == [0, 1, 2] and max(values) > 9_900


@pytest.mark.parametrize("path", ["../x.csv", "/etc/passwd", "a/../../x", "C:\\x", "..\\x", "a\0b"])
def test_a_data_path_stays_inside_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(InputError):
        resolve_inside(tmp_path, path)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.csv").write_text("a\n1\n")
    (inside / "link.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(InputError):
        resolve_inside(inside, "link.csv")
    with open_source(inside) as source:
        assert list(source) == []
        assert [item.reason.rule for item in source.unseen] == ["sources.link_leads_out"]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("postgresql://ann:secret@localhost:1/x", r"^localhost:1/x: no server listens there$"),
        ("postgresql://localhost/x?options=-cx", "may not set options"),
        ("postgresql://[half", "cannot be read"),
        ("ftp://host/x", "no source riskkit knows"),
        ("nowhere.csv", "no such file"),
    ],
)
def test_what_cannot_be_opened_says_why(source: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        open_source(source)


def test_columns_of_bytes_are_told(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as lite:
        lite.execute("CREATE TABLE t (name TEXT, photo BLOB)")
        lite.executemany("INSERT INTO t VALUES (?, ?)", [("x", None), ("y", b"\x00\xff")])
    lite.close()
    duckdb.sql("SELECT 'x' AS name, '\\xFF'::BLOB AS photo").write_parquet(str(tmp_path / "b.pq"))
    with open_source(tmp_path, name="f") as source:
        assert [table.extract("all").scanned for table in source] == [2, 1]
        assert {(item.part, item.reason.rule) for item in source.unseen} == {
            ("f/a.db · t · photo", "sources.binary_column"),
            ("f/b.pq · photo", "sources.binary_column"),
        }
