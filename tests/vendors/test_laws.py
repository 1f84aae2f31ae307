"""Duties: present only where read and located, unread where nobody looked, never assumed."""

import datetime as dt

import pytest
from vendor_event_world import engagement, examined, lore
from vendor_world import asset, proof, service, vendor

from riskkit.catalogue import load_knowledge
from riskkit.model.inventory import Activity, Answer, ContractClause, VendorDocument
from riskkit.vendors.law_tests import TESTS

KNOWLEDGE = load_knowledge()


def clause(item, state="present", locator="4.2", **fields):
    return ContractClause(vendor="V1", item=item, state=state, locator=locator, **fields)


def duties(world, group=None):
    laws = examined(world).laws
    return {d.item: d for law in laws if group in (None, law.group) for d in law.duties}


def groups(world):
    return {law.group: law.applies for law in examined(world).laws}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "unread"),
        ([clause("PIPL.21.purpose")], "present"),
        ([clause("PIPL.21.purpose", locator=None)], "partial"),
        ([clause("PIPL.21.purpose", "partial")], "partial"),
        ([clause("PIPL.21.purpose", "absent", None)], "absent"),
        ([clause("PIPL.21.purpose", None)], "unread"),
        ([clause("PIPL.21.purpose", "not_applicable")], "not_applicable"),
        ([clause("PIPL.21.purpose"), clause("PIPL.21.purpose", "absent", service="S1")], "absent"),
        ([clause("PIPL.21.purpose"), clause("PIPL.21.purpose", "absent", service="S9")], "present"),
    ],
)
def test_the_state_of_a_clause(rows, expected):
    assert duties(engagement(clauses=rows))["PIPL.21.purpose"].state == expected


def test_a_clause_is_told_with_its_place_and_its_law():
    duty = duties(engagement(clauses=[clause("PIPL.21.purpose", locator=" Annex\n2 ")]))
    assert duty["PIPL.21.purpose"].locator == "Annex 2"
    assert duty["PIPL.21.purpose"].law == "PIPL.21"


def test_without_an_agreement_every_clause_is_absent():
    told = duties(engagement(services=[service(processing_agreement=False)]), "pipl21")
    assert len(told) == 11 and {duty.state for duty in told.values()} == {"absent"}


def test_a_clause_of_a_contract_that_ran_out_is_partial_while_the_service_goes_on():
    over = service(contract_until=dt.date(2026, 6, 1))
    told = duties(engagement(services=[over], clauses=[clause("PIPL.21.purpose")]))
    assert told["PIPL.21.purpose"].state == "partial"


@pytest.mark.parametrize(
    ("fields", "profiles", "expected"),
    [
        ({}, ("pipia",), {"pipl21", "pipl55"}),
        ({"role": "recipient"}, ("pipia",), {"pipl23", "pipl55"}),
        ({"role": "joint"}, ("pipia",), {"pipl20", "pipl55"}),
        ({"role": "none"}, ("pipia",), set()),
        ({"countries": ("SG",)}, ("pipia",), {"pipl21", "pipl38", "pipl55"}),
        ({}, ("edpb-2026",), {"gdpr28", "gdpr44"}),
        ({"countries": ("DE",)}, ("edpb-2026",), {"gdpr28"}),
        ({}, ("cppa",), {"ccpa7051"}),
        ({"role": "recipient"}, ("cppa",), {"ccpa7053"}),
        ({}, (), set()),
    ],
)
def test_which_laws_are_told(fields, profiles, expected):
    home = vendor(country="DE") if fields.get("countries") == ("DE",) else vendor()
    parts = [service(**fields)]
    world = engagement(services=parts, profiles=profiles, vendors=[home])
    assert set(groups(world)) == expected


def test_an_unknown_role_leaves_the_law_undecided():
    told = groups(engagement(services=[service(role=None)]))
    assert told["pipl21"] == told["pipl23"] == "undecided"


def test_the_takeover_is_told_for_a_transferee_only():
    part = service(role="recipient")
    taking = engagement(vendors=[vendor(kind="transferee")], services=[part])
    assert "pipl22" in groups(taking) and "pipl22" not in groups(engagement(services=[part]))


