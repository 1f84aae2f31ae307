"""Documents of a vendor against what they are shown for: service, place, period, depth.

A certificate proves what it covers and nothing else. Here its row in the table of documents is
compared with the vendor's services; what falls short gets a ceiling, and is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model.cells import months_after
from ..model.inventory import Evidence, Service, VendorDocument
from ..model.value import Argument, Reason
from ..model.vendor_facts import Contradiction, DocumentCover
from ..model.vendor_law import DocumentRule
from ..model.vendors import AssuranceId
from .papers import Papers, lowest, paper_ceilings, paper_shortfalls
from .rules import VendorRules

_NAME = 60


@dataclass(frozen=True)
class Cover:
    """What a vendor's documents are worth here.

    Parameters
    ----------
    evidence : mapping of id to Evidence
        The pieces whose age counts from the end of a period, with that day as their date.
    ceilings : mapping of id to level
        The most that a piece can prove for this vendor's services.
    terms : mapping of id to int
        Months after which a piece of its kind begins to lose value.
    shortfalls : tuple of Contradiction
        Where a document covers less than it seems to.
    told : tuple of DocumentCover
        What each document covers, for the report.
    """

    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    ceilings: Mapping[str, AssuranceId] = field(default_factory=dict)
    terms: Mapping[str, int] = field(default_factory=dict)
    shortfalls: tuple[Contradiction, ...] = ()
    told: tuple[DocumentCover, ...] = ()


@dataclass(frozen=True)
class Shown:
    """One document with its piece of evidence, its rule and the services it is shown for."""

    document: VendorDocument
    evidence: Evidence
    rule: DocumentRule
    services: Sequence[Service]
    as_of: dt.date


def judge_documents(
    documents: Iterable[VendorDocument],
    evidence: Mapping[str, Evidence],
    services: Sequence[Service],
    *,
    kinds: Mapping[str, DocumentRule],
    rules: VendorRules,
    as_of: dt.date,
) -> Cover:
    """Judge the documents of one vendor.

    Parameters
    ----------
    documents : iterable of VendorDocument
        The rows of this vendor; one whose evidence is not registered is passed over.
    evidence : mapping of id to Evidence
    services : sequence of Service
        What the vendor does for the client.
    kinds : mapping of kind to DocumentRule
    rules : VendorRules
    as_of : date

    Returns
    -------
    Cover
        Never above what the evidence alone would give, except that a bridge letter carries a
        report on for the months its kind allows.
    """
    renewed: dict[str, Evidence] = {}
    ceilings: dict[str, AssuranceId] = {}
    terms: dict[str, int] = {}
    shortfalls: list[Contradiction] = []
    told: list[DocumentCover] = []
    for document in sorted(documents, key=lambda one: one.evidence):
        piece, rule = evidence.get(document.evidence), kinds.get(document.kind)
        if piece is None or rule is None:
            continue
        shown = Shown(document, piece, rule, services, as_of)
        found = list(_shortfalls(shown))
        levels: list[AssuranceId] = [rule.most, *(level for level, _ in found if level)]
        ceilings[piece.id] = lowest(levels, rules)
        shortfalls += [contradiction for _, contradiction in found]
        told.append(_cover(shown, ceilings[piece.id]))
        renewed[piece.id] = _dated(shown)
        if rule.valid_months is not None:
            terms[piece.id] = rule.valid_months
    return Cover(renewed, ceilings, terms, tuple(shortfalls), tuple(told))


def with_papers(cover: Cover, papers: Papers, cited: frozenset[str], rules: VendorRules) -> Cover:
    """Return a cover with what is written on the papers themselves; never more than before."""
    ceilings = dict(cover.ceilings)
    for id, most in paper_ceilings(papers, rules).items():
        ceilings[id] = lowest((most, ceilings.get(id, most)), rules)
    told = paper_shortfalls(papers, cited, cover.shortfalls)
    return replace(cover, ceilings=ceilings, shortfalls=(*cover.shortfalls, *told))


def _cover(shown: Shown, most: AssuranceId) -> DocumentCover:
    document = shown.document
    same = DocumentCover.model_fields.keys() & VendorDocument.model_fields.keys()
    values = {name: getattr(document, name) for name in same}
    # names of organisations are the client's texts: no more of them than a reader needs
    values["carve_outs"] = tuple(name[:_NAME] for name in document.carve_outs)
    return DocumentCover(**values, most=most, spoken_until=spoken_for(shown))


def spoken_for(shown: Shown) -> dt.date | None:
    """Return the last day a report speaks for: the end of its period or of a bridge letter."""
    end, bridge = shown.document.period_to, shown.document.bridge_until
    if end is None or bridge is None:
        return end
    return max(end, min(bridge, months_after(end, shown.rule.bridge_months)))


def _dated(shown: Shown) -> Evidence:
    """Return the piece with the day its age counts from, and its end if its kind sets one."""
    end, piece = spoken_for(shown), shown.evidence
    if end is None:
        return piece
    # a period that is not over yet cannot have been looked at; a bridge carries on day by day
    period_to = shown.document.period_to or end
    return piece.model_copy(update={"date": max(period_to, min(end, shown.as_of))})


Shortfall = tuple[AssuranceId | None, Contradiction]


def _shortfalls(shown: Shown) -> Iterator[Shortfall]:
    yield from _of_scope(shown)
    yield from _of_period(shown)
    document = shown.document
    if document.kind == "soc2_type1":
        yield None, _told(shown, "document_design", "medium")
    if document.carve_outs:
        yield None, _told(shown, "document_carve_out", "medium", count=len(document.carve_outs))
    if document.user_controls.lo > 0:
        count = document.user_controls.lo
        yield None, _told(shown, "document_user_controls", "low", count=count)
    if document.exceptions.lo > 0:
        yield None, _told(shown, "document_exceptions", "medium", count=document.exceptions.lo)


def _of_scope(shown: Shown) -> Iterator[Shortfall]:
    ids = {service.id for service in shown.services}
    covered = ids & set(shown.document.services)
    if shown.document.services and ids and not covered:
        yield "none", _told(shown, "document_other_service", "high")
    elif shown.document.services and covered < ids:
        left = tuple(sorted(ids - covered))
        yield "documented", _told(shown, "document_some_services", "medium", services=left)
    places = {c.upper() for service in shown.services for c in service.countries}
    named = {c.upper() for c in shown.document.countries}
    if shown.rule.place_bound and named and places - named:
        level: AssuranceId = "documented" if places & named else "none"
        outside = tuple(f"country.{c}" for c in sorted(places - named))
        yield level, _told(shown, "document_other_place", "high", countries=outside)


def _of_period(shown: Shown) -> Iterator[Shortfall]:
    document = shown.document
    end, bridge, months = document.period_to, document.bridge_until, shown.rule.bridge_months
    if shown.rule.needs_period and (end is None or document.period_from is None):
        yield "attested", _told(shown, "document_no_period", "medium")
    if end is not None and bridge is not None and bridge > months_after(end, months):
        yield None, _told(shown, "document_bridge", "medium", until=bridge, months=months)
    last = spoken_for(shown)
    if shown.rule.needs_period and last is not None and last < shown.as_of:
        yield None, _told(shown, "document_period_over", "medium", until=last)


def _told(shown: Shown, rule: str, severity: str, **args: Argument) -> Contradiction:
    document = shown.document
    return Contradiction.model_validate(
        {
            "rule": rule,
            "severity": severity,
            "evidence": document.evidence,
            "where": f"{document.file}:{document.line}" if document.file else "",
            "because": Reason(
                rule=f"vendor_facts.{rule}",
                args={
                    "evidence": document.evidence,
                    "kind": f"vendor_document.{document.kind}",
                    **args,
                },
            ),
        }
    )
