"""Incident files: scope from inventory and scan, terms, notices with what they lack."""

import datetime as dt

import pytest
from finding_world import AS_OF, KNOWLEDGE, asset, asset_risk, claim, column, control_state, world

from riskkit.incidents import Known, draft, drafts, incident_files
from riskkit.model.assessment import Column
from riskkit.model.value import LANGUAGES, Interval

ROW = {
    "incident_no": "INC-2026-01", "discovered": "2026-11-10T08:00", "level": "general",
    "assets": "A1", "contained": "2026-11-10T09:00", "notified": "2026-11-10T20:00",
    "closed": "2026-11-12T10:00", "cause": "a mail went astray", "harm": "phishing",
    "remedy": "recalled", "advice": "ignore odd mails", "handler_contact": "400-000-0000",
}  # fmt: skip
STEADY = {"scenario": "steady", "deal_type": None, "cii_operator": False}


def inventory(*rows, notices=(), **header):
    registers = {"REG-INCIDENT": list(rows), "REG-NOTICE": list(notices)}
    held = [asset(id="A1"), asset(id="A2", name="ERP")]
    claims = [claim(control="CR-01", scope=("A1",), status="in_place")]
    facts = world(header={**STEADY, **header}, assets=held, controls=claims, registers=registers)
    return facts.inventory


def files(*rows, risks=None, columns=(), controls=(), as_of=AS_OF, **more):
    risks = risks or [risk()]
    return incident_files(
        inventory(*rows, **more), KNOWLEDGE, assets=risks, columns=columns, controls=controls,
        as_of=as_of,
    )  # fmt: skip


def risk(id="A1", *, persons=None, **changes):
    held = {"declared": ("name", "id_document"), "persons": persons or Interval(lo=50, hi=200)}
    return asset_risk(id).model_copy(update={**held, **changes})


def clocks(file):
    return {run.clock: run for run in file.clocks}


def test_the_scope_tells_fields_tiers_and_persons_of_the_assets_hit():
    seen = Column(**column(category="id_document", source="crm.csv", column="c3"))
    (file,) = files(ROW, columns=[seen])
    assert {f.category: f.tier for f in file.scope.fields} == {
        "name": "medium",
        "id_document": "high",
    }
    assert file.scope.tiers == {"medium": 1, "high": 1}
    assert not file.scope.sensitive, "an identity number is sensitive by harm, not by the list"
    assert files(ROW, risks=[risk(declared=("health",))])[0].scope.sensitive
    where = {f.category: f.where for f in file.scope.fields}
    assert where == {"name": (), "id_document": ("crm.csv::c3",)}
    assert (file.scope.persons.lo, file.scope.persons.hi) == (1, 200)


def test_a_stated_number_is_the_lower_bound_and_never_above_the_upper():
    assert files({**ROW, "persons": "120"})[0].scope.persons == Interval(lo=120, hi=200)
    assert files({**ROW, "persons": "500"})[0].scope.persons == Interval(lo=500, hi=500)


def test_several_assets_may_hold_the_same_person_or_not():
    two = [risk("A1"), risk("A2", persons=Interval(lo=1, hi=300))]
    assert files({**ROW, "assets": "A1;A2"}, risks=two)[0].scope.persons.hi == 500


def test_an_unknown_number_of_persons_stays_unknown():
    unknown = [risk(persons=Interval(lo=5, hi=None))]
    assert files(ROW, risks=unknown)[0].scope.persons.hi is None


@pytest.mark.parametrize(
    ("state", "carrier", "expected"),
    [({"status": "in_place", "proof": "document"}, "db", True),
     ({"status": "in_place", "proof": "none"}, "db", None),
     ({"status": "absent"}, "db", False),
     ({"status": "in_place", "proof": "document"}, "paper", False),
     ({"status": "in_place", "proof": "document"}, "removable", None)],
)  # fmt: skip
def test_data_is_encrypted_only_where_the_control_is_in_place_and_proven(state, carrier, expected):
    file = files(ROW, risks=[risk(carrier=carrier)], controls=[control_state("CR-01", **state)])[0]
    assert file.scope.encrypted is expected
    assert file.scope.unencrypted == (() if expected else ("A1",))


def test_one_unencrypted_asset_makes_the_whole_incident_unencrypted():
    two = [risk("A1"), risk("A2", carrier="paper")]
    found = files({**ROW, "assets": "A1;A2"}, risks=two, controls=[control_state("CR-01")])[0]
    assert found.scope.encrypted is False and found.scope.unencrypted == ("A2",)


@pytest.mark.parametrize(
    ("persons", "level"),
    [("999999", None), ("1000000", "relatively_major"), ("10000000", "major"),
     ("100000000", "particularly_major")],
)  # fmt: skip
def test_the_level_follows_the_number_of_persons_at_the_law_s_edges(persons, level):
    assert files({**ROW, "persons": persons})[0].computed_level == level


