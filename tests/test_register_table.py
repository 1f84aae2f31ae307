"""Registers by column say the same as by row."""

import pytest

from riskkit.model.cells import day
from riskkit.model.inventory import RegisterRow
from riskkit.model.register_table import Coded, RegisterTable

ROWS = (
    RegisterRow(file="r.csv", line=2, cells={"a": "x", "on": "2026-01-01"}),
    RegisterRow(file="r.csv", line=5, cells={"a": "y"}),
    RegisterRow(file="r.csv", line=6, cells={"a": "x", "b": "z", "on": "2026-02-01"}),
)


@pytest.fixture
def table():
    """A table made from columns alone, as the reader makes it."""
    columns = {c: Coded.of(row.cell(c) for row in ROWS) for c in ("a", "b", "on")}
    return RegisterTable("r.csv", [2, 5, 6], columns)


def test_rows_read_back_as_they_were(table):
    assert tuple(table) == ROWS == tuple(RegisterTable.of(ROWS))
    assert table == ROWS
    assert table[1:] == ROWS[1:]
    assert table[-1] == ROWS[2]
    with pytest.raises(IndexError):
        table[3]


def test_a_column_is_read_once_for_each_different_text(table):
    asked = []
    assert list(table.column("a").each(lambda text: asked.append(text) or text)) == ["x", "y", "x"]
    assert asked == ["", "x", "y"]
    assert [row[1:] for row in table.read(("a", str), ("on", day))][1] == ("y", None)
    assert table.column("a").where(lambda text: text == "x") == [0, 2]


def test_a_column_that_was_not_given_is_empty(table):
    assert (table.cell(0, "c"), table.column("c").filled, table.column("a").filled) == ("", 0, 3)
    assert [text for _, text in table.read(("c", str))] == ["", "", ""]


@pytest.mark.parametrize(("line", "place"), [(2, 0), (5, 1), (6, 2), (3, None), (9, None)])
def test_a_row_is_found_by_its_line(table, line, place):
    assert table.at_line(line) == place


def test_what_is_left_out_leaves_no_text_behind(table):
    left = table.without({0}, {"a": {2}})
    assert left == (ROWS[1], ROWS[2].model_copy(update={"cells": {"b": "z", "on": "2026-02-01"}}))
    assert left.column("a").texts == ["", "y"]
    assert left.column("on").texts == ["", "2026-02-01"]
    assert table == ROWS
