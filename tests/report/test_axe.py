"""axe-core finds nothing in any kind of report, light or dark, in any language.

axe-core is no part of this project: `make test` fetches it by npm into ``.cache``.
"""

import json
from pathlib import Path

import pytest

playwright = pytest.importorskip(
    "playwright.sync_api", reason="needs playwright: install the `dev` extra"
)
AXE = Path(__file__).parents[2] / ".cache" / "axe-core-4.14.1" / "axe.min.js"
pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(
        not AXE.is_file(), reason="needs the npm package axe-core 4.14.1: run `make axe`"
    ),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
KINDS = ("dpia", "portfolio", "vendor", "explore", "event", "duties")
CHECK = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    (v) => [v.id, v.impact, v.nodes.length, v.nodes[0].html.slice(0, 200),
        v.nodes[0].failureSummary])"""


@pytest.fixture(scope="module")
def browser(chromium):
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


def violations(browser, path, schemes=("light", "dark")):
    """Return what axe-core complains of in each scheme, with every part of the page opened."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-drawn]", state="attached")
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        found += [[scheme, *one] for one in page.evaluate(CHECK)]
    context.close()
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_axe_finds_nothing_in_light_or_dark(browser, reports, kind, language):
    found = violations(browser, reports[kind, language])
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


def test_axe_would_find_a_fault(browser, reports, tmp_path):
    html = reports["portfolio", "en"].read_text(encoding="utf-8")
    bad = tmp_path / "bad.html"
    bad.write_text(html.replace('<html lang="en">', "<html>"), encoding="utf-8")
    assert "html-has-lang" in {found[1] for found in violations(browser, bad, ["light"])}
