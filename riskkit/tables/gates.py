"""Tables of the event: gates and what is open at them, risk by phase, the route of a transfer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ..model.assessment import Assessment
from ..model.event import EventFile, Gate, GateItem, GatePair
from .evidence import spots
from .grid import Grid, clauses, grid
from .wording import Words

ORDER = ("open", "unproven", "unknown", "later", "done")
ITEM = "gate_statement gate_state tier who due:date from_event proof_wanted shown"
ITEM_SHOWN = ("gate_statement", "gate_state", "who", "due", "from_event", "proof_wanted", "shown")


def gates(a: Assessment, w: Words) -> Grid:
    """List the gate of each phase: its state, days, owner, and how much is open."""
    rows = [
        (
            phase(w, gate.phase),
            w.term("gate_state", gate.state),
            gate.start,
            gate.end,
            gate.owner,
            len(gate.open),
            len(gate.items),
        )
        for gate in event(a).gates
    ]
    return grid(
        "gates", "phase gate_state start:date end:date who open_items:count all_items:count", rows
    )


def gate_items(a: Assessment, w: Words, *, phase_id: str | None = None) -> Grid:
    """List what is open at each gate: who, by when (and how far from the event), which proof."""
    chosen = [g for g in event(a).gates if phase_id in (None, g.phase)]
    rows = [_item(a, w, gate, item) for gate in chosen for item in ordered(gate)]
    return grid("gate_items", f"phase gate_kind id {ITEM}", rows)


def of_gate(a: Assessment, w: Words, gate: Gate, items: Iterable[GateItem]) -> Grid:
    """List some items of one gate as its page shows them; a control by id and name."""
    rows = [_item(a, w, gate, item, named=item.kind == "control") for item in items]
    full = grid("gate", f"phase gate_kind id {ITEM}", rows)
    return full.pick(*(k for k in ITEM_SHOWN if k != "from_event" or a.engagement.event_date))


def pairs(a: Assessment, w: Words) -> Grid:
    """List the records that must exist before and after the event, whether they do or not."""
    known: Mapping[str, GatePair] = w.knowledge.entries("gates/pairs")
    rows = [
        (
            gate.phase,
            item.statement.get(w.language),
            _window(a, w, known[item.id]),
            w.term("item_state", item.state),
            item.who,
            item.proof.get(w.language) if item.proof else None,
            spots(item.shown, w),
        )
        for gate in event(a).gates
        for item in gate.items
        if item.kind == "pair" and item.id in known
    ]
    return grid("pairs", "phase gate_statement window gate_state who found_of shown", rows)


def _window(a: Assessment, w: Words, pair: GatePair) -> str:
    """Return the days of a pair, from the event and by date."""
    day = a.engagement.event_date
    ends = [
        w.say("gate.on", day=day + dt.timedelta(days=n), from_event=away(w, n))
        if day
        else away(w, n)
        for n in (pair.start, pair.end)
        if n is not None
    ]
    return w.say("gate.by", end=ends[0]) if pair.start is None else " — ".join(ends)


def away(w: Words, days: int) -> str:
    """Return days from the event in words: before, after, or the day itself."""
    if not days:
        return w.say("gate.same_day")
    return w.say("gate.after" if days > 0 else "gate.before", days=abs(days))


def ordered(gate: Gate) -> list[GateItem]:
    """Return the open items of a gate, the worst state and the earliest day first."""
    return by_urgency(gate.open)


def by_urgency(items: Iterable[GateItem]) -> list[GateItem]:
    """Return items of a gate, the worst state and the earliest day first."""
    return sorted(items, key=lambda i: (ORDER.index(i.state), i.due or dt.date.max, i.kind, i.id))


def phases(a: Assessment, w: Words) -> Grid:
    """List the residual risk in each phase: mean, worst asset, and the phase of the day."""
    names = {asset.id: w.asset(asset) for asset in a.assets}
    rows = [
        (
            phase(w, p.phase),
            p.start,
            p.end,
            p.mean,
            names.get(p.worst or "", p.worst),
            p.assets[p.worst] if p.worst else None,
            w.say("tables.yes") if p.now else w.say("tables.no"),
        )
        for p in event(a).phases
    ]
    return grid(
        "phases",
        "phase start:date end:date mean_residual:span worst_asset worst_residual:span now",
        rows,
    )


def route(a: Assessment, w: Words) -> Grid:
    """List what becomes of each data set of a transfer, and whether the handover list agrees."""
    found = event(a).route
    rows = [
        (
            w.named(s.asset, s.name),
            w.term("fate", s.fate),
            s.persons,
            s.people,
            w.join(text.get(w.language) for text in s.because),
            clauses(s.law),
            w.term("fate", s.stated) if s.stated else None,
            None if s.agrees is None else w.say("tables.yes" if s.agrees else "tables.no"),
        )
        for s in (found.sets if found else ())
    ]
    return grid(
        "route", "asset fate persons:interval opted_out:count because law on_list agrees", rows
    )


def route_duties(a: Assessment, w: Words) -> Grid:
    """List who must be told, asked or reported to because of a transfer."""
    found = event(a).route
    rows = [
        (
            duty.text.get(w.language),
            w.term("duty_state", duty.state),
            clauses(duty.law),
            w.join(duty.assets),
            w.join(_element(w, one) for one in duty.missing),
            duty.due,
        )
        for duty in (found.duties if found else ())
    ]
    return grid("route_duties", "route_duty gate_state law assets lacking due:date", rows)


def event(a: Assessment) -> EventFile:
    """Return what the assessment says of its event; nothing where it says nothing."""
    return a.event or EventFile()


def phase(w: Words, id: str) -> str:
    """Return a phase by id and name."""
    return w.named(id, w.term("phase", id))


def _element(w: Words, id: str) -> str:
    key = f"REG-NOTICE.elements.{id}"
    return w.knowledge.label(key, w.language) if w.knowledge.has_label(key) else id


def _item(
    a: Assessment, w: Words, gate: Gate, item: GateItem, *, named: bool = False
) -> tuple[object, ...]:
    day = a.engagement.event_date
    statement = item.statement.get(w.language)
    # The table of the gates names the phases; here the id leaves room for the matter.
    return (
        gate.phase,
        w.term("item_kind", item.kind),
        item.id,
        w.named(item.id, statement) if named else statement,
        w.term("item_state", item.state),
        w.term("tier", item.tier) if item.tier else None,
        item.who,
        item.due,
        away(w, (item.due - day).days) if item.due and day else None,
        item.proof.get(w.language) if item.proof else None,
        spots(item.shown, w),
    )
