"""What goes out beside a report: the action table, its calendar, the vendors' days and questions.

Workbooks for people who work the plan, an iCalendar file for their diaries, and for every
vendor the questions that its answers leave open.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from ..calendar import Day, write_calendar
from ..files import safe_name, write_whole
from ..model.assessment import Assessment, VendorRisk
from ..model.value import Language
from ..tables import GRIDS, words_of
from ..tables import vendor_facts as facts
from ..tables.follow_up import asked_again
from ..tables.plan import by_effect
from ..tables.portfolio import due_subjects, portfolio
from ..tables.wording import Words, clean
from ..vendors import VendorRules
from ..workbook_writing import neutral, write_sheets
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
        ``actions.xlsx``, ``calendar.ics``, the vendors' days of the year ahead as
        ``vendor-calendar.csv``, and ``follow-up-<vendor>.xlsx`` for each vendor that has
        something left to answer. The same assessment gives the same bytes.
    """
    w, folder = words_of(a, language), Path(out)
    plan = GRIDS["plan"](a, w)
    written = [
        write_sheets(folder / "actions.xlsx", {w.say("tables.title_plan"): rows_of(w, plan)}),
        write_calendar(
            folder / "calendar.ics", _days(a, w), name=clean(a.engagement.title), as_of=a.as_of
        ),
    ]
    if portfolio(a).deadlines:
        written.append(write_whole(folder / "vendor-calendar.csv", _calendar_table(a, w)))
    rules = VendorRules.of(w.knowledge.entries)
    for vendor in a.vendors:
        sheets = follow_up_sheets(vendor, w, rules)
        if sheets:
            path = folder / f"follow-up-{safe_name(vendor.id)}.xlsx"
            written.append(write_sheets(path, sheets))
    return written


def follow_up_sheets(v: VendorRisk, w: Words, rules: VendorRules) -> dict[str, list[list[Any]]]:
    """Return what to ask a vendor next, a sheet each: questions, doubts, documents to send."""
    again = asked_again(v, w, rules)
    # what the vendor is sent holds questions, not how it was judged
    grids = (
        again.pick(*(h.key for h in again.headings if h.key != "gap_points")),
        facts.contradictions(v, w),
        facts.wanted(v, w).pick("wanted", "wanted_for"),
    )
    return {
        w.say(f"tables.title_{grid.name}"): rows_of(w, grid, w.say("tables.vendor_reply"))
        for grid in grids
        if grid.rows
    }


def _calendar_table(a: Assessment, w: Words) -> str:
    """Return the vendors' days as a CSV that a spreadsheet opens and no cell of which runs."""
    grid = GRIDS["deadlines"](a, w)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(neutral(w.say(f"tables.{heading.key}")) for heading in grid.headings)
    writer.writerows([neutral(cell) for cell in row] for row in grid.texts())
    return "\ufeff" + stream.getvalue()


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
    names, about = {v.id: v.name for v in a.vendors}, due_subjects(a, w)
    ends = [
        Day(
            on=d.on,
            title=w.say(
                "tables.pair",
                what=w.named(d.vendor, names.get(d.vendor, "")),
                value=w.say(f"tables.deadline_{d.kind}"),
            ),
            key=f"{d.kind} {d.vendor} {d.subject}",
            note=clean(about.get(d, "")),
            lead_days=_LEAD["deadline"],
        )
        for d in portfolio(a).deadlines
    ]
    return sorted((*steps, *ends))
