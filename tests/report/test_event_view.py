"""Pages of gates, incidents and runs: everything asked stands there, in each language."""

import datetime as dt
import html
import os
import re

import pytest
from finding_world import KNOWLEDGE, asset, asset_risk, date, world
from report_example import example

from riskkit.assessment import keep, kept, runs
from riskkit.errors import InputError
from riskkit.gates import Proofs, gates
from riskkit.incidents import incident_files
from riskkit.model.assessment import Method
from riskkit.model.duties import DutyFile, RequestState
from riskkit.model.event import EventFile
from riskkit.model.value import LANGUAGES, Interval
from riskkit.people import awareness
from riskkit.report.event_view import gate_parts, incident_parts, trend_parts
from riskkit.report.view import View
from riskkit.rights import requests
from riskkit.route import transfer_route
from riskkit.tables import words
from riskkit.tables.duties import awareness as awareness_grid
from riskkit.tables.duties import notices
from riskkit.tables.duties import requests as request_grid
from riskkit.tables.evidence import spots
from riskkit.tables.gates import away, pairs
from riskkit.trend import trend

EVENT = date("2026-10-17")
MOVE = {"scenario": "relocation", "event_date": EVENT, "deal_type": None}


def cells(grid, key):
    place = [h.key for h in grid.headings].index(key)
    return [row[place] for row in grid.rows]


