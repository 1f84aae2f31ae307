"""Exports: persons counted between bounds, the ladder exact and monotone, modules total."""

import datetime as dt
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vendor_event_world import engagement, examined, lore
from vendor_world import asset, proof, service, vendor

from riskkit.model.inventory import Asset, VendorDocument
from riskkit.model.value import Interval
from riskkit.vendors.counting import general_and_sensitive
from riskkit.vendors.export_ladder import PATHS, Flow, export_paths
from riskkit.vendors.exports import contract_modules, fits, region_of

LADDER = lore().ladder
ROLES = ("controller", "joint", "recipient", "processor", "entrusted", "none", None)


def path(general, sensitive, **flags):
    flow = Flow(Interval.exactly(general), Interval.exactly(sensitive), **flags)
    (only,) = export_paths(flow, LADDER)
    return only


@pytest.mark.parametrize(
    ("general", "sensitive", "flags", "expected"),
    [
        (99_999, 0, {}, "exempt"),
        (100_000, 0, {}, "contract"),
        (999_999, 0, {}, "contract"),
        (1_000_000, 0, {}, "assessment"),
        (0, 1, {}, "contract"),
        (99_999, 1, {}, "contract"),
        (0, 9_999, {}, "contract"),
        (0, 10_000, {}, "assessment"),
        (1, 0, {"cii": True}, "assessment"),
        (1, 0, {"cii": True, "important": True}, "assessment"),
        (1, 0, {"important": True}, "assessment"),
        (0, 0, {"important": True, "exempted": True}, "assessment"),
        (2_000_000, 0, {"exempted": True}, "exempt"),
        (500_000, 0, {"cii": True, "exempted": True}, "exempt"),
        (0, 0, {}, "exempt"),
    ],
)
def test_the_ladder_at_its_boundaries(general, sensitive, flags, expected):
    assert path(general, sensitive, **flags) == expected


counts = st.one_of(
    st.integers(0, 2_000_000),
    st.sampled_from([0, 1, 9_999, 10_000, 99_999, 100_000, 999_999, 1_000_000]),
)


@settings(max_examples=200, deadline=None, database=None)
@given(general=counts, sensitive=counts, more=counts, cii=st.booleans(), which=st.booleans())
def test_the_ladder_never_becomes_lighter_by_more_persons_or_by_infrastructure(
    general, sensitive, more, cii, which
):
    least = PATHS.index(path(general, sensitive, cii=cii))
    added = (general + more, sensitive) if which else (general, sensitive + more)
    assert PATHS.index(path(*added, cii=cii)) >= least
    assert PATHS.index(path(general, sensitive, cii=True)) >= least


@settings(max_examples=100, deadline=None, database=None)
@given(lo=counts, wide=counts, at=st.floats(0, 1), sensitive=counts)
def test_an_interval_touches_the_path_of_every_count_in_it(lo, wide, at, sensitive):
    flow = Flow(Interval(lo=lo, hi=lo + wide), Interval.exactly(sensitive))
    assert path(lo + int(at * wide), sensitive) in export_paths(flow, LADDER)


def held(id, persons, *, sensitive=(), kinds=("name",)):
    legal = {"pipl_28": tuple(sensitive)}
    fields = {"declared": kinds, "persons": persons}
    return asset(id, **fields).model_copy(
        update={"sensitivity": asset().sensitivity.model_copy(update={"legal": legal})}
    )


@settings(max_examples=100, deadline=None, database=None)
@given(sizes=st.lists(st.integers(0, 10**6), min_size=1, max_size=5), marks=st.data())
def test_counts_hold_whoever_is_whoever(sizes, marks):
    """Everybody may be in every asset, or nobody in two: both counts stay between the bounds."""
    flags = [marks.draw(st.booleans()) for _ in sizes]
    assets = [
        held(f"A{n}", Interval.exactly(size), sensitive=("health",) if flag else ())
        for n, (size, flag) in enumerate(zip(sizes, flags, strict=True))
    ]
    general, sensitive = general_and_sensitive(assets, lore().debatable)
    for count, mark in ((general, False), (sensitive, True)):
        mine = [size for size, flag in zip(sizes, flags, strict=True) if flag is mark]
        assert count.lo == max(mine, default=0) and count.hi == sum(mine)


def test_what_nobody_looked_at_leaves_no_upper_bound():
    general, sensitive = general_and_sensitive([], lore().debatable, unseen=True)
    assert general.hi is None and sensitive.hi is None


def test_data_that_are_sensitive_in_some_cases_only_widen_both_counts():
    unsure = held("A1", Interval.exactly(50), kinds=("id_document",))
    general, sensitive = general_and_sensitive([unsure], lore().debatable)
    assert (general.lo, general.hi, sensitive.lo, sensitive.hi) == (0, 50, 0, 50)


