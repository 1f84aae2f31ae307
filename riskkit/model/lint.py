"""Defects of an assessment as a document: the rules that look for them and what they find."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from .value import Id, Severity, Text, Value


class LintRule(Value):
    """One kind of defect: which check looks for it, in which parts, and what is said.

    `needs` are the parts of an assessment the check looks at: where a format has none of them,
    the rule is not checked and is listed as such. Words and limits stand in `parameters`.
    """

    id: Id
    severity: Severity
    check: Id
    statement: Id
    text: Text
    needs: tuple[str, ...] = ()
    parameters: dict[str, Any] = Field(default_factory=dict)
    source: str = Field(min_length=1)


class LintResult(Value):
    """A defect: by which rule, how grave, where, and in words; no answer is ever quoted."""

    rule: Id
    severity: Severity
    place: str
    statement: Text
