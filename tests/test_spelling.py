"""Two cells that name one person or thing are the same, and different ones stay apart."""

import pytest
from finding_world import KNOWLEDGE, RULES, world

from riskkit.catalogue.spelling import same_party, same_person, same_word
from riskkit.findings import find
from riskkit.people import awareness, training

CHARACTERS = KNOWLEDGE.entries("characters")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "張三"),
        ("张三", " 张 三 "),
        ("张三", "张　三"),
        ("张三", "张三先生"),
        ("鍾麗華", "钟丽华"),
        ("歐陽鋒", "欧阳锋"),
        ("阿依古丽·买买提", "阿依古丽买买提"),
        ("Chan Tai Man", "Tai Man CHAN"),
        ("Chan, Tai-Man", "tai man chan"),
        ("ＡＮＮ　ＬＥＥ", "Lee Ann"),
        ("Mr. John Smith", "SMITH, John"),
        ("陈大文 Chan Tai Man", "陳大文"),
        ("Chan Tai Man 陳大文", "陈大文"),
    ],
)
def test_one_person_is_known_however_the_name_is_spelt(one, other):
    assert same_person(one) == same_person(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "张山"),
        ("张伟（财务）", "张伟（仓库）"),
        ("王祐", "王佑"),
        ("Chan Tai Man", "Chan Tai Wai"),
        ("员工 001", "员工 002"),
        ("V-IT 驻店工程师", "V-SMS 驻店工程师"),
        ("Li", "Li Na"),
        ("先生", ""),
    ],
)
def test_two_persons_stay_two(one, other):
    assert same_person(one) != same_person(other)


def test_a_party_to_a_handover_is_the_same_with_a_remark_beside_it():
    assert same_party("顧曉嵐（門店）") == same_party("顾晓岚 (总部)") == same_party("顾晓岚")
    assert same_party("（门店）") != ""


def test_a_thing_is_the_same_in_both_scripts():
    assert same_word("會員 管理系統") == same_word("会员管理系统")
    assert same_word("BX-05") != same_word("BX-50")


def test_every_character_is_compared_as_one_other_and_never_in_a_ring():
    pairs = [pair for entry in CHARACTERS.values() for pair in entry.pairs.split()]
    forms = {pair[0] for pair in pairs}
    assert len(pairs) == len(forms) > 900
    assert not forms & {pair[1] for pair in pairs}


NEW = "2026-11-10"
SPELT = {
    "F-DOER-CHECKS": {
        "REG-VERIFY": [{"executor": "张伟", "verifier": "張偉", "result": "passed", "date": NEW}]
    },
    "F-LEAVER-ACTIVE": {
        "REG-ACCESS": [
            {"person": "陳大文", "system": "CRM", "right": "view", "left_at": "2026-10-01",
             "ended": "2026-10-01"},
            {"person": "陈 大文", "system": "POS", "right": "export"},
        ]
    },
}  # fmt: skip


@pytest.mark.parametrize("rule", SPELT)
def test_a_rule_sees_through_the_spelling(rule):
    given = world(registers=SPELT[rule])
    assert [f.rule for f in find(given, {rule: RULES[rule]}, KNOWLEDGE)] == [rule]


def test_a_handover_to_the_same_person_in_the_other_script_is_no_gap():
    hand = {"item": "B-1", "signature": "yes", "escort": "Eve"}
    rows = [
        {**hand, "from_party": "Ann", "to_party": "顾晓岚（门店）", "time": "2026-12-01T09:00"},
        {**hand, "from_party": "顧曉嵐", "to_party": "Bob", "time": "2026-12-01T11:00"},
    ]
    given = world(registers={"REG-CUSTODY": rows})
    assert find(given, {"F-CUSTODY-GAP": RULES["F-CUSTODY-GAP"]}, KNOWLEDGE) == ()


def test_posts_topics_and_trained_people_are_one_in_both_scripts():
    given = world(
        registers={
            "REG-ROLE": [{"role": "店長", "person": "陳大文"}, {"role": "店长", "person": "李四"}],
            "REG-TRAIN": [{"person": "陈大文", "course": "x", "date": NEW}],
            "REG-TEST": [
                {"topic": "釣魚", "department": "門店", "score": "90", "date": "2026-10-01"},
                {"topic": "钓鱼", "department": "门店", "score": "80", "date": NEW},
            ],
        }
    )
    (post,) = training(given.inventory, KNOWLEDGE, as_of=given.as_of)
    assert (post.people, post.trained) == (2, 1)
    (topic,) = awareness(given.inventory, KNOWLEDGE, as_of=given.as_of)
    assert topic.change == -10
