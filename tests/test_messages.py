"""Messages of the program are told in the reader's language."""

import ast

import pytest
from package_source import ROOT
from typer.testing import CliRunner

from riskkit.catalogue.messages import tell, translated
from riskkit.cli.app import app
from riskkit.cli.show import known_language, spoken
from riskkit.engagement import create_engagement
from riskkit.errors import Problem

_CALLS = {"BadCell", "Problem", "SourceError", "ParameterError", "Unread"}
_NAMES = {"what", "hint", "new", "import", "instead", "belongs", "how"}
# A developer's own knowledge files are mended by developers, in English.
_DEVELOPERS = ("coverage.py", "profiles/collect.py")


def template(node):
    """The text a node makes, with `7` for what is filled in; None if it is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else "7" for v in node.values)
    return None


def ends(node):
    return [*ends(node.body), *ends(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def given(node):
    if isinstance(node, ast.Assign):
        names = {t.id.lower().strip("_") for t in node.targets if isinstance(t, ast.Name)}
        return [node.value] if names & _NAMES else []
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [k.value for k in node.keywords if k.arg in ("what", "hint")]
        return [*(node.args if name in _CALLS else []), *words]
    return []


def messages():
    for path in sorted((ROOT / "riskkit").rglob("*.py")):
        name = path.relative_to(ROOT / "riskkit").as_posix()
        if name in _DEVELOPERS:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for end in (end for value in given(node) for end in ends(value)):
                text = template(end)
                if text and text.count(" ") >= 2:
                    yield pytest.param(text, id=f"{name}:{end.lineno}")


@pytest.mark.parametrize("text", list(messages()))
def test_every_message_of_the_code_is_told_in_both_chinese_scripts(text):
    assert translated(text, "en") == text
    told = [translated(text, language) for language in ("zh-Hans", "zh-Hant")]
    for part in (part for whole in told for part in whole.split("；") if part != "7"):
        assert any("一" <= c <= "鿿" for c in part), f"{part!r} has no entry in messages/"


def test_a_problem_says_where_what_and_what_instead():
    problem = Problem("assets.csv", 3, "persons", "is not a date", "export it again")
    assert tell(problem, "zh-Hans") == "assets.csv，第 3 行，“persons”列：不是日期；请重新导出"
    assert tell(problem, "zh-Hant") == "assets.csv，第 3 列，「persons」欄：不是日期；請重新匯出"
    assert tell(problem, "en") == str(problem)


def test_what_no_entry_knows_is_told_as_it_is():
    assert translated("takes 7 of 9", "zh-Hans") == "takes 7 of 9"


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh_CN.UTF-8", "zh-Hans"),
        ("zh_TW.UTF-8", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("en_GB.UTF-8", "en"),
        ("C", "en"),
        ("de_DE", "en"),
    ],
)
def test_the_locale_chooses_the_language(locale, language, monkeypatch):
    for name in ("RISKKIT_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert spoken() == language
    assert known_language("klingon") is None


def test_check_speaks_the_language_asked_for(tmp_path):
    create_engagement(tmp_path / "e", scenario="transfer")
    table = tmp_path / "e" / "assets.csv"
    table.write_text("id,name,carrier\nA-1,,db\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["check", str(tmp_path / "e"), "--lang", "zh-Hant"])
    assert run.exit_code == 1
    assert "錯誤: assets.csv，第 2 列，「name」欄：必須填寫" in run.output
    assert "個錯誤" in run.output
