"""Screening: which legal triggers and thresholds fire, and the fact that decides each.

The triggers are data (``knowledge/screening``); a fact is a small pure function over what was
declared and found. Where the facts do not decide — a count that straddles a threshold, an answer
nobody gave — the trigger is undecided and says what would decide it.
"""

from ..vendors.export_ladder import Flow, Rung, export_paths
from .case import Case
from .screen import screen

__all__ = ["Case", "Flow", "Rung", "export_paths", "screen"]
