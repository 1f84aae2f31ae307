"""What goes out beside a report: the action table, its calendar, the vendors' days and questions.

Workbooks for people who work the plan, an iCalendar file for their diaries, and for every
vendor the questions that its answers leave open.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..calendar import Day, write_calendar
from ..files import safe_name
from ..model.assessment import Assessment, VendorRisk
from ..model.value import Language
from ..tables import GRIDS, words_of
from ..tables import vendor_facts as facts
from ..tables.plan import by_effect
from ..tables.portfolio import portfolio
from ..tables.wording import Words, clean
from ..workbook_writing import write_sheets
from .register import rows_of

_LEAD = {"action": 7, "deadline": 30}


def write_exports(a: Assessment, out: Path | str, language: Language = "zh-Hans") -> list[Path]:
    """Write the action table, the calendar and every vendor's follow-up questions.

    Parameters
    ----------
    a : Assessment
    out : Path or str
        The folder of the reports.
    language : {"zh-Hans", "zh-Hant", "en"}

    Returns
    -------
    list of Path
        ``actions.xlsx``, ``calendar.ics``, and ``follow-up-<vendor>.xlsx`` for each vendor
        that has something left to answer. The same assessment gives the same bytes.
    """
    w, folder = words_of(a, language), Path(out)
    plan = GRIDS["plan"](a, w)
    written = [
        write_sheets(folder / "actions.xlsx", {w.say("tables.title_plan"): rows_of(w, plan)}),
        write_calendar(
            folder / "calendar.ics", _days(a, w), name=clean(a.engagement.title), as_of=a.as_of
        ),
    ]
    for vendor in a.vendors:
        sheets = follow_up(vendor, w)
        if sheets:
            path = folder / f"follow-up-{safe_name(vendor.id)}.xlsx"
            written.append(write_sheets(path, sheets))
    return written


def follow_up(v: VendorRisk, w: Words) -> dict[str, list[list[Any]]]:
    """Return what to ask a vendor next, a sheet each: open questions, doubts, documents."""
    grids = (facts.unanswered(v, w), facts.contradictions(v, w), facts.wanted(v, w))
    return {
        w.say(f"tables.title_{grid.name}"): rows_of(w, grid, w.say("tables.vendor_reply"))
        for grid in grids
        if grid.rows
    }


def _days(a: Assessment, w: Words) -> list[Day]:
    steps = [
        Day(
            on=step.due,
            title=clean(step.statement.get(w.language)),
            key=f"action {step.id}",
            note=clean(step.owner or w.say("report.nobody")),
            lead_days=_LEAD["action"],
        )
        for step in by_effect(a)
        if step.due
    ]
    names = {v.id: v.name for v in a.vendors}
    ends = [
        Day(
            on=d.on,
            title=w.say(
                "tables.pair",
                what=w.named(d.vendor, names.get(d.vendor, "")),
                value=w.say(f"tables.deadline_{d.kind}"),
            ),
            key=f"{d.kind} {d.vendor} {d.subject}",
            note=clean(d.subject),
            lead_days=_LEAD["deadline"],
        )
        for d in portfolio(a).deadlines
    ]
    return sorted((*steps, *ends))
