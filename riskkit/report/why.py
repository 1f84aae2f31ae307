"""The "why?" of a number: facts, evidence, rules and clauses, open to a reader without a mouse."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from ..model.assessment import Assessment, AssetRisk, Column
from ..tables import wording as show
from ..tables.assets import contributions, level_method
from ..tables.data import column_anchor, columns, ordered, place, unknown
from ..tables.grid import Grid
from ..tables.wording import Words
from .decision import STAGES
from .markup import block, table

_LISTED = 12
_TOLD = [
    *("column", "entity", "category", "probability"),
    *("rows", "scanned", "hits", "upper_bound", "examples"),
]


def asset_block(a: Assessment, w: Words, x: AssetRisk) -> Markup:
    """Return one asset: its facts, its risk in three lines, and why."""
    return block(
        "asset",
        w,
        address=f"asset-{x.id}",
        name=w.asset(x),
        facts=_facts(w, x),
        lines=[_line(a, w, x, stage) for stage in STAGES],
        columns=_columns(a, w, x),
        sensitivity=[w.reason(r) for r in x.sensitivity.because],
        exposure=[w.reason(r) for r in x.exposure.because],
        missing=_named(w, x.gap.missing),
        unproven=_named(w, x.gap.unproven),
        unknown=_shortened(w, [unknown(w, u) for u in x.unknown]),
        legal=[
            w.say(
                "tables.pair",
                what=w.word(f"tables.law_{profile}", profile),
                value=w.terms("category", several),
            )
            for profile, several in sorted(x.sensitivity.legal.items())
            if several
        ],
        causes=table(w, contributions(a, w, x).top(_LISTED)),
    )


def _facts(w: Words, x: AssetRisk) -> str:
    facts = [
        w.term("carrier", x.carrier),
        x.location,
        w.say("report.owner", owner=x.owner or w.say("report.nobody")),
        w.say("report.persons", persons=show.interval(x.persons)),
        w.say("report.tier", tier=w.term("tier", x.sensitivity.tier)),
        w.say("report.coverage", coverage=x.coverage),
    ]
    return " · ".join(show.clean(fact) for fact in facts if fact)


def _line(
    a: Assessment, w: Words, x: AssetRisk, stage: str
) -> tuple[str, tuple[float, float, float], str, str]:
    risk = getattr(x, stage)
    level = w.level(risk.named(level_method(a)))
    return w.say(f"figures.{stage}"), (risk.lo, risk.score, risk.hi), show.span(risk), level


def _columns(a: Assessment, w: Words, x: AssetRisk) -> list[tuple[str, str, str]]:
    held = [c for c in ordered(a) if c.asset == x.id and c.personal]
    told = [
        (
            show.clean(c.column),
            column_anchor(c),
            w.say(
                "report.column_fact",
                entity=w.term("entity", c.entity),
                scanned=c.scanned,
                hits=c.hits,
                upper=c.upper_bound,
                examples=w.join(c.examples),
            ),
        )
        for c in held[:_LISTED]
    ]
    more = len(held) - _LISTED
    return [*told, (w.say("report.and_more", n=more), "columns", "")] if more > 0 else told


def _named(w: Words, ids: tuple[str, ...]) -> list[tuple[str, str, str]]:
    told = [(w.named(id, w.term("control", id)), f"control-{id}", "") for id in ids[:_LISTED]]
    more = len(ids) - _LISTED
    return [*told, (w.say("report.and_more", n=more), "controls", "")] if more > 0 else told


def _shortened(w: Words, items: list[str]) -> list[str]:
    more = len(items) - _LISTED
    return [*items[:_LISTED], w.say("report.and_more", n=more)] if more > 1 else items


@dataclass(frozen=True)
class Cards:
    """The columns of one source: their table, and the evidence of each."""

    table: Markup
    items: list[dict[str, str]]

    def __len__(self) -> int:
        return len(self.items)


def columns_block(a: Assessment, w: Words) -> Markup:
    """Return the columns with personal data, a block for each source."""
    grid = columns(a, w)
    chosen = [c for c in ordered(a) if c.personal]
    groups = []
    pairs = list(zip(chosen, grid.rows, strict=True))
    for where, several in groupby(pairs, key=lambda pair: place(pair[0])):
        members = list(several)
        part = Grid(
            "columns",
            grid.headings,
            tuple(row for _, row in members),
            tuple(column_anchor(c) for c, _ in members),
        ).pick(*_TOLD)
        name = w.named(members[0][0].asset, where) if members[0][0].asset else show.clean(where)
        cards = Cards(table(w, part, addressed=True), [_card(w, c) for c, _ in members])
        groups.append((name, cards))
    return block("columns", w, groups=groups)


def _card(w: Words, c: Column) -> dict[str, str]:
    return {
        "name": show.clean(c.column),
        "because": w.reasons(c.because),
        "advice": w.word(f"tables.advice_{c.advice}", c.advice) if c.advice else "",
    }
