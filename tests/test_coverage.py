"""Coverage is provable: every traced requirement names what shows it, and that exists."""

from collections import Counter

import pytest
from finding_world import KNOWLEDGE

from riskkit.cli import main
from riskkit.coverage import CHECKOUT, FILE, coverage, requirements
from riskkit.errors import KnowledgeError
from riskkit.model.value import LANGUAGES
from riskkit.tables import words
from riskkit.tables.coverage import coverage as grid_of
from riskkit.tables.coverage import summary

ROWS = requirements()


def test_every_requirement_is_covered():
    """N and R by a feature in the code and a test, E by controls with evidence."""
    judged = coverage(KNOWLEDGE)
    open_ = [f"{row.requirement.id} ({row.why})" for row in judged if not row.shown]
    print(f"open: {len(open_)} of {len(judged)}")
    assert not open_, f"{len(open_)} open: {', '.join(open_[:20])}"


def test_the_table_is_the_whole_trace():
    assert Counter(row.how for row in ROWS) == {"N": 147, "R": 195, "E": 117}
    controls = {control for row in ROWS for control in row.controls}
    assert controls <= set(KNOWLEDGE.entries("controls"))


def test_every_feature_is_asked_for_or_there_for_its_own_sake():
    asked = {row.feature for row in ROWS if row.feature}
    assert asked <= set(KNOWLEDGE.entries("features"))


def test_a_feature_shows_by_more_than_one_kind_of_test():
    """A single test that stood for everything would prove nothing."""
    tests = Counter(row.test for row in ROWS if row.test)
    assert len(tests) >= 45
    assert max(tests.values()) <= 80


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"feature": ""}, "feature"),
        ({"feature": "no_such"}, "feature"),
        ({"test": ""}, "test"),
        ({"test": "tests/test_coverage.py::test_that_is_not_there"}, "test"),
        ({"test": "tests/no_such_file.py::test_x"}, "test"),
        ({"how": "E", "controls": ()}, "control"),
        ({"how": "E", "controls": ("XX-99",)}, "control"),
        ({}, ""),
    ],
)
def test_a_row_that_names_what_does_not_exist_is_open(change, why):
    row = next(row for row in ROWS if row.how == "N").model_copy(update=change)
    (judged,) = coverage(KNOWLEDGE, rows=[row])
    assert (judged.shown, judged.why) == (not why, why)


def test_a_feature_whose_code_is_gone_is_open():
    feature = KNOWLEDGE.entries("features")["gates"].model_copy(
        update={"home": "riskkit.gates:no_such"}
    )
    kinds = {**KNOWLEDGE.kinds, "features": {"gates": feature}}
    broken = type(KNOWLEDGE)(kinds, version="x")
    row = next(row for row in ROWS if row.feature == "gates")
    assert coverage(broken, rows=[row])[0].why == "home"


def test_without_the_tests_at_hand_a_named_test_is_believed(tmp_path):
    row = next(row for row in ROWS if row.how == "R")
    assert coverage(KNOWLEDGE, tests=tmp_path / "none", rows=[row])[0].shown


@pytest.mark.parametrize("fault", ["twice", "columns"])
def test_a_faulty_table_is_refused_with_its_place(tmp_path, fault):
    lines = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    held = lines[:2] + lines[1:2] if fault == "twice" else ["id,how\n", "S0-01,E\n"]
    path = tmp_path / "trace.csv"
    path.write_text("".join(held), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"trace\.csv"):
        requirements(path)


def test_the_tests_are_where_they_are_looked_for():
    assert CHECKOUT.is_dir()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_reads_in_every_language(language):
    rows, w = coverage(KNOWLEDGE), words(language)
    frame = grid_of(rows, w).frame(w)
    assert len(frame) == 459
    assert len(set(frame.columns)) == len(frame.columns)
    assert summary(rows, w).frame(w).iloc[:, 1].astype(int).sum() == 459


def test_the_command_ends_well_while_nothing_is_open(capsys):
    assert main(["coverage", "--open"]) == 0
    assert "459/459" in capsys.readouterr().out
