"""The hub: an engagement folder becomes an `Assessment`; assessments are saved and loaded."""

from .build import assess, open_assessment
from .diff import diff, open_either
from .history import RUNS, Kept, keep, kept, previous, runs
from .store import content_id, from_data, load, save, schema, to_json
from .verify import Verification, verify

__all__ = [
    "RUNS",
    "Kept",
    "Verification",
    "assess",
    "content_id",
    "diff",
    "from_data",
    "keep",
    "kept",
    "load",
    "open_assessment",
    "open_either",
    "previous",
    "runs",
    "save",
    "schema",
    "to_json",
    "verify",
]
