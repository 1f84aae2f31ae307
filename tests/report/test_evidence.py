"""The index of evidence: how a proof stands on a day, and the way from a number to it."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from report_example import example

from riskkit.assessment.proofs import _standing, _wears_off
from riskkit.model.inventory import Evidence
from riskkit.model.proof import EvidenceState
from riskkit.report import open_view
from riskkit.tables import GRIDS, words

DAY = dt.date(2026, 11, 20)
HELD = "a" * 64


SCALE = SimpleNamespace(review_months={"AC-01": 6.0}, default_months=12.0, decay=(1.0, 2.0))
WEIGHTS = SimpleNamespace(proof=SCALE)


def proof(**given):
    return Evidence.model_validate({"id": "E1", "kind": "document", "date": "2026-11-01"} | given)


@pytest.mark.parametrize(
    ("given", "controls", "hashes", "state"),
    [
        ({}, ["AC-01"], {}, "valid"),
        ({}, [], {}, "valid"),
        ({"date": "2026-03-01"}, ["AC-01"], {}, "fading"),
        ({"date": "2025-10-01"}, ["AC-01"], {}, "outdated"),
        ({"date": "2025-10-01"}, ["AC-01", "AC-02"], {}, "fading"),
        ({"expires": "2026-11-19"}, ["AC-01"], {}, "expired"),
        ({"expires": "2026-11-20"}, ["AC-01"], {}, "valid"),
        ({"date": None}, ["AC-01"], {}, "undated"),
        ({"date": "2026-11-21"}, ["AC-01"], {}, "ahead"),
        ({"path": "e.txt"}, ["AC-01"], {}, "missing"),
        ({"path": "e.txt", "sha256": HELD}, ["AC-01"], {"e.txt": "b" * 64}, "changed"),
        ({"path": "e.txt", "sha256": HELD}, ["AC-01"], {"e.txt": HELD}, "valid"),
        ({"path": "e.txt"}, ["AC-01"], {"e.txt": HELD}, "valid"),
    ],
)
def test_a_proof_stands_as_its_age_and_its_file_say(given, controls, hashes, state):
    told = proof(**given)
    fades, ends = _wears_off(told, controls, WEIGHTS)
    assert _standing(told, fades, ends, hashes=hashes, as_of=DAY) == state


def held():
    a = example()
    named = a.controls[0].model_copy(update={"evidence": ("E-1",), "status": "in_place"})
    index = tuple(
        EvidenceState(id=id, kind="document", state=state, sha256=HELD, controls=(named.id,))
        for id, state in (("E-1", "valid"), ("E-2", "expired"))
    )
    return a.model_copy(update={"evidence": index, "controls": (named, *a.controls[1:])})


def test_proofs_that_prove_nothing_any_more_come_first_with_their_hash():
    rows = GRIDS["evidence"](held(), words("en")).texts()
    assert [row[0].split()[0] for row in rows] == ["E-2", "E-1"]
    assert all(row[-1] == HELD for row in rows)


def test_a_control_leads_to_its_proof_and_the_proof_back_to_the_control():
    a = held()
    view = open_view(a, "en")
    controls = "".join(p for p in view.controls().parts if isinstance(p, str))
    evidence = "".join(p for p in view.evidence().parts if isinstance(p, str))
    assert 'href="#evidence-E-1"' in controls
    assert 'id="evidence-E-1"' in evidence
    assert f'href="#control-{a.controls[0].id}"' in evidence


def test_an_asset_leads_in_two_steps_to_the_column_the_control_and_the_factor():
    a = held()
    view = open_view(a, "en")
    assets = "".join(view.assets().parts)
    found = {link.partition("-")[0] for link in re.findall(r'href="#([^"]+)"', assets)}
    assert {"column", "control", "method"} <= found


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_a_finding_carries_the_text_of_its_clauses_and_the_rule_that_found_it(language):
    a, w = example(), words(language)
    known = w.knowledge.entries("laws")
    told = "".join(open_view(a, language).findings().parts)
    for finding in a.findings:
        assert finding.id in told
        for law in finding.law:
            if law in known:
                assert str(known[law].text.get(language)).split("<")[0][:20] in told


def test_the_method_prints_what_a_matrix_loses_with_its_source():
    told = "".join(open_view(example(), "en").method().parts)
    for figure in ("67.7%", "29.7%", "2.6%", "19.0%", "10.1111/j.1539-6924.2008.01030.x"):
        assert figure in told
    assert "g accumulation" in told and "constant.accumulation" not in told
