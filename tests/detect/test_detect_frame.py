"""`riskkit.scan` gives a DataFrame: one row a column, reasons in words, gaps in its attrs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import riskkit
from riskkit.detect.frame import FIELDS
from riskkit.errors import ParameterError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = "".join(
        f"张{c},1380013{i:04d},{i % 7}\n" for i, c in enumerate("伟芳娜敏静丽强磊洋艳" * 9)
    )
    (tmp_path / "a.csv").write_text("姓名,手机号,数量\n" + rows, encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return tmp_path


def test_a_scan_is_one_row_a_column_with_the_promised_fields(folder: Path) -> None:
    frame = riskkit.scan(folder)
    assert isinstance(frame, pd.DataFrame)
    assert tuple(frame.columns) == FIELDS
    by_name = frame.set_index("column")
    phone = by_name.loc["手机号"]
    assert (phone.entity, phone.personal, phone.hits, phone.scanned) == (
        "PHONE_NUMBER",
        True,
        90,
        90,
    )
    assert 1 <= len(phone.examples) <= 3
    assert all("*" in example for example in phone.examples)
    assert all(isinstance(sentence, str) and " " in sentence for sentence in phone.because)
    assert phone.advice == "tokenise"
    assert by_name.loc["数量"].entity is None
    assert not by_name.loc["数量"].personal
    assert list(frame[frame.personal].column) == ["姓名", "手机号"]


def test_what_was_not_seen_stands_in_the_attrs(folder: Path) -> None:
    [unseen] = riskkit.scan(folder, name="crm").attrs["unseen"]
    assert (unseen["source"], unseen["part"], unseen["rule"]) == (
        "crm",
        "crm/b.png",
        "sources.image",
    )
    assert "image" in unseen["why"].lower()


def test_reasons_are_told_in_the_language_asked_for(folder: Path) -> None:
    said = {
        lang: riskkit.scan(folder, language=lang).because.iloc[1][0]
        for lang in ("en", "zh-Hans", "zh-Hant")
    }
    assert len(set(said.values())) == 3
    with pytest.raises(ParameterError):
        riskkit.scan(folder, language="fr")


def test_a_source_without_tables_is_an_empty_frame_with_its_fields(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_bytes(b"")
    frame = riskkit.scan(tmp_path)
    assert (len(frame), tuple(frame.columns)) == (0, FIELDS)
    assert frame.attrs["unseen"][0]["rule"] == "sources.empty"