def test_a_contract_read_for_dora_brings_its_columns_and_criticality_the_strict_ones():
    rows = [clause("DORA.30.2.a")]
    plain = duties(engagement(clauses=rows), "dora28")
    strict = duties(engagement(clauses=rows, vendors=[vendor(criticality="critical")]), "dora28")
    assert "DORA.30.2.a" in plain and "DORA.30.3.a" not in plain
    assert "DORA.30.3.a" in strict


ABROAD = service(countries=("SG",))


@pytest.mark.parametrize(
    ("mechanism", "ground"),
    [
        (None, "unread"),
        ("none", "absent"),
        ("scc", "partial"),
        ("standard_contract", "present"),
        ("assessment", "present"),
    ],
)
def test_the_ground_of_an_export(mechanism, ground):
    part = ABROAD.model_copy(update={"transfer_mechanism": mechanism})
    assert duties(engagement(services=[part]), "pipl38")["PIPL.38"].state == ground


@pytest.mark.parametrize(
    ("country", "mechanism", "ground", "assessment"),
    [
        ("CH", None, "present", "not_applicable"),
        ("US", None, "partial", "unread"),
        ("SG", "scc", "present", "unread"),
        ("SG", "none", "absent", "unread"),
        ("SG", "standard_contract", "absent", "unread"),
    ],
)
def test_transfers_under_european_law(country, mechanism, ground, assessment):
    part = service(countries=(country,), transfer_mechanism=mechanism)
    world = engagement(services=[part], vendors=[vendor(country=country)], profiles=("edpb-2026",))
    told = duties(world, "gdpr44")
    assert (told["GDPR.44"].state, told["SCC.14"].state) == (ground, assessment)


@pytest.mark.parametrize(("age", "state"), [(300, "present"), (400, "partial")])
def test_an_old_transfer_assessment_is_partial(age, state):
    paper = proof("documented", age_days=age)
    rows = [VendorDocument(evidence=paper.id, vendor="V1", kind="tia")]
    part = service(countries=("SG",), transfer_mechanism="scc")
    world = engagement(services=[part], evidence=[paper], documents=rows, profiles=("edpb-2026",))
    assert duties(world, "gdpr44")["SCC.14"].state == state


@pytest.mark.parametrize(("age", "state"), [(300, "present"), (30, "partial"), (None, "unread")])
def test_the_impact_assessment_comes_before_access(age, state):
    """Access began on 1 March 2026, 245 days before the day assessed."""
    papers = [] if age is None else [proof("documented", age_days=age)]
    rows = [VendorDocument(evidence=p.id, vendor="V1", kind="pipia") for p in papers]
    told = duties(engagement(evidence=papers, documents=rows))
    assert told["PIPL.55"].state == state


def test_a_report_that_is_not_kept_three_years_is_partial():
    paper = proof("documented", age_days=300, expires=dt.date(2027, 1, 1))
    rows = [VendorDocument(evidence=paper.id, vendor="V1", kind="pipia")]
    assert duties(engagement(evidence=[paper], documents=rows))["PIPL.56"].state == "partial"


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([], "unread"),
        ([True], "present"),
        ([False], "absent"),
        ([True, False], "partial"),
        ([True, None], "unread"),
        ([None], "unread"),
    ],
)
def test_notice_and_consent_follow_the_activities_that_name_the_recipient(answers, state):
    rows = [
        Activity(id=f"P{n}", name="P", recipients=("V1",), notice=a, separate_consent=a)
        for n, a in enumerate(answers)
    ]
    other = Activity(id="PX", name="P", recipients=("V2",), notice=False, separate_consent=False)
    world = engagement(services=[service(role="recipient")], activities=[*rows, other])
    told = duties(world, "pipl23")
    assert told["PIPL.23.notice"].state == told["PIPL.23.consent"].state == state


def test_an_undeclared_fourth_party_breaks_the_ban_on_passing_on():
    hidden = [Answer(vendor="V1", question="VQ-CON-01", answer="yes", comment="Hosted on AWS")]
    told = duties(engagement(answers=hidden, clauses=[clause("PIPL.21.sub")]))
    assert told["PIPL.21.sub"].state == "absent"


def test_the_law_moves_neither_score_nor_verdict():
    bare, read = examined(engagement()), examined(engagement(clauses=[clause("PIPL.21.sub")]))
    for field in ("score", "lo", "hi", "verdict", "residual", "knockouts", "conditions"):
        assert getattr(bare, field) == getattr(read, field)


