"""The hub: a folder becomes an assessment; the same inputs give the same bytes; nothing leaks."""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from riskkit.assessment import assess, content_id, load, open_assessment, save, schema, to_json
from riskkit.errors import InputError, ParameterError
from riskkit.model.assessment import Assessment

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
NAMES = ("store-transfer", "showroom-relocation", "corporate-crm")


@pytest.fixture(scope="module", params=NAMES)
def sample(request: pytest.FixtureRequest) -> Assessment:
    return assess(SAMPLES / request.param)


def test_an_assessment_fits_its_published_schema(sample: Assessment) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(to_json(sample)), schema())


def test_an_assessment_comes_back_from_its_file_as_it_was(
    sample: Assessment, tmp_path: Path
) -> None:
    path = save(sample, tmp_path)
    assert to_json(load(path)) == to_json(sample)
    assert content_id(load(path)) == content_id(sample)


def test_the_top_level_is_the_contract(sample: Assessment) -> None:
    promised = {
        *("schema_version", "engagement", "as_of", "provenance", "assets", "columns"),
        *("identifiability", "activities", "controls", "scenarios", "vendors", "registers"),
        *("findings", "actions", "screening", "methods"),
    }
    data = json.loads(to_json(sample))
    assert promised <= set(data)
    assert list(data) == sorted(data)
    for asset in data["assets"]:
        for risk in ("inherent", "residual", "planned"):
            assert {"score", "lo", "hi", "level"} <= set(asset[risk])
            assert all(isinstance(label, str) for label in asset[risk]["level"].values())


def test_every_number_of_a_sample_keeps_the_rules_of_the_score(sample: Assessment) -> None:
    assert sample.assets
    for asset in sample.assets:
        for risk in (asset.inherent, asset.residual, asset.planned):
            assert 0 <= risk.lo <= risk.score <= risk.hi <= 100
        assert asset.residual.score <= asset.inherent.score
        assert asset.planned.score <= asset.residual.score
        total = sum(part.share for part in asset.contributions)
        assert total == pytest.approx(asset.residual.score, abs=1e-6)


def test_findings_and_actions_point_at_what_exists(sample: Assessment) -> None:
    actions = {action.id for action in sample.actions}
    findings = {finding.id for finding in sample.findings}
    assert len(findings) == len(sample.findings)
    assert {f.action for f in sample.findings if f.action} <= actions
    assert {f for action in sample.actions for f in action.findings} <= findings
    assert all(action.owner and action.due for action in sample.actions if action.proposed)


def test_the_same_folder_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from riskkit.assessment import assess, to_json; "
        "sys.stdout.buffer.write(to_json(assess(sys.argv[1])).encode())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(SAMPLES / "store-transfer")],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_no_value_of_an_extract_reaches_the_assessment(tmp_path: Path) -> None:
    folder = tmp_path / "canary"
    shutil.copytree(SAMPLES / "store-transfer", folder)
    seeded = random.Random(7)
    canaries = _plant(folder / "extracts" / "usb" / "canaries.csv", seeded)
    assets = folder / "assets.csv"
    raw = assets.read_bytes()
    assets.write_bytes(
        raw.replace("extracts/usb/老会员2018.csv".encode(), b"extracts/usb/canaries.csv")
    )
    told = to_json(assess(folder))
    assert "extracts/usb/canaries.csv" in told
    assert [value for value in canaries if value in told] == []


def _plant(path: Path, seeded: random.Random) -> list[str]:
    surnames, given = "欧阳司马上官诸葛慕容", "翀骉淼焱垚犇羴麤"
    rows = []
    for number in range(1000):
        at = 2 * seeded.randrange(len(surnames) // 2)
        name = surnames[at : at + 2] + "".join(seeded.sample(given, 2))
        rows.append(
            {
                "客户": name,
                "电话": f"139{seeded.randrange(10**8):08d}",
                "邮箱": f"canary{number:04d}x@example.org",
                "地址": f"上海市徐汇区漕溪北路{1000 + number}弄{number}号{number % 31}室",
                "备注": f"{name}来电，回拨138{seeded.randrange(10**8):08d}，已处理",
            }
        )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return [row[key] for row in rows for key in ("客户", "电话", "邮箱", "地址")]


def test_a_later_day_never_makes_a_control_stronger() -> None:
    early = assess(SAMPLES / "corporate-crm", as_of=dt.date(2026, 11, 10))
    late = assess(SAMPLES / "corporate-crm", as_of=dt.date(2028, 11, 10))
    by_id = {control.id: control for control in late.controls}
    assert all(
        by_id[c.id].strength.value <= c.strength.value + 1e-9
        for c in early.controls
        if c.id in by_id
    )
    assert late.as_of == dt.date(2028, 11, 10)


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '{"schema_version": "0.1"}', '{"schema_version": "1.0"}', "\xff"]
)
def test_a_file_that_is_no_assessment_is_refused_in_words(tmp_path: Path, content: str) -> None:
    path = tmp_path / "assessment.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match=r"assessment\.json"):
        open_assessment(path)


def test_a_folder_that_is_nothing_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"engagement\.yaml"):
        open_assessment(tmp_path)


def test_a_saved_assessment_keeps_its_day(sample: Assessment, tmp_path: Path) -> None:
    path = save(sample, tmp_path)
    assert open_assessment(path, as_of=sample.as_of).as_of == sample.as_of
    with pytest.raises(ParameterError, match="engagement folder"):
        open_assessment(path, as_of=sample.as_of - dt.timedelta(days=1))


def test_an_override_shows_in_the_score_and_in_the_provenance(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(SAMPLES / "store-transfer", folder)
    (folder / "catalogue").mkdir(exist_ok=True)
    (folder / "catalogue" / "categories.yaml").write_text(
        "entries:\n  - id: name\n    tier: high\n    sensitivity: 1.0\n", encoding="utf-8"
    )
    changed, plain = assess(folder), assess(SAMPLES / "store-transfer")
    fields = {(o.id, o.field): (o.file, o.line) for o in changed.provenance.overrides}
    assert fields["name", "sensitivity"] == ("catalogue/categories.yaml", 4)
    before = {a.id: a.residual.score for a in plain.assets}
    assert all(a.residual.score >= before[a.id] for a in changed.assets)
    assert any(a.residual.score > before[a.id] for a in changed.assets)
