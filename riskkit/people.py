"""People as a factor: what awareness tests show, who was trained, what nobody was taught.

Nobody is named: results are told by topic and group, training by post.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .catalogue import Knowledge
from .catalogue.spelling import mentions, same_person, same_word
from .model.cells import day, months_after, quantity
from .model.duties import PostCoverage, Syllabus, TopicResult
from .model.inventory import Inventory
from .model.register_table import RegisterTable

TESTS, TRAINING, POSTS, RIGHTS = "REG-TEST", "REG-TRAIN", "REG-ROLE", "REG-ACCESS"


@dataclass(frozen=True)
class Marks:
    """From which score a result passes (0–100), and how long training holds, in months."""

    passing: float
    months: int


def marks_of(knowledge: Knowledge) -> Marks:
    """Return the marks that the rules on tests and training work with."""
    rules = knowledge.entries("rules")
    passing = rules["F-TEST-LOW"].parameters["where"]["below"]["score"]
    return Marks(float(passing), int(rules["F-TRAINING-LOW"].parameters["months"]))


def awareness(
    inventory: Inventory, knowledge: Knowledge, *, as_of: dt.date
) -> tuple[TopicResult, ...]:
    """Return the latest awareness results by topic and group, the weakest first.

    A topic is weak for a group whose mean, or any result of it, is below the pass mark; it
    then says what the training should change. `change` is in points since the round before.
    """
    marks = marks_of(knowledge)
    rounds: dict[tuple[str, ...], dict[dt.date, list[float]]] = {}
    names = _Names()
    for _, on, score, *words in _rows(inventory, TESTS).read(
        ("date", day), ("score", quantity), ("topic", str), ("department", str)
    ):
        if on and on <= as_of and score is not None:
            key = names.same(*words)
            rounds.setdefault(key, {}).setdefault(on, []).append(score)
    syllabus: Mapping[str, Syllabus] = knowledge.entries("syllabus")
    results = [_result(key, by_day, marks, syllabus) for key, by_day in rounds.items()]
    return tuple(sorted(results, key=lambda r: (r.mean, r.topic, r.group)))


def training(
    inventory: Inventory, knowledge: Knowledge, *, as_of: dt.date
) -> tuple[PostCoverage, ...]:
    """Return by post how many of its holders were trained within the interval.

    Posts come from the role register and from the living rights of the access matrix; a holder
    counts once a post. The least covered stand first.
    """
    marks = marks_of(knowledge)
    posts: dict[tuple[str, ...], set[str]] = {}
    names = _Names()
    for register in (POSTS, RIGHTS):
        for _, role, person, *ends in _rows(inventory, register).read(
            ("role", str), ("person", same_person), ("ended", day), ("left_at", day)
        ):
            if role and person and not any(at and at <= as_of for at in ends):
                posts.setdefault(names.same(role), set()).add(person)
    last: dict[str, dt.date] = {}
    for _, on, person in _rows(inventory, TRAINING).read(("date", day), ("person", same_person)):
        if on and on <= as_of and person:
            last[person] = max(on, last.get(person, on))
    covered = [_post(post, people, last, as_of, marks) for (post,), people in posts.items()]
    return tuple(sorted(covered, key=lambda c: (c.share, c.post)))


def untaught(inventory: Inventory, knowledge: Knowledge, *, as_of: dt.date) -> tuple[str, ...]:
    """Return what everybody must be taught and no course or test within the interval names.

    Empty where no training is on record at all: that is not assessed, never good.
    """
    marks = marks_of(knowledge)
    said = {
        word
        for register, column in ((TRAINING, "course"), (TESTS, "topic"))
        for _, on, word in _rows(inventory, register).read(("date", day), (column, str))
        if on and on <= as_of <= months_after(on, marks.months)
    }
    syllabus: Mapping[str, Syllabus] = knowledge.entries("syllabus")
    general = (element for element in syllabus.values() if not element.posts)
    return tuple(e.id for e in general if said and not _named(e, said))


class _Names:
    """What a topic, group or post is called: however it is spelt later, as it was at first."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def same(self, *words: str) -> tuple[str, ...]:
        return tuple(self._first.setdefault(same_word(word), word) for word in words)


def _named(element: Syllabus, said: Iterable[str]) -> bool:
    return any(mentions(text, element.words) for text in said)


def _result(
    key: tuple[str, ...],
    by_day: Mapping[dt.date, list[float]],
    marks: Marks,
    syllabus: Mapping[str, Syllabus],
) -> TopicResult:
    topic, group = key
    days = sorted(by_day)
    now = by_day[days[-1]]
    mean = sum(now) / len(now)
    before = by_day[days[-2]] if len(days) > 1 else None
    weak = min(now) < marks.passing
    element = next((e for e in syllabus.values() if _named(e, [topic])), None)
    return TopicResult(
        topic=topic,
        group=group,
        date=days[-1],
        people=len(now),
        mean=round(mean, 1),
        lowest=min(now),
        below=sum(score < marks.passing for score in now),
        change=round(mean - sum(before) / len(before), 1) if before else None,
        weak=weak,
        course=element.course if weak and element else None,
    )


def _rows(inventory: Inventory, register: str) -> RegisterTable:
    return RegisterTable.of(inventory.registers.get(register, ()))


def _post(
    post: str, people: set[str], last: Mapping[str, dt.date], as_of: dt.date, marks: Marks
) -> PostCoverage:
    dates = [last[p] for p in people if p in last]
    fresh = [on for on in dates if months_after(on, marks.months) >= as_of]
    return PostCoverage(
        post=post,
        people=len(people),
        trained=len(fresh),
        newest=max(dates, default=None),
        share=len(fresh) / len(people),
    )
