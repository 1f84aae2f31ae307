"""The commands on events: told on stdout, refused in words."""

import pytest

from riskkit.cli import main
from riskkit.locator import fingerprint

PHONE = "13912345678"


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "acme"
    assert main(["--quiet", "new", str(root), "--scenario", "relocation", "--lang", "en",
                 "--event-date", "2026-10-17"]) == 0  # fmt: skip
    return root


def test_gates_tells_every_phase_and_one_when_asked(folder, capsys):
    assert main(["gates", str(folder), "--as-of", "2026-10-16", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert all(f"R{n} " in told for n in range(1, 8))
    assert main(["gates", str(folder), "--phase", "R3", "--lang", "en"]) == 0
    assert "R3\tMV-03" in capsys.readouterr().out


def test_a_phase_that_is_not_there_is_refused(folder, capsys):
    assert main(["gates", str(folder), "--phase", "X9"]) == 1
    assert "--phase takes one of R1" in capsys.readouterr().err


def test_an_incident_that_is_not_there_is_refused(folder, capsys):
    assert main(["incident", str(folder), "INC-1"]) == 1
    assert "no such number" in capsys.readouterr().err


def test_an_incident_asked_for_by_number_is_told_alone(folder, capsys):
    rows = "INC-1,2026-10-18,general,boxes\nINC-2,2026-10-18,general,a phone\n"
    table = f"incident_no,discovered,level,scope\n{rows}"
    (folder / "registers" / "REG-INCIDENT.csv").write_text(table, encoding="utf-8")
    assert main(["incident", str(folder), "--as-of", "2026-10-20", "--lang", "en"]) == 0
    assert {"INC-1", "INC-2"} <= set(capsys.readouterr().out.split())
    assert main(["incident", str(folder), "INC-2", "--as-of", "2026-10-20", "--lang", "en"]) == 0
    assert "INC-1" not in capsys.readouterr().out.split()


def test_notices_are_drafted_without_a_change_to_the_engagement(folder, tmp_path, capsys):
    head = "incident_no,discovered,level,scope,cause"
    row = f"{head}\nINC-1,2026-10-18,general,boxes,fell \x1b[31moff\n"
    (folder / "registers" / "REG-INCIDENT.csv").write_text(row, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["incident", str(folder), "INC-1", "--as-of", "2026-10-20", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "fell ?[31moff" in told
    out = tmp_path / "out"
    assert main(["incident", str(folder), "INC-1", "--as-of", "2026-10-20", "--out", str(out),
                 "--lang", "zh-Hant"]) == 0  # fmt: skip
    assert list(out.glob("INC-1-*.zh-Hant.md"))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_person_is_located_by_hash_and_never_shown(folder, tmp_path, capsys):
    (folder / "extracts" / "a.csv").write_text(f"phone\n{PHONE}\n", encoding="utf-8")
    rows = "id,name,carrier,data\nZ1,x,db,extracts/a.csv\n"
    (folder / "assets.csv").write_text(rows, encoding="utf-8")
    for name in ("activities", "services", "controls", "actions"):
        (folder / f"{name}.csv").unlink(missing_ok=True)
    key = tmp_path / "key"
    key.write_text("0123456789abcdef0123456789abcdef\n", encoding="ascii")
    hashed = fingerprint(PHONE, key.read_bytes().strip())
    assert main(["locate", str(folder), "--key", str(key), "--hash", hashed]) == 0
    told = capsys.readouterr().out
    assert "Z1 x\textracts/a.csv · phone\t1\n" in told
    assert PHONE not in told


def test_a_missing_key_is_not_made_unasked(folder, tmp_path, capsys):
    assert main(["locate", str(folder), "--key", str(tmp_path / "none"), "--hash", "a" * 64]) == 1
    assert "--new-key" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_runs_are_kept_and_their_trend_told(folder, tmp_path, capsys):
    for day in ("2026-10-01", "2026-10-16"):
        assert main(["--quiet", "assess", str(folder), "--out", str(tmp_path / "o"),
                     "--as-of", day]) == 0  # fmt: skip
    assert main(["trend", str(tmp_path / "o"), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "2026-10-01" in told and "2026-10-16" in told and "same method" in told


def test_a_clause_is_told_by_its_name_and_not_by_our_id(folder, capsys):
    rows = "incident_no,discovered,assets\nINC-1,2026-11-10 08:00,\n"
    (folder / "registers" / "REG-INCIDENT.csv").write_text(rows, encoding="utf-8")
    assert main(["incident", str(folder), "--lang", "zh-Hans"]) == 0
    told = capsys.readouterr().out
    assert "《个人信息保护法》第57条" in told and "PIPL.57" not in told
