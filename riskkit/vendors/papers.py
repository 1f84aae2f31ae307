"""Papers by what is written on them: a title or note that says they show less than their kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.inventory import Evidence
from ..model.value import Reason
from ..model.vendor_facts import Contradiction
from ..model.vendor_law import PaperWords
from ..model.vendors import AssuranceId
from .phrases import tidy
from .rules import VendorRules

PAPER = "document"
"""The kind of evidence whose words are read; what was seen or tried stands for itself."""

Papers = Mapping[str, tuple[PaperWords, ...]]
"""What papers say against themselves, by their row in the register of evidence."""


@dataclass(frozen=True, eq=False)
class PaperLexicon:
    """The words papers are read by, ready for searching."""

    entries: tuple[tuple[PaperWords, re.Pattern[str], re.Pattern[str] | None], ...]

    @classmethod
    def of(cls, entries: Mapping[str, PaperWords]) -> PaperLexicon:
        """Make the words ready."""
        return cls(
            tuple(
                (one, _any((*one.words, *one.signs)), _any(one.unless) if one.unless else None)
                for one in entries.values()
            )
        )

    def read(self, evidence: Iterable[Evidence]) -> Papers:
        """Return what each paper says against itself; papers that say nothing are left out."""
        said = {piece.id: tuple(self._said(piece)) for piece in evidence if piece.kind == PAPER}
        return {id: words for id, words in said.items() if words}

    def _said(self, piece: Evidence) -> Iterator[PaperWords]:
        text = tidy(" . ".join(filter(None, (piece.title, piece.notes))))
        for words, said, unless in self.entries:
            if said.search(text) and not (unless and unless.search(text)):
                yield words


def paper_ceilings(papers: Papers, rules: VendorRules) -> dict[str, AssuranceId]:
    """Return the most that each paper can prove, where its words set a limit."""
    levels = {id: [one.most for one in said if one.most] for id, said in papers.items()}
    return {id: lowest(found, rules) for id, found in levels.items() if found}


def lowest(levels: Iterable[AssuranceId], rules: VendorRules) -> AssuranceId:
    """Return the lowest of some levels of assurance."""
    return min(levels, key=lambda level: rules.assurance[level].rank)


def paper_shortfalls(
    papers: Papers, cited: Collection[str], known: Iterable[Contradiction] = ()
) -> tuple[Contradiction, ...]:
    """Tell what the papers that a vendor cites say against themselves.

    Parameters
    ----------
    papers : mapping of evidence id to words
    cited : collection of evidence ids
        Those the vendor's answers and documents name.
    known : iterable of Contradiction
        What the table of documents told already; the same is not told twice.
    """
    told = {(one.evidence, one.rule) for one in known}
    return tuple(
        Contradiction(
            rule=words.id,
            severity=words.severity,
            evidence=id,
            because=Reason(rule=f"vendor_facts.{words.id}", args={"evidence": id}),
        )
        for id in sorted(papers.keys() & set(cited))
        for words in papers[id]
        if not any((id, rule) in told for rule in words.same)
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    listed = sorted({tidy(word) for word in words}, key=len, reverse=True)
    latin = [re.escape(word) for word in listed if word.isascii()]
    signs = [re.escape(word) for word in listed if not word.isascii()]
    spaced = [rf"(?<![a-z0-9])(?:{'|'.join(latin)})(?![a-z0-9])"] if latin else []
    return re.compile("|".join(spaced + signs))
