"""Terms set by laws: starts, limits, calendars, and what an unknown fact does to them."""

import datetime as dt

import pytest
from finding_world import KNOWLEDGE

from riskkit.clocks import answered, applies, due_after, run_clock
from riskkit.model.inventory import Statement
from riskkit.model.value import LANGUAGES
from riskkit.tables import words
from riskkit.tables.duties import _whose

CLOCKS = KNOWLEDGE.entries("clocks")
START = dt.datetime(2026, 1, 30, 9, 0)
LATE = dt.datetime(2026, 12, 31)


def run(id, *, done=None, now=LATE, start=START, **facts):
    return run_clock(CLOCKS[id], start, done, now=now, facts=facts)


@pytest.mark.parametrize(
    ("id", "due"),
    [("eu_breach_authority", "2026-02-02T09:00:00"), ("cn_incident_general", "2026-01-30T13:00:00"),
     ("cn_incident_cii", "2026-01-30T10:00:00"), ("cn_incident_closing", "2026-03-01T23:59:59"),
     ("us_ca_breach", "2026-03-01T23:59:59"), ("cn_rights", "2026-03-01T23:59:59"),
     ("eu_rights", "2026-02-28T23:59:59"), ("us_ca_rights", "2026-03-16T23:59:59"),
     ("us_ca_optout", "2026-02-20T23:59:59"), ("us_ca_confirm", "2026-02-13T23:59:59"),
     ("cn_account", "2026-02-20T23:59:59"), ("kr_people", "2026-02-02T09:00:00"),
     ("kr_authority", "2026-02-02T09:00:00"), ("jp_ppc_full", "2026-03-01T23:59:59")],
)  # fmt: skip
def test_a_term_is_as_long_as_its_law_says(id, due):
    assert due_after(CLOCKS[id], START).isoformat() == due


@pytest.mark.parametrize(
    ("id", "due"),
    [("eu_rights", "2026-04-30T23:59:59"), ("us_ca_rights", "2026-04-30T23:59:59")],
)
def test_a_term_may_be_extended_where_the_law_says_so(id, due):
    assert due_after(CLOCKS[id], START, extended=True).isoformat() == due


@pytest.mark.parametrize(
    ("done", "now", "state"),
    [("2026-02-02T09:00", None, "in_time"), ("2026-02-02T09:01", None, "late"),
     (None, "2026-02-02T09:00", "running"), (None, "2026-02-02T09:01", "overdue")],
)  # fmt: skip
def test_a_term_is_kept_to_the_minute(done, now, state):
    at = dt.datetime.fromisoformat
    found = run(
        "eu_breach_authority", done=at(done) if done else None, now=at(now) if now else LATE
    )
    assert found.state == state


@pytest.mark.parametrize(
    ("encrypted", "state"), [(True, "not_required"), (False, "overdue"), (None, "undecided")]
)
def test_people_need_not_be_told_where_encryption_holds_and_nobody_guesses_that_it_does(
    encrypted, state
):
    assert run("cn_leak_people", encrypted=encrypted).state == state


def test_a_term_without_a_start_is_undecided():
    assert run("eu_breach_authority", start=None).state == "undecided"


def test_a_limit_that_no_law_gives_is_told_as_our_own():
    assert {id: run(id).by_law for id in ("cn_leak_authority", "eu_breach_authority")} == {
        "cn_leak_authority": False,
        "eu_breach_authority": True,
    }
    for clock in CLOCKS.values():
        if clock.limit is None:
            assert "worked with here" in clock.source, clock.id
            hours = f"{clock.working:g}"
            assert f"{hours} 小时是工作假设" in clock.text.zh_hans, clock.id
            assert f"{hours} 小時是工作假設" in clock.text.zh_hant, clock.id
            assert f"{hours} hours are a working assumption" in clock.text.en, clock.id
        if clock.unit == "working_days":
            assert "不计公共假日" in clock.text.zh_hans, clock.id
            assert "public holidays not" in clock.text.en, clock.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_terms_marks_every_number_that_is_no_law_s(language):
    w = words(language)
    assumed, stated = run("cn_leak_authority"), run("eu_breach_authority")
    undated = run("cn_leak_authority", start=None)
    cells = [_whose(w, one) for one in (assumed, stated, undated)]
    assert "24" in cells[0]
    assert "24" not in cells[1] + cells[2]
    assert cells[1] == w.say("tables.yes")


def test_a_term_runs_for_its_profiles_or_for_data_of_its_countries():
    assert applies(CLOCKS["cn_rights"], ("pipia",), ())
    assert not applies(CLOCKS["cn_rights"], ("ico",), ())
    assert applies(CLOCKS["tw_people"], ("pipia",), ("TW",))
    assert not applies(CLOCKS["tw_people"], ("pipia",), ("CN",))
    for country, id in (("SG", "sg_pdpc"), ("JP", "jp_ppc_full"), ("KR", "kr_authority")):
        assert applies(CLOCKS[id], ("pipia",), ("CN", country))


def test_each_term_cites_the_clause_it_comes_from():
    assert CLOCKS["us_ca_optout"].clause == "CCPA.7026f"
    assert CLOCKS["us_ca_confirm"].clause == "CCPA.7021a"
    assert CLOCKS["us_ca_rights"].clause == "CCPA.130"


def test_the_authority_is_told_what_people_can_do_as_pipl_57_asks():
    assert "advice" in KNOWLEDGE.entries("notices")["incident-authority"].required


def test_what_a_notice_must_say_is_an_element_of_the_notice_register():
    choices = {
        c.id for c in KNOWLEDGE.entries("registers")["REG-NOTICE"].column("elements").choices
    }
    for clock in CLOCKS.values():
        assert set(clock.elements) <= choices, clock.id
    for form in KNOWLEDGE.entries("notices").values():
        assert set(form.required) <= set(form.paragraphs), form.id
        assert set(form.required) <= choices, form.id


def test_every_kind_of_request_has_a_term_under_pipl_and_gdpr():
    kinds = {c.id for c in KNOWLEDGE.entries("registers")["REG-DSR"].column("kind").choices}
    for id in ("cn_rights", "eu_rights"):
        assert set(CLOCKS[id].kinds) == kinds


@pytest.mark.parametrize(
    ("answer", "state"), [(True, "overdue"), (False, "not_required"), (None, "undecided")]
)
def test_a_term_of_california_runs_only_for_its_residents(answer, state):
    said = Statement(fact="california.residents", text="As listed", answer=answer, by="Counsel")
    facts = answered((said,)) | {"encrypted": False}
    for id in ("us_ca_rights", "us_ca_optout", "us_ca_breach", "us_ca_breach_ag"):
        start = dt.datetime(2026, 1, 30)
        run = run_clock(CLOCKS[id], start, None, now=dt.datetime(2026, 12, 1), facts=facts)
        assert run.state == state


@pytest.mark.parametrize(
    ("done", "cii", "state"),
    [("2026-01-30T12:00", None, "in_time"), ("2026-01-30T14:00", None, "undecided"),
     ("2026-01-30T14:00", False, "late"), ("2026-01-30T14:00", True, "not_required")],
)  # fmt: skip
def test_nothing_is_called_late_that_may_not_have_been_owed(done, cii, state):
    found = run("cn_incident_general", done=dt.datetime.fromisoformat(done), cii_operator=cii)
    assert found.state == state
    assert found.missing == (("cii_operator",) if state == "undecided" else ())
