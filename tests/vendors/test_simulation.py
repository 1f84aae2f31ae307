"""200 synthetic vendors, half of them with a fatal fault: who lets them through?

The faults are planted by `vendor_crowd`, which knows nothing of the scorer. The same answers are
also graded as two common products do it: all or nothing for each question, summed over all of
them, and the mean over the questions that were answered.
"""

import pytest
from vendor_crowd import (
    BAD_IF_YES,
    DUTIES,
    KINDS,
    NO,
    PARTIAL,
    ROUTES,
    WORDS,
    YES,
    crowd,
    engagement_of,
)
from vendor_event_world import lore
from vendor_world import AS_OF

from riskkit.vendors import questionnaire_for, score_vendors

VENDORS = 200
EVERY = len(ROUTES) * len(KINDS) * len(WORDS)


def judged(rules, drafts, held):
    inventory, assets = engagement_of(drafts, held)
    scores = score_vendors(inventory, assets, rules, as_of=AS_OF, lore=lore())
    by_id = {one.vendor: one for one in scores}
    return [(draft, by_id[draft.vendor.id]) for draft in drafts]


@pytest.fixture(scope="module")
def questions(rules):
    return {kind: questionnaire_for(kind, rules).questions for kind in KINDS}


@pytest.fixture(scope="module")
def graded(rules, questions):
    return judged(rules, *crowd(VENDORS, questions))


def credit(draft, question):
    """1, 0.5 or 0 for what was answered; None where nothing was that counts."""
    row = draft.answers.get(question.id)
    words = WORDS[draft.language]
    good = words[YES if question.favourable == "yes" else NO]
    told = row.answer if row else None
    if told in (words[YES], words[NO], words[PARTIAL]):
        return {good: 1.0, words[PARTIAL]: 0.5}.get(told, 0.0)
    return 0.0 if told == words[-2] else None


def plain_sum(draft, questions):
    """All points there are; a blank or "not applicable" earns none, a part earns none."""
    whole = sum(q.weight for q in questions)
    return sum(q.weight for q in questions if credit(draft, q) == 1) / whole


def answered_only(draft, questions):
    """The mean over what was answered; a blank or "not applicable" drops out."""
    said = [value for q in questions if (value := credit(draft, q)) is not None]
    return sum(said) / len(said)


def approved(graded, grade):
    """Shares approved by `grade`, of the vendors with a fatal fault and of those without."""
    votes = {True: [], False: []}
    for draft, score in graded:
        votes[bool(draft.route)].append(grade(draft, score))
    return tuple(sum(votes[kind]) / len(votes[kind]) for kind in (True, False))


def grades_of(questions):
    def asked(draft):
        return questions[draft.vendor.kind]

    return {
        "riskkit": lambda draft, score: score.verdict == "approve",
        "sum of all >= 80 %": lambda draft, score: plain_sum(draft, asked(draft)) >= 0.8,
        "answered only >= 80 %": lambda draft, score: answered_only(draft, asked(draft)) >= 0.8,
    }


def test_no_vendor_with_a_fatal_fault_is_approved_and_clean_ones_are(graded, questions, capsys):
    found = {name: approved(graded, grade) for name, grade in grades_of(questions).items()}
    with capsys.disabled():
        for name, (false, true) in found.items():
            print(f"\n  {name:24} approves {false:6.1%} of faulty, {true:6.1%} of clean", end="")
        print()
    assert found["riskkit"][0] == 0
    assert found["riskkit"][1] >= 0.9
    assert found["sum of all >= 80 %"][0] > 0.5, "the sum hides what it should show"
    assert found["answered only >= 80 %"][0] >= found["sum of all >= 80 %"][0]


def test_every_fault_is_named_and_nothing_else_is(graded, rules):
    for draft, score in graded:
        assert bool(score.broken) == bool(draft.route), (draft.route, score.broken)
        if draft.duty:
            assert rules.questions[draft.duty].fatal in score.broken


def test_no_way_of_failing_gets_through_for_any_kind_of_vendor_in_any_language(rules, questions):
    drafts, held = crowd(EVERY, questions, faulty=lambda n: True)
    seen = {(d.route, d.vendor.kind, d.language) for d in drafts}
    assert len(seen) == EVERY
    assert {draft.duty for draft in drafts if draft.duty} == set(DUTIES)
    through = [
        (draft.route, draft.duty, draft.vendor.kind, draft.language)
        for draft, score in judged(rules, drafts, held)
        if score.verdict == "approve"
    ]
    assert through == []


def test_what_is_bad_if_yes_is_asked_the_other_way_round(rules):
    turned = {q.id for q in rules.questions.values() if q.favourable == "no" and q.fatal}
    assert turned == set(BAD_IF_YES)
