"""What goes back to a sender for one question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    """What goes back for one question: an answer to fill in (or none) and a remark.

    `comment` is what stood beside the answer; it fills the sender's own column where that is
    blank, as the answer does.
    """

    answer: str = ""
    remark: str = ""
    comment: str = ""
