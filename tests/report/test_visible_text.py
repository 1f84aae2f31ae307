"""What a reader sees of every page: words of one language, no ids of ours, nothing of Python.

The notebooks are told of a whole sample without being made into pages; what the client wrote is
taken out first, since it stays in the client's own language.
"""

import ast
import html
import json
import re

import pytest
from package_source import ROOT

from riskkit.assessment import assess
from riskkit.catalogue import load_knowledge
from riskkit.engagement import load_engagement
from riskkit.model.value import LANGUAGES
from riskkit.report import open_view
from riskkit.report.parameters import declared
from riskkit.tables.evidence import own_title

SAMPLE = ROOT / "data" / "samples" / "store-transfer"
PAGES = [
    *({"kind": kind} for kind in ("dpia", "portfolio", "event", "duties", "explore")),
    {"kind": "vendor", "vendor": "V-BI"},
    {"kind": "profile", "profile": "pipia"},
]
# Characters of the table that are right in both scripts.
EITHER = set(
    "出于云后里干准几斗丑余志松了台系采向游周郁筑致范布征谷升占克并同只借姜仆别注群峰仙制面"
)
PYTHON = re.compile(r"\bnan\b|\bTrue\b|\bFalse\b|(?<!%)\{\w+(:\w+)?\}|\d\.\d{6}")
ENGLISH = re.compile(r"\b(the|and|of|with|not|without|from|this|that|are|is)\b")


@pytest.fixture(scope="module")
def assessment():
    return assess(SAMPLE, rows=200, profiles=("pipia", "cnil"))


@pytest.fixture(scope="module")
def clients(assessment):
    """The words of the client, the longest first."""
    inventory = load_engagement(SAMPLE)
    found = set(leaves(inventory.model_dump(exclude={"registers"})))
    # Registers are kept by column and are no part of a dump.
    found |= {
        cell for rows in inventory.registers.values() for row in rows for cell in row.cells.values()
    }
    for column in assessment.columns:
        found |= {column.column, column.source, column.table, *column.examples}
    for proof in assessment.evidence:
        found |= {proof.title or "", proof.path or ""}
    for vendor in assessment.vendors:
        found |= {party.name for party in vendor.fourth_parties}
        # a vendor's page leaves its name out of the titles of its proofs
        found |= {own_title(proof, vendor) for proof in assessment.evidence}
    found |= {word.rstrip("。.") for word in found}
    long = (word for word in found if len(word) > 3 or re.search("[一-鿿]", word))
    return sorted(long, key=len, reverse=True)


def leaves(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (leaf for part in value.values() for leaf in leaves(part))
    elif isinstance(value, list | tuple):
        yield from (leaf for part in value for leaf in leaves(part))


def parts(assessment, language, kind, **values):
    """What each cell of a notebook shows, as HTML; a figure by its title and its texts."""
    notebook = json.loads((ROOT / "notebooks" / f"{kind}.ipynb").read_text("utf-8"))
    view = open_view(assessment, language)
    defaults = {name: known.default for name, known in declared(notebook).items()}
    names = {**defaults, "view": view, **values}
    if kind == "vendor":
        names["vendor_view"] = view.vendor(values["vendor"])
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code" or "view." not in source or "import" in source:
            continue
        body = ast.parse(source).body
        for statement in body[:-1]:
            exec(compile(ast.Module([statement], []), kind, "exec"), names)
        if isinstance(body[-1], ast.Expr):
            shown = eval(compile(ast.Expression(body[-1].value), kind, "eval"), names)
            yield from getattr(shown, "parts", ())


def lines(assessment, language, page, clients):
    for part in parts(assessment, language, **page):
        text = part if isinstance(part, str) else str(part.layout.meta["title"])
        text = html.unescape(re.sub(r"<[^>]+>", "\n", text))
        for word in clients:
            text = text.replace(word, "§")
        yield from (line.strip() for line in text.split("\n") if line.strip())


@pytest.fixture(scope="module")
def told(assessment, clients):
    """By language and page, the lines a reader sees."""
    return {
        (language, page["kind"]): list(lines(assessment, language, page, clients))
        for language in LANGUAGES
        for page in PAGES
    }


def one_script():
    """Return the characters that are traditional only and those that are simplified only."""
    pairs = [
        pair
        for entry in load_knowledge().entries("characters").values()
        for pair in (entry.pairs or "").split()
        if len(pair) == 2
    ]
    old, new = ({pair[place] for pair in pairs} for place in (0, 1))
    return old - new - EITHER, new - old - EITHER


every_page = pytest.mark.parametrize("kind", [page["kind"] for page in PAGES])
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_page
@every_language
def test_no_id_of_ours_is_shown_to_a_reader(told, language, kind):
    known = load_knowledge()
    ids = {*known.entries("vocabularies"), *known.entries("sentences"), *known.entries("facts")}
    ids |= {*known.entries("scales"), *known.entries("decisions"), *known.entries("categories")}
    ids = {id for id in ids if set("._-") & set(id)}
    shown = {word for line in told[language, kind] for word in re.findall(r"[A-Za-z][\w.-]*", line)}
    assert not sorted(shown & ids)


@every_page
@every_language
def test_nothing_of_python_is_shown_to_a_reader(told, language, kind):
    left = [line for line in told[language, kind] if PYTHON.search(line) and "doi" not in line]
    assert not left


@every_page
def test_a_traditional_page_has_no_simplified_character_and_the_reverse(told, kind):
    traditional, simplified = one_script()
    assert len(traditional) > 500
    assert not {c: x for x in told["zh-Hant", kind] for c in set(x) & simplified}
    assert not {c: x for x in told["zh-Hans", kind] for c in set(x) & traditional}


@every_page
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_chinese_page_speaks_no_english(told, language, kind):
    assert not [line for line in told[language, kind] if ENGLISH.search(line)]


@every_page
def test_an_english_page_speaks_no_chinese(told, kind):
    assert not [line for line in told["en", kind] if re.search("[一-鿿]", line)]
