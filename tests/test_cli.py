"""The commands: what they write, what they say, and the exit code a script can trust."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from riskkit.assessment import runs
from riskkit.cli import main

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
STORE = SAMPLES / "store-transfer"


def test_version_and_help_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("riskkit ")
    assert main(["--help"]) == 0


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bogus"],
        ["scan"],
        ["check", "--nonsense", "x"],
        ["report", str(STORE)],
    ],
)
def test_wrong_usage_is_code_2(words: list[str]) -> None:
    assert main(words) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["scan", str(STORE / "nothing.csv")], "nothing.csv"),
        (["scan", str(STORE), "--rows", "-3"], "--rows"),
        (["scan", str(STORE), "--fail-on", "all"], "--fail-on"),
        (["report", str(STORE), "--out", "o", "--lang", "fr"], "--lang"),
        (["report", str(STORE), "--out", "o", "--only", "poem"], "--only"),
        (["assess", str(STORE), "--out", "o", "--as-of", "2026-13-40"], "YYYY-MM-DD"),
        (["report", "no/such/folder", "--out", "o"], "folder"),
        (["new", str(STORE), "--scenario", "transfer"], "empty"),
        (["new", "x", "--scenario", "wedding"], "scenario"),
    ],
)
def test_an_error_is_one_plain_paragraph_and_code_1(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    os.chdir(tmp_path)
    assert main(words) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def test_check_tells_every_problem_and_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(STORE)]) == 0
    capsys.readouterr()
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "engagement.yaml").write_text(
        "client: c\ntitle: t\nscenario: transfer\nas_of: 2026-13-40\n", encoding="utf-8"
    )
    (folder / "assets.csv").write_text(
        "id,name,carrier,third_parties,data\n"
        "A1,x,papr,V-NONE,\n"
        "A1,y,paper,,../../etc/passwd\n"
        "A2,=cmd|'/C calc'!A0,paper,,\n",
        encoding="utf-8",
    )
    assert main(["check", str(folder)]) == 1
    told = capsys.readouterr().out
    for said in ("engagement.yaml", "assets.csv, row 2", "assets.csv, row 3", "did you mean"):
        assert said in told
    for value in ("2026-13-40", "V-NONE", "passwd", "calc"):
        assert value not in told


def test_scan_writes_json_and_sarif_and_gates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members = STORE / "extracts" / "crm" / "members.csv"
    out = tmp_path / "scan.json"
    sarif = tmp_path / "scan.sarif"
    words = ["scan", str(members), "--json", str(out), "--sarif", str(sarif)]
    assert main(words) == 0
    assert "CN_RESIDENT_ID" in capsys.readouterr().out
    found = json.loads(out.read_text(encoding="utf-8"))["columns"]
    by_name = {column["column"]: column for column in found}
    assert by_name["手机号"]["entity"] == "PHONE_NUMBER"
    assert by_name["手机号"]["personal"] is True
    run = json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]
    assert {r["ruleId"] for r in run["results"]} >= {"PHONE_NUMBER", "CN_RESIDENT_ID"}
    assert main([*words, "--fail-on", "personal"]) == 1
    assert main([*words, "--fail-on", "sensitive"]) == 1
    clean = tmp_path / "clean.csv"
    clean.write_text("sku,qty\n" + "".join(f"AB-{n},{n % 7}\n" for n in range(300)))
    assert main(["scan", str(clean), "--fail-on", "personal"]) == 0


def test_a_new_folder_passes_the_check_and_becomes_reports(tmp_path: Path) -> None:
    folder, out = tmp_path / "x", tmp_path / "o"
    assert main(["--quiet", "new", str(folder), "--scenario", "transfer"]) == 0
    assert main(["--quiet", "check", str(folder)]) == 0
    words = ["report", str(folder), "--out", str(out), "--lang", "en", "--only", "dpia"]
    assert main(["--quiet", *words]) == 0
    assert (out / "dpia.en.html").stat().st_size > 100_000
    assert (out / "assessment.json").exists()
    assert (out / "risk-register.xlsx").exists()
    assert len(runs(out)) == 1, "a report keeps its run for the trend and the next report"


def test_a_folder_that_cannot_be_assessed_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "x", tmp_path / "o"
    shutil.copytree(STORE, folder, ignore=shutil.ignore_patterns("extracts"))
    (folder / "assets.csv").write_text("", encoding="utf-8")
    assert main(["assess", str(folder), "--out", str(out)]) == 1
    assert "assets.csv" in capsys.readouterr().err
    assert not out.exists()
