"""An assessment told in the order of a legal profile: its sections, what each asks, and the facts.

Every section lists its requirements with how they stand; the tables that hold the facts follow
where a section first asks for them, so that nothing stands twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..errors import ParameterError
from ..model.assessment import Assessment
from ..model.profiles import ProfileHead
from ..tables.grid import Grid
from ..tables.requirements import ORDER, SHOWN_IN, requirements
from ..tables.wording import Words
from .markup import anchor, block, table

# Page one speaks of assets, and every report is signed, whatever the profile asks for.
_ALWAYS = {"assets": "assets", "signoff": "sign_off"}
_COLUMNS = ("asked", "clause", "state", "answer", "because", "verified")
Tell = Callable[[str], Iterable[Any]]


def profile_parts(a: Assessment, w: Words, profile: str, tell: Tell) -> list[Any]:
    """Return the parts of a report in the order of `profile`.

    Parameters
    ----------
    a : Assessment
    w : Words
    profile : str
        One of the profiles the engagement is assessed under.
    tell : callable
        Returns the parts that show the table of a name.

    Raises
    ------
    ParameterError
        If the assessment was not made under the profile.
    """
    heads: Mapping[str, ProfileHead] = w.knowledge.entries("profiles/heads")
    if profile not in heads or profile not in a.engagement.profiles:
        held = ", ".join(a.engagement.profiles) or "none"
        raise ParameterError(f"the assessment was made under the profiles {held}")
    told: set[str] = set()
    parts: list[Any] = []
    for section in heads[profile].sections:
        grid = requirements(a, w, profile, section.id)
        parts.append(
            block(
                "section",
                w,
                name=f"section-{anchor(section.id)}",
                title=section.text.get(w.language),
                lead=_standing(a, w, profile, section.id),
                own=True,
            )
        )
        parts.append(table(w, _asked(grid), title=w.say("tables.title_requirements")))
        for name in _tables(a, w, profile, section.id):
            if name not in told:
                told.add(name)
                parts += tell(name)
    for name, title in _ALWAYS.items():
        if name not in told:
            parts.append(
                block("section", w, name=name, title=w.say(f"report.section_{title}"), lead="")
            )
            parts += tell(name)
    return parts


def _asked(grid: Grid) -> Grid:
    return grid.pick(*_COLUMNS)


def _standing(a: Assessment, w: Words, profile: str, section: str) -> str:
    held = Counter(
        c.state for c in a.profiles.clauses if c.profile == profile and c.section == section
    )
    return w.join(
        w.say("tables.pair", what=w.term("clause_state", state), value=str(held[state]))
        for state in ORDER
        if held[state]
    )


def _tables(a: Assessment, w: Words, profile: str, section: str) -> list[str]:
    facts = w.knowledge.entries("facts")
    names = [
        SHOWN_IN.get(facts[fact].path.partition(".")[0])
        for c in a.profiles.clauses
        if c.profile == profile and c.section == section
        for fact in c.facts
        if fact in facts
    ]
    return [name for name in dict.fromkeys(names) if name]