@pytest.mark.parametrize(
    ("mechanism", "paths"),
    list(
        product(
            (
                "assessment",
                "standard_contract",
                "certification",
                "exempt",
                "scc",
                "adequacy",
                "none",
            ),
            [
                p
                for n in (1, 2, 3)
                for p in ([*zip(PATHS)] if n == 1 else [PATHS[:2], PATHS[1:], PATHS])
            ],
        )
    ),
)
def test_a_mechanism_fits_where_it_is_good_for_every_path(mechanism, paths):
    good = {
        "assessment": 3,
        "standard_contract": 2,
        "certification": 2,
    }.get(mechanism, 1)
    reached = [PATHS.index(one) < good for one in paths]
    expected = "yes" if all(reached) else "undecided" if any(reached) else "no"
    assert fits(mechanism, paths) == expected


def test_an_unknown_mechanism_is_never_a_no():
    assert fits(None, ("contract",)) == "undecided"


@pytest.mark.parametrize(("exporter", "importer"), list(product(ROLES, ROLES)))
def test_the_module_is_a_total_function_of_the_roles(exporter, importer):
    modules = contract_modules(exporter, importer, lore().modules)
    if "none" in (exporter, importer):
        assert modules == ()
    elif None in (exporter, importer):
        assert len(modules) == (4 if exporter is importer else 2)
    else:
        processor = ("processor", "entrusted")
        table = {(False, False): 1, (False, True): 2, (True, True): 3, (True, False): 4}
        assert modules == (table[exporter in processor, importer in processor],)


@pytest.mark.parametrize(
    ("countries", "region"),
    [
        (["DE"], "eea"),
        (["de", "FR"], "eea"),
        (["CH"], "adequate"),
        (["US"], "partly"),
        (["SG"], "third"),
        (["DE", "SG"], "mixed"),
        ([], "third"),
    ],
)
def test_regions(countries, region):
    assert region_of(countries, lore().regions) == region


def abroad(persons=50_000, **fields):
    parts = [
        service(f"S{n}", f"V{n}", assets=(f"A{n}",), countries=("SG",), **fields) for n in (1, 2)
    ]
    assets = [held(f"A{n}", Interval.exactly(persons)) for n in (1, 2)]
    return {"vendors": [vendor("V1"), vendor("V2")], "services": parts, "assets": assets}


def test_two_flows_under_the_threshold_are_counted_together():
    """50,000 to each of two vendors may be 100,000 persons: nobody escapes by splitting."""
    (one,) = examined(engagement(**abroad(transfer_mechanism="none"))).transfers
    assert one.alone == ("exempt",)
    assert one.paths == ("exempt", "contract")
    assert one.general == Interval.exactly(50_000)


def test_a_flow_that_is_exempt_by_its_purpose_is_not_counted():
    (one,) = examined(engagement(**abroad(600_000, transfer_mechanism="exempt"))).transfers
    assert one.paths == ("exempt",) and one.fits == "yes"


@pytest.mark.parametrize(
    ("important", "mechanism", "paths", "fit"),
    [
        (True, "standard_contract", ("assessment",), "no"),
        (True, "exempt", ("assessment",), "no"),  # no exemption covers important data
        (True, "assessment", ("assessment",), "yes"),
        (False, "standard_contract", ("exempt",), "yes"),
        (None, "standard_contract", ("exempt",), "yes"),
    ],
)
def test_important_data_need_an_assessment_however_few_the_persons(
    important, mechanism, paths, fit
):
    part = service(assets=("A1",), countries=("SG",), transfer_mechanism=mechanism)
    inventory, assets = engagement(services=[part], assets=[held("A1", Interval.exactly(10))])
    row = Asset(id="A1", name="A1", carrier="db", important_data=important)
    world = (inventory.model_copy(update={"assets": (row,)}), assets)
    risk = examined(world)
    (one,) = risk.transfers
    assert (one.paths, one.fits, one.important) == (paths, fit, important is True)
    duties = {d.item: d for law in risk.laws for d in law.duties}
    told = {reason.rule for reason in duties["CBF.path"].because}
    assert ("vendor_law.export_important" in told) == (important is True)


def test_a_service_at_home_is_no_transfer():
    assert examined(engagement()).transfers == ()


def test_under_european_law_the_home_country_is_abroad():
    (one,) = examined(engagement(profiles=("edpb-2026",))).transfers
    assert one.region == "third" and one.modules == (2,) and one.paths == ()


def test_the_transfer_assessment_has_an_age():
    paper = proof("documented", age_days=400)
    rows = [VendorDocument(evidence=paper.id, vendor="V1", kind="tia")]
    world = engagement(evidence=[paper], documents=rows, profiles=("edpb-2026",), **abroad())
    (one,) = examined(world).transfers
    assert one.assessed == paper.date and one.assessment_months == pytest.approx(13.1, abs=0.1)
    future = [paper.model_copy(update={"date": dt.date(2030, 1, 1)})]
    world = engagement(evidence=future, documents=rows, profiles=("edpb-2026",), **abroad())
    assert examined(world).transfers[0].assessed is None


@pytest.mark.parametrize(("services", "known"), [((), True), (("S1",), True), (("S9",), False)])
def test_the_transfer_assessment_of_another_service_is_none_of_this_one(services, known):
    paper = proof("documented", age_days=10)
    rows = [VendorDocument(evidence=paper.id, vendor="V1", kind="tia", services=services)]
    world = engagement(evidence=[paper], documents=rows, profiles=("edpb-2026",), **abroad())
    (one,) = examined(world).transfers
    assert (one.assessed is not None) is known
