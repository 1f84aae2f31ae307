"""GB/T 39335 in its own terms: four dimensions of rights by four of likelihood, corrected.

A correction moves a level by one only where its fact holds and a person wrote down why; the
level before it is kept beside the level after.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model.assessment import AssetRisk, ControlState, RegisterState, ScenarioRisk
from ..model.inventory import Asset, Statement
from ..model.knowledge import Category
from ..model.persons import UNCOUNTED, Persons
from ..model.profiles import (
    Correction,
    CorrectionRule,
    CorrectionState,
    RightsDimension,
    RightsRating,
)
from ..model.profiles import SourceDimension as Source
from ..model.value import Argument, Interval, Reason
from ..model.weights import Matrix

STEPS = (1, 2, 3, 4)


@dataclass(frozen=True, eq=False)
class RightsBasis:
    """What the four by four dimensions are read from."""

    assets: Mapping[str, tuple[Asset, AssetRisk]]
    controls: tuple[ControlState, ...]
    registers: Mapping[str, RegisterState]
    categories: Mapping[str, Category]
    statements: tuple[Statement, ...]
    persons: Persons = UNCOUNTED

    def count(self, held: Iterable[tuple[Asset, AssetRisk]]) -> Interval:
        """Return how many different persons some assets hold data of."""
        return self.persons.of(risk for _, risk in held)


@dataclass(frozen=True, eq=False)
class RightsRules:
    """The dimensions, the corrections and the matrix D.5."""

    rights: Mapping[str, RightsDimension]
    sources: Mapping[str, Source]
    corrections: Mapping[str, CorrectionRule]
    matrix: Matrix


def rate_rights(
    events: Iterable[ScenarioRisk], basis: RightsBasis, rules: RightsRules
) -> tuple[RightsRating, ...]:
    """Rate each scenario by GB/T 39335: impact and likelihood 1-4, and the cell of D.5.

    Impact and likelihood are the highest of their four dimensions; the standard asks for an
    overall view and gives no rule, so the strictest is taken and every dimension is shown.

    References
    ----------
    GB/T 39335-2020, draft for approval of 2019-10-20, 5.4, 5.5 and tables D.1-D.6.
    """
    return tuple(_rating(event, basis, rules) for event in events)


def cell(matrix: Matrix, impact: int, likelihood: int) -> str:
    """Return the level of table D.5 for an impact and a likelihood of 1-4."""
    return matrix.cells[impact - 1][likelihood - 1]


def _rating(event: ScenarioRisk, basis: RightsBasis, rules: RightsRules) -> RightsRating:
    held = [basis.assets[id] for id in event.assets if id in basis.assets]
    kinds = _kinds(held)
    rights = {d.id: _impact(d, kinds, event.pathway) for d in rules.rights.values()}
    persons = basis.count(held)
    near = {d.id: _likely(d, basis, persons) for d in rules.sources.values()}
    sources = {id: low for id, (low, _) in near.items()}
    impact, likelihood = max(rights.values()), max(sources.values())
    found = tuple(_correct(one, event.id, held, basis) for one in rules.corrections.values())
    corrected = (_moved(impact, "impact", found), _moved(likelihood, "likelihood", found))
    cells = {
        f"{right}.{source}": cell(rules.matrix, i, p)
        for right, i in rights.items()
        for source, p in sources.items()
    }
    return RightsRating(
        scenario=event.id,
        rights=rights,
        sources=sources,
        sources_hi={id: high for id, (_, high) in near.items()},
        impact=impact,
        likelihood=likelihood,
        corrections=found,
        corrected=corrected,
        cells=cells,
        level=cell(rules.matrix, *corrected),
        level_uncorrected=cell(rules.matrix, impact, likelihood),
    )


def _kinds(held: Iterable[tuple[Asset, AssetRisk]]) -> set[str]:
    return {kind for _, risk in held for kind in (*risk.declared, *risk.found)}


def _impact(dimension: RightsDimension, kinds: set[str], pathway: str) -> int:
    """Return the impact 1-4: the gravest kind of data, as far as the feared event can take it."""
    if not kinds:
        return dimension.pathways[pathway]  # nobody said what is held: the worst it can be
    gravest = max(dimension.levels.get(kind, 1) for kind in kinds)
    return min(gravest, dimension.pathways[pathway])


def _likely(source: Source, basis: RightsBasis, persons: Interval) -> tuple[int, int]:
    """Return the likelihood 1-4 as it is likely, and if all unknowns turn out at worst."""
    near = [c for c in basis.controls if c.family in source.families]
    meant = [c for c in near if c.status != "not_applicable"]
    weight = sum(c.weight for c in meant)
    ends = []
    for end in ("value", "lo"):
        held = sum(c.weight * getattr(c.strength, end) for c in meant)
        gap = 1 - held / weight if weight else 0.0
        ends.append(STEPS[bisect_right((0.25, 0.5, 0.75), gap)])
    for above, level in source.persons:
        ends[0] = max(ends[0], level) if persons.lo > above else ends[0]
        ends[1] = max(ends[1], level) if persons.hi is None or persons.hi > above else ends[1]
    if any(basis.registers[r].rows for r in source.incidents if r in basis.registers):
        ends = [max(end, source.incident_level) for end in ends]
    return ends[0], max(ends)


def _correct(
    rule: CorrectionRule, event: str, held: list[tuple[Asset, AssetRisk]], basis: RightsBasis
) -> Correction:
    said = [s for s in basis.statements if s.fact == rule.fact and s.text]
    own = next((s for s in said if s.item == event), None)
    reason = own or next((s for s in said if s.item in (None, "*")), None)
    hits = [asset.id for asset, risk in held if _fits(rule, asset, risk, basis.categories)]
    needs_fact = bool(rule.law or rule.kinds or rule.subjects or rule.identifiers)
    holds = bool(said)  # a rule without a fact of its own is open only once somebody argues it
    if needs_fact:
        holds = bool(hits) and (len(hits) == len(held) or not rule.identifiers)
    if holds and rule.at_least:
        holds = _many(basis.count(one for one in held if one[0].id in hits), rule)
    written = bool(reason and reason.by and (reason.evidence or not rule.proof))
    state: CorrectionState = "applied" if written else "reason_missing"
    state = state if holds else "fact_missing"
    args: dict[str, Argument] = {
        "correction": f"correction.{rule.id}",
        "assets": tuple(hits) or ("—",),
        "by": reason.by if reason else None,
    }
    return Correction(
        id=rule.id,
        side=rule.side,
        step=rule.step,
        state=state,
        reason=reason.text if reason else None,
        by=reason.by if reason else None,
        because=(Reason(rule=f"profiles.correction_{state}", args=args),),
    )


def _fits(
    rule: CorrectionRule, asset: Asset, risk: AssetRisk, categories: Mapping[str, Category]
) -> bool:
    kinds = {*risk.declared, *risk.found}
    if rule.law and any(categories[k].legal[rule.law].value == "yes" for k in kinds):
        return True
    if kinds & set(rule.kinds) or set(asset.subjects) & set(rule.subjects):
        return True
    return asset.identifiers in rule.identifiers


def _many(persons: Interval, rule: CorrectionRule) -> bool:
    # Upwards a number that may be reached will do; downwards it must be certain.
    if rule.step > 0:
        return persons.hi is None or persons.hi >= rule.at_least
    return persons.lo >= rule.at_least


def _moved(level: int, side: str, corrections: Iterable[Correction]) -> int:
    step = sum(c.step for c in corrections if c.side == side and c.state == "applied")
    return min(max(level + step, STEPS[0]), STEPS[-1])
