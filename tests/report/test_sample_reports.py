"""Reports of the sample engagements: whole, small, in words, without dead ends."""

import re

import pytest

from riskkit.assessment import assess, content_id, load, save
from riskkit.catalogue import load_knowledge
from riskkit.model.value import LANGUAGES
from riskkit.report import render, write_risk_register
from riskkit.report.page import MAX_BYTES

SAMPLES = ("store-transfer", "showroom-relocation", "corporate-crm")
_HIDDEN = re.compile(r"<(script|style).*?</\1>", re.S)


@pytest.fixture(scope="module", params=SAMPLES)
def saved(request, samples, tmp_path_factory):
    """The path of a sample's ``assessment.json``, made from the first rows of its extracts."""
    result = assess(samples / request.param, rows=400)
    return save(result, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def pages(saved):
    """The sample's pages: its DPIA in three languages, its portfolio and one vendor."""
    vendor = load(saved).vendors[-1].id
    jobs = [("dpia", language, "") for language in LANGUAGES]
    jobs += [("portfolio", "en", ""), ("vendor", "zh-Hant", vendor), ("explore", "zh-Hans", "")]
    out = saved.parent / "out"
    return [render(saved, k, out=out, language=language, vendor=v) for k, language, v in jobs]


def test_a_page_fits_into_a_mail(pages):
    assert max(page.stat().st_size for page in pages) <= MAX_BYTES


def test_no_link_ends_nowhere(pages):
    for page in pages:
        html = _HIDDEN.sub("", page.read_text(encoding="utf-8"))
        targets = set(re.findall(r'\sid="([^"]+)"', html))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= targets, page.name


def test_a_reader_sees_words_and_no_names_of_rules(pages):
    rules = load_knowledge().entries("sentences")
    for page in pages:
        html = _HIDDEN.sub("", page.read_text(encoding="utf-8"))
        text = re.sub(r"<[^>]+>", " ", html)
        seen = {word for word in re.findall(r"[a-z-]+\.[a-z_0-9]+", text) if word in rules}
        assert not seen, page.name


def test_the_page_carries_the_id_of_its_assessment(pages, saved):
    id = content_id(load(saved))
    assert all(id in page.read_text(encoding="utf-8") for page in pages)


def test_the_register_is_written(saved):
    path = write_risk_register(load(saved), saved.parent / "risk-register.xlsx")
    assert path.stat().st_size > 10_000
