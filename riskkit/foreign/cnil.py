"""CNIL's JSON, in and out: 36 answers, measures, evaluations, action plan, comments.

What comes in goes out: fields riskkit does not know are kept, fields that were absent stay
absent, and a value of an unexpected kind is kept where it stood and named. Only active markup
changes on its way out: it is shown as text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import InputError, Problem
from ..files import write_whole
from ..model.cnil import CnilAnswer, CnilEvaluation, CnilMeasure, CnilPia
from .markup import disarmed

_PARTS = ("pia", "answers", "measures", "evaluations", "comments")
_EVALUATION: dict[str, tuple[str, tuple[type, ...]]] = {
    "status": ("status", (int,)),
    "evaluation_comment": ("comment", (str,)),
    "action_plan_comment": ("step", (str,)),
    "estimated_implementation_date": ("due", (str,)),
    "person_in_charge": ("owner", (str,)),
}
_MEASURE: dict[str, tuple[str, tuple[type, ...]]] = {
    "id": ("id", (int, str)),
    "title": ("title", (str,)),
    "content": ("content", (str,)),
}
_NUMBER = (int, float)
_GAUGES = {"x": "severity", "y": "likelihood"}


def is_cnil(data: Any) -> bool:
    """Say whether parsed JSON looks like an export of CNIL's tool."""
    return isinstance(data, dict) and isinstance(data.get("pia"), dict) and "answers" in data


def read_cnil(data: Any, name: str) -> CnilPia:
    """Read an export of CNIL's tool.

    Parameters
    ----------
    data : parsed JSON
    name : str
        The file, for messages.

    Raises
    ------
    InputError
        If a part is missing or is no list of objects; each place is named.
    """
    if not is_cnil(data):
        raise InputError([Problem(name, what="no export of CNIL's tool: `pia` and `answers`")])
    lists = {part: data.get(part) or [] for part in _PARTS[1:]}
    problems = [
        Problem(name, column=part, what="not a list") for part in lists if not _listed(lists[part])
    ] or [
        Problem(name, column=f"{part}[{n}]", what="not an object")
        for part, rows in lists.items()
        for n, row in enumerate(rows)
        if not isinstance(row, dict)
    ]
    problems = problems or [
        Problem(name, column=f"{part}[{n}].reference_to", what="missing; nothing to refer to")
        for part in ("answers", "evaluations")
        for n, row in enumerate(lists[part])
        if not isinstance(row.get("reference_to"), str | int)
    ]
    if problems:
        raise InputError(problems[:20])
    return CnilPia(
        record=data["pia"],
        answers=tuple(_answer(row) for row in lists["answers"]),
        measures=tuple(CnilMeasure(**_fields(row, _MEASURE)) for row in lists["measures"]),
        evaluations=tuple(_evaluation(row) for row in lists["evaluations"]),
        comments=tuple(lists["comments"]),
        other={key: value for key, value in data.items() if key not in _PARTS},
    )


def cnil_data(pia: CnilPia) -> dict[str, Any]:
    """Return an assessment as CNIL's tool imports it; active markup is shown as text."""
    data = {
        **pia.other,
        "pia": pia.record,
        "answers": [_answer_data(answer) for answer in pia.answers],
        "measures": [_measure_data(measure) for measure in pia.measures],
        "evaluations": [_evaluation_data(one) for one in pia.evaluations],
        "comments": list(pia.comments),
    }
    result: dict[str, Any] = disarmed(data)
    return result


def write_cnil(pia: CnilPia, path: Path) -> Path:
    """Write an assessment as CNIL's tool imports it: UTF-8, the same value the same bytes."""
    text = json.dumps(cnil_data(pia), ensure_ascii=False, indent=1, sort_keys=True)
    return write_whole(path, text + "\n")


def _listed(value: Any) -> bool:
    return isinstance(value, list)


def _is(value: Any, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, kinds) and not isinstance(value, bool)


def _fields(row: Mapping[str, Any], known: Mapping[str, tuple[str, tuple[type, ...]]]) -> Any:
    """Return the fields of a row under our names; what is null or of another kind is kept."""
    taken = {ours: row[key] for key, (ours, kinds) in known.items() if _is(row.get(key), kinds)}
    kept = {key: v for key, v in row.items() if key not in known or known[key][0] not in taken}
    return {**taken, "kept": kept}


def _answer(row: Mapping[str, Any]) -> CnilAnswer:
    kept = {key: value for key, value in row.items() if key not in ("reference_to", "data")}
    data = row.get("data")
    if not isinstance(data, dict):
        kept |= {"data": data} if "data" in row else {}
        return CnilAnswer(reference=row["reference_to"], kept=kept)
    taken: dict[str, Any] = {}
    if isinstance(data.get("text"), str):
        taken["text"] = data["text"]
    if _is(data.get("gauge"), _NUMBER):
        taken["gauge"] = data["gauge"]
    words = data.get("list")
    if isinstance(words, list) and all(isinstance(word, str) for word in words):
        taken["items"] = tuple(words)
    names = {"text": "text", "gauge": "gauge", "items": "list"}
    given = tuple(names[name] for name in taken)
    rest = {key: value for key, value in data.items() if key not in given}
    return CnilAnswer(
        reference=row["reference_to"], **taken, given=("data", *given), kept=kept, kept_data=rest
    )


def _answer_data(answer: CnilAnswer) -> dict[str, Any]:
    row = {**answer.kept, "reference_to": answer.reference}
    if "data" in answer.given:
        told = {"text": answer.text, "gauge": answer.gauge, "list": list(answer.items)}
        data = {name: value for name, value in told.items() if name in answer.given}
        row["data"] = {**answer.kept_data, **data}
    return row


def _measure_data(measure: CnilMeasure) -> dict[str, Any]:
    told = {key: getattr(measure, ours) for key, (ours, _) in _MEASURE.items()}
    return {**measure.kept, **{key: value for key, value in told.items() if value is not None}}


def _evaluation(row: Mapping[str, Any]) -> CnilEvaluation:
    plain = {key: value for key, value in row.items() if key not in ("reference_to", "gauges")}
    fields = _fields(plain, _EVALUATION)
    gauges = row.get("gauges")
    given: tuple[str, ...] = ()
    rest: dict[str, Any] = {}
    if isinstance(gauges, dict):
        given = ("gauges", *(axis for axis in _GAUGES if _is(gauges.get(axis), _NUMBER)))
        fields |= {_GAUGES[axis]: gauges[axis] for axis in given[1:]}
        rest = {key: value for key, value in gauges.items() if key not in given}
    elif "gauges" in row:
        fields["kept"]["gauges"] = gauges
    reference = row["reference_to"]
    if not isinstance(reference, str):
        fields["kept"]["reference_to"] = reference
    return CnilEvaluation(reference=str(reference), **fields, given=given, kept_gauges=rest)


def _evaluation_data(one: CnilEvaluation) -> dict[str, Any]:
    told = {key: getattr(one, ours) for key, (ours, _) in _EVALUATION.items()}
    row = {"reference_to": one.reference, **one.kept}
    row |= {key: value for key, value in told.items() if value is not None}
    if "gauges" in one.given:
        axes = {axis: getattr(one, ours) for axis, ours in _GAUGES.items() if axis in one.given}
        row["gauges"] = {**one.kept_gauges, **axes}
    return row
