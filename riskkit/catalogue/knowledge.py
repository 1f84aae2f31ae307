"""The knowledge of one run: entries by kind, labels, sentences, and what a client's word means."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..model.assessment import Overlay, Override
from ..model.value import LANGUAGES, Language, Reason, Text
from ..model.weights import Matrix
from .kinds import KINDS
from .sentences import fill


class Kinds(dict[str, Mapping[str, Any]]):
    """Entries by kind; a kind that is not read yet is read when it is asked for by name."""

    def __init__(self, read: Callable[[str], Mapping[str, Any]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, kind: str) -> Mapping[str, Any]:
        self[kind] = self._read(kind)
        return self[kind]


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Everything the knowledge files say, validated, with an engagement's overrides applied.

    Parameters
    ----------
    kinds : mapping of kind to mapping of id to entry
        The entries, typed by the models of ``riskkit.model``.
    version : str
        Program version and content hash, as printed in every report.
    overrides : tuple of Override
        Each place where the engagement's own catalogue differs.
    overlays : tuple of Overlay
        That catalogue itself, to be carried by an assessment.
    """

    kinds: Mapping[str, Mapping[str, Any]]
    version: str
    overrides: tuple[Override, ...] = field(default=())
    overlays: tuple[Overlay, ...] = field(default=())

    def entries(self, kind: str) -> Mapping[str, Any]:
        """Return the entries of a kind by id, in the order of their files."""
        return self.kinds[kind]

    def matrix(self, method: str | None) -> Matrix | None:
        """Return the matrix a method rates by, or None if it rates by none or is not known."""
        return self._matrices.get(method or "")

    @cached_property
    def _matrices(self) -> dict[str, Matrix]:
        # A method by marks and costs is a matrix too, as fine as its marks.
        costs = tuple(self.kinds.get("pram/costs", {}).values())
        graded = {id: method.matrix(costs) for id, method in self.kinds.get("pram", {}).items()}
        return {**graded, **self.kinds.get("matrices", {})}

    @cached_property
    def _texts(self) -> dict[str, Text]:
        texts: dict[str, Text] = {}
        for kind, entries in self.kinds.items():
            prefix = KINDS[kind].prefix
            for id, entry in entries.items():
                text = getattr(entry, "text", None) or getattr(entry, "name", None)
                if isinstance(text, Text):
                    texts[f"{prefix}.{id}" if prefix else id] = text
        for id, phase in self._phases():
            texts.setdefault(f"phase.{id}", phase)
        for id, text in self._levels():
            texts[f"level.{id}"] = text
        texts.update(self._parts())
        return texts

    def _phases(self) -> Iterator[tuple[str, Text]]:
        for scenario in self.kinds.get("scenarios", {}).values():
            yield from ((phase.id, phase.text) for phase in scenario.phases)

    def _parts(self) -> Iterator[tuple[str, Text]]:
        for head in self.kinds.get("profiles/heads", {}).values():
            yield from ((f"section.{head.id}.{part.id}", part.text) for part in head.sections)
        for register in self.kinds.get("registers", {}).values():
            for column in register.columns:
                place = f"{register.id}.{column.id}"
                yield from ((f"{place}.{choice.id}", choice.text) for choice in column.choices)
        for matrix in self._matrices.values():
            yield f"method.{matrix.id}", matrix.text
            for axis, steps in (("severity", matrix.severity), ("likelihood", matrix.likelihood)):
                yield from ((f"{axis}_step.{matrix.id}.{step.id}", step.text) for step in steps)

    def _levels(self) -> Iterator[tuple[str, Text]]:
        for term in self.kinds["vocabularies"].values():
            if term.vocabulary == "level":
                yield f"riskkit-v1.{term.value}", term.text
        for matrix in self._matrices.values():
            yield from ((f"{matrix.id}.{result.id}", result.text) for result in matrix.results)

    @cached_property
    def _words(self) -> dict[str, dict[str, str]]:
        words: dict[str, dict[str, str]] = {}
        for id, entry in self.kinds.get("vocabularies", {}).items():
            vocabulary, _, value = id.partition(".")
            known = words.setdefault(vocabulary, {})
            for word in (value, *entry.text.all, *entry.also):
                known.setdefault(fold(word), value)
        for kind, spec in KINDS.items():
            if spec.prefix and kind != "vocabularies":
                known = words.setdefault(spec.prefix, {})
                for id, entry in self.kinds.get(kind, {}).items():
                    text = getattr(entry, "text", None) or getattr(entry, "name", None)
                    names = text.all if isinstance(text, Text) else ()
                    for word in (id, *names, *getattr(entry, "also", ())):
                        known.setdefault(fold(word), id)
        self._add_own(words)
        return words

    def _add_own(self, words: dict[str, dict[str, str]]) -> None:
        # A consultant's own profile or matrix is chosen by its id, without a vocabulary entry.
        for row in self.kinds.get("profiles", {}).values():
            words.setdefault("profile", {}).setdefault(fold(row.profile), row.profile)
        for id, matrix in self._matrices.items():
            for word in (id, *matrix.text.all):
                words.setdefault("method", {}).setdefault(fold(word), id)

    def has_label(self, id: str) -> bool:
        """Say whether `id` names something with a label."""
        return id in self._texts

    def label(self, id: str, language: Language) -> str:
        """Return what `id` (such as ``tier.high``) is called; the id itself if it has no label."""
        text = self._texts.get(id)
        return text.get(language) if text else id.partition(".")[2] or id

    def sentence(self, rule: str, language: Language, /, **args: Any) -> str:
        """Return the sentence `rule` in `language`, filled with `args`."""
        entry = self.kinds["sentences"][rule]
        return fill(entry.text.get(language), args, language, self.label)

    def say(self, reason: Reason, language: Language) -> str:
        """Return a reason as a sentence."""
        return self.sentence(reason.rule, language, **reason.args)

    def text(self, rule: str, /, **args: Any) -> Text:
        """Return the sentence `rule` in all three languages, filled with the same `args`."""
        hans, hant, en = (self.sentence(rule, language, **args) for language in LANGUAGES)
        return Text(zh_hans=hans, zh_hant=hant, en=en)

    def meaning(self, vocabulary: str, word: str) -> str | None:
        """Return the id that a client's `word` stands for in a vocabulary, or None.

        Matches ids, labels in the three languages and known synonyms, whatever the case,
        the width of the letters and the spaces.
        """
        return self._words.get(vocabulary, {}).get(fold(word))

    def words(self, vocabulary: str) -> tuple[str, ...]:
        """Return every word that `vocabulary` understands, for a "did you mean"."""
        return tuple(self._words.get(vocabulary, {}))


_JOINTS = str.maketrans("", "", "_-*")


def fold(word: str) -> str:
    """Fold case, letter width, spaces, hyphens and underscores away, for comparing words.

    >>> fold("Data kinds") == fold("data_kinds") == fold("Ｄata-Kinds")
    True
    """
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_JOINTS)
    return "".join(plain.split())
