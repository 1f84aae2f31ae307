"""One third party told in one language: verdict, conditions, domains, fatal questions, answers."""

from __future__ import annotations

from markupsafe import Markup

from .. import figures
from ..model.assessment import Assessment, VendorRisk
from ..tables import vendors as tables
from ..tables import wording as show
from ..tables.wording import Words
from .markup import block, table
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
        figure = figures.vendor_domains(self.vendor, self.words.language)
        behind = table(self.words, tables.domains(self.vendor, self.words))
        return Shown(figure, block("figure_data", self.words, table=behind, note=""))

    def assets(self) -> Shown:
        """Show the assets the vendor touches."""
        grid = tables.touched(self.assessment, self.words, self.vendor)
        return Shown(table(self.words, grid))

    def knockouts(self) -> Shown:
        """Show the vendor's fatal questions and how each stands."""
        alone = self.assessment.model_copy(update={"vendors": (self.vendor,)})
        grid = tables.knockouts(alone, self.words).pick("fatal", "question", "state", "law")
        return Shown(table(self.words, grid))

    def answers(self) -> Shown:
        """Show the answers as given."""
        return Shown(table(self.words, tables.answers(self.vendor, self.words)))

    def findings(self) -> Shown:
        """Show the findings about this vendor."""
        from ..tables.plan import findings

        mine = tuple(f for f in self.assessment.findings if f.subject == self.vendor.id)
        grid = findings(self.assessment.model_copy(update={"findings": mine}), self.words)
        chosen = grid.pick("id", "severity", "statement", "law", "action", "due")
        return Shown(table(self.words, chosen, addressed=True))

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
