"""The index of evidence: every proof, what it proves, and whether it still does on the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ..model.assessment import Assessment, VendorRisk
from ..model.inventory import Evidence, Inventory
from ..model.proof import EvidenceState, ProofState
from ..scoring import Weights

_DAYS_A_MONTH = 30.4375


def evidence_index(
    told: Assessment, inventory: Inventory, weights: Weights
) -> tuple[EvidenceState, ...]:
    """Return every proof of an engagement as it stands on the day of the assessment, by id.

    A proof counts in full for one review interval of its control and for nothing after two
    (``decay.start`` and ``decay.end`` of the scales); where it proves several controls the
    shortest interval tells when it fades, the longest when it ends.
    """
    hashes = {input.path: input.sha256 for input in inventory.inputs}
    named = _named(told.vendors)
    return tuple(
        _state(proof, told, inventory, weights=weights, hashes=hashes, named=named)
        for proof in sorted(inventory.evidence, key=lambda proof: proof.id)
    )


def _state(
    proof: Evidence,
    told: Assessment,
    inventory: Inventory,
    *,
    weights: Weights,
    hashes: Mapping[str, str],
    named: Mapping[str, Iterable[str]],
) -> EvidenceState:
    controls = sorted({c.control for c in inventory.controls if proof.id in c.evidence})
    fades, ends = _wears_off(proof, controls, weights)
    return EvidenceState(
        id=proof.id,
        kind=proof.kind,
        title=proof.title,
        date=proof.date,
        age_days=(told.as_of - proof.date).days if proof.date else None,
        expires=proof.expires,
        fades=fades,
        ends=ends,
        verified_by=proof.verified_by,
        path=proof.path,
        sha256=hashes.get(proof.path or ""),
        controls=tuple(controls),
        vendors=tuple(named.get(proof.id, ())),
        findings=tuple(f.id for f in told.findings if f.subject == proof.id),
        state=_standing(proof, fades, ends, hashes=hashes, as_of=told.as_of),
    )


def _wears_off(
    proof: Evidence, controls: Iterable[str], weights: Weights
) -> tuple[dt.date | None, dt.date | None]:
    scale = weights.proof
    months = [scale.review_months.get(c, scale.default_months) for c in controls]
    if proof.date is None or not months:
        return (proof.expires, proof.expires)
    fades = _later(proof.date, scale.decay[0] * min(months))
    ends = _later(proof.date, scale.decay[1] * max(months))
    limit = proof.expires or dt.date.max
    return min(fades, limit), min(ends, limit)


def _later(day: dt.date, months: float) -> dt.date:
    return day + dt.timedelta(days=round(months * _DAYS_A_MONTH))


def _standing(
    proof: Evidence,
    fades: dt.date | None,
    ends: dt.date | None,
    *,
    hashes: Mapping[str, str],
    as_of: dt.date,
) -> ProofState:
    if proof.path and proof.path not in hashes:
        return "missing"
    if proof.path and proof.sha256 not in (None, hashes[proof.path]):
        return "changed"
    if proof.date is None:
        return "undated"
    if proof.date > as_of:
        return "ahead"
    if proof.expires and proof.expires < as_of:
        return "expired"
    if ends and ends < as_of:
        return "outdated"
    return "fading" if fades and fades < as_of and fades != proof.expires else "valid"


def _named(vendors: Iterable[VendorRisk]) -> dict[str, dict[str, None]]:
    """Return the vendors whose answers name each proof, in order."""
    named: dict[str, dict[str, None]] = {}
    for vendor in vendors:
        for answer in vendor.answers:
            evidence = answer["evidence"]
            for id in evidence if isinstance(evidence, tuple) else ():
                named.setdefault(id, {})[vendor.id] = None
    return named
