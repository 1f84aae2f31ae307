"""Lint: every rule with a seeded fault and its clean twin, in ours and across files."""

import datetime as dt
import re

import pytest
from foreign_world import cnil, dutch
from report_example import example

from riskkit.foreign import from_json
from riskkit.lint import Edition, lint, lint_beside, lint_own, own_shape
from riskkit.lint.checks import CHECKS
from riskkit.model.assessment import Finding
from riskkit.model.profiles import ClauseState, FactValue, Profiles
from riskkit.model.risk import Basis
from riskkit.model.signoff import Signoff
from riskkit.model.value import Text

IDS = [f"L{n:02d}" for n in range(1, 21)]


def text(words):
    return Text(zh_hans=words, zh_hant=words, en=words)


@pytest.fixture(scope="module")
def clean():
    """The example with every document defect mended; risks without levels it makes up."""
    a = example()
    keep = ("riskkit-v1",)
    ladder = ((80, "critical"), (60, "high"), (40, "moderate"), (20, "low"), (0, "negligible"))

    def level(score):
        return next(label for start, label in ladder if score >= start)

    def risk(r):
        return r.model_copy(
            update={
                "level": dict.fromkeys(keep, level(r.score)),
                "level_range": dict.fromkeys(keep, (level(r.lo), level(r.hi))),
            }
        )

    def levelled(one):
        return one.model_copy(
            update={s: risk(getattr(one, s)) for s in ("inherent", "residual", "planned")}
        )

    ids = {s.id for s in a.actions}
    signed = Signoff(
        subjects_consulted=True, subjects_views="Agreed.", decision="conditional",
        authority_consulted_on=dt.date(2026, 11, 1),
    )  # fmt: skip
    return a.model_copy(
        update={
            "engagement": a.engagement.model_copy(update={"signoff": signed}),
            "assets": tuple(levelled(x) for x in a.assets),
            "scenarios": tuple(
                levelled(s).model_copy(update={"override": None}) for s in a.scenarios
            ),
            "activities": tuple(x.model_copy(update={"missing": ()}) for x in a.activities),
            "findings": tuple(
                f.model_copy(update={"action": f.action if f.action in ids else None})
                for f in a.findings
            ),
            "actions": tuple(
                s.model_copy(
                    update={
                        "owner": "Ann",
                        "due": dt.date(2027, 1, 1),
                        "proposed": False,
                        "scope": tuple(x.id for x in a.assets),
                    }
                )
                for s in a.actions
            ),
            "controls": tuple(c for c in a.controls if c.id in known()),
        }
    )


def known():
    from riskkit.catalogue import load_knowledge

    return set(load_knowledge().entries("controls"))


def found(a, knowledge):
    return {r.rule for r in lint_own(a, knowledge)}


def replaced(a, name, place=0, **fields):
    rows = list(getattr(a, name))
    rows[place] = rows[place].model_copy(update=fields)
    return a.model_copy(update={name: tuple(rows)})


def stated(fact, value):
    return Profiles(facts=(FactValue(fact=fact, value=value),))


def a_finding(rule):
    return Finding(id="F-X", rule=rule, severity="high", subject="A01", statement=text("x"))


def with_finding(a, rule):
    return a.model_copy(update={"findings": (*a.findings, a_finding(rule))})


def groundless(a):
    a = replaced(a, "activities", data_kinds=("health",))
    grave = a_finding("F-CONSENT-SENSITIVE").model_copy(update={"subject": a.activities[0].id})
    return a.model_copy(update={"findings": (*a.findings, grave)})


def signed(a, **fields):
    head = a.engagement
    off = head.signoff.model_copy(update=fields)
    return a.model_copy(update={"engagement": head.model_copy(update={"signoff": off})})


def risen(a):
    asset = a.assets[0]
    return replaced(a, "assets", residual=asset.inherent, planned=asset.inherent.model_copy(
        update={"score": min(100, asset.inherent.score + 1), "hi": 100}
    ))  # fmt: skip


