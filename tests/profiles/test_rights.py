"""GB/T 39335 in its own terms: the matrix, the dimensions, and corrections with their reasons."""

import pytest
from finding_world import asset_risk

from riskkit.catalogue import load_knowledge
from riskkit.model.assessment import ControlState, Gauge, RegisterState, Risk, ScenarioRisk
from riskkit.model.inventory import Asset, Statement
from riskkit.model.value import Interval, Text
from riskkit.profiles.rights import RightsBasis, RightsRules, cell, rate_rights

KNOWLEDGE = load_knowledge()
RULES = RightsRules(
    rights=KNOWLEDGE.entries("gbt39335/rights"),
    sources=KNOWLEDGE.entries("gbt39335/sources"),
    corrections=KNOWLEDGE.entries("gbt39335/corrections"),
    matrix=KNOWLEDGE.entries("matrices")["gbt39335-d5"],
)
LOW, MEDIUM, HIGH, SEVERE = "low", "medium", "high", "severe"
D5 = {  # rows: impact 4 to 1; columns: likelihood 1 to 4
    4: (MEDIUM, HIGH, SEVERE, SEVERE),
    3: (MEDIUM, MEDIUM, HIGH, SEVERE),
    2: (LOW, MEDIUM, MEDIUM, HIGH),
    1: (LOW, LOW, MEDIUM, MEDIUM),
}
CELLS = [(i, p, level) for i, levels in D5.items() for p, level in enumerate(levels, 1)]


@pytest.mark.parametrize(("impact", "likelihood", "level"), CELLS)
def test_table_d5_cell_by_cell(impact, likelihood, level):
    assert cell(RULES.matrix, impact, likelihood) == level


def risk():
    half = Gauge(value=0.5, lo=0.5, hi=0.5)
    return Risk(score=25, lo=25, hi=25, likelihood=half, severity=half)


def rated(*kinds, pathway="access", controls=(), statements=(), rows=0, **fields):
    persons = fields.pop("persons", Interval.exactly(100))
    held = Asset(id="A1", name="CRM", carrier="db", **fields)
    event = ScenarioRisk(
        id="S1", name=Text(zh_hans="一", zh_hant="一", en="One"), pathway=pathway, assets=("A1",),
        inherent=risk(), residual=risk(), planned=risk(),
    )  # fmt: skip
    found = asset_risk(found=kinds).model_copy(update={"persons": persons})
    register = RegisterState(id="REG-INCIDENT", kept=True, required=False, rows=rows)
    basis = RightsBasis(
        assets={"A1": (held, found)},
        controls=tuple(controls),
        registers={"REG-INCIDENT": register},
        categories=KNOWLEDGE.entries("categories"),
        statements=tuple(statements),
    )
    return rate_rights([event], basis, RULES)[0]


def control(family, value, lo=None):
    low = value if lo is None else lo
    return ControlState(
        id=f"{family}-01", family=family, status="in_place", proof="document",
        strength=Gauge(value=value, lo=low, hi=value),
    )  # fmt: skip


def reason(name, **fields):
    return Statement(fact=f"correction.{name}", **{"text": "Because", "by": "DPO", **fields})


def correction(rating, name):
    return next(one for one in rating.corrections if one.id == name)


@pytest.mark.parametrize(
    ("kinds", "pathway", "impacts"),
    [
        (("name",), "access", (1, 1, 1, 1)),
        (("health",), "access", (2, 3, 3, 2)),
        (("name", "bank_account"), "access", (1, 1, 1, 3)),
        (("location_track",), "access", (4, 1, 3, 2)),
        (("location_track",), "disappearance", (3, 1, 2, 2)),
        ((), "access", (4, 4, 4, 4)),  # nobody said what is held
    ],
)
def test_the_gravest_kind_decides_each_dimension_as_far_as_the_event_goes(kinds, pathway, impacts):
    assert tuple(rated(*kinds, pathway=pathway).rights.values()) == impacts


@pytest.mark.parametrize(
    ("strength", "level"), [(1, 1), (0.76, 1), (0.75, 2), (0.5, 3), (0.26, 3), (0.25, 4), (0, 4)]
)
def test_the_weaker_the_proven_controls_the_likelier(strength, level):
    assert rated("name", controls=[control("NW", strength)]).sources["technology"] == level


