"""The methods as a reader needs them: formulas, tables, constants, and what they cannot tell."""

from __future__ import annotations

from markupsafe import Markup

from ..model.assessment import Assessment
from ..tables import GRIDS
from ..tables import vendor_method as vendor_tables
from ..tables.assets import level_method
from ..tables.wording import Words
from .markup import block, table

_PARAGRAPHS = 5
_VENDOR_PARAGRAPHS = 3


def method_block(a: Assessment, w: Words) -> Markup:
    """Return how the numbers are made, by which constants, and what they cannot say."""
    method = level_method(a)
    factors = GRIDS["factor_weights"](a, w)
    return block(
        "method",
        w,
        texts=[w.say(f"report.method_{n}") for n in range(1, _PARAGRAPHS + 1)],
        levels=w.say("report.method_matrix", method=w.term("method", method)) if method else "",
        resolution=table(w, GRIDS["resolution"](a, w)),
        constants=table(w, GRIDS["constants"](a, w)),
        factor_weights=table(w, factors, addressed=True),
    )


def vendor_method_parts(a: Assessment, w: Words) -> list[Markup]:
    """Return how third parties are judged, by which tables, and what the numbers cannot say."""
    numbers = w.knowledge.entries("vendors/parameters")
    weights = {id: numbers[id].value for id in ("mean_weight", "tail_weight")}
    texts = [w.say("report.vendor_limits")]
    texts += [
        w.say(f"report.vendor_method_{n}", **weights) for n in range(1, _VENDOR_PARAGRAPHS + 1)
    ]
    grids = (
        vendor_tables.proof_credit(a, w),
        vendor_tables.residual_table(a, w),
        vendor_tables.fatal_states(a, w),
    )
    titled = [table(w, grid, title=w.say(f"tables.title_{grid.name}")) for grid in grids]
    return [block("paragraphs", w, texts=texts), *titled]
