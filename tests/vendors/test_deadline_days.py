"""Deadlines in a calendar: every kind is worded in every language, and keeps its identity."""

import datetime as dt
from typing import get_args

import pytest

from riskkit.calendar import csv_text, ics_text
from riskkit.catalogue import load_knowledge
from riskkit.model.value import LANGUAGES
from riskkit.model.vendor_facts import Deadline
from riskkit.vendors.deadline_days import COLUMNS, deadline_days, deadline_rows

KNOWLEDGE = load_knowledge()
KINDS = get_args(Deadline.model_fields["kind"].annotation)
AS_OF = dt.date(2026, 11, 1)


def deadline(kind="contract", on=dt.date(2027, 1, 1)):
    return Deadline(on=on, vendor="V1", kind=kind, subject="S1", days=(on - AS_OF).days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_reads_in_every_language(language):
    days = deadline_days(map(deadline, KINDS), {"V1": "Acme, Ltd"}, KNOWLEDGE, language)
    assert len({day.title for day in days}) == len(KINDS)
    assert all("Acme, Ltd" in day.title and "{" not in day.title for day in days)
    text = ics_text(days, name="n", as_of=AS_OF)
    assert text.count("BEGIN:VEVENT") == len(KINDS) and "Acme\\, Ltd" in text


def test_a_renewed_contract_moves_its_entry():
    keys = [
        day.key
        for language in LANGUAGES
        for on in (dt.date(2027, 1, 1), dt.date(2028, 1, 1))
        for day in deadline_days([deadline(on=on)], {}, KNOWLEDGE, language)
    ]
    assert set(keys) == {"V1/contract/S1"}


def test_a_hostile_name_is_no_formula_in_the_table():
    rows = deadline_rows([deadline()], {"V1": "=cmd()"}, KNOWLEDGE, "en")
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert ",'=cmd()," in csv_text(rows, COLUMNS)
