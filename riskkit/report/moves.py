"""What moved since the run before: of all third parties, and answer by answer of one."""

from __future__ import annotations

from pathlib import Path

from ..assessment import previous
from ..model.assessment import Assessment
from ..model.vendor_facts import Mover
from ..tables import vendor_moves as tables
from ..tables.wording import Words
from ..trend import differences
from ..vendors import VendorRules, movers
from .markup import block, table
from .shown import Shown


def moves(a: Assessment, w: Words, folder: Path | str) -> Shown:
    """Show which third parties moved since the run kept before, and because of what."""
    before = previous(folder, a) if folder else None
    if before is None:
        return _told(w, w.say("report.no_earlier_run"))
    found = _movers(before, a, w)
    names = {v.id: v.name for v in (*before.vendors, *a.vendors)}
    counts = {kind: sum(one.change == kind for one in found) for kind in _CHANGES}
    told = [w.say("report.moved_since", day=before.as_of, **counts), *_differing(before, a, w)]
    changed = [one for one in found if one.change != "same"]
    return Shown(
        block("paragraphs", w, texts=told), table(w, tables.movers(changed, names, w)) * bool(found)
    )


def vendor_moves(a: Assessment, w: Words, vendor: str, folder: Path | str) -> Shown:
    """Show how one third party moved since the run kept before, answer by answer."""
    before = previous(folder, a) if folder else None
    found = _movers(before, a, w) if before else ()
    mine = [one for one in found if one.vendor == vendor]
    if before is None or not mine:
        return _told(w, w.say("report.no_earlier_run"))
    names = {v.id: v.name for v in a.vendors}
    summary = tables.movers(mine, names, w)
    picked = summary.pick(*(h.key for h in summary.headings if h.key != "vendor"))
    return Shown(
        block("paragraphs", w, texts=[w.say("report.moved_on", day=before.as_of)]),
        *(block("paragraphs", w, texts=[text]) for text in _differing(before, a, w)),
        table(w, picked),
        table(w, tables.moved(mine[0], w), title=w.say("tables.title_moved")),
    )


_CHANGES = ("worse", "better", "new", "gone", "same")


def _movers(before: Assessment, a: Assessment, w: Words) -> tuple[Mover, ...]:
    return movers(before.vendors, a.vendors, VendorRules.of(w.knowledge.entries))


def _differing(before: Assessment, a: Assessment, w: Words) -> list[str]:
    found = [w.say(f"report.differs_{name}") for name in differences(a, before)]
    return [w.say("report.moved_differs", differs=w.join(found))] if found else []


def _told(w: Words, text: str) -> Shown:
    return Shown(block("paragraphs", w, texts=[text]))
