"""What is wrong with one cell, before its place is known."""

from __future__ import annotations


class BadCell(ValueError):
    """A cell does not hold what its column takes; never quotes what it holds."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
