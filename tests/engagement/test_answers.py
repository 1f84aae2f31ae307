"""Answers in our own form as people write them: a word, and what they put behind it."""

import pytest

from riskkit.engagement import check_engagement, load_engagement


@pytest.mark.parametrize(
    ("written", "answer", "comment"),
    [
        ("是", "是", "old"),
        ("是，详见附件3", "yes", "详见附件3\nold"),
        ("✅ 是", "yes", "old"),
        ("Yes - see annex 3", "yes", "see annex 3\nold"),
        ("否（计划2027年上线）", "no", "计划2027年上线\nold"),
        ("是，但尚未实施", "是，但尚未实施", "old"),
        ("well", "well", "old"),
    ],
)
def test_what_stands_behind_a_word_is_its_comment(folder, written, answer, comment):
    rows = [["question", "answer", "comment"], ["VQ-ENC-01", written, "old"]]
    folder.write("answers/V1.csv", folder.as_csv(rows))
    (row,) = load_engagement(folder.root).answers
    assert (row.answer, row.comment) == (answer, comment)
    told = [p for p in check_engagement(folder.root) if "readable as an answer" in p.what]
    assert bool(told) == (answer in ("是，但尚未实施", "well"))
    assert all(p.severity == "warning" and p.row == 2 for p in told)


@pytest.mark.parametrize(
    ("rows", "received"),
    [
        (
            [["编号", "问题", "回答"], ["Q1", "是否加密存储？", "是"], ["Q2", "是否培训？", "否"]],
            True,
        ),
        ([["ID", "Question", "Answer"], ["1", "MFA?", "Yes"], ["2", "Log?", "No"]], True),
        ([["question", "answer"], ["VQ-ENC-01", "yes"], ["VQ-OLD-77", "no"]], False),
        ([["question", "answer"], ["VQ-OLD-77", "no"]], False),
        ([["编号", "问题", "回答"], ["VQ-ENC-01", "敏感数据是否加密存储？", "是"]], False),
    ],
)
def test_a_form_of_the_sender_s_own_is_not_taken_for_ours(folder, rows, received):
    folder.write("answers/V1.csv", folder.as_csv(rows))
    inventory = load_engagement(folder.root)
    assert [one.standard for one in inventory.received] == ["generic"] * received
    held = inventory.received[0].answers if received else inventory.answers
    assert len(held) == len(rows) - 1
