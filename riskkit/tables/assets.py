"""Tables of data assets: their risk, why, and where declaration and finding part."""

from __future__ import annotations

from ..model.assessment import Assessment, AssetRisk, Contribution, Gauge, Risk
from .grid import Grid, grid
from .wording import Words

_CAUSES = ("factor", "control", "category", "pathway", "domain", "question")
LEVELS = ("negligible", "low", "moderate", "high", "critical")
_TIERS = ("none", "low", "medium", "high")


def by_residual(a: Assessment) -> list[AssetRisk]:
    """Return the assets, the highest residual risk first; ties by id."""
    return sorted(a.assets, key=lambda asset: (-asset.residual.score, asset.id))


def level_method(a: Assessment) -> str | None:
    """Return the method whose levels are shown: the first the engagement names that rated."""
    rated = {method for asset in a.assets for method in asset.residual.level}
    named = [method for method in a.engagement.methods if method in rated]
    return next(iter(named or sorted(rated)), None)


def rank(w: Words, method: str, label: str) -> float:
    """Return where a label stands among those of its method: 0 the least, 1 the worst.

    A matrix lists its results in order; any other method uses the five levels of the score.
    """
    matrix = w.knowledge.matrix(method)
    order = [result.id for result in matrix.results] if matrix else list(LEVELS)
    return order.index(label) / (len(order) - 1) if label in order else 1.0


def rated_likelihood(w: Words, method: str | None, risk: Risk) -> Gauge:
    """Return the likelihood that `method` rates: a matrix takes that of the worst pathway.

    A matrix rates each feared event by itself; a score joins all of them.
    """
    if w.knowledge.matrix(method) and risk.worst:
        return risk.worst
    return risk.likelihood


def undeclared(asset: AssetRisk) -> tuple[str, ...]:
    """Return the categories found in the data that nobody declared."""
    return tuple(c for c in asset.found if c not in asset.declared)


def assets(a: Assessment, w: Words) -> Grid:
    """List each asset with its tier, persons and risk before, now and after the plan."""
    method = level_method(a)
    return grid(
        "assets",
        "asset carrier tier persons:interval inherent:span residual:span planned:span level "
        "coverage:share",
        [
            (
                w.asset(x),
                w.term("carrier", x.carrier),
                w.term("tier", x.sensitivity.tier),
                x.persons,
                x.inherent,
                x.residual,
                x.planned,
                w.level(x.residual.named(method)),
                x.coverage,
            )
            for x in by_residual(a)
        ],
        [f"asset-{x.id}" for x in by_residual(a)],
    )


def risk_positions(a: Assessment, w: Words) -> Grid:
    """List likelihood and severity of each asset, as drawn in the risk map."""
    method = level_method(a)
    return grid(
        "risk_positions",
        "asset severity:gauge likelihood_inherent:gauge likelihood_residual:gauge "
        "likelihood_planned:gauge",
        [
            (
                w.asset(x),
                x.residual.severity,
                *(rated_likelihood(w, method, r) for r in (x.inherent, x.residual, x.planned)),
            )
            for x in by_residual(a)
        ],
        [f"asset-{x.id}" for x in by_residual(a)],
    )


def levels(a: Assessment, w: Words) -> Grid:
    """List the residual level of each asset by each method, side by side."""
    methods = [m for m in a.engagement.methods if any(m in x.residual.level for x in a.assets)]
    rows = [
        (
            w.asset(x),
            x.residual,
            w.join(f"{w.term('method', m)} {w.level(x.residual.named(m))}" for m in methods),
        )
        for x in by_residual(a)
    ]
    return grid("levels", "asset residual:span levels", rows)


def conflicts(a: Assessment, w: Words) -> Grid:
    """List where what was declared and what was found do not agree, asset by asset."""
    rows, anchors = [], []
    for asset in by_residual(a):
        extra = undeclared(asset)
        tier = asset.sensitivity.tier
        declared = asset.declared_tier
        higher = declared in _TIERS and _TIERS.index(declared) < _TIERS.index(tier)
        if extra or higher:
            rows.append(
                (
                    w.asset(asset),
                    w.terms("category", asset.declared),
                    w.terms("category", extra),
                    w.term("tier", declared),
                    w.term("tier", tier),
                )
            )
            anchors.append(f"asset-{asset.id}")
    return grid("conflicts", "asset declared undeclared tier_declared tier", rows, anchors)


def contributions(a: Assessment, w: Words, asset: AssetRisk | None = None) -> Grid:
    """List what the residual risk is made of: one asset's causes, or the assets of the whole.

    The points of an asset's causes sum to its residual score; the shares of the assets sum
    to one.
    """
    if asset is None:
        total = sum(x.residual.score for x in a.assets) or 1.0
        ranked = [(w.asset(x), x.residual.score, x.residual.score / total) for x in by_residual(a)]
        return grid(
            "contributions",
            "asset points:points share:share",
            ranked,
            [f"asset-{x.id}" for x in by_residual(a)],
        )
    total = sum(c.share for c in asset.contributions) or 1.0
    causes = sorted(asset.contributions, key=lambda c: (-c.share, c.kind, c.id))
    rows = [(cause(w, c), c.share / total * asset.residual.score, c.share / total) for c in causes]
    anchors = [f"factor-{c.id}" for c in causes]
    return grid("causes", "cause points:points share:share", rows, anchors)


def cause(w: Words, contribution: Contribution) -> str:
    """Return what a contribution is called: the label of its id, or the id."""
    told = next(
        (
            w.term(v, contribution.id)
            for v in _CAUSES
            if w.knowledge.has_label(f"{v}.{contribution.id}")
        ),
        w.term(contribution.kind, contribution.id),
    )
    if not w.knowledge.has_label(f"pathway.{contribution.kind}"):
        return told
    pathway = w.term("pathway", contribution.kind)
    return w.say("tables.by_pathway", pathway=pathway, cause=told)
