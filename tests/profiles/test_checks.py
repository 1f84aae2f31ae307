"""What a requirement asks for, row by row: there, in part, missing, or not to be asked."""

import datetime as dt

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.model.assessment import Finding, Trigger
from riskkit.model.inventory import Activity, Service, Statement
from riskkit.model.profiles import DataItem, Requirement
from riskkit.model.signoff import Signoff
from riskkit.model.value import LANGUAGES, Interval
from riskkit.profiles.checks import check_requirement, years_on
from riskkit.profiles.readings import ProfileFacts

KNOWLEDGE = load_knowledge()
AS_OF = dt.date(2026, 11, 20)


def row(facts, check="presence", **more):
    return Requirement.model_validate({
        "id": "x.1", "clause": "1", "text": {"zh-Hans": "一", "zh-Hant": "一", "en": "One"},
        "section": "1", "facts": facts.split(), "check": check, "severity": "high",
        "source": "test", "as_of": AS_OF, "verified": "primary", **more,
    })  # fmt: skip


def state(requirement, **collections):
    facts = ProfileFacts({}, KNOWLEDGE.entries("facts"), {}, AS_OF).with_items(**collections)
    found = check_requirement(facts, requirement)
    assert all(KNOWLEDGE.say(r, language) for r in found.because for language in LANGUAGES)
    return found


def activity(id="P1", **fields):
    return Activity(id=id, name=id, **fields)


def service(**fields):
    return Service(id="S1", vendor="V1", **fields)


def said(fact, **fields):
    return Statement(fact=fact, **{"text": "Because", **fields})


TWO = [activity(purpose="Sell"), activity("P2")]


@pytest.mark.parametrize(
    ("check", "rows", "expected", "items"),
    [
        ("presence", TWO, "met", ()),
        ("presence", [activity()], "missing", ()),
        ("presence", [], "missing", ()),
        ("per_item", TWO, "partial", ("P2",)),
        ("per_item", [activity(purpose="Sell")], "met", ()),
        ("per_item", [activity()], "missing", ("P1",)),
        ("per_item", [], "missing", ()),
    ],
)
def test_a_fact_of_every_activity(check, rows, expected, items):
    found = state(row("activities.purpose", check), activities=rows)
    assert (found.state, found.items) == (expected, items)


def test_a_quantity_without_upper_bound_is_not_known():
    spans = [activity(retention_months=Interval(lo=3))]
    asked = row("activities.retention_months", "per_item")
    assert state(asked, activities=spans).state == "missing"


def test_a_fact_is_not_asked_where_it_does_not_belong():
    asked = row("services.processing_agreement", "per_item")
    assert state(asked, services=[service(role="recipient")]).state == "met"
    assert state(asked, services=[service(role="entrusted")]).state == "missing"
    assert state(asked, services=[service(role=None)]).state == "missing"
    assert state(asked, services=[]).state == "missing"


@pytest.mark.parametrize(
    ("statements", "expected", "items"),
    [
        ([], "missing", ("P1", "P2")),
        ([said("basis.reasoning", item="P1")], "partial", ("P2",)),
        ([said("basis.reasoning", item="P1"), said("basis.reasoning", item="P2")], "met", ()),
        ([said("basis.reasoning")], "met", ()),
        ([said("basis.reasoning", text=None)], "missing", ("P1", "P2")),
    ],
)
def test_a_statement_is_asked_of_each(statements, expected, items):
    found = state(row("basis.reasoning", "per_item"), activities=TWO, statements=statements)
    assert (found.state, found.items) == (expected, items)


def test_words_fill_what_a_table_leaves_open_and_nothing_else():
    asked = row("activities.recipients", "per_item")
    rows = [activity(recipients=("V1",)), activity("P2")]
    nobody = said("activities.recipients", item="P2", text="Nobody outside the store")
    assert state(asked, activities=rows).items == ("P2",)
    assert state(asked, activities=rows, statements=[nobody]).state == "met"
    facts = ProfileFacts({}, KNOWLEDGE.entries("facts"), {}, AS_OF)
    facts = facts.with_items(activities=rows, statements=[nobody])
    assert [r.value for r in facts.read("activities.recipients")] == [
        ("V1",), "Nobody outside the store"
    ]  # fmt: skip
    assert facts.placed(nobody)
    assert not facts.placed(said("activities.recipients", item="P1"))
    assert not facts.placed(said("activities.recipients", item="P9"))


def test_words_are_no_decision():
    asked = row("signoff.decision", "enum", parameters={"values": ["approved", "rejected"]})
    spoken = said("signoff.decision", text="Fine with us")
    assert state(asked, signoff=[Signoff()], statements=[spoken]).state == "gap"


def test_views_or_why_not():
    asked = row("signoff.subjects_views signoff.subjects_why_not", "any_of")
    assert state(asked, signoff=[Signoff()]).state == "missing"
    assert state(asked, signoff=[Signoff(subjects_why_not="No members yet")]).state == "met"


@pytest.mark.parametrize(
    ("given", "expected"),
    [((), "missing"), (("context",), "gap"),
     (("context", "risks", "measures", "commitment"), "met")],
)  # fmt: skip
def test_all_four_attestations(given, expected):
    values = ["context", "risks", "measures", "commitment"]
    asked = row("signoff.attestations", "enum", parameters={"values": values, "all": True})
    assert state(asked, signoff=[Signoff(attestations=given)]).state == expected


