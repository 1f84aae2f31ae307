"""Persons counted: how many different people an asset holds data of, and all of them together.

Legal thresholds count persons, not rows and not records per asset. Only counts stand here; the
hashes they were made with, and the key of those, are gone when the scan ends.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from .risk import AssetRisk
from .value import Id, Interval, Text, Value

Normal = Literal["digits", "letters", "email", "name", "date"]
"""How a cell is made comparable: its digits, its letters and digits, its address, its words."""


class KeyPart(Value):
    """One column of a person key: the entities it may hold, and how they are made comparable."""

    entities: tuple[Id, ...] = Field(min_length=1)
    normal: Normal
    minimum: int = Field(default=1, ge=1)


class PersonKey(Value):
    """What tells persons apart; the keys of a file stand in the order of their worth.

    `parts` together are the key. `links` is the pattern (RE2) of keys that mean the same
    person in another asset too; empty where none do, as with names alone. `in_text`: its value
    tells a person in a running text too.
    """

    id: Id
    text: Text
    parts: tuple[KeyPart, ...] = Field(min_length=1)
    links: str = ""
    in_text: bool = False
    rationale: str = Field(min_length=1)


class PersonCount(Value):
    """How many persons the data of one asset is about.

    `persons`: from the different values of its best identifier (`by`), to the different
    combinations of all its identifiers, rows that were not read and rows without any counted
    as persons of their own; no upper bound where texts may name anyone, and where `in_text`
    the lower bound is the different identifiers that the texts hold. `linked` counts the keys
    that can be compared with other assets.
    """

    asset: Id
    persons: Interval
    by: Id | None = None
    rows: int = Field(default=0, ge=0)
    linked: int = Field(default=0, ge=0)
    in_text: bool = False


class SharedPersons(Value):
    """How many persons two assets have in common, by one identifier (at least so many)."""

    asset: Id
    other: Id
    by: Id
    shared: int = Field(gt=0)


class Persons(Value):
    """The persons of every scanned asset, those that assets share, and all of them together."""

    assets: tuple[PersonCount, ...] = ()
    shared: tuple[SharedPersons, ...] = ()
    union: Interval = Interval()

    def counted(self) -> dict[str, Interval]:
        """Return what was counted in each asset."""
        return {count.asset: count.persons for count in self.assets}

    def of(self, assets: Iterable[AssetRisk]) -> Interval:
        """Return how many different persons some assessed assets hold data of (see `among`)."""
        return self.among({asset.id: asset.persons for asset in assets})

    def among(self, known: Mapping[str, Interval]) -> Interval:
        """Return how many different persons some assets hold data of.

        Parameters
        ----------
        known : mapping of asset id to Interval
            What is known of each: the count of the scan widened by what the client declared.

        Returns
        -------
        Interval
            `lo`: the largest of the lower bounds, and for each identifier the bounds of de Caen,
            ``sum(n_i**2 / sum_j s_ij)``, and of Dawson and Sankoff (from the sums of the n_i and
            of the s_ij) on the union of the assets counted by it. `hi`: Hunter's
            bound, the sum of the upper bounds less a maximum spanning tree of what pairs of
            assets share; None if one of them has none.

        References
        ----------
        D. A. Dawson, D. Sankoff, "An inequality for probabilities", Proc. AMS 18 (1967);
        D. de Caen, "A lower bound on the probability of a union", Discrete Math. 169 (1997);
        D. Hunter, "An upper bound for the probability of a union", J. Appl. Prob. 13 (1976).
        """
        lo = max((one.lo for one in known.values()), default=0.0)
        lo = max([lo, *(self._least(key, known) for key in {c.by for c in self.assets if c.by})])
        if self.assets and {count.asset for count in self.assets} <= set(known):
            lo = max(lo, self.union.lo)
        bounds = [one.hi for one in known.values() if one.hi is not None]
        if len(bounds) < len(known):
            return Interval(lo=lo, hi=None)
        return Interval(lo=lo, hi=max(lo, sum(bounds) - self._tree(known)))

    def _least(self, key: str, known: Mapping[str, Interval]) -> float:
        counts = {c.asset: c.linked for c in self.assets if c.by == key and c.asset in known}
        overlap = {asset: float(count) for asset, count in counts.items()}
        both = 0
        for pair in self.shared:
            if pair.by == key and pair.asset in counts and pair.other in counts:
                overlap[pair.asset] += pair.shared
                overlap[pair.other] += pair.shared
                both += pair.shared
        de_caen = sum(n * n / overlap[a] for a, n in counts.items() if n)
        # A hair below, so that a whole number is not rounded up past itself.
        return math.ceil(max(de_caen, _dawson_sankoff(sum(counts.values()), both)) - 1e-9)

    def _tree(self, known: Mapping[str, Interval]) -> float:
        """Return the weight of a maximum spanning tree of what pairs share (Kruskal)."""
        group = {asset: asset for asset in known}

        def root(asset: str) -> str:
            while group[asset] != asset:
                asset = group[asset]
            return asset

        total = 0.0
        for pair in sorted(self.shared, key=lambda pair: -pair.shared):
            if pair.asset in group and pair.other in group:
                a, b = root(pair.asset), root(pair.other)
                if a != b:
                    group[a] = b
                    total += pair.shared
        return total


def _dawson_sankoff(single: int, double: int) -> float:
    """Return the least union of sets with these sums of their sizes and of their overlaps."""
    if not single:
        return 0.0
    k = 1 + 2 * double // single
    return 2 * single / (k + 1) - 2 * double / (k * (k + 1))


UNCOUNTED = Persons()
"""Where no scan counted anyone: nobody is known to be in two assets."""
