"""Everything all vendors answered, read once as codes, and made a sheet of on any day.

Only what proof is worth changes with the day; questions, words, approvals and doubts do not. The
meaning of an answer is that of `answers` and `proof`, here for whole columns at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

from ..model.inventory import Answer
from ..model.vendors import AnswerId, KnockoutStateId, Question
from .answers import FAILED, HALF, OPPOSITE, is_approved, normalise_answer
from .case import Bench, authors_of
from .knockouts import FINE, fact_states
from .proof import back
from .questionnaire import applies
from .rules import TIERS, VendorRules
from .scores import NOT_ASKED, Frame, Sheet, Standings, stand

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ANSWERS: tuple[AnswerId, ...] = get_args(AnswerId)


@dataclass(frozen=True, eq=False)
class Rows:
    """The answers to what is asked, as codes: one place an answer.

    `vendor` and `column` are places of its vendor and question, `meant` of its meaning in
    `ANSWERS`, `proof` of its evidence in `sets`; `approved` marks an approved "not applicable".
    In `sets` evidence stands with the first vendor that names it; only vendors for whom it is
    worth the same share a place.
    """

    vendor: NDArray[np.int64]
    column: NDArray[np.int64]
    meant: NDArray[np.int64]
    proof: NDArray[np.int64]
    approved: NDArray[np.bool_]
    sets: Sequence[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True, eq=False)
class Ledger:
    """The answers of many vendors to the same questions, ready to be judged on any day."""

    benches: Sequence[Bench]
    questions: Sequence[Question]
    rules: VendorRules
    _seen: dict[dt.date, list[list[tuple[str, KnockoutStateId]]]] = field(
        default_factory=dict, repr=False
    )

    @classmethod
    def of(cls, benches: Sequence[Bench], rules: VendorRules) -> Ledger:
        """Make the ledger of the answers to all that any of the vendors is asked."""
        asked = {bench.asked.sha256: bench.asked for bench in benches}
        ids = {question.id for one in asked.values() for question in one.questions}
        return cls(benches, [one for id, one in rules.questions.items() if id in ids], rules)

    def standings(self, on: dt.date) -> Standings:
        """Judge every vendor on a day, in the order of the benches."""
        return stand(self.sheet(on), self.frame)

    def broken(self, sheet: Sheet, on: dt.date) -> list[tuple[str, ...]]:
        """Return the fatal rules each vendor does not meet, or is not shown to, on a day."""
        import numpy as np

        fine = [NOT_ASKED, *(self.rules.states[id].rank for id in FINE)]
        columns = np.flatnonzero(self.frame.fatal).tolist()
        failing = ~np.isin(sheet.states[:, columns], fine)
        asked = [self.questions[column].fatal or "" for column in columns]
        return [
            tuple(
                sorted({*compress(asked, row), *(id for id, state in beside if state not in FINE)})
            )
            for row, beside in zip(failing.tolist(), self._facts(on), strict=True)
        ]

    def sheet(self, on: dt.date) -> Sheet:
        """Return the answers as they count on a day."""
        import numpy as np

        rows, counted = self._rows, self._counted(on)
        # of several answers to one question the worst is written last and stays
        order = np.lexsort((counted[2], counted[0], counted[3])) if self._repeated else slice(None)
        place = (rows.vendor[order], rows.column[order])
        shape = self._asked.shape
        gap, lo, hi = (np.full(shape, start) for start in (1.0, 0.0, 1.0))
        states = np.full(shape, self.rules.states["unknown"].rank)
        for table, values in zip((gap, lo, hi, states), counted, strict=True):
            table[place] = values[order]
        self._doubt(hi, states)
        states[~self._asked] = NOT_ASKED
        return Sheet(gap, lo, hi, states, self._tiers, *self._beside(on))

    def evidence_used(self) -> list[set[str]]:
        """Return the ids of the evidence that the scored answers of each vendor name."""
        import numpy as np

        rows = self._rows
        scored = np.array([self.rules.answers[id].credit is not None for id in ANSWERS])
        counts = scored[rows.meant] & self._asked[rows.vendor, rows.column]
        used: list[set[str]] = [set() for _ in self.benches]
        pairs = zip(rows.vendor[counts].tolist(), rows.proof[counts].tolist(), strict=True)
        for vendor, proof in set(pairs):
            used[vendor].update(rows.sets[proof][1])
        return used

    @cached_property
    def frame(self) -> Frame:
        """The questions and lookup tables as arrays."""
        return Frame.of(self.questions, self.rules)

    @cached_property
    def _tiers(self) -> NDArray[np.int64]:
        return _array(TIERS.index(bench.inherent.tier) for bench in self.benches)

    @cached_property
    def _asked(self) -> NDArray[np.bool_]:
        import numpy as np

        masks: dict[Hashable, list[bool]] = {}
        rows = []
        for bench in self.benches:
            asked, known = bench.asked, bench.facts.known
            key = (asked.sha256, tuple(known.items()))
            if key not in masks:
                ids = {question.id for question in asked.questions}
                masks[key] = [q.id in ids and applies(q, known) for q in self.questions]
            rows.append(masks[key])
        return np.array(rows, bool).reshape(len(rows), len(self.questions))

    @cached_property
    def _rows(self) -> Rows:
        import numpy as np

        columns = _Places({question.id: n for n, question in enumerate(self.questions)})
        meanings = _Meanings(self.rules)
        sets: list[tuple[int, tuple[str, ...]]] = []
        alike: dict[Hashable, _Sets] = {}
        parts, approved = [], []
        # a vendor at a time: its answers lie together in memory, and are fetched once for all
        for n, bench in enumerate(self.benches):
            own = n if bench.lore and bench.documents else bench.inherent.tier
            numbers = alike.setdefault(own, _Sets(n, sets))
            parts.append(_codes(bench.answers, (columns, meanings, numbers)))
            approved.append(_approved(bench, parts[-1][1]))
        column, meant, proof = np.hstack(parts)
        asked = column >= 0
        vendor = np.repeat(np.arange(len(parts)), [part.shape[1] for part in parts])[asked]
        column, meant, proof = column[asked], meant[asked], proof[asked]
        turned = np.array([q.favourable == "no" for q in self.questions], bool)[column]
        opposite = _array(ANSWERS.index(OPPOSITE.get(id, id)) for id in ANSWERS)
        return Rows(
            vendor=vendor,
            column=column,
            meant=np.where(turned, opposite[meant], meant),
            proof=proof,
            approved=np.concatenate(approved)[asked],
            sets=sets,
        )

    @cached_property
    def _repeated(self) -> bool:
        import numpy as np

        cells = self._rows.vendor * len(self.questions) + self._rows.column
        return bool((np.bincount(cells) > 1).any())

    def _counted(self, on: dt.date) -> tuple[NDArray[Any], ...]:
        """Return gap, bounds and rank of the state of every answer, as `read_items` does."""
        import numpy as np

        rules, rows = self.rules, self._rows
        credits = [rules.answers[id].credit for id in ANSWERS]
        known = np.array([credit is not None for credit in credits])[rows.meant]
        credit = np.array([credit or 0.0 for credit in credits])[rows.meant]
        worth, floor, level = self._worth(on)
        proven = level >= self._required[rows.column, self._tiers[rows.vendor]]
        rank = {id: state.rank for id, state in rules.states.items()}
        said = [rank["fail"] if id in FAILED else rank["partial"] for id in ANSWERS]
        whole = np.array([id not in FAILED | HALF for id in ANSWERS])[rows.meant]
        shown = np.where(proven, rank["pass"], rank["unproven"])
        states = np.where(whole, shown, np.array(said)[rows.meant])
        opened = np.where(rows.approved, rank["not_applicable"], rank["unknown"])
        return (
            np.where(known, 1 - credit * worth, 1.0),
            np.where(known, 1 - credit, 0.0),
            np.where(known, 1 - credit * floor, 1.0),
            np.where(known, states, opened),
        )

    @cached_property
    def _required(self) -> NDArray[np.int64]:
        import numpy as np

        tiers, levels = self.rules.tiers, self.rules.assurance
        rows = [
            [levels[q.assurance.get(t, tiers[t].required_assurance)].rank for t in TIERS]
            for q in self.questions
        ]
        return np.array(rows, int).reshape(len(self.questions), len(TIERS))

    def _worth(self, on: dt.date) -> list[NDArray[Any]]:
        """Return credit, floor and rank of the level of the evidence behind every answer."""
        import numpy as np

        (weighed, places), levels = self._weighed, self.rules.assurance
        provings = {n: self.benches[n].proving(on) for n in {n for n, _, _ in weighed}}
        found = [back(evidence, age, provings[n]) for n, evidence, age in weighed]
        return [
            np.array([one.credit for one in found], float)[places],
            np.array([one.floor for one in found], float)[places],
            np.array([levels[one.level].rank for one in found], int)[places],
        ]

    @cached_property
    def _weighed(self) -> tuple[list[tuple[int, tuple[str, ...], int]], NDArray[np.int64]]:
        """Evidence as it is weighed on any day, once for all answers alike, and their places.

        It stands with a vendor that names it and how old, in months, it may be.
        """
        import numpy as np

        rows = self._rows
        ages = sorted({question.max_age_months for question in self.questions})
        age = _array(ages.index(question.max_age_months) for question in self.questions)
        codes = rows.proof * len(ages) + age[rows.column]
        met = np.zeros(len(rows.sets) * len(ages), bool)
        met[codes] = True
        pairs = (divmod(code, len(ages)) for code in met.nonzero()[0].tolist())
        return [(*rows.sets[proof], ages[n]) for proof, n in pairs], (met.cumsum() - 1)[codes]

    def _doubt(self, hi: NDArray[np.float64], states: NDArray[np.int64]) -> None:
        """Take back what answers' own texts take back, as `build_case` does."""
        columns = {question.id: place for place, question in enumerate(self.questions)}
        rank = {id: state.rank for id, state in self.rules.states.items()}
        for vendor, bench in enumerate(self.benches):
            for column in (columns[id] for id in bench.doubted if id in columns):
                if states[vendor, column] not in (rank["unknown"], rank["not_applicable"]):
                    hi[vendor, column] = 1.0
                    if states[vendor, column] == rank["pass"]:
                        states[vendor, column] = rank["unproven"]

    def _beside(self, on: dt.date) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the least tier and the mildest verdict that the services' facts leave."""
        floors, verdicts = self.frame.floors, self.frame.verdicts
        places = []
        for bench, found in zip(self.benches, self._facts(on), strict=True):
            ranks = [self.rules.states[state].rank for _, state in found]
            tier = TIERS.index(bench.inherent.tier)
            places.append(
                (
                    max((floors[rank, tier] for rank in ranks), default=0),
                    max((verdicts[rank, tier] for rank in ranks), default=0),
                )
            )
        return _array(least for least, _ in places), _array(mildest for _, mildest in places)

    def _facts(self, on: dt.date) -> list[list[tuple[str, KnockoutStateId]]]:
        if on not in self._seen:
            self._seen[on] = [
                [(rule.id, state) for _, rule, state in fact_states(b.facts, self.rules, as_of=on)]
                for b in self.benches
            ]
        return self._seen[on]


