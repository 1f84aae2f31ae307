"""All checks on registers of 100,000 rows: seconds and peak memory, each in a process of its own.

    make bench                                              print
    .venv/bin/python tests/benchmarks/registers.py REG-LOG  print one register only

The rows are drawn at random from what each column may hold, so most rules have much to find: the
worst case. `all` holds every register, 100,000 rows in all; the joins hold 100,000 rows in each.
"""

import datetime as dt
import json
import resource
import subprocess
import sys
import time
from random import Random

from riskkit.catalogue import load_knowledge
from riskkit.findings import Facts, find
from riskkit.model.inventory import Asset, Header, Inventory, RegisterRow, Vendor
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
            id: tuple(
                RegisterRow(
                    file=f"registers/{id}.csv", line=line,
                    cells={c.id: v for c in held if (v := cell(c, draw, knowledge, line))},
                )
                for line in range(2, rows + 2)
            )
            for id, held in columns.items()
        },
    )  # fmt: skip


def measure(registers, rows):
    """Return the seconds of all checks on an engagement, the findings and the peak in MB."""
    knowledge = load_knowledge()
    inventory = world(registers, rows, knowledge)
    controls = tuple(knowledge.entries("controls"))
    slow = {}
    start = time.perf_counter()
    states = assess_registers(inventory, knowledge.entries("registers"), controls)
    facts = Facts(inventory, DAY, registers=states, categories=knowledge.entries("categories"))
    found = 0
    for scenario in ("relocation", "transfer", "steady"):
        held = inventory.header.model_copy(update={"scenario": scenario})
        here = Facts(
            inventory.model_copy(update={"header": held}), facts.as_of, registers=states,
            categories=facts.categories,
        )  # fmt: skip
        begun = time.perf_counter()
        found = max(found, len(find(here, knowledge.entries("rules"), knowledge)))
        slow[scenario] = time.perf_counter() - begun
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": max(slow.values()), "all": seconds, "findings": found, "mb": peak}


def child(registers, rows):
    """Measure in a process of its own."""
    words = [sys.executable, __file__, "--one", ",".join(registers), str(rows)]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def main(words):
    """Measure what is asked for, or everything, and print the lines of a table."""
    if words[:1] == ["--one"]:
        print(json.dumps(measure(tuple(words[1].split(",")), int(words[2]))))
        return
    every = tuple(load_knowledge().entries("registers"))
    sets = [(w,) for w in words] if words else [*((id,) for id in every), *JOINS]
    print("| registers | rows each | all checks of one scenario | findings | peak |")
    print("|---|--:|--:|--:|--:|")
    for one in sets:
        told = child(one, ROWS)
        names = " + ".join(id.removeprefix("REG-") for id in one)
        print(f"| {names} | {ROWS:,} | {told['seconds']:.2f} s | {told['findings']:,} | "
              f"{told['mb']:.0f} MB |", flush=True)  # fmt: skip
    if not words:
        rows = ROWS // len(every)
        told = child(every, rows)
        print(f"| all {len(every)} | {rows:,} | {told['seconds']:.2f} s | {told['findings']:,} | "
              f"{told['mb']:.0f} MB |")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
