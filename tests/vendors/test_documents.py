"""Documents prove what they cover: service, place, period, depth; and never more than before."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vendor_event_world import engagement, examined, lore, rules
from vendor_world import AS_OF, answers_of, service

from riskkit.model.inventory import Evidence, VendorDocument
from riskkit.model.value import Interval
from riskkit.vendors import questionnaire_for
from riskkit.vendors.documents import judge_documents
from riskkit.vendors.proof import Proving, back

QUESTIONS = questionnaire_for("it_service", rules()).questions
REPORT = Evidence(
    id="E1",
    kind="document",
    title="SOC 2 report",
    date=dt.date(2026, 10, 1),
    expires=dt.date(2027, 10, 1),
)
FULL = {"period_from": dt.date(2025, 10, 1), "period_to": dt.date(2026, 9, 30)}


def judged(kind="soc2_type2", *, as_of=AS_OF, **fields):
    row = VendorDocument(evidence="E1", vendor="V1", kind=kind, **fields)

    return judge_documents(
        [row], {"E1": REPORT}, [service()], kinds=lore().documents, rules=rules(), as_of=as_of
    )


def said(cover):
    return {one.rule for one in cover.shortfalls}


@pytest.mark.parametrize(
    ("fields", "ceiling", "rules_said"),
    [
        (FULL, "certified", {"document_period_over"}),
        ({"kind": "soc2_type1"}, "documented", {"document_design"}),
        ({}, "attested", {"document_no_period"}),
        ({**FULL, "services": ("S1",)}, "certified", {"document_period_over"}),
        (
            {**FULL, "services": ("S9",)},
            "none",
            {"document_other_service", "document_period_over"},
        ),
        ({"kind": "iso27001", "countries": ("CN",)}, "certified", set()),
        ({"kind": "iso27001", "countries": ("US",)}, "none", {"document_other_place"}),
        ({"kind": "iso27001"}, "certified", set()),
        (
            {"kind": "iso27001", "carve_outs": ("Foo Cloud",)},
            "certified",
            {"document_carve_out"},
        ),
        (
            {**FULL, "bridge_until": dt.date(2026, 12, 31)},
            "certified",
            {"document_bridge"},
        ),
        ({**FULL, "bridge_until": dt.date(2026, 12, 30)}, "certified", set()),
        (
            {"kind": "iso27001", "user_controls": Interval.exactly(4)},
            "certified",
            {"document_user_controls"},
        ),
    ],
)
def test_what_a_document_is_worth(fields, ceiling, rules_said):
    cover = judged(**fields)
    assert cover.ceilings == {"E1": ceiling}
    assert said(cover) == rules_said


def test_a_document_is_told_with_what_it_covers_and_what_it_can_prove():
    fields = {**FULL, "bridge_until": dt.date(2027, 6, 30), "carve_outs": ("F" * 90,)}
    (told,) = judged(**fields, services=("S1",)).told
    assert (told.evidence, told.kind, told.most) == ("E1", "soc2_type2", "certified")
    # the bridge letter carries three months, however long it says
    assert told.spoken_until == dt.date(2026, 12, 30)
    assert (told.services, told.carve_outs) == (("S1",), ("F" * 60,))


def test_a_document_for_some_services_is_a_paper_for_the_rest():
    row = VendorDocument(evidence="E1", vendor="V1", kind="iso27001", services=("S1",))
    cover = judge_documents(
        [row],
        {"E1": REPORT},
        [service(), service("S2")],
        kinds=lore().documents,
        rules=rules(),
        as_of=AS_OF,
    )
    assert cover.ceilings == {"E1": "documented"} and said(cover) == {"document_some_services"}


@pytest.mark.parametrize(
    ("bridge", "as_of", "date"),
    [
        (None, AS_OF, dt.date(2026, 9, 30)),
        (dt.date(2026, 12, 30), AS_OF, AS_OF),
        (dt.date(2026, 12, 30), dt.date(2027, 6, 1), dt.date(2026, 12, 30)),
        (dt.date(2028, 1, 1), dt.date(2027, 6, 1), dt.date(2026, 12, 30)),
    ],
)
def test_age_counts_from_the_end_of_the_period_and_a_bridge_carries_three_months(
    bridge, as_of, date
):
    assert judged(as_of=as_of, **FULL, bridge_until=bridge).evidence["E1"].date == date


def test_a_period_that_is_not_over_was_not_looked_at():
    cover = judged(period_from=AS_OF, period_to=AS_OF + dt.timedelta(days=90))
    assert cover.evidence["E1"].date > AS_OF


def risk(*documents, as_of=AS_OF):
    rows = answers_of(QUESTIONS, evidence=("E1",))
    return examined(engagement(answers=rows, evidence=[REPORT], documents=documents), as_of=as_of)


def test_a_certificate_for_another_service_proves_no_answer():
    bare = VendorDocument(evidence="E1", vendor="V1", kind="iso27001", services=("S1",))
    other = bare.model_copy(update={"services": ("S9",)})
    good, bad = risk(bare), risk(other)
    assert bad.score < good.score and {a["assurance"] for a in bad.answers} == {"none"}


dates = st.dates(dt.date(2024, 1, 1), dt.date(2028, 1, 1))


@settings(max_examples=30, deadline=None, database=None)
@given(
    kind=st.sampled_from(sorted(set(lore().documents) - {"soc2_type2"})),
    services=st.sampled_from([(), ("S1",), ("S9",)]),
    countries=st.sampled_from([(), ("CN",), ("US",)]),
)
def test_a_row_about_a_document_never_makes_it_prove_more(kind, services, countries):
    row = VendorDocument(
        evidence="E1", vendor="V1", kind=kind, services=services, countries=countries
    )
    assert risk(row).score <= risk().score + 1e-9


@settings(max_examples=30, deadline=None, database=None)
@given(start=dates, end=dates, bridge=st.none() | dates, days=st.integers(0, 900))
def test_time_never_makes_a_document_better(start, end, bridge, days):
    row = VendorDocument(
        evidence="E1",
        vendor="V1",
        kind="soc2_type2",
        period_from=start,
        period_to=min(end, AS_OF),
        bridge_until=bridge,
    )
    assert risk(row, as_of=AS_OF + dt.timedelta(days=days)).score <= risk(row).score + 1e-9


@pytest.mark.parametrize(
    ("kind", "months_ago", "credit"),
    [("soc2_type2", 11, 1.0), ("soc2_type2", 18, 0.5), ("soc2_type2", 30, 0.0), ("other", 30, 1.0)],
)
def test_a_report_holds_for_the_months_of_its_kind_whatever_end_it_names(kind, months_ago, credit):
    end = AS_OF - dt.timedelta(days=round(months_ago * 30.4375))
    row = VendorDocument(
        evidence="E1", vendor="V1", kind=kind, period_from=end.replace(year=2020), period_to=end
    )
    piece = REPORT.model_copy(update={"expires": AS_OF + dt.timedelta(days=900)})
    cover = judge_documents(
        [row], {"E1": piece}, [service()], kinds=lore().documents, rules=rules(), as_of=AS_OF
    )
    proving = Proving(
        rules=rules(),
        tier="high",
        evidence=cover.evidence,
        as_of=AS_OF,
        ceilings=cover.ceilings,
        terms=cover.terms,
    )
    none = rules().assurance["none"].credit["high"]
    best = rules().assurance["documented" if kind == "other" else "certified"].credit["high"]
    worth = back(("E1",), 36, proving).credit
    assert worth == pytest.approx(none + (best - none) * credit, abs=0.02)


@pytest.mark.parametrize(
    ("title", "notes", "expected"),
    [
        ("SOC 2 Type 2 report", None, {}),
        ("SOC 2 Type 1 report", None, {"paper_type1": "documented"}),
        ("SOC 2 Type I and Type II reports", None, {}),
        ("SOC 2 一型报告", None, {"paper_type1": "documented"}),
        ("SOC 2 readiness review", None, {"paper_not_issued": "attested"}),
        ("ISO 27001", "申请中", {"paper_not_issued": "attested"}),
        ("Penetration test of the web application", None, {}),
        ("ISO 27001 self-assessment", None, {"paper_own_word": "attested"}),
        ("SOC 2 bridge letter", None, {"paper_bridge": "attested"}),
        ("SOC 2 第二类报告", "附过渡函", {}),
        ("等保自评表", None, {"paper_own_word": "attested"}),
        ("SOC 2 report", "carve-out method, 12 CUECs", {"paper_carve_out": None}),
        ("SOC 2 report", "no carve-outs", {}),
        ("ISO 27001", "parent company only", {"paper_other_party": "documented"}),
        ("ISO 27001（机房的）", None, {"paper_other_party": "documented"}),
        ("ISO 27001", "scope limited to the Dublin office", {"paper_limited": "documented"}),
        ("ISO 27001", "範圍僅限台北總公司", {"paper_limited": "documented"}),
        ("ISO 27001", "withdrawn in May", {"paper_lapsed": "attested"}),
        ("Typed index of recipes", None, {}),
    ],
)
def test_a_paper_that_says_it_shows_less_proves_no_more_than_it_says(title, notes, expected):
    piece = REPORT.model_copy(update={"title": title, "notes": notes})
    answers = answers_of(QUESTIONS, evidence=("E1",))
    told = examined(engagement(answers=answers, evidence=[piece]))
    said = {one.rule for one in told.contradictions if one.rule.startswith("paper_")}
    assert said - {"paper_user_controls"} == set(expected)
    best = {level for level in expected.values() if level}
    if best:
        assert {answer["assurance"] for answer in told.answers} == best


def test_what_was_seen_stands_whatever_its_title_says():
    seen = REPORT.model_copy(update={"kind": "function_check", "title": "Draft, type 1"})
    answers = answers_of(QUESTIONS, evidence=("E1",))
    told = examined(engagement(answers=answers, evidence=[seen]))
    assert {answer["assurance"] for answer in told.answers} == {"certified"}
    assert not {one.rule for one in told.contradictions}


def test_a_paper_of_somebody_else_is_not_told():
    other = REPORT.model_copy(update={"id": "E2", "title": "SOC 2 Type 1"})
    answers = answers_of(QUESTIONS, evidence=("E1",))
    told = examined(engagement(answers=answers, evidence=[REPORT, other]))
    assert not told.contradictions


def test_the_table_of_documents_and_the_title_tell_the_same_once():
    piece = REPORT.model_copy(update={"title": "SOC 2 Type 1 report"})
    row = VendorDocument(evidence="E1", vendor="V1", kind="soc2_type1")
    answers = answers_of(QUESTIONS, evidence=("E1",))
    told = examined(engagement(answers=answers, evidence=[piece], documents=[row]))
    assert [one.rule for one in told.contradictions] == ["document_design"]
