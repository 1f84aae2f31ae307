"""The hub: an engagement folder becomes an `Assessment`; assessments are saved and loaded."""

from .build import assess, open_assessment
from .history import keep, runs
from .store import content_id, from_data, load, save, schema, to_json

__all__ = [
    "assess",
    "content_id",
    "from_data",
    "keep",
    "load",
    "open_assessment",
    "runs",
    "save",
    "schema",
    "to_json",
]
