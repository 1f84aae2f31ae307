"""Tables of third parties: risk, verdict, fatal questions, domains, answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ..model.assessment import Assessment, Gauge, Span, VendorRisk
from ..model.value import Argument
from .grid import Grid, clauses, grid, text
from .plan import subject
from .wording import Words

_WORST = ("reject", "insufficient", "conditional", "approve")


def by_verdict(a: Assessment) -> list[VendorRisk]:
    """Return the vendors, the worst verdict first, within it the larger possible gap."""
    return sorted(a.vendors, key=lambda v: (_WORST.index(v.verdict), -gap_ends(v)[1], v.id))


def vendors(a: Assessment, w: Words) -> Grid:
    """List each vendor with its tier, gap, coverage and verdict."""
    rows = [
        (
            w.named(v.id, v.name),
            w.term("vendor_kind", v.kind),
            w.term("level", v.inherent),
            gap(v),
            v.coverage,
            w.term("level", v.residual),
            w.term("level", v.projected),
            w.term("verdict", v.verdict),
            v.next_review,
        )
        for v in by_verdict(a)
    ]
    return grid(
        "vendors",
        "vendor kind inherent_level gap coverage:share residual_level projected_level verdict "
        "next_review:date",
        rows,
        [f"vendor-{v.id}" for v in by_verdict(a)],
    )


def gap_ends(v: VendorRisk) -> tuple[float, float, float]:
    """Return a vendor's gap as lo, point, hi: what its score of 0–100 lacks to 100.

    Where no answer could be scored, the point is the worst: silence never looks good.
    """
    lo, hi = 100 - v.hi, 100 - v.lo
    return lo, hi if v.score is None else 100 - v.score, hi


def gap(v: VendorRisk) -> str:
    """Write a vendor's gap with its bounds; only the bounds where no answer could be scored."""
    lo, mid, hi = (f"{x:.0f}" for x in gap_ends(v))
    if v.score is None:
        return f"{lo}–{hi}"
    return mid if lo == hi else f"{mid} ({lo}–{hi})"


def knockouts(a: Assessment, w: Words) -> Grid:
    """List the fatal questions of every vendor and how each stands."""
    ranks = w.knowledge.entries("vendors/knockout-states")
    rows = [
        (
            w.named(v.id, v.name),
            w.term("fatal", k.rule),
            _asked(w, k.question, k.service),
            w.term("knockout_state", k.state),
            clauses(k.law),
        )
        for v in by_verdict(a)
        for k in sorted(v.knockouts, key=lambda k: -ranks[k.state].rank)
    ]
    return grid("knockouts", "vendor fatal question state law", rows)


def _asked(w: Words, question: str, service: str | None) -> str:
    # What the service's own record answers is asked beside what the vendor says of itself.
    if service:
        return w.say("tables.by_service", service=service)
    return w.named(question, w.term("question", question))


def domains(v: VendorRisk, w: Words) -> Grid:
    """List a vendor's gap by domain of the questionnaire, the widest first."""
    ranked = sorted(v.domains.items(), key=lambda item: (-item[1].value, item[0]))
    rows = []
    for id, value in ranked:
        asked = [row for row in v.answers if row.get("domain") == id]
        gap = text(as_span(value), "span")
        rows.append((w.term("domain", id), gap, len(asked), proof_levels(asked, w)))
    return grid("domains", "domain gap questions_count:count resting_on", rows)


def as_span(gap: Gauge) -> Span:
    """Return a gap of 0–1 on the scale of 0–100 that all of a vendor's gaps are told on."""
    return Span(score=100 * gap.value, lo=100 * gap.lo, hi=100 * gap.hi)


def proof_levels(asked: Iterable[Mapping[str, Argument]], w: Words) -> str | None:
    """Return how many answers rest on which level of proof, the strongest first."""
    levels = w.knowledge.entries("vendors/assurance")
    counts = Counter(str(row.get("assurance")) for row in asked)
    held = sorted(set(counts) & set(levels), key=lambda id: -levels[id].rank)
    return w.join(f"{w.term('assurance', id)} {counts[id]}" for id in held) if held else None


def answers(v: VendorRisk, w: Words) -> Grid:
    """List a vendor's answers as given, with the credit the evidence earned."""
    rows = [
        (
            w.named(str(row.get("question", "")), w.term("question", str(row.get("question", "")))),
            _answer(w, row.get("said", row.get("answer"))),
            _backing(w, row),
            _listed(w, row.get("evidence")),
            w.term("knockout_state", str(row["state"])) if row.get("state") else None,
            row.get("source"),
        )
        for row in v.answers
    ]
    return grid("answers", "question answer proof evidence answer_state source_cell", rows)


def _backing(w: Words, row: Mapping[str, Argument]) -> str | None:
    """Tell what proves an answer; where evidence is named and proves nothing, why."""
    if row.get("proof") == "none" and row.get("evidence"):
        return w.say("tables.proof_lapsed" if row.get("stale") else "tables.proof_void")
    return w.term("proof", str(row["proof"])) if row.get("proof") else None


def touched(a: Assessment, w: Words, v: VendorRisk) -> Grid:
    """List the assets a vendor touches, with their risk."""
    known = {x.id: x for x in a.assets}
    rows = [
        (subject(a, w, id), w.term("tier", x.sensitivity.tier), x.persons, x.residual)
        for id in v.assets
        if (x := known.get(id))
    ]
    return grid("touched", "asset tier persons:interval residual:span", rows)


def concentration(a: Assessment, w: Words) -> Grid:
    """List assets that several third parties touch, the most touched first."""
    by_asset: dict[str, list[VendorRisk]] = {}
    for vendor in a.vendors:
        for id in vendor.assets:
            by_asset.setdefault(id, []).append(vendor)
    ranked = sorted(by_asset.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = [
        (subject(a, w, id), len(several), w.join(w.named(v.id, v.name) for v in several))
        for id, several in ranked
        if len(several) > 1
    ]
    return grid("concentration", "asset vendors_count:count vendors", rows)


def _answer(w: Words, value: object) -> str | None:
    return None if value in (None, "") else w.term("answer", str(value))


def _listed(w: Words, value: object) -> str | None:
    if isinstance(value, list | tuple):
        return w.join(str(item) for item in value) if value else None
    return None if value is None else str(value)
