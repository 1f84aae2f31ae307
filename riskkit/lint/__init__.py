"""Lint: defects of an assessment as a document, of ours and of others alike.

In: an assessment in the common shape. Out: results by the rules L01–L20, which stand in
``knowledge/lint`` with their words, limits and sources.
"""

from ..catalogue import Knowledge
from ..model.assessment import Assessment
from ..model.lint import LintResult
from .beside import Edition
from .own import own_shape
from .run import Linted, lint, lint_beside


def lint_own(a: Assessment, knowledge: Knowledge) -> tuple[LintResult, ...]:
    """Return what lint finds in an assessment of our own, the gravest first."""
    return lint(own_shape(a, knowledge, file="assessment.json"), knowledge).results


__all__ = ["Edition", "LintResult", "Linted", "lint", "lint_beside", "lint_own", "own_shape"]