@pytest.mark.parametrize(
    ("level", "hi", "state"),
    [("", 999_999, None), ("", 1_000_000, "undecided"), ("", None, "undecided"),
     ("general", 1_000_000, None), ("relatively_major", 999_999, "overdue")],
)  # fmt: skip
def test_a_term_for_large_incidents_is_open_while_the_persons_may_reach_its_number(
    level, hi, state
):
    row = {**ROW, "level": level, "notified": ""}
    held = clocks(files(row, risks=[risk(persons=Interval(lo=50, hi=hi))])[0])
    run = held.get("cn_incident_general")
    assert (run.state if run else None) == state


def test_below_the_level_no_hours_run_and_at_it_four_do():
    assert "cn_incident_general" not in clocks(files(ROW)[0])
    held = clocks(files({**ROW, "persons": "1000000"})[0])
    assert held["cn_incident_general"].state == "late", "12 hours went by before the report"
    assert held["cn_incident_general"].due == dt.datetime(2026, 11, 10, 12)


def test_critical_infrastructure_has_one_hour_and_nobody_knows_which_while_it_is_unknown():
    rows = {**ROW, "level": "major"}
    cii = clocks(files(rows, cii_operator=True)[0])
    assert cii["cn_incident_cii"].due == dt.datetime(2026, 11, 10, 9)
    assert cii["cn_incident_general"].state == "not_required"
    states = clocks(files({**rows, "notified": ""}, cii_operator=None)[0])
    assert {states[c].state for c in ("cn_incident_cii", "cn_incident_general")} == {"undecided"}


def test_each_law_of_the_engagement_runs_its_own_clock():
    assert set(clocks(files(ROW, profiles=("ico",))[0])) == {
        "eu_breach_authority",
        "eu_breach_people",
    }
    assert "us_ca_breach" in clocks(files(ROW, profiles=("cppa",))[0])


def test_people_are_told_by_the_notice_that_names_the_incident():
    notice = {"event": "incident", "reference": "INC-2026-01", "sent": "2026-11-11",
              "elements": "cause;harm"}  # fmt: skip
    found = files({**ROW, "encrypted": "no"}, notices=[notice])[0]
    assert clocks(found)["cn_leak_people"].state == "in_time"
    (check,) = found.notices
    assert set(check.missing) == {"data_kinds", "remedy", "advice", "handler_contact"}
    other = files({**ROW, "encrypted": "no"}, notices=[{**notice, "reference": "INC-9"}])[0]
    assert clocks(other)["cn_leak_people"].state == "overdue" and not other.notices


def test_an_incident_found_later_is_not_yet_there_and_steps_without_time_are_named():
    assert files(ROW, as_of=dt.date(2026, 11, 9)) == ()
    bare = {"incident_no": "INC-1", "discovered": "2026-11-10T08:00"}
    assert set(files(bare)[0].missing) == {
        "contained", "notified", "closed", "cause", "harm", "remedy", "assets",
    }  # fmt: skip


def test_a_cell_that_is_no_incident_number_is_not_repeated():
    for cell in ("Chan Tai Man", "13800138000", "INC 张三"):
        assert files({**ROW, "incident_no": cell})[0].id == "registers/REG-INCIDENT.csv:2"


def test_no_word_of_the_register_reaches_the_file():
    told = files(ROW)[0].model_dump_json()
    assert not [w for w in ("astray", "phishing", "recalled", "400-000") if w in told]


def known(row, **header):
    return Known(
        inventory(row, **header), KNOWLEDGE, {"A1": risk()}, (), {},
        dt.datetime(2026, 11, 20),
    )  # fmt: skip


def test_a_notice_is_drafted_in_three_languages_with_every_element():
    for one in drafts(known(ROW), "INC-2026-01"):
        assert one.missing == ()
        for language in LANGUAGES:
            text = "".join(p.get(language) for p in one.paragraphs)
            assert "{" not in text and "a mail went astray" in text


def test_what_nobody_wrote_down_is_left_open_and_named():
    lacking = {**ROW, "harm": "", "handler_contact": ""}
    people = next(d for d in drafts(known(lacking), "INC-2026-01") if d.form == "incident-people")
    assert set(people.missing) == {"harm", "handler_contact"}
    assert any("to be filled in" in p.en for p in people.paragraphs)


def test_every_notice_form_fills_and_says_what_is_missing_of_it():
    facts = {"client": "C", "recipient_name": "R", "recipient_contact": "x", "purpose": "p",
             "method": "m", "data_kinds": ("category.name",), "rights": "r",
             "event_date": dt.date(2026, 12, 15), "measures": "locks", "handler_contact": "c",
             "cause": "c", "harm": "h", "remedy": "r", "advice": "a", "discovered": "2026-11-10",
             "persons_lo": 1, "persons_hi": 2}  # fmt: skip
    for form in KNOWLEDGE.entries("notices").values():
        assert draft(form, facts, KNOWLEDGE).missing == ()
        assert set(draft(form, {"client": "C"}, KNOWLEDGE).missing) == set(form.required)
