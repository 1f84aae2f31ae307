"""The laws of the method hold for random engagements, and a broken scorer breaks one of them."""

from dataclasses import replace

import pytest
import vendor_laws
from hypothesis import given, settings
from hypothesis import strategies as st

from riskkit.vendors import answers, benches, case, gap, proof, verdict
from riskkit.vendors.answers import Item

seeds = st.integers(0, 2**32)


@pytest.mark.parametrize("law", vendor_laws.LAWS, ids=lambda law: law.__name__)
@settings(max_examples=30, deadline=None, database=None)
@given(seed=seeds)
def test_law(rules, law, seed):
    law(rules, seed)


@pytest.mark.parametrize(
    "law",
    [
        vendor_laws.heavier_weights_alike_change_nothing,
        vendor_laws.the_order_of_questions_changes_nothing,
    ],
    ids=lambda law: law.__name__,
)
@settings(max_examples=5, deadline=None, database=None)
@given(seed=seeds)
def test_law_of_questions(rules, law, seed):
    law(rules, seed)


def unanswered_dropped(monkeypatch):
    monkeypatch.setattr(
        Item, "scored", property(lambda self: self.state not in ("unknown", "not_applicable"))
    )


def no_fatal_gate(monkeypatch):
    monkeypatch.setattr(case, "answer_knockouts", lambda items, rules: ())


def fatal_gate_at_the_verdict_only(monkeypatch):
    monkeypatch.setattr(verdict, "raised", lambda tier, residual, knockouts, rules: residual)


def stale_counted_fresh(monkeypatch):
    monkeypatch.setattr(proof, "freshness", lambda *args: 1.0)


def stale_counted_better(monkeypatch):
    real = proof.freshness
    monkeypatch.setattr(proof, "freshness", lambda *args: 1 - real(*args))


def last_evidence_counts(monkeypatch):
    real = answers.back
    monkeypatch.setattr(answers, "back", lambda ids, age, proving: real(ids[-1:], age, proving))


def a_test_of_function_proves_nothing(monkeypatch):
    real = proof.level_of
    monkeypatch.setattr(
        proof, "level_of", lambda e, rules: None if e.kind == "function_check" else real(e, rules)
    )


def critical_read_as_low(monkeypatch):
    real = verdict.by_table
    lower = {"critical": "low"}
    monkeypatch.setattr(
        verdict, "by_table", lambda tier, gap, rules: real(lower.get(tier, tier), gap, rules)
    )


def not_applicable_needs_nobody(monkeypatch):
    real = answers._open

    def waved(question, answer, **fields):
        return real(question, answer, **fields | {"approved": answer == "na"})

    monkeypatch.setattr(answers, "_open", waved)


def partial_better_than_yes(monkeypatch):
    real = answers._one

    def odd(*args):
        item = real(*args)
        return item._replace(gap=0, lo=0, hi=0) if item.answer == "partial" else item

    monkeypatch.setattr(answers, "_one", odd)


def shares_without_the_tail(monkeypatch):
    real = gap._parts

    def even(items, gaps, rules):
        worst = max(gaps, key=gaps.get)
        return real(items, dict.fromkeys(gaps, gaps[worst]), rules)

    monkeypatch.setattr(gap, "_parts", even)


def bounds_swapped(monkeypatch):
    real = case.overall_gap

    def swapped(items, rules):
        whole = real(items, rules)
        return whole and replace(whole, lo=whole.hi, hi=whole.lo)

    monkeypatch.setattr(case, "overall_gap", swapped)


def answers_of_everybody(monkeypatch):
    monkeypatch.setattr(benches, "by_vendor", lambda rows: Everybody(rows))


class Everybody(dict):
    def __init__(self, rows):
        self.rows = list(rows)

    def get(self, key, default=None):
        return self.rows


MUTANTS = (
    unanswered_dropped,
    no_fatal_gate,
    fatal_gate_at_the_verdict_only,
    stale_counted_fresh,
    stale_counted_better,
    last_evidence_counts,
    a_test_of_function_proves_nothing,
    critical_read_as_low,
    not_applicable_needs_nobody,
    partial_better_than_yes,
    shares_without_the_tail,
    bounds_swapped,
    answers_of_everybody,
)


def broken_law(rules):
    for seed in range(12):
        for law in vendor_laws.LAWS:
            try:
                law(rules, seed)
            except AssertionError:
                return law.__name__
    return None


def test_an_unbroken_scorer_keeps_every_law_on_the_seeds_of_the_mutants(rules):
    assert broken_law(rules) is None


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_broken_scorer_breaks_a_law(rules, monkeypatch, mutant):
    mutant(monkeypatch)
    assert broken_law(rules) is not None, f"no law notices {mutant.__name__}"