def unmoved(a):
    basis = Basis(identifiability=(1, 1, 1), factors={}, planned=("CR-01",))
    return replaced(a, "assets", planned=a.assets[0].residual, basis=basis)


def lonely(a):
    grave = max(range(len(a.assets)), key=lambda n: a.assets[n].residual.score)
    asset = a.assets[grave]
    level = {"riskkit-v1": "high"}
    risk = asset.residual.model_copy(update={"score": 61, "lo": 60, "hi": 70, "level": level})
    a = replaced(a, "assets", grave, residual=risk, inherent=risk, planned=risk)
    left = tuple(x.id for x in a.assets if x.id != asset.id)
    actions = tuple(s.model_copy(update={"scope": left}) for s in a.actions)
    return a.model_copy(update={"actions": actions})


def missing_clause(a):
    clause = ClauseState(
        id="cnil.214", profile="cnil", clause="214", section="2.1", severity="high",
        state="missing", verified="primary",
    )  # fmt: skip
    return a.model_copy(update={"profiles": Profiles(clauses=(clause,))})


def approved_high(a):
    a = signed(a, authority_consulted_on=None, decision="approved")
    asset = a.assets[0]
    risk = asset.residual.model_copy(
        update={"score": 65, "lo": 60, "hi": 70, "level": {"riskkit-v1": "high"}}
    )
    return replaced(a, "assets", inherent=risk, residual=risk, planned=risk)


def mislevelled(a):
    risk = a.assets[0].residual
    ranks = ["negligible", "low", "moderate", "high", "critical"]
    other = next(r for r in ranks if r != risk.level["riskkit-v1"])
    changed = risk.model_copy(update={"level": {"riskkit-v1": other}})
    return replaced(a, "assets", residual=changed)


FAULTS = {
    "L01": lambda a: replaced(a, "assets", residual=a.assets[0].residual.model_copy(
        update={"score": a.assets[0].residual.lo - 1})),
    "L02": risen,
    "L03": unmoved,
    "L04": lambda a: replaced(a, "actions", owner=None),
    "L05": lonely,
    "L06": missing_clause,
    "L07": lambda a: signed(a, decision_why="理由待补"),
    "L08": groundless,
    "L09": lambda a: replaced(a, "activities", missing=("retention_months",)),
    "L10": approved_high,
    "L11": lambda a: signed(a, subjects_consulted=False, subjects_why_not=" "),
    "L12": lambda a: replaced(a, "activities", assets=("A-GONE",)),
    "L13": mislevelled,
    "L14": lambda a: replaced(a, "scenarios", override={"by": "Ann", "on": None, "why": None}),
    "L15": lambda a: with_finding(a, "F-EXPORT-NO-MECHANISM"),
    "L16": lambda a: with_finding(a, "F-EVIDENCE-EXPIRED"),
    "L18": lambda a: with_finding(a, "F-DATA-UNDECLARED"),
    "L19": lambda a: a.model_copy(
        update={"profiles": stated("impact.economic", "Fines and reputational damage.")}),
    "L20": lambda a: replaced(a, "findings", statement=Text(
        zh_hans="3 人", zh_hant="3 人", en="4 persons")),
}  # fmt: skip


def test_there_are_twenty_rules_with_a_source(knowledge):
    rules = knowledge.entries("lint")
    assert list(rules) == IDS
    assert {rule.check for rule in rules.values()} - {"copied"} <= set(CHECKS)
    assert set(CHECKS) <= {rule.check for rule in rules.values()}


def test_an_assessment_without_a_defect_has_no_result(clean, knowledge):
    assert lint_own(clean, knowledge) == ()


@pytest.mark.parametrize("rule", FAULTS)
def test_a_seeded_fault_is_found_by_its_rule(rule, clean, knowledge):
    assert rule in found(FAULTS[rule](clean), knowledge)


def test_l17_is_the_only_rule_that_needs_another_file(clean, knowledge):
    linted = lint(own_shape(clean, knowledge, file="a"), knowledge)
    assert linted.unchecked == ("L17",)
    assert set(FAULTS) | {"L17"} == set(IDS)


