"""How fast a scan is against reading: the same file, alternating, each run a process of its own.

The reference reads the file with DuckDB and touches every value (the longest of each column).
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

CACHE = Path(__file__).parents[3] / ".cache" / "bench"
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
OURS = """
import sys, time
start = time.perf_counter()
from riskkit.detect import scan_source
found = scan_source(sys.argv[1], rows=sys.argv[2] if sys.argv[2] == "all" else None)
print(time.perf_counter() - start, sum(c.personal for c in found.columns))
"""
FLOOR = """
import sys, time
start = time.perf_counter()
import duckdb
con = duckdb.connect()
con.execute("SET threads = 2")
path = sys.argv[1]
read = f"read_parquet('{path}')" if path.endswith("parquet") else f"read_csv('{path}', all_varchar=true)"
names = [row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()]
touched = ", ".join(f'max(length("{name}"::VARCHAR))' for name in names)
con.execute(f"SELECT {touched} FROM {read}").fetchall()
print(time.perf_counter() - start, 0)
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


def tall_parquet(rows):
    """A Parquet of 20 columns, drawn from the CSV over and over."""
    import duckdb

    source, path = wide_csv(100_000), CACHE / f"tall-{rows}.parquet"
    if not path.exists():
        names = ", ".join(f'"{c}"' for c in COLUMNS[:20])
        duckdb.sql(
            f"COPY (SELECT {names} FROM read_csv('{source}', all_varchar=true), range({rows // 100_000}))"
            f" TO '{path}' (FORMAT parquet)"
        )
    return path


def run(code, *words):
    """Wall seconds of the work, processor seconds of the process, and its peak memory in MB."""
    # VmHWM begins anew with the process; ru_maxrss would keep what this one had used before.
    peak = "print(next(int(l.split()[1]) // 1024 for l in open('/proc/self/status') if l[:5] == 'VmHWM'))"
    cpu = "import time; print(time.process_time())"
    wrapped = f"{code}\n{cpu}\n{peak}"
    done = subprocess.run(
        [sys.executable, "-c", wrapped, *map(str, words)], capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    seconds, _, cpu, peak = done.stdout.split()
    return float(seconds), float(cpu), int(peak)


def compare(path, rows, times):
    """Medians of both, and our peak."""
    pairs = [(run(OURS, path, rows), run(FLOOR, path)) for _ in range(times)]
    return {
        "ours_s": round(median(a[0] for a, _ in pairs), 2),
        "duckdb_s": round(median(b[0] for _, b in pairs), 2),
        "ratio": round(median(a[0] for a, _ in pairs) / median(b[0] for _, b in pairs), 2),
        "ours_cpu_s": round(median(a[1] for a, _ in pairs), 2),
        "duckdb_cpu_s": round(median(b[1] for _, b in pairs), 2),
        "peak_mb": max(a[2] for a, _ in pairs),
        "duckdb_mb": max(b[2] for _, b in pairs),
    }


def main(words):
    """``big`` adds the ten million rows."""
    csv = wide_csv(100_000)
    print("100k x 25 CSV, all rows", json.dumps(compare(csv, "all", 3)))
    print("100k x 25 CSV, default", json.dumps(compare(csv, "some", 3)))
    if "big" in words:
        tall = tall_parquet(10_000_000)
        print("10M x 20 Parquet, default", json.dumps(compare(tall, "some", 1)))
        print("10M x 20 Parquet, all rows", json.dumps(compare(tall, "all", 1)))


if __name__ == "__main__":
    main(sys.argv[1:])
