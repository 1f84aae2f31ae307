import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskkit.engagement.cell_errors import BadCell
from riskkit.engagement.dates import read_date, read_moment

DAY = dt.date(2026, 3, 5)

WRITTEN = [
    "2026-03-05",
    "2026/3/5",
    "2026.3.5",
    "20260305",
    "2026年3月5日",
    "2026 年 3 月 5 号",
    "２０２６－０３－０５",
    "2026-03-05 00:00:00",
    "2026-03-05T14:30+08:00",
    "2026年3月5日 14时30分",
    "民國115年3月5日",
    "2026.3.5 下午2:30",
    "2026-03-05上午9点",
    "2026年3月5日 9點半",
    "2026/3/5 2:30 PM",
    "5 March 2026",
    "Mar 5, 2026",
    "5-Mar-2026",
]
TIMES = [
    ("2026/3/5 下午3:30", "15:30"),
    ("2026-03-05上午9点", "09:00"),
    ("2026年3月5日 晚上8時15分", "20:15"),
    ("2026-03-05 12:05 AM", "00:05"),
    ("2026-03-05 中午12点", "12:00"),
    ("2026-03-05 中午11:30", "11:30"),
    ("2026.3.5 9點半", "09:30"),
]
ONE_ORDER = [("17/10/2026", 10, 17), ("10/17/2026", 10, 17), ("17.10.2026 9:05", 10, 17)]
REFUSED = [
    ("2026-13-40", "calendar"),
    ("2026-02-30", "calendar"),
    ("5/3/2026", "two different"),
    ("5.3.2026", "two different"),
    ("5-Mar-26", "two different"),
    ("13/13/2026", "calendar"),
    ("5 Marchember 2026", "not a date"),
    ("2026-03", "without a day"),
    ("2026年3月", "without a day"),
    ("1026-03-05", "1900"),
    ("2026-3/5", "not a date"),
    ("46086", "as a spreadsheet keeps a date"),
    ("soon", "not a date"),
    ("2026-03-05 25:00", "clock"),
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_date_is_read_as_it_is_written(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(("text", "time"), TIMES)
def test_a_time_of_the_half_day_is_read_on_the_clock(text, time):
    assert read_moment(text) == f"2026-03-05T{time}"


@pytest.mark.parametrize(("text", "month", "day"), ONE_ORDER)
def test_a_year_at_the_end_is_read_where_only_one_number_can_be_the_month(text, month, day):
    assert read_date(text) == dt.date(2026, month, day)


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_what_is_no_date_is_refused_without_being_quoted(text, what):
    with pytest.raises(BadCell, match=what) as caught:
        read_date(text)
    assert text not in caught.value.what + caught.value.hint


FORMS = ["{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日"]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.sampled_from(FORMS))
def test_any_day_reads_back(day, form):
    assert read_date(form.format(day)) == day


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2199, 12, 31)))
def test_any_moment_reads_back_to_the_minute(moment):
    written = moment.isoformat(sep=" ", timespec="minutes")
    assert read_moment(written) == written.replace(" ", "T")


@given(st.text(max_size=20))
def test_no_text_does_more_than_be_refused(text):
    with suppress(BadCell):
        assert read_date(text).year >= 1900
