"""Laws every scorer of vendors must keep, written so that tests and mutants can both call them.

Each law takes the rules and the seed of a random engagement and fails by assertion. The lookup
tables are checked in every cell by `vendors/test_tables.py`, the inherent tier on the whole grid of
its factors by `test_inherent.py`, dependency edges by `test_concentration.py` and the ladder of
exports by `test_exports.py`.
"""

import datetime as dt
import random
from itertools import pairwise

from vendor_world import AS_OF, PROOFS, assess, asset, changed, service, shipped, vendor, world

from riskkit.model.inventory import Answer, Evidence, Inventory
from riskkit.model.value import Interval
from riskkit.vendors.rules import TIERS, VendorRules
from riskkit.vendors.verdict import by_table

WORDS = ("yes", "yes", "yes", "yes", "partial", "planned", "no", "n/a", "外包", "unclear", None)
LADDER = ("no", "planned", "partial", "yes")
VERDICTS = ("approve", "conditional", "insufficient", "reject")
KINDS = ("mover", "it_service", "destruction", "cloud", "transferee")
LEVELS = (None, *PROOFS)


def pool():
    """Pieces of evidence of each kind at several ages, none of them from the future."""
    ages = (30, 400, 600, 1200)
    return tuple(
        Evidence(id=f"E-{level}-{age}", kind=kind, date=AS_OF - dt.timedelta(days=age))
        for level, kind in PROOFS.items()
        for age in ages
    )


def engagement(seed):
    """A random engagement with one vendor: kind, data, access, papers and answers vary."""
    rng = random.Random(seed)
    one = vendor(kind=rng.choice(KINDS), criticality=rng.choice(("low", "high", None)))
    part = service(
        logical_access=rng.choice(("none", "view", "export", "admin", None)),
        physical_access=rng.choice((True, False, None)),
        countries=rng.choice((("CN",), ("CN", "US"), ())),
        transfer_mechanism=rng.choice((None, "none", "assessment", "scc")),
        processing_agreement=rng.choice((True, True, True, False, None)),
        nda_signed=rng.choice((*[dt.date(2026, 2, 1)] * 4, dt.date(2026, 5, 1), None)),
        role=rng.choice(("entrusted", "entrusted", "recipient", None)),
    )
    held = asset(
        tier=rng.choice(("low", "medium", "high")),
        score=rng.choice((0.1, 0.4, 0.8, 0.95)),
        persons=rng.choice((Interval(), Interval(lo=10, hi=500), Interval.exactly(200_000))),
    )
    willing = rng.choice((0.3, 0.8, 1.0))
    evidence = pool()
    answers = [
        Answer(
            vendor="V1",
            question=question.id,
            answer=question.favourable if rng.random() < willing else rng.choice(WORDS),
            evidence=tuple(
                e.id for e in rng.sample(evidence, rng.choice((0, 1, 2, 4)) if willing < 1 else 8)
            ),
            na_reason=rng.choice(("a reason", None)),
            na_approved_by=rng.choice(("officer", "Vendor V1", None)),
        )
        for question in shipped("questionnaires").values()
        if rng.random() < 0.95
    ]
    return world(answers=answers, evidence=evidence, vendors=[one], services=[part], assets=[held])


def remake(inventory, **fields):
    """The same engagement with other rows."""
    return Inventory(**{name: getattr(inventory, name) for name in Inventory.model_fields} | fields)


def with_answer(inventory, place, **fields):
    rows = list(inventory.answers)
    rows[place] = rows[place].model_copy(update=fields)
    return remake(inventory, answers=tuple(rows))


def rank(tier):
    return TIERS.index(tier)


def not_worse(new, old):
    assert new.score >= old.score - 1e-9
    assert new.lo >= old.lo - 1e-9 and new.hi >= old.hi - 1e-9
    assert rank(new.residual) <= rank(old.residual)
    assert VERDICTS.index(new.verdict) <= VERDICTS.index(old.verdict)


def one(rules, inventory, assets, as_of=AS_OF):
    return assess(rules, (inventory, assets), as_of=as_of)["V1"]


