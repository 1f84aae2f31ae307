"""The gate of a pipeline says which columns and why; JSON and SARIF hold all a program needs."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import duckdb
import openpyxl
import pytest

from riskkit.cli import main

PHONES = "姓名,手机号,数量\n" + "".join(
    f"张{c},1380013{i:04d},{i % 7}\n" for i, c in enumerate("伟芳娜敏静丽强磊洋艳" * 9)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with personal data, a column named to fool a reader, and a picture."""
    folder = tmp_path / "in put"
    folder.mkdir()
    (folder / "成员 1.csv").write_text(PHONES, encoding="utf-8")
    rows = "".join(f"1390013{i:04d},{i}\n" for i in range(60))
    (folder / "b.csv").write_text("[phone](http://evil.example),n\n" + rows, encoding="utf-8")
    (folder / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return folder


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.csv"
    path.write_text("sku,qty\n" + "".join(f"AB-{n},{n % 7}\n" for n in range(300)))
    return path


def scanned(folder: Path, *words: str) -> tuple[int, Any, Any]:
    out, sarif = folder.parent / "o.json", folder.parent / "o.sarif"
    code = main(["scan", str(folder), "--json", str(out), "--sarif", str(sarif), *words])
    read = [json.loads(path.read_text(encoding="utf-8")) for path in (out, sarif)]
    return code, read[0], read[1]


@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
def test_a_gate_that_stops_says_which_columns_and_why(
    folder: Path, quiet: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*quiet, "scan", str(folder), "--fail-on", "personal"]) == 1
    told = capsys.readouterr()
    assert "--fail-on personal: failed, columns caught: 3; parts not seen: 1." in told.err
    [line] = [line for line in told.err.splitlines() if "手机号" in line]
    assert "成员 1.csv::手机号" in line
    assert "in 90 of 90 rows" in line
    assert "The header says" in line
    assert "Tokenise with a key" in line
    assert not re.search(r"1380013\d{4}", told.err + told.out)
    assert bool(told.out) is not bool(quiet)


