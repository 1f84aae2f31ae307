"""The nouns of the knowledge: one class for each kind of entry in ``knowledge/*.yaml``.

Everything a consultant may argue with (a weight, a threshold, a wording) is an entry of one
of these classes, and every weight carries the source or the rationale it rests on.
"""

from __future__ import annotations

from .value import Id, Text, Value

Words = tuple[str, ...]


class Term(Value):
    """One value of a vocabulary: its id, how it is shown, and what else a client may type."""

    id: Id
    text: Text
    also: Words = ()

    @property
    def vocabulary(self) -> str:
        """The vocabulary the term belongs to: ``tier`` in ``tier.high``."""
        return self.id.partition(".")[0]

    @property
    def value(self) -> str:
        """The value a folder holds once it has been read: ``high`` in ``tier.high``."""
        return self.id.partition(".")[2]
