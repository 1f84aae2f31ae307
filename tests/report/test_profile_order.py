"""A DPIA in the order of a legal profile: every section in order, every requirement once."""

import re

import pytest

from riskkit.assessment import assess, save
from riskkit.catalogue import load_knowledge
from riskkit.errors import ParameterError
from riskkit.report import render

PROFILES = ("edpb-2026", "cnil", "ico", "pipia", "cppa")


@pytest.fixture(scope="module")
def judged(samples, tmp_path_factory):
    """A sample assessed under every profile, from the first rows of its extracts."""
    a = assess(samples / "store-transfer", rows=200, profiles=PROFILES)
    return a, save(a, tmp_path_factory.mktemp("judged"))


@pytest.mark.parametrize("profile", PROFILES)
def test_the_sections_stand_in_the_order_of_the_profile(judged, tmp_path, profile):
    a, source = judged
    path = render(source, f"dpia-{profile}", out=tmp_path, language="en")
    assert path.name == f"dpia-{profile}.en.html"
    html = path.read_text(encoding="utf-8")
    titles = re.findall(r'<h2 id="section-[^"]+" class="own">(.*?)</h2>', html)
    head = load_knowledge().entries("profiles/heads")[profile]
    assert [t.replace("&#39;", "'").replace("&amp;", "&") for t in titles] == [
        section.text.en for section in head.sections
    ]
    held = [c for c in a.profiles.clauses if c.profile == profile]
    body = re.sub(r"<script.*?</script>", "", html, flags=re.S)
    asked = re.findall(r'<th scope="row" class="k-asked"', body)
    assert len(asked) == len(held)
    for asset in a.assets:
        assert f'href="#asset-{asset.id}"' not in body or f'id="asset-{asset.id}"' in body
        assert f'id="asset-{asset.id}"' in body  # the reasons of every number on page one


def test_a_profile_the_assessment_was_not_made_under_is_refused(source, tmp_path):
    with pytest.raises(ParameterError):
        render(source, "dpia-unknown", out=tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_unknown_profile_is_refused_before_anything_is_scanned(samples):
    with pytest.raises(ParameterError):
        assess(samples / "store-transfer", profiles=("unknown",))
