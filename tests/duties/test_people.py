"""People: awareness by topic and group, training by post, the syllabus."""

import pytest
from finding_world import AS_OF, KNOWLEDGE, date, world

from riskkit.people import awareness, marks_of, training, untaught

PASS = marks_of(KNOWLEDGE).passing


def inventory(**registers):
    return world(registers={f"REG-{n.upper()}": rows for n, rows in registers.items()}).inventory


def test_result(score, date="2026-10-01", topic="钓鱼", department="Shop"):
    return {"topic": topic, "department": department, "score": str(score), "date": date}


test_result.__test__ = False


def results(*rows, as_of=AS_OF):
    return awareness(inventory(test=list(rows)), KNOWLEDGE, as_of=as_of)


def test_the_weakest_topic_comes_first_and_says_which_training_to_change():
    found = results(test_result(PASS + 10, topic="制度"), test_result(PASS - 1))
    assert [(r.topic, r.weak) for r in found] == [("钓鱼", True), ("制度", False)]
    assert "phishing" in found[0].course.en and found[1].course is None


def test_one_result_below_the_mark_makes_a_topic_weak_though_the_mean_is_not():
    (found,) = results(test_result(100), test_result(PASS - 1))
    assert found.weak and found.below == 1 and found.mean > PASS


def test_the_mark_itself_passes():
    assert not results(test_result(PASS))[0].weak


def test_a_change_is_told_since_the_round_before():
    rows = [test_result(60, "2025-01-01"), test_result(70, "2026-01-01"), test_result(85)]
    assert results(*rows)[0].change == 15
    assert results(rows[0])[0].change is None


def test_a_test_of_tomorrow_is_not_there_today():
    assert results(test_result(50, "2026-12-01")) == ()


def test_nobody_is_named():
    row = {**test_result(50), "person": "Chan Tai Man"}
    people = {"role": [{"role": "clerk", "person": "Chan Tai Man"}], "test": [row]}
    held = inventory(**people)
    told = str(awareness(held, KNOWLEDGE, as_of=AS_OF)) + str(
        training(held, KNOWLEDGE, as_of=AS_OF)
    )
    assert "Chan" not in told


@pytest.mark.parametrize(
    ("trained", "share"),
    [([], 0), ([("Ann", "2026-10-01")], 0.5), ([("Ann", "2026-10-01"), ("bob", "2026-10-01")], 1),
     ([("Ann", "2024-10-01")], 0), ([("Ann", "2026-12-01")], 0)],
)  # fmt: skip
def test_coverage_counts_the_holders_of_a_post_trained_within_the_interval(trained, share):
    roles = [{"role": "clerk", "person": "Ann"}, {"role": "clerk", "person": "Bob"}]
    rows = [{"person": p, "date": d, "course": "x"} for p, d in trained]
    (post,) = training(inventory(role=roles, train=rows), KNOWLEDGE, as_of=AS_OF)
    assert (post.post, post.people, post.share) == ("clerk", 2, share)


def test_a_leaver_is_no_longer_asked_to_be_trained():
    rows = [{"role": "clerk", "person": "Ann", "left_at": "2026-10-01"},
            {"role": "clerk", "person": "Bob"}]  # fmt: skip
    (post,) = training(inventory(access=rows), KNOWLEDGE, as_of=AS_OF)
    assert post.people == 1


def test_what_no_course_names_is_untaught_and_nothing_on_record_is_not_assessed():
    assert untaught(inventory(), KNOWLEDGE, as_of=AS_OF) == ()
    rows = [{"person": "Ann", "course": "个人信息保护法律与公司制度", "date": "2026-10-01"}]
    left = untaught(inventory(train=rows), KNOWLEDGE, as_of=AS_OF)
    general = {"classification", "safe_operation", "incident", "phishing"}
    assert set(left) == general | {"insider", "access_control"}
    everything = [
        {"person": "Ann", "course": e.words[0], "date": "2026-10-01"}
        for e in KNOWLEDGE.entries("syllabus").values()
    ]
    assert untaught(inventory(train=everything), KNOWLEDGE, as_of=AS_OF) == ()
    assert len(untaught(inventory(train=rows), KNOWLEDGE, as_of=date("2029-01-01"))) == 0


def test_the_syllabus_has_every_element_the_source_documents_name():
    assert set(KNOWLEDGE.entries("syllabus")) >= {
        "law", "policy", "classification", "safe_operation", "incident", "phishing",
    }  # fmt: skip
