"""Tables of all third parties together: rank, chain, concentration, calendar; never a mean."""

from __future__ import annotations

from ..model.assessment import Assessment, VendorRisk
from ..model.vendor_facts import Portfolio
from .grid import Grid, grid
from .vendors import gap, gap_ends
from .wording import Words

_MONTHS = 366


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
        "vendor rank_place:count verdict residual_level gap tier projected_level coverage:share "
        "next_review:date",
        rows,
        [f"vendor-{v.id}" for v in ranked(a)],
    )


def vendor_domains(a: Assessment, w: Words) -> Grid:
    """List the gap of every vendor in every domain of its questionnaire."""
    rows = [
        (w.named(v.id, v.name), w.term("domain", id), gauge)
        for v in ranked(a)
        for id, gauge in sorted(v.domains.items(), key=lambda one: (-one[1].value, one[0]))
    ]
    return grid("vendor_domains", "vendor domain gap:gauge", rows)


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
        (w.say(f"tables.by_{c.by}"), f"{c.index:.2f}", _largest(w, c.by, c.largest), c.share)
        for c in portfolio(a).concentration
    ]
    return grid("spread", "spread_by spread_index spread_largest spread_share:share", rows)


def deadlines(a: Assessment, w: Words) -> Grid:
    """List what of any vendor ends or falls due within a year, the nearest first."""
    names = {v.id: v.name for v in a.vendors}
    near = [d for d in portfolio(a).deadlines if d.days <= _MONTHS]
    rows = [
        (
            w.named(d.vendor, names.get(d.vendor, "")),
            d.on,
            d.days,
            w.say(f"tables.deadline_{d.kind}"),
            d.subject,
        )
        for d in sorted(near, key=lambda d: (d.on, d.vendor, d.kind, d.subject))
    ]
    return grid("deadlines", "vendor on_day:date days_left:count what_ends about", rows)


def _share(bounds: tuple[float, float]) -> str:
    lo, hi = (f"{100 * x:.0f}%" for x in bounds)
    return lo if lo == hi else f"{lo}–{hi}"


def _largest(w: Words, by: str, name: str | None) -> str | None:
    return w.term("country", name) if by == "country" else name
