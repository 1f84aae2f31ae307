"""Checks on a move: boxes, seals, handovers, receipts and labels, joined by box number."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Set
from itertools import pairwise

from ..catalogue.spelling import mentions, same_party
from ..model.cells import day, moment
from ..model.inventory import RegisterRow
from ..model.rules import Rule
from .facts import Args, Facts, Hit, cell, fold, place, reference

LONGEST_LABEL = 400
"""Characters of a label that are read; a longer cell is no label."""


def chain_broken(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find packed boxes without a seal, a signed handover or a receipt.

    Handover and receipt are asked for once the event day is past.
    """
    links = {
        "seal": ("REG-SEAL", "box_no"),
        "custody": ("REG-CUSTODY", "item"),
        "receipt": ("REG-RECEIVE", "item"),
    }
    have = {link: _keys(facts, register, column) for link, (register, column) in links.items()}
    needed = ("seal", "custody", "receipt") if _moved(facts) else ("seal",)
    for box, rows in facts.grouped("REG-BOX", "box_no").items():
        if not any(cell(row, "tier") in rule.parameters["tiers"] for row in rows):
            continue
        missing = tuple(f"chain.{link}" for link in needed if box not in have[link])
        if missing:
            args: Args = {"box": reference(rows[0], "box_no"), "missing": missing}
            yield Hit("REG-BOX", args, tuple(map(place, rows)), key=str(rows[0].line))


def box_unknown(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find seals and receipts for a box or device that no packing list or inventory knows."""
    packed = _keys(facts, "REG-BOX", "box_no")
    known = packed | _keys(facts, "REG-MEDIA", "serial")
    if not packed:
        return
    for register, column in (
        ("REG-SEAL", "box_no"),
        ("REG-RECEIVE", "item"),
        ("REG-CUSTODY", "item"),
    ):
        for box, rows in facts.grouped(register, column).items():
            if box not in known and facts.asset_called(cell(rows[0], column)) is None:
                args: Args = {"box": reference(rows[0], column), "register": f"register.{register}"}
                yield Hit(register, args, tuple(map(place, rows)), key=str(rows[0].line))


def seal_unchecked(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find seals nobody compared although the box arrived or time enough went by."""
    arrived = _keys(facts, "REG-RECEIVE", "item")
    days = dt.timedelta(days=rule.parameters["days"])
    for row in facts.rows("REG-SEAL"):
        applied = day(cell(row, "applied_at"))
        due = fold(cell(row, "box_no")) in arrived or (applied and applied + days < facts.as_of)
        if due and not cell(row, "checked_at"):
            args: Args = {"seal": reference(row, "seal_no"), "box": reference(row, "box_no")}
            yield Hit("REG-SEAL", args, (place(row),), key=str(row.line))


def seal_mismatch(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find seals whose number read at the check is not the one applied."""
    for row in facts.rows("REG-SEAL"):
        read = fold(cell(row, "number_read"))
        if read and read != fold(cell(row, "seal_no")):
            args: Args = {"seal": reference(row, "seal_no"), "box": reference(row, "box_no")}
            yield Hit("REG-SEAL", args, (place(row),), key=str(row.line))


def custody_gap(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find items that somebody handed on who had not received them."""
    for item, rows in facts.grouped("REG-CUSTODY", "item").items():
        timed = sorted((at, row.line, row) for row in rows if (at := moment(cell(row, "time"))))
        for (_, _, before), (_, _, after) in pairwise(timed):
            if item and _party(before, "to_party") != _party(after, "from_party"):
                args: Args = {"box": reference(after, "item"), "row": after.line}
                yield Hit("REG-CUSTODY", args, (place(before), place(after)), str(after.line))


def no_escort(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find handovers of sensitive boxes that nobody escorted."""
    tiers = facts.box_tiers
    for row in facts.rows("REG-CUSTODY"):
        tier = tiers.get(fold(cell(row, "item")), set())
        if not cell(row, "escort") and tier & set(rule.parameters["tiers"]):
            args: Args = {"box": reference(row, "item"), "row": row.line}
            yield Hit("REG-CUSTODY", args, (place(row),), key=str(row.line))


def boxes_mixed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find boxes that hold both the highest and the lowest tier."""
    boxes, mixed = facts.grouped("REG-BOX", "box_no"), set(rule.parameters["tiers"])
    for box, tiers in facts.box_tiers.items():
        if mixed <= tiers:
            rows = boxes[box]
            yield Hit(
                "REG-BOX",
                {"box": reference(rows[0], "box_no")},
                tuple(map(place, rows)),
                key=str(rows[0].line),
            )


def label_personal(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find labels that show personal data to whoever passes by."""
    patterns = {kind: re.compile(p) for kind, p in rule.parameters["patterns"].items()}
    for row in facts.rows("REG-BOX"):
        text = cell(row, "label_text")[:LONGEST_LABEL]
        kinds = sorted(kind for kind, pattern in patterns.items() if pattern.search(text))
        if kinds:
            args: Args = {
                "box": reference(row, "box_no"),
                "categories": tuple(f"category.{kind}" for kind in kinds),
            }
            yield Hit("REG-BOX", args, (place(row),), key=str(row.line))


def label_unwarned(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find labels of sensitive boxes that do not tell people to leave them shut."""
    words = rule.parameters["words"]
    bad = [
        row
        for row in facts.rows("REG-BOX")
        if cell(row, "tier") in rule.parameters["tiers"]
        and (text := cell(row, "label_text"))
        and not mentions(text[:LONGEST_LABEL], words)
    ]
    if bad:
        yield Hit("REG-BOX", {"n": len(bad), "row": bad[0].line}, tuple(map(place, bad[:20])))


def trip_untracked(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find days on which boxes were handed over and no vehicle was tracked."""
    tracked = {day(cell(row, "time")) for row in facts.rows("REG-GPS")} - {None}
    if not tracked:
        return
    trips: dict[dt.date, list[RegisterRow]] = defaultdict(list)
    for row in facts.rows("REG-CUSTODY"):
        if at := day(cell(row, "time")):
            trips[at].append(row)
    for on, rows in sorted(trips.items()):
        if on not in tracked:
            args: Args = {"date": on, "n": len(rows)}
            yield Hit("REG-GPS", args, tuple(map(place, rows[:20])), key=on.isoformat())


def _party(row: RegisterRow, column: str) -> str:
    return same_party(cell(row, column))


def _moved(facts: Facts) -> bool:
    return facts.event is not None and facts.event < facts.as_of


def _keys(facts: Facts, register: str, column: str) -> Set[str]:
    return facts.grouped(register, column).keys()
