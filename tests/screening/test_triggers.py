"""Each legal trigger: the fact that fires it, the fact that does not, and what leaves it open."""

import pytest
from finding_world import KNOWLEDGE, activity, asset, asset_risk, column, service, vendor, world

from riskkit.model.value import LANGUAGES, Interval
from riskkit.screening import screen
from riskkit.screening.screen import COUNTED, FACTS

RULES = KNOWLEDGE.entries("screening")
PERSONS = Interval.exactly(1000)


def triggers(*, risks=(), **tables):
    header = {"profiles": ("pipia", "ico", "cppa"), **tables.pop("header", {})}
    facts = world(**tables, header=header)
    return {one.id: one for one in screen(facts.inventory, risks, facts.columns, KNOWLEDGE)}


def holding(*kinds, subjects=("customer",), volume=PERSONS, **more):
    return {"assets": [asset(data_kinds=kinds, subjects=subjects, volume=volume, **more)]}


def acting(**fields):
    return {
        **holding(*fields.pop("kinds", ("name",))),
        "activities": [activity(data_kinds=(), **fields)],
    }


def serving(*services, **header):
    return {
        **holding("name"), "vendors": [vendor()], "services": list(services),
        "header": {"scenario": "steady", **header},
    }  # fmt: skip


MANY = Interval.exactly(500_000)

