"""One third party told in one language: verdict, conditions, domains, fatal questions, answers."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from .. import figures
from ..model.assessment import Assessment, VendorRisk
from ..tables import portfolio as all_tables
from ..tables import vendor_facts as facts
from ..tables import vendor_received as sheets
from ..tables import vendors as tables
from ..tables import wording as show
from ..tables.evidence import evidence
from ..tables.grid import Grid
from ..tables.persons import persons
from ..tables.plan import plan
from ..tables.wording import Words
from .markup import block, table
from .moves import vendor_moves
from .shown import Shown

OUTCOMES = {
    "approve": "go",
    "conditional": "conditions",
    "insufficient": "undecided",
    "reject": "stop",
}


class VendorView:
    """A vendor's part of an assessment."""

    def __init__(self, assessment: Assessment, words: Words, vendor: VendorRisk) -> None:
        self.assessment = assessment
        self.words = words
        self.vendor = vendor

    def front(self) -> Shown:
        """Show page one: verdict, conditions, tier and gap."""
        a, w, v = self.assessment, self.words, self.vendor
        return Shown(
            block(
                "vendor_page_one",
                w,
                kind=w.say("report.kind_vendor"),
                confidentiality=a.engagement.confidentiality,
                title=w.named(v.id, v.name),
                who=self._who(),
                outcome=OUTCOMES[v.verdict],
                verdict=w.term("verdict", v.verdict),
                because=w.say(
                    "report.vendor_because",
                    tier=w.term("level", v.inherent),
                    gap=tables.gap(v),
                    coverage=v.coverage,
                    residual=w.term("level", v.residual),
                ),
                conditions=conditions(w, v),
                tier=[w.reason(r) for r in v.inherent_because],
                reasons=[w.reason(r) for r in v.because],
                lines_title=w.say("figures.gap"),
                lines=[
                    (
                        w.say("figures.gap"),
                        tables.gap_ends(v),
                        tables.gap(v),
                        w.say("report.coverage", coverage=v.coverage),
                    )
                ],
                lines_note=w.say("report.gap_note"),
            )
        )

    def domains(self) -> Shown:
        """Show the gap by domain of the questionnaire."""
        known, w = self.words.knowledge, self.words
        figure = figures.vendor_domains(self.vendor, w.language, knowledge=known)
        behind = table(w, tables.domains(self.vendor, w))
        return Shown(figure, block("figure_data", w, table=behind, note=""))

    def causes(self) -> Shown:
        """Show which answers make most of the gap."""
        return Shown(self._table(facts.vendor_causes(self.vendor, self.words)))

    def assets(self) -> Shown:
        """Show the vendor's services, and the assets they touch."""
        grid = tables.touched(self.assessment, self.words, self.vendor)
        return Shown(
            self._table(
                facts.service_profile(self.vendor, self.words), "tables.title_service_profile"
            ),
            table(self.words, grid, title=self.words.say("tables.title_touched")),
        )

    def persons(self) -> Shown:
        """Show the persons in the assets the vendor touches, each counted once."""
        return Shown(self._table(persons(self.assessment, self.words, self.vendor.assets)))

    def knockouts(self) -> Shown:
        """Show the vendor's fatal questions and how each stands."""
        alone = self.assessment.model_copy(update={"vendors": (self.vendor,)})
        grid = tables.knockouts(alone, self.words).pick("fatal", "question", "state", "law")
        return Shown(table(self.words, grid))

    def answers(self) -> Shown:
        """Show the answers as given."""
        return Shown(table(self.words, tables.answers(self.vendor, self.words)))

    def law(self) -> Shown:
        """Show each duty a law brings about, its state and where the contract says so."""
        counts = facts.vendor_law_counts(self._alone(), self.words)
        duties = facts.vendor_law(self.vendor, self.words)
        picked = counts.pick(*(h.key for h in counts.headings if h.key != "vendor"))
        return Shown(self._table(picked), self._table(duties, "tables.title_vendor_law"))

    def transfers(self) -> Shown:
        """Show what the vendor takes abroad, on which ground, and which path is required."""
        grid = facts.transfers(self._alone(), self.words)
        return Shown(self._table(grid.pick(*(h.key for h in grid.headings if h.key != "vendor"))))

    def unanswered(self) -> Shown:
        """Show the questions without a usable answer."""
        return Shown(self._table(facts.unanswered(self.vendor, self.words)))

    def contradictions(self) -> Shown:
        """Show the answers that what stands beside them does not bear out."""
        return Shown(self._table(facts.contradictions(self.vendor, self.words)))

    def evidence(self) -> Shown:
        """Show the proofs this vendor's answers rest on."""
        mine = tuple(e for e in self.assessment.evidence if self.vendor.id in e.vendors)
        grid = evidence(self.assessment.model_copy(update={"evidence": mine}), self.words)
        return Shown(table(self.words, grid, addressed=True))

    def received(self) -> Shown:
        """Show what the vendor sent in layouts of its own, beside the verdict, row by row."""
        w, v = self.words, self.vendor
        if not v.received:
            return Shown(block("paragraphs", w, texts=[w.say("report.none_received")]))
        grid = sheets.received(self._alone(), w)
        return Shown(
            self._table(grid.pick(*(h.key for h in grid.headings if h.key != "vendor"))),
            self._table(sheets.carried(v, w), "tables.title_carried"),
            self._table(sheets.sheet_remarks(v, w), "tables.title_sheet_remarks"),
        )

    def acceptances(self) -> Shown:
        """Show the risks of this vendor that somebody accepted: who, when, until when."""
        grid = all_tables.acceptances(self._alone(), self.words)
        return Shown(self._table(grid.pick(*(h.key for h in grid.headings if h.key != "vendor"))))

    def moves(self, runs: Path | str = "") -> Shown:
        """Show what changed since the run before, of those kept below `runs`."""
        return vendor_moves(self.assessment, self.words, self.vendor.id, runs)

    def fourth_parties(self) -> Shown:
        """Show the organisations the vendor passes work or data on to."""
        return Shown(self._table(facts.fourth_parties(self.vendor, self.words)))

    def custody(self) -> Shown:
        """Show people, handovers, seals and destroyed media against their records."""
        return Shown(self._table(facts.custody(self.vendor, self.words)))

    def plan(self) -> Shown:
        """Show the steps of the plan that concern this vendor."""
        about = {f.id for f in self.assessment.findings if f.subject == self.vendor.id}
        mine = tuple(
            step
            for step in self.assessment.actions
            if self.vendor.id in step.scope or about & set(step.findings)
        )
        grid = plan(self.assessment.model_copy(update={"actions": mine}), self.words)
        chosen = grid.pick("id", "action", "owner", "due", "progress", "law")
        return Shown(table(self.words, chosen, addressed=True))

    def outlook(self) -> Shown:
        """Show how the verdict moves as proofs end, and which documents would change it."""
        return Shown(
            self._table(facts.wanted(self.vendor, self.words), "tables.title_wanted"),
            self._table(facts.outlook(self.vendor, self.words), "tables.title_outlook"),
        )

    def findings(self) -> Shown:
        """Show the findings about this vendor."""
        from ..tables.plan import findings

        mine = tuple(f for f in self.assessment.findings if f.subject == self.vendor.id)
        grid = findings(self.assessment.model_copy(update={"findings": mine}), self.words)
        chosen = grid.pick("id", "severity", "statement", "law", "action", "due")
        return Shown(table(self.words, chosen, addressed=True))

    def _alone(self) -> Assessment:
        return self.assessment.model_copy(update={"vendors": (self.vendor,)})

    def _table(self, grid: Grid, title: str = "") -> Markup:
        return table(self.words, grid, title=self.words.say(title) if title else "")

    def _who(self) -> list[tuple[str, str]]:
        a, w, v = self.assessment, self.words, self.vendor
        facts = [
            ("client", a.engagement.client),
            ("kind", w.term("vendor_kind", v.kind)),
            ("countries", w.terms("country", v.countries)),
            ("questionnaire", w.term("questionnaire", v.questionnaire)),
            ("as_of", show.date(a.as_of)),
            ("next_review", show.date(v.next_review)),
        ]
        return [(w.say(f"tables.{k}"), show.clean(x)) for k, x in facts if x != show.UNKNOWN]


def conditions(w: Words, v: VendorRisk) -> list[str]:
    """Return a vendor's conditions by the questions or controls they name."""
    result = []
    for id in v.conditions:
        known = next(
            (k for k in ("fatal", "question", "control") if w.knowledge.has_label(f"{k}.{id}")),
            None,
        )
        result.append(w.term(known, id) if known else show.clean(id))
    return result


def vendor_card(w: Words, v: VendorRisk) -> Markup:
    """Return one vendor as a block of the portfolio."""
    facts = [
        w.term("vendor_kind", v.kind),
        w.say("report.vendor_tier", tier=w.term("level", v.inherent)),
        w.say("report.persons", persons=show.interval(v.persons)),
        w.say("report.coverage", coverage=v.coverage),
    ]
    return block(
        "vendor",
        w,
        address=f"vendor-{v.id}",
        name=w.named(v.id, v.name),
        facts=" · ".join(facts),
        ends=tables.gap_ends(v),
        gap=tables.gap(v),
        verdict=w.term("verdict", v.verdict),
        conditions=conditions(w, v),
        tier=[w.reason(r) for r in v.inherent_because],
        because=[w.reason(r) for r in v.because],
    )
