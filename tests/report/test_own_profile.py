"""A consultant's own profile, from two YAML files, becomes a report of its own in each language."""

import pytest

from riskkit.assessment import assess, save, verify
from riskkit.engagement.starting import create_engagement
from riskkit.report import render

HEADS = """entries:
  - id: hk-pdpo
    text: {zh-Hans: 香港私隐影响评估, zh-Hant: 香港私隱影響評估, en: Hong Kong privacy assessment}
    decision: [decision, decided_by]
    source: House template
    sections:
      - id: '1'
        text: {zh-Hans: 六项原则, zh-Hant: 六項保障資料原則, en: Six principles}
"""
ROWS = """entries:
  - id: hk-pdpo.dpp1
    clause: DPP 1(3)
    text: {zh-Hans: 收集时已告知。, zh-Hant: 收集時已告知。, en: People are told on collection.}
    section: '1'
    facts: [engagement.client]
    check: presence
    severity: high
    source: House template
    as_of: 2026-11-01
    verified: unverified
"""
SAID = {
    "zh-Hans": ("香港私隐影响评估", "六项原则", "收集时已告知。", "已有依据"),
    "zh-Hant": ("香港私隱影響評估", "六項保障資料原則", "收集時已告知。", "已有依據"),
    "en": ("Hong Kong privacy assessment", "Six principles", "People are told", "Evidence found"),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "e"
    create_engagement(folder, scenario="steady", sector="bank", language="en")
    profiles = folder / "catalogue" / "profiles"
    profiles.mkdir(parents=True, exist_ok=True)
    (profiles / "heads.yaml").write_text(HEADS, "utf-8")
    (profiles / "hk-pdpo.yaml").write_text(ROWS, "utf-8")
    head = folder / "engagement.yaml"
    text = head.read_text("utf-8")
    head.write_text(text.replace('profiles: ["pipia"]', "profiles: [hk-pdpo]"), "utf-8")
    return save(assess(folder), tmp_path_factory.mktemp("out"))


@pytest.mark.parametrize("language", SAID)
def test_the_report_reads_in_the_profiles_own_words(saved, tmp_path, language):
    path = render(saved, "dpia-hk-pdpo", out=tmp_path, language=language)
    html = path.read_text("utf-8")
    for words in SAID[language]:
        assert words in html
    assert verify(path).intact
