"""The method as a reader needs it: formulas, constants, and what a matrix cannot tell."""

from __future__ import annotations

from markupsafe import Markup

from ..model.assessment import Assessment
from ..tables import GRIDS
from ..tables.assets import level_method
from ..tables.wording import Words
from .markup import block, table

_PARAGRAPHS = 5


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
