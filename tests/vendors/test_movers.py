"""Movers are told by their causes: answer by answer the change of the gap, nothing left over."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vendor_world import AS_OF, answers_of, assess, changed, proof, service, world

from riskkit.vendors import movers, questionnaire_for

RULES = changed()
QUESTIONS = questionnaire_for("it_service", RULES).questions
ANSWERS = st.lists(
    st.sampled_from(["yes", "no", "partial", ""]),
    min_size=len(QUESTIONS),
    max_size=len(QUESTIONS),
)


def at(words=None, *, as_of=AS_OF, expires=None, level="verified"):
    given = answers_of(QUESTIONS)
    if words:
        given = [a.model_copy(update={"answer": w}) for a, w in zip(given, words, strict=True)]
    ends = AS_OF + dt.timedelta(days=expires) if expires else None
    evidence = [proof(level, expires=ends)]
    return assess(RULES, world(answers=given, evidence=evidence), as_of=as_of)["V1"]


@settings(max_examples=40, deadline=None)
@given(before=ANSWERS, after=ANSWERS)
def test_what_the_answers_changed_sums_to_the_change_of_the_gap(before, after):
    old, new = at(before), at(after)
    (told,) = movers([old], [new], RULES)
    change = sum(move.points[1] - move.points[0] for move in told.moved)
    assert change == pytest.approx(old.score - new.score, abs=1e-6)


def test_an_answer_that_changed_is_named_as_the_cause():
    words = ["yes"] * len(QUESTIONS)
    place = next(n for n, q in enumerate(QUESTIONS) if q.favourable == "yes" and not q.fatal)
    words[place] = "no"
    (told,) = movers([at()], [at(words)], RULES)
    moved = {move.question: move for move in told.moved}
    assert moved[QUESTIONS[place].id].why == "answer"
    assert moved[QUESTIONS[place].id].answers[1] == "no"
    assert told.change == "worse"
    assert "vendor_moves.answer" in {reason.rule for reason in told.because}


def test_time_alone_moves_a_vendor_by_the_age_of_its_proof():
    old = at(expires=30)
    new = at(expires=30, as_of=AS_OF + dt.timedelta(days=60))
    (told,) = movers([old], [new], RULES)
    assert told.change == "worse"
    assert {move.why for move in told.moved} <= {"aged", "share"}
    assert any(move.why == "aged" for move in told.moved)


def test_nothing_that_changed_has_no_cause():
    (told,) = movers([at()], [at()], RULES)
    assert (told.change, told.moved, told.because) == ("same", (), ())


@pytest.mark.parametrize(("points", "change"), [(0.04, "same"), (0.06, "worse"), (-0.06, "better")])
def test_a_vendor_moves_as_far_as_a_page_shows_it(points, change):
    old = at().model_copy(update={"score": 60.0})
    new = old.model_copy(update={"score": 60 - points})
    (told,) = movers([old], [new], RULES)
    assert told.change == change


def test_another_tier_is_told():
    here = world(services=[service(physical_access=False, logical_access="none", assets=())])
    low, high = assess(RULES, here)["V1"], at()
    assert RULES.rank(low.inherent) < RULES.rank(high.inherent)
    (told,) = movers([low], [high], RULES)
    assert "vendor_moves.tier" in {reason.rule for reason in told.because}
