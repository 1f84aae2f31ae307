"""How fast a scan is against reading: the same file, alternating, each run a process of its own.

    .venv/bin/python tests/benchmarks/detection/speed.py [big] [postgres] [--write]

The reference reads the file with DuckDB and touches every value (the longest of each column).
Medians of wall and processor seconds, of the work alone (the program started, its libraries
imported, the knowledge loaded) and of the whole process. ``big`` adds ten million rows in a
Parquet of a temporary folder (1.5 GB), ``postgres`` the same in a server of Debian's packages,
``--write`` keeps the table in RESULTS.md. Where .cache/peers exists, presidio-structured reads
the first rows of the same CSV.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1])]

CACHE = ROOT / ".cache" / "bench"
PEERS = ROOT / ".cache" / "peers" / "bin" / "python"
TIMES = 5
COLUMNS = [
    "name",
    "mobile",
    "email",
    "cnid",
    "birth",
    "gender",
    "address",
    "city",
    "card",
    "member",
    "job",
    "salary",
    "notes",
    "order11",
    "sku16",
    "track18",
    "orderdate",
    "amount",
    "product",
    "created",
    "status",
    "version",
    "ref10",
    "colour",
    "quiet",
]

CLOCKS = """
import json, sys, time
def clock():
    return time.perf_counter(), time.process_time()
