"""Gap, verdict, conditions and cadence: worked by hand, and in words."""

import datetime as dt

import pytest
from vendor_world import (
    AS_OF,
    answers_of,
    assess,
    asset,
    proof,
    service,
    shipped,
    vendor,
    world,
)

from riskkit.catalogue import load_knowledge
from riskkit.catalogue.sentences import holes
from riskkit.model.inventory import Answer, Evidence
from riskkit.vendors import questionnaire_for, rank_vendors
from riskkit.vendors.answers import Item
from riskkit.vendors.gap import overall_gap
from riskkit.vendors.verdict import next_review

DOMAINS = list(shipped("vendors/domains"))


def items(gaps, weight=1.0):
    """One question a domain, with the gaps given, in order."""
    question = next(iter(shipped("questionnaires").values()))
    return [
        Item(
            question=question.model_copy(
                update={"id": f"Q{n}", "domain": DOMAINS[n], "weight": weight, "fatal": None}
            ),
            answer="yes",
            state="pass",
            gap=gap,
            lo=0,
            hi=1,
            credit=1 - gap,
        )
        for n, gap in enumerate(gaps)
    ]


@pytest.mark.parametrize(
    ("gaps", "overall"),
    [
        ([0.5], 0.5),
        ([0, 1], 0.6 * 0.5 + 0.4 * 1),
        ([0, 0, 0, 1], 0.6 * 0.25 + 0.4 * 1),
        ([0, 0, 0, 0, 0, 1], 0.6 / 6 + 0.4 * (1 / 1.5)),
        ([0.2] * 8, 0.2),
        ([1, 1] + [0] * 6, 0.6 * 0.25 + 0.4 * 1),
        ([1, 0.5, 0] + [0] * 7, 0.6 * 0.15 + 0.4 * (1 + 0.5 + 0.5 * 0) / 2.5),
    ],
)
def test_the_worst_quarter_of_the_domains_weighs_in(rules, gaps, overall):
    found = overall_gap(items(gaps), rules)
    assert found.value == pytest.approx(overall)
    assert sum(found.parts.values()) == pytest.approx(100 * overall)
    assert (found.lo, found.hi) == (0, 1)


def test_one_bad_domain_cannot_be_averaged_away(rules):
    found = overall_gap(items([1] + [0] * 11), rules)
    assert found.value > 2 * (1 / 12)


def test_questions_of_a_domain_count_by_weight(rules):
    light, heavy = items([1]), items([0], weight=3.0)
    assert overall_gap(light + heavy, rules).value == pytest.approx(0.25)


def full(rules, level="verified", kind="it_service", **fields):
    questions = questionnaire_for(kind, rules).questions
    return answers_of(questions, evidence=(f"E-{level}",), **fields)


@pytest.mark.parametrize(
    ("level", "score", "lo", "residual", "verdict"),
    [
        (None, 30, 30, "critical", "conditional"),
        ("attested", 60, 30, "high", "conditional"),
        ("documented", 85, 57.5, "moderate", "approve"),
        ("certified", 100, 86, "moderate", "approve"),
        ("verified", 100, 100, "moderate", "approve"),
    ],
)
def test_all_yes_of_a_high_tier_is_worth_its_proof(rules, level, score, lo, residual, verdict):
    evidence = [proof(level)] if level else []
    risk = assess(rules, world(answers=full(rules, level), evidence=evidence))["V1"]
    assert risk.inherent == "high"
    assert (risk.score, risk.lo, risk.hi) == pytest.approx((score, lo, 100))
    assert (risk.residual, risk.verdict) == (residual, verdict)


def test_a_blank_questionnaire_is_no_verdict(rules):
    risk = assess(rules, world())["V1"]
    assert (risk.score, risk.lo, risk.hi, risk.coverage) == (0, 0, 100, 0)
    assert risk.verdict == "insufficient"
    assert risk.because[-1].rule == "vendors.coverage"


@pytest.mark.parametrize(("left_out", "enough"), [(0.1, True), (0.3, False)])
def test_a_fifth_left_open_is_too_much(rules, left_out, enough):
    given = [a for a in full(rules) if shipped("questionnaires")[a.question].fatal]
    rest = [a for a in full(rules) if not shipped("questionnaires")[a.question].fatal]
    asked = {one["question"] for one in assess(rules, world())["V1"].answers}
    rest = [a for a in rest if a.question in asked]
    weights = [shipped("questionnaires")[a.question].weight for a in (*given, *rest)]
    budget = left_out * sum(weights)
    while rest and budget > 0:
        budget -= shipped("questionnaires")[rest.pop().question].weight
    risk = assess(rules, world(answers=(*given, *rest), evidence=[proof()]))["V1"]
    assert (risk.coverage >= 0.8) == enough
    assert (risk.verdict != "insufficient") == enough


