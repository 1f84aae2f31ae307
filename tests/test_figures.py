"""Figures state their finding, draw what the tables hold and trust no text."""

import json
import re
from itertools import pairwise

import pytest
from report_example import example

from riskkit import figures
from riskkit.catalogue import load_knowledge
from riskkit.figures.canvas import markup, shorten, width, wrap
from riskkit.model.value import LANGUAGES
from riskkit.report.page import trace_types
from riskkit.tables.assets import rank
from riskkit.tables.controls import families
from riskkit.tables.wording import words

A = example()
HOSTILE = example(canary=True)
EMPTY = A.model_copy(update=dict.fromkeys(("assets", "controls", "actions", "vendors"), ()))
DRAW = {
    "risk_map": figures.risk_map,
    "data_map": figures.data_map,
    "control_gaps": figures.control_gaps,
    "contributions": figures.contributions,
    "contributions_of_one": lambda a, language: figures.contributions(
        a, language, asset=a.assets[0] if a.assets else None
    ),
    "treatment_plan": figures.treatment_plan,
    "vendor_map": figures.vendor_map,
    "vendor_domains": lambda a, language: figures.vendor_domains(
        (a.vendors or A.vendors)[0], language
    ),
    "knockout_matrix": figures.knockout_matrix,
    "domain_map": figures.domain_map,
    "vendor_heat": figures.vendor_heat,
    "proof_lives": lambda a, language: figures.proof_lives(
        a, (a.vendors or A.vendors)[0], language
    ),
    "vendor_outlook": lambda a, language: figures.vendor_outlook(
        a, (a.vendors or A.vendors)[0], language
    ),
}
every_figure = pytest.mark.parametrize("name", DRAW)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")


def title(figure):
    return figure.layout.meta["title"]


@every_figure
def test_every_figure_is_named_among_the_public_ones(name):
    assert name.removesuffix("_of_one") in figures.__all__


@every_figure
def test_traces_are_drawn_by_the_bundled_script(name):
    figure = DRAW[name](A, "en")
    assert {trace.type for trace in figure.data} <= trace_types()


@every_figure
def test_a_title_says_the_same_numbers_in_every_language(name):
    told = [sorted(NUMBER.findall(title(DRAW[name](A, language)))) for language in LANGUAGES]
    assert told[0] == told[1] == told[2]
    assert told[0], "a title states a finding, so it holds a number"


@every_figure
def test_the_same_data_is_drawn_in_every_language(name):
    def drawn(language):
        data = json.loads(DRAW[name](A, language).to_json())["data"]
        return [(t.get("x") if t.get("orientation") == "h" else t.get("y")) for t in data]

    assert drawn("zh-Hans") == drawn("zh-Hant") == drawn("en")


@every_figure
def test_a_client_text_is_no_markup(name):
    told = DRAW[name](HOSTILE, "en").to_json()
    layout = json.loads(told)["layout"]
    layout["meta"] = None  # the caption of the report, escaped there
    data = json.loads(told)["data"]
    shown = json.dumps([data, layout], ensure_ascii=False)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "$" not in shown


@every_figure
def test_nothing_assessed_is_said_not_hidden(name):
    assert title(DRAW[name](EMPTY, "en"))


@every_figure
def test_a_figure_is_the_same_each_time(name):
    assert DRAW[name](A, "en").to_json() == DRAW[name](A, "en").to_json()


@every_figure
def test_a_figure_carries_no_default_template(name):
    template = json.loads(DRAW[name](A, "en").to_json())["layout"]["template"]
    assert len(json.dumps(template)) < 80


@every_figure
def test_only_the_colours_of_the_look_are_used(name):
    known = {c for p in load_knowledge().entries("look").values() for c in (*p.light, *p.dark)}
    used = set(re.findall(r"#[0-9a-fA-F]{6}\b", DRAW[name](A, "en").to_json()))
    assert used <= known


def test_a_waterfall_ends_at_the_residual_score():
    asset = A.assets[0]
    bars = figures.contributions(A, "en", asset=asset).data[0]
    assert bars.base[-1] + bars.x[-1] == pytest.approx(asset.residual.score)
    for start, length, following in zip(bars.base, bars.x, bars.base[1:], strict=False):
        assert start + length == pytest.approx(following)


def test_the_bars_of_the_plan_add_up_to_what_it_removes():
    bars = figures.treatment_plan(A, "en").data[0]
    shown = sorted((s.risk_removed for s in A.actions), reverse=True)[: len(bars.x)]
    assert bars.base[-1] + bars.x[-1] == pytest.approx(sum(shown))


