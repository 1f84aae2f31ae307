"""Tables of the event: gates and what is open at them, risk by phase, the route of a transfer."""

from __future__ import annotations

import datetime as dt

from ..model.assessment import Assessment
from ..model.event import EventFile, Gate, GateItem
from .evidence import spot
from .grid import Grid, clauses, grid
from .wording import Words

ORDER = ("open", "unproven", "unknown", "later", "done")


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
    return grid(
        "gate_items",
        "phase gate_kind id gate_statement gate_state tier who due:date from_event proof_wanted "
        "shown",
        rows,
    )


def ordered(gate: Gate) -> list[GateItem]:
    """Return the open items of a gate, the worst state and the earliest day first."""
    return sorted(
        gate.open, key=lambda i: (ORDER.index(i.state), i.due or dt.date.max, i.kind, i.id)
    )


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


def _item(a: Assessment, w: Words, gate: Gate, item: GateItem) -> tuple[object, ...]:
    day = a.engagement.event_date
    away = (item.due - day).days if item.due and day else None
    # The table of the gates names the phases; here the id leaves room for the matter.
    return (
        gate.phase,
        w.term("item_kind", item.kind),
        item.id,
        item.statement.get(w.language),
        w.term("item_state", item.state),
        w.term("tier", item.tier) if item.tier else None,
        item.who,
        item.due,
        f"{away:+d}" if away else away,
        item.proof.get(w.language) if item.proof else None,
        w.join(spot(one) for one in item.shown),
    )
