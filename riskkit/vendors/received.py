"""Received questionnaires scored in their own frame: by domain, with the rules of all others.

The score stands beside the one of riskkit's own questionnaire and beside the publisher's. It
carries no fatal rule, for a foreign question states no duty of ours; those are tested by our own
questions and by the facts of the service.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..catalogue.knowledge import fold
from ..model.assessment import Gauge
from ..model.received import OwnScore, Received, ReceivedAnswer
from ..model.vendor_facts import Contradiction
from ..model.vendor_received import Carried, OwnTotal, ReceivedSheet
from ..questionnaires import as_questionnaire, foreign_answers, worst_of
from ..questionnaires.vocabulary import UNMAPPED
from .answers import Item, read_items
from .case import Bench, Case
from .comments import contradicted_answers
from .gap import coverage, overall_gap
from .proof import Proving
from .rounding import points, tidy, tidy_gauges


@dataclass(frozen=True)
class ReceivedScore:
    """What a received questionnaire comes to, its bounds, domains and counts of answers.

    `score`, `lo` and `hi` are points from 0 to 100; `score` is None where nothing is scored.
    `plain` is what an average over the answered questions alone would say, for comparison.
    """

    questionnaire: str
    vendor: str
    score: float | None
    lo: float
    hi: float
    coverage: float
    domains: dict[str, Gauge]
    counts: dict[str, int]
    plain: float | None


def score_received(received: Received, proving: Proving) -> ReceivedScore:
    """Score a received questionnaire.

    Parameters
    ----------
    received : Received
    proving : Proving
        The rules, the vendor's tier, the evidence register and the day.
    """
    asked = as_questionnaire(received)
    answers = foreign_answers(received, received.vendor or "vendor", evidence=proving.evidence)
    authors = frozenset({fold(received.vendor)})
    items = read_items(asked.questions, answers, proving=proving, authors=authors)
    overall = overall_gap(items, proving.rules)
    answered = [item for item in items if item.answered]
    whole = sum(item.question.weight for item in answered)
    met = sum(item.question.weight * (1 - item.lo) for item in answered)
    return ReceivedScore(
        questionnaire=asked.label,
        vendor=received.vendor,
        score=points(1 - overall.value) if overall else None,
        lo=points(1 - overall.hi) if overall else 0,
        hi=points(1 - overall.lo) if overall else 100,
        coverage=tidy(min(1.0, coverage(items))),
        domains=tidy_gauges(overall.domains) if overall else {},
        counts=dict(Counter(item.answer for item in items)),
        plain=points(met / whole) if whole else None,
    )


def received_sheets(case: Case, received: Iterable[Received]) -> tuple[ReceivedSheet, ...]:
    """Tell what one vendor sent in layouts of its own, each beside what it comes to.

    Parameters
    ----------
    case : Case
        The vendor as judged: its tier, proofs and day, and the answers that were assessed.
    received : iterable of Received
        The files of all vendors.
    """
    mine = [one for one in received if one.vendor == case.facts.vendor.id]
    return tuple(_sheet(one, case) for one in mine)


def received_contradictions(
    bench: Bench, received: Iterable[Received]
) -> tuple[Contradiction, ...]:
    """Find the answers in layouts of a vendor's own that their own words take back.

    What bears on a question this vendor is asked is told of that question, and not here again.
    """
    asked = {question.id for question in bench.asked.questions}
    found: list[Contradiction] = []
    for one in received:
        if bench.lore is None or one.vendor != bench.facts.vendor.id:
            continue
        told = {a.id for a in one.answers if a.id in asked or asked.intersection(a.questions)}
        own = {q.id: q for q in as_questionnaire(one).questions if q.id not in told}
        answers = foreign_answers(one, one.vendor)
        found += contradicted_answers(
            answers, own, bench.lore.comments, bench.rules, as_of=bench.as_of
        )
    return tuple(found)


def _sheet(received: Received, case: Case) -> ReceivedSheet:
    score = score_received(received, case.proving)
    fates = Counter[str]()
    for sheet in received.sheets:
        fates.update(sheet.fates)
    return ReceivedSheet(
        standard=received.standard,
        version=received.version,
        state=_state(received),
        file=received.file,
        sha256=received.sha256,
        questions=len(received.answers),
        rows=received.rows,
        accounted=received.accounted,
        fates=dict(fates),
        answers=score.counts,
        placed=sum(answer.domain != UNMAPPED for answer in received.answers),
        score=score.score,
        lo=score.lo,
        hi=score.hi,
        coverage=score.coverage,
        plain=score.plain,
        own=_own(received.own),
        domains=score.domains,
        carried=tuple(_carried(received, case)),
        remarks=dict(Counter(remark.rule for remark in received.remarks)),
    )


def _state(received: Received) -> Literal["known", "unknown_version", "no_version"]:
    if not received.version:
        return "no_version"
    return "known" if received.known else "unknown_version"


def _own(own: OwnScore | None) -> OwnTotal | None:
    if own is None:
        return None
    return OwnTotal(
        share=own.share,
        stored=own.stored,
        critical=own.critical,
        critical_failed=own.critical_failed,
        non_negotiable_failed=own.non_negotiable_failed,
    )


def _carried(received: Received, case: Case) -> Iterator[Carried]:
    """Yield the questions this vendor is asked that the file bears on."""
    items: dict[str, Item] = {item.question.id: item for item in case.items}
    groups: dict[str, list[ReceivedAnswer]] = {}
    for answer in received.answers:
        for id in (answer.id,) if answer.id in items else answer.questions:
            groups.setdefault(id, []).append(answer)
    for id, group in sorted(groups.items()):
        if id not in items:
            continue
        cells = tuple(dict.fromkeys(one.cell for one in group))
        yield Carried(
            question=id,
            answer=worst_of(group, items[id].question),
            codes=tuple(dict.fromkeys(one.code for one in group)),
            cells=cells,
            whole=any(id not in one.partly for one in group),
            counts=items[id].source in {f"{received.file}:{cell}" for cell in cells},
        )
