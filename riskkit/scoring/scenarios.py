"""Risk scenarios across assets: the feared events of the catalogue and the client's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..catalogue import Knowledge
from ..model.assessment import Gauge, Risk, ScenarioRisk, Span
from ..model.inventory import Inventory, RiskScenario
from ..model.value import LANGUAGES, Argument, Interval, Text
from .assets import Outcomes, outcomes
from .controls import Strength
from .facts import AssetFacts
from .levels import gauge, leveled, points
from .strengths import planned_strengths
from .weights import Weights

Runs = tuple[Outcomes, Outcomes, Outcomes]
"""An asset as it is, after the measures that have an owner and a date, after the whole plan."""


def score_scenarios(
    inventory: Inventory, facts: Iterable[AssetFacts], weights: Weights, knowledge: Knowledge
) -> tuple[ScenarioRisk, ...]:
    """Score one scenario a pathway, and each of the client's own, by its worst asset.

    A scenario is as bad as the asset it hits worst: the mean would hide it.
    """
    plan = planned_strengths(inventory, weights)
    sure = planned_strengths(_owned(inventory), weights)
    runs = {}
    for one in facts:
        now = outcomes(one, weights, one.strengths)[1]
        later = [_with(one, part.get(one.asset.id, {}), weights) for part in (sure, plan)]
        runs[one.asset.id] = (now, later[0], later[1])
    events = [_event(pathway, knowledge, runs, weights) for pathway in weights.pathways if runs]
    own = [_own(row, runs, weights) for row in inventory.scenarios if runs]
    return tuple(events + own)


def _owned(inventory: Inventory) -> Inventory:
    """Return the inventory with only those measures of its plan that have an owner and a date."""
    claims = [c for c in inventory.controls if c.status != "planned" or (c.owner and c.due)]
    steps = [step for step in inventory.actions if step.owner and step.due]
    return inventory.model_copy(update={"controls": tuple(claims), "actions": tuple(steps)})


def _with(facts: AssetFacts, plan: Mapping[str, Strength], weights: Weights) -> Outcomes:
    held = {id: s.stronger(plan[id]) if id in plan else s for id, s in facts.strengths.items()}
    return outcomes(facts, weights, held)[1]


def _event(
    pathway: str,
    knowledge: Knowledge,
    runs: Mapping[str, Runs],
    weights: Weights,
) -> ScenarioRisk:
    hans, hant, en = (knowledge.label(f"pathway.{pathway}", language) for language in LANGUAGES)
    text = Text(zh_hans=hans, zh_hant=hant, en=en)
    return _worst(pathway, text, pathway, runs, weights)


def _own(row: RiskScenario, runs: Mapping[str, Runs], weights: Weights) -> ScenarioRisk:
    chosen = {asset: run for asset, run in runs.items() if not row.assets or asset in row.assets}
    text = Text(zh_hans=row.name, zh_hant=row.name, en=row.name)
    computed = _worst(row.id, text, row.pathway, chosen or runs, weights)
    if row.likelihood.hi is None and row.severity.hi is None:
        return computed
    # An opinion moves a number only if it says whose it is, from when, and why.
    accountable = bool(row.override_by and row.override_on and row.override_why)
    override: dict[str, Argument] = {
        "by": row.override_by,
        "on": row.override_on.isoformat() if row.override_on else None,
        "why": row.override_why,
        "computed": computed.residual.score,
        "applied": accountable,
    }
    if not accountable:
        return computed.model_copy(update={"override": override})
    residual = _opinion(computed.residual, row.likelihood, row.severity, weights)
    return computed.model_copy(
        update={
            "inherent": _at_least(computed.inherent, residual, weights),
            "residual": residual,
            "committed": _after_plan(computed, computed.committed, residual, weights),
            "planned": _after_plan(computed, computed.planned, residual, weights),
            "override": override,
        }
    )


def _at_least(risk: Risk, other: Risk, weights: Weights) -> Risk:
    # Controls cannot have made it worse: an opinion above the inherent risk raises that too.
    def larger(a: Gauge, b: Gauge) -> Gauge:
        return gauge(max(a.lo, b.lo), max(a.value, b.value), max(a.hi, b.hi))

    span = Span(
        lo=max(risk.lo, other.lo),
        score=max(risk.score, other.score),
        hi=max(risk.hi, other.hi),
    )
    severity = larger(risk.severity, other.severity)
    likelihood = larger(risk.likelihood, other.likelihood)
    return leveled(span, severity, likelihood, worst=likelihood, methods=weights.methods)


def _after_plan(
    computed: ScenarioRisk, later: Risk | None, residual: Risk, weights: Weights
) -> Risk:
    # The plan takes the same share away from the stated likelihood as from the computed one.
    before, after = computed.residual.likelihood, (later or computed.residual).likelihood
    kept = [a / b if b else 1.0 for a, b in zip(_three(after), _three(before), strict=True)]
    chance = gauge(*(c * k for c, k in zip(_three(residual.likelihood), kept, strict=True)))
    lo, score, hi = (
        points(100 * s * c) for s, c in zip(_three(residual.severity), _three(chance), strict=True)
    )
    return leveled(
        Span(lo=lo, score=score, hi=hi),
        residual.severity,
        chance,
        worst=chance,
        methods=weights.methods,
    )


def _three(one: Gauge) -> tuple[float, float, float]:
    return (one.lo, one.value, one.hi)


def _worst(
    id: str,
    text: Text,
    pathway: str,
    runs: Mapping[str, Runs],
    weights: Weights,
) -> ScenarioRisk:
    risks = {}
    for asset, (now, sure, later) in runs.items():
        risks[asset] = (
            _risk(now, pathway, weights, controlled=False),
            _risk(now, pathway, weights, controlled=True),
            _risk(sure, pathway, weights, controlled=True),
            _risk(later, pathway, weights, controlled=True),
        )
    ordered = sorted(risks, key=lambda a: (-risks[a][1].score, -risks[a][0].score, a))
    inherent, residual, committed, planned = risks[ordered[0]]
    touched = tuple(a for a in ordered if risks[a][0].score > 0)
    return ScenarioRisk(
        id=id,
        name=text,
        pathway=pathway,
        assets=touched,
        inherent=inherent,
        residual=residual,
        committed=committed,
        planned=planned,
    )


def _risk(three: Outcomes, pathway: str, weights: Weights, *, controlled: bool) -> Risk:
    chances = [o.exposure[pathway] * (o.remaining[pathway] if controlled else 1.0) for o in three]
    lo, score, hi = (points(100 * o.severity * c) for o, c in zip(three, chances, strict=True))
    severity, likelihood = gauge(*(o.severity for o in three)), gauge(*chances)
    return leveled(
        Span(lo=lo, score=score, hi=hi),
        severity,
        likelihood,
        worst=likelihood,
        methods=weights.methods,
    )


def _opinion(computed: Risk, likelihood: Interval, severity: Interval, weights: Weights) -> Risk:
    chance = _stated(likelihood, computed.likelihood)
    harm = _stated(severity, computed.severity)
    lo, score, hi = (
        points(100 * a * b)
        for a, b in (
            (harm.lo, chance.lo),
            (harm.value, chance.value),
            (harm.hi, chance.hi),
        )
    )
    return leveled(
        Span(lo=lo, score=score, hi=hi), harm, chance, worst=chance, methods=weights.methods
    )


def _stated(opinion: Interval, computed: Gauge) -> Gauge:
    # Opinions are given in percent; the middle of a range is its likely value.
    if opinion.hi is None:
        return computed
    return gauge(opinion.lo / 100, (opinion.lo + opinion.hi) / 200, opinion.hi / 100)
