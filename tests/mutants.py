"""Break the assessment of vendors in many ways, and see that a test notices each.

    .venv/bin/python tests/mutants.py [WORD ...]

Each mutant is one edit of a copy of the project; the tests named for it must then fail. With
words, only the mutants whose file or edit holds one of them are run. Exit status 1 if one lives.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
TABLE = Path(__file__).with_name("mutants.yaml")
HELD = ("riskkit", "tests", "pyproject.toml")


@dataclass(frozen=True)
class Mutant:
    """One edit: in `file`, `old` (which stands there once) becomes `new`; `tests` must fail."""

    why: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    @property
    def source(self):
        """The file as it is in the checkout."""
        return (ROOT / "riskkit" / self.file).read_text(encoding="utf-8")


def mutants():
    """Return all mutants of the table."""
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return [Mutant(**{**row, "tests": tuple(row["tests"].split())}) for row in rows]


def survives(mutant, copy):
    """Run the tests of a mutant in the copy of the project; say whether all of them pass."""
    target = copy / "riskkit" / mutant.file
    target.write_text(mutant.source.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        tests = [f"tests/{name}.py" for name in mutant.tests]
        words = ["-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]
        done = subprocess.run([sys.executable, *words], cwd=copy, capture_output=True, text=True)
    finally:
        target.write_text(mutant.source, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{mutant.why}: pytest could not run\n{done.stdout[-2000:]}")
    return done.returncode == 0


def main(words):
    """Run the mutants and tell which of them live."""
    chosen = [m for m in mutants() if not words or any(w in f"{m.file} {m.why}" for w in words)]
    living = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in HELD:
            whole = ROOT / name
            if whole.is_dir():
                shutil.copytree(whole, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(whole, copy / name)
        for mutant in chosen:
            started = time.perf_counter()
            lives = survives(mutant, copy)
            living += [mutant.why] if lives else []
            seconds = time.perf_counter() - started
            print(f"{'LIVES' if lives else 'killed':6} {seconds:5.1f} s  {mutant.why}", flush=True)
    print(f"{len(chosen) - len(living)} of {len(chosen)} killed")
    return 1 if living else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
