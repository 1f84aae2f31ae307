"""Reports in a real browser without a network: drawn, quiet, inert, light, dark and printed."""

from itertools import pairwise

import pytest

playwright = pytest.importorskip(
    "playwright.sync_api", reason="needs playwright: install the `dev` extra"
)
pytestmark = [
    pytest.mark.chromium,
    # playwright leaves its event loop to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
TRACES = {"dpia": 4, "portfolio": 2, "vendor": 1, "explore": 3}
every_kind = pytest.mark.parametrize("kind", TRACES)


@pytest.fixture(scope="module")
def browser(chromium):
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


class Visit:
    """A page opened offline, with what it asked for and what it complained about."""

    def __init__(self, browser, path, **context):
        self.context = browser.new_context(offline=True, **context)
        self.page = self.context.new_page()
        self.requests, self.complaints, self.dialogs = [], [], []
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text))
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", lambda d: (self.dialogs.append(d.message), d.dismiss()))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("body[data-drawn]", state="attached")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def figures(self):
        """Of each figure: the trace types declared, and those the script settled on."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('[data-figure]')].map((place) => ({
                declared: JSON.parse(document.getElementById(place.dataset.figure).textContent)
                    .data.map((trace) => trace.type),
                drawn: place._fullData.map((trace) => trace.type),
                shown: place.querySelectorAll('.plot-container svg.main-svg').length,
                width: place.getBoundingClientRect().width,
                drawing: place.querySelector('svg.main-svg').getBoundingClientRect().width,
            }))"""
        )


@every_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_figure_is_drawn_as_declared_without_a_request_or_a_complaint(
    browser, reports, kind, scheme
):
    path = reports[kind, "zh-Hans"]
    with Visit(browser, path, color_scheme=scheme) as visit:
        figures = visit.figures()
        assert len(figures) >= TRACES[kind]
        for figure in figures:
            assert figure["drawn"] == figure["declared"]
            assert figure["shown"] > 0
            assert figure["drawing"] <= figure["width"] + 1
        assert visit.requests == [path.as_uri()]
        assert visit.complaints == []


@every_kind
def test_a_client_text_does_nothing(browser, hostile_reports, kind):
    path = hostile_reports[kind]
    with Visit(browser, path) as visit:
        assert visit.dialogs == []
        assert visit.requests == [path.as_uri()]
        assert visit.complaints == []
        assert visit.page.locator("img, iframe, object").count() == 0
        assert (
            visit.page.evaluate("() => document.scripts.length")
            == visit.page.locator(
                "main script[type='application/json'], body > script, head > script"
            ).count()
        )


def test_an_injected_script_would_be_stopped_by_the_policy(browser, reports, tmp_path):
    html = reports["dpia", "en"].read_text(encoding="utf-8")
    bad = tmp_path / "bad.html"
    bad.write_text(
        html.replace("<h1>", "<script>alert(1)</script><img src=x onerror=alert(2)><h1>"),
        encoding="utf-8",
    )
    with Visit(browser, bad) as visit:
        assert visit.dialogs == []
        assert len(visit.complaints) >= 2


def test_a_dark_page_is_dark_and_its_figures_with_it(browser, reports):
    fills = {}
    for scheme in ("light", "dark"):
        with Visit(browser, reports["dpia", "en"], color_scheme=scheme) as visit:
            fills[scheme] = visit.page.evaluate(
                """() => [getComputedStyle(document.body).backgroundColor,
                    document.querySelector('[data-figure]')._fullLayout.font.color]"""
            )
    assert fills["light"][0] == "rgb(255, 255, 255)"
    assert fills["light"][0] != fills["dark"][0]
    assert fills["light"][1] != fills["dark"][1]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_a_page_prints_to_a4_with_an_outline(browser, reports, language):
    with Visit(browser, reports["dpia", language], color_scheme="dark") as visit:
        pdf = visit.page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
        assert pdf.startswith(b"%PDF")
        assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf or b"/MediaBox [0 0 595" in pdf
        visit.page.emulate_media(media="print")
        assert visit.page.evaluate("() => getComputedStyle(document.body).backgroundColor") in (
            "rgb(255, 255, 255)",
            "rgba(0, 0, 0, 0)",
        )


def test_every_control_is_reached_by_the_keyboard_and_why_needs_no_script(browser, reports):
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(reports["dpia", "en"].as_uri())
    page.locator("article.asset summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("article.asset details[open]").count() == 1
    context.close()


def test_the_keyboard_walks_the_page_in_reading_order_and_can_skip_the_contents(browser, reports):
    with Visit(browser, reports["dpia", "zh-Hans"]) as visit:
        page = visit.page
        assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.className") == "skip"
        assert page.evaluate("() => document.activeElement.getBoundingClientRect().left >= 0")
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "report"
        places = []
        for _ in range(12):
            page.keyboard.press("Tab")
            places.append(
                page.evaluate(
                    """() => {const e = document.activeElement, s = getComputedStyle(e);
                    return [e.getBoundingClientRect().top + scrollY,
                        s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2]}"""
                )
            )
        assert all(visible for _, visible in places)
        tops = [top for top, _ in places]
        # Links on one line stand side by side; nothing jumps back by more than a line.
        assert all(after > before - 30 for before, after in pairwise(tops))


def test_no_text_runs_out_of_a_narrow_page(browser, reports):
    with Visit(
        browser, reports["dpia", "zh-Hans"], viewport={"width": 390, "height": 800}
    ) as visit:
        assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= 391
