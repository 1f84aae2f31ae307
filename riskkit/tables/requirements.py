"""What each legal profile asks for: its requirements, how they stand, and the public edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from ..model.assessment import Assessment
from ..model.profiles import ClauseState, FactValue, State
from . import wording as show
from .grid import Grid, clauses, grid
from .wording import Words

ORDER: tuple[State, ...] = ("gap", "partial", "missing", "unverified", "met", "not_applicable")
SHOWN_IN = {
    "activities": "activities",
    "actions": "plan",
    "assets": "assets",
    "columns": "columns",
    "controls": "controls",
    "data_items": "data_items",
    "engagement": "scope",
    "events": "scenarios",
    "feared": "risk_map",
    "findings": "findings",
    "methods": "methods",
    "ratings": "ratings",
    "record": "scope",
    "registers": "registers",
    "rights": "rights",
    "services": "vendors",
    "signoff": "signoff",
    "triggers": "screening",
    "vendor_risks": "vendors",
    "vendors": "vendors",
}
"""By collection of facts, the table of the report that shows them."""


def requirements(
    a: Assessment, w: Words, profile: str | None = None, section: str | None = None
) -> Grid:
    """List the requirements of a profile (or of all), what is stated, and what is missing."""
    held = [c for c in a.profiles.clauses if profile in (None, c.profile)]
    held = [c for c in held if section in (None, c.section)]
    rows = [
        (
            c.id,
            w.term("section", f"{c.profile}.{c.section}"),
            w.term("requirement", c.id),
            c.clause,
            w.term("clause_state", c.state),
            answer(a, w, c),
            why(a, w, c),
            w.say(f"tables.verified_{c.verified}"),
            clauses(c.law),
        )
        for c in held
    ]
    headings = "id section asked clause state answer because verified cited"
    return grid("requirements", headings, rows, [f"requirement-{c.id}" for c in held])


def why(a: Assessment, w: Words, clause: ClauseState) -> str | None:
    """Return why a requirement stands as it does, with the findings that say otherwise."""
    held = [f.statement.get(w.language) for f in a.findings if f.id in clause.findings]
    between = " " if w.language == "en" else ""
    return between.join((*(w.reason(r) for r in clause.because), *held)) or None


def answer(a: Assessment, w: Words, clause: ClauseState) -> str | None:
    """Return what a requirement is answered with: the words stated, else where it is shown."""
    names = w.knowledge.entries("facts")
    stated: list[str] = []
    tables: list[str] = []
    for fact in clause.facts:
        found = [one for one in a.profiles.facts if one.fact == fact]
        stated += [said(a, w, one) for one in found]
        place = SHOWN_IN.get(names[fact].path.partition(".")[0]) if fact in names else None
        if place and fact not in clause.missing and place not in tables:
            tables.append(place)
    parts = [*dict.fromkeys(stated)]
    if tables:
        titles = w.join(w.say(f"tables.title_{name}") for name in tables)
        parts.append(w.say("tables.see_table", tables=titles))
    return " ".join(parts) or None


def coverage(a: Assessment, w: Words) -> Grid:
    """Count the requirements of each profile by how they stand."""
    held = Counter((c.profile, c.state) for c in a.profiles.clauses)
    profiles = dict.fromkeys(c.profile for c in a.profiles.clauses)
    rows = []
    for profile in profiles:
        counted = [held[profile, state] for state in ORDER]
        rows.append((w.term("profile", profile), *counted, sum(counted)))
    counts = " ".join(f"state_{state}:count" for state in ORDER)
    return grid("profile_coverage", f"profile {counts} state_all:count", rows)


def public_edition(a: Assessment, w: Words) -> Grid:
    """List the eight items of GB/T 39335 5.9, without detail of security or of persons."""
    told: dict[str, Callable[[Assessment, Words], str | None]] = {
        "kinds": _kinds,
        "compliance": _compliance,
        "measures": _measures,
        "contact": lambda a, w: a.engagement.signoff.contact,
    }
    held = [c for c in a.profiles.clauses if c.id.startswith("pipia.5.9.")]
    rows = []
    for c in held:
        words = [said(a, w, o) for o in a.profiles.facts if o.fact in c.facts]
        tell = told.get(c.id.rpartition(".")[2])
        extra = tell(a, w) if tell else None
        rows.append((w.term("requirement", c.id), " ".join([*words, *([extra] if extra else [])])))
    return grid("public_edition", "requirement public_text", rows)


def _kinds(a: Assessment, w: Words) -> str:
    items = a.profiles.data_items
    plain = w.terms("category", [i.id for i in items if i.sensitive.get("pipl_28") != "yes"])
    grave = w.terms("category", [i.id for i in items if i.sensitive.get("pipl_28") == "yes"])
    return w.say("tables.public_kinds", plain=plain, grave=grave)


def _compliance(a: Assessment, w: Words) -> str:
    held = Counter(c.state for c in a.profiles.clauses if c.profile == "pipia")
    asked = sum(held.values()) - held["not_applicable"]
    return w.say("tables.public_compliance", met=held["met"], asked=asked)


def _measures(a: Assessment, w: Words) -> str:
    # Families only: which control stands where would help an attacker.
    held = dict.fromkeys(c.family for c in a.controls if c.status in ("in_place", "partial"))
    planned = sum(step.status in ("open", "in_progress") for step in a.actions)
    return w.say("tables.public_measures", families=w.terms("family", held), n=planned)


def said(a: Assessment, w: Words, one: FactValue) -> str:
    """Return a statement with its yes or no, and the item it is about in front."""
    text = show.clean(str(one.value))
    if one.answer is not None:
        text = w.say(
            "tables.pair", what=w.term("yes_no", "yes" if one.answer else "no"), value=text
        )
    if one.item in (None, "*"):
        return text
    return w.say("tables.pair", what=item_name(a, w, one), value=text)


def item_name(a: Assessment, w: Words, one: FactValue) -> str:
    """Return what a statement is about by its name: a kind of data, an activity, a vendor."""
    id = one.item or ""
    fact = w.knowledge.entries("facts").get(one.fact)
    about = fact.collection if fact else ""
    if about == "data_items":
        return w.term("category", id)
    named: dict[str, Iterable[Any]] = {
        "activities": a.activities,
        "assets": a.assets,
        "services": [v for v in a.vendors if id in v.services],
        "vendors": a.vendors,
    }
    rows = named.get(about, ())
    own = next((x.name for x in rows if about == "services" or x.id == id), "")
    if about in ("events", "scenarios"):
        own = next((s.name.get(w.language) for s in a.scenarios if s.id == id), "")
    return w.named(id, own) if own else show.clean(id)
