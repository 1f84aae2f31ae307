"""What goes out beside a report: whole, in words, the same bytes, with nothing that computes."""

import csv
import io

import openpyxl
import pytest
from report_example import example

from riskkit.model.value import LANGUAGES
from riskkit.model.vendor_facts import Contradiction, Deadline, Portfolio
from riskkit.report import write_exports


@pytest.fixture
def engagement():
    a = example()
    doubt = Contradiction(
        rule="hedged",
        severity="medium",
        question="VQ-ENC-01",
        where="answers/V01.csv:3",
        because={"rule": "vendor_facts.hedged", "args": {"question": "q", "answer": "answer.yes"}},
    )
    first = a.vendors[0].model_copy(update={"contradictions": (doubt,), "answers": ()})
    day = Deadline(on=a.as_of, vendor=first.id, kind="contract", subject="=SV01", days=0)
    rest = tuple(v.model_copy(update={"contradictions": (), "answers": ()}) for v in a.vendors[1:])
    return a.model_copy(
        update={"vendors": (first, *rest), "portfolio": Portfolio(deadlines=(day,))}
    )


def test_a_vendor_with_nothing_open_gets_no_questions(engagement, tmp_path):
    names = {path.name for path in write_exports(engagement, tmp_path)}
    asked = f"follow-up-{engagement.vendors[0].id}.xlsx"
    assert names == {"actions.xlsx", "calendar.ics", "vendor-calendar.csv", asked}


def test_every_step_still_to_do_is_in_the_workbook_and_every_dated_one_in_the_calendar(
    engagement, tmp_path
):
    write_exports(engagement, tmp_path, "en")
    live = [x for x in engagement.actions if x.status not in ("done", "cancelled")]
    sheet = openpyxl.load_workbook(tmp_path / "actions.xlsx").active
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == {x.id for x in live}
    told = (tmp_path / "calendar.ics").read_text(encoding="utf-8")
    assert told.count("BEGIN:VEVENT") == sum(x.due is not None for x in live) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_follow_up_leaves_a_column_for_the_reply(engagement, tmp_path, language):
    write_exports(engagement, tmp_path, language)
    path = tmp_path / f"follow-up-{engagement.vendors[0].id}.xlsx"
    sheet = openpyxl.load_workbook(path).worksheets[0]
    header, row = list(sheet.iter_rows(values_only=True))[:2]
    assert header[-1] in ("答复", "回覆", "Your reply")
    assert row[-1] is None and row[-2] == "answers/V01.csv:3"


def test_the_same_assessment_gives_the_same_bytes(engagement, tmp_path):
    once = [path.read_bytes() for path in write_exports(engagement, tmp_path / "a")]
    again = [path.read_bytes() for path in write_exports(engagement, tmp_path / "b")]
    assert once == again


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vendors_days_are_a_table_of_which_no_cell_runs(engagement, tmp_path, language):
    write_exports(engagement, tmp_path, language)
    text = (tmp_path / "vendor-calendar.csv").read_text(encoding="utf-8-sig")
    header, row = list(csv.reader(io.StringIO(text)))
    assert len(header) == len(set(header)) == 5
    assert row[1] == engagement.as_of.isoformat()
    assert row[-1] == "'=SV01"


def test_what_decides_is_asked_first_with_the_reason_and_what_to_send(engagement, tmp_path):
    said = [
        {"question": "VQ-PER-01", "answer": "yes", "state": "unproven", "stale": False},
        {"question": "VQ-ENC-01", "answer": "unanswered", "state": "unknown", "stale": False},
        {"question": "VQ-GOV-01", "answer": "no", "state": "fail", "stale": False},
    ]
    first = engagement.vendors[0].model_copy(update={"answers": tuple(said), "contradictions": ()})
    asked = engagement.model_copy(update={"vendors": (first,)})
    write_exports(asked, tmp_path, "en")
    book = openpyxl.load_workbook(tmp_path / f"follow-up-{first.id}.xlsx")
    rows = list(book["Questions asked again"].iter_rows(values_only=True))
    assert [row[1].split()[0] for row in rows[1:]] == ["VQ-ENC-01", "VQ-PER-01"]
    assert (rows[1][2], rows[1][3]) == ("yes", "no answer")
    assert rows[1][5] and rows[1][-1] is None
