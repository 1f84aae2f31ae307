"""What header and values of a column say together, entity by entity, strongest first.

Every part is a number of ``knowledge/detection/weights.yaml`` or of a pattern, times how much
of the column supports it. Nothing here decides; `columns` compares the sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.value import Reason
from .cells import Cells
from .checksums import lift
from .evidence import READERS, Evidence
from .headers import Claim
from .rulebook import Rulebook


def weigh(cells: Cells, claim: Claim, rules: Rulebook) -> list[Evidence]:
    """Return the evidence for every entity that header or values suggest, strongest first."""
    found: dict[str, Evidence] = {}
    for evidence in _from_values(cells, rules):
        known = found.get(evidence.entity)
        if known is None or known.log_odds < evidence.log_odds:
            found[evidence.entity] = evidence
    if claim.entity and claim.entity != "FREE_TEXT_PII":
        fresh = Evidence(claim.entity, rules.weight("prior"))
        known = found.setdefault(claim.entity, fresh)
        if claim.strength >= rules.weight("claim.sure") and known.log_odds < fresh.log_odds:
            # That some cells look like what they are by accident does not speak against it.
            found[claim.entity] = fresh
    for evidence in found.values():
        _add_header(evidence, cells, claim, rules)
    return sorted(found.values(), key=lambda e: (-e.log_odds, e.entity))


def _add_header(evidence: Evidence, cells: Cells, claim: Claim, rules: Rulebook) -> None:
    entity = evidence.entity
    if claim.entity == entity:
        if cells.fits(entity) >= rules.weight("shape.min") and not _refuted(cells, claim, rules):
            evidence.add(
                rules.weight("header.strong") * claim.strength, "header", entity=f"entity.{entity}"
            )
        else:
            evidence.because.append(
                Reason(rule="detect.header_contradicted", args={"entity": f"entity.{entity}"})
            )
    elif {entity, claim.entity} <= _DOCUMENTS:
        # 身份證號碼 is what every place calls its own document.
        evidence.add(rules.weight("header.sibling"), "header", entity=f"entity.{claim.entity}")
    elif claim.kind == "other":
        some = entity == "PERSON" and evidence.share < rules.weight("person.listed")
        # A brand here and there is called after a person; a list of persons holds nothing else.
        evidence.add(rules.weight("header.other") * (2 if some else 1), "header_other")
        if cells.sequential and evidence.strong:
            evidence.add(rules.weight("sequence"), "sequence")
    elif claim.entity and claim.strength > 0.5 and claim.entity != "FREE_TEXT_PII":
        evidence.add(rules.weight("header.rival"), "header_rival", entity=f"entity.{claim.entity}")


_DOCUMENTS = {"CN_RESIDENT_ID", "TW_NATIONAL_ID", "HK_ID_CARD", "MO_ID_CARD"}


def _refuted(cells: Cells, claim: Claim, rules: Rulebook) -> bool:
    """Say whether a header's weak word for names stands over a list of a few other words."""
    if claim.entity != "PERSON" or cells.count < 20:
        return False
    strange = cells.names[0] < 0.2 and cells.single_names < 0.3
    # Even `contact` is no person over the same few words all through: cellular, telephone.
    few = cells.distinct < rules.weight("person.distinct") and all(map(str.islower, cells.tally))
    return strange and (claim.strength < 1 or few)


def _from_values(cells: Cells, rules: Rulebook) -> Iterator[Evidence]:
    if not cells.count:
        return
    for entity in cells.hits:
        yield _patterns(entity, cells, rules)
    for read in READERS:
        evidence = read(cells, rules)
        if evidence is not None:
            yield evidence


def _patterns(entity: str, cells: Cells, rules: Rulebook) -> Evidence:
    hits = cells.hits[entity]
    share = hits.cells / cells.count
    evidence = Evidence(entity, rules.weight("prior"), share, hits.masked / hits.cells)
    scale = min(1.0, share / rules.weight("share.full"))
    weight = hits.weight / hits.cells * scale
    evidence.strong = hits.weight / hits.cells >= 5
    evidence.add(weight, "pattern", share=share, entity=f"entity.{entity}")
    if cells.alike(entity) < rules.weight("alike.min"):
        evidence.add(rules.weight("alike"), "alike", share=cells.alike(entity))
    if evidence.masked > 0.5:
        evidence.because.append(Reason(rule="detect.masked", args={"share": evidence.masked}))
    _checksum(evidence, cells, rules, scale)
    if cells.sequential and hits.weight / hits.cells < rules.weight("sequence.below"):
        evidence.add(rules.weight("sequence"), "sequence")
    if entity == "IP_ADDRESS" and _versions(cells):
        evidence.add(-2 * rules.weight("header.strong"), "versions")
    return evidence


def _checksum(evidence: Evidence, cells: Cells, rules: Rulebook, scale: float) -> None:
    hits = cells.hits[evidence.entity]
    for pattern in rules.entities[evidence.entity].patterns:
        tried = hits.tried[pattern.id]
        if not tried or tried < 0.25 * sum(hits.tried.values()):
            continue
        chance, genuine = lift(hits.passed[pattern.id], tried, pattern.chance)
        rate = hits.passed[pattern.id] / tried
        if chance < rules.weight("checksum.alpha") and genuine > 0.2:
            evidence.add(
                rules.weight("checksum.max") * genuine * scale,
                "checksum",
                share=rate,
                chance=pattern.chance,
            )
        elif tried >= 12 and not _banks(cells, evidence):
            evidence.add(
                rules.weight("checksum.fail"), "checksum_chance", share=rate, chance=pattern.chance
            )
        return


def _banks(cells: Cells, evidence: Evidence) -> bool:
    """Say whether numbers share the prefixes of several banks although their checks fail."""
    if evidence.entity != "CREDIT_CARD" or evidence.share < 0.9:
        return False
    digits = [v.replace(" ", "").replace("-", "") for v in cells.tally]
    prefixes = {v[:6] for v in digits if v.startswith("62")}
    unionpay = sum(v.startswith("62") for v in digits)
    return unionpay > 0.9 * len(digits) and len(prefixes) >= 3


def _versions(cells: Cells) -> bool:
    """Say whether dotted numbers are versions: hardly a part reaches 100, none is private."""
    parts = [
        [int(p) for p in v.split(":")[0].split(".")]
        for v in cells.tally
        if v.count(".") == 3 and v.replace(".", "").replace(":", "").isdigit()
    ]
    if not parts:
        return False
    small = sum(max(p) < 100 for p in parts)
    private = sum(p[0] == 10 or p[:2] in ([192, 168], [172, 16]) for p in parts)
    return small > 0.6 * len(parts) and private < 0.3 * len(parts)
