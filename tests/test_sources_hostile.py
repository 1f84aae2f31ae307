"""Bad input: each source that fails is named with its reason, the others are scanned all the same.

No time is measured here, but each of these inputs would run for minutes, or out of memory, if its
bound did not hold; the memory of the worst is limited outright.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from riskkit.detect import scan_source

GOOD = "姓名,手机号\n" + "".join(
    f"张{c},1380013{i:04d}\n" for i, c in enumerate("伟芳娜敏静丽强磊洋艳" * 6)
)


def ragged(path: Path) -> None:
    lines = [GOOD.splitlines()[0], *(f"张伟,1380013{i:04d}" + ",x" * (i % 5) for i in range(200))]
    path.with_suffix(".csv").write_text("\n".join([*lines, "只有一格", ""]), encoding="utf-8")


def nul(path: Path) -> None:
    path.with_suffix(".csv").write_bytes(GOOD.replace("伟", "\0伟\0").encode())


def long_line(path: Path) -> None:
    with path.with_suffix(".csv").open("wb") as stream:
        stream.write(GOOD.encode())
        for _ in range(100):
            stream.write(b"y" * (1 << 20))
        stream.write(b"\n" + GOOD.partition("\n")[2].encode())


def mixed_encodings(path: Path) -> None:
    rows = GOOD.partition("\n")[2]
    path.with_suffix(".csv").write_bytes(GOOD.encode() + rows.encode("gb18030") + rows.encode())


def bomb(path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(path.with_suffix(".xlsx"))
    with zipfile.ZipFile(path.with_suffix(".xlsx"), "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b"\0" * (100 << 20))


def million_empty_rows(path: Path) -> None:
    """The rows are there, every one of them, and all are empty: nothing is missed."""
    book = openpyxl.Workbook()
    book.active.append(["姓名", "手机号"])
    book.active.append(["张伟", "13800138000"])
    book.save(path.with_suffix(".xlsx"))
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path.with_suffix(".xlsx")) as old:
        held = {name: old.read(name) for name in old.namelist()}
    empty = b"".join(b'<row r="%d"></row>' % i for i in range(3, 1_000_000))
    held[part] = held[part].replace(b"</sheetData>", empty + b"</sheetData>")
    with zipfile.ZipFile(path.with_suffix(".xlsx"), "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in held.items():
            new.writestr(name, content)


def far_cell(path: Path) -> None:
    """A cell behind more blank rows than are read."""
    book = openpyxl.Workbook()
    book.active.append(["姓名", "手机号"])
    book.active.append(["张伟", "13800138000"])
    book.active.cell(1_048_576, 1).value = "李娜"
    book.save(path.with_suffix(".xlsx"))


def password(path: Path) -> None:
    sealed = "EncryptedPackage".encode("utf-16-le")
    path.with_suffix(".xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + sealed
    )


def regex_hostile(path: Path) -> None:
    cells = ["1" * 50_000 + "x", "a@" * 20_000, "13800 " * 8_000, "省" * 30_000, "-." * 20_000]
    cells += ["http://" + "a." * 20_000, "A1(" * 10_000, "张三" * 15_000, " " * 40_000 + "!"]
    lines = [f"{i},{cell}" for i, cell in enumerate(cells * 20)]
    path.with_suffix(".csv").write_text("id,备注\n" + "\n".join(lines) + "\n", encoding="utf-8")


READ = (ragged, nul, regex_hostile, million_empty_rows)
TOLD = {
    long_line: "sources.line_too_long",
    bomb: "sources.unreadable",
    far_cell: "sources.sheet_blank",
    password: "sources.encrypted",
}


@pytest.mark.parametrize("write", [*READ, mixed_encodings, *TOLD], ids=lambda w: w.__name__)
def test_one_bad_source_stops_no_other(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path / "bad")
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    result = scan_source(tmp_path, name="in")
    good = [(c.column, c.entity) for c in result.columns if c.source == "in/good.csv"]
    assert good == [("姓名", "PERSON"), ("手机号", "PHONE_NUMBER")]
    told = {(u.part.split("/")[1].split(".")[0], u.reason.rule) for u in result.unseen}
    told -= {("bad", "sources.rows_not_read")}  # a file of that size is sampled, and says so
    assert told == ({("bad", TOLD[write])} if write in TOLD else set())
    if write not in (bomb, password):
        assert any(c.source.startswith("in/bad") for c in result.columns)


def test_phones_are_found_past_rows_of_another_encoding(tmp_path: Path) -> None:
    mixed_encodings(tmp_path / "bad")
    [_, phone] = scan_source(tmp_path / "bad.csv", rows="all").columns
    assert (phone.entity, phone.hits) == ("PHONE_NUMBER", 180)


def test_rows_before_and_after_a_line_without_end_are_scanned(tmp_path: Path) -> None:
    long_line(tmp_path / "bad")
    [_, phone] = scan_source(tmp_path / "bad.csv", rows="all").columns
    assert (phone.entity, phone.hits, phone.rows) == ("PHONE_NUMBER", 120, 120)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc: getrusage counts the parent's")
def test_a_line_of_a_hundred_megabytes_needs_no_such_memory(tmp_path: Path) -> None:
    long_line(tmp_path / "bad")
    code = (
        "import sys; from riskkit.sources import open_source\n"
        "with open_source(sys.argv[1]) as source: print(source.table().extract('all').rows)\n"
        "status = open('/proc/self/status').read()\n"
        "print(status.partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "bad.csv")],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    rows, peak = map(int, done.stdout.split())
    assert rows == 120
    assert peak < 500_000
