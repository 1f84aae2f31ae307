"""Every fact that differs between two assessments, topic by topic."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from ..model.assessment import Assessment
from ..model.difference import Changed

Key = TypeVar("Key", bound=Hashable)


def changes(old: Assessment, new: Assessment) -> Iterator[Changed]:
    """Yield every fact that differs: the decision, requirements, data, claims, plan, method."""
    yield from _decision(old, new)
    yield from _requirements(old, new)
    yield from _inputs(old, new)
    yield from _columns(old, new)
    yield from _assets(old, new)
    yield from _controls(old, new)
    yield from _things(old, new)
    yield from _plan(old, new)
    yield from _screening(old, new)
    yield from _opinions(old, new)
    yield from _method(old, new)


def _both(old: Mapping[Key, Any], new: Mapping[Key, Any]) -> Iterator[tuple[Key, Any, Any]]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)


def _what(old: Any, new: Any) -> Any:
    return "added" if old is None else "removed" if new is None else "changed"


def _decision(old: Assessment, new: Assessment) -> Iterator[Changed]:
    before, after = (a.engagement.signoff.model_dump(mode="json") for a in (old, new))
    for field, was, now in _both(before, after):
        given = [None if value in (None, [], "") else value for value in (was, now)]
        if given[0] != given[1]:
            yield Changed(
                topic="decision",
                id=field,
                what=_what(*given),
                old=_said(given[0]),
                new=_said(given[1]),
            )


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return f"yes_no.{'yes' if value else 'no'}"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _requirements(old: Assessment, new: Assessment) -> Iterator[Changed]:
    before, after = ({c.id: c.state for c in a.profiles.clauses} for a in (old, new))
    for id, was, now in _both(before, after):
        yield Changed(
            topic="requirements",
            id=id,
            what=_what(was, now),
            field="standing",
            old=f"clause_state.{was}" if was else "",
            new=f"clause_state.{now}" if now else "",
        )


def _inputs(old: Assessment, new: Assessment) -> Iterator[Changed]:
    before, after = ({i.path: i.sha256 for i in a.provenance.inputs} for a in (old, new))
    for path, was, now in _both(before, after):
        yield Changed(
            topic="inputs",
            id=path,
            what=_what(was, now),
            field="sha256",
            old=(was or "")[:12],
            new=(now or "")[:12],
        )


def _columns(old: Assessment, new: Assessment) -> Iterator[Changed]:
    before, after = (
        {(c.asset, c.source, c.table, c.column): c.entity or "" for c in a.columns if c.personal}
        for a in (old, new)
    )
    for (_, source, table, column), was, now in _both(before, after):
        yield Changed(
            topic="columns",
            id="::".join(part for part in (source, table, column) if part),
            what=_what(was, now),
            field="entity",
            old=f"entity.{was}" if was else "",
            new=f"entity.{now}" if now else "",
        )


def _assets(old: Assessment, new: Assessment) -> Iterator[Changed]:
    before, after = ({x.id: x for x in a.assets} for a in (old, new))
    for id in dict.fromkeys((*before, *after)):
        was, now = before.get(id), after.get(id)
        if was is None or now is None:
            yield Changed(topic="assets", id=id, what=_what(was, now))
            continue
        for field in ("persons", "declared", "found", "carrier", "phase", "owner"):
            yield from _field("assets", id, field, getattr(was, field), getattr(now, field))


_LABELS = {"declared": "category.", "found": "category.", "carrier": "carrier.", "phase": "phase."}


def _field(topic: Any, id: str, field: str, was: Any, now: Any) -> Iterator[Changed]:
    if was != now:
        prefix = _LABELS.get(field, "")
        yield Changed(
            topic=topic,
            id=id,
            what="changed",
            field=field,
            old=_words(was, prefix),
            new=_words(now, prefix),
        )


def _words(value: Any, prefix: str) -> str:
    if value is None:
        return ""
    if hasattr(value, "bounded"):
        if value.hi is None:
            return f"≥ {value.lo:,.0f}" if value.lo else ""
        return f"{value.lo:,.0f}" if value.known else f"{value.lo:,.0f}–{value.hi:,.0f}"
    if isinstance(value, tuple):
        return ";".join(f"{prefix}{one}" for one in value)
    return f"{prefix}{value}"


def _controls(old: Assessment, new: Assessment) -> Iterator[Changed]:
    before, after = ({c.id: c for c in a.controls} for a in (old, new))
    for id in dict.fromkeys((*before, *after)):
        was, now = before.get(id), after.get(id)
        if was is None or now is None:
            yield Changed(topic="controls", id=id, what=_what(was, now))
            continue
        if was.status != now.status:
            yield Changed(
                topic="controls",
                id=id,
                what="changed",
                field="status",
                old=f"status.{was.status}",
                new=f"status.{now.status}",
            )
        if was.proof != now.proof:
            yield Changed(
                topic="evidence",
                id=id,
                what="changed",
                field="proof",
                old=f"proof.{was.proof}",
                new=f"proof.{now.proof}",
            )
        yield from _field("evidence", id, "evidence", was.evidence, now.evidence)


def _things(old: Assessment, new: Assessment) -> Iterator[Changed]:
    for topic, name in (("findings", "findings"), ("vendors", "vendors")):
        before, after = ({x.id: x for x in getattr(a, name)} for a in (old, new))
        for id in dict.fromkeys((*before, *after)):
            was, now = before.get(id), after.get(id)
            if was is None or now is None:
                text = getattr(was or now, "statement", None)
                yield Changed(topic=topic, id=id, what=_what(was, now), text=text)  # type: ignore[arg-type]
            elif topic == "findings" and was.severity != now.severity:
                yield Changed(
                    topic="findings",
                    id=id,
                    what="changed",
                    field="severity",
                    old=f"severity.{was.severity}",
                    new=f"severity.{now.severity}",
                    text=now.statement,
                )


def _plan(old: Assessment, new: Assessment) -> Iterator[Changed]:
    before, after = ({x.id: x for x in a.actions} for a in (old, new))
    for id in dict.fromkeys((*before, *after)):
        was, now = before.get(id), after.get(id)
        if was is None or now is None:
            text = (was or now).statement  # type: ignore[union-attr]
            yield Changed(topic="actions", id=id, what=_what(was, now), text=text)
            continue
        pairs: Iterable[tuple[str, str, str]] = (
            ("status", f"action_status.{was.status}", f"action_status.{now.status}"),
            ("owner", was.owner or "", now.owner or ""),
            ("due", _words(was.due, ""), _words(now.due, "")),
            ("treatment", f"treatment.{was.treatment}", f"treatment.{now.treatment}"),
        )
        for field, a, b in pairs:
            if a != b:
                yield Changed(
                    topic="actions", id=id, what="changed", field=field, old=a, new=b,
                    text=now.statement,
                )  # fmt: skip


def _screening(old: Assessment, new: Assessment) -> Iterator[Changed]:
    before, after = ({t.id: f"trigger.{t.state}" for t in a.screening} for a in (old, new))
    for id, was, now in _both(before, after):
        yield Changed(
            topic="screening",
            id=id,
            what=_what(was, now),
            field="state",
            old=was or "",
            new=now or "",
        )


def _opinions(old: Assessment, new: Assessment) -> Iterator[Changed]:
    before, after = ({s.id: s.override for s in a.scenarios if s.override} for a in (old, new))
    for id, was, now in _both(before, after):
        yield Changed(
            topic="opinions",
            id=id,
            what=_what(was, now),
            field="by",
            old=str((was or {}).get("by") or ""),
            new=str((now or {}).get("by") or ""),
        )


def _method(old: Assessment, new: Assessment) -> Iterator[Changed]:
    pairs = [("riskkit", old.provenance.riskkit, new.provenance.riskkit)]
    pairs.append(("catalogue", old.provenance.catalogue, new.provenance.catalogue))
    for id, was, now in pairs:
        if was != now:
            yield Changed(topic="methods", id=id, what="changed", old=was, new=now)
    before, after = ({m.id: m.version for m in a.methods} for a in (old, new))
    for id, was, now in _both(before, after):
        if _what(was, now) != "changed":
            yield Changed(
                topic="methods", id=id, what=_what(was, now), old=was or "", new=now or ""
            )
    overrides = [
        {(o.kind, o.id, o.field): o.new or "" for o in a.provenance.overrides} for a in (old, new)
    ]
    for (kind, id, field), was, now in _both(*overrides):
        yield Changed(
            topic="overrides",
            id=f"{kind} {id}",
            what=_what(was, now),
            field=field,
            old=was or "",
            new=now or "",
        )
