"""The domain knowledge: complete, whole, and worded in three languages."""

from pathlib import Path

import pytest
import yaml
from knowledge_files import FOLDER, MODELS, entries, known_entries, vocabulary_values

SIMPLIFIED = (
    "数与记个处评录并时证须单项务报计对权号资险风备应户内为员条级责间没销过规动问见测类写护开签发结产于审转响质实统毁删标无试触网"
    "认关账议让设现监识独门验国称机补编适经协检盘确离义业运访决扫线托题储输进会训体迁职区变联说络阶请场旧严础装书续专传读营则换"
    "围约点负隐岗还钥预构样导闭组况万达仅来图执参损违办调载长异询车论阅键状终断阵诉态领径踪码谁档辆满双库邮费启话纸举从显罚"
)
TRADITIONAL = (
    "資與處評錄證個時並須單紀務項報對權號險風備應內為記戶員間後體計責級條規銷沒於別動結測見約過產複護發類數寫開負驗實檢統簽關當網"
    "觸職變機據國轉現響經讓試適練設議編獨稱門識補復業種義協問監認運確裝標檔線離訊決掃範餘專準題儲輸點訓說區傳遷請則階會帳舊嚴"
)
# Words of the mainland's usage with what is said in Taiwan and Hong Kong; they are looked for as
# they stand, so that only words are listed that are no part of a good one.
PAIRS = (Path(__file__).parent / "hant_usage.tsv").read_text(encoding="utf-8").splitlines()[1:]
USAGE = dict(pair.split("\t") for pair in PAIRS)
MAINLAND = tuple(USAGE)
KEPT = ("統一社會信用代碼",)
"""Names of a law, an office or a number, which are not rewritten."""


@pytest.fixture(scope="module")
def known():
    return known_entries()


@pytest.fixture(scope="module")
def words(known):
    return vocabulary_values(known)


def texts(value):
    if isinstance(value, dict):
        if "zh-Hans" in value:
            yield value
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("controls", 103),
        ("families.yaml", 18),
        ("capabilities.yaml", 14),
        ("registers.yaml", 45),
        ("scenarios", 3),
        ("terms.yaml", 199),
        ("categories.yaml", 32),
        ("effects.yaml", 103),
        ("pathways.yaml", 6),
        ("matrices.yaml", 3),
    ],
)
def test_the_domain_is_complete(name, count):
    ids = [entry["id"] for entry in entries(name)]
    assert len(ids) == len(set(ids)) == count


@pytest.mark.parametrize("name", MODELS)
def test_ids_are_unique(name):
    ids = [entry["id"] for entry in entries(name)]
    assert len(ids) == len(set(ids))


def hant_texts(value):
    """Every text in Taiwan's and Hong Kong's usage below a piece of knowledge."""
    if isinstance(value, dict):
        if isinstance(value.get("zh-Hant"), str):
            yield value["zh-Hant"]
        for below in value.values():
            yield from hant_texts(below)
    elif isinstance(value, list):
        for below in value:
            yield from hant_texts(below)


