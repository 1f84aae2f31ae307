"""OSCAL plans: a control is in place only where each component that meets it says so."""

import json

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.questionnaires import read_questionnaire


def component(state, text="how"):
    return {"description": text, "implementation-status": {"state": state}}


@pytest.mark.parametrize(
    ("requirement", "answer"),
    [
        ({"by-components": [component("implemented")]}, "yes"),
        ({"by-components": [component("implemented"), component("planned")]}, "planned"),
        ({"by-components": [component("not-applicable"), component("implemented")]}, "yes"),
        ({"by-components": [component("not-applicable")]}, "na"),
        (
            {"statements": [{"by-components": [component("partial"), component("implemented")]}]},
            "partial",
        ),
        (
            {
                "implementation-status": {"state": "implemented"},
                "by-components": [component("planned")],
            },
            "planned",
        ),
        ({"by-components": [component("implemented"), component("who knows")]}, "unreadable"),
        ({"by-components": [{"description": "no state"}]}, "unanswered"),
    ],
)
def test_the_worst_component_counts(tmp_path, requirement, answer):
    plan = {
        "control-implementation": {
            "implemented-requirements": [{"control-id": "ac-1"} | requirement]
        }
    }
    (tmp_path / "ssp.json").write_text(json.dumps({"system-security-plan": plan}))
    (told,) = read_questionnaire(tmp_path / "ssp.json", load_knowledge()).answers
    assert (told.code, told.answer) == ("ac-1", answer)
