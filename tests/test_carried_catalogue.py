"""A client's own catalogue travels in the assessment: its labels and matrix stand in every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskkit import assess
from riskkit.assessment import diff, load, save, verify
from riskkit.catalogue import knowledge_with, load_knowledge
from riskkit.engagement import create_engagement
from riskkit.errors import KnowledgeError
from riskkit.figures import risk_map
from riskkit.model.assessment import Assessment, Overlay
from riskkit.model.value import LANGUAGES, Language
from riskkit.report import render, write_risk_register
from riskkit.report.redline import write_redline
from riskkit.tables import table, words_of

OWN = {"zh-Hans": "自家双人复核", "zh-Hant": "自家雙人覆核", "en": "House four-eyes check"}
OTHER = {"zh-Hans": "专号专人", "zh-Hant": "專號專人", "en": "One account a head"}
STEPS = "abcde"


def text(words: dict[str, str]) -> str:
    return "{" + ", ".join(f"{language}: {word}" for language, word in words.items()) + "}"


CONTROLS = f"""entries:
  - id: HOUSE-01
    family: AC
    text: {text(OWN)}
    description: {text(OWN)}
    evidence: [{text(OWN)}]
    category: organisational
    csf_function: protect
    assessment_mode: evidence
    core: false
    assets: [all]
    lifecycle: [use]
    scenarios: [steady]
  - id: AC-01
    text: {text(OTHER)}
"""
EFFECTS = """entries:
  - id: HOUSE-01
    weight: 2
    effects: {access: 0.9}
    rationale: The house says so
    source: House policy
"""


def axis() -> str:
    words = "{{zh-Hans: 档{0}, zh-Hant: 檔{0}, en: Step {0}}}"
    return "".join(
        f"      - {{id: {s}, from: {n / 5}, text: {words.format(s)}}}\n"
        for n, s in enumerate(STEPS)
    )


def matrix() -> str:
    results = "".join(
        f"      - {{id: {s}, text: {{zh-Hans: 级{s}, zh-Hant: 級{s}, en: Grade {s}}}}}\n"
        for s in STEPS
    )
    rows = "".join(
        f"      - [{', '.join(STEPS[min(4, (i + j) // 2)] for j in range(5))}]\n" for i in range(5)
    )
    return (
        "entries:\n  - id: acme-5x5\n"
        "    text: {zh-Hans: 五乘五, zh-Hant: 五乘五表, en: Acme 5 x 5}\n"
        f"    severity:\n{axis()}    likelihood:\n{axis()}    results:\n{results}    cells:\n{rows}"
        "    verified: unverified\n    note: {zh-Hans: 注, zh-Hant: 註, en: Note}\n"
        "    rationale: The client's own\n    source: House policy\n"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("carried") / "e"
    create_engagement(folder, scenario="steady", sector="bank", language="en")
    (folder / "catalogue").mkdir(exist_ok=True)
    files = {"controls.yaml": CONTROLS, "effects.yaml": EFFECTS, "matrices.yaml": matrix()}
    for name, content in files.items():
        (folder / "catalogue" / name).write_text(content, encoding="utf-8")
    head = folder / "engagement.yaml"
    chosen = head.read_text("utf-8").replace('"cnil-4x4"]', '"acme-5x5"]')
    chosen = chosen.replace('["riskkit-v1"', '["acme-5x5", "riskkit-v1"')
    head.write_text(chosen, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def assessed(folder: Path) -> Assessment:
    return assess(folder)


@pytest.fixture(scope="module")
def elsewhere(assessed: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assessment alone, where no engagement is at hand."""
    return save(assessed, tmp_path_factory.mktemp("elsewhere"))


def test_what_is_kept_is_what_was_assessed(assessed: Assessment, elsewhere: Path) -> None:
    assert load(elsewhere) == assessed
    own = {entry["id"] for one in assessed.catalogue for entry in one.entries}
    assert own == {"HOUSE-01", "AC-01", "acme-5x5"}
    assert "HOUSE-01" in {control.id for control in assessed.controls}


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_the_client_stand_in_tables(elsewhere: Path, language: Language) -> None:
    a = load(elsewhere)
    controls = table(a, "controls", language).to_string()
    assert OWN[language] in controls and OTHER[language] in controls
    w = words_of(a, language)
    assert w.knowledge.label("control.AC-01", language) == OTHER[language]
    grade = w.term("level", "acme-5x5.c")
    assert grade in {"级c", "級c", "Grade c"}
    levels = {label for asset in a.assets for label in (asset.residual.level["acme-5x5"],)}
    shown = table(a, "levels", language).to_string()
    assert all(w.term("level", f"acme-5x5.{label}") in shown for label in levels)


def test_the_risk_map_is_tinted_by_the_matrix_of_the_client(elsewhere: Path) -> None:
    ground = risk_map(load(elsewhere), "en").data[0]
    assert (len(ground.z), len(ground.z[0])) == (5, 5)


def test_a_page_made_of_the_assessment_alone_is_the_page_made_in_the_folder(
    folder: Path, elsewhere: Path, tmp_path: Path
) -> None:
    alone = render(elsewhere, "dpia", out=tmp_path / "alone", language="zh-Hant")
    whole = render(folder, "dpia", out=tmp_path / "whole", language="zh-Hant")
    page = alone.read_text("utf-8")
    assert page == whole.read_text("utf-8")
    assert OWN["zh-Hant"] in page and OTHER["zh-Hant"] in page and "級" in page
    checks = {check.id: check.state for check in verify(alone).checks}
    assert (checks["levels"], checks["scores"]) == ("held", "held")


def test_workbook_and_comparison_use_the_words_of_the_client(
    assessed: Assessment, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    book = load_workbook(write_risk_register(assessed, tmp_path / "r.xlsx", "en"))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any(OWN["en"] in cell for cell in cells)
    raised = tuple(
        control.model_copy(update={"status": "in_place"}) if control.id == "HOUSE-01" else control
        for control in assessed.controls
    )
    later = assessed.model_copy(update={"controls": raised})
    page = write_redline(diff(assessed, later), tmp_path / "d.html", "en").read_text("utf-8")
    assert OWN["en"] in page


def test_a_catalogue_that_does_not_fit_is_refused_by_its_file(assessed: Assessment) -> None:
    odd = Overlay(file="catalogue/controls.yaml", kind="controls", entries=({"id": "X-1"},))
    with pytest.raises(KnowledgeError) as error:
        knowledge_with([odd])
    assert "catalogue/controls.yaml" in str(error.value)
    unknown = Overlay(file="catalogue/controlls.yaml", kind="controlls")
    with pytest.raises(KnowledgeError):
        knowledge_with([unknown])
    assert knowledge_with(()) is load_knowledge()
