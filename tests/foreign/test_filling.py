"""CNIL's JSON of an assessment of our own: 36 answers from facts, none invented."""

import re

import pytest
from report_example import example

from riskkit.foreign import cnil_data, fill_cnil, from_json, write_cnil
from riskkit.model.profiles import FactValue, Profiles
from riskkit.model.value import LANGUAGES

A = example()
every_language = pytest.mark.parametrize("language", LANGUAGES)


def filled(knowledge, language="en", a=A):
    return cnil_data(fill_cnil(a, knowledge, language))


def answer(data, ref):
    return next(row for row in data["answers"] if row["reference_to"] == ref)["data"]


@every_language
def test_all_36_answers_are_there_in_order(language, knowledge):
    refs = [row["reference_to"] for row in filled(knowledge, language)["answers"]]
    assert refs == [r.reference for r in knowledge.entries("foreign/cnil").values()]
    assert len(refs) == 36


def test_it_reads_back_without_a_dangling_reference(knowledge):
    shape = from_json(filled(knowledge), "x.json", knowledge)
    assert not shape.faults
    assert not shape.remarks
    assert cnil_data(shape.cnil) == filled(knowledge)


def test_gauges_are_the_steps_of_the_worst_scenario(knowledge):
    data = filled(knowledge)
    held = [s for s in A.scenarios if s.pathway in ("access", "loss", "vendor", "disposal")]
    worst = max(held, key=lambda s: s.residual.score)
    steps = (0, 0.25, 0.5, 0.75)
    wanted = [sum(s <= getattr(worst.residual, axis).value for s in steps)
              for axis in ("severity", "likelihood")]  # fmt: skip
    assert [answer(data, ref)["gauge"] for ref in (325, 326)] == wanted
    # The example has no scenario in which data disappears: no gauge, and no words for one.
    assert answer(data, 345) == {"text": "", "gauge": 0, "list": []}


def test_the_gauge_after_the_plan_is_never_above_the_current_one(knowledge):
    data = filled(knowledge)
    for item, ref in (("3.2", 325), ("3.3", 335)):
        after = next(e for e in data["evaluations"] if e["reference_to"] == item)["gauges"]
        assert after["x"] <= answer(data, ref)["gauge"]
        assert after["y"] <= answer(data, ref + 1)["gauge"]


def test_what_no_fact_fills_stays_empty_and_says_so(knowledge):
    data = filled(knowledge)
    for ref in (214, 221, 222, 223, 224, 225):
        assert answer(data, ref)["text"] == ""
        one = next(e for e in data["evaluations"] if e["reference_to"].endswith(f".{ref}"))
        assert one["status"] == 1
        assert one["evaluation_comment"]


def test_what_people_stated_stands_in_its_answer(knowledge):
    stated = FactValue(fact="right.access", value="By post within <30> days", by="Ann")
    a = A.model_copy(update={"profiles": Profiles(facts=(stated,))})
    assert answer(filled(knowledge, a=a), 223)["text"] == "By post within &lt;30&gt; days"


@every_language
def test_every_asset_vendor_and_activity_is_told(language, knowledge):
    data = filled(knowledge, language)
    for ref, things in ((121, A.assets), (123, A.assets), (112, A.vendors), (211, A.activities)):
        assert all(one.id in answer(data, ref)["text"] for one in things)


def test_the_languages_hold_the_same_gauges_and_numbers(knowledge):
    told = []
    for language in LANGUAGES:
        data = filled(knowledge, language)
        told.append(
            [(row["data"]["gauge"], sorted(re.findall(r"\d+(?:[.,]\d+)*%?", row["data"]["text"])))
             for row in data["answers"] if row["reference_to"] != 113]
        )  # fmt: skip
    assert told[0] == told[1] == told[2]


def test_a_clients_markup_stays_text(knowledge):
    data = filled(knowledge, a=example(canary=True))
    text = str(data)
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text


def test_the_same_assessment_gives_the_same_bytes(knowledge, tmp_path):
    one, two = (
        write_cnil(fill_cnil(A, knowledge, "en"), tmp_path / name).read_bytes() for name in "ab"
    )
    assert one == two


def test_every_working_control_is_a_measure_with_an_evaluation(knowledge):
    data = filled(knowledge)
    ids = {m["id"] for m in data["measures"]}
    evaluated = {e["reference_to"] for e in data["evaluations"]}
    assert len(ids) == sum(c.strength.value > 0 for c in A.controls)
    assert {f"3.1.{id}" for id in ids} <= evaluated
