"""Tables of all third parties together: rank, chain, concentration, calendar; never a mean."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.assessment import Assessment, VendorRisk
from ..model.vendor_facts import Concentration, Deadline, Portfolio
from .evidence import own_title
from .grid import Grid, grid
from .vendors import as_span, gap, gap_ends
from .wording import Words

_MONTHS = 366
_EVEN = 1e-12


@dataclass(frozen=True)
class Heat:
    """Inherent tier × band of the gap: names of both, the residual rank and the vendors in each.

    `tiers` run from the highest down, `bands` from the narrowest up; `raised` counts vendors
    whose residual level fatal rules put above what tier and gap give.
    """

    tiers: tuple[str, ...]
    bands: tuple[str, ...]
    residual: tuple[tuple[int, ...], ...]
    cells: tuple[tuple[tuple[VendorRisk, ...], ...], ...]
    raised: int


def heat(a: Assessment, w: Words) -> Heat:
    """Place every vendor by its inherent tier and the band its gap falls into."""
    entries = w.knowledge.entries
    tiers = sorted(entries("vendors/tiers").values(), key=lambda tier: -tier.rank)
    bands = list(entries("vendors/bands").values())
    rank = {tier.id: tier.rank for tier in tiers}
    places: dict[tuple[str, int], list[VendorRisk]] = {}
    raised = 0
    for v in ranked(a):
        share = gap_ends(v)[1] / 100
        band = next(n for n, one in enumerate(bands) if share <= one.upto + _EVEN)
        places.setdefault((v.inherent, band), []).append(v)
        by_table = entries("vendors/tiers")[v.inherent].residual[band]
        raised += rank[v.residual] > rank[by_table]
    return Heat(
        tiers=tuple(tier.id for tier in tiers),
        bands=tuple(
            w.say("tables.band", name=one.name.get(w.language), upto=100 * one.upto)
            for one in bands
        ),
        residual=tuple(tuple(rank[id] for id in tier.residual) for tier in tiers),
        cells=tuple(
            tuple(tuple(places.get((tier.id, n), ())) for n in range(len(bands))) for tier in tiers
        ),
        raised=raised,
    )


def vendor_heat(a: Assessment, w: Words) -> Grid:
    """List which vendors stand in which cell of inherent tier and gap."""
    told = heat(a, w)
    levels = {tier.rank: tier.id for tier in w.knowledge.entries("vendors/tiers").values()}
    rows = [
        (
            w.term("level", tier),
            told.bands[x],
            w.term("level", levels[told.residual[y][x]]),
            w.join(w.named(v.id, v.name) for v in vendors),
        )
        for y, tier in enumerate(told.tiers)
        for x, vendors in enumerate(told.cells[y])
        if vendors
    ]
    return grid("vendor_heat", "inherent_level gap_band residual_by_table vendors", rows)


def acceptances(a: Assessment, w: Words) -> Grid:
    """List the risks of vendors that somebody accepted: who, when, until when, and if it holds."""
    rows = [
        (
            w.named(v.id, v.name),
            one.action,
            one.by,
            one.on,
            one.until,
            w.term("level", one.level),
            w.term("level", v.residual),
            w.say(f"tables.accepted_{one.state}"),
        )
        for v in ranked(a)
        for one in v.acceptances
    ]
    return grid(
        "acceptances",
        "vendor accepted_by_action accepted_by accepted_on:date accepted_until:date "
        "accepted_level residual_level accepted_state",
        rows,
    )


def wanted_first(a: Assessment, w: Words) -> Grid:
    """List, by vendor in rank, the fewest documents that would change its verdict or level.

    Where no document changes either, the row says so: what is missing is no paper.
    """
    rows = []
    for v in ranked(a):
        if v.verdict == "approve":
            continue
        wanted = v.documents_that_would_change
        turn = next(
            (
                n
                for n, d in enumerate(wanted, 1)
                if (d.verdict, d.residual) != (v.verdict, v.residual)
            ),
            0,
        )
        last = wanted[turn - 1] if turn else None
        rows.append(
            (
                w.named(v.id, v.name),
                w.term("verdict", v.verdict),
                w.join(w.term("proof_kind", d.proof) for d in wanted[:turn])
                if turn
                else w.say("tables.no_document_turns"),
                w.term("verdict", last.verdict) if last else None,
                w.term("level", last.residual) if last else None,
                100 - last.score if last else None,
            )
        )
    return grid(
        "wanted_first",
        "vendor verdict wanted verdict_then residual_then gap_then:points",
        rows,
    )


def reviews(a: Assessment, w: Words) -> Grid:
    """List when each vendor is to be looked at again, how often, and what calls for it sooner."""
    tiers = w.knowledge.entries("vendors/tiers")
    rows = []
    for v in sorted(a.vendors, key=lambda v: (str(v.next_review or ""), v.id)):
        months = min(tiers[v.inherent].review_months, tiers[v.residual].review_months)
        rows.append(
            (
                w.named(v.id, v.name),
                w.term("level", v.inherent),
                w.say("tables.every_months", n=months),
                v.next_review,
                (v.next_review - a.as_of).days if v.next_review else None,
                _calls(v, a, w),
            )
        )
    return grid(
        "reviews",
        "vendor inherent_level cadence next_review:date days_left:count review_calls",
        rows,
    )


def _calls(v: VendorRisk, a: Assessment, w: Words) -> str | None:
    """Return what already calls for a look before the day: ends passed, parties, doubts."""
    over = [d for d in portfolio(a).deadlines if d.vendor == v.id and d.days < 0]
    hidden = [party for party in v.fourth_parties if not party.declared]
    doubted = {one.question for one in v.contradictions if one.question}
    told = [
        w.say(f"tables.calls_{name}", n=len(found))
        for name, found in (("over", over), ("hidden", hidden), ("doubted", doubted))
        if found
    ]
    return w.join(told) if told else None


def portfolio(a: Assessment) -> Portfolio:
    """Return what the assessment says of all vendors together; nothing where it says nothing."""
    return a.portfolio or Portfolio()


def ranked(a: Assessment) -> list[VendorRisk]:
    """Return the vendors by verdict, then residual level, then gap: the worst first."""
    place = {id: n for n, id in enumerate(portfolio(a).ranking)}
    return sorted(a.vendors, key=lambda v: (place.get(v.id, len(place)), -gap_ends(v)[1], v.id))


def ranking(a: Assessment, w: Words) -> Grid:
    """List the vendors in rank: verdict, residual level, gap, each before the next."""
    rows = [
        (
            w.named(v.id, v.name),
            n,
            w.term("verdict", v.verdict),
            w.term("level", v.residual),
            gap(v),
            w.term("level", v.inherent),
            w.term("level", v.projected),
            v.coverage,
            v.next_review,
        )
        for n, v in enumerate(ranked(a), start=1)
    ]
    return grid(
        "ranking",
        "vendor rank_place:count verdict residual_level gap inherent_level projected_level "
        "coverage:share next_review:date",
        rows,
        [f"vendor-{v.id}" for v in ranked(a)],
    )


def vendor_domains(a: Assessment, w: Words) -> Grid:
    """List the gap of every vendor in every domain of its questionnaire."""
    rows = [
        (w.named(v.id, v.name), w.term("domain", id), as_span(gauge))
        for v in ranked(a)
        for id, gauge in sorted(v.domains.items(), key=lambda one: (-one[1].value, one[0]))
    ]
    return grid("vendor_domains", "vendor domain gap:span", rows)


def suppliers(a: Assessment, w: Words) -> Grid:
    """List each party of the chain with what rests on it, the widest reach first."""
    chain = sorted(portfolio(a).suppliers, key=lambda s: (-s.reach, -s.sensitive[1], s.id))
    rows = [
        (
            s.name if s.kind != "vendor" else w.named(s.id, s.name),
            w.term("supply_party", s.kind),
            s.reach,
            _share(s.sensitive),
            w.join(s.vendors) if s.vendors else None,
            w.term("substitutability", s.substitutability),
            w.say("tables.yes" if s.single_point else "tables.no"),
        )
        for s in chain
    ]
    return grid(
        "suppliers",
        "party party_kind reach:share sensitive_reach vendors substitutability single_point",
        rows,
    )


def spread(a: Assessment, w: Words) -> Grid:
    """List how the services spread over vendors, parents, countries and clouds."""
    rows = [
        (w.say(f"tables.by_{c.by}"), f"{c.index:.2f}", _largest(w, c), c.share)
        for c in portfolio(a).concentration
    ]
    return grid("spread", "spread_by spread_index spread_largest spread_share:share", rows)


def deadlines(a: Assessment, w: Words) -> Grid:
    """List what of any vendor ends or falls due within a year, the nearest first."""
    names, about = {v.id: v.name for v in a.vendors}, due_subjects(a, w)
    near = [d for d in portfolio(a).deadlines if d.days <= _MONTHS]
    rows = [
        (
            w.named(d.vendor, names.get(d.vendor, "")),
            d.on,
            d.days,
            w.say(f"tables.deadline_{d.kind}"),
            about.get(d),
        )
        for d in sorted(near, key=lambda d: (d.on, d.vendor, d.kind, d.subject))
    ]
    return grid("deadlines", "vendor on_day:date days_left:count what_ends about", rows)


def due_subjects(a: Assessment, w: Words) -> dict[Deadline, str]:
    """Return what each day is about: a proof by its title without the vendor's name; else by id."""
    vendors, proofs = {v.id: v for v in a.vendors}, {e.id: e for e in a.evidence}
    told = {}
    for d in portfolio(a).deadlines:
        if d.kind == "review":
            continue
        proof, vendor = proofs.get(d.subject), vendors.get(d.vendor)
        title = own_title(proof, vendor) if proof and vendor else ""
        told[d] = w.named(d.subject, title) if title else d.subject
    return told


def _share(bounds: tuple[float, float]) -> str:
    lo, hi = (f"{100 * x:.0f}%" for x in bounds)
    return lo if lo == hi else f"{lo}–{hi}"


def _largest(w: Words, c: Concentration) -> str | None:
    if c.largest is None:
        return w.say("tables.several_alike") if c.share else None
    return w.term("country", c.largest) if c.by == "country" else c.largest
