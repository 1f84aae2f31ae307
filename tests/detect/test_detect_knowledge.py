"""Each entity's examples in the knowledge hold, and what it says can be said."""

from __future__ import annotations

import re
from pathlib import Path
from re import _constants as op
from re import _parser

import duckdb
import pytest

from riskkit.catalogue import load_knowledge
from riskkit.detect.checksums import CHECKS
from riskkit.detect.masks import mask
from riskkit.detect.names import name_score
from riskkit.detect.rulebook import Rulebook
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


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda e: e.id)
def test_a_mask_hides_the_value(entity: Entity) -> None:
    for value in (v for v in entity.positive if len(v) > 3 and "*" not in v and "某" not in v):
        shown = mask(value, entity)
        assert value not in shown
        assert "*" in shown
        digits = [c for c in value if c.isdigit()]
        if len(digits) >= 8:
            assert len([c for c in shown if c.isdigit()]) <= 0.75 * len(digits)


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