def moved(as_of, **registers):
    rows = {f"REG-{name.upper()}": held for name, held in registers.items()}
    inventory = world(header=MOVE, registers=rows, assets=[asset(carrier="paper")]).inventory
    found = gates(inventory, KNOWLEDGE, Proofs(), as_of=date(as_of))
    head = example().engagement.model_copy(update={"event_date": EVENT, "scenario": "relocation"})
    return example().model_copy(
        update={"event": EventFile(gates=found), "engagement": head, "as_of": date(as_of)}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gate_has_its_own_heading_table_and_what_is_not_open_below(language):
    a, w = moved("2026-10-19"), words(language)
    page = "".join(map(str, gate_parts(a, w)))
    for gate in a.event.gates:
        assert f'id="gate-{gate.phase}"' in page
        for item in gate.items:
            assert page.count(item.statement.get(language)) >= 1
    tables = page.count("<table")
    assert tables == sum(bool(g.open) + (len(g.open) < len(g.items)) for g in a.event.gates)


def test_a_gate_of_daily_use_counts_no_days_from_an_event():
    a = moved("2026-10-19")
    head = a.engagement.model_copy(update={"event_date": None})
    page = "".join(map(str, gate_parts(a.model_copy(update={"engagement": head}), words("en"))))
    assert "From the event" not in page
    assert "From the event" in "".join(map(str, gate_parts(a, words("en"))))


@pytest.mark.parametrize(
    ("days", "told"), [(-45, "前 45 天"), (0, "当天"), (7, "后 7 天"), (-1200, "前 1,200 天")]
)
def test_days_from_the_event_are_told_in_words(days, told):
    assert away(words("zh-Hans"), days) == told


def test_records_before_and_after_the_event_stand_in_pairs_with_their_days():
    told = {"date": "2026-10-01", "system": "CRM", "result": "passed"}
    backup = {"system": "CRM", "time": "2026-10-12 22:00", "kind": "full"}
    grid = pairs(moved("2026-11-20", restore=[told], backup=[backup]), words("en"))
    held = dict(zip(cells(grid, "gate_statement"), grid.rows, strict=True))
    before = held["A passed restore of every system before the event"]
    after = held["A passed restore of every system after the move"]
    assert before[2] == "2026-09-02 (45 d before) — 2026-10-17 (the day itself)"
    assert after[2] == "2026-10-18 (1 d after) — 2026-11-16 (30 d after)"
    assert (before[3], after[3]) == ("done", "open")


def test_rows_of_one_file_are_told_together():
    w = words("en")
    assert spots([f"r/A.csv:{n}" for n in (4, 2, 3, 9)] + ["E-1", "r/B.csv:2"], w) == (
        "r/A.csv:2–4, 9, E-1, r/B.csv:2"
    )
    assert spots((), w) == "—"


ROW = {
    "incident_no": "INC-1", "discovered": "2026-11-10T08:00", "assets": "A1", "encrypted": "no",
}  # fmt: skip


def troubled(*, told=()):
    registers = {"REG-INCIDENT": [ROW], "REG-NOTICE": list(told)}
    header = {"scenario": "steady", "deal_type": None, "cii_operator": None}
    facts = world(header=header, assets=[asset(id="A1")], registers=registers)
    held = asset_risk("A1").model_copy(
        update={"persons": Interval(lo=5, hi=2_000_000), "declared": ("name",)}
    )
    found = incident_files(
        facts.inventory, KNOWLEDGE, assets=[held], columns=(), controls=(), as_of=date("2026-11-20")
    )
    return example().model_copy(update={"duties": DutyFile(incidents=found)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_incident_has_a_file_of_its_own_and_says_which_facts_are_missing(language):
    w = words(language)
    page = "".join(map(str, incident_parts(troubled(), w)))
    for name in ("incidents", "clocks", "notices", "incident_fields"):
        assert f't-{name}"' in page
    for fact in ("cii_operator", "level"):
        assert w.term("clock_fact", fact) in page
    assert "clock_fact" not in page


def test_a_notice_that_a_term_asks_for_and_nobody_sent_lacks_every_element():
    grid = notices(troubled(), words("en"))
    assert cells(grid, "on_record") == ["no", "no"]
    assert all("Cause" in lacking or "cause" in lacking for lacking in cells(grid, "lacking"))
    sent = {"event": "incident", "reference": "INC-1", "sent": "2026-11-11", "elements": "cause"}
    grid = notices(troubled(told=[sent]), words("en"))
    assert cells(grid, "on_record") == ["yes", "no"]
    assert cells(grid, "elements_have")[1] is None


def test_without_an_incident_the_page_says_that_none_is_on_record():
    none = example().model_copy(update={"duties": DutyFile()})
    assert "does not mean that nothing happened" in str(next(incident_parts(none, words("en"))))


def test_requests_that_are_late_come_first_and_are_called_by_row_and_kind():
    rows = [
        {"kind": "access", "received": "2026-11-10"},
        {"kind": "delete", "received": "2026-01-01"},
    ]
    facts = world(header={"profiles": ("pipia",)}, registers={"REG-DSR": rows})
    found = requests(facts.inventory, KNOWLEDGE, as_of=date("2026-11-20"))
    assert all(isinstance(one, RequestState) for one in found)
    a = example().model_copy(update={"duties": DutyFile(requests=found)})
    grid = request_grid(a, words("en"))
    assert cells(grid, "request_kind") == ["deletion", "access"]
    assert cells(grid, "request") == ["Row 3", "Row 2"]


@pytest.mark.parametrize(
    ("topic", "score", "told"),
    [("Phishing", 40, "retrain whoever clicks"), ("Visitors", 40, "again with real cases"),
     ("Visitors", 90, "")],
)  # fmt: skip
def test_a_weak_topic_always_says_what_to_teach(topic, score, told):
    rows = [{"topic": topic, "department": "Shop", "date": "2026-10-01", "score": str(score)}]
    facts = world(registers={"REG-TEST": rows})
    found = awareness(facts.inventory, KNOWLEDGE, as_of=date("2026-11-20"))
    a = example().model_copy(update={"duties": DutyFile(awareness=found)})
    grid = awareness_grid(a, words("en"))
    assert told in (cells(grid, "course")[0] or "")
    assert cells(grid, "test_result") == ["weak" if told else "passes"]


@pytest.fixture(scope="module")
def run():
    return example()


def on(run, day, **changes):
    return run.model_copy(update={"as_of": dt.date.fromisoformat(day), **changes})


def test_a_damaged_run_is_named_and_the_others_still_tell_the_trend(run, tmp_path):
    keep(on(run, "2026-01-01"), tmp_path)
    bad = keep(on(run, "2026-02-01"), tmp_path)
    keep(on(run, "2026-03-01"), tmp_path)
    bad.write_text('{"schema_', encoding="utf-8")
    held = kept(tmp_path)
    assert [r.as_of.month for r in held.runs] == [1, 3]
    assert held.unread == (bad.parent.name,)
    page = "".join(
        str(p) for p in trend_parts(run, words("zh-Hans"), tmp_path) if isinstance(p, str)
    )
    assert bad.parent.name in page
    for path in tmp_path.rglob("assessment.json"):
        path.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=bad.parent.name):
        runs(tmp_path)


def test_the_runs_of_another_client_are_counted_and_never_shown(run, tmp_path):
    other = run.engagement.model_copy(update={"client": "somebody else"})
    for day in ("2026-01-01", "2026-02-01"):
        keep(on(run, day), tmp_path)
    keep(on(run, "2026-03-01", engagement=other), tmp_path)
    held = kept(tmp_path)
    assert len(held.runs) == 2 and len(held.others) == 1
    page = "".join(str(p) for p in trend_parts(run, words("en"), tmp_path) if isinstance(p, str))
    assert "another client or scenario, left out: 1" in page
    assert "2026-03-01" not in page


def test_of_two_runs_of_a_day_the_one_written_last_stands(run, tmp_path):
    coverage = [run.assets[0].model_copy(update={"coverage": x}) for x in (0.0, 1.0)]
    first, last = (on(run, "2026-01-01", assets=(one,)) for one in coverage)
    paths = [keep(one, tmp_path) for one in (first, last)]
    for ages in ((20, 10), (10, 20)):
        for path, age in zip(paths, ages, strict=True):
            os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
        wanted = 1.0 if ages[1] < ages[0] else 0.0
        assert [p.coverage for p in trend(kept(tmp_path).runs)] == [wanted]


@pytest.mark.parametrize("count", [1, 2, 60])
def test_figures_of_many_runs_name_few_days_and_of_one_run_say_so(run, tmp_path, count):
    for number in range(count):
        keep(on(run, (dt.date(2021, 1, 1) + dt.timedelta(30 * number)).isoformat()), tmp_path)
    figures = [p for p in trend_parts(run, words("en"), tmp_path) if not isinstance(p, str)]
    assert len(figures) == 3
    for figure in figures:
        assert len(figure.layout.xaxis.tickvals) <= 8
        assert len(figure.data[0].x) == count
        assert figure.layout.meta["title"]


def test_over_a_break_in_method_no_first_and_last_are_compared(run, tmp_path):
    for day in ("2026-01-01", "2026-02-01"):
        keep(on(run, day), tmp_path)
    for day in ("2026-03-01", "2026-04-01"):
        keep(on(run, day, methods=(Method(id="riskkit-v1", version="2"),)), tmp_path)
    figure = next(iter(trend_parts(run, words("en"), tmp_path)))
    told = figure.layout.meta["title"]
    assert re.search(r"not comparable with the one before: 1; over the latest 2 ", told)


def test_a_level_that_the_persons_contradict_is_told_twice():
    a = troubled()
    (one,) = a.duties.incidents
    high = one.model_copy(update={"level": "general", "computed_level": "relatively_major"})
    parts = incident_parts(
        a.model_copy(update={"duties": DutyFile(incidents=(high,))}), words("en")
    )
    assert "on record as general, by persons relatively major" in "".join(map(str, parts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_by_which_route_a_transfer_goes(language):
    facts = world(header={"deal_type": "list_sale"}, assets=[asset()])
    found = transfer_route(facts.inventory, (), KNOWLEDGE, as_of=date("2026-11-20"))
    view = View(example().model_copy(update={"event": EventFile(route=found)}), language)
    shown = "".join(map(str, view.route().parts))
    assert found.text.get(language) in html.unescape(shown)
