"""``riskkit-v1``: sensitivity, exposure, control gap and risk, with reasons and exact bounds.

Facts and evidence go in; for every asset come out what it would do to people if its data got
out, how likely that is by each pathway, how far proven controls reduce it, and which part of
the score each cause carries. What is not known widens the interval; it never counts as good.
"""

from .again import Rescored, Rested, rested, score_again
from .assets import asset_facts, score_assets
from .pram import system_map
from .removal import risk_removed, total_removed
from .scenarios import score_scenarios
from .states import control_states
from .weights import Weights, weights_for

__all__ = [
    "Rescored",
    "Rested",
    "Weights",
    "asset_facts",
    "control_states",
    "rested",
    "risk_removed",
    "score_again",
    "score_assets",
    "score_scenarios",
    "system_map",
    "total_removed",
    "weights_for",
]
