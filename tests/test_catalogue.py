"""The catalogue: read safely, overridden by id, every change kept, every fault named."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from riskkit.catalogue import fill, load_knowledge, read_yaml
from riskkit.catalogue.kinds import KINDS
from riskkit.catalogue.knowledge import Kinds
from riskkit.catalogue.loading import FOLDER
from riskkit.catalogue.yaml_files import read_trusted
from riskkit.errors import InputError, KnowledgeError

FILES = sorted(FOLDER.rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(FOLDER).as_posix())
def test_the_fast_reader_reads_what_yaml_reads(path: Path) -> None:
    assert read_trusted(path) == yaml.safe_load(path.read_bytes())


def override(folder: Path, name: str, text: str) -> Path:
    catalogue = folder / "catalogue"
    target = catalogue / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return catalogue


def test_an_override_changes_only_the_fields_it_gives_and_is_kept(tmp_path: Path) -> None:
    text = "entries:\n  - id: name\n    sensitivity: 0.9\n"
    knowledge = load_knowledge(override(tmp_path, "categories.yaml", text))
    standard = load_knowledge().entries("categories")["name"]
    changed = knowledge.entries("categories")["name"]
    assert changed.sensitivity == 0.9
    assert changed.text == standard.text
    (change,) = knowledge.overrides
    assert (change.file, change.line, change.id, change.field) == (
        "catalogue/categories.yaml",
        3,
        "name",
        "sensitivity",
    )
    assert (change.old, change.new) == (str(standard.sensitivity), "0.9")


def test_an_override_of_one_run_does_not_leak_into_the_next(tmp_path: Path) -> None:
    text = "entries:\n  - id: name\n    sensitivity: 0.9\n"
    load_knowledge(override(tmp_path, "categories.yaml", text))
    assert load_knowledge().entries("categories")["name"].sensitivity != 0.9
    assert load_knowledge().overrides == ()


def test_a_new_id_is_added_and_a_dropped_one_is_gone(tmp_path: Path) -> None:
    text = """
entries:
  - id: tier.secret
    text: {zh-Hans: 绝密, zh-Hant: 絕密, en: Secret}
drop: [yes_no.unknown_word]
"""
    with pytest.raises(KnowledgeError, match="no such id to drop"):
        load_knowledge(override(tmp_path, "vocabularies.yaml", text))
    added = text.partition("drop")[0]
    knowledge = load_knowledge(override(tmp_path, "vocabularies.yaml", added))
    assert knowledge.label("tier.secret", "zh-Hant") == "絕密"
    assert [c.new for c in knowledge.overrides] == ["added"]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("categories.yaml", "entries:\n  - id: name\n    sensitivty: 1\n", "sensitivity"),
        ("categories.yaml", "entries:\n  - id: name\n    sensitivity: 7\n", "less than or equal"),
        ("categories.yaml", "entries:\n  - id: brand_new\n", "Field required"),
        ("categories.yaml", "entrys: []\n", "did you mean 'entries'"),
        ("categoris.yaml", "entries: []\n", "did you mean 'categories'"),
        ("categories.yaml", "- 1\n", "expected `entries:`"),
        ("controls.yaml", "entries:\n  - id: GV-01\n    family: GX\n", "no families defines"),
    ],
)
def test_a_faulty_override_says_where_and_what_instead(
    tmp_path: Path, name: str, text: str, wanted: str
) -> None:
    with pytest.raises(KnowledgeError, match=wanted) as caught:
        load_knowledge(override(tmp_path, name, text))
    assert f"catalogue/{name}" in str(caught.value)


def test_all_faults_of_an_override_are_told_at_once(tmp_path: Path) -> None:
    text = "entries:\n  - id: name\n    colour: x\n  - id: contact\n    sensitivity: 3\n"
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(override(tmp_path, "categories.yaml", text))
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: &x [1]\nb: *x\n", "alias"),
        ("a: !!python/object/apply:os.system ['x']\n", "tag"),
        ("a: 1\na: 2\n", "twice"),
        ("a: [1\n", "row 2: not valid YAML"),
        ("a: 2026-13-40\n", "not a value"),
        ("[" * 3000 + "]" * 3000, "nested"),
    ],
)
def test_hostile_yaml_is_refused_with_its_line(tmp_path: Path, text: str, wanted: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=wanted):
        read_yaml(path)


def test_yaml_in_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("a: 客户".encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        read_yaml(path)


def test_a_hole_is_never_evaluated() -> None:
    text = "{a.__class__} {0} {a!r} {a:>9} {a}"
    shown = fill(text, {"a": "x"}, "en", lambda id, _: id)
    assert shown == "{a.__class__} {0} {a!r} {a:>9} x"


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("n", 12345.678, "12,345.7"),
        ("n", 2.0, "2"),
        ("pct", 0.0, "0%"),
        ("pct", 0.256, "26%"),
        ("pct", 0.0012, "0.12%"),
        ("pct", 1e-6, "<0.01%"),
        ("label", ("tier.high", "tier.low"), None),
    ],
)
def test_numbers_read_the_same_in_every_language(
    form: str, value: object, shown: str | None
) -> None:
    texts = {
        fill(f"{{v:{form}}}", {"v": value}, language, lambda id, _: id.upper())
        for language in ("zh-Hans", "zh-Hant", "en")
    }
    if shown is None:
        assert texts == {"TIER.HIGH、TIER.LOW", "TIER.HIGH, TIER.LOW"}
    else:
        assert texts == {shown}


def test_a_late_kind_is_read_when_asked_for_and_checked_with_the_rest(tmp_path: Path) -> None:
    asked: list[str] = []
    kinds = Kinds(lambda kind: asked.append(kind) or {kind: kind})
    assert (kinds["messages"], kinds["messages"], asked) == (
        {"messages": "messages"},
        {"messages": "messages"},
        ["messages"],
    )
    assert len(load_knowledge().entries("messages")) > 100
    (tmp_path / "catalogue").mkdir()
    whole = load_knowledge(tmp_path / "catalogue")
    assert set(whole.kinds) == set(KINDS), "an engagement may override any kind: all are read"
