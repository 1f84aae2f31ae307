"""How strong each control is on each asset: what is claimed, as far as it is proven.

A claim counts only as far as its evidence carries it, and evidence wears off with age. What
is not known is between nothing and all; its likely value is nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.inventory import ControlClaim, Evidence, Inventory
from ..model.value import Interval

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Strength:
    """How far a control works, in [0, 1]: at worst, likely, at best; and how it is proven."""

    lo: float
    point: float
    hi: float
    status: str = "unknown"
    proof: str = "none"
    claim: ControlClaim | None = None

    def stronger(self, other: Strength) -> Strength:
        """Return the bound-wise stronger of two: what holds when both are done."""
        return Strength(
            max(self.lo, other.lo),
            max(self.point, other.point),
            max(self.hi, other.hi),
            self.status,
            self.proof,
            self.claim,
        )


UNKNOWN = Strength(0.0, 0.0, 1.0)


@dataclass(frozen=True)
class ProofScale:
    """The tables a strength is read from.

    Parameters
    ----------
    claimed : mapping of status to (lo, point, hi) in [0, 1]
    credit : mapping of evidence kind (or ``none``) to (lo, point, hi) in [0, 1]
    review_months : mapping of control id to its review interval in months
    default_months : the review interval of a control that names none, in months
    decay : from and until how many review intervals a proof fades
    """

    claimed: Mapping[str, tuple[float, float, float]]
    credit: Mapping[str, tuple[float, float, float]]
    review_months: Mapping[str, float]
    default_months: float = 12
    decay: tuple[float, float] = (1.0, 2.0)


def strength_of(
    claim: ControlClaim, evidence: Mapping[str, Evidence], scale: ProofScale, as_of: dt.date
) -> Strength:
    """Return the strength of one claim on `as_of`.

    ``m = claimed * coverage * effectiveness * credit``, bound by bound, where credit is that of
    the best evidence, faded linearly to no credit between one and two review intervals.
    """
    status = claim.status or "unknown"
    if status == "not_applicable" and not claim.reason:
        status = "unknown"
    if status == "unknown":
        return Strength(0.0, 0.0, 1.0, "unknown", "none", claim)
    amounts = _percent(claim.coverage), _percent(claim.effectiveness)
    measured = claim.coverage.bounded or claim.effectiveness.bounded
    # A share that is given says more than the flat half that "partial" stands for.
    claimed = (1.0, 1.0, 1.0) if status == "partial" and measured else scale.claimed[status]
    months = scale.review_months.get(claim.control, scale.default_months)
    proofs = [evidence[e] for e in claim.evidence if e in evidence]
    proof, credit = best_credit(proofs, scale, months, as_of)
    lo, point, hi = (claimed[i] * credit[i] * amounts[0][i] * amounts[1][i] for i in range(3))
    return Strength(lo, point, hi, status, proof, claim)


def best_credit(
    proofs: Iterable[Evidence], scale: ProofScale, months: float, as_of: dt.date
) -> tuple[str, tuple[float, float, float]]:
    """Return the kind and the credit of the best of several proofs on a day."""
    best = ("none", scale.credit["none"])
    for proof in proofs:
        fresh = freshness(proof, months, as_of, scale.decay)
        if fresh <= 0:
            continue
        full, none = scale.credit[proof.kind], scale.credit["none"]
        lo, point, hi = (n + (f - n) * fresh for f, n in zip(full, none, strict=True))
        if (point, lo) > (best[1][1], best[1][0]):
            best = (proof.kind, (lo, point, hi))
    return best


def freshness(
    proof: Evidence, months: float, as_of: dt.date, decay: tuple[float, float] = (1.0, 2.0)
) -> float:
    """Return how much of a proof is left on a day, in [0, 1].

    1 up to ``decay[0]`` review intervals of `months`, then down in a line to 0 at
    ``decay[1]``; 0 once expired, before its own date, or without a date.
    """
    if proof.date is None or proof.date > as_of or (proof.expires and proof.expires < as_of):
        return 0.0
    age = (as_of - proof.date).days / DAYS_A_MONTH
    start, end = (months * intervals for intervals in decay)
    return min(1.0, max(0.0, (end - age) / (end - start)))


def proven(inventory: Inventory) -> dict[str, Evidence]:
    """Return the evidence by id, without dates where the file is missing or has another hash.

    Evidence whose file is not the one that was described proves nothing.
    """
    hashes = {input.path: input.sha256 for input in inventory.inputs}
    return {
        e.id: e
        if e.path is None or (e.path in hashes and e.sha256 in (None, hashes[e.path]))
        else e.model_copy(update={"date": None})
        for e in inventory.evidence
    }


def _percent(interval: Interval) -> tuple[float, float, float]:
    # A blank means the claim is for the whole scope: doubt about it is the evidence's matter.
    if interval.hi is None and interval.lo == 0:
        return (1.0, 1.0, 1.0)
    lo, hi = interval.lo / 100, (100.0 if interval.hi is None else interval.hi) / 100
    return (lo, lo, hi)


def claims_on(
    asset: str, inventory: Inventory, touching: Mapping[str, Iterable[str]]
) -> dict[str, list[ControlClaim]]:
    """Return, by control id, the most specific claims that cover an asset.

    A claim on the asset itself goes before one on an activity or vendor that touches it,
    which goes before one on everything (``*``).
    """
    chosen: dict[str, tuple[int, list[ControlClaim]]] = {}
    around = set(touching.get(asset, ()))
    for claim in inventory.controls:
        rank = 2 if asset in claim.scope else 1 if around & set(claim.scope) else 0
        if rank == 0 and "*" not in claim.scope:
            continue
        held = chosen.get(claim.control, (-1, []))
        if rank > held[0]:
            chosen[claim.control] = (rank, [claim])
        elif rank == held[0]:
            held[1].append(claim)
    return {control: claims for control, (_, claims) in chosen.items()}


def touching(inventory: Inventory) -> dict[str, set[str]]:
    """Return, by asset id, the activities, services and vendors that touch it."""
    result: dict[str, set[str]] = {asset.id: set(asset.third_parties) for asset in inventory.assets}
    pairs: list[tuple[Any, tuple[str, ...]]] = [
        *((a.assets, (a.id,)) for a in inventory.activities),
        *((s.assets, (s.id, s.vendor)) for s in inventory.services),
    ]
    for assets, ids in pairs:
        for asset in assets:
            result.setdefault(asset, set()).update(ids)
    return result
