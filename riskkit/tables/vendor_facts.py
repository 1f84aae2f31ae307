"""Tables of what is found out about a vendor beyond its score: law, transfers, people, outlook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model.assessment import Assessment, VendorRisk
from ..model.value import Interval, Value
from ..model.vendor_facts import DocumentCover, ServiceProfile, VendorLaw
from .grid import Grid, clauses, grid
from .plan import subject
from .wording import Words, date

_CAUSES = 10
_OPEN = ("unanswered", "not_applicable", "unapproved", "unknown")


def service_profile(v: VendorRisk, w: Words) -> Grid:
    """List a vendor's services: role, access, places, and the days of access and agreements."""
    rows = [
        (
            s.service,
            w.term("role", s.role),
            w.join(_access(s, w)),
            w.terms("country", s.countries),
            s.first_access,
            s.nda_signed,
            s.contract_until,
            _told(s.processing_agreement, w),
        )
        for s in v.profile
    ]
    return grid(
        "service_profile",
        "service role access countries first_access:date nda_signed_on:date contract_ends:date "
        "has_agreement",
        rows,
    )


def _access(s: ServiceProfile, w: Words) -> list[str]:
    physical = {True: "on_site", False: "off_site", None: "site_unknown"}[s.physical_access]
    return [w.say(f"tables.{physical}"), w.term("logical_access", s.logical_access)]


def _told(value: bool | None, w: Words) -> str | None:
    return None if value is None else w.say("tables.yes" if value else "tables.no")


def vendor_causes(v: VendorRisk, w: Words) -> Grid:
    """List the ten answers that make most of a vendor's gap, with their points."""
    rows = [
        (w.named(part.id, w.term("question", part.id)), part.share)
        for part in v.contributions[:_CAUSES]
        if part.kind == "question"
    ]
    return grid("vendor_causes", "question gap_points:points", rows)


def vendor_law(v: VendorRisk, w: Words) -> Grid:
    """List each duty the use of a vendor brings about, its state and where that is written."""
    return _duties(v.laws, w)


def law_part(law: VendorLaw, w: Words) -> Grid:
    """List the duties of one part of the law alone, under whose heading they stand."""
    grid = _duties((law,), w)
    return grid.pick(*(h.key for h in grid.headings if h.key != "duty_group"))


def _duties(laws: Iterable[VendorLaw], w: Words) -> Grid:
    order = ("absent", "partial", "unread", "present", "not_applicable")
    rows = [
        (
            w.term("clause_group", law.group),
            w.term("duty", duty.item),
            w.term("duty_state", duty.state),
            duty.locator,
            clauses([duty.law]),
            w.reasons(duty.because) if duty.because else None,
        )
        for law in laws
        for duty in sorted(law.duties, key=lambda d: (order.index(d.state), d.item))
    ]
    return grid("vendor_law", "duty_group duty duty_state locator law because", rows)


def vendor_law_counts(a: Assessment, w: Words) -> Grid:
    """Count the duties of every vendor and law by how they stand."""
    rows = [
        (
            w.named(v.id, v.name),
            w.term("clause_group", law.group),
            w.term("duty_applies", law.applies),
            law.count("present"),
            law.count("partial"),
            law.count("absent"),
            law.count("unread"),
        )
        for v in a.vendors
        for law in v.laws
    ]
    return grid(
        "vendor_law_counts",
        "vendor duty_group duty_applies duty_present:count duty_partial:count duty_absent:count "
        "duty_unread:count",
        rows,
    )


def transfers(a: Assessment, w: Words) -> Grid:
    """List what every vendor takes abroad: persons, mechanism, the path that is required."""
    rows = [
        (
            w.named(v.id, v.name),
            t.service,
            w.terms("country", t.countries),
            w.say(f"tables.zone_{t.region}"),
            t.general,
            t.sensitive,
            w.term("transfer_mechanism", t.mechanism),
            w.join(w.say(f"tables.path_{path}") for path in t.paths) if t.paths else None,
            w.say(f"tables.decided_{t.fits}") if t.paths else None,
            w.join(str(m) for m in t.modules),
            t.assessed,
        )
        for v in a.vendors
        for t in v.transfers
    ]
    return grid(
        "transfers",
        "vendor service countries zone general_persons:interval sensitive_persons:interval "
        "mechanism paths fits modules assessed_on:date",
        rows,
    )


