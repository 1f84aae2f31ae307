"""The Dutch state model: rows by index, names that must exist, versions that are told."""

import pytest
from foreign_world import dutch

from riskkit.errors import InputError
from riskkit.foreign import from_json
from riskkit.lint import lint

CANARY = "GEHEIM-123456782"


def rules(data, knowledge):
    shape = from_json(data, "x.json", knowledge)
    return {(r.rule, r.place) for r in lint(shape, knowledge).results}


def row(data, task, index=0):
    return data["answers"][task][index]


def test_a_complete_assessment_has_no_defect_but_a_risk_as_low_as_before(knowledge):
    assert rules(dutch(), knowledge) == {("L03", "17.1.4[1]")}


def test_ratings_are_steps_and_the_measure_belongs_to_its_risk(knowledge):
    high, low = from_json(dutch(), "x.json", knowledge).risks
    current, planned = high.ratings
    assert (current.likelihood, current.severity, current.level) == (2, 3, 3)
    assert planned.level == 2
    assert high.measures == ("17.1[0]",)
    assert low.measures == ("17.1[1]",)


DEFECTS = [
    ("L01", "16.1.3[0]", lambda d: row(d, "16.1")["16.1.3"].update(value="zeer vaak")),
    ("L02", "17.1.4[1]", lambda d: row(d, "17.1", 1)["17.1.4"].update(value="hoog")),
    ("L04", "17.1.3[0]", lambda d: row(d, "17.1")["17.1.7"].update(value="")),
    ("L05", "16.1[0]", lambda d: d["answers"]["17.1"].pop(0)),
    ("L06", "14.2", lambda d: d["answers"].pop("14.2")),
    ("L07", "18", lambda d: d["answers"]["18"].update(value="Nog te schrijven")),
    ("L08", "2.1.1[1]", lambda d: d["answers"].pop("12.1.2")),
    ("L09", "2.1.1[0]", lambda d: row(d, "10.1.1")["10.1.1.3"].update(value=["bloedgroep"])),
    ("L11", "7.1.1", lambda d: d["answers"].pop("7.1")),
    ("L12", "3.1.3[0]", lambda d: row(d, "3.1")["3.1.3"].update(value=["naam", "schoenmaat"])),
    ("L12", "17.1.1[0]", lambda d: row(d, "17.1")["17.1.1"].update(value=["iets anders"])),
    # Low on both axes and high, beside medium by high that is medium: one of them is wrong.
    (
        "L13",
        "16.1[1]",
        lambda d: (
            row(d, "16.1")["16.1.7"].update(value="midden"),
            row(d, "16.1", 1)["16.1.7"].update(value="hoog"),
        ),
    ),
    ("L14", "16.1.3[0]", lambda d: row(d, "16.1")["16.1.4"].update(value="")),
    ("L18", "12.1.1", lambda d: d["answers"]["12.1.1"].update(value="false")),
    (
        "L19",
        "16.1.6[1]",
        lambda d: row(d, "16.1", 1)["16.1.6"].update(value="Imagoschade en boete"),
    ),
]


@pytest.mark.parametrize(("rule", "place", "spoil"), DEFECTS)
def test_a_seeded_defect_is_found_at_its_place(rule, place, spoil, knowledge):
    data = dutch()
    spoil(data)
    assert (rule, place) in rules(data, knowledge)


def test_a_high_risk_that_is_final_needs_the_authority(knowledge):
    data = dutch()
    row(data, "17.1")["17.1.4"].update(value="hoog")
    assert "L10" not in {rule for rule, _ in rules(data, knowledge)}
    data["answers"]["19.2"]["value"] = "definitief"
    assert ("L10", "16.1[0]") in rules(data, knowledge)
    row(data, "17.1")["17.1.5"] = {"value": "Advies van de toezichthouder", "lastEditedAt": ""}
    assert "L10" not in {rule for rule, _ in rules(data, knowledge)}


def test_another_version_is_read_and_told(knowledge):
    data = dutch()
    data["metadata"]["urn"] = "urn:nl:dpia:2.1"
    shape = from_json(data, "x.json", knowledge)
    assert ("metadata.urn", "foreign.other_version") in {
        (note.place, note.reason.rule) for note in shape.remarks
    }
    assert shape.version == "2.1"


def test_answers_inside_a_namespace_are_found(knowledge):
    data = dutch()
    data["answers"] = {"dpia": data["answers"], "prescan": {}}
    assert rules(data, knowledge) == rules(dutch(), knowledge)


@pytest.mark.parametrize("urn", ["urn:nl:prescan:2.0", "urn:nl:iama:2.0"])
def test_another_form_is_refused(urn, knowledge):
    data = dutch()
    data["metadata"]["urn"] = urn
    with pytest.raises(InputError, match=r"metadata\.urn"):
        from_json(data, "x.json", knowledge)


def test_keys_of_the_oldest_version_are_refused_with_a_way_out(knowledge):
    data = {"metadata": {}, "answers": {f"V1StGXR8_{n}{CANARY}": {"value": "x"} for n in range(3)}}
    with pytest.raises(InputError, match="export it again") as error:
        from_json(data, "x.json", knowledge)
    assert CANARY not in str(error.value)


@pytest.mark.parametrize(
    "value", [None, 3, {"data": "data:image/png;base64,AAAA"}, [1, None], True]
)
def test_a_value_of_any_kind_is_read(value, knowledge):
    data = dutch()
    data["answers"]["18"]["value"] = value
    row(data, "16.1")["16.1.3"]["value"] = value
    from_json(data, "x.json", knowledge)


def test_active_markup_is_named(knowledge):
    data = dutch()
    data["answers"]["18"]["value"] = "<script>alert(1)</script>Samen"
    shape = from_json(data, "x.json", knowledge)
    assert "answers.18.value" in {note.place for note in shape.remarks}
    assert next(t.text for t in shape.texts if t.place == "18") == "Samen"
