"""All lint rules over one assessment, and those that need several side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..catalogue import Knowledge
from ..model.foreign import ForeignAssessment
from ..model.lint import LintResult, LintRule
from ..model.value import Text
from .beside import Edition, copied, editions_differ, worded_apart
from .checks import CHECKS, Hit

_RANK = ("critical", "high", "medium", "low", "info")


@dataclass(frozen=True)
class Linted:
    """What lint found in a file, and the rules its format could not be asked."""

    file: str
    results: tuple[LintResult, ...]
    unchecked: tuple[str, ...]


def lint(f: ForeignAssessment, knowledge: Knowledge) -> Linted:
    """Run every rule that looks at one assessment.

    Parameters
    ----------
    f : ForeignAssessment
        Of any origin; `riskkit.lint.own_shape` makes one of an assessment of ours.
    knowledge : Knowledge

    Returns
    -------
    Linted
        The results, the gravest first, and the ids of the rules that this format tells
        nothing about or that need another file beside it.
    """
    rules: Mapping[str, LintRule] = knowledge.entries("lint")
    results: list[LintResult] = []
    unchecked: list[str] = []
    for rule in rules.values():
        if rule.check in CHECKS and set(rule.needs) <= set(f.told):
            hits = CHECKS[rule.check](f, rule)
            results.extend(_results(rule, hits, knowledge))
        else:
            unchecked.append(rule.id)
    return Linted(f.file, _ordered(results), tuple(unchecked))


def lint_beside(
    files: Sequence[ForeignAssessment], editions: Sequence[Edition], knowledge: Knowledge
) -> dict[str, tuple[LintResult, ...]]:
    """Run the rules that compare files, and return the results by file.

    Parameters
    ----------
    files : sequence of ForeignAssessment
        Whose texts are compared across clients.
    editions : sequence of Edition
        HTML reports, whose numbers are compared across languages.
    knowledge : Knowledge
    """
    rules: Mapping[str, LintRule] = knowledge.entries("lint")
    found: dict[str, list[LintResult]] = {}
    for rule in rules.values():
        hits: Iterable[tuple[str, Hit]] = ()
        if rule.check == "copied":
            hits = copied(files, rule)
        elif rule.parameters.get("editions"):
            hits = editions_differ(editions, worded_apart(wordings(knowledge)))
        for file, hit in hits:
            found.setdefault(file, []).extend(_results(rule, (hit,), knowledge))
    return {file: _ordered(results) for file, results in found.items()}


def wordings(knowledge: Knowledge) -> Iterator[Text]:
    """Yield every text in three languages by which the knowledge calls something."""
    for entries in knowledge.kinds.values():
        for entry in entries.values():
            for name in ("text", "name", "note"):
                if isinstance(text := getattr(entry, name, None), Text):
                    yield text
            yield from (part.text for part in getattr(entry, "sections", ()))


def _results(rule: LintRule, hits: Iterable[Hit], knowledge: Knowledge) -> list[LintResult]:
    return [
        LintResult(
            rule=rule.id,
            severity=rule.severity,
            place=hit.place,
            statement=knowledge.text(hit.sentence or rule.statement, **hit.args),
        )
        for hit in hits
    ]


def _ordered(results: Iterable[LintResult]) -> tuple[LintResult, ...]:
    unique = {(r.rule, r.place, r.statement.en): r for r in results}
    return tuple(sorted(unique.values(), key=lambda r: (_RANK.index(r.severity), r.rule, r.place)))
