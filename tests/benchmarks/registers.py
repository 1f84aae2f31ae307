"""All checks on registers of 100,000 rows: seconds and peak memory, each in a process of its own.

    .venv/bin/python tests/benchmarks/registers.py [big] [--write] [REG-LOG ...]

The rows are drawn at random from what each column may hold, so most rules have much to find, and
names hardly repeat: the worst case. The joins and `all` hold 100,000 rows in each register;
``big`` measures every register by itself too, ``--write`` keeps the table in RESULTS.md. ``read``
writes the registers named as CSV and reads the folder, as `riskkit check` does.
"""

import csv
import datetime as dt
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from results import keep

from riskkit.catalogue import load_knowledge
from riskkit.engagement import read_engagement
from riskkit.findings import Facts, find
from riskkit.model.inventory import Asset, Header, Inventory, Vendor
from riskkit.model.register_table import Coded, RegisterTable
from riskkit.registers import assess_registers

ROWS = 100_000
DAY = dt.date(2026, 11, 20)
JOINS = (
    ("REG-ACCESS", "REG-LOG", "REG-ROLE", "REG-TRAIN"),
    ("REG-BOX", "REG-SEAL", "REG-CUSTODY", "REG-RECEIVE"),
    ("REG-CONSENT", "REG-HANDOVER", "REG-DESTR", "REG-RETENTION"),
)
SURNAMES, GIVEN = "張王李趙陈刘黄周吴徐", "伟芳娜敏静丽强磊军洋艳勇杰娟涛超明霞秀平"


def cell(column, draw, knowledge, line):
    """Return a random cell of a column; one in twenty is empty."""
    if draw.random() < 0.05:
        return ""
    match column.kind:
        case "date":
            return (DAY - dt.timedelta(days=draw.randrange(900))).isoformat()
        case "datetime":
            at = dt.datetime.combine(DAY, dt.time()) - dt.timedelta(minutes=draw.randrange(10**6))
            return at.isoformat("T", "minutes")
        case "yes_no":
            return draw.choice(("yes", "no"))
        case "number":
            return str(draw.randrange(100))
        case "choice":
            known = [choice.id for choice in column.choices] or ["low", "medium", "high"]
            return ";".join(draw.sample(known, 2 if column.many else 1))
        case "ref.assets":
            return f"A{draw.randrange(200)}"
        case "ref.vendors":
            return f"V{draw.randrange(50)}"
        case "sha256":
            return f"{draw.randrange(10**9):064x}"
    return text(column.id, draw, line)


def text(column, draw, line):
    """Return a name, a number or words, by what the column is about."""
    if column in ("box_no", "item", "serial", "seal_no", "number_read", "medium", "subject"):
        return f"B-{draw.randrange(max(ROWS // 3, 1))}"
    if column in ("system", "object", "data_set"):
        return f"A{draw.randrange(200)}" if draw.random() < 0.8 else f"System {draw.randrange(500)}"
    if column in ("phase",):
        return draw.choice(("R1", "R2", "R3", "R4"))
    if column in ("topic", "course", "document", "scope", "role", "label_text", "vehicle"):
        return f"{column} {draw.randrange(3000)} 客户资料 禁止开启"
    return draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=2)) + str(draw.randrange(500))


def world(registers, rows, knowledge):
    """Return an engagement with random rows in some registers."""
    draw = Random("registers")
    columns = {id: knowledge.entries("registers")[id].columns for id in registers}
    return Inventory(
        root="x",
        header=Header(
            client="c", title="t", scenario="relocation", event_date=dt.date(2026, 10, 17),
            officer="DPO", profiles=("pipia",),
        ),
        assets=tuple(
            Asset(id=f"A{n}", name=f"System {n}", carrier="db", owner="IT", data_kinds=("name",),
                  tier="high", last_confirmed=DAY)
            for n in range(200)
        ),
        vendors=tuple(Vendor(id=f"V{n}", name=f"Vendor {n}", kind="mover") for n in range(50)),
        registers={
            id: RegisterTable(
                f"registers/{id}.csv", range(2, rows + 2),
                {c.id: Coded.of(cell(c, draw, knowledge, n) for n in range(rows)) for c in held},
            )
            for id, held in columns.items()
        },
    )  # fmt: skip


