"""Tables of the method: its constants with their sources, its factors, what a matrix loses."""

from __future__ import annotations

from ..model.assessment import Assessment
from .grid import Grid, grid
from .wording import Words


def constants(a: Assessment, w: Words) -> Grid:
    """List every constant of the formulas with its value, why it is that, and its source."""
    rows = [
        (
            w.told(scale.called or id),
            _three(scale.three),
            w.told(scale.rationale),
            w.source(scale.source),
        )
        for id, scale in w.knowledge.entries("scales").items()
    ]
    return grid("constants", "constant constant_value rationale source", rows)


def factor_weights(a: Assessment, w: Words) -> Grid:
    """List the exposure factors with their weight on each pathway and why."""
    rows = [
        (
            factor.text.get(w.language),
            w.join(
                w.say("tables.pair", what=w.term("pathway", p), value=f"{weight:g}")
                for p, weight in factor.weights.items()
            ),
            w.told(factor.rationale),
            w.source(factor.source),
        )
        for factor in w.knowledge.entries("exposure").values()
    ]
    anchors = [f"factor-{id}" for id in w.knowledge.entries("exposure")]
    return grid("factor_weights", "factor factor_weights rationale source", rows, anchors)


def resolution(a: Assessment, w: Words) -> Grid:
    """List how often a matrix keeps the order of two risks, ties them, or turns it round."""
    rows = [
        (
            one.text.get(w.language),
            one.kept,
            one.tied,
            one.turned,
            one.kept_negative,
            one.turned_negative,
        )
        for one in w.knowledge.entries("resolution").values()
    ]
    return grid(
        "resolution",
        "matrix_kind order_kept:rate order_tied:rate order_reversed:rate "
        "order_kept_negative:rate order_reversed_negative:rate",
        rows,
    )


def _three(values: tuple[float, float, float]) -> str:
    lo, mid, hi = (f"{value:g}" for value in values)
    return mid if lo == hi else f"{mid} ({lo}–{hi})"
