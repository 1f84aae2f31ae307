"""The approval page tells the sign-off as it is given, and is open where it is open."""

import datetime as dt

import pytest
from report_example import example

from riskkit.model.signoff import Signoff
from riskkit.model.value import LANGUAGES
from riskkit.report.approval import _FIELDS, _REST, approval_page, decision_box, voices
from riskkit.tables import words

W = words("en")
ROLES = {role: W.say(f"report.role_{role}") for role in (
    "officer", "subjects", "measures", "attested", "head", "authority", "review")}  # fmt: skip
DAY = dt.date(2026, 11, 20)


def signed(**fields):
    a = example()
    header = a.engagement.model_copy(update={"signoff": Signoff(**fields)})
    return a.model_copy(update={"engagement": header})


def voice(a, role):
    return next((v for v in voices(a, W) if v.role == ROLES[role]), None)


def test_what_nobody_signed_is_open():
    a = signed()
    for role in ("officer", "attested", "head", "review"):
        assert voice(a, role).said is None
        assert voice(a, role).on is None
    assert voice(a, "head").who is None
    assert voice(a, "authority") is None
    for language in LANGUAGES:
        html = approval_page(a, words(language))
        assert html.count('class="open"') >= 10
        assert words(language).say("report.open") in html


@pytest.mark.parametrize(
    ("role", "fields", "who", "on", "told"),
    [
        ("officer", {"dpo_advice": "Not yet", "dpo_advice_on": DAY}, None, True, "Not yet"),
        ("subjects", {"subjects_why_not": "No members yet"}, "", False, "No members yet"),
        ("measures", {"measures_approved_by": "Head"}, "Head", False, ""),
        ("attested", {"attestations": ("risks",), "attested_by": "Head", "attested_on": DAY},
         "Head", True, W.term("attestation", "risks")),
        ("head", {"decision": "rejected", "decided_by": "Head", "decided_on": DAY},
         "Head", True, W.term("decision", "rejected")),
        ("head", {"conditions": ("Close the line",)}, None, False, "Close the line"),
        ("review", {"reviewers": ("Audit",), "next_review": DAY,
                    "review_triggers": ("A new recipient",)}, "Audit", True, "A new recipient"),
    ],
)  # fmt: skip
def test_a_voice_says_what_was_given(role, fields, who, on, told):
    found = voice(signed(**fields), role)
    assert told in " ".join(found.said)
    assert (found.on == DAY.isoformat()) is on
    if who is not None:
        assert found.who == who


@pytest.mark.parametrize("route", ["a", "b"])
def test_a_consultation_tells_its_route(route):
    a = signed(decision="consult", authority_route=route)
    assert W.term("authority_route", route) in voice(a, "authority").said[0]
    assert (W.term("authority_route", route)) in dict(decision_box(a, W, "edpb-2026")).values()
    other = dict(decision_box(signed(decision="approved"), W, "edpb-2026"))
    assert W.term("authority_route", route) not in other.values()
    assert len(other) == 4


@pytest.mark.parametrize("profile", ["", "edpb-2026", "cnil", "ico", "pipia", "cppa"])
def test_the_decision_box_is_open_until_somebody_decides(profile):
    assert all(value is None for _, value in decision_box(signed(), W, profile))
    box = dict(decision_box(signed(decided_by="Head", will_start=False), W, profile))
    assert "Head" in box.values()
    assert (W.term("yes_no", "no") in box.values()) is (profile == "cppa")


def test_nothing_of_the_sign_off_is_left_out():
    told = {name for fields in _FIELDS.values() for name in fields} | set(_REST)
    signers = {"measures_approved_by", "residual_approved_by", "attested_by", "decided_by",
               "reviewers"}  # fmt: skip
    days = {"dpo_advice_on", "attested_on", "decided_on", "authority_consulted_on", "next_review"}
    assert told | signers | days == set(Signoff.model_fields)
    html = approval_page(signed(contributors=("IT",), contact="Desk", will_start=False), W)
    assert "IT" in html and "Desk" in html


def test_a_hostile_opinion_is_text():
    html = approval_page(signed(dpo_advice="<script>alert(1)</script>"), W)
    assert "<script>" not in html
