"""What is asked again: silence, contradiction, missing and old proof; a plain no is not."""

import pytest
from vendor_event_world import engagement, examined, rules
from vendor_world import answers_of, proof

from riskkit.vendors import follow_up, questionnaire_for

QUESTIONS = questionnaire_for("it_service", rules()).questions
FATAL, PLAIN = "VQ-CON-01", next(q.id for q in QUESTIONS if not q.fatal and q.favourable == "yes")


def asked(*, question=PLAIN, papers=None, **change):
    rows = [
        row.model_copy(update=change) if row.question == question else row
        for row in answers_of(QUESTIONS)
    ]
    world = engagement(answers=rows, evidence=papers or [proof()])
    return follow_up(examined(world), rules())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"answer": None}, "unanswered"),
        ({"answer": "we shall see"}, "unreadable"),
        ({"answer": "外包"}, "outsourced"),
        ({"answer": "n/a"}, "na"),
        ({"evidence": ()}, "unproven"),
        ({"comment": "not yet in place"}, "contradicted"),
    ],
)
def test_why_a_question_is_asked_again(change, why):
    assert [(one.question, one.why) for one in asked(**change)] == [(PLAIN, why)]


@pytest.mark.parametrize("change", [{}, {"answer": "no"}])
def test_what_is_answered_is_not_asked_again(change):
    assert asked(**change) == ()


def test_old_proof_is_asked_for_again():
    assert {one.why for one in asked(papers=[proof(age_days=5000)])} == {"stale"}


def test_fatal_questions_come_first_with_what_to_send():
    told = asked(papers=[proof(age_days=5000)])
    fatal = [one.fatal for one in told]
    assert fatal == sorted(fatal, reverse=True) and fatal[0]
    assert next(one for one in told if one.question == FATAL).proofs
