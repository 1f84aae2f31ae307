"""Every mutant of the table still is an edit of the code as it stands (`mutants.py` runs them)."""

import pytest
from mutants import ROOT, mutants


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.why)
def test_a_mutant_edits_exactly_one_place(mutant):
    assert mutant.source.count(mutant.old) == 1
    assert mutant.new != mutant.old
    assert all((ROOT / "tests" / f"{name}.py").is_file() for name in mutant.tests)


def test_the_mutants_cover_every_part_of_the_assessment():
    files = {mutant.file for mutant in mutants()}
    parts = ("answers", "proof", "knockouts", "gap", "ledger", "comments", "documents", "laws")
    parts += ("law_tests", "export_ladder", "event_bound", "destruction", "outlook")
    assert {f"vendors/{part}.py" for part in parts} <= files
