"""Measure riskkit and its references in one run, and print the ratios.

    make bench                                   print
    .venv/bin/python tests/benchmarks/run.py --write    also keep them in RESULTS.md

Each figure is the median of runs that alternate between ours and the reference, each in a process
of its own, so that a busy machine slows both. What cannot be measured is listed with its error.
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "samples" / "store-transfer"
RESULTS = Path(__file__).with_name("RESULTS.md")
MARK = "<!-- below: written by run.py -->\n"

LOAD_KNOWLEDGE = """
import time
from riskkit.catalogue import load_knowledge
start = time.perf_counter()
load_knowledge()
print(time.perf_counter() - start)
"""
PARSE_KNOWLEDGE = """
import pathlib, time, riskkit, yaml
folder = pathlib.Path(riskkit.__file__).parent / "knowledge"
start = time.perf_counter()
for path in sorted(folder.rglob("*.yaml")):
    yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Figure:
    """One line of the results: what was measured, against what, in seconds."""

    what: str
    ours: float
    reference: str
    theirs: float | None
    target: str

    def __str__(self):
        theirs = "" if self.theirs is None else f"{self.theirs:.3f} s"
        ratio = "" if self.theirs is None else f"{self.ours / self.theirs:.2f}"
        cells = (self.what, f"{self.ours:.3f} s", self.reference, theirs, ratio, self.target)
        return f"| {' | '.join(cells)} |"


class NotMeasured(Exception):
    """A command that was to be measured failed."""


def run(*words):
    """Run riskkit's Python on the words; return its wall time in seconds and what it printed."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise NotMeasured((done.stderr.strip().splitlines() or ["no message"])[-1])
    return seconds, done.stdout


def alternate(ours, theirs, *, times, printed=False):
    """Return the medians of both programs; `printed`: of the seconds that they print themselves."""
    pairs = []
    for _ in range(times):
        runs = [run("-c", code) for code in (ours, theirs)]
        pairs.append([float(text) if printed else seconds for seconds, text in runs])
    return [median(column) for column in zip(*pairs, strict=True)]


def start_up():
    """`import riskkit` against `import pandas`, and with every public name in use."""
    ours, theirs = alternate("import riskkit", "import pandas", times=7)
    yield Figure("import riskkit", ours, "import pandas", theirs, "ratio at most 1.5")
    everything = "import riskkit; [getattr(riskkit, name) for name in riskkit.__all__]"
    ours, theirs = alternate(everything, "import pandas", times=5)
    yield Figure("every public name", ours, "import pandas", theirs, "")


def knowledge():
    """The whole knowledge read, validated and cross-checked, against YAML parsing alone."""
    ours, theirs = alternate(LOAD_KNOWLEDGE, PARSE_KNOWLEDGE, times=5, printed=True)
    yield Figure("load_knowledge()", ours, "parsing the YAML alone", theirs, "at most 0.3 s")


def sample():
    """The sample by the commands, as a user runs them."""
    with tempfile.TemporaryDirectory() as out:
        words = ("-m", "riskkit", "--quiet")
        seconds, _ = run(*words, "assess", str(SAMPLE), "--out", out)
        yield Figure("riskkit assess store-transfer", seconds, "", None, "")
        whole, _ = run(*words, "report", str(SAMPLE), "--out", out)
        yield Figure("riskkit report store-transfer", whole, "", None, "at most 90 s")


def measured(part):
    """Return the lines of one part; the failure of one does not stop the others."""
    lines = []
    try:
        for figure in part():
            lines.append(str(figure))
            print(lines[-1], flush=True)
    except NotMeasured as error:
        lines.append(f"| {part.__name__} | not measured: {error} | | | | |")
        print(lines[-1], flush=True)
    return lines


def main(words):
    """Measure everything; with ``--write`` keep it."""
    where = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores."
    head = ["| what | ours | reference | theirs | ratio | to beat |", "|---|--:|---|--:|--:|---|"]
    print("\n".join([where, "", *head]))
    lines = [line for part in (start_up, knowledge, sample) for line in measured(part)]
    if "--write" in words:
        kept = RESULTS.read_text(encoding="utf-8").partition(MARK)[0]
        text = "\n".join([where, "", *head, *lines])
        RESULTS.write_text(f"{kept}{MARK}\n{text}\n", encoding="utf-8")
    return any("not measured" in line for line in lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
