"""The facts a requirement may ask for, read by their names from what was declared and found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ..model.assessment import ControlState, Trigger
from ..model.facts import FactName
from ..model.inventory import Service, Statement, Vendor
from ..model.profiles import DataItem, Requirement
from ..model.value import Interval, Value

SINGLE = frozenset({"engagement", "signoff", "record"})
EVERYTHING = "*"
TriggerState = Literal["yes", "no", "undecided"]


@dataclass(frozen=True)
class Reading:
    """A fact of one item: its value, whether it is known, and whether anything proves it.

    `answer` is the yes or no a person gave beside words; `name` the item's label as a reason
    holds it.
    """

    item: str
    value: Any
    known: bool
    proven: bool
    answer: bool | None = None
    name: str = ""


@dataclass(frozen=True, eq=False)
class ProfileFacts:
    """Everything a profile is checked on.

    Parameters
    ----------
    collections : mapping of collection to its values
        As `riskkit.model.facts.COLLECTIONS` names them.
    names : mapping of id to FactName
        The closed list of facts.
    requirements : mapping of id to Requirement
        The rows of every profile.
    as_of : date
        The day the assessment speaks of.
    """

    collections: Mapping[str, tuple[Value, ...]]
    names: Mapping[str, FactName] = field(default_factory=dict)
    requirements: Mapping[str, Requirement] = field(default_factory=dict)
    as_of: dt.date = dt.date.min

    def read(self, fact: str) -> tuple[Reading, ...]:
        """Return the fact of every item it is asked of.

        Raises
        ------
        KeyError
            If the list has no such fact: a fault of the knowledge.
        """
        name = self.names[fact]
        return self._stated(name) if name.stated else self._found(name)

    def asked_of_nothing(self, fact: str) -> bool:
        """Say whether there are items of the kind, but none the fact is asked of."""
        name = self.names[fact]
        return bool(self.items(name.collection)) and not any(
            fits(item, name.only) for item in self.items(name.collection)
        )

    def items(self, collection: str) -> tuple[Value, ...]:
        """Return the values of a collection."""
        return self.collections.get(collection, ())

    def trigger_state(self, id: str) -> TriggerState:
        """Return how a trigger was decided; one that was not screened is undecided."""
        found = (t for t in self.items("triggers") if isinstance(t, Trigger))
        return next((one.state for one in found if one.id == id), "undecided")

    def statements(self, fact: str) -> tuple[Statement, ...]:
        """Return what was stated of a fact."""
        found = (s for s in self.items("statements") if isinstance(s, Statement))
        return tuple(one for one in found if one.fact == fact and one.text)

    def placed(self, said: Statement) -> bool:
        """Say whether a statement answers anything.

        It does if only people can give the fact, if it settles a trigger, or if it fills what a
        table leaves open; in each case about an item that exists.
        """
        name = self.names[said.fact]
        if name.stated and name.each is None:
            return True
        if name.collection == "triggers":
            return said.answer is not None and said.by is not None
        meant = [
            item
            for item in self.items(name.collection)
            if said.item in (None, EVERYTHING, called(item))
        ]
        fields = name.path.split(".")[1:]
        return (name.stated and bool(meant)) or any(not known(reached(i, fields)) for i in meant)

    def with_items(self, **collections: Iterable[Value]) -> ProfileFacts:
        """Return the facts with some collections replaced."""
        changed = {name: tuple(values) for name, values in collections.items()}
        return replace(self, collections={**self.collections, **changed})

    def _found(self, name: FactName) -> tuple[Reading, ...]:
        collection, *fields = name.path.split(".")
        said = self._words(name.id)
        readings = []
        for item in self.items(collection):
            if not fits(item, name.only):
                continue
            value = reached(item, fields) if fields else item
            words = said.get(called(item), said.get(EVERYTHING))
            if not known(value) and words is not None and not isinstance(item, Trigger):
                readings.append(self._in_words(item, words))
            else:
                # A trigger that nobody could decide tells nothing.
                sure = known(value) and not (isinstance(item, Trigger) and value == "undecided")
                readings.append(
                    Reading(called(item), value, sure, proven(item), name=self._name(item))
                )
        return tuple(readings)

    def _words(self, fact: str) -> dict[str, Statement]:
        """Return what was stated of a fact, by item; what is said of all under ``*``."""
        said = reversed(self.statements(fact))
        return {one.item or EVERYTHING: one for one in said}

    def _in_words(self, item: Value, said: Statement) -> Reading:
        return Reading(
            called(item), said.text, True, bool(said.evidence), said.answer, self._name(item)
        )

    def _stated(self, name: FactName) -> tuple[Reading, ...]:
        if name.each is None:
            return tuple(
                Reading(said.item or "", said.text, True, bool(said.evidence), said.answer)
                for said in self.statements(name.id)
            )
        words = self._words(name.id)
        readings = []
        for item in self.items(name.each):
            if fits(item, name.only):
                found = words.get(called(item), words.get(EVERYTHING))
                nothing = Reading(called(item), None, False, False, name=self._name(item))
                readings.append(self._in_words(item, found) if found else nothing)
        return tuple(readings)

    def _name(self, item: Value) -> str:
        """Return the label id of what the catalogue names, else the client's own name.

        A label that the catalogue does not have is shown as what stands behind its first dot.
        """
        if isinstance(item, DataItem):
            return f"category.{item.id}"
        if isinstance(item, Service):
            found = (v for v in self.items("vendors") if isinstance(v, Vendor))
            own: Any = next((v.name for v in found if v.id == item.vendor), item.vendor)
        else:
            own = getattr(item, "name", "")
        words = own if isinstance(own, str) else ""
        return f"named.{called(item)} {words}".rstrip() if called(item) else ""


def fits(item: Value, only: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether an item has one of the values wanted in each field.

    An unknown value fits: the fact is asked of an item that may be concerned.
    """
    for place, wanted in only.items():
        value = reached(item, place.split("."))
        if value is not None and not set(words(value)) & set(wanted):
            return False
    return True


def reached(item: Any, fields: Iterable[str]) -> Any:
    """Return the value that a path of fields or keys leads to; None if it ends before."""
    for name in fields:
        item = item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
    return item


def words(value: Any) -> tuple[str, ...]:
    """Return a value as the words a condition compares it with."""
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, list | tuple):
        return tuple(word for one in value for word in words(one))
    return () if value is None else (str(value),)


def known(value: Any) -> bool:
    """Say whether a value tells anything: an interval must have an upper bound."""
    if isinstance(value, Interval):
        return value.bounded
    if isinstance(value, tuple) and value and all(isinstance(one, Interval) for one in value):
        return all(one.bounded for one in value)
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value not in ((), {}, [])


def called(item: Value) -> str:
    """Return the id an item is known by."""
    return str(getattr(item, "id", None) or getattr(item, "column", None) or "")


def proven(item: Value) -> bool:
    """Say whether something proves what an item says; only controls are asked for proof."""
    return item.proof != "none" if isinstance(item, ControlState) else True
