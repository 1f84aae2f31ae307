"""Every fact that differs between two assessments, topic by topic."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from ..model.assessment import Assessment
from ..model.difference import Changed, Topic
from ..model.value import Text

Key = TypeVar("Key", bound=Hashable)


def changes(old: Assessment, new: Assessment) -> Iterator[Changed]:
    """Yield every fact that differs: the decision, requirements, data, claims, plan, method."""
    yield from _decision(old, new)
    yield from _requirements(old, new)
    yield from _inputs(old, new)
    yield from _columns(old, new)
    yield from _assets(old, new)
    yield from _controls(old, new)
    yield from _findings(old, new)
    yield from _came("vendors", old.vendors, new.vendors)
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


def _differing(
    topic: Topic,
    both: Iterable[Mapping[Key, Any]],
    field: str,
    say: Callable[[Any], str],
    *,
    name: Callable[[Key], str] = str,
) -> Iterator[Changed]:
    """Yield what differs between two mappings; `say` tells a value, also None, `name` its id."""
    for key, was, now in _both(*both):
        what = _what(was, now)
        yield Changed(topic=topic, id=name(key), what=what, field=field, old=say(was), new=say(now))


def _came(
    topic: Topic,
    old: Iterable[Any],
    new: Iterable[Any],
    text: Callable[[Any], Text | None] = lambda one: None,
) -> Iterator[Changed]:
    """Yield the things that came or went."""
    before, after = ({one.id: one for one in many} for many in (old, new))
    for id in dict.fromkeys((*before, *after)):
        was, now = before.get(id), after.get(id)
        if was is None or now is None:
            yield Changed(topic=topic, id=id, what=_what(was, now), text=text(was or now))


def _stayed(old: Iterable[Any], new: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the things that stayed, as they were and as they are."""
    after = {one.id: one for one in new}
    for one in old:
        if one.id in after:
            yield one, after[one.id]


def _field(
    topic: Topic, pair: tuple[Any, Any], field: str, prefix: str = "", *, text: Text | None = None
) -> Iterator[Changed]:
    """Yield a field of a thing that stayed if it changed; `prefix` makes labels of its values."""
    was, now = (getattr(one, field) for one in pair)
    if (was or None) != (now or None):
        yield Changed(
            topic=topic,
            id=pair[1].id,
            what="changed",
            field=field,
            old=_words(was, prefix),
            new=_words(now, prefix),
            text=text,
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


def _label(prefix: str) -> Callable[[Any], str]:
    return lambda value: f"{prefix}{value}" if value else ""


def _requirements(old: Assessment, new: Assessment) -> Iterator[Changed]:
    states = ({c.id: c.state for c in a.profiles.clauses} for a in (old, new))
    return _differing("requirements", states, "standing", _label("clause_state."))


def _inputs(old: Assessment, new: Assessment) -> Iterator[Changed]:
    hashes = ({i.path: i.sha256 for i in a.provenance.inputs} for a in (old, new))
    return _differing("inputs", hashes, "sha256", lambda sha: (sha or "")[:12])


def _columns(old: Assessment, new: Assessment) -> Iterator[Changed]:
    entities = (
        {(c.asset, c.source, c.table, c.column): c.entity or "" for c in a.columns if c.personal}
        for a in (old, new)
    )
    return _differing(
        "columns",
        entities,
        "entity",
        _label("entity."),
        name=lambda key: "::".join(part for part in key[1:] if part),
    )


def _assets(old: Assessment, new: Assessment) -> Iterator[Changed]:
    labels = {"declared": "category.", "found": "category.", "carrier": "carrier."}
    labels |= {"phase": "phase."}
    yield from _came("assets", old.assets, new.assets)
    for pair in _stayed(old.assets, new.assets):
        for field in ("persons", "declared", "found", "carrier", "phase", "owner"):
            yield from _field("assets", pair, field, labels.get(field, ""))


def _controls(old: Assessment, new: Assessment) -> Iterator[Changed]:
    yield from _came("controls", old.controls, new.controls)
    for pair in _stayed(old.controls, new.controls):
        yield from _field("controls", pair, "status", "status.")
        yield from _field("evidence", pair, "proof", "proof.")
        yield from _field("evidence", pair, "evidence")


def _findings(old: Assessment, new: Assessment) -> Iterator[Changed]:
    yield from _came("findings", old.findings, new.findings, lambda one: one.statement)
    for pair in _stayed(old.findings, new.findings):
        yield from _field("findings", pair, "severity", "severity.", text=pair[1].statement)


def _plan(old: Assessment, new: Assessment) -> Iterator[Changed]:
    labels = {"status": "action_status.", "treatment": "treatment."}
    yield from _came("actions", old.actions, new.actions, lambda one: one.statement)
    for pair in _stayed(old.actions, new.actions):
        for field in ("status", "owner", "due", "treatment"):
            prefix = labels.get(field, "")
            yield from _field("actions", pair, field, prefix, text=pair[1].statement)


def _screening(old: Assessment, new: Assessment) -> Iterator[Changed]:
    states = ({t.id: t.state for t in a.screening} for a in (old, new))
    return _differing("screening", states, "state", _label("trigger."))


def _opinions(old: Assessment, new: Assessment) -> Iterator[Changed]:
    opinions = ({s.id: s.override for s in a.scenarios if s.override} for a in (old, new))
    return _differing("opinions", opinions, "by", lambda one: str((one or {}).get("by") or ""))


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
