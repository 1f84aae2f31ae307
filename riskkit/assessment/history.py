"""Runs kept beside each other, so that a trend or the run before can be read from them."""

from __future__ import annotations

from contextlib import suppress
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
            if _same_engagement(run, current):
                return run
    return None


def _same_engagement(run: Assessment, current: Assessment) -> bool:
    ours, theirs = current.engagement, run.engagement
    return (ours.client, ours.scenario) == (theirs.client, theirs.scenario)


def runs(folder: Path | str) -> tuple[Assessment, ...]:
    """Load every kept run below a folder, the earliest first.

    Raises
    ------
    InputError
        If there is none, or one cannot be read.
    """
    root = Path(folder)
    held = sorted((root / RUNS).glob(f"*/{FILE_NAME}")) or sorted(root.glob(f"*/{FILE_NAME}"))
    if not held:
        hint = "`riskkit assess DIR --out OUT` keeps each run under OUT/runs"
        raise InputError([Problem(root.name or str(root), what="holds no kept runs", hint=hint)])
    loaded = [load(path) for path in held[-MOST_RUNS:]]
    return tuple(sorted(loaded, key=lambda run: run.as_of))
