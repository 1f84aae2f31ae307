"""What the assessment of vendors looks up beyond its score: words, duties, regions, limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..catalogue.knowledge import fold
from ..model.vendor_law import ClauseGroup, ClauseItem, ContractModule, DocumentRule, Region
from .chain_names import NameLexicon
from .comments import Lexicon
from .counting import VIEW
from .export_ladder import Rung
from .papers import PaperLexicon


@dataclass(frozen=True, eq=False)
class VendorLore:
    """Tables beside the scoring rules; `debatable` are categories sensitive in some cases only."""

    comments: Lexicon
    names: NameLexicon
    papers: PaperLexicon
    documents: Mapping[str, DocumentRule]
    groups: Mapping[str, ClauseGroup]
    duties: Mapping[str, ClauseItem]
    modules: Mapping[tuple[str, str], ContractModule]
    regions: Mapping[str, Region]
    ladder: tuple[Rung, ...]
    debatable: frozenset[str]
    methods_fit: Mapping[str, tuple[str, ...]]
    nobody: frozenset[str]

    @classmethod
    def of(cls, entries: Callable[[str], Mapping[str, Any]]) -> VendorLore:
        """Bundle the entries of the knowledge, such as ``Knowledge.entries``."""
        modules: Mapping[str, ContractModule] = entries("vendors/contract-modules")
        none = entries("vocabularies")["blank.none"]
        fit = entries("rules")["F-DESTRUCTION-METHOD"].parameters["fit"]
        return cls(
            comments=Lexicon.of(entries("vendors/comments"), entries("vendors/comment-classes")),
            names=NameLexicon.of(entries("vendors/names")),
            papers=PaperLexicon.of(entries("vendors/paper-words")),
            documents=entries("vendors/documents"),
            groups=entries("vendors/clause-groups"),
            duties=entries("duties"),
            modules={(one.exporter, one.importer): one for one in modules.values()},
            regions=entries("vendors/regions"),
            ladder=_ladder(entries("screening")),
            debatable=frozenset(
                category.id
                for category in entries("categories").values()
                if category.personal and category.legal[VIEW].value in ("harm_test", "other")
            ),
            methods_fit={kind: tuple(methods) for kind, methods in fit.items()},
            nobody=frozenset(map(fold, (*none.text.all, *none.also))),
        )


def _ladder(triggers: Mapping[str, Any]) -> tuple[Rung, ...]:
    # the same numbers that the screening of exports is decided on
    limits = [t.parameters for t in triggers.values() if t.fact == "export_rung"]
    return tuple(
        Rung(p["path"], p["general_at_least"], p["sensitive_at_least"])
        for p in limits
        if "general_at_least" in p
    )
