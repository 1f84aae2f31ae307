"""Our recognizers for people who already use Presidio: patterns, context words, validation.

The engine behind them needs no model and no download: Chinese is cut into characters,
English into words, which is all that context words need.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from ..catalogue import Knowledge, load_knowledge
from ..errors import ParameterError
from .checksums import CHECKS
from .rulebook import Rulebook
from .spans import find_spans

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine


def analyzer(
    language: Literal["zh", "en"] = "zh", *, knowledge: Knowledge | None = None
) -> AnalyzerEngine:
    """Return a Presidio engine with our recognizers, ready to analyze texts offline.

    Parameters
    ----------
    language : {"zh", "en"}
        The language the engine will be asked in.
    knowledge : Knowledge, optional
        With an engagement's overrides; riskkit's own by default.

    Raises
    ------
    ParameterError
        If `language` is neither.
    """
    if language not in ("zh", "en"):
        raise ParameterError("language is one of zh, en")
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

    rules = Rulebook.of(knowledge or load_knowledge())
    registry = RecognizerRegistry(supported_languages=[language])
    for recognizer in recognizers(language, rules):
        registry.add_recognizer(recognizer)
    return AnalyzerEngine(
        registry=registry, nlp_engine=_engine(language), supported_languages=[language]
    )


def recognizers(language: str, rules: Rulebook) -> list[Any]:
    """Return a Presidio recognizer for each entity that has patterns, and one for names."""
    from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

    class Checked(PatternRecognizer):  # type: ignore[misc]
        """Patterns of one entity; a wrong check digit makes a match less likely, not void."""

        checks: tuple[str, ...] = ()

        def validate_result(self, pattern_text: str) -> bool | None:
            right = any(CHECKS[name](pattern_text) for name in self.checks)
            return True if right else None

    class Names(EntityRecognizer):  # type: ignore[misc]
        """Names of persons by surname statistics and the words around them."""

        def load(self) -> None:
            """Load nothing: the word lists are there already."""

        def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[Any]:
            return [
                RecognizerResult("PERSON", span.start, span.end, span.score)
                for span in find_spans(text, rules, language)
                if span.entity == "PERSON"
            ]

    found: list[Any] = [Names(supported_entities=["PERSON"], supported_language=language)]
    for entity in rules.entities.values():
        parts = [c for c in rules.patterns if c.entity == entity.id and c.pattern.text != "never"]
        if not parts:
            continue
        recognizer = Checked(
            supported_entity=entity.id,
            name=f"riskkit {entity.id}",
            supported_language=language,
            context=list(entity.context),
            global_regex_flags=0,
            patterns=[
                Pattern(
                    c.pattern.id,
                    c.span.pattern,
                    0.25 if c.pattern.text == "context" else c.pattern.score,
                )
                for c in parts
            ],
        )
        recognizer.checks = tuple(
            c.pattern.check for c in parts if c.pattern.check in CHECKS and c.pattern.check
        )
        found.append(recognizer)
    return found


@lru_cache(maxsize=2)
def _engine(language: str) -> Any:
    import spacy
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    class Blank(SpacyNlpEngine):  # type: ignore[misc]
        """spaCy's tokenizer alone: nothing to load, nothing to download."""

        def load(self) -> None:
            self.nlp = {language: spacy.blank(language)}

    engine = Blank(
        models=[{"lang_code": language, "model_name": f"blank_{language}"}],
        ner_model_configuration=NerModelConfiguration(labels_to_ignore=[]),
    )
    engine.load()
    return engine
