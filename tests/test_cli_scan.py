"""The gate of a pipeline says which columns and why; JSON and SARIF hold all a program needs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

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