def a_better_answer_is_never_worse(rules, seed):
    inventory, assets = engagement(seed)
    before = one(rules, inventory, assets)
    told = {answer["question"]: answer for answer in before.answers}
    rng = random.Random(seed)
    now_at = [told.get(row.question, {}).get("answer") for row in inventory.answers]
    places = [place for place, now in enumerate(now_at) if now in LADDER[:-1]]
    for place in rng.sample(places, min(4, len(places))):
        row, now = inventory.answers[place], now_at[place]
        better = rng.choice(LADDER[LADDER.index(now) + 1 :])
        if shipped("questionnaires")[row.question].favourable == "no":
            better = {"yes": "no"}.get(better, better)
        not_worse(one(rules, with_answer(inventory, place, answer=better), assets), before)


def more_evidence_is_never_worse(rules, seed):
    inventory, assets = engagement(seed)
    before = one(rules, inventory, assets)
    rng = random.Random(seed)
    for place in rng.sample(range(len(inventory.answers)), 4):
        more = (*inventory.answers[place].evidence, rng.choice(inventory.evidence).id)
        not_worse(one(rules, with_answer(inventory, place, evidence=more), assets), before)


def stronger_evidence_is_never_worse(rules, seed):
    inventory, assets = engagement(seed)
    levels, age = list(PROOFS), random.Random(seed).choice((30, 400, 600, 1200))
    alike = [
        remake(
            inventory,
            answers=tuple(
                row.model_copy(update={"evidence": (f"E-{level}-{age}",) if row.evidence else ()})
                for row in inventory.answers
            ),
        )
        for level in levels
    ]
    for weak, strong in pairwise(one(rules, each, assets) for each in alike):
        not_worse(strong, weak)


def a_more_critical_vendor_never_leaves_less_risk(rules, seed):
    inventory, assets = engagement(seed)
    risks = []
    for criticality in ("low", "moderate", "high", "critical"):
        vendors = tuple(
            v.model_copy(update={"criticality": criticality}) for v in inventory.vendors
        )
        risks.append(one(rules, remake(inventory, vendors=vendors), assets))
    for low, high in pairwise(risks):
        assert rank(high.inherent) >= rank(low.inherent)
        assert rank(high.residual) >= rank(low.residual)
        assert VERDICTS.index(high.verdict) >= VERDICTS.index(low.verdict)
        assert high.score <= low.score + 1e-9


def time_never_makes_a_vendor_better(rules, seed):
    inventory, assets = engagement(seed)
    risks = [
        one(rules, inventory, assets, AS_OF + dt.timedelta(days=days))
        for days in (0, 90, 500, 3000)
    ]
    for early, late in pairwise(risks):
        not_worse(early, late)


def evidence_long_past_its_age_is_no_evidence(rules, seed):
    inventory, assets = engagement(seed)
    late = AS_OF + dt.timedelta(days=40 * 365)
    bare = tuple(row.model_copy(update={"evidence": ()}) for row in inventory.answers)
    aged = one(rules, inventory, assets, late)
    assert aged.score == one(rules, remake(inventory, answers=bare), assets, late).score


def silence_is_never_better(rules, seed):
    inventory, assets = engagement(seed)
    before = one(rules, inventory, assets)
    rng = random.Random(seed)
    for place in rng.sample(range(len(inventory.answers)), 4):
        rows = [row for at, row in enumerate(inventory.answers) if at != place]
        after = one(rules, remake(inventory, answers=tuple(rows)), assets)
        assert after.score <= before.score + 1e-9
        assert after.coverage <= before.coverage + 1e-9 or before.coverage == 0
        assert after.verdict != "approve" or before.verdict == "approve"


def not_applicable_without_approval_is_silence(rules, seed):
    inventory, assets = engagement(seed)
    rows = [
        row.model_copy(update={"na_approved_by": None}) if row.answer == "n/a" else row
        for row in inventory.answers
    ]
    silent = [
        row.model_copy(update={"answer": None}) if row.answer == "n/a" else row for row in rows
    ]
    declared = one(rules, remake(inventory, answers=tuple(rows)), assets)
    unanswered = one(rules, remake(inventory, answers=tuple(silent)), assets)
    for field in ("score", "lo", "hi", "coverage", "residual", "verdict", "knockouts"):
        assert getattr(declared, field) == getattr(unanswered, field)


