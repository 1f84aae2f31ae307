"""What controls cost in service: too weak and over-strict alike, and what harm follows."""

import pytest
from finding_world import KNOWLEDGE, asset_risk, control_state

from riskkit.harms import harm_risks
from riskkit.model.risk import Gauge, Risk
from riskkit.proportionality import control_costs


def verdict(control, status, tier, carrier="paper"):
    held = asset_risk(tier=tier).model_copy(update={"carrier": carrier})
    (cost,) = control_costs([control_state(control, status=status)], [held], KNOWLEDGE)
    return cost.verdict


@pytest.mark.parametrize(
    ("control", "status", "tier", "expected"),
    [("MV-05", "in_place", "high", "fitting"), ("MV-05", "in_place", "low", "over_strict"),
     ("MV-05", "in_place", "none", "over_strict"), ("MV-05", "absent", "high", "too_weak"),
     ("MV-05", "partial", "high", "too_weak"), ("MV-05", "absent", "low", "fitting"),
     ("MV-05", "unknown", "high", "unknown"), ("GV-01", "in_place", "low", "fitting")],
)  # fmt: skip
def test_a_control_is_weighed_against_what_it_protects(control, status, tier, expected):
    assert verdict(control, status, tier) == expected


def test_a_control_of_people_or_vendors_reaches_every_asset():
    assert verdict("VN-01", "in_place", "high") == "fitting"
    assert verdict("VN-01", "in_place", "low") == "over_strict"


def test_every_control_says_what_it_costs_and_why():
    burdens = KNOWLEDGE.entries("burdens")
    assert set(burdens) == set(KNOWLEDGE.entries("controls"))
    assert all(0 <= points <= 3 for b in burdens.values() for points in b.kinds.values())


def test_a_control_that_does_not_apply_costs_nothing():
    assert control_costs([control_state(status="not_applicable")], [], KNOWLEDGE) == ()


def risky(id, kinds, score):
    level = Risk(score=score, lo=0, hi=100, likelihood=Gauge(value=1, lo=1, hi=1),
                 severity=Gauge(value=1, lo=1, hi=1))  # fmt: skip
    return asset_risk(id).model_copy(update={"declared": kinds, "residual": level})


def test_a_harm_follows_from_the_data_that_leads_to_it_and_ranks_by_its_worst_asset():
    assets = [risky("A1", ("bank_account",), 40), risky("A2", ("health",), 70),
              risky("A3", ("aggregate",), 90)]  # fmt: skip
    found = {harm.harm: harm for harm in harm_risks(assets, KNOWLEDGE)}
    assert found["property"].assets == ("A1",)
    assert (found["privacy"].worst, found["privacy"].residual) == ("A2", 70)
    assert set(found["trust"].assets) == {"A1", "A2"}, "any personal data costs trust"
    assert found["legal"].law
    ranked = [harm.residual for harm in harm_risks(assets, KNOWLEDGE)]
    assert ranked == sorted(ranked, reverse=True)


def test_an_asset_nobody_described_may_do_any_harm():
    found = harm_risks([risky("A1", (), 10)], KNOWLEDGE)
    assert all(harm.assets == ("A1",) for harm in found)


HARMS = {
    "S1-06": {"reputation", "trust", "legal"},
    "S1-39": {"privacy", "property"},
    "S1-178": {"legal"},
    "S2-03": {"property", "personal_reputation", "safety"},
    "S2-04": {"legal", "trust", "secrets"},
    "S2-18": {"trust"},
    "S2-26": {"property", "identity_theft"},
    "S2-55": {"reputation", "legal"},
    "S2-100": {"legal"},
    "S2-190": {"reputation", "trust", "legal"},
}


@pytest.mark.parametrize("requirement", HARMS)
def test_the_harms_of_the_source_documents_are_told(requirement):
    assert HARMS[requirement] <= set(KNOWLEDGE.entries("harms"))