def test_an_unproven_control_widens_the_likelihood():
    found = rated("name", controls=[control("NW", 0.8, lo=0.1)])
    assert (found.sources["technology"], found.sources_hi["technology"]) == (1, 4)


@pytest.mark.parametrize(
    ("persons", "level"),
    [(1_000_000, 1), (1_000_001, 2), (10_000_000, 2), (10_000_001, 3)],
)
def test_many_persons_raise_the_posture(persons, level):
    found = rated("name", persons=Interval.exactly(persons))
    assert found.sources["posture"] == level


def test_persons_that_nobody_counted_raise_the_worst_case_only():
    found = rated("name", persons=Interval(lo=10))
    assert (found.sources["posture"], found.sources_hi["posture"]) == (1, 3)


def test_an_incident_on_record_stands_in_the_high_row():
    assert rated("name", rows=1).sources["posture"] == 3


MANY = Interval.exactly(500_000)
FEWER = Interval.exactly(499_999)


@pytest.mark.parametrize(
    ("name", "given", "state"),
    [
        ("sensitive_many", {"persons": MANY, "statements": [reason("sensitive_many")]}, "applied"),
        ("sensitive_many", {"persons": MANY}, "reason_missing"),
        ("sensitive_many",
         {"persons": MANY, "statements": [reason("sensitive_many", by=None)]}, "reason_missing"),
        ("sensitive_many",
         {"persons": FEWER, "statements": [reason("sensitive_many")]}, "fact_missing"),
        ("vulnerable",
         {"subjects": ("elderly",), "statements": [reason("vulnerable")]}, "applied"),
        ("vulnerable", {"statements": [reason("vulnerable")]}, "fact_missing"),
        ("deidentified",
         {"identifiers": "indirect", "statements": [reason("deidentified")]}, "applied"),
        ("deidentified",
         {"identifiers": "direct", "statements": [reason("deidentified")]}, "fact_missing"),
        ("deidentified", {"statements": [reason("deidentified")]}, "fact_missing"),
        ("experienced", {"statements": [reason("experienced")]}, "reason_missing"),
        ("experienced",
         {"statements": [reason("experienced", evidence=("E1",))]}, "applied"),
        ("vulnerable",
         {"subjects": ("elderly",), "statements": [reason("vulnerable", item="S1")]}, "applied"),
        ("vulnerable",
         {"subjects": ("elderly",), "statements": [reason("vulnerable", item="S2")]},
         "reason_missing"),
    ],
)  # fmt: skip
def test_a_correction_needs_its_fact_and_a_reason_somebody_signed(name, given, state):
    assert correction(rated("health", **given), name).state == state


def test_both_levels_are_kept_before_and_after_a_correction():
    controls = [control(family, 0.6) for family in ("NW", "IN", "GV", "IR")]
    given = {"controls": controls, "subjects": ("elderly",)}
    before = rated("health", **given)
    after = rated("health", statements=[reason("vulnerable")], **given)
    assert (before.corrected, before.level) == ((3, 2), "medium")
    assert (after.impact, after.corrected) == (3, (4, 2))
    assert (after.level_uncorrected, after.level) == ("medium", "high")


def test_corrections_stay_on_the_scale():
    found = rated("location_track", subjects=("elderly",), statements=[reason("vulnerable")])
    assert found.corrected[0] == 4
    low = rated("name", identifiers="none", statements=[reason("deidentified")])
    assert low.corrected[0] == 1


def test_every_pair_of_dimensions_has_its_cell():
    found = rated("health", controls=[control("NW", 0)])
    assert len(found.cells) == 16
    assert found.cells["reputation.technology"] == cell(RULES.matrix, 3, 4)


@pytest.mark.parametrize("dimension", RULES.rights.values(), ids=RULES.rights)
def test_a_dimension_knows_every_category_and_pathway(dimension):
    assert set(dimension.levels) == set(KNOWLEDGE.entries("categories"))
    assert set(dimension.pathways) == set(KNOWLEDGE.entries("pathways"))


def test_every_family_of_controls_is_in_one_source():
    named = [family for source in RULES.sources.values() for family in source.families]
    assert sorted(named) == sorted(KNOWLEDGE.entries("families"))
