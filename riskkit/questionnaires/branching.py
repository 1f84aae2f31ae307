"""Questionnaires in the form of VSAQ: a tree of blocks becomes questions; answers become states.

A question's findings ("tips") say how grave a choice is: where one of them shows, the answer is
what the knowledge makes of its severity (no, or partial); where none shows, it is yes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.received import Advice, BranchingQuestion, Choice, SeverityRule
from ..model.vendors import AnswerId
from .conditions import ConditionError, condition_holds, ids_of

_TAG = re.compile(r"<[^>]{0,400}>")
_FORMS = {"radiogroup": "one", "checkgroup": "several", "line": "text", "box": "text"}
_NOT_ID = re.compile(r"[\s/\\;,|<>\"'`=]+")
_DEEPEST = 80
_UNSET = frozenset({"", "false", "0", "unchecked", "null", "none"})


@dataclass
class _Found:
    questions: list[dict[str, Any]] = field(default_factory=list)
    advice: list[dict[str, Any]] = field(default_factory=list)


def branching_questions(
    tree: object,
    part: str,
    domain_of: Callable[[str], str],
    severities: Mapping[str, SeverityRule],
) -> tuple[BranchingQuestion, ...]:
    """Return the questions of a VSAQ questionnaire in their order.

    Parameters
    ----------
    tree : object
        The file as read: ``{"questionnaire": [...]}`` or the list itself.
    part : str
        The name of the file: webapp, infrastructure and so on.
    domain_of : callable
        From the headings above a question (and its text) to one of our domains.
    severities : mapping of severity to SeverityRule
        The weight of a question is that of its gravest finding.
    """
    items = tree.get("questionnaire") if isinstance(tree, dict) else tree
    found = _Found()
    _walk(items if isinstance(items, list) else [], (), (), found)
    owners = {
        choice: index
        for index, question in enumerate(found.questions)
        for choice in (question["id"], *(c["id"] for c in question["choices"]))
    }
    for advice in found.advice:
        named = [owners[id] for id in ids_of(advice["when"]) if id in owners]
        # a tip belongs to the last question it asks about; without one it is plain text
        if named:
            found.questions[max(named)]["advice"].append(advice)
    return tuple(_question(q, part, domain_of, severities) for q in found.questions)


def _walk(
    items: list[Any], path: tuple[str, ...], conditions: tuple[str, ...], found: _Found
) -> None:
    for item in items:
        if not isinstance(item, dict) or len(conditions) + len(path) > _DEEPEST:
            continue
        kind, text = item.get("type"), _plain(item.get("text"))
        when = (*conditions, str(item["cond"])) if item.get("cond") else conditions
        if kind == "block":
            inner = (*path, text) if text else path
            _walk(item.get("items") or [], inner, when, found)
        elif kind in _FORMS:
            found.questions.append(_raw(item, text, path, when))
        elif kind == "tip":
            severity = item.get("severity")
            found.advice.append(
                {
                    "id": _id(item.get("id") or f"tip-{len(found.advice)}"),
                    "when": _all(when),
                    "severity": severity,
                    "name": _plain(item.get("name")),
                    "text": text or "-",
                }
            )


def _raw(
    item: dict[str, Any], text: str, path: tuple[str, ...], when: tuple[str, ...]
) -> dict[str, Any]:
    choices = [
        {"id": _id(key), "text": _plain(value)}
        for choice in item.get("choices") or []
        if isinstance(choice, dict)
        for key, value in choice.items()
    ]
    id = item.get("id") or (f"group.{choices[0]['id']}" if choices else f"text.{text[:40]}")
    return {
        "id": _id(id),
        "section": " / ".join(path) or "-",
        "form": _FORMS[item["type"]],
        "text": text or "-",
        "when": _all(when),
        "choices": choices,
        "advice": [],
    }


def _question(
    raw: dict[str, Any],
    part: str,
    domain_of: Callable[[str], str],
    severities: Mapping[str, SeverityRule],
) -> BranchingQuestion:
    for advice in raw["advice"]:
        known = advice["severity"] in severities
        advice["severity"] = advice["severity"] if known else None
    weights = [severities[a["severity"]].weight for a in raw["advice"] if a["severity"]]
    return BranchingQuestion(
        **{
            **raw,
            "part": part,
            "domain": domain_of(f"{raw['section']} / {raw['text']}"),
            "language": "en",
            "weight": max(weights, default=1),
            "choices": tuple(Choice(**one) for one in raw["choices"]),
            "advice": tuple(Advice(**one) for one in raw["advice"]),
        }
    )


def _all(conditions: tuple[str, ...]) -> str:
    if len(conditions) < 2:
        return "".join(conditions)
    return " && ".join(f"({condition})" for condition in conditions)


def _id(text: object) -> str:
    return _NOT_ID.sub("-", str(text)).strip("-")[:80] or "-"


def _plain(text: object) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", str(text or ""))).split())


def given_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """Return an answers file as text by id; what is switched off is left out."""
    given = {}
    for key, value in answers.items():
        text = str(value).strip() if isinstance(value, str | int | float | bool) else ""
        if text.casefold() not in _UNSET:
            given[_id(key)] = text
    return given


def judge(
    question: BranchingQuestion, given: Mapping[str, str], severities: Mapping[str, SeverityRule]
) -> AnswerId | None:
    """Return what the answer to a question comes to; None where it is not asked or not scored."""
    if not _holds(question.when, given):
        return None
    if question.form == "text":
        return None
    chosen = any(choice.id in given for choice in question.choices)
    if not chosen and question.form == "one":
        return "unanswered"
    shown = [
        advice.severity
        for advice in question.advice
        if advice.severity and _holds(advice.when, given)
    ]
    if not chosen and not shown:
        return "unanswered"
    meant = {severities[severity].answer for severity in shown}
    return "no" if "no" in meant else "partial" if meant else "yes"


def _holds(condition: str, given: Mapping[str, str]) -> bool:
    try:
        return condition_holds(condition, given)
    except ConditionError:
        return True  # a condition nobody can read hides nothing


def named_findings(
    question: BranchingQuestion, given: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield (severity, name) of the findings that an answer leads to."""
    for advice in question.advice:
        if advice.severity and _holds(advice.when, given):
            yield advice.severity, advice.name or advice.id
