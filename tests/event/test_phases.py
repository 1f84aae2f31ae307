"""Risk by phase: the same assets and controls, re-scored in each phase."""

from finding_world import AS_OF, KNOWLEDGE, RULES, asset, date, service, vendor, world

from riskkit.assessment.duties import on_day
from riskkit.findings import Facts, find
from riskkit.model.risk import Span
from riskkit.phases import Course, in_phase, risk_by_phase

MOVE = {"scenario": "relocation", "event_date": date("2026-10-17"), "deal_type": None}
STICK = asset(carrier="removable", phase="R1", volume={"lo": 100, "hi": 100})


def by_phase(**changes):
    inventory = world(header=MOVE, assets=[{**STICK, **changes}]).inventory
    risks = risk_by_phase(inventory, (), KNOWLEDGE, course=Course(now="R3"), as_of=AS_OF)
    return {risk.phase: risk for risk in risks}


def test_a_thing_that_travels_is_most_at_risk_while_it_travels():
    risks = by_phase()
    score = {phase: risk.assets["A1"].score for phase, risk in risks.items()}
    assert min(score["R3"], score["R4"]) > max(score[p] for p in ("R1", "R2", "R5", "R6", "R7"))
    assert [p for p, risk in risks.items() if risk.now] == ["R3"]


def test_the_bounds_of_a_phase_hold_its_score_and_the_mean_lies_between_the_assets():
    for risk in by_phase().values():
        span = risk.assets[risk.worst]
        assert span.lo <= span.score <= span.hi
        assert risk.mean.score == round(span.score, 2)


def test_a_destroyed_and_certified_asset_is_at_no_risk_in_any_phase():
    inventory = world(
        header=MOVE,
        assets=[{**STICK, "state": "destroyed"}],
        registers={"REG-DESTR": [{"asset": "A1", "certificate_no": "C-1"}]},
    ).inventory
    risks = risk_by_phase(inventory, (), KNOWLEDGE, course=Course(), as_of=AS_OF)
    assert {risk.mean.score for risk in risks} == {0}


def test_everyday_work_has_no_phases_of_an_event():
    inventory = world(header={"scenario": "steady", "deal_type": None}, assets=[STICK]).inventory
    assert risk_by_phase(inventory, (), KNOWLEDGE, course=Course(), as_of=AS_OF) == ()


def test_moving_an_engagement_into_a_phase_moves_every_asset():
    moved = in_phase(world(header=MOVE, assets=[STICK, asset(id="A2")]).inventory, "R6")
    assert moved.header.phase == "R6"
    assert {one.phase for one in moved.assets} == {"R6"}


def test_on_another_day_the_plan_says_the_phase_and_on_its_own_day_the_folder():
    inventory = world(header={**MOVE, "phase": "R7", "as_of": AS_OF}, assets=[STICK]).inventory
    assert on_day(inventory, KNOWLEDGE, AS_OF) is inventory
    walked = {d: on_day(inventory, KNOWLEDGE, date(d)).header.phase
              for d in ("2026-09-01", "2026-10-13", "2026-10-16", "2026-10-19", "2026-10-22",
                        "2026-10-30", "2026-11-15")}  # fmt: skip
    assert list(walked.values()) == ["R1", "R2", "R3", "R4", "R5", "R6", "R7"]


def test_an_earlier_day_does_not_know_what_happened_later():
    rows = {
        "REG-SEAL": [{"seal_no": "S-1", "applied_at": "2026-10-16T09:00", "number_read": "S-9",
                      "checked_at": "2026-10-18T09:00"},
                     {"seal_no": "S-2", "applied_at": "2026-10-17T09:00"}],
        "REG-CHECK": [{"item": "x", "due": "2026-11-30", "done_at": "2026-11-01", "proof": "E"}],
        "REG-PLAN": [{"phase": "R7", "start": "2026-11-06", "end": "2026-11-30"}],
    }  # fmt: skip
    proof = [{"id": "E1", "kind": "scan", "date": date("2026-10-20")}]
    inventory = world(
        header={**MOVE, "as_of": AS_OF}, assets=[STICK], registers=rows, evidence=proof
    ).inventory
    known = on_day(inventory, KNOWLEDGE, date("2026-10-16"))
    (seal,) = known.registers["REG-SEAL"]
    assert seal.cells == {"seal_no": "S-1", "applied_at": "2026-10-16T09:00"}
    (line,) = known.registers["REG-CHECK"]
    assert line.cells == {"item": "x", "due": "2026-11-30"}, "planned, and not yet done"
    assert known.registers["REG-PLAN"] == inventory.registers["REG-PLAN"], "plans lie ahead"
    assert known.evidence == ()
    assert on_day(inventory, KNOWLEDGE, date("2026-12-01")).registers == inventory.registers


def test_on_an_earlier_day_nothing_of_later_days_is_known():
    """Neither that a gate was passed, nor that a disk was destroyed, nor an access to come."""
    given = world(
        header={"scenario": "relocation", "event_date": date("2026-10-17"), "deal_type": None,
                "as_of": date("2026-11-20")},
        assets=[asset(state="destroyed")],
        vendors=[vendor()],
        services=[service(first_access=date("2026-10-15"), nda_signed=date("2026-10-17"))],
        registers={
            "REG-PLAN": [{"phase": "R1", "start": "2026-08-24", "end": "2026-10-11",
                          "owner": "Ann", "status": "gate_passed"}],
            "REG-CHECK": [{"item": "x", "phase": "R1", "due": "2026-09-15"}],
            "REG-DESTR": [{"medium": "D-1", "asset": "A1", "time": "2026-10-29T10:00",
                           "person": "Ann", "witness": "Bob", "certificate_no": "C-1"}],
        },
    )  # fmt: skip
    late = {"F-GATE-PASSED-OPEN", "F-DESTROYED-UNPROVEN", "F-NDA-LATE"}
    told = {}
    for day in ("2026-09-01", "2026-10-16", "2026-11-20"):
        known = on_day(given.inventory, KNOWLEDGE, date(day))
        facts = Facts(known, date(day), categories=KNOWLEDGE.entries("categories"))
        told[day] = {f.rule for f in find(facts, RULES, KNOWLEDGE)} & late
    assert told == {
        "2026-09-01": set(),
        "2026-10-16": {"F-GATE-PASSED-OPEN", "F-NDA-LATE"},
        "2026-11-20": {"F-GATE-PASSED-OPEN", "F-NDA-LATE"},
    }


def test_the_present_phase_is_the_assessment_and_a_past_one_what_was_known_then():
    past = world(header=MOVE, assets=[{**STICK, "state": "to_dispose"}]).inventory
    today = world(
        header=MOVE,
        assets=[{**STICK, "state": "destroyed"}],
        registers={"REG-DESTR": [{"asset": "A1", "certificate_no": "C-1"}]},
    ).inventory
    own = Span(lo=1, score=2, hi=3)
    course = Course(stood={"R6": past}, now="R7", assessed={"A1": own})
    risks = {r.phase: r for r in risk_by_phase(
        today, (), KNOWLEDGE, course=course, as_of=AS_OF)}  # fmt: skip
    assert risks["R7"].assets == {"A1": own} and risks["R7"].now
    assert risks["R6"].mean.score > 0 == risks["R5"].mean.score
