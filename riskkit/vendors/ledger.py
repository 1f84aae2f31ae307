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
    """

    vendor: NDArray[np.int64]
    column: NDArray[np.int64]
    meant: NDArray[np.int64]
    proof: NDArray[np.int64]
    approved: NDArray[np.bool_]
    sets: tuple[tuple[str, ...], ...]


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
        ids = {question.id for bench in benches for question in bench.asked.questions}
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
            used[vendor].update(rows.sets[proof])
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

        given = [row for bench in self.benches for row in bench.answers]
        columns = _Places({question.id: n for n, question in enumerate(self.questions)})
        column = _codes(given, "question", columns)
        asked = column >= 0
        rows = given if asked.all() else list(compress(given, asked))
        counts = [len(bench.answers) for bench in self.benches]
        vendor, column = np.repeat(np.arange(len(counts)), counts)[asked], column[asked]
        words, sets = _Numbers(), _Numbers()
        said = _codes(rows, "answer", words)
        proof = _codes(rows, "evidence", sets)
        meant = _array(ANSWERS.index(normalise_answer(word, self.rules)) for word in words)[said]
        turned = np.array([q.favourable == "no" for q in self.questions], bool)[column]
        opposite = _array(ANSWERS.index(OPPOSITE.get(id, id)) for id in ANSWERS)
        return Rows(
            vendor=vendor,
            column=column,
            meant=np.where(turned, opposite[meant], meant),
            proof=proof,
            approved=self._approved(rows, vendor, meant),
            sets=tuple(sets),
        )

    def _approved(
        self, rows: Sequence[Answer], vendor: NDArray[np.int64], meant: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        import numpy as np

        approved = np.zeros(len(rows), bool)
        authors = [authors_of(bench.facts.vendor) for bench in self.benches]
        for place in np.flatnonzero(meant == ANSWERS.index("na")).tolist():
            approved[place] = is_approved(rows[place], authors[vendor[place]])
        return approved

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
        """Return credit, floor and rank of the level of the evidence behind every answer.

        It is weighed once for each set, age and tier, and apart for each vendor whose own
        documents limit what they prove.
        """
        import numpy as np

        rows, levels = self._rows, self.rules.assurance
        provings = [bench.proving(on) for bench in self.benches]
        own = _array(n if proving.ceilings else -1 for n, proving in enumerate(provings))
        ages = _array(question.max_age_months for question in self.questions)[rows.column]
        code = rows.proof * (ages.max(initial=0) + 1) + ages
        code = code * len(TIERS) + self._tiers[rows.vendor]
        code = code * (len(provings) + 1) + own[rows.vendor] + 1
        _, first, alike = np.unique(code, return_index=True, return_inverse=True)
        found = [
            back(rows.sets[rows.proof[n]], int(ages[n]), provings[rows.vendor[n]]) for n in first
        ]
        return [
            np.array([one.credit for one in found], float)[alike],
            np.array([one.floor for one in found], float)[alike],
            np.array([levels[one.level].rank for one in found], int)[alike],
        ]

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


class _Numbers(dict[Any, int]):
    """Values numbered in the order in which they are first met."""

    def __missing__(self, key: Hashable) -> int:
        self[key] = len(self)
        return self[key]


def _codes(rows: Sequence[Answer], name: str, places: Mapping[Any, int]) -> NDArray[np.int64]:
    return _array(map(places.__getitem__, map(attrgetter(name), rows)), len(rows))


def _array(numbers: Iterable[int], count: int = -1) -> NDArray[np.int64]:
    import numpy as np

    return np.fromiter(numbers, np.int64, count)
