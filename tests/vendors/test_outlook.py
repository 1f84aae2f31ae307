"""The outlook only falls; the wanted documents change what they promise to."""

import datetime as dt
from itertools import pairwise

import pytest
from vendor_event_world import engagement, examined, rules
from vendor_laws import engagement as random_engagement
from vendor_world import AS_OF, answers_of, proof, service

from riskkit.model.inventory import Answer, Evidence
from riskkit.vendors import questionnaire_for

QUESTIONS = questionnaire_for("it_service", rules()).questions
ORDER = ("approve", "conditional", "insufficient", "reject")


def certified(until):
    return Evidence(
        id="E-verified",
        kind="technical_test",
        date=dt.date(2026, 10, 1),
        expires=until,
    )


def test_a_verdict_falls_in_the_month_its_proof_ends_and_says_which():
    rows = answers_of(QUESTIONS)
    risk = examined(engagement(answers=rows, evidence=[certified(dt.date(2027, 3, 15))]))
    months = {m.on: (m.verdict, m.ended) for m in risk.forecast}
    assert len(months) == 13 and months[AS_OF][0] == "approve"
    assert months[dt.date(2027, 3, 1)] == ("approve", ())
    assert months[dt.date(2027, 4, 1)][0] != "approve"
    assert months[dt.date(2027, 4, 1)][1] == ("E-verified",)
    assert months[dt.date(2027, 5, 1)][1] == ()


@pytest.mark.parametrize("seed", range(6))
def test_an_outlook_never_rises(seed):
    risk = examined(random_engagement(seed))
    for early, late in pairwise(risk.forecast):
        assert late.score <= early.score + 1e-9
        assert ORDER.index(late.verdict) >= ORDER.index(early.verdict)
    assert risk.forecast[0].verdict == risk.verdict
    assert risk.forecast[0].score == pytest.approx(risk.score)


def silent_but(*ids):
    rows = [row for row in answers_of(QUESTIONS) if row.question not in ids]
    return examined(engagement(answers=rows, evidence=[proof()]))


def test_the_document_that_closes_the_only_gap_comes_first_and_does_what_is_told():
    fatal = next(q for q in QUESTIONS if q.fatal and q.proofs)
    risk = silent_but(fatal.id)
    assert risk.verdict == "conditional"
    first = risk.documents_that_would_change[0]
    assert fatal.id in first.questions and first.proof in fatal.proofs
    assert first.verdict == "approve"
    assert silent_but().verdict == "approve"


def test_a_vendor_that_lacks_nothing_is_asked_for_nothing():
    assert silent_but().documents_that_would_change == ()


def test_no_paper_turns_a_no_into_a_yes():
    rows = [
        row.model_copy(update={"answer": {"yes": "no", "no": "yes"}[row.answer]})
        for row in answers_of(QUESTIONS)
    ]
    assert examined(engagement(answers=rows)).documents_that_would_change == ()


@pytest.mark.parametrize("seed", range(6))
def test_each_wanted_document_is_better_than_what_was_before(seed):
    risk = examined(random_engagement(seed))
    stands = [(ORDER.index(risk.verdict), -risk.score)]
    for wanted in risk.documents_that_would_change:
        stands.append((ORDER.index(wanted.verdict), -wanted.score))
    assert len(stands) <= 6
    assert all(late < early for early, late in pairwise(stands))


def test_facts_of_the_services_are_not_mended_by_a_document():
    late = service(nda_signed=dt.date(2026, 5, 1))
    rows = [Answer(vendor="V1", question=q.id, answer="yes") for q in QUESTIONS[:3]]
    risk = examined(engagement(services=[late], answers=rows))
    assert all(w.verdict != "approve" for w in risk.documents_that_would_change)


@pytest.mark.parametrize("ahead", [1, 20, 200])
def test_a_proof_dated_later_than_today_is_not_counted_on(ahead):
    later = proof(age_days=-ahead)
    risk = examined(engagement(answers=answers_of(QUESTIONS), evidence=[later]))
    none = examined(engagement(answers=answers_of(QUESTIONS)))
    assert [month.score for month in risk.forecast] == [none.forecast[0].score] * 13
    assert {month.verdict for month in risk.forecast} == {none.verdict}


def test_an_agreement_dated_later_than_today_is_not_counted_on():
    signed = AS_OF + dt.timedelta(days=40)
    part = service(nda_signed=signed, first_access=AS_OF + dt.timedelta(days=90))
    risk = examined(engagement(services=[part], answers=answers_of(QUESTIONS), evidence=[proof()]))
    for early, late in pairwise(risk.forecast):
        assert late.score <= early.score
        assert ORDER.index(late.verdict) >= ORDER.index(early.verdict)


def test_a_missing_agreement_stays_missing_whatever_paper_comes():
    fatal = next(q for q in QUESTIONS if q.fatal and q.proofs)
    rows = [row for row in answers_of(QUESTIONS) if row.question != fatal.id]
    broken = service(processing_agreement=False)
    risk = examined(engagement(answers=rows, evidence=[proof()], services=[broken]))
    assert risk.verdict == "reject"
    wanted = risk.documents_that_would_change
    assert wanted and all(one.verdict == "reject" for one in wanted)


def test_a_fresher_paper_that_raises_nothing_is_not_wanted():
    plain = next(q for q in QUESTIONS if not q.fatal and q.proofs and not q.assurance)
    days = round(plain.max_age_months * 1.1 * 30.4375)
    old = Evidence(id="E-OLD", kind="technical_test", date=AS_OF - dt.timedelta(days=days))
    rows = [
        row.model_copy(update={"evidence": ("E-OLD",)}) if row.question == plain.id else row
        for row in answers_of(QUESTIONS)
    ]
    risk = examined(engagement(answers=rows, evidence=[proof(), old]))
    told = {row["question"]: row for row in risk.answers}
    assert told[plain.id]["state"] == "unproven"
    assert risk.documents_that_would_change == ()
