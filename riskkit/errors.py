"""The errors a user can cause and fix.

- RiskkitError
    - InputError          one or more problems in a client's files, each with its place
    - KnowledgeError      the knowledge files, or a client's overrides of them, do not fit together
    - SourceError         a data source cannot be read
    - ParameterError      a notebook, command or function was given something it does not take

Every message says where (file, row, column), what is wrong, and what would be right.
No message holds a client's value: a wrong cell is named by its place, never quoted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal


class RiskkitError(ValueError):
    """Something the user can mend; the message says where and how."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in an input: where, what, and what instead."""

    file: str
    row: int = 0
    column: str = ""
    what: str = ""
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    @property
    def place(self) -> str:
        """File, row and column as a reader would look them up."""
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{row}{column}"

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.place}: {self.what}{hint}"


class ProblemsError(RiskkitError):
    """Several problems found in one pass, reported together."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(ProblemsError):
    """The engagement folder cannot be assessed as it is."""


class KnowledgeError(ProblemsError):
    """The knowledge, or a client's overrides of it, do not fit together."""


class SourceError(RiskkitError):
    """A data source cannot be opened or read."""


class ParameterError(RiskkitError):
    """A parameter is unknown or of the wrong kind."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Name the known word nearest to `word`, as a hint, or nothing.

    Only the *known* word is printed: `word` may be a client's value.

    >>> did_you_mean("wieght", ["weight", "source"])
    "did you mean 'weight'?"
    >>> did_you_mean("zzz", ["weight"])
    ''
    """
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""
