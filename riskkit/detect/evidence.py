"""Evidence that a column holds an entity: log-odds added up, each part with its reason.

What the cells are like together: names, words of a list, dates spread like births, numbers
like ages or coordinates, places. `weighing` adds patterns and header.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from ..model.value import Argument, Reason
from .cells import Cells
from .dates import median_spread
from .rulebook import Rulebook


@dataclass
class Evidence:
    """What speaks for one entity: log-odds so far, reasons, and the share of cells."""

    entity: str
    log_odds: float
    share: float = 0.0
    masked: float = 0.0
    strong: bool = False
    place_only: bool = False
    because: list[Reason] = field(default_factory=list)

    @property
    def probability(self) -> float:
        """The log-odds as a probability."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.log_odds))))

    def add(self, weight: float, rule: str, **args: Argument) -> None:
        """Add a weight and the reason for it."""
        self.log_odds += weight
        self.because.append(Reason(rule=f"detect.{rule}", args=args))


def _person(cells: Cells, rules: Rulebook) -> Evidence | None:
    share, distinct, full = cells.names
    named = share * cells.count * distinct
    evidence = Evidence("PERSON", rules.weight("prior"), share)
    if cells.listed("words.colour") > 0.3 or cells.share("ORGANIZATION") > 0.3:
        return None
    # Products are called after persons by half a name each (Martin Guitar), persons by both.
    enough = full >= 0.35 or (share >= 0.5 and full >= 0.15 and cells.paired >= 0.85)
    least = _least(cells, rules)
    if share >= least and enough and (named >= rules.weight("person.many") or distinct >= 0.5):
        key = "person.zh" if _han(cells) else "person.en"
        evidence.add(
            rules.weight(key) * min(1.25, share / rules.weight("share.full")), "names", share=share
        )
        evidence.strong = share >= 0.6
        return evidence
    single = cells.single_names
    if single >= max(0.5, least) and len(cells.tally) >= 8 and cells.listed("place.en") < 0.3:
        evidence.share = single
        han = _han(cells)
        many = single >= 0.9 and len(cells.tally) >= 20  # not a list of a few words
        evidence.add(
            rules.weight("person.single") * (0.5 if han and not many else 1), "names", share=single
        )
        return evidence
    return None


def _least(cells: Cells, rules: Rulebook) -> float:
    """Return the share of names a column needs: of a short list that repeats, nearly all.

    Brands and colours are called after persons too, here and there (Kenneth Cole, Olive).
    """
    repeats = cells.count / max(1, len(cells.tally))
    short = repeats >= rules.weight("person.repeats")
    return rules.weight("person.listed") if short else rules.weight("person.share")


def _han(cells: Cells) -> bool:
    return sum(v[0] >= "\u3400" for v in cells.tally) > 0.5 * len(cells.tally)


_LISTS = (
    ("GENDER", "words.gender"),
    ("ETHNICITY", "words.ethnicity"),
    ("RELIGION", "words.religion"),
    ("POLITICAL", "words.political"),
    ("HEALTH", "words.health"),
    ("OCCUPATION", "words.occupation"),
)


def _lists(entity: str, lexicon: str) -> Callable[[Cells, Rulebook], Evidence | None]:
    def read(cells: Cells, rules: Rulebook) -> Evidence | None:
        if not cells.wordy:
            return None
        share = cells.listed(lexicon)
        if entity == "OCCUPATION" and share < 0.9:
            share = max(share, _titles(cells, rules))
        if entity == "HEALTH" and share < 0.9:
            share = max(share, _diseases(cells, rules))
        if share < 0.3 or (entity == "GENDER" and not _genders(cells, rules)):
            return None
        if entity in ("ETHNICITY", "RELIGION") and cells.listed("words.colour") >= share:
            return None
        evidence = Evidence(entity, rules.weight("prior"), share)
        words = {v.lower() for v in cells.tally} & rules.words(lexicon)
        few = 0.6 if len(words) < 2 else 1.0
        evidence.add(
            rules.weight("lexicon") * few * min(1.0, share / rules.weight("lexicon.share")),
            "listed",
            share=share,
            entity=f"entity.{entity}",
        )
        return evidence

    return read


