"""Spans in texts: found in three languages, with offsets into the text as given."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.detect import detect_text
from riskkit.detect.rulebook import Rulebook
from riskkit.detect.spans import find_spans
from riskkit.errors import ParameterError

from .notes import notes, span_f1


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return Rulebook.of(load_knowledge())


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_span_f1_on_notes(language: str, rules: Rulebook) -> None:
    made = notes(language, 150, seed=7)
    found = [[(s.start, s.end, s.entity) for s in find_spans(text, rules)] for text, _ in made]
    assert span_f1(found, [gold for _, gold in made]) >= 0.95


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客户张伟来电13800138000", {"张伟": "PERSON", "13800138000": "PHONE_NUMBER"}),
        ("手机１３８００１３８０００", {"１３８００１３８０００": "PHONE_NUMBER"}),
        ("王女士投诉", {"王女士": "PERSON"}),
        ("手机138****5678已核实", {"138****5678": "PHONE_NUMBER"}),
        ("卡号6222 0212 3456 7890 128", {"6222 0212 3456 7890 128": "CREDIT_CARD"}),
        ("密码：Abc12345", {"Abc12345": "CREDENTIAL"}),
        ("護照號碼E12345678", {"E12345678": "CN_PASSPORT"}),
        ("高山木桌子到货，白色，黄金周促销", {}),
        ("订单20240115103000123已发货", {}),
        ("广西壮族自治区分公司", {}),
        ("version 3.2.1.0 on all servers", {}),
        ("Meeting on 2024-01-15 at 10:30", {}),
        ("mixed 客户 John Smith 要求", {"John Smith": "PERSON"}),
        ("", {}),
    ],
)
def test_what_is_found_in_a_text(text: str, expected: dict[str, str], rules: Rulebook) -> None:
    found = {text[s.start : s.end]: s.entity for s in find_spans(text, rules)}
    assert found == expected


def test_spans_come_as_a_table_by_position() -> None:
    frame = detect_text(["nothing here", "call 415-555-2671"], language="en")
    assert list(frame.columns) == ["text", "start", "end", "entity", "score"]
    assert frame[["text", "start", "end", "entity"]].values.tolist() == [[1, 5, 17, "PHONE_NUMBER"]]
    with pytest.raises(ParameterError):
        detect_text("x", language="fr")  # type: ignore[arg-type]


def test_prose_about_privacy_holds_hardly_any_person(rules: Rulebook) -> None:
    folder = Path(__file__).parents[2] / "riskkit" / "knowledge" / "controls"
    files = sorted(folder.glob("*.yaml"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    spans = sum(len(find_spans(line, rules)) for line in lines)
    assert spans <= len(lines) / 500


@pytest.mark.parametrize(
    "text", ["中" * 50_000, "1" * 50_000, "路" * 20_000, "a." * 20_000, "A " * 9_000]
)
def test_hostile_texts_end_in_time(text: str, rules: Rulebook) -> None:
    begun = time.perf_counter()
    find_spans(text, rules)
    assert time.perf_counter() - begun < 60
