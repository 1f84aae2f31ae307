"""What stands beside the code: packages, versions, notebooks, knowledge; no machine's traces."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from clean_notebooks import cleaned
from package_source import PACKAGE, ROOT, imports, modules

from riskkit._version import __version__

# conda-forge's own names; every other package is called the same, in lower case.
CONDA_NAMES = {"duckdb": "python-duckdb", "playwright": "playwright-python"}
CARD = {"jupyterlab", "pandas", "presidio-analyzer", "plotly", "papermill", "nbconvert", "pytest"}

KNOWLEDGE = sorted((PACKAGE / "knowledge").rglob("*.yaml"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Libraries that come with a package of another name, or as a part of one that says so.
COMES_WITH = {
    "docx": "python-docx",
    "IPython": "jupyterlab",
    "markupsafe": "jinja2",
    "nbclient": "nbconvert",
    "nbformat": "nbconvert",
    "presidio_analyzer": "presidio-analyzer",
    "spacy": "presidio-analyzer",
    "traitlets": "nbconvert",
    "yaml": "pyyaml",
}
ABOUT = {"title", "version", "source", "as_of"}

# Written in parts, so that this file does not find itself.
TRACES = re.compile(
    r"(?<![\w.~-])/(?:" + "work|root" + r")/\w"
    r"|/tmp/" + r"bash_jobs"
    r"|(?:files\.python" + r"hosted|(?<!\w)pypi|registry\.npm" + r"js|deb\.deb" + r"ian)\.org"
)


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def conda():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]


def split(requirement):
    """Return the name in lower case and the version range of ``name[extra]>=1,<2``."""
    name, versions = re.fullmatch(r"([\w.-]+)(?:\[\w+\])?(.*)", requirement).groups()
    return name.lower(), versions


def test_conda_users_get_the_same_packages():
    wanted = [*project()["dependencies"], *project()["optional-dependencies"]["dev"]]
    ours = {CONDA_NAMES.get(name, name): versions for name, versions in map(split, wanted)}
    ours |= {"python": project()["requires-python"], "pip": ""}
    theirs = [split(entry) for entry in conda() if isinstance(entry, str)]
    assert dict(theirs) == ours
    assert len(theirs) == len(ours), "a package is listed twice"


def test_conda_users_get_riskkit_itself():
    assert {"pip": ["-e ."]} in conda()


def test_the_packages_the_project_was_promised_with_are_there():
    assert {split(entry)[0] for entry in conda() if isinstance(entry, str)} >= CARD


def test_what_the_code_imports_is_what_it_depends_on():
    wanted = [*project()["dependencies"], *project()["optional-dependencies"]["postgres"]]
    declared = {split(entry)[0] for entry in wanted}
    libraries = {one.target.split(".")[0] for name in modules() for one in imports(name)}
    foreign = libraries - set(sys.stdlib_module_names) - {"riskkit"}
    assert {COMES_WITH.get(library, library) for library in foreign} <= declared


@pytest.mark.parametrize(
    "requirement",
    [*project()["dependencies"], *project()["optional-dependencies"]["dev"]],
)
def test_a_package_has_a_lower_bound_and_stops_before_a_breaking_version(requirement):
    assert re.fullmatch(r">=\d+\.\d+(\.\d+)?,<(\d+|0\.\d+)", split(requirement)[1])


def test_the_changelog_opens_with_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## \[(.+?)\]", changelog, re.MULTILINE)[1] == __version__


def test_every_make_target_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split())
    assert set(re.findall(r"^([a-z-]+):.*## \w", makefile, re.MULTILINE)) == phony


@pytest.mark.parametrize("path", KNOWLEDGE, ids=lambda path: path.stem)
def test_a_knowledge_file_says_where_it_comes_from(path):
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert list(content) == ["about", "entries"]
    assert set(content["about"]) >= ABOUT
    assert all(content["about"].values())
    assert content["entries"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_in_git_is_clean(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook == cleaned(notebook), "run `make clean-notebooks`"


def test_no_tracked_file_names_a_machine():
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs git and a checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    found = [
        f"{name}: {match[0]}"
        for name in listed.split("\0")
        if name and (ROOT / name).is_file()
        for match in TRACES.finditer(readable(ROOT / name))
    ]
    assert not found


def readable(path: Path) -> str:
    """Return the text of a file, or nothing for one that is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_the_readme_lists_the_commands_there_are():
    from riskkit.cli.app import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `riskkit ([a-z]+)", readme, re.MULTILINE)
    assert listed == [command.name for command in app.registered_commands]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_a_page_names_what_exists(name):
    import riskkit

    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []
    assert set(re.findall(r"\briskkit\.([a-z_]+)\(", text)) <= set(riskkit.__all__)