def test_a_gate_that_opens_still_says_what_was_not_seen(
    clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", str(clean), "--fail-on", "personal"]) == 0
    told = capsys.readouterr().err
    assert "--fail-on personal: passed by all columns seen (2); parts not seen: 0." in told


def test_the_sensitive_gate_looks_at_the_tier(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    rows = "".join(f"张{c}{d}\n" for c in "伟芳娜敏静丽强磊" for d in "洋艳勇军杰涛")
    path.write_text("姓名\n" + rows, encoding="utf-8")
    assert main(["--quiet", "scan", str(path), "--fail-on", "personal"]) == 1
    assert main(["--quiet", "scan", str(path), "--fail-on", "sensitive"]) == 0


def test_json_holds_verdicts_words_gaps_and_the_gate(folder: Path) -> None:
    code, found, _ = scanned(folder, "--fail-on", "sensitive", "--lang", "zh-Hans")
    assert code == 1
    columns = {column["column"]: column for column in found["columns"]}
    phone = columns["手机号"]
    assert (phone["entity"], phone["personal"], phone["hits"]) == ("PHONE_NUMBER", True, 90)
    assert (phone["advice"], phone["tier"]) == ("tokenise", "high")
    assert phone["why"] and all("。" in sentence for sentence in phone["why"])
    assert "令牌" in phone["advice_why"]
    assert columns["数量"]["advice"] == "keep"
    [gap] = found["unseen"]
    assert gap["part"].endswith("c.png") and gap["why"].startswith("图像")
    assert found["gate"]["failed"] is True
    assert [name.split("::")[-1] for name in found["gate"]["columns"]] == [
        "[phone](http://evil.example)",
        "手机号",
    ]
    assert len(found["gate"]["why"]) == 3


def test_without_a_gate_json_says_so(clean: Path) -> None:
    code, found, sarif = scanned(clean)
    assert (code, found["gate"], sarif["runs"][0]["results"]) == (0, None, [])


def test_sarif_has_what_the_standard_demands(folder: Path) -> None:
    """The rules of SARIF 2.1.0 (OASIS, 27 March 2020), sections 3.13 to 3.58."""
    _, _, log = scanned(folder)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "riskkit"
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", driver["semanticVersion"])
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids)) and all(
        rule["shortDescription"]["text"] for rule in driver["rules"]
    )
    assert all(rule["name"].isalnum() for rule in driver["rules"])
    places = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert run["results"]
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        [location] = result["locations"]
        artifact = location["physicalLocation"]["artifactLocation"]
        assert places[artifact["index"]] == artifact["uri"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", artifact["uri"])
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert location["logicalLocations"][0]["fullyQualifiedName"]
    assert {unquote(place) for place in places} == {"in put/成员 1.csv", "in put/b.csv"}
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is True
    [missed] = invocation["toolExecutionNotifications"]
    assert driver["notifications"][missed["descriptor"]["index"]]["id"] == "sources.image"
    assert "c.png" in missed["message"]["text"]


def test_a_header_makes_no_link_in_sarif(folder: Path) -> None:
    _, _, log = scanned(folder)
    texts = [result["message"]["text"] for result in log["runs"][0]["results"]]
    assert any(r"\[phone\](http" in text for text in texts)
    assert not any(re.search(r"(?<!\\)\[", text) for text in texts)


def test_one_of_several_sources_that_is_missing_does_not_stop_the_others(
    folder: Path, clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.json"
    words = [str(tmp_path / "none.csv"), str(clean), "postgresql://ann:geheim@localhost:1/db"]
    assert main(["scan", *words, "--json", str(out)]) == 1
    found = json.loads(out.read_text(encoding="utf-8"))
    assert {column["source"] for column in found["columns"]} == {"clean.csv"}
    assert len(found["unseen"]) == 2
    told = capsys.readouterr()
    assert "geheim" not in told.out + told.err + out.read_text(encoding="utf-8")
    assert "localhost:1/db" in told.out


WORDS = {
    "zh-Hans": (
        "字段",
        "令牌",
        "涉及人数：a.csv：90 人（按电话号码去重）",
        "同一人只计一次",
        "未能查看",
    ),
    "zh-Hant": (
        "欄位",
        "權杖",
        "涉及人數：a.csv：90 人（按電話號碼去重）",
        "同一人只計一次",
        "未能查看",
    ),
    "en": ("Column", "tokenise", "persons: a.csv: 90, told apart by", "each once", "not seen"),
}


@pytest.mark.parametrize("language", list(WORDS))
def test_a_scan_speaks_the_language_of_its_reader(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(PHONES, encoding="utf-8")
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with zipfile.ZipFile(tmp_path / "c.docx", "w") as damaged:
        damaged.writestr("word/document.xml", "<w")
    sources = [str(tmp_path / name) for name in ("a.csv", "b.csv", "locked.xlsx", "c.docx")]
    assert main(["scan", *sources, "--lang", language]) == 0
    told = capsys.readouterr().out
    assert [word for word in WORDS[language] if word not in told] == []
    if language != "en":
        english = ("not seen", "probability", "columns", "personal", "damaged", "Cannot")
        assert [word for word in english if word in told] == []


def test_persons_are_counted_once_over_sources_and_told_to_programs(tmp_path: Path) -> None:
    folder = tmp_path / "in put"
    folder.mkdir()
    (folder / "a.csv").write_text(PHONES, encoding="utf-8")
    (folder / "notes.txt").write_text(
        "".join(f"客户来电 1380013{i:04d} 询问退货进度，已转门店处理\n" for i in range(60, 140)),
        encoding="utf-8",
    )
    code, found, log = scanned(folder)
    assert code == 0
    assert (found["persons"]["lo"], found["persons"]["hi"]) == (140, None)
    [source] = found["persons"]["sources"]
    assert (source["source"], source["by"], source["in_text"]) == ("in put", "phone", False)
    assert log["runs"][0]["properties"]["persons"] == found["persons"]


def test_advice_on_what_is_told_of_a_person_is_not_that_of_an_identifier(tmp_path: Path) -> None:
    folder = tmp_path / "in put"
    folder.mkdir()
    rows = "".join(f"E{i:05d},{3000 + i * 7},1380013{i:04d}\n" for i in range(200))
    (folder / "hr.csv").write_text("员工号,月薪,手机号\n" + rows, encoding="utf-8")
    _, found, _ = scanned(folder, "--lang", "en")
    why = {column["column"]: column["advice_why"] for column in found["columns"]}
    assert why["月薪"].startswith("Drop the column") and "singles a person out" not in why["月薪"]


def test_a_source_that_cannot_be_opened_fails_the_run_in_sarif(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(PHONES, encoding="utf-8")
    sarif = tmp_path / "o.sarif"
    words = [str(tmp_path / "a.csv"), str(tmp_path / "none.csv"), "--sarif", str(sarif)]
    assert main(["--quiet", "scan", *words]) == 1
    [run] = json.loads(sarif.read_text(encoding="utf-8"))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["results"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", 0), (b"a,b\n1,2\n3,4\n", 0), (b"\x89PNG\r\n\x1a\n" + bytes(200), 1)],
)
def test_a_gate_that_saw_nothing_of_a_source_stays_shut(
    tmp_path: Path, content: bytes, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert main(["scan", str(path)]) == 0
    out = tmp_path / "o.json"
    assert main(["scan", str(path), "--fail-on", "sensitive", "--json", str(out)]) == code
    assert json.loads(out.read_text(encoding="utf-8"))["gate"]["failed"] is bool(code)
    assert ("x.csv: nothing of it could be read" in capsys.readouterr().err) is bool(code)


def _limited(path: Path, lines: list[str]) -> Path:
    if path.suffix == ".parquet":
        duckdb.connect().execute(
            "COPY (SELECT unnest(?) AS phone) TO '" + str(path) + "' (FORMAT parquet)", [lines]
        )
    elif path.suffix == ".jsonl":
        path.write_text("".join(f'{{"phone": "{line}"}}\n' for line in lines), encoding="utf-8")
    elif path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for line in ["phone", *lines]:
            book.active.append([line])
        book.save(path)
    elif path.suffix == ".docx":
        document = docx.Document()
        for line in lines:
            document.add_paragraph(f"call {line} about the order")
        document.save(path)
    else:
        encoding = "gb18030" if path.stem == "号码" else "utf-8"
        head = "手机号\n" if path.suffix == ".csv" else ""
        path.write_text(head + "".join(f"{line}\n" for line in lines), encoding=encoding)
    return path


@pytest.mark.parametrize(
    "name", ["a.csv", "号码.csv", "a.jsonl", "a.parquet", "a.xlsx", "a.docx", "a.txt"]
)
@pytest.mark.parametrize(("rows", "unread"), [("100", True), ("400", False), ("all", False)])
def test_rows_that_were_not_read_are_told_of_every_kind_of_source(
    tmp_path: Path, name: str, rows: str, unread: bool
) -> None:
    lines = [f"138{i * 36_969_697 % 10**8:08d}" for i in range(400)]
    path, out = _limited(tmp_path / name, lines), tmp_path / "o.json"
    assert main(["--quiet", "scan", str(path), "--rows", rows, "--json", str(out)]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    [column] = [column for column in found["columns"] if column["personal"]]
    rules = {part["reason"]["rule"] for part in found["unseen"]}
    assert bool(rules & {"sources.rows_not_read", "sources.more_rows"}) is unread
    assert 80 <= column["scanned"] <= 100 if unread else column["scanned"] == 400
    if unread:  # whom the rest is about, nobody knows
        assert found["persons"]["lo"] <= 100
        assert found["persons"]["hi"] is None or found["persons"]["hi"] >= 400
