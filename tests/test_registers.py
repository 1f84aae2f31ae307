"""The registers: their schema, and how complete, how new and how much needed each is."""

import datetime as dt

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.model.cells import answer, day, moment, quantity, several
from riskkit.model.inventory import Asset, Header, Inventory, RegisterRow
from riskkit.model.rules import Register, RegisterColumn
from riskkit.registers import Calendar, assess_registers

REGISTERS = load_knowledge().entries("registers")


def engagement(rows=(), register="REG-SEAL", **tables):
    return Inventory(
        root="x",
        header=Header(client="c", title="t", scenario="relocation"),
        registers={register: tuple(RegisterRow(cells=cells) for cells in rows)},
        **tables,
    )


def state(id, inventory, controls=("MV-04",)):
    return {one.id: one for one in assess_registers(inventory, REGISTERS, controls)}[id]


FULL = {"seal_no": "1", "box_no": "B", "applied_by": "Ann", "applied_at": "2026-10-01T09:00"}


def test_there_are_forty_five_registers_in_the_order_of_the_catalogue():
    assert len(REGISTERS) == 45
    states = assess_registers(engagement(), REGISTERS, ())
    assert [one.id for one in states] == list(REGISTERS)


@pytest.mark.parametrize(
    ("rows", "completeness"),
    [
        ([FULL], 1.0),
        ([{**FULL, "applied_by": " "}], 0.75),
        ([FULL, {"seal_no": "2"}], 0.625),
        ([], 0.0),
    ],
)
def test_completeness_is_the_share_of_required_cells_that_are_filled(rows, completeness):
    assert state("REG-SEAL", engagement(rows)).completeness == pytest.approx(completeness)


def test_an_empty_register_is_not_kept():
    """Not assessed, never good."""
    one = state("REG-SEAL", engagement([]))
    assert (one.kept, one.rows, one.newest) == (False, 0, None)


@pytest.mark.parametrize(("controls", "required"), [(("MV-04",), True), (("MV-05",), False)])
def test_a_register_is_required_when_a_control_of_the_scenario_needs_it(controls, required):
    assert state("REG-SEAL", engagement([FULL]), controls).required is required


TRANSFER = Calendar(
    ("T1", "T2", "T3"), {"T1": dt.date(2026, 9, 1), "T3": dt.date(2026, 12, 1)}, now="T2"
)


@pytest.mark.parametrize(
    ("now", "ahead"), [("T1", True), ("T2", True), ("T3", False), (None, False)]
)
def test_a_register_of_a_later_phase_is_not_due_yet(now, ahead):
    sale = engagement().model_copy(
        update={"header": Header(client="c", title="t", scenario="transfer")}
    )
    when = Calendar(TRANSFER.phases, TRANSFER.starts, now)
    states = assess_registers(sale, REGISTERS, ("MV-04", "GV-01"), when)
    (seal,) = (one for one in states if one.id == "REG-SEAL")
    assert (seal.required, seal.ahead, seal.due) == (True, ahead, dt.date(2026, 12, 1))
    assert not next(one for one in states if one.id == "REG-POLICY").ahead


@pytest.mark.parametrize(
    ("scenario", "foreign"),
    [
        ("steady", {"REG-PLAN", "REG-CHECK", "REG-BOX", "REG-SEAL", "REG-CUSTODY", "REG-GPS",
                    "REG-RECEIVE", "REG-HANDOVER"}),
        ("transfer", {"REG-GPS", "REG-RECEIVE"}),
        ("relocation", {"REG-HANDOVER"}),
    ],
)  # fmt: skip
def test_a_register_of_another_scenario_is_not_asked_for(scenario, foreign):
    """A steady organisation moves no boxes, whatever its controls are named."""
    controls = load_knowledge().entries("controls")
    head = Header(client="c", title="t", scenario=scenario)
    folder = engagement().model_copy(update={"header": head})
    asked = {one.id for one in assess_registers(folder, REGISTERS, controls) if one.required}
    assert set(REGISTERS) - asked == foreign


def test_the_phase_a_register_starts_with_is_one_of_the_scenario():
    scenarios = load_knowledge().entries("scenarios")
    for register in REGISTERS.values():
        assert set(register.scenarios) <= set(scenarios)
        for scenario, phase in register.starts.items():
            assert scenario in register.scenarios
            assert phase in {one.id for one in scenarios[scenario].phases}