def contradictions(v: VendorRisk, w: Words) -> Grid:
    """List the answers that what stands beside them does not bear out, the gravest first."""
    order = ("critical", "high", "medium", "low", "info")
    rows = [
        (
            w.reason(c.because),
            w.term("severity", c.severity),
            c.question or c.evidence,
            c.where,
        )
        for c in sorted(v.contradictions, key=lambda c: (order.index(c.severity), c.where))
    ]
    return grid("contradictions", "contradiction severity about place_found", rows)


def fourth_parties(v: VendorRisk, w: Words) -> Grid:
    """List the organisations a vendor passes work or data on to."""
    rows = [
        (
            f.name,
            w.say("tables.yes" if f.declared else "tables.no"),
            w.term("country", f.place),
            w.join(f.where),
        )
        for f in v.fourth_parties
    ]
    return grid("fourth_parties", "fourth_party declared_party country_known place_found", rows)


def documents(a: Assessment, w: Words, v: VendorRisk) -> Grid:
    """List what each certificate or report covers, until when, and what it can show at most."""
    rows = [
        (
            subject(a, w, d.evidence),
            w.term("vendor_document", d.kind),
            w.join(d.services) if d.services else w.say("tables.document_unscoped"),
            w.terms("country", d.countries) if d.countries else w.say("tables.document_unscoped"),
            _period(d, w),
            d.bridge_until,
            d.spoken_until,
            w.join(d.carve_outs) if d.carve_outs else None,
            _some(d.exceptions),
            _some(d.user_controls),
            w.term("assurance", d.most),
        )
        for d in v.documents
    ]
    return grid(
        "documents",
        "document kind document_services document_countries document_period bridge_until:date "
        "spoken_until:date carve_outs exceptions:interval user_controls:interval proves_most",
        rows,
    )


def _period(d: DocumentCover, w: Words) -> str | None:
    if d.period_from is None and d.period_to is None:
        return None
    return w.say("tables.from_to", start=date(d.period_from), end=date(d.period_to))


def _some(count: Interval) -> Interval | None:
    return count if count.lo or count.known else None


def outlook(a: Assessment, w: Words, v: VendorRisk) -> Grid:
    """List how a vendor would stand month by month if nothing were renewed."""
    rows = [
        (
            month.on,
            w.term("verdict", month.verdict),
            w.term("level", month.residual),
            None if month.score is None else 100 - month.score,
            w.join(subject(a, w, id) for id in month.ended) if month.ended else None,
        )
        for month in v.forecast
    ]
    return grid("outlook", "outlook_on:date verdict residual_level gap:points outlook_ended", rows)


def wanted(v: VendorRisk, w: Words) -> Grid:
    """List the documents that would change how a vendor stands, each with those before it."""
    rows = [
        (
            w.term("proof_kind", d.proof),
            w.join(w.named(q, w.term("question", q)) for q in d.questions),
            100 - d.score,
            w.term("level", d.residual),
            w.term("verdict", d.verdict),
        )
        for d in v.documents_that_would_change
    ]
    return grid("wanted", "wanted wanted_for gap:points residual_level verdict", rows)


def custody(v: VendorRisk, w: Words) -> Grid:
    """List what was reconciled of people, boxes, seals and destroyed media, with rows at fault."""
    rows = []
    for part, record in (
        ("people", v.people),
        ("custody", v.custody),
        ("destruction", v.destruction),
    ):
        rows += [
            (w.say(f"tables.{part}_{name}"), count, w.join(at) if at else None)
            for name, count, at in _counted(record)
        ]
    return grid("custody", "checked_item checked_count:count checked_rows", rows)


def unanswered(v: VendorRisk, w: Words) -> Grid:
    """List the questions without a usable answer: silent, not applicable, or not approved."""
    rows = [
        (
            w.named(str(row.get("question")), w.term("question", str(row.get("question")))),
            w.term("domain", str(row.get("domain"))),
            w.term("knockout_state", str(row.get("state"))),
            row.get("source"),
        )
        for row in v.answers
        if row.get("state") in _OPEN or row.get("answer") in (None, "", "na")
    ]
    return grid("not_answered", "question domain answer_state source_cell", rows)


def _counted(record: Value | None) -> list[tuple[str, int, tuple[str, ...]]]:
    if record is None:
        return []
    told: list[tuple[str, int, tuple[str, ...]]] = []
    values: dict[str, Any] = {name: getattr(record, name) for name in type(record).model_fields}
    for name, value in values.items():
        if isinstance(value, tuple):
            told.append((name, len(value), value))
        elif not isinstance(value, bool):
            told.append((name, value, ()))
    return told
