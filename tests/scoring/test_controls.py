"""A control counts as far as it is claimed and proven; proof wears off."""

from __future__ import annotations

import datetime as dt

import pytest

from riskkit.model.inventory import Asset, ControlClaim, Evidence, Header, Input, Inventory
from riskkit.model.value import Interval
from riskkit.scoring.controls import (
    ProofScale,
    claims_on,
    freshness,
    proven,
    strength_of,
    touching,
)

DAY = dt.date(2026, 11, 20)
SCALE = ProofScale(
    claimed={
        "absent": (0, 0, 0),
        "planned": (0, 0, 0),
        "partial": (0.5, 0.5, 0.5),
        "in_place": (1, 1, 1),
    },
    credit={
        "none": (0, 0.2, 1),
        "document": (0.3, 0.6, 1),
        "technical_test": (1, 1, 1),
    },
    review_months={"C": 12},
)


def claim(status: str | None, **more: object) -> ControlClaim:
    return ControlClaim(control="C", status=status, **more)


def proof(days: int, kind: str = "technical_test", **more: object) -> Evidence:
    return Evidence(id="E", kind=kind, date=DAY - dt.timedelta(days=days), **more)


@pytest.mark.parametrize(
    ("said", "evidence", "expected"),
    [
        (claim(None), None, (0, 0, 1)),
        (claim("unknown"), None, (0, 0, 1)),
        (claim("absent"), None, (0, 0, 0)),
        (claim("in_place"), None, (0, 0.2, 1)),
        (claim("not_applicable"), None, (0, 0, 1)),
        (claim("in_place", evidence=("E",)), proof(10), (1, 1, 1)),
        (claim("in_place", evidence=("E",)), proof(10, "document"), (0.3, 0.6, 1)),
        (claim("in_place", evidence=("E",)), proof(365 * 3), (0, 0.2, 1)),
        (claim("in_place", evidence=("E",)), proof(-1), (0, 0.2, 1)),
        (
            claim("in_place", evidence=("E",)),
            proof(10, expires=DAY - dt.timedelta(days=1)),
            (0, 0.2, 1),
        ),
        (claim("partial", evidence=("E",)), proof(10), (0.5, 0.5, 0.5)),
        (
            claim("partial", evidence=("E",), coverage=Interval(lo=60, hi=80)),
            proof(10),
            (0.6, 0.6, 0.8),
        ),
        (
            claim("in_place", evidence=("E",), coverage=Interval(lo=50, hi=50)),
            proof(10),
            (0.5, 0.5, 0.5),
        ),
    ],
)
def test_a_claim_is_worth_what_is_proven_of_it(said, evidence, expected) -> None:
    strength = strength_of(said, {"E": evidence} if evidence else {}, SCALE, DAY)
    assert (strength.lo, strength.point, strength.hi) == pytest.approx(expected)


@pytest.mark.parametrize("older", range(0, 900, 60))
def test_evidence_never_gets_better_with_age(older: int) -> None:
    assert freshness(proof(older + 60), 12, DAY) <= freshness(proof(older), 12, DAY)


def test_evidence_fades_between_one_and_two_review_intervals() -> None:
    assert freshness(proof(365), 12, DAY) == 1
    assert freshness(proof(548), 12, DAY) == pytest.approx(0.5, abs=0.01)
    assert freshness(proof(731), 12, DAY) == 0


def inventory(**more: object) -> Inventory:
    header = Header(client="c", title="t", scenario="transfer")
    assets = (Asset(id="A", name="a", carrier="db"), Asset(id="B", name="b", carrier="db"))
    return Inventory(root="", header=header, assets=assets, **more)


@pytest.mark.parametrize(
    ("files", "kept"),
    [
        ((Input(path="e.txt", sha256="0" * 64),), True),
        ((Input(path="e.txt", sha256="1" * 64),), False),
        ((), False),
    ],
)
def test_evidence_whose_file_is_missing_or_changed_proves_nothing(files, kept) -> None:
    evidence = proof(1, path="e.txt", sha256="0" * 64)
    held = proven(inventory(evidence=(evidence,), inputs=files))
    assert (held["E"].date is not None) == kept


def test_the_most_specific_claim_counts_and_a_tie_keeps_both() -> None:
    rows = (
        claim("in_place"),
        claim("absent", scope=("A",)),
        claim("partial", scope=("A",)),
    )
    held = inventory(controls=rows)
    near = touching(held)
    assert [c.status for c in claims_on("A", held, near)["C"]] == ["absent", "partial"]
    assert [c.status for c in claims_on("B", held, near)["C"]] == ["in_place"]