def test_a_register_is_as_new_as_its_newest_row():
    rows = [FULL, {**FULL, "applied_at": "2026-10-03T08:00"}, {**FULL, "applied_at": "x"}]
    assert state("REG-SEAL", engagement(rows)).newest == dt.date(2026, 10, 3)


def test_a_table_of_the_engagement_serves_as_its_register():
    asset = Asset(id="A1", name="CRM", carrier="db", owner="IT", tier="high",
                  last_confirmed=dt.date(2026, 10, 1))  # fmt: skip
    one = state("REG-ASSET", engagement(assets=(asset, asset.model_copy(update={"owner": None}))))
    assert (one.kept, one.rows, one.newest) == (True, 2, dt.date(2026, 10, 1))
    assert one.completeness == pytest.approx(0.9)


def test_a_file_of_its_own_goes_before_the_table():
    asset = Asset(id="A1", name="CRM", carrier="db")
    one = state("REG-ASSET", engagement([{"asset_id": "A1"}], "REG-ASSET", assets=(asset, asset)))
    assert one.rows == 1


@pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
def test_a_header_means_one_column(register):
    """In any of the three languages, or by its id."""
    for pick in (0, 1, 2):
        names = [column.text.all[pick].casefold() for column in register.columns]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
def test_choices_are_told_apart_in_every_language(register):
    for column in register.columns:
        for pick in (0, 1, 2):
            words = [choice.text.all[pick].casefold() for choice in column.choices]
            assert len(words) == len(set(words))


@pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
def test_a_vocabulary_named_by_a_column_exists(register):
    knowledge = load_knowledge()
    for column in register.columns:
        if column.vocabulary:
            assert knowledge.words(column.vocabulary)


def test_a_register_that_stands_in_a_table_names_its_fields():
    for register in REGISTERS.values():
        if register.table:
            fields = Inventory.model_fields[register.table].annotation.__args__[0].model_fields
            named = {column.field for column in register.columns if column.field}
            assert named <= set(fields)
            assert all(column.field for column in register.columns if column.required)


def text(word):
    return {"zh-Hans": word, "zh-Hant": word, "en": word}


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "choice"},
        {"kind": "text", "vocabulary": "tier"},
        {"kind": "colour"},
        {"kind": "text", "widht": 3},
    ],
)
def test_a_column_that_does_not_fit_is_refused(fields):
    with pytest.raises(ValueError, match=r"."):
        RegisterColumn.model_validate({"id": "x", "text": text("x"), **fields})


@pytest.mark.parametrize("dated_by", ["x", "nothing"])
def test_a_register_is_dated_by_a_column_of_dates(dated_by):
    with pytest.raises(ValueError, match="dated_by"):
        Register.model_validate(
            {
                "id": "REG-X",
                "text": text("x"),
                "controls": ["MV-04"],
                "dated_by": dated_by,
                "columns": [{"id": "x", "text": text("x"), "kind": "text"}],
                "checks": [{"text": text("x")}],
            }
        )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-10-11", dt.datetime(2026, 10, 11)),
        ("2026-10-11 09:30", dt.datetime(2026, 10, 11, 9, 30)),
        ("2026-10-11T09:30:00+08:00", dt.datetime(2026, 10, 11, 9, 30)),
        ("2026-13-40", None),
        ("", None),
        (None, None),
    ],
)
def test_a_cell_as_time(cell, expected):
    assert moment(cell) == expected
    assert day(cell) == (expected.date() if expected else None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("1,000", 1000), (" 95% ", 95), ("0", 0), ("-3.5", -3.5), ("many", None), ("", None)],
)
def test_a_cell_as_number(cell, expected):
    assert quantity(cell) == expected


@pytest.mark.parametrize("cell", ["nan", "inf", "-inf", "1e400"])
def test_a_cell_that_is_no_quantity_is_not_known(cell):
    assert quantity(cell) is None


@pytest.mark.parametrize(
    ("cell", "expected"), [("yes", True), (" No ", False), ("unknown", None), ("", None)]
)
def test_a_cell_as_answer(cell, expected):
    assert answer(cell) is expected


def test_a_cell_of_several_values():
    assert several(" a; b ;;c") == ("a", "b", "c")
    assert several("") == ()
