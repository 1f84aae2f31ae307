"""Requests of people with the term each law sets."""

import pytest
from finding_world import KNOWLEDGE, date, world

from riskkit.model.inventory import Statement
from riskkit.rights import requests


def asked(*rows, as_of="2026-11-20", profiles=("pipia",)):
    facts = world(header={"profiles": profiles}, registers={"REG-DSR": list(rows)})
    return requests(facts.inventory, KNOWLEDGE, as_of=date(as_of))


ROW = {"kind": "delete", "received": "2026-10-01"}


@pytest.mark.parametrize(
    ("answered", "as_of", "state"),
    [("2026-10-31", "2026-11-20", "in_time"), ("2026-11-01", "2026-11-20", "late"),
     ("", "2026-10-31", "running"), ("", "2026-11-01", "overdue"),
     ("2026-10-31", "2026-10-15", "running")],
)  # fmt: skip
def test_a_request_is_answered_in_the_days_of_the_law(answered, as_of, state):
    (found,) = asked({**ROW, "answered": answered}, as_of=as_of)
    assert [run.state for run in found.clocks] == [state]


def test_each_law_sets_its_own_term():
    (found,) = asked(ROW, profiles=("pipia", "ico", "cppa"))
    due = {run.clock: run.due.date().isoformat() for run in found.clocks}
    assert due == {
        "cn_rights": "2026-10-31", "eu_rights": "2026-11-01", "us_ca_rights": "2026-11-15",
        "us_ca_confirm": "2026-10-15",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["access", "correct", "delete", "withdraw", "explain"])
def test_every_right_has_a_term(kind):
    assert asked({**ROW, "kind": kind})[0].clocks


def test_the_organisation_s_own_day_does_not_replace_the_law_s():
    (found,) = asked({**ROW, "due": "2027-12-31"})
    assert found.clocks[0].due.date() == date("2026-10-31")


def test_a_request_of_tomorrow_is_not_there_today():
    assert asked({**ROW, "received": "2026-12-01"}) == ()


@pytest.mark.parametrize(
    ("cells", "state"),
    [({"confirmed": "2026-10-15"}, "in_time"), ({"confirmed": "2026-10-16"}, "late"),
     ({"answered": "2026-10-14"}, "in_time"), ({}, "overdue"),
     ({"confirmed": "2026-10-15", "answered": "2026-11-18"}, "in_time")],
)  # fmt: skip
def test_california_has_receipt_confirmed_in_ten_business_days_and_an_answer_confirms_it(
    cells, state
):
    facts = world(header={"profiles": ("cppa",)}, registers={"REG-DSR": [{**ROW, **cells}]})
    said = Statement(fact="california.residents", text="Yes", answer=True, by="Counsel")
    inventory = facts.inventory.model_copy(update={"statements": (said,)})
    (found,) = requests(inventory, KNOWLEDGE, as_of=date("2026-11-20"))
    assert {r.clock: r.state for r in found.clocks}["us_ca_confirm"] == state


def test_an_account_is_closed_in_fifteen_working_days():
    (found,) = asked({"kind": "close", "received": "2026-10-01"})
    assert {r.clock: r.due.date().isoformat() for r in found.clocks} == {
        "cn_account": "2026-10-22", "cn_rights": "2026-10-31",
    }  # fmt: skip
