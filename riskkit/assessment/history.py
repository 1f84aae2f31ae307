"""Runs kept beside each other, so that a trend or the run before can be read from them."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError, Problem
from ..files import write_whole
from ..model.assessment import Assessment
from .store import FILE_NAME, content_id, load, to_json

RUNS = "runs"
MOST_RUNS = 1000


def keep(assessment: Assessment, out: Path | str) -> Path:
    """Keep a run as ``runs/<day>-<id>/assessment.json`` below `out` and return its path.

    The same assessment is kept once, however often it is made.
    """
    name = f"{assessment.as_of.isoformat()}-{content_id(assessment)[:8]}"
    path = Path(out) / RUNS / name / FILE_NAME
    return path if path.exists() else write_whole(path, to_json(assessment) + "\n")


def previous(folder: Path | str, current: Assessment) -> Assessment | None:
    """Return the run kept below a folder that came before another of the same engagement.

    Of the runs of an earlier day (or of the same day and another content) the latest; one that
    cannot be read, or is of another client or scenario, is passed over. None if there is none.
    """
    own = f"{current.as_of.isoformat()}-{content_id(current)[:8]}"
    held = sorted((Path(folder) / RUNS).glob(f"*/{FILE_NAME}"), reverse=True)
    for path in held[:MOST_RUNS]:
        if path.parent.name == own or path.parent.name[:10] > own[:10]:
            continue
        with suppress(InputError):
            run = load(path)
            if _engagement(run) == _engagement(current):
                return run
    return None


def _engagement(run: Assessment) -> tuple[str, str]:
    return run.engagement.client, run.engagement.scenario


@dataclass(frozen=True)
class Kept:
    """The runs of one engagement, the earliest first, and what was kept beside them.

    `unread` names the runs that cannot be read, `others` those of another client or scenario.
    """

    runs: tuple[Assessment, ...]
    unread: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def kept(folder: Path | str) -> Kept:
    """Load the runs kept below a folder: those of the engagement that has most of them.

    Runs of one day stand in the order they were written. A run that cannot be read is named,
    the others still tell a trend; those of another client must not be shown to this one.

    Raises
    ------
    InputError
        If there is none, or none can be read.
    """
    root = Path(folder)
    held = sorted((root / RUNS).glob(f"*/{FILE_NAME}")) or sorted(root.glob(f"*/{FILE_NAME}"))
    held = sorted(held, key=lambda path: (path.parent.name[:10], path.stat().st_mtime_ns))
    loaded: list[tuple[str, Assessment]] = []
    problems: list[Problem] = []
    for path in held[-MOST_RUNS:]:
        try:
            loaded.append((path.parent.name, load(path)))
        except InputError as error:
            problems += [replace(p, file=f"{path.parent.name}/{p.file}") for p in error.problems]
    if not loaded:
        hint = "`riskkit assess DIR --out OUT` keeps each run under OUT/runs"
        none = Problem(root.name or str(root), what="holds no kept runs", hint=hint)
        raise InputError(problems or [none])
    return _of_one(loaded, tuple(dict.fromkeys(p.file.partition("/")[0] for p in problems)))


def _of_one(loaded: list[tuple[str, Assessment]], unread: tuple[str, ...]) -> Kept:
    """Return the runs of the engagement with most of them, of several the one with the latest."""
    counted = Counter(_engagement(run) for _, run in loaded)
    latest = {_engagement(run): run.as_of for _, run in sorted(loaded, key=lambda x: x[1].as_of)}
    own = max(counted, key=lambda one: (counted[one], latest[one]))
    return Kept(
        runs=tuple(
            sorted((run for _, run in loaded if _engagement(run) == own), key=lambda r: r.as_of)
        ),
        unread=unread,
        others=tuple(name for name, run in loaded if _engagement(run) != own),
    )


def runs(folder: Path | str) -> tuple[Assessment, ...]:
    """Return the runs of `kept` alone."""
    return kept(folder).runs
