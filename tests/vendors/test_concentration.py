"""The chain: reach grows with every edge, cycles end, shares add up, single points are said."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vendor_event_world import engagement, examined, lore, rules
from vendor_world import AS_OF, service, vendor

from riskkit.model.inventory import Dependency
from riskkit.model.value import Interval
from riskkit.vendors import assess_vendors, portfolio_of
from riskkit.vendors.concentration import Chain, Weighted, concentrations, reach, suppliers_of

PARTIES = [f"V{n}" for n in range(6)]
edges = st.sets(st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)), max_size=20)
services = st.lists(
    st.tuples(st.sampled_from(PARTIES), st.integers(1, 9)), min_size=1, max_size=8
).map(lambda rows: [Weighted(f"S{n}", v, w) for n, (v, w) in enumerate(rows)])


def chain(pairs, kinds=None):
    grouped = {}
    for upper, lower in pairs:
        grouped.setdefault(upper, set()).add(lower)
    return Chain(
        edges={upper: frozenset(lowers) for upper, lowers in grouped.items()},
        names={party: party for party in PARTIES},
        kinds=kinds or dict.fromkeys(pairs),
        vendors=frozenset(PARTIES),
        countries={},
    )


@settings(max_examples=200, deadline=None, database=None)
@given(
    pairs=edges,
    rows=services,
    extra=st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)),
)
def test_one_more_edge_never_lowers_any_reach(pairs, rows, extra):
    before, after = chain(pairs), chain(pairs | {extra})
    for party in PARTIES:
        assert reach(after, party, rows) >= reach(before, party, rows)


@settings(max_examples=100, deadline=None, database=None)
@given(pairs=edges, rows=services)
def test_reach_is_what_every_path_leads_to(pairs, rows):
    """Against a closure computed another way: by squaring the relation until it stands still."""
    closure = {(party, party) for party in PARTIES} | pairs
    while True:
        more = {(a, d) for (a, b), (c, d) in itertools.product(closure, closure) if b == c}
        if more <= closure:
            break
        closure |= more
    whole = sum(row.weight for row in rows)
    for party in PARTIES:
        hit = sum(row.weight for row in rows if (row.vendor, party) in closure)
        assert reach(chain(pairs), party, rows) == pytest.approx(hit / whole)


def test_a_ring_ends_and_reaches_all_of_it():
    ring = chain({("V0", "V1"), ("V1", "V2"), ("V2", "V0")})
    rows = [Weighted("S0", "V0", 1), Weighted("S5", "V5", 1)]
    assert [reach(ring, party, rows) for party in ("V0", "V1", "V2", "V3")] == [0.5, 0.5, 0.5, 0]


@settings(max_examples=100, deadline=None, database=None)
@given(pairs=edges, rows=services, data=st.data())
def test_herfindahl_is_between_even_spread_and_one(pairs, rows, data):
    kinds = {pair: data.draw(st.sampled_from(["parent", "hosting", None])) for pair in pairs}
    for one in concentrations(chain(pairs, kinds), rows, {row.id: ("CN",) for row in rows}):
        assert 0 < one.index <= 1 and one.share**2 <= one.index + 1e-9
        assert one.by != "country" or (one.index, one.largest) == (1, "CN")


def test_herfindahl_of_even_halves_is_one_half():
    rows = [Weighted("S0", "V0", 1), Weighted("S1", "V1", 1)]
    found = {one.by: one for one in concentrations(chain(set()), rows, {"S0": ("CN", "SG")})}
    assert found["vendor"].index == 0.5 and found["country"].index == 0.5
    assert "hosting" not in found
    shared = {("V0", "V5"), ("V1", "V5")}
    under = chain(shared, dict.fromkeys(shared, "parent"))
    assert {o.by: o.index for o in concentrations(under, rows, {})}["parent"] == 1


def nobody(assets):
    return Interval.exactly(0)


PEOPLE = {"A1": set(range(100)), "A2": set(range(50, 150)), "A3": set(range(40))}


@pytest.mark.parametrize(
    ("touched", "truth"),
    [
        ((("A1",), ("A1",)), 1.0),
        ((("A1",), ("A2",)), 100 / 150),
        ((("A3",), ("A1",)), 0.4),
        ((("A1", "A2"), ("A3",)), 1.0),
        (((), ("A1",)), 0.0),
    ],
)
@pytest.mark.parametrize("exact", [True, False])
def test_the_share_of_persons_holds_the_true_one_though_assets_share_people(touched, truth, exact):
    def count(assets):
        sizes = [len(PEOPLE[asset]) for asset in assets]
        if exact:
            return Interval.exactly(len(set().union(*(PEOPLE[asset] for asset in assets))))
        return Interval(lo=max(sizes, default=0), hi=sum(sizes))

    rows = [Weighted(f"S{n}", f"V{n}", 1, frozenset(held)) for n, held in enumerate(touched)]
    told = suppliers_of(chain(set()), rows, {}, rules(), count=count)
    lo, hi = next(one.sensitive for one in told if one.id == "V0")
    assert lo <= truth + 1e-12 and hi >= truth - 1e-12
    unseen = [replace(rows[0], unseen=True), rows[1]]
    told = suppliers_of(chain(set()), unseen, {}, rules(), count=count)
    assert next(one.sensitive for one in told if one.id == "V0")[1] == 1.0


@pytest.mark.parametrize(
    ("swap", "share", "single"),
    [("hard", 1.0, True), (None, 1.0, True), ("easy", 1.0, False), ("moderate", 1.0, False)],
)
def test_a_single_point_is_wide_and_hard_to_replace(swap, share, single):
    rows = [Weighted("S0", "V0", 1)]
    told = suppliers_of(chain(set()), rows, {"V0": swap}, rules(), count=nobody)
    found = {one.id: one for one in told}
    assert (found["V0"].reach, found["V0"].single_point) == (share, single)
    assert not found["V1"].single_point


def test_at_the_limit_itself_nothing_is_a_single_point():
    rows = [Weighted(f"S{n}", "V0" if n < 3 else "V1", 1) for n in range(10)]
    found = {one.id: one for one in suppliers_of(chain(set()), rows, {}, rules(), count=nobody)}
    assert found["V0"].reach == pytest.approx(0.3) and not found["V0"].single_point


def portfolio(**tables):
    inventory, assets = engagement(**tables)
    risks = assess_vendors(inventory, assets, rules(), as_of=AS_OF, lore=lore())
    return portfolio_of(inventory, assets, risks, rules=rules(), lore=lore(), as_of=AS_OF)


TWO = {
    "vendors": [vendor("V1"), vendor("V2")],
    "services": [service("S1", "V1"), service("S2", "V2")],
}


def test_a_fourth_party_behind_two_vendors_is_shared_whatever_its_spelling():
    rows = [
        Dependency(party="V1", depends_on="AWS", kind="hosting"),
        Dependency(party="Vendor V2", depends_on="Amazon Web Services", kind="hosting"),
    ]
    told = portfolio(**TWO, dependencies=rows)
    shared = next(one for one in told.suppliers if one.id == told.shared[0])
    assert (shared.name, shared.vendors, shared.reach) == ("Amazon Web Services", ("V1", "V2"), 1)
    assert shared.single_point
    assert {one.by: one.index for one in told.concentration}["hosting"] == 1


def test_chains_of_any_depth_are_followed():
    rows = [
        Dependency(party="V1", depends_on="Middle Ltd", kind="subprocessor"),
        Dependency(party="Middle Ltd.", depends_on="Deep Inc", kind="hosting"),
        Dependency(party="Deep", depends_on="V1", kind="software"),
    ]
    told = portfolio(**TWO, dependencies=rows)
    assert {one.name: one.reach for one in told.suppliers if one.name == "Deep Inc"} == {
        "Deep Inc": 0.5
    }


def test_an_edge_between_others_changes_no_vendors_score():
    rows = [Dependency(party="V2", depends_on="AWS", kind="hosting")]
    bare, linked = (examined(engagement(**TWO, dependencies=d)) for d in ((), rows))
    assert bare.score == linked.score and bare.verdict == linked.verdict


def test_a_service_counts_where_it_is_hosted_and_not_with_whom_it_hosts_for():
    pairs = {("V0", "V1"), ("V2", "V0"), ("V3", "V1")}
    kinds = dict.fromkeys(pairs, "hosting")
    rows = [Weighted(f"S{n}", f"V{n}", 1) for n in (0, 1, 2, 3, 4)]
    (host,) = (c for c in concentrations(chain(pairs, kinds), rows, {}) if c.by == "hosting")
    # V0 and V3 with V1, V1 with itself, V2 with V0 and V1 by halves; V4 with nobody
    assert (host.largest, host.share) == ("V1", 3.5 / 4)
    assert host.index == pytest.approx((3.5 / 4) ** 2 + (0.5 / 4) ** 2, abs=1e-6)


def test_the_table_of_dependencies_says_what_a_sub_processor_is():
    part = service(subprocessors=("Harbour Hosting Ltd.",))
    row = Dependency(party="V1", depends_on="Harbour Hosting Ltd.", kind="hosting")
    world = engagement(services=[part], dependencies=[row])
    inventory, assets = world
    told = portfolio_of(
        inventory, assets, [examined(world)], rules=rules(), lore=lore(), as_of=AS_OF
    )
    assert [link.kind for link in told.links] == ["hosting"]
    assert any(one.by == "hosting" and one.index == 1 for one in told.concentration)


def index(name, pairs, kinds, rows):
    found = concentrations(chain(pairs, kinds), rows, {})
    return {one.by: one for one in found}.get(name)


def test_two_vendors_of_one_group_are_one_parent_however_far_up():
    pairs = {("V0", "V2"), ("V1", "V3"), ("V2", "V4"), ("V3", "V4")}
    rows = [Weighted("S0", "V0", 1), Weighted("S1", "V1", 1)]
    parent = index("parent", pairs, dict.fromkeys(pairs, "parent"), rows)
    assert (parent.index, parent.largest) == (1, "V4")


def test_a_host_behind_a_sub_processor_counts():
    pairs = {("V0", "V1"), ("V1", "V2")}
    kinds = {("V0", "V1"): "subprocessor", ("V1", "V2"): "hosting"}
    hosting = index("hosting", pairs, kinds, [Weighted("S0", "V0", 1)])
    assert hosting.largest == "V2"
