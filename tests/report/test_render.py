"""Notebooks run in this process or in a kernel, one or all, and leave nothing behind."""

import json
import sys

import nbformat
import pytest
from report_example import example

from riskkit.assessment import load, save
from riskkit.errors import ParameterError
from riskkit.report import ReportError, notebooks_folder, open_view, render, render_all
from riskkit.report.execution import run_notebook
from riskkit.report.parameters import declared
from riskkit.report.printing import plan_jobs
from riskkit.report.view import View


def notebook_of(tmp_path, *sources):
    cells = [nbformat.v4.new_code_cell('assessment: str = ""', metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(source) for source in sources]
    path = tmp_path / "own.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "unknown"},
        {"kind": "dpia", "language": "fr"},
        {"kind": "vendor"},
        {"kind": "vendor", "vendor": "V99"},
        {"kind": "dpia", "vendor": "V01"},
        {"kind": "vendor", "vendor": "../../x"},
    ],
)
def test_what_is_not_known_is_refused(source, tmp_path, asked):
    with pytest.raises(ParameterError):
        render(source, out=tmp_path, **asked)
    assert not list(tmp_path.iterdir())


def test_an_unknown_parameter_is_refused_before_anything_runs(tmp_path):
    path = notebook_of(tmp_path, "open('ran', 'w')")
    with pytest.raises(ParameterError):
        run_notebook(path, {"x=1;import os#": "y"})
    assert not (tmp_path / "ran").exists()


def test_a_cell_sees_the_parameter_and_its_outputs_are_kept(tmp_path):
    path = notebook_of(tmp_path, "print('seen'); assessment * 2")
    executed = run_notebook(path, {"assessment": 'it\'s "quoted"\n'})
    shown = [
        o.data["text/plain"] for c in executed.cells for o in c.get("outputs", []) if "data" in o
    ]
    assert shown == [repr('it\'s "quoted"\n' * 2)]


def test_a_failing_cell_names_itself_and_stops(tmp_path):
    path = notebook_of(tmp_path, "1 / 0", "raise SystemExit('never')")
    with pytest.raises(ReportError, match=r"own\.ipynb: cell \d stopped with ZeroDivisionError"):
        run_notebook(path, {"assessment": "x"})


def test_one_run_leaves_nothing_to_the_next(tmp_path):
    run_notebook(notebook_of(tmp_path, "secret = 7"), {"assessment": "x"})
    with pytest.raises(ReportError, match="NameError"):
        run_notebook(notebook_of(tmp_path, "secret"), {"assessment": "x"})


def test_a_run_gives_the_process_back_as_it_was(tmp_path):
    before = sys.displayhook, sys.excepthook, sys.stdout, sys.modules["__main__"]
    run_notebook(notebook_of(tmp_path, "1"), {"assessment": "x"})
    assert (sys.displayhook, sys.excepthook, sys.stdout, sys.modules["__main__"]) == before


def test_the_executed_notebook_holds_no_path_time_or_random_id(source, reports):
    text = (reports["dpia", "en"].parent / "notebooks" / "dpia.en.ipynb").read_text("utf-8")
    assert str(source.parent) not in text
    assert "papermill" not in text
    notebook = json.loads(text)
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    nbformat.validate(nbformat.reads(text, as_version=4))
    assert all(c.get("execution_count") is None for c in notebook["cells"])


def test_a_kernel_makes_the_same_page(source, reports, tmp_path):
    path = render(source, "portfolio", out=tmp_path, language="en", kernel=True)
    assert path.read_bytes() == reports["portfolio", "en"].read_bytes()


def test_a_source_opens_in_a_notebook_s_kernel_that_has_no_widgets(tmp_path):
    read = "from riskkit.sources.duck import Reader\nReader().close()"
    run_notebook(notebook_of(tmp_path, read), {"assessment": "x"}, kernel=True)


def test_all_reports_of_an_assessment_are_made_by_two_processes(source, reports, tmp_path):
    told = []
    paths = render_all(
        source, tmp_path, languages=["zh-Hant", "en"], progress=lambda *step: told.append(step)
    )
    names = [path.name for path in paths]
    assert names == [
        "dpia.zh-Hant.html",
        "dpia.en.html",
        "portfolio.zh-Hant.html",
        "portfolio.en.html",
        *(f"vendor-V{n:02d}.zh-Hant.html" for n in range(1, 7)),
    ]
    assert told[-1] == ("reports", 10, 10)
    assert (tmp_path / "dpia.en.html").read_bytes() == reports["dpia", "en"].read_bytes()


def test_only_one_kind_is_made_when_asked(source, tmp_path):
    paths = render_all(source, tmp_path, languages=["en"], only="portfolio", jobs=1)
    assert [path.name for path in paths] == ["portfolio.en.html"]


def test_a_bad_job_is_refused_before_any_report_is_made(source, tmp_path):
    with pytest.raises(ParameterError):
        render_all(source, tmp_path, languages=["en", "fr"])
    assert not list(tmp_path.iterdir())


def test_an_assessment_without_vendors_findings_or_columns_still_makes_a_report(tmp_path):
    bare = example().model_copy(
        update=dict.fromkeys(
            ("assets", "columns", "vendors", "findings", "actions", "controls", "scenarios"), ()
        )
    )
    source = save(bare, tmp_path)
    assert render(source, "dpia", out=tmp_path, language="zh-Hans").is_file()
    assert render(source, "portfolio", out=tmp_path, language="en").is_file()


def test_a_view_opens_an_assessment_and_a_file_alike(source):
    assert isinstance(open_view(example(), "en"), View)
    first = open_view(source, "en").frame("assets")
    assert first.equals(open_view(example(), "en").frame("assets"))


def test_a_view_refuses_what_it_does_not_know(source):
    view = open_view(source, "en")
    for wrong in (
        lambda: view.frame("x"),
        lambda: view.vendor("V99"),
        lambda: open_view(source, "fr"),
    ):
        with pytest.raises(ParameterError):
            wrong()


def test_a_figure_shows_in_jupyterlab_with_its_table(source):
    bundles = [data for data, _ in open_view(source, "en").risk_map().bundles()]
    assert "application/vnd.plotly.v1+json" in bundles[0]
    assert "<table" in bundles[1]["text/html"]


@pytest.mark.parametrize("kind", ["dpia", "event", "portfolio"])
def test_a_delivered_notebook_still_declares_every_parameter_it_uses(reports, kind):
    path = reports[kind, "en"].parent / "notebooks" / f"{kind}.en.ipynb"
    ours = json.loads((notebooks_folder() / f"{kind}.ipynb").read_text("utf-8"))
    assert set(declared(json.loads(path.read_text("utf-8")))) == set(declared(ours))


def test_the_notebooks_are_where_the_package_finds_them():
    assert (notebooks_folder() / "explore.ipynb").is_file()


@pytest.mark.parametrize(
    ("given", "only", "vendors"),
    [
        (["en", "zh-Hant"], None, {"en"}),
        (["en", "zh-Hant"], "vendor", {"en", "zh-Hant"}),
        (None, "vendor", {"zh-Hans"}),
    ],
)
def test_vendors_are_made_in_several_languages_where_just_that_is_asked_for(
    source, tmp_path, given, only, vendors
):
    work = plan_jobs(load(source), source, tmp_path, languages=given, only=only)
    assert {job.language for job in work if job.kind == "vendor"} == vendors
