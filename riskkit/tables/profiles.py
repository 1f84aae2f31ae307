"""Tables of legal profiles: data items, levels side by side, rights, corrections, sign-off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..model.assessment import Assessment
from ..model.profiles import FactValue, Rating, RightsRating
from . import wording as show
from .grid import Grid, grid
from .requirements import coverage, item_name, public_edition, requirements
from .wording import Words


def data_items(a: Assessment, w: Words) -> Grid:
    """List each kind of personal data, filled from the tables and the scan."""
    rows = [
        (
            w.term("category", item.id),
            _yes(w, item.declared),
            _yes(w, item.found),
            item.columns,
            item.persons,
            w.terms("subjects", item.subjects),
            w.join(item.purposes),
            w.join(item.recipients),
            w.join(show.interval(span) for span in item.retention_months),
            w.terms("law_list", [law for law, view in item.sensitive.items() if view == "yes"]),
            w.join(item.assets),
        )
        for item in a.profiles.data_items
    ]
    headings = (
        "data_item item_declared item_found item_columns:count persons:interval subjects purpose "
        "recipients retention sensitive_by assets"
    )
    return grid("data_items", headings, rows)


def ratings(a: Assessment, w: Words) -> Grid:
    """List every scenario at every stage in every matrix, with its reason."""
    rows = [
        (
            _scenario(a, w, r.scenario),
            w.term("stage", r.stage),
            w.term("method", r.matrix),
            w.term("severity_step", f"{r.matrix}.{r.severity}"),
            w.term("likelihood_step", f"{r.matrix}.{r.likelihood}"),
            _level(w, r),
            " ".join(w.reason(reason) for reason in r.because),
        )
        for r in a.profiles.ratings
    ]
    headings = "scenario stage matrix severity likelihood level because"
    return grid("ratings", headings, rows)


def side_by_side(a: Assessment, w: Words) -> Grid:
    """List each scenario and stage with the level of every matrix in one cell."""
    held: dict[tuple[str, str], list[Rating]] = {}
    for rating in a.profiles.ratings:
        held.setdefault((rating.scenario, rating.stage), []).append(rating)
    rows = [
        (
            _scenario(a, w, scenario),
            w.term("stage", stage),
            w.join(
                w.say("tables.pair", what=w.term("method", r.matrix), value=_level(w, r))
                for r in found
            ),
        )
        for (scenario, stage), found in held.items()
    ]
    return grid("side_by_side", "scenario stage levels", rows)


def rights(a: Assessment, w: Words) -> Grid:
    """List GB/T 39335: four dimensions of rights by four of likelihood, before and after."""
    rows = [
        (
            _scenario(a, w, r.scenario),
            _pairs(w, "rights", r.rights, "gbt39335-d5", "severity_step"),
            _sources(w, r),
            w.term("level", f"gbt39335-d5.{r.level_uncorrected}"),
            w.join(w.term("correction", c.id) for c in r.corrections if c.state == "applied"),
            w.term("level", f"gbt39335-d5.{r.level}"),
        )
        for r in a.profiles.rights
    ]
    headings = "scenario rights_impact rights_likelihood level_before corrections level_after"
    return grid("rights", headings, rows)


def corrections(a: Assessment, w: Words) -> Grid:
    """List each correction that was applied or could be, with its written reason."""
    held = [(r, c) for r in a.profiles.rights for c in r.corrections if c.state != "fact_missing"]
    rows = [
        (
            _scenario(a, w, r.scenario),
            w.term("correction", c.id),
            w.term("correction_side", c.side),
            f"{c.step:+d}",
            w.term("correction_state", c.state),
            c.reason,
            c.by,
            " ".join(w.reason(reason) for reason in c.because),
        )
        for r, c in held
    ]
    return grid("corrections", "scenario correction side step state stated_text by because", rows)


def risk_map(a: Assessment, w: Words) -> Grid:
    """List CNIL's feared events with their place on the map before and after the plan."""
    rows = [
        (
            w.term("feared", f.id),
            w.terms("rights", f.impacts),
            w.join(_threat(a, w, id) for id in f.threats),
            w.join(f.measures),
            w.term("severity_step", f"cnil-4x4.{f.severity}"),
            w.term("likelihood_step", f"cnil-4x4.{f.likelihood}"),
            w.term("severity_step", f"cnil-4x4.{f.severity_after}"),
            w.term("likelihood_step", f"cnil-4x4.{f.likelihood_after}"),
        )
        for f in a.profiles.feared
    ]
    headings = (
        "feared_event impacts threats measures severity likelihood severity_after likelihood_after"
    )
    return grid("risk_map", headings, rows)