def test_every_duty_has_a_test_a_law_and_a_group():
    for duty in lore().duties.values():
        assert duty.test in TESTS
        assert duty.law.startswith("DORA") or duty.law in KNOWLEDGE.entries("laws")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_reason_reads_in_every_language(language):
    part = service(countries=("SG",), transfer_mechanism="scc", role=None)
    world = engagement(services=[part], profiles=("pipia", "edpb-2026", "cppa"))
    risk = examined(world)
    said = [KNOWLEDGE.say(r, language) for law in risk.laws for d in law.duties for r in d.because]
    assert said and not any("{" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("mechanism", "role", "expected"),
    [
        ("none", "entrusted", {"SCC.9": "not_applicable", "SCC.15": "not_applicable"}),
        ("adequacy", "entrusted", {"SCC.9": "not_applicable", "SCC.annex": "not_applicable"}),
        ("scc", "entrusted", {"SCC.9": "unread", "SCC.15": "unread", "SCC.annex": "unread"}),
        ("scc", "recipient", {"SCC.9": "not_applicable", "SCC.15": "unread"}),
        (None, "entrusted", {"SCC.9": "unread", "SCC.15": "unread"}),
    ],
)
def test_standard_clauses_are_asked_for_where_they_are_signed_in_their_modules(
    mechanism, role, expected
):
    part = service(countries=("US",), transfer_mechanism=mechanism, role=role)
    told = duties(engagement(services=[part], profiles=("edpb-2026",)), "gdpr44")
    assert {id: told[id].state for id in expected} == expected


@pytest.mark.parametrize(
    ("country", "mechanism", "expected"),
    [
        ("JP", None, "present"),
        ("US", "scc", "present"),  # the clauses hold whether or not the importer is certified
        ("US", "adequacy", "partial"),
        ("US", None, "partial"),
        ("SG", "adequacy", "absent"),  # there is no such decision
        ("SG", "scc", "present"),
        ("SG", "exempt", "partial"),
        ("SG", "none", "absent"),
        ("SG", None, "unread"),
    ],
)
def test_the_ground_of_a_transfer_by_country_and_mechanism(country, mechanism, expected):
    part = service(countries=(country,), transfer_mechanism=mechanism)
    world = engagement(services=[part], vendors=[vendor(country=country)], profiles=("edpb-2026",))
    assert duties(world, "gdpr44")["GDPR.44"].state == expected


@pytest.mark.parametrize(
    ("cii", "mechanism", "persons", "expected"),
    [
        (False, "standard_contract", 5_000, "not_applicable"),
        (False, "standard_contract", 20_000, "absent"),
        (False, "assessment", 20_000, "present"),
        (True, "standard_contract", 1, "absent"),
        (True, "assessment", 1, "present"),
        (None, "standard_contract", 5_000, "unread"),
    ],
)
def test_localisation_follows_critical_infrastructure_and_the_number(
    cii, mechanism, persons, expected
):
    part = service(countries=("SG",), transfer_mechanism=mechanism)
    inventory, assets = engagement(services=[part], assets=[asset(persons=persons)])
    sensitive = assets[0].sensitivity.model_copy(update={"legal": {"pipl_28": ("health",)}})
    held = assets[0].model_copy(update={"sensitivity": sensitive})
    head = inventory.header.model_copy(update={"cii_operator": cii})
    told = duties((inventory.model_copy(update={"header": head}), (held,)))
    assert told["PIPL.40"].state == expected


@pytest.mark.parametrize(
    ("words", "proofs", "expected"),
    [
        ({}, (), {"GDPR.28.1": "unread", "GDPR.28.10": "unread"}),
        ({"VQ-PUR-01": "yes"}, ("E-verified",), {"GDPR.28.1": "absent", "GDPR.28.10": "absent"}),
        ({"VQ-PUR-01": "no"}, ("E-verified",), {"GDPR.28.10": "present"}),
        ({"VQ-PUR-01": "no"}, (), {"GDPR.28.10": "unread"}),
    ],
)
def test_guarantees_and_own_purposes_follow_from_the_answers(words, proofs, expected):
    given = [Answer(vendor="V1", question=q, answer=w, evidence=proofs) for q, w in words.items()]
    world = engagement(answers=given, evidence=[proof()], profiles=("edpb-2026",))
    told = duties(world, "gdpr28")
    assert {id: told[id].state for id in expected} == expected
