"""The numbers of the knowledge: monotone, complete, each with its reason and source."""

import pytest
import yaml
from knowledge_files import FOLDER, entries, known_entries, vocabulary_values
from pydantic import ValidationError

from riskkit.model.weights import Effect, ExposureFactor, Matrix


@pytest.fixture(scope="module")
def known():
    return known_entries()


@pytest.fixture(scope="module")
def words(known):
    return vocabulary_values(known)


def test_factors_read_a_field_and_know_every_value_of_it(known, words):
    fields = {"carrier", "network", "state", "phase"}
    for factor in known["exposure.yaml"].values():
        assert set(factor.weights) <= set(known["pathways.yaml"])
        assert set(factor.carriers) <= words["carrier"]
        if factor.kind == "choice":
            assert factor.field in fields
            extra = {"none"} if factor.field == "phase" else set()
            assert set(factor.values) == words[factor.field] | extra, factor.id
        for closed in factor.stops.values():
            assert set(closed) <= set(known["pathways.yaml"])


def test_every_pathway_can_be_taken_and_can_be_guarded(known):
    for pathway in known["pathways.yaml"]:
        assert any(f.weights.get(pathway) for f in known["exposure.yaml"].values())
        assert sum(e.effects.get(pathway, 0) > 0 for e in known["effects.yaml"].values()) >= 10


def test_a_third_party_alone_opens_the_vendor_pathway(known):
    openers = [f for f in known["exposure.yaml"].values() if "vendor" in f.weights]
    assert [f.field for f in openers] == ["third_parties"]
    assert openers[0].at(0) == 0 < openers[0].at(1)


def test_destroyed_data_is_not_exposed_and_wiped_data_only_by_a_failed_wipe(known):
    state = known["exposure.yaml"]["state"]
    assert set(state.stops["destroyed"]) == set(known["pathways.yaml"])
    assert set(known["pathways.yaml"]) - set(state.stops["wiped"]) == {"disposal"}
    assert 0 < state.values["wiped"] < state.values["to_dispose"]


@pytest.mark.parametrize("factor", ["access_people", "copies", "retention_length", "overdue"])
def test_more_is_never_better(known, factor):
    at = known["exposure.yaml"][factor].at
    values = [at(n) for n in (0, 1, 2, 5, 10, 50, 100, 1000, 10**6)]
    assert values == sorted(values)
    assert at(None) == max(values)
    assert values[0] < values[-1]


def test_moving_things_get_lost_more_easily_than_things_at_rest(known):
    motion = known["exposure.yaml"]["motion"].values
    for moving in ("T3", "T4", "R3", "R4", "R6"):
        for still in ("none", "L1", "L2", "T6", "R7"):
            assert motion[moving] > motion[still]
    assert motion["R3"] == max(motion.values())


def test_effects_stand_for_existing_controls_pathways_and_clauses(known):
    assert set(known["effects.yaml"]) == set(known["controls"])
    for effect in known["effects.yaml"].values():
        assert set(effect.effects) <= set(known["pathways.yaml"])
        assert set(effect.law) <= set(known["laws.yaml"]), effect.id
        if effect.weight < 3:
            assert effect.weight == 1 + known["controls"][effect.id].core, effect.id


def test_no_carrier_is_left_without_guard_on_a_pathway(known, words):
    tags = known["applies.yaml"]
    for carrier in words["carrier"]:
        for pathway in known["pathways.yaml"]:
            guards = [
                c.id
                for c in known["controls"].values()
                if any(carrier in tags[t].carriers or tags[t].needs_vendor for t in c.assets)
                and known["effects.yaml"][c.id].effects.get(pathway)
            ]
            assert len(guards) >= 3, (carrier, pathway)


@pytest.mark.parametrize("name", ["exposure.yaml", "effects.yaml", "scales.yaml", "matrices.yaml"])
def test_each_number_says_why_and_from_where(name):
    for entry in entries(name):
        told = entry["rationale"]
        assert all(part.strip() for part in ([told] if isinstance(told, str) else told.values()))
        assert entry["source"].strip(), entry["id"]