def test_the_control_bars_fill_every_family():
    bars = figures.control_gaps(A, "en").data
    for row in range(len(families(A))):
        assert sum(bar.x[row] for bar in bars) == pytest.approx(1)


def test_what_nobody_declared_is_outlined():
    figure = figures.data_map(A, "en")
    extra = sum(len(set(x.found) - set(x.declared)) for x in A.assets)
    assert len(figure.layout.shapes) == extra


def test_the_risk_map_draws_every_asset_three_times():
    marks = [
        t for t in figures.risk_map(A, "en").data if t.type == "scatter" and t.mode == "markers"
    ]
    assert [len(t.x) for t in marks] == [len(A.assets)] * 3


@pytest.mark.parametrize(
    ("method", "ground", "cells"), [("riskkit-v1", "contour", 0), ("gbt39335-d5", "heatmap", 16)]
)
def test_the_ground_is_the_matrix_of_the_chosen_method(method, ground, cells):
    header = A.engagement.model_copy(update={"methods": (method,)})
    drawn = figures.risk_map(A.model_copy(update={"engagement": header}), "en").data[0]
    assert drawn.type == ground
    assert sum(len(row) for row in drawn.z) == cells or not cells


@pytest.mark.parametrize(
    ("method", "label", "place"),
    [
        ("riskkit-v1", "negligible", 0),
        ("riskkit-v1", "critical", 1),
        ("gbt39335-d5", "low", 0),
        ("gbt39335-d5", "severe", 1),
        ("gbt39335-d5", "no such label", 1),
    ],
)
def test_a_label_is_ranked_among_those_of_its_method(method, label, place):
    assert rank(words("en"), method, label) == place


@pytest.mark.parametrize("side", ["light", "dark"])
@pytest.mark.parametrize("scale", ["scale.risk", "scale.persons"])
def test_a_scale_can_be_read_in_grey_print(scale, side):
    steps = [luminance(c) for c in getattr(load_knowledge().entries("look")[scale], side)]
    assert steps == sorted(steps, reverse=side == "light")
    assert all(abs(a - b) > 0.02 for a, b in pairwise(steps))


@pytest.mark.parametrize("side", ["light", "dark"])
@pytest.mark.parametrize("id", ["ink", "muted", "link", "undeclared"])
def test_text_and_accents_stand_out_from_the_page(id, side):
    look = load_knowledge().entries("look")
    ends = sorted(luminance(getattr(look[x], side)[0]) for x in (id, "paper"))
    assert (ends[1] + 0.05) / (ends[0] + 0.05) >= 4.5


def test_light_and_dark_scales_have_the_same_steps():
    for paint in load_knowledge().entries("look").values():
        assert len(paint.light) == len(paint.dark)


def test_a_light_colour_has_one_dark_counterpart():
    pairs = {}
    for paint in load_knowledge().entries("look").values():
        for light, dark in zip(paint.light, paint.dark, strict=True):
            assert pairs.setdefault(light, dark) == dark


def luminance(colour):
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [("abcdef", 20, "abcdef"), ("数据资产登记表", 8, "数据资…"), ("abcdefghij", 6, "abc…")],
)
def test_a_label_is_cut_by_its_width(text, limit, shown):
    assert shorten(text, limit) == shown
    assert width(shown) <= limit + 0.2


def test_a_title_breaks_between_words_and_never_before_a_full_stop():
    lines = wrap("三项资产占剩余风险的百分之七十一，其余十一项占二十九。", 20)
    assert "".join(lines) == "三项资产占剩余风险的百分之七十一，其余十一项占二十九。"
    assert not [line for line in lines if line[0] in "，。"]
    assert wrap("one two three four", 9) == ["one two", "three", "four"]


def test_plotly_shows_a_client_text_as_it_was_typed():
    assert markup("<a href='x'>&$") == "&lt;a href='x'&gt;&amp;&#36;"


@pytest.mark.parametrize(
    ("name", "axis", "most"),
    [
        ("vendor_map", "yaxis", 40),
        ("knockout_matrix", "xaxis", 24),
    ],
)
def test_of_very_many_vendors_the_first_are_drawn_and_the_title_says_so(name, axis, most):
    worst = A.vendors[0]
    many = tuple(worst.model_copy(update={"id": f"V{n}", "name": f"No {n}"}) for n in range(200))
    crowd = A.model_copy(update={"vendors": many})
    for language in LANGUAGES:
        figure = DRAW[name](crowd, language)
        assert len(figure.layout[axis].tickvals) == most
        assert str(most) in title(figure) and "200" in title(figure)
    assert len(DRAW[name](A, "en").layout[axis].tickvals) == len(A.vendors)