CASES = [
    ("PIPL.55.1", holding("health"), "yes"),
    ("PIPL.55.1", holding("name", subjects=("minor",)), "yes"),
    ("PIPL.55.1", holding("id_document"), "undecided"),  # the harm decides
    ("PIPL.55.1", holding("name"), "no"),
    ("PIPL.55.1", holding(), "undecided"),  # nobody said what it holds
    ("PIPL.55.1", holding("aggregate"), "no"),
    ("PIPL.55.2", acting(automated_decision=True), "yes"),
    ("PIPL.55.2", acting(automated_decision=None), "undecided"),
    ("PIPL.55.2", acting(automated_decision=False), "no"),
    ("PIPL.55.2", holding("name"), "undecided"),  # no activities registered
    ("PIPL.55.3-entrust", serving(service()), "yes"),
    ("PIPL.55.3-entrust", serving(service(role=None)), "undecided"),
    ("PIPL.55.3-entrust", serving(service(role="recipient")), "no"),
    ("PIPL.55.3-provide", serving(service(role="recipient")), "yes"),
    ("PIPL.55.3-provide", serving(service()), "no"),
    ("PIPL.55.3-provide", serving(scenario="transfer", deal_type="asset_sale"), "yes"),
    ("PIPL.55.3-provide", serving(scenario="transfer", deal_type="share_deal"), "no"),
    ("PIPL.55.3-publish", acting(public_disclosure=True), "yes"),
    ("PIPL.55.3-publish", acting(public_disclosure=False), "no"),
    ("PIPL.55.4", serving(service(countries=("SG",))), "yes"),
    ("PIPL.55.4", serving(service(countries=("HK",))), "yes"),  # outside the mainland
    ("PIPL.55.4", serving(service(countries=())), "undecided"),
    ("PIPL.55.4", serving(service(countries=("CN",))), "no"),
    ("PIPL.55.4", acting(cross_border=True), "yes"),
    ("PIPL.55.4", holding("name", countries=("SG",)), "yes"),
    ("PIPL.55.5", acting(automated_decision=True), "yes"),
    ("PIPL.55.5", acting(), "undecided"),
    ("PIPL.22", serving(scenario="transfer", deal_type="merger"), "yes"),
    ("PIPL.22", serving(scenario="transfer", deal_type="asset_sale"), "undecided"),
    ("PIPL.22", serving(scenario="transfer", deal_type=None), "undecided"),
    ("PIPL.22", serving(), "no"),
    ("PIPL.23", serving(scenario="transfer", deal_type="list_sale"), "yes"),
    ("PIPL.23", serving(scenario="transfer", deal_type="share_deal"), "no"),
    ("PIPL.31", holding("minor"), "yes"),
    ("PIPL.31", holding("name", subjects=()), "undecided"),
    ("PIPL.31", holding("name"), "no"),
    ("PIPL.52", holding("name", volume=Interval.exactly(1_000_000)), "yes"),
    ("PIPL.52", holding("name", volume=Interval.exactly(999_999)), "no"),
    ("PIPL.52", holding("name", volume=Interval(lo=1, hi=1_000_000)), "undecided"),
    ("PIPL.52", holding("name", volume=Interval()), "undecided"),
    ("NDR.28", holding("name", volume=Interval.exactly(10_000_000)), "yes"),
    ("AUD.4", holding("name", volume=Interval.exactly(10_000_000)), "no"),  # more than
    ("AUD.4", holding("name", volume=Interval.exactly(10_000_001)), "yes"),
    ("GB39335.A1.a", acting(kinds=("behaviour",), automated_decision=True), "yes"),
    ("GB39335.A1.a", acting(kinds=("name",), automated_decision=True), "no"),
    ("GB39335.A1.b", acting(automated_decision=True), "yes"),
    ("GB39335.A1.c", holding("location_track"), "yes"),
    ("GB39335.A1.c", holding("image", carrier="av"), "undecided"),
    ("GB39335.A1.c", holding("name"), "no"),
    ("GB39335.A1.d", holding("health", volume=MANY), "yes"),
    ("GB39335.A1.d", holding("health"), "undecided"),  # the text gives no number
    ("GB39335.A1.d", holding("name"), "no"),
    ("GB39335.A1.e", holding("name", volume=MANY), "yes"),
    ("GB39335.A1.e", holding("name", volume=Interval.exactly(499_999)), "no"),
    ("GB39335.A1.f", {"assets": [asset(), asset(id="A2", carrier="analytics")],
                      "activities": [activity(assets=("A1", "A2"))]}, "yes"),
    ("GB39335.A1.f", {"assets": [asset(), asset(id="A2")],
                      "activities": [activity(assets=("A1", "A2"))]}, "undecided"),
    ("GB39335.A1.f", {"assets": [asset()], "activities": [activity()]}, "no"),
    ("GB39335.A1.g", holding("name", subjects=("elderly",)), "yes"),
    ("GB39335.A1.g", holding("name"), "no"),
    ("GB39335.A1.h", holding("biometric"), "yes"),
    ("GB39335.A1.h", holding("name"), "undecided"),
    ("GB39335.A1.i", acting(kinds=("salary_credit",), automated_decision=True), "yes"),
    ("GB39335.A1.i", acting(automated_decision=False), "no"),
    ("CBF.7", serving(service(countries=("CN",)), cii_operator=False), "no"),
    ("CBF.5", serving(service(countries=("SG",)), cii_operator=False), "yes"),
    ("CBF.8", serving(service(countries=("SG",)), cii_operator=False), "no"),
    ("CBF.7", serving(service(countries=("SG",)), cii_operator=True), "yes"),
    ("CBF.7", serving(service(countries=("SG",))), "undecided"),  # operator or not
    ("CBF.5", serving(service(countries=("SG",), transfer_mechanism="exempt"),
                      cii_operator=False), "yes"),
    ("GDPR.35.3.a", acting(automated_decision=True), "yes"),
    ("GDPR.35.3.b", holding("health", volume=Interval.exactly(10_000)), "yes"),
    ("GDPR.35.3.b", holding("health"), "undecided"),
    ("GDPR.35.3.b", holding("name"), "no"),
    ("GDPR.35.3.c", holding("image", carrier="av"), "undecided"),
    ("WP248.1", acting(kinds=("behaviour",), automated_decision=True), "yes"),
    ("WP248.2", acting(automated_decision=False), "no"),
    ("WP248.3", holding("location_track"), "yes"),
    ("WP248.4", holding("communication"), "yes"),
    ("WP248.4", holding("name"), "no"),
    ("WP248.5", holding("name", volume=Interval.exactly(10_000)), "yes"),
    ("WP248.5", holding("name"), "no"),
    ("WP248.6", {"assets": [asset()], "activities": [activity()]}, "no"),
    ("WP248.7", holding("name", subjects=("employee",)), "yes"),
    ("WP248.8", holding("biometric"), "yes"),
    ("WP248.9", acting(kinds=("salary_credit",), automated_decision=True), "yes"),
    ("WP248.two", holding("health", subjects=("patient",)), "yes"),
    ("WP248.two", {**holding("name"), "activities": [activity(data_kinds=())]}, "no"),
    ("WP248.two", acting(automated_decision=None), "undecided"),
    ("CPPA.7150.1", serving(scenario="transfer", deal_type="list_sale"), "yes"),
    ("CPPA.7150.1", serving(service(role="recipient")), "undecided"),  # for what, a person judges
    ("CPPA.7150.1", serving(service(role=None)), "undecided"),
    ("CPPA.7150.1", serving(service()), "no"),
    ("CPPA.7150.2", holding("health"), "yes"),
    ("CPPA.7150.2", holding("health", subjects=("employee",)), "undecided"),  # payroll is exempt
    ("CPPA.7150.2", holding("health", subjects=("employee", "customer")), "yes"),
    ("CPPA.7150.2", holding("name"), "no"),
    ("CPPA.7150.3", acting(kinds=("salary_credit",), automated_decision=True), "yes"),
    ("CPPA.7150.3", acting(automated_decision=True), "undecided"),  # significant or not
    ("CPPA.7150.3", acting(automated_decision=False), "no"),
    ("CPPA.7150.3", acting(automated_decision=None), "undecided"),
    ("CPPA.7150.4", {**holding("behaviour", subjects=("employee",)),
                     "activities": [activity(automated_decision=True)]}, "yes"),
    ("CPPA.7150.4", holding("image", subjects=("employee",), carrier="av"), "undecided"),
    ("CPPA.7150.4", holding("behaviour"), "no"),
    ("CPPA.7150.4", holding("behaviour", subjects=()), "undecided"),
    ("CPPA.7150.5", holding("location_track"), "undecided"),
    ("CPPA.7150.5", holding("name"), "no"),
    ("CPPA.7150.5", holding(), "undecided"),
    ("CPPA.7150.6", holding("biometric", carrier="analytics"), "undecided"),
    ("CPPA.7150.6", holding("biometric"), "no"),
]  # fmt: skip


