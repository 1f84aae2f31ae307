"""CNIL's JSON: what comes in goes out, every answer is found, nothing of a stranger runs."""

import copy
import html
import json

import pytest
from foreign_world import answer_to, cnil, evaluation_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskkit.errors import InputError
from riskkit.foreign import cnil_data, from_json, read_cnil, read_foreign, write_cnil
from riskkit.lint import lint

CANARY = "SECRET-张三-310101199001011234"


def shape(data, knowledge):
    return from_json(data, "x.json", knowledge)


def rules(data, knowledge):
    return {(r.rule, r.place) for r in lint(shape(data, knowledge), knowledge).results}


def test_what_comes_in_goes_out():
    assert cnil_data(read_cnil(cnil(), "x.json")) == cnil()


def test_a_written_file_reads_as_the_same_value(tmp_path, knowledge):
    path = write_cnil(read_cnil(cnil(), "x.json"), tmp_path / "out.json")
    assert read_foreign(path, knowledge).cnil == read_cnil(cnil(), "x.json")
    assert json.loads(path.read_text("utf-8")) == cnil()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab <>&", max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", max_size=2), inner),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    ["text", "gauge", "list", "data", "title", "content", "status", "gauges", "x", "new", "id"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_value_of_any_kind_is_lost(data):
    """Whatever stands in a field, and whatever fields there are, they come out again."""
    pia = cnil()
    part = data.draw(st.sampled_from(["answers", "measures", "evaluations", "comments"]))
    row = data.draw(st.sampled_from(pia[part]))
    inner = row.get("data") if data.draw(st.booleans()) else row
    target = inner if isinstance(inner, dict) else row
    target[data.draw(FIELDS)] = data.draw(JSON)
    out = cnil_data(read_cnil(copy.deepcopy(pia), "x.json"))
    # A stray "<a" may count as active and comes out as the same words, shown as text.
    assert _shown(out) == _shown(pia)


def _shown(value):
    if isinstance(value, str):
        return html.unescape(value)
    if isinstance(value, dict):
        return {key: _shown(part) for key, part in value.items()}
    return [_shown(part) for part in value] if isinstance(value, list) else value


def test_a_complete_assessment_has_no_defect(knowledge):
    assert rules(cnil(), knowledge) == set()


def test_every_required_answer_that_goes_is_named(knowledge):
    references = [r for r in knowledge.entries("foreign/cnil").values() if r.required]
    assert len(references) == 33
    for one in references:
        data = cnil()
        data["answers"].remove(answer_to(data, one.reference))
        assert ("L06", str(one.reference)) in rules(data, knowledge)


def test_the_36_answers_are_those_of_the_tool(knowledge):
    held = {r.reference for r in knowledge.entries("foreign/cnil").values()}
    assert held == {row["reference_to"] for row in cnil()["answers"]}
    assert len(held) == 36


ACTIVE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<p onclick='x()'>a</p>",
    "<a href='javascript:alert(1)'>a</a>",
    "<iframe src='//e.example'></iframe>",
    "<svg/onload=alert(1)>",
    "<p style='background:url(//e.example)'>a</p>",
    "<SCRIPT\n>x</SCRIPT >",
    "<form action=//e.example><input></form>",
    "<!--[if IE]><b>x</b><![endif]-->",
    "<math><mi xlink:href='data:x'>",
    "<link rel=stylesheet href=//e.example>",
]
PLACES = {
    "answers[0].data.text": lambda d, t: d["answers"][0]["data"].update(text=t),
    "answers[18].data.list[0]": lambda d, t: d["answers"][18]["data"]["list"].__setitem__(0, t),
    "measures[1].content": lambda d, t: d["measures"][1].update(content=t),
    "evaluations[0].evaluation_comment": lambda d, t: d["evaluations"][0].update(
        evaluation_comment=t
    ),
    "comments[0].description": lambda d, t: d["comments"][0].update(description=t),
    "pia.dpo_opinion": lambda d, t: d["pia"].update(dpo_opinion=t),
}


@pytest.mark.parametrize("text", ACTIVE)
@pytest.mark.parametrize("place", PLACES)
def test_active_markup_is_named_kept_and_put_out_of_action(place, text, knowledge):
    data = cnil()
    PLACES[place](data, text)
    found = shape(data, knowledge)
    assert place in {note.place for note in found.remarks}
    out = json.dumps(cnil_data(found.cnil), ensure_ascii=False)
    assert text not in out
    assert html.escape(text, quote=False).replace("\n", "\\n") in out
    again = shape(json.loads(out), knowledge)
    assert not [note for note in again.remarks if note.reason.rule == "foreign.active"]


