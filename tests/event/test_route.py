"""The legal route of a transfer: what goes, is withheld or deleted; who is told or asked."""

import pytest
from finding_world import AS_OF, EVENT, KNOWLEDGE, RULES, asset, asset_risk, date, world

from riskkit.deals import deal_in_law
from riskkit.model.inventory import Statement
from riskkit.model.value import Interval
from riskkit.route import DUTIES, FACTS, transfer_route


def routed(deal, *, as_of=AS_OF, registers=None, risks=(), **changes):
    held = {"volume": Interval.exactly(100), **changes}
    facts = world(header={"deal_type": deal}, assets=[asset(**held)], registers=registers)
    return transfer_route(facts.inventory, risks, KNOWLEDGE, as_of=as_of)


def fate(deal, **changes):
    return routed(deal, **changes).sets[0].fate


CONSENT = {"scope": "transfer", "separate": "yes", "data_set": "CRM"}
ASKED = {"REG-CONSENT": [{**CONSENT, "subject": f"M-{n}"} for n in range(100)]}


@pytest.mark.parametrize(
    ("deal", "changes", "expected"),
    [
        ("share_deal", {}, "stay"),
        ("merger", {}, "transfer"),
        ("division", {}, "transfer"),
        ("asset_sale", {}, "transfer"),
        ("list_sale", {}, "withhold"),
        (None, {}, "withhold"),
        ("asset_sale", {"data_kinds": ("name", "health")}, "withhold"),
        ("merger", {"data_kinds": ("name", "health")}, "transfer"),
        ("merger", {"data_kinds": ("aggregate",)}, "transfer"),
        ("asset_sale", {"state": "to_dispose"}, "delete"),
        ("asset_sale", {"state": "destroyed"}, "stay"),
        ("asset_sale", {"carrier": "backup"}, "withhold"),
        ("asset_sale", {"carrier": "av"}, "delete"),
        ("asset_sale", {"subjects": ("employee",)}, "decide"),
        ("merger", {"subjects": ("employee",)}, "transfer"),
        ("asset_sale", {"oldest_record": date("2020-01-01"),
                        "retention_months": Interval.exactly(24)}, "delete"),
        ("asset_sale", {"oldest_record": date("2025-06-01"),
                        "retention_months": Interval.exactly(24)}, "transfer"),
    ],
)  # fmt: skip
def test_the_kind_of_deal_and_the_data_decide_what_becomes_of_a_set(deal, changes, expected):
    assert fate(deal, **changes) == expected


def test_a_list_goes_once_everyone_on_it_has_consented_separately():
    assert fate("list_sale", registers=ASKED) == "transfer"
    fewer = {"REG-CONSENT": ASKED["REG-CONSENT"][1:]}
    assert fate("list_sale", registers=fewer) == "withhold"


def test_a_consent_withdrawn_no_longer_counts_and_is_told_as_an_opt_out():
    rows = [*ASKED["REG-CONSENT"][1:], {**CONSENT, "subject": "M-0", "withdrawn": "2026-11-01"}]
    route = routed("merger", registers={"REG-CONSENT": rows})
    assert (route.sets[0].fate, route.sets[0].people) == ("transfer", 1)


def test_what_the_scan_found_counts_though_nobody_declared_it():
    risk = asset_risk().model_copy(update={"found": ("name", "id_document")})
    declared = {"data_kinds": ("aggregate",)}
    assert fate("list_sale", **declared) == "transfer"
    assert fate("list_sale", risks=[risk], **declared) == "withhold"


def test_the_handover_list_is_compared_with_the_route():
    rows = {"REG-HANDOVER": [{"data_set": "CRM", "disposition": "transfer"}]}
    assert routed("merger", registers=rows).sets[0].agrees is True
    assert routed("list_sale", registers=rows).sets[0].agrees is False


def duties(deal, **changes):
    return {duty.id: duty for duty in routed(deal, **changes).duties}


def test_in_a_share_deal_nobody_is_told_of_a_recipient():
    assert set(duties("share_deal")) == {"assessed", "ask-new-purpose"}


@pytest.mark.parametrize(
    ("elements", "state"),
    [
        ("recipient_name;recipient_contact", "done"),
        ("recipient_name", "incomplete"),
        (None, "open"),
    ],
)
def test_the_notice_of_a_merger_names_the_recipient_and_its_contact(elements, state):
    row = {"event": "transfer", "sent": "2026-11-01", "elements": elements or ""}
    registers = {"REG-NOTICE": [row]} if elements else {}
    assert duties("merger", registers=registers)["tell"].state == state


def test_a_sale_of_a_list_tells_five_things_and_asks_everyone():
    held = duties("list_sale")
    assert len(held["tell"].missing) == 5
    assert held["ask"].state == "open"
    assert duties("list_sale", registers=ASKED)["ask"].state == "done"
    assert "ask" not in duties("merger")


