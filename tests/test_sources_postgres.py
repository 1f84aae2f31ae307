"""A PostgreSQL database is scanned for real: read-only, sampled or streamed, its secrets kept."""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from postgres_server import QUOTED, SECRET, Server, postgres_bin, running

from riskkit.cli import main
from riskkit.detect import scan_source
from riskkit.errors import SourceError
from riskkit.sources import open_source
from riskkit.sources.postgres import Database

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        postgres_bin() is None, reason="needs PostgreSQL: install the system package `postgresql`"
    ),
]

MEMBERS = """
    CREATE SCHEMA shop;
    CREATE TYPE shop.mood AS ENUM ('gut', 'schlecht');
    CREATE TABLE shop.members (
        id int PRIMARY KEY, 姓名 text, "手机 ""号" varchar(20), born date, since timestamp,
        active boolean, photo bytea, mood shop.mood, tags text[], extra jsonb);
    INSERT INTO shop.members SELECT i, '张' || substr('伟芳娜敏静丽强磊洋艳', 1 + i % 10, 1),
        '1380013' || lpad(i::text, 4, '0'), date '1980-01-01' + i, timestamp '2024-05-06',
        i % 2 = 0, '\\x00ff', 'gut', ARRAY['a, b', 'c"d'], '{"k": "v"}'
        FROM generate_series(1, 300) i;
    INSERT INTO shop.members (id) VALUES (301);
    CREATE VIEW shop.everyone AS SELECT * FROM shop.members;
    CREATE TABLE public.codes (code text);
    INSERT INTO public.codes SELECT 'AB-' || i FROM generate_series(1, 50) i;
    INSERT INTO public.codes VALUES (NULL), (E'two\\nlines, "a"'), ('\\.');
    CREATE TABLE public.empty_one (a int);
    CREATE TABLE parted (day date, phone text) PARTITION BY RANGE (day);
    CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    INSERT INTO parted SELECT '2024-03-04', '1390013' || lpad(i::text, 4, '0')
        FROM generate_series(1, 80) i;
    CREATE MATERIALIZED VIEW summary AS SELECT count(*) n FROM shop.members;
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as one:
        one.admin(MEMBERS)
        one.admin(
            "CREATE TABLE big AS SELECT i AS n, 'order ' || i AS what, repeat('x', 200) AS fill "
            "FROM generate_series(1, 400000) i",
            "CREATE ROLE reader LOGIN PASSWORD 'r'",
            "GRANT USAGE ON SCHEMA shop TO reader",
            "GRANT SELECT ON shop.members, codes TO reader",
            "ALTER TABLE shop.members ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY few ON shop.members TO reader USING (id <= 100)",
        )
        yield one


def test_every_table_is_read_as_text_and_views_are_not_run(server: Server) -> None:
    with open_source(server.url()) as source:
        found = {table.name: table.extract("all") for table in source}
        unseen = {(item.part, item.reason.rule) for item in source.unseen}
        members, codes = found["shop.members"], found["public.codes"].sample(100)[0]
        first = [column[0] for column in members.sample(1000)]
    assert source.name == f"127.0.0.1:{server.port}/crm"
    assert {name: extract.rows for name, extract in found.items()} == {
        "public.big": 400_000,
        "public.codes": 53,
        "public.empty_one": 0,
        "public.parted": 80,
        "public.summary": 1,
        "shop.members": 301,
    }
    assert members.columns[:3] == ("id", "姓名", '手机 "号')
    assert first[:7] == ["1", "张芳", "13800130001", "1980-01-02", "2024-05-06", "false", None]
    assert first[7:] == ["gut", '{"a, b","c\\"d"}', '{"k": "v"}']
    assert codes[-3:] == [None, 'two\nlines, "a"', "\\."]
    assert unseen == {
        ("shop.everyone", "sources.view"),
        ("shop.members · photo", "sources.binary_column"),
    }


def test_a_scan_finds_the_persons_of_a_database(server: Server) -> None:
    result = scan_source(server.url())
    found = {(c.table, c.column): c.entity for c in result.columns if c.personal}
    assert found["shop.members", "姓名"] == "PERSON"
    assert found["shop.members", '手机 "号'] == "PHONE_NUMBER"
    assert found["public.parted", "phone"] == "PHONE_NUMBER"
    assert not [name for name in found if name[0] in ("public.big", "public.codes")]


def test_a_large_table_is_sampled_over_its_length(server: Server) -> None:
    server.admin("ANALYZE big")
    with open_source(server.url()) as source:
        extract = source.table("public.big").extract(10_000)
        numbers = [int(str(n)) for n in extract.sample(50_000)[0]]
        rules = [item.reason.rule for item in source.unseen if item.part == "public.big"]
    assert 7_000 <= extract.scanned <= 15_000
    assert extract.rows == pytest.approx(400_000, rel=0.1)
    assert numbers[:3] == [1, 2, 3]
    assert sum(n > 200_000 for n in numbers) > 1_000
    assert max(numbers) > 380_000
    assert rules == ["sources.rows_not_read"]


def test_the_same_sample_comes_twice(server: Server) -> None:
    def read() -> Any:
        with open_source(server.url()) as source:
            return source.table("public.big").extract(4_000).sample(9_000)

    assert read() == read()


def test_nothing_can_be_written(server: Server) -> None:
    database = Database(server.url())
    try:
        with pytest.raises(SourceError, match="ReadOnlySqlTransaction"):
            database.rows("INSERT INTO public.empty_one VALUES (1) RETURNING a")
    finally:
        database.close()


def test_what_the_database_defines_itself_is_not_called(server: Server) -> None:
    server.admin(
        "CREATE SCHEMA trap",
        "CREATE TYPE trap.pair AS (a int, b text)",
        "CREATE TABLE trap.t AS SELECT (1, 'x')::trap.pair AS p",
        "CREATE FUNCTION trap.spring(trap.pair) RETURNS text AS "
        "$$ BEGIN RAISE EXCEPTION 'sprung'; END $$ LANGUAGE plpgsql",
        "CREATE CAST (trap.pair AS text) WITH FUNCTION trap.spring(trap.pair)",
        "CREATE FUNCTION public.left(text, int) RETURNS text AS "
        "$$ BEGIN RAISE EXCEPTION 'sprung'; END $$ LANGUAGE plpgsql",
    )
    with open_source(server.url()) as source:
        assert source.table("trap.t").extract("all").sample(5) == [["(1,x)"]]
    server.admin("DROP SCHEMA trap CASCADE", "DROP FUNCTION public.left(text, int)")


def test_what_an_account_may_not_see_is_told(server: Server) -> None:
    with open_source(server.url(user="reader", password="r")) as source:
        rows = {table.name: table.extract("all").rows for table in source}
        unseen = {(item.part, item.reason.rule) for item in source.unseen}
    assert rows == {"public.codes": 53, "shop.members": 100}
    assert ("shop.members", "sources.row_security") in unseen
    assert ("public.big", "sources.no_privilege") in unseen


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"password": "wrong-Geheim"}, "account was refused"),
        ({"user": "nobody_Geheim"}, "account was refused"),
        ({"database": "no_such"}, "no database of this name"),
    ],
)
def test_a_refusal_says_why_and_keeps_the_secret(
    server: Server, change: dict[str, str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = server.url(**change)
    with pytest.raises(SourceError, match=says) as caught:
        open_source(url)
    assert "Geheim" not in str(caught.value)
    assert main(["--debug", "scan", url]) == 1
    told = capsys.readouterr()
    assert "Geheim" not in told.err + told.out


def test_no_result_log_or_message_holds_the_password(
    server: Server,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    out, sarif = tmp_path / "a.json", tmp_path / "a.sarif"
    assert main(["scan", server.url(), "--json", str(out), "--sarif", str(sarif)]) == 0
    told = capsys.readouterr()
    written = out.read_text(encoding="utf-8") + sarif.read_text(encoding="utf-8")
    everything = written + told.out + told.err + caplog.text
    assert not [word for word in (SECRET, QUOTED, "Geheim", "boss") if word in everything]
    assert json.loads(out.read_text(encoding="utf-8"))["columns"][0]["source"].endswith("/crm")


def test_a_table_that_breaks_off_is_told_and_the_others_are_read(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = Database.copy

    def cut(self: Database, select: str) -> Iterator[bytes]:
        for number, block in enumerate(copied(self, select)):
            if number == 3 and '"big"' in select:
                server.admin(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'riskkit'"
                )
            yield block

    monkeypatch.setattr(Database, "copy", cut)
    result = scan_source(server.url(), rows="all")
    tables = {column.table for column in result.columns}
    assert "public.big" not in tables
    assert {"public.codes", "shop.members"} <= tables
    [lost] = [u for u in result.unseen if u.reason.rule == "sources.unreadable"]
    assert "public.big" in lost.part
    assert "connection to the database was lost" in str(lost.reason.args["error"])


def test_a_server_that_goes_away_leaves_a_clear_word_for_each_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("手机号\n" + "".join(f"1380013{i:04d}\n" for i in range(50)))
    with running() as dying:
        dying.admin(*(f"CREATE TABLE t{i} AS SELECT generate_series(1, 9) n" for i in range(4)))
        copied = Database.copy

        def stop(self: Database, select: str) -> Iterator[bytes]:
            if '"t1"' in select:
                dying.stop()
            yield from copied(self, select)

        monkeypatch.setattr(Database, "copy", stop)
        start = time.monotonic()
        result = scan_source([dying.url(), other], rows="all")
        assert time.monotonic() - start < 30
    assert [c.table or c.source for c in result.columns] == ["public.t0", "other.csv"]
    assert [u.part for u in result.unseen] == ["public.t1", "public.t2", "public.t3"]
    assert all(u.reason.rule == "sources.unreadable" for u in result.unseen)


def test_a_statement_that_takes_too_long_is_stopped(server: Server) -> None:
    database = Database(server.url())
    with contextlib.closing(database):
        assert database.rows("SHOW statement_timeout") == [("10min",)]
        assert database.rows("SHOW transaction_read_only") == [("on",)]
        database.open().execute("SET statement_timeout = '50ms'")
        with pytest.raises(SourceError, match="took longer"):
            database.rows("SELECT pg_sleep(5)")
