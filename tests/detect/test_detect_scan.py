"""A scan gives each column its verdict with evidence, and never a raw value."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.detect import analyzer, scan_source
from riskkit.detect.bounds import upper_bound
from riskkit.errors import ParameterError, SourceError
from riskkit.model.value import LANGUAGES

from . import messy


def save(path: Path, table: messy.Labelled, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, errors="replace", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.headers)
        writer.writerows(zip(*table.columns, strict=True))
    return path


@pytest.mark.parametrize(
    ("language", "encoding"), [("zh-Hans", "gb18030"), ("zh-Hant", "big5hkscs"), ("en", "utf-16")]
)
def test_a_file_is_scanned_in_its_own_encoding(
    tmp_path: Path, language: str, encoding: str
) -> None:
    table = messy.table(language, 42, named=True)
    result = scan_source(save(tmp_path / "t.csv", table, encoding))
    found = [(c.entity, True) for c in result.columns if c.personal]
    assert found == [gold for gold in table.gold if gold[1]]


def test_no_result_holds_a_raw_value(tmp_path: Path) -> None:
    for seed, language in enumerate(("zh-Hans", "zh-Hant", "en")):
        table = messy.table(language, 70 + seed, named=True)
        result = scan_source(save(tmp_path / f"{language}.csv", table))
        told = json.dumps([c.model_dump(mode="json") for c in result.columns], ensure_ascii=False)
        for cells, (entity, personal) in zip(table.columns, table.gold, strict=True):
            if personal and entity not in ("AGE", "GENDER", "SALARY"):
                raw = {c.strip() for c in cells if len(c.strip()) > 5 and "*" not in c}
                assert [value for value in raw if f'"{value}"' in told or value in told] == []


def test_each_column_says_why_in_three_languages(tmp_path: Path) -> None:
    knowledge = load_knowledge()
    result = scan_source(save(tmp_path / "t.csv", messy.table("zh-Hans", 5, named=True)))
    for column in result.columns:
        assert column.because
        for language in LANGUAGES:
            assert all(knowledge.say(reason, language) for reason in column.because)
        if column.personal:
            assert 1 <= len(column.examples) <= 3
            assert column.category in knowledge.entries("categories")
            assert column.advice in ("drop", "mask", "tokenise", "review", "keep")
            assert column.hits > 0


def test_hits_are_counted_in_all_scanned_rows(tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("手机号,n\n")
        stream.writelines(f"{13800000000 + i if i % 4 else '无'},{i % 7}\n" for i in range(20_000))
    result = scan_source(path, rows="all")
    phone, number = result.columns
    assert (phone.entity, phone.hits, phone.rows) == ("PHONE_NUMBER", 15_000, 20_000)
    assert (number.entity, number.hits) == (None, 0)
    # Nothing was found where a thousand rows were looked at: the bound says no more than that.
    assert 500 <= number.scanned <= 1_000
    assert number.upper_bound == pytest.approx(upper_bound(0, number.scanned), abs=1e-6)


def test_the_same_file_gives_the_same_result(tmp_path: Path) -> None:
    path = save(tmp_path / "t.csv", messy.table("en", 3, named=False))
    assert scan_source(path) == scan_source(path)


def test_a_text_and_a_folder_are_scanned_and_what_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("你好\n联系人李娜，电话13800138000\n再见\n", encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff" + bytes(range(200)))
    result = scan_source(tmp_path)
    assert [(c.entity, c.personal) for c in result.columns] == [("FREE_TEXT_PII", True)]
    assert {u.reason.rule for u in result.unseen} == {"sources.unreadable", "sources.image"}
    with pytest.raises(SourceError):
        scan_source(tmp_path / "nothing.csv")


def test_masked_and_full_width_values_are_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    rows = [f"138****{i:04d},１３８００１３{i:04d}" for i in range(200)]
    path.write_text("a,b\n" + "\n".join(rows) + "\n", encoding="utf-8")
    masked, wide = scan_source(path).columns
    assert (masked.entity, masked.masked, masked.personal) == ("PHONE_NUMBER", True, True)
    assert (wide.entity, wide.masked, wide.hits) == ("PHONE_NUMBER", False, 200)


@pytest.mark.parametrize(
    ("language", "text", "entity"),
    [
        ("zh", "客户电话13800138000反映", "PHONE_NUMBER"),
        ("zh", "身份证11010519491231002X", "CN_RESIDENT_ID"),
        ("zh", "護照號碼E12345678", "CN_PASSPORT"),
        ("zh", "聯絡人陳怡君", "PERSON"),
        ("en", "SSN 219-09-9999", "US_SSN"),
    ],
)
def test_presidio_users_get_our_recognizers(language: str, text: str, entity: str) -> None:
    results = analyzer(language).analyze(text, language=language)  # type: ignore[arg-type]
    assert any(r.entity_type == entity and r.score >= 0.5 for r in results)


def test_a_check_digit_alone_makes_nothing_certain_for_presidio() -> None:
    results = analyzer("en").analyze("ref 943 476 5919", language="en")
    assert all(r.score < 0.5 for r in results if r.entity_type == "UK_NHS")
    with pytest.raises(ParameterError):
        analyzer("fr")  # type: ignore[arg-type]


@pytest.mark.parametrize("beat", [2, 3, 4, 5, 7])
def test_a_log_that_repeats_itself_is_sampled_to_no_beat(tmp_path: Path, beat: int) -> None:
    lines = (
        f"2026-10-01 10:{i // 60 % 60:02d}:{i % 60:02d} INFO sms to 138{i * 7919 % 10**8:08d} sent"
        if i % beat == 0
        else f"2026-10-01 10:{i // 60 % 60:02d}:{i % 60:02d} INFO job {i} of the night is done"
        for i in range(4200)
    )
    (tmp_path / "app.log").write_text("\n".join(lines) + "\n", encoding="utf-8")
    [column] = scan_source(tmp_path / "app.log", rows="all").columns
    assert column.personal
    assert column.entities["PHONE_NUMBER"] == pytest.approx(1 / beat, abs=0.08)
    assert column.hits == 4200 // beat


def test_the_engine_answers_as_presidio_documents_it() -> None:
    from presidio_analyzer import Pattern, PatternRecognizer

    text = "客户张伟来电，手机13800138000，密码：Abc12345"
    engine = analyzer("auto")
    results = engine.analyze(text, language="zh", return_decision_process=True)
    told = {r.entity_type: r for r in results}
    assert all(r.analysis_explanation is not None for r in results)
    phone = told["PHONE_NUMBER"].analysis_explanation
    assert (phone.pattern_name, phone.supportive_context_word) == ("phone.cn_mobile", "手机")
    secret = told["CREDENTIAL"]
    assert text[secret.start : secret.end] == "Abc12345"
    only = engine.analyze(text, entities=["PHONE_NUMBER"], language="zh")
    assert [r.entity_type for r in only] == ["PHONE_NUMBER"]
    kept = engine.analyze(text, language="zh", allow_list=["13800138000"])
    assert "PHONE_NUMBER" not in {r.entity_type for r in kept}
    own = PatternRecognizer(
        "TICKET", patterns=[Pattern("t", r"TK[0-9]{4}", 0.8)], supported_language="zh"
    )
    found = engine.analyze("TK1234", language="zh", ad_hoc_recognizers=[own])
    assert [r.entity_type for r in found] == ["TICKET"]
    bare, said = (
        engine.analyze("编号 62345678901234", language="zh", context=words)
        for words in (None, ["账号"])
    )
    assert max((r.score for r in said), default=0) >= max((r.score for r in bare), default=0)
    english = engine.analyze("Dr. Kevin Baker called", language="en")
    assert [r.entity_type for r in english] == ["PERSON"]
    assert analyzer("zh-Hant").supported_languages == ["zh"]