def test_a_path_that_is_too_light_for_the_counts_is_found(clean, knowledge):
    def said(words):
        fired = clean.screening[0].model_copy(update={"id": "CBF.7", "state": "yes"})
        return clean.model_copy(
            update={"screening": (fired,), "profiles": stated("export.path", words)}
        )

    assert "L15" in found(said("Standard contract"), knowledge)
    assert "L15" not in found(said("Security assessment"), knowledge)


LONG = "Members give their telephone number so that we can call them when an order has come in."


def test_l17_finds_the_same_words_for_two_clients(knowledge):
    one, two = cnil(), cnil()
    two["pia"]["name"] = "Another client"
    for data in (one, two):
        data["answers"][0]["data"]["text"] = f"<p>{LONG}</p>"
    shapes = [from_json(data, name, knowledge) for data, name in ((one, "a"), (two, "b"))]
    results = lint_beside(shapes, (), knowledge)
    assert {(file, r.rule, r.place) for file, rs in results.items() for r in rs} == {
        ("a", "L17", "111"),
        ("b", "L17", "111"),
    }
    assert LONG not in str(results)
    two["pia"]["name"] = one["pia"]["name"]
    same = [from_json(data, name, knowledge) for data, name in ((one, "a"), (two, "b"))]
    assert lint_beside(same, (), knowledge) == {}


def edition(language, words, of="report 1"):
    return Edition(f"{language}.html", of, language, words)


@pytest.mark.parametrize(
    ("english", "chinese", "differs"),
    [
        ("12,000 rows, 3.4 points", "12,000 行，3.4 分", False),
        ("12,000 rows, 3.4 points", "12,001 行，3.4 分", True),
        ("25% of 8", "8 之 25%", False),
        ("CNIL 4 × 4 map, 7", "CNIL 四级×四级风险图，7", False),
        ("Large scale (500,000 persons or more)", "处理规模较大（50 万人以上）", False),
        ("500,000 persons", "50 万人", True),
    ],
)
def test_l20_compares_the_numbers_of_two_editions(english, chinese, differs, knowledge):
    both = [edition("en", english), edition("zh-Hans", chinese)]
    results = lint_beside((), both, knowledge)
    assert [(r.rule, r.place) for r in results.get("zh-Hans.html", ())] == (
        [("L20", "zh-Hans")] if differs else []
    )


def test_l20_leaves_other_reports_and_one_language_alone(knowledge):
    apart = [edition("en", "1"), edition("zh-Hans", "2", of="report 2")]
    assert lint_beside((), apart, knowledge) == {}
    assert lint_beside((), [edition("en", "1"), edition("en", "2")], knowledge) == {}


def test_results_are_ordered_and_said_in_three_languages(knowledge):
    data = dutch()
    data["answers"]["18"]["value"] = "TODO"
    del data["answers"]["14.1"]
    results = lint(from_json(data, "x", knowledge), knowledge).results
    ranks = ["critical", "high", "medium", "low", "info"]
    assert [ranks.index(r.severity) for r in results] == sorted(
        ranks.index(r.severity) for r in results
    )
    assert all(r.statement.zh_hans and r.statement.zh_hant and r.statement.en for r in results)


@pytest.mark.parametrize(
    ("words", "found_"),
    [
        ("todo", True), ("TBD.", True), ("Nog te bepalen", True), ("内容待补充", True),
        ("Method of ToDoist", False), ("A stbde word", False), ("xxxl shirts", False),
        ("Lorem ipsum dolor", True), ("按需待命", False),
    ],
)  # fmt: skip
def test_a_placeholder_is_a_word_of_its_own(words, found_, clean, knowledge):
    assert ("L07" in found(signed(clean, decision_why=words), knowledge)) is found_


def test_no_result_quotes_what_it_read(clean, knowledge):
    canary = "TODO 310101199001011234"
    a = signed(clean, decision_why=canary, subjects_why_not=canary, subjects_consulted=False)
    told = [r.model_dump_json() for r in lint_own(a, knowledge)]
    assert told
    assert not any(re.search(r"\d{10}", text) for text in told)
