"""Answers and remarks put back into a file of data: VSAQ answers, or an OSCAL document.

What the sender wrote stays as it is; only what was left open is filled, and an assessor's
remark stands where the format has a place for one.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..catalogue.knowledge import fold
from ..model.received import BranchingQuestion, ReceivedAnswer
from ..model.vendors import AnswerId
from .oscal import STATES, controls_of, oscal_kind
from .reply import Reply
from .vsaq import REMARK

NAMESPACE = "urn:riskkit"
ReplyTo = Callable[[ReceivedAnswer], Reply]


def vsaq_like(
    data: Mapping[str, Any],
    answers: Iterable[ReceivedAnswer],
    reply_to: ReplyTo,
    questions: Mapping[str, BranchingQuestion],
) -> dict[str, Any]:
    """Return a flat file of VSAQ answers with what was open filled in, and remarks beside.

    A reply is filled in where it is the text or the id of a choice, or the question takes text.
    A remark stands under ``riskkit.remark.<id>``, which VSAQ passes over.
    """
    told = dict(data)
    for answer in answers:
        reply, asked = reply_to(answer), questions.get(answer.code)
        if asked and reply.answer and not answer.raw:
            words = {fold(choice.text): choice.id for choice in asked.choices}
            words |= {fold(choice.id): choice.id for choice in asked.choices}
            if chosen := words.get(fold(reply.answer)):
                told[chosen] = "checked"
            elif not asked.choices:
                told[asked.id] = reply.answer
        if reply.remark:
            told[f"{REMARK}{answer.code}"] = reply.remark
    return told


def oscal_like(
    data: Mapping[str, Any],
    answers: Iterable[ReceivedAnswer],
    reply_to: ReplyTo,
    *,
    name: str,
    meaning: Callable[[str], AnswerId | None],
) -> dict[str, Any]:
    """Return an OSCAL document with states filled in where none stood, and remarks added."""
    told: dict[str, Any] = copy.deepcopy(dict(data))
    kind = oscal_kind(told)
    by_cell = {answer.cell: answer for answer in answers}
    states = {meant: state for state, meant in reversed(STATES.items())}
    for path, item in controls_of(told[kind], kind):
        answer = by_cell.get(f"{name}!{path}")
        if answer is None:
            continue
        reply = reply_to(answer)
        meant = meaning(reply.answer) if reply.answer and not answer.raw else None
        state = states.get(meant) if meant else None
        _put(item, state, reply.remark)
    return told


def _put(item: dict[str, Any], state: str | None, remark: str) -> None:
    """Write a state as a property, and a remark beside it or as the item's own."""
    if state:
        prop = {"name": "implementation-status", "ns": NAMESPACE, "value": state}
        item.setdefault("props", []).append(prop | ({"remarks": remark} if remark else {}))
    elif remark:
        before = item.get("remarks")
        item["remarks"] = f"{before}\n{remark}" if isinstance(before, str) and before else remark
