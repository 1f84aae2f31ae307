"""By the rules of which kind of deal a transfer goes, where the law leaves that to a judgement."""

from __future__ import annotations

from collections.abc import Mapping

from .catalogue import Knowledge
from .model.event import Deal
from .model.inventory import Inventory


def deal_in_law(inventory: Inventory, knowledge: Knowledge) -> Deal:
    """Return the kind of deal by whose rules a transfer goes.

    It is the one the engagement states, unless somebody has judged which of two articles it
    falls under: then the one it is treated like, with the judgement as its text.
    """
    deals: Mapping[str, Deal] = knowledge.entries("routes/deals")
    deal = deals.get(inventory.header.deal_type or "unknown") or deals["unknown"]
    said = (s.answer for s in inventory.statements if s.fact == deal.judged_by and s.by)
    answer = next((one for one in said if one is not None), None)
    if answer is None:
        return deal
    judged = deal.judged["yes" if answer else "no"]
    return deals[judged.like].model_copy(update={"text": judged.text})
