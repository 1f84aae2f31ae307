"""Page one of a third party: verdict, why, what to ask for, and what an average would have said."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..model.assessment import Assessment, VendorRisk
from ..tables import vendors as tables
from ..tables import wording as show
from ..tables.vendor_conditions import Condition, conditions, steps_of
from ..tables.wording import Words
from ..vendors.averages import Averages, plain_averages
from .markup import block

OUTCOMES = {
    "approve": "go",
    "conditional": "conditions",
    "insufficient": "undecided",
    "reject": "stop",
}
_MET = ("pass", "not_applicable")
_ASKED = 3
_SHOWN = 6


def vendor_page_one(a: Assessment, w: Words, v: VendorRisk) -> Markup:
    """Return page one of a third party."""
    return block(
        "vendor_page_one",
        w,
        kind=w.say("report.kind_vendor"),
        confidentiality=a.engagement.confidentiality,
        title=w.named(v.id, v.name),
        who=_who(a, w, v),
        outcome=OUTCOMES[v.verdict],
        verdict=w.term("verdict", v.verdict),
        cause=cause(w, v),
        ask=ask_first(w, v),
        levels=w.say("report.levels_line", **_levels(w, v)),
        **_listed(w, conditions(a, w, v)),
        tier=[w.reason(r) for r in v.inherent_because],
        reasons=[w.reason(r) for r in v.because],
        unplanned="" if steps_of(a, v) else w.say("report.plan_none"),
        lines_title=w.say("report.scores_title"),
        lines=lines(w, v),
        lines_note=w.say("report.scores_note"),
    )


def cause(w: Words, v: VendorRisk) -> str:
    """Return in one sentence why the verdict is what it is: what a reader needs first."""
    failed, unproven = _rules(v, failed=True), _rules(v, failed=False)
    rules = {reason.rule for reason in v.because}
    if v.verdict == "insufficient":
        return w.say("report.vendor_why_coverage", coverage=v.coverage)
    if failed:
        return w.say("report.vendor_why_failed", rules=failed)
    if "vendors.hopeless" in rules:
        return w.say("report.vendor_why_hopeless", residual=w.term("level", v.residual))
    if unproven:
        return w.say("report.vendor_why_unproven", rules=unproven)
    if v.verdict == "approve":
        return w.say("report.vendor_why_met", gap=tables.gap(v))
    if "vendors.not-applicable" in rules:
        return w.say("report.vendor_why_na")
    residual = w.term("level", v.residual)
    return w.say("report.vendor_why_level", gap=tables.gap(v), residual=residual)


def ask_first(w: Words, v: VendorRisk) -> str:
    """Return which documents to ask for first; nothing where all is well."""
    if v.verdict == "approve":
        return ""
    wanted = v.documents_that_would_change[:_ASKED]
    if not wanted:
        return w.say("report.ask_none")
    documents = w.join(w.term("proof_kind", document.proof) for document in wanted)
    return w.say("report.ask_first", documents=documents)


def averages_of(w: Words, v: VendorRisk) -> Averages:
    """Return what common averages make of a vendor's answers."""
    return plain_averages(v, w.knowledge.entries("vendors/answers"))


def average_says(w: Words, v: VendorRisk) -> str:
    """Return what the averages say beside the verdict, and why it differs; nothing without them."""
    plain = averages_of(w, v)
    if plain.total is None:
        return ""
    return w.say(
        "report.average_says",
        sum=show.points(plain.total),
        mean=show.points(plain.answered) if plain.answered is not None else show.UNKNOWN,
        verdict=w.term("verdict", v.verdict),
        because=cause(w, v),
    )


def lines(w: Words, v: VendorRisk) -> list[tuple[str, tuple[float, float, float], str, str]]:
    """Return the score with its bounds, and the two averages of the same answers."""
    lo, _, hi = v.lo, v.score, v.hi
    at = v.lo if v.score is None else v.score
    ours = f"{lo:.0f}–{hi:.0f}" if v.score is None else show.points(at)
    if v.score is not None and round(lo) != round(hi):
        ours = f"{ours} ({lo:.0f}–{hi:.0f})"
    told = [
        (
            w.say("report.score_line"),
            (lo, at, hi),
            ours,
            w.say("report.coverage", coverage=v.coverage),
        )
    ]
    plain = averages_of(w, v)
    for name, value in (("sum", plain.total), ("mean", plain.answered)):
        if value is not None:
            label, note = w.say(f"report.{name}_line"), w.say(f"report.{name}_note")
            told.append((label, (value, value, value), show.points(value), note))
    return told


def vendor_card(a: Assessment, w: Words, v: VendorRisk) -> Markup:
    """Return one vendor as a block of the portfolio."""
    facts = [
        w.term("vendor_kind", v.kind),
        w.say("report.levels_line", **_levels(w, v)),
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
        cause=cause(w, v),
        ask=ask_first(w, v),
        **_listed(w, conditions(a, w, v)),
        tier=[w.reason(r) for r in v.inherent_because],
        because=[w.reason(r) for r in v.because],
    )


def _listed(w: Words, lacking: list[Condition]) -> dict[str, Any]:
    more = len(lacking) - _SHOWN
    return {
        "conditions": lacking[:_SHOWN] if more > 1 else lacking,
        "more": w.say("report.and_more", n=more) if more > 1 else "",
    }


def _rules(v: VendorRisk, *, failed: bool) -> list[str]:
    """Return the fatal rules that failed, or those that are open without having failed."""
    lost = {k.rule for k in v.knockouts if k.state == "fail"}
    open_ = {k.rule for k in v.knockouts if k.state not in _MET} - lost
    return [
        f"fatal.{id}" for id in dict.fromkeys(v.conditions) if id in (lost if failed else open_)
    ]


def _levels(w: Words, v: VendorRisk) -> dict[str, Any]:
    return {
        "inherent": w.term("level", v.inherent),
        "residual": w.term("level", v.residual),
        "projected": w.term("level", v.projected),
    }


def _who(a: Assessment, w: Words, v: VendorRisk) -> list[tuple[str, str]]:
    facts = [
        ("client", a.engagement.client),
        ("kind", w.term("vendor_kind", v.kind)),
        ("countries", w.terms("country", v.countries)),
        ("questionnaire", questionnaire(w, v)),
        ("as_of", show.date(a.as_of)),
        ("next_review", show.date(v.next_review)),
    ]
    return [(w.say(f"tables.{k}"), show.clean(x)) for k, x in facts if x != show.UNKNOWN]


def questionnaire(w: Words, v: VendorRisk) -> str:
    """Return a questionnaire by its title, with the version and hash it was used in."""
    id, _, rest = (v.questionnaire or "").partition(" ")
    heads = w.knowledge.entries("vendors/questionnaires")
    title = heads[id].title.get(w.language) if id in heads else id
    return f"{title} {rest}".strip()
