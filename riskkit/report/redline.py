"""A red-line page of what changed between two assessments: one file, no script, no request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from markupsafe import Markup

from .._version import __version__
from ..files import write_whole
from ..model.difference import Changed, Difference, Moved
from ..model.risk import Span
from ..model.tables import Table, TableColumn
from ..model.value import Language
from ..tables import wording as show
from ..tables.wording import Words, words_of
from .markup import TEMPLATES, block
from .page import style_of

_CAUSES = 6
_CSS = """
del { color: var(--risk-4); text-decoration: line-through; }
ins { color: var(--link); text-decoration: underline; text-underline-offset: .18em; }
td.worse { color: var(--risk-4); font-weight: 600; }
td.better { font-weight: 600; }
.causes, .changes { padding-left: 1.1rem; margin: 0; }
.changes li { max-width: none; overflow-wrap: anywhere; }
.causes li { margin: 0 0 .2rem; }
"""


def write_redline(difference: Difference, path: Path | str, language: Language) -> Path:
    """Write the red-line page of a comparison; the same comparison gives the same bytes.

    Parameters
    ----------
    difference : Difference
    path : Path or str
        The ``.html`` to write.
    language : {"zh-Hans", "zh-Hant", "en"}
    """
    return write_whole(Path(path), redline(difference, language))


def redline(difference: Difference, language: Language) -> str:
    """Return the red-line page of a comparison as HTML."""
    w = words_of(difference, language)
    topics = [_topic(w, name, rows) for name, rows in _by_topic(difference.changed)]
    contents = [("moved", w.say("diff.moved")), *((t["id"], t["title"]) for t in topics)]
    return str(
        block(
            "redline",
            w,
            generator=f"riskkit {__version__}, comparison",
            css=Markup(style_of(w) + (TEMPLATES / "report.css").read_text("utf-8") + _CSS),
            title=show.clean(difference.title),
            contents=contents,
            lead=w.say(
                "diff.lead",
                old=difference.old_as_of,
                new=difference.new_as_of,
                n=len(difference.moved),
            ),
            warning="" if difference.same_engagement else w.say("diff.other_engagement"),
            kinds=_kinds(w, difference),
            shown=_CAUSES,
            moved=[_moved(w, one) for one in difference.moved],
            topics=topics,
            ids=w.say("diff.ids", old=difference.old_id, new=difference.new_id),
        )
    )


def _kinds(w: Words, difference: Difference) -> list[tuple[str, int, str]]:
    """Return each kind of cause: how often, and what it comes to over the assets' residual risk."""
    counted = Counter(cause.kind for one in difference.moved for cause in one.causes)
    points: Counter[str] = Counter()
    for one in difference.moved:
        if (one.kind, one.stage) == ("asset", "residual"):
            points.update({c.kind: c.points for c in one.causes if c.points is not None})
    return [
        (w.say(f"diff.cause_{kind}"), n, _points(points[kind]) if kind in points else show.UNKNOWN)
        for kind, n in counted.most_common()
    ]


def moved_rows(difference: Difference, language: Language) -> list[dict[str, Any]]:
    """Return what moved as rows of words, as the command line and the page show them."""
    w = words_of(difference, language)
    return [_moved(w, one) for one in difference.moved]


def _moved(w: Words, one: Moved) -> dict[str, Any]:
    return {
        "thing": f"{w.say(f'diff.kind_{one.kind}')} {_called(w, one)}",
        "stage": w.say(f"diff.stage_{one.stage}"),
        "old": _score(one.old),
        "new": _score(one.new),
        "old_level": _label(w, one.old_level),
        "new_level": _label(w, one.new_level),
        "points": _points(one.points),
        "sense": _sense(one),
        "causes": [
            {
                "kind": w.say(f"diff.cause_{cause.kind}"),
                "text": w.reason(cause.because),
                "points": "" if cause.points is None else _points(cause.points),
            }
            for cause in one.causes
        ],
    }


def _called(w: Words, one: Moved) -> str:
    name = one.name if isinstance(one.name, str) else one.name.get(w.language)
    # The catalogue's own scenarios are called by their pathway: its id says nothing more.
    return name if w.knowledge.has_label(f"pathway.{one.id}") else w.named(one.id, name)


def _score(span: Span | None) -> str:
    if span is None:
        return show.UNKNOWN
    bounds = "" if span.lo == span.hi else f" ({span.lo:.1f}–{span.hi:.1f})"
    return f"{span.score:.1f}{bounds}"


def _points(value: float) -> str:
    return f"{value:+.1f}" if abs(value) >= 0.05 else f"{value:+.2f}"


def _sense(one: Moved) -> str:
    if abs(one.points) < 0.05:
        return "same"
    # Of a vendor's score more is better, of a risk less.
    return "better" if (one.points > 0) == (one.stage == "score") else "worse"


def _label(w: Words, id: str) -> str:
    return w.knowledge.label(id, w.language) if id and w.knowledge.has_label(id) else ""


def _by_topic(changed: Iterable[Changed]) -> list[tuple[str, list[Changed]]]:
    order: tuple[str, ...] = get_args(Changed.model_fields["topic"].annotation)
    held: dict[str, list[Changed]] = {}
    for one in changed:
        held.setdefault(one.topic, []).append(one)
    return [(topic, held[topic]) for topic in order if topic in held]


def _topic(w: Words, name: str, rows: Iterable[Changed]) -> dict[str, Any]:
    return {
        "id": name,
        "title": w.say(f"diff.topic_{name}"),
        "rows": [
            {
                "what": row.what,
                "name": _name(w, row),
                "field": _field(w, row.field),
                "old": _value(w, row, row.old),
                "new": _value(w, row, row.new),
            }
            for row in rows
        ],
    }


def _name(w: Words, row: Changed) -> str:
    if row.topic == "decision":
        return next((c.text.get(w.language) for c in _signed(w) if c.id == row.id), row.id)
    prefix = {
        "controls": "control",
        "evidence": "control",
        "requirements": "requirement",
        "screening": "trigger",
    }
    if row.topic in prefix and w.knowledge.has_label(f"{prefix[row.topic]}.{row.id}"):
        told = w.term(prefix[row.topic], row.id)
        return told if row.topic == "requirements" else w.named(row.id, told)
    return w.named(row.id, row.text.get(w.language)) if row.text else show.clean(row.id)


def _field(w: Words, field: str) -> str:
    known = w.knowledge.entries("sentences")
    return w.say(f"diff.field_{field}") if f"diff.field_{field}" in known else show.clean(field)


def _signed(w: Words) -> tuple[TableColumn, ...]:
    table: Table = w.knowledge.entries("tables")["signoff"]
    return table.columns


def _value(w: Words, row: Changed, value: str) -> str:
    """Return a value in words; what people wrote in the sign-off stays as they wrote it."""
    if row.topic != "decision" or not value:
        return _words(w, value)
    column = next((c for c in _signed(w) if c.id == row.id), None)
    if column and column.vocabulary:
        return w.terms(column.vocabulary, (v.partition(".")[2] or v for v in value.split("; ")))
    return _label(w, value) or show.clean(value)


def _words(w: Words, value: str) -> str:
    if not value:
        return ""
    return w.join(_label(w, part) or show.clean(part) for part in value.split(";"))
