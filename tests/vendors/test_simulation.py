"""200 synthetic vendors, some with a fatal fault: who lets them through?

The faults are planted by this file, from the source documents and the law, and know nothing of
the scorer: a question or a fact of the service register is spoiled in one of several ways. The
same answers are also graded as two common products do it, by a plain sum over all questions and
by the mean over the questions that were answered.
"""

import datetime as dt
import random

import pytest
from vendor_world import AS_OF, answers_of, assess, asset, service, shipped, vendor, world

from riskkit.model.inventory import Answer, Evidence
from riskkit.vendors import questionnaire_for

VENDORS = 200
# What nobody may approve, by the source documents and the law: question, and the bad answer to it.
FAULTS = {
    "VQ-CON-01": "no",  # PIPL 21, GDPR 28(3): no agreement on the processing
    "VQ-CNF-01": "no",  # showroom move: movers, IT and renovation teams sign before they start
    "VQ-SUB-01": "no",  # PIPL 21(3): passed on without consent
    "VQ-INC-01": "no",  # PIPL 57, GDPR 33(2): no duty to report a breach
    "VQ-DEL-01": "no",  # PIPL 21(2), GDPR 28(3)(g): keeps the data
    "VQ-PUR-01": "yes",  # PIPL 10, 21(2): own use
    "VQ-GOV-04": "yes",  # an incident that is not remedied
    "VQ-GOV-05": "yes",  # PIPL 42: on a list
}
SERVICE_FAULTS = (
    {"processing_agreement": False},
    {"nda_signed": None},
    {"countries": ("CN", "US"), "transfer_mechanism": "none"},
)


def evidence_register(rng):
    kinds = ("document", "function_check", "technical_test", "scan")
    return [
        Evidence(id=f"E{n}", kind=kinds[n % 4], date=AS_OF - dt.timedelta(days=rng.randint(5, 360)))
        for n in range(40)
    ]


def clean_answers(rng, kind, rules, vendor_id, evidence):
    """A diligent vendor: what is fatal is proven; of the rest some is only in part or on paper."""
    papers = [e.id for e in evidence if e.kind == "document"]
    checked = [e.id for e in evidence if e.kind != "document"]
    rows = []
    for row in answers_of(questionnaire_for(kind, rules).questions, vendor=vendor_id):
        fatal = shipped("questionnaires")[row.question].fatal
        word = row.answer if fatal or rng.random() > 0.08 else "partial"
        proof = rng.choice(checked if fatal or rng.random() > 0.15 else papers)
        rows.append(row.model_copy(update={"answer": word, "evidence": (proof,)}))
    return rows


def spoil(rng, rows, part):
    """Plant one or two fatal faults; each is admitted, kept silent, or declared away."""
    for _ in range(rng.choice((1, 2))):
        if rng.random() < 0.25:
            part = part.model_copy(update=rng.choice(SERVICE_FAULTS))
            continue
        question = rng.choice(list(FAULTS))
        how = rng.choice((FAULTS[question], "", "n/a", "planned", "partial", "outsourced"))
        rows = [row for row in rows if row.question != question]
        rows.append(Answer(vendor=part.vendor, question=question, answer=how))
    return rows, part


def plain_sum(rows, questions):
    """All points there are; a blank or "not applicable" earns none."""
    given = {row.question: row.answer for row in rows}
    whole = sum(q.weight for q in questions)
    return sum(q.weight * credit(q, given.get(q.id)) for q in questions) / whole


def answered_only(rows, questions):
    """The mean over what was answered; a blank or "not applicable" drops out."""
    given = {row.question: row.answer for row in rows}
    said = [q for q in questions if given.get(q.id) not in (None, "", "n/a", "outsourced")]
    return sum(credit(q, given[q.id]) for q in said) / len(said)


def credit(question, word):
    return {question.favourable: 1.0, "partial": 0.5}.get(word, 0.0)


@pytest.fixture(scope="module")
def graded(rules):
    rng = random.Random(20261121)
    evidence = evidence_register(rng)
    kinds = ("mover", "it_service", "renovation", "destruction", "cloud", "marketing")
    vendors, services, answers, assets, faulty = [], [], [], [], {}
    for n in range(VENDORS):
        kind, id = rng.choice(kinds), f"V{n}"
        vendors.append(vendor(id, kind, criticality=rng.choice(("low", "moderate", "high"))))
        tier, score = rng.choice((("medium", 0.4), ("high", 0.8), ("high", 0.95)))
        assets.append(asset(f"A{n}", tier=tier, score=score, persons=rng.randint(50, 400_000)))
        access = rng.choice(("none", "view", "export"))
        part = service(f"S{n}", id, assets=(f"A{n}",), logical_access=access)
        rows = clean_answers(rng, kind, rules, id, evidence)
        faulty[id] = n % 2 == 1
        if faulty[id]:
            rows, part = spoil(rng, rows, part)
        services.append(part)
        answers.append(rows)
    flat = [row for rows in answers for row in rows]
    risks = assess(
        rules,
        world(answers=flat, evidence=evidence, vendors=vendors, services=services, assets=assets),
    )
    return [
        (faulty[one.id], risks[one.id], rows) for one, rows in zip(vendors, answers, strict=True)
    ]


def approved(graded, grade):
    """Shares approved by `grade`, of the vendors with a fatal fault and of those without."""
    votes = {True: [], False: []}
    for faulty, risk, rows in graded:
        votes[faulty].append(grade(risk, rows))
    return tuple(sum(votes[kind]) / len(votes[kind]) for kind in (True, False))


def test_no_vendor_with_a_fatal_fault_is_approved_and_clean_ones_are(graded, rules, capsys):
    def asked(risk):
        return [shipped("questionnaires")[one["question"]] for one in risk.answers]

    grades = {
        "riskkit": lambda risk, rows: risk.verdict == "approve",
        "plain sum >= 80 %": lambda risk, rows: plain_sum(rows, asked(risk)) >= 0.8,
        "answered-only mean >= 80 %": lambda risk, rows: answered_only(rows, asked(risk)) >= 0.8,
    }
    found = {name: approved(graded, grade) for name, grade in grades.items()}
    with capsys.disabled():
        for name, (false, true) in found.items():
            print(f"\n  {name:28} approves {false:6.1%} of faulty, {true:6.1%} of clean", end="")
        print()
    assert found["riskkit"][0] == 0
    assert found["riskkit"][1] >= 0.9
    assert found["plain sum >= 80 %"][0] > 0.5, "the sum hides what it should show"
    assert found["answered-only mean >= 80 %"][0] >= found["plain sum >= 80 %"][0]


def test_every_fault_is_named(graded):
    for faulty, risk, _ in graded:
        broken = {k.rule for k in risk.knockouts if k.state not in ("pass", "not_applicable")}
        assert bool(broken) == faulty
        assert broken <= set(risk.conditions)
