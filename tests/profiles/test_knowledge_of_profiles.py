"""The rows of the profiles: whole, sourced, and worded in three languages."""

import datetime as dt
import re

import pytest
from test_knowledge import MAINLAND, SIMPLIFIED, TRADITIONAL

from riskkit.catalogue import load_knowledge
from riskkit.lint.beside import worded_apart
from riskkit.lint.run import wordings

KNOWLEDGE = load_knowledge()
ROWS = KNOWLEDGE.entries("profiles")
HEADS = KNOWLEDGE.entries("profiles/heads")
KINDS = ("profiles", "profiles/heads", "facts", "gbt39335/rights", "gbt39335/sources",
         "gbt39335/corrections")  # fmt: skip


def texts():
    for kind in KINDS:
        for id, entry in KNOWLEDGE.entries(kind).items():
            yield pytest.param(entry.text, id=f"{kind}/{id}")
            for part in getattr(entry, "sections", ()):
                yield pytest.param(part.text, id=f"section/{id}.{part.id}")
    for column in KNOWLEDGE.entries("tables")["signoff"].columns:
        yield pytest.param(column.text, id=f"signoff/{column.id}")
        yield pytest.param(column.help, id=f"signoff/{column.id}/help")
    for id, sentence in KNOWLEDGE.entries("sentences").items():
        if id.startswith("profiles."):
            yield pytest.param(sentence.text, id=id)


@pytest.mark.parametrize("text", [*texts()])
def test_each_text_is_written_in_its_own_language(text):
    assert not set(SIMPLIFIED) & set(text.zh_hant)
    assert not set(TRADITIONAL) & set(text.zh_hans)
    assert not [word for word in MAINLAND if word in text.zh_hant]
    assert not any("一" <= character <= "鿿" for character in text.en)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_row_stands_in_a_section_of_its_profile(row):
    assert row.profile in HEADS
    assert row.section in {part.id for part in HEADS[row.profile].sections}
    assert row.as_of >= dt.date(2026, 1, 1)


def test_sections_have_rows():
    used = {(row.profile, row.section) for row in ROWS.values()}
    empty = [(h.id, s.id) for h in HEADS.values() for s in h.sections if (h.id, s.id) not in used]
    assert not empty


@pytest.mark.parametrize(
    ("id", "verified"),
    [("edpb-2026.6", "secondary"), ("cppa.a1", "secondary"), ("ico.5.levels", "unverified"),
     ("pipia.56.keep", "primary"), ("cnil.111", "primary")],
)  # fmt: skip
def test_what_was_not_read_is_marked(id, verified):
    assert ROWS[id].verified == verified


def test_a_profile_is_called_as_in_the_vocabulary():
    for id, head in HEADS.items():
        assert KNOWLEDGE.entries("vocabularies")[f"profile.{id}"].text == head.text


def test_the_fourteen_items_of_the_report_and_the_eight_of_the_public_edition():
    assert sum(id.startswith("pipia.5.7.") for id in ROWS) == 14
    assert sum(id.startswith("pipia.5.9.") for id in ROWS) == 8
    assert sum(id.startswith("pipia.55.") for id in ROWS) == 7


def test_the_eight_harms_of_california():
    assert {f"cppa.a5.{letter}" for letter in "ABCDEFGH"} <= set(ROWS)


@pytest.mark.parametrize("profile", HEADS)
def test_a_section_is_numbered_alike_in_every_language(profile):
    for section in HEADS[profile].sections:
        numbers = {re.match(r"[\d.]*", text)[0] for text in section.text.all}
        assert len(numbers) == 1


def test_titles_of_sections_that_number_in_words_are_no_other_number():
    told = {text.en for text in worded_apart(wordings(KNOWLEDGE))}
    apart = [
        section.text
        for head in HEADS.values()
        for section in head.sections
        if len({frozenset(re.findall(r"\d+", text)) for text in section.text.all}) > 1
    ]
    assert apart and {text.en for text in apart} <= told
