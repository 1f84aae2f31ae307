"""Calendars: RFC 5545 escaping and folding, the same bytes each time, no formulas in CSV."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskkit.calendar import Day, csv_text, escape, fold_line, ics_text, write_calendar

AS_OF = dt.date(2026, 11, 1)
texts = st.text(max_size=200)
days = st.builds(Day, on=st.dates(), title=texts, key=texts, note=texts)


def written(*entries):
    return ics_text(entries, name="riskkit", as_of=AS_OF)


def unfolded(text):
    return text.replace("\r\n ", "")


def unescaped(text):
    out, escaped = [], False
    for c in text:
        if escaped:
            out.append("\n" if c in "nN" else c)
            escaped = False
        elif c == "\\":
            escaped = True
        else:
            out.append(c)
    return "".join(out)


def test_an_entry_is_a_whole_day_with_a_lasting_identity():
    day = Day(dt.date(2027, 1, 5), "ISO 27001 ends", "V1/E1", lead_days=30)
    text = written(day)
    assert "DTSTART;VALUE=DATE:20270105\r\nDTEND;VALUE=DATE:20270106" in text
    assert "TRIGGER:-P30D" in text and "DTSTAMP:20261101T000000Z" in text
    later = written(Day(dt.date(2028, 1, 5), "renewed", "V1/E1"))
    uid = [line for line in text.splitlines() if line.startswith("UID:")]
    assert uid == [line for line in later.splitlines() if line.startswith("UID:")]


@settings(max_examples=100, deadline=None)
@given(entries=st.lists(days, max_size=4))
def test_no_text_breaks_the_file(entries):
    text = written(*entries)
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    lines = unfolded(text).split("\r\n")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(set(entries))


@settings(max_examples=100, deadline=None)
@given(entries=st.lists(days, max_size=4), shuffle=st.randoms())
def test_the_order_of_the_entries_changes_no_byte(entries, shuffle):
    turned = list(entries)
    shuffle.shuffle(turned)
    assert written(*turned) == written(*entries)


@pytest.mark.parametrize("title", ["a;b,c\\d", "line\nbreak", "甲、乙；丙", "END:VEVENT", ""])
def test_a_title_comes_back_as_it_was(title):
    lines = unfolded(written(Day(AS_OF, title, "k"))).split("\r\n")
    (summary,) = [line for line in lines if line.startswith("SUMMARY:")]
    assert unescaped(summary.removeprefix("SUMMARY:")) == title
    assert unescaped(escape(title)) == title


@given(line=st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=300))
def test_folding_loses_nothing_and_splits_no_character(line):
    assert unfolded(fold_line(line)) == line


def test_the_last_day_of_time_can_be_written():
    assert "99991231" in written(Day(dt.date.max, "t", "k"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r=1"])
def test_a_cell_is_never_a_formula(cell):
    row = csv_text([[cell]], ["header"]).split("\r\n")[1].lstrip('"')
    assert row.startswith("'")


def test_a_number_stays_a_number_and_the_mark_is_there():
    assert csv_text([[-3, None, "a,b"]], ["=h"]) == '\ufeff\'=h\r\n-3,,"a,b"\r\n'


def test_a_file_is_written_whole(tmp_path):
    path = write_calendar(tmp_path / "x.ics", [], name="n", as_of=AS_OF)
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
