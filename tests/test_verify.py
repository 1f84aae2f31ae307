"""Verify: a report is checked by itself; whatever is changed in it afterwards is found."""

import hashlib
import json
import re

import pytest
from small_engagement import Engagement

from riskkit.assessment import assess, load, save, verify
from riskkit.assessment.embedded import MAX_BYTES, data_of, id_of_data, packed, read_report
from riskkit.cli.app import main
from riskkit.errors import InputError
from riskkit.report import render

OVERRIDE = """\
about: {title: own, version: '1', source: client, as_of: '2026-11-01'}
entries:
  - id: address
    sensitivity: 0.9
"""
JSON = re.compile(
    r'(<script type="application/json" id="riskkit-assessment">)(.*?)(</script>)', re.S
)


def made(folder, catalogue=None):
    engagement = Engagement()
    engagement.catalogue = catalogue or {}
    return engagement.write(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return made(tmp_path_factory.mktemp("engagement"))


@pytest.fixture(scope="module")
def report(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("report")
    return render(save(assess(folder), out), "dpia", out=out, language="en")


def states(path, **options):
    return {check.id: check.state for check in verify(path, **options).checks}


def forged(report, tmp_path, change, *, sealed=True):
    """The report with its assessment changed; `sealed` mends the id as a careful forger would."""
    html = report.read_text("utf-8")
    data = data_of(read_report(report))
    old = id_of_data(data)
    change(data)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    html = JSON.sub(lambda m: m[1] + text + m[3], html)
    if sealed:
        new = id_of_data(data)
        html = html.replace(old, new).replace(old[:12], new[:12])
    path = tmp_path / "forged.html"
    path.write_text(html, "utf-8")
    return path


def test_a_report_as_made_holds_in_every_check(report, folder):
    assert states(report, engagement=folder) == {
        "embedded": "held",
        "id": "held",
        "page": "held",
        "inputs": "held",
        "order": "held",
        "contributions": "held",
        "levels": "held",
        "scores": "held",
        "controls": "held",
    }


def test_the_html_alone_is_enough(report):
    alone = verify(report)
    assert alone.intact
    assert {c.id for c in alone.checks if c.state == "not_checked"} == {"inputs"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"<h2 id=\"decision\"[^>]*>.*?</h2>", '<h2 id="decision">Proposal: go</h2>'),
        (r'(<td class="n">)\d+', r"\g<1>1"),
        (r'"layout":', '"layout": '),
        (r"</style>", ".five { display: none }</style>"),
    ],
)
def test_a_page_edited_around_its_data_does_not_verify(old, new, report, tmp_path):
    html = report.read_text("utf-8")
    edited = re.sub(old, new, html, count=1, flags=re.S)
    assert edited != html
    path = tmp_path / "edited.html"
    path.write_text(edited, "utf-8")
    found = states(path)
    assert found.pop("page") == "failed"
    assert "failed" not in found.values()
    assert not verify(path).intact


def test_a_page_without_its_hash_does_not_verify(report, tmp_path):
    path = tmp_path / "bare.html"
    html = report.read_text("utf-8")
    path.write_text(re.sub(r'<meta name="riskkit-page"[^>]*>', "", html), "utf-8")
    assert states(path)["page"] == "failed"


def test_a_page_that_states_two_hashes_does_not_verify(report, tmp_path):
    path = tmp_path / "two.html"
    html = report.read_text("utf-8")
    seal = re.search(r'<meta name="riskkit-page"[^>]*>', html)[0]
    path.write_text(html.replace(seal, seal + seal), "utf-8")
    assert states(path)["page"] == "failed"


def test_the_ends_of_lines_are_no_change(report, tmp_path):
    path = tmp_path / "crlf.html"
    path.write_bytes(report.read_bytes().replace(b"\n", b"\r\n"))
    assert states(path)["page"] == "held"


def residual(data, **cells):
    data["assets"][0]["residual"].update(cells)


def lowered(data):
    for stage in ("residual", "planned"):
        risk = data["assets"][0][stage]
        risk.update(score=risk["lo"] * 0.5, lo=risk["lo"] * 0.5)


def weaker(data):
    id = next(iter(data["assets"][0]["basis"]["strengths"]))
    data["assets"][0]["basis"]["strengths"][id] = [1, 1, 1]