def test_no_text_for_taiwan_and_hong_kong_keeps_a_word_of_the_mainland():
    """In all the knowledge, each word with what to write instead."""
    wrong = [
        f"{path.relative_to(FOLDER)}: {word} ({USAGE[word]}): {text[:40]}"
        for path in sorted(FOLDER.rglob("*.yaml"))
        for text in hant_texts(yaml.load(path.read_bytes(), yaml.CSafeLoader))
        for word in MAINLAND
        if word in text and not any(name in text for name in KEPT)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", MODELS)
def test_each_text_is_written_in_its_own_language(name):
    for text in texts(entries(name)):
        assert set(text) == {"zh-Hans", "zh-Hant", "en"}
        assert all(wording.strip() for wording in text.values())
        assert not set(SIMPLIFIED) & set(text["zh-Hant"]), text
        assert not set(TRADITIONAL) & set(text["zh-Hans"]), text
        assert not [word for word in MAINLAND if word in text["zh-Hant"]], text
        assert not any("一" <= character <= "鿿" for character in text["en"]), text


def test_one_word_means_one_value_of_a_vocabulary(known):
    meaning = {}
    for term in known["vocabularies.yaml"].values():
        for word in {term.value, *term.text.all, *term.also}:
            key = (term.vocabulary, word.casefold())
            assert meaning.setdefault(key, term.id) == term.id, (word, term.id)


def test_one_word_means_one_category(known):
    meaning = {}
    for category in known["categories.yaml"].values():
        for word in {category.id, *category.text.all, *category.also}:
            assert meaning.setdefault(word.casefold(), category.id) == category.id, word


@pytest.mark.parametrize(
    ("category", "tier"),
    [
        *((c, "high") for c in ["id_document", "bank_account", "contact", "address", "health"]),
        *((c, "high") for c in ["biometric", "minor", "religion", "credential"]),
        *((c, "medium") for c in ["name", "email", "occupation"]),
        ("aggregate", "low"),
        ("organisation", "none"),
    ],
)
def test_tiers_follow_the_list_of_the_source_document(known, category, tier):
    assert known["categories.yaml"][category].tier == tier


def test_sensitivity_follows_the_tier(known):
    bounds = {"none": (0, 0), "low": (0.1, 0.1), "medium": (0.4, 0.4), "high": (0.8, 1)}
    for category in known["categories.yaml"].values():
        low, high = bounds[category.tier]
        assert low <= category.sensitivity <= high, category.id
        named = {law for law, view in category.legal.items() if view.value == "yes"}
        assert not named or category.tier == "high", category.id
        assert "gdpr_9" not in named or category.sensitivity == 1, category.id


@pytest.mark.parametrize(
    ("category", "law", "view", "verified"),
    [
        ("id_document", "gbt35273_b1", "yes", "primary"),
        ("id_document", "gbt45574_a", "no", "secondary"),
        ("id_document", "pipl_28", "harm_test", "primary"),
        ("contact", "pipl_28", "no", "primary"),
        ("bank_account", "ccpa_spi", "other", "primary"),
        ("transaction", "gbt45574_a", "no", "secondary"),
        ("politics", "gdpr_9", "yes", "primary"),
        ("politics", "ccpa_spi", "other", "primary"),
        ("ethnicity", "gbt45574_a", "unverified", "unverified"),
        ("criminal", "gdpr_9", "other", "primary"),
        ("health", "pipl_28", "yes", "primary"),
    ],
)
def test_each_law_sees_a_category_its_own_way(known, category, law, view, verified):
    seen = known["categories.yaml"][category].legal[law]
    assert (seen.value, seen.verified) == (view, verified)


def test_controls_refer_to_what_exists(known, words):
    registers = {entry["id"] for entry in entries("registers.yaml")}
    for control in known["controls"].values():
        assert control.family in known["families.yaml"]
        assert control.id.startswith(f"{control.family}-")
        assert {control.csf_function} <= words["csf_function"]
        assert {control.category} <= words["control_category"]
        assert {control.assessment_mode} <= words["assessment_mode"]
        assert set(control.capabilities) <= set(known["capabilities.yaml"])
        assert set(control.assets) <= set(known["applies.yaml"]), control.id
        assert set(control.lifecycle) <= words["lifecycle"]
        assert set(control.scenarios) <= words["scenario"]
        assert control.registers and set(control.registers) <= registers


@pytest.mark.parametrize("name", ["families.yaml", "capabilities.yaml"])
def test_groups_hold_the_controls_that_say_so(known, name):
    field = "family" if name == "families.yaml" else "capabilities"
    for group in known[name].values():
        value = {c.id: getattr(c, field) for c in known["controls"].values()}
        members = [i for i, v in value.items() if group.id == v or (v != str(v) and group.id in v)]
        assert sorted(group.controls) == sorted(members)


@pytest.mark.parametrize(
    ("name", "vocabulary"),
    [
        ("families.yaml", "family"),
        ("capabilities.yaml", "capability"),
        ("pathways.yaml", "pathway"),
        ("matrices.yaml", "method"),
        ("scenarios", "scenario"),
    ],
)
def test_what_stands_in_a_vocabulary_too_is_called_the_same(known, name, vocabulary):
    for entry in known[name].values():
        assert known["vocabularies.yaml"][f"{vocabulary}.{entry.id}"].text == entry.text


def test_scenarios_refer_to_what_exists(known, words):
    phases = set()
    for scenario in known["scenarios"].values():
        own = {phase.id for phase in scenario.phases}
        phases |= own
        for phase in scenario.phases:
            assert phase.text == known["vocabularies.yaml"][f"phase.{phase.id}"].text
            assert set(phase.controls) <= set(known["controls"])
        for threat in scenario.threats:
            assert threat.id.startswith(f"{scenario.id}.")
            assert threat.pathway is None or threat.pathway in known["pathways.yaml"]
            assert set(threat.carriers) <= words["carrier"] | {"all"}
            assert set(threat.phases) <= own
        for holding in scenario.assets:
            assert set(holding.carriers) <= words["carrier"]
        for sector in scenario.sectors:
            assert sector.text == known["vocabularies.yaml"][f"sector.{sector.id}"].text
            assert set(sector.stress) <= set(known["controls"])
    assert phases == words["phase"]
    assert {s.id for s in known["scenarios"]["steady"].sectors} == words["sector"]


def test_every_threat_but_a_broken_duty_leads_to_a_feared_event(known):
    threats = [t for s in known["scenarios"].values() for t in s.threats]
    assert {t.pathway for t in threats} == {None, *known["pathways.yaml"]}
    assert sum(t.pathway is None for t in threats) < len(threats) / 5
