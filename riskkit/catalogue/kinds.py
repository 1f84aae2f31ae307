"""Which knowledge file holds which kind of entry, and what refers to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.knowledge import Category, Control, Family, Term
from ..model.rules import Register
from ..model.look import DecisionRule, Paint
from ..model.sentence import Sentence
from ..model.tables import Table
from ..model.value import Value


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its model, the prefix of its labels, and its references.

    `refers` maps a field (a list of ids or one id) to the kind those ids must exist in;
    a kind written ``vocabularies:tier`` means values of that vocabulary.
    """

    model: type[Value]
    prefix: str = ""
    refers: Mapping[str, str] = field(default_factory=dict)


KINDS: dict[str, Kind] = {
    "vocabularies": Kind(Term),
    "sentences": Kind(Sentence),
    "categories": Kind(Category, "category"),
    "families": Kind(Family, "family", {"controls": "controls"}),
    "capabilities": Kind(Family, "capability", {"controls": "controls"}),
    "controls": Kind(
        Control,
        "control",
        {"family": "families", "registers": "registers", "scenarios": "vocabularies:scenario"},
    ),
    "registers": Kind(Register, "register", {"controls": "controls"}),
    "tables": Kind(Table, "table"),
    "look": Kind(Paint),
    "decisions": Kind(DecisionRule, refers={"sentence": "sentences"}),
}


def kind_of(file: str) -> str | None:
    """Return the kind that a knowledge file (``controls/GV.yaml``) holds, or None."""
    whole = file.removesuffix(".yaml")
    return next((kind for kind in KINDS if whole == kind or whole.startswith(f"{kind}/")), None)
