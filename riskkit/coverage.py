"""Coverage: every traced requirement with the feature and the test, or the control, that shows it.

The table stands in ``knowledge/trace.csv``; a requirement is covered only where what it names
exists: the feature in the code, the test in the tests, the control with its evidence.
"""

from __future__ import annotations

import ast
import csv
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from .catalogue import Knowledge
from .errors import KnowledgeError, Problem
from .model.coverage import Covered, Feature, Requirement
from .model.knowledge import Control

FILE = Path(__file__).resolve().parent / "knowledge" / "trace.csv"
BY_RULES = "checks"
CHECKOUT = Path(__file__).resolve().parent.parent / "tests"


def requirements(path: Path = FILE) -> tuple[Requirement, ...]:
    """Return the traced requirements in their order.

    Raises
    ------
    KnowledgeError
        If the table lacks a column or an id stands twice.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    wanted = set(Requirement.model_fields)
    if not rows or set(rows[0]) != wanted:
        raise KnowledgeError([Problem(path.name, 1, what=f"columns must be {sorted(wanted)}")])
    seen: set[str] = set()
    found = []
    for number, row in enumerate(rows, 2):
        if row["id"] in seen:
            raise KnowledgeError([Problem(path.name, number, "id", "stands twice")])
        seen.add(row["id"])
        lists = {
            name: tuple(i for i in row[name].split(";") if i) for name in ("controls", "rules")
        }
        found.append(Requirement.model_validate({**row, **lists}))
    return tuple(found)


def coverage(
    knowledge: Knowledge,
    *,
    tests: Path | None = None,
    rows: Iterable[Requirement] | None = None,
) -> tuple[Covered, ...]:
    """Return every requirement with whether it is shown, and what is missing if not.

    Parameters
    ----------
    knowledge : Knowledge
    tests : Path, optional
        The folder of the tests; by default the checkout's. Where there is none (an installed
        package) a named test is taken to exist.
    rows : iterable of Requirement, optional
        By default those of ``knowledge/trace.csv``.
    """
    folder = tests if tests is not None else CHECKOUT
    features: Mapping[str, Feature] = knowledge.entries("features")
    controls: Mapping[str, Control] = knowledge.entries("controls")
    rules: Collection[str] = knowledge.entries("rules")
    judged = []
    for row in requirements() if rows is None else rows:
        why = _control(row, controls) if row.how == "E" else _feature(row, features, folder)
        why = why or _rules(row, rules)
        judged.append(Covered(requirement=row, shown=not why, why=why))  # type: ignore[arg-type]
    return tuple(judged)


def _control(row: Requirement, controls: Mapping[str, Control]) -> str:
    known = [controls[id] for id in row.controls if id in controls]
    if not known or len(known) < len(row.controls):
        return "control"
    return "" if all(control.evidence for control in known) else "evidence"


def _rules(row: Requirement, rules: Collection[str]) -> str:
    """Say "rule" where a record is checked by no rule, or by one that does not exist."""
    lacking = row.feature == BY_RULES and not row.rules
    return "rule" if lacking or not set(row.rules) <= set(rules) else ""


def _feature(row: Requirement, features: Mapping[str, Feature], tests: Path) -> str:
    feature = features.get(row.feature)
    if feature is None:
        return "feature"
    if not _exists(feature.home):
        return "home"
    file, _, name = row.test.partition("::")
    if not file or not name:
        return "test"
    if not tests.is_dir():
        return ""
    return "" if name in _tests_of(tests.parent / file) else "test"


@lru_cache(maxsize=256)
def _exists(home: str) -> bool:
    module, _, name = home.partition(":")
    try:
        return hasattr(import_module(module), name)
    except ImportError:
        return False


@lru_cache(maxsize=256)
def _tests_of(path: Path) -> frozenset[str]:
    """Return the names of the tests a file defines, read without running it."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError):
        return frozenset()
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )
