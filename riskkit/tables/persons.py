"""Tables of persons: how many each asset and each vendor has, how counted, and all together."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.assessment import Assessment, AssetRisk
from ..model.persons import PersonCount, SharedPersons
from ..model.value import Interval
from .grid import Grid, grid
from .vendors import by_verdict
from .wording import Words

_NAMED = 3


def persons(a: Assessment, w: Words, assets: Iterable[str] | None = None) -> Grid:
    """List how many persons each asset holds, how they were counted, and whom assets share.

    Parameters
    ----------
    a : Assessment
    w : Words
    assets : iterable of ids, optional
        Only these; the last row then counts these together, each person once.
    """
    chosen = set(assets) if assets is not None else {asset.id for asset in a.assets}
    known = [asset for asset in a.assets if asset.id in chosen]
    counts = {count.asset: count for count in a.persons.assets}
    held = [x for x in known if x.id in counts or x.persons.hi != 0]
    held.sort(key=lambda x: (-x.persons.lo, x.id))
    rows = [_row(a, w, asset, counts.get(asset.id)) for asset in held]
    if len(held) > 1:
        counted = {id: n for id, n in a.persons.counted().items() if id in chosen}
        met = a.persons.among(counted) if counted else None
        rows.append((w.say("tables.persons_total"), a.persons.of(known), met, None, None))
    return grid(
        "persons",
        "asset persons:interval persons_counted:interval counted_by also_in",
        rows,
        [*(f"asset-{x.id}" for x in held), *[""] * (len(rows) - len(held))],
    )


def _row(
    a: Assessment, w: Words, asset: AssetRisk, count: PersonCount | None
) -> tuple[str, Interval, Interval | None, str | None, str | None]:
    if count is None:
        known = asset.persons.lo or asset.persons.bounded
        rule = "tables.persons_declared" if known else "tables.persons_unknown"
        return w.asset(asset), asset.persons, None, w.say(rule), None
    return w.asset(asset), asset.persons, count.persons, _by(w, count), _shared(a, w, asset.id)


def _by(w: Words, count: PersonCount) -> str:
    if count.by is None:
        return w.say("tables.persons_rows" if count.persons.bounded else "tables.persons_named")
    key = w.term("person_key", count.by)
    return w.say("tables.persons_in_text", key=key) if count.in_text else key


def _shared(a: Assessment, w: Words, asset: str) -> str | None:
    best: dict[str, SharedPersons] = {}
    for pair in a.persons.shared:
        if asset in (pair.asset, pair.other):
            other = pair.other if pair.asset == asset else pair.asset
            if other not in best or best[other].shared < pair.shared:
                best[other] = pair
    ranked = sorted(best.items(), key=lambda item: (-item[1].shared, item[0]))
    told = [w.say("tables.persons_shared", asset=id, n=p.shared) for id, p in ranked[:_NAMED]]
    more = len(ranked) - _NAMED
    told += [w.say("report.and_more", n=more)] if more > 0 else []
    return w.join(told) if told else None


def vendor_persons(a: Assessment, w: Words) -> Grid:
    """List the persons in the assets that each vendor touches, the most first."""
    vendors = sorted(by_verdict(a), key=lambda v: (v.persons.bounded, -v.persons.lo))
    rows = [
        (w.named(v.id, v.name), v.persons, len(v.assets), w.join(v.assets) if v.assets else None)
        for v in vendors
    ]
    return grid(
        "vendor_persons",
        "vendor persons:interval assets_count:count assets",
        rows,
        [f"vendor-{v.id}" for v in vendors],
    )
