"""How a control stands over the engagement: the worst word, and a word on other assets."""

import pytest
from finding_world import AS_OF, KNOWLEDGE, asset, claim, world

from riskkit.scoring import asset_facts, control_states, weights_for

PAPER, CLOUD = asset(id="P1", carrier="paper"), asset(id="C1", carrier="cloud")


def state_of(control, claims, assets):
    inventory = world(assets=assets, controls=claims).inventory
    weights = weights_for(KNOWLEDGE, inventory.header)
    facts = asset_facts(inventory, (), weights, AS_OF)
    states = control_states(
        inventory, facts, weights=weights, knowledge=KNOWLEDGE, removed={}, as_of=AS_OF
    )
    return next(state for state in states if state.id == control)


@pytest.mark.parametrize(
    ("claims", "assets", "status", "counts"),
    [
        # MN-03 is asked of systems and clouds, never of paper
        ([claim(control="MN-03", scope=("C1",))], [CLOUD], "in_place", True),
        ([claim(control="MN-03", scope=("P1",))], [PAPER, CLOUD], "in_place", False),
        ([claim(control="MN-03", scope=("P1",))], [PAPER], "in_place", False),
        (
            [
                claim(control="MN-03", scope=("P1",)),
                claim(control="MN-03", scope=("C1",), status="planned"),
            ],
            [PAPER, CLOUD],
            "planned",
            False,
        ),
        ([], [PAPER, CLOUD], "unknown", False),
    ],
)
def test_a_claim_on_an_asset_nothing_is_asked_of_is_told_and_lowers_nothing(
    claims, assets, status, counts
):
    state = state_of("MN-03", claims, assets)
    assert state.status == status
    assert (state.strength.value > 0) is counts
