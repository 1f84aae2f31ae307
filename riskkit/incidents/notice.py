"""A notice drafted from the knowledge: one paragraph an element, what is not known left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..catalogue import Knowledge
from ..model.duties import NoticeDraft, NoticeForm, ScopeEstimate
from ..model.inventory import Inventory, RegisterRow
from ..model.value import LANGUAGES, Text
from .file import REGISTER, Known, number_of, scope_of

OPENING = "opening"
TOLD = ("cause", "harm", "remedy", "advice", "handler_contact", "discovered")


def draft(form: NoticeForm, facts: Mapping[str, Any], knowledge: Knowledge) -> NoticeDraft:
    """Draft a notice in three languages.

    Parameters
    ----------
    form : NoticeForm
    facts : mapping
        What fills the holes; a hole whose fact is None or absent leaves its paragraph as a
        line to be filled, and its element among `missing`.

    Returns
    -------
    NoticeDraft
        Every paragraph of the form in its order.
    """
    paragraphs = []
    missing = []
    for element, text in form.paragraphs.items():
        holes = {name for name, _ in _holes(text)}
        if all(facts.get(name) not in (None, "", ()) for name in holes):
            paragraphs.append(_filled(text, facts, knowledge))
        else:
            label = f"REG-NOTICE.elements.{element}"
            paragraphs.append(knowledge.text("notice.to_fill", element=label))
            missing.append(element)
    lacking = tuple(element for element in form.required if element in missing)
    return NoticeDraft(
        form=form.id, title=form.title, paragraphs=tuple(paragraphs), missing=lacking
    )


def drafts(known: Known, number: str) -> Iterator[NoticeDraft]:
    """Yield the drafts of every notice for the incident called `number`."""
    forms: Mapping[str, NoticeForm] = known.knowledge.entries("notices")
    for row in known.inventory.registers.get(REGISTER, ()):
        if number_of(row) == number:
            facts = _facts(row, scope_of(row, known), known.inventory)
            for form in forms.values():
                if form.event == "incident":
                    yield draft(form, facts, known.knowledge)


def _facts(row: RegisterRow, scope: ScopeEstimate, inventory: Inventory) -> dict[str, Any]:
    kinds = tuple(dict.fromkeys(f"category.{field.category}" for field in scope.fields))
    many = scope.persons
    return {
        **{name: row.cell(name) or None for name in TOLD},
        "discovered": row.cell("discovered")[:10] or None,
        "client": inventory.header.client,
        "data_kinds": kinds,
        "persons_lo": many.lo if many.hi is not None else None,
        "persons_hi": many.hi,
    }


def _holes(text: Text) -> frozenset[tuple[str, str]]:
    from ..catalogue.sentences import holes

    return holes(text.en)


def _filled(text: Text, facts: Mapping[str, Any], knowledge: Knowledge) -> Text:
    from ..catalogue.sentences import fill

    hans, hant, en = (
        fill(text.get(language), facts, language, knowledge.label) for language in LANGUAGES
    )
    return Text(zh_hans=hans, zh_hant=hant, en=en)
