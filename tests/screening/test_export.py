"""The export ladder: its boundaries cell by cell, and that it never turns lighter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskkit.catalogue import load_knowledge
from riskkit.model.value import Interval
from riskkit.screening import Flow, Rung, export_paths
from riskkit.vendors.export_ladder import PATHS

RULES = load_knowledge().entries("screening")
LADDER = [
    Rung(p["path"], p["general_at_least"], p["sensitive_at_least"])
    for rule in RULES.values()
    if "general_at_least" in (p := rule.parameters)
]
EXEMPT, CONTRACT, ASSESSMENT = PATHS


def paths(general, sensitive, **flags):
    general, sensitive = (
        count if isinstance(count, Interval) else Interval.exactly(count)
        for count in (general, sensitive)
    )
    return export_paths(Flow(general, sensitive, **flags), LADDER)


@pytest.mark.parametrize(
    ("general", "sensitive", "flags", "path"),
    [
        (99_999, 0, {}, EXEMPT),
        (100_000, 0, {}, CONTRACT),
        (999_999, 0, {}, CONTRACT),
        (1_000_000, 0, {}, ASSESSMENT),
        (0, 1, {}, CONTRACT),
        (99_999, 1, {}, CONTRACT),
        (0, 9_999, {}, CONTRACT),
        (0, 10_000, {}, ASSESSMENT),
        (1, 0, {"cii": True}, ASSESSMENT),
        (1, 0, {"important": True}, ASSESSMENT),
        (2_000_000, 0, {"exempted": True}, EXEMPT),
        (500_000, 0, {"cii": True, "exempted": True}, EXEMPT),
        (0, 0, {"cii": True}, EXEMPT),
        (0, 0, {"cii": False}, EXEMPT),
        (0, 0, {"important": True, "exempted": True}, ASSESSMENT),
    ],
)
def test_the_boundaries_of_the_articles(general, sensitive, flags, path):
    assert paths(general, sensitive, **flags) == (path,)


@pytest.mark.parametrize(
    ("general", "sensitive", "flags", "touched"),
    [
        (Interval(lo=99_999, hi=100_000), 0, {}, (EXEMPT, CONTRACT)),
        (Interval(lo=0, hi=99_999), 0, {}, (EXEMPT,)),
        (Interval(lo=0, hi=None), 0, {}, PATHS),
        (Interval(lo=50_000, hi=2_000_000), 0, {}, PATHS),
        (0, Interval(lo=0, hi=20_000), {}, PATHS),
        (0, Interval(lo=1, hi=9_999), {}, (CONTRACT,)),
        (100_000, 0, {"cii": None}, (CONTRACT, ASSESSMENT)),
        (Interval(lo=0, hi=9), 0, {"cii": True}, (EXEMPT, ASSESSMENT)),
        (0, 0, {"important": None}, (EXEMPT, ASSESSMENT)),
        (2_000_000, 0, {"exempted": None}, (EXEMPT, ASSESSMENT)),
    ],
)
def test_what_is_not_known_names_every_path_it_touches(general, sensitive, flags, touched):
    assert paths(general, sensitive, **flags) == touched


counts = st.one_of(
    st.integers(0, 3_000_000),
    st.sampled_from([0, 1, 9_999, 10_000, 99_999, 100_000, 999_999, 1_000_000]),
)
flags = st.fixed_dictionaries(
    {}, optional={"cii": st.booleans(), "important": st.booleans(), "exempted": st.booleans()}
)


@given(counts, counts, counts, counts, flags)
def test_the_path_is_never_lighter_for_more_persons(general, more, sensitive, further, flags):
    (light,) = paths(general, sensitive, **flags)
    (strict,) = paths(general + more, sensitive + further, **flags)
    assert PATHS.index(light) <= PATHS.index(strict)


@given(counts, counts, st.booleans(), st.booleans())
def test_critical_infrastructure_never_has_the_lighter_path(general, sensitive, imp, exempted):
    plain = paths(general, sensitive, cii=False, important=imp, exempted=exempted)
    critical = paths(general, sensitive, cii=True, important=imp, exempted=exempted)
    assert PATHS.index(plain[0]) <= PATHS.index(critical[0])


@given(counts, counts, counts, counts, st.data())
def test_an_interval_touches_exactly_the_paths_of_what_lies_in_it(g, wide, s, far, data):
    general, sensitive = Interval(lo=g, hi=g + wide), Interval(lo=s, hi=s + far)
    touched = paths(general, sensitive)
    inside = (data.draw(st.integers(g, g + wide)), data.draw(st.integers(s, s + far)))
    assert paths(*inside)[0] in touched
    corners = {paths(a, b)[0] for a in (g, g + wide) for b in (s, s + far)}
    assert corners <= set(touched)
    bounds = [PATHS.index(corner) for corner in corners]
    assert all(min(bounds) <= PATHS.index(path) <= max(bounds) for path in touched)
