"""Learn the slope of the calibration on the development tables; prints it.

Guo et al. (2017), temperature scaling: probability = 1 / (1 + exp(-slope * log_odds)), fitted by
maximum likelihood; a verdict at one half stays there. It goes into weights.yaml by hand.
"""

import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from tables import LANGUAGES, quiet_tables, tables


def points():
    """(log-odds, personal) of every decidable column of the development tables."""
    from riskkit.catalogue import load_knowledge
    from riskkit.detect.cells import Cells
    from riskkit.detect.columns import judge
    from riskkit.detect.rulebook import Rulebook
    from riskkit.detect.settling import settle

    rules = Rulebook.of(load_knowledge())
    every = [t for language in LANGUAGES for t in tables(language, 0)] + quiet_tables(0)
    for table in [t if named else t.bare() for named in (True, False) for t in every]:
        judged = [
            judge(h, Cells(c, rules), rules)
            for h, c in zip(table.headers, table.columns, strict=True)
        ]
        for i, verdict in enumerate(settle(judged, rules)):
            if (personal := table.right(i).personal) is not None:
                yield max(-12.0, min(12.0, verdict.log_odds)), bool(personal)


def fit(pairs):
    """The slope that makes the answers likeliest (golden section on the log loss)."""

    def loss(slope):
        return sum(math.log1p(math.exp(-slope * x if t else slope * x)) for x, t in pairs)

    low, high = 0.2, 5.0
    for _ in range(40):
        third = (high - low) / 3
        low, high = (
            (low, high - third) if loss(low + third) < loss(high - third) else (low + third, high)
        )
    return (low + high) / 2


if __name__ == "__main__":
    import measure

    known = list(points())
    slope = fit(known)
    told = [(1 / (1 + math.exp(-slope * x)), t) for x, t in known]
    raw = [(1 / (1 + math.exp(-x)), t) for x, t in known]
    print(f"slope {slope:.3f} n {len(known)}")
    print(f"ECE before {measure.ece(raw):.4f} after {measure.ece(told):.4f}")
    for b in range(10):
        inside = [(p, t) for p, t in raw if min(int(p * 10), 9) == b]
        if inside:
            print(
                b,
                len(inside),
                round(sum(p for p, _ in inside) / len(inside), 3),
                round(sum(t for _, t in inside) / len(inside), 3),
            )