@pytest.mark.parametrize(
    ("keep", "expected"),
    [(None, "missing"), (dt.date(2029, 11, 19), "gap"), (dt.date(2029, 11, 20), "met")],
)
def test_a_report_is_kept_three_years_to_the_day(keep, expected):
    asked = row("signoff.keep_until", "date",
                parameters={"years_after": 3, "fact": "signoff.report_date"})  # fmt: skip
    signed = Signoff(report_date=AS_OF, keep_until=keep)
    assert state(asked, signoff=[signed]).state == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(dt.date(2026, 11, 19), "gap"), (dt.date(2026, 11, 20), "met"),
     (dt.date(2029, 11, 20), "met"), (dt.date(2029, 11, 21), "gap")],
)  # fmt: skip
def test_a_review_is_due_within_three_years_and_not_past(day, expected):
    asked = row("signoff.next_review", "date", parameters={"within_years": 3, "not_past": True})
    assert state(asked, signoff=[Signoff(next_review=day)]).state == expected


def test_a_leap_day_has_a_day_every_year():
    assert years_on(dt.date(2024, 2, 29), 4) == dt.date(2028, 2, 29)


@pytest.mark.parametrize(("count", "expected"), [(1, "missing"), (2, "met")])
def test_at_least_so_many(count, expected):
    asked = row("activities.purpose", "threshold", parameters={"at_least": 2})
    rows = [activity(f"P{n}", purpose="Sell") for n in range(count)]
    assert state(asked, activities=rows).state == expected


def trigger(state):
    return Trigger(id="PIPL.55.4", profile="pipia", clause="PIPL 55(4)", state=state)


EXPORT = [{"trigger": "PIPL.55.4"}]


@pytest.mark.parametrize(
    ("fires", "expected"), [("no", "not_applicable"), ("undecided", "missing"), ("yes", "missing")]
)
def test_a_requirement_is_left_out_only_if_its_trigger_does_not_fire(fires, expected):
    found = state(row("export.path", when=EXPORT), triggers=[trigger(fires)])
    assert found.state == expected
    assert found.because


def test_a_requirement_whose_trigger_was_not_screened_is_checked():
    assert state(row("export.path", when=EXPORT)).state == "missing"


DENIED = {"not_if": {"activities.notice": ["no"]}}


@pytest.mark.parametrize(("notice", "expected"), [(True, "met"), (False, "gap"), (None, "missing")])
def test_a_value_that_says_no_is_a_gap_and_an_unknown_one_is_none(notice, expected):
    asked = row("activities.notice", "per_item", **DENIED)
    found = state(asked, activities=[activity(notice=notice)])
    assert found.state == expected
    assert found.items == (() if expected == "met" else ("P1",))


def test_a_gap_in_one_item_names_it_beside_what_is_missing():
    asked = row("activities.notice", "per_item", **DENIED)
    rows = [activity("P1", notice=True), activity("P2", notice=False), activity("P3")]
    found = state(asked, activities=rows)
    assert (found.state, found.items) == ("gap", ("P3", "P2"))
    assert found.missing == ("activities.notice",)


@pytest.mark.parametrize(
    ("answer", "expected"), [(True, "met"), (False, "gap"), (None, "unverified")]
)
def test_words_alone_do_not_show_that_a_duty_is_kept(answer, expected):
    asked = row("export.notice", judged=["export.notice"], not_if={"export.notice": ["no"]})
    told = said("export.notice", answer=answer, evidence=("E-1",))
    assert state(asked, statements=[told]).state == expected


@pytest.mark.parametrize(("due", "expected"), [("2026-11-19", "gap"), ("2026-11-20", "met")])
def test_a_day_that_is_past_is_a_gap(due, expected):
    asked = row("signoff.next_review", not_if={"signoff.next_review": ["past"]})
    signed = Signoff(next_review=dt.date.fromisoformat(due))
    assert state(asked, signoff=[signed]).state == expected


def test_a_finding_that_says_otherwise_is_named():
    asked = row("activities.purpose", not_if={"findings.rule": ["F-NO-BASIS-GDPR"]})
    words = {"zh-Hans": "无", "zh-Hant": "無", "en": "None"}
    finding = Finding.model_validate(
        {"id": "F-1", "rule": "F-NO-BASIS-GDPR", "severity": "high", "subject": "P1",
         "statement": words}
    )  # fmt: skip
    rows = [activity(purpose="Sell")]
    assert state(asked, activities=rows).state == "met"
    found = state(asked, activities=rows, findings=[finding])
    assert (found.state, found.findings) == ("gap", ("F-1",))


def test_an_item_without_an_answer_is_called_by_its_name():
    item = DataItem(id="email", declared=True, found=False)
    found = state(row("item.need", "per_item"), data_items=[item, item.model_copy(
        update={"id": "name"})], statements=[said("item.need", item="name")])  # fmt: skip
    assert found.items == ("email",)
    told = KNOWLEDGE.say(found.because[0], "en")
    assert KNOWLEDGE.label("category.email", "en") in told
    rows = [activity("P1", purpose="Sell"), Activity(id="P2", name="Visits v1.5")]
    found = state(row("activities.purpose", "per_item"), activities=rows)
    assert "P2 Visits v1.5" in KNOWLEDGE.say(found.because[0], "zh-Hans")


def test_an_undecided_trigger_tells_nothing():
    asked = row("trigger.PIPL.55.4", "enum", parameters={"values": ["yes", "no"]})
    assert state(asked, triggers=[trigger("undecided")]).state == "missing"
    assert state(asked, triggers=[trigger("no")]).state == "met"


@pytest.mark.parametrize(
    ("cross_border", "expected"), [(True, "missing"), (None, "missing"), (False, "not_applicable")]
)
def test_a_condition_on_a_fact(cross_border, expected):
    when = [{"fact": "activities.cross_border", "is": ["yes"]}]
    rows = [activity(cross_border=cross_border)]
    assert state(row("transfer.safeguards", when=when), activities=rows).state == expected