def test_scales_cover_their_vocabularies(known, words):
    def held(prefix):
        dot = f"{prefix}."
        return {id.removeprefix(dot) for id in known["scales.yaml"] if id.startswith(dot)}

    assert held("status") == words["status"] - {"not_applicable"}
    assert held("credit") == words["proof"]
    assert held("identifiers") == words["identifiers"]
    assert held("band") == words["level"]


def test_better_proof_is_never_worth_less(known):
    order = ("none", "interview", "document", "function_check", "technical_test")
    rows = [known["scales.yaml"][f"credit.{kind}"].three for kind in order]
    for bound in range(3):
        column = [row[bound] for row in rows]
        assert column == sorted(column)


def test_bands_of_the_score_ascend_from_zero(known):
    order = ("negligible", "low", "moderate", "high", "critical")
    starts = [known["scales.yaml"][f"band.{level}"].point for level in order]
    assert starts[0] == 0 and starts == sorted(set(starts)) and starts[-1] < 100


def test_the_chinese_matrix_has_the_cells_of_the_standard(known):
    matrix = known["matrices.yaml"]["gbt39335-d5"]
    names = {r.id: r.text.zh_hans for r in matrix.results}
    rows = [" ".join(names[cell] for cell in row) for row in reversed(matrix.cells)]
    assert rows == ["中 高 严重 严重", "中 中 高 严重", "低 中 中 高", "低 低 中 中"]


@pytest.mark.parametrize(
    ("name", "verified"),
    [("gbt39335-d5", "primary"), ("cnil-4x4", "unverified"), ("ico-3x3", "unverified")],
)
def test_a_matrix_says_whether_its_cells_were_read(known, words, name, verified):
    matrix = known["matrices.yaml"][name]
    assert matrix.verified == verified
    assert {result.id for result in matrix.results} == words[name]


def test_a_matrix_in_which_risk_falls_is_refused():
    entry = next(e for e in entries("matrices.yaml") if e["id"] == "ico-3x3")
    cells = [row[:] for row in entry["cells"]]
    cells[2][2] = "low"
    with pytest.raises(ValidationError, match="may not fall"):
        Matrix.model_validate({**entry, "cells": cells})


def test_a_factor_whose_bands_fall_is_refused():
    entry = next(e for e in entries("exposure.yaml") if e["id"] == "copies")
    with pytest.raises(ValidationError, match="later band"):
        ExposureFactor.model_validate({**entry, "bands": list(reversed_heights(entry["bands"]))})


def reversed_heights(bands):
    heights = [band["x"] for band in bands]
    for band, x in zip(bands, reversed(heights), strict=True):
        yield {"from": band["from"], "x": x}


@pytest.mark.parametrize(
    "change", [{"law": []}, {"weight": 1}, {"effects": {"access": 1}}, {"rationale": ""}]
)
def test_an_effect_without_reason_is_refused(change):
    entry = next(e for e in entries("effects.yaml") if e["id"] == "AC-01")
    Effect.model_validate(entry)
    with pytest.raises(ValidationError):
        Effect.model_validate({**entry, **change})


def test_clauses_of_the_laws_are_there(known, words):
    laws = known["laws.yaml"]
    assert {law.law for law in laws.values()} == words["law"]
    wanted = [f"PIPL.{n}" for n in (*range(3, 11), *range(13, 32), *range(38, 60), 66, 69, 73)]
    wanted += [f"GDPR.{n}" for n in (24, 25, 26, 27, 29, 44, 45, 47, 48)]
    wanted += ["CBF.3", "CBF.4", "CBF.5.1", "CBF.5.4", "CBF.6", "CBF.7", "CBF.8", "CBF.9", "CBF.10"]
    wanted += [
        "NDR.12",
        "NDR.14",
        "NDR.31",
        "NDR.32",
        "GB35273.9.3",
        "GB39335.D5",
        "GDPR.28.3.g",
        "GDPR.35.1",
    ]
    assert set(wanted) <= set(laws)


def test_each_clause_named_in_the_knowledge_is_a_known_clause(known):
    for path in sorted(FOLDER.rglob("*.yaml")):
        for entry in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)["entries"]:
            law = entry.get("law") if isinstance(entry, dict) else None
            if isinstance(law, list):
                assert set(law) <= set(known["laws.yaml"]), (path.name, entry["id"])
