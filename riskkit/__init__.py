"""riskkit: an open workbench for privacy risk.

An engagement folder goes in; assessments that a person can read and a program can check come
out. Every number in them can be walked back to a row, a file, a rule and a source.

The names below are the table of contents; each is loaded when first used, so that
``import riskkit`` costs little.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .assessment import assess, load, open_assessment, save, schema
    from .catalogue import load_knowledge
    from .detect import analyzer, detect_text, scan
    from .engagement import check_engagement, create_engagement, load_engagement
    from .errors import InputError, RiskkitError
    from .model.assessment import Assessment
    from .report import open_view, render, render_all, write_risk_register

_HOMES = {
    "Assessment": ".model.assessment",
    "InputError": ".errors",
    "RiskkitError": ".errors",
    "analyzer": ".detect",
    "assess": ".assessment",
    "check_engagement": ".engagement",
    "create_engagement": ".engagement",
    "detect_text": ".detect",
    "load": ".assessment",
    "load_engagement": ".engagement",
    "load_knowledge": ".catalogue",
    "open_assessment": ".assessment",
    "open_view": ".report",
    "render": ".report",
    "render_all": ".report",
    "save": ".assessment",
    "scan": ".detect",
    "schema": ".assessment",
    "write_risk_register": ".report",
}

__all__ = [
    "Assessment",
    "InputError",
    "RiskkitError",
    "__version__",
    "analyzer",
    "assess",
    "check_engagement",
    "create_engagement",
    "detect_text",
    "load",
    "load_engagement",
    "load_knowledge",
    "open_assessment",
    "open_view",
    "render",
    "render_all",
    "save",
    "scan",
    "schema",
    "write_risk_register",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'riskkit' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
