"""The page: self-contained, escaped, linked, the same bytes each time, the same numbers."""

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from html.parser import HTMLParser

import pytest
from report_example import example

from riskkit.assessment import content_id, from_data
from riskkit.assessment.embedded import unpacked
from riskkit.model.value import LANGUAGES
from riskkit.report import ReportError, render
from riskkit.report.page import ASSETS, MAX_BYTES, in_script, trace_types

KINDS = ("dpia", "portfolio", "vendor", "explore")
every_report = pytest.mark.parametrize(
    "key", [(kind, language) for kind in KINDS for language in LANGUAGES], ids="-".join
)
every_kind = pytest.mark.parametrize("kind", KINDS)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")
A = example()


class Reading(HTMLParser):
    """What a browser would see: elements, attributes, text outside scripts and styles."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.texts, self.scripts, self._in = [], [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self._in = tag
        if tag == "script":
            self.scripts.append([dict(attributes), ""])

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in == "script":
            self.scripts[-1][1] += data
        elif self._in != "style":
            self.texts.append(data)

    def script(self, id):
        return next(text for attributes, text in self.scripts if attributes.get("id") == id)

    def all(self, name):
        return [a[name] for _, a in self.elements if name in a]


@cache
def read(path):
    return Reading(path.read_text(encoding="utf-8"))


@every_report
def test_a_page_is_small_enough_to_mail(reports, key):
    assert reports[key].stat().st_size <= MAX_BYTES


@every_report
def test_a_page_names_its_language(reports, key):
    assert ("html", {"lang": key[1]}) in read(reports[key]).elements


@every_report
def test_a_page_reaches_for_nothing_outside_itself(reports, key):
    seen = read(reports[key])
    assert not [
        tag for tag, _ in seen.elements if tag in ("link", "img", "iframe", "object", "base")
    ]
    assert not seen.all("src")
    assert all(href.startswith("#") for href in seen.all("href"))
    assert "url(" not in (reports[key].read_text(encoding="utf-8").split("</style>")[0])


@every_report
def test_every_link_has_a_target_and_every_target_is_one(reports, key):
    seen = read(reports[key])
    ids = seen.all("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in seen.all("href")} <= set(ids)


@every_report
def test_the_policy_allows_exactly_the_two_scripts(reports, key):
    seen = read(reports[key])
    policy = next(a["content"] for _, a in seen.elements if a.get("http-equiv"))
    running = [
        text for a, text in seen.scripts if a.get("type", "text/javascript") in ("text/javascript",)
    ]
    packed = seen.script("riskkit-bundle")
    bundle = gzip.decompress(base64.b64decode(packed)).decode()
    wanted = {
        "'sha256-" + base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() + "'"
        for s in (*running, bundle)
    }
    assert len(running) == 1
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert set(directives["script-src"].split()) == wanted
    assert directives["default-src"] == "'none'"


@every_report
def test_no_element_listens_and_no_script_of_a_client_stands(reports, key):
    for tag, attributes in read(reports[key]).elements:
        assert not [a for a in attributes if a.startswith("on")], tag


@every_report
def test_the_embedded_assessment_is_the_assessment(reports, key):
    seen = read(reports[key])
    embedded = from_data(json.loads(unpacked(seen.script("riskkit-assessment"))))
    assert embedded == A
    assert content_id(A) in seen.texts


@every_report
def test_every_figure_has_a_caption_and_its_data_as_a_table(reports, key):
    html = reports[key].read_text(encoding="utf-8")
    figures = html.count("<figure ")
    assert figures == html.count("<figcaption>") == html.count('<details class="data">')
    assert figures >= 1
    for attributes, text in read(reports[key]).scripts:
        if attributes.get("id", "").startswith("data-"):
            assert {t["type"] for t in json.loads(text)["data"]} <= trace_types()


@every_kind
def test_the_languages_carry_the_same_numbers(reports, kind):
    def numbers(language):
        told = " ".join(read(reports[kind, language]).texts)
        for name in ("CNIL 4×4", "4×4", "4 × 4"):
            told = told.replace(name, " ")
        return sorted(NUMBER.findall(told))

    assert numbers("zh-Hans") == numbers("zh-Hant") == numbers("en")


@every_report
def test_tables_have_headers_with_a_scope_and_text(reports, key):
    seen = read(reports[key])
    scopes = [a.get("scope") for tag, a in seen.elements if tag == "th"]
    assert scopes
    assert set(scopes) <= {"col", "row"}
    assert not re.search(r"<th[^>]*></th>", reports[key].read_text(encoding="utf-8"))


@every_kind
def test_page_one_comes_first_and_in_order(reports, kind):
    html = reports[kind, "en"].read_text(encoding="utf-8")
    order = ["<h1>", 'id="decision"', 'id="lines"']
    if kind in ("dpia", "explore"):
        order += ['id="five"', 'id="unassessed"', 'id="conflict"']
    places = [html.index(mark) for mark in order]
    assert places == sorted(places)
    assert places[-1] < html.index("<figure ")


@pytest.mark.parametrize(
    "anchor", ["asset-A03", "finding-F-01", "action-ACT-01", "vendor-V03", "register-REG-NDA"]
)
def test_anchors_are_stable(reports, anchor):
    assert anchor in read(reports["dpia", "en"]).all("id")


@every_kind
def test_a_client_text_never_becomes_markup(hostile_reports, kind):
    seen = read(hostile_reports[kind])
    assert not [tag for tag, _ in seen.elements if tag in ("img", "object", "iframe")]
    assert len([a for a, _ in seen.scripts if "type" not in a]) == 1
    assert not [a for _, x in seen.elements for a in x if a.startswith("on")]
    assert all(href.startswith("#") for href in seen.all("href"))
    assert any("<script>alert(1)</script>" in text for text in seen.texts)
    assert "{{7*7}}" in "".join(seen.texts)


@every_kind
def test_a_hostile_assessment_is_still_embedded_whole(hostile_reports, kind):
    data = json.loads(unpacked(read(hostile_reports[kind]).script("riskkit-assessment")))
    assert from_data(data) == example(canary=True)


@every_kind
def test_no_direction_override_reaches_the_reader(hostile_reports, kind):
    assert not [t for t in read(hostile_reports[kind]).texts if "\u202e" in t]


def test_the_same_input_gives_the_same_bytes(source, reports, tmp_path):
    again = render(source, "dpia", out=tmp_path, language="en")
    assert again.read_bytes() == reports["dpia", "en"].read_bytes()
    notebook = "notebooks/dpia.en.ipynb"
    first = reports["dpia", "en"].parent / notebook
    assert (tmp_path / notebook).read_bytes() == first.read_bytes()


def test_the_bundle_is_the_published_one():
    described = json.loads((ASSETS / "bundle.json").read_text(encoding="utf-8"))
    script = gzip.decompress((ASSETS / described["file"]).read_bytes())
    assert hashlib.sha256(script).hexdigest() == described["sha256"]
    assert f"v{described['version']}".encode() in script[:200]
    assert set(re.findall(rb'moduleType:"trace",name:"(\w+)"', script)) == {
        t.encode() for t in described["traces"]
    }
    assert (ASSETS / "LICENSE.plotly.txt").is_file()


def test_the_bundle_belongs_to_the_installed_plotly():
    from plotly.offline import get_plotlyjs_version

    described = json.loads((ASSETS / "bundle.json").read_text(encoding="utf-8"))
    assert get_plotlyjs_version().split(".")[0] == described["version"].split(".")[0]


@pytest.mark.parametrize("text", ["</script>", "<!--", "a&b", "\u2028", "]]>"])
def test_json_cannot_leave_its_script(text):
    shown = in_script(json.dumps({"a": text}, ensure_ascii=False))
    assert not set(shown) & set("<>&\u2028\u2029")
    assert json.loads(shown) == {"a": text}


def test_a_trace_the_script_cannot_draw_stops_the_report(source, tmp_path, monkeypatch):
    monkeypatch.setattr("riskkit.report.page.trace_types", lambda: frozenset({"bar"}))
    with pytest.raises(ReportError, match="cannot draw"):
        render(source, "dpia", out=tmp_path, language="en")
    assert not list(tmp_path.glob("*.html"))