@pytest.mark.parametrize(
    "text",
    ["<p>a<br />b</p>", "3 < 4 > 2", "<a href='https://e.example'>e</a>", "<ul><li>a</li></ul>",
     "<span style='font-size:14px'>x</span>", "<table><tr><td colspan=2>x</td></tr></table>"],
)  # fmt: skip
def test_plain_formatting_stays_as_it_was(text, knowledge):
    data = cnil()
    data["answers"][0]["data"]["text"] = text
    found = shape(data, knowledge)
    assert not found.remarks
    assert cnil_data(found.cnil) == data


@pytest.mark.parametrize("name", ["concerned_people_searched_opinion", "category"])
def test_a_field_that_older_versions_lack_is_named(name, knowledge):
    data = cnil()
    del data["pia"][name]
    found = shape(data, knowledge)
    assert f"pia.{name}" in {n.place for n in found.remarks if n.reason.rule == "foreign.older"}
    assert name not in cnil_data(found.cnil)["pia"]


@pytest.mark.parametrize("value", ["three", True, [3], {"a": 3}])
def test_a_gauge_that_is_no_number_is_kept_and_named(value, knowledge):
    data = cnil()
    answer_to(data, 325)["data"]["gauge"] = value
    assert ("L01", "325") in rules(data, knowledge)
    assert cnil_data(shape(data, knowledge).cnil) == data


DEFECTS = [
    ("L01", lambda d: answer_to(d, 326)["data"].update(gauge=7)),
    ("L02", lambda d: evaluation_of(d, "3.3")["gauges"].update(x=4)),
    ("L03", lambda d: evaluation_of(d, "3.4")["gauges"].update(x=3, y=2)),
    ("L04", lambda d: evaluation_of(d, "3.2").update(person_in_charge=" ")),
    ("L04", lambda d: evaluation_of(d, "3.2").update(estimated_implementation_date=None)),
    ("L05", lambda d: answer_to(d, 324)["data"].update(list=[MEASURE])),
    ("L07", lambda d: answer_to(d, 223)["data"].update(text="<p>TODO: write</p>")),
    ("L08", lambda d: answer_to(d, 121)["data"].update(text="Names and health data.")),
    ("L09", lambda d: answer_to(d, 215)["data"].update(text="No longer than needed.")),
    ("L11", lambda d: d["pia"].update(concerned_people_searched_opinion=False)),
    ("L12", lambda d: d["measures"].pop()),
    ("L12", lambda d: d["answers"].append(dict(answer_to(d, 111)))),
    ("L14", lambda d: answer_to(d, 335)["data"].update(text="")),
    ("L19", lambda d: answer_to(d, 321)["data"].update(list=["Reputational damage, fines"])),
]
MEASURE = "Two people for every key"


@pytest.mark.parametrize(("rule", "spoil"), DEFECTS)
def test_a_seeded_defect_is_found(rule, spoil, knowledge):
    data = cnil()
    spoil(data)
    assert rule in {rule for rule, _ in rules(data, knowledge)}


def test_a_high_risk_that_was_signed_off_is_found(knowledge):
    data = cnil()
    data["pia"]["status"] = 3
    assert "L10" not in {rule for rule, _ in rules(data, knowledge)}
    evaluation_of(data, "3.2")["gauges"].update(x=3, y=3)
    answer_to(data, 326)["data"]["gauge"] = 4
    assert ("L10", "3.2") in rules(data, knowledge)


BROKEN = [
    ([], "neither"),
    ({"pia": {}, "answers": {"a": CANARY}}, "answers"),
    ({"pia": {}, "answers": [CANARY]}, "answers[0]"),
    ({"pia": {}, "answers": [{"data": {}}]}, "answers[0].reference_to"),
    ({"pia": {}, "answers": [], "evaluations": [{"status": CANARY}]}, "evaluations[0]"),
    ({"schema": CANARY}, "neither"),
]


@pytest.mark.parametrize(("data", "named"), BROKEN)
def test_a_broken_file_is_refused_by_place_and_never_quoted(data, named, knowledge):
    with pytest.raises(InputError) as error:
        shape(data, knowledge)
    assert named in str(error.value)
    assert CANARY not in str(error.value)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"a": NaN}', b'{"a":' * 80 + b"1" + b"}" * 80],
)
def test_a_file_out_of_bounds_is_refused_without_a_traceback(raw, tmp_path, knowledge):
    path = tmp_path / "x.json"
    path.write_bytes(raw)
    with pytest.raises(InputError):
        read_foreign(path, knowledge)
