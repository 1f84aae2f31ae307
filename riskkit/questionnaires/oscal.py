"""OSCAL documents: a catalogue is a questionnaire without answers; others say what is in place.

Read are catalogues, component definitions, system security plans (implemented requirements with
an ``implementation-status``) and assessment results (findings with a target and its state).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.received import ReceivedAnswer, Standard
from ..model.vendors import AnswerId, Question
from .pages import Page
from .tables import Found, question_id
from .vocabulary import UNMAPPED, Vocabulary

KINDS = (
    "catalog",
    "component-definition",
    "system-security-plan",
    "assessment-results",
)
STATES: dict[str, AnswerId] = {
    "implemented": "yes",
    "operational": "yes",
    "satisfied": "yes",
    "partial": "partial",
    "planned": "planned",
    "under-development": "planned",
    "alternative": "alternate",
    "not-applicable": "na",
    "not-satisfied": "no",
    "not-implemented": "no",
}
_WORST_FIRST: tuple[AnswerId, ...] = ("no", "planned", "partial", "alternate", "yes", "na")
_DEEPEST = 60
_MVSP = re.compile(r"^(?:ctl_)?(\d\.\d)(?:-mvsp)?$", re.IGNORECASE)


@dataclass(frozen=True)
class _Said:
    """One control of a document: its id, its wording, and its state if one is given."""

    code: str
    title: str
    section: str
    state: str
    remark: str
    path: str
    item: dict[str, Any]


def controls_of(node: Any, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the controls, requirements and findings of a document, each with its path."""
    for one in _walk(node, kind, kind, ""):
        yield one.path, one.item


def oscal_kind(data: object) -> str:
    """Return which kind of OSCAL document this is; "" for none."""
    if not isinstance(data, dict):
        return ""
    return next((kind for kind in KINDS if isinstance(data.get(kind), dict)), "")


def read_oscal(
    data: Mapping[str, Any],
    page: Page,
    standard: Standard,
    known: tuple[Vocabulary, Mapping[str, Question]],
) -> Found:
    """Read an OSCAL document as answers, one a control.

    `known` are the words and riskkit's own questions: a control of MVSP is one of them.
    """
    found = Found()
    kind = oscal_kind(data)
    said = list(_walk(data[kind], kind, kind, ""))
    for number, one in enumerate(said, start=1):
        found.answers.append(_answer(one, number, page, standard, known))
    numbered = tuple((number, (one.code,)) for number, one in enumerate(said, start=1))
    found.count(Page(page.name, numbered, book=False), Counter({"question": len(said)}))
    return found


def _walk(node: Any, kind: str, path: str, section: str, depth: int = 0) -> Iterator[_Said]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _walk(item, kind, f"{path}[{index}]", section, depth + 1)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        inner = f"{path}.{key}"
        if key == "groups" and isinstance(value, list):
            for index, group in enumerate(value):
                title = str(group.get("title", "")) if isinstance(group, dict) else ""
                yield from _walk(group, kind, f"{inner}[{index}]", title, depth + 1)
            continue
        reader = {
            "controls": _control if kind == "catalog" else None,
            "implemented-requirements": _requirement,
            "findings": _finding,
        }.get(str(key))
        if reader and isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield reader(item, section, f"{inner}[{index}]")
                    if key == "controls":
                        yield from _walk(item, kind, f"{inner}[{index}]", section, depth + 1)
        elif isinstance(value, dict | list):
            yield from _walk(value, kind, inner, section, depth + 1)


def _control(item: dict[str, Any], section: str, path: str) -> _Said:
    statement = next(
        (
            str(p.get("prose", ""))
            for p in _records(item.get("parts"))
            if p.get("name") == "statement"
        ),
        "",
    )
    title = str(item.get("title", ""))
    text = f"{title}\n{statement}" if statement else title
    state, remark = _stated(item)
    return _Said(str(item.get("id", "")), text, section, state, remark, path, item)


def _stated(item: dict[str, Any]) -> tuple[str, str]:
    """Return the state that a property gives, and the remark beside it."""
    for prop in _records(item.get("props")):
        if prop.get("name") == "implementation-status":
            return str(prop.get("value", "")), str(prop.get("remarks") or "")
    return "", ""


def _requirement(item: dict[str, Any], section: str, path: str) -> _Said:
    told = [item, *_parts(item)]
    states = [state for one in told if (state := _status(one))]
    texts = (str(one.get("description") or one.get("remarks") or "") for one in told)
    remark = "\n".join(dict.fromkeys(text for text in texts if text))
    code, state = str(item.get("control-id", "")), min(states, key=_badness, default="")
    return _Said(code, "", section, state, remark, path, item)


def _parts(item: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the statements of a requirement, and the components that say how they meet it."""
    statements = _records(item.get("statements"))
    held = [part for one in (item, *statements) for part in _records(one.get("by-components"))]
    return [*statements, *held]


def _status(item: dict[str, Any]) -> str:
    status = item.get("implementation-status")
    state = str(status.get("state", "")) if isinstance(status, dict) else ""
    return state or _stated(item)[0]


def _badness(state: str) -> int:
    """Rank a state from the worst: a control is in place only where each of its parts is."""
    meant = STATES.get(state.strip().casefold())
    return _WORST_FIRST.index(meant) if meant in _WORST_FIRST else 0


def _finding(item: dict[str, Any], section: str, path: str) -> _Said:
    target = item.get("target") if isinstance(item.get("target"), dict) else {}
    status = target.get("status") if isinstance(target, dict) else {}
    state = str(status.get("state", "")) if isinstance(status, dict) else ""
    code = re.sub(r"_(smt|obj|stmt).*$", "", str((target or {}).get("target-id", "")))
    title, said = str(item.get("title", "")), str(item.get("description", ""))
    return _Said(code, title, section, state, said, path, item)


def _records(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _answer(
    one: _Said,
    number: int,
    page: Page,
    standard: Standard,
    known: tuple[Vocabulary, Mapping[str, Question]],
) -> ReceivedAnswer:
    vocabulary, questions = known
    state = one.state.strip().casefold()
    meant = STATES.get(state) or (vocabulary.meaning(one.state) or "unreadable")
    mvsp = _MVSP.match(one.code)
    own = questions.get(f"mvsp-{mvsp[1]}") if mvsp and standard.id == "mvsp" else None
    walk = vocabulary.place("oscal", (), (one.section, one.title))
    return ReceivedAnswer(
        id=own.id if own else question_id(standard.id, one.code or f"R{number}"),
        code=one.code[:80] or f"R{number}",
        text=one.title[:4000],
        section=one.section[:200],
        domain=own.domain if own else walk.domain if walk else UNMAPPED,
        raw=one.state,
        answer=meant,
        comment=one.remark[:8000],
        weight=own.weight if own else 1,
        controls=own.controls if own else walk.controls if walk else (),
        cell=f"{page.name}!{one.path}",
        line=number,
    )
