"""The assessment as localised tables: one function a table, each an ordinary DataFrame.

In: an `Assessment` and a language. Out: a DataFrame of texts under localised headings, the
same rows and the same numbers in every language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import ParameterError, did_you_mean
from ..model.assessment import Assessment
from ..model.value import Language
from . import (
    assets,
    controls,
    data,
    duties,
    evidence,
    gates,
    lint,
    method,
    persons,
    plan,
    portfolio,
    portfolio_numbers,
    pram,
    profiles,
    record,
    stages,
    vendor_facts,
    vendor_method,
    vendor_received,
    vendors,
)
from .grid import Grid
from .wording import Words, words, words_of

if TYPE_CHECKING:
    import pandas as pd

GRIDS: dict[str, Callable[[Assessment, Words], Grid]] = {
    "assets": assets.assets,
    "risk_positions": assets.risk_positions,
    "levels": assets.levels,
    "conflicts": assets.conflicts,
    "contributions": assets.contributions,
    "columns": data.columns,
    "data_map": data.data_map,
    "persons": persons.persons,
    "vendor_persons": persons.vendor_persons,
    "unseen": data.unseen,
    "not_assessed": data.not_assessed,
    "identifiability": data.identifiability,
    "controls": controls.controls,
    "control_gaps": controls.control_gaps,
    "findings": plan.findings,
    "plan": plan.plan,
    "scenarios": plan.scenarios,
    "vendors": vendors.vendors,
    "knockouts": vendors.knockouts,
    "concentration": vendors.concentration,
    "ranking": portfolio.ranking,
    "suppliers": portfolio.suppliers,
    "vendor_domains": portfolio.vendor_domains,
    "spread": portfolio.spread,
    "deadlines": portfolio.deadlines,
    "vendor_heat": portfolio.vendor_heat,
    "acceptances": portfolio.acceptances,
    "wanted_first": portfolio.wanted_first,
    "reviews": portfolio.reviews,
    "tally": portfolio_numbers.tally,
    "averages": portfolio_numbers.averages,
    "data_quality": portfolio_numbers.data_quality,
    "owners": portfolio_numbers.owners,
    "proof_credit": vendor_method.proof_credit,
    "residual_table": vendor_method.residual_table,
    "fatal_states": vendor_method.fatal_states,
    "received": vendor_received.received,
    "vendor_law_counts": vendor_facts.vendor_law_counts,
    "transfers": vendor_facts.transfers,
    "evidence": evidence.evidence,
    "expiry": evidence.expiry,
    "lint": lint.lint,
    "constants": method.constants,
    "factor_weights": method.factor_weights,
    "resolution": method.resolution,
    "stages": stages.stages,
    "screening": record.screening,
    "activities": record.activities,
    "registers": record.registers,
    "scope": record.scope,
    "clauses": record.clauses,
    "inputs": record.inputs,
    "overrides": record.overrides,
    "methods": record.methods,
    "gates": gates.gates,
    "gate_items": gates.gate_items,
    "pairs": gates.pairs,
    "phases": gates.phases,
    "route": gates.route,
    "route_duties": gates.route_duties,
    "incidents": duties.incidents,
    "incident_fields": duties.incident_fields,
    "clocks": duties.clocks,
    "notices": duties.notices,
    "requests": duties.requests,
    "awareness": duties.awareness,
    "training": duties.training,
    "costs": duties.costs,
    "harms": duties.harms,
    **pram.GRIDS,
    **profiles.GRIDS,
}
"""Every table that is made of the whole assessment, by name."""


def table(a: Assessment, name: str, language: Language = "en") -> pd.DataFrame:
    """Return the table `name` of an assessment in `language`.

    Parameters
    ----------
    a : Assessment
    name : str
        One of `riskkit.tables.GRIDS`, such as ``"assets"`` or ``"findings"``.
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    pandas.DataFrame
        Texts under localised headings. Scores stand on 0–100 with their bounds in brackets,
        shares as percentages, dates as ISO dates, what is not known as ``—``.

    Raises
    ------
    ParameterError
        If there is no such table.
    """
    if name not in GRIDS:
        raise ParameterError(f"there is no table of this name; {did_you_mean(name, GRIDS)}")
    w = words_of(a, language)
    return GRIDS[name](a, w).frame(w)


__all__ = ["GRIDS", "Grid", "Words", "table", "words", "words_of"]
