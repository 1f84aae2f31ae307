"""The checks of lint: small functions over the common shape, one for each kind of defect.

In: an assessment in the common shape and a rule. Out: hits, each a place and what fills the
rule's sentence. Words and limits come from the rule; a check never quotes what it reads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ..model.foreign import STAGES, ForeignAssessment, ForeignRating, ForeignRisk, ForeignText
from ..model.lint import LintRule

_MARGIN = 1e-6
_METRICS = ("level", "score", "likelihood", "severity")


@dataclass(frozen=True)
class Hit:
    """A defect: where, what fills the sentence, and the sentence if not the rule's own."""

    place: str
    args: dict[str, Any] = field(default_factory=dict)
    sentence: str = ""


Check = Callable[[ForeignAssessment, LintRule], Iterator[Hit]]


def out_of_scale(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find values that the scale of their axis does not have."""
    ranges = {r.axis: r for r in f.ranges if r.hi > 0}
    for risk in f.risks:
        for rating in risk.ratings:
            yield from (Hit(place) for place in rating.unknown)
            outside = [
                axis
                for axis, r in ranges.items()
                if (value := getattr(rating, axis)) is not None and not r.lo <= value <= r.hi
            ]
            if outside:
                yield Hit(f"{rating.place} ({', '.join(outside)})")


def worse_after(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find risks that are higher after measures than before them."""
    for risk in f.risks:
        for before, after in _pairs(risk):
            risen = [m for m, old, new in _metrics(before, after) if new > old + _MARGIN]
            if risen:
                yield Hit(after.place)


def effect_without_change(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find risks that measures are said to reduce and that stay where they were."""
    for risk in f.risks:
        by_stage = {rating.stage: rating for rating in risk.ratings}
        before, after = by_stage.get("current"), by_stage.get("planned")
        if not risk.treated or before is None or after is None:
            continue
        both = list(_metrics(before, after))
        if both and all(abs(new - old) <= _MARGIN for _, old, new in both):
            yield Hit(after.place)


def step_unowned(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find open steps without an owner or without a date."""
    for step in f.steps:
        if step.owner is False or step.due is False:
            both = step.owner is False and step.due is False
            kind = "both" if both else "owner" if step.owner is False else "due"
            yield Hit(step.place, sentence=f"lint.step_without_{kind}")


def unlinked(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find measures that work on no risk, and risks that no measure works on."""
    for measure in f.measures:
        if measure.risks == ():
            yield Hit(measure.place, sentence="lint.measure_without_risk")
    for risk in f.risks:
        if risk.linked and not risk.measures and not risk.treated:
            yield Hit(risk.place, sentence="lint.risk_without_measure")


def section_empty(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find required answers that say nothing."""
    least = int(rule.parameters["least_characters"])
    for text in f.texts:
        if text.required and len(text.text.strip()) < least:
            yield Hit(text.place)


def placeholder(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find texts that were to be filled in later."""
    pattern = _any_word(rule.parameters["words"])
    yield from (Hit(text.place) for text in f.texts if pattern.search(text.text))


def special_without_basis(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find special data without a ground of its own.

    Where a format has no data items, its words are looked at: data of a special kind is named
    under data, and none of the grounds anywhere.
    """
    yield from (Hit(item.place) for item in f.data if item.special and item.basis is False)
    if "data" in f.told:
        return
    named = _any_word(rule.parameters["special"])
    grounds = _any_word(rule.parameters["grounds"])
    if any(grounds.search(text.text) for text in f.texts):
        return
    for text in f.texts:
        if text.section == "data" and named.search(text.text):
            yield Hit(text.place, sentence="lint.special_in_words")


def no_retention(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find data whose retention nobody gives, or gives without any period."""
    yield from (Hit(item.place) for item in f.data if item.retention is False)
    if "data" in f.told:
        return
    period = _any_word(rule.parameters["periods"])
    for text in f.texts:
        if text.section == "retention" and text.text and not _period(text, period):
            yield Hit(text.place, sentence="lint.no_period")


def high_approved(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find approvals over a risk that stays high, without the authority being asked."""
    if f.decision is None or f.decision.state not in rule.parameters["states"]:
        return
    if f.decision.consulted:
        return
    for risk in f.risks:
        last = max((r.stage for r in risk.ratings), key=STAGES.index, default=None)
        if last in risk.high and last != "inherent":
            yield Hit(risk.place)


def views_missing(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find people's views neither sought nor the reason given why not."""
    if f.subjects is not None and not (f.subjects.sought is not None and f.subjects.reasoned):
        yield Hit(f.subjects.place)


def level_differs(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find levels that do not follow from likelihood and severity.

    Where the matrix is not known, levels must at least agree with one another: a pair of steps
    has one level, and no pair that is higher on both axes has a lower one.
    """
    ratings = [rating for risk in f.risks for rating in risk.ratings]
    for rating in ratings:
        if rating.derived is not None and rating.level != rating.derived:
            yield Hit(rating.place)
    yield from _scores_differ(ratings)
    cells = [r for r in ratings if r.level and r.likelihood and r.severity and r.derived is None]
    yield from _order_differs(cells[: int(rule.parameters["most"])])


def unreasoned(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find ratings and corrections nobody gave a reason for."""
    places = [p for risk in f.risks for rating in risk.ratings for p in rating.unreasoned]
    yield from (Hit(place) for place in dict.fromkeys(places))


def organisation_only(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find impacts told of the organisation and of nobody else."""
    house = _any_word(rule.parameters["organisation"])
    people = _any_word(rule.parameters["people"])
    for text in f.texts:
        if text.about == "impact" and house.search(text.text) and not people.search(text.text):
            yield Hit(text.place)


_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def numbers_differ(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Find texts whose languages do not hold the same numbers."""
    for text in f.texts:
        told = Counter(_FIGURE.findall(text.text))
        if any(Counter(_FIGURE.findall(other)) != told for other in text.same):
            yield Hit(text.place)


def seen_while_reading(f: ForeignAssessment, rule: LintRule) -> Iterator[Hit]:
    """Return the faults of this rule that showed while the format was read."""
    for fault in f.faults:
        if fault.rule == rule.id and fault.reason is not None:
            yield Hit(fault.place, dict(fault.reason.args), fault.reason.rule)


def _pairs(risk: ForeignRisk) -> Iterator[tuple[ForeignRating, ForeignRating]]:
    ordered = sorted(risk.ratings, key=lambda rating: STAGES.index(rating.stage))
    yield from pairwise(ordered)


def _metrics(before: ForeignRating, after: ForeignRating) -> Iterator[tuple[str, float, float]]:
    for name in _METRICS:
        old, new = getattr(before, name), getattr(after, name)
        if old is not None and new is not None:
            yield name, old, new


def _scores_differ(ratings: list[ForeignRating]) -> Iterator[Hit]:
    scored = [r for r in ratings if r.score and r.likelihood and r.severity and r.derived is None]
    products = [r for r in scored if _is(r.score, (r.likelihood or 0) * (r.severity or 0))]
    sums = [r for r in scored if _is(r.score, (r.likelihood or 0) + (r.severity or 0))]
    fits = max(products, sums, key=len)
    # Only where most scores follow one formula is a score that does not a mistake.
    if len(fits) * 2 > len(scored):
        held = {id(r) for r in fits}
        yield from (
            Hit(r.place, sentence="lint.score_differs") for r in scored if id(r) not in held
        )


def _is(score: float | None, value: float) -> bool:
    return score is not None and abs(score - value) < _MARGIN


def _order_differs(cells: list[ForeignRating]) -> Iterator[Hit]:
    pairs: dict[tuple[float, float], set[float]] = {}
    for r in cells:
        pairs.setdefault((r.likelihood or 0, r.severity or 0), set()).add(r.level or 0)
    for r in cells:
        here, level = (r.likelihood or 0, r.severity or 0), r.level or 0
        against = any(
            (min(levels) < level and there[0] >= here[0] and there[1] >= here[1])
            for there, levels in pairs.items()
        )
        if against:
            yield Hit(r.place, sentence="lint.level_order")


def _period(text: ForeignText, period: re.Pattern[str]) -> bool:
    return bool(re.search(r"\d", text.text) or period.search(text.text))


def _any_word(words: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    # A word of letters must stand alone; Chinese has no spaces to stand between.
    parts = [
        rf"(?<!\w){re.escape(word)}(?!\w)"
        if word.isascii() or word[0].isascii()
        else re.escape(word)
        for word in words
    ]
    return re.compile("|".join(parts), re.IGNORECASE)


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        out_of_scale,
        worse_after,
        effect_without_change,
        step_unowned,
        unlinked,
        section_empty,
        placeholder,
        special_without_basis,
        no_retention,
        high_approved,
        views_missing,
        level_differs,
        unreasoned,
        organisation_only,
        numbers_differ,
        seen_while_reading,
    )
}
"""The checks by the name a rule calls them."""
