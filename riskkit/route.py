"""The legal route of a transfer: which data sets go, stay or are deleted; who is told or asked.

The kind of deal decides the route, rules of the catalogue the fate of each data set; facts they
need and nobody states leave a duty undecided, never done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .catalogue import Knowledge
from .catalogue.spelling import same_word
from .deals import deal_in_law
from .model.assessment import AssetRisk
from .model.cells import answer, day, months_after, several
from .model.event import (
    DataSetRoute,
    Deal,
    DutyOfRoute,
    DutyState,
    FateRule,
    RouteDuty,
    TransferRoute,
)
from .model.inventory import Asset, Inventory, RegisterRow
from .model.persons import UNCOUNTED, Persons
from .model.value import Interval, Text

GIVEN = ("transfer", "provide")
CHILD = "minor"


def transfer_route(
    inventory: Inventory,
    assets: Iterable[AssetRisk],
    knowledge: Knowledge,
    *,
    as_of: dt.date,
    persons: Persons = UNCOUNTED,
) -> TransferRoute | None:
    """Return the route of a transfer; None for any other scenario.

    Parameters
    ----------
    inventory : Inventory
    assets : iterable of AssetRisk
        As scored: what was found in them, and how many persons.
    knowledge : Knowledge
    as_of : date
    persons : Persons
        Whom the scan counted, and who is in several sets.

    Returns
    -------
    TransferRoute or None
        Every data set with its fate and the rule that decided it; `agrees` compares it with
        the handover list where that names the set.
    """
    if inventory.header.scenario != "transfer":
        return None
    deal = deal_in_law(inventory, knowledge)
    way = _Way(inventory, {a.id: a for a in assets}, knowledge, deal, as_of, persons)
    rules: Mapping[str, FateRule] = knowledge.entries("routes/fates")
    sets = tuple(way.fate(asset, rules.values()) for asset in inventory.assets)
    wanted: Mapping[str, RouteDuty] = knowledge.entries("routes/duties")
    duties = [way.duty(duty, sets) for duty in wanted.values() if duty.belongs_to(deal)]
    return TransferRoute(
        deal=inventory.header.deal_type or deal.id,
        new_controller=deal.new_controller,
        text=deal.text,
        law=deal.law,
        sets=sets,
        duties=tuple(duty for duty in duties if duty),
    )


@dataclass(frozen=True, eq=False)
class _Way:
    """One transfer on its route."""

    inventory: Inventory
    risks: Mapping[str, AssetRisk]
    knowledge: Knowledge
    deal: Deal
    as_of: dt.date
    counted: Persons

    @property
    def day(self) -> dt.date:
        """The day the data would go."""
        return self.inventory.header.event_date or self.as_of

    def rows(self, register: str) -> Sequence[RegisterRow]:
        return self.inventory.registers.get(register, ())

    @cached_property
    def consents(self) -> dict[str, list[RegisterRow]]:
        """The rows of the consent record by asset; the key ``""`` holds those of every set."""
        words = {same_word(a.name): a.id for a in self.inventory.assets}
        words |= {same_word(a.id): a.id for a in self.inventory.assets}
        found: dict[str, list[RegisterRow]] = {}
        for row in self.rows("REG-CONSENT"):
            found.setdefault(words.get(same_word(row.cell("data_set")), ""), []).append(row)
        return found

    def of(self, asset: Asset) -> list[RegisterRow]:
        return self.consents.get(asset.id, []) + self.consents.get("", [])

    def withdrawn(self, asset: Asset) -> int:
        """Return how many persons withdrew what a handover of the set needs."""
        people = {
            same_word(row.cell("subject")) or row.place
            for row in self.of(asset)
            if (on := day(row.cell("withdrawn"))) and on <= self.as_of and _given(row)
        }
        return len(people)

    def consented(self, asset: Asset) -> bool:
        """Say whether living separate consents to a handover are as many as the persons."""
        living = {
            same_word(row.cell("subject")) or row.place
            for row in self.of(asset)
            if answer(row.cell("separate"))
            and not day(row.cell("withdrawn"))
            and set(several(row.cell("scope"))) & set(GIVEN)
        }
        persons = self.risks[asset.id].persons if asset.id in self.risks else asset.volume
        return persons.hi is not None and len(living) >= persons.hi

    def held(self, asset: Asset) -> frozenset[str]:
        risk = self.risks.get(asset.id)
        return frozenset((*asset.data_kinds, *(risk.found if risk else ())))

    def fate(self, asset: Asset, rules: Iterable[FateRule]) -> DataSetRoute:
        if not self.deal.new_controller:
            return self._set(asset, "stay", self.deal.text, self.deal.law)
        for rule in rules:
            fits = not rule.deals or self.deal.id in rule.deals
            if fits and FACTS[rule.fact](self, asset, rule):
                return self._set(asset, rule.fate, rule.text, rule.law)
        return self._set(asset, "decide", self.deal.text, self.deal.law)

    def _set(self, asset: Asset, fate: str, why: Text, law: tuple[str, ...]) -> DataSetRoute:
        risk = self.risks.get(asset.id)
        stated = self.listed.get(asset.id)
        gone = self.withdrawn(asset)
        return DataSetRoute(
            asset=asset.id,
            name=asset.name,
            fate=fate,  # type: ignore[arg-type]
            persons=risk.persons if risk else Interval(),
            people=gone if gone and fate == "transfer" else None,
            because=(why,),
            law=law,
            stated=stated,
            agrees=None if stated is None or fate in ("decide", "stay") else stated == fate,
        )

    @cached_property
    def listed(self) -> dict[str, str]:
        """What the handover list says of each asset."""
        words = {same_word(a.name): a.id for a in self.inventory.assets}
        words |= {same_word(a.id): a.id for a in self.inventory.assets}
        said: dict[str, str] = {}
        for row in self.rows("REG-HANDOVER"):
            asset = words.get(same_word(row.cell("data_set")))
            if asset and row.cell("disposition") and not row.cell("subject"):
                said.setdefault(asset, row.cell("disposition"))
        return said

    def duty(self, duty: RouteDuty, sets: tuple[DataSetRoute, ...]) -> DutyOfRoute | None:
        moving = [s for s in sets if s.fate in ("transfer", "withhold", "decide")]
        found = DUTIES[duty.fact](self, duty, moving)
        if found is None:
            return None
        state, ids, missing = found
        event = self.inventory.header.event_date
        return DutyOfRoute(
            id=duty.id,
            text=duty.text,
            law=duty.law,
            state=state,
            assets=ids,
            missing=missing,
            due=event + dt.timedelta(days=duty.due) if event else None,
        )


def _given(row: RegisterRow) -> bool:
    scope = set(several(row.cell("scope")))
    return not scope or bool(scope & {*GIVEN, "service"})


def _over_age(way: _Way, asset: Asset, _: FateRule) -> bool:
    limit = asset.retention_months.hi
    return bool(
        asset.oldest_record and limit and months_after(asset.oldest_record, limit) < way.day
    )


def _not_personal(way: _Way, asset: Asset, _: FateRule) -> bool:
    held = way.held(asset)
    categories = way.knowledge.entries("categories")
    return bool(held) and not any(c not in categories or categories[c].personal for c in held)


def _sensitive(way: _Way, asset: Asset) -> bool:
    categories = way.knowledge.entries("categories")
    views = (categories[c].legal["pipl_28"] for c in way.held(asset) if c in categories)
    return any(view.value == "yes" for view in views)


FACTS: dict[str, Callable[[_Way, Asset, FateRule], bool]] = {
    "destroyed": lambda _, asset, __: asset.state in ("destroyed", "wiped"),
    "to_dispose": lambda _, asset, __: asset.state in ("to_dispose", "idle"),
    "not_personal": _not_personal,
    "over_age": _over_age,
    "of_subjects": lambda _, asset, rule: (
        bool(asset.subjects) and set(asset.subjects) <= set(rule.subjects)
    ),
    "backup": lambda _, asset, __: asset.carrier == "backup",
    "carrier_av": lambda _, asset, __: asset.carrier == "av",
    "sensitive_unconsented": lambda way, asset, _: (
        _sensitive(way, asset) and not way.consented(asset)
    ),
    "unconsented": lambda way, asset, _: not way.consented(asset),
    "always": lambda *_: True,
}

Found = tuple[DutyState, tuple[str, ...], tuple[str, ...]] | None


def _told(way: _Way, _: RouteDuty, moving: list[DataSetRoute]) -> Found:
    ids = tuple(s.asset for s in moving)
    rows = [
        row
        for row in way.rows("REG-NOTICE")
        if row.cell("event") == "transfer"
        and (at := day(row.cell("sent")))
        and at <= min(way.day, way.as_of)
    ]
    have = {e for row in rows for e in several(row.cell("elements"))}
    missing = tuple(e for e in way.deal.elements if e not in have)
    state: DutyState = "open" if not rows else "incomplete" if missing else "done"
    return state, ids, missing if rows else way.deal.elements


def _asked(way: _Way, _: RouteDuty, moving: list[DataSetRoute]) -> Found:
    by_id = {asset.id: asset for asset in way.inventory.assets}
    open_ = tuple(s.asset for s in moving if not way.consented(by_id[s.asset]))
    return ("open" if open_ else "done"), open_, ()


def _new_purpose(way: _Way, _: RouteDuty, moving: list[DataSetRoute]) -> Found:
    # Nobody can see from a folder what the recipient will do; the notice's purpose is the proof.
    rows = [r for r in way.rows("REG-NOTICE") if r.cell("event") == "transfer"]
    said = any("purpose" in several(row.cell("elements")) for row in rows)
    return ("incomplete" if said else "undecided"), tuple(s.asset for s in moving), ()


def _opted_out(way: _Way, _: RouteDuty, moving: list[DataSetRoute]) -> Found:
    lines = [r for r in way.rows("REG-HANDOVER") if r.cell("disposition") == "transfer"]
    if not lines:
        return "undecided", tuple(s.asset for s in moving), ()
    bad = [r for r in lines if not answer(r.cell("opted_out_removed"))]
    return ("open" if bad else "done"), (), tuple(r.place for r in bad[:20])


def _minors(way: _Way, _: RouteDuty, moving: list[DataSetRoute]) -> Found:
    of_children = {
        a.id for a in way.inventory.assets if CHILD in a.subjects or CHILD in way.held(a)
    }
    ids = tuple(s.asset for s in moving if s.asset in of_children)
    return ("open", ids, ()) if ids else None


def _assessed(way: _Way, _: RouteDuty, __: list[DataSetRoute]) -> Found:
    dates = [at for r in way.rows("REG-DPIA") if (at := day(r.cell("date"))) and at <= way.as_of]
    return ("done" if dates and min(dates) <= way.day else "open"), (), ()


def _reported(way: _Way, duty: RouteDuty, moving: list[DataSetRoute]) -> Found:
    limit = duty.parameters["persons"]
    count = way.counted.among({s.asset: s.persons for s in moving})
    if count.hi is not None and count.hi < limit:
        return None
    if count.lo >= limit:
        return "open", tuple(s.asset for s in moving), ()
    # Which sets keep the number open is what an analyst has to find out.
    uncounted = tuple(s.asset for s in moving if s.persons.hi is None)
    return "undecided", uncounted or tuple(s.asset for s in moving), ()


def _seller_copies(way: _Way, _: RouteDuty, moving: list[DataSetRoute]) -> Found:
    erased = {
        row.cell("asset")
        for row in way.rows("REG-DESTR")
        if row.cell("certificate_no") and (at := day(row.cell("time"))) and at <= way.as_of
    }
    left = tuple(s.asset for s in moving if s.fate == "transfer" and s.asset not in erased)
    return ("open" if left else "done"), left, ()


DUTIES: dict[str, Callable[[_Way, RouteDuty, list[DataSetRoute]], Found]] = {
    "told": _told,
    "asked": _asked,
    "new_purpose": _new_purpose,
    "opted_out": _opted_out,
    "minors": _minors,
    "assessed": _assessed,
    "reported": _reported,
    "seller_copies": _seller_copies,
}
