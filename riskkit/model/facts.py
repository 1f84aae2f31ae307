"""The closed list of facts a legal profile may ask for, each with the place it stands."""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field, model_validator

from .assessment import (
    Action,
    Assessment,
    AssetRisk,
    Column,
    ControlState,
    Finding,
    Method,
    RegisterState,
    ScenarioRisk,
    Trigger,
    VendorRisk,
)
from .inventory import (
    Activity,
    Asset,
    Evidence,
    Header,
    Input,
    RiskScenario,
    Service,
    Statement,
    Vendor,
)
from .profiles import DataItem, FearedEvent, Rating, RightsRating
from .signoff import Signoff
from .value import Id, Text, Value

COLLECTIONS: dict[str, type[Value]] = {
    "engagement": Header,
    "signoff": Signoff,
    "record": Assessment,
    "assets": Asset,
    "activities": Activity,
    "services": Service,
    "vendors": Vendor,
    "scenarios": RiskScenario,
    "evidence": Evidence,
    "statements": Statement,
    "risks": AssetRisk,
    "vendor_risks": VendorRisk,
    "events": ScenarioRisk,
    "controls": ControlState,
    "actions": Action,
    "columns": Column,
    "triggers": Trigger,
    "findings": Finding,
    "registers": RegisterState,
    "methods": Method,
    "inputs": Input,
    "data_items": DataItem,
    "feared": FearedEvent,
    "ratings": Rating,
    "rights": RightsRating,
}
"""Where facts stand; ``engagement``, ``signoff`` and ``record`` are one value, all others many."""


class FactName(Value):
    """A fact a requirement may ask for, and where it stands.

    Parameters
    ----------
    path : a collection and a field (``activities.purpose``), a collection alone, or
        ``statements`` for what a person states in words
    each : of a stated fact, the collection of which every item needs its own statement
    only : by field, the values an item must have for the fact to be asked of it
    """

    id: Id
    text: Text
    path: str = Field(pattern=r"^[a-z_]+(\.[a-z_0-9]+){0,2}$")
    each: Id | None = None
    only: dict[str, tuple[str, ...]] = {}

    @property
    def stated(self) -> bool:
        """Whether only a person can give it, in words."""
        return self.path == "statements"

    @property
    def collection(self) -> str:
        """The collection whose items it is asked of."""
        return self.each or self.path.partition(".")[0]

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if self.each and not self.stated:
            raise ValueError("only a stated fact takes `each`")
        places = [self.path, *(f"{self.collection}.{field}" for field in self.only)]
        for place in places if not self.each else [*places, self.each]:
            _check(place)
        return self


def _check(path: str) -> None:
    root, *fields = path.split(".")
    if root not in COLLECTIONS:
        raise ValueError(f"there is no collection '{root}'; use one of {', '.join(COLLECTIONS)}")
    model: Any = COLLECTIONS[root]
    for name in fields:
        known = getattr(model, "model_fields", None)
        if known is None:
            return  # a mapping: which keys it has depends on the engagement
        if name not in known:
            raise ValueError(f"'{root}' has no field '{name}'")
        model = known[name].annotation