def disagreements(a: Assessment, w: Words) -> Grid:
    """List where profiles say different things of the same facts."""
    rows = [
        (
            w.term("disagreement", d.kind),
            w.term("category", d.subject)
            if d.kind == "sensitivity"
            else _scenario(a, w, d.subject),
            " ".join(w.reason(reason) for reason in d.because),
        )
        for d in a.profiles.disagreements
    ]
    return grid("disagreements", "kind subject because", rows)


def signoff(a: Assessment, w: Words) -> Grid:
    """List the sign-off as given; what is not given is shown as not known."""
    signed = a.engagement.signoff
    columns = w.knowledge.entries("tables")["signoff"].columns
    rows = [
        (c.text.get(w.language), given(w, c.vocabulary, getattr(signed, c.id))) for c in columns
    ]
    return grid("signoff", "field value", rows)


def stated(a: Assessment, w: Words) -> Grid:
    """List what people stated in words, by whom, and with which evidence."""
    rows = [
        (
            w.term("fact", one.fact),
            item_name(a, w, one) if one.item not in (None, "*") else None,
            _judgement(w, one),
            one.by,
            one.on,
            w.join(one.evidence) if one.evidence else None,
            w.say("tables.stated_used" if one in a.profiles.facts else "tables.stated_unplaced"),
        )
        for one in (*a.profiles.facts, *a.profiles.unplaced)
    ]
    headings = "stated_fact stated_item stated_text by stated_on:date evidence stated_use"
    return grid("stated", headings, rows)


def _scenario(a: Assessment, w: Words, id: str) -> str:
    name = next((s.name.get(w.language) for s in a.scenarios if s.id == id), None)
    if name is None:
        return show.clean(id)
    # The catalogue's own scenarios are called by their pathway: its id says nothing more.
    return name if w.knowledge.has_label(f"pathway.{id}") else w.named(id, name)


def _level(w: Words, rating: Rating) -> str:
    lo, mid, hi = (
        w.term("level", f"{rating.matrix}.{one}") for one in (rating.lo, rating.level, rating.hi)
    )
    return mid if lo == hi else f"{mid} ({lo}–{hi})"


def _pairs(w: Words, vocabulary: str, levels: dict[str, int], matrix: str, axis: str) -> str:
    steps = getattr(w.knowledge.entries("matrices")[matrix], axis.partition("_")[0])
    return w.join(
        w.say(
            "tables.pair",
            what=w.term(vocabulary, name),
            value=w.term(axis, f"{matrix}.{steps[level - 1].id}"),
        )
        for name, level in levels.items()
    )


def _sources(w: Words, rating: RightsRating) -> str:
    return _pairs(w, "risk_source", rating.sources, "gbt39335-d5", "likelihood_step")


def _threat(a: Assessment, w: Words, id: str) -> str:
    known = w.knowledge.entries("scenarios").get(a.engagement.scenario)
    named = next((t.text for t in known.threats if t.id == id), None) if known else None
    if named is not None:
        return str(named.get(w.language))
    return w.knowledge.label(id, w.language) if w.knowledge.has_label(id) else show.clean(id)


def given(w: Words, vocabulary: str | None, value: Any) -> str | None:
    """Return a value of the sign-off in words; None if it is not given."""
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return _yes(w, value)
    values: Iterable[Any] = value if isinstance(value, tuple) else (value,)
    return w.join(w.term(vocabulary, v) if vocabulary else show.clean(str(v)) for v in values)


def _judgement(w: Words, one: FactValue) -> str:
    text = show.clean(str(one.value))
    if one.answer is None:
        return text
    return w.say("tables.pair", what=_yes(w, one.answer), value=text)


def _yes(w: Words, value: bool) -> str:
    return w.term("yes_no", "yes" if value else "no")


GRIDS: dict[str, Callable[[Assessment, Words], Grid]] = {
    "requirements": requirements,
    "profile_coverage": coverage,
    "data_items": data_items,
    "ratings": ratings,
    "side_by_side": side_by_side,
    "rights": rights,
    "corrections": corrections,
    "risk_map": risk_map,
    "disagreements": disagreements,
    "signoff": signoff,
    "stated": stated,
    "public_edition": public_edition,
}