FORGERIES = [
    (lambda d: d["engagement"].update(client="Somebody else"), None),
    (lambda d: residual(d, score=d["assets"][0]["residual"]["lo"] - 1), "order"),
    (lambda d: residual(d, score=100, hi=100), "order"),
    (lambda d: d["assets"][0]["residual"]["level"].update({"riskkit-v1": "negligible"}), "levels"),
    (lambda d: d["assets"][0]["residual"]["level"].update({"gbt39335-d5": "low"}), "scores"),
    (lambda d: d["scenarios"][0]["residual"]["level"].update({"cnil-4x4": "negligible"}), "levels"),
    (lambda d: d["assets"][0]["contributions"][0].update(share=0), "contributions"),
    (lowered, "scores"),
    (weaker, "scores"),
    (lambda d: d["assets"][0]["gap"].update(score=0), "scores"),
    (lambda d: d["assets"][0]["sensitivity"].update(score=0.01), "scores"),
    (lambda d: d["assets"][0]["basis"]["factors"].update(nothing=[0, 0, 0]), "scores"),
    (lambda d: d["controls"][0]["strength"].update(value=0.9, hi=1), "controls"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "check"), FORGERIES)
def test_a_changed_assessment_has_another_id(change, check, report, tmp_path):
    path = forged(report, tmp_path, change, sealed=False)
    assert states(path)["id"] == "failed"


@pytest.mark.parametrize(
    ("change", "check"), [(change, check) for change, check in FORGERIES if check]
)
def test_a_changed_number_does_not_come_out_again_even_with_the_id_mended(
    change, check, report, tmp_path
):
    path = forged(report, tmp_path, change)
    held = states(path)
    assert held["id"] == "held"
    assert held[check] == "failed"


def packed_page(report, tmp_path, text):
    html = JSON.sub(
        lambda m: f'<script type="text/plain" id="riskkit-assessment">{text}</script>',
        report.read_text("utf-8"),
    )
    path = tmp_path / "packed.html"
    path.write_text(html, "utf-8")
    return path


def test_an_assessment_that_travels_packed_holds_too(report, tmp_path):
    data = json.dumps(data_of(read_report(report)), ensure_ascii=False)
    repacked = states(packed_page(report, tmp_path, packed(data)))
    assert {**repacked, "page": "held"} == states(report)


@pytest.mark.parametrize(
    "text",
    [packed("[" + " " * MAX_BYTES + "]"), packed("{}")[:-8], "H4sIAAAA", "no base64!", packed("x")],
    ids=["bomb", "cut", "head only", "no base64", "no JSON"],
)
def test_a_packed_text_out_of_bounds_fails_without_a_traceback(text, report, tmp_path):
    assert states(packed_page(report, tmp_path, text)) == {"embedded": "failed"}


def test_a_changed_footer_is_found(report, tmp_path):
    html = report.read_text("utf-8")
    path = tmp_path / "x.html"
    path.write_text(re.sub(r'(id="assessment-id">)....', r"\g<1>0000", html), "utf-8")
    assert states(path)["id"] == "failed"


def test_a_second_assessment_hidden_in_the_page_is_found(report, tmp_path):
    html = report.read_text("utf-8")
    path = tmp_path / "x.html"
    hidden = '<script type="application/json" id="riskkit-assessment">{}</script>'
    path.write_text(html.replace("<main", hidden + "<main"), "utf-8")
    assert states(path) == {"embedded": "failed"}


@pytest.mark.parametrize("spoil", ["change", "remove"])
def test_an_input_that_changed_is_named(spoil, report, tmp_path):
    folder = made(tmp_path / "engagement")
    target = folder / "controls.csv"
    if spoil == "change":
        target.write_text(target.read_text("utf-8") + "\n", "utf-8")
    else:
        target.unlink()
    (inputs,) = [c for c in verify(report, engagement=folder).checks if c.id == "inputs"]
    assert (inputs.state, inputs.places) == ("failed", ("controls.csv",))


@pytest.mark.parametrize("path", ["../outside.csv", "/etc/hostname", "a\x00b", "x" * 5000])
def test_a_path_that_leads_out_of_the_folder_never_holds(path, report, folder, tmp_path):
    outside = folder.parent / "outside.csv"
    outside.write_text("x", "utf-8")
    digest = hashlib.sha256(b"x").hexdigest()

    def lead_out(data):
        data["provenance"]["inputs"].append({"path": path, "sha256": digest})

    assert states(forged(report, tmp_path, lead_out), engagement=folder)["inputs"] == "failed"


def test_another_version_of_the_knowledge_is_not_judged_by_this_one(report, tmp_path):
    path = forged(report, tmp_path, lambda d: d["provenance"].update(catalogue="0" * 12))
    held = states(path)
    assert held["levels"] == held["scores"] == "not_checked"
    assert held["contributions"] == "held"


def _without_catalogue(data):
    del data["catalogue"]