def test_a_notice_after_the_event_came_too_late():
    row = {"event": "transfer", "sent": "2026-12-20", "elements": "recipient_name"}
    late = duties("merger", registers={"REG-NOTICE": [row]}, as_of=date("2027-01-10"))
    assert late["tell"].state == "open"


@pytest.mark.parametrize(
    ("volume", "state"),
    [(Interval.exactly(9_999_999), None), (Interval.exactly(10_000_000), "open"),
     (Interval(lo=5, hi=20_000_000), "undecided")],
)  # fmt: skip
def test_from_ten_million_persons_on_the_plan_is_reported(volume, state):
    found = duties("merger", risks=[asset_risk().model_copy(update={"persons": volume})])
    assert (found["report"].state if "report" in found else None) == state


def test_children_need_a_guardian_and_the_seller_erases_its_copies():
    held = duties("merger", subjects=("minor",))
    assert held["guardian"].assets == ("A1",)
    assert held["seller-erases"].state == "open"
    gone = {"REG-DESTR": [{"asset": "A1", "certificate_no": "C-1", "time": "2027-01-02"}]}
    later = duties("merger", registers=gone, as_of=date("2027-01-20"))
    assert later["seller-erases"].state == "done"


def test_only_a_transfer_has_a_route():
    facts = world(header={"scenario": "steady"}, assets=[asset()])
    assert transfer_route(facts.inventory, (), KNOWLEDGE, as_of=AS_OF) is None


def test_every_deal_has_a_route_and_every_rule_a_fact_that_exists():
    deals = {t.value for t in KNOWLEDGE.entries("vocabularies").values()
             if t.vocabulary == "deal_type"}  # fmt: skip
    assert set(KNOWLEDGE.entries("routes/deals")) == deals | {"unknown"}
    assert {r.fact for r in KNOWLEDGE.entries("routes/fates").values()} == set(FACTS)
    assert {d.fact for d in KNOWLEDGE.entries("routes/duties").values()} == set(DUTIES)


def test_the_notice_the_route_asks_for_is_the_one_the_findings_check():
    rules = RULES["F-NOTICE-ELEMENT"].parameters["routes"]
    for deal, route in KNOWLEDGE.entries("routes/deals").items():
        if deal in rules and deal != "unknown":
            assert set(route.elements) == set(rules[deal]["elements"]), deal
    assert "share_deal" not in rules


def test_the_route_is_due_on_the_day_of_the_event():
    assert duties("merger")["tell"].due == EVENT


def test_the_seller_s_copies_end_within_a_month_after_the_handover():
    assert (duties("merger")["seller-erases"].due - EVENT).days == 31


def judged(answer, by="Counsel", **changes):
    facts = world(header={"deal_type": "asset_sale"}, assets=[asset(**changes)])
    said = Statement(fact="deal.article_22", text="As argued", answer=answer, by=by)
    inventory = facts.inventory.model_copy(update={"statements": (said,)})
    return transfer_route(inventory, (), KNOWLEDGE, as_of=AS_OF)


@pytest.mark.parametrize(
    ("answer", "by", "asked", "fates"),
    [
        (True, "Counsel", False, ("transfer", "transfer")),
        (False, "Counsel", True, ("withhold", "withhold")),
        (None, "Counsel", True, ("transfer", "withhold")),
        (True, None, True, ("transfer", "withhold")),
    ],
)
def test_whether_a_sale_of_a_shop_falls_under_22_or_23_is_judged_by_somebody_or_stays_strict(
    answer, by, asked, fates
):
    route = judged(answer, by, volume=Interval.exactly(100))
    assert ("ask" in {duty.id for duty in route.duties}) is asked
    sensitive = judged(answer, by, data_kinds=("name", "health"))
    assert (route.sets[0].fate, sensitive.sets[0].fate) == fates
    assert route.deal == "asset_sale"
    elements = {d.id: d for d in route.duties}["tell"].missing
    assert len(elements) == (5 if asked else 2)


def test_what_the_findings_ask_of_the_notice_follows_the_judgement():
    facts = world(header={"deal_type": "asset_sale"}, assets=[asset()])
    said = Statement(fact="deal.article_22", text="As argued", answer=True, by="Counsel")
    inventory = facts.inventory.model_copy(update={"statements": (said,)})
    assert deal_in_law(facts.inventory, KNOWLEDGE).id == "asset_sale"
    assert deal_in_law(inventory, KNOWLEDGE).id == "division"


def test_the_sets_that_keep_a_number_open_are_named():
    held = [asset(id="A1"), asset(id="A2", name="ERP")]
    facts = world(header={"deal_type": "merger"}, assets=held)
    risks = [
        asset_risk("A1").model_copy(update={"persons": Interval.exactly(100)}),
        asset_risk("A2").model_copy(update={"persons": Interval(lo=3, hi=None)}),
    ]
    route = transfer_route(facts.inventory, risks, KNOWLEDGE, as_of=AS_OF)
    (duty,) = [d for d in route.duties if d.id == "report"]
    assert (duty.state, duty.assets) == ("undecided", ("A2",))