@pytest.mark.parametrize(("id", "given", "state"), CASES)
def test_a_trigger_is_decided_by_its_fact(id, given, state):
    assert triggers(**given)[id].state == state


def test_every_trigger_has_a_case():
    assert {id for id, _, _ in CASES} == set(RULES)


@pytest.mark.parametrize(("id", "given", "state"), CASES)
def test_a_trigger_says_why_in_every_language(id, given, state):
    trigger = triggers(**given)[id]
    assert trigger.because
    for reason in trigger.because:
        for language in LANGUAGES:
            said = KNOWLEDGE.say(reason, language)
            assert said
            assert "{" not in said


@pytest.mark.parametrize(
    ("profiles", "laws"),
    [(("pipia",), {"pipia"}), (("cnil",), {"edpb-2026"}), (("cppa",), {"cppa"})],
)
def test_only_the_laws_of_the_engagement_are_screened(profiles, laws):
    found = triggers(header={"profiles": profiles}, **holding("name"))
    assert {trigger.profile for trigger in found.values()} == laws


def test_what_the_scan_found_counts_as_held():
    given = holding("name")
    assert triggers(risks=[asset_risk(found=("health",))], **given)["PIPL.55.1"].state == "yes"


def test_an_asset_scanned_without_a_trace_of_persons_holds_none():
    given = {**holding(), "columns": [column(personal=False, category=None)]}
    assert triggers(**given)["PIPL.55.1"].state == "no"


def test_a_person_in_two_assets_is_counted_once_at_least_and_twice_at_most():
    given = {"assets": [asset(volume=Interval.exactly(300_000)),
                        asset(id="A2", volume=Interval.exactly(250_000))]}  # fmt: skip
    trigger = triggers(**given)["GB39335.A1.e"]
    assert trigger.state == "undecided"
    assert (trigger.because[0].args["lo"], trigger.because[0].args["hi"]) == (300_000, 550_000)


def test_sensitive_data_abroad_need_a_contract_at_least():
    given = serving(service(countries=("SG",)), cii_operator=False)
    given["assets"] = holding("health")["assets"]
    found = triggers(**given)
    assert (found["CBF.8"].state, found["CBF.5"].state) == ("yes", "no")


def test_persons_of_exempt_flows_are_not_counted():
    given = serving(
        service(countries=("SG",), transfer_mechanism="exempt"),
        service(id="S2", countries=("SG",), assets=("A2",)),
        cii_operator=False,
    )
    given["assets"] = [asset(volume=Interval.exactly(2_000_000)),
                       asset(id="A2", volume=Interval.exactly(5))]  # fmt: skip
    assert triggers(**given)["CBF.5"].state == "yes"


def test_every_fact_is_used_and_every_trigger_names_one():
    known = set(FACTS) | set(COUNTED) | {"export_rung", "exported"}
    assert {rule.fact for rule in RULES.values()} == known


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_trigger_names_what_exists(rule):
    categories = set(KNOWLEDGE.entries("categories"))
    assert set(rule.parameters.get("kinds", ())) <= categories
    assert set(rule.parameters.get("rules", ())) <= set(RULES)
    for subject in rule.parameters.get("subjects", ()):
        assert KNOWLEDGE.has_label(f"subjects.{subject}")
    for profile in (rule.profile, *rule.profiles):
        assert KNOWLEDGE.has_label(f"profile.{profile}")
