"""Gates: what is open at each, by the client's plan or by days around the event."""

import datetime as dt
from itertools import pairwise

import pytest
from finding_world import AS_OF, KNOWLEDGE, asset, control_state, date, world

from riskkit.engagement import create_engagement, load_engagement
from riskkit.gates import Proofs, gates, phase_on, schedule
from riskkit.model.assessment import Action, Finding
from riskkit.model.value import Text

EVENT = date("2026-10-17")
WORDS = Text(zh_hans="甲", zh_hant="甲", en="a")
MOVE = {"scenario": "relocation", "event_date": EVENT, "deal_type": None}


def relocation(**registers):
    rows = {f"REG-{name.upper()}": held for name, held in registers.items()}
    return world(header=MOVE, registers=rows, assets=[asset(carrier="paper")]).inventory


def gate(inventory, phase, *, as_of, proofs=None):
    found = gates(inventory, KNOWLEDGE, proofs or Proofs(), as_of=as_of)
    return next(one for one in found if one.phase == phase)


def item(held, id):
    return next(one for one in held.items if one.id == id)


def test_without_a_plan_the_phases_lie_around_the_event_in_order_and_leave_no_day_out():
    windows = schedule(relocation(), KNOWLEDGE)
    assert [w.phase for w in windows] == ["R1", "R2", "R3", "R4", "R5", "R6", "R7"]
    for earlier, later in pairwise(windows):
        assert later.start - earlier.end == dt.timedelta(days=1)
    assert next(w.phase for w in windows if w.holds(EVENT)) == "R3"


def test_the_client_s_own_days_go_before_the_catalogue_s():
    plan = [{"phase": "物理搬运", "start": "2026-10-14", "end": "2026-10-18", "owner": "Ann"}]
    window = {w.phase: w for w in schedule(relocation(plan=plan), KNOWLEDGE)}["R3"]
    assert (window.start, window.end, window.planned) == (
        date("2026-10-14"), date("2026-10-18"), True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "phase"),
    [("2026-08-01", "R1"), ("2026-10-13", "R2"), ("2026-10-17", "R3"), ("2026-10-19", "R4"),
     ("2026-10-22", "R5"), ("2026-11-01", "R6"), ("2027-03-01", "R7")],
)  # fmt: skip
def test_a_day_lies_in_its_phase(day, phase):
    assert phase_on(date(day), schedule(relocation(), KNOWLEDGE)) == phase


def test_without_any_date_no_phase_is_named():
    inventory = world(header={**MOVE, "event_date": None}).inventory
    assert phase_on(AS_OF, schedule(inventory, KNOWLEDGE)) is None
    assert {g.state for g in gates(inventory, KNOWLEDGE, Proofs(), as_of=AS_OF)} == {"unplanned"}


@pytest.mark.parametrize(
    ("state", "changes", "found"),
    [("in_place", {}, "done"), ("in_place", {"proof": "none"}, "unproven"),
     ("partial", {}, "open"), ("absent", {}, "open"), ("planned", {}, "open"),
     ("unknown", {"proof": "none"}, "unknown")],
)  # fmt: skip
def test_a_control_is_done_only_where_it_is_in_place_and_proven(state, changes, found):
    proofs = Proofs(controls=(control_state("MV-04", status=state, owner="Bob", **changes),))
    held = item(gate(relocation(), "R3", as_of=date("2026-10-20"), proofs=proofs), "MV-04")
    assert (held.state, held.who, held.due) == (found, "Bob", date("2026-10-17"))
    assert held.proof.en and held.assets == ("A1",)


@pytest.mark.parametrize(
    ("changes", "found"),
    [({}, "done"), ({"proof": "none"}, "later"), ({"status": "unknown"}, "later"),
     ({"status": "absent"}, "later")],
)  # fmt: skip
def test_before_its_phase_a_control_is_done_or_later(changes, found):
    proofs = Proofs(controls=(control_state("MV-04", **changes),))
    held = gate(relocation(), "R3", as_of=date("2026-09-01"), proofs=proofs)
    assert item(held, "MV-04").state == found


def test_a_control_that_does_not_apply_is_not_asked():
    proofs = Proofs(controls=(control_state("MV-04", status="not_applicable"),))
    held = gate(relocation(), "R3", as_of=EVENT, proofs=proofs)
    assert "MV-04" not in {one.id for one in held.items}


RESTORED = {"system": "CRM", "result": "passed"}
BACKED = [{"system": "CRM", "time": "2026-10-16T02:00"}, {"system": "ERP", "time": "2026-10-16"}]


