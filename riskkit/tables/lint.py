"""The defects of an assessment itself, as its own rules find them."""

from __future__ import annotations

from collections.abc import Callable

from ..model.assessment import Assessment
from ..model.profiles import FactValue
from .grid import Grid, grid
from .plan import SEVERITIES
from .requirements import item_name
from .wording import Words, clean


def lint(a: Assessment, w: Words) -> Grid:
    """List each defect by severity and rule, with its place by name."""
    ranked = sorted(a.lint, key=lambda r: (SEVERITIES.index(r.severity), r.rule, r.place))
    rows = [
        (
            w.named(r.rule, w.term("lint", r.rule)),
            w.term("severity", r.severity),
            r.statement.get(w.language),
            place(a, w, r.place),
        )
        for r in ranked
    ]
    return grid("lint", "lint_rule severity statement lint_place", rows)


def place(a: Assessment, w: Words, text: str) -> str:
    """Return a place of an assessment of ours (``asset A-1 planned``) by its name.

    What is not known by a name stays as it is.
    """
    kind, _, rest = text.partition(" ")
    tell = _NAMED.get(kind)
    if tell is None or not rest:
        return clean(text)
    id, _, more = rest.replace(",", "").partition(" ")
    return w.say("tables.pair", what=w.say(f"tables.lint_{kind}"), value=tell(a, w, id, more))


def _asset(a: Assessment, w: Words, id: str, more: str) -> str:
    own = next((w.asset(x) for x in a.assets if x.id == id), clean(id))
    return w.join((own, w.word(f"figures.{more}", more))) if more else own


def _scenario(a: Assessment, w: Words, id: str, more: str) -> str:
    name = next((s.name.get(w.language) for s in a.scenarios if s.id == id), "")
    own = w.named(id, name) if name else clean(id)
    return w.join((own, w.word(f"figures.{more}", more))) if more else own


def _activity(a: Assessment, w: Words, id: str, more: str) -> str:
    own = next((w.named(x.id, x.name) for x in a.activities if x.id == id), clean(id))
    return w.join((own, w.term("field", more))) if more else own


def _vendor(a: Assessment, w: Words, id: str, more: str) -> str:
    own = next((w.named(v.id, v.name) for v in a.vendors if v.id == id), clean(id))
    return w.join((own, w.term("question", more))) if more else own


def _clause(a: Assessment, w: Words, id: str, more: str) -> str:
    held = next((c.clause for c in a.profiles.clauses if c.id == id), "")
    return f"{clean(held)} {w.term('requirement', id)}".strip()


def _fact(a: Assessment, w: Words, id: str, more: str) -> str:
    label = w.term("fact", id)
    return w.join((label, item_name(a, w, FactValue(fact=id, item=more)))) if more else label


def _finding(a: Assessment, w: Words, id: str, more: str) -> str:
    return next((f.statement.get(w.language) for f in a.findings if f.id == id), clean(id))


def _action(a: Assessment, w: Words, id: str, more: str) -> str:
    return next((s.statement.get(w.language) for s in a.actions if s.id == id), clean(id))


def _control(a: Assessment, w: Words, id: str, more: str) -> str:
    return w.named(id, w.term("control", id))


def _signoff(a: Assessment, w: Words, id: str, more: str) -> str:
    columns = w.knowledge.entries("tables")["signoff"].columns
    return next((c.text.get(w.language) for c in columns if c.id == id), clean(id))


_NAMED: dict[str, Callable[[Assessment, Words, str, str], str]] = {
    "action": _action,
    "activity": _activity,
    "asset": _asset,
    "clause": _clause,
    "control": _control,
    "finding": _finding,
    "scenario": _scenario,
    "signoff": _signoff,
    "statement": _fact,
    "vendor": _vendor,
}
