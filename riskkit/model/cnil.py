"""A privacy impact assessment as CNIL's tool exports it, nothing lost.

The format is a JSON object with five parts: the assessment's own record, answers by reference,
measures, evaluations (with the action plan) and comments. Fields riskkit does not know stay in
`kept`, so that what comes in goes out.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from .value import Value

Kept = dict[str, Any]


class CnilAnswer(Value):
    """An answer: a text (rich text as it stood), a list of words, or a gauge of 1–4; 0 is unset.

    `given` names the fields that stood in the file, so that an absent one stays absent.
    """

    reference: int | str
    text: str | None = None
    gauge: int | float | None = None
    items: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    kept: Kept = {}
    kept_data: Kept = {}


class CnilMeasure(Value):
    """A measure that exists or is planned; `id` is what the evaluation ``3.1.<id>`` refers to."""

    id: int | str | None = None
    title: str | None = None
    content: str | None = None
    kept: Kept = {}


class CnilEvaluation(Value):
    """What the evaluator says of an item, and the step of the action plan that goes with it.

    `status` is 0 pending, 1 to be fixed, 2 improvable, 3 acceptable. `severity` and `likelihood`
    are the gauges after the action plan, 1–4; 0 is unset.
    """

    reference: str
    status: int | None = None
    comment: str | None = None
    step: str | None = None
    due: str | None = None
    owner: str | None = None
    severity: int | float | None = None
    likelihood: int | float | None = None
    given: tuple[str, ...] = ()
    kept: Kept = {}
    kept_gauges: Kept = {}


class CnilPia(Value):
    """The whole export: `record` and `other` are the JSON as it stood, checked to be harmless."""

    record: Kept = Field(default_factory=dict)
    answers: tuple[CnilAnswer, ...] = ()
    measures: tuple[CnilMeasure, ...] = ()
    evaluations: tuple[CnilEvaluation, ...] = ()
    comments: tuple[Kept, ...] = ()
    other: Kept = {}
