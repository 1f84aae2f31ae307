"""A large file is read where it lies: sampled from all over it, measured in one pass, mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from riskkit.detect import scan_source
from riskkit.sources import Search, databases, delimited, open_source

ROWS = 60_000
PHONE = r"^1380\d{7}$"


@pytest.fixture(autouse=True)
def nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every file where it lies, however small."""
    monkeypatch.setattr(delimited, "KEPT", 0)
    monkeypatch.setattr(databases, "KEPT", 0)


def line(i: int) -> str:
    return f'{i},1380{i:07d},"{"a, b" if i % 2 else "c"}"\n'


def plain(path: Path) -> Path:
    path = path.with_suffix(".csv")
    path.write_text("id,phone,note\n" + "".join(map(line, range(ROWS))), encoding="utf-8")
    return path


def parquet(path: Path) -> Path:
    path = path.with_suffix(".parquet")
    duckdb.sql(
        f"COPY (SELECT i id, '1380' || lpad(i::VARCHAR, 7, '0') phone, "
        f"CASE WHEN i % 2 = 1 THEN 'a, b' ELSE 'c' END note FROM range({ROWS}) t(i)) "
        f"TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 8192)"
    )
    return path


def database(path: Path) -> Path:
    path = path.with_suffix(".duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE t AS FROM read_parquet('{parquet(path)}')")
    return path


@pytest.mark.parametrize("write", [plain, parquet, database])
def test_a_sample_comes_from_all_over_a_file(tmp_path: Path, write: Callable[[Path], Path]) -> None:
    with open_source(write(tmp_path / "t")) as source:
        extract = source.table().extract("all")
        ids = [int(str(i)) for i in extract.sample(1_000)[0]]
    assert 900 <= len(ids) <= 1_000 and len(set(ids)) == len(ids)
    tenths = [sum(i * 10 // ROWS == tenth for i in ids) for tenth in range(10)]
    assert min(tenths) >= 80


@pytest.mark.parametrize("write", [plain, parquet, database])
def test_one_pass_gives_rows_distinct_values_and_hits(
    tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    with open_source(write(tmp_path / "t")) as source:
        extract = source.table().extract("all")
        measured = extract.measure(
            [
                Search(1, [PHONE]),
                Search(2, ["^a", "^c"]),
                Search(2, ["^a", "^c"], must=","),
                Search(2, [r"\d"]),
            ]
        )
        assert list(measured.found) == [ROWS, ROWS, ROWS // 2, 0]
        assert measured.distinct[0] == pytest.approx(ROWS, rel=0.1)
        assert measured.distinct[2] == 2
        assert (extract.scanned, extract.rows) == (ROWS, ROWS)


def other_encoding(rows: list[str]) -> bytes:
    return "".join(rows).encode() + "1,13800000000,张伟在家\n".encode("gb18030")


def ragged(rows: list[str]) -> bytes:
    return "".join([*rows, "1,13800000000,x,y,z\n"]).encode()


def open_quote(rows: list[str]) -> bytes:
    return "".join([*rows, '1,13800000000,"x"y\n']).encode()


@pytest.mark.parametrize("end", [other_encoding, ragged, open_quote])
def test_a_file_that_proves_unclean_at_its_end_is_read_line_by_line(
    tmp_path: Path, end: Callable[[list[str]], bytes]
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"id,phone,note\n" + end([line(i) for i in range(ROWS)]))
    with open_source(path) as source:
        extract = source.table().extract("all")
        assert len(extract.sample(1_000)[0]) >= 900
        assert list(extract.measure([Search(1, [PHONE])]).found) == [ROWS + 1]
        assert extract.rows == ROWS + 1


def test_cells_with_line_breaks_are_sampled_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = "".join(f'{i},"line one\nline two, {i}"\n' for i in range(20_000))
    path.write_text("id,note\n" + rows, encoding="utf-8")
    with open_source(path) as source:
        ids, notes = source.table().extract("all").sample(500)
    assert 490 <= len(ids) <= 500
    assert all(note == f"line one\nline two, {i}" for i, note in zip(ids, notes, strict=True))


def test_columns_that_are_mostly_empty_are_looked_at_where_they_are_filled(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("id,c1,c2,c3\n")
        for i in range(ROWS):
            phone = f"1380{i * 7919 % 9_999_991:07d}" if i % 300 == 7 else ""
            mail = f"li{i}@example.com" if i % 500 == 3 else ""
            stream.write(f"{i},{phone},{mail},\n")
    columns = scan_source(path, rows="all").columns
    assert [(c.entity, c.hits, c.rows) for c in columns[1:]] == [
        ("PHONE_NUMBER", 200, ROWS),
        ("EMAIL_ADDRESS", 120, ROWS),
        (None, 0, ROWS),
    ]


def test_the_same_file_is_found_the_same_whether_kept_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plain(tmp_path / "t")
    lying = scan_source(path, rows="all").columns
    monkeypatch.setattr(delimited, "KEPT", 1 << 30)
    kept = scan_source(path, rows="all").columns
    assert [(c.entity, c.hits, c.scanned) for c in lying[:2]] == [
        (c.entity, c.hits, c.scanned) for c in kept[:2]
    ]
    assert scan_source(path, rows="all").columns == kept
