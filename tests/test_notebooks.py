"""The notebooks are thin, clean in git and hold nothing that belongs in the package."""

import ast
import json

import pytest
from package_source import ROOT

from riskkit.report import KINDS
from riskkit.report.parameters import declared

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FORBIDDEN = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.Lambda, ast.With)
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind="code"):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == kind]


def test_there_is_one_notebook_for_each_kind_of_report():
    # "profile" is a DPIA in the order of a legal profile.
    assert {path.stem for path in NOTEBOOKS} == {*KINDS, "profile"}


@every_notebook
def test_no_result_is_kept(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    for cell in cells(path):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert set(cell["metadata"]) <= {"tags"}


@every_notebook
def test_a_cell_is_short_and_holds_no_logic(path):
    for cell in cells(path):
        source = "".join(cell["source"])
        assert source.count("\n") < 12
        assert not [n for n in ast.walk(ast.parse(source)) if isinstance(n, FORBIDDEN)]


@every_notebook
def test_only_riskkit_is_imported(path):
    tree = ast.parse("\n".join("".join(cell["source"]) for cell in cells(path)))
    names = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    assert names == ["riskkit"]
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]


@every_notebook
def test_parameters_are_declared_with_types_and_explained(path):
    known = declared(json.loads(path.read_text(encoding="utf-8")))
    assert {"assessment", "language"} <= set(known)
    assert ("vendor" in known) == (path.stem == "vendor")
    cell = next(c for c in cells(path) if "parameters" in c["metadata"].get("tags", []))
    assert all("#" in line for line in cell["source"])


@every_notebook
def test_a_notebook_says_in_words_what_it_is_for(path):
    assert cells(path, "markdown")
