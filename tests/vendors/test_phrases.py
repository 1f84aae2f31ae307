"""A text is read as a string of word classes, and patterns of classes are found in it."""

import pytest

from riskkit.errors import KnowledgeError
from riskkit.model.vendor_law import CommentWords, WordClass
from riskkit.vendors.comments import Lexicon
from riskkit.vendors.phrases import Vocabulary, named_classes

WORDS = Vocabulary(
    {
        entry.id: entry
        for entry in (
            WordClass(id="deny", words=("not", "no"), signs=("未", "没有"), source="test"),
            WordClass(id="plain", words=("not only",), signs=("未来",), source="test"),
            WordClass(id="good", words=("encrypt~", "in place"), signs=("加密",), source="test"),
            WordClass(id="done", words=("encrypted",), source="test"),
            WordClass(id="old", words=("long ago",), source="test"),
            WordClass(id="coming", words=("one day",), source="test"),
            WordClass(id="num", words=("two",), source="test"),
        )
    }
)


def holds(pattern, text, **how):
    return WORDS.pattern([pattern]).search(WORDS.read(text, **how)) is not None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("deny * good", "it is not fully encrypted", True),
        ("deny * good", "备份未做过加密", True),
        ("deny * good", "not one two three four encrypted", False),
        ("deny ** good", "not one two three four encrypted", True),
        ("deny * good", "no. encrypted", False),
        ("deny * good", "no, encrypted", False),
        ("deny", "not only that", False),
        ("deny", "未来", False),
        ("deny", "未来未", True),
        ("deny", "nothing, another knot", False),
        ("good", "in the right place", False),
        ("good", "put in place", True),
        ("^ good", "encryption", True),
        ("^ good", "full encryption", False),
        ("good $", "encryption", True),
        ("good $", "encryption off", False),
        ("good/deny $", "encryption not", True),
        ("done", "encrypted", True),
        ("good", "encrypted", True),
        ("good-done", "encrypted", False),
        ("good-done", "encryption", True),
        ("deny !good", "not encrypted", False),
        ("deny !good", "not now", True),
        ("deny ?deny good", "not encrypted", True),
        ("deny *-good old", "not so long ago", True),
        ("deny *-good old", "not encrypted long ago", False),
        ("num", "in 5 places", True),
        ("num", "in 5a places", False),
    ],
)
def test_patterns_of_classes_are_found_in_one_clause(pattern, text, expected):
    assert holds(pattern, text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in 2019", "old"),
        ("2024年", "old"),
        ("民國108年", "old"),
        ("民国113年", "old"),
        ("in 2025", None),
        ("in 2027", "coming"),
        ("民國116年", "coming"),
        ("iso 27001:2013", None),
        ("nist 800-2019", None),
        ("20190", None),
        ("at 19.2019", None),
    ],
)
def test_a_year_is_long_past_or_to_come_by_its_number(text, name):
    found = {one for one in ("old", "coming") if holds(one, text, years=(2024, 2027))}
    assert found == ({name} if name else set())
    assert not holds("old/coming", text)


def test_a_pattern_that_names_no_class_is_refused():
    words = CommentWords(id="x", patterns=("deny * nothing",), unless=("good/also",), source="test")
    assert named_classes(words.patterns + words.unless) == {"deny", "nothing", "good", "also"}
    with pytest.raises(KnowledgeError, match="no such class of words"):
        Lexicon.of({"x": words}, WORDS.classes)
