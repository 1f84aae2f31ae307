"""Reports made once for all tests of this folder, from an example and from a hostile one."""

import pytest
from report_example import example

from riskkit.assessment import save
from riskkit.model.value import LANGUAGES
from riskkit.report import render

VENDOR = "V03"


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """The path of the example's ``assessment.json``."""
    return save(example(), tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def hostile_source(tmp_path_factory):
    """The same with hostile texts wherever a client could type one."""
    return save(example(canary=True), tmp_path_factory.mktemp("hostile"))


def made(source, folder, kind, language):
    vendor = VENDOR if kind == "vendor" else ""
    return render(source, kind, out=folder, language=language, vendor=vendor)


@pytest.fixture(scope="session")
def reports(source, tmp_path_factory):
    """Every kind in every language: (kind, language) to the path of its page."""
    out = tmp_path_factory.mktemp("reports")
    return {
        (kind, language): made(source, out, kind, language)
        for kind in ("dpia", "portfolio", "vendor", "explore", "event", "duties")
        for language in LANGUAGES
    }


@pytest.fixture(scope="session")
def hostile_reports(hostile_source, tmp_path_factory):
    """Every kind in one language, made from the hostile example."""
    out = tmp_path_factory.mktemp("hostile-reports")
    return {
        kind: made(hostile_source, out, kind, "zh-Hans")
        for kind in ("dpia", "portfolio", "vendor", "explore")
    }
