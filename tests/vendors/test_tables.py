"""Lookup tables, each checked in every cell: random tests miss a single wrong one."""

from itertools import pairwise, product

import pytest
from vendor_world import changed, shipped

from riskkit.errors import KnowledgeError
from riskkit.vendors.rules import TIERS
from riskkit.vendors.verdict import by_table

RESIDUAL = {  # as published with the method
    "low": ("low", "low", "moderate", "moderate"),
    "moderate": ("low", "moderate", "moderate", "high"),
    "high": ("moderate", "moderate", "high", "critical"),
    "critical": ("moderate", "high", "critical", "critical"),
}
CREDIT = {
    "none": (0.8, 0.6, 0.3, 0.1),
    "attested": (1, 0.85, 0.6, 0.4),
    "documented": (1, 1, 0.85, 0.7),
    "certified": (1, 1, 1, 0.9),
    "verified": (1, 1, 1, 1),
}
CELLS = list(product(TIERS, range(4)))


def rank(tier):
    return TIERS.index(tier)


def is_monotone(table):
    rows = [table[tier] for tier in TIERS]
    along = all(rank(a) <= rank(b) for row in rows for a, b in pairwise(row))
    across = all(
        rank(a) <= rank(b) for low, high in pairwise(rows) for a, b in zip(low, high, strict=True)
    )
    return along and across


@pytest.mark.parametrize(("tier", "band"), CELLS)
def test_residual_table_is_the_published_one(rules, tier, band):
    assert rules.tiers[tier].residual[band] == RESIDUAL[tier][band]


@pytest.mark.parametrize(("tier", "level"), list(product(TIERS, CREDIT)))
def test_assurance_credits_are_the_published_ones(rules, tier, level):
    assert rules.assurance[level].credit[tier] == CREDIT[level][rank(tier)]


@pytest.mark.parametrize(("tier", "band"), CELLS)
@pytest.mark.parametrize("value", TIERS)
def test_a_residual_table_that_is_not_monotone_is_refused(tier, band, value):
    row = [*RESIDUAL[tier][:band], value, *RESIDUAL[tier][band + 1 :]]
    if is_monotone({**RESIDUAL, tier: tuple(row)}):
        assert changed(tiers={tier: {"residual": row}}).tiers[tier].residual[band] == value
    else:
        with pytest.raises(KnowledgeError, match="less risk"):
            changed(tiers={tier: {"residual": row}})


@pytest.mark.parametrize(("level", "tier"), list(product(CREDIT, TIERS)))
def test_a_credit_that_rewards_weaker_proof_is_refused(level, tier):
    levels, place = list(CREDIT), list(CREDIT).index(level)
    weaker = CREDIT[levels[place - 1]][rank(tier)] if place else 0
    if weaker == 0:
        return
    credit = dict(zip(TIERS, CREDIT[level], strict=True)) | {tier: weaker - 0.05}
    with pytest.raises(KnowledgeError, match="count"):
        changed(assurance={level: {"credit": credit}})


@pytest.mark.parametrize(
    ("gap", "band"),
    [(0, 0), (0.15, 0), (0.1501, 1), (0.35, 1), (0.3501, 2), (0.6, 2), (0.6001, 3), (1, 3)],
)
@pytest.mark.parametrize("tier", TIERS)
def test_a_gap_on_the_edge_belongs_to_the_lower_band(rules, tier, gap, band):
    assert by_table(tier, gap, rules) == RESIDUAL[tier][band]


@pytest.mark.parametrize("tier", TIERS)
def test_a_broken_fatal_rule_leaves_at_least_a_high_risk(rules, tier):
    floor = "critical" if tier != "low" else "high"
    assert rules.states["fail"].floor[tier] == floor
    verdict = "reject" if tier in ("high", "critical") else "conditional"
    assert rules.states["fail"].verdict[tier] == verdict


@pytest.mark.parametrize(
    ("state", "tier"), list(product(("unproven", "partial", "unknown"), TIERS))
)
def test_a_fatal_rule_in_doubt_keeps_the_tier_up_to_high(rules, state, tier):
    assert rules.states[state].floor[tier] == ("high" if tier == "critical" else tier)
    assert rules.states[state].verdict[tier] == "conditional"


@pytest.mark.parametrize(
    "edit",
    [
        {"states": {"fail": {"floor": dict.fromkeys(TIERS, "moderate")}}},
        {"states": {"unknown": {"verdict": {}}}},
        {"states": {"fail": {"verdict": dict.fromkeys(TIERS, "approve")}}},
        {"answers": {"no": {"credit": 0.9}}},
        {"answers": {"planned": {"credit": 0.6}}},
        {"bands": {"wide": {"upto": 0.2}}},
        {"bands": {"very_wide": {"upto": 0.9}}},
        {"parameters": {"tail_weight": {"value": 0.3}}},
        {"parameters": {"tail_share": {"value": 0}}},
        {"parameters": {"stale_after": {"value": 1}}},
        {"tiers": {"critical": {"review_months": 48}}},
        {"tiers": {"critical": {"required_assurance": "none"}}},
        {"tiers": {"high": {"residual": ("low", "low")}}},
        {"tiers": {"high": {"rank": 0}}},
        {"factors": {"persons": {"thresholds": ((1, 3), (1000, 2))}}},
        {"factors": {"access": {"points": {"logical.none": 9}}}},
        {"tier_rules": {"otherwise": {"when": {"access": 1}}}},
        {"questions": {"VQ-CON-01": {"fatal": "nothing"}}},
        {"questions": {"VQ-CON-01": {"domain": "nothing"}}},
    ],
    ids=str,
)
def test_knowledge_that_could_flatter_a_vendor_is_refused(edit):
    with pytest.raises(KnowledgeError):
        changed(**edit)


@pytest.mark.parametrize("kind", ["vendors/tiers", "vendors/knockout-states", "vendors/verdicts"])
def test_an_entry_the_method_needs_cannot_be_dropped(kind):
    from riskkit.vendors import VendorRules

    for id in shipped(kind):

        def entries(wanted, id=id):
            known = shipped(wanted)
            return {k: v for k, v in known.items() if wanted != kind or k != id}

        with pytest.raises(KnowledgeError, match="must not be dropped"):
            VendorRules.of(entries)
