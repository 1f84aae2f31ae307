"""Methods as they rate: the cells of the standard one by one, none falls as a risk rises."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskkit.catalogue import load_knowledge
from riskkit.model.inventory import Header
from riskkit.scoring import weights_for

STEPS = "abcde"
# A client's own matrix, as the client drew it; not the same when its axes are exchanged.
DRAWN = ("aaabb", "aabbc", "abbcd", "bccde", "cdeee")


def own_matrix():
    text = "{zh-Hans: 级, zh-Hant: 級, en: Step}"
    axis = "".join(f"      - {{id: {s}, from: {i / 5}, text: {text}}}\n" for i, s in
                   enumerate(STEPS))  # fmt: skip
    results = "".join(f"      - {{id: {s}, text: {text}}}\n" for s in STEPS)
    cells = "".join(f"      - [{', '.join(row)}]\n" for row in DRAWN)
    return (
        f"entries:\n  - id: acme-5x5\n    text: {text}\n    severity:\n{axis}"
        f"    likelihood:\n{axis}    results:\n{results}    cells:\n{cells}"
        f"    verified: unverified\n    note: {text}\n    rationale: own\n    source: Acme\n"
    )


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalogue")
    (folder / "matrices.yaml").write_text(own_matrix(), "utf-8")
    return load_knowledge(folder)


NAMES = ("riskkit-v1", "gbt39335-d5", "cnil-4x4", "ico-3x3", "nist-pram", "acme-5x5")
HEAD = Header(client="c", title="t", scenario="steady", methods=NAMES)
SHIPPED = load_knowledge()
METHODS = weights_for(SHIPPED, HEAD).methods


@pytest.fixture(scope="module")
def methods(known):
    return weights_for(known, HEAD).methods


def rank(known, name, label):
    matrix = known.matrix(name)
    bands = known.entries("scales")
    order = [result.id for result in matrix.results] if matrix else sorted(
        (id.removeprefix("band.") for id in bands if id.startswith("band.")),
        key=lambda id: bands[f"band.{id}"].point,
    )  # fmt: skip
    return order.index(label)


D5 = {
    ("severe", "low"): "medium", ("severe", "medium"): "high",
    ("severe", "high"): "severe", ("severe", "very_high"): "severe",
    ("high", "low"): "medium", ("high", "medium"): "medium",
    ("high", "high"): "high", ("high", "very_high"): "severe",
    ("medium", "low"): "low", ("medium", "medium"): "medium",
    ("medium", "high"): "medium", ("medium", "very_high"): "high",
    ("low", "low"): "low", ("low", "medium"): "low",
    ("low", "high"): "medium", ("low", "very_high"): "medium",
}  # fmt: skip
QUARTERS = {"low": 0, "medium": 1, "high": 2, "severe": 3, "very_high": 3}


@pytest.mark.parametrize(("cell", "level"), list(D5.items()))
@pytest.mark.parametrize("inside", [0.0, 0.1, 0.249])
def test_the_cells_of_table_d5_as_the_method_rates(methods, cell, level, inside):
    severity, likelihood = (QUARTERS[step] / 4 + inside for step in cell)
    assert methods["gbt39335-d5"].label(50, severity, likelihood) == level


def test_table_d5_is_told_in_whole():
    assert len(D5) == 16


@pytest.mark.parametrize("cell", list(product(range(5), range(5))))
def test_a_clients_own_matrix_rates_as_it_was_drawn(methods, cell):
    row, column = cell
    label = methods["acme-5x5"].label(1, row / 5 + 0.1, column / 5 + 0.1)
    assert label == DRAWN[row][column]


@pytest.mark.parametrize("name", NAMES)
def test_no_method_falls_along_a_row_or_a_column(known, methods, name):
    steps = [i / 200 for i in range(201)]

    def at(severity, likelihood):
        score = 100 * severity * likelihood
        return rank(known, name, methods[name].label(score, severity, likelihood))

    table = [[at(s, p) for p in steps] for s in steps]
    for line in [*table, *map(list, zip(*table, strict=True))]:
        assert all(a <= b for a, b in pairwise(line))
    assert table[0][0] == 0
    matrix = known.matrix(name)
    top = {cell for row in matrix.cells for cell in row} if matrix else {"critical"}
    assert table[-1][-1] == max(rank(known, name, label) for label in top)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_worse_risk_is_never_rated_lower(severity, likelihood, more, further):
    for name in ("gbt39335-d5", "cnil-4x4", "ico-3x3", "nist-pram"):
        low = METHODS[name].label(0, severity, likelihood)
        high = METHODS[name].label(0, max(severity, more), max(likelihood, further))
        assert rank(SHIPPED, name, low) <= rank(SHIPPED, name, high)
