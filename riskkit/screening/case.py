"""The facts of an engagement as the triggers look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ..model.assessment import AssetRisk
from ..model.inventory import Asset, Inventory
from ..model.knowledge import Category
from ..model.persons import UNCOUNTED, Persons
from ..model.value import Argument, Interval, Reason

State = Literal["yes", "no", "undecided"]


@dataclass(frozen=True)
class Decision:
    """How a trigger stands, and the facts that make it so."""

    state: State
    because: tuple[Reason, ...]


def decided(state: State, rule: str, **args: Argument) -> Decision:
    """Return a decision that rests on one fact, said by the sentence ``screening.<rule>``."""
    return Decision(state, (Reason(rule=f"screening.{rule}", args=args),))


@dataclass(frozen=True)
class Holding:
    """An asset with everything it is declared or found to hold."""

    asset: Asset
    categories: tuple[str, ...]
    persons: Interval

    @property
    def known(self) -> bool:
        """Whether anything is known of what it holds."""
        return bool(self.categories)


@dataclass(frozen=True, eq=False)
class Case:
    """What the triggers are decided on.

    Parameters
    ----------
    inventory : Inventory
        What the client declared.
    assets : tuple of AssetRisk
        What was found in each asset, and how many persons it holds data of.
    categories : mapping of id to Category
        How each law sees each category of data.
    scanned : set of asset ids
        The assets whose data were looked at.
    counted : Persons, optional
        Whom the scan counted in each asset, and how many of them assets share.
    """

    inventory: Inventory
    assets: tuple[AssetRisk, ...] = ()
    categories: Mapping[str, Category] = field(default_factory=dict)
    scanned: frozenset[str] = frozenset()
    counted: Persons = UNCOUNTED

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """The assets that may hold personal data, in the order of the inventory."""
        risks = {risk.id: risk for risk in self.assets}
        return tuple(
            holding
            for asset in self.inventory.assets
            if (holding := self._holding(asset, risks.get(asset.id))) is not None
        )

    def _holding(self, asset: Asset, risk: AssetRisk | None) -> Holding | None:
        held = tuple(dict.fromkeys((*asset.data_kinds, *(risk.found if risk else ()))))
        known = self.categories
        personal = tuple(c for c in held if c not in known or known[c].personal)
        if not personal and (held or asset.id in self.scanned):
            return None
        return Holding(asset, personal, risk.persons if risk else asset.volume)

    def named(self, law: str, category: str) -> str:
        """Return what a law says of a category: its `LegalView`, or ``unverified``."""
        known = self.categories.get(category)
        views: Mapping[str, str] = {k: v.value for k, v in known.legal.items()} if known else {}
        return views.get(law, "unverified")

    def persons(self, assets: Iterable[Holding] | None = None) -> Interval:
        """Return how many different persons some assets hold data of.

        The same person may be in several assets. Of what was not scanned only the largest of
        the lower bounds and the sum of the upper bounds are certain; whom the scan met in
        several assets counts once (see `Persons.among`).
        """
        held = self.holdings if assets is None else assets
        return self.counted.among({h.asset.id: h.persons for h in held})


def ids(holdings: Iterable[Holding]) -> tuple[str, ...]:
    """Return the asset ids of some holdings, for a reason."""
    return tuple(holding.asset.id for holding in holdings)


def labels(prefix: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return label ids (``category.health``) for a reason, each once."""
    return tuple(dict.fromkeys(f"{prefix}.{value}" for value in values))


def unknown_content(case: Case) -> Iterator[Holding]:
    """Yield the assets of which nobody said, and no scan saw, what they hold."""
    return (holding for holding in case.holdings if not holding.known)
