"""A notebook takes the parameters it declares, of the declared type, and nothing else."""

import pytest

from riskkit.errors import ParameterError
from riskkit.report.parameters import checked, declared


def notebook(source, *more):
    cells = [
        {"cell_type": "code", "source": text, "metadata": {"tags": ["parameters"]}}
        for text in (source, *more)
    ]
    return {"cells": [{"cell_type": "markdown", "source": "x", "metadata": {}}, *cells]}


GOOD = notebook('assessment: str = "a"  # a path\nlanguage: str = "en"\nrows: int = 5\n')


def test_declared_parameters_are_read_with_their_types():
    known = declared(GOOD)
    assert {name: p.type for name, p in known.items()} == {
        "assessment": str,
        "language": str,
        "rows": int,
    }
    assert known["rows"].default == 5


@pytest.mark.parametrize(
    "values",
    [
        {"assessment": "b"},
        {"rows": 7, "language": "zh-Hans"},
        {},
        {"assessment": "'); import os #"},
    ],
)
def test_values_of_the_declared_type_pass_unchanged(values):
    assert checked(GOOD, values) == values


@pytest.mark.parametrize(
    "values",
    [
        {"client=1;import os;os.system('x')#": "x"},
        {"unknown": "x"},
        {"": "x"},
        {"assessment.x": "x"},
        {"__class__": "x"},
        {"rows": "7"},
        {"rows": True},
        {"rows": 7.5},
        {"language": None},
        {"language": ["en"]},
        {"assessment": "x" * 5000},
        {"assessment": "a\0b"},
    ],
)
def test_everything_else_is_refused(values):
    with pytest.raises(ParameterError) as error:
        checked(GOOD, values)
    assert "import os" not in str(error.value)


def test_a_near_name_is_offered():
    with pytest.raises(ParameterError, match="did you mean 'language'"):
        checked(GOOD, {"langauge": "en"})


@pytest.mark.parametrize(
    "bad",
    [
        notebook('x = "a"'),
        notebook("x: str"),
        notebook("x: str = open('f').read()"),
        notebook("import os"),
        notebook("x: list = []"),
        notebook("x: str = "),
        notebook('x: str = "a"', 'y: str = "b"'),
        {"cells": []},
    ],
)
def test_a_parameters_cell_that_is_more_than_plain_values_is_refused(bad):
    with pytest.raises(ParameterError):
        declared(bad)
