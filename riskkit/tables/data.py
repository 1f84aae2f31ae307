"""Tables of the data itself: columns as scanned, assets by category, what stayed unseen."""

from __future__ import annotations

from ..model.assessment import Assessment, Column
from .assets import by_residual, undeclared
from .grid import Grid, grid
from .wording import Words

_NAMED = 5


def columns(a: Assessment, w: Words, *, personal: bool = True) -> Grid:
    """List each scanned column; `personal` leaves out those without personal data."""
    chosen = [c for c in ordered(a) if c.personal or not personal]
    rows = [
        (
            w.named(c.asset, place(c)) if c.asset else place(c),
            c.column,
            w.term("entity", c.entity),
            w.term("category", c.category),
            c.probability,
            c.rows,
            c.scanned,
            c.hits,
            c.upper_bound,
            w.join(c.examples),
        )
        for c in chosen
    ]
    return grid(
        "columns",
        "source column entity category probability:share rows:count scanned:count hits:count "
        "upper_bound:share examples",
        rows,
        [column_anchor(c) for c in chosen],
    )


def ordered(a: Assessment) -> list[Column]:
    """Return the columns by asset, source and table, in each the surest personal data first."""
    return sorted(
        a.columns,
        key=lambda c: (c.asset or "~", c.source, c.table, not c.personal, -c.probability, c.column),
    )


def place(column: Column) -> str:
    """Return where a column stands: its source and, where there is one, its table."""
    return f"{column.source} · {column.table}" if column.table else column.source


def column_anchor(column: Column) -> str:
    """Return the address of a column in a report."""
    return f"column-{column.source}-{column.table}-{column.column}"


def categories(a: Assessment) -> list[str]:
    """Return the categories declared or found anywhere, the most widespread first."""
    spread: dict[str, int] = {}
    for asset in a.assets:
        for category in {*asset.declared, *asset.found}:
            spread[category] = spread.get(category, 0) + 1
    return sorted(spread, key=lambda c: (-spread[c], c))


def data_map(a: Assessment, w: Words) -> Grid:
    """List which asset holds which category, and whether it was declared, found, or both."""
    rows = []
    for asset in by_residual(a):
        extra = undeclared(asset)
        both = [c for c in asset.declared if c in asset.found]
        only = [c for c in asset.declared if c not in asset.found]
        rows.append(
            (
                w.asset(asset),
                asset.persons,
                w.terms("category", both),
                w.terms("category", only),
                w.terms("category", extra),
            )
        )
    return grid("data_map", "asset persons:interval found_declared declared_only undeclared", rows)


def unseen(a: Assessment, w: Words) -> Grid:
    """List parts of sources that the scan could not see, and why."""
    rows = [(u.source, u.part, w.reason(u.reason)) for u in a.unseen]
    return grid("unseen", "source part reason", rows)


def not_assessed(a: Assessment, w: Words) -> Grid:
    """List the assets of which least is known, with what would have to be asked."""
    poor = sorted((x for x in a.assets if x.unknown), key=lambda x: (x.coverage, x.id))
    rows = [
        (w.asset(x), x.coverage, x.residual, _listed(w, [unknown(w, u) for u in x.unknown]))
        for x in poor
    ]
    return grid(
        "not_assessed",
        "asset coverage:share residual:span unknown",
        rows,
        [f"asset-{x.id}" for x in poor],
    )


def _listed(w: Words, names: list[str]) -> str:
    more = len(names) - _NAMED
    rest = [w.say("report.and_more", n=more)] if more > 1 else names[_NAMED:]
    return w.join([*names[:_NAMED], *rest])


def unknown(w: Words, name: str) -> str:
    """Return what an unknown is called: a control by its id, or a field of the asset register."""
    if w.knowledge.has_label(name):
        return w.named(name.partition(".")[2], w.knowledge.label(name, w.language))
    fields = {c.id: c.text for c in w.knowledge.entries("tables")["assets"].columns}
    return fields[name].get(w.language) if name in fields else w.term("factor", name)


def identifiability(a: Assessment, w: Words) -> Grid:
    """List how far records can be told apart, measured table by table."""
    keys = [k for k in _MEASURES if any(k in row for row in a.identifiability)]
    rows = [
        (
            _where(row),
            w.join(str(q) for q in row.get("quasi_identifiers", ())),
            *(row.get(key) for key in keys),
        )
        for row in a.identifiability
    ]
    forms = " ".join(f"{key}:{_MEASURES[key]}" for key in keys)
    return grid("identifiability", f"source quasi_identifiers {forms}", rows)


_MEASURES = {
    "rows": "count",
    "persons": "count",
    "k": "count",
    "unique_share": "share",
    "population_uniqueness": "share",
    "prosecutor_risk": "share",
}


def _where(row: dict[str, object]) -> str:
    parts = [str(row[k]) for k in ("asset", "source", "table") if row.get(k)]
    return " · ".join(parts)
