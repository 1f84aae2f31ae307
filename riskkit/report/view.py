"""An assessment in one language, part by part: what the notebooks show.

Every method returns something that a cell shows when it stands on its last line; `frame`
returns a DataFrame to go on working with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from .. import figures
from ..assessment import content_id, open_assessment
from ..errors import ParameterError, did_you_mean
from ..model.assessment import Assessment, AssetRisk
from ..model.value import LANGUAGES, Language
from ..tables import GRIDS, words_of
from ..tables import wording as show
from ..tables.assets import by_residual
from ..tables.assets import contributions as causes_of
from ..tables.grid import Grid
from .approval import approval_page
from .event_view import gate_parts, incident_parts, trend_parts
from .front import findings_block, page_one
from .markup import block, table
from .method_block import method_block
from .portfolio_view import PortfolioParts
from .profile_view import profile_parts
from .shown import Shown
from .topic_front import FRONTS, coverage_tables
from .why import asset_block, columns_block

if TYPE_CHECKING:
    import pandas as pd

_WATERFALLS = 3
_MOST_ROWS = 400
_NARROW = {
    "data_items": "data_item item_declared item_found item_columns persons subjects purpose "
    "retention sensitive_by",
    "screening": "trigger clause state because",
}


class View(PortfolioParts):
    """An assessment told in one language.

    Parameters
    ----------
    assessment : Assessment
    language : {"zh-Hans", "zh-Hant", "en"}
    """

    def __init__(self, assessment: Assessment, language: Language) -> None:
        self.assessment = assessment
        self.language = language
        self.words = words_of(assessment, language)
        self._part = ""

    def frame(self, name: str) -> pd.DataFrame:
        """Return the table `name` as a DataFrame; `riskkit.tables.GRIDS` names them."""
        return self._grid(name).frame(self.words)

    def front(self, kind: str = "dpia", profile: str = "") -> Shown:
        """Show page one, with the decision as `profile` asks for it."""
        if kind in FRONTS:
            return Shown(FRONTS[kind](self.assessment, self.words))
        return Shown(page_one(self.assessment, self.words, kind, profile))

    def section(self, name: str, **numbers: Any) -> Shown:
        """Show the heading of a section and the sentence below it."""
        self._part = name
        say, lead = self.words.say, f"report.lead_{name}"
        known = lead in self.words.knowledge.entries("sentences")
        return Shown(
            block(
                "section",
                self.words,
                name=name,
                title=say(f"report.section_{name}"),
                lead=say(lead, **numbers) if known else "",
            )
        )

    def table(self, name: str, *columns: str, addressed: bool = False) -> Shown:
        """Show a table with its caption; `columns` picks some of its columns."""
        grid = self._grid(name)
        chosen = grid.pick(*columns) if columns else grid
        title = self.words.say(f"tables.title_{name}")
        return Shown(
            table(self.words, chosen, title=title, addressed=addressed, shown=name != self._part)
        )

    def risk_map(self) -> Shown:
        """Show likelihood × severity of every asset before, now and after the plan."""
        figure = figures.risk_map(self.assessment, self.language)
        return self._picture(figure, self._grid("risk_positions"), "report.note_risk_map")

    def phases(self) -> Shown:
        """Show the residual risk in each phase of the event; nothing where there is no event."""
        if not (self.assessment.event and self.assessment.event.phases):
            return Shown()
        figure = figures.phases(self.assessment, self.language)
        return self._together(self.section("phases"), self._picture(figure, self._grid("phases")))

    def gates(self) -> Shown:
        """Show each gate with what is open: who, by when, which proof."""
        return Shown(*gate_parts(self.assessment, self.words))

    def pairs(self) -> Shown:
        """Show the records wanted before and after the event; nothing where there is no event."""
        found = self._grid("pairs").rows
        return self._together(self.section("pairs"), self.table("pairs")) if found else Shown()

    def incidents(self) -> Shown:
        """Show the file of each incident: scope, terms, notices, data touched."""
        return Shown(*incident_parts(self.assessment, self.words))

    def trend(self, folder: Path | str = "") -> Shown:
        """Show the kept runs below `folder`; this one alone where none is named."""
        return Shown(*trend_parts(self.assessment, self.words, folder))

    def coverage(self) -> Shown:
        """Show every traced requirement with what shows it, and how many are open."""
        return Shown(*coverage_tables(self.words))

    def route(self) -> Shown:
        """Show the legal route of a transfer; nothing where nothing is transferred."""
        way = self.assessment.event.route if self.assessment.event else None
        if way is None:
            return Shown()
        head = self.section("route")
        told = Shown(block("paragraphs", self.words, texts=[way.text.get(self.language)]))
        return self._together(head, told, self.table("route"), self.table("route_duties"))

    def data_map(self) -> Shown:
        """Show which asset holds which category, declared or found."""
        figure = figures.data_map(self.assessment, self.language)
        return self._picture(figure, self._grid("data_map"), "report.note_data_map")

    def control_gaps(self) -> Shown:
        """Show how far each family of controls is there."""
        figure = figures.control_gaps(self.assessment, self.language)
        return self._picture(figure, self._grid("control_gaps"), "report.note_control_gaps")

    def contributions(self) -> Shown:
        """Show which assets carry the residual risk, and the causes of the worst three."""
        a, w = self.assessment, self.words
        parts = list(
            self._picture(
                figures.contributions(a, self.language), self._grid("contributions")
            ).parts
        )
        for asset in by_residual(a)[:_WATERFALLS]:
            if asset.contributions:
                figure = figures.contributions(a, self.language, asset=asset)
                parts += self._picture(figure, causes_of(a, w, asset)).parts
        return Shown(*parts)

    def controls(self) -> Shown:
        """Show every applicable control, what would remove most risk first."""
        return self.table(
            "controls",
            "control",
            "standing",
            "proof",
            "strength",
            "evidence",
            "owner",
            "risk_removed",
            addressed=True,
        )

    def findings(self) -> Shown:
        """Show every finding, the gravest first, with its proof, clause and step."""
        return Shown(findings_block(self.assessment, self.words))

    def treatment_plan(self) -> Shown:
        """Show how much risk the steps of the plan remove."""
        figure = figures.treatment_plan(self.assessment, self.language)
        return self._picture(
            figure, self._grid("plan").pick("id", "action", "owner", "due", "risk_removed")
        )

    def evidence(self) -> Shown:
        """Show every proof, its file and hash, what it proves, and when it ends."""
        figure = figures.expiry(self.assessment, self.language)
        behind = figure_data(self.words, self._grid("expiry"))
        return Shown(figure, behind, *self.table("evidence", addressed=True).parts)

    def system_map(self) -> Shown:
        """Show the map of data actions by NIST PRAM; nothing where it was not chosen."""
        if not self.assessment.system_map:
            return Shown()
        parts = (self.table("pram_actions"), self.table("pram_problems"), self.table("pram_costs"))
        return Shown(*(part for shown in parts for part in shown.parts))

    def requirements(self) -> Shown:
        """Show each requirement of the legal profiles, how it stands, and what is missing."""
        return self.table(
            "requirements", "asked", "clause", "state", "answer", "because", "verified"
        )

    def profile(self, id: str) -> Shown:
        """Show the assessment in the order of a legal profile, section by section."""
        own: dict[str, Callable[[], Shown]] = {
            "columns": self.columns,
            "controls": self.controls,
            "findings": self.findings,
            "plan": self.treatment_plan,
            "assets": self.assets,
            "signoff": self.sign_off,
        }

        def tell(name: str) -> list[Any]:
            shown = own[name]() if name in own else self.table(name, *picked(name), addressed=True)
            return [*shown.parts, *self.table("plan", addressed=True).parts * (name == "plan")]

        return Shown(*profile_parts(self.assessment, self.words, id, tell))

    def assets(self) -> Shown:
        """Show each asset with its risk and why it is what it is."""
        return Shown(
            Markup("").join(
                asset_block(self.assessment, self.words, x) for x in by_residual(self.assessment)
            )
        )

    def columns(self) -> Shown:
        """Show the columns with personal data, source by source, with the evidence of each."""
        return Shown(columns_block(self.assessment, self.words))

    def method(self) -> Shown:
        """Show how the numbers are made and what they cannot say."""
        return Shown(method_block(self.assessment, self.words))

    def provenance(self) -> Shown:
        """Show what the numbers came from and how to check them."""
        a, w = self.assessment, self.words
        parts = {name: table(w, self._grid(name)) for name in ("methods", "overrides", "inputs")}
        return Shown(
            block(
                "provenance",
                w,
                id=content_id(a),
                program=a.provenance.riskkit,
                knowledge=a.provenance.catalogue,
                as_of=show.date(a.as_of),
                **parts,
            )
        )

    def sign_off(self) -> Shown:
        """Show the page on which the assessment is approved: what is said, and what is open."""
        return Shown(approval_page(self.assessment, self.words))

    def _grid(self, name: str) -> Grid:
        if name not in GRIDS:
            raise ParameterError(f"there is no table of this name; {did_you_mean(name, GRIDS)}")
        return GRIDS[name](self.assessment, self.words)

    def _together(self, *shown: Shown) -> Shown:
        return Shown(*(part for one in shown for part in one.parts))

    def _picture(self, figure: Any, grid: Grid, note: str = "") -> Shown:
        return Shown(figure, figure_data(self.words, grid, note))


def picked(name: str) -> list[str]:
    """Return the columns of a table that fit on a page; none for all of them."""
    return _NARROW.get(name, "").split()


def figure_data(words: show.Words, grid: Grid, note: str = "") -> Markup:
    """Return the table behind a figure, closed until it is asked for.

    Of very many rows the first are shown, and where the others stand.
    """
    all, notes = len(grid.rows), [words.say(note)] if note else []
    if all > _MOST_ROWS:
        notes.append(words.say("figures.rows", n=_MOST_ROWS, all=all))
    shown = table(words, grid.top(_MOST_ROWS))
    return block("figure_data", words, table=shown, note=" ".join(notes))


def open_view(
    source: Assessment | Path | str, language: str = "zh-Hans", *, as_of: str = ""
) -> View:
    """Open an assessment to be looked at.

    Parameters
    ----------
    source : Assessment, Path or str
        An assessment, its JSON file, or an engagement folder, which is then assessed.
    language : {"zh-Hans", "zh-Hant", "en"}
    as_of : str
        Assess a folder as of this day (``2026-10-16``); empty for its own day.

    Raises
    ------
    ParameterError
        If the language is none of the three, or `as_of` is no day.
    InputError
        If the file or folder cannot be read.
    """
    if language not in LANGUAGES:
        raise ParameterError(f"language takes one of {', '.join(LANGUAGES)}")
    try:
        day = dt.date.fromisoformat(as_of) if as_of else None
    except ValueError:
        raise ParameterError("as_of is written YYYY-MM-DD, such as 2026-11-20") from None
    if isinstance(source, Assessment):
        return View(source, language)
    opened = open_assessment(Path(source), as_of=day)
    return View(opened, language)


__all__ = ["AssetRisk", "View", "open_view"]