def test_missing_proof_alone_never_rejects(rules):
    for tier_fields in ({}, {"logical_access": "admin"}):
        risk = assess(
            rules,
            world(answers=full(rules, "gone"), services=[service(**tier_fields)]),
        )["V1"]
        assert risk.verdict == "conditional"


def test_a_vendor_that_would_stay_critical_at_its_best_is_rejected(rules):
    no = {"yes": "no", "no": "yes"}
    given = [
        a if shipped("questionnaires")[a.question].fatal
        else a.model_copy(update={"answer": no[a.answer]})
        for a in full(rules)
    ]  # fmt: skip
    one = service(logical_access="export")
    risk = assess(
        rules,
        world(
            answers=given,
            evidence=[proof()],
            services=[one],
            vendors=[vendor(criticality="critical")],
        ),
    )["V1"]
    assert risk.inherent == "critical"
    assert risk.verdict == "reject"
    assert "vendors.hopeless" in {reason.rule for reason in risk.because}


def test_much_declared_not_applicable_must_be_looked_at(rules):
    fatal = {q.id for q in shipped("questionnaires").values() if q.fatal}
    given = [
        a
        if a.question in fatal or n % 2
        else a.model_copy(update={"answer": "n/a", "na_reason": "r", "na_approved_by": "officer"})
        for n, a in enumerate(full(rules))
    ]
    risk = assess(rules, world(answers=given, evidence=[proof()]))["V1"]
    assert risk.score == 100
    assert risk.verdict == "conditional"
    assert "vendors.not-applicable" in {reason.rule for reason in risk.because}


def test_the_verdict_falls_as_evidence_ages(rules):
    w = world(answers=full(rules, "documented"), evidence=[proof("documented")])
    verdicts = [
        assess(rules, w, as_of=AS_OF + dt.timedelta(days=days))["V1"].verdict
        for days in (0, 200, 400, 900)
    ]
    assert verdicts == ["approve", "approve", "conditional", "conditional"]


