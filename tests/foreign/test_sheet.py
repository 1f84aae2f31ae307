"""Risk sheets: headers in three languages, numbers and words, residuals, and what is no sheet."""

import openpyxl
import pytest
from foreign_world import SHEETS, sheet_rows

from riskkit.errors import InputError, SourceError
from riskkit.foreign import read_foreign
from riskkit.lint import lint


@pytest.fixture
def sheet(tmp_path, knowledge):
    def read(rows, name="risks.xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return read_foreign(tmp_path / name, knowledge)

    return read


def rules(shape, knowledge):
    return {(r.rule, r.place) for r in lint(shape, knowledge).results}


@pytest.mark.parametrize("language", SHEETS)
def test_a_sheet_reads_the_same_in_every_language(language, sheet, knowledge):
    shape = sheet(sheet_rows(language))
    assert [
        [(r.stage, r.likelihood, r.severity, r.level, r.score) for r in risk.ratings]
        for risk in shape.risks
    ] == [
        [("current", 4, 4, 3, 16), ("planned", 2, 4, 2, None)],
        [("current", 3, 3, 2, 9), ("planned", 1, 3, 1, None)],
        [("current", 2, 2, 1, 4), ("planned", 1, 2, 1, None)],
        [("current", 5, 5, 3, 25), ("planned", 1, 5, 2, None)],
    ]
    assert {r.axis: r.hi for r in shape.ranges} == {"likelihood": 5, "severity": 5, "level": 3}
    # Impacts are told in English in all three; what is said of people is found in each.
    assert {rule for rule, _ in rules(shape, knowledge)} == set()


COLUMN = {name: place for place, name in enumerate(SHEETS["en"][0])}
DEFECTS = [
    ("L01", 1, "Likelihood (1-5)", 6),
    ("L01", 1, "Likelihood (1-5)", "sometimes"),
    ("L02", 1, "Residual likelihood", 5),
    ("L04", 1, "Owner", None),
    ("L04", 1, "Due date", ""),
    ("L05", 1, "Controls", None),
    ("L07", 1, "Rationale", "tbd"),
    ("L13", 1, "Score", 12),
    ("L13", 1, "Risk level", "Low"),
    ("L14", 1, "Rationale", None),
    ("L19", 1, "Risk", "Reputational damage and fines"),
]


@pytest.mark.parametrize(("rule", "row", "column", "value"), DEFECTS)
def test_a_seeded_defect_is_found_in_its_row(rule, row, column, value, sheet, knowledge):
    rows = sheet_rows()
    rows[row][COLUMN[column]] = value
    found = rules(sheet(rows), knowledge)
    assert any(r == rule and place.startswith(f"row {row + 1}") for r, place in found)


def test_effect_claimed_and_nothing_changed_is_found(sheet, knowledge):
    rows = sheet_rows()
    rows[1][7:10] = [4, 4, "High"]
    assert ("L03", "row 2, residual level") in rules(sheet(rows), knowledge)


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        (["low", "medium", "high"], [1, 2, 3]),
        (["低", "中", "高", "很高"], [1, 2, 3, 4]),
        (["zeer laag", "laag", "midden", "hoog", "zeer hoog"], [1, 2, 3, 4, 5]),
        (["1 - rare", "2", "3.0", "4 (likely)", 5], [1, 2, 3, 4, 5]),
    ],
)
def test_a_step_is_a_number_or_a_word(words, steps, sheet):
    rows = [["Risk", "Likelihood", "Severity"], *([f"r{n}", w, w] for n, w in enumerate(words))]
    shape = sheet(rows)
    assert [risk.ratings[0].likelihood for risk in shape.risks] == steps
    assert max(r.hi for r in shape.ranges) == (max(steps) if max(steps) < 5 else 5)


@pytest.mark.parametrize(
    ("values", "top"), [([1, 2, 3], 3), ([4, 1], 4), ([1, 2, 3, 4, 5], 5), ([1, 9, 7], 10),
                        ([1, 2, 3, 4, 5, 9], 5)],
)  # fmt: skip
def test_a_scale_nobody_names_is_the_usual_one_that_fits(values, top, sheet):
    shape = sheet([["Risk", "Likelihood", "Severity"], *(["r", v, 1] for v in values)])
    assert next(r.hi for r in shape.ranges if r.axis == "likelihood") == top


def test_a_header_of_two_rows_tells_before_from_after(sheet):
    rows = [
        ["Register of risks"],
        [],
        ["", "Inherent risk", None, "Residual risk", None],
        ["Risk", "Likelihood", "Impact", "Likelihood", "Impact"],
        ["a", 4, 4, 2, 3],
    ]
    (risk,) = sheet(rows).risks
    assert [(r.stage, r.likelihood, r.severity) for r in risk.ratings] == [
        ("current", 4, 4),
        ("planned", 2, 3),
    ]


def test_a_rule_whose_column_is_not_there_is_not_checked(sheet, knowledge):
    shape = sheet([["Risk", "Likelihood", "Severity"], ["Members lose", 2, 2]])
    linted = lint(shape, knowledge)
    assert not linted.results
    assert {"L04", "L05", "L10", "L13", "L14"} <= set(linted.unchecked)


@pytest.mark.parametrize(
    "rows", [[["a", "b"], [1, 2]], [], [["Likelihood"], [3]], [["x"] * 300] * 50]
)
def test_a_workbook_without_both_axes_is_no_risk_sheet(rows, sheet):
    with pytest.raises(InputError, match="likelihood and a severity"):
        sheet(rows)


def test_a_file_that_is_no_workbook_is_refused(tmp_path, knowledge):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(SourceError):
        read_foreign(path, knowledge)


def test_no_cell_is_quoted_in_a_result(sheet, knowledge):
    canary = "张三 310101199001011234 tbd"
    rows = sheet_rows()
    rows[1] = [canary if n in (1, 2, 5, 12) else value for n, value in enumerate(rows[1])]
    shape = sheet(rows)
    told = [r.model_dump_json() for r in lint(shape, knowledge).results]
    assert told
    assert not any("310101199001011234" in text for text in told)