def _genders(cells: Cells, rules: Rulebook) -> bool:
    core = {v.lower() for v in cells.tally} & rules.words("words.gender_core")
    return bool(core) and len(cells.tally) <= 10


def _titles(cells: Cells, rules: Rulebook) -> float:
    tails = tuple(rules.words("words.occupation_tail"))
    alike = sum(
        n
        for v, n in cells.lowered.items()
        if 2 <= len(v) <= 40 and v.split(",")[0].rstrip("s").endswith(tails)
    )
    return alike / cells.count


def _diseases(cells: Cells, rules: Rulebook) -> float:
    """Return the share of cells in the list of health or with the ending of a disease."""
    tails, words = tuple(rules.words("words.health_tail")), rules.words("words.health")
    alike = sum(
        n
        for v, n in cells.lowered.items()
        if v in words or (2 <= len(v) <= 60 and v.endswith(tails))
    )
    return alike / cells.count if len(cells.tally) >= 4 else 0.0


def _birth(cells: Cells, rules: Rulebook) -> Evidence | None:
    years, share, timed = cells.dates
    if share < 0.5 or timed > 0.1 or len(years) < 5:
        return None
    median, spread = median_spread(years)
    if not (1930 <= median <= 2004 and 15 <= spread <= 120):
        return None
    evidence = Evidence("DATE_OF_BIRTH", rules.weight("prior"), share)
    evidence.add(rules.weight("birth.spread") * share, "birth", low=min(years), high=max(years))
    return evidence


def _age(cells: Cells, rules: Rulebook) -> Evidence | None:
    numbers = cells.numbers
    if len(numbers) < 0.9 * cells.count or not all(
        n.is_integer() and 0 <= n <= 110 for n in numbers
    ):
        return None
    ordered = sorted(numbers)
    if len(ordered) < 20 or not (22 <= ordered[len(ordered) // 2] <= 60 and len(cells.tally) >= 15):
        return None
    if ordered[0] < 12 or not 50 <= ordered[-1] <= 99:
        return None  # percentages and points go down to nought or up to a hundred
    evidence = Evidence("AGE", rules.weight("prior"), 1.0)
    evidence.add(rules.weight("age.spread"), "age")
    return evidence


def _geo(cells: Cells, rules: Rulebook) -> Evidence | None:
    numbers = cells.numbers
    if len(numbers) < 0.9 * cells.count or len(numbers) < 8:
        return None
    long = sum(len(v.partition(".")[2]) >= 4 for v in cells.values) / cells.count
    inside = all(-180 <= n <= 180 for n in numbers)
    centre = sum(map(abs, numbers)) / len(numbers)
    wide = max(numbers) - min(numbers)
    if long < 0.7 or not inside or centre < 5 or wide > 2.5 * centre + 120:
        return None
    evidence = Evidence("GEO_COORDINATE", rules.weight("prior"), long)
    evidence.add(rules.weight("geo.decimals"), "geo")
    return evidence


def _place(cells: Cells, rules: Rulebook) -> Evidence | None:
    if not cells.wordy:
        return None
    share = sum(n for v, n in cells.lowered.items() if _is_place(v, rules.places)) / cells.count
    if share < 0.3:
        return None
    evidence = Evidence("ADDRESS", rules.weight("prior"), share, place_only=True)
    evidence.add(
        rules.weight("address.place") * min(1.0, share / rules.weight("lexicon.share")),
        "places",
        share=share,
    )
    return evidence


_TAILS = ("省", "市", "自治区", "特别行政区", "自治州", "縣", "县", "區", "区", "鄉", "鎮")


def _is_place(word: str, places: frozenset[str]) -> bool:
    if word in places:
        return True
    if not word.endswith(_TAILS):
        return False
    for tail in _TAILS:
        bare = word.removesuffix(tail)
        if bare != word and (bare in places or (2 <= len(bare) <= 5 and tail not in ("区", "區"))):
            return True
    head = word[:3]
    return 4 <= len(word) <= 16 and (head in places or head[:2] in places)


READERS: tuple[Callable[[Cells, Rulebook], Evidence | None], ...] = (
    _person,
    _birth,
    _age,
    _geo,
    _place,
    *(_lists(entity, lexicon) for entity, lexicon in _LISTS),
)
