"""Checks on a move: boxes, seals, handovers, receipts and labels, joined by box number."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Set
from itertools import pairwise

from ..catalogue.spelling import mentions, same_party
from ..model.cells import day, moment
from ..model.register_table import RegisterTable
from ..model.rules import Rule
from .facts import Args, Facts, Hit, fold, reference
from .rows import places

_NONE: frozenset[str] = frozenset()
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
    boxes = facts.rows("REG-BOX")
    tiers = list(boxes.column("tier").each(str))
    for box, at in facts.grouped("REG-BOX", "box_no").items():
        if not any(tiers[one] in rule.parameters["tiers"] for one in at):
            continue
        missing = tuple(f"chain.{link}" for link in needed if box not in have[link])
        if missing:
            args: Args = {"box": reference(boxes, at[0], "box_no"), "missing": missing}
            yield Hit("REG-BOX", args, tuple(map(boxes.place, at)), key=str(boxes.lines[at[0]]))


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
        rows = facts.rows(register)
        for box, at in facts.grouped(register, column).items():
            if box not in known and facts.asset_called(box) is None:
                number = reference(rows, at[0], column)
                args: Args = {"box": number, "register": f"register.{register}"}
                yield Hit(register, args, tuple(map(rows.place, at)), key=str(rows.lines[at[0]]))


def seal_unchecked(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find seals nobody compared although the box arrived or time enough went by."""
    arrived = _keys(facts, "REG-RECEIVE", "item")
    until = facts.as_of - dt.timedelta(days=rule.parameters["days"])
    seals = facts.rows("REG-SEAL")
    for at, applied, box, checked in seals.read(
        ("applied_at", day), ("box_no", fold), ("checked_at", bool)
    ):
        if not checked and (box in arrived or (applied and applied < until)):
            yield _seal_hit(seals, at)


def seal_mismatch(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find seals whose number read at the check is not the one applied."""
    seals = facts.rows("REG-SEAL")
    for at, read, number in seals.read(("number_read", fold), ("seal_no", fold)):
        if read and read != number:
            yield _seal_hit(seals, at)


def custody_gap(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find items that somebody handed on who had not received them."""
    rows = facts.rows("REG-CUSTODY")
    when = list(rows.column("time").each(moment))
    given = list(rows.column("from_party").each(same_party))
    taken = list(rows.column("to_party").each(same_party))
    for held in facts.grouped("REG-CUSTODY", "item").values():
        timed = sorted((when[at], rows.lines[at], at) for at in held if when[at])
        for (_, _, before), (_, line, after) in pairwise(timed):
            if taken[before] != given[after]:
                args: Args = {"box": reference(rows, after, "item"), "row": line}
                where = (rows.place(before), rows.place(after))
                yield Hit("REG-CUSTODY", args, where, str(line))


def no_escort(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find handovers of sensitive boxes that nobody escorted."""
    tiers, asked = facts.box_tiers, set(rule.parameters["tiers"])
    rows = facts.rows("REG-CUSTODY")
    for at, item, escort in rows.read(("item", fold), ("escort", bool)):
        if not escort and tiers.get(item, _NONE) & asked:
            line = rows.lines[at]
            args: Args = {"box": reference(rows, at, "item"), "row": line}
            yield Hit("REG-CUSTODY", args, (rows.place(at),), key=str(line))


def boxes_mixed(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find boxes that hold both the highest and the lowest tier."""
    boxes, mixed = facts.grouped("REG-BOX", "box_no"), set(rule.parameters["tiers"])
    rows = facts.rows("REG-BOX")
    for box, tiers in facts.box_tiers.items():
        if mixed <= tiers:
            first = boxes[box][0]
            args: Args = {"box": reference(rows, first, "box_no")}
            where = tuple(map(rows.place, boxes[box]))
            yield Hit("REG-BOX", args, where, key=str(rows.lines[first]))


def label_personal(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find labels that show personal data to whoever passes by."""
    patterns = {kind: re.compile(p) for kind, p in rule.parameters["patterns"].items()}

    def kinds_on(text: str) -> list[str]:
        shown = text[:LONGEST_LABEL]
        return sorted(kind for kind, pattern in patterns.items() if pattern.search(shown))

    rows = facts.rows("REG-BOX")
    labels = rows.column("label_text")
    found = [kinds_on(text) for text in labels.texts]
    for at, code in enumerate(labels.codes):
        if kinds := found[code]:
            args: Args = {
                "box": reference(rows, at, "box_no"),
                "categories": tuple(f"category.{kind}" for kind in kinds),
            }
            yield Hit("REG-BOX", args, (rows.place(at),), key=str(rows.lines[at]))


def label_unwarned(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find labels of sensitive boxes that do not tell people to leave them shut."""
    words, tiers = rule.parameters["words"], rule.parameters["tiers"]
    rows = facts.rows("REG-BOX")
    labels = rows.column("label_text")
    unwarned = [text != "" and not mentions(text[:LONGEST_LABEL], words) for text in labels.texts]
    bad = [
        at for at, tier in rows.read(("tier", str)) if tier in tiers and unwarned[labels.codes[at]]
    ]
    if bad:
        args: Args = {"n": len(bad), "row": rows.lines[bad[0]]}
        yield Hit("REG-BOX", args, places(rows, bad))


def trip_untracked(facts: Facts, rule: Rule) -> Iterator[Hit]:
    """Find days on which boxes were handed over and no vehicle was tracked."""
    tracked = set(facts.rows("REG-GPS").column("time").read(day)) - {None}
    if not tracked:
        return
    rows = facts.rows("REG-CUSTODY")
    trips: dict[dt.date, list[int]] = defaultdict(list)
    for at, on in rows.read(("time", day)):
        if on and on not in tracked:
            trips[on].append(at)
    for on, held in sorted(trips.items()):
        args: Args = {"date": on, "n": len(held)}
        yield Hit("REG-GPS", args, places(rows, held), key=on.isoformat())


def _seal_hit(seals: RegisterTable, at: int) -> Hit:
    args: Args = {"seal": reference(seals, at, "seal_no"), "box": reference(seals, at, "box_no")}
    return Hit("REG-SEAL", args, (seals.place(at),), key=str(seals.lines[at]))


def _moved(facts: Facts) -> bool:
    return facts.event is not None and facts.event < facts.as_of


def _keys(facts: Facts, register: str, column: str) -> Set[str]:
    return facts.grouped(register, column).keys()
