"""Numbers of all third parties together: counts, data quality, steps by owner; never a mean."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ..model.assessment import Action, Assessment, VendorRisk
from ..vendors.averages import plain_averages
from .grid import Grid, grid
from .portfolio import portfolio, ranked
from .vendor_conditions import steps_of
from .wording import UNKNOWN, Words, share

PASSING = 80
"""From this average on common practice lets a vendor pass; see the reference on HECVAT."""
_LEVELS = ("critical", "high", "moderate", "low")
_VERDICTS = ("reject", "insufficient", "conditional", "approve")
_MET = ("pass", "not_applicable")
_SOON = (30, 60, 90)
_DONE = "done"


def tally(a: Assessment, w: Words) -> Grid:
    """Count the vendors by inherent level and verdict."""
    counts = Counter((v.inherent, str(v.verdict)) for v in a.vendors)
    rows = [
        (w.term("level", level), *(counts[level, verdict] for verdict in _VERDICTS))
        for level in _LEVELS
    ]
    heads = " ".join(f"verdict_{verdict}:count" for verdict in _VERDICTS)
    return grid("tally", f"inherent_level {heads}", rows)


def averages(a: Assessment, w: Words) -> Grid:
    """List what common averages make of each vendor's answers, beside the verdict."""
    credits = w.knowledge.entries("vendors/answers")
    rows = []
    for v in ranked(a):
        plain = plain_averages(v, credits)
        best = max((x for x in (plain.total, plain.answered) if x is not None), default=0)
        misled = best >= PASSING and v.verdict != "approve"
        rows.append(
            (
                w.named(v.id, v.name),
                plain.total,
                plain.answered,
                v.score,
                w.term("verdict", v.verdict),
                w.say("tables.yes" if misled else "tables.no"),
            )
        )
    return grid(
        "averages",
        "vendor sum_score:points answered_mean:points our_score:points verdict would_pass",
        rows,
    )


def data_quality(a: Assessment, w: Words) -> Grid:
    """List, by vendor in rank, how many answers cannot be relied on, and why."""
    rows = []
    for v in ranked(a):
        states = Counter(str(row.get("state")) for row in v.answers)
        doubted = {c.question for c in v.contradictions if c.question}
        rows.append(
            (
                w.named(v.id, v.name),
                len(v.answers),
                states["unknown"],
                states["unproven"],
                sum(bool(row.get("stale")) for row in v.answers),
                sum(row.get("answer") == "na" for row in v.answers),
                len(doubted),
                _open_factors(v, w),
            )
        )
    return grid(
        "data_quality",
        "vendor asked_count:count silent_count:count unproven_count:count stale_count:count "
        "na_count:count doubted_count:count factors_open",
        rows,
    )


def owners(a: Assessment, w: Words) -> Grid:
    """Count the steps that concern third parties by owner: open, overdue, done."""
    named = {v.id: v.name for v in a.vendors}
    steps: dict[str, list[Action]] = {}
    about: dict[str, set[str]] = {}
    for v in a.vendors:
        for step in steps_of(a, v):
            mine = steps.setdefault(step.owner or "", [])
            if step not in mine:
                mine.append(step)
            about.setdefault(step.owner or "", set()).add(v.id)
    rows = []
    for owner, mine in steps.items():
        left = [step for step in mine if step.status != _DONE]
        late = [step for step in left if step.due and step.due < a.as_of]
        nearest = min((step.due for step in left if step.due), default=None)
        who = w.join(w.named(id, named[id]) for id in sorted(about[owner]))
        told = owner or w.say("report.nobody")
        rows.append((told, len(left), len(late), len(mine) - len(left), nearest, who))
    rows.sort(key=lambda row: (-row[2], -row[1], row[0]))
    return grid(
        "owners",
        "owner steps_open:count steps_overdue:count steps_done:count next_due:date vendors",
        rows,
    )


def key_numbers(a: Assessment, w: Words) -> list[tuple[str, str]]:
    """Return the numbers of the strip on page one, each with what it counts."""
    days = [d.days for d in portfolio(a).deadlines]
    live = {s.id: s for v in a.vendors for s in steps_of(a, v) if s.status != _DONE}
    told = {
        "all": f"{len(a.vendors):,}",
        "failed": _count(a, "fail"),
        "fatal": _count(a),
        "review": str(sum(_due(v.next_review, a.as_of) for v in a.vendors)),
        "ended": str(sum(n < 0 for n in days)),
        "soon": " / ".join(str(sum(0 <= n <= limit for n in days)) for limit in _SOON),
        "overdue": str(sum(bool(s.due and s.due < a.as_of) for s in live.values())),
        "coverage": _answered(a),
    }
    return [(value, w.say(f"report.kpi_{name}")) for name, value in told.items()]


def _count(a: Assessment, state: str = "") -> str:
    states = ({k.state for k in v.knockouts} for v in a.vendors)
    return str(sum(state in one if state else bool(one - set(_MET)) for one in states))


def _due(review: dt.date | None, as_of: dt.date) -> bool:
    return review is not None and review <= as_of


def _answered(a: Assessment) -> str:
    held = [v.coverage for v in a.vendors]
    if not held:
        return UNKNOWN
    ends = (share(min(held)), share(max(held)))
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def _open_factors(v: VendorRisk, w: Words) -> str | None:
    unknown = [r for r in v.inherent_because if r.rule == "vendors.factor-unknown"]
    names = [w.knowledge.label(str(r.args["factor"]), w.language) for r in unknown]
    return w.join(names) if names else None