@pytest.mark.parametrize(
    ("tests", "as_of", "before", "after"),
    [([], "2026-10-20", "unknown", "unknown"),
     ([{**RESTORED, "date": "2026-10-13"}], "2026-10-20", "open", "open"),
     ([{**RESTORED, "date": "2026-10-13"}], "2026-10-14", "open", "later"),
     ([{**RESTORED, "date": "2026-10-13"}, {**RESTORED, "system": "erp", "date": "2026-10-12"}],
      "2026-10-20", "done", "open"),
     ([{**RESTORED, "date": "2026-10-13"}, {**RESTORED, "system": "erp", "date": "2026-10-12"},
       {**RESTORED, "date": "2026-10-19"}, {**RESTORED, "system": "ERP", "date": "2026-10-19"}],
      "2026-10-20", "done", "done"),
     ([{**RESTORED, "date": "2026-10-13", "result": "failed"},
       {**RESTORED, "system": "erp", "date": "2026-10-12"}], "2026-10-20", "open", "open")],
)  # fmt: skip
def test_a_record_is_asked_for_on_both_sides_of_the_event_for_every_system(
    tests, as_of, before, after
):
    inventory = relocation(backup=BACKED, restore=tests)
    day = date(as_of)
    assert item(gate(inventory, "R2", as_of=day), "R-restore-before").state == before
    assert item(gate(inventory, "R5", as_of=day), "R-restore-after").state == after


def test_a_record_of_tomorrow_is_not_there_today():
    inventory = relocation(notice=[{"event": "relocation", "sent": "2026-10-10"}])
    assert item(gate(inventory, "R1", as_of=date("2026-10-09")), "R-told").state == "open"
    assert item(gate(inventory, "R1", as_of=date("2026-10-10")), "R-told").state == "done"


def test_a_line_of_the_checklist_needs_its_proof_and_what_nobody_listed_is_not_assessed():
    ticked = [
        {"item": "Boxes", "phase": "R3", "done_at": "2026-10-16", "proof": "E1", "done_by": "Ann"},
        {"item": "Escort", "phase": "R3", "done_at": "2026-10-16"},
        {"item": "Opaque boxes", "phase": "R3", "due": "2026-10-16"},
    ]
    held = gate(relocation(check=ticked), "R3", as_of=date("2026-10-20"))
    checks = [one for one in held.items if one.kind == "check"]
    assert [one.state for one in checks[:3]] == ["done", "unproven", "open"]
    assert {one.state for one in checks[3:]} == {"unknown"}
    catalogue = next(
        p for p in KNOWLEDGE.entries("scenarios")["relocation"].phases if p.id == "R3"
    ).checklist
    assert len(checks) == 3 + len(catalogue) - 1, "a line the client has is not asked twice"
    assert checks[2].statement in catalogue, "a line of the catalogue is told in every language"
    assert checks[0].statement.get("zh-Hans") == "Boxes"


def test_a_gate_called_passed_with_open_items_says_so():
    plan = [{"phase": "R3", "start": "2026-10-15", "end": "2026-10-17", "status": "gate_passed"}]
    assert gate(relocation(plan=plan), "R3", as_of=date("2026-10-20")).state == "passed_open"
    assert gate(relocation(plan=plan), "R3", as_of=date("2026-10-01")).state == "ahead"


def test_on_a_day_before_its_end_a_gate_is_not_yet_called_passed_by_a_later_record():
    plan = [{"phase": "R3", "start": "2026-10-15", "end": "2026-10-17", "status": "gate_passed"}]
    world = relocation(plan=plan)
    header = world.header.model_copy(update={"as_of": date("2026-11-20")})
    world = world.model_copy(update={"header": header})
    assert gate(world, "R3", as_of=date("2026-10-16")).state == "running"
    assert gate(world, "R3", as_of=date("2026-10-20")).state == "passed_open"


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-10-01", "ahead"), ("2026-10-16", "running"), ("2026-10-20", "overdue")],
)
def test_a_gate_s_state_follows_its_days(day, state):
    assert gate(relocation(), "R3", as_of=date(day)).state == state