def told(begin, ready, done):
    # VmHWM begins anew with the process; ru_maxrss would keep what its parent had used.
    status = open("/proc/self/status").read().partition("VmHWM:")[2]
    print(json.dumps({"wall": done[0] - ready[0], "cpu": done[1] - ready[1],
        "whole wall": done[0] - begin[0], "whole cpu": done[1], "mb": int(status.split()[0]) // 1024}))
begin = clock()
"""
OURS = """
import duckdb, pandas
from riskkit import scan
from riskkit.catalogue import load_knowledge
load_knowledge()
ready = clock()
found = scan(sys.argv[1], rows="all" if sys.argv[2] == "all" else None)
told(begin, ready, clock())
"""
FLOOR = """
import duckdb
con = duckdb.connect()
con.execute("SET threads = 2")
con.execute("SET enable_progress_bar = false")
ready = clock()
path = sys.argv[1]
read = f"read_parquet('{path}')" if path.endswith("parquet") else f"read_csv('{path}', all_varchar=true)"
names = [row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()]
touched = ", ".join(f'max(length("{name}"::VARCHAR))' for name in names)
con.execute(f"SELECT {touched} FROM {read}").fetchall()
told(begin, ready, clock())
"""


def wide_csv(rows):
    """A CSV of 25 columns, 14 of them personal; made once."""
    from concepts import CONCEPTS
    from people import World

    path = CACHE / f"wide-{rows}.csv"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        world = World("zh-Hans", 0, "speed")
        makers = [CONCEPTS[c].make(world) for c in COLUMNS]
        with path.open("w", encoding="utf-8") as file:
            file.write(",".join(COLUMNS) + "\n")
            for _ in range(rows):
                file.write(",".join(f'"{m()}"' for m in makers) + "\n")
    return path


def tall(rows, base=100_000):
    """A DuckDB connection and a SELECT of 20 columns: each column of the CSV in its own order."""
    import duckdb

    con = duckdb.connect(config={"memory_limit": "1GB", "threads": 2})
    con.execute("SET preserve_insertion_order = false")
    con.execute(
        "CREATE TABLE base AS SELECT row_number() OVER () - 1 AS n, * "
        f"FROM read_csv('{wide_csv(base)}', all_varchar=true)"
    )
    # Steps without a factor in common with the rows of the CSV visit each of them.
    steps = [step for step in range(7, 200, 2) if step % 5][:20]
    cells = ", ".join(f'b{i}."{name}"' for i, name in enumerate(COLUMNS[:20]))
    joins = " ".join(
        f"JOIN base b{i} ON b{i}.n = (r.i * {step} + r.i // {base} * {step + 2}) % {base}"
        for i, step in enumerate(steps)
    )
    return con, f"SELECT {cells} FROM range({rows}) r(i) {joins}"


@contextmanager
def tall_parquet(rows):
    """A Parquet of 20 columns in a temporary folder; written as it is made."""
    with tempfile.TemporaryDirectory(prefix="riskkit-bench-") as folder:
        path = Path(folder) / "tall.parquet"
        con, select = tall(rows)
        con.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
        con.close()
        yield path


@contextmanager
def tall_postgres(rows):
    """The URL of a server with the same rows in one table."""
    import psycopg
    from postgres_server import running

    with tempfile.TemporaryDirectory(prefix="riskkit-bench-") as folder, running() as server:
        path = Path(folder) / "tall.csv"
        con, select = tall(rows)
        con.execute(f"COPY ({select}) TO '{path}' (FORMAT csv, HEADER false)")
        con.close()
        with psycopg.connect(server.url(), autocommit=True) as db, path.open("rb") as file:
            columns = ", ".join(f"{name} text" for name in COLUMNS[:20])
            db.execute(f"CREATE UNLOGGED TABLE tall ({columns})")
            with db.cursor().copy("COPY tall FROM STDIN (FORMAT csv)") as stream:
                while block := file.read(1 << 20):
                    stream.write(block)
            db.execute("ANALYZE tall")
        yield server.url()


def run(code, *words):
    """What a process of the code tells of itself."""
    words = [sys.executable, "-c", CLOCKS + code, *map(str, words)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def compare(what, path, rows, times, target):
    """Lines of the table, and our seconds for the work alone."""
    pairs = [(run(OURS, path, rows), run(FLOOR, path)) for _ in range(times)]
    lines = []
    for part, kind in (("", ""), (", whole process", "whole ")):
        ours, theirs = (
            {key: median(pair[side][kind + key] for pair in pairs) for key in ("wall", "cpu")}
            for side in (0, 1)
        )
        peak = max(pair[0]["mb"] for pair in pairs)
        lines.append(
            f"| {what}{part} | {ours['wall']:.2f} / {ours['cpu']:.2f} | "
            f"{theirs['wall']:.2f} / {theirs['cpu']:.2f} | {ours['wall'] / theirs['wall']:.1f} / "
            f"{ours['cpu'] / theirs['cpu']:.1f} | {peak if not part else ''} | "
            f"{target if not part else ''} |"
        )
        print(lines[-1], flush=True)
    return lines, median(pair[0]["wall"] for pair in pairs)


def presidio(path, cells, seconds):
    """The line of presidio-structured on the first rows of the same file."""
    if not PEERS.exists():
        return "presidio-structured: not measured, there is no .cache/peers (make bench makes it)."
    done = subprocess.run(
        [PEERS, HERE / "peers.py", "speed", path], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout.splitlines()[-1])
    ours = cells / seconds
    return (
        f"presidio-structured reads the first {told['rows']} rows of the same CSV in "
        f"{told['seconds']:.1f} s: {told['cells'] / told['seconds']:,.0f} cells a second, which "
        f"would be {cells * told['seconds'] / told['cells'] / 3600:.1f} hours for the whole file; "
        f"ours does {ours:,.0f}: **{ours * told['seconds'] / told['cells']:,.0f} times as many** "
        f"(target 5,000; {told['versions']})."
    )


def postgres(rows):
    """The line of a default scan of a table in a PostgreSQL server."""
    with tall_postgres(rows) as url:
        told = run(OURS, url, "some")
    line = (
        f"| {rows / 1e6:.0f}M x 20 in PostgreSQL, default | {told['wall']:.2f} / {told['cpu']:.2f} "
        f"| | | {told['mb']} | 5 s |"
    )
    print(line, flush=True)
    return line


def main(words):
    """Measure; see above for the words."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    head = (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, median of {TIMES} alternating "
        f"processes (ten million rows: 1), wall / processor seconds; load {load:.1f} at the start."
    )
    columns = "| what | ours | DuckDB | ratio | peak MB | target |\n|---|--:|--:|--:|--:|---|"
    print(f"{head}\n\n{columns}", flush=True)
    csv = wide_csv(100_000)
    lines, seconds = compare("100k x 25 CSV, all rows", csv, "all", TIMES, "2.5 x, 600 MB")
    lines += compare("100k x 25 CSV, default", csv, "some", TIMES, "")[0]
    if "big" in words:
        with tall_parquet(10_000_000) as path:
            lines += compare("10M x 20 Parquet, default", path, "some", 3, "5 s")[0]
            lines += compare("10M x 20 Parquet, all rows", path, "all", 1, "1,500 MB")[0]
    if "postgres" in words:
        lines.append(postgres(10_000_000))
    peer = presidio(csv, 100_000 * len(COLUMNS), seconds)
    print(f"\n{peer}", flush=True)
    if "--write" in words:
        from results import keep

        keep("speed.py", "\n".join([head, "", columns, *lines, "", peer]))


if __name__ == "__main__":
    main(sys.argv[1:])
