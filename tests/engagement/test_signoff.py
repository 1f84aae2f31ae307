"""Statements and the sign-off: as a section, as flat keys, as a sheet; wrong ones are located."""

import datetime as dt

import pytest

from riskkit.engagement import check_engagement, load_engagement

HEAD = """client: ACME
title: Move
scenario: steady
as_of: 2026-11-20
"""
ASSETS = "id,name,carrier\nA1,CRM,db\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "assets.csv").write_text(ASSETS, "utf-8")
    return tmp_path


def head(folder, more):
    (folder / "engagement.yaml").write_text(HEAD + more, "utf-8")
    return folder


def signed(folder, more):
    return load_engagement(head(folder, more)).header.signoff


@pytest.mark.parametrize(
    "section",
    [
        "signoff:\n  decision: approved\n  conditions: [burn, tell]\n  will_start: yes\n"
        "  decided_on: 2026-11-19\n",
        "签批:\n  结论: 批准\n  附带条件: 'burn; tell'\n"
        "  是否启动处理: 是\n  决定日期: 2026-11-19\n",
        "signoff.decision: approved\nsignoff.conditions: [burn, tell]\n"
        "signoff.will_start: yes\nsignoff.decided_on: 2026-11-19\n",
    ],
)
def test_a_sign_off_reads_the_same_however_it_is_written(folder, section):
    found = signed(folder, section)
    assert (found.decision, found.conditions, found.will_start, found.decided_on) == (
        "approved", ("burn", "tell"), True, dt.date(2026, 11, 19)
    )  # fmt: skip


def test_a_sign_off_may_be_a_sheet_of_two_columns(folder):
    (folder / "signoff.csv").write_text("decision,conditional\nconditions,burn it\n", "utf-8")
    found = signed(folder, "")
    assert (found.decision, found.conditions) == ("conditional", ("burn it",))


def test_without_a_sign_off_nothing_is_known(folder):
    found = signed(folder, "")
    assert found.decision is None
    assert found.attestations == ()


@pytest.mark.parametrize(
    ("section", "row", "column"),
    [
        ("signoff:\n  decision: perhaps\n", 6, "signoff.decision"),
        ("signoff:\n  decided_on: soon\n", 6, "signoff.decided_on"),
        ("signoff:\n  attestations: [context, everything]\n", 6, "signoff.attestations"),
        ("signoff:\n  decision: {a: b}\n", 6, "signoff.decision"),
        ("client_note: x\nsignoff: yes\n", 6, ""),
    ],
)
def test_a_wrong_sign_off_is_located(folder, section, row, column):
    problems = [p for p in check_engagement(head(folder, section)) if p.row == row]
    assert [p.column for p in problems] == [column]
    assert "perhaps" not in str(problems)


def test_an_unknown_key_of_a_sign_off_is_named_and_a_near_one_offered(folder):
    (problem,) = check_engagement(head(folder, "signoff:\n  decison: approved\n"))
    assert problem.severity == "warning"
    assert "signoff.decision" in problem.hint


def statements(folder, *rows):
    text = "fact,item,text,answer,by,on,evidence\n" + "".join(row + "\n" for row in rows)
    (folder / "statements.csv").write_text(text, "utf-8")
    return head(folder, "")


def test_statements_are_read(folder):
    row = "item.need,name,To find the parcel,,DPO,2026-11-19,"
    (found,) = load_engagement(statements(folder, row)).statements
    assert (found.fact, found.item, found.by) == ("item.need", "name", "DPO")


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        (["item.ned,,x,,,,"], "fact"),
        ([",,x,,,,"], "fact"),
        (["item.need,,x,maybe,,,"], "answer"),
        (["item.need,,x,,,,E9"], "evidence"),
        (["item.need,name,x,,,,", "item.need,name,y,,,,"], "fact"),
    ],
)
def test_a_wrong_statement_is_located(folder, rows, column):
    (problem,) = check_engagement(statements(folder, *rows))
    assert problem.file == "statements.csv"
    assert (problem.row, problem.column) == (1 + len(rows), column)
