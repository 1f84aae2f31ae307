"""An acceptance holds only with a name and two days, and ends with its time or its level."""

import datetime as dt

import pytest
from vendor_world import AS_OF, changed, service, vendor

from riskkit.model.inventory import PlannedAction
from riskkit.vendors import gather_facts
from riskkit.vendors.acceptances import acceptances_of

RULES = changed()
DAY = dt.timedelta(days=1)
GOOD = {
    "treatment": "accept",
    "scope": ("V1",),
    "owner": "Lu",
    "decided_on": AS_OF - 30 * DAY,
    "due": AS_OF + 30 * DAY,
    "accepted_level": "high",
}


def told(residual="high", **fields):
    facts = gather_facts(vendor(), [service()], assets={}, rules=RULES)
    action = PlannedAction(id="P1", **(GOOD | fields))
    return acceptances_of(facts, [action], residual, rules=RULES, as_of=AS_OF)


@pytest.mark.parametrize(
    ("fields", "residual", "state"),
    [
        ({}, "high", "in_force"),
        ({"due": AS_OF}, "high", "in_force"),
        ({"due": AS_OF - DAY}, "high", "lapsed"),
        ({"decided_on": AS_OF + DAY}, "high", "not_yet"),
        ({}, "critical", "outgrown"),
        ({"accepted_level": None}, "critical", "in_force"),
        ({"decided_on": None}, "high", "incomplete"),
        ({"due": None}, "high", "incomplete"),
        ({"owner": None}, "high", "incomplete"),
        ({"scope": ("S1",)}, "high", "in_force"),
    ],
)
def test_whether_an_acceptance_holds(fields, residual, state):
    (one,) = told(residual, **fields)
    assert one.state == state


@pytest.mark.parametrize(
    "fields", [{"scope": ("*",)}, {"treatment": "mitigate"}, {"status": "cancelled"}]
)
def test_what_is_no_acceptance_of_this_vendor(fields):
    assert told(**fields) == ()


def test_who_verified_it_stands_before_the_owner():
    (one,) = told(verified_by="Ma")
    assert (one.by, one.on, one.until) == ("Ma", GOOD["decided_on"], GOOD["due"])
