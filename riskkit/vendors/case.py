"""One vendor as a case: its facts, its items and its fatal rules, judged on any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..catalogue.knowledge import fold
from ..model.assessment import Knockout
from ..model.inventory import Answer, Evidence, Vendor, VendorDocument
from ..model.vendor_facts import Contradiction
from ..model.vendors import Questionnaire
from .answers import Item, read_items
from .comments import NARROWING, UNDERMINING, contradicted_answers
from .documents import Cover, judge_documents, with_papers
from .facts import VendorFacts
from .gap import Overall, coverage, not_applicable_share, overall_gap
from .inherent import Inherent
from .knockouts import answer_knockouts, fact_knockouts
from .lore import VendorLore
from .papers import Papers
from .proof import Backed, Proving
from .questionnaire import applies
from .rules import VendorRules
from .verdict import Standing


@dataclass(frozen=True, eq=False)
class Case:
    """One vendor with all that its assessment is told from."""

    facts: VendorFacts
    inherent: Inherent
    questionnaire: Questionnaire
    proving: Proving
    items: tuple[Item, ...]
    knockouts: tuple[Knockout, ...]
    overall: Overall | None
    ignored: int

    @cached_property
    def standing(self) -> Standing:
        """What the verdict rests on."""
        return Standing(
            tier=self.inherent.tier,
            overall=self.overall,
            knockouts=self.knockouts,
            coverage=coverage(self.items),
            not_applicable=not_applicable_share(self.items),
        )


def build_case(
    facts: VendorFacts,
    inherent: Inherent,
    *,
    asked: Questionnaire,
    answers: Sequence[Answer],
    proving: Proving,
    doubted: frozenset[str] = frozenset(),
) -> Case:
    """Read the answers of one vendor to what it is asked, and score them.

    Answers to `doubted` questions are taken back by their own text: they count as before, but
    may turn out to be nothing, and prove no fatal rule.
    """
    rules = proving.rules
    questions = [question for question in asked.questions if applies(question, facts.known)]
    read = read_items(questions, answers, proving=proving, authors=authors_of(facts.vendor))
    items = tuple(_doubt(item) if item.question.id in doubted else item for item in read)
    ids = {question.id for question in questions}
    return Case(
        facts=facts,
        inherent=inherent,
        questionnaire=asked,
        proving=proving,
        items=items,
        knockouts=answer_knockouts(items, rules)
        + fact_knockouts(facts, rules, as_of=proving.as_of),
        overall=overall_gap(items, rules),
        # what a foreign questionnaire says beyond what this vendor is asked is no mistake
        ignored=sum(a.question not in ids and bool(a.answer) and not a.cell for a in answers),
    )


def authors_of(vendor: Vendor) -> frozenset[str]:
    """Return the folded names of those who answer for a vendor."""
    return frozenset(fold(name) for name in (vendor.id, vendor.name, vendor.contact) if name)


def _doubt(item: Item) -> Item:
    if not item.answered:
        return item
    return item._replace(state="unproven" if item.state == "pass" else item.state, hi=1.0)


@dataclass(frozen=True, eq=False)
class Bench:
    """Everything one vendor is judged with, on whatever day.

    `backed` remembers weighed evidence by day, for all vendors without documents of their own.
    """

    facts: VendorFacts
    inherent: Inherent
    asked: Questionnaire
    answers: Sequence[Answer]
    evidence: Mapping[str, Evidence]
    rules: VendorRules
    backed: dict[dt.date, Backed]
    lore: VendorLore | None = None
    documents: tuple[VendorDocument, ...] = ()
    as_of: dt.date | None = None
    papers: Papers = field(default_factory=dict)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The answers that their own text takes back."""
        if self.lore is None:
            return ()
        known = self.facts.known
        questions = {q.id: q for q in self.asked.questions if applies(q, known)}
        return contradicted_answers(
            self.answers, questions, self.lore.comments, self.rules, as_of=self.as_of
        )

    def cover(self, on: dt.date) -> Cover:
        """Judge the vendor's documents on a day."""
        if self.lore is None or not (self.documents or self.papers):
            return Cover()
        services = [part.service for part in self.facts.services]
        cover = judge_documents(
            self.documents,
            self.evidence,
            services,
            kinds=self.lore.documents,
            rules=self.rules,
            as_of=on,
        )
        return with_papers(cover, self.papers, self.cited, self.rules) if self.papers else cover

    @cached_property
    def cited(self) -> frozenset[str]:
        """The pieces of evidence that the vendor's answers and documents name."""
        named = {id for answer in self.answers for id in answer.evidence}
        return frozenset(named.union(document.evidence for document in self.documents))

    @cached_property
    def doubted(self) -> frozenset[str]:
        """The questions whose favourable answer its own text takes back; fatal ones, or narrows."""
        if not self.contradictions:
            return frozenset()
        fatal = {question.id for question in self.asked.questions if question.fatal}
        return frozenset(
            one.question
            for one in self.contradictions
            if one.question
            and (one.rule in UNDERMINING or (one.rule in NARROWING and one.question in fatal))
        )

    def proving(self, on: dt.date) -> Proving:
        """Return what the vendor's evidence is weighed with on a day."""
        cover = self.cover(on)
        return Proving(
            rules=self.rules,
            tier=self.inherent.tier,
            evidence={**self.evidence, **cover.evidence} if cover.evidence else self.evidence,
            as_of=on,
            ceilings=cover.ceilings,
            terms=cover.terms,
            backed={} if cover.evidence else self.backed.setdefault(on, {}),
        )

    def case(self, on: dt.date) -> Case:
        """Judge the vendor on a day."""
        return build_case(
            self.facts,
            self.inherent,
            asked=self.asked,
            answers=self.answers,
            proving=self.proving(on),
            doubted=self.doubted,
        )