def measure(registers, rows):
    """Return what all checks of the slowest scenario take: seconds, findings, peak in MB."""
    knowledge = load_knowledge()
    inventory = world(registers, rows, knowledge)
    controls = tuple(knowledge.entries("controls"))
    states = assess_registers(inventory, knowledge.entries("registers"), controls)
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worst = (0.0, 0.0, 0)
    for scenario in ("relocation", "transfer", "steady"):
        header = inventory.header.model_copy(update={"scenario": scenario})
        facts = Facts(
            inventory.model_copy(update={"header": header}), DAY, registers=states,
            categories=knowledge.entries("categories"),
        )  # fmt: skip
        wall, busy = time.perf_counter(), time.process_time()
        found = len(find(facts, knowledge.entries("rules"), knowledge))
        worst = max(worst, (time.process_time() - busy, time.perf_counter() - wall, found))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"base": base, "busy": worst[0], "wall": worst[1], "findings": worst[2], "mb": peak}


def child(registers, rows):
    """Measure in a process of its own."""
    words = [sys.executable, __file__, "--one", ",".join(registers), str(rows)]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def main(words):
    """Measure the joins and all registers at once, or those named; print and perhaps keep it."""
    if words[:1] == ["--one"]:
        print(json.dumps(measure(tuple(words[1].split(",")), int(words[2]))))
        return
    every = tuple(load_knowledge().entries("registers"))
    named = [(word,) for word in words if word in every]
    if words[:1] == ["read"]:
        read([id for (id,) in named] or list(every), knowledge=load_knowledge())
        return
    each = [(id,) for id in every] if "big" in words else []
    told = ["| registers | rows each | processor | wall | findings | held before | peak |"]
    told.append("|---|--:|--:|--:|--:|--:|--:|")
    print("\n".join(told), flush=True)
    for registers in named or [*each, *JOINS, every]:
        told.append(line(registers, ROWS, child(registers, ROWS)))
        print(told[-1], flush=True)
    if "--write" in words:
        keep("registers.py", "\n".join(told))


def line(registers, rows, told):
    """Return one line of the table."""
    names = " + ".join(id.removeprefix("REG-") for id in registers)
    name = names if len(registers) < 10 else f"all {len(registers)}"
    seconds = f"{told['busy']:.2f} s | {told['wall']:.2f} s"
    memory = f"{told['base']:.0f} MB | {told['mb']:.0f} MB"
    return f"| {name} | {rows:,} | {seconds} | {told['findings']:,} | {memory} |"


def read(registers, *, knowledge):
    """Write a folder with these registers and read it: seconds and peak."""
    with TemporaryDirectory() as folder:
        inventory = world((), 0, knowledge)
        root = Path(folder)
        (root / "registers").mkdir()
        (root / "engagement.yaml").write_text("client: c\ntitle: t\nscenario: relocation\n")
        lines = [f"{a.id},{a.name},db" for a in inventory.assets]
        (root / "assets.csv").write_text("\n".join(["id,name,carrier", *lines]))
        (root / "vendors.csv").write_text(
            "\n".join(["id,name,kind", *(f"{v.id},{v.name},mover" for v in inventory.vendors)])
        )
        for id in registers:
            held, draw = knowledge.entries("registers")[id].columns, Random(id)
            with (root / "registers" / f"{id}.csv").open("w", newline="", encoding="utf-8") as out:
                rows = csv.writer(out)
                rows.writerow([column.text.zh_hans for column in held])
                for n in range(ROWS):
                    rows.writerow([cell(column, draw, knowledge, n) for column in held])
        busy = time.process_time()
        found = read_engagement(root)
        assert found.inventory is not None, found.errors[:3]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(registers)} read: {time.process_time() - busy:.1f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