def a_broken_fatal_rule_is_never_approved(rules, seed):
    inventory, assets = engagement(seed)
    asked = {answer["question"] for answer in one(rules, inventory, assets).answers}
    for question in shipped("questionnaires").values():
        if not question.fatal or question.id not in asked:
            continue
        bad = "no" if question.favourable == "yes" else "yes"
        rows = [row for row in inventory.answers if row.question != question.id]
        rows.append(Answer(vendor="V1", question=question.id, answer=bad))
        risk = one(rules, remake(inventory, answers=tuple(rows)), assets)
        assert risk.verdict != "approve"
        assert rank(risk.residual) >= rank("high")
        if rank(risk.inherent) >= rank("high"):
            assert risk.verdict == "reject"
        break


def fatal_rules_only_raise(rules, seed):
    risk = one(rules, *engagement(seed))
    if risk.score is not None:
        assert rank(risk.residual) >= rank(by_table(risk.inherent, 1 - risk.score / 100, rules))
    assert rank(risk.projected) <= rank(risk.residual)
    broken = [k for k in risk.knockouts if k.state not in ("pass", "not_applicable")]
    assert not (broken and risk.verdict == "approve")


def a_score_stands_between_its_bounds_and_is_the_sum_of_its_parts(rules, seed):
    risk = one(rules, *engagement(seed))
    assert risk.lo <= risk.score <= risk.hi
    assert abs(sum(part.share for part in risk.contributions) - (100 - risk.score)) < 1e-9
    assert all(gauge.lo <= gauge.value <= gauge.hi for gauge in risk.domains.values())


def order_changes_nothing(rules, seed):
    inventory, assets = engagement(seed)
    rng = random.Random(seed)
    shuffled = {
        name: tuple(rng.sample(rows, len(rows)))
        for name in ("answers", "evidence", "services")
        if (rows := getattr(inventory, name))
    }
    assert one(rules, remake(inventory, **shuffled), assets) == one(rules, inventory, assets)


def the_order_of_questions_changes_nothing(rules, seed):
    inventory, assets = engagement(seed)
    rng = random.Random(seed)

    def mixed(kind):
        entries = list(shipped(kind).items())
        return dict(rng.sample(entries, len(entries)) if kind == "questionnaires" else entries)

    assert one(VendorRules.of(mixed), inventory, assets) == one(rules, inventory, assets)


def another_vendor_changes_nothing(rules, seed):
    inventory, assets = engagement(seed)
    other, _ = engagement(seed + 1)
    rows = tuple(row.model_copy(update={"vendor": "V2"}) for row in other.answers)
    parts = tuple(s.model_copy(update={"vendor": "V2", "id": "S2"}) for s in other.services)
    alone = one(rules, inventory, assets)
    for vendors in ((vendor("V2"), *inventory.vendors), (*inventory.vendors, vendor("V2"))):
        both = remake(
            inventory,
            vendors=vendors,
            answers=rows + inventory.answers,
            services=parts + inventory.services,
        )
        assert one(rules, both, assets) == alone


def heavier_weights_alike_change_nothing(rules, seed):
    inventory, assets = engagement(seed)
    heavy = changed(
        questions={q.id: {"weight": q.weight * 2} for q in shipped("questionnaires").values()}
    )
    before, after = one(rules, inventory, assets), one(heavy, inventory, assets)
    assert abs(before.score - after.score) < 1e-9
    assert abs(before.coverage - after.coverage) < 1e-9
    assert (before.residual, before.verdict) == (after.residual, after.verdict)


LAWS = (
    a_better_answer_is_never_worse,
    more_evidence_is_never_worse,
    stronger_evidence_is_never_worse,
    a_more_critical_vendor_never_leaves_less_risk,
    time_never_makes_a_vendor_better,
    evidence_long_past_its_age_is_no_evidence,
    silence_is_never_better,
    not_applicable_without_approval_is_silence,
    a_broken_fatal_rule_is_never_approved,
    fatal_rules_only_raise,
    a_score_stands_between_its_bounds_and_is_the_sum_of_its_parts,
    order_changes_nothing,
    another_vendor_changes_nothing,
)
