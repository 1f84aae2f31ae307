"""Persons counted for transfers: how many, general and sensitive apart, between exact bounds."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.assessment import AssetRisk
from ..model.persons import UNCOUNTED, Persons
from ..model.value import Interval

VIEW = "pipl_28"
"""The view of the law that says which categories are sensitive for export."""


def general_and_sensitive(
    assets: Iterable[AssetRisk],
    debatable: frozenset[str],
    *,
    unseen: bool = False,
    persons: Persons = UNCOUNTED,
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
    persons : Persons
        Whom the scan counted, and who is in several assets.

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
    general, sensitive = (
        Interval(lo=persons.of(group).lo, hi=None if unseen else persons.of([*group, *maybe]).hi)
        for group in (plain, sure)
    )
    return general, sensitive
