"""Our recognizers for people who already use Presidio: patterns, context words, validation.

The engine behind them needs no model and no download: Chinese is cut into characters,
English into words, which is all that context words need.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from ..catalogue import Knowledge, load_knowledge
from ..errors import ParameterError
from ..model.detection import Entity
from .checksums import CHECKS
from .rulebook import Compiled, Rulebook
from .spans import find_spans
from .text_names import Span

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine


WEAK = 0.25
"""Presidio score of a pattern that needs a context word; the word lifts it above 0.5."""


def analyzer(
    language: Literal["zh", "zh-Hans", "zh-Hant", "en", "auto"] = "zh",
    *,
    knowledge: Knowledge | None = None,
) -> AnalyzerEngine:
    """Return a Presidio engine with our recognizers, ready to analyze texts offline.

    Parameters
    ----------
    language : {"zh", "zh-Hans", "zh-Hant", "en", "auto"}
        The language the engine will be asked in: ``zh`` for both scripts, ``en``, or both
        (``auto``), to be named in each call of ``analyze(text, language="zh")``.
    knowledge : Knowledge, optional
        With an engagement's overrides; riskkit's own by default.

    Raises
    ------
    ParameterError
        If `language` is none of these.
    """
    if language not in ("zh", "zh-Hans", "zh-Hant", "en", "auto"):
        raise ParameterError("language is one of zh, zh-Hans, zh-Hant, en, auto")
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

    several = ("zh", "en") if language == "auto" else (language[:2],)
    rules = Rulebook.of(knowledge or load_knowledge())
    registry = RecognizerRegistry(supported_languages=list(several))
    for one in several:
        for recognizer in recognizers(one, rules):
            registry.add_recognizer(recognizer)
    return AnalyzerEngine(
        registry=registry, nlp_engine=_engine(several), supported_languages=list(several)
    )


def recognizers(language: str, rules: Rulebook) -> list[Any]:
    """Return a Presidio recognizer for each entity that has patterns, and one for names."""
    told = ["PERSON", *(c.entity for c in rules.patterns if _vague(c))]
    found = [_nearby(list(dict.fromkeys(told)), language, rules)]
    for entity in rules.entities.values():
        parts = [
            c
            for c in rules.patterns
            if c.entity == entity.id and c.pattern.text != "never" and not _vague(c)
        ]
        if parts:
            found.append(_checked(entity, parts, language))
    return found


def _checked(entity: Entity, parts: list[Compiled], language: str) -> Any:
    """Return the recognizer of one entity's patterns, with its context words and check digit."""
    from presidio_analyzer import Pattern, PatternRecognizer

    checks = [c.pattern.check for c in parts if c.pattern.check in CHECKS and c.pattern.check]
    sure = any(c.pattern.text == "free" for c in parts)

    class Checked(PatternRecognizer):
        def validate_result(self, pattern_text: str) -> bool | None:
            if not checks:
                return None
            right = any(CHECKS[name](pattern_text) for name in checks)
            if sure:
                return True if right else None
            # One number in ten has a right check digit by accident: of formats that look like
            # any number a wrong digit excludes, a right one proves nothing.
            return None if right else False

    return Checked(
        supported_entity=entity.id,
        name=f"riskkit {entity.id}",
        supported_language=language,
        context=list(entity.context),
        global_regex_flags=0,
        patterns=[
            Pattern(
                c.pattern.id,
                c.span.pattern,
                WEAK if c.pattern.text == "context" else c.pattern.score,
            )
            for c in parts
        ],
    )


def _nearby(entities: list[str], language: str, rules: Rulebook) -> Any:
    """Return the recognizer of names, and of values that only the words around them tell."""
    from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

    class Nearby(EntityRecognizer):
        def load(self) -> None:
            """Load nothing: the word lists are there already."""

        def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[Any]:
            return [
                RecognizerResult(span.entity, span.start, span.end, span.score, told(span))
                for span in find_spans(text, rules, language)
                if span.entity in self.supported_entities
            ]

    def told(span: Span) -> AnalysisExplanation:
        why = "surnames, given names" if span.entity == "PERSON" else "form"
        return AnalysisExplanation(
            recognizer="riskkit names",
            original_score=span.score,
            textual_explanation=f"Told by {why} and the words around it",
        )

    return Nearby(supported_entities=entities, supported_language=language, name="riskkit names")


def _vague(compiled: Compiled) -> bool:
    """Say whether a pattern needs the words around it to tell the value, or what of it is."""
    named = "value" in compiled.span.groupindex
    return named or (compiled.pattern.text == "context" and compiled.pattern.weight <= 0)


def _tokens(text: str, vocab: Any) -> Any:
    """Cut a text into runs of Chinese, of letters and digits, and single marks.

    A word is its own lemma: Presidio looks for context words among the lemmas, as parts of
    them, so a run of Chinese need not be cut into words.
    """
    from spacy.tokens import Doc

    pieces = _PIECES.findall(text)
    words = [word for word, _ in pieces]
    return Doc(
        vocab, words, [space == " " for _, space in pieces], lemmas=[w.lower() for w in words]
    )


_PIECES = re.compile(
    r"([\u3400-\u9fff]+|[A-Za-z0-9_]+|\s+(?! )|\s|[^\sA-Za-z0-9_\u3400-\u9fff])( ?)"
)


@lru_cache(maxsize=3)
def _engine(languages: tuple[str, ...]) -> Any:
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        """A tokenizer alone: nothing to load, nothing to download."""

        def load(self) -> None:
            self.nlp = {language: _blank(language) for language in languages}  # type: ignore[assignment]

    engine = Blank(
        models=[{"lang_code": one, "model_name": f"blank_{one}"} for one in languages],
        ner_model_configuration=NerModelConfiguration(labels_to_ignore=[]),
    )
    engine.load()
    return engine


def _blank(language: str) -> Any:
    import spacy

    pipeline = spacy.blank(language)
    pipeline.tokenizer = lambda text: _tokens(text, pipeline.vocab)
    return pipeline