def test_a_finding_stands_at_the_gate_whose_controls_mend_it_with_who_and_when():
    finding = Finding(
        id="F-1", rule="F-SEAL-BROKEN", severity="critical", subject="REG-SEAL", statement=WORDS,
        controls=("MV-04",), action="P-1", evidence=("registers/REG-SEAL.csv:5",),
    )  # fmt: skip
    step = Action(id="P-1", statement=WORDS, owner="Eve", due=date("2026-10-25"))
    proofs = Proofs(findings=(finding,), actions=(step,))
    found = gates(relocation(), KNOWLEDGE, proofs, as_of=date("2026-10-20"))
    homes = {g.phase: one for g in found for one in g.items if one.kind == "finding"}
    assert list(homes) == ["R3"]
    assert (homes["R3"].who, homes["R3"].due) == ("Eve", date("2026-10-25"))


def test_where_a_control_is_unproven_stands_in_its_own_line_and_not_beside_it():
    finding = Finding(
        id="F-CONTROL-UNPROVEN-MV-04.A1", rule="F-CONTROL-UNPROVEN", severity="high",
        subject="MV-04", statement=WORDS, controls=("MV-04",), scope=("A1",), action="P-1",
    )  # fmt: skip
    step = Action(id="P-1", statement=WORDS, owner="Eve")
    shown = control_state("MV-04", status="in_place", proof="technical_test", owner="Ann")
    proofs = Proofs(controls=(shown,), findings=(finding,), actions=(step,))
    held = gate(relocation(), "R3", as_of=date("2026-10-20"), proofs=proofs)
    assert not [one for one in held.items if one.kind == "finding"]
    line = item(held, "MV-04")
    assert (line.state, line.who) == ("unproven", "Eve")
    assert line.statement.get("en").endswith("(A1)")


def test_an_action_late_is_told_by_the_fault_it_mends():
    def seen(*mended):
        late = Finding(
            id="F-ACTION-OVERDUE-AC-1", rule="F-ACTION-OVERDUE", severity="medium",
            subject="AC-1", statement=WORDS, controls=("MV-04",), action="AC-1",
        )  # fmt: skip
        step = Action(id="AC-1", statement=WORDS, findings=(late.id, *mended))
        proofs = Proofs(findings=(late,), actions=(step,))
        held = gate(relocation(), "R3", as_of=date("2026-10-20"), proofs=proofs)
        return [one.id for one in held.items if one.kind == "finding"]

    assert seen() == ["F-ACTION-OVERDUE-AC-1"], "one that mends nothing found is told itself"
    assert seen("F-SEAL-BROKEN-REG-SEAL.5") == []


def test_every_phase_of_an_event_has_its_days_and_every_pair_its_phase_and_register():
    scenarios = KNOWLEDGE.entries("scenarios").values()
    phases = {p.id for s in scenarios if s.event for p in s.phases}
    assert set(KNOWLEDGE.entries("gates/windows")) == phases
    registers = KNOWLEDGE.entries("registers")
    for pair in KNOWLEDGE.entries("gates/pairs").values():
        columns = {c.id: c for c in registers[pair.register_id].columns}
        assert columns[pair.dated].kind in ("date", "datetime"), pair.id
        assert {*pair.where, *([pair.per] if pair.per else [])} <= set(columns), pair.id
        for column, values in pair.where.items():
            assert set(values) <= {choice.id for choice in columns[column].choices}, pair.id
        if pair.across:
            assert registers[pair.across[0]].column(pair.across[1])


def test_every_phase_plans_its_controls_and_checklist():
    for scenario in KNOWLEDGE.entries("scenarios").values():
        for phase in scenario.phases:
            assert set(phase.controls) <= set(KNOWLEDGE.entries("controls"))
            assert phase.checklist


@pytest.mark.parametrize("scenario", ["transfer", "relocation"])
def test_a_new_folder_plans_every_phase_around_the_event_by_tier_and_carrier(scenario, tmp_path):
    create_engagement(tmp_path / "new", scenario=scenario, event_date=EVENT, language="en")
    inventory = load_engagement(tmp_path / "new")
    windows = schedule(inventory, KNOWLEDGE)
    assert all(w.planned for w in windows)
    assert [w.start for w in windows] == sorted(w.start for w in windows)
    checks = inventory.registers["REG-CHECK"]
    assert {row.cell("due") for row in checks} == {w.end.isoformat() for w in windows}
    said = [row.cell("item") for row in checks]
    assert any(item.startswith("High tier, Paper: ") for item in said)
    listed = {
        KNOWLEDGE.meaning("phase", row.cell("phase"))
        for row in checks
        if "tier, " in row.cell("item")
    }
    assert len(listed) >= len(windows) - 1, "a phase asks something of the carriers"
