"""One third party told in one language, part by part: the thirteen sections of its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from .. import figures
from ..figures.supply_chain import behind as chain_behind
from ..model.assessment import Assessment, Knockout, VendorRisk
from ..model.profiles import Profiles
from ..model.vendor_facts import Duty, VendorLaw
from ..tables import portfolio as all_tables
from ..tables import record
from ..tables import vendor_facts as facts
from ..tables import vendor_received as sheets
from ..tables import vendors as tables
from ..tables.evidence import evidence, own_title
from ..tables.grid import Grid
from ..tables.persons import persons
from ..tables.plan import findings, plan
from ..tables.vendor_conditions import findings_of, steps_of, vendor_conditions
from ..tables.wording import Words, interval
from .markup import block, table
from .method_block import vendor_method_parts
from .moves import vendor_moves
from .shown import Shown
from .vendor_front import average_says, vendor_page_one

_MET = ("pass", "not_applicable")
_ALIKE = 3


class VendorView:
    """A vendor's part of an assessment."""

    def __init__(self, assessment: Assessment, words: Words, vendor: VendorRisk) -> None:
        self.assessment = assessment
        self.words = words
        self.vendor = vendor

    def front(self) -> Shown:
        """Show page one: verdict, why, conditions, score beside the averages."""
        return Shown(vendor_page_one(self.assessment, self.words, self.vendor))

    def why(self) -> Shown:
        """Show fatal questions first, then what the gap is made of, then what an average says."""
        w, v = self.words, self.vendor
        told = average_says(w, v)
        says = block("paragraphs", w, texts=[told] * bool(told))
        return Shown(says, *self.knockouts().parts, *self.causes().parts)

    def knockouts(self) -> Shown:
        """Show the open fatal questions, and how many are met."""
        w = self.words
        left = tuple(k for k in self.vendor.knockouts if k.state not in _MET)
        open_ = {k.rule for k in left}
        met = tuple(k for k in self.vendor.knockouts if k.rule not in open_)
        shown = [
            self._table(self._fatals(left), "tables.title_knockouts_open")
            if left
            else block("paragraphs", w, texts=[w.say("report.none_open")])
        ]
        if met:
            shown.append(
                block(
                    "folded",
                    w,
                    summary=w.say("report.met_too", n=len({k.rule for k in met})),
                    table=table(w, self._fatals(met)),
                )
            )
        return Shown(*shown)

    def causes(self) -> Shown:
        """Show which answers make most of the gap."""
        grid = facts.vendor_causes(self.vendor, self.words)
        return Shown(self._table(grid, "tables.title_vendor_causes"))

    def assets(self) -> Shown:
        """Show the vendor's services, and the assets they touch."""
        profile = facts.service_profile(self.vendor, self.words)
        touched = tables.touched(self.assessment, self.words, self.vendor)
        return Shown(
            self._table(profile, "tables.title_service_profile"),
            self._table(touched, "tables.title_touched"),
        )

    def persons(self) -> Shown:
        """Show the persons in the assets the vendor touches, each counted once."""
        grid = persons(self.assessment, self.words, self.vendor.assets)
        return Shown(self._table(grid, "tables.title_persons"))

    def law(self) -> Shown:
        """Show each duty a law brings about, its state and where the contract says so."""
        counts = self._mine(facts.vendor_law_counts(self._alone(), self.words))
        parts = [part for law in self.vendor.laws for part in self._law(law)]
        return Shown(self._table(counts), *parts)

    def transfers(self) -> Shown:
        """Show what the vendor takes abroad, on which ground, and which path is required."""
        grid = self._mine(facts.transfers(self._alone(), self.words))
        shown = [self._table(grid, "tables.title_transfers")]
        if any(t.paths for t in self.vendor.transfers):
            shown.append(block("paragraphs", self.words, texts=[self._arithmetic()]))
        return Shown(*shown)

    def domains(self) -> Shown:
        """Show the gap by domain, and what the answers of each rest on."""
        known, w = self.words.knowledge, self.words
        figure = figures.vendor_domains(self.vendor, w.language, knowledge=known)
        return Shown(figure, self._behind(tables.domains(self.vendor, w)))

    def unanswered(self) -> Shown:
        """Show the questions without a usable answer."""
        grid = facts.unanswered(self.vendor, self.words)
        return Shown(self._table(grid, "tables.title_not_answered"))

    def contradictions(self) -> Shown:
        """Show the answers that what stands beside them does not bear out."""
        grid = facts.contradictions(self.vendor, self.words)
        return Shown(self._table(grid, "tables.title_contradictions"))

    def received(self) -> Shown:
        """Show what the vendor sent in layouts of its own, beside the verdict, row by row."""
        w, v = self.words, self.vendor
        if not v.received:
            return Shown(block("paragraphs", w, texts=[w.say("report.none_received")]))
        return Shown(
            self._table(self._mine(sheets.received(self._alone(), w)), "tables.title_received"),
            self._table(sheets.sheet_domains(v, w), "tables.title_sheet_domains"),
            self._table(sheets.carried(v, w), "tables.title_carried"),
            self._table(sheets.sheet_remarks(v, w), "tables.title_sheet_remarks"),
        )

    def evidence(self) -> Shown:
        """Show how long each proof lasts, what certificates cover, and the register of proofs."""
        a, w, v = self.assessment, self.words, self.vendor
        mine = tuple(
            e.model_copy(update={"title": own_title(e, v)}) for e in a.evidence if v.id in e.vendors
        )
        told = a.model_copy(update={"evidence": mine})
        grid = evidence(told, w)
        shown = grid.pick(*(h.key for h in grid.headings if h.key != "proves")).filled()
        covers = facts.documents(told, w, v).filled()
        return Shown(
            figures.proof_lives(a, v, w.language),
            self._behind(grid.pick("evidence", "evidence_date", "expires", "proof_state")),
            table(w, covers, title=w.say("tables.title_documents")),
            table(w, shown, title=w.say("tables.title_evidence"), addressed=True),
        )

    def fourth_parties(self) -> Shown:
        """Show the organisations the vendor passes work or data on to."""
        grid = facts.fourth_parties(self.vendor, self.words)
        if not grid.rows:
            return Shown(self._table(grid))
        figure = figures.supply_chain(self.assessment, self.words.language, vendor=self.vendor)
        behind = self.assessment.model_copy(
            update={
                "portfolio": chain_behind(all_tables.portfolio(self.assessment), self.vendor.id)
            }
        )
        chain = all_tables.suppliers(behind, self.words)
        return Shown(figure, self._behind(chain), self._table(grid))

    def custody(self) -> Shown:
        """Show people, handovers, seals and destroyed media against their records."""
        grid = facts.custody(self.vendor, self.words)
        if not grid.rows:
            told = self.words.say("report.none_custody")
            return Shown(block("paragraphs", self.words, texts=[told]))
        return Shown(self._table(grid))

    def conditions(self) -> Shown:
        """Show what has to be mended or proven, what settles it, who and by when."""
        grid = vendor_conditions(self.assessment, self.words, self.vendor)
        return Shown(self._table(grid, "tables.title_vendor_conditions"))

    def findings(self) -> Shown:
        """Show the findings about this vendor."""
        mine = tuple(findings_of(self.assessment, self.vendor))
        grid = findings(self.assessment.model_copy(update={"findings": mine}), self.words)
        chosen = grid.pick("severity", "statement", "law", "action", "due")
        return Shown(self._table(chosen, "tables.title_findings", addressed=True))

    def plan(self) -> Shown:
        """Show the steps of the plan that concern this vendor."""
        mine = tuple(steps_of(self.assessment, self.vendor))
        grid = plan(self.assessment.model_copy(update={"actions": mine}), self.words)
        chosen = grid.pick("action", "owner", "due", "progress", "law")
        return Shown(self._table(chosen, "tables.title_plan", addressed=True))

    def wanted(self) -> Shown:
        """Show which documents would change the verdict, one after the other."""
        return Shown(self._table(facts.wanted(self.vendor, self.words), "tables.title_wanted"))

    def acceptances(self) -> Shown:
        """Show the risks of this vendor that somebody accepted: who, when, until when."""
        return Shown(self._table(self._mine(all_tables.acceptances(self._alone(), self.words))))

    def moves(self, runs: Path | str = "") -> Shown:
        """Show what changed since the run before, of those kept below `runs`."""
        return vendor_moves(self.assessment, self.words, self.vendor.id, runs)

    def outlook(self) -> Shown:
        """Show how the gap and the verdict move as proofs end."""
        a, w, v = self.assessment, self.words, self.vendor
        if not v.forecast:
            return Shown()
        figure = figures.vendor_outlook(a, v, w.language)
        return Shown(figure, self._behind(facts.outlook(a, w, v), "report.note_outlook"))

    def answers(self) -> Shown:
        """Show the answers as given."""
        return Shown(self._table(tables.answers(self.vendor, self.words)))

    def method(self) -> Shown:
        """Show how a vendor is judged, by which tables, and what the numbers cannot say."""
        return Shown(*vendor_method_parts(self.assessment, self.words))

    def clauses(self) -> Shown:
        """Show the clauses that this report cites."""
        v = self.vendor
        mine = self._alone().model_copy(
            update={
                "findings": tuple(f for f in self.assessment.findings if f.subject == v.id),
                "actions": tuple(steps_of(self.assessment, v)),
            }
        )
        grid = record.clauses(mine.model_copy(update={"profiles": Profiles()}), self.words)
        return Shown(self._table(grid, "tables.title_clauses", addressed=True))

    def _law(self, law: VendorLaw) -> list[Markup]:
        """Show one part of the law: duties that stand alike in one line, the others as rows."""
        w = self.words
        alike: dict[tuple[str, str], list[Duty]] = {}
        for duty in law.duties:
            if not duty.locator:
                why = w.reasons(duty.because) if duty.because else ""
                alike.setdefault((duty.state, why), []).append(duty)
        groups = {key: held for key, held in alike.items() if len(held) >= _ALIKE}
        folded = [duty for held in groups.values() for duty in held]
        told = law.model_copy(update={"duties": tuple(d for d in law.duties if d not in folded)})
        applies = w.term("duty_applies", law.applies)
        title = w.say("report.law_part", law=w.term("clause_group", law.group), applies=applies)
        texts = [self._duties(*key, held) for key, held in groups.items()]
        if not told.duties:
            return [block("captioned", w, title=title, texts=texts)]
        shown = table(w, facts.law_part(told, w), title=title)
        return [shown, block("captioned", w, title="", texts=texts)]

    def _duties(self, state: str, why: str, duties: list[Duty]) -> str:
        w = self.words
        by_law: dict[str, list[str]] = {}
        for duty in duties:
            by_law.setdefault(w.clause(duty.law), []).append(w.term("duty", duty.item))
        names = [
            w.say("report.cited_duty", duty=w.join(held), law=law) for law, held in by_law.items()
        ]
        told = w.say(
            "report.law_alike",
            state=w.term("duty_state", state),
            n=len(duties),
            duties=w.join(names),
        )
        return f"{told} {why}" if w.language == "en" else told + why

    def _arithmetic(self) -> str:
        w, held = self.words, all_tables.portfolio(self.assessment)
        limits = [
            t.parameters
            for t in w.knowledge.entries("screening").values()
            if "general_at_least" in t.parameters
        ]
        rungs = [
            w.say(
                "report.export_rung",
                path=w.say(f"tables.path_{p['path']}"),
                general=p["general_at_least"],
                sensitive=p["sensitive_at_least"],
            )
            for p in limits
        ]
        return w.say(
            "report.export_arithmetic",
            general=interval(held.general),
            sensitive=interval(held.sensitive),
            rungs=("" if w.language != "en" else " ").join(rungs),
            paths=self._paths(held.paths),
        )

    def _paths(self, paths: Sequence[str]) -> str:
        told = self.words.join(self.words.say(f"tables.path_{path}") for path in paths)
        return self.words.say("report.paths_open", paths=told) if len(paths) > 1 else told

    def _fatals(self, knockouts: tuple[Knockout, ...]) -> Grid:
        v = self.vendor.model_copy(update={"knockouts": knockouts})
        alone = self.assessment.model_copy(update={"vendors": (v,)})
        return tables.knockouts(alone, self.words).pick("fatal", "question", "state", "law")

    def _behind(self, grid: Grid, note: str = "") -> Markup:
        said = self.words.say(note) if note else ""
        return block("figure_data", self.words, table=table(self.words, grid), note=said)

    def _mine(self, grid: Grid) -> Grid:
        return grid.pick(*(h.key for h in grid.headings if h.key != "vendor"))

    def _alone(self) -> Assessment:
        return self.assessment.model_copy(update={"vendors": (self.vendor,)})

    def _table(self, grid: Grid, title: str = "", *, addressed: bool = False) -> Markup:
        told = self.words.say(title) if title else ""
        return table(self.words, grid, title=told, addressed=addressed)
