"""NIST PRAM: the published worksheet comes out exactly; marks, levels and the system map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from small_engagement import Engagement

from riskkit.assessment import assess
from riskkit.assessment.rederive import map_differs, weights_of
from riskkit.catalogue import load_knowledge
from riskkit.errors import KnowledgeError
from riskkit.figures import risk_map
from riskkit.model.pram import CostFactor, PotentialProblem, PramMethod, impact_at, mark_at
from riskkit.scoring.pram import impact, outstanding, rank_actions
from riskkit.tables import table

KNOWLEDGE = load_knowledge()
METHOD, COSTS = KNOWLEDGE.entries("pram")["nist-pram"], KNOWLEDGE.entries("pram/costs")

# The example of NIST PRAM worksheet 3 "Prioritizing Risk", February 2019
# (usnistgov/PrivacyEngCollabSpace, worksheet-3-prioritizing-risk.xlsx, commit f99853b):
# tab Impact, rows 19-21; tab Risk, rows 10-40; tab Risk Prioritization SAMPLE, rows 10-55.
PUBLISHED_COSTS = [((7, 6, 6, 4), 23), ((7, 6, 8, 4), 25), ((7, 6, 8, 7), 28)]
PUBLISHED = {
    1: ([(7, 23, 161), (2, 25, 50), (6, 28, 168)], 379, 0.08775179439685113, 6),
    2: ([(6, 32, 192), (5, 19, 95), (2, 15, 30)], 317, 0.07339661958786756, 7),
    3: ([(6, 25, 150), (7, 36, 252), (5, 35, 175)], 577, 0.1335957397545728, 3),
    4: ([(5, 48, 240)], 240, 0.05556841861542024, 8),
    5: ([(6, 37, 222), (5, 20, 100), (3, 25, 75), (8, 33, 264), (4, 40, 160)],
        821, 0.19009029868025007, 1),
    6: ([(5, 22, 110), (5, 32, 160), (6, 28, 168)], 438, 0.10141236397314193, 5),
    7: ([(8, 43, 344), (9, 10, 90), (7, 27, 189), (4, 9, 36)], 659, 0.1525816161148414, 2),
    8: ([(4, 13, 52), (9, 32, 288), (8, 15, 120), (6, 9, 54)], 514, 0.119009029868025, 4),
    9: ([(3, 39, 117), (2, 48, 96)], 213, 0.04931697152118546, 9),
    10: ([(4, 14, 56), (6, 9, 54), (3, 17, 51)], 161, 0.03727714748784441, 10),
}  # fmt: skip
ROWS = [
    PotentialProblem(action=f"DA{n}", problem=f"P{i}", likelihood=likelihood, impact=cost)
    for n, (problems, *_) in PUBLISHED.items()
    for i, (likelihood, cost, _) in enumerate(problems)
]


@pytest.mark.parametrize(("marks", "total"), PUBLISHED_COSTS)
def test_the_published_impacts_come_out(marks, total):
    kinds = ("noncompliance", "direct_business", "reputation", "internal_culture")
    assert impact(dict(zip(kinds, marks, strict=True))) == total


def test_the_published_risks_of_31_problems_come_out():
    published = [risk for problems, *_ in PUBLISHED.values() for *_, risk in problems]
    assert len(ROWS) == 31
    assert [row.risk for row in ROWS] == published


def test_the_published_risks_shares_and_ranks_of_10_data_actions_come_out():
    told = {x.action: (x.risk, x.share, x.rank) for x in rank_actions(ROWS)}
    assert told == {f"DA{n}": tuple(row[1:]) for n, row in PUBLISHED.items()}
    assert sum(risk for risk, *_ in told.values()) == 4319


def test_the_five_outstanding_marks_are_those_above_the_fifth_and_its_ties():
    likely = [ROWS[i].likelihood for i in outstanding(row.likelihood for row in ROWS)]
    costly = [ROWS[i].impact for i in outstanding(row.impact for row in ROWS)]
    assert sorted(likely) == [8, 8, 8, 9, 9]
    assert sorted(costly) == [39, 40, 43, 48, 48]
    assert outstanding([3, 3, 1, 3], 2) == (0, 1, 3)
    assert outstanding([]) == outstanding([1], 0) == ()


def test_actions_of_equal_risk_share_the_better_place():
    rows = [("a", 2), ("b", 3), ("c", 3), ("d", 1)]
    made = [PotentialProblem(action=a, problem="p", likelihood=n, impact=4) for a, n in rows]
    assert [x.rank for x in rank_actions(made)] == [3, 1, 1, 4]
    assert rank_actions([]) == ()


@pytest.mark.parametrize("bad", [{}, {"noncompliance": 0}, {"noncompliance": 11}, {"x": -1}])
def test_a_cost_outside_its_scale_is_refused(bad):
    with pytest.raises(ValueError, match="cost"):
        impact(bad)


@pytest.mark.parametrize("bad", [{"likelihood": 0}, {"likelihood": 11}, {"impact": 0}])
def test_a_problem_outside_its_scale_is_refused(bad):
    with pytest.raises(ValidationError):
        PotentialProblem(**{"action": "a", "problem": "p", "likelihood": 1, "impact": 1, **bad})


@pytest.mark.parametrize(
    ("share", "mark"),
    [(0, 0), (0.000001, 1), (0.09, 1), (0.1, 2), (0.3, 4), (0.55, 6), (0.899, 9), (0.9, 10),
     (1, 10)],
)  # fmt: skip
def test_a_share_is_worth_a_tenth_of_the_scale_and_nothing_is_not_rated(share, mark):
    assert mark_at(METHOD.likelihood, share) == mark
    assert impact_at(COSTS, share) == 4 * mark


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_matrix_is_likelihood_times_impact(severity, likelihood):
    matrix = METHOD.matrix(COSTS.values())
    row = sum(step.start <= severity for step in matrix.severity) - 1
    column = sum(step.start <= likelihood for step in matrix.likelihood) - 1
    risk = mark_at(METHOD.likelihood, likelihood) * impact_at(COSTS, severity)
    assert matrix.cells[row][column] == METHOD.level(risk, 400)


@pytest.mark.parametrize(
    ("risk", "level"),
    [(0, "negligible"), (79, "negligible"), (80, "low"), (160, "moderate"), (240, "high"),
     (319, "high"), (320, "critical"), (400, "critical")],
)  # fmt: skip
def test_a_level_begins_at_a_fifth_of_the_greatest_risk(risk, level):
    assert METHOD.level(risk, 400) == level


def test_every_number_says_where_it_is_from():
    for entry in (METHOD, *COSTS.values()):
        assert entry.rationale and "worksheet 3" in entry.source
    assert [id for id, cost in COSTS.items() if not cost.grades] == ["other"]
    assert METHOD.text == KNOWLEDGE.entries("vocabularies")["method.nist-pram"].text


@pytest.mark.parametrize(
    "grades",
    [
        [{"from": 0, "mark": 5}, {"from": 0.5, "mark": 4}],
        [{"from": 0.1, "mark": 1}, {"from": 0.5, "mark": 4}],
        [{"from": 0, "mark": 1}, {"from": 0, "mark": 4}],
        [{"from": 0, "mark": 4}],
        [{"from": 0, "mark": 1}, {"from": 0.5, "mark": 11}],
    ],
)
def test_grades_that_fall_or_leave_the_scale_are_refused(grades):
    base = COSTS["reputation"].model_dump(by_alias=True)
    with pytest.raises(ValidationError):
        CostFactor.model_validate({**base, "grades": grades})
    method = METHOD.model_dump(by_alias=True)
    with pytest.raises(ValidationError):
        PramMethod.model_validate({**method, "likelihood": grades})


@pytest.fixture(scope="module")
def assessed(tmp_path_factory):
    engagement = Engagement()
    engagement.head["methods"] = "[nist-pram, riskkit-v1, gbt39335-d5]"
    engagement.tables["activities"] = [{"id": "P1", "name": "Loyalty", "assets": "A1"}]
    return assess(engagement.write(tmp_path_factory.mktemp("pram") / "e"))


def test_every_asset_and_scenario_has_a_level_of_the_method(assessed):
    matrix = KNOWLEDGE.matrix("nist-pram")
    order = [result.id for result in matrix.results]
    for one in (*assessed.assets, *assessed.scenarios):
        for risk in (one.inherent, one.residual, one.planned):
            lo, hi = risk.level_range["nist-pram"]
            ranks = [order.index(x) for x in (lo, risk.level["nist-pram"], hi)]
            assert ranks == sorted(ranks)
            mark = mark_at(METHOD.likelihood, risk.worst.value)
            product = mark * impact_at(COSTS, risk.severity.value)
            assert risk.level["nist-pram"] == METHOD.level(product, 400)
    assert "nist-pram" in {method.id for method in assessed.methods}
    assert "nist-pram" in {rating.matrix for rating in assessed.profiles.ratings}


def test_the_system_map_leaves_no_asset_out_and_no_row_above_its_asset(assessed):
    actions = {row.action for row in assessed.system_map}
    assert actions == {"activity-P1", "asset-A2"}
    worst = {x.id: mark_at(METHOD.likelihood, x.residual.worst.value) for x in assessed.assets}
    cost = {x.id: impact_at(COSTS, x.residual.severity.value) for x in assessed.assets}
    for action, asset in (("activity-P1", "A1"), ("asset-A2", "A2")):
        rows = [row for row in assessed.system_map if row.action == action]
        assert max(row.likelihood for row in rows) == worst[asset]
        assert {row.impact for row in rows} == {cost[asset]}


def test_the_map_comes_out_again_and_a_changed_mark_is_found(assessed):
    weights = weights_of(assessed, KNOWLEDGE)
    assert list(map_differs(assessed, weights, KNOWLEDGE)) == []
    first, *rest = assessed.system_map
    forged = first.model_copy(update={"impact": first.impact + 1})
    changed = assessed.model_copy(update={"system_map": (forged, *rest)})
    places = {one.place for one in map_differs(changed, weights, KNOWLEDGE)}
    assert places == {f"{first.action} {first.problem}"}


def test_the_tables_tell_the_map_and_rank_the_actions(assessed):
    problems = table(assessed, "pram_problems", "en")
    assert len(problems) == len(assessed.system_map)
    actions = table(assessed, "pram_actions", "zh-Hant")
    assert list(actions["名次"]) == ["1", "2"]
    assert {cell.split()[0] for cell in actions["資料操作"]} == {"P1", "A2"}
    assert len(table(assessed, "pram_costs", "zh-Hans")) == len(COSTS)


def test_the_risk_map_has_the_ground_of_the_method(assessed):
    ground = risk_map(assessed, "en").data[0]
    assert ground.type == "heatmap"
    assert {len(row) for row in ground.z} == {11}


def test_an_engagement_that_did_not_choose_the_method_has_no_map(tmp_path):
    told = assess(Engagement().write(tmp_path / "e"))
    assert told.system_map == ()
    assert all("nist-pram" not in asset.residual.level for asset in told.assets)
    assert len(table(told, "pram_problems")) == len(table(told, "pram_costs")) == 0


OTHER = """entries:
  - id: other
    grades: [{from: 0, mark: 0}, {from: 0.05, mark: 10}]
"""


def test_an_engagement_estimates_its_own_costs(tmp_path):
    folder = Engagement().write(tmp_path / "e")
    (folder / "catalogue" / "pram").mkdir(parents=True)
    path = folder / "catalogue" / "pram" / "costs.yaml"
    path.write_text(OTHER, "utf-8")
    own = load_knowledge(folder / "catalogue")
    assert [step.id for step in own.matrix("nist-pram").severity][-1] == "50"
    assert impact_at(own.entries("pram/costs"), 0.05) == 14
    assert own.overrides
    path.write_text(OTHER.replace("mark: 10", "mark: 11"), "utf-8")
    with pytest.raises(KnowledgeError, match="other"):
        load_knowledge(folder / "catalogue")


def test_without_any_cost_there_is_no_impact_and_that_is_said(tmp_path):
    (tmp_path / "pram").mkdir()
    names = ", ".join(id for id in COSTS if id != "other")
    (tmp_path / "pram" / "costs.yaml").write_text(f"drop: [{names}]\n", "utf-8")
    with pytest.raises(KnowledgeError, match="no cost factor"):
        load_knowledge(tmp_path)
