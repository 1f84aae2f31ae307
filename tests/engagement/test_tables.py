"""``knowledge/tables.yaml`` against the model it describes and the words it uses."""

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.catalogue.knowledge import fold
from riskkit.engagement.cells import read_cell
from riskkit.engagement.reading import MODELS
from riskkit.model.inventory import Answer, Header
from riskkit.model.signoff import Signoff
from riskkit.model.value import LANGUAGES

KNOWLEDGE = load_knowledge()
TABLES = KNOWLEDGE.entries("tables")
FIELDS = MODELS | {"engagement": Header, "signoff": Signoff, "answers": Answer}
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]


@pytest.mark.parametrize("id", TABLES)
def test_the_columns_are_the_fields_of_the_model(id):
    columns = {column.id for column in TABLES[id].columns if column.kind != "shown"}
    assert columns == set(FIELDS[id].model_fields) - {"file", "line", "signoff"}


@pytest.mark.parametrize("id", TABLES)
def test_a_column_is_required_where_its_field_is(id):
    required = {name for name, field in FIELDS[id].model_fields.items() if field.is_required()}
    asked = {column.id for column in TABLES[id].columns if column.required}
    assert asked == required - {"vendor"} if id == "answers" else asked == required


@pytest.mark.parametrize("id", TABLES)
def test_no_header_means_two_columns(id):
    taken = {}
    for column in TABLES[id].columns:
        for word in map(fold, column.headers):
            assert taken.setdefault(word, column.id) == column.id, word


def test_no_name_means_two_tables():
    taken = {}
    for table in TABLES.values():
        for word in map(fold, table.names):
            assert taken.setdefault(word, table.id) == table.id, word


def test_what_a_column_refers_to_exists():
    for _, column in COLUMNS:
        assert set(column.table) <= set(TABLES)
        assert column.entries is None or KNOWLEDGE.entries(column.entries)
        assert column.vocabulary is None or KNOWLEDGE.words(column.vocabulary)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_a_column_offers_is_read_as_its_id(language):
    vocabularies = {c.vocabulary for _, c in COLUMNS if c.vocabulary} - {"category"}
    terms = [t for t in KNOWLEDGE.entries("vocabularies").values() if t.vocabulary in vocabularies]
    assert terms
    for term in terms:
        assert KNOWLEDGE.meaning(term.vocabulary, term.text.get(language)) == term.value
    for id, category in KNOWLEDGE.entries("categories").items():
        assert KNOWLEDGE.meaning("category", category.text.get(language)) == id


@pytest.mark.parametrize(
    "word", ["", "  ", "unknown", "未知", "不详", "不詳", "?", "-", "—", "N/A"]
)
def test_unknown_is_legal_in_every_column(word):
    for table, column in COLUMNS:
        value = read_cell(word, column, KNOWLEDGE)
        named = column.vocabulary and KNOWLEDGE.meaning(column.vocabulary, word)
        if column.kind == "answer" and word == "N/A":
            named = word  # an answer like others
        assert value in (None, named, (named,)), (table.id, column.id)


@pytest.mark.parametrize("word", ["无", "無", "none", "没有"])
def test_none_is_no_text_in_a_list_and_zero_in_a_quantity(word):
    for _, column in COLUMNS:
        if column.kind in ("refs", "texts", "paths"):
            assert read_cell(word, column, KNOWLEDGE) is None
        if column.kind == "range":
            assert read_cell(word, column, KNOWLEDGE).hi == 0