class _Places(dict[str, int]):
    """Places of questions; -1 for what is not asked."""

    def __missing__(self, key: str) -> int:
        return -1


class _Meanings(dict[str | None, int]):
    """Words of clients and the places of what they mean in `ANSWERS`, looked up once."""

    def __init__(self, rules: VendorRules) -> None:
        super().__init__()
        self.rules = rules

    def __missing__(self, key: str | None) -> int:
        self[key] = ANSWERS.index(normalise_answer(key, self.rules))
        return self[key]


class _Sets(dict[tuple[str, ...], int]):
    """Sets of evidence and their places in a list, where they stand with a vendor."""

    def __init__(self, vendor: int, listed: list[tuple[int, tuple[str, ...]]]) -> None:
        super().__init__()
        self.vendor, self.listed = vendor, listed

    def __missing__(self, key: tuple[str, ...]) -> int:
        self[key] = len(self.listed)
        self.listed.append((self.vendor, key))
        return self[key]


def _codes(rows: Sequence[Answer], places: Iterable[Mapping[Any, int]]) -> NDArray[np.int64]:
    """Return the places of question, answer and evidence: a row each, a column an answer."""
    import numpy as np

    fields = zip(("question", "answer", "evidence"), places, strict=True)
    return np.stack(
        [
            _array(map(known.__getitem__, map(attrgetter(name), rows)), len(rows))
            for name, known in fields
        ]
    )


def _approved(bench: Bench, meant: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Mark the answers of a vendor that are an approved "not applicable"."""
    approved: NDArray[np.bool_] = meant == ANSWERS.index("na")
    if approved.any():
        authors = authors_of(bench.facts.vendor)
        for place in approved.nonzero()[0].tolist():
            approved[place] = is_approved(bench.answers[place], authors)
    return approved


def _array(numbers: Iterable[int], count: int = -1) -> NDArray[np.int64]:
    import numpy as np

    return np.fromiter(numbers, np.int64, count)
