"""Checks of the knowledge as one whole: references exist, sentences have the same holes."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Problem, did_you_mean
from .kinds import KINDS
from .knowledge import Knowledge
from .overrides import Places
from .sentences import holes


def check_whole(knowledge: Knowledge, places: Places) -> Iterator[Problem]:
    """Yield every place where the knowledge does not fit together."""
    yield from _references(knowledge, places)
    yield from _sentences(knowledge, places)
    yield from _impacts(knowledge, places)


def _references(knowledge: Knowledge, places: Places) -> Iterator[Problem]:
    for kind, entries in tuple(knowledge.kinds.items()):
        for name, target in KINDS[kind].refers.items():
            known = _targets(knowledge, target)
            for id, entry in entries.items():
                value = getattr(entry, name)
                for wanted in (value,) if isinstance(value, str) else tuple(value or ()):
                    if wanted not in known:
                        file, line = places[kind, id]
                        what = f"names '{wanted}', which no {target} defines"
                        hint = did_you_mean(wanted, known)
                        yield Problem(file, line, f"{id}.{name}", what, hint)


def _targets(knowledge: Knowledge, target: str) -> frozenset[str]:
    kind, _, vocabulary = target.partition(":")
    if not vocabulary:
        return frozenset(knowledge.entries(kind))
    dot = f"{vocabulary}."
    return frozenset(id.removeprefix(dot) for id in knowledge.entries(kind) if id.startswith(dot))


def _sentences(knowledge: Knowledge, places: Places) -> Iterator[Problem]:
    for kind in ("sentences", "messages"):
        for id, sentence in knowledge.kinds.get(kind, {}).items():
            if len({holes(wording) for wording in sentence.text.all}) > 1:
                file, line = places[kind, id]
                yield Problem(file, line, id, "the languages do not have the same {holes}")


def _impacts(knowledge: Knowledge, places: Places) -> Iterator[Problem]:
    if any(cost.grades for cost in knowledge.entries("pram/costs").values()):
        return
    for id in knowledge.entries("pram"):
        file, line = places["pram", id]
        what = "no cost factor is estimated, so there is no impact"
        yield Problem(file, line, id, what, "give one of pram/costs its `grades`")
