"""The rules of vendor assessment: the knowledge they rest on, bundled and checked as one whole.

A lookup table that is not monotone would let a worse vendor look better, so such a table is
refused when the rules are put together, whether riskkit or a client's own catalogue wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from typing import Any, get_args

from ..catalogue.knowledge import fold
from ..errors import KnowledgeError, Problem
from ..model.vendors import (
    AnswerCredit,
    AnswerId,
    Assurance,
    EvidenceRule,
    FactorId,
    FactorScale,
    FatalRule,
    GapBand,
    KnockoutState,
    Question,
    QuestionnaireHead,
    TierRule,
    VendorDomain,
    VendorParameter,
    VendorTier,
    VendorTierId,
    VerdictRule,
)
from ..questionnaires.vocabulary import answer_words

TIERS: tuple[VendorTierId, ...] = get_args(VendorTierId)
_KINDS = {
    "factors": "vendors/factors",
    "tier_rules": "vendors/tier-rules",
    "tiers": "vendors/tiers",
    "bands": "vendors/bands",
    "answers": "vendors/answers",
    "assurance": "vendors/assurance",
    "evidence": "vendors/evidence",
    "states": "vendors/knockout-states",
    "verdicts": "vendors/verdicts",
    "parameters": "vendors/parameters",
    "fatals": "vendors/fatal-rules",
    "domains": "vendors/domains",
    "heads": "vendors/questionnaires",
    "questions": "questionnaires",
}


@dataclass(frozen=True, eq=False)
class VendorRules:
    """Everything the assessment of vendors looks up, by id, and checked to be monotone."""

    factors: Mapping[str, FactorScale]
    tier_rules: Mapping[str, TierRule]
    tiers: Mapping[str, VendorTier]
    bands: Mapping[str, GapBand]
    answers: Mapping[str, AnswerCredit]
    assurance: Mapping[str, Assurance]
    evidence: Mapping[str, EvidenceRule]
    states: Mapping[str, KnockoutState]
    verdicts: Mapping[str, VerdictRule]
    parameters: Mapping[str, VendorParameter]
    fatals: Mapping[str, FatalRule]
    domains: Mapping[str, VendorDomain]
    heads: Mapping[str, QuestionnaireHead]
    questions: Mapping[str, Question]

    @classmethod
    def of(cls, entries: Callable[[str], Mapping[str, Any]]) -> VendorRules:
        """Bundle the entries of the knowledge, such as ``Knowledge.entries``.

        Parameters
        ----------
        entries : callable
            From a kind (``vendors/tiers``) to its entries by id.

        Raises
        ------
        KnowledgeError
            If a table is not monotone or names something that is not there.
        """
        rules = cls(**{field.name: entries(_KINDS[field.name]) for field in fields(cls)})
        problems = sorted(set(_problems(rules)))
        if problems:
            raise KnowledgeError(problems)
        return rules

    @cached_property
    def words(self) -> dict[str, AnswerId]:
        """What each folded word of a client means as an answer."""
        return answer_words(self.answers.values())

    @cached_property
    def words_read(self) -> dict[str, AnswerId]:
        """What words of clients turned out to mean, as they stood; filled while reading."""
        return {}

    @cached_property
    def asked_by(self) -> dict[str, str]:
        """The question that asks for the duty of each fatal rule; the first by id."""
        asking = sorted(self.questions.values(), key=lambda question: question.id, reverse=True)
        return {question.fatal: question.id for question in asking if question.fatal}

    @cached_property
    def home(self) -> frozenset[str]:
        """How the home jurisdiction is written, folded."""
        return frozenset(fold(word) for word in self.factors["location"].home)

    def number(self, id: str) -> float:
        """Return a single number of the method."""
        return self.parameters[id].value

    def rank(self, tier: str) -> int:
        """Return the rank of a tier: 0 is the lowest."""
        return self.tiers[tier].rank

    def highest(self, tiers: Iterable[VendorTierId]) -> VendorTierId:
        """Return the highest of some tiers; ``low`` if there are none."""
        return max(tiers, key=self.rank, default=TIERS[0])


def _problems(rules: VendorRules) -> Iterator[Problem]:
    missing = set(get_args(FactorId)) - set(rules.factors)
    missing |= set(TIERS) - set(rules.tiers)
    missing |= {"pass", "not_applicable", "unproven", "partial", "unknown", "fail"} - set(
        rules.states
    )
    missing |= {"approve", "conditional", "insufficient", "reject"} - set(rules.verdicts)
    missing |= {"yes", "partial", "planned", "no", "alternate"} - set(rules.answers)
    if missing:
        yield from (_bad("rules", id, "this entry must not be dropped") for id in missing)
        return
    yield from _factors(rules)
    yield from _tiers(rules)
    yield from _credits(rules)
    yield from _states(rules)
    yield from _method(rules)
    yield from _questions(rules)


def _bad(file: str, id: str, what: str) -> Problem:
    return Problem(f"vendors/{file}.yaml", column=id, what=what)


def _rises(values: Iterable[float]) -> bool:
    return all(a <= b for a, b in pairwise(values))


def _factors(rules: VendorRules) -> Iterator[Problem]:
    for id, scale in rules.factors.items():
        if not _rises(points for _, points in sorted(scale.thresholds)):
            yield _bad("factors", id, "more of the quantity must not give fewer points")
        if any(not 0 <= p <= 4 for p in (*scale.points.values(), *dict(scale.thresholds).values())):
            yield _bad("factors", id, "points run from 0 to 4")


def _tiers(rules: VendorRules) -> Iterator[Problem]:
    tops = [band.upto for band in rules.bands.values()]
    if not tops or not _rises(tops) or tops[-1] != 1:
        yield _bad("bands", "upto", "the bands must rise and end at 1")
    rows = sorted(rules.tiers.values(), key=lambda tier: tier.rank)
    if [row.id for row in rows] != list(TIERS):
        yield _bad("tiers", "rank", "the ranks must follow low, moderate, high, critical")
    for row in rows:
        if len(row.residual) != len(tops):
            yield _bad("tiers", row.id, "`residual` needs one tier for each gap band")
        elif not _rises(rules.rank(tier) for tier in row.residual):
            yield _bad("tiers", row.id, "a wider gap must not leave less risk")
    for low, high in pairwise(rows):
        pairs = zip(low.residual, high.residual, strict=False)
        if any(rules.rank(a) > rules.rank(b) for a, b in pairs):
            yield _bad("tiers", high.id, "a higher tier must not leave less risk than a lower one")
        if low.review_months < high.review_months:
            yield _bad("tiers", high.id, "a higher tier must not be reviewed less often")
        if _level(rules, low.required_assurance) > _level(rules, high.required_assurance):
            yield _bad("tiers", high.id, "a higher tier must not require weaker proof")


def _level(rules: VendorRules, id: str) -> int:
    return rules.assurance[id].rank


def _credits(rules: VendorRules) -> Iterator[Problem]:
    order = ("no", "planned", "partial", "yes")
    if not _rises(rules.answers[id].credit or 0 for id in order):
        yield _bad("answers", "credit", "credits must rise from no over planned, partial to yes")
    levels = sorted(rules.assurance.values(), key=lambda level: level.rank)
    for level in levels:
        if set(level.credit) != set(TIERS):
            yield _bad("assurance", level.id, "`credit` needs a value for each tier")
            return
        if not _rises(-level.credit[tier] for tier in TIERS):
            yield _bad("assurance", level.id, "the same proof must not count more in a higher tier")
    for weak, strong in pairwise(levels):
        if weak.holds > strong.holds or any(weak.credit[t] > strong.credit[t] for t in TIERS):
            yield _bad("assurance", strong.id, "stronger proof must not count less")


def _states(rules: VendorRules) -> Iterator[Problem]:
    states = sorted(rules.states.values(), key=lambda state: state.rank)
    verdict = rules.verdicts
    for state in states:
        if not _rises(rules.rank(state.floor.get(t, "low")) for t in TIERS):
            yield _bad("knockout-states", state.id, "a higher tier must not be raised less")
    for mild, grave in pairwise(states):
        for tier in TIERS:
            less = rules.rank(mild.floor.get(tier, "low")) > rules.rank(
                grave.floor.get(tier, "low")
            )
            best = verdict[mild.verdict.get(tier, "approve")].rank
            if less or best > verdict[grave.verdict.get(tier, "approve")].rank:
                yield _bad("knockout-states", grave.id, "a graver state must not do less")
    for id in ("unproven", "partial", "unknown", "fail"):
        if any(rules.states[id].verdict.get(tier, "approve") == "approve" for tier in TIERS):
            yield _bad("knockout-states", id, "a fatal rule that is not met must never approve")
    if any(
        rules.rank(rules.states["fail"].floor.get(t, "low")) < rules.rank("high") for t in TIERS
    ):
        yield _bad("knockout-states", "fail", "a broken fatal rule must leave at least a high risk")


def _method(rules: VendorRules) -> Iterator[Problem]:
    if abs(rules.number("mean_weight") + rules.number("tail_weight") - 1) > 1e-9:
        yield _bad("parameters", "tail_weight", "mean_weight and tail_weight must sum to 1")
    if not 0 < rules.number("tail_share") <= 1:
        yield _bad("parameters", "tail_share", "must be above 0 and at most 1")
    if rules.number("stale_after") <= 1:
        yield _bad("parameters", "stale_after", "must be above 1")
    if not any(rule.tier == "low" and not rule.when for rule in rules.tier_rules.values()):
        yield _bad("tier-rules", "otherwise", "one rule must apply to every vendor")


def _questions(rules: VendorRules) -> Iterator[Problem]:
    for question in rules.questions.values():
        place = f"questionnaires: {question.id}"
        if question.fatal and question.fatal not in rules.fatals:
            yield Problem(place, column="fatal", what="no such fatal rule")
        if question.domain not in rules.domains:
            yield Problem(place, column="domain", what="no such domain")
        if question.questionnaire not in rules.heads:
            yield Problem(place, column="questionnaire", what="no such questionnaire")
