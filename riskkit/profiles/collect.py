"""What was declared and found, gathered under the names that profiles use."""

from __future__ import annotations

from ..catalogue import Knowledge
from ..errors import KnowledgeError, Problem
from ..model.assessment import Assessment
from ..model.inventory import Inventory
from ..model.value import Value
from ..model.weights import Matrix
from .data_items import list_data_items
from .feared import feared_events
from .ratings import rate
from .readings import ProfileFacts
from .rights import RightsBasis, RightsRules, rate_rights

_D5 = "gbt39335-d5"


def gather_facts(inventory: Inventory, a: Assessment, knowledge: Knowledge) -> ProfileFacts:
    """Gather everything a profile may ask for.

    Parameters
    ----------
    inventory : Inventory
        What the client declared and stated.
    a : Assessment
        What was found and computed of it.
    knowledge : Knowledge
        The facts and the rows of the profiles, the matrices, the dimensions of GB/T 39335.
    """
    categories = knowledge.entries("categories")
    data_items = list_data_items(inventory, a.assets, a.columns, categories, persons=a.persons)
    rights = rate_rights(a.scenarios, _basis(inventory, a, knowledge), _rules(knowledge))
    ratings = rate(a.scenarios, _matrices(inventory.header.methods, knowledge))
    feared = feared_events(
        a.scenarios,
        rights,
        a.controls,
        knowledge=knowledge,
        scenario=inventory.header.scenario,
    )
    computed = {"data_items": data_items, "feared": feared, "ratings": ratings, "rights": rights}
    return ProfileFacts(
        collections={**_declared(inventory), **_found(a), **computed},
        names=knowledge.entries("facts"),
        requirements=knowledge.entries("profiles"),
        as_of=a.as_of,
    )


def _matrices(methods: tuple[str, ...], knowledge: Knowledge) -> dict[str, Matrix]:
    # All that knowledge lists, and what else the engagement chose that rates by cells.
    chosen = {id: matrix for id in methods if (matrix := knowledge.matrix(id)) is not None}
    return {**knowledge.entries("matrices"), **chosen}


def _declared(inventory: Inventory) -> dict[str, tuple[Value, ...]]:
    return {
        "engagement": (inventory.header,),
        "signoff": (inventory.header.signoff,),
        "assets": inventory.assets,
        "activities": inventory.activities,
        "services": inventory.services,
        "vendors": inventory.vendors,
        "scenarios": inventory.scenarios,
        "evidence": inventory.evidence,
        "statements": inventory.statements,
        "inputs": inventory.inputs,
    }


def _found(a: Assessment) -> dict[str, tuple[Value, ...]]:
    return {
        "record": (a,),
        "risks": a.assets,
        "vendor_risks": a.vendors,
        "events": a.scenarios,
        "controls": a.controls,
        "actions": a.actions,
        "columns": a.columns,
        "triggers": a.screening,
        "findings": a.findings,
        "registers": a.registers,
        "methods": a.methods,
    }


def _basis(inventory: Inventory, a: Assessment, knowledge: Knowledge) -> RightsBasis:
    rows = {asset.id: asset for asset in inventory.assets}
    return RightsBasis(
        assets={risk.id: (rows[risk.id], risk) for risk in a.assets if risk.id in rows},
        controls=a.controls,
        registers={register.id: register for register in a.registers},
        categories=knowledge.entries("categories"),
        statements=inventory.statements,
        persons=a.persons,
    )


def _rules(knowledge: Knowledge) -> RightsRules:
    matrix = knowledge.entries("matrices").get(_D5)
    if matrix is None or {len(matrix.severity), len(matrix.likelihood)} != {4}:
        # An engagement's own catalogue may change the cells of the standard, not its scales.
        what = "is needed, with four steps of severity and four of likelihood"
        hint = "give a matrix of your own another id"
        raise KnowledgeError([Problem("catalogue/matrices.yaml", 0, _D5, what, hint)])
    return RightsRules(
        rights=knowledge.entries("gbt39335/rights"),
        sources=knowledge.entries("gbt39335/sources"),
        corrections=knowledge.entries("gbt39335/corrections"),
        matrix=matrix,
    )
