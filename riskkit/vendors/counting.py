"""Persons counted for transfers: how many, general and sensitive apart, between exact bounds."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.assessment import AssetRisk
from ..model.value import Interval

VIEW = "pipl_28"
"""The view of the law that says which categories are sensitive for export."""


def persons_in(assets: Iterable[AssetRisk]) -> Interval:
    """Return how many different persons some assets hold data of.

    The same person may be in several assets, so the bounds are the largest of the lower bounds
    and the sum of the upper bounds; no asset holds nobody.
    """
    counts = [asset.persons for asset in assets]
    least = max((count.lo for count in counts), default=0)
    tops = [count.hi for count in counts]
    known = [top for top in tops if top is not None]
    return Interval(lo=least, hi=max(least, sum(known)) if len(known) == len(tops) else None)


def general_and_sensitive(
    assets: Iterable[AssetRisk], debatable: frozenset[str], *, unseen: bool = False
) -> tuple[Interval, Interval]:
    """Return the persons with general data only, and those with sensitive data, in some assets.

    Parameters
    ----------
    assets : iterable of AssetRisk
        What goes abroad, each asset once.
    debatable : frozenset of category ids
        Categories that the law calls sensitive in some cases only.
    unseen : bool
        Whether something goes that nobody assessed; then no upper bound is known.

    Returns
    -------
    tuple of Interval
        Assets of which nobody knows whether they hold sensitive data widen both counts.
    """
    sure: list[AssetRisk] = []
    maybe: list[AssetRisk] = []
    plain: list[AssetRisk] = []
    for asset in assets:
        if asset.sensitivity.tier == "none" and (asset.declared or asset.found):
            continue
        held = {*asset.declared, *asset.found}
        if asset.sensitivity.legal.get(VIEW):
            group = sure
        else:
            group = maybe if not held or held & debatable else plain
        group.append(asset)
    extra = Interval(lo=0, hi=None) if unseen else persons_in(maybe)
    return _wider(persons_in(plain), extra), _wider(persons_in(sure), extra)


def _wider(count: Interval, extra: Interval) -> Interval:
    if count.hi is None or extra.hi is None:
        return Interval(lo=count.lo, hi=None)
    return Interval(lo=count.lo, hi=count.hi + extra.hi)
