"""Assets scored with the real knowledge: exact bounds, refining never widens, reasons add up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskkit.catalogue import load_knowledge
from riskkit.model.assessment import AssetRisk, Column
from riskkit.model.inventory import (
    Asset,
    ControlClaim,
    Evidence,
    Header,
    Inventory,
    PlannedAction,
    RegisterRow,
    Service,
    Vendor,
)
from riskkit.model.value import Interval
from riskkit.scoring import (
    asset_facts,
    risk_removed,
    score_assets,
    score_scenarios,
    weights_for,
)

DAY = dt.date(2026, 11, 20)
KNOWLEDGE = load_knowledge()
CARRIERS = tuple(
    t.value for t in KNOWLEDGE.entries("vocabularies").values() if t.vocabulary == "carrier"
)
CATEGORIES = tuple(KNOWLEDGE.entries("categories"))
few = settings(max_examples=60, deadline=None)

FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "data_kinds": st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=4, unique=True).map(
        tuple
    ),
    "volume": st.integers(0, 10**8).map(Interval.exactly),
    "identifiers": st.sampled_from(["direct", "indirect", "none"]),
    "access_people": st.integers(0, 2000).map(Interval.exactly),
    "network": st.sampled_from(["none", "isolated", "segmented", "intranet", "internet"]),
    "countries": st.lists(st.sampled_from(["CN", "HK", "TW", "SG", "DE"]), min_size=1).map(tuple),
    "copies": st.integers(1, 100).map(Interval.exactly),
    "retention_months": st.integers(1, 200).map(Interval.exactly),
    "oldest_record": st.dates(dt.date(2015, 1, 1), DAY),
    "state": st.sampled_from(["live", "idle", "to_dispose"]),
}
some = st.fixed_dictionaries({}, optional=FIELDS)
status = st.sampled_from(["absent", "planned", "partial", "in_place"])
claims = st.dictionaries(st.sampled_from(["CR-01", "AC-01", "PH-01", "MV-04", "BK-01"]), status)


def score(
    fields: dict[str, Any],
    said: dict[str, str] | None = None,
    *,
    carrier: str = "endpoint",
    columns: tuple[Column, ...] = (),
    **tables: Any,
) -> AssetRisk:
    inventory = Inventory(
        root="",
        header=Header(client="c", title="t", scenario="transfer", phase="T1"),
        assets=(Asset(id="A", name="a", carrier=carrier, **fields),),
        controls=tuple(ControlClaim(control=c, status=s) for c, s in (said or {}).items()),
        vendors=(Vendor(id="V", name="v", kind="mover"),),
        **tables,
    )
    weights = weights_for(KNOWLEDGE, inventory.header)
    return score_assets(inventory, asset_facts(inventory, columns, weights, DAY), weights)[0]


def inside(inner: Any, outer: Any) -> bool:
    return bool(outer.lo - 1e-4 <= inner.lo <= inner.hi <= outer.hi + 1e-4)


@few
@given(some, st.sampled_from(sorted(FIELDS)), st.data(), st.sampled_from(CARRIERS))
def test_learning_a_fact_never_widens_the_interval(fields, field, data, carrier) -> None:
    before = {k: v for k, v in fields.items() if k != field}
    after = {**before, field: data.draw(FIELDS[field])}
    wide, narrow = score(before, carrier=carrier), score(after, carrier=carrier)
    for part in ("inherent", "residual", "planned"):
        assert inside(getattr(narrow, part), getattr(wide, part)), part


@few
@given(some, claims, status)
def test_learning_a_control_never_widens_the_interval(fields, said, new) -> None:
    without = {c: s for c, s in said.items() if c != "CR-01"}
    wide, narrow = score(fields, without), score(fields, {**without, "CR-01": new})
    assert inside(narrow.residual, wide.residual)
    assert inside(narrow.gap, wide.gap)


@few
@given(some, claims, st.sampled_from(CARRIERS))
def test_the_point_lies_within_bounds_and_below_the_inherent_risk(fields, said, carrier) -> None:
    risk = score(fields, said, carrier=carrier)
    for one in (risk.inherent, risk.residual, risk.planned):
        assert 0 <= one.lo <= one.score <= one.hi <= 100
    assert risk.residual.score <= risk.inherent.score + 1e-4
    assert risk.planned.score <= risk.residual.score + 1e-4
    assert sum(c.share for c in risk.contributions) == pytest.approx(risk.residual.score, abs=1e-9)


@few
@given(st.fixed_dictionaries(FIELDS))
def test_nothing_unknown_leaves_no_width(fields) -> None:
    absent = dict.fromkeys(KNOWLEDGE.entries("controls"), "absent")
    risk = score(fields, absent)
    assert risk.unknown == ()
    assert risk.coverage == 1
    assert risk.residual.lo == risk.residual.hi == risk.inherent.score


def test_nothing_known_counts_as_bad_and_says_so() -> None:
    risk = score({})
    assert risk.sensitivity.tier == "high"
    assert risk.residual.score == risk.residual.hi
    assert risk.residual.lo == 0
    assert {"data_kinds", "volume", "network", "control.CR-01"} <= set(risk.unknown)


def test_a_claim_repeated_does_not_count_twice() -> None:
    once = score({}, {"CR-01": "in_place"})
    inventory_rows = tuple(ControlClaim(control="CR-01", status="in_place") for _ in range(3))
    header = Header(client="c", title="t", scenario="transfer", phase="T1")
    inventory = Inventory(
        root="",
        header=header,
        assets=(Asset(id="A", name="a", carrier="endpoint"),),
        controls=inventory_rows,
        vendors=(Vendor(id="V", name="v", kind="mover"),),
    )
    weights = weights_for(KNOWLEDGE, header)
    (thrice,) = score_assets(inventory, asset_facts(inventory, (), weights, DAY), weights)
    assert thrice.residual == once.residual


def test_what_the_scan_finds_counts_though_nobody_declared_it() -> None:
    declared = {"data_kinds": ("aggregate",), "identifiers": "none"}
    found = Column(
        source="x.csv",
        column="c1",
        asset="A",
        entity="CN_RESIDENT_ID",
        category="id_document",
        personal=True,
    )
    before, after = score(declared), score(declared, columns=(found,))
    assert before.sensitivity.tier == "low"
    assert after.sensitivity.tier == "high"
    assert after.found == ("id_document",)
    assert after.residual.score > before.residual.score


def test_a_destroyed_asset_is_no_longer_exposed_once_it_is_proven() -> None:
    gone = {"state": "destroyed", "data_kinds": ("health",)}
    row = RegisterRow(cells={"medium": "disk 1", "asset": "A", "certificate_no": "D-1"})
    other = RegisterRow(cells={"medium": "disk 2", "asset": "B", "certificate_no": "D-2"})
    unnumbered = RegisterRow(cells={"medium": "disk 1", "asset": "A"})
    proven = score(gone, registers={"REG-DESTR": (row,)})
    assert proven.residual.hi == 0
    assert proven.exposure.because[0].rule == "score.not_exposed"
    for rows in ((), (other,), (unnumbered,)):
        claimed = score(gone, registers={"REG-DESTR": rows})
        waiting = score({**gone, "state": "to_dispose"})
        assert claimed.residual.lo == 0
        assert claimed.residual.score == waiting.residual.score
        assert "state" in claimed.unknown


def test_without_a_vendor_at_hand_vendor_controls_are_not_asked() -> None:
    service = Service(id="S", vendor="V", assets=("A",))
    alone, touched = score({}), score({}, services=(service,))
    assert "control.VN-02" not in alone.unknown
    assert "control.VN-02" in touched.unknown
    assert touched.inherent.score > alone.inherent.score


def test_only_what_the_client_committed_to_counts_as_planned() -> None:
    action = PlannedAction(id="P", control="CR-04", scope=("A",), status="open")
    cancelled = PlannedAction(id="P", control="CR-04", scope=("A",), status="cancelled")
    facts = {"data_kinds": ("name", "contact")}
    without, with_plan = score(facts), score(facts, actions=(action,))
    assert with_plan.planned.score < without.planned.score
    assert with_plan.residual == without.residual
    assert score(facts, actions=(cancelled,)).planned == without.planned


def test_stale_evidence_moves_the_score_with_the_day() -> None:
    header = Header(client="c", title="t", scenario="transfer", phase="T1")
    inventory = Inventory(
        root="",
        header=header,
        assets=(Asset(id="A", name="a", carrier="endpoint", data_kinds=("name",)),),
        controls=(ControlClaim(control="CR-04", status="in_place", evidence=("E",)),),
        evidence=(Evidence(id="E", kind="technical_test", date=DAY),),
    )
    weights = weights_for(KNOWLEDGE, header)

    def on(day: dt.date) -> float:
        return score_assets(inventory, asset_facts(inventory, (), weights, day), weights)[
            0
        ].residual.score

    days = [DAY + dt.timedelta(days=d) for d in (0, 400, 550, 800)]
    scores = [on(day) for day in days]
    assert scores == sorted(scores)
    assert scores[0] < scores[-1]


def test_each_control_alone_removes_what_it_says() -> None:
    header = Header(client="c", title="t", scenario="transfer", phase="T1")
    base = Inventory(
        root="",
        header=header,
        assets=(Asset(id="A", name="a", carrier="endpoint", data_kinds=("name", "contact")),),
    )
    weights = weights_for(KNOWLEDGE, header)
    facts = asset_facts(base, (), weights, DAY)
    removed = risk_removed(facts, weights, ["CR-04"])["CR-04"]["A"]
    planned = base.model_copy(
        update={"actions": (PlannedAction(id="P", control="CR-04", scope=("A",)),)}
    )
    (risk,) = score_assets(planned, asset_facts(planned, (), weights, DAY), weights)
    assert risk.residual.score - risk.planned.score == pytest.approx(removed, abs=1e-3)


@pytest.mark.parametrize(
    ("who", "applied"), [({}, False), ({"override_by": "Li", "override_why": "drill"}, False)]
)
def test_an_opinion_without_who_when_and_why_moves_nothing(who, applied) -> None:
    header = Header(client="c", title="t", scenario="transfer", phase="T1")
    row = {
        "id": "S1",
        "name": "x",
        "pathway": "loss",
        "likelihood": {"lo": 1, "hi": 2},
        "severity": {"lo": 1, "hi": 2},
    }
    plain = Inventory(root="", header=header, assets=(Asset(id="A", name="a", carrier="endpoint"),))

    def residual(extra: dict[str, Any]) -> Any:
        data = plain.model_dump() | {"scenarios": [row | extra]}
        inventory = Inventory.model_validate(data)
        weights = weights_for(KNOWLEDGE, header)
        facts = asset_facts(inventory, (), weights, DAY)
        return score_scenarios(inventory, facts, weights, KNOWLEDGE)[-1]

    told = {"override_by": "Li", "override_on": "2026-11-01", "override_why": "drill"}
    assert residual(who).override["applied"] is applied
    assert residual(told).override["applied"] is True
    assert residual(told).residual.score < residual(who).residual.score
