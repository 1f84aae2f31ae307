"""The index of evidence: every proof, those that prove nothing any more first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.assessment import Assessment, VendorRisk
from ..model.proof import EvidenceState, ProofState
from .grid import Grid, Refs, grid
from .wording import Words

STATES: tuple[ProofState, ...] = (
    "changed",
    "missing",
    "expired",
    "outdated",
    "undated",
    "ahead",
    "fading",
    "valid",
)
"""How a proof stands, the worst first."""

_MONTHS = 12


def evidence(a: Assessment, w: Words) -> Grid:
    """List each proof with its age, its file and hash, what it proves and how it stands."""
    ranked = sorted(a.evidence, key=lambda e: (STATES.index(e.state), e.id))
    rows = [
        (
            w.named(e.id, e.title or ""),
            w.term("evidence", e.kind),
            e.date,
            e.age_days,
            e.expires,
            _proves(w, a, e),
            w.say(f"tables.proof_state_{e.state}"),
            e.path,
            e.sha256,
        )
        for e in ranked
    ]
    return grid(
        "evidence",
        "evidence evidence_kind evidence_date:date age_days:count expires:date proves proof_state "
        "proof_file sha256",
        rows,
        [f"evidence-{e.id}" for e in ranked],
    )


def expiry(a: Assessment, w: Words) -> Grid:
    """Count the proofs that have ended, and those that end in each of the next twelve months."""
    live = [e for e in a.evidence if e.state in ("valid", "fading", "ahead") and e.ends]
    gone = [e for e in a.evidence if e.state not in ("valid", "fading", "ahead")]
    parts = [(w.say("figures.expiry_gone"), gone)]
    for n in range(_MONTHS + 1):
        month = _month(a, n)
        parts.append((month, [e for e in live if e.ends and f"{e.ends:%Y-%m}" == month]))
    rows = [
        (when, len(several), w.join(e.id for e in several) if several else None)
        for when, several in parts
    ]
    return grid("expiry", "outlook_on checked_count:count evidence", rows)


def _month(a: Assessment, n: int) -> str:
    year, month = divmod(a.as_of.year * 12 + a.as_of.month - 1 + n, 12)
    return f"{year}-{month + 1:02d}"


def _proves(w: Words, a: Assessment, e: EvidenceState) -> Refs | None:
    names = {v.id: v.name for v in a.vendors}
    controls = [(w.named(c, w.term("control", c)), f"control-{c}") for c in e.controls]
    vendors = [(w.named(v, names.get(v, "")), f"vendor-{v}") for v in e.vendors]
    return Refs((*controls, *vendors)) if controls or vendors else None


def own_title(e: EvidenceState, vendor: VendorRisk) -> str:
    """Return the title of a vendor's proof without the vendor's own name in front of it."""
    return (e.title or "").removeprefix(vendor.name).strip(" :：·-—")


def proofs(a: Assessment, ids: tuple[str, ...]) -> Refs | None:
    """Return pieces of evidence as references to the index; a place that is none stays a name."""
    known = {e.id for e in a.evidence}
    names = tuple((spot(id), f"evidence-{id}" if id in known else "") for id in ids)
    return Refs(names) if names else None


def spot(place: str) -> str:
    """Return where a proof stands, as a reader writes it: file, table and column.

    >>> spot("extracts/crm.sqlite::members::phone"), spot("extracts/a.csv::::b"), spot("E-1")
    ('extracts/crm.sqlite · members · phone', 'extracts/a.csv · b', 'E-1')
    """
    return " · ".join(part for part in place.split("::") if part)


def spots(places: Iterable[str], w: Words) -> str:
    """Return where several proofs stand, the rows of one file together.

    >>> from .wording import words
    >>> spots(["r/A.csv:2", "r/A.csv:3", "r/A.csv:4", "r/A.csv:9", "E-1"], words("en"))
    'r/A.csv:2–4, 9, E-1'
    """
    rows: dict[str, list[int]] = {}
    for place in places:
        file, sign, row = place.rpartition(":")
        held = rows.setdefault(file if sign and row.isdigit() else place, [])
        if sign and row.isdigit():
            held.append(int(row))
    told = (
        f"{spot(name)}:{w.join(_runs(held))}" if held else spot(name) for name, held in rows.items()
    )
    return w.join(told)


def _runs(numbers: Iterable[int]) -> Iterator[str]:
    """Yield numbers with those that follow each other as one run."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        yield str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"
