"""The items of a gate: a control, a line of the checklist, a pair, a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..catalogue import Knowledge
from ..catalogue.knowledge import fold
from ..model.assessment import Action, ControlState, Finding
from ..model.cells import day
from ..model.event import GateItem, GatePair, ItemState
from ..model.inventory import Asset, Inventory, RegisterRow
from ..model.knowledge import Control, Phase
from ..model.value import LANGUAGES, Text
from .pairs import standing, window_of

CHECKLIST = "REG-CHECK"
TIERS = ("none", "low", "medium", "high")
JOINTS = {"zh-Hans": "；", "zh-Hant": "；", "en": "; "}


@dataclass(frozen=True, eq=False)
class Scopes:
    """Which assets a control protects, and the highest tier among them."""

    assets: tuple[Asset, ...]
    knowledge: Knowledge
    tiers: Mapping[str, str]

    def of(self, control: Control) -> tuple[str, ...]:
        """Return the ids of the assets whose carrier the control protects."""
        reach = self.knowledge.entries("applies")
        carriers = {c for tag in control.assets if tag in reach for c in reach[tag].carriers}
        return tuple(asset.id for asset in self.assets if asset.carrier in carriers)

    def tier(self, ids: Iterable[str]) -> str | None:
        """Return the highest tier of some assets."""
        known = [self.tiers[id] for id in ids if self.tiers.get(id) in TIERS]
        return max(known, key=TIERS.index, default=None)


def control_item(
    id: str,
    state: ControlState | None,
    scopes: Scopes,
    *,
    who: str | None,
    end: dt.date | None,
    ahead: bool,
) -> GateItem:
    """Return a control of the phase as an item: done only where it is in place and proven."""
    control: Control = scopes.knowledge.entries("controls")[id]
    touched = scopes.of(control)
    due = min((d for d in (state.due if state else None, end) if d), default=None)
    return GateItem(
        id=id,
        kind="control",
        statement=control.text,
        state=_control_state(state, ahead),
        who=(state.owner if state else None) or who,
        due=due,
        proof=joined(control.evidence),
        shown=state.evidence if state else (),
        assets=touched,
        tier=scopes.tier(touched),
    )


def _control_state(state: ControlState | None, ahead: bool) -> ItemState:
    status = state.status if state else "unknown"
    if status == "in_place" and state and state.proof != "none":
        return "done"
    if ahead:
        return "later"
    names: dict[str, ItemState] = {"in_place": "unproven", "unknown": "unknown"}
    return names.get(status, "open")


def lacking(
    item: GateItem,
    findings: Iterable[Finding],
    actions: Mapping[str, Action],
    knowledge: Knowledge,
) -> GateItem:
    """Return a control's item with where it is absent or unproven, and who mends that."""
    findings = tuple(findings)
    if not findings:
        return item
    told: dict[str, object] = {"state": "unproven"} if item.state == "done" else {}
    owners = {a.owner for f in findings if (a := actions.get(f.action or "")) and a.owner}
    if len(owners) == 1:
        told["who"] = owners.pop()
    if all(finding.scope for finding in findings):
        where = tuple(dict.fromkeys(f"scope.{id}" for f in findings for id in f.scope))
        control = f"control.{item.id}"
        told["statement"] = knowledge.text("gate.scoped", control=control, scope=where)
    return item.model_copy(update=told)


def check_items(
    phase: Phase,
    inventory: Inventory,
    knowledge: Knowledge,
    *,
    who: str | None,
    end: dt.date | None,
    as_of: dt.date,
) -> Iterator[GateItem]:
    """Yield the lines of the checklist: the client's own, then what the catalogue asks besides."""
    rows = [
        row
        for row in inventory.registers.get(CHECKLIST, ())
        if knowledge.meaning("phase", row.cell("phase")) == phase.id
    ]
    listed = {fold(row.cell("item")) for row in rows}
    asked = {fold(word): item for item in phase.checklist for word in item.all}
    for row in rows:
        # a line of the catalogue is told in the reader's language, whichever it was ticked in
        known = asked.get(fold(row.cell("item")))
        item = _ticked(row, knowledge, who=who, end=end, as_of=as_of)
        yield item.model_copy(update={"statement": known}) if known else item
    ahead = end is not None and as_of < end
    for number, text in enumerate(phase.checklist, 1):
        if not listed & {fold(word) for word in text.all}:
            state: ItemState = "later" if ahead else "unknown"
            yield GateItem(
                id=f"{phase.id}-{number}",
                kind="check",
                statement=text,
                state=state,
                who=who,
                due=end,
                proof=knowledge.text("gate.tick"),
            )


def _ticked(
    row: RegisterRow,
    knowledge: Knowledge,
    *,
    who: str | None,
    end: dt.date | None,
    as_of: dt.date,
) -> GateItem:
    done = day(row.cell("done_at"))
    finished = done is not None and done <= as_of
    words = row.cell("item")
    due = day(row.cell("due")) or end
    ahead = due is not None and as_of < due
    state: ItemState = "later" if ahead else "open"
    if finished:
        state = "done" if row.cell("proof") else "unproven"
    return GateItem(
        id=f"{CHECKLIST}:{row.line}",
        kind="check",
        statement=Text(zh_hans=words or "—", zh_hant=words or "—", en=words or "—"),
        state=state,
        who=row.cell("done_by") or who,
        due=due,
        proof=knowledge.text("gate.tick"),
        shown=(row.place,) if finished else (),
    )


def pair_item(
    pair: GatePair,
    inventory: Inventory,
    knowledge: Knowledge,
    *,
    who: str | None,
    as_of: dt.date,
    words: Mapping[str, str],
) -> GateItem:
    """Return one side of a before/after pair as an item; its proof is the register's record."""
    state, places, found, wanted = standing(pair, inventory, as_of, words)
    event = inventory.header.event_date
    end = window_of(pair, event)[1] if event else None
    register = f"register.{pair.register_id}"
    count = wanted if pair.across else 1
    return GateItem(
        id=pair.id,
        kind="pair",
        statement=pair.text,
        state=state,
        who=who,
        due=end,
        proof=knowledge.text("gate.record", register=register, found=found, wanted=count),
        shown=places,
    )


def finding_item(
    finding: Finding, action: Action | None, who: str | None, end: dt.date | None
) -> GateItem:
    """Return a finding as an item that is open until it is mended."""
    return GateItem(
        id=finding.id,
        kind="finding",
        statement=finding.statement,
        state="open",
        who=(action.owner if action else None) or who,
        due=action.due if action else end,
        proof=action.statement if action else None,
        shown=finding.evidence[:5],
        assets=(finding.subject,) if finding.scope else (),
    )


def joined(texts: Iterable[Text]) -> Text:
    """Return several texts as one, in each language."""
    texts = tuple(texts)
    hans, hant, en = (JOINTS[lang].join(text.get(lang) for text in texts) for lang in LANGUAGES)
    return Text(zh_hans=hans, zh_hant=hant, en=en)
