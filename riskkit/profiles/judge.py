"""An engagement judged by the profiles it is assessed under."""

from __future__ import annotations

from typing import cast

from ..catalogue import Knowledge
from ..model.assessment import Assessment
from ..model.inventory import Inventory, Statement
from ..model.profiles import DataItem, FactValue, FearedEvent, Profiles, Rating, RightsRating
from .checks import check_profile
from .collect import gather_facts
from .ratings import level_disagreements, sensitivity_disagreements


def judge_profiles(inventory: Inventory, a: Assessment, knowledge: Knowledge) -> Profiles:
    """Judge an engagement by each of its profiles.

    Parameters
    ----------
    inventory : Inventory
        What the client declared and stated.
    a : Assessment
        What was found and computed; its own `profiles` are not looked at.
    knowledge : Knowledge
        Profiles, facts and matrices, the engagement's own among them.

    Returns
    -------
    Profiles
        The requirements of every profile in the header; ratings of all matrices, so that a
        report can set them side by side whichever methods were chosen.
    """
    facts = gather_facts(inventory, a, knowledge)
    items = cast(tuple[DataItem, ...], facts.items("data_items"))
    ratings = cast(tuple[Rating, ...], facts.items("ratings"))
    profiles = inventory.header.profiles
    said = [one for one in inventory.statements if one.text]
    return Profiles(
        facts=tuple(_given(one) for one in said if facts.placed(one)),
        unplaced=tuple(_given(one) for one in said if not facts.placed(one)),
        clauses=tuple(state for profile in profiles for state in check_profile(facts, profile)),
        data_items=items,
        feared=cast(tuple[FearedEvent, ...], facts.items("feared")),
        ratings=ratings,
        rights=cast(tuple[RightsRating, ...], facts.items("rights")),
        disagreements=(*level_disagreements(ratings), *sensitivity_disagreements(items)),
    )


def _given(said: Statement) -> FactValue:
    return FactValue(
        fact=said.fact,
        item=said.item,
        value=said.text,
        answer=said.answer,
        by=said.by,
        on=said.on,
        evidence=said.evidence,
    )
