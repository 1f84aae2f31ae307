"""The inherent tier: from the client's own assets, monotone in every factor."""

from itertools import product

import pytest
from vendor_world import asset, service, shipped, vendor

from riskkit.model.value import Interval
from riskkit.vendors import factors_of, gather_facts, inherent_tier
from riskkit.vendors.inherent import Factor
from riskkit.vendors.rules import TIERS

NAMES = ("sensitivity", "persons", "access", "location", "criticality")


def tier_of(points, rules):
    factors = {name: Factor(value) for name, value in zip(NAMES, points, strict=True)}
    return inherent_tier(factors, rules).tier


def points_of(rules, *, one=None, services=None, assets=None):
    held = assets if assets is not None else [asset()]
    facts = gather_facts(
        one or vendor(),
        services if services is not None else [service()],
        assets={a.id: a for a in held},
        rules=rules,
    )
    return factors_of(facts, rules)


def test_no_factor_lowers_the_tier_anywhere_on_the_grid(rules):
    grid = {points: TIERS.index(tier_of(points, rules)) for points in product(range(5), repeat=5)}
    for points, tier in grid.items():
        for place in range(5):
            more = (*points[:place], points[place] + 1, *points[place + 1 :])
            assert grid.get(more, tier) >= tier, (points, more)
    share = sum(tier == TIERS.index("critical") for tier in grid.values()) / len(grid)
    assert share < 0.2, "a tier that everybody is in tells nothing"


@pytest.mark.parametrize(
    ("points", "tier"),
    [
        ((0, 0, 0, 0, 0), "low"),
        ((0, 0, 0, 0, 4), "low"),
        ((1, 1, 2, 0, 1), "moderate"),
        ((3, 1, 0, 0, 1), "moderate"),
        ((3, 1, 2, 0, 1), "high"),
        ((1, 3, 2, 0, 1), "high"),
        ((2, 1, 4, 0, 1), "high"),
        ((1, 1, 1, 3, 1), "high"),
        ((4, 1, 3, 0, 1), "critical"),
        ((3, 3, 3, 0, 1), "critical"),
        ((3, 4, 2, 0, 1), "critical"),
        ((3, 1, 3, 0, 4), "critical"),
    ],
)
def test_tier_of_known_cases(rules, points, tier):
    assert tier_of(points, rules) == tier


def test_every_rule_decides_somewhere(rules):
    fired = set()
    for points in product(range(5), repeat=5):
        factors = {name: Factor(value) for name, value in zip(NAMES, points, strict=True)}
        fired |= set(inherent_tier(factors, rules).fired)
    assert fired == set(shipped("vendors/tier-rules"))


@pytest.mark.parametrize(
    ("persons", "points"),
    [(0, 0), (1, 1), (999, 1), (1000, 2), (99_999, 2), (100_000, 3), (999_999, 3), (1_000_000, 4)],
)
def test_persons_at_the_edges_of_the_law(rules, persons, points):
    assert points_of(rules, assets=[asset(persons=persons)])["persons"] == Factor(points)


def test_of_a_range_of_persons_the_upper_end_counts(rules):
    known = points_of(rules, assets=[asset(persons=Interval(lo=500, hi=200_000))])
    assert known["persons"] == Factor(3)


@pytest.mark.parametrize(
    ("tier", "score", "points"),
    [("none", 0, 0), ("low", 0.1, 1), ("medium", 0.4, 2), ("high", 0.8, 3), ("high", 0.95, 4)],
)
def test_sensitivity_comes_from_the_assessed_asset(rules, tier, score, points):
    held = [asset(tier=tier, score=score)]
    assert points_of(rules, assets=held)["sensitivity"] == Factor(points)


@pytest.mark.parametrize(
    ("fields", "points"),
    [
        ({"logical_access": "none", "physical_access": False}, 1),
        ({"logical_access": "none", "physical_access": True}, 2),
        ({"logical_access": "view", "physical_access": False}, 2),
        ({"logical_access": "export", "physical_access": False}, 3),
        ({"logical_access": "admin", "physical_access": False}, 4),
        ({"logical_access": "none", "physical_access": False, "role": "recipient"}, 3),
        ({"logical_access": "none", "physical_access": False, "role": "none"}, 0),
    ],
)
def test_the_strongest_way_in_counts(rules, fields, points):
    assert points_of(rules, services=[service(**fields)])["access"] == Factor(points)


@pytest.mark.parametrize(
    ("fields", "points"),
    [
        ({"countries": ("CN",)}, 0),
        ({"countries": ("中国",)}, 0),
        ({"countries": ("CN", "SG"), "transfer_mechanism": "standard_contract"}, 2),
        ({"countries": ("HK",), "transfer_mechanism": "none"}, 3),
        ({"countries": ("HK",), "transfer_mechanism": "scc"}, 3),
        ({"countries": ("HK",)}, 3),
    ],
)
def test_abroad_counts_more_without_a_mechanism(rules, fields, points):
    assert points_of(rules, services=[service(**fields)])["location"] == Factor(points)


@pytest.mark.parametrize(
    ("factor", "changes"),
    [
        ("sensitivity", {"assets": []}),
        ("sensitivity", {"assets": [asset(tier=None)]}),
        ("persons", {"assets": [asset(persons=Interval())]}),
        ("persons", {"services": [service(assets=())]}),
        ("access", {"services": [service(logical_access=None)]}),
        ("access", {"services": [service(physical_access=None)]}),
        ("access", {"services": []}),
        ("location", {"one": vendor(country=None), "services": [service(countries=())]}),
        ("criticality", {"one": vendor(criticality=None)}),
    ],
)
def test_an_unknown_factor_counts_as_high_and_says_so(rules, factor, changes):
    factors = points_of(rules, **changes)
    assert factors[factor].points >= 3
    assert not factors[factor].known
    reasons = inherent_tier(factors, rules).because
    told = [r for r in reasons if r.rule == "vendors.factor-unknown"]
    assert f"vendor_factor.{factor}" in {r.args["factor"] for r in told}


def test_an_asset_that_names_the_vendor_counts_without_a_service(rules):
    named = asset("A9", third_parties=("V1",), tier="high", score=0.95)
    factors = points_of(rules, services=[service()], assets=[asset(tier="low"), named])
    assert factors["sensitivity"] == Factor(4)


def test_a_vendor_that_touches_nothing_is_of_low_tier(rules):
    apart = service(role="none", physical_access=False, logical_access="none", assets=())
    factors = points_of(rules, services=[apart], assets=[])
    assert inherent_tier(factors, rules).tier == "low"


def test_persons_of_several_assets_are_between_the_largest_and_the_sum(rules):
    held = {id: asset(id, persons=n) for id, n in (("A1", 800), ("A2", 300))}
    both = [service(assets=("A1", "A2"))]
    facts = gather_facts(vendor(), both, assets=held, rules=rules)
    assert facts.persons == Interval(lo=800, hi=1100)


def test_what_another_vendor_does_is_not_counted(rules):
    other = service("S2", vendor="V2", logical_access="admin", countries=("US",))
    assert points_of(rules, services=[service(), other]) == points_of(rules, services=[service()])