def test_a_catalogue_of_the_client_travels_with_the_report(tmp_path):
    folder = made(tmp_path / "engagement", {"categories.yaml": OVERRIDE})
    out = tmp_path / "report"
    report = render(save(assess(folder), out), "dpia", out=out, language="en")
    assert states(report)["scores"] == "held"
    assert states(forged(report, tmp_path, _without_catalogue))["scores"] == "not_checked"
    assert states(report, engagement=folder)["scores"] == "held"
    (folder / "catalogue" / "categories.yaml").unlink()
    assert states(report, engagement=folder)["scores"] == "not_checked"


def test_an_older_assessment_without_a_basis_keeps_its_id_and_is_checked_as_far_as_it_goes(
    report, tmp_path
):
    def older(data):
        for asset in data["assets"]:
            del asset["basis"]
        del data["lint"]

    held = states(forged(report, tmp_path, older))
    assert held["id"] == "held"
    assert held["scores"] == "not_checked"
    assert held["levels"] == "held"


HOSTILE = [
    "",
    "<html>",
    "<script id=riskkit-assessment>",
    '<script id="riskkit-assessment">' + "[" * 100_000 + "</script>",
    '<script id="riskkit-assessment">{"schema_version": "1.0", "engagement": "SECRET"}</script>',
    '<script id="riskkit-assessment">NaN</script>',
    "<div>" * 20_000 + '<script id="riskkit-assessment">{}</script>',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_a_hostile_page_fails_without_a_traceback(html, tmp_path, capsys):
    path = tmp_path / "x.html"
    path.write_text(html, "utf-8")
    assert main(["verify", str(path)]) == 1
    told = capsys.readouterr()
    assert "FAILED" in told.out
    assert "SECRET" not in told.out + told.err
    assert "unexpected" not in told.err


@pytest.mark.parametrize("raw", [b"\xff\xfe", None])
def test_a_file_that_cannot_be_read_is_told(raw, tmp_path):
    path = tmp_path / "x.html"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(InputError):
        verify(path)


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "intact"), ("zh-Hans", "完好"), ("zh-Hant", "完好")]
)
def test_the_command_says_so_in_words(lang, word, report, folder, capsys):
    assert main(["verify", str(report), "--engagement", str(folder), "--lang", lang]) == 0
    assert word in capsys.readouterr().out


def test_the_command_fails_with_the_places(report, tmp_path, capsys):
    path = forged(report, tmp_path, lambda d: d["assets"][0]["contributions"][0].update(share=0))
    assert main(["verify", str(path)]) == 1
    assert "asset A1" in capsys.readouterr().out


def test_an_assessment_carries_what_lint_found(folder):
    results = assess(folder).lint
    assert {r.rule for r in results} >= {"L11"}


def test_the_lint_command_reads_ours_and_theirs_together(report, tmp_path, capsys):
    from foreign_world import cnil

    theirs = tmp_path / "cnil.json"
    theirs.write_text(json.dumps(cnil()), "utf-8")
    held = report.parent / "assessment.json"
    out = tmp_path / "lint.json"
    words = ["lint", str(report), str(held), str(theirs), "--json", str(out), "--fail-on", "never"]
    assert main(words) == 0
    data = json.loads(out.read_text("utf-8"))
    assert set(data) == {report.name, "assessment.json", "cnil.json"}
    assert data[report.name]["results"] == data["assessment.json"]["results"]
    assert data["cnil.json"]["results"] == []
    assert main(["lint", str(held), "--fail-on", "info"]) == 1
    assert "L11" in capsys.readouterr().out


def test_the_convert_command_makes_cnil_json_of_ours_and_keeps_theirs(report, tmp_path):
    from foreign_world import cnil

    from riskkit.catalogue import load_knowledge
    from riskkit.foreign import cnil_data, fill_cnil

    one, two = tmp_path / "one.json", tmp_path / "two.json"
    assert main(["convert", str(report), "--out", str(one)]) == 0
    a = load(report.parent / "assessment.json")
    assert json.loads(one.read_text("utf-8")) == cnil_data(fill_cnil(a, load_knowledge(), "en"))
    theirs = tmp_path / "cnil.json"
    theirs.write_text(json.dumps(cnil()), "utf-8")
    assert main(["convert", str(theirs), "--out", str(two)]) == 0
    assert json.loads(two.read_text("utf-8")) == cnil()


@pytest.mark.parametrize(
    ("words", "code"),
    [(["lint", "x.txt"], 1), (["lint"], 2), (["lint", "x.json", "--fail-on", "bad"], 1)],
)
def test_a_file_lint_does_not_read_is_told(words, code, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text("x")
    assert main(words) == code
    assert "unexpected" not in capsys.readouterr().err
