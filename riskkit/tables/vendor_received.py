"""Tables of questionnaires received in a sender's own layout, beside the verdict they led to."""

from __future__ import annotations

from ..model.assessment import Assessment, VendorRisk
from ..model.vendor_received import ReceivedSheet
from .grid import Grid, grid, text
from .vendors import as_span
from .wording import Words, points, share


def received(a: Assessment, w: Words) -> Grid:
    """List each received questionnaire: our verdict, its scores, what became of its rows."""
    rows = [
        (
            w.named(v.id, v.name),
            sheet_name(one, w),
            w.term("verdict", v.verdict),
            _scored(one),
            one.plain,
            _own(one, w),
            f"{one.accounted:,}/{one.rows:,}",
            len(one.carried),
        )
        for v in a.vendors
        for one in v.received
    ]
    return grid(
        "received",
        "vendor sheet our_verdict sheet_score sheet_plain:points sheet_own sheet_rows "
        "sheet_fed:count",
        rows,
    )


def carried(v: VendorRisk, w: Words) -> Grid:
    """List our questions that received answers bear on, with the sender's ids and cells."""
    rows = [
        (
            w.named(c.question, w.term("question", c.question)),
            w.term("answer", c.answer),
            w.say("tables.covers_whole" if c.whole else "tables.covers_part"),
            w.join(c.codes),
            w.join(c.cells),
            w.say("tables.yes" if c.counts else "tables.no"),
        )
        for one in v.received
        for c in one.carried
    ]
    return grid("carried", "question answer covers sheet_codes source_cell counts_here", rows)


def sheet_remarks(v: VendorRisk, w: Words) -> Grid:
    """List what became of the rows of each received file, and what is remarked of it."""
    rows = []
    for one in v.received:
        name = sheet_name(one, w)
        rows.append((name, w.say("tables.sheet_questions"), one.questions))
        rows += [(name, w.say(f"tables.row_{fate}"), n) for fate, n in one.fates.items() if n]
        rows += [(name, w.say(f"tables.note_{rule}"), n) for rule, n in one.remarks.items()]
    return grid("sheet_remarks", "sheet sheet_row_fate checked_count:count", rows)


def sheet_domains(v: VendorRisk, w: Words) -> Grid:
    """List the gap of each received questionnaire by domain, in its own frame, the widest first."""
    rows = [
        (sheet_name(one, w), w.term("domain", id), text(as_span(gap), "span"))
        for one in v.received
        for id, gap in sorted(one.domains.items(), key=lambda item: (-item[1].value, item[0]))
    ]
    return grid("sheet_domains", "sheet domain gap", rows)


def sheet_name(one: ReceivedSheet, w: Words) -> str:
    """Return what a received questionnaire is called, with its version and file."""
    version = one.version or ""
    if one.state == "unknown_version":
        version = w.say("tables.version_unknown", version=version)
    known = one.standard not in ("generic", "oscal", "riskkit")
    title = one.standard.upper() if known else w.term("standard", one.standard)
    called = f"{title} {version}".strip()
    return w.say("tables.pair", what=called, value=one.file)


def _scored(one: ReceivedSheet) -> str | None:
    if one.score is None:
        return None
    lo, mid, hi = points(one.lo), points(one.score), points(one.hi)
    return mid if lo == hi else f"{mid} ({lo}–{hi})"


def _own(one: ReceivedSheet, w: Words) -> str | None:
    own = one.own
    if own is None or own.share is None:
        return None
    return w.say(
        "tables.sheet_own_told",
        share=share(own.share),
        failed=len(own.critical_failed),
        critical=own.critical,
    )
