"""Each entity's examples in the knowledge hold, and what it says can be said."""

from __future__ import annotations

import re
from pathlib import Path

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
