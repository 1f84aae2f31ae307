"""Each entity's examples in the knowledge hold, and what it says can be said."""

from __future__ import annotations

import re
import time
from pathlib import Path
from re import _constants as op
from re import _parser

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskkit.catalogue import load_knowledge
from riskkit.detect.cells import Cells
from riskkit.detect.checksums import CHECKS
from riskkit.detect.columns import judge
from riskkit.detect.masks import mask
from riskkit.detect.names import name_score
from riskkit.detect.rulebook import Rulebook
from riskkit.detect.spans import find_spans
from riskkit.model.detection import Entity

KNOWLEDGE = load_knowledge()
RULES = Rulebook.of(KNOWLEDGE)
ENTITIES = list(RULES.entities.values())


def recognised(value: str, entity: Entity) -> bool:
    for pattern in entity.patterns:
        if re.fullmatch(pattern.regex, value) and (
            entity.role != "other" or pattern.check not in CHECKS or CHECKS[pattern.check](value)
        ):
            return True
    if entity.lexicon and value.lower() in RULES.words(entity.lexicon):
        return True
    return entity.id == "PERSON" and name_score(value, RULES) >= 0.5


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda e: e.id)
def test_positive_examples_are_recognised_and_negative_ones_are_not(entity: Entity) -> None:
    if not entity.patterns and not entity.lexicon:
        pytest.skip("told by its header or context alone")
    assert [v for v in entity.positive if not recognised(v, entity)] == []
    assert [v for v in entity.negative if recognised(v, entity)] == []


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda e: e.id)
def test_patterns_hold_for_both_regex_engines(entity: Entity) -> None:
    for pattern in entity.patterns:
        assert not re.search(r"\\b|\(\?[=!<]", pattern.regex.replace(r")\b\.?", ")")), pattern.id
        duckdb.execute("SELECT regexp_matches('x', ?)", [pattern.regex]).fetchall()
        assert not re.fullmatch(pattern.regex, "")


def fewest_digits(parsed: object) -> int:
    """Return how many digits a match of a parsed regular expression has at least."""
    fewest = 0
    for kind, what in parsed:
        if kind is op.LITERAL:
            fewest += 48 <= what <= 57
        elif kind is op.IN:
            fewest += all(
                (k is op.LITERAL and 48 <= v <= 57) or (k is op.RANGE and 48 <= v[0] <= v[1] <= 57)
                for k, v in what
            )
        elif kind is op.BRANCH:
            fewest += min(map(fewest_digits, what[1]))
        elif kind is op.SUBPATTERN:
            fewest += fewest_digits(what[3])
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            fewest += what[0] * fewest_digits(what[2])
    return fewest


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda e: e.id)
def test_a_pattern_asks_for_no_more_digits_than_its_matches_have(entity: Entity) -> None:
    # Where a cell has fewer it is not tried: too many asked for would be missed cells.
    for pattern in entity.patterns:
        assert pattern.digits <= fewest_digits(_parser.parse(pattern.regex)), pattern.id


SHORT = (
    *("李雷", "王", "Bo", "J", "7", "35", "1985", "北京", "A+", "男", "1234", "a@b.co", "x@qq.com"),
    *("li [at] example.com", "13800138000*", "*13800138000", "12-3", "1.2.3.4", "::1", "S6 1QZ"),
)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda e: e.id)
def test_a_mask_hides_the_value(entity: Entity) -> None:
    examples = [v for v in entity.positive if "*" not in v and "某" not in v]
    for value in [*examples, *SHORT]:
        shown = mask(value, entity)
        assert value.strip("*") not in shown, (value, shown)
        assert "*" in shown
        digits = [c for c in value if c.isdigit()]
        if len(digits) >= 8:
            assert len([c for c in shown if c.isdigit()]) <= 0.75 * len(digits)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.strip), st.sampled_from(ENTITIES))
def test_no_mask_holds_a_value_whatever_it_is(value: str, entity: Entity) -> None:
    solid = "".join(c for c in value.strip() if c not in "*＊•●")
    shown = mask(value, entity)
    assert len(shown) <= 40
    if len(solid) > 0.75 * len(value.strip()):
        assert solid not in shown


def test_every_entity_of_the_contract_is_there_with_examples_for_and_against() -> None:
    contract = (Path(__file__).parent / "entities.txt").read_text(encoding="utf-8")
    named = contract.split()
    assert len(named) > 40
    assert set(named) - set(RULES.entities) == set()
    assert [e.id for e in ENTITIES if not e.positive or not e.negative] == []


HOSTILE = ["a" * 30_000, "1" * 30_000, "1 " * 15_000, "一" * 30_000, "A1号" * 10_000,
           "区路街道" * 7_000, "0-" * 15_000, "Aa " * 10_000, "@." * 15_000, "::" * 15_000,
           "*" * 30_000, "(" * 30_000, "12 Aa Bb Cc, " * 2_500, "省市区路1号" * 5_000,
           "eyJ" + "a" * 20_000 + ".", "x@" + "a." * 14_000, "密码是" * 9_000]  # fmt: skip


@pytest.mark.parametrize("cell", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_cell_costs_no_more_than_its_length(cell: str) -> None:
    cells = [cell[i % 7 :] for i in range(12)]
    started = time.process_time()
    judge("地址", Cells(cells, RULES), RULES)
    find_spans(cell[:4_000], RULES)
    assert time.process_time() - started < 8


def test_every_reason_of_the_detector_has_its_sentence() -> None:
    source = Path(__file__).parents[2] / "riskkit"
    code = "".join(p.read_text(encoding="utf-8") for p in (source / "detect").glob("*.py"))
    rules = set(re.findall(r'"detect\.([a-z_]+)"', code))
    rules |= set(re.findall(r'(?:add|told)\(\s*[^"()]*(?:\([^()]*\)[^"()]*)*"([a-z_]+)"', code))
    code = "".join(p.read_text(encoding="utf-8") for p in (source / "sources").glob("*.py"))
    known = KNOWLEDGE.entries("sentences")
    missing = [r for r in rules if f"detect.{r}" not in known]
    missing += [r for r in re.findall(r'"(sources\.[a-z_]+)"', code) if r not in known]
    assert len(rules) > 12
    assert missing == []
