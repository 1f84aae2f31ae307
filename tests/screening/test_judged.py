"""A person's yes or no settles a trigger that the facts leave open, and nothing else."""

import pytest
from finding_world import KNOWLEDGE, asset, world

from riskkit.model.inventory import Statement
from riskkit.model.value import LANGUAGES, Interval
from riskkit.screening import screen

RULES = KNOWLEDGE.entries("screening")


def screened(*statements, deal="asset_sale", profiles=("pipia", "ico", "cppa")):
    rows = [asset(data_kinds=("name",), subjects=("customer",), volume=Interval.exactly(10))]
    header = {"scenario": "transfer", "deal_type": deal, "profiles": profiles}
    inventory = world(assets=rows, header=header).inventory.model_copy(
        update={"statements": statements}
    )
    return {one.id: one for one in screen(inventory, (), (), KNOWLEDGE)}


def judged(trigger, answer, **more):
    fields = {"text": "The shop is sold as a whole", "by": "Counsel", **more}
    return Statement(fact=f"trigger.{trigger}", answer=answer, **fields)


@pytest.mark.parametrize("id", RULES)
def test_every_trigger_can_be_judged(id):
    assert KNOWLEDGE.entries("facts")[f"trigger.{id}"].only == {"id": (id,)}


@pytest.mark.parametrize(("answer", "state"), [(True, "yes"), (False, "no")])
@pytest.mark.parametrize("trigger", ["PIPL.22", "PIPL.23"])
def test_the_sale_of_a_shop_is_a_transfer_or_a_provision_as_a_person_judges(trigger, answer, state):
    found = screened(judged(trigger, answer))[trigger]
    assert found.state == state
    for language in LANGUAGES:
        told = KNOWLEDGE.say(found.because[0], language)
        assert "Counsel" in told and "The shop is sold as a whole" in told


@pytest.mark.parametrize("lacking", [{"by": None}, {"text": None}])
def test_a_judgement_without_a_name_or_a_reason_settles_nothing(lacking):
    assert screened(judged("PIPL.23", True, **lacking))["PIPL.23"].state == "undecided"


def test_a_judgement_never_overrules_the_facts_and_is_told():
    found = screened(judged("PIPL.23", False), deal="list_sale")["PIPL.23"]
    assert found.state == "yes"
    assert found.because[-1].rule == "screening.judged_otherwise"


def test_a_settled_criterion_counts_where_criteria_are_counted():
    said = [judged(f"WP248.{n}", True) for n in (5, 6)]
    before = screened()["WP248.two"].state
    states = {id: one.state for id, one in screened(*said).items()}
    open_ = [id for id in ("WP248.5", "WP248.6") if screened()[id].state == "undecided"]
    assert open_ and all(states[id] == "yes" for id in open_)
    assert before != "yes" or states["WP248.two"] == "yes"