@pytest.mark.parametrize(
    ("tier", "months"), [("low", 36), ("moderate", 24), ("high", 12), ("critical", 6)]
)
def test_a_higher_tier_is_reviewed_sooner(rules, tier, months):
    from riskkit.vendors import gather_facts

    facts = gather_facts(vendor(), [service()], assets={"A1": asset()}, rules=rules)
    due = next_review(tier, facts, [], as_of=AS_OF, rules=rules)
    whole = AS_OF.year * 12 + AS_OF.month - 1 + months
    assert due == dt.date(whole // 12, whole % 12 + 1, AS_OF.day)


@pytest.mark.parametrize(
    ("fields", "expires", "days"),
    [
        ({}, 100, 70),
        ({}, 10, 0),
        ({"nda_until": AS_OF + dt.timedelta(days=90)}, 100, 60),
        ({"contract_until": AS_OF + dt.timedelta(days=50)}, 100, 20),
        ({"contract_until": AS_OF - dt.timedelta(days=50)}, 100, 0),
        ({"nda_until": AS_OF - dt.timedelta(days=1)}, 100, 0),
        (
            {
                "contract_until": AS_OF - dt.timedelta(days=50),
                "end": AS_OF - dt.timedelta(days=40),
            },
            100,
            70,
        ),
    ],
)
def test_a_review_is_due_before_the_first_paper_ends(rules, fields, expires, days):
    ends = AS_OF + dt.timedelta(days=expires)
    evidence = [proof(expires=ends)]
    risk = assess(
        rules,
        world(answers=full(rules), evidence=evidence, services=[service(**fields)]),
    )["V1"]
    assert risk.next_review == AS_OF + dt.timedelta(days=days)


def test_conditions_name_fatal_rules_first_and_then_what_weighs_most(rules):
    given = {a.question: a for a in full(rules)}
    for id in ("VQ-PER-01", "VQ-AUD-01", "VQ-GOV-01", "VQ-INC-01"):
        given[id] = given[id].model_copy(update={"answer": "no"})
    risk = assess(rules, world(answers=given.values(), evidence=[proof()]))["V1"]
    assert risk.conditions[0] == "breach-notice"
    shares = {part.id: part.share for part in risk.contributions}
    rest = risk.conditions[1:]
    assert set(rest) == {"VQ-PER-01", "VQ-AUD-01", "VQ-GOV-01"}
    assert [shares[id] for id in rest] == sorted((shares[id] for id in rest), reverse=True)


def test_a_vendor_held_up_by_nothing_wide_is_told_what_makes_most_of_its_gap(rules):
    # a critical tier: tests for the fatal questions, mere papers for all others
    papers = [
        a
        if rules.questions[a.question].fatal
        else a.model_copy(update={"evidence": ("E-documented",)})
        for a in full(rules)
    ]
    vendors, services = [vendor(criticality="critical")], [service(logical_access="admin")]
    evidence = [proof(), proof("documented")]
    told = world(vendors=vendors, services=services, answers=papers, evidence=evidence)
    risk = assess(rules, told)["V1"]
    assert (risk.verdict, {k.state for k in risk.knockouts}) == ("conditional", {"pass"})
    shares = {part.id: part.share for part in risk.contributions}
    # what is not proven comes before what is met and only weighs
    short = {row["question"] for row in risk.answers if row["state"] != "pass"}
    most = sorted((shares[id] for id in short & shares.keys()), reverse=True)[:3]
    assert len(most) == 3
    assert [shares[id] for id in risk.conditions] == pytest.approx(most, abs=1e-5)


def test_an_answer_is_told_as_it_was_given_where_no_is_the_good_one(rules):
    risk = assess(rules, world(answers=full(rules), evidence=[proof()]))["V1"]
    rows = {row["question"]: row for row in risk.answers}
    turned = {id for id, q in rules.questions.items() if q.favourable == "no"} & rows.keys()
    assert turned and all(rows[id]["said"] == "no" for id in turned)
    assert all(rows[id]["said"] == rows[id]["answer"] for id in rows.keys() - turned)


def test_an_approved_vendor_has_no_conditions(rules):
    risk = assess(rules, world(answers=full(rules), evidence=[proof()]))["V1"]
    assert (risk.verdict, risk.conditions) == ("approve", ())


def test_vendors_rank_by_verdict_then_tier_then_gap(rules):
    risks = []
    for id, verdict, residual, score in (
        ("V4", "approve", "low", 99),
        ("V3", "reject", "high", 95),
        ("V2", "reject", "critical", 96),
        ("V1", "reject", "critical", 90),
        ("V0", "insufficient", "critical", 0),
    ):
        base = assess(rules, world())["V1"]
        risks.append(
            base.model_copy(
                update={"id": id, "verdict": verdict, "residual": residual, "score": score}
            )
        )
    assert [risk.id for risk in rank_vendors(risks, rules)] == ["V1", "V2", "V3", "V0", "V4"]


def test_every_reason_can_be_said(rules):
    """Every reason a scorer gives has its sentence, with the same holes in three languages."""
    knowledge = load_knowledge()
    seen = set()
    cases = [
        world(),
        world(answers=[Answer(vendor="V1", question="VQ-CON-01", answer=w, evidence=("E-x",))
                       for w in ("yes", "n/a", "perhaps")] + [
            Answer(vendor="V1", question="VQ-NONE", answer="yes")]),
        world(answers=full(rules, "attested"),
              evidence=[Evidence(id="E-attested", kind="interview", date=dt.date(2020, 1, 1))]),
        world(vendors=[vendor(criticality=None)], services=[]),
    ]  # fmt: skip
    for case in cases:
        risk = assess(rules, case)["V1"]
        for reason in (*risk.because, *risk.inherent_because):
            seen.add(reason.rule)
            text = knowledge.entries("sentences")[reason.rule].text
            for name, form in holes(text.en):
                assert form != "label" or names_an_entry(reason.args[name])
            for language in ("zh-Hans", "zh-Hant", "en"):
                assert "{" not in knowledge.say(reason, language)
    assert len(seen) >= 8


def names_an_entry(label):
    prefix, _, id = label.partition(".")
    if prefix == "level":
        return load_knowledge().has_label(label)
    kinds = {
        "tier_rule": "vendors/tier-rules",
        "vendor_factor": "vendors/factors",
        "fatal": "vendors/fatal-rules",
        "knockout_state": "vendors/knockout-states",
    }
    return id in shipped(kinds[prefix])
